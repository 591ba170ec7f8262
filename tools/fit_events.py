"""Measure the weights of a language pack's event words and roles on annotated passages.

    python tools/fit_events.py LANGUAGE FOLDER… [--often N] [--only triggers|roles]

Reads every passage of LANGUAGE in the `*.jsonl` of the folders (one a line: text, attributions, claims with
trigger, type and slots as verbatim strings, `word#2` for the second occurrence), tags it with the pack as it
is, and writes `event_weights.json` beside the pack's `events.toml`. A fifth of the passages, by a hash of
their ids, is held out first: F1 on it is printed and sets the thresholds; then all passages count.
Passages of a folder named `real` count threefold. Run it after changing the words or classes of
`events.toml`, the attributions of the pack, or what finds parties, places, times and quantities; a new pack
needs it twice, for statements are measured beside the happenings that the pack finds.

Needs numpy and scipy, which the package does not: `uv run --with numpy --with scipy …`.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

from counterclaim.extracting.patterns import arguments, attributions, events
from counterclaim.extracting.patterns.eventwords import TYPES
from counterclaim.extracting.patterns.roles import PLAYS, ROLES
from counterclaim.extracting.patterns.tagger import PatternsTagger
from counterclaim.extracting.tags import Role, Trigger
from counterclaim.extracting.world import WorldSpec, open_world
from counterclaim.language import Pack, load
from counterclaim.model import Passage, Span

PACKS = Path(__file__).parent.parent / "src/counterclaim/packs"
SLOTS: tuple[Role, ...] = ROLES
LEVELS = (0.25, 0.3, 0.35, 0.4, 0.45)
WORDS_PENALTY, ROLES_PENALTY = 0.3, 1.0
REAL_WEIGHT = 3.0
ALONE = {"place": 0.15, "time": 0.15}
LEAST_ROLE = 0.4
LEAST_CUE = 0.12
ABOUT = (
    "Measured weights of event words, of the cues around them and of roles, as natural logarithms of odds; written "
    "by tools/fit_events.py, not by hand. The numbers of cues and words stand for "
    f"{', '.join(TYPES)}; those of roles for {', '.join(SLOTS)}."
)


@dataclass(frozen=True)
class Text:
    """A passage with the claims marked in it."""

    id: str
    text: str
    claims: tuple[Mapping[str, Any], ...]
    weight: float

    @property
    def held_out(self) -> bool:
        return hashlib.md5(self.id.encode(), usedforsecurity=False).digest()[0] % 5 == 0

    def passages(self) -> list[Passage]:
        found = []
        for match in re.finditer(r"[^\n]+", self.text):
            line = match.group().rstrip()
            title = match.start() == 0 and len(line) < 130 and "\n" in self.text and line[-1:] not in '.!?"”؟'
            found.append(Passage(Span(*match.span()), "heading" if title else "paragraph"))
        return found

    def span(self, written: str) -> Span | None:
        """Where a slot's string stands; None where it does not."""
        words, _, number = written.rpartition("#")
        if not words or not number.isdigit():
            words, number = written, "1"
        at = -1
        for _ in range(int(number)):
            at = self.text.find(words, at + 1)
        return Span(at, at + len(words)) if at >= 0 else None

    def triggers(self) -> Iterator[tuple[Span, Mapping[str, Any]]]:
        for claim in self.claims:
            if (span := self.span(claim["trigger"])) is not None:
                yield span, claim


@dataclass(frozen=True)
class Sample:
    """Cues with what they may be (`options`: name and class) and what they are (`gold`)."""

    cues: tuple[str, ...]
    options: tuple[tuple[str, int], ...]
    gold: frozenset[int]
    weight: float
    held_out: bool


def read(folders: Sequence[Path], language: str) -> list[Text]:
    found = []
    for folder in folders:
        for path in sorted(folder.glob("*.jsonl")):
            for line in path.read_text(encoding="utf-8").splitlines():
                row = json.loads(line)
                if row["language"] == language:
                    weight = REAL_WEIGHT if folder.name == "real" else 1.0
                    found.append(Text(path.stem + row["id"], row["text"], tuple(row["claims"]), weight))
    return found


