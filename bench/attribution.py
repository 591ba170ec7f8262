"""Attributions of PolNeAR's development part, through `counterclaim tag`, by score_attribution.py."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path

from bench.measure import Figure, choose, counterclaim, data, run, scorer

ATTRIBUTION, FULL = 0.63, 0.51


def measure(tagger: str | None = None) -> list[Figure]:
    root = data("polnear")
    texts = sorted((root / "dev" / "text").glob("*.txt"))
    with tempfile.TemporaryDirectory() as folder:
        found = Path(folder, "tags.jsonl")
        tags = counterclaim("tag", *texts, "--language", "en", "--json", *choose(tagger))
        found.write_text(tags, encoding="utf-8")
        score = json.loads(
            run(scorer("score_attribution.py"), "--data", root, "--split", "dev", "--pred", found, "--json")
        )
    counts = score["n"]
    share = f"{counts['n_pred']:.0f} found, {counts['n_gold']:.0f} by hand, {len(texts)} texts"
    part = score["attribution"]
    return [
        Figure(
            "attribution F1", part["f1"] / 100, ATTRIBUTION, f"P {part['p']:.1f}, R {part['r']:.1f}; {share}"
        ),
        Figure("full F1 (source right too)", score["full"]["f1"] / 100, FULL),
        Figure("content tokens F1", score["tokens_content"]["f1"] / 100),
        Figure("cue tokens F1", score["tokens_cue"]["f1"] / 100),
        Figure("source tokens F1", score["tokens_source"]["f1"] / 100),
    ]
