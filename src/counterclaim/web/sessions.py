"""Who asks: a signed cookie, and the token that every write must repeat."""

from __future__ import annotations

import getpass
import hmac
import secrets
from dataclasses import dataclass
from typing import Literal

from itsdangerous import BadSignature, URLSafeTimedSerializer

from counterclaim.errors import LedgerError
from counterclaim.ledger import Ledger

COOKIE = "counterclaim"
TOLD = "counterclaim_told"
HOURS = 12
KEY = "web_key"
"""Setting of the ledger that holds the key by which cookies are signed."""

Role = Literal["reader", "reviewer", "editor"]
ROLES: tuple[Role, ...] = ("reader", "reviewer", "editor")
"""Each may do what those before it may."""


@dataclass(frozen=True, slots=True)
class Person:
    """Who asks. `name` is empty and `role` None for one who has not logged in; `csrf` is the session's token.

    `fresh`: the browser has no cookie with this token yet.
    """

    name: str
    role: Role | None
    csrf: str
    fresh: bool = False

    def may(self, role: Role) -> bool:
        """Whether the person has the rights of `role`."""
        return self.role is not None and ROLES.index(self.role) >= ROLES.index(role)


class Sessions:
    """Reads and writes the cookies of one ledger."""

    def __init__(self, key: str) -> None:
        self._session = URLSafeTimedSerializer(key, salt="session")
        self._told = URLSafeTimedSerializer(key, salt="told")

    def cookie(self, name: str, version: int, csrf: str) -> str:
        return self._session.dumps({"name": name, "version": version, "csrf": csrf})

    def read(self, cookie: str | None) -> tuple[str, int, str] | None:
        """Name ('' where there is none), the account's version and the token; None for no valid cookie."""
        try:
            found = self._session.loads(cookie or "", max_age=HOURS * 3600)
            return str(found["name"]), int(found["version"]), str(found["csrf"])
        except (BadSignature, KeyError, TypeError, ValueError):
            return None

    def told(self, text: str) -> str:
        """A message for the page after a redirect, as a cookie."""
        return self._told.dumps(text)

    def read_told(self, cookie: str | None) -> str:
        try:
            return str(self._told.loads(cookie or "", max_age=60))
        except BadSignature:
            return ""


def token() -> str:
    """A token that nobody can guess."""
    return secrets.token_urlsafe(24)


def same(a: str, b: str) -> bool:
    return bool(a) and hmac.compare_digest(a.encode(), b.encode())


def system_user() -> str:
    """The name that reviews carry where no account is needed."""
    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError):
        return "local"


def signing_key(ledger: Ledger, spare: str) -> str:
    """The ledger's key, made where there is none; `spare` where the ledger cannot be written."""
    kept = ledger.setting(KEY)
    if kept is not None:
        return kept
    made = spare or secrets.token_hex(32)
    try:
        ledger.set_setting(KEY, made)
    except LedgerError:
        return made
    return ledger.setting(KEY) or made
