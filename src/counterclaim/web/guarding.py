"""Around every answer: the host that was asked for, headers, and a limit on what is sent here."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from counterclaim.web.options import Options

MOST_BYTES = 25_000_000
"""Most that one request may send."""
PLOT_STYLE = "'sha256-+TfQir1nvDucAdvE6XUQBt4ayUjpAWkbw2kCdSfekHM='"
"""Of the one style element that Observable Plot puts into a chart; a browser test computes it anew."""
LOOPBACK = ("127.0.0.1", "localhost", "[::1]", "::1")


def policy(tiles: str | None) -> str:
    """The content security policy: all from here, and pictures of the map from `tiles` where that is set."""
    extra = ""
    if tiles:
        address = urlsplit(tiles)
        extra = f" {address.scheme}://{address.netloc}"
    return "; ".join(
        (
            "default-src 'none'",
            "script-src 'self'",
            f"style-src 'self' {PLOT_STYLE}",
            f"img-src 'self' data: blob:{extra}",
            f"connect-src 'self'{extra}",
            "worker-src 'self'",
            "font-src 'self'",
            "form-action 'self'",
            "base-uri 'none'",
            "frame-ancestors 'none'",
            "object-src 'none'",
        )
    )


def allowed_hosts(options: Options) -> list[str]:
    """The names under which a browser may ask; an address that stands for all of them names none."""
    named = {*LOOPBACK, *options.hosts}
    if options.host not in ("0.0.0.0", "::"):
        named.add(options.host)
    return sorted(named)


class Guard:
    """Pure ASGI, so that it costs little: `TrustedHostMiddleware` of the framework would let no '[::1]' through."""

    def __init__(self, app: ASGIApp, options: Options, private: Callable[[], bool]) -> None:
        self._app, self._private = app, private
        self._hosts = {host.casefold() for host in allowed_hosts(options)}
        self._headers = {
            "content-security-policy": policy(options.tiles),
            "x-content-type-options": "nosniff",
            "referrer-policy": "same-origin",
            "cross-origin-opener-policy": "same-origin",
            "cross-origin-resource-policy": "same-origin",
        }

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            if scope["type"] == "lifespan":
                await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)

        async def marked(message: Message) -> None:
            if message["type"] == "http.response.start":
                given = MutableHeaders(scope=message)
                for name, value in self._headers.items():
                    given[name] = value
                if "cache-control" not in given:
                    given["cache-control"] = "no-store" if self._private() else "no-cache"
            await send(message)

        if _name(headers.get("host", "")) not in self._hosts:
            told = "This host name is not served. Name it by the setting `hosts`.\n"
            await PlainTextResponse(told, 400)(scope, receive, marked)
            return
        length = headers.get("content-length", "")
        if length.isdigit() and int(length) > MOST_BYTES:
            await PlainTextResponse(f"More than {MOST_BYTES} bytes.\n", 413)(scope, receive, marked)
            return
        if "content-length" in headers or scope["method"] in ("GET", "HEAD"):
            await self._app(scope, receive, marked)
            return
        await self._counted(scope, receive, marked)

    async def _counted(self, scope: Scope, receive: Receive, send: Send) -> None:
        """A request that does not say how long it is."""
        seen = 0
        begun = False

        async def counted() -> Message:
            nonlocal seen
            message = await receive()
            seen += len(message.get("body", b""))
            if seen > MOST_BYTES:
                raise _TooLong
            return message

        async def noted(message: Message) -> None:
            nonlocal begun
            begun = True
            await send(message)

        try:
            await self._app(scope, counted, noted)
        except _TooLong:
            if not begun:
                await PlainTextResponse(f"More than {MOST_BYTES} bytes.\n", 413)(scope, receive, send)


class _TooLong(Exception):
    """Raised inside the reading of a request."""


def _name(host: str) -> str:
    """The name of a Host header, without its port."""
    host = host.strip().casefold()
    if host.startswith("["):
        return host.partition("]")[0] + "]"
    return host.rpartition(":")[0] if host.count(":") == 1 else host
