"""The encoder as an ONNX graph: built node by node out of arrays, its weights in int8.

The graph takes one window at a time and no mask: `embedded` float32 [B, T, hidden] (rows of the
embedding table), `shape` int32 [B, T]; it gives `hidden` float32 [B, T, hidden]. Every product of the
layers with weights is `DynamicQuantizeMatMul` (activations are quantised as they come, weights were
quantised here, symmetrically, one scale a column), attention is `MultiHeadAttention`; both are
onnxruntime's own. `docs/decisions/encoder.md` says what was measured.

A second output, `probe`, multiplies the largest numbers there are: where a processor adds products in
16 bits it comes out wrong, and `Encoder` then has onnxruntime take the weights as unsigned.

Activations of such a network have a few channels many times larger than all others, and one scale for
a whole tensor loses the small ones. So with sample windows the channels are levelled first: each is
divided by a factor that its weights are multiplied by, which changes nothing but the rounding.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from counterclaim.errors import SettingsError
from counterclaim.extracting.neural.encoder import PROBE, framed
from counterclaim.extracting.neural.table import Table
from counterclaim.extracting.neural.windows import WIDTH, Window

Floats = NDArray[np.float32]
Sample = tuple[Floats, NDArray[np.integer]]
"""`embedded` [T, hidden] and `shape` [T] of one window, <s> and </s> included."""

LEVELLING = 0.75
"""Share of a channel's spread that goes from the activations to the weights."""

_FULL, _REDUCED = 127, 64
_OURS = "com.microsoft"
_OPERATORS, _VERSION = 20, 10
_LAYER = re.compile(r"layers\.(\d+)\.")


def build(
    parameters: Mapping[str, Floats],
    path: Path,
    *,
    heads: int = 12,
    eps: float = 1e-12,
    precision: Literal["int8", "float32"] = "int8",
    samples: Sequence[Sample] = (),
    reduce_range: bool = False,
) -> None:
    """Write the graph of `parameters` (named as in `network.py`; others are passed over) to `path`.

    Equal input gives equal bytes. `samples`, a few dozen windows of all languages, are what the
    activations are levelled by. `reduce_range` keeps weights within 7 bits, another way out for processors
    that add products in 16; it costs precision on all others. SettingsError where onnx is not installed;
    KeyError names a parameter that is missing.
    """
    used = {name: np.asarray(array, np.float32) for name, array in parameters.items()}
    factors: dict[str, Floats] = {}
    if samples and precision == "int8":
        largest = _largest(_Graph(used, heads, eps), samples)
        factors = {name: _levelling(seen, used[f"{name}.weight"]) for name, seen in largest.items()}
    limit = (_REDUCED if reduce_range else _FULL) if precision == "int8" else None
    model = _Graph(used, heads, eps, factors, limit).model()
    path.write_bytes(model.SerializeToString(deterministic=True))


def sample(table: Table, window: Window) -> Sample:
    """`window` as the graph takes it."""
    ids, shape = framed(window)
    return table.rows(ids), shape


def depth(parameters: Mapping[str, Any]) -> int:
    """Number of layers."""
    return 1 + max(int(match[1]) for match in map(_LAYER.match, parameters) if match)


def _levelling(seen: Floats, weight: Floats) -> Floats:
    """Factors of the channels that enter a product: `seen` their largest absolute values, weight [out, in]."""
    spread = np.maximum(seen, 1e-4) ** LEVELLING
    factors = spread / np.maximum(np.abs(weight).max(axis=0), 1e-4) ** (1 - LEVELLING)
    even: Floats = (factors / np.exp(np.log(factors).mean())).astype(np.float32)
    return even


def _largest(graph: _Graph, samples: Sequence[Sample]) -> dict[str, Floats]:
    """The largest absolute value of each channel that enters a product, by the product's name."""
    from onnx import helper
    from onnxruntime import InferenceSession, SessionOptions

    model = graph.model()
    watched = dict.fromkeys(graph.inputs.values())
    model.graph.output.extend(helper.make_empty_tensor_value_info(name) for name in watched)
    options = SessionOptions()
    options.intra_op_num_threads = 1
    options.log_severity_level = 4
    session = InferenceSession(model.SerializeToString(), options, providers=["CPUExecutionProvider"])
    largest: dict[str, Floats] = {}
    for embedded, shape in samples:
        feed = {"embedded": embedded[None].astype(np.float32), "shape": shape[None].astype(np.int32)}
        values = dict(zip(watched, session.run(list(watched), feed), strict=True))
        for name, source in graph.inputs.items():
            seen = np.abs(values[source][0]).max(axis=0)
            largest[name] = np.maximum(largest[name], seen) if name in largest else seen
    return largest


