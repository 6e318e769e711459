"""The trained reader as ONNX, its weights kept in 8 bits; needs torch, onnx and onnxscript."""

from __future__ import annotations

import tempfile
import warnings
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn

from tests.cases.reader_net import Reader

_WORDS = "net.words.weight"
_SMALL = 20_000
"""Numbers of an array that is not worth rounding."""


class Stretch(nn.Module):
    """The reader as it is run: one stretch, and the sentences of it that are asked for."""

    def __init__(self, net: Reader) -> None:
        super().__init__()
        self.net = net

    def forward(self, ids: Tensor, pool: Tensor, place: Tensor) -> Tensor:
        """`ids` (tokens,), `pool` (sentences, tokens), `place` (sentences, 2); log-odds (sentences, outputs)."""
        mask = torch.ones_like(ids, dtype=torch.float32)[None]
        out: Tensor = self.net(ids[None], mask, pool[None], place[None])[0]
        return out


def export(net: Reader, out: Path) -> None:
    """Write the network to `out`."""
    import onnx

    net.eval()
    warnings.filterwarnings("ignore")
    example = (torch.arange(1000, 1040), torch.full((3, 40), 1 / 40), torch.zeros(3, 2))
    tokens, sentences = (
        torch.export.Dim("tokens", min=4, max=512),
        torch.export.Dim("sentences", min=1, max=512),
    )
    with tempfile.TemporaryDirectory() as folder:
        plain = Path(folder) / "plain.onnx"
        torch.onnx.export(
            Stretch(net).eval(), example, plain, input_names=["ids", "pool", "place"], output_names=["odds"],
            dynamic_shapes=({0: tokens}, {0: sentences, 1: tokens}, {0: sentences}), dynamo=True, verbose=False,
            external_data=False,
        )  # fmt: skip
        model = onnx.load(plain)
    for name in _matrices(model.graph):
        _in_bytes(model.graph, name)
    onnx.checker.check_model(model)
    onnx.save(model, out)


def _matrices(graph: Any) -> list[str]:
    """Names of the constants that are multiplied by, and of the words' vectors."""
    size = {one.name: int(np.prod(one.dims)) for one in graph.initializer}
    by = dict.fromkeys(node.input[1] for node in graph.node if node.op_type == "MatMul")
    return [name for name in [*by, _WORDS] if size.get(name, 0) >= _SMALL]


def _in_bytes(graph: Any, name: str) -> None:
    """Keep a matrix as whole numbers, -127 to 127, with a scale for each column, or for each word.

    What is reckoned with are floats again: to round what goes through the network as well changed one section in sixty.
    """
    from onnx import helper, numpy_helper

    kept = next(one for one in graph.initializer if one.name == name)
    values = numpy_helper.to_array(kept)
    axis = 0 if name == _WORDS else 1
    scale = (np.abs(values).max(axis=1 - axis) / 127).astype(np.float32)
    whole = np.round(values / np.expand_dims(scale, 1 - axis)).astype(np.int8)
    graph.initializer.remove(kept)
    parts = {"whole": whole, "scale": scale, "zero": np.zeros(len(scale), np.int8)}
    graph.initializer.extend(
        [numpy_helper.from_array(array, f"{name}.{part}") for part, array in parts.items()]
    )
    inputs = [f"{name}.{part}" for part in parts]
    graph.node.insert(0, helper.make_node("DequantizeLinear", inputs, [name], axis=axis))
