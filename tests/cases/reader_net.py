"""The reader as a torch network: MiniLM-L6, the mean over one sentence's tokens, one head for all labels."""

from __future__ import annotations

from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional

WIDTH, HEADS, LAYERS, INNER = 384, 12, 6, 1536
VOCABULARY, PLACES = 30522, 512
_EPS = 1e-12


class Layer(nn.Module):
    """One transformer block, post-norm as in BERT."""

    def __init__(self, dropout: float) -> None:
        super().__init__()
        self.qkv = nn.Linear(WIDTH, 3 * WIDTH)
        self.mix = nn.Linear(WIDTH, WIDTH)
        self.norm1 = nn.LayerNorm(WIDTH, eps=_EPS)
        self.up = nn.Linear(WIDTH, INNER)
        self.down = nn.Linear(INNER, WIDTH)
        self.norm2 = nn.LayerNorm(WIDTH, eps=_EPS)
        self.dropout = dropout

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        b, n, _ = x.shape
        q, k, v = self.qkv(x).view(b, n, 3, HEADS, WIDTH // HEADS).permute(2, 0, 3, 1, 4)
        attended = functional.scaled_dot_product_attention(q, k, v, attn_mask=mask)
        attended = attended.transpose(1, 2).reshape(b, n, WIDTH)
        x = self.norm1(x + self._drop(self.mix(attended)))
        return self.norm2(x + self._drop(self.down(functional.gelu(self.up(x)))))

    def _drop(self, x: Tensor) -> Tensor:
        return functional.dropout(x, self.dropout, self.training)


class Reader(nn.Module):
    """Token ids of a stretch of an answer in, log-odds of each sentence's section and facets out."""

    def __init__(self, outputs: int, dropout: float = 0.1) -> None:
        super().__init__()
        self.words = nn.Embedding(VOCABULARY, WIDTH)
        self.places = nn.Embedding(PLACES, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, eps=_EPS)
        self.layers = nn.ModuleList(Layer(dropout) for _ in range(LAYERS))
        self.head = nn.Linear(WIDTH + 2, outputs)
        self.dropout = dropout

    def forward(self, ids: Tensor, mask: Tensor, pool: Tensor, place: Tensor) -> Tensor:
        """`ids` (batch, tokens); `mask` 1 where a token stands; `pool` (batch, sentences, tokens) adds to 1 over
        a sentence's tokens; `place` (batch, sentences, 2): index / 12 capped at 1, and 1 where nothing follows."""
        n = ids.shape[1]
        x = self.norm(self.words(ids) + self.places.weight[:n])
        x = functional.dropout(x, self.dropout, self.training)
        shut = (1.0 - mask[:, None, None, :]) * -1e4
        for layer in self.layers:
            x = layer(x, shut)
        pooled = functional.dropout(pool @ x, self.dropout, self.training)
        return self.head(torch.cat([pooled, place], -1))


def pretrained(weights: Path, outputs: int) -> Reader:
    """MiniLM's weights under a fresh head."""
    have = load_file(weights)
    net = Reader(outputs)
    with torch.no_grad():
        net.words.weight.copy_(have["embeddings.word_embeddings.weight"])
        kind = have["embeddings.token_type_embeddings.weight"][0]
        net.places.weight.copy_(have["embeddings.position_embeddings.weight"] + kind)
        _copy(net.norm, have, "embeddings.LayerNorm")
        for i, layer in enumerate(net.layers):
            at = f"encoder.layer.{i}"
            for part in ("weight", "bias"):
                own = [have[f"{at}.attention.self.{name}.{part}"] for name in ("query", "key", "value")]
                getattr(layer.qkv, part).copy_(torch.cat(own))
            _copy(layer.mix, have, f"{at}.attention.output.dense")
            _copy(layer.norm1, have, f"{at}.attention.output.LayerNorm")
            _copy(layer.up, have, f"{at}.intermediate.dense")
            _copy(layer.down, have, f"{at}.output.dense")
            _copy(layer.norm2, have, f"{at}.output.LayerNorm")
        nn.init.normal_(net.head.weight, std=0.02)
        nn.init.zeros_(net.head.bias)
    return net


def _copy(part: nn.Module, have: dict[str, Tensor], name: str) -> None:
    part.weight.copy_(have[f"{name}.weight"])
    part.bias.copy_(have[f"{name}.bias"])
