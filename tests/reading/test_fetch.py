from __future__ import annotations

import gzip
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from time import sleep
from typing import ClassVar

import httpx
import pytest

from counterclaim.errors import FetchError
from counterclaim.reading.fetch import Page, fetch, is_public

PUBLIC = "93.184.216.34"
HOSTS = {"public.example": [PUBLIC], "inside.example": ["10.0.0.7"], "both.example": ["127.0.0.1", PUBLIC]}


def resolve(host: str, port: int) -> list[str]:
    if host not in HOSTS:
        raise OSError("unknown")
    return HOSTS[host]


def get(
    address: str,
    answer: Callable[[httpx.Request], httpx.Response],
    *,
    allow_private: bool = False,
    max_bytes: int = 1000,
) -> Page:
    return fetch(
        address,
        allow_private=allow_private,
        max_bytes=max_bytes,
        timeout=5,
        resolve=resolve,
        transport=httpx.MockTransport(answer),
    )


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "10.0.0.1", "172.16.5.4", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "224.0.0.1",
        "::1", "::", "fe80::1%eth0", "fd00::1", "::ffff:127.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::",
    ],
)  # fmt: skip
def test_addresses_of_private_networks_are_not_public(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", ["8.8.8.8", PUBLIC, "2606:4700::1111", "::ffff:8.8.8.8"])
def test_public_addresses_are(address: str) -> None:
    assert is_public(address)


def test_connection_goes_to_the_checked_address_with_the_name_as_host() -> None:
    seen: list[tuple[str, str, object]] = []

    def answer(request: httpx.Request) -> httpx.Response:
        seen.append((request.url.host, request.headers["host"], request.extensions["sni_hostname"]))
        return httpx.Response(200, text="hello", headers={"content-type": "text/html; charset=koi8-r"})

    page = get("https://public.example/a#b", answer)
    assert seen == [(PUBLIC, "public.example", "public.example")]
    assert (page.address, page.media_type, page.charset) == (
        "https://public.example/a",
        "text/html",
        "koi8-r",
    )


@pytest.mark.parametrize(
    "address",
    ["http://inside.example/", "http://127.0.0.1/", "http://[::1]/", "http://169.254.169.254/latest"],
)
def test_private_hosts_are_refused_before_any_connection(address: str) -> None:
    def answer(request: httpx.Request) -> httpx.Response:
        raise AssertionError("connected")

    with pytest.raises(FetchError, match="private"):
        get(address, answer)


def test_private_addresses_of_a_host_are_left_out() -> None:
    assert get("http://both.example/", lambda r: httpx.Response(200, text=r.url.host)).body == PUBLIC.encode()


@pytest.mark.parametrize("target", ["http://inside.example/", "//127.0.0.1/x", "file:///etc/passwd"])
def test_redirects_are_checked_too(target: str) -> None:
    def answer(request: httpx.Request) -> httpx.Response:
        return httpx.Response(302, headers={"location": target})

    with pytest.raises(FetchError, match=r"private|only http"):
        get("http://public.example/", answer)


def test_few_redirects_are_followed_and_relative_ones_understood() -> None:
    def answer(request: httpx.Request) -> httpx.Response:
        step = int(request.url.path.strip("/") or 0)
        if step < 3:
            return httpx.Response(301, headers={"location": f"/{step + 1}"})
        return httpx.Response(200, text="end")

    assert get("http://public.example/0", answer).address == "http://public.example/3"


def test_endless_redirects_end() -> None:
    with pytest.raises(FetchError, match="more than 5 redirects"):
        get("http://public.example/", lambda _: httpx.Response(302, headers={"location": "/"}))


def test_large_answers_are_cut_off_also_when_compressed() -> None:
    with pytest.raises(FetchError, match="more than 1000 bytes"):
        get("http://public.example/", lambda _: httpx.Response(200, content=b"x" * 1001))
    body = gzip.compress(b"x" * 100_000)
    with pytest.raises(FetchError, match="more than 1000 bytes"):
        get(
            "http://public.example/",
            lambda _: httpx.Response(200, content=body, headers={"content-encoding": "gzip"}),
        )


@pytest.mark.parametrize(
    ("address", "cause"),
    [
        ("http://nowhere.example/", "no such host"),
        ("http://", "no host"),
        ("http://public.example:x/", "not a usable"),
    ],
)
def test_unusable_addresses_have_a_cause(address: str, cause: str) -> None:
    with pytest.raises(FetchError, match=cause):
        get(address, lambda _: httpx.Response(200))


def test_answers_other_than_200_are_errors() -> None:
    with pytest.raises(FetchError, match="404"):
        get("http://public.example/", lambda _: httpx.Response(404))


class Handler(BaseHTTPRequestHandler):
    pages: ClassVar[dict[str, bytes]] = {"/page": b"<p>The army said so.</p>"}

    def do_GET(self) -> None:
        if self.path == "/slow":
            self.send_response(200)
            self.end_headers()
            for _ in range(20):
                self.wfile.write(b"x")
                self.wfile.flush()
                sleep(0.05)
            return
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.wfile.write(self.pages[self.path])

    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as httpd:
        thread = threading.Thread(target=httpd.serve_forever, daemon=True)
        thread.start()
        yield f"http://localhost:{httpd.server_port}"
        httpd.shutdown()


def test_a_real_server_on_this_machine_is_read_when_allowed(server: str) -> None:
    page = fetch(server + "/page", allow_private=True, max_bytes=1000, timeout=5)
    assert page.body == Handler.pages["/page"]
    with pytest.raises(FetchError, match="private"):
        fetch(server + "/page", allow_private=False, max_bytes=1000, timeout=5)


def test_an_answer_that_drips_is_given_up(server: str) -> None:
    with pytest.raises(FetchError, match=r"within 0\.3 seconds"):
        fetch(server + "/slow", allow_private=True, max_bytes=1000, timeout=0.3)


def test_an_address_that_does_not_answer_has_a_cause() -> None:
    with pytest.raises(FetchError, match="no answer"):
        fetch("http://127.0.0.1:9/", allow_private=True, max_bytes=1000, timeout=2)
