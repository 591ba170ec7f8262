"""Addresses through the command line, from a server of our own: what answers badly is listed with its cause."""

from __future__ import annotations

import gzip
import json
import socket
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import ClassVar

import pytest

from counterclaim import settings
from tests.cli.conftest import SENTENCE, Cli

PAGE = (
    f"<html><head><title>Shot down</title></head><body><article><p>{SENTENCE}</p></article></body></html>"
).encode()


class Handler(BaseHTTPRequestHandler):
    redirects: ClassVar[dict[str, str]] = {
        "/moved": "/page",
        "/loop": "/loop",
        "/ping": "/pong",
        "/pong": "/ping",
        "/inside": "http://127.0.0.2:1/secret",
        "/metadata": "http://169.254.169.254/latest",
        "/file": "file:///etc/passwd",
        "/nowhere": "",
    }
    asked: ClassVar[list[str]] = []

    def do_GET(self) -> None:
        self.asked.append(self.path)
        if self.path in self.redirects:
            self.answer(302, b"", {"Location": self.redirects[self.path]})
        elif self.path == "/page":
            self.answer(200, PAGE, {"Content-Type": "text/html"})
        elif self.path == "/missing":
            self.answer(404, b"gone")
        elif self.path == "/empty":
            self.answer(200, b"", {"Content-Type": "text/html"})
        elif self.path == "/picture":
            self.answer(200, b"\x89PNG\r\n", {"Content-Type": "image/png"})
        elif self.path == "/large":
            self.answer(200, b"<p>" + b"word " * 100_000, {"Content-Type": "text/html"})
        elif self.path == "/bomb":
            self.answer(200, gzip.compress(b"a " * 5_000_000), {"Content-Encoding": "gzip"})
        elif self.path == "/torn":
            self.answer(200, gzip.compress(PAGE)[:12] + b"\xff" * 40, {"Content-Encoding": "gzip"})
        elif self.path == "/charset":
            self.answer(200, PAGE, {"Content-Type": "text/html; charset=klingon"})
        elif self.path == "/cut":
            self.send_response(200)
            self.send_header("Content-Length", "5000")
            self.end_headers()
            self.wfile.write(PAGE)
        elif self.path == "/slow":
            self.send_response(200)
            self.end_headers()
            for _ in range(60):
                self.wfile.write(b"x")
                self.wfile.flush()
                time.sleep(0.05)
        else:  # an answer that is no HTTP
            self.wfile.write(b"hello\r\n")

    def answer(self, code: int, body: bytes, headers: dict[str, str] | None = None) -> None:
        self.send_response(code)
        for name, value in (headers or {}).items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        pass


class Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        """A reader that gives up is part of the tests."""


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    with Server(("127.0.0.1", 0), Handler) as httpd:
        thread = threading.Thread(target=httpd.serve_forever, args=(0.05,), daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{httpd.server_port}"
        httpd.shutdown()


@pytest.fixture
def limits(monkeypatch: pytest.MonkeyPatch, cli: Cli) -> Iterator[None]:
    monkeypatch.setenv("COUNTERCLAIM_MAX_BYTES", "100000")
    monkeypatch.setenv("COUNTERCLAIM_TIMEOUT", "0.5")
    settings.current.cache_clear()
    yield
    settings.current.cache_clear()


CAUSES = {
    "/missing": "404",
    "/empty": "empty",
    "/picture": "PNG image",
    "/large": "too large: more than 100000 bytes",
    "/bomb": "too large: more than 100000 bytes",
    "/torn": "compression is broken",
    "/cut": "no answer",
    "/slow": "within 0.5 seconds",
    "/loop": "more than 5 redirects",
    "/ping": "more than 5 redirects",
    "/file": "only http",
    "/nohttp": "no answer",
}


def test_one_run_over_every_kind_of_answer(cli: Cli, server: str, limits: None) -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        closed = f"http://127.0.0.1:{unused.getsockname()[1]}/"
    causes = {server + path: cause for path, cause in CAUSES.items()} | {
        closed: "no answer",
        "http://nowhere.invalid/": "no such host",
        "http://127.0.0.1:99999/": "no answer",
        "http://[::1/": "not a usable address",
        "http://": "no host",
        server.replace("http:", "https:") + "/page": "no answer",
    }
    ran = cli("add", *causes, f"{server}/moved", "--allow-private", "--json")
    assert ran.code == 1
    listed = {r["address"]: r["cause"] for r in json.loads(cli("rejected", "--json").out)}
    assert sorted(causes.keys() ^ listed.keys()) == []
    assert json.loads(ran.out)["new"] == 1
    for address, cause in causes.items():
        assert cause in listed[address], address
        assert "\n" not in listed[address]
    assert "Traceback" not in ran.err
    with_claims = json.loads(cli("claims", "--json").out)
    assert with_claims[0]["article"]["url"] is None or with_claims[0]["article"]["url"].endswith("/page")


def test_a_charset_that_there_is_not_is_passed_over(cli: Cli, server: str) -> None:
    assert cli("add", f"{server}/charset", "--allow-private").code == 0


def test_this_machine_is_never_asked_unless_allowed(cli: Cli, server: str) -> None:
    Handler.asked.clear()
    local = server.replace("127.0.0.1", "localhost")
    ran = cli("add", f"{server}/page", f"{local}/page", "http://[::ffff:127.0.0.1]/", "http://2130706433/")
    assert ran.code == 2
    assert Handler.asked == []
    assert ran.err.count("rejected:") == 4
    assert "--allow-private" in ran.err


@pytest.mark.parametrize("path", ["/inside", "/metadata"])
def test_redirects_into_private_networks_are_refused(
    cli: Cli, server: str, path: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    from counterclaim.reading import fetch

    public = fetch.is_public
    monkeypatch.setattr(fetch, "is_public", lambda ip: ip == "127.0.0.1" or public(ip))
    assert cli("add", f"{server}/page").code == 0
    ran = cli("add", server + path)
    assert ran.code == 2
    assert "private and loopback addresses are not fetched" in ran.err
    assert server + path in ran.err


def test_a_password_in_an_address_is_not_kept(cli: Cli, server: str) -> None:
    address = server.replace("http://", "http://me:secret@")
    for path in ("/page", "/missing"):
        ran = cli("add", address + path, "--allow-private")
        assert "secret" not in ran.err
    for command in (["articles", "--json"], ["claims", "--json"], ["rejected", "--json"]):
        assert "secret" not in cli(*command).out
