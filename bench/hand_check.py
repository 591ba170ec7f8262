"""Random claims for a reader to check, and what the reader found.

    python -m bench hand_check --tagger NAME --seed N > sample.jsonl     draw 60 claims
    python -m bench.hand_check sample.jsonl                              keep the verdicts
    python -m bench hand_check                                           print the shares of right ones

The sample is drawn from the articles of syria-2013-2017.jsonl that are not among the real texts: articles in random
order, one claim of each that has any; one seed gives the same articles for every tagger. Each line holds the quote,
the words around it, every field to check and an empty `verdict`, which the reader fills:

    "verdict": {"claimant": true, "type": true, "targets": false, "means": null, …}, "note": "the army was the target"

- true: right, also where the text says nothing and the claim gives nothing;
- false: wrong, missing or too much; for `type` also where the words make no claim of any kind;
- null: cannot be told, or there is no claim.

`syria_verdicts.jsonl` keeps ids, offsets, classes, names and days, and none of the sentences.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from bench.measure import Figure, Skipped
from bench.syria import Given, Result, articles, results
from counterclaim.view import claim_object

FIELDS = (
    "claimant", "type", "polarity", "certainty", "actors", "targets", "places", "time", "quantities", "means",
)  # fmt: skip
NUMBER = 60
FLOOR = 0.80
AROUND = 400
"""Characters shown on either side of the quote."""
VERDICTS = Path(__file__).with_name("syria_verdicts.jsonl")
WORDS = frozenset({"text", "quote", "before", "after", "title"})
"""Keys that hold words of the article."""

Row = dict[str, Any]


def measure() -> list[Figure]:
    """The share of right ones by field, of all that could be told."""
    if not VERDICTS.exists():
        raise Skipped("no verdicts are kept yet")
    return shares([json.loads(line) for line in VERDICTS.read_text(encoding="utf-8").splitlines()])


def shares(rows: Sequence[Mapping[str, Any]]) -> list[Figure]:
    found: list[Figure] = []
    engines = ", ".join(sorted({row["engine"] for row in rows}))
    for field in FIELDS:
        told = [row for row in rows if row["verdict"][field] is not None]
        right = sum(row["verdict"][field] for row in told)
        filled = [row for row in told if row[field] or not row["verdict"][field]]
        note = f"{right} of {len(told)}"
        if len(filled) < len(told):
            sure = sum(row["verdict"][field] for row in filled)
            note += f"; {sure} of {len(filled)} where there was something to say"
        found.append(Figure(f"{field} right", round(right / max(1, len(told)), 3), FLOOR, note))
    whole = sum(all(row["verdict"][field] is not False for field in FIELDS) for row in rows)
    found.append(Figure("right in every field", round(whole / max(1, len(rows)), 3), None, f"{engines}"))
    return found


def draw(tagger: str | None, seed: int) -> None:
    """Print the sample, one claim a line."""
    given = list({article.text: article for article in articles()}.values())
    order = random.Random(seed)
    order.shuffle(given)
    drawn = 0
    while given and drawn < NUMBER:
        some, given = given[: NUMBER - drawn], given[NUMBER - drawn :]
        for result in results(some, tagger):
            if result.claims:
                print(
                    json.dumps(sample(result, random.Random(f"{seed} {result.given.id}")), ensure_ascii=False)
                )
                drawn += 1


def sample(result: Result, chance: random.Random) -> Row:
    """One claim of `result` with what a reader needs."""
    claim = chance.choice(result.claims)
    document, given = result.document, result.given
    article = next(article for article in document.articles if article.id == claim.article)
    row = claim_object(claim, document, article)
    quote = claim.quote
    means = [row["means"], *row["other_means"]] if row["means"] else []
    return {
        "claim": claim.id,
        **_of(given),
        "engine": claim.engine,
        "before": document.text[max(0, quote.start - AROUND) : quote.start],
        "quote": row["quote"],
        "after": document.text[quote.end : quote.end + AROUND],
        "trigger": row["trigger"],
        **{field: row[field] for field in FIELDS},
        "means": means,
        "verdict": {},
        "note": "",
    }


def _of(given: Given) -> Row:
    return {"article": given.id, "title": given.title, "outlet": given.outlet, "date": given.date}


def keep(path: Path) -> list[Row]:
    """The rows of a sample with all its verdicts, without the sentences. ValueError names what is missing."""
    rows: list[Row] = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        row = json.loads(line)
        verdict = row["verdict"]
        if set(verdict) != set(FIELDS) or any(v not in (True, False, None) for v in verdict.values()):
            raise ValueError(f"{path}:{number}: a verdict has {', '.join(FIELDS)}, each true, false or null")
        quote = {"start": row["quote"]["start"], "end": row["quote"]["end"]}
        rows.append(
            {**{key: wordless(value) for key, value in row.items() if key not in WORDS}, "quote": quote}
        )
    twice = [article for article, n in Counter(row["article"] for row in rows).items() if n > 1]
    if twice:
        raise ValueError(f"{path}: two claims of article {twice[0]}")
    return rows


def wordless(value: Any) -> Any:
    """`value` without the keys of `WORDS`."""
    if isinstance(value, dict):
        return {key: wordless(part) for key, part in value.items() if key not in WORDS}
    return [wordless(part) for part in value] if isinstance(value, list) else value


def main() -> int:
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("sample", type=Path)
    try:
        rows = keep(ask.parse_args().sample)
    except ValueError as error:
        print(error, file=sys.stderr)
        return 2
    text = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    VERDICTS.write_text(text, encoding="utf-8")
    for figure in shares(rows):
        print(f"{figure.name:22} {figure.value:g}  {figure.note}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
