"""A tagger against annotated texts that nothing was trained on; `training/evaluation.py` says what counts.

    python -m bench.score_tagger [--tagger NAME] [--gold] [--language en …] [--all] [--types] [--errors N]
                                 [--corpus FOLDER …] [--real FOLDER …]

Held-out passages of `corpus/` by language, and the held-out fifth of the real texts in `COUNTERCLAIM_DATA/../real`;
`--all` takes those for training too. Each text is read as one article, as `counterclaim tag` does. `--gold` scores
the annotation against itself, which must give 1 (calibration 0). `--errors N` prints what is missed and surplus in
every Nth text; `--types` adds F1 by type and by role.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from bench.measure import Figure, Skipped, data
from counterclaim.extracting.tags import Tags
from counterclaim.extracting.world import WorldSpec, open_world
from counterclaim.model import Document, Span
from counterclaim.model import Passage as Block
from counterclaim.reading.whole import as_one_article
from counterclaim.training.corpus import Origin, Passage, as_tags, read
from counterclaim.training.evaluation import Comparison, Rate, score

CORPUS = Path(__file__).resolve().parents[1] / "corpus"
COLUMNS = {
    "trigger": "trigger F1",
    "typed": "with type",
    "role": "roles F1",
    "attribution": "attribution F1",
    "sourced": "with source",
    "full": "with source and cue",
    "denied": "denied F1",
    "polarity": "polarity",
    "certainty": "certainty",
    "claimed": "claimant's words",
    "calibration": "calibration error",
}
EVERY = "all"
FLOORS: dict[tuple[str | None, str, str], float] = {
    ("patterns", "en", "typed"): 0.70,
    ("patterns", "ar", "typed"): 0.69,
    ("patterns", EVERY, "role"): 0.50,
    ("neural", "en", "typed"): 0.70,
    ("neural", "ar", "typed"): 0.62,
    ("neural", "ru", "typed"): 0.62,
    ("neural", EVERY, "role"): 0.65,
}
"""By tagger, language and figure, on held-out passages."""
CEILINGS: dict[tuple[str | None, str, str], float] = {("neural", EVERY, "calibration"): 0.05}
UNSEEN = {"patterns": re.compile(r"a[e-k]\d")}
"""Ids of the passages that were written after a tagger's weights were measured.

Those of `patterns` were measured on every passage and real text of that day, held out or not.
"""

Read = dict[str, list[tuple[Passage, Tags]]]
"""Texts and their tags, by language."""


def measure(tagger: str | None = None) -> list[Figure]:
    """One row a language and set of texts, and one for each set as a whole; of a tagger or a model's folder."""
    name = open_world(WorldSpec(tagger=tagger)).preferred
    found = figures("held-out passages", tagged(held_out("corpus", (CORPUS,)), tagger), name)
    if folders := real():
        found += figures("held-out real texts", tagged(held_out("real", folders), tagger))
    if name in UNSEEN:
        passages = [p for p in read(CORPUS).passages if UNSEEN[name].match(p.id)]
        found += figures(f"passages later than {name}", tagged(passages, tagger))
    return found


def taggers() -> tuple[str, ...]:
    """Names of the taggers that can be opened here."""
    return tuple(open_world(WorldSpec()).taggers)


def real() -> tuple[Path, ...]:
    """The folder of the real texts; none where there are no development data."""
    try:
        return (data("..", "real"),)
    except Skipped:
        return ()


def held_out(origin: Origin, folders: Sequence[Path], *, everything: bool = False) -> list[Passage]:
    found = read(*folders, origin=origin)
    for fault in found.rejected:
        print(f"not read: {fault}")
    return [passage for passage in found.passages if everything or passage.held_out]


def tagged(passages: Sequence[Passage], tagger: str | None) -> Read:
    """Tags by the tagger of this name (None: by the language's own); languages that it does not read are left out."""
    world = open_world(WorldSpec(tagger=tagger))
    found: Read = {}
    for passage in passages:
        if world.reads(passage.language):
            tags = world.tagger(passage.language).tag(passage.text, blocks(passage), passage.language)
            found.setdefault(passage.language, []).append((passage, tags))
    return found


def annotated(passages: Sequence[Passage]) -> Read:
    """The annotation itself in the place of tags."""
    found: Read = {}
    for passage in passages:
        found.setdefault(passage.language, []).append((passage, as_tags(passage)))
    return found


