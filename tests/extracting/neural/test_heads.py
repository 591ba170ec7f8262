"""The heads are the small sums that they say, and refuse weights that are not theirs."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from counterclaim.errors import SettingsError
from counterclaim.extracting.neural.heads import NEEDED, Floats, Heads, means, softmax
from counterclaim.extracting.neural.layout import (
    BETWEEN,
    DISTANCES,
    FAR,
    KINDS,
    LAYERS_OF_LABELS,
    LINK,
    PAIR,
    ROLES,
    ROLES_OF,
    TYPES,
    near_pairs,
    pair_features,
)

WIDTH = 10
_LINEAR = {
    "labels": (3 * len(LAYERS_OF_LABELS), WIDTH), "links": (6 * LINK, WIDTH), "trigger": (3, WIDTH),
    "mention": (3 * len(KINDS), WIDTH), "classify.0": (7, 2 * WIDTH), "classify.3": (len(TYPES) + 5, 7),
    "role_trigger": (PAIR, WIDTH), "role_mention": (PAIR, 2 * WIDTH), "role.0": (9, 3 * PAIR + 64),
    "role.3": (len(ROLES), 9),
}  # fmt: skip
_EMBEDDED = {"distance": (DISTANCES, 24), "between": (BETWEEN, 8), "kind": (len(KINDS), 24), "same": (2, 8)}


def weights(seed: int = 3) -> dict[str, Floats]:
    draw = np.random.default_rng(seed)
    found = {f"{name}.weight": draw.normal(size=shape) for name, shape in (_LINEAR | _EMBEDDED).items()}
    found |= {f"{name}.bias": draw.normal(size=shape[0]) for name, shape in _LINEAR.items()}
    return {name: value.astype(np.float32) for name, value in found.items()}


@pytest.fixture
def hidden() -> Floats:
    return np.random.default_rng(4).normal(size=(12, WIDTH)).astype(np.float32)


def test_every_weight_is_needed() -> None:
    assert set(NEEDED) == set(_LINEAR) | set(_EMBEDDED)
    for name in NEEDED:
        given = weights()
        del given[f"{name}.weight"]
        with pytest.raises(SettingsError, match=f"the heads of the model lack {name}"):
            Heads(given)


def test_labels_and_mentions_come_layer_by_layer(hidden: Floats) -> None:
    given = weights()
    heads = Heads(given)
    labels, mentions = heads.labels(hidden), heads.mentions(hidden)
    assert labels.shape == (12, 5, 3)
    assert mentions.shape == (12, 5, 3)
    row = 3 * 2 + 1
    expected = hidden[4] @ given["labels.weight"][row] + given["labels.bias"][row]
    assert labels[4, 2, 1] == pytest.approx(expected, rel=1e-4)
    expected = hidden[4] @ given["mention.weight"][row] + given["mention.bias"][row]
    assert mentions[4, 2, 1] == pytest.approx(expected, rel=1e-4)
    assert heads.triggers(hidden).shape == (12, 3)
    assert heads.links(hidden).shape == (12, 6, LINK)
    assert heads.links(hidden)[3, 1, 5] == pytest.approx(
        hidden[3] @ given["links.weight"][LINK + 5] + given["links.bias"][LINK + 5], rel=1e-4
    )


def test_classes_are_of_the_mean_and_the_first_piece(hidden: Floats) -> None:
    given = weights()
    triggers = [(0, 1), (2, 5)]
    types, polarities, certainties = Heads(given).classes(hidden, triggers)
    assert (types.shape, polarities.shape, certainties.shape) == ((2, 8), (2, 2), (2, 3))
    x = np.concatenate([hidden[2:5].mean(0), hidden[2]])
    inner = np.maximum(given["classify.0.weight"] @ x + given["classify.0.bias"], 0)
    logits = given["classify.3.weight"] @ inner + given["classify.3.bias"]
    assert np.concatenate([types[1], polarities[1], certainties[1]]) == pytest.approx(logits, abs=1e-4)


def test_a_mention_plays_only_roles_of_its_kind(hidden: Floats) -> None:
    triggers = [(0, 1), (4, 6)]
    mentions = [(kind, 2 * kind, 2 * kind + 2) for kind in range(len(KINDS))]
    pairs = near_pairs(triggers, mentions)
    features = pair_features(triggers, mentions, pairs, np.zeros(12, np.int32))
    roles = Heads(weights()).roles(hidden, triggers, mentions, pairs, features)
    assert roles.shape == (10, len(ROLES))
    for (_, mention), logits in zip(pairs, roles, strict=True):
        allowed = set(np.flatnonzero(logits > -5_000).tolist())
        assert allowed == set(ROLES_OF[mentions[mention][0]])


def test_weights_are_read_from_a_file(tmp_path: Path, hidden: Floats) -> None:
    given = weights()
    np.savez(tmp_path / "heads.npz", **given)  # type: ignore[arg-type]
    assert np.array_equal(Heads.load(tmp_path / "heads.npz").labels(hidden), Heads(given).labels(hidden))


@pytest.mark.parametrize("content", [None, b"", b"PK\x03\x04 cut", b"no archive", "cut", "flipped"])
def test_a_damaged_file_is_refused(tmp_path: Path, content: bytes | str | None) -> None:
    path = tmp_path / "heads.npz"
    if isinstance(content, str):
        np.savez_compressed(path, **weights())  # type: ignore[arg-type]
        whole = path.read_bytes()
        middle = len(whole) // 2
        flipped = (
            whole[:middle] + bytes(255 - byte for byte in whole[middle : middle + 40]) + whole[middle + 40 :]
        )
        content = whole[:middle] if content == "cut" else flipped
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(SettingsError, match="the heads cannot be read"):
        Heads.load(path)


def test_means_and_softmax(hidden: Floats) -> None:
    assert means(hidden, [(3, 4), (0, 12)]) == pytest.approx(np.stack([hidden[3], hidden.mean(0)]), abs=1e-6)
    likely = softmax(np.array([[1e4, 0.0], [0.0, 0.0]], np.float32))
    assert likely.tolist() == [[1.0, 0.0], [0.5, 0.5]]


def test_pairs_further_apart_than_training_looked_are_left_out() -> None:
    mentions = [(0, 0, 1), (1, FAR, FAR + 1), (1, FAR + 1, FAR + 2)]
    assert near_pairs([(0, 2), (2 * FAR, 2 * FAR + 1)], mentions).tolist() == [[0, 0], [0, 1], [1, 1], [1, 2]]
    assert near_pairs([], mentions).shape == (0, 2)


def test_features_of_pairs() -> None:
    triggers = [(10, 12), (20, 21), (30, 31), (40, 41), (50, 51)]
    mentions = [(0, 11, 13), (0, 12, 13), (0, 9, 10), (1, 60, 61), (1, 5, 7), (0, 45, 46)]
    pairs = near_pairs(triggers, mentions)
    sentences = np.repeat(np.arange(7, dtype=np.int32), 10)
    found = {tuple(pair): row for pair, row in zip(pairs.tolist(), pair_features(triggers, mentions, pairs, sentences).tolist(), strict=True)}  # fmt: skip
    assert len(found) == 30
    half = DISTANCES // 2
    assert found[0, 0] == [0, 0, 1]  # overlaps
    assert found[0, 1] == [1, 0, 1]  # directly behind
    assert found[0, 2] == [1 + half, 0, 0]  # directly before, in the sentence before
    assert found[0, 3][1:] == [3, 0]  # four triggers between, counted to three
    assert found[1, 2] == [half + 5, 1, 0]  # the trigger at 10 stands between
    assert found[2, 5][1] == 1
    assert found[3, 5] == [4, 0, 1]
    steps = [found[t, m][0] for t, m in found]
    assert all(0 <= step < DISTANCES for step in steps)
