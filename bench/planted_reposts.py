"""Reposts planted among invented reports: are they found, and is nothing else taken for one?

    python -m bench planted_reposts

Stories have invented towns, sides, offices and figures. Three styles tell them, each with sentences of its own, so
that two outlets may tell one event independently. Every sentence is a claim (no tagger has a part), and its wording
has a number: a copy keeps its source's, whatever was done to it. These numbers are the truth that origins are held
against.

Planted: *exact* reposts (a third of them a week later, with 'on Friday' read by their own date); *new opening* (one
or two sentences about the same event in another style, then the text); *words swapped* (up to every fifth word of
each sentence by another, names and figures kept); *appended boilerplate* (lines that the outlet puts under every
report); *half a paragraph* (two or three sentences inside a report of the outlet's own). A fifth of them link to
or credit their source. Beside them, to be told apart: *independent tellings* of an event with the same figures and
names; *bulletins* whose forms are filled anew, one without any figure; *officials* quoted in several stories with
other words, and with the same words in two stories (one origin for the quotation, not for what is told around it).

- pair precision, recall, F1: of all pairs of claims of one number, how many are in one origin, and the reverse.
- B³ F1: precision and recall of each claim's origin, mean over all claims, claims that stand alone among them.
- origin right, by kind of article: the share of its claims whose origin holds all claims of their number and no
  other claim.
"""

from __future__ import annotations

import random
import re
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import count

from bench.measure import Figure
from bench.reposted_words import BOILERPLATE, BULLETINS, QUIET, SAYINGS, SCENES, SPOKEN, STYLES, SYNONYMS
from counterclaim.comparing.entries import content_words
from counterclaim.comparing.nouns import Entry, Where
from counterclaim.comparing.origins import origins
from counterclaim.language import fold
from counterclaim.model import Span

FLOOR = 0.95
STORIES = 120
START = date(2031, 3, 3)
_ALTERNATIVES = re.compile(r"\[([^\[\]]*)\]")
_SYLLABLES = re.findall(
    r"\w+", "ba ko ri da ne mu sha tel vor qa li zen ta gur im os bel dra kes nim pol rau sen tov"
)
_ARMS = ("mortars", "rocket artillery", "howitzers", "attack drones", "guided bombs", "tank guns")
_TARGETS = (
    "grain market",
    "bus station",
    "dairy plant",
    "secondary school",
    "railway depot",
    "clinic",
    "dam",
)
_OFFICES = ("interior ministry", "defence council", "regional administration", "army staff", "civil guard")
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

Sentence = tuple[str, int, bool]
"""Text, number of its wording, and whether it is spoken by the story's official."""


@dataclass(frozen=True, slots=True)
class Story:
    """An invented event: words for the slots of the templates, and the day on which it was first told."""

    slots: Mapping[str, str]
    day: date


@dataclass(slots=True)
class Made:
    """What was planted: claims, the number of each one's wording, its kind of article, links, and sources."""

    draw: random.Random
    entries: list[Entry] = field(default_factory=list)
    wording: dict[str, int] = field(default_factory=dict)
    kinds: dict[str, str] = field(default_factory=dict)
    cites: list[tuple[str, str]] = field(default_factory=list)
    numbers: Iterator[int] = field(default_factory=count)
    articles: Iterator[int] = field(default_factory=count)


def measure() -> list[Figure]:
    made = plant(random.Random(7), STORIES)
    start = time.process_time()
    found = {claim: one.id for one in origins(made.entries, made.cites) for claim in one.claims}
    took = time.process_time() - start
    precision, recall = pairs(made.wording, found)
    bcubed = [b3(made.wording, found), b3(found, made.wording)]
    figures = [
        Figure("pair F1", round(mean_of(precision, recall), 3), FLOOR, f"{len(made.entries)} claims"),
        Figure("pair precision", round(precision, 3)),
        Figure("pair recall", round(recall, 3)),
        Figure("B³ F1", round(mean_of(*bcubed), 3), FLOOR),
        Figure("CPU seconds", round(took, 1)),
    ]
    right = exact(made.wording, found)
    for kind in dict.fromkeys(made.kinds.values()):
        claims = [claim for claim, its in made.kinds.items() if its == kind]
        figures.append(Figure("claims", len(claims), row=kind))
        share = sum(claim in right for claim in claims) / len(claims)
        figures.append(Figure("origin right", round(share, 3), row=kind))
    return figures