def blocks(given: Passage) -> tuple[Block, ...]:
    """The passage's paragraphs, as those of one article."""
    document = Document(
        id=given.id, address=given.id, url=None, media_type="text/plain", charset=None, retrieved="", sha256="",
        reader="", text=given.text, articles=(), boilerplate=(),
    )  # fmt: skip
    return as_one_article(document, given.language).articles[0].passages


def figures(label: str, texts: Read, bound: str | None = None) -> list[Figure]:
    """Rows of one set of texts, with what the tagger `bound` must reach."""
    found: list[Figure] = []
    for name, pairs in rows(texts):
        values = score(pairs).figures()
        row = f"{label}, {name} ({len(pairs)})"
        for key, column in COLUMNS.items():
            at = (bound, name, key)
            value = round(values[key], 3)
            found.append(Figure(column, value, FLOORS.get(at), ceiling=CEILINGS.get(at), row=row))
    return found


def rows(texts: Read) -> Iterator[tuple[str, list[tuple[Passage, Tags]]]]:
    """Each language by falling number of texts, and all of them where there are several."""
    yield from sorted(texts.items(), key=lambda item: (-len(item[1]), item[0]))
    if len(texts) > 1:
        yield EVERY, [pair for pairs in texts.values() for pair in pairs]


def show(texts: Read, *, types: bool) -> None:
    for name, pairs in rows(texts):
        scores = score(pairs)
        print(f"\n{name}, {len(pairs)} texts")
        for key, value in scores.figures().items():
            rate = getattr(scores, key)
            print(f"  {COLUMNS[key]:22} {value:6.3f}" + (told(rate) if isinstance(rate, Rate) else ""))
        if types:
            for label, rate in (*scores.by_type.items(), *scores.by_role.items()):
                print(f"    {label:20} {rate.f1:6.3f}{told(rate)}")


def told(rate: Rate) -> str:
    return f"   P {rate.precision:.3f}  R {rate.recall:.3f}  ({rate.hits} of {rate.gold}, {rate.found} found)"


def errors(given: Passage, tags: Tags) -> Iterator[str]:
    """What was missed, surplus or taken for another type, one line each."""
    text, gold = given.text, as_tags(given)
    both = Comparison(text, gold, tags)

    def words(spans: Iterable[Span]) -> str:
        return " | ".join(span.of(text) for span in spans)

    hit = dict(both.triggers)
    for g, trigger in enumerate(gold.triggers):
        label = f"{trigger.type} {trigger.span.of(text)!r}"
        if g not in hit:
            yield f"missed  {label}"
        elif (found := tags.triggers[hit[g]]).type != trigger.type:
            yield f"type    {label} as {found.type}"
    for f, surplus in enumerate(tags.triggers):
        if f not in hit.values():
            yield f"surplus {surplus.type} {surplus.span.of(text)!r} {surplus.confidence:.2f}"
    pairs = dict(both.attributions)
    for g, one in enumerate(gold.attributions):
        if g not in pairs:
            yield f"missed  [{words(one.cue)}] of {words(one.source)!r}: {words(one.content)!r}"
    for f, other in enumerate(tags.attributions):
        if f not in pairs.values():
            yield f"surplus [{words(other.cue)}] of {words(other.source)!r}: {words(other.content)!r}"


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--tagger", help="without it the language packs choose")
    ask.add_argument("--gold", action="store_true")
    ask.add_argument("--language", action="append")
    ask.add_argument("--all", action="store_true")
    ask.add_argument("--types", action="store_true")
    ask.add_argument("--errors", type=int, default=0, metavar="N")
    ask.add_argument("--corpus", type=Path, action="append")
    ask.add_argument("--real", type=Path, action="append")
    given = ask.parse_args()
    chosen: list[tuple[Origin, Sequence[Path]]] = [("corpus", given.corpus or ()), ("real", given.real or ())]
    if not given.corpus and not given.real:
        chosen = [("corpus", (CORPUS,)), ("real", real())]
    for origin, folders in chosen:
        if not folders:
            continue
        passages = held_out(origin, folders, everything=given.all)
        passages = [p for p in passages if not given.language or p.language in given.language]
        texts = annotated(passages) if given.gold else tagged(passages, given.tagger)
        pairs = [pair for found in texts.values() for pair in found]
        for passage, tags in pairs[:: given.errors] if given.errors else ():
            print(f"\n{passage.id}", passage.text, *errors(passage, tags), sep="\n  ")
        print(f"\n== {'all' if given.all else 'held-out'} texts of {', '.join(map(str, folders))}")
        show(texts, types=given.types)


if __name__ == "__main__":
    main()
