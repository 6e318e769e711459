"""The meeting after a loop: who says what, in which order, resting on which words. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from interviewer import captions
from interviewer.loop.forms import Form, Judged
from interviewer.loop.outcome import Outcome, Way, decide, ways
from interviewer.loop.told import Between
from interviewer.report import Evidence, Verdict

VOTE: dict[Verdict, str] = {
    "strong_not_inclined": "strongly not inclined",
    "not_inclined": "not inclined",
    "inclined": "inclined",
    "strong_inclined": "strongly inclined",
}


@dataclass(frozen=True, slots=True)
class Remark:
    """One thing said in the meeting."""

    speaker: str
    text: str
    quote: Evidence | None = None
    """The candidate's words that are read out."""
    session: str = ""
    """Where they were said."""


@dataclass(frozen=True, slots=True)
class Debrief:
    """A loop's end."""

    forms: tuple[Form, ...]
    between: tuple[Between, ...]
    remarks: tuple[Remark, ...]
    outcome: Outcome
    ways: tuple[Way, ...]


def debrief(forms: Sequence[Form], between: Sequence[Between]) -> Debrief:
    """Hold the meeting. `forms` in the order of the rounds, one for each."""
    outcome = decide(forms, between)
    remarks = (
        _opening(forms),
        *(remark for form in forms for remark in _presents(form)),
        *_disagree(forms),
        *_bar_raiser(forms, between, outcome),
        _closing(forms, outcome),
    )
    return Debrief(tuple(forms), tuple(between), remarks, outcome, ways(forms, between))


def _chair(forms: Sequence[Form]) -> str:
    return next(f.interviewer.name for f in forms if f.interviewer.part == "hiring_manager")


def _opening(forms: Sequence[Form]) -> Remark:
    held = sum(form.inclined for form in forms)
    votes = f"{captions.counted(held).capitalize()} of {captions.counted(len(forms))} are inclined before we talk."
    return Remark(_chair(forms), f"{votes} Principle by principle, please, and with what was said.")


def _presents(form: Form) -> Iterator[Remark]:
    """The vote, then the strongest and the weakest of it."""
    who, best, worst = form.interviewer.name, form.best, form.worst
    first = best if form.inclined else worst
    yield Remark(who, f"{VOTE[form.vote].capitalize()}. {_says(first)}", first.evidence, form.session)
    second = worst if form.inclined else best
    if second is not first and second.inclined is not first.inclined:
        turn = "What I did not get is" if form.inclined else "What I did get is"
        yield Remark(who, f"{turn} {second.name}: {second.reason}.", second.evidence, form.session)


def _says(judged: Judged) -> str:
    side = "I saw" if judged.inclined else "I did not see"
    return f"{side} {judged.name}: {judged.reason}."


def _disagree(forms: Sequence[Form]) -> Iterator[Remark]:
    """Two who judged one principle differently answer each other."""
    for n, one in enumerate(forms):
        for other in forms[n + 1 :]:
            for mine in one.principles:
                theirs = next((j for j in other.principles if j.principle == mine.principle), None)
                if theirs is not None and theirs.inclined is not mine.inclined:
                    yield from _exchange((one, mine), (other, theirs))


def _exchange(one: tuple[Form, Judged], other: tuple[Form, Judged]) -> Iterator[Remark]:
    yes, no = (one, other) if one[1].inclined else (other, one)
    name, saw, missed = yes[1].name, yes[0].interviewer.name, no[0].interviewer.name
    yield Remark(
        saw, f"{missed}, on {name} I had the opposite: {yes[1].reason}.", yes[1].evidence, yes[0].session
    )
    gap = yes[1].score - no[1].score
    told = "That is another story than mine" if gap >= 1 else "It is close"
    yield Remark(
        missed, f"{told}. In my round {no[1].reason}, and I can only write down what I heard.", no[1].evidence,
        no[0].session,
    )  # fmt: skip


def _bar_raiser(forms: Sequence[Form], between: Sequence[Between], outcome: Outcome) -> Iterator[Remark]:
    """What only the one who has read all the forms can say."""
    raiser = next(f for f in forms if f.interviewer.part == "bar_raiser")
    who = raiser.interviewer.name
    yield Remark(who, "I sat in as the bar raiser, so I have read all of your notes against each other.")
    for each in between:
        one, two = _named(forms, each.earlier), _named(forms, each.later)
        where = next((f.session for f in forms if f.place == each.later), "")
        quote = Evidence(each.conflict.ground, each.conflict.start, each.conflict.end)
        text = (
            f"{one} and {two} got the same story, told for two different things."
            if each.is_story
            else f"{one} was told {each.conflict.first}, {two} was told {each.conflict.second}, of the same thing."
        )
        yield Remark(who, text + (" I asked, and it was cleared up." if each.settled else ""), quote, where)
    if not between:
        yield Remark(
            who, "Figures and stories are the same in every round. I found nothing that does not agree."
        )
    if outcome.veto:
        yield Remark(who, f"I am using my veto. {outcome.reason}")
    elif all(each.settled for each in between):
        yield Remark(who, "I have no reason to use my veto.")
    else:
        yield Remark(who, "That is not enough for a veto.")


def _named(forms: Sequence[Form], place: int) -> str:
    return next((f.interviewer.name for f in forms if f.place == place), "an earlier round")


def _closing(forms: Sequence[Form], outcome: Outcome) -> Remark:
    if outcome.veto:
        return Remark(_chair(forms), "Then it ends here: no offer.")
    if not outcome.offer:
        return Remark(_chair(forms), f"No offer. {outcome.reason}")
    return Remark(_chair(forms), f"We make an offer. {outcome.reason}")