def mean_of(precision: float, recall: float) -> float:
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def pairs(truth: Mapping[str, int], found: Mapping[str, str]) -> tuple[float, float]:
    """Precision and recall of pairs of claims that are together."""

    def together(sizes: Iterable[int]) -> int:
        return sum(size * (size - 1) // 2 for size in sizes)

    both = together(Counter((truth[claim], found[claim]) for claim in truth).values())
    return both / together(Counter(found.values()).values()), both / together(
        Counter(truth.values()).values()
    )


def b3(truth: Mapping[str, object], found: Mapping[str, object]) -> float:
    """Mean share of a claim's companions in `found` that are its companions in `truth`, itself among them."""
    both = Counter((truth[claim], found[claim]) for claim in truth)
    sizes = Counter(found.values())
    return sum(size * size / sizes[origin] for (_, origin), size in both.items()) / len(truth)


def exact(truth: Mapping[str, int], found: Mapping[str, str]) -> set[str]:
    """Claims whose origin holds just the claims of their number."""
    members: dict[str, set[str]] = defaultdict(set)
    numbered: dict[int, set[str]] = defaultdict(set)
    for claim in truth:
        members[found[claim]].add(claim)
        numbered[truth[claim]].add(claim)
    return {claim for claim in truth if members[found[claim]] == numbered[truth[claim]]}


def plant(draw: random.Random, stories: int) -> Made:
    made = Made(draw)
    told = [story(draw) for _ in range(stories)]
    lines = {
        f"Outlet {n}": [(text, next(made.numbers), False) for text in pair]
        for n, pair in enumerate(BOILERPLATE)
    }
    for number, one in enumerate(told):
        style = number % len(STYLES)
        text = telling(made, one, style)
        source = article(made, one, text, "sources", f"Agency {number % 5}")
        copies(made, one, style, text, source, lines, number)
        if number % 2:
            article(
                made, one, telling(made, one, (style + 1) % 3), "independent tellings", f"Paper {number % 9}"
            )
    for number, one in enumerate(told):
        form = draw.choice(BULLETINS)
        article(made, one, [filled(made, form, one)], "bulletins", f"Agency {number % 5}")
    for week in range(12):
        day = Story(told[0].slots, START + timedelta(days=7 * week))
        article(made, day, [(QUIET, next(made.numbers), False)], "bulletins", f"Agency {week % 5}", told=True)
    officials(made, told)
    return made


def copies(
    made: Made,
    one: Story,
    style: int,
    text: Sequence[Sentence],
    source: str,
    lines: Mapping[str, list[Sentence]],
    number: int,
) -> None:
    draw = made.draw
    outlet = draw.choice(list(lines))
    other = (style + 2) % len(STYLES)
    later = Story(one.slots, one.day + timedelta(days=draw.choice((0, 1, 2))))
    late = Story(one.slots, one.day + timedelta(days=7)) if number % 3 == 0 else later
    opening = telling(made, one, other)[: draw.randint(1, 2)]
    own, at = telling(made, one, other), draw.randrange(len(text) - 2)
    part = text[at : at + draw.randint(2, 3)]
    middle = draw.randint(1, len(own))
    plans = {
        "exact": (late, text),
        "new opening": (later, [*opening, *text[1:]]),
        "words swapped": (later, [(swapped(made, words), key, by) for words, key, by in text]),
        "appended boilerplate": (later, [*text, *lines[outlet]]),
        "half a paragraph": (later, [*own[:middle], *part, *own[middle:]]),
    }
    # Two texts of one event in one style would not be independent.
    del plans[draw.choice(("new opening", "half a paragraph"))]
    for kind in draw.sample(sorted(plans), 2):
        when, sentences = plans[kind]
        under = outlet if kind == "appended boilerplate" else f"Site {draw.randrange(40)}"
        shown = draw.random()
        credit = f"Agency {number % 5}" if shown < 0.1 else None
        name = article(made, when, sentences, kind, under, credit=credit)
        if 0.1 <= shown < 0.2:
            made.cites.append((name, source))


def officials(made: Made, told: Sequence[Story]) -> None:
    """Each says one thing in two stories of different outlets, and other things in others."""
    for number in range(0, len(told) - 3, 4):
        sayings = [
            expanded(made.draw, text).format(**told[number].slots) for text in made.draw.sample(SAYINGS, 3)
        ]
        keys = [next(made.numbers) for _ in sayings]
        for place, saying in enumerate((0, 0, 1, 2)):
            one = Story(
                {**told[number + place].slots, "person": told[number].slots["person"]}, told[number].day
            )
            frame = SPOKEN[(number + place) % len(SPOKEN)].format(**one.slots)
            said = (frame.replace("SAYING", sayings[saying]), keys[saying], True)
            around = [filled(made, form, one) for form in made.draw.sample(SCENES, 2)]
            article(made, one, [*around, said], "officials", f"Paper {number + place}")


def story(draw: random.Random) -> Story:
    def name() -> str:
        return "".join(draw.choices(_SYLLABLES, k=draw.randint(2, 3))).capitalize()

    day = START + timedelta(days=draw.randrange(60))
    happened = day - timedelta(days=draw.randrange(3))
    return Story(
        {
            "town": name(), "region": name(), "street": name(), "river": name(), "foe": name(), "own": name(),
            "person": f"{name()} {name()}", "arms": draw.choice(_ARMS), "target": draw.choice(_TARGETS),
            "office": draw.choice(_OFFICES), "n": str(draw.randint(3, 90)), "m": str(draw.randint(3, 90)),
            "k": str(draw.randint(100, 900)), "hour": f"{draw.randint(1, 12)}", "day": _DAYS[happened.weekday()],
        },
        day,
    )  # fmt: skip


def telling(made: Made, one: Story, style: int) -> list[Sentence]:
    """Six or seven sentences in a style of its own."""
    roles = STYLES[style]
    chosen = [made.draw.choice(forms) for forms in roles]
    return [filled(made, form, one) for form in chosen[: made.draw.randint(6, len(chosen))]]


def filled(made: Made, form: str, one: Story) -> Sentence:
    return expanded(made.draw, form).format(**one.slots), next(made.numbers), False


def expanded(draw: random.Random, form: str) -> str:
    """`form` with one of each bracket's alternatives, the inner ones first."""
    while match := _ALTERNATIVES.search(form):
        form = form[: match.start()] + draw.choice(match.group(1).split("|")) + form[match.end() :]
    return form


def swapped(made: Made, text: str) -> str:
    """`text` with up to a fifth of its words by others of like meaning, one at least where it has any."""
    words = text.split()
    may = [at for at, word in enumerate(words) if word.strip(",.") in SYNONYMS]
    for at in made.draw.sample(may, min(len(may), max(1, len(words) // 5))):
        bare = words[at].strip(",.")
        words[at] = words[at].replace(bare, made.draw.choice(SYNONYMS[bare]))
    return " ".join(words)


def article(
    made: Made,
    one: Story,
    sentences: Sequence[Sentence],
    kind: str,
    outlet: str,
    *,
    credit: str | None = None,
    told: bool = False,
) -> str:
    """Add an article of these sentences, each a claim; its id."""
    name = f"a_{next(made.articles):05}"
    at = 0
    for number, (text, key, spoken) in enumerate(sentences):
        claim = f"c_{name[::-1]}{number:02}"  # so that claims are in another order than articles
        made.entries.append(_entry(claim, name, one, text, at, outlet, spoken, credit, told))
        made.wording[claim] = key
        made.kinds[claim] = kind
        at += len(text) + 1
    return name


def _entry(
    claim: str,
    article: str,
    one: Story,
    text: str,
    at: int,
    outlet: str,
    spoken: bool,
    credit: str | None,
    told: bool,
) -> Entry:
    town = one.slots["town"]
    weekday = next((n for n, day in enumerate(_DAYS) if f"on {day}" in text), None)
    day = one.day if told else None
    if weekday is not None:
        day = one.day - timedelta(days=(one.day.weekday() - weekday) % 7)
    written = day.isoformat() if day else None
    party = one.slots["own"] if spoken else "outlet"
    where = (Where(fold(town), town, "settlement", ("c:XA",)),) if town in text else ()
    return Entry(
        claim=claim, document=f"d_{article}", article=article, outlet=outlet, publisher=outlet,
        published=one.day.isoformat(), language="en", type="attack", polarity="asserted", certainty="certain",
        confidence=0.9, claimant=one.slots["person"] if spoken else "outlet", party=party,
        side=party if spoken else outlet, actors=(), targets=(), places=where, first=written, last=written,
        precision="day" if day else None, told=day is not None, quantities=(), means=frozenset(),
        objects=frozenset(), trigger="will" if spoken else "was", words=content_words(text, "en"), quote=text,
        span=Span(at, at + len(text)), credit=credit,
    )  # fmt: skip
