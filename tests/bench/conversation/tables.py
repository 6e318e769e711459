"""The figures as tables. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from tests.bench.conversation.answers import AnswerFigure
from tests.bench.conversation.bench import LoadFigure, Skipped
from tests.bench.conversation.figures import share, spread
from tests.bench.conversation.parts.cutins import CutInFigure
from tests.bench.conversation.parts.echo import EchoFigure
from tests.bench.conversation.parts.over import OverFigure

BUSY = 0.5
"""Cores for others, this measurement's tenth among them, above which figures are not those of the program alone."""
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


def cutting_in(found: Sequence[Any], system: str) -> list[str]:
    """Cut-ins on answers that drift, and on those to be heard out."""
    every: list[CutInFigure] = of(found, CutInFigure, system)
    if not every:
        return []
    drifting, concrete = [c for c in every if c.reason], [c for c in every if not c.reason]
    delays = [c.delay for c in drifting if c.delay is not None]
    early = sum(delay < 0 for delay in delays)
    wrong = [c for c in concrete if c.interrupted]
    lines = [HEAD, f"{'labelled sentence to cut-in':42}{spread(delays)}"]
    for reason in ("ABSTRACTION", "HYPOTHETICAL", "LONG_SETUP"):
        chosen = [c for c in drifting if c.reason == reason]
        missed = sum(not c.interrupted for c in chosen)
        row = spread([c.delay for c in chosen if c.delay is not None])
        lines.append(f"{f'  {reason}':42}{row}, missed {missed}")
    lines.append(f"missed: {share(sum(not c.interrupted for c in drifting), len(drifting))}")
    lines.append(
        f"before the labelled sentence was over: {share(early, len(delays))}, counted above as they are"
    )
    lines.append(f"wrong cut-ins on answers to be heard out: {share(len(wrong), len(concrete))}")
    taken = [c for c in every if c.interrupted]
    lines.append(
        f"  journal: {sum(c.own for c in taken)} of these {len(taken)} sounds are lines it calls cut-ins"
    )
    return lines


def talked_over(found: Sequence[Any], system: str) -> list[str]:
    """Speech and backchannels into the interviewer's lines."""
    every: list[OverFigure] = of(found, OverFigure, system, echo="")
    if not every:
        return []
    lines = [HEAD, *_stops([o for o in every if not o.backchannel], "speech")]
    murmurs = [o for o in every if o.backchannel]
    kept = sum(not o.stopped for o in murmurs)
    lines.append(f"lines that survived a backchannel: {share(kept, len(murmurs))}")
    lost = sorted({o.said for o in murmurs if o.stopped})
    if lost:
        lines.append(f"  ended by: {', '.join(lost)}")
    told = [o for o in every if o.own_stopped is not None]
    if told:
        lines.append(
            f"  journal agrees on stopped or not: {share(sum(o.stopped == o.own_stopped for o in told), len(told))}"
        )
    return lines


def _stops(speech: Sequence[OverFigure], title: str) -> list[str]:
    """`stop` is only a figure where the line was broken off; where it was not, it is told how often."""
    stops = [o.stop for o in speech if o.stopped]
    return [
        f"{f'{title} to the last sound of the line':42}{spread(stops)}",
        f"lines not stopped by {title}: {share(len(speech) - len(stops), len(speech))}",
    ]


def open_speakers(found: Sequence[Any], system: str) -> list[str]:
    """Echo: what the interviewer's own voice did to it."""
    paths: list[EchoFigure] = of(found, EchoFigure, system)
    if not paths:
        return []
    minutes = sum(p.minutes for p in paths)
    count = sum(p.cut_short + p.answered for p in paths)
    lines = [
        "path (asked, found)               lines  cut short  answered itself  journal: cut short, onsets, words"
    ]
    for p in paths:
        found_at = f"{p.measured_ms:.0f} ms {p.measured_db:.0f} dB"
        lines.append(
            f"{p.case:16} {found_at:16} {p.lines:6} {p.cut_short:10} {p.answered:16}"
            f"  {p.own_cut_short}, {p.own_onsets}, {len(p.own_words.split())} {p.own_words[:40]!r}"
        )
    lines.append(
        f"echo self-triggers: {count} in {minutes:.1f} minutes ({sum(p.speaking for p in paths):.0f} s of lines); "
        f"scaled to 30 minutes: {30 * count / minutes if minutes else 0:.1f}"
    )
    speech = [o for o in of(found, OverFigure, system) if o.echo]
    return lines + ([HEAD, *_stops(speech, "speech over echo")] if speech else [])


def load(found: Sequence[Any], system: str) -> list[str]:
    """Processor load, weighed by the length of the conversations."""
    loads: list[LoadFigure] = of(found, LoadFigure, system)
    seconds = sum(x.seconds for x in loads)
    if not seconds:
        return []

    def mean(name: str) -> float:
        return sum(getattr(x, name) * x.seconds for x in loads) / seconds

    lines = [
        f"processor: {mean('cores'):.2f} cores on average over {seconds / 60:.1f} minutes; "
        f"beside it others took {mean('others'):.2f}, and {mean('polite'):.2f} at low priority"
    ]
    if mean("others") + mean("polite") > BUSY:
        lines.append("  the machine was busy: gaps are longer, and cut-offs fewer, than on a quiet one")
    return lines


def skipped(found: Sequence[Any], system: str) -> list[str]:
    """What gave no figure."""
    gone: list[Skipped] = of(found, Skipped, system)
    return (
        [f"skipped or broken off: {len(gone)}", *(f"  {x.part}, {x.case}: {x.why}" for x in gone)]
        if gone
        else []
    )
