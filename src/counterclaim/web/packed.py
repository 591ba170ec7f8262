"""What an analysis as of a day found, packed: it comes from another process, and stays small until a page asks for it.

Each incident and entry is held as bytes. A hundred thousand claims take tens of megabytes so, and come over in a moment;
as objects they would take two gigabytes, and unpacking all of them would halt every request for seconds.
"""

from __future__ import annotations

import pickle
import zlib
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar, overload

from counterclaim.comparing.nouns import Entry
from counterclaim.errors import UnknownNameError
from counterclaim.ledger import Ledger
from counterclaim.ledger.incident_reading import IncidentFilter

T = TypeVar("T")
Object = dict[str, Any]


class Pack(Sequence[T], Generic[T]):
    """A sequence whose items are unpacked when they are asked for, each time anew."""

    def __init__(self, items: Iterable[T]) -> None:
        self._packed = [zlib.compress(pickle.dumps(one, protocol=5), 1) for one in items]

    @overload
    def __getitem__(self, at: int) -> T: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[T]: ...
    def __getitem__(self, at: int | slice) -> T | Sequence[T]:
        if isinstance(at, slice):
            return [self[n] for n in range(*at.indices(len(self)))]
        found: T = pickle.loads(zlib.decompress(self._packed[at]))
        return found

    def __len__(self) -> int:
        return len(self._packed)


@dataclass(frozen=True, slots=True)
class Packed:
    """Incidents in order of their ids `names`, and entries of the claims `claims`, of which `held` are of control. What
    `analysis.Analysis` asks of what was found; only whole lists."""

    day: str
    names: Sequence[str]
    told: Pack[Object]
    claims: Mapping[str, int]
    packed: Pack[Entry]
    held: tuple[str, ...]
    homes: Mapping[str, str]
    shared: Pack[Object]

    @classmethod
    def of(
        cls, day: str, objects: Sequence[Object], entries: Sequence[Entry], origins: Iterable[Object]
    ) -> Packed:
        """`objects`: all incidents, in order of their ids."""
        return cls(
            day,
            [told["id"] for told in objects],
            Pack(objects),
            {one.claim: at for at, one in enumerate(entries)},
            Pack(entries),
            tuple(sorted(one.claim for one in entries if one.type == "control")),
            {claim: told["id"] for told in objects for claim in told["claims"]},
            Pack(origins),
        )

    def found(self, ledger: Ledger) -> Found:
        """As an analysis takes it. `ledger` knows by which other names its incidents went."""
        return Found(self, ledger)


class Found:
    """`analysis.Found` over what was packed."""

    def __init__(self, packed: Packed, ledger: Ledger) -> None:
        self._packed, self._ledger = packed, ledger
        self._at = {name: at for at, name in enumerate(packed.names)}

    def incidents(self, wanted: IncidentFilter) -> Iterator[Object]:
        if wanted != IncidentFilter():
            raise NotImplementedError("lists are narrowed by facets here")
        return iter(self._packed.told)

    def incident(self, name: str) -> Object:
        began = [name] if name in self._at else []
        if not began and len(name) > 2:
            began = [one for one in self._packed.names if one.startswith(name)]
        if len(began) != 1:
            # The same claims may have stood under other names.
            claims = self._ledger.incident(name)["claims"]
            homes = self._packed.homes
            began = list(dict.fromkeys(homes[claim] for claim in claims if claim in homes))
        if len(began) == 1:
            return self._packed.told[self._at[began[0]]]
        told = f"its claims were in {', '.join(began)}" if began else "none of its claims was published yet"
        raise UnknownNameError(f"no incident {name!r} as of {self._packed.day}: {told}")

    def origins(self, shared: bool) -> Iterator[Object]:
        if not shared:
            raise NotImplementedError("only shared origins are kept")
        return iter(self._packed.shared)

    def incident_of(self) -> Mapping[str, str]:
        return self._packed.homes

    def entries(self, ids: Collection[str] | None = None) -> list[Entry]:
        if ids is None:
            return list(self._packed.packed)
        claims = self._packed.claims
        return [self._packed.packed[claims[claim]] for claim in sorted(ids) if claim in claims]

    def control(self) -> list[Entry]:
        return self.entries(self._packed.held)
