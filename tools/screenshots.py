"""Screenshots of every page over the bundled sample: light, dark and as wide as a phone.

    python tools/screenshots.py [FOLDER]

Writes docs/screens/PAGE-{light,dark,phone}.png, or into FOLDER. Needs Chromium at /usr/bin/chromium and the development
packages. The ledger is made in a temporary folder.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
import threading
import time
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any

import uvicorn
from playwright.sync_api import Page, sync_playwright

from counterclaim import opening
from counterclaim.ledger import IncidentFilter, Ledger
from counterclaim.pipeline import add, compare
from counterclaim.reading import Overrides
from counterclaim.web.app import create_app
from counterclaim.web.options import Options, Served

SCREENS = Path(__file__).resolve().parent.parent / "docs" / "screens"
SHAPES: dict[str, dict[str, Any]] = {
    "light": {"color_scheme": "light", "viewport": {"width": 1280, "height": 900}},
    "dark": {"color_scheme": "dark", "viewport": {"width": 1280, "height": 900}},
    "phone": {"color_scheme": "light", "viewport": {"width": 390, "height": 844}},
}


def sample(path: Path) -> None:
    """The bundled sample in a ledger at `path`, read from a folder beside it: pages show where they were read from."""
    pages = path.parent / "pages"
    with as_file(files("counterclaim") / "sample" / "pages") as bundled:
        shutil.copytree(bundled, pages)
    with Ledger.open(path) as ledger:
        spec = opening.world_spec(ledger, str(path))
        add(ledger, [str(pages)], spec=spec, overrides=Overrides())
        compare(ledger, spec=spec)


def pages(ledger: Ledger) -> dict[str, str]:
    """What to show, by the name of its file."""
    wanted = IncidentFilter(contested=True, place="Hadrut", order="origins", limit=1)
    told = next(iter(ledger.incidents(wanted)))
    claim = ledger.claim(told["claims"][0])
    return {
        "overview": "/",
        "incidents": "/incidents",
        "incident": f"/incidents/{told['id']}",
        "claim": f"/claims/{claim['id']}",
        "article": f"/articles/{claim['article']['id']}",
        "map": "/map",
        "series": "/series",
        "sources": "/sources",
        "source": f"/sources/party/{claim['claimant']['party']}",
        "search": "/search?q=hadrut",
        "review": "/review",
        "judge": f"/review/{claim['id']}",
        "names": "/names",
        "missed": f"/articles/{claim['article']['id']}?mark=1",
        "place": "/places/Hadrut",
        "coding": "/coding",
        "quality": "/quality",
        "add": "/add",
        "api": "/docs",
    }


def main(arguments: list[str]) -> int:
    target = Path(arguments[0]) if arguments else SCREENS
    target.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="sample-") as folder:
        path = Path(folder) / "sample.db"
        sample(path)
        with Ledger.open(path) as ledger:
            wanted = pages(ledger)
        server = uvicorn.Server(
            uvicorn.Config(create_app(Served(str(path), Options())), port=0, log_level="warning")
        )
        thread = threading.Thread(target=server.run)
        thread.start()
        while not server.started:
            time.sleep(0.05)
        port = server.servers[0].sockets[0].getsockname()[1]
        try:
            _shoot(f"http://127.0.0.1:{port}", wanted, target)
        finally:
            server.should_exit = True
            thread.join()
    return 0


def _shoot(address: str, wanted: dict[str, str], target: Path) -> None:
    with sync_playwright() as started:
        browser = started.chromium.launch(
            executable_path="/usr/bin/chromium", args=["--no-sandbox", "--enable-unsafe-swiftshader"]
        )
        for shape, options in SHAPES.items():
            page = browser.new_context(**options, locale="en-GB").new_page()
            for name, url in wanted.items():
                answer = page.goto(address + url)
                _settle(page, name)
                page.screenshot(path=target / f"{name}-{shape}.png")
                print(name, shape, answer.status if answer else "no answer", flush=True)
        browser.close()


def _settle(page: Page, name: str) -> None:
    """Until nothing is worked out any more and the map stands; a while longer, for what is drawn."""
    for _ in range(60):
        if not page.locator(".pending").count():
            break
        page.wait_for_timeout(500)
    if name == "map":
        page.wait_for_selector("body[data-map=idle]", timeout=60_000)
    page.wait_for_timeout(800)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
