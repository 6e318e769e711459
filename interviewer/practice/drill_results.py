"""What is said of a drill the moment it is over: whether it held, what to change, and the contrast. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from interviewer import captions
from interviewer.analysis.analyse import analyse
from interviewer.analysis.findings import AnswerAnalysis, Gap, Section, Timing
from interviewer.outcomes import outcome
from interviewer.practice.drills import Drill, SectionName
from interviewer.practice.moves import BY_NAME, moves
from interviewer.state import State, account_turns, story_sentences, story_turns
from interviewer.terms import content

Standing = Literal["held", "partly", "missed"]

FEW, SOME = 1, 3
"""Things noted up to which an answer held, and up to which it half held."""
SHOWN = 3
OVER = 1.2
"""How far a section may outlast its clock before it is too long."""
MOSTLY = 0.6
"""Share of a section drill's sentences that has to belong to its section."""
SAME = 0.6
"""Share of what was said that stands in a reply of the guide, from which on it is that reply."""
LEAST_WORDS = 8
"""Words below which nothing was said."""

_ONESELF = re.compile(r"\b(?:I|my|me|mine)\b")
"""In a set-up without any of these nobody can tell what fell to the speaker."""
_OF: dict[SectionName, tuple[Section, ...]] = {
    "set_up": (Section.SITUATION, Section.TASK),
    "action": (Section.ACTION,),
    "result": (Section.RESULT,),
    "reflection": (Section.REFLECTION,),
}


@dataclass(frozen=True, slots=True)
class Noted:
    """One thing to change."""

    note: str
    fix: str
    quote: str = ""
    """The candidate's words it rests on."""
    start: int = -1
    """Samples; -1 where it has no moment."""
    end: int = -1


@dataclass(frozen=True, slots=True)
class DrillResult:
    """The finding."""

    standing: Standing
    headline: str
    said: str
    """What the candidate said."""
    seconds: float
    timing: Timing | None
    noted: tuple[Noted, ...]
    lacks: str = ""
    """For a follow-up, what the strong reply says and this one did not."""


def judge(drill: Drill, state: State) -> DrillResult:
    """The finding on a drill that is over."""
    turns = account_turns(story_turns(state, 0))
    sentences = story_sentences(turns)
    said = " ".join(turn.text for turn in turns if turn.words)
    seconds = sum(turn.answer_end - turn.answer_start for turn in turns if turn.words) / 16_000
    if len(said.split()) < LEAST_WORDS:
        return DrillResult("missed", "Nothing was said, so nothing was judged.", said, seconds, None, ())
    whole = drill.kind in ("question", "story")
    heard = analyse(sentences, finished=True, question=drill.question, absences=whole)
    if drill.kind == "follow_up":
        return _follow_up(drill, said, seconds, heard)
    if drill.section is not None:
        return _section(drill, drill.section, said, seconds, heard)
    return _question(said, seconds, heard)


_NO_STORY = frozenset({Gap.HYPOTHETICAL, Gap.ABSTRACTION})
"""What one would do, or holds in general, is no answer to a question about one time, however little else is wrong."""


def _question(said: str, seconds: float, heard: AnswerAnalysis) -> DrillResult:
    count = len(heard.findings)
    standing: Standing = "held" if count <= FEW else "partly" if count <= SOME else "missed"
    if _NO_STORY & set(heard.gaps):
        standing = "missed"
    if not count:
        headline = "It held: nothing was left to ask for."
    else:
        things = "One thing" if count == 1 else f"{captions.counted(count).capitalize()} things"
        headline = f"{things} an interviewer would ask for."
    return DrillResult(standing, headline, said, seconds, heard.timing, _noted(heard))


