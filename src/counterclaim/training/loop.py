"""The training loop: seeded, recorded, and resumable after being killed."""

from __future__ import annotations

import hashlib
import json
import random
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, cast

import numpy as np
import torch
from numpy.typing import NDArray
from torch.optim.swa_utils import AveragedModel, get_ema_multi_avg_fn

from counterclaim.training.examples import Example, epoch
from counterclaim.training.losses import Rows, losses, total
from counterclaim.training.network import Network

SAVE_EVERY = 300.0
"""Seconds between two saved states."""

REPORT_EVERY = 50


@dataclass(frozen=True, slots=True)
class Recipe:
    """Everything that decides how a network comes out, but the examples.

    `rate`: of the encoder, the heads learn `heads_rate` times as fast; it rises over `warm_up` of the steps and falls
    to `floor` of itself. `budget`: padded pieces a step. `average`: decay of the running mean of the weights,
    which is what is kept. `variants`: share of the passages that are seen in a second shape too. `trust`: share of the
    loss that is the distance from the teachers, where there are any, `teachers` the hashes of their
    weights. `lacking`: only the parameters learn that the first teacher was trained without.
    """

    layers: int = 12
    seed: int = 1
    threads: int = 2
    epochs: float = 5.0
    rate: float = 1.25e-4
    heads_rate: float = 5.0
    weight_decay: float = 0.01
    warm_up: float = 0.06
    floor: float = 0.02
    budget: int = 1024
    dropout: float = 0.1
    heads_dropout: float = 0.15
    average: float = 0.998
    variants: float = 0.0
    trust: float = 0.5
    teachers: tuple[str, ...] = ()
    lacking: bool = False

    def fingerprint(self, examples: Sequence[Example]) -> str:
        """Of the recipe and of the examples that it is used on."""
        digest = hashlib.sha256(json.dumps(asdict(self), sort_keys=True).encode())
        for one in examples:
            digest.update(f"{one.name} {len(one)} {one.claims} {one.named}".encode())
            digest.update(one.labels.tobytes())
        return digest.hexdigest()


@dataclass(frozen=True, slots=True)
class Progress:
    """Where training stands: `losses` are running means by head."""

    step: int
    steps: int
    seconds: float
    losses: dict[str, float]


def prepare(recipe: Recipe) -> None:
    """Seed every generator and set the threads."""
    torch.manual_seed(recipe.seed)
    torch.set_num_threads(recipe.threads)
    torch.use_deterministic_algorithms(True)
    deterministic: Any = torch.utils.deterministic
    deterministic.fill_uninitialized_memory = False


def train(
    network: Network,
    examples: Sequence[Example],
    rows: Rows,
    recipe: Recipe,
    *,
    state: Path,
    teachers: Sequence[Network] = (),
    report: Callable[[Progress], None] = lambda _: None,
    after_epoch: Callable[[Network], None] = lambda _: None,
) -> Network:
    """The running mean of `network`, trained on `examples`, after the last step.

    `state` is written every five minutes; where it is there and of the same recipe and examples, training
    goes on from it, and gives what it would have given without a stop. `after_epoch` is given the running mean
    after each pass over the examples but the last.
    """
    prepare(recipe)
    run = _Run(network, examples, recipe, state)
    run.resume()
    shown: dict[str, float] = {}
    saved = time.monotonic()
    for batch in run.batches():
        parts = losses(network, batch, rows, recipe.budget, teachers, recipe.trust)
        if (loss := total(parts)).requires_grad:
            run.learn(loss)
        else:  # nothing that learns stands in this batch
            run.step += 1
        for name, part in parts.items():
            shown[name] = 0.97 * shown.get(name, part.item()) + 0.03 * part.item()
        if run.step % REPORT_EVERY == 0:
            report(Progress(run.step, run.steps, run.seconds(), dict(shown)))
        if run.step % run.an_epoch == 0 and run.step < run.steps:
            after_epoch(run.mean())
        if time.monotonic() - saved > SAVE_EVERY:
            run.save()
            saved = time.monotonic()
    run.save()
    return run.mean()


