"""An invented session for the tests of the pages after a round: a school-bus router, two tables."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from pathlib import Path

import numpy as np

from interviewer.analysis.findings import Claim, Finding, Gap, ProbeCode, Section, Timing
from interviewer.passages import Line, Speaker, Transcript
from interviewer.report import (
    Asked,
    Change,
    Evidence,
    Report,
    ScoreRow,
    ScoreTable,
    SectionSpan,
    TrapResult,
    unscored,
)
from speech.events import SAMPLE_RATE, Word

S = SAMPLE_RATE
WHEN = datetime(2026, 11, 19, 19, 40)

SCRIPT: tuple[tuple[str, str, str, float], ...] = (
    ("i", "", "Tell me about a time you disagreed with a decision and it was made anyway.", 3.0),
    (
        "c",
        "situation",
        "We ran bus routes for a school district, forty-two lines, and the old router was slow.",
        10.0,
    ),
    ("c", "situation", "Priya wanted the new router on every line from the first day of term.", 18.0),
    (
        "c",
        "situation",
        "There had been a bad spring before that, with parents on the phone every morning.",
        27.0,
    ),
    (
        "c",
        "task",
        "I was responsible for the pilot, so the risk of a child left at a stop was mine to weigh.",
        38.5,
    ),
    ("c", "task", "I had to tell her in two weeks whether it could go out everywhere.", 50.0),
    ("c", "action", "I rode three of the lines with a stopwatch and wrote down every late stop.", 62.0),
    (
        "c",
        "action",
        "Seven per cent of pick-ups came late in the pilot, against three with the old sheets.",
        74.0,
    ),
    (
        "c",
        "action",
        "I brought nine mornings of stop times to that meeting and asked for two lines only.",
        88.0,
    ),
    ("i", "", "Seven per cent of what, and who measured it?", 101.0),
    ("c", "action", "Of pick-ups on the pilot lines. I measured it, from the driver tablets.", 106.0),
    (
        "c",
        "action",
        "She said the contract for the old system ended in September, and she went ahead.",
        116.0,
    ),
    ("i", "", "What did you do first, once it went against you?", 129.0),
    ("c", "action", "After that I got behind it and the team made it work.", 134.0),
    ("i", "", "Again: that afternoon, what did you do?", 143.0),
    (
        "c",
        "action",
        "I wrote the fallback card: if a bus is ten minutes late, dispatch goes back to paper.",
        148.0,
    ),
    (
        "c",
        "action",
        "I walked the six dispatchers through it myself, and I think it helped quite a lot.",
        160.0,
    ),
    ("c", "result", "It saved the dispatchers about thirty hours a week.", 173.0),
    ("i", "", "Thirty hours compared with what?", 181.0),
    ("c", "result", "It was mostly the phone calls, it was probably a fair amount before that.", 186.0),
    ("c", "reflection", "I would probably do much the same again.", 199.0),
    ("i", "", "Thank you. That is all the time we have.", 208.0),
)
PACE = 0.36
"""Seconds a word."""


def _words(text: str, start: float) -> tuple[Word, ...]:
    made, at = [], start
    for index, word in enumerate(text.split()):
        long = PACE * (0.6 + 0.09 * len(word))
        made.append(Word(word, round(at * S), round((at + long * 0.9) * S), 0.97 if index % 7 else 0.62))
        at += long
    return tuple(made)


def transcript() -> Transcript:
    """One line for each stretch of a speaker, the candidate's with words."""
    lines: list[Line] = []
    for speaker, _, text, start in SCRIPT:
        words = _words(text, start)
        if speaker == "c" and lines and lines[-1].speaker == "candidate":
            before = lines.pop()
            words = before.words + words
        own = speaker == "c"
        said = " ".join(word.text for word in words)
        who: Speaker = "candidate" if own else "interviewer"
        lines.append(Line(who, said, words[0].start, words[-1].end, words if own else ()))
    return Transcript(tuple(lines))


def at(words: str) -> Evidence:
    """The evidence for a quote: where in the script its words stand."""
    for _, _, text, start in SCRIPT:
        if words in text:
            first = len(text[: text.index(words)].split())
            placed = _words(text, start)[first : first + len(words.split())]
            return Evidence(words, placed[0].start, placed[-1].end)
    raise LookupError(words)


def _spans() -> tuple[SectionSpan, ...]:
    spans: list[SectionSpan] = []
    for speaker, section, text, start in SCRIPT:
        if speaker == "i":
            continue
        words = _words(text, start)
        if spans and spans[-1].section == section and words[0].start - spans[-1].end < 8 * S:
            spans[-1] = replace(spans[-1], end=words[-1].end)
        else:
            spans.append(SectionSpan(Section(section), words[0].start, words[-1].end))
    return tuple(spans)


