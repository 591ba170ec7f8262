"""Fetching an http(s) address without reaching into private networks.

Every host, also after each redirect, is resolved here; the addresses are checked and the connection goes to
a checked one, so that a name cannot change its meaning between check and connection. Proxies of the
environment are not used, since they would resolve the name again.
"""

from __future__ import annotations

import ipaddress
import socket
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from counterclaim.errors import FetchError

if TYPE_CHECKING:
    import httpx

Resolve = Callable[[str, int], Sequence[str]]
"""Host and port to IP addresses in the order to try; OSError where there are none."""

REDIRECTS = 5
_TRIES = 3
_AGENT = "counterclaim (reads single pages on request)"
_ACCEPT = "text/html,application/xhtml+xml,text/plain;q=0.9,*/*;q=0.1"
_NAT64 = ipaddress.ip_network("64:ff9b::/96")


@dataclass(frozen=True, slots=True)
class Page:
    """What an address answered: `address` after redirects, media type and charset as the server names them."""

    body: bytes
    address: str
    media_type: str | None
    charset: str | None


def is_public(address: str) -> bool:
    """Whether an IP address is of the public internet; addresses that embed an IPv4 one count as that."""
    ip = ipaddress.ip_address(address.split("%")[0])
    if isinstance(ip, ipaddress.IPv6Address):
        embedded = ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else None)
        if ip in _NAT64:
            embedded = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
        if embedded is not None:
            return is_public(str(embedded))
    return ip.is_global and not ip.is_multicast


def resolve(host: str, port: int) -> list[str]:
    """The IP addresses of `host`, as the system resolves them."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


def fetch(
    address: str,
    *,
    allow_private: bool,
    max_bytes: int,
    timeout: float,
    resolve: Resolve = resolve,
    transport: httpx.BaseTransport | None = None,
) -> Page:
    """Fetch `address`, following up to five redirects, within `timeout` seconds and `max_bytes` in all.

    FetchError says why an address was refused or did not answer. `resolve` and `transport` stand in for the
    network in tests.
    """
    import httpx

    deadline = time.monotonic() + timeout
    current = address
    try:
        with httpx.Client(
            transport=transport, trust_env=False, follow_redirects=False, verify=True
        ) as client:
            for _ in range(REDIRECTS + 1):
                url = _url(address, current)
                answer = _get(client, address, url, allow_private, max_bytes, deadline, resolve)
                if isinstance(answer, Page):
                    return answer
                current = answer
    except httpx.TimeoutException as error:
        raise FetchError(address, f"no full answer within {timeout:g} seconds") from error
    except httpx.InvalidURL as error:
        raise FetchError(address, f"not a usable address: {error}") from error
    except httpx.DecodingError as error:
        raise FetchError(address, "the answer's compression is broken") from error
    except httpx.HTTPError as error:
        raise FetchError(address, f"no answer: {_words(error)}") from error
    raise FetchError(address, f"more than {REDIRECTS} redirects")


def _words(error: Exception) -> str:
    return " ".join(str(error).split()) or type(error).__name__


def _url(address: str, current: str) -> httpx.URL:
    import httpx

    url = httpx.URL(current)
    if url.scheme not in ("http", "https"):
        raise FetchError(address, f"redirects to {url.scheme}:, only http and https are fetched")
    if not url.host:
        raise FetchError(address, "the address has no host")
    return url.copy_with(username=None, password=None, fragment=None)


def _allowed(address: str, url: httpx.URL, allow_private: bool, resolve: Resolve) -> list[str]:
    """The checked IP addresses of the host of `url`."""
    port = url.port or (443 if url.scheme == "https" else 80)
    try:
        found = [url.host] if _is_ip(url.host) else list(resolve(url.host, port))
    except (OSError, UnicodeError) as error:
        raise FetchError(address, f"no such host: {url.host}") from error
    allowed = [ip for ip in found if allow_private or is_public(ip)]
    if not allowed:
        raise FetchError(
            address,
            f"{url.host} is at {', '.join(found) or 'no address'}: private and loopback addresses are not fetched "
            "unless allowed (--allow-private)",
        )
    return allowed[:_TRIES]


def _is_ip(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True


def _get(
    client: httpx.Client,
    address: str,
    url: httpx.URL,
    allow_private: bool,
    max_bytes: int,
    deadline: float,
    resolve: Resolve,
) -> Page | str:
    """The page at `url`, or the address that it redirects to."""
    import httpx

    for ip in (allowed := _allowed(address, url, allow_private, resolve)):
        request = client.build_request(
            "GET",
            url.copy_with(host=ip),
            headers={
                "Host": url.netloc.decode("ascii"),
                "User-Agent": _AGENT,
                "Accept": _ACCEPT,
                "Accept-Encoding": "gzip, deflate",
            },
            extensions={"sni_hostname": url.host},
            timeout=max(0.001, deadline - time.monotonic()),
        )
        try:
            response = client.send(request, stream=True)
        except (httpx.ConnectError, httpx.ConnectTimeout):
            if ip == allowed[-1] or time.monotonic() >= deadline:
                raise
            continue
        try:
            return _answer(response, address, url, max_bytes, deadline)
        finally:
            response.close()
    raise FetchError(address, "no answer")


def _answer(
    response: httpx.Response, address: str, url: httpx.URL, max_bytes: int, deadline: float
) -> Page | str:
    import httpx

    location = response.headers.get("location")
    if response.status_code in (301, 302, 303, 307, 308) and location:
        return str(url.join(location))
    if response.status_code != 200:
        phrase = response.reason_phrase
        raise FetchError(address, f"answered {response.status_code}{' ' + phrase if phrase else ''}")
    body = bytearray()
    for chunk in response.iter_bytes():
        body += chunk
        if len(body) > max_bytes:
            raise FetchError(address, f"too large: more than {max_bytes} bytes (COUNTERCLAIM_MAX_BYTES)")
        if time.monotonic() > deadline:
            raise httpx.ReadTimeout("deadline")
    kind = response.headers.get("content-type", "").split(";")[0].strip().lower()
    return Page(bytes(body), str(url), kind or None, response.charset_encoding)
