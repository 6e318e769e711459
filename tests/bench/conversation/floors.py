"""The figures of all programs beside what is to be reached. Pure."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from tests.bench.conversation.answers import AnswerFigure
from tests.bench.conversation.bench import LoadFigure
from tests.bench.conversation.figures import spread
from tests.bench.conversation.parts.cutins import CutInFigure
from tests.bench.conversation.parts.echo import EchoFigure
from tests.bench.conversation.parts.over import OverFigure
from tests.bench.conversation.system import SYSTEMS
from tests.bench.conversation.tables import of

LONG = 60.0
"""Seconds: answers on which programs are compared."""

Value = Callable[[Sequence[Any], str], str]


def _gap(found: Sequence[Any], system: str, name: str) -> str:
    values = [getattr(a, name) for a in of(found, AnswerFigure, system) if getattr(a, name) is not None]
    s = spread(values)
    return f"{s.p50:.2f} / {s.p95:.2f} (n={s.n})" if s.n else "-"


def long_word_gap(found: Sequence[Any], system: str) -> float:
    """Median seconds to the probe's first word on long answers; 0 where there are none."""
    answers: list[AnswerFigure] = of(found, AnswerFigure, system)
    return spread([a.word_gap for a in answers if a.seconds >= LONG and a.word_gap is not None]).p50


def _ratio(found: Sequence[Any], system: str) -> str:
    ours, theirs = long_word_gap(found, "hotseat"), long_word_gap(found, system)
    return f"{theirs / ours:.1f}" if ours and theirs else "-"


def _cut_off(found: Sequence[Any], system: str) -> str:
    answers: list[AnswerFigure] = of(found, AnswerFigure, system)
    tested = [p for a in answers for p in a.pauses if p <= 2.0]
    hit = sum(
        a.cut_off is not None and a.cut_off.pause is not None and a.cut_off.pause <= 2.0 for a in answers
    )
    return f"{100 * hit / len(tested):.0f}% (n={len(tested)})" if tested else "-"


def _cut_in(found: Sequence[Any], system: str) -> str:
    drifting = [c for c in of(found, CutInFigure, system) if c.reason]
    s = spread([c.delay for c in drifting if c.delay is not None])
    return f"{s.p50:.2f} ({s.n} of {len(drifting)})" if drifting else "-"


def _wrong(found: Sequence[Any], system: str) -> str:
    concrete = [c for c in of(found, CutInFigure, system) if not c.reason]
    hit = sum(c.interrupted for c in concrete)
    return f"{100 * hit / len(concrete):.0f}% (n={len(concrete)})" if concrete else "-"


def _stop(found: Sequence[Any], system: str) -> str:
    speech = [o for o in of(found, OverFigure, system, echo="") if not o.backchannel]
    s = spread([o.stop for o in speech if o.stopped])
    return f"{1000 * s.p95:.0f} ({s.n} of {len(speech)})" if speech else "-"


def _echo(found: Sequence[Any], system: str) -> str:
    paths: list[EchoFigure] = of(found, EchoFigure, system)
    minutes = sum(p.minutes for p in paths)
    count = sum(p.cut_short + p.answered for p in paths)
    return f"{30 * count / minutes:.1f} ({count} in {minutes:.0f} min)" if minutes else "-"


def _cores(found: Sequence[Any], system: str) -> str:
    loads: list[LoadFigure] = of(found, LoadFigure, system)
    seconds = sum(x.seconds for x in loads)
    return f"{sum(x.cores * x.seconds for x in loads) / seconds:.2f}" if seconds else "-"


ROWS: tuple[tuple[str, str, str, Value], ...] = (
    ("end of answer to first sound, p50 / p95, s", "1.2 / 2.0", "0.7 / 1.2", lambda f, s: _gap(f, s, "gap")),
    (
        "end of answer to probe's word, p50 / p95, s",
        "1.8 / 3.0",
        "0.9 / 1.6",
        lambda f, s: _gap(f, s, "word_gap"),
    ),
    ("times as long as Hotseat, answers of 60 s up", "7", "14", _ratio),
    ("false cut-offs in pauses up to 2 s", "5%", "2%", _cut_off),
    ("labelled sentence to cut-in, p50, s", "2.5", "1.5", _cut_in),
    ("wrong cut-ins on answers to be heard out", "5%", "0", _wrong),
    ("stop when talked over, p95, ms", "300", "200", _stop),
    ("echo self-triggers in 30 minutes", "0", "0", _echo),
    ("processor, cores", "", "", _cores),
)
"""What, floor, aim, and how it is had."""


def beside(found: Sequence[Any], systems: Sequence[str]) -> list[str]:
    """One table for all; nothing is judged."""
    head = f"{'figure':46}{'floor':>11}{'aim':>11}" + "".join(f"{SYSTEMS[s].title:>24}" for s in systems)
    rows = [
        f"{title:46}{floor:>11}{aim:>11}" + "".join(f"{value(found, s):>24}" for s in systems)
        for title, floor, aim, value in ROWS
    ]
    return [head, *rows]
