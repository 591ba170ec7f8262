"""How fast a ledger takes documents in and answers: `python -m bench.ledger_speed [--claims 200000]`.

The ledger is made up: pages of 2,000 words with ten claims each, names and words drawn by rank from a
fixed vocabulary, so that some words are in most claims and some in a few. Times are medians.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import random
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from bench.measure import Figure
from counterclaim.extracting import identity
from counterclaim.extracting.tags import Mention, Tags, Trigger
from counterclaim.ledger import ArticleTags, ClaimFilter, Ledger
from counterclaim.model import (
    Article,
    Claim,
    Claimant,
    Document,
    Passage,
    PlaceMention,
    Quantity,
    Span,
    When,
)

SYLLABLES = [
    "ba",
    "ko",
    "ri",
    "da",
    "ne",
    "mu",
    "sha",
    "tel",
    "vor",
    "qa",
    "li",
    "zen",
    "ta",
    "gur",
    "im",
    "os",
]
_TYPES = ("attack", "loss", "control", "statement")


def vocabulary(size: int, draw: random.Random) -> list[str]:
    return ["".join(draw.choices(SYLLABLES, k=draw.randint(2, 4))) + str(n % 7 or "") for n in range(size)]


def by_rank(words: list[str], draw: random.Random) -> str:
    """A word by Zipf's law, roughly: the n-th is drawn about 1/n as often as the first."""
    return words[int(len(words) ** draw.random()) - 1]


def page(number: int, words: list[str], names: list[str]) -> tuple[Document, list[Claim], tuple[ArticleTags]]:
    """One document of one article with ten claims."""
    draw = random.Random(number)
    title = " ".join(by_rank(words, draw) for _ in range(8))
    text = title + "\n"
    spans: list[tuple[Span, Span, Span, str]] = []
    for _ in range(10):
        start = len(text)
        who = by_rank(names, draw)
        text += f"{who} said "
        trigger_start = len(text)
        text += by_rank(words, draw)
        trigger = Span(trigger_start, len(text))
        text += f" {draw.randint(2, 90)} " + " ".join(by_rank(words, draw) for _ in range(18)) + "."
        spans.append((Span(start, len(text)), trigger, Span(start, start + len(who)), who))
        text += " " + " ".join(by_rank(words, draw) for _ in range(170)) + ".\n"
    name = hashlib.sha256(f"{number}{text}".encode()).hexdigest()
    span = Span(0, len(text))
    day = f"20{20 + number % 9}-{1 + number % 12:02}-{1 + number % 28:02}"
    article = Article(
        f"a_{name[:16]}", span, title, by_rank(names, draw), None, day, False, None, "en", None, None,
        tuple(Passage(quote, "paragraph") for quote, *_ in spans),
    )  # fmt: skip
    document = Document(
        f"d_{name[:16]}", f"/made/{number}.html", None, "text/html", "utf-8", f"{day}T00:00:00Z", name,
        "made 1", text, (article,), (), text.encode(),
    )  # fmt: skip
    claims = [_claim(document, place, draw, names, day) for place in spans]
    layers = Tags(
        triggers=tuple(Trigger(t, "attack", "asserted", "certain", None) for _, t, _, _ in spans),
        mentions=tuple(Mention(s, "party") for _, _, s, _ in spans),
    )
    return document, claims, (ArticleTags(article.id, "made", "1", layers),)


def _claim(
    document: Document, place: tuple[Span, Span, Span, str], draw: random.Random, names: list[str], day: str
) -> Claim:
    quote, trigger, source, who = place
    kind = draw.choice(_TYPES)
    spot = by_rank(names, draw)
    return Claim(
        identity.claim_id(document.id, trigger, kind, source, 0), document.id, document.articles[0].id,  # type: ignore[arg-type]
        quote, trigger, kind, "asserted", "certain", 0.8, Claimant(f"{who}: Ministry", who, source, who),  # type: ignore[arg-type]
        (), None, (), (), (PlaceMention(trigger, spot, spot, 1, 1.0, 2.0, "settlement"),),
        When(None, None, day, day, "day"),
        (Quantity(trigger, "9", 9, 9, None, "soldier", None, None, "killed", False, None),), (), (), (),
        "made 1",
    )  # fmt: skip


def timed(call: Callable[[], object], repeat: int = 7) -> str:
    """Median wall and CPU time in milliseconds."""
    wall, cpu = [], []
    for _ in range(repeat):
        start, start_cpu = time.perf_counter(), time.process_time()
        call()
        wall.append(time.perf_counter() - start)
        cpu.append(time.process_time() - start_cpu)
    return f"{statistics.median(wall) * 1000:.1f} ms ({statistics.median(cpu) * 1000:.1f} ms CPU)"


