"""The gazetteer file, opened read-only: look-up by name, by id, and by likely spelling in an area."""

from __future__ import annotations

import sqlite3
import threading
from array import array
from collections import defaultdict
from collections.abc import Iterable
from difflib import SequenceMatcher
from functools import lru_cache
from importlib.resources import as_file, files
from pathlib import Path

from counterclaim.errors import SettingsError
from counterclaim.gazetteer import keys
from counterclaim.gazetteer.overlay import Area, rows
from counterclaim.gazetteer.spellings import spellings
from counterclaim.gazetteer.table import FORMAT, KINDS, OWN_IDS, SCHEMA, Place, Row, unpack, write
from counterclaim.model import Span

_CACHED = 32_768
_LONGER = 4


class Gazetteer:
    """Names of places, and the places. Safe to use from several threads; pickles as its paths."""

    def __init__(self, paths: tuple[Path, ...], further: tuple[Row, ...] = ()) -> None:
        self._paths = paths
        self._further = further
        self._lock = threading.Lock()
        self._files = [_connect(path, immutable=path == paths[0]) for path in paths]
        if further:
            self._files.append(_in_memory(further))
        named = self._files[-1].execute("SELECT hash FROM name") if further else ()
        self._spelt = spellings()
        self._further_names = frozenset(code for (code,) in named)
        self.chosen = frozenset(row.place.id for row in further)
        added = [row for file in self._files[1:] for row in file.execute("SELECT id, names FROM place")]
        self.added = frozenset(one for one, _ in added)
        self.added_names: defaultdict[str, set[tuple[str, ...]]] = defaultdict(set)
        for words in (tuple(name.split(" ")) for _, names in added for name in names.split("\n") if name):
            self.added_names[words[0]].add(words)
        self.word = lru_cache(maxsize=_CACHED)(self._word)
        self._ids = lru_cache(maxsize=_CACHED)(self._ids_of)
        self.place = lru_cache(maxsize=_CACHED)(self._place)
        self._country = lru_cache(maxsize=512)(self._country_of)
        self._like = lru_cache(maxsize=4_096)(self._spelt_like)
        self._spellings = lru_cache(maxsize=32)(self._spellings_of)
        self._sounds = lru_cache(maxsize=128)(self._sounds_of)

    @classmethod
    def open(cls, extra: Path | None = None, conflicts: Iterable[Area] = ()) -> Gazetteer:
        """The bundled file, where it exists an extra file of the user's own places, and the places
        of `conflicts` (held in memory).

        Raises SettingsError where a file is missing, no gazetteer, or of another format.
        """
        with as_file(files("counterclaim.gazetteer") / "places.sqlite") as bundled:
            paths = (bundled,) if extra is None or not extra.exists() else (bundled, extra)
            plain = cls(paths)
        further = rows(conflicts, plain.place, plain.lookup)
        if not further:
            return plain
        plain.close()
        return cls(paths, further)

    def __reduce__(self) -> tuple[type[Gazetteer], tuple[tuple[Path, ...], tuple[Row, ...]]]:
        return type(self), (self._paths, self._further)

    def close(self) -> None:
        for connection in self._files:
            connection.close()

    def lookup(self, name: str) -> list[Place]:
        """Places that bear exactly this name (folded), the most populous first within countries,
        divisions, settlements and other features."""
        return [place for one in self.ids(keys.exact(name)) if (place := self.place(one))]

    def ids(self, key: str) -> tuple[int, ...]:
        """Ids of places with the exact key `key`."""
        return self._ids(key)

    def own(self, ids: Iterable[int]) -> bool:
        """Whether one of `ids` is a place of a conflict file or of the user's own list."""
        return any(one in self.chosen or one <= -OWN_IDS for one in ids)

    def country(self, code: str) -> Place | None:
        """The country with ISO 3166-1 code `code`."""
        return self._country(code)

    def find(self, text: str, start: int, end: int, language: str) -> list[Span]:
        """Spans of `text[start:end]` that are likely names of places, in order, none overlapping."""
        from counterclaim.gazetteer.finding import finder

        return finder(language).find(self, text, start, end)

    def spelt_like(self, key: str, country: str, *, strict: bool = False) -> tuple[Place, ...]:
        """Places of `country` with a name whose variant key equals that of `key` and that shares six in
        ten of its letters, or, for names of 6 letters and more, that is one letter away; the nearest
        spelling first. `strict` asks for seven letters in ten, and 8 letters for a name one letter away.
        """
        return self._like(key, country, strict)

    def _spelt_like(self, key: str, country: str, strict: bool) -> tuple[Place, ...]:
        sound = keys.variant(key)
        if len(sound) < 3:
            return ()
        least = 0.7 if strict else 0.6 if len(sound) > 3 else 0.85
        slips = len(key) >= (8 if strict else 6)
        initial = keys.initial(key)
        names, ids = self._spellings(country).get(initial, ("", None))
        if ids is None:
            return ()
        scores: dict[int, float] = {}
        sounds = self._sounds(country, initial).split("\n")
        for other, heard, one in zip(names.split("\n"), sounds, ids, strict=True):
            longer = abs(len(other) - len(key))
            if longer <= (_LONGER if heard == sound else 1) and (
                heard == sound or (slips and keys.near(key, other))
            ):
                score = SequenceMatcher(None, key, other, autojunk=False).ratio()
                if score >= least:
                    scores[one] = max(score, scores.get(one, 0.0))
        best = sorted(scores, key=lambda one: (-scores[one], one))
        return tuple(place for one in best if (place := self.place(one)))

    def _word(self, folded: str) -> int:
        """Words of the longest name that starts with `folded`; 0: no name does."""
        listed = self._spelt.longest.get(folded, 0)
        return max(listed, *(unpack(blob)[0] for blob in self._blobs(folded)), 0)

    def _ids_of(self, key: str) -> tuple[int, ...]:
        found = dict.fromkeys(one for blob in self._blobs(key) for one in unpack(blob)[1])
        found |= dict.fromkeys(self._spelt.ids.get(key, ()))
        if len(found) > 1:
            return tuple(sorted(found, key=self._rank))
        return tuple(found)

    def _rank(self, one: int) -> tuple[int, int, int]:
        place = self.place(one)
        return (KINDS.index(place.kind), -place.population, one) if place else (len(KINDS), 0, one)

    def _blobs(self, key: str) -> list[bytes]:
        code = keys.digest(key)
        files = self._files
        if self._further and code not in self._further_names:
            files = files[:-1]
        with self._lock:
            rows = (file.execute("SELECT ids FROM name WHERE hash = ?", (code,)).fetchone() for file in files)
            return [row[0] for row in rows if row]

    def _place(self, one: int) -> Place | None:
        query = (
            "SELECT id, kind, name, country, adm1, adm2, lat, lon, population, weight FROM place WHERE id = ?"
        )
        with self._lock:
            for file in reversed(self._files):
                if row := file.execute(query, (one,)).fetchone():
                    lat, lon = row[6], row[7]
                    own = one in self.chosen or file is not self._files[0]
                    name = row[2] if own else self._spelt.names.get(one, row[2])
                    return Place(
                        row[0], KINDS[row[1]], name, row[3], row[4], row[5],
                        None if lat is None else lat / 1e5, None if lon is None else lon / 1e5, row[8], row[9],
                    )  # fmt: skip
        return None

    def _country_of(self, code: str) -> Place | None:
        with self._lock:
            query = "SELECT id FROM place WHERE country = ? AND kind = 0"
            row = self._files[0].execute(query, (code,)).fetchone()
        return self.place(row[0]) if row else None

    def _spellings_of(self, country: str) -> dict[str, tuple[str, array[int]]]:
        """Initial sound → exact keys of all names of a country, one a line, and the id beside each."""
        found: defaultdict[str, tuple[list[str], array[int]]] = defaultdict(lambda: ([], array("q")))
        with self._lock:
            rows: list[tuple[int, str]] = [
                row
                for file in self._files
                for row in file.execute("SELECT id, names FROM place WHERE country = ?", (country,))
            ]
        for one, names in rows:
            for key in filter(None, names.split("\n")):
                spelt, ids = found[keys.initial(key)]
                spelt.append(key)
                ids.append(one)
        # Joined, because the names of a large country would take five times the memory one by one.
        return {initial: ("\n".join(spelt), ids) for initial, (spelt, ids) in found.items()}

    def _sounds_of(self, country: str, initial: str) -> str:
        """The variant keys of the names of a country that start with `initial`, one a line, in their order."""
        names, _ = self._spellings(country)[initial]
        return "\n".join(map(keys.variant, names.split("\n")))


def _in_memory(further: tuple[Row, ...]) -> sqlite3.Connection:
    connection = sqlite3.connect(":memory:", check_same_thread=False, isolation_level=None)
    connection.executescript(SCHEMA)
    write(connection, further)
    return connection


def _connect(path: Path, immutable: bool) -> sqlite3.Connection:
    if not path.exists():
        raise SettingsError(f"{path}: no such gazetteer file")
    connection = sqlite3.connect(
        f"{path.resolve().as_uri()}?mode=ro{'&immutable=1' if immutable else ''}",
        uri=True,
        check_same_thread=False,
    )
    try:
        row = connection.execute("SELECT value FROM meta WHERE key = 'format'").fetchone()
    except sqlite3.DatabaseError as error:
        raise SettingsError(f"{path}: not a gazetteer file ({error})") from error
    if row is None or row[0] != str(FORMAT):
        raise SettingsError(f"{path}: a gazetteer of another format; build it again")
    return connection
