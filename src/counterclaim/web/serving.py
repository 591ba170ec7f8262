"""Starting the server, and refusing to start one that anybody could use."""

from __future__ import annotations

import http.client
import importlib
import os
import secrets
import signal
import socket
import sys
import tempfile
import threading
import time
import webbrowser
from dataclasses import replace
from types import FrameType

import uvicorn

from counterclaim import opening
from counterclaim.errors import SettingsError
from counterclaim.ledger import Ledger
from counterclaim.web.options import VARIABLE, Options, Served
from counterclaim.web.sessions import signing_key

MOST_WORKERS = 2


def default_workers() -> int:
    return min(MOST_WORKERS, os.cpu_count() or 1)


def check(ledger: Ledger, options: Options) -> None:
    """SettingsError where the address can be reached by others and nobody has an account."""
    if not options.local and not ledger.has_users():
        raise SettingsError(
            f"{', '.join((options.host, *options.hosts))} can be reached by others, and there are no accounts; "
            "make one with `counterclaim user add NAME --role editor`, or serve on 127.0.0.1 without the setting hosts"
        )


def serve(location: str, options: Options, *, browser: bool = False) -> None:
    """Serve the ledger at `location`, made where there is none, until the process is told to end.

    The address is told once it answers at once: a large ledger is read first. With `browser` the system's browser then
    opens it. SettingsError, LedgerError.
    """
    with Ledger.open(location, create=True) as ledger:
        check(ledger, options)
        served = Served(location, options, secrets.token_hex(32))
        signing_key(ledger, served.key)
    _free(options)
    importlib.import_module("counterclaim.web.app")  # what is wrong with it is told once, not by every worker
    name = opening.shown(location)
    print(f"{name} is being opened …", file=sys.stderr, flush=True)
    words = f"{name} at {address(options)}  (Ctrl-C ends it)"
    threading.Thread(target=_tell, args=(options, words, browser), daemon=True).start()
    with tempfile.TemporaryDirectory(prefix="counterclaim-serve-", ignore_cleanup_errors=True) as scratch:
        os.environ[VARIABLE] = replace(served, scratch=scratch).dumps()
        signal.signal(signal.SIGTERM, _end)
        uvicorn.run(
            "counterclaim.web.app:from_environment",
            factory=True,
            host=options.host,
            port=options.port,
            workers=options.workers,
            log_level="warning",
            server_header=False,
        )


def _end(number: int, frame: FrameType | None) -> None:
    """Told to end: by way of an exception, so that the folder goes too."""
    raise SystemExit(128 + number)


def address(options: Options) -> str:
    """Where a browser finds the server."""
    host = f"[{options.host}]" if ":" in options.host else options.host
    return f"http://{host}:{options.port}/"


def _free(options: Options) -> None:
    """SettingsError where something else listens at the address."""
    family = socket.AF_INET6 if ":" in options.host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as tried:
        tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            tried.bind((options.host, options.port))
        except OSError as error:
            raise SettingsError(
                f"{address(options)}: {error.strerror or error}; choose another --port"
            ) from None


def _tell(options: Options, words: str, browser: bool) -> None:
    """Say `words`, and open the browser, once the server answers. Its port is open before its processes are ready."""
    host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(options.host, options.host)
    for _ in range(6000):
        asked = http.client.HTTPConnection(host, options.port, timeout=600)
        try:
            asked.request("GET", "/healthz", headers={"host": "localhost"})
            asked.getresponse().read()
            break
        except (OSError, http.client.HTTPException):
            time.sleep(0.1)
        finally:
            asked.close()
    else:
        return
    print(words, flush=True)
    if browser:
        webbrowser.open(address(options))
