"""The trained reader as ONNX with 8-bit weights; needs torch, onnx, onnxscript and onnxruntime."""

from __future__ import annotations

import tempfile
import warnings
from pathlib import Path

import torch
from torch import Tensor, nn

from tests.cases.reader_net import Reader


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
    from onnxruntime.quantization import QuantType, quantize_dynamic

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
        quantize_dynamic(plain, out, weight_type=QuantType.QInt8, per_channel=True)
