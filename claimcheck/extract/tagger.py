"""Runs the model over a text, on one core, and returns its relations in the text's own offsets."""

from __future__ import annotations

import os
from dataclasses import dataclass
from functools import cache
from importlib.resources import as_file, files
from typing import TYPE_CHECKING

import numpy as np

from claimcheck.extract import decoding
from claimcheck.extract.encoding import windows, words
from claimcheck.model import Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from numpy.typing import NDArray
    from onnxruntime import InferenceSession

    from claimcheck.extract.decoding import Evidence, Found, Run
    from claimcheck.extract.encoding import Window, Words

_TOGETHER = 64
_ERRORS = 3


@dataclass(frozen=True, slots=True)
class Tagged:
    """What the model says of a stretch of text: spans of source, cue and content, and how sure it is of them."""

    source: Span | None
    cue: Span | None
    content: tuple[Span, ...]
    evidence: Evidence


@cache
def session() -> InferenceSession:
    """Return the model, ready to run. Its graph is already fused, so that the runtime is told to leave it as it is.

    It is given as a file: the runtime would keep the bytes of it beside what it makes of them.
    """
    # Unless told otherwise before it is loaded, the runtime reports its use to its maker over the network.
    os.environ["ORT_DISABLE_TELEMETRY"] = "1"
    import onnxruntime  # noqa: PLC0415  # heavy

    onnxruntime.disable_telemetry_events()
    onnxruntime.set_default_logger_severity(_ERRORS)
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_BASIC
    options.log_severity_level = _ERRORS
    options.enable_mem_pattern = False  # windows differ in length, and what is kept for each is never used again
    with as_file(files("claimcheck.extract") / "model" / "attribution.onnx") as model:
        return onnxruntime.InferenceSession(str(model), options, providers=["CPUExecutionProvider"])


def tag(
    text: str, start: int = 0, end: int | None = None, wanted: Callable[[str], bool] | None = None
) -> Iterator[Tagged]:
    """Yield the outermost relations of a stretch of text, window by window. Linear in its length.

    Args:
        text: The text.
        start: Where the stretch begins.
        end: Where it ends; None for the end of the text.
        wanted: Says of a paragraph whether it is to be read; all are when it is None.
    """
    piece = text[start:end]
    found = words(piece, wanted)
    for group in _groups(windows(piece, found)):
        for window, relations in zip(group, _read(group), strict=True):
            for relation in relations:
                yield _placed(relation, window, found, start)


def _groups(every: Iterator[Window]) -> Iterator[list[Window]]:
    group: list[Window] = []
    for window in every:
        group.append(window)
        if len(group) == _TOGETHER:
            yield group
            group = []
    if group:
        yield group


def _read(group: Sequence[Window]) -> list[list[Found]]:
    """Return the relations of each window; a window is run by itself, so that what stands beside it changes nothing."""
    answers = [run(window) for window in group]
    tags = decoding.best_tags([scores for scores, _ in answers])
    return [decoding.relations(row, scores, pointers) for row, (scores, pointers) in zip(tags, answers, strict=True)]


def run(window: Window) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Return log-probabilities of tags `[word, tag]` and pointers `[pointer, word, word + 1]`."""
    inputs = {"ids": window.ids, "case": window.case, "quoted": window.quoted, "heads": window.heads}
    tags, pointers = session().run(None, inputs)
    return np.asarray(tags), np.asarray(pointers)


def _placed(relation: Found, window: Window, found: Words, offset: int) -> Tagged:
    def span(run: Run) -> Span:
        start, end = found.starts[window.begin + run.start], found.ends[window.begin + run.end - 1]
        return Span(offset + int(start), offset + int(end))

    return Tagged(
        span(relation.source) if relation.source else None,
        span(relation.cue) if relation.cue else None,
        tuple(span(part) for part in relation.content),
        relation.evidence,
    )
