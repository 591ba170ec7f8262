"""A ledger of the sample, a client in this process, a server of our own, and a browser that may ask nobody else."""

from __future__ import annotations

import json
import re
import shutil
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import uvicorn
from starlette.testclient import TestClient

from counterclaim import opening
from counterclaim.ledger import Ledger
from counterclaim.web.app import create_app
from counterclaim.web.options import Options, Served

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

CHROMIUM = Path("/usr/bin/chromium")
FLAGS = ["--no-sandbox", "--enable-unsafe-swiftshader", "--disable-dev-shm-usage"]
AXE = Path(__file__).parents[2] / "web" / "node_modules" / "axe-core" / "axe.min.js"
VENDOR = Path(str(files("counterclaim.web"))) / "static" / "vendor"
_CSRF = re.compile(r'X-CSRF-Token": "([^"]+)"')


class Client(TestClient):
    """Asks as a browser does: one host, and the session's token with every write."""

    def __init__(self, location: str, options: Options | None = None) -> None:
        self.location = location
        self.served = Served(location, options or Options())
        super().__init__(
            create_app(self.served),
            base_url=f"http://{self.served.options.host}:8000",
            follow_redirects=False,
        )

    @property
    def csrf(self) -> str:
        """The session's token, as a page shows it."""
        found = _CSRF.search(self.get("/login", follow_redirects=True).text)
        assert found is not None
        return found[1]

    def write(self, url: str, data: dict[str, Any] | None = None, **more: Any) -> Any:
        """A form sent to `url` with the token."""
        return self.post(url, data={"csrf": self.csrf, **(data or {})}, **more)

    @property
    def ledger(self) -> Ledger:
        found: Ledger = self.app.state.room.ledger  # type: ignore[attr-defined]
        return found


@pytest.fixture(scope="session")
def sample_made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample read and compared, once a session; never written to."""
    from counterclaim.pipeline import add, compare
    from counterclaim.reading import Overrides

    path = tmp_path_factory.mktemp("sample") / "sample.db"
    with Ledger.open(path) as ledger:
        spec = opening.world_spec(ledger, str(path))
        pages = files("counterclaim") / "sample" / "pages"
        add(ledger, [str(pages)], spec=spec, overrides=Overrides())
        compare(ledger, spec=spec)
    return path


@pytest.fixture
def sample(sample_made: Path, tmp_path: Path) -> Path:
    """A copy of the sample's ledger that a test may change."""
    path = tmp_path / "ledger.db"
    for suffix in ("", "-wal"):
        source = sample_made.with_name(sample_made.name + suffix)
        if source.exists():
            shutil.copy(source, path.with_name(path.name + suffix))
    return path


@pytest.fixture
def client(sample: Path) -> Iterator[Client]:
    with Client(str(sample)) as made:
        yield made


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Client]:
    """A client of a ledger in which nothing is."""
    with Client(str(tmp_path / "empty.db")) as made:
        yield made


@contextmanager
def serving(served: Served) -> Iterator[str]:
    """A real server in a thread of this process; its address without a path."""
    config = uvicorn.Config(
        create_app(served), host="127.0.0.1", port=0, log_level="warning", timeout_graceful_shutdown=2
    )
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    until = time.monotonic() + 30
    while not server.started:
        assert thread.is_alive(), "the server did not start"
        assert time.monotonic() < until, "the server did not start in time"
        time.sleep(0.02)
    port = server.servers[0].sockets[0].getsockname()[1]
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        server.should_exit = True
        thread.join(20)


@pytest.fixture
def live(sample: Path) -> Iterator[str]:
    """Address of a server over a copy of the sample."""
    with serving(Served(str(sample), Options())) as address:
        yield address


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    api = pytest.importorskip("playwright.sync_api", reason="no browser tests: playwright is not installed")
    if not CHROMIUM.exists():
        pytest.skip(f"no browser tests: {CHROMIUM} is not there (Debian package `chromium`)")
    with api.sync_playwright() as started:
        made = started.chromium.launch(executable_path=str(CHROMIUM), args=FLAGS)
        yield made
        made.close()


class Watched:
    """What a page did that none may: errors, refusals by the policy, requests to others."""

    def __init__(self, page: Page, own: Callable[[str], bool]) -> None:
        self.faults: list[str] = []
        page.on("pageerror", lambda error: self.faults.append(f"error: {error}"))
        page.on("console", lambda told: self._told(told.type, told.text))
        page.on(
            "request", lambda asked: None if own(asked.url) else self.faults.append(f"outside: {asked.url}")
        )

    def _told(self, kind: str, text: str) -> None:
        if "Content Security Policy" in text or (kind == "error" and "Failed to load resource" not in text):
            self.faults.append(f"{kind}: {text}")


def own_address(url: str) -> bool:
    return url.startswith(("http://127.0.0.1:", "blob:http://127.0.0.1:", "data:", "about:", "file:"))


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page of the browser; the test fails where it broke the policy, had an error or asked another host."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="en-GB")
    made = context.new_page()
    made.set_default_timeout(15_000)
    watched = Watched(made, own_address)
    yield made
    context.close()
    assert watched.faults == []


@pytest.fixture(scope="session")
def vendor() -> None:
    """For tests of what scripts add to a page."""
    if not (VENDOR / "htmx.min.js").is_file():
        pytest.skip("no browser libraries: `make web` fetches them")


@pytest.fixture(scope="session")
def axe() -> Callable[[Page], list[str]]:
    """Findings of axe-core in a page that are serious or critical, one line each."""
    if not AXE.is_file():
        pytest.skip("no axe-core: `make web` fetches it")
    source = AXE.read_text(encoding="utf-8")

    def run(page: Page) -> list[str]:
        page.evaluate(source)
        found = json.loads(page.evaluate("axe.run().then(r => JSON.stringify(r.violations))"))
        return [
            f"{one['id']} ({one['impact']}): {node['html'][:200]}"
            for one in found
            if one["impact"] in ("serious", "critical")
            for node in one["nodes"]
        ]

    return run
