"""Claims of `karabakh-page.txt` against the hand-made ones, through the command line, by score_claims.py."""

from __future__ import annotations

import json
import tempfile
from collections import Counter
from pathlib import Path

from bench.measure import Figure, choose, counterclaim, data, run, scorer
from counterclaim.extracting.identity import claim_id
from counterclaim.model import Span

FLOORS = {
    "patterns": {"claim": 0.35, "strict": 0.25, "place": 0.75, "date": 0.60, "quantity": 0.70},
    "neural": {
        "claim": 0.65,
        "strict": 0.57,
        "place": 0.80,
        "date": 0.70,
        "quantity": 0.80,
        "claimant": 0.88,
    },
}
"""By tagger; another one, and the best of the language pack, is held to the floors of `neural`."""


def measure(tagger: str | None = None) -> list[Figure]:
    floors = FLOORS.get(tagger or "neural", FLOORS["neural"])
    page = data("karabakh-page.txt")
    with tempfile.TemporaryDirectory() as folder:
        ledger, found = Path(folder, "ledger.db"), Path(folder, "claims.jsonl")
        counterclaim("--ledger", ledger, "add", page, *choose(tagger))
        counterclaim("--ledger", ledger, "export", "jsonl", "-o", found)
        gold, articles = data("karabakh-claims.jsonl"), data("karabakh-articles.jsonl")
        score = json.loads(
            run(scorer("score_claims.py"), found, "--gold", gold, "--articles", articles, "--json")
        )
        ids = Counter(json.loads(line)["id"] for line in found.read_text(encoding="utf-8").splitlines())
    share = f"{score['found']} found, {score['gold']} by hand"
    return [
        Figure(
            "claim F1",
            score["claim"]["f1"],
            floors["claim"],
            f"P {score['claim']['p']}, R {score['claim']['r']}; {share}",
        ),
        Figure("strict F1 (claimant's party and polarity too)", score["strict"]["f1"], floors["strict"]),
        Figure("span F1 (any type)", score["span"]["f1"]),
        Figure("places F1 among matched claims", score["place"]["f1"], floors["place"]),
        Figure("dates right among matched claims", score["date"] or 0.0, floors["date"]),
        Figure("quantities F1 among matched claims", score["quantity"]["f1"], floors["quantity"]),
        Figure("claimant right among matched claims", score["claimant"], floors.get("claimant")),
        Figure("polarity right among matched claims", score["polarity"]),
        Figure("certainty right among matched claims", score["certainty"]),
        *(Figure(f"claim F1, {kind}", value) for kind, value in score["by_type"].items()),
        Figure("ids that stand twice", float(sum(n > 1 for n in ids.values()))),
        Figure("ids that stand twice among the hand-made claims", float(shared_ids(gold))),
    ]


def shared_ids(gold: Path) -> int:
    """Ids that two of the hand-made claims would share, the quote taken as the trigger."""
    ordinals: Counter[tuple[Span, str, Span | None]] = Counter()
    ids: Counter[str] = Counter()
    for line in gold.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        quote = Span(row["start"], row["end"])
        words = row["claimant"]["text"]
        at = row["quote"].find(words) if words else -1
        claimant = Span(quote.start + at, quote.start + at + len(words)) if at >= 0 else None
        key = (quote, row["type"], claimant)
        ids[claim_id("d_page", *key, ordinals[key])] += 1
        ordinals[key] += 1
    return sum(n > 1 for n in ids.values())
