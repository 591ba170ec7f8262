"""The stages in order: list what to read, read and extract in workers, write here, one document at a time; compare."""

from __future__ import annotations

import hashlib
import logging
import os
import traceback
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from counterclaim import __version__
from counterclaim.comparing import prints
from counterclaim.comparing.entries import Knowledge
from counterclaim.comparing.publishers import publisher_of
from counterclaim.comparing.sides import Sides
from counterclaim.comparing.totals import party_in
from counterclaim.errors import CounterclaimError, UnknownNameError
from counterclaim.executor import Died, run
from counterclaim.extracting.extraction import Extraction, engines, extract, resolve
from counterclaim.extracting.world import World, WorldSpec, open_world
from counterclaim.language import load
from counterclaim.ledger import Ledger
from counterclaim.ledger.named import NAME as REVIEWED
from counterclaim.model import Document, Rejected, instant
from counterclaim.reading import Item, Overrides, checked, list_items, read_item

log = logging.getLogger(__name__)

COMPARED_BY = "compared by"
"""The ledger's setting that holds what its last comparison rested on."""


@dataclass(frozen=True, slots=True)
class Done:
    """One document read and extracted; `extraction` is None where the ledger has it already."""

    document: Document
    extraction: Extraction | None


@dataclass(frozen=True, slots=True)
class Stage:
    """Reading and extracting of one item, as a worker runs it.

    `known` is asked which documents need not be extracted again: a ledger of this process, or the
    location of one that a worker opens for itself.
    """

    spec: WorldSpec
    overrides: Overrides
    known: str | Ledger | None = None

    def __call__(self, item: Item | Rejected) -> Done | Rejected:
        if isinstance(item, Rejected):
            return item
        document = read_item(item, self.overrides)
        if isinstance(document, Rejected):
            return document
        world = open_world(self.spec)
        if self._knows(document, world):
            return Done(document, None)
        try:
            return Done(document, extract(document, world=world))
        except CounterclaimError:
            raise  # a pack or setting that cannot be used fails every document
        except Exception as error:
            # One document's fault must not end a run over thousands; it is listed, and logged whole.
            log.debug("extracting %s failed", document.address, exc_info=True)
            return rejected(document.address, "extract", f"internal error: {_fault(error)}")

    def _knows(self, document: Document, world: World) -> bool:
        if self.known is None or corrects(self.overrides):
            return False
        ledger = _worker_ledger(self.known) if isinstance(self.known, str) else self.known
        return ledger.knows(document.id, engines(document, world))


def corrects(overrides: Overrides) -> bool:
    """Whether `overrides` say something of the articles, which then holds for known documents too."""
    return any(said is not None for said in (overrides.outlet, overrides.published, overrides.language))


@dataclass(slots=True)
class Summary:
    """What a run did. Documents: `new`, `updated` (a newer engine), `known`, `refused` (removed before)."""

    new: int = 0
    updated: int = 0
    known: int = 0
    refused: int = 0
    articles: int = 0
    claims: int = 0
    dropped: int = 0
    rejected: list[Rejected] = field(default_factory=list)

    @property
    def documents(self) -> int:
        return self.new + self.updated + self.known + self.refused


def process(
    sources: Sequence[str | Item | Rejected],
    *,
    spec: WorldSpec,
    overrides: Overrides,
    jobs: int = 1,
    known: str | Ledger | None = None,
    location: str | None = None,
) -> Iterator[Done | Rejected]:
    """Documents and rejected items in the order of `sources`, whatever the number of `jobs`.

    A source is what `list_items` takes, or an item that was listed already.
    The files of a ledger at `location` are passed over in folders.
    SettingsError or UnknownNameError where `overrides` or `spec` cannot be used, before anything is read.
    """
    stage = Stage(spec, checked(overrides), known)
    if stage.overrides.language is not None:
        _readable(stage.overrides.language, spec)
    if spec.tagger is not None:
        open_world(spec).check()
    items = _others(_listed(sources), sources, location)
    with closing(run(stage, items, jobs=jobs)) as results:
        for result in results:
            if isinstance(result, Died):
                yield rejected(result.item.address, "extract", result.cause)
            else:
                yield result


def _readable(language: str, spec: WorldSpec) -> None:
    """UnknownNameError where `language` is not known, or no tagger is there that reads it."""
    pack, world = load(language), open_world(spec)
    if not world.reads(language):
        lacks = "has no language pack of its own and " if pack.general else ""
        wanted = " or ".join(map(repr, pack.taggers))
        raise UnknownNameError(
            f"{pack.name} ({language}) {lacks}is read by the tagger {wanted}; "
            f"to be used there: {', '.join((spec.tagger,) if spec.tagger else world.taggers)}"
        )


def add(
    ledger: Ledger,
    sources: Sequence[str | Item | Rejected],
    *,
    spec: WorldSpec,
    overrides: Overrides,
    jobs: int = 1,
    location: str | None = None,
    force: bool = False,
    each: Callable[[Done | Rejected], None] | None = None,
) -> Summary:
    """Read `sources` into `ledger`. What cannot be read is listed as rejected; the rest goes on.

    `location` is where workers may open `ledger` for reading, to pass over what it holds.
    """
    summary = Summary()
    known = ledger if jobs == 1 else location
    for result in process(sources, spec=spec, overrides=overrides, jobs=jobs, known=known, location=location):
        if isinstance(result, Rejected):
            ledger.reject(result)
            summary.rejected.append(result)
        else:
            _store(ledger, result, summary, force=force, update=corrects(overrides))
        if each is not None:
            each(result)
    return summary