def _table(name: str, mean: float, rows: tuple[tuple[str, int, int, str, str], ...]) -> ScoreTable:
    made = tuple(
        ScoreRow(
            dimension=title.lower().replace(" ", "-"),
            name=title,
            weight=weight,
            score=score,
            below_bar=score < 3,
            tier="What this score means.",
            reason=reason,
            evidence=at(quote) if quote else None,
        )
        for title, weight, score, quote, reason in rows
    )
    return ScoreTable(name.lower(), name, made, mean)


def _tables() -> tuple[ScoreTable, ...]:
    frame = (
        (
            "Naming the conflict",
            15,
            3,
            "Priya wanted the new router on every line",
            "Both positions are named.",
        ),
        (
            "Arguing from data",
            20,
            3,
            "Seven per cent of pick-ups came late in the pilot",
            "A rate and a rival.",
        ),
        (
            "Commitment after the call",
            20,
            2,
            "After that I got behind it and the team made it work.",
            "One line.",
        ),
        ("Impact in figures", 15, 2, "It saved the dispatchers about thirty hours a week.", "No baseline."),
        ("Own part", 15, 3, "I wrote the fallback card", "Acts are yours."),
        (
            "The customer",
            15,
            3,
            "the risk of a child left at a stop was mine to weigh",
            "The child is named.",
        ),
    )
    final = (
        ("Evidence in the conflict", 15, 3, "I brought nine mornings of stop times", "Brought, not claimed."),
        (
            "Trade-offs weighed",
            20,
            3,
            "She said the contract for the old system ended in September",
            "Her side.",
        ),
        ("Change under pushback", 20, 2, "After that I got behind it", "No act is told."),
        ("Individual contribution", 15, 3, "I walked the six dispatchers through it myself", "By hand."),
        ("Outcome for the business", 15, 2, "it was probably a fair amount before that", "Vague."),
        ("What you would change", 15, 1, "", "Nothing is offered."),
    )
    return (_table("Interview framework", 2.65, frame), _table("Final scorecard", 2.35, final))


def _changes() -> tuple[Change, ...]:
    return (
        Change(
            "Say what you did that afternoon",
            0.20,
            "Commitment after the call and change under pushback, 2 to 3",
            at("After that I got behind it and the team made it work."),
            "That afternoon I wrote the fallback card, and at ___ I walked all six dispatchers through it.",
            Gap.NO_COMMIT,
        ),
        Change(
            "Give the thirty hours its baseline",
            0.15,
            "Impact in figures and outcome for the business, 2 to 3",
            at("It saved the dispatchers about thirty hours a week."),
            "Dispatch spent ___ hours a week on the phone before; a month later it was ___.",
            Gap.NO_BASELINE,
        ),
        Change(
            "Name what you would change",
            0.12,
            "What you would change, 1 to 3",
            at("I would probably do much the same again."),
            "I held the stop times for nine days. Now I bring them to the first meeting.",
            Gap.NO_REFLECTION,
        ),
    )


def _traps() -> tuple[TrapResult, ...]:
    thirty = at("It saved the dispatchers about thirty hours a week.")
    behind = at("After that I got behind it and the team made it work.")
    return (
        TrapResult(
            "slice", "Headline without its slice", True, "Say which of the hours were your doing.", thirty
        ),
        TrapResult(
            "commit", "The commitment goes missing", True, "Tell one thing you did the same day.", behind
        ),
        TrapResult("yield", "Yielding too quickly", False, "", None),
        TrapResult("we", "Hiding in we", False, "", None),
        TrapResult("opinion", "Opinion without data", False, "", None),
        TrapResult("grudge", "Going along with a grudge", False, "", None),
    )


def _asked() -> tuple[Asked, ...]:
    rows: tuple[tuple[str, ProbeCode | None, str, str], ...] = (
        ("Tell me about a time", None, "answered", "The bus router, told in one go."),
        ("Seven per cent of what", ProbeCode.BASELINE, "answered", "Pick-ups on the pilot lines, by you."),
        (
            "What did you do first",
            ProbeCode.COMMITMENT,
            "dodged",
            "The team made it work; you are not in it.",
        ),
        ("Again: that afternoon", ProbeCode.COMMITMENT, "partly", "The fallback card, without who saw it."),
        ("Thirty hours compared", ProbeCode.BASELINE, "dodged", "No baseline, and no unit of one."),
    )
    made = []
    for opening, code, outcome, note in rows:
        text, start = next((text, start) for _, _, text, start in SCRIPT if text.startswith(opening))
        begin = round(start * S)
        made.append(Asked(begin, text, code, outcome, note, begin + 4 * S, begin + 12 * S))  # type: ignore[arg-type]
    return tuple(made)


