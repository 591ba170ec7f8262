"""What `counterclaim serve` was asked for, and how it reaches the worker processes."""

from __future__ import annotations

import ipaddress
import json
from dataclasses import asdict, dataclass
from typing import Any

VARIABLE = "COUNTERCLAIM_SERVED"
"""Environment variable by which a worker process gets a `Served`."""


@dataclass(frozen=True, slots=True)
class Options:
    """How to serve. `hosts`: names beside `host` under which a browser may ask; `tiles`: an address with {z}, {x}, {y}
    for pictures under the map, `tiles_credit` what is printed for it; `double_share`: of drawn articles, 0 to 1."""

    host: str = "127.0.0.1"
    port: int = 8000
    workers: int = 1
    hosts: tuple[str, ...] = ()
    tiles: str | None = None
    tiles_credit: str | None = None
    double_share: float = 0.1

    @property
    def local(self) -> bool:
        """Whether only this machine can ask: at loopback, and under no other name, as a proxy would."""
        return is_loopback(self.host) and all(is_loopback(name) for name in self.hosts)


@dataclass(frozen=True, slots=True)
class Served:
    """A ledger by its location, and the options. `key` signs cookies where the ledger can keep none; `scratch` is a folder
    of the server's own, '' where there is none: then all is worked out by the process that serves."""

    location: str
    options: Options
    key: str = ""
    scratch: str = ""

    def dumps(self) -> str:
        return json.dumps(asdict(self))

    @classmethod
    def loads(cls, text: str) -> Served:
        """What `dumps` wrote."""
        given: dict[str, Any] = json.loads(text)
        options = {**given["options"], "hosts": tuple(given["options"]["hosts"])}
        return cls(given["location"], Options(**options), given["key"], given["scratch"])


def is_loopback(host: str) -> bool:
    """Whether an address or name stands for this machine only."""
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return host.casefold() == "localhost"