def tally(result: Done | Rejected) -> tuple[int, int]:
    """How many claims a result brings, and how many of its parts were rejected."""
    if isinstance(result, Rejected):
        return 0, 1
    found = result.extraction
    return (len(found.claims), len(found.unread)) if found is not None else (0, 0)


def _listed(sources: Iterable[str | Item | Rejected]) -> Iterator[Item | Rejected]:
    for source in sources:
        if isinstance(source, str):
            yield from list_items([source])
        else:
            yield source


def _others(
    items: Iterable[Item | Rejected], sources: Iterable[str | Item | Rejected], location: str | None
) -> Iterator[Item | Rejected]:
    """`items` without the ledger's own files, where only their folder was named."""
    own = {os.path.realpath(f"{location}{end}") for end in ("", "-wal", "-shm")} if location else set()
    named = {source for source in sources if isinstance(source, str)}
    for item in items:
        if item.address in named or os.path.realpath(item.address) not in own:
            yield item


def _store(ledger: Ledger, done: Done, summary: Summary, *, force: bool, update: bool) -> None:
    document, extraction = done.document, done.extraction
    if extraction is None:
        summary.known += 1
        return
    outcome = ledger.add(
        document, extraction.claims, extraction.tags, dropped=extraction.dropped, force=force, update=update
    ).outcome
    if outcome == "refused":
        summary.refused += 1
        return
    for cause in extraction.unread.values():
        unread = rejected(document.address, "extract", cause)
        ledger.reject(unread)
        summary.rejected.append(unread)
    summary.new += outcome == "new"
    summary.updated += outcome == "updated"
    summary.known += outcome == "known"
    if outcome != "known":
        summary.articles += len(document.articles)
        summary.claims += len(extraction.claims)
        summary.dropped += extraction.dropped


def resolve_again(
    ledger: Ledger,
    *,
    spec: WorldSpec,
    documents: Iterable[str] | None = None,
    each: Callable[[], None] | None = None,
) -> tuple[int, int]:
    """Resolve the stored tags of every document again, or of these; nothing is read or tagged. (documents that changed,
    their claims)."""
    world = open_world(spec)
    changed = claims = 0
    for identity in [row["id"] for row in ledger.documents()] if documents is None else documents:
        document = ledger.document(identity)
        # Documents that were added without tags have nothing to resolve again; their claims stay.
        if not (stored := ledger.tags(identity)):
            continue
        found, _ = resolve(document, stored, world=world)
        if ledger.replace_claims(identity, found).outcome == "updated":
            changed += 1
            claims += len(found)
        if each is not None:
            each()
    return changed, claims


def compare(
    ledger: Ledger, *, spec: WorldSpec, before: Callable[[], None] | None = None
) -> tuple[int, int, int]:
    """Hold what came since the last time against the rest; everything anew where what is known of the world changed.

    Documents that waited, claims grouped anew, incidents that changed. `before` is called where there is anything
    to do. A run that is killed changes nothing. LedgerError where the ledger may only be read.
    """
    world = open_world(spec)
    mark = _mark(spec)
    changed = ledger.setting(COMPARED_BY) not in (None, mark)
    if not changed and not ledger.waits():
        return 0, 0, 0
    if before is not None:
        before()
    if changed:
        ledger.compare_again()
    named = Knowledge(world.registry, world.gazetteer, publisher_of, party_in(world.registry))
    done = ledger.compare(named, Sides.of(world.conflicts))
    if ledger.setting(COMPARED_BY) != mark:
        ledger.set_setting(COMPARED_BY, mark)
    return done


def _mark(spec: WorldSpec) -> str:
    """What comparison rests on beside the claims: this program, how it files wordings, and the conflict files."""
    told = [__version__, prints.VERSION]
    for given in spec.conflicts:
        if isinstance(given, tuple) and given[0] == REVIEWED:
            continue  # names that people resolved: the claims that have them were resolved anew
        name, text = given if isinstance(given, tuple) else (given, None)
        path = Path(name)
        told.append(path.read_text(encoding="utf-8-sig") if text is None and path.is_file() else text or name)
    return hashlib.sha256("\0".join(told).encode()).hexdigest()


def rejected(address: str, stage: str, cause: str) -> Rejected:
    return Rejected(address, stage, cause, instant())


def _fault(error: Exception) -> str:
    """One line: the kind of error, its words, and the line of this program that it came from."""
    frames = traceback.extract_tb(error.__traceback__)
    at = f" ({Path(frames[-1].filename).name}:{frames[-1].lineno})" if frames else ""
    return f"{type(error).__name__}: {' '.join(str(error).split())[:300]}{at}"


@lru_cache(maxsize=1)
def _worker_ledger(location: str) -> Ledger:
    """A worker's own connection for reading; it ends with the worker."""
    return Ledger.open(location, create=False)
