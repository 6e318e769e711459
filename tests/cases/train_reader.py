"""The reader's training: MiniLM-L6 learns each sentence's section and facets from the labelled answers.

Called by `make_reader`; needs torch, safetensors and tokenizers.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from interviewer.analysis.calibrate import SEED
from interviewer.analysis.reader import LONGEST, READ
from interviewer.analysis.tagger import FACETS, SECTIONS
from interviewer.analysis.wordpiece import FIRST, LAST
from tests.cases.reader_net import Reader, pretrained

SECTION_NAMES = tuple(s.value for s in SECTIONS)
BATCH, RATE, HEAD_RATE = 2, 1.2e-4, 2e-3
MORE = 3
"""Epochs in which a reader that has learned goes on, at half the rates, on answers it had not seen as well."""
FROZEN = 2
"""Layers, besides the embeddings, that stay as they were."""
WHOLE = 0.6
"""Share of the answers read whole; of the others a stretch of 3 to 8 sentences, as while they are being given."""
MEMORY = 0.99
"""What is kept is the running mean of the weights over about the last hundred steps."""


Case = dict[str, Any]
Cut = tuple[int, int, int]
"""A stretch of an answer: case, first sentence, one past the last."""
Tokens = list[list[list[int]]]
"""Of every case, every sentence's."""


class Batch:
    """Stretches of answers, padded to the longest."""

    def __init__(self, tokens: Tokens, cuts: list[Cut]) -> None:
        rows = [self._row(tokens[c], a, b) for c, a, b in cuts]
        width, most = max(len(ids) for ids, _ in rows), max(b - a for _, a, b in cuts)
        self.ids = torch.zeros(len(cuts), width, dtype=torch.long)
        self.mask = torch.zeros(len(cuts), width)
        self.pool = torch.zeros(len(cuts), most, width)
        self.place = torch.zeros(len(cuts), most, 2)
        self.real = torch.zeros(len(cuts), most)
        for r, ((ids, spans), (_, a, b)) in enumerate(zip(rows, cuts, strict=True)):
            self.ids[r, : len(ids)] = torch.tensor(ids)
            self.mask[r, : len(ids)] = 1
            for s, (i, j) in enumerate(spans):
                self.pool[r, s, i:j] = 1 / (j - i)
                self.place[r, s] = torch.tensor([min((a + s) / 12, 1.0), float(a + s == b - 1)])
                self.real[r, s] = 1.0

    @staticmethod
    def _row(tokens: list[list[int]], a: int, b: int) -> tuple[list[int], list[tuple[int, int]]]:
        ids, spans = [FIRST], []
        for sentence in tokens[a:b]:
            spans.append((len(ids), len(ids) + len(sentence)))
            ids += sentence
        return [*ids, LAST], spans

    def through(self, net: Reader) -> Tensor:
        out: Tensor = net(self.ids, self.mask, self.pool, self.place)
        return out


def stretch(case: Case, c: int, size: int, rng: np.random.Generator) -> Cut:
    """An answer or a part of it, by lot: every sentence meets every surrounding."""
    n = len(case["answer"])
    if rng.random() < WHOLE and size <= LONGEST:
        return c, 0, n
    length = min(n, int(rng.integers(3, 9)))
    a = int(rng.integers(0, n - length + 1))
    return c, a, a + length


def train(
    cases: Sequence[Case], tokens: Tokens, members: Sequence[int], minilm: Path, epochs: int, say: str
) -> Reader:
    """A reader that has seen these members of the cases."""
    torch.manual_seed(SEED)
    net = pretrained(minilm, len(SECTIONS) + len(FACETS))
    expect(net, [cases[c] for c in members])
    return teach(net, cases, tokens, members, epochs, 1.0, say)


def go_on(net: Reader, cases: Sequence[Case], tokens: Tokens, members: Sequence[int], say: str) -> Reader:
    """The reader with what these members teach besides."""
    torch.manual_seed(SEED)
    return teach(net, cases, tokens, members, MORE, 0.5, say)


