"""The part of a ledger that holds accounts: names, roles, hashes of passwords, and logins that failed."""

from __future__ import annotations

import time
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Literal

from sqlalchemy import delete, func, insert, select, update

from counterclaim.errors import SettingsError, UnknownNameError
from counterclaim.ledger import connect
from counterclaim.ledger.records import clean
from counterclaim.ledger.review_tables import tries, users
from counterclaim.model import instant

UserRole = Literal["reader", "reviewer", "editor"]
WINDOW = 15 * 60
"""Seconds for which a bad login counts."""
OF_NAME, OF_ADDRESS = 5, 20
"""Bad logins of a name and of an address in that time, after which more are refused."""
MOST_NAME = 80


@dataclass(frozen=True, slots=True)
class User:
    """An account. `version` goes up by one to end all its sessions; `hash` is argon2's own form; `last` when the person
    logged in last (None: never)."""

    name: str
    role: UserRole
    hash: str
    version: int
    created: str
    disabled: bool
    last: str | None = None


class PeopleLedger:
    """Accounts; part of `Ledger`."""

    _store: connect.Store

    def has_users(self) -> bool:
        """Whether there is an account that can log in."""
        with self._store.reading() as connection:
            query = select(users.c.name).where(users.c.disabled.is_(False)).limit(1)
            return connection.execute(query).first() is not None

    def users(self) -> list[User]:
        """All accounts by name."""
        with self._store.reading() as connection:
            return [User(*row) for row in connection.execute(select(users).order_by(users.c.name))]

    def user(self, name: str) -> User | None:
        """The account of exactly this name."""
        with self._store.reading() as connection:
            row = connection.execute(select(users).where(users.c.name == clean(name))).first()
        return None if row is None else User(*row)

    def add_user(self, name: str, role: UserRole, hash: str) -> None:
        """Make an account. SettingsError for a name that is taken, empty, too long or not printable."""
        name = name.strip()
        if not name or len(name) > MOST_NAME or not name.isprintable():
            raise SettingsError(f"a name has 1 to {MOST_NAME} printable characters")
        with self._store.writing() as connection:
            taken = connection.execute(select(users.c.name)).scalars().all()
            if name.casefold() in {one.casefold() for one in taken}:
                raise SettingsError(f"{name}: there is an account of this name")
            row = {"name": name, "role": role, "hash": hash, "version": 1, "created": instant()}
            connection.execute(insert(users), {**row, "disabled": False})

    def change_user(
        self,
        name: str,
        *,
        role: UserRole | None = None,
        hash: str | None = None,
        disabled: bool | None = None,
    ) -> None:
        """Change an account and end its sessions. UnknownNameError names near ones."""
        given = {"role": role, "hash": hash, "disabled": disabled}
        values = {key: value for key, value in given.items() if value is not None}
        with self._store.writing() as connection:
            done = connection.execute(
                update(users).where(users.c.name == clean(name)).values(version=users.c.version + 1, **values)
            )
            if not done.rowcount:
                raise UnknownNameError(
                    _unknown(name, connection.execute(select(users.c.name)).scalars().all())
                )

    def remove_user(self, name: str) -> None:
        """Delete an account; its reviews keep its name. UnknownNameError."""
        with self._store.writing() as connection:
            names = connection.execute(select(users.c.name)).scalars().all()
            if not connection.execute(delete(users).where(users.c.name == clean(name))).rowcount:
                raise UnknownNameError(_unknown(name, names))

    def note_try(self, name: str, address: str, good: bool) -> None:
        """Note a login; older ones than a day go."""
        now = time.time()
        with self._store.writing() as connection:
            connection.execute(delete(tries).where(tries.c.at < now - 86_400))
            row = {"name_key": _key(name), "address": clean(address)[:100], "at": now, "good": good}
            connection.execute(insert(tries), row)
            if good:
                own = users.c.name == clean(name).strip()
                connection.execute(update(users).where(own).values(last=instant()))

    def wait_for_login(self, name: str, address: str) -> int:
        """Seconds until this name may be tried from this address; 0 where it may now.

        A good login clears what was bad before it for its name, never for its address.
        """
        now = time.time()
        with self._store.reading() as connection:
            good = connection.execute(
                select(func.max(tries.c.at)).where(tries.c.name_key == _key(name), tries.c.good)
            ).scalar()
            waits = [0]
            for condition, most, since in (
                (tries.c.name_key == _key(name), OF_NAME, max(now - WINDOW, good or 0.0)),
                (tries.c.address == clean(address)[:100], OF_ADDRESS, now - WINDOW),
            ):
                query = (
                    select(tries.c.at)
                    .where(condition, tries.c.good.is_(False), tries.c.at > since)
                    .order_by(tries.c.at.desc())
                    .limit(most)
                )
                found = connection.execute(query).scalars().all()
                if len(found) == most:
                    waits.append(max(int(found[-1] + WINDOW - now) + 1, 1))
        return max(waits)


def _key(name: str) -> str:
    return clean(name).strip().casefold()[:MOST_NAME]


def _unknown(name: str, names: list[str] | tuple[str, ...] | object) -> str:
    known = [str(one) for one in names] if isinstance(names, list | tuple) else []
    near = get_close_matches(name, known, n=4, cutoff=0.5) or sorted(known)[:4]
    return f"no account {name!r}" + (f"; there are: {', '.join(near)}" if near else "; there are none")
