"""The server as a person starts it: it answers, says where, ends when told, and refuses a port that is taken."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import httpx
import pytest


def start(folder: Path, *arguments: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "counterclaim.cli.main", "--ledger", "new.db", "serve", *arguments],
        cwd=folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
    )


def free_port() -> int:
    with socket.socket() as tried:
        tried.bind(("127.0.0.1", 0))
        port: int = tried.getsockname()[1]
        return port


@pytest.mark.slow
def test_it_serves_a_new_ledger_and_ends_when_told(tmp_path: Path) -> None:
    port = free_port()
    server = start(tmp_path, "--port", str(port), "--workers", "2")
    try:
        assert server.stdout is not None
        assert server.stdout.readline() == f"new.db at http://127.0.0.1:{port}/  (Ctrl-C ends it)\n"
        until = time.monotonic() + 120
        while True:
            try:
                answer = httpx.get(f"http://127.0.0.1:{port}/healthz", timeout=10)
                break
            except httpx.TransportError:
                assert server.poll() is None
                assert time.monotonic() < until
                time.sleep(0.2)
        assert answer.json() == {"ok": True}
        assert "server" not in answer.headers
        refused = start(tmp_path, "--port", str(port))
        out, err = refused.communicate(timeout=120)
        assert (refused.returncode, out) == (2, "")
        assert "choose another --port" in err
    finally:
        server.send_signal(signal.SIGINT)
        server.communicate(timeout=60)
    assert server.returncode in (0, 130, -signal.SIGINT)
