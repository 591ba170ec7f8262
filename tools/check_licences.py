"""Check the lock files: every package pinned by hash, no addresses, and a licence that we may use.

The lock of the browser libraries (web/package-lock.json) states its licences itself.

    python tools/check_licences.py [LOCK ...]

A lock is what `make lock` writes. Licences are read from the metadata of the installed packages: the SPDX
expression where there is one, else the trove classifiers, else the `License` field. A package whose marker
does not hold here ('sys_platform == "win32"') is not installed and not looked up. Exit code 1 and one line a
fault if anything is wrong.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

from packaging.markers import Marker

ROOT = Path(__file__).resolve().parent.parent

PERMISSIVE = frozenset(
    {
        "0bsd",
        "apache-2.0",
        "bsd-2-clause",
        "bsd-3-clause",
        "cc0-1.0",
        "cnri-python",
        "hpnd",
        "isc",
        "mit",
        "mit-0",
    }
    | {"mit-cmu", "mpl-2.0", "python-2.0", "psf-2.0", "unlicense", "w3c", "w3c-20150513", "zlib"}
)

# Names that packages use in classifiers and free text, where they give no SPDX expression.
SPDX = {
    "apache": "apache-2.0",
    "apache 2.0": "apache-2.0",
    "apache license 2.0": "apache-2.0",
    "apache license, version 2.0": "apache-2.0",
    "apache software license": "apache-2.0",
    "bsd": "bsd-3-clause",
    "bsd license": "bsd-3-clause",
    "bsd 3-clause license": "bsd-3-clause",
    "bsd-0-clause": "0bsd",
    "3-clause bsd license": "bsd-3-clause",
    "isc license (iscl)": "isc",
    "mit license": "mit",
    "the mit license": "mit",
    "mozilla public license 2.0 (mpl 2.0)": "mpl-2.0",
    "python software foundation license": "psf-2.0",
    "the unlicense (unlicense)": "unlicense",
    "w3c license": "w3c",
    "w3c software notice and license": "w3c",
    "zlib/libpng license": "zlib",
}

# Used at run time only where a person installs the extra; imported, never copied or changed.
EXCEPTIONS: Mapping[str, str] = {
    "psycopg": "optional extra 'postgresql'; LGPL-3.0, used as a library",
    "psycopg-binary": "optional extra 'postgresql'; LGPL-3.0, used as a library",
}
NPM = "web/package-lock.json"
EXCEPTED_LOCKS = frozenset({"requirements-dev.lock"})


@dataclass(frozen=True, slots=True)
class Locked:
    """One pinned package of a lock file; `marker` is None where it is for every platform."""

    name: str
    version: str
    marker: str | None
    hashes: int


_PIN = re.compile(r"(?P<name>[A-Za-z0-9._-]+)(?:\[[^\]]*\])?==(?P<version>[^\s;]+)\s*(?:;\s*(?P<marker>.+))?")
_ADDRESS = re.compile(r"[a-z+]+://|(?<![\w.])/\w|--(?:extra-)?index-url|--find-links|\s@\s")


def parse(lock: str) -> Iterator[Locked]:
    """The pins of a lock in pip's requirements form. ValueError names a line that is no pin."""
    for entry in re.split(r"\n(?=\S)", re.sub(r"(?m)^\s*#.*\n?", "", lock).strip()):
        head, *options = [part.strip() for part in entry.replace("\\\n", "\n").splitlines()]
        pin = _PIN.fullmatch(head)
        if pin is None:
            raise ValueError(f"not a pinned package: {head!r}")
        yield Locked(
            pin["name"], pin["version"], pin["marker"], sum(o.startswith("--hash=") for o in options)
        )


def addresses(lock: str) -> list[str]:
    """Lines that hold an address, a path or an index option: none may be in a lock."""
    return [line.strip() for line in lock.splitlines() if _ADDRESS.search(line)]


def licence(fields: metadata.PackageMetadata) -> str:
    """The licence as the package states it; empty where it states none."""
    if expression := _field(fields, "License-Expression"):
        return expression
    prefix = "License :: "
    stated = [c.split(" :: ")[-1] for c in fields.get_all("Classifier") or [] if c.startswith(prefix)]
    named = [name for name in stated if name not in {"OSI Approved", "DFSG approved"}]
    if named:
        return " OR ".join(named)
    return _field(fields, "License").split("\n", 1)[0]


def _field(fields: metadata.PackageMetadata, name: str) -> str:
    return fields[name].strip() if name in fields else ""


def permissive(expression: str) -> bool:
    """Whether the SPDX `expression` (or a usual name) lets us use the package: one side of an OR, every
    side of an AND; exceptions ('WITH …') only widen a licence and are passed over."""
    text = expression.strip().casefold()
    if text in SPDX or text in PERMISSIVE:
        return True
    for operator, combine in (("or", any), ("and", all)):
        parts = _split(text, operator)
        if len(parts) > 1:
            return combine(permissive(part) for part in parts)
    if text.startswith("(") and text.endswith(")"):
        return permissive(text[1:-1])
    bare = re.sub(r"\s+with\s+[\w.-]+$", "", text)
    return bare != text and permissive(bare)


def _split(text: str, operator: str) -> list[str]:
    """`text` cut at `operator` where it stands outside brackets."""
    parts, depth = [""], 0
    for word in re.findall(r"[()]|[^()\s]+|\s+", text):
        depth += (word == "(") - (word == ")")
        if word == operator and depth == 0:
            parts.append("")
        else:
            parts[-1] += word
    return [part.strip() for part in parts]


def check(name: str, lock: str) -> list[str]:
    """Faults of the lock file `name`, one line each."""
    faults = [f"{name}: an address in {line!r}" for line in addresses(lock)]
    try:
        pins = list(parse(lock))
    except ValueError as error:
        return [*faults, f"{name}: {error}"]
    for pin in pins:
        if not pin.hashes:
            faults.append(f"{name}: {pin.name} {pin.version} has no hash")
        if pin.name in EXCEPTIONS and name in EXCEPTED_LOCKS:
            continue
        if pin.marker and not Marker(pin.marker).evaluate():
            continue
        try:
            stated = licence(metadata.metadata(pin.name))
        except metadata.PackageNotFoundError:
            faults.append(f"{name}: {pin.name} is not installed, so its licence cannot be read")
            continue
        if not permissive(stated):
            faults.append(f"{name}: {pin.name} {pin.version} has the licence {stated or 'none stated'!r}")
    return faults


def check_npm(name: str, lock: str) -> list[str]:
    """Faults of a lock that npm wrote."""
    faults = [f"{name}: an address in {line.strip()!r}" for line in lock.splitlines() if "://" in line]
    for path, one in json.loads(lock)["packages"].items():
        if not path:
            continue
        package = path.rpartition("node_modules/")[2]
        if not one.get("integrity"):
            faults.append(f"{name}: {package} has no hash")
        if not permissive(one.get("license", "")):
            faults.append(f"{name}: {package} has the licence {one.get('license', 'none stated')!r}")
    return faults


def main(arguments: Sequence[str]) -> int:
    paths = [Path(a) for a in arguments] or [
        ROOT / "requirements.lock",
        ROOT / "requirements-dev.lock",
        ROOT / NPM,
    ]
    faults = [
        fault
        for path in paths
        for fault in (check_npm if path.suffix == ".json" else check)(
            path.name, path.read_text(encoding="utf-8")
        )
    ]
    for fault in faults:
        print(fault)
    if not faults:
        print(f"{', '.join(p.name for p in paths)}: every package is pinned and permissively licensed")
    return 1 if faults else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