def _findings() -> tuple[Finding, ...]:
    rows = (
        (
            Gap.LONG_SETUP,
            "There had been a bad spring before that",
            "The set-up ran to 58 seconds.",
            "Stop at fifty.",
        ),
        (Gap.NO_COMMIT, "I got behind it", "What you did next is not told.", "Name the first thing you did."),
        (Gap.WE_NOT_I, "the team made it work", "The team acts, not you.", "Say which part was yours."),
        (
            Gap.HEDGING,
            "I think it helped quite a lot",
            "Hedged twice in one sentence.",
            "Say what it changed.",
        ),
        (
            Gap.NO_BASELINE,
            "about thirty hours a week.",
            "A figure without its baseline.",
            "Say what it was before.",
        ),
        (Gap.NO_REFLECTION, "do much the same again", "Nothing is learned.", "Name one thing you do now."),
    )
    made = []
    for index, (code, quote, note, fix) in enumerate(rows):
        where = at(quote)
        made.append(Finding(code, index, where.start, where.end, quote, 0.8, note, fix))
    return tuple(made)


def _claims() -> tuple[Claim, ...]:
    rows = (
        ("1:6", "42 lines", 42.0, "lines", "", "forty-two lines,", "held", ""),
        ("7:0", "7% late", 7.0, "percent", "three with the old sheets", "Seven per cent", "held", ""),
        ("8:2", "9 mornings", 9.0, "mornings", "", "nine mornings", "unprobed", ""),
        ("15:7", "10 minutes", 10.0, "minutes", "", "ten minutes late,", "contradicted", "15"),
        ("17:4", "30 hours a week", 30.0, "hours", "", "about thirty hours a week.", "open", ""),
    )
    made = []
    for id_, text, value, unit, baseline, quote, status, earlier in rows:
        where = at(quote)
        made.append(
            Claim(
                id_,
                text,
                value,
                unit,
                "",
                baseline,
                "speaker",
                "",
                status == "open",
                0,
                where.start,
                where.end,
                quote,
                status,
                earlier,  # type: ignore[arg-type]
            )
        )
    return tuple(made)


def report() -> Report:
    seconds = {
        Section.SITUATION: 27.0,
        Section.TASK: 16.5,
        Section.ACTION: 96.0,
        Section.RESULT: 14.0,
        Section.REFLECTION: 7.0,
    }
    return Report(
        session_id="2026-11-19T1940",
        round_id="disagree-and-commit",
        round_title="Disagree and commit",
        company="Amazon",
        level="Senior",
        seconds=209,
        headline="Not yet at Senior. A pass at SDE 2.",
        summary="You argued with data and kept the work your own. "
        "What you did after the decision is told in one sentence, and its result has no baseline.",
        overall=2.50,
        bar=3.0,
        level_bars=(("SDE 1", 1.5), ("SDE 2", 2.0), ("Senior", 3.0), ("Staff", 3.5)),
        verdict="not_inclined",
        disqualifier="",
        disqualifier_evidence=None,
        tables=_tables(),
        timing=Timing(seconds, 58.0, 0.57, 160.5),
        spans=_spans(),
        changes=_changes(),
        traps=_traps(),
        asked=_asked(),
        findings=_findings(),
        claims=_claims(),
        heard="enough",
    )


def disqualified() -> Report:
    return replace(
        report(),
        headline="A no at Senior.",
        overall=1.9,
        disqualifier="Would be a no at this level, because nothing is told of what came after.",
        disqualifier_evidence=at("After that I got behind it and the team made it work."),
        heard="The round was cut short after four minutes, so take the scores with care.",
    )


def empty() -> Report:
    """Somebody who said nothing."""
    silent = tuple(
        replace(
            table,
            mean=1.0,
            rows=tuple(replace(row, score=1, below_bar=True, evidence=None) for row in table.rows),
        )
        for table in _tables()
    )
    asked = replace(report().asked[0], outcome="unanswered", note="", answer_start=0, answer_end=0)
    made = replace(report(), overall=1.0, tables=silent, timing=None, spans=(), asked=(asked,), claims=())
    return unscored(replace(made, answers=(), parts=()), 0)


def sound() -> tuple[np.ndarray, np.ndarray]:
    """Both tracks, shape (n,), float32: a burst of shaped noise for every word."""
    seed = np.random.default_rng(7)
    tracks = {who: np.zeros(214 * S, np.float32) for who in "ci"}
    for who, _, text, start in SCRIPT:
        for word in _words(text, start):
            long = word.end - word.start
            phrase = 0.55 + 0.45 * np.sin(word.start / S * 1.7)
            shape = np.hanning(long) * seed.uniform(0.12, 0.75) * phrase
            tracks[who][word.start : word.end] += (seed.standard_normal(long) * shape * 0.4).astype(
                np.float32
            )
    return np.clip(tracks["c"], -1, 1), np.clip(tracks["i"], -1, 1)


def recording(folder: Path) -> tuple[Path, Path]:
    """The tracks as files of 16 kHz, 16 bit."""
    import soundfile

    paths = folder / "candidate.wav", folder / "interviewer.wav"
    for path, samples in zip(paths, sound(), strict=True):
        soundfile.write(path, samples, S, subtype="PCM_16")
    return paths
