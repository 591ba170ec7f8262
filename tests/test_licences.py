"""The lock files, and the check that reads them."""

from __future__ import annotations

import sys
from email.message import Message
from importlib import metadata, util
from pathlib import Path
from types import ModuleType
from typing import cast

import pytest

ROOT = Path(__file__).resolve().parent.parent


def load() -> ModuleType:
    spec = util.spec_from_file_location("check_licences", ROOT / "tools" / "check_licences.py")
    assert spec is not None
    assert spec.loader is not None
    module = util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


licences = load()


def fields(**values: str | list[str]) -> metadata.PackageMetadata:
    message = Message()
    for name, value in values.items():
        for one in [value] if isinstance(value, str) else value:
            message[name.replace("_", "-")] = one
    return cast(metadata.PackageMetadata, message)


@pytest.mark.parametrize("name", ["requirements.lock", "requirements-dev.lock"])
def test_lock_is_pinned_by_hash_without_addresses_and_permissive(name: str) -> None:
    assert licences.check(name, (ROOT / name).read_text(encoding="utf-8")) == []


def test_the_lock_of_the_browser_libraries_has_hashes_no_addresses_and_is_permissive() -> None:
    assert licences.check_npm("web", (ROOT / licences.NPM).read_text(encoding="utf-8")) == []


def test_faults_of_a_lock_of_npm_are_told() -> None:
    lock = """{"packages": {"": {}, "node_modules/a": {"license": "GPL-3.0", "resolved": "https://r/a.tgz"},
    "node_modules/b/node_modules/@c/d": {"license": "(MIT OR GPL-3.0)", "integrity": "sha512-x"}}}"""
    faults = licences.check_npm("web", lock)
    assert [fault.partition(" ")[2][:12] for fault in faults] == [
        "an address i",
        "a has no has",
        "a has the li",
    ]


def test_every_runtime_pin_is_in_the_development_lock_at_the_same_version() -> None:
    runtime, development = (
        {(p.name, p.version) for p in licences.parse((ROOT / name).read_text(encoding="utf-8"))}
        for name in ("requirements.lock", "requirements-dev.lock")
    )
    assert runtime <= development


def test_parse_reads_name_version_marker_and_hashes() -> None:
    lock = (
        "colorama==0.4.6 ; sys_platform == 'win32' \\\n    --hash=sha256:aa \\\n    --hash=sha256:bb\n"
        "    # via typer\nrich==15.0.0 \\\n    --hash=sha256:cc\n    # via\n    #   -r requirements.in\n"
    )
    first, second = licences.parse(lock)
    assert (first.name, first.version, first.marker, first.hashes) == (
        "colorama",
        "0.4.6",
        "sys_platform == 'win32'",
        2,
    )
    assert (second.name, second.marker, second.hashes) == ("rich", None, 1)


def test_a_pin_without_hash_is_a_fault() -> None:
    assert licences.check("requirements.lock", "pytest==1.0\n") == [
        "requirements.lock: pytest 1.0 has no hash",
    ]


@pytest.mark.parametrize(
    "line",
    [
        "--index-url https://somewhere.example/simple",
        "--find-links wheels",
        "rich @ file:///tmp/rich.whl",
        "# from /srv/someone/requirements.in",
    ],
)
def test_an_address_or_path_is_a_fault(line: str) -> None:
    assert licences.addresses(f"{line}\nrich==15.0.0 --hash=sha256:cc\n") == [line]


def test_a_copyleft_licence_is_named_with_its_package(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(licences.metadata, "metadata", lambda name: fields(License_Expression="GPL-3.0-only"))
    assert licences.check("requirements.lock", "unidecode==1.0 \\\n    --hash=sha256:aa\n") == [
        "requirements.lock: unidecode 1.0 has the licence 'GPL-3.0-only'"
    ]


def test_the_postgresql_driver_is_excepted_in_the_development_lock_alone(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(
        licences.metadata, "metadata", lambda name: fields(License_Expression="LGPL-3.0-only")
    )
    lock = "psycopg==3.3.0 \\\n    --hash=sha256:aa\n"
    assert licences.check("requirements-dev.lock", lock) == []
    assert licences.check("requirements.lock", lock) == [
        "requirements.lock: psycopg 3.3.0 has the licence 'LGPL-3.0-only'"
    ]


def test_a_package_that_is_not_installed_is_a_fault_unless_its_marker_excludes_it() -> None:
    lock = "no-such-package-{} \\\n    --hash=sha256:aa\n"
    assert licences.check("requirements.lock", lock.format("a==1 ; sys_platform == 'plan9'")) == []
    [fault] = licences.check("requirements.lock", lock.format("a==1"))
    assert "no-such-package-a is not installed" in fault


@pytest.mark.parametrize(
    ("expression", "allowed"),
    [
        ("MIT", True),
        ("Apache-2.0 OR BSD-3-Clause", True),
        ("GPL-2.0-or-later OR MIT", True),
        ("MIT AND GPL-3.0-only", False),
        ("MIT AND PSF-2.0", True),
        ("(MIT OR GPL-3.0-only)", True),
        ("MIT AND (GPL-3.0-only OR ISC)", True),
        ("(MIT OR ISC) AND GPL-3.0-only", False),
        ("Apache-2.0 WITH LLVM-exception", True),
        ("GNU Lesser General Public License v3 (LGPLv3)", False),
        ("BSD License", True),
        ("", False),
    ],
)
def test_expression(expression: str, allowed: bool) -> None:
    assert licences.permissive(expression) is allowed


def test_licence_prefers_expression_then_classifier_then_field() -> None:
    classifier = ["License :: OSI Approved :: MIT License", "Programming Language :: Python"]
    assert licences.licence(fields(License_Expression="ISC", Classifier=classifier)) == "ISC"
    assert licences.licence(fields(Classifier=classifier, License="whatever")) == "MIT License"
    assert licences.licence(fields(License="BSD\n\nCopyright …")) == "BSD"
