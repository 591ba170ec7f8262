"""The ledger: everything that was read and extracted, in one SQLite file or PostgreSQL database."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from sqlalchemy import Connection, delete, insert, select, update

from counterclaim.extracting.tags import ArticleTags
from counterclaim.ledger import applying, claim_rows, connect, reading, revisions, search, writing
from counterclaim.ledger.candidates import CandidateLedger
from counterclaim.ledger.coding_rows import CodedLedger
from counterclaim.ledger.compared import ComparedLedger
from counterclaim.ledger.counted import CountedLedger
from counterclaim.ledger.facet_rows import FacetedLedger
from counterclaim.ledger.filters import ArticleFilter, ClaimFilter
from counterclaim.ledger.people import PeopleLedger
from counterclaim.ledger.queue import QueuedLedger
from counterclaim.ledger.records import Added, NameCount, Outcome, SourceCount, Unresolved, clean
from counterclaim.ledger.reviewing import ReviewedLedger
from counterclaim.ledger.runs import RunsLedger
from counterclaim.ledger.sources_reading import SourcesLedger
from counterclaim.ledger.tables import (
    documents,
    pending,
    rejected,
    settings,
    tombstones,
)
from counterclaim.model import Claim, Document, Rejected, instant
from counterclaim.view import ClaimObject


class Ledger(
    ComparedLedger,
    ReviewedLedger,
    PeopleLedger,
    FacetedLedger,
    CountedLedger,
    RunsLedger,
    QueuedLedger,
    CodedLedger,
    SourcesLedger,
    CandidateLedger,
):
    """Open with `Ledger.open`, as a context manager or with `close`.

    All threads of a process may share one; any number of other processes may read meanwhile, and write in
    turn. Iterators see the ledger as it was when they began. Every method may raise LedgerError.
    """

    def __init__(self, store: connect.Store) -> None:
        self._store = store

    @classmethod
    def open(cls, location: str | Path, create: bool = True, *, timeout: float = connect.TIMEOUT) -> Ledger:
        """The ledger at a path or `postgresql://user@host/database`, upgraded to this program's schema.

        Without `create` a missing or empty one is an error. `timeout` (seconds): how long a write
        waits for another program's. NotALedgerError, NewerLedgerError, LedgerError.
        """
        return cls(connect.open_store(location, create=create, timeout=timeout))

    @property
    def name(self) -> str:
        """Path or address, without a password."""
        return self._store.name

    def close(self) -> None:
        self._store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def add(
        self,
        document: Document,
        claims: Sequence[Claim],
        tags: Iterable[ArticleTags] = (),
        *,
        dropped: int = 0,
        force: bool = False,
        update: bool = False,
    ) -> Added:
        """Store a document with its claims and queue it for comparison, in one transaction.

        A document that is there, read by the same engine, changes nothing ('known'); by another
        engine, its claims are exchanged and keep their ids ('updated'). The stored text is never
        replaced: where `document.text` differs from it, nothing changes either. A removed document
        is 'refused' unless `force`. With `update`, articles and claims that differ are exchanged though
        the engine is the same, as where their outlet or date is now given. `dropped` counts claims that
        were left out by a limit.
        """
        given, document = tuple(tags), writing.storable(document)
        engine = writing.engine_of(given, claims)
        with self._store.writing() as connection:
            if (stone := reading.tombstone_of(connection, document)) is not None:
                if not force:
                    return Added("refused", document.id, 0)
                connection.execute(delete(tombstones).where(tombstones.c.document == stone.document))
            connection.execute(delete(rejected).where(rejected.c.address == document.address))
            held = connection.execute(
                select(documents.c.number, documents.c.id).where(documents.c.id == document.id)
            ).first()
            found = tuple(held) if held else writing.same_version(connection, document)
            if found is None:
                return self._add_new(connection, document, claims, given, engine, dropped)
            return self._add_again(connection, found, document, claims, given, engine, dropped, update)

    def _add_new(
        self,
        connection: Connection,
        document: Document,
        found: Sequence[Claim],
        given: Sequence[ArticleTags],
        engine: str,
        dropped: int,
    ) -> Added:
        number = writing.put_document(connection, document, engine, dropped)
        numbers = writing.put_articles(connection, number, document.articles)
        writing.put_tags(connection, numbers, given)
        claim_rows.put(connection, number, claim_rows.objects_of(document, found), newest=True)
        writing.note_pending(connection, [number, *writing.settle_versions(connection, document.url)])
        return Added("new", document.id, len(found))

    def _add_again(
        self,
        connection: Connection,
        held: tuple[int, str],
        document: Document,
        found: Sequence[Claim],
        given: Sequence[ArticleTags],
        engine: str,
        dropped: int,
        wanted: bool,
    ) -> Added:
        number, name = held
        stored = connection.execute(
            select(documents.c.engine, documents.c.text_sha256).where(documents.c.number == number)
        ).one()
        changed = writing.see_again(connection, number, document)
        same_reading = name == document.id and stored.text_sha256 == writing.text_digest(document.text)
        same_engine = engine == stored.engine
        if wanted and same_reading and same_engine:
            same_engine = reading.document(connection, number).articles == document.articles
        if same_engine or not same_reading:
            writing.note_pending(connection, changed)
            return Added("updated" if changed else "known", name, claim_rows.held(connection, number))
        writing.replace_articles(connection, number, document.articles, given)
        connection.execute(
            update(documents).where(documents.c.number == number).values(engine=engine, dropped=dropped)
        )
        exchange = claim_rows.exchange(connection, document, number, found)
        writing.note_pending(connection, [number, *changed])
        return Added("updated", name, exchange.claims, exchange.unmatched)

    def replace_claims(self, document: str, claims: Sequence[Claim]) -> Added:
        """Exchange the claims of a stored document, keeping ids by `identity.match`, in one transaction.

        'known' where nothing differs; else the document is queued for comparison.
        """
        with self._store.writing() as connection:
            number = reading.document_number(connection, document)
            stored = reading.document(connection, number)
            exchange = claim_rows.exchange(connection, stored, number, claims)
            if exchange.changed:
                writing.note_pending(connection, [number])
            outcome: Outcome = "updated" if exchange.changed else "known"
            return Added(outcome, stored.id, exchange.claims, exchange.unmatched)

    def knows(self, document: str, engines: Collection[str] | None = None) -> bool:
        """Whether a document of this id is held and, with `engines`, adding it again would change nothing:
        none but these read it, and no later version of its page has come since.

        An engine is a tagger's name and version, as in `Claim.engine`.
        """
        with self._store.reading() as connection:
            query = select(documents.c.engine, documents.c.newest).where(documents.c.id == clean(document))
            held = connection.execute(query).first()
        if held is None or engines is None:
            return held is not None
        return bool(held.newest) and writing.engines_in(held.engine) <= set(engines)

    def removed(self, document: str) -> bool:
        """Whether a document of this id was removed, so that `add` refuses it."""
        with self._store.reading() as connection:
            query = select(tombstones.c.document).where(tombstones.c.document == clean(document))
            return connection.execute(query).first() is not None

    def remove(self, name: str, why: str | None = None) -> tuple[str, ...]:
        """Purge the document of this id, or all captures of this address or url: bytes, text, quotes,
        tags, search entries.

        Tombstones stay (id, address, SHA-256, when, why), and of reviews only who decided what when.
        Returns their ids. UnknownNameError names near ones.
        """
        removed = []
        with self._store.writing() as connection:
            for number in reading.documents_named(connection, name):
                claim_rows.forget_reviews(connection, number)
                claim_rows.drop(connection, number)
                stored = writing.remove_document(connection, number, instant(), why)
                writing.note_pending(connection, writing.settle_versions(connection, stored.url))
                removed.append(str(stored.id))
            search.purge(connection)
        self._store.vacuum()
        return tuple(removed)

    def reject(self, item: Rejected) -> None:
        """Note what could not be read; an earlier note of the same address and stage gives way."""
        address = clean(item.address)
        with self._store.writing() as connection:
            connection.execute(
                delete(rejected).where(rejected.c.address == address, rejected.c.stage == item.stage)
            )
            connection.execute(
                insert(rejected),
                {
                    "address": address,
                    "stage": item.stage,
                    "cause": clean(item.cause),
                    "at": item.at,
                },
            )

    def rejected(self) -> list[Rejected]:
        """What could not be read, in order of time."""
        with self._store.reading() as connection:
            rows = connection.execute(select(rejected).order_by(rejected.c.number)).all()
        return [Rejected(row.address, row.stage, row.cause, row.at) for row in rows]

    def documents(self) -> Iterator[dict[str, Any]]:
        """Every document in order of addition: id, address, url, when, reader, engine, counts."""
        with self._store.reading() as connection:
            yield from reading.document_rows(connection)

    def document(self, name: str) -> Document:
        """The document of this id, address or url, as it was added. UnknownNameError."""
        with self._store.reading() as connection:
            return reading.document(connection, reading.document_number(connection, name))

    def tags(self, document: str) -> tuple[ArticleTags, ...]:
        """What the tagger gave for each article of a document. UnknownNameError."""
        with self._store.reading() as connection:
            return reading.document_tags(connection, reading.document_number(connection, document))

    def articles(self, wanted: ArticleFilter = ArticleFilter()) -> Iterator[dict[str, Any]]:  # noqa: B008
        """Articles in order of document and place, with the number of their claims."""
        with self._store.reading() as connection:
            yield from reading.article_rows(connection, wanted)

    def claims(self, wanted: ClaimFilter = ClaimFilter()) -> Iterator[ClaimObject]:  # noqa: B008
        """Claim objects in order of document and place, a page in memory at a time."""
        with self._store.reading() as connection:
            yield from reading.stream_claims(connection, reading.chosen(wanted, self._store.dialect))

    def claim(self, claim: str) -> ClaimObject:
        """One claim by its id or the beginning of it, with `version`: see `revisions.place`.

        UnknownNameError names near ids.
        """
        with self._store.reading() as connection:
            row = reading.claim_row(connection, claim)
            found = applying.claim_of(row, applying.states(connection, [row.id]).get(row.id))
            chain = reading.chain(connection, row.document)
            at = [version["number"] for version in chain].index(row.document)
            found["version"] = revisions.place(
                found,
                [version["id"] for version in chain],
                at,
                lambda place: reading.claims_of(connection, chain[place]["number"]),
            )
        return found

    def count(self, wanted: ClaimFilter = ClaimFilter()) -> int:  # noqa: B008
        """How many claims `claims(wanted)` gives."""
        with self._store.reading() as connection:
            return reading.count_claims(connection, wanted, self._store.dialect)

    def sources(self, all_versions: bool = False) -> list[SourceCount]:
        """Claimants with counts, the most frequent first."""
        with self._store.reading() as connection:
            return reading.sources(connection, all_versions)

    def search(self, query: str, limit: int = 50) -> list[ClaimObject]:
        """Claims whose quote, claimant, places or title hold the words, best first.

        `"in quotes"` asks for words side by side, `word*` for a beginning; all else is words.
        """
        with self._store.reading() as connection:
            return reading.search_claims(connection, query, limit)

    def parties(self) -> list[NameCount]:
        """Parties that claim, act or are acted on, the most frequent first."""
        with self._store.reading() as connection:
            return reading.resolved_names(connection, "party")

    def places(self) -> list[NameCount]:
        """Places by their resolved names, the most frequent first."""
        with self._store.reading() as connection:
            return reading.resolved_names(connection, "place")

    def unresolved_parties(self) -> list[Unresolved]:
        """Actors and targets that no party is known for, the most frequent first."""
        with self._store.reading() as connection:
            return reading.unresolved_names(connection, "party")

    def unresolved_places(self) -> list[Unresolved]:
        """Places that were not found, the most frequent first."""
        with self._store.reading() as connection:
            return reading.unresolved_names(connection, "place")

    def to_compare(self) -> tuple[str, ...]:
        """Ids of documents that were stored or changed and not compared since, as added."""
        with self._store.reading() as connection:
            query = (
                select(documents.c.id)
                .join(pending, pending.c.document == documents.c.number)
                .order_by(documents.c.number)
            )
            return tuple(connection.execute(query).scalars())

    def compared(self, ids: Iterable[str]) -> None:
        """Take documents off the queue."""
        with self._store.writing() as connection:
            for name in ids:
                numbers = select(documents.c.number).where(documents.c.id == clean(name))
                connection.execute(delete(pending).where(pending.c.document.in_(numbers)))

    def queued(self) -> Iterator[ClaimObject]:
        """Reviewed claims that the newest engine no longer extracts, for a person to look at again."""
        with self._store.reading() as connection:
            yield from reading.stream_claims(connection, reading.queued())

    def setting(self, key: str) -> str | None:
        """A stored setting; None where it was never set."""
        with self._store.reading() as connection:
            query = select(settings.c.value).where(settings.c.key == key)
            value = connection.execute(query).scalar()
        return None if value is None else str(value)

    def set_setting(self, key: str, value: str) -> None:
        with self._store.writing() as connection:
            connection.execute(delete(settings).where(settings.c.key == key))
            connection.execute(insert(settings), {"key": key, "value": value})