def trigger_samples(text: Text, pack: Pack) -> Iterator[Sample]:
    passages = text.passages()
    said = attributions.find(text.text, passages, pack)
    marked = list(text.triggers())
    used: set[int] = set()

    def sample(candidate: events.Candidate) -> Sample:
        kinds = {kind for _, kind in candidate.options}
        gold: frozenset[int] = frozenset()
        for number, (span, claim) in enumerate(marked):
            if number not in used and span.overlaps(candidate.span) and claim["type"] in kinds:
                used.add(number)
                gold = frozenset({TYPES.index(claim["type"])})
                break
        options = tuple((word, TYPES.index(kind)) for word, kind in candidate.options)
        return Sample(candidate.cues, options, gold, text.weight, text.held_out)

    for candidate in events.candidates(text.text, passages, pack, said):
        yield sample(candidate)
    found = events.find(text.text, passages, pack, said)
    happenings = [trigger for trigger in found if trigger.type != "statement"]
    for candidate in events.statements(text.text, passages, pack, said, happenings):
        yield sample(candidate)


def role_samples(text: Text, pack: Pack, tagger: PatternsTagger) -> Iterator[Sample]:
    """Pairs of marked triggers and found mentions; a mention is right where half of one covers the other."""
    passages = text.passages()
    said = attributions.find(text.text, passages, pack)
    holding = events.Holding(said)
    marked = list(text.triggers())
    triggers = [Trigger(span, c["type"], "asserted", "certain", holding.of(span)) for span, c in marked]
    mentions = tagger.mentions(text.text, passages, pack)
    for pair in arguments.pairs(text.text, passages, pack, said, triggers, mentions):
        mention, claim = mentions[pair.mention], marked[pair.trigger][1]
        options = tuple(("", SLOTS.index(role)) for role in PLAYS[mention.kind])
        gold = frozenset(
            SLOTS.index(role)
            for role in PLAYS[mention.kind]
            if any(_same(mention.span, span) for w in claim[role] if (span := text.span(w)) is not None)
        )
        yield Sample(pair.cues, options, gold, 1.0, text.held_out)


def _same(one: Span, other: Span) -> bool:
    shared = min(one.end, other.end) - max(one.start, other.start)
    return shared > 0 and 2 * shared >= min(one.end - one.start, other.end - other.start)


