"""Annotated passages as training and measures read them: strings of `corpus/GUIDE.md` become spans.

A corpus is a folder of `*.jsonl`, one passage a line. Each annotated string is a verbatim substring of the
passage's text; `taken#2` is its second occurrence. A line that breaks the form is rejected with file, line
and cause, and the rest goes on.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Literal, TypeVar, get_args

from counterclaim.errors import CounterclaimError
from counterclaim.extracting.tags import Argument, Attribution, Mention, MentionKind, Role, Tags, Trigger
from counterclaim.model import Certainty, ClaimType, Polarity, Span

Origin = Literal["corpus", "real"]
ROLES: tuple[Role, ...] = get_args(Role)
KINDS: Mapping[Role, MentionKind] = {
    "actor": "party", "target": "party", "place": "place", "time": "time", "quantity": "quantity",
    "evidence": "evidence",
}  # fmt: skip
HELD_OUT: Mapping[Origin, int] = {"corpus": 10, "real": 5}
"""One passage of so many is held out: never trained on."""

Label = TypeVar("Label", bound=str)


class FormError(CounterclaimError):
    """A passage breaks the form of the corpus."""


@dataclass(frozen=True, slots=True)
class SourcedContent:
    """One attribution. `source` is None where the text names none, `via` where nobody relays."""

    source: Span | None
    via: Span | None
    cue: Span
    content: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class RoleSpan:
    """The words that play `role` in a claim."""

    role: Role
    span: Span


@dataclass(frozen=True, slots=True)
class Happening:
    """One claim. `attribution` indexes the passage's attributions; None: the outlet says it itself."""

    trigger: Span
    type: ClaimType
    polarity: Polarity
    certainty: Certainty
    attribution: int | None
    roles: tuple[RoleSpan, ...]


@dataclass(frozen=True, slots=True)
class Passage:
    """An annotated text. All spans are code points into `text`; `date` is ISO 8601 or None."""

    id: str
    language: str
    date: str | None
    text: str
    attributions: tuple[SourcedContent, ...]
    claims: tuple[Happening, ...]
    origin: Origin

    @property
    def held_out(self) -> bool:
        return held_out(self.id, self.origin)


@dataclass(frozen=True, slots=True)
class Rejection:
    """A line that was not taken, with why."""

    path: Path
    line: int
    cause: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.cause}"


@dataclass(frozen=True, slots=True)
class Corpus:
    """What was read, in the order of file names and lines."""

    passages: tuple[Passage, ...]
    rejected: tuple[Rejection, ...]


def held_out(identity: str, origin: Origin = "corpus") -> bool:
    """Whether the passage of this id is kept from training: by CRC-32, so the same ones for ever."""
    return zlib.crc32(identity.encode()) % HELD_OUT[origin] == 0


def read(*folders: Path, origin: Origin = "corpus") -> Corpus:
    """Passages of every `*.jsonl` directly in `folders`; an id that was read before is rejected.

    `origin` says whether the texts are written for training ('corpus') or articles that were published
    ('real'): of the second a larger share is held out.
    """
    passages: dict[str, Passage] = {}
    rejected: list[Rejection] = []
    for path in (path for folder in folders for path in sorted(folder.glob("*.jsonl"))):
        for number, line in enumerate(path.read_bytes().split(b"\n"), 1):
            if not line.strip():
                continue
            try:
                found = passage(_json(line), origin)
                if found.id in passages:
                    raise FormError(f"id {found.id!r} stands twice")
                passages[found.id] = found
            except FormError as error:
                rejected.append(Rejection(path, number, str(error)))
    return Corpus(tuple(passages.values()), tuple(rejected))


def passage(row: Mapping[str, Any], origin: Origin = "corpus") -> Passage:
    """One passage from its JSON object. FormError where a key, string or label is not as the guide says."""
    text = _text(row, "text")
    attributions = tuple(_attribution(text, given) for given in _objects(row, "attributions"))
    return Passage(
        id=_text(row, "id"),
        language=_text(row, "language"),
        date=_date(row.get("date")),
        text=text,
        attributions=attributions,
        claims=tuple(_claim(text, given, attributions) for given in _objects(row, "claims")),
        origin=origin,
    )