def _section(
    drill: Drill, section: SectionName, said: str, seconds: float, heard: AnswerAnalysis
) -> DrillResult:
    """Its clock, whether it stayed in its section, and the one thing that section has to hold."""
    noted: list[Noted] = []
    if seconds > drill.seconds * OVER:
        over = f"{seconds:.0f} seconds against {drill.seconds}."
        noted.append(Noted(over, "Cut what the listener does not need for what comes next."))
    own = sum(kind in _OF[section] for kind in heard.sections)
    if heard.sections and own / len(heard.sections) < MOSTLY:
        stray = next(
            s for s, kind in zip(heard.sentences, heard.sections, strict=True) if kind not in _OF[section]
        )
        noted.append(
            Noted(
                f"{own} of {len(heard.sections)} sentences were {_NAMES[section]}.",
                "Leave the rest for its own place.", stray.text, stray.start, stray.end,
            )
        )  # fmt: skip
    lack = _lack(section, heard)
    if lack is not None:
        noted.append(lack)
    standing: Standing = "held" if not noted else "partly" if len(noted) == 1 else "missed"
    headline = (
        f"It held, in {seconds:.0f} seconds of {drill.seconds}."
        if not noted
        else f"{noted[0].note[:-1]}, and one thing more."
        if len(noted) == 2
        else noted[0].note
    )
    more = tuple(n for n in _noted(heard) if n.note not in {x.note for x in noted})
    return DrillResult(standing, headline, said, seconds, heard.timing, (*noted, *more)[:SHOWN])


_NAMES: dict[SectionName, str] = {
    "set_up": "set-up", "action": "action", "result": "result", "reflection": "reflection",
}  # fmt: skip


def _lack(section: SectionName, heard: AnswerAnalysis) -> Noted | None:
    """What the section has to hold and does not."""
    facets = {name for held in heard.facets for name in held}
    if section == "set_up" and not any(_ONESELF.search(sentence.text) for sentence in heard.sentences):
        return Noted("What fell to you is not in it.", "Say in one sentence what you had to answer for.")
    if section == "action" and heard.agency is not None and heard.agency.we > heard.agency.i:
        return Noted(
            f"We {heard.agency.we} times, I {heard.agency.i}.",
            "Begin each act with I, and name whoever did the rest.",
        )
    if section == "result" and not any(c.baseline for c in heard.claims):
        fix = "Give one figure its two ends and its period."
        return Noted("No figure with what it was before.", fix)
    if section == "reflection" and "REFLECT" not in facets:
        return Noted("Nothing you do differently since.", "Name the habit, and the last time you used it.")
    return None


def _follow_up(drill: Drill, said: str, seconds: float, heard: AnswerAnalysis) -> DrillResult:
    came = outcome(drill.probe, said, "") if drill.probe is not None else None
    extra = moves(drill.strong) - moves(said) - moves(drill.question)
    share = len(moves(drill.strong) & moves(said)) / max(1, len(moves(drill.strong)))
    if came is None:
        came = "answered" if share >= 0.5 else "partly" if share > 0 else "dodged"
    standing: Standing = {"answered": "held", "partly": "partly", "dodged": "missed"}[came]  # type: ignore[assignment]
    if standing == "held" and heard.findings:
        standing = "partly"
    repeated = _repeated(drill, said)
    if repeated == "weak":
        standing = "missed"
    elif repeated == "strong" and standing == "missed":
        standing = "partly"
    headline = {
        "held": "It was answered.",
        "partly": "Half of it was answered.",
        "missed": "What was asked for did not come.",
    }[standing]
    if repeated == "weak":
        headline = "This is the reply that loses ground."
    told = [BY_NAME[name].says for name in sorted(extra)][:2]
    lacks = f"The strong reply also says {' and '.join(told)}." if told else ""
    return DrillResult(standing, headline, said, seconds, None, _noted(heard), lacks)


def _repeated(drill: Drill, said: str) -> Literal["weak", "strong", ""]:
    """Which of the guide's two replies this is in its words, if it is one."""
    own = content(said)
    weak = len(own & content(drill.weak)) / max(1, len(own))
    strong = len(own & content(f"{drill.strong} {drill.strong_line}")) / max(1, len(own))
    if max(weak, strong) < SAME or weak == strong:
        return ""
    return "weak" if weak > strong else "strong"


def _noted(heard: AnswerAnalysis) -> tuple[Noted, ...]:
    kept: dict[Gap, Noted] = {}
    for f in heard.findings:
        kept.setdefault(f.code, Noted(f.note, f.fix, f.quote, f.start, f.end))
    return tuple(kept.values())[:SHOWN]


def following(drills: Sequence[Drill], subject: str) -> Drill | None:
    """The drill that comes after this one in a list; the first after the last."""
    names = [drill.subject for drill in drills]
    if not names:
        return None
    at = names.index(subject) + 1 if subject in names else 0
    return drills[at % len(drills)]
