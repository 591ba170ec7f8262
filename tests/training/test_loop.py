"""Training goes on after being killed as if it had not been, and learns; the network is what NumPy computes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray
from tests.extracting.neural.tiny import tokenizer
from tests.training.test_examples import CORPUS

from counterclaim.extracting.neural.heads import Heads
from counterclaim.extracting.neural.layout import argument_rows
from counterclaim.training.corpus import read
from counterclaim.training.examples import Example, example

torch: Any = pytest.importorskip("torch", reason="torch is not installed (extra 'train')")

from counterclaim.training import loop, losses, network, vectors  # noqa: E402

ROWS = np.random.default_rng(1).normal(0, 0.5, (2_000, network.HIDDEN)).astype(np.float32)


def rows(ids: NDArray[np.int64]) -> NDArray[np.float32]:
    return ROWS[ids]


@pytest.fixture(scope="module")
def some() -> list[Example]:
    """A handful of short passages with something to learn for every head."""
    short = (one for one in read(CORPUS).passages if one.attributions and one.claims and len(one.text) < 300)
    found = (example(one, tokenizer()) for one in short)
    return [one for one, _ in zip(found, range(8), strict=False)]


@pytest.fixture(autouse=True)
def as_it_was() -> Iterator[None]:
    """Training makes torch deterministic, which concerns no other test."""
    yield
    torch.use_deterministic_algorithms(False)


def recipe(**changes: Any) -> loop.Recipe:
    return loop.Recipe(**{"layers": 1, "epochs": 3.0, "budget": 512, "threads": 1, **changes})


def fresh(seed: int = 1) -> network.Network:
    torch.manual_seed(seed)
    return network.initialised(network.Network(1), seed)


class Killed(Exception):
    """Stands for the end of the process."""


def train(
    some: list[Example],
    state: Path,
    report: Callable[[loop.Progress], None] = lambda _: None,
    **changes: Any,
) -> dict[str, NDArray[np.float32]]:
    trained = loop.train(fresh(), some, rows, recipe(**changes), state=state, report=report)
    assert not trained.training
    return loop.numpy_weights(trained)


def test_a_run_that_was_killed_gives_the_weights_of_an_unbroken_one(
    some: list[Example], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(loop, "REPORT_EVERY", 1)
    steps: list[int] = []
    whole = train(some, tmp_path / "whole.state", lambda at: steps.append(at.step))
    assert steps == list(range(1, len(steps) + 1))
    assert len(steps) > 6

    monkeypatch.setattr(loop, "SAVE_EVERY", 0.0)
    again: list[int] = []
    for stop in (2, 5):

        def killed(at: loop.Progress, stop: int = stop) -> None:
            if at.step == stop:
                raise Killed

        with pytest.raises(Killed):
            train(some, tmp_path / "broken.state", killed)
    broken = train(some, tmp_path / "broken.state", lambda at: again.append(at.step))
    # The step that was under way when the process ended is done again.
    assert again == steps[4:]
    assert not list(tmp_path.glob("*.part"))
    assert set(broken) == set(whole)
    for name, value in whole.items():
        assert np.array_equal(broken[name], value), name


def test_a_state_of_another_recipe_or_of_other_examples_is_not_gone_on_from(
    some: list[Example], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(loop, "REPORT_EVERY", 1)
    state = tmp_path / "a.state"
    train(some, state, epochs=1.0)
    for changes, examples in (({"seed": 2}, some), ({}, some[:-1])):
        steps: list[int] = []
        train(examples, state, lambda at, steps=steps: steps.append(at.step), epochs=1.0, **changes)  # type: ignore[misc]
        assert steps[0] == 1
    one, other = recipe().fingerprint(some), recipe(rate=2e-4).fingerprint(some)
    assert one == recipe().fingerprint(list(some))
    assert len({one, other, recipe().fingerprint(some[1:])}) == 3


def test_a_finished_run_only_gives_its_weights(
    some: list[Example], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = train(some, tmp_path / "a.state", epochs=1.0)
    monkeypatch.setattr(loop, "losses", None)
    second = train(some, tmp_path / "a.state", epochs=1.0)
    assert all(np.array_equal(second[name], value) for name, value in first.items())


def test_the_loss_falls(some: list[Example], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(loop, "REPORT_EVERY", 1)
    seen: list[dict[str, float]] = []
    train(some, tmp_path / "a.state", lambda at: seen.append(at.losses), epochs=12.0, rate=5e-4)
    assert set(seen[0]) == set(losses.WEIGHTS)
    shares = {name: seen[-1][name] / first for name, first in seen[0].items()}
    assert max(shares.values()) < 0.9, shares
    assert shares["labels"] < 0.7
    assert all(np.isfinite(value) for step in seen for value in step.values())


def test_every_parameter_learns(some: list[Example], tmp_path: Path) -> None:
    before = loop.numpy_weights(fresh())
    after = train(some, tmp_path / "a.state", average=0.5)
    assert {name for name, value in before.items() if np.array_equal(value, after[name])} == set()


def test_heads_in_numpy_say_what_the_network_says(some: list[Example]) -> None:
    net = fresh().eval()
    heads = Heads(loop.numpy_weights(net))
    one = max(some, key=lambda each: len(each.roles))
    (found,) = vectors.TorchVectors(net, rows).encode([(one.pieces.ids, one.pieces.shapes)])
    assert found.shape == (len(one) + 1, network.HIDDEN)
    hidden = found[1:]
    spans = [(start, end) for start, end, *_ in one.claims]
    looked = argument_rows(spans, one.pieces.heads, one.pieces.sentences)
    assert len(looked[0])
    with torch.inference_mode():
        x = torch.from_numpy(hidden)
        expected = [
            net.labels(x).view(len(one), -1, 3), net.trigger(x), net.mention(x).view(len(one), -1, 3),
            net.links(torch.from_numpy(found)).view(len(found), 6, -1), *net.classes(x, spans),
            net.arguments(x, spans, *looked),
        ]  # fmt: skip
    given = [
        heads.labels(hidden), heads.triggers(hidden), heads.mentions(hidden), heads.links(found),
        *heads.classes(hidden, spans), heads.arguments(hidden, spans, *looked),
    ]  # fmt: skip
    for theirs, ours in zip(expected, given, strict=True):
        assert ours.shape == tuple(theirs.shape)
        assert ours == pytest.approx(theirs.numpy(), abs=1e-3)


def test_a_window_is_read_alike_alone_and_beside_longer_ones(some: list[Example]) -> None:
    encoder = vectors.TorchVectors(fresh(), rows)
    windows = [(one.pieces.ids, one.pieces.shapes) for one in some]
    together = encoder.encode(windows)
    for window, found in zip(windows, together, strict=True):
        assert found == pytest.approx(encoder.encode([window])[0], abs=1e-4)


def test_inputs_are_padded_to_few_shapes(some: list[Example]) -> None:
    embedded, shapes, mask = losses.inputs(some[:2], rows, 1024)
    height, width = mask.shape
    assert width % 64 == 0
    assert height == max(2, 1024 // width)
    assert embedded.shape == (height, width, network.HIDDEN)
    assert mask.sum(1).tolist() == [len(one) + 2 for one in some[:2]] + [0] * (height - 2)
    assert shapes[0, 1 : len(some[0]) + 1].tolist() == some[0].pieces.shapes.tolist()
    assert shapes[:, 0].sum() == 0