class Fit:
    """Log-linear weights with a quadratic penalty, by L-BFGS.

    `exclusive`: one class or none is right (triggers), else each class for itself (roles).
    """

    def __init__(
        self, samples: Sequence[Sample], classes: int, often: int, penalty: float, *, exclusive: bool
    ):
        self._np: Any = import_module("numpy")
        self._sparse: Any = import_module("scipy.sparse")
        self._minimize: Any = import_module("scipy.optimize").minimize
        count = Counter(cue for s in samples for cue in set(s.cues))
        self.cues = {cue: i for i, cue in enumerate(sorted(c for c, n in count.items() if n >= often))}
        self.words = {
            key: i for i, key in enumerate(sorted({key for s in samples for key in s.options if key[0]}))
        }
        self._classes, self._penalty, self._exclusive = classes, penalty, exclusive
        self.of_word: Any = None
        self.of_cue: Any = None
        self.bias: Any = None

    def learn(self, samples: Sequence[Sample], rounds: int = 120) -> None:
        np = self._np
        n, k, w, c = len(samples), self._classes, len(self.words), len(self.cues)
        by_word, by_cue, allowed = self._matrices(samples)
        right = np.zeros((n, k))
        for row, sample in enumerate(samples):
            right[row, list(sample.gold)] = 1.0
        weight = np.array([s.weight for s in samples])[:, None]

        def loss(values: Any) -> tuple[float, Any]:
            words, cues, bias = values[:w], values[w : w + c * k].reshape(c, k), values[w + c * k :]
            scores = by_cue @ cues + bias + (by_word @ words).reshape(n, k)
            chance, cost = self._chances(scores, allowed)
            total = (
                weight * (cost - np.where(right > 0, scores, 0.0)) * (allowed if not self._exclusive else 1)
            ).sum()
            slope = np.where(allowed, weight * (chance - right), 0.0)
            total += 0.5 * WORDS_PENALTY * (words @ words) + 0.5 * self._penalty * (cues * cues).sum()
            return total, np.concatenate(
                [
                    by_word.T @ slope.reshape(-1) + WORDS_PENALTY * words,
                    (by_cue.T @ slope + self._penalty * cues).ravel(),
                    slope.sum(0),
                ]
            )

        values = self._minimize(
            loss, np.zeros(w + c * k + k), jac=True, method="L-BFGS-B", options={"maxiter": rounds}
        ).x
        self.of_word, self.of_cue = values[:w], values[w : w + c * k].reshape(c, k)
        self.bias = values[w + c * k :]

    def keep(self, least: float) -> None:
        """Leave out the cues whose weights are all smaller than `least`; learn again after it."""
        kept = [cue for cue, at in self.cues.items() if abs(self.of_cue[at]).max() >= least]
        self.cues = {cue: at for at, cue in enumerate(kept)}

    def chances(self, samples: Sequence[Sample]) -> Any:
        """Probability of each class, sample by sample; 0 where the sample cannot be of it."""
        by_word, by_cue, allowed = self._matrices(samples)
        scores = by_cue @ self.of_cue + self.bias
        scores = scores + (by_word @ self.of_word).reshape(scores.shape)
        return self._np.where(allowed, self._chances(scores, allowed)[0], 0.0)

    def _chances(self, scores: Any, allowed: Any) -> tuple[Any, Any]:
        """Probabilities, and the part of the cost that does not depend on what is right."""
        np = self._np
        if not self._exclusive:
            return 1.0 / (1.0 + np.exp(-scores)), np.logaddexp(0.0, scores)
        held = np.where(allowed, scores, -1e9)
        top = np.maximum(held.max(1, keepdims=True), 0.0)
        parts = np.exp(held - top)
        total = parts.sum(1, keepdims=True) + np.exp(-top)
        cost = np.zeros_like(scores)
        cost[:, :1] = top + np.log(total)
        return parts / total, cost

    def _matrices(self, samples: Sequence[Sample]) -> tuple[Any, Any, Any]:
        np = self._np
        n, k = len(samples), self._classes
        allowed = np.zeros((n, k), bool)
        words: list[tuple[int, int]] = []
        cues: list[tuple[int, int]] = []
        for row, sample in enumerate(samples):
            first: set[int] = set()
            for option in sample.options:
                allowed[row, option[1]] = True
                if option in self.words and option[1] not in first:
                    first.add(option[1])
                    words.append((row * k + option[1], self.words[option]))
            cues += [(row, self.cues[cue]) for cue in set(sample.cues) if cue in self.cues]
        return self._ones(words, n * k, len(self.words)), self._ones(cues, n, len(self.cues)), allowed

    def _ones(self, places: Sequence[tuple[int, int]], rows: int, columns: int) -> Any:
        at = self._np.array(places, dtype=int).reshape(-1, 2)
        ones = self._np.ones(len(at))
        return self._sparse.csr_matrix((ones, (at[:, 0], at[:, 1])), shape=(rows, columns))


def f1(right: int, found: int, marked: int) -> float:
    return 2 * right / (found + marked) if found + marked else 0.0


def roles_held_out(fit: Fit, samples: Sequence[Sample]) -> None:
    """Print F1 of each role over the pairs of held-out passages, every pair at the same level."""
    chance = fit.chances(samples)
    for number, role in enumerate(SLOTS):
        taken = [i for i in range(len(samples)) if chance[i, number] > LEAST_ROLE]
        right = sum(number in samples[i].gold for i in taken)
        marked = sum(number in s.gold for s in samples)
        print(f"{role:13} F1 {f1(right, len(taken), marked):.3f}, {marked} pairs, {len(fit.cues)} cues")


def thresholds(fit: Fit, samples: Sequence[Sample], texts: Sequence[Text]) -> dict[str, float]:
    """Best level by type on the held-out passages, printed with its F1."""
    chance = fit.chances(samples)
    best = chance.argmax(1)
    marked = Counter(c["type"] for t in texts if t.held_out for _, c in t.triggers())
    chosen: dict[str, float] = {}
    total = [0, 0]
    for number, kind in enumerate(TYPES):
        scores = {}
        for level in LEVELS:
            taken = [i for i in range(len(samples)) if best[i] == number and chance[i, number] >= level]
            right = sum(number in samples[i].gold for i in taken)
            scores[level] = f1(right, len(taken), marked[kind])
        level = max(LEVELS, key=lambda x: (scores[x], -x))
        chosen[kind] = 0.25 if kind == "statement" else min(max(level, 0.3), 0.4)
        taken = [i for i in range(len(samples)) if best[i] == number and chance[i, number] >= chosen[kind]]
        total[0] += sum(number in samples[i].gold for i in taken)
        total[1] += len(taken)
        print(f"{kind:13} F1 {scores[level]:.3f} at {level}, {marked[kind]} held out")
    overall = f1(total[0], total[1], sum(marked.values()))
    print(f"all types     F1 {overall:.3f} at the levels chosen, with {len(fit.cues)} cues")
    return chosen