def teach(
    net: Reader,
    cases: Sequence[Case],
    tokens: Tokens,
    members: Sequence[int],
    epochs: int,
    rate: float,
    say: str,
) -> Reader:
    rng = np.random.default_rng(SEED)
    for part in (net.words, net.places, net.norm, *net.layers[:FROZEN]):
        part.requires_grad_(False)
    body = [p for n, p in net.named_parameters() if p.requires_grad and not n.startswith("head")]
    optimiser = torch.optim.AdamW(
        [{"params": body, "lr": rate * RATE}, {"params": net.head.parameters(), "lr": rate * HEAD_RATE}],
        weight_decay=0.01,
    )
    learned = {name: value for name, value in net.named_parameters() if value.requires_grad}
    mean = {name: value.detach().clone() for name, value in learned.items()}
    total, steps = epochs * -(-len(members) // BATCH), 0
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda k: min((k + 1) / (0.1 * total), max(0.0, (total - k) / (0.9 * total)))
    )
    for epoch in range(epochs):
        net.train()
        began, seen = time.monotonic(), 0.0
        cuts = [stretch(cases[c], c, sum(map(len, tokens[c])), rng) for c in members]
        cuts.sort(key=lambda c: sum(len(t) for t in tokens[c[0]][c[1] : c[2]]) + 40 * rng.random())
        batches = [cuts[i : i + BATCH] for i in range(0, len(cuts), BATCH)]
        for i in rng.permutation(len(batches)):
            batch = Batch(tokens, batches[i])
            loss = loss_of(batch.through(net), batch, cases, batches[i])
            optimiser.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(body, 1.0)
            optimiser.step()
            schedule.step()
            seen += float(loss.detach())
            steps += 1
            remember(mean, learned, min(MEMORY, (1 + steps) / (10 + steps)))
        print(
            f"{say}, epoch {epoch + 1} of {epochs}: loss {seen / len(batches):.3f}, {time.monotonic() - began:.0f} s",
            flush=True,
        )
    net.load_state_dict(mean, strict=False)
    return net.eval()


@torch.no_grad()
def remember(mean: dict[str, Tensor], learned: dict[str, nn.Parameter], share: float) -> None:
    """Draw the mean a little towards what is learned now."""
    for name, value in learned.items():
        mean[name].mul_(share).add_(value, alpha=1 - share)


def expect(net: Reader, cases: Sequence[dict[str, Any]]) -> None:
    """Start the head from how often each label is given: what is rare need not be learned to be rare first."""
    kinds = np.array([[s == k for k in SECTION_NAMES] for c in cases for s in c["sections"]]).mean(axis=0)
    held = np.array([[f in h for f in FACETS] for c in cases for h in c["facets"]]).mean(axis=0)
    odds = np.concatenate([np.log(kinds), np.log(held / (1 - held))])
    net.head.bias.data.copy_(torch.from_numpy(odds).float())


def loss_of(out: Tensor, batch: Batch, cases: Sequence[Case], cuts: list[Cut]) -> Tensor:
    kinds = torch.zeros(out.shape[:2], dtype=torch.long)
    held = torch.zeros(*out.shape[:2], len(FACETS))
    for r, (c, a, b) in enumerate(cuts):
        kinds[r, : b - a] = torch.tensor([SECTION_NAMES.index(s) for s in cases[c]["sections"][a:b]])
        for s, names in enumerate(cases[c]["facets"][a:b]):
            held[r, s, [FACETS.index(f) for f in names]] = 1.0
    real = batch.real
    section = functional.cross_entropy(
        out[..., : len(SECTIONS)].flatten(0, 1), kinds.flatten(), reduction="none"
    ).view(real.shape)
    facets = functional.binary_cross_entropy_with_logits(
        out[..., len(SECTIONS) :], held, reduction="none"
    ).sum(-1)
    return ((section + facets) * real).sum() / real.sum()


@torch.no_grad()
def tags(net: Reader, tokens: list[list[int]]) -> dict[str, np.ndarray]:
    """Log-odds of an answer's sentences: read with the next one (closed), as the last one said (opened), and
    in the whole answer (whole)."""
    n = len(tokens)
    closed, opened = [], []
    for end in range(1, n + 1):
        a = max(0, end - READ)
        while sum(len(t) for t in tokens[a:end]) > LONGEST and end - a > 2:
            a += 1
        out = Batch([tokens], [(0, a, end)]).through(net)[0].numpy()
        opened.append(out[-1])
        closed += [out[-2]] if end > 1 else []
    whole = Batch([tokens], [(0, 0, n)]).through(net)[0].numpy()
    return {"closed": np.stack([*closed, opened[-1]]), "opened": np.stack(opened), "whole": whole}


def report(cases: Sequence[Case], arrays: dict[str, np.ndarray]) -> None:
    for kind in ("closed", "opened", "whole"):
        right = total = both = either = 0
        for case in cases:
            if (out := arrays.get(f"{case['id']}/{kind}")) is None:
                continue
            right += sum(
                SECTION_NAMES[k] == s
                for k, s in zip(out[:, : len(SECTIONS)].argmax(1), case["sections"], strict=True)
            )
            total += len(out)
            for row, held in zip(out[:, len(SECTIONS) :], case["facets"], strict=True):
                told = {f for f, z in zip(FACETS, row, strict=True) if z > -0.4}
                both += 2 * len(told & set(held))
                either += len(told) + len(held)
        print(f"{kind}: sections {right / total:.3f}, facets F1 {both / max(1, either):.3f}", flush=True)
