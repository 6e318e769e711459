"""How the meeting decides, and what would have made it decide otherwise: six rules, tried in order. Pure.

1. The bar raiser is not inclined: a veto.
2. Between the rounds too much does not agree: the bar raiser's veto.
3. The hiring manager is not inclined: no offer.
4. Somebody is strongly not inclined: no offer, since one bad round is enough.
5. Half or fewer of the interviewers are inclined: no offer.
6. Otherwise an offer.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from typing import Literal

from interviewer.loop.forms import Form
from interviewer.loop.gains import gain, milder
from interviewer.loop.told import Between

VETO_AT = 2.0
"""Weight of what does not agree between rounds, from which the bar raiser stops the offer."""
FIGURE, STORY = 1.0, 0.5
"""A figure told otherwise weighs more than a story told twice."""
MOST_CHANGES = 3
"""Ways that are told at most."""
Rule = Literal["bar_raiser", "contradictions", "hiring_manager", "one_round", "majority", "offer"]


@dataclass(frozen=True, slots=True)
class Outcome:
    offer: bool
    veto: bool
    rule: Rule
    reason: str
    """One sentence."""


@dataclass(frozen=True, slots=True)
class Way:
    """One way in which it would have gone otherwise."""

    changes: tuple[str, ...]
    """What would have had to be different, a sentence each; all of them together."""
    place: int
    """The round in which most of it lies, from 0."""


def decide(forms: Sequence[Form], between: Sequence[Between]) -> Outcome:
    """By the rules, in their order."""
    raiser = next(f for f in forms if f.interviewer.part == "bar_raiser")
    manager = next(f for f in forms if f.interviewer.part == "hiring_manager")
    name = raiser.interviewer.name
    if not raiser.inclined:
        return Outcome(False, True, "bar_raiser", f"{name}, the bar raiser, is not inclined: {_on(raiser)}.")
    open_ = [b for b in between if not b.settled]
    if weight(open_) >= VETO_AT:
        count = f"{len(open_)} things were told differently from round to round and not cleared up"
        return Outcome(False, True, "contradictions", f"{name}, the bar raiser, stops it: {count}.")
    if not manager.inclined:
        words = f"{manager.interviewer.name}, who has the team to staff, is not inclined: {_on(manager)}."
        return Outcome(False, False, "hiring_manager", words)
    worst = next((f for f in forms if f.vote == "strong_not_inclined"), None)
    if worst is not None:
        words = f"{worst.interviewer.name} is strongly not inclined, and one such round is enough."
        return Outcome(False, False, "one_round", words)
    held = sum(f.inclined for f in forms)
    if 2 * held <= len(forms):
        return Outcome(
            False, False, "majority", f"{held} of {len(forms)} are inclined, which is not more than half."
        )
    return Outcome(
        True, False, "offer", f"{held} of {len(forms)} are inclined, and nobody with a veto is against it."
    )


def weight(between: Iterable[Between]) -> float:
    """How much what does not agree weighs."""
    return sum(STORY if b.is_story else FIGURE for b in between)


def _on(form: Form) -> str:
    return f"{form.worst.name}, because {form.worst.reason}"


# ---------------------------------------------------------------- what would have changed it
@dataclass(frozen=True, slots=True)
class _Switch:
    """One thing that could have been otherwise."""

    words: str
    place: int
    form: Form | None = None
    """With the other vote; None for a thing that is cleared up."""
    cleared: Between | None = None


def ways(forms: Sequence[Form], between: Sequence[Between]) -> tuple[Way, ...]:
    """The fewest things that together turn the outcome, up to three such ways; tried by deciding anew."""
    wanted = not decide(forms, between).offer
    switches = [*_votes(forms, wanted), *(_clearings(between) if wanted else ())]
    for size in range(1, len(switches) + 1):
        found = [chosen for chosen in combinations(switches, size) if _turns(chosen, forms, between, wanted)]
        if found:
            told = found[: MOST_CHANGES if size <= 2 else 1]  # of many things at once, one way says it
            return tuple(Way(tuple(s.words for s in chosen), chosen[0].place) for chosen in told)
    return ()


def _votes(forms: Sequence[Form], wanted: bool) -> Iterator[_Switch]:
    """Every vote that is not as wanted, turned."""
    for form in forms:
        if form.inclined is not wanted:
            vote = replace(form, vote="inclined" if wanted else "not_inclined")
            yield _Switch(gain(form) if wanted else _loss(form), form.place, vote)
            if wanted and form.vote == "strong_not_inclined" and not form.report.disqualifier:
                yield _Switch(milder(form), form.place, replace(form, vote="not_inclined"))


def _loss(form: Form) -> str:
    return f"{form.interviewer.name} not inclined, where {form.best.name} carried it."


def _clearings(between: Sequence[Between]) -> Iterator[_Switch]:
    for each in between:
        if not each.settled:
            told = each.conflict
            words = (
                "Another story in one of the two rounds that got the same one."
                if each.is_story
                else f"One figure for both: {told.first} in one round, {told.second} in another."
            )
            yield _Switch(words, each.later, cleared=each)


def _turns(
    chosen: Sequence[_Switch], forms: Sequence[Form], between: Sequence[Between], wanted: bool
) -> bool:
    turned = {s.form.place: s.form for s in chosen if s.form is not None}
    cleared = [s.cleared for s in chosen if s.cleared is not None]
    after = [turned.get(form.place, form) for form in forms]
    left = [b for b in between if b not in cleared]
    return decide(after, left).offer is wanted
