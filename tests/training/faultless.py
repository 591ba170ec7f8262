"""What the best network could give: labels of a passage read back as a tagger reads a network."""

from __future__ import annotations

import numpy as np
from tests.extracting.neural.sketch import SURE, Sketch
from tests.extracting.neural.tiny import tokenizer

from counterclaim.extracting.tags import Tags
from counterclaim.training.corpus import Passage
from counterclaim.training.examples import example


def tags_of(passage: Passage) -> Tags:
    one = example(passage, tokenizer())
    sketch = Sketch(passage.text)
    logits = SURE * np.eye(3, dtype=np.float32)
    sketch.layers, sketch.happenings, sketch.kinds = (
        logits[one.labels],
        logits[one.triggers],
        logits[one.mentions],
    )
    sketch.linked = {(kind, a): b for kind, links in enumerate(one.links) for a, b in links.items()}
    sketch.classed = {start: (kind, p, c) for start, _, kind, p, c in one.claims}
    for (claim, mention), role in one.roles.items():
        _, start, end = one.named[mention]
        sketch.plays(one.claims[claim][0], (start, end), role)
    return sketch.decode()
