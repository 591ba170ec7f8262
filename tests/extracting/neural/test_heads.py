"""The heads are the small sums that they say, and refuse weights that are not theirs."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from counterclaim.errors import SettingsError
from counterclaim.extracting.neural.heads import NEEDED, Floats, Heads, means, softmax
from counterclaim.extracting.neural.layout import (
    ARGUMENT_LABELS,
    BETWEEN,
    KINDS,
    LAYERS_OF_LABELS,
    LINK,
    NARROW,
    REACH,
    SENTENCES,
    STEPS,
    TYPES,
    WIDE,
    WITHIN,
    argument_rows,
    run_ends,
)

WIDTH = 10
_LINEAR = {
    "labels": (3 * len(LAYERS_OF_LABELS), WIDTH), "links": (6 * LINK, WIDTH), "trigger": (3, WIDTH),
    "mention": (3 * len(KINDS), WIDTH), "classify.0": (7, 2 * WIDTH), "classify.3": (len(TYPES) + 5, 7),
    "argument.asked": (WIDE, 2 * WIDTH), "argument.heard": (WIDE, WIDTH),
    "argument.narrow_asked": (NARROW, 2 * WIDTH), "argument.narrow_heard": (NARROW, WIDTH),
    "argument.product": (WIDE, NARROW), "argument.beside": (WIDE, 3 * WIDE), "argument.role": (ARGUMENT_LABELS, WIDE),
}  # fmt: skip
_EMBEDDED = {
    "argument.distance": (STEPS, WIDE), "argument.between": (BETWEEN, WIDE), "argument.sentence": (SENTENCES, WIDE),
    "argument.within": (WITHIN, WIDE),
}  # fmt: skip


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


def test_arguments_are_labelled_from_a_word_its_neighbours_and_the_trigger(hidden: Floats) -> None:
    given = weights()
    triggers = [(0, 1), (4, 6)]
    words = np.ones(12, np.bool_)
    rows, features = argument_rows(triggers, words, np.zeros(12, np.int32))
    logits = Heads(given).arguments(hidden, triggers, rows, features)
    assert logits.shape == (24, ARGUMENT_LABELS)

    def linear(name: str, x: Floats) -> Floats:
        return given[f"argument.{name}.weight"] @ x + given[f"argument.{name}.bias"]

    def seen(trigger: int, piece: int) -> Floats:
        if not 0 <= piece < 12:
            return np.zeros(WIDE, np.float32)
        start, end = triggers[trigger]
        asking = np.concatenate([hidden[start:end].mean(0), hidden[start]])
        x = linear("asked", asking) + linear("heard", hidden[piece])
        x = x + linear("product", linear("narrow_asked", asking) * linear("narrow_heard", hidden[piece]))
        (row,) = np.flatnonzero((rows == [trigger, piece]).all(1))
        for column, name in enumerate(("distance", "between", "sentence", "within")):
            x = x + given[f"argument.{name}.weight"][features[row, column]]
        found: Floats = np.maximum(x, 0)
        return found

    for row, (trigger, piece) in enumerate(rows.tolist()):
        around = np.concatenate([seen(trigger, piece + step) for step in (-1, 0, 1)])
        expected = linear("role", seen(trigger, piece) + np.maximum(linear("beside", around), 0))
        assert logits[row] == pytest.approx(expected, rel=1e-3, abs=0.05), (trigger, piece)


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


def test_words_further_off_than_training_looked_are_left_out() -> None:
    count = 4 * REACH
    heads = np.ones(count, np.bool_)
    heads[1::2] = False
    rows, features = argument_rows([(0, 2), (2 * REACH, 2 * REACH + 3)], heads, np.zeros(count, np.int32))
    first, second = (rows[rows[:, 0] == trigger, 1].tolist() for trigger in (0, 1))
    assert first == list(range(0, REACH + 2, 2))
    assert second == list(range(REACH, 3 * REACH + 3, 2))
    assert len(features) == len(rows)
    for none in (argument_rows([], heads, np.zeros(count, np.int32)), argument_rows([(0, 1)], ~heads & False, np.zeros(count, np.int32))):  # fmt: skip
        assert [part.shape for part in none] == [(0, 2), (0, 4)]


def test_features_of_words() -> None:
    triggers = [(10, 12), (20, 21), (30, 31), (40, 41), (50, 51), (60, 61), (69, 70)]
    sentences = np.repeat(np.arange(7, dtype=np.int32), 10)
    rows, features = argument_rows(triggers, np.ones(70, np.bool_), sentences)
    found = {tuple(pair): row for pair, row in zip(rows.tolist(), features.tolist(), strict=True)}
    half, here = STEPS // 2, SENTENCES // 2
    assert found[0, 10] == [0, 0, here, 2]
    assert found[0, 11] == [1, 0, here, 2]
    assert found[0, 12] == [2, 0, here, 0]
    assert found[0, 9] == [1 + half, 0, here - 1, 0]
    assert found[0, 20] == [9, 0, here + 1, 1]
    assert found[0, 69][1:] == [
        BETWEEN - 1,
        SENTENCES - 1,
        1,
    ]  # more triggers and sentences between than are counted
    assert found[1, 9][1] == 1  # the trigger at 10 stands between
    assert found[2, 45][1] == 1
    assert features.min() >= 0
    assert (features < [STEPS, BETWEEN, SENTENCES, WITHIN]).all()


def test_runs_begin_and_end_with_their_trigger() -> None:
    rows = np.array([[0, 3], [0, 4], [2, 1], [3, 1], [3, 2]])
    first, last = run_ends(rows)
    assert first.tolist() == [True, False, True, True, False]
    assert last.tolist() == [False, True, True, False, True]
    assert [ends.tolist() for ends in run_ends(rows[:0])] == [[], []]
