"""The shipped model read back."""

from __future__ import annotations

from importlib import import_module
from importlib.resources import files
from pathlib import Path

import pytest


def test_what_is_read_back_exports_to_the_same_bytes() -> None:
    """No weight is lost on the way back, so that training may go on from what ships."""
    pytest.importorskip("torch")
    export, shipped = (import_module(f"claimcheck.training.{name}") for name in ("export", "shipped"))
    path = Path(str(files("claimcheck.extract") / "model" / "attribution.onnx"))
    weights = {name: value.numpy() for name, value in shipped.network(path).state_dict().items()}

    assert path.read_bytes() == export.graph(weights).SerializeToString()