def locate(text: str, wording: str) -> Span | None:
    """Where `wording` stands in `text`; `wording#2` is its second occurrence. None where it does not."""
    head, mark, number = wording.rpartition("#")
    count = 1
    if mark and number.isdecimal():
        wording, count = head, int(number)
    if not wording or count < 1:
        return None
    at = -1
    for _ in range(count):
        at = text.find(wording, at + 1)
        if at < 0:
            return None
    return Span(at, at + len(wording))


def as_tags(given: Passage) -> Tags:
    """The layers that a tagger without fault would give for `given.text`."""
    mentions: dict[Mention, int] = {}
    arguments: dict[Argument, None] = {}
    for index, claim in enumerate(given.claims):
        for part in claim.roles:
            mention = Mention(part.span, KINDS[part.role])
            at = mentions.setdefault(mention, len(mentions))
            arguments[Argument(index, at, part.role)] = None
    return Tags(
        attributions=tuple(
            Attribution(_some(a.source), _some(a.via), (a.cue,), a.content) for a in given.attributions
        ),
        triggers=tuple(
            Trigger(c.trigger, c.type, c.polarity, c.certainty, c.attribution) for c in given.claims
        ),
        mentions=tuple(mentions),
        arguments=tuple(arguments),
    )


def _some(span: Span | None) -> tuple[Span, ...]:
    return () if span is None else (span,)


def _attribution(text: str, given: Mapping[str, Any]) -> SourcedContent:
    content = _wordings(given, "content")
    if not content:
        raise FormError("an attribution without content")
    return SourcedContent(
        source=_named(text, given, "source"),
        via=_named(text, given, "via"),
        cue=_span(text, "cue", _text(given, "cue")),
        content=tuple(_span(text, "content", piece) for piece in content),
    )


def _claim(text: str, given: Mapping[str, Any], attributions: Sequence[SourcedContent]) -> Happening:
    index = _value(given, "attribution")
    if index is not None and not (type(index) is int and 0 <= index < len(attributions)):
        raise FormError(f"there is no attribution {index!r}")
    return Happening(
        trigger=_span(text, "trigger", _text(given, "trigger")),
        type=_label(given, "type", get_args(ClaimType)),
        polarity=_label(given, "polarity", get_args(Polarity)),
        certainty=_label(given, "certainty", get_args(Certainty)),
        attribution=index,
        roles=tuple(
            RoleSpan(role, _span(text, role, wording)) for role in ROLES for wording in _wordings(given, role)
        ),
    )


def _span(text: str, slot: str, wording: str) -> Span:
    span = locate(text, wording)
    if span is None:
        raise FormError(f"{slot} {wording!r} is not in the text")
    return span


def _named(text: str, given: Mapping[str, Any], slot: str) -> Span | None:
    return None if _value(given, slot) is None else _span(text, slot, _text(given, slot))


def _json(line: bytes) -> Mapping[str, Any]:
    try:
        row = json.loads(line)
    except ValueError as error:
        raise FormError(f"not JSON in UTF-8: {error}") from None
    if not isinstance(row, dict):
        raise FormError("not a JSON object")
    return row


def _value(row: Mapping[str, Any], key: str) -> Any:
    if key not in row:
        raise FormError(f"no {key!r}")
    return row[key]


def _text(row: Mapping[str, Any], key: str) -> str:
    value = _value(row, key)
    if not isinstance(value, str) or not value.strip():
        raise FormError(f"{key} {value!r} is not a text")
    return value


def _objects(row: Mapping[str, Any], key: str) -> list[Mapping[str, Any]]:
    value = _value(row, key)
    if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
        raise FormError(f"{key!r} is not a list of objects")
    return value


def _wordings(row: Mapping[str, Any], key: str) -> list[str]:
    value = _value(row, key)
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise FormError(f"{key!r} is not a list of texts")
    return value


def _label(row: Mapping[str, Any], key: str, labels: tuple[Label, ...]) -> Label:
    value = _value(row, key)
    for label in labels:
        if value == label:
            return label
    raise FormError(f"{key} {value!r} is none of {', '.join(labels)}")


def _date(value: Any) -> str | None:
    if value is None:
        return None
    try:
        return date.fromisoformat(value).isoformat()
    except (TypeError, ValueError):
        raise FormError(f"date {value!r} is not a day as 2020-10-14") from None
