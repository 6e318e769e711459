"""Spoken figures that cannot both be true, over a story's ledger of figures; and stories told before. Pure.

Four ways: the figures of a sentence or two do not add up; a figure is told again with another value; it is not the
one on the guardrail sheet; it is not the one that was told in an earlier round. Each leads to one question, which
asks which of the two holds and says neither is wrong.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from interviewer.analysis import figures
from interviewer.analysis.figures import Figure
from interviewer.analysis.findings import AnswerAnalysis, Claim, Sentence
from interviewer.guardrails.known import Known, KnownFigure
from interviewer.guardrails.retold import retold
from interviewer.guardrails.spoken_sums import Clash, clashes
from interviewer.terms import content, stem

Kind = Literal["rate", "change", "sample", "retold", "sheet", "round", "story"]

ROUNDED = 0.05
"""Relative difference from a sheet's figure that rounding in speech explains."""
TOLD_OTHERWISE = 0.1
"""The same for two tellings from memory."""
_SAME_WORDS = 3
"""Words, without figures and units, that two tellings of one sentence share at least."""
_THRESHOLD = re.compile(
    r"\b(?:threshold|guardrail|limit|at least|at most|no (?:more|less|fewer) than|floor|ceiling|target|had to (?:be|stay|reach)|"
    r"bar|agreed|below|above|under|over|stay)\b[^.;,]{0,24}$",
    re.IGNORECASE,
)
_BASELINE = re.compile(r"\b(?:from|baseline|before|used to be|had been|started|against|was)\b[^.;,]{0,24}$", re.IGNORECASE)  # fmt: skip
_MEASURED = re.compile(r"\b(?:to|came out|came in|reached|now|ended|landed|measured|we got|hit)\b[^.;,]{0,24}$", re.IGNORECASE)  # fmt: skip
_STOP = re.compile(r"\b(?:stop-?loss|roll(?:ed)? (?:it )?back|rollback|kill switch|switch(?:ed)? (?:it )?off)\b", re.IGNORECASE)  # fmt: skip
_CHANGED = re.compile(r"\b(?:went|dropped|fell|rose|grew|cut|reduced|increased|improved|halved|doubled|down|up|saved)\b", re.IGNORECASE)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two tellings that cannot both be true."""

    kind: Kind
    ground: str
    """The sentence in which the second was said, verbatim."""
    first: str
    """The one that stood before, as it is said back."""
    second: str
    question: str
    """Asks which holds; fit to be spoken."""
    reason: str
    """One sentence for the report and the coach's view."""
    start: int
    """Samples of the sentence."""
    end: int


def conflicts(story: AnswerAnalysis, known: Known | None = None) -> tuple[Conflict, ...]:
    """Everything in a story that cannot be true together, in the order it was said."""
    known = known or Known()
    found = [
        *_sums(story, known),
        *_twice(story),
        *_against_sheet(story, known),
        *_against_rounds(story, known),
    ]
    found += _told_before(story, known)
    kept: list[Conflict] = []
    for conflict in sorted(found, key=lambda c: c.start):
        if all((c.ground, c.second) != (conflict.ground, conflict.second) for c in kept):
            kept.append(conflict)
    return tuple(kept)


# ---------------------------------------------------------------- what does not add up
def _sums(story: AnswerAnalysis, known: Known) -> Iterator[Conflict]:
    rate = next((f.value for f in known.figures if f.role == "rate"), None)
    done: set[str] = set()
    for sentence in story.sentences:
        for clash in clashes(sentence.text, rate):
            done.add(clash.second)
            yield _clash(clash, sentence)
    for one, two in pairwise(story.sentences):
        if not sentence_links(two.text):
            continue
        for clash in clashes(f"{one.text} {two.text}", rate):
            if clash.second not in done and clash.second in two.text:
                yield _clash(clash, two)


def sentence_links(text: str) -> bool:
    """Whether a sentence goes on reckoning with the one before."""
    return re.match(r"(?:so |and |well |i mean |um |okay )*(?:that's|that is|that was|that makes|which|so|it's|a |an |we|at)\b", text, re.IGNORECASE) is not None  # fmt: skip


def _clash(clash: Clash, sentence: Sentence) -> Conflict:
    words = {
        "rate": f"You said {clash.first}, and you said {clash.second}. Which of the two holds?",
        "change": f"It went {clash.first}, and you called that {clash.second}. Which of the two holds?",
        "sample": f"With {clash.first} you would see {clash.second}? Which of those two holds?",
    }[clash.kind]
    why = {
        "rate": "The count and the rate are not the same.",
        "change": "The change and its two ends do not go together.",
        "sample": "So small an effect cannot be shown by so few.",
    }[clash.kind]
    return _made(clash.kind, sentence, clash.first, clash.second, words, why)


# ---------------------------------------------------------------- told twice
def _twice(story: AnswerAnalysis) -> Iterator[Conflict]:
    """What the ledger has found to be told with two values."""
    for claim in story.claims:
        plain = len(figures.find(claim.quote)) <= 2  # of many figures it is not plain which is of what
        if claim.status == "contradicted" and claim.earlier and plain:
            question = f"You said {claim.earlier} before, and {claim.text} now. Which of the two holds?"
            yield _of_claim(
                "retold", claim, claim.earlier, question, "The same figure was told with two values."
            )


def _against_rounds(story: AnswerAnalysis, known: Known) -> Iterator[Conflict]:
    told = [f for f in known.figures if f.role == "told"]
    again = _told_again(story, known)
    quotes: set[str] = set()
    for claim in story.claims:
        alone = claim.quote not in quotes  # of several figures in a sentence the first are of the same thing
        before = next((f for f in told if _differs(claim, f, again=f.where in again and alone)), None)
        if before is not None:
            quotes.add(claim.quote)
            question = (
                f"You told a colleague of mine {before.text}, and me {claim.text}. Which of the two holds?"
            )
            reason = f"It was told as {before.text} in the round on {before.where}."
            yield _of_claim("round", claim, before.text, question, reason)