class _Run:
    """What is saved and restored."""

    def __init__(self, network: Network, examples: Sequence[Example], recipe: Recipe, state: Path) -> None:
        self.network, self.examples, self.recipe, self.state = network, examples, recipe, state
        self.fingerprint = recipe.fingerprint(examples)
        learning = [(n, p) for n, p in network.named_parameters() if p.requires_grad]
        encoder = [p for n, p in learning if n.startswith("encoder.")]
        heads = [p for n, p in learning if not n.startswith("encoder.")]
        self.parameters = [*encoder, *heads]
        groups: list[dict[str, Any]] = []
        for parameters, times in ((encoder, 1.0), (heads, recipe.heads_rate)):
            groups.append({"params": [p for p in parameters if p.ndim > 1], "times": times})
            groups.append(
                {"params": [p for p in parameters if p.ndim < 2], "times": times, "weight_decay": 0.0}
            )
        groups = [group for group in groups if group["params"]]
        self.optimizer = torch.optim.AdamW(
            groups, lr=recipe.rate, weight_decay=recipe.weight_decay, fused=True
        )
        self.averaged = AveragedModel(network, multi_avg_fn=get_ema_multi_avg_fn(recipe.average))
        self.step = 0
        self.before = 0.0
        self.began = time.monotonic()
        self.an_epoch = len(epoch(examples, random.Random(recipe.seed), recipe.budget))
        self.steps = max(1, round(self.an_epoch * recipe.epochs))

    def mean(self) -> Network:
        averaged = cast(Network, self.averaged.module)
        averaged.eval()
        return averaged

    def seconds(self) -> float:
        return self.before + time.monotonic() - self.began

    def batches(self) -> Iterator[list[Example]]:
        """Batches from the step that was reached up to the last one."""
        at, number = 0, 0
        while at < self.steps:
            for batch in epoch(
                self.examples, random.Random(self.recipe.seed + 1000 * number), self.recipe.budget
            ):
                if at == self.steps:
                    return
                at += 1
                if at > self.step:
                    # Dropout depends on the step alone, so that a resumed run draws the same.
                    torch.manual_seed(self.recipe.seed * 1_000_003 + at)
                    self.network.train()
                    if self.recipe.lacking:
                        # What learns over a fixed encoder must see the vectors that it will be given in use.
                        self.network.encoder.eval()
                    yield batch
            number += 1

    def learn(self, loss: torch.Tensor) -> None:
        recipe, done = self.recipe, self.step / self.steps
        rising = min(1.0, (self.step + 1) / max(1.0, recipe.warm_up * self.steps))
        rate = recipe.rate * rising * max(recipe.floor, 1 - done)
        for group in self.optimizer.param_groups:
            group["lr"] = rate * group["times"]
        self.optimizer.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(self.parameters, 1.0)
        self.optimizer.step()
        self.step += 1
        # The mean of the first steps would be that of an untrained network.
        if self.step > recipe.warm_up * self.steps:
            self.averaged.update_parameters(self.network)

    def save(self) -> None:
        content = {
            "fingerprint": self.fingerprint,
            "network": self.network.state_dict(),
            "optimizer": self.optimizer.state_dict(),
            "averaged": self.averaged.state_dict(),
            "step": self.step,
            "seconds": self.seconds(),
        }
        beside = self.state.with_suffix(".part")
        torch.save(content, beside)
        beside.replace(self.state)

    def resume(self) -> None:
        if not self.state.is_file():
            return
        content = torch.load(self.state, weights_only=True)
        if content["fingerprint"] != self.fingerprint:
            return
        self.network.load_state_dict(content["network"])
        self.optimizer.load_state_dict(content["optimizer"])
        self.averaged.load_state_dict(content["averaged"])
        self.step, self.before = content["step"], content["seconds"]


def numpy_weights(network: Network) -> dict[str, NDArray[np.float32]]:
    """Parameters by name as float32 arrays; the encoder's without the prefix `encoder.`."""
    return {
        name.removeprefix("encoder."): value.detach().float().numpy().copy()
        for name, value in network.state_dict().items()
    }
