"""The model that ships, read back into a network, so that it can learn more without being made anew."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import onnx
import torch
from onnx import numpy_helper

from claimcheck.training.network import Network

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from numpy.typing import NDArray

    Array = NDArray[np.float32]

_IN_LAYER = ("self_attn.in_proj", "self_attn.out_proj", "linear1", "linear2")
_AFTER = ("asks", "answers")


def network(path: Path) -> Network:
    """Return the network that the graph at *path* was exported from, its weights as coarse as they ship.

    It exports to the same bytes again: the largest weight of a column fills the 8 bits, so that its scale comes out as
    it was.
    """
    graph = onnx.load(path).graph
    known = {one.name: numpy_helper.to_array(one) for one in graph.initializer}
    linear = [one for one in graph.node if one.op_type == "DynamicQuantizeMatMul"]
    layers = (len(linear) - len(_AFTER)) // len(_IN_LAYER)
    names = [f"layers.{number}.{part}" for number in range(layers) for part in _IN_LAYER] + list(_AFTER)
    weights: dict[str, Array] = {}
    for name, node in zip(names, linear, strict=True):
        link = "_" if name.endswith("in_proj") else "."
        small, scale = known[node.input[1]].astype(np.float32), known[node.input[2]]
        weights[f"{name}{link}weight"] = (small * scale).T
        weights[f"{name}{link}bias"] = known[node.input[4]]
    norms = (one for one in graph.node if one.op_type == "LayerNormalization")
    for name, node in zip(_norms(layers), norms, strict=True):
        weights[f"{name}.weight"], weights[f"{name}.bias"] = (known[each] for each in node.input[1:3])
    word, scale, case, quoted = (
        known[one.input[0]] for one in graph.node if one.op_type == "Gather" and one.input[0] in known
    )
    weights |= {"word.weight": word.astype(np.float32) * scale, "case.weight": case, "quoted.weight": quoted}
    weights["position.weight"] = next(known[one.input[0]] for one in graph.node if one.op_type == "Slice")
    tags = next(one for one in graph.node if one.op_type == "Gemm")
    weights["tags.weight"], weights["tags.bias"] = (known[each] for each in tags.input[1:3])
    made = Network(layers)
    made.load_state_dict({name: torch.from_numpy(np.array(value)) for name, value in weights.items()})
    return made


def _norms(layers: int) -> Iterator[str]:
    yield "norm"
    for number in range(layers):
        yield f"layers.{number}.norm1"
        yield f"layers.{number}.norm2"