def rate(query: str, ledger: Ledger) -> str:
    took = timed(lambda: ledger.search(query, 50))
    return f"search {query!r}: {ledger.count(ClaimFilter(text=query))} found, {took}"


def measure() -> list[Figure]:
    """A ledger of 20,000 claims, by CPU time."""
    draw = random.Random(0)
    words, names = vocabulary(30_000, draw), vocabulary(300, draw)
    made = [page(number, words, names) for number in range(2_000)]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "ledger.db"
        with Ledger.open(path) as ledger:
            start = time.process_time()
            for document, claims, tags in made:
                ledger.add(document, claims, tags)
            added = len(made) / (time.process_time() - start)
            start = time.process_time()
            for word in words[100:200]:
                ledger.search(word, 50)
            search = (time.process_time() - start) * 10
            start = time.process_time()
            read = sum(1 for _ in ledger.claims()) / (time.process_time() - start)
        start = time.process_time()
        for _ in range(20):
            Ledger.open(path).close()
        opened = (time.process_time() - start) * 50
    return [
        Figure("documents added a second (2,000 words, ten claims each)", round(added), 80),
        Figure("claims listed a second", round(read), 10_000),
        Figure("a search among 20,000 claims, ms", round(search, 1)),
        Figure("opening a ledger, ms", round(opened, 1)),
    ]


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--claims", type=int, default=200_000)
    options.add_argument(
        "--ledger", help="a path or postgresql:// address to fill (default: a file that goes)"
    )
    wanted = options.parse_args()
    draw = random.Random(0)
    words, names = vocabulary(30_000, draw), vocabulary(300, draw)
    with tempfile.TemporaryDirectory() as folder:
        location = wanted.ledger or str(Path(folder) / "ledger.db")
        print(f"create: {timed(lambda: Ledger.open(location).close(), 1)}")
        print(f"open: {timed(lambda: Ledger.open(location).close())}")
        with Ledger.open(location) as ledger:
            fill(ledger, wanted.claims // 10, words, names)
            answers(ledger, words, names)
        if os.path.exists(location):
            print(f"size: {os.path.getsize(location) / 2**20:.0f} MiB")


def fill(ledger: Ledger, documents: int, words: list[str], names: list[str]) -> None:
    """Add what the ledger does not hold yet."""
    wall, cpu, first = 0.0, 0.0, ledger.count() // 10
    for number in range(first, documents):
        document, claims, tags = page(number, words, names)
        start, start_cpu = time.perf_counter(), time.process_time()
        ledger.add(document, claims, tags)
        wall += time.perf_counter() - start
        cpu += time.process_time() - start_cpu
        if number + 1 in (1_000, documents):
            print(
                f"add: {number + 1} documents, {(number + 1) * 10} claims in {wall:.1f} s ({cpu:.1f} s CPU)"
            )


def answers(ledger: Ledger, words: list[str], names: list[str]) -> None:
    total = ledger.count()
    rare = next(ledger.claims(ClaimFilter(offset=total // 2, limit=1)))["quote"]["text"].split()
    for query in (words[0], words[30], words[3_000], f'"{rare[-3]} {rare[-2]}"', f"{words[40]} {words[41]}"):
        print(rate(query, ledger))
    filters = {
        "claimant": ClaimFilter(claimant=f"{names[3]}: Ministry", limit=50),
        "part of a claimant": ClaimFilter(claimant=names[3], limit=50),
        "party": ClaimFilter(party=names[3], limit=50),
        "place": ClaimFilter(place=names[40], limit=50),
        "type": ClaimFilter(type="loss", limit=50),
        "days": ClaimFilter(date_from="2024-03-01", date_to="2024-03-31", limit=50),
        "party, place and type": ClaimFilter(party=names[3], place=names[5], type="loss", limit=50),
        "outlet": ClaimFilter(outlet=names[7], limit=50),
        "no filter": ClaimFilter(limit=50),
    }
    for name, wanted in filters.items():
        print(f"first 50 by {name}: {timed(lambda w=wanted: list(ledger.claims(w)))}")  # type: ignore[misc]
    print(f"sources: {timed(ledger.sources, 3)}")
    print(f"unresolved places: {timed(ledger.unresolved_places, 3)}")
    start = time.process_time()
    read = sum(1 for _ in ledger.claims())
    print(f"all claims: {read / (time.process_time() - start):.0f} a second of CPU")


if __name__ == "__main__":
    main()
