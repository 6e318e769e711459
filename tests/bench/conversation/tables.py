"""The figures as tables. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from tests.bench.conversation.answers import AnswerFigure
from tests.bench.conversation.bench import LoadFigure, Skipped
from tests.bench.conversation.figures import share, spread

HEAD = f"{'':42}{'p50':>6} {'p90':>6} {'p95':>6}"


def of(found: Iterable[Any], kind: type, system: str, **fields: object) -> list[Any]:
    """The figures of one kind and system, with these values."""
    return [
        figure
        for figure in found
        if isinstance(figure, kind)
        and figure.system == system
        and all(getattr(figure, name) == value for name, value in fields.items())
    ]


def answering(found: Sequence[Any], system: str) -> list[str]:
    """Gaps after answers and false cut-offs."""
    answers: list[AnswerFigure] = of(found, AnswerFigure, system)
    if not answers:
        return []
    lines = [HEAD]
    for title, keep in (
        ("all answers", lambda a: True),
        ("answers of 60 s and more", lambda a: a.seconds >= 60),
        ("without thinking pauses", lambda a: a.part == "ends"),
    ):
        chosen = [a for a in answers if keep(a)]
        lines.append(_row(f"end to first sound, {title}", chosen, lambda a: a.gap))
        lines.append(_row(f"end to probe's word, {title}", chosen, lambda a: a.word_gap))
    if any(a.own_gap is not None for a in answers):
        lines.append(_row("  journal: end to first sound", answers, lambda a: a.own_gap))
        lines.append(_row("  journal: end to probe's word", answers, lambda a: a.own_word_gap))
        lines.append(_row("  journal: end to answer known over", answers, lambda a: a.own_end))
        apart = [abs(a.gap - a.own_gap) for a in answers if a.gap is not None and a.own_gap is not None]
        lines.append(f"{'  journal and sound apart, seconds':42}{spread(apart)}")
    hows = [a.how for a in answers if a.how]
    counted = ", ".join(
        f"{how} {hows.count(how)}" for how in ("sound", "after a lead", "told") if how in hows
    )
    lines.append(f"probe's first word by: {counted or 'none'}")
    return lines + _cut_offs(answers)


def _cut_offs(answers: Sequence[AnswerFigure]) -> list[str]:
    lines = []
    cuts = [a.cut_off for a in answers if a.cut_off is not None]
    tested = [p for a in answers for p in a.pauses]
    by_length = []
    for length in sorted(set(tested)):
        hit = sum(cut.pause == length for cut in cuts)
        by_length.append(f"{length:.1f} s {hit}/{tested.count(length)}")
    short = [p for p in tested if p <= 2.0]
    in_short = sum(cut.pause is not None and cut.pause <= 2.0 for cut in cuts)
    lines.append(f"false cut-offs in thinking pauses up to 2 s: {share(in_short, len(short))}")
    if by_length:
        lines.append(f"  by length: {', '.join(by_length)}")
    elsewhere = sum(cut.pause is None for cut in cuts)
    lines.append(f"interviewer spoke into an answer elsewhere: {share(elsewhere, len(answers))} answers")
    if any(cut.by_cut_in for cut in cuts):
        lines.append(f"  of all these the journal calls {sum(c.by_cut_in for c in cuts)} cut-ins")
    silent = sum(a.cut_off is None and a.gap is None for a in answers)
    if silent:
        lines.append(f"answers that got no answer: {share(silent, len(answers))}")
    return lines


def _row(title: str, chosen: Sequence[AnswerFigure], value: Callable[[AnswerFigure], float | None]) -> str:
    return f"{title:42}{spread([v for a in chosen if (v := value(a)) is not None])}"


def load(found: Sequence[Any], system: str) -> list[str]:
    """Processor load, weighed by the length of the conversations."""
    loads: list[LoadFigure] = of(found, LoadFigure, system)
    seconds = sum(x.seconds for x in loads)
    if not seconds:
        return []
    cores = sum(x.cores * x.seconds for x in loads) / seconds
    return [f"processor: {cores:.2f} cores on average over {seconds / 60:.1f} minutes"]


def skipped(found: Sequence[Any], system: str) -> list[str]:
    """What gave no figure."""
    gone: list[Skipped] = of(found, Skipped, system)
    return (
        [f"skipped or broken off: {len(gone)}", *(f"  {x.part}, {x.case}: {x.why}" for x in gone)]
        if gone
        else []
    )
