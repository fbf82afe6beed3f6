"""The network that is trained: MiniLM (Wang et al. 2020) with two more input features, a tagger and three pointers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import torch
from torch import nn

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from torch import Tensor

HIDDEN, LAYERS, HEADS, INNER, VOCABULARY, POSITIONS = 384, 6, 12, 1536, 30522, 512
CASES, QUOTED, TAGS, POINTERS, RANK = 5, 3, 7, 3, 128
_EPSILON = 1e-12


class Network(nn.Module):
    """Tags every word piece and points from it to other pieces of its window.

    The pointers of a piece are to the first piece of its cue (0: from a content), of its source (1: from a content;
    2: from a cue).
    Where there is none they point to the window's first piece.
    """

    def __init__(self, layers: int = LAYERS, dropout: float = 0.1) -> None:
        super().__init__()
        self.word = nn.Embedding(VOCABULARY, HIDDEN)
        self.position = nn.Embedding(POSITIONS, HIDDEN)
        self.case = nn.Embedding(CASES, HIDDEN)
        self.quoted = nn.Embedding(QUOTED, HIDDEN)
        self.norm = nn.LayerNorm(HIDDEN, _EPSILON)
        self.dropout = Dropout(dropout)
        self.layers = nn.ModuleList(_layer(dropout) for _ in range(layers))
        self.tags = nn.Linear(HIDDEN, TAGS)
        self.asks = nn.Linear(HIDDEN, POINTERS * RANK)
        self.answers = nn.Linear(HIDDEN, POINTERS * RANK)
        for added in (self.case, self.quoted):
            nn.init.normal_(added.weight, std=0.02)

    def forward(self, ids: Tensor, case: Tensor, quoted: Tensor, blank: Tensor | None = None) -> tuple[Tensor, Tensor]:
        """Return tag logits `[batch, piece, tag]` and pointer logits `[batch, pointer, from, to]`.

        Args:
            ids: Word pieces, `[batch, piece]`.
            case: Letter case of each piece.
            quoted: Place of each piece against quotations.
            blank: True where there is only padding; None when there is none.
        """
        places = torch.arange(ids.shape[1], device=ids.device)
        state = self.word(ids) + self.position(places) + self.case(case) + self.quoted(quoted)
        state = self.dropout(self.norm(state))
        for layer in self.layers:
            state = layer(state, src_key_padding_mask=blank)
        batch, length = ids.shape
        shape = (batch, length, POINTERS, RANK)
        asks = self.asks(state).view(shape).transpose(1, 2)
        answers = self.answers(state).view(shape).transpose(1, 2)
        pointers = asks @ answers.transpose(2, 3) / RANK**0.5
        if blank is not None:
            pointers = pointers.masked_fill(blank[:, None, None, :], -1e4)
        return self.tags(state), pointers


class Dropout(nn.Module):
    """Drops the same features at all places of a row (Gal and Ghahramani 2016): far quicker on a CPU."""

    def __init__(self, rate: float) -> None:
        super().__init__()
        self.rate = rate

    def forward(self, state: Tensor) -> Tensor:
        """Return *state* with some features at zero while training."""
        if not self.training:
            return state
        kept = torch.rand(state.shape[0], 1, state.shape[2], device=state.device) >= self.rate
        return state * (kept / (1 - self.rate)).to(state.dtype)


def _layer(dropout: float) -> nn.TransformerEncoderLayer:
    layer = nn.TransformerEncoderLayer(HIDDEN, HEADS, INNER, 0.0, "gelu", layer_norm_eps=_EPSILON, batch_first=True)
    layer.dropout1, layer.dropout2 = Dropout(dropout), Dropout(dropout)
    return layer


def shortened(teacher: Network, kept: Sequence[int]) -> Network:
    """Return a network with some of the layers of a trained one and the rest of it, as the start of a quicker one."""
    student = Network(len(kept))
    student.load_state_dict(
        {name: value for name, value in teacher.state_dict().items() if ".layers." not in f".{name}"}, strict=False
    )
    for layer, number in zip(student.layers, kept, strict=True):
        layer.load_state_dict(teacher.layers[number].state_dict())
    return student


def load(network: Network, weights: Mapping[str, Tensor]) -> None:
    """Fill the encoder from a BERT checkpoint; the token type of a first sentence is added to the positions."""
    network.word.weight.data.copy_(weights["embeddings.word_embeddings.weight"])
    network.position.weight.data.copy_(
        weights["embeddings.position_embeddings.weight"] + weights["embeddings.token_type_embeddings.weight"][0]
    )
    _copy(network.norm, weights, "embeddings.LayerNorm")
    for number, layer in enumerate(network.layers):
        name = f"encoder.layer.{number}"
        for part in ("weight", "bias"):
            joined = torch.cat(
                [weights[f"{name}.attention.self.{which}.{part}"] for which in ("query", "key", "value")]
            )
            getattr(layer.self_attn, f"in_proj_{part}").data.copy_(joined)
        _copy(layer.self_attn.out_proj, weights, f"{name}.attention.output.dense")
        _copy(layer.norm1, weights, f"{name}.attention.output.LayerNorm")
        _copy(layer.linear1, weights, f"{name}.intermediate.dense")
        _copy(layer.linear2, weights, f"{name}.output.dense")
        _copy(layer.norm2, weights, f"{name}.output.LayerNorm")


def _copy(part: nn.Module, weights: Mapping[str, Tensor], name: str) -> None:
    part.weight.data.copy_(weights[f"{name}.weight"])
    part.bias.data.copy_(weights[f"{name}.bias"])
