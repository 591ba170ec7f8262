"""Forms as data, so that one that could not be taken comes back as it was typed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

InputKind = Literal["words", "area", "choice", "day", "tick", "told"]
LONG = 80
"""Characters from which words have a field of several lines."""


@dataclass(frozen=True, slots=True)
class Input:
    """One field. `choices`: of a 'choice', with an empty one where `empty`; `on`: of a 'tick'; 'told' is shown and sent,
    not changed."""

    name: str
    label: str
    value: str = ""
    kind: InputKind = "words"
    choices: tuple[str, ...] = ()
    empty: bool = False
    on: bool = False


@dataclass(frozen=True, slots=True)
class Form:
    """What is sent to `action`: rows of fields and hidden names with values. `title` heads several fields; `button` is
    what sends it, `of` the words that tell it from other such buttons."""

    action: str
    rows: tuple[tuple[Input, ...], ...]
    button: str
    title: str = ""
    of: str = ""
    hidden: tuple[tuple[str, str], ...] = ()

    def with_seen(self, seen: int) -> Form:
        """The same by one who was shown everything up to review `seen`."""
        others = [(name, value) for name, value in self.hidden if name != "seen"]
        return replace(self, hidden=(*others, ("seen", str(seen))))


SECRET = frozenset({"csrf", "old", "new", "password"})
"""Fields whose values no page repeats."""
_TOLD = {"decision": "Decision", "kind": "Kind", "to": "To", "type": "Type"}
_LABELS = {
    "note": "Note",
    "words": "Reason",
    "name": "Name",
    "value": "Value",
    "trigger": "Words that carry it",
    "lat": "Latitude",
    "lon": "Longitude",
}
_OPEN = frozenset(
    {"note", "words", "name", "value", "language", "lat", "lon", "country", "text", "addresses", "outlet", "date"}
) | frozenset(
    {"trigger", "source", "via", "cue", "actors", "targets", "places", "times", "quantities", "evidence"}
)  # fmt: skip


def as_typed(action: str, given: Sequence[tuple[str, str]], button: str) -> Form:
    """The form that sends `given` again: words can be changed, choices are shown, the rest is hidden."""
    rows: list[tuple[Input, ...]] = []
    hidden: list[tuple[str, str]] = []
    for name, value in given:
        if name in SECRET:
            continue
        last = name.rpartition(".")[2]
        if value and (name in _OPEN or ("." in name and value)):
            kind: InputKind = "area" if len(value) > LONG or "\n" in value else "words"
            rows.append((Input(name, _LABELS.get(name, last.replace("_", " ").capitalize()), value, kind),))
        elif value and name in _TOLD:
            rows.append((Input(name, _TOLD[name], value, "told"),))
        else:
            hidden.append((name, value))
    return Form(action, tuple(rows), button, hidden=tuple(hidden))


def typed_words(form: Form) -> Iterable[str]:
    """What a person wrote in it."""
    return (one.value for row in form.rows for one in row if one.value and one.kind != "told")