class _Graph:
    """Collects nodes and arrays; `inputs` names the tensor that enters each product with weights."""

    def __init__(
        self,
        parameters: Mapping[str, Floats],
        heads: int,
        eps: float,
        factors: Mapping[str, Floats] | None = None,
        limit: int | None = None,
    ) -> None:
        try:
            from onnx import helper, numpy_helper
        except ModuleNotFoundError as error:
            raise SettingsError(
                "writing the encoder needs the package onnx: pip install 'counterclaim[train]'"
            ) from error
        self.helper, self.numpy_helper = helper, numpy_helper
        self.parameters, self.heads, self.eps = parameters, heads, eps
        self.factors, self.limit = factors or {}, limit
        self.nodes: list[Any] = []
        self.arrays: list[Any] = []
        self.inputs: dict[str, str] = {}

    def model(self) -> Any:
        hidden = len(self.parameters["norm.weight"])
        last = self._embed()
        for i in range(depth(self.parameters)):
            last = self._layer(f"layers.{i}", last)
        self._add("Identity", [last], "hidden")
        self._probe()
        kinds = self.helper.np_dtype_to_tensor_dtype
        real, whole = kinds(np.dtype(np.float32)), kinds(np.dtype(np.int32))
        describe = self.helper.make_tensor_value_info
        graph = self.helper.make_graph(
            self.nodes,
            "encoder",
            [describe("embedded", real, ["B", "T", hidden]), describe("shape", whole, ["B", "T"])],
            [describe("hidden", real, ["B", "T", hidden]), describe("probe", real, [2, 16])],
            self.arrays,
        )
        operators = [self.helper.make_opsetid("", _OPERATORS), self.helper.make_opsetid(_OURS, 1)]
        return self.helper.make_model(
            graph, opset_imports=operators, ir_version=_VERSION, producer_name="counterclaim"
        )

    def _embed(self) -> str:
        zero = self._array("zero", np.zeros(1, np.int64))
        length = self._add("Shape", ["embedded"], "length", start=1, end=2)
        # Positions beyond the widest window would only take room.
        known = self._array("position", self.parameters["position"][: WIDTH + 2])
        position = self._add("Slice", [known, zero, length, zero], "positions")
        shape = self._add("Gather", [self._parameter("shape", "shapes"), "shape"], "shaped")
        place = self._add("Add", [shape, position], "placed")
        return self._norm("norm", "embedded", place)

    def _layer(self, name: str, x: str) -> str:
        qkv = self._product(f"{name}.qkv", x)
        parts = [f"{name}.{part}" for part in ("q", "k", "v")]
        self._add("Split", [qkv], *parts, axis=2, num_outputs=3)
        seen = self._add("MultiHeadAttention", parts, f"{name}.seen", domain=_OURS, num_heads=self.heads)
        x = self._norm(f"{name}.norm1", self._product(f"{name}.out", seen), x)
        inner = self._product(f"{name}.inner", x)
        active = self._add("Gelu", [inner], f"{name}.active", domain=_OURS)
        return self._norm(f"{name}.norm2", self._product(f"{name}.outer", active), x)

    def _norm(self, name: str, x: str, y: str) -> str:
        # Apart, these take a seventh of the time of the fused SkipLayerNormalization.
        total = self._add("Add", [x, y], f"{name}.sum")
        terms = [total, self._parameter(f"{name}.weight"), self._parameter(f"{name}.bias")]
        return self._add("LayerNormalization", terms, f"{name}.normed", axis=-1, epsilon=self.eps)

    def _product(self, name: str, x: str) -> str:
        """x times the weights of `name`, and its bias."""
        self.inputs[name] = x
        weight, bias = self._levelled(name)
        if name in self.factors and not name.endswith(".out"):
            x = self._add(
                "Mul", [x, self._array(f"{name}.level", 1 / self.factors[name])], f"{name}.levelled"
            )
        added = self._array(f"{name}.bias", bias)
        if self.limit is None:
            product = self._add("MatMul", [x, self._array(f"{name}.weight", weight.T)], f"{name}.product")
            return self._add("Add", [product, added], f"{name}.value")
        scale = np.maximum(np.abs(weight).max(axis=1), 1e-12) / np.float32(self.limit)
        whole = np.rint(weight / scale[:, None]).clip(-self.limit, self.limit).astype(np.int8)
        terms = [x, self._array(f"{name}.weight", whole.T), self._array(f"{name}.scale", scale), "", added]
        return self._add("DynamicQuantizeMatMul", terms, f"{name}.value", domain=_OURS)

    def _levelled(self, name: str) -> tuple[Floats, Floats]:
        weight, bias = self.parameters[f"{name}.weight"], self.parameters[f"{name}.bias"]
        if name in self.factors:
            weight = weight * self.factors[name]
        after = f"{name.removesuffix('.qkv')}.out"
        if name.endswith(".qkv") and after in self.factors:
            # What enters `out` is a mean of v's rows, so v itself is divided and no step is needed.
            kept = np.ones(len(bias) - len(self.factors[after]), np.float32)
            divisor = np.concatenate([kept, self.factors[after]])
            weight, bias = weight / divisor[:, None], bias / divisor
        return weight, bias

    def _probe(self) -> None:
        ones = self._array("probe.ones", np.ones((2, PROBE // _FULL), np.float32))
        most = self._array("probe.most", np.full((PROBE // _FULL, 16), _FULL, np.int8))
        scale = self._array("probe.scale", np.ones(16, np.float32))
        self._add("DynamicQuantizeMatMul", [ones, most, scale], "probe", domain=_OURS)

    def _parameter(self, name: str, stored: str | None = None) -> str:
        return self._array(stored or name, self.parameters[name])

    def _array(self, name: str, array: NDArray[Any]) -> str:
        self.arrays.append(self.numpy_helper.from_array(np.ascontiguousarray(array), name))
        return name

    def _add(self, operator: str, inputs: list[str], *outputs: str, domain: str = "", **values: Any) -> str:
        node = self.helper.make_node(
            operator, inputs, list(outputs), name=outputs[0], domain=domain, **values
        )
        self.nodes.append(node)
        return outputs[0]
