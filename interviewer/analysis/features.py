"""A sentence as named features: its words, cues and figures, and those of its neighbours."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from interviewer.analysis import figures
from interviewer.analysis.cues import cues

_TOKEN = re.compile(r"[$£€₹]?\d[\d,.]*%?|[a-z]+(?:'[a-z]+)?|\?", re.IGNORECASE)
_NUMBER_WORD = re.compile(
    r"^(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|"
    r"eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|thousand|million|grand|lakhs?)$"
)


@dataclass(frozen=True, slots=True)
class Neighbours:
    """The sentences around one; empty where there is none (yet)."""

    before2: str = ""
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class Position:
    """Where in its answer a sentence stands."""

    index: int
    """0-based."""
    from_end: int | None
    """Sentences that follow it, or None while the answer is still going on."""


@lru_cache(maxsize=4096)
def tokens(text: str) -> tuple[str, ...]:
    """Lower-case words; figures are folded to <n>, <pct> and <money> so that no model learns a number."""
    return tuple(_fold(t) for t in _TOKEN.findall(text.replace("’", "'").lower()))


@lru_cache(maxsize=2048)
def features(sentence: str, neighbours: Neighbours, position: Position) -> tuple[str, ...]:
    """Names of the features that hold, without repeats."""
    names = dict.fromkeys(_own(sentence))
    for mark, text in (("b2", neighbours.before2), ("b", neighbours.before), ("a", neighbours.after)):
        names.update(dict.fromkeys(_around(mark, text)))
    names.update(dict.fromkeys(_place(position)))
    return tuple(names)


@lru_cache(maxsize=4096)
def _own(text: str) -> tuple[str, ...]:
    words = tokens(text)
    out = [f"w:{w}" for w in words]
    out += [f"2:{a} {b}" for a, b in pairwise(words)]
    out += [f"0:{' '.join(words[:k])}" for k in (1, 2, 3) if len(words) >= k]
    held = sorted(cues(text))
    out += [f"c:{name}" for name in held]
    measures = [f for f in figures.find(text) if f.kind == "measure"]
    out.append(f"f:{min(len(measures), 3)}")
    out += [f"fk:{f.kind}" for f in figures.find(text)]
    if len(measures) > 1 and "from_to" in held:
        out.append("f:compared")
    if any(f.unit == "percent" for f in measures):
        out.append("f:percent")
    out.append(f"len:{min(len(words) // 6, 7)}")
    return tuple(out)


@lru_cache(maxsize=4096)
def _around(mark: str, text: str) -> tuple[str, ...]:
    if not text:
        return (f"{mark}:none",)
    return tuple(f"{mark}:{name}" for name in sorted(cues(text)))


def _place(position: Position) -> tuple[str, ...]:
    index = position.index if position.index < 4 else 4 + min((position.index - 4) // 3, 3)
    end = "open" if position.from_end is None else str(min(position.from_end, 3))
    return (f"at:{index}", f"end:{end}")


def _fold(token: str) -> str:
    if token[0] in "$£€₹":
        return "<money>"
    if token[0].isdigit():
        return "<pct>" if token.endswith("%") else "<n>"
    return "<n>" if _NUMBER_WORD.match(token) else token
