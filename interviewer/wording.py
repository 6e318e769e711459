"""The words of a probe: the model's where they pass the checks, ours otherwise."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from interviewer import prompts
from interviewer.analysis.findings import ProbeCode
from interviewer.checks import faults, speaking_faults
from interviewer.events import ProbeBrief
from interviewer.grounds import phrase, said_back
from interviewer.llama import Cancel
from interviewer.terms import overlap

if TYPE_CHECKING:
    from interviewer.mind import Mind

TRIES = 2
MOST_TOKENS = 40
"""25 words; at 25 tokens a second this is 1.6 s."""


@dataclass(frozen=True, slots=True)
class Wording:
    """For ProbeWorded."""

    text: str
    source: Literal["model", "fallback"]
    faults: tuple[str, ...]
    """Why wordings of the model were refused, one per refused wording."""


def word(
    brief: ProbeBrief, mind: Mind | None, cancel: Cancel, between: Callable[[], None] = lambda: None
) -> Wording:
    """Word a probe. Without a mind, or when neither of its tries will do, the wording is one of ours.

    `between` is called several times a second while the model works.

    Raises:
        CancelledError: cancelled while the model wrote.
        MindError: the model failed; `fallback` still words the probe.
    """
    if brief.exact:
        return Wording(brief.exact, "fallback", ())
    if mind is None:
        return Wording(fallback(brief), "fallback", ())
    refused: list[str] = []
    text = ""
    found: tuple[str, ...] = ()
    mind.prime(prompts.unfinished(brief.question, brief.dialogue), cancel=cancel, between=between)
    for _ in range(TRIES):
        asked, begin = prompts.prompt(brief, text, found)
        written = mind.complete(
            asked, max_tokens=MOST_TOKENS, stop=("?", "\n"), cancel=cancel, between=between
        )
        text = tidy(begin + written)
        found = faults(text, brief)
        if not found:
            return Wording(text, "model", tuple(refused))
        refused.append(f"{text}: {'; '.join(found)}")
    return Wording(fallback(brief), "fallback", tuple(refused))


def tidy(text: str) -> str:
    """Without what a model adds to a question: labels, quotes, a second question; symbols in words."""
    text = re.sub(r"\s+", " ", text).strip()
    text = re.sub(r"^(?:interviewer|question|follow-up question|q)\s*:\s*", "", text, flags=re.IGNORECASE)
    if text[:1] in "\"“'" and not re.search(r"[\"”]", text[1:-1]):
        text = text.strip("\"“”'")
    text = _SECOND_QUESTION.sub(r"\1?", text)
    text = re.sub(r"(\d)\s?%", r"\1 percent", text)
    text = re.sub(r"\$\s?(\d[\d,.]*\d|\d)(?: (thousand|million|billion))?", _dollars, text)
    return text.strip()


_SECOND_QUESTION = re.compile(
    r"^(.*\b(?:what|how|who|whose|when|why|which|where)\b.{8,}?),? (?:and|or) (?:also )?"
    r"(?:what|how|who|when|why|which|where|did|was|were)\b.*\?$",
    re.IGNORECASE,
)


def _dollars(match: re.Match[str]) -> str:
    return f"{match[1]} {match[2]} dollars" if match[2] else f"{match[1]} dollars"


def fallback(brief: ProbeBrief) -> str:
    """One of our own wordings, tied to the candidate's words where it has room for them; never one asked before.

    The same brief gets the same wording. Where everything has been asked, the one least like the last lines.
    """
    if brief.exact:
        return brief.exact
    words = phrase(brief.ground, brief.code)
    own = _FORGOTTEN if brief.forgotten else _OWN[brief.code]
    candidates = [line for line in (*_turned(brief.fallbacks, brief), *own)]
    filled = [_filled(line, words) for line in candidates if words or "{ground}" not in line]
    for text in filled:
        if not speaking_faults(text, brief):
            return text
    return min(filled, key=lambda text: max((overlap(text, asked) for asked in brief.asked), default=0.0))


def _turned(lines: tuple[str, ...], brief: ProbeBrief) -> tuple[str, ...]:
    """Begin at another line each time, so that two stories of a session do not start alike."""
    if not lines:
        return ()
    start = len(brief.asked) % len(lines)
    return lines[start:] + lines[:start]


def _filled(line: str, words: str) -> str:
    if "{ground}" not in line:
        return line
    back = said_back(words)
    line = line.replace('"{ground}"', back).replace("{ground}", back)
    return line[:1].upper() + line[1:]


_OWN: dict[ProbeCode, tuple[str, ...]] = {
    ProbeCode.BASELINE: ("Compared with what?", "What was it before that?", "Where did that number start?"),
    ProbeCode.ISOLATION: (
        "How much of that was your own work?",
        "Take your part out. What would have moved?",
    ),
    ProbeCode.IMPACT: ("What changed that could be counted?", "By how much, and measured how?"),
    ProbeCode.EVIDENCE: ("How do you know that?", "What did you have to show for that?"),
    ProbeCode.OPPOSING_VIEW: ("What was their reason?", "What did the other side have that spoke for them?"),
    ProbeCode.OWN_ACTION: (
        "Which part of that did you do yourself?",
        "Who did that, and what was left for you?",
    ),
    ProbeCode.CONCRETE: ("What is one thing you did that day?", "When was that, and what happened first?"),
    ProbeCode.SPECIFIC_INSTANCE: ("When did that last happen to you?", "Which one time do you have in mind?"),
    ProbeCode.INITIATIVE: ("Whose idea was it to take that on?", "Who decided that this was yours to do?"),
    ProbeCode.ESCALATION: ("What did you do after that no?", "And then, what did you try next?"),
    ProbeCode.COMMITMENT: ("Once it was decided, what did you do?", "What did you do to make it work?"),
    ProbeCode.CERTAINTY: ("How sure are you of that?", "What makes you certain?"),
    ProbeCode.OWN_PART: ("What was your own part in that?", "What could you have done about it yourself?"),
    ProbeCode.CUSTOMER: ("What did a customer notice of it?", "Who felt that, and how?"),
    ProbeCode.OUTCOME: ("How did it end?", "What was decided in the end?"),
    ProbeCode.PACE: ("What did you do first?", "Where do you come into this?"),
    ProbeCode.STAKES: ("What would it have cost to be wrong?", "What depended on it?"),
    ProbeCode.REFLECTION: ("What would you do differently now?", "What did you get wrong there?"),
    ProbeCode.EXACT_WORDS: (
        "What did you say, word for word?",
        "What was the answer you got, in their words?",
    ),
    ProbeCode.TRADEOFF: ("What did you give up for that?", "What did that choice cost?"),
}
"""The last resort, where a round has no wordings for a code or all of them have been asked."""
_FORGOTTEN = (
    "Leave the number out. What was it measured in?",
    "Roughly what size was it, and who tracked it?",
    "Without the figure, how was it tracked?",
)
