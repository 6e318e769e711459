"""The invented session of `samples` once more, nine days later: shorter set-up, the commitment told, the hours counted."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

import samples

from desktop.pages.compare import Attempt, CompareView
from desktop.replay_model import ReplayModel, build
from interviewer.analysis.findings import Claim, Finding, Gap, Section, Timing
from interviewer.compare import compare
from interviewer.passages import Line, Speaker, Transcript
from interviewer.report import Evidence, Report, ScoreRow, ScoreTable, SectionSpan

S = samples.S
WHEN = datetime(2026, 11, 28, 19, 15)
SCRIPT: tuple[tuple[str, str, float], ...] = (
    ("", "Tell me about a time you disagreed with a decision and it was made anyway.", 3.0),
    ("situation", "We ran forty-two school bus lines, and Priya wanted the new router on all of them at once.", 10.0),
    ("task", "I was responsible for the pilot, so a child left at a stop was my risk to weigh.", 25.0),
    ("action", "I rode three lines with a stopwatch. Seven per cent of pick-ups came late, against three before.", 40.0),
    ("action", "I brought nine mornings of stop times to that meeting and asked for two lines only.", 58.0),
    ("action", "She went ahead. That afternoon I wrote the fallback card and walked all six dispatchers through it.", 76.0),
    ("result", "Phone calls fell from fifty-two hours a week in March to twenty-two in April.", 98.0),
    ("reflection", "Now I bring the stop times to the first meeting, not to the ninth.", 114.0),
    ("", "Fifty-two hours counted by whom?", 124.0),
    ("result", "By the dispatch sheet, I think, and by Dana, who keeps it.", 129.0),
)  # fmt: skip
"""Section (empty for the interviewer), words, second."""
BETTER = {
    "Commitment after the call": (3, "That afternoon I wrote the fallback card", "An act, a day, and who saw it."),
    "Impact in figures": (3, "Phone calls fell from fifty-two hours a week", "Before, after, and over how long."),
    "Change under pushback": (3, "walked all six dispatchers through it", "Told without being asked."),
    "Outcome for the business": (3, "to twenty-two in April", "Hours, counted."),
    "What you would change": (3, "Now I bring the stop times to the first meeting", "A change that holds since."),
}  # fmt: skip
"""Dimensions that gained: score, quote, reason."""


def at(words: str) -> Evidence:
    """Where in this attempt the words stand."""
    for _, text, start in SCRIPT:
        if words in text:
            first = len(text[: text.index(words)].split())
            placed = samples._words(text, start)[first : first + len(words.split())]
            return Evidence(words, placed[0].start, placed[-1].end)
    raise LookupError(words)


def transcript() -> Transcript:
    return Transcript(tuple(_lines()))


def _lines() -> Iterator[Line]:
    kept: Line | None = None
    for section, text, start in SCRIPT:
        words = samples._words(text, start)
        who: Speaker = "candidate" if section else "interviewer"
        if kept is not None and kept.speaker == who == "candidate":
            kept = replace(kept, text=f"{kept.text} {text}", end=words[-1].end, words=kept.words + words)
            continue
        if kept is not None:
            yield kept
        kept = Line(who, text, words[0].start, words[-1].end, words if section else ())
    if kept is not None:
        yield kept


def _row(row: ScoreRow) -> ScoreRow:
    if row.name not in BETTER:
        told = {
            "Naming the conflict": "Priya wanted the new router",
            "Arguing from data": "Seven per cent of pick-ups",
        }
        evidence = at(told.get(row.name, "I brought nine mornings of stop times"))
        return replace(row, evidence=evidence)
    score, quote, reason = BETTER[row.name]
    return replace(row, score=score, below_bar=score < 3, reason=reason, evidence=at(quote))


def _table(table: ScoreTable) -> ScoreTable:
    rows = tuple(_row(row) for row in table.rows)
    mean = sum(row.score * row.weight for row in rows) / sum(row.weight for row in rows)
    return replace(table, rows=rows, mean=mean)


def _spans() -> Iterator[SectionSpan]:
    for section, text, start in SCRIPT:
        if section:
            words = samples._words(text, start)
            yield SectionSpan(Section(section), words[0].start, words[-1].end)


def _claims() -> Iterator[Claim]:
    told = (
        ("forty-two school bus lines,", "42 lines", 42.0, "lines", "", False),
        ("Seven per cent of pick-ups", "7% late", 7.0, "percent", "three before", True),
        ("from fifty-two hours a week", "52 hours a week", 52.0, "hours", "the dispatch sheet", True),
    )
    for number, (quote, text, value, unit, baseline, needs) in enumerate(told):
        where = at(quote)
        yield Claim(
            f"{number}:0", text, value, unit, "", baseline, "speaker", "", needs, 0, where.start, where.end, quote,
            "held", "",
        )  # fmt: skip


def report() -> Report:
    """3.02 at Senior."""
    hedge = at("By the dispatch sheet, I think,")
    seconds = {
        Section.SITUATION: 15.0, Section.TASK: 14.0, Section.ACTION: 57.0, Section.RESULT: 15.0, Section.REFLECTION: 8.0,
    }  # fmt: skip
    return replace(
        samples.report(),
        session_id="2026-11-28T1915",
        headline="Inclined at Senior, by a little.",
        overall=3.02,
        verdict="inclined",
        tables=tuple(_table(table) for table in samples.report().tables),
        timing=Timing(seconds, 29.0, 0.66, 109.0),
        spans=tuple(_spans()),
        findings=(
            Finding(
                Gap.HEDGING, 0, hedge.start, hedge.end, hedge.quote, 0.8, "Hedged where a source was asked for.",
                "Say who counted.",
            ),
        ),
        claims=tuple(_claims()),
    )  # fmt: skip


def comparison(then: ReplayModel) -> CompareView:
    """Against the attempt of `samples`."""
    now = build(
        report(), transcript(), session_id=report().session_id, title=then.title, when=WHEN, recorded=140 * S
    )
    others = ((then.session_id, "19 November, 19:40: 2.50"), ("s0", "12 November, 20:05: 2.20"))
    return CompareView(compare(samples.report(), report()), Attempt(then, True), Attempt(now, True), others)
