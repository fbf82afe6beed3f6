"""From the trained network to the file that ships: an ONNX graph with 8-bit weights.

The graph is written node by node with ONNX Runtime's own fused operators; activations are quantised on the fly,
weights per column,
symmetric, to seven bits, so that processors whose 8-bit products saturate (AVX2) give the same figures as those whose
do not.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

from claimcheck.training.network import HEADS, POINTERS, RANK, TAGS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    Array = NDArray[Any]

_FUSED = "com.microsoft"
_EPSILON = 1e-12
_MOST = 63


class _Graph:
    """Nodes and weights as they are added."""

    def __init__(self) -> None:
        self.nodes: list[onnx.NodeProto] = []
        self.weights: list[onnx.TensorProto] = []
        self._count = 0

    def weight(self, array: Array) -> str:
        self._count += 1
        name = f"w{self._count}"
        self.weights.append(numpy_helper.from_array(np.ascontiguousarray(array), name))
        return name

    def add(
        self,
        operator: str,
        *inputs: str,
        outputs: int = 1,
        domain: str = "",
        names: list[str] | None = None,
        **attributes: Any,  # noqa: ANN401 - as ONNX has them
    ) -> Any:  # noqa: ANN401 - a name, or as many as asked for
        self._count += 1
        names = names or [f"n{self._count}.{i}" for i in range(outputs)]
        self.nodes.append(helper.make_node(operator, list(inputs), names, domain=domain, **attributes))
        return names if outputs > 1 else names[0]

    def linear(self, state: str, weight: Array, bias: Array) -> str:
        """Add a quantised linear layer; *weight* is `[out, in]` as in torch."""
        small, scale = quantised(weight.T, axis=0)
        return self.add(
            "DynamicQuantizeMatMul",
            state,
            self.weight(small),
            self.weight(scale),
            self.weight(np.zeros(scale.shape, dtype=np.int8)),
            self.weight(bias),
            domain=_FUSED,
        )

    def table(self, index: str, weight: Array) -> str:
        """Add a look-up in a quantised table, a scale for each row."""
        small, scale = quantised(weight, axis=1, most=127)
        rows = self.add("Cast", self.add("Gather", self.weight(small), index), to=TensorProto.FLOAT)
        return self.add("Mul", rows, self.add("Gather", self.weight(scale[:, None]), index))


def quantised(weight: Array, axis: int, most: int = _MOST) -> tuple[Array, Array]:
    """Return the weights as 8-bit integers and their scales, one for each row or column; *axis* is summed over."""
    scale = np.maximum(np.abs(weight).max(axis=axis), 1e-8).astype(np.float32) / most
    small = np.round(weight / np.expand_dims(scale, axis)).clip(-most, most)
    return small.astype(np.int8), scale


def graph(weights: Mapping[str, Array]) -> onnx.ModelProto:
    """Return the network as a graph.

    Inputs are `ids`, `case`, `quoted` `[piece]` and `heads` `[word]`; outputs `tags` `[word, tag]` (log-
    probabilities) and `pointers`
    `[pointer, word, word + 1]` (probabilities, the first for nothing).
    """
    g = _Graph()
    w = {name: np.asarray(value, dtype=np.float32) for name, value in weights.items()}
    length = g.add("Shape", "ids")
    zero, one = (g.weight(np.array([n], dtype=np.int64)) for n in (0, 1))
    position = g.add("Slice", g.weight(w["position.weight"]), zero, length)
    state = g.add("Add", g.table("ids", w["word.weight"]), position)
    for name in ("case", "quoted"):
        state = g.add("Add", state, g.add("Gather", g.weight(w[f"{name}.weight"]), name))
    state = g.add("Unsqueeze", state, zero)
    state = g.add(
        "LayerNormalization", state, g.weight(w["norm.weight"]), g.weight(w["norm.bias"]), epsilon=_EPSILON, axis=-1
    )
    for number in range(1 + max(int(name.split(".")[1]) for name in w if name.startswith("layers."))):
        state = _layer(g, state, {k.removeprefix(f"layers.{number}."): v for k, v in w.items()})
    state = g.add("Squeeze", state, zero)
    heads = g.add("Concat", zero, "heads", axis=0)
    state = g.add("Gather", state, heads)
    whole = g.weight(np.array([2**31], dtype=np.int64))
    asking = g.add("Slice", state, one, whole)
    tags = g.add("Gemm", asking, g.weight(w["tags.weight"]), g.weight(w["tags.bias"]), transB=1)
    g.add("LogSoftmax", tags, axis=-1, names=["tags"])
    shape = g.weight(np.array([-1, POINTERS, RANK], dtype=np.int64))
    asks, answers = (
        g.add("Reshape", g.linear(rows, w[f"{name}.weight"], w[f"{name}.bias"]), shape)
        for rows, name in ((asking, "asks"), (state, "answers"))
    )
    asks = g.add("Mul", g.add("Transpose", asks, perm=[1, 0, 2]), g.weight(np.array(RANK**-0.5, dtype=np.float32)))
    product = g.add("MatMul", asks, g.add("Transpose", answers, perm=[1, 2, 0]))
    g.add("Softmax", product, axis=-1, names=["pointers"])
    return _model(g)


def _layer(g: _Graph, state: str, w: Mapping[str, Array]) -> str:
    joined = g.linear(state, w["self_attn.in_proj_weight"], w["self_attn.in_proj_bias"])
    q, k, v = g.add("Split", joined, outputs=3, axis=-1, num_outputs=3)
    mixed = g.add("MultiHeadAttention", q, k, v, domain=_FUSED, num_heads=HEADS)
    mixed = g.linear(mixed, w["self_attn.out_proj.weight"], w["self_attn.out_proj.bias"])
    state = _norm(g, state, mixed, w, "norm1")
    wide = g.linear(state, w["linear1.weight"], w["linear1.bias"])
    wide = g.add("FastGelu", wide, domain=_FUSED)
    return _norm(g, state, g.linear(wide, w["linear2.weight"], w["linear2.bias"]), w, "norm2")


def _norm(g: _Graph, state: str, more: str, w: Mapping[str, Array], name: str) -> str:
    gamma, beta = g.weight(w[f"{name}.weight"]), g.weight(w[f"{name}.bias"])
    return g.add("LayerNormalization", g.add("Add", state, more), gamma, beta, epsilon=_EPSILON, axis=-1)


def _model(g: _Graph) -> onnx.ModelProto:
    inputs = [
        helper.make_tensor_value_info(name, TensorProto.INT64, [axis])
        for name, axis in (("ids", "piece"), ("case", "piece"), ("quoted", "piece"), ("heads", "word"))
    ]
    outputs = [
        helper.make_tensor_value_info("tags", TensorProto.FLOAT, ["word", TAGS]),
        helper.make_tensor_value_info("pointers", TensorProto.FLOAT, [POINTERS, "word", "target"]),
    ]
    made = helper.make_graph(g.nodes, "attribution", inputs, outputs, g.weights)
    versions = [helper.make_opsetid("", 18), helper.make_opsetid(_FUSED, 1)]
    return helper.make_model(made, opset_imports=versions, ir_version=9, producer_name="claimcheck")