def _told_again(story: AnswerAnalysis, known: Known) -> set[str]:
    """Where this story was told before."""
    told = tuple(sentence.text for sentence in story.sentences)
    return {before.where for before in known.stories if told and retold(told, before.sentences)}


def _differs(claim: Claim, before: KnownFigure, *, again: bool) -> bool:
    """The same thing with another value, where neither telling holds the other's value too.

    `again`: the whole story was told there, so that fewer words say what is the same thing.
    """
    if claim.value is None or not claim.needs_baseline or claim.unit != before.unit or not claim.unit:
        return False
    if abs(claim.value - before.value) <= TOLD_OTHERWISE * max(abs(claim.value), abs(before.value)):
        return False
    if claim.value in _values(before.quote) or before.value in _values(claim.quote):
        return False
    if (_CHANGED.search(claim.quote) is None) != (_CHANGED.search(before.quote) is None):
        return False
    one, two = _subject(claim.measures, claim.text), _subject(before.about, before.text)
    shared = one & two
    if len(shared) >= 2:
        return 2 * len(shared) >= min(len(one), len(two))
    return again and bool(shared) and _one_sentence(claim.quote, before.quote)


def _one_sentence(one: str, two: str) -> bool:
    """Whether two sentences say the same but for their figures."""
    a, b = _subject("", one), _subject("", two)
    shared = len(a & b)
    return shared >= _SAME_WORDS and 2 * shared >= min(len(a), len(b))


def _subject(about: str, text: str) -> set[str]:
    return {
        word for word in content(f"{about} {text}") if not word.startswith("#") and word not in _NO_SUBJECT
    }


_NO_SUBJECT = {
    stem(word) for word in ("percent", "hours", "minutes", "seconds", "days", "weeks", "dollars", "times")
}


def _values(text: str) -> set[float | None]:
    return {f.value for f in figures.find(text)}


# ---------------------------------------------------------------- the sheet
def _against_sheet(story: AnswerAnalysis, known: Known) -> Iterator[Conflict]:
    kpis: dict[str, list[KnownFigure]] = {}
    for figure in known.figures:
        if figure.role in ("baseline", "threshold", "measured", "limit"):
            kpis.setdefault(figure.about, []).append(figure)
    for sentence in story.sentences:
        for name, told in kpis.items():
            for said in _said_of(sentence.text, name, [other for other in kpis if other != name]):
                against = _meant(sentence.text, said, told)
                if against is not None:
                    question = f"On your sheet {name} stands at {against.text}; you said {said.text}. Which of the two holds?"
                    reason = f"The sheet has {against.text} for {name}, {_ROLE[against.role]}."
                    yield _made("sheet", sentence, against.text, said.text, question, reason)


_ROLE = {
    "baseline": "before the launch",
    "threshold": "as the threshold",
    "measured": "as what came of it",
    "limit": "as the stop-loss",
}


def _said_of(text: str, name: str, others: Sequence[str]) -> list[Figure]:
    """Figures said of a KPI: after its name, up to the next KPI's."""
    at = _named(text, name)
    if at is None:
        return []
    ends = [place for other in others if (place := _named(text, other)) is not None and place > at]
    until = min(ends, default=len(text))
    return [
        f
        for f in figures.find(text)
        if at <= f.offset < until and f.kind == "measure" and f.value is not None
    ]


def _named(text: str, name: str) -> int | None:
    """Where the sentence goes on after the KPI's name; None where it is not named."""
    words = [re.escape(word) for word in re.findall(r"[\w@]+", name)]
    found = re.search(r"\b" + r"[\s@-]+".join(words) + r"s?\b", text, re.IGNORECASE) if words else None
    return found.end() if found else None


def _meant(text: str, said: Figure, told: Sequence[KnownFigure]) -> KnownFigure | None:
    """The sheet's figure that this one should be and is not."""
    alike = [f for f in told if said.unit in ("", f.unit) or f.unit in ("", "points")]
    if not alike or any(_same(said.value, f.value) for f in alike):
        return None
    before = text[: said.offset]
    by_role = {f.role: f for f in alike}
    if _STOP.search(text):
        return by_role.get("limit")
    for role, cue in (("threshold", _THRESHOLD), ("measured", _MEASURED), ("baseline", _BASELINE)):
        if cue.search(before):
            return by_role.get(role)  # type: ignore[call-overload,no-any-return]
    return None


def _same(one: float | None, other: float) -> bool:
    return one is not None and abs(one - other) <= ROUNDED * max(abs(one), abs(other))


# ---------------------------------------------------------------- stories
def _told_before(story: AnswerAnalysis, known: Known) -> Iterator[Conflict]:
    if not story.sentences:
        return
    told = [sentence.text for sentence in story.sentences]
    for before in known.stories:
        if retold(told, before.sentences):
            question = "I believe you told a colleague of mine this one. What did you leave out then?"
            reason = f"The story was told before, in the round on {before.where}."
            yield _made("story", story.sentences[0], before.where, "the same story", question, reason)
            return


# ---------------------------------------------------------------- making
def _of_claim(kind: Kind, claim: Claim, first: str, question: str, reason: str) -> Conflict:
    return Conflict(kind, claim.quote, first, claim.text, question, reason, claim.start, claim.end)


def _made(kind: Kind, sentence: Sentence, first: str, second: str, question: str, reason: str) -> Conflict:
    return Conflict(kind, sentence.text, first, second, question, reason, sentence.start, sentence.end)