def row(values: Iterable[float]) -> list[float]:
    """Two decimals are enough, and less than 0.03 changes nothing; whole numbers are written short."""
    rounded = [round(float(value), 2) if abs(value) >= 0.03 else 0 for value in values]
    return [int(value) if value == int(value) else value for value in rounded]


def written_triggers(fit: Fit, levels: Mapping[str, float]) -> dict[str, Any]:
    words: dict[str, list[float]] = {}
    for (word, kind), at in fit.words.items():
        words.setdefault(word, [0.0] * len(TYPES))[kind] = float(fit.of_word[at] + fit.bias[kind])
    return {
        "threshold": dict(levels),
        "default": dict(zip(TYPES, row(fit.bias), strict=True)),
        "cues": {cue: row(fit.of_cue[at]) for cue, at in fit.cues.items()},
        "words": {word: row(values) for word, values in sorted(words.items())},
    }


def written_roles(fit: Fit) -> dict[str, Any]:
    return {
        "least": dict.fromkeys(SLOTS, LEAST_ROLE),
        "alone": ALONE,
        "bias": dict(zip(SLOTS, row(fit.bias), strict=True)),
        "roles": {cue: row(fit.of_cue[at]) for cue, at in fit.cues.items()},
    }


def written(tables: Mapping[str, Any]) -> str:
    """JSON with a row a line, so that a new measurement can be read as a difference."""
    parts = []
    for name, table in tables.items():
        if isinstance(table, str):
            parts.append(f"{_json(name)}: {_json(table)}")
            continue
        rows = ",\n".join(f"{_json(key)}: {_json(value)}" for key, value in table.items())
        parts.append(f"{_json(name)}: {{\n{rows}\n}}")
    return "{\n" + ",\n".join(parts) + "\n}\n"


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("language")
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--often", type=int, default=4, help="leave out cues that are rarer")
    parser.add_argument("--penalty", type=float, default=6.0, help="penalty on the cues of triggers")
    parser.add_argument("--only", choices=("triggers", "roles"))
    chosen = parser.parse_args()
    pack = load(chosen.language)
    texts = read(chosen.folders, chosen.language)
    path = PACKS / chosen.language / "event_weights.json"
    tables: dict[str, Any] = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    tables = {"about": ABOUT} | tables
    if chosen.only != "roles":
        samples = [s for text in texts for s in trigger_samples(text, pack)]
        fit = Fit(samples, len(TYPES), chosen.often, chosen.penalty, exclusive=True)
        fit.learn([s for s in samples if not s.held_out])
        thresholds(fit, [s for s in samples if s.held_out], texts)
        fit.keep(LEAST_CUE)
        fit.learn([s for s in samples if not s.held_out])
        levels = thresholds(fit, [s for s in samples if s.held_out], texts)
        fit.learn(samples)
        tables |= written_triggers(fit, levels)
    if chosen.only != "triggers":
        world = open_world(WorldSpec())
        tagger = PatternsTagger(world.registry, world.gazetteer)
        samples = [s for text in texts for s in role_samples(text, pack, tagger)]
        fit = Fit(samples, len(SLOTS), 2 * chosen.often, ROLES_PENALTY, exclusive=False)
        fit.learn([s for s in samples if not s.held_out])
        roles_held_out(fit, [s for s in samples if s.held_out])
        fit.keep(LEAST_CUE)
        fit.learn([s for s in samples if not s.held_out])
        roles_held_out(fit, [s for s in samples if s.held_out])
        fit.learn(samples)
        tables |= written_roles(fit)
    path.write_text(written(tables), encoding="utf-8")


if __name__ == "__main__":
    main()
