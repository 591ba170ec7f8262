"""Hashes of passwords by argon2id, dear enough for a guesser and quick enough for a server without a fast disk."""

from __future__ import annotations

from functools import lru_cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from counterclaim.errors import SettingsError

LEAST, MOST = 10, 200
"""Characters of a password."""


@lru_cache(maxsize=1)
def _hasher() -> PasswordHasher:
    return PasswordHasher(time_cost=2, memory_cost=19_456, parallelism=1)


def hashed(password: str) -> str:
    """A new salted hash. SettingsError for one too short or too long."""
    if not LEAST <= len(password) <= MOST:
        raise SettingsError(f"a password has {LEAST} to {MOST} characters")
    return _hasher().hash(password)


def right(password: str, hash: str | None) -> bool:
    """Whether `password` made `hash`. No hash costs the same time as a wrong one, so that names cannot be told apart."""
    try:
        _hasher().verify(hash or _other(), password[:MOST])
    except (VerificationError, InvalidHashError):
        return False
    return hash is not None


@lru_cache(maxsize=1)
def _other() -> str:
    return _hasher().hash("nobody has this password")
