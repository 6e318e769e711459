"""Which probe is due next, and why. Pure: the same story and the same questions asked give the same choice.

The order, most urgent first: a story that is no single event yet is asked for the event; a number that was
not remembered is asked for its unit, magnitude and source, once; of two figures that cannot both be true it is asked
which one holds, twice in a story at most; a dodged probe is asked once more, in other
words, then let go; an open figure, a result before the rest, is asked for its baseline, then what of it was
the candidate's own or how it was measured, two things at most; then the worst gap, by the round's priority and
its seriousness, before any other figure; what was dodged comes back; then, in a story with no gap left, the
words said, the price paid and what was learned.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from interviewer.analysis.findings import PROBE_FOR, AnswerAnalysis, Claim, Gap, ProbeCode
from interviewer.analysis.measures import is_result
from interviewer.grounds import ground
from interviewer.guardrails.consistency import Conflict
from interviewer.outcomes import Outcome, forgot_number
from interviewer.reasons import NAME, REASON

SECONDS_FOR_A_PROBE = 20.0
"""A probe asked with less than this left before the wrap-up could not be answered: asking takes about 4 s,
a short answer 15 s."""
MOST_OF_A_CODE = 3
"""In one story; a story of ten figures is not ten questions about baselines."""
MOST_FIGURES = 2
"""Figures of one story that are drilled into."""
MOST_CONFLICTS = 2
"""In one story that it is asked which of two figures holds."""
MOST_ON_A_FIGURE = 2
"""Different things asked about one figure."""
_TURNS = 3
"""Questions about one figure, second tries included."""


@dataclass(frozen=True, slots=True)
class AskedProbe:
    """One probe of this story that has been asked and answered."""

    code: ProbeCode
    ground: str
    """The words it was grounded in, as `Choice.ground` gave them."""
    outcome: Outcome
    """By `outcomes.outcome`."""
    forgotten: bool = False
    """It was the question about a number that is not remembered."""


@dataclass(frozen=True, slots=True)
class ProbeContext:
    """All that the choice of the next probe rests on."""

    story: AnswerAnalysis
    """Of every answer to this opening question so far, as one story."""
    asked: tuple[AskedProbe, ...]
    """In this story, oldest first."""
    last_answer: str
    """The candidate's last answer, verbatim; empty before the first."""
    seconds_left: float
    """Until the wrap-up begins."""
    max_probes: int = 7
    """RoundSpec.max_probes_per_story."""
    priority: tuple[ProbeCode, ...] = ()
    """RoundSpec.probe_priority, best first."""
    conflicts: tuple[Conflict, ...] = ()
    """What was said that cannot be true together, in the order it was said."""
    account_ends: int = -1
    """Sample at which what was told unasked ends; figures given in answers are not drilled. -1: no bound."""


@dataclass(frozen=True, slots=True)
class Choice:
    """The probe that is due."""

    code: ProbeCode
    ground: str
    """The candidate's words it is tied to, verbatim; empty for an absence nothing points at."""
    reason: str
    """One sentence, for the journal and the coach's view."""
    second_try: bool = False
    """Asked before and dodged: to be put in other words. For ProbeBrief.second_try."""
    forgotten: bool = False
    """Ask unit, magnitude and how it was tracked, never the number. For ProbeBrief.forgotten."""
    exact: str = ""
    """What is to be asked, word for word. For ProbeBrief.exact."""
    pressing: bool = False
    """Nothing else can be asked before it: it takes up the last answer, or there is no event yet."""

    @property
    def asks(self) -> tuple[ProbeCode, str, bool, bool]:
        """What tells one question from another."""
        return self.code, self.ground, self.second_try, self.forgotten


_NO_EVENT = (ProbeCode.SPECIFIC_INSTANCE, ProbeCode.CONCRETE)
"""Until there is one event, nothing else can be asked about it."""
_PRESSED_AT_ONCE = {
    ProbeCode.BASELINE,
    ProbeCode.ISOLATION,
    ProbeCode.IMPACT,
    ProbeCode.OWN_ACTION,
    ProbeCode.SPECIFIC_INSTANCE,
    ProbeCode.CONCRETE,
    ProbeCode.EXACT_WORDS,
}
"""Dodged, these are asked again at once; the others come back after something else was asked."""
_FIGURE_CODES = {
    ProbeCode.BASELINE,
    ProbeCode.ISOLATION,
    ProbeCode.IMPACT,
    ProbeCode.EVIDENCE,
    ProbeCode.CERTAINTY,
}
_WHEN_WHOLE = (ProbeCode.EXACT_WORDS, ProbeCode.TRADEOFF, ProbeCode.REFLECTION, ProbeCode.CUSTOMER)


def choose(view: ProbeContext) -> Choice | None:
    """The next probe, or None when the story has been probed enough or the time is short."""
    return next(iter(ranked(view)), None)


def ranked(view: ProbeContext) -> list[Choice]:
    """What may be asked next, most urgent first: `choose` and what would be due without it."""
    if len(view.asked) >= view.max_probes or view.seconds_left < SECONDS_FOR_A_PROBE:
        return []
    found: list[Choice] = []
    for step in _PRESSING:
        if (choice := step(view)) is not None:
            found.append(replace(choice, pressing=True))
    for due in _DUE:
        found += due(view)
    return [c for i, c in enumerate(found) if all(c.asks != before.asks for before in found[:i])]


# ---------------------------------------------------------------- the steps, most urgent first
def _no_event(view: ProbeContext) -> Choice | None:
    gaps = view.story.gaps
    for gap in (Gap.HYPOTHETICAL, Gap.ABSTRACTION):
        code = PROBE_FOR[gap]
        if gap in gaps[:2] and _open(view, code):
            return Choice(code, ground(view.story, gap, code, view.account_ends), REASON[code])
    return None


def _number_forgotten(view: ProbeContext) -> Choice | None:
    if not view.asked or not forgot_number(view.last_answer):
        return None
    last = view.asked[-1]
    if last.code not in _FIGURE_CODES or last.outcome == "answered":
        return None
    if any(a.forgotten and a.ground == last.ground for a in view.asked) or _often(view, last.ground) > 1:
        return None
    reason = "The number is not remembered; its unit, magnitude and how it was tracked still can be told."
    return Choice(last.code, last.ground, reason, forgotten=True)


def _cannot_both_be(view: ProbeContext) -> Choice | None:
    """Which of two tellings holds, each pair once."""
    grounds = {conflict.ground for conflict in view.conflicts}
    if sum(a.code is ProbeCode.CERTAINTY and a.ground in grounds for a in view.asked) >= MOST_CONFLICTS:
        return None
    for conflict in view.conflicts:
        if all(a.code is not ProbeCode.CERTAINTY or a.ground != conflict.ground for a in view.asked):
            return Choice(ProbeCode.CERTAINTY, conflict.ground, conflict.reason, exact=conflict.question)
    return None


def _dodged_just_now(view: ProbeContext) -> Choice | None:
    last = view.asked[-1] if view.asked else None
    if last is None or last.outcome != "dodged" or last.forgotten or last.code not in _PRESSED_AT_ONCE:
        return None
    return _again(view, last)


def _dodged_before(view: ProbeContext) -> list[Choice]:
    return [
        choice
        for asked in view.asked[:-1]
        if asked.outcome == "dodged" and not asked.forgotten and asked.code != view.asked[-1].code
        if (choice := _again(view, asked)) is not None
    ]


def _again(view: ProbeContext, asked: AskedProbe) -> Choice | None:
    if sum(a.code is asked.code and a.ground == asked.ground for a in view.asked) > 1:
        return None
    return Choice(
        asked.code, asked.ground, f"{NAME[asked.code]} was asked and not answered.", second_try=True
    )


def _same_figure(view: ProbeContext) -> Choice | None:
    """The drill on the figure just talked about, while it yields: baseline, then whose work or how measured."""
    last = view.asked[-1] if view.asked else None
    if last is None or last.outcome == "dodged" or last.forgotten:
        return None
    claims = [c for c in _figures(view) if _same(c.quote, last.ground)]
    return next((choice for c in claims if (choice := _next_on(view, c)) is not None), None)


def _new_figures(view: ProbeContext) -> list[Choice]:
    """Another open figure, results first; between two figures something else is asked."""
    last = view.asked[-1] if view.asked else None
    drilled = {a.ground for a in view.asked if a.code is ProbeCode.BASELINE}
    spent = sum(a.code in _FIGURE_CODES for a in view.asked)
    if (
        len(drilled) >= MOST_FIGURES
        or spent > MOST_ON_A_FIGURE
        or (last is not None and last.code in _FIGURE_CODES)
    ):
        return []
    fresh = [c for c in _figures(view) if not any(_same(c.quote, a.ground) for a in view.asked)]
    return [choice for c in fresh if (choice := _next_on(view, c)) is not None]


def _figures(view: ProbeContext) -> list[Claim]:
    """What measures something and is told as a result or as evidence; results first, each in the order told."""
    told = dict(enumerate(view.story.facets))
    bound = view.account_ends
    needing = [
        c
        for c in view.story.claims
        if c.needs_baseline and (bound < 0 or c.end <= bound) and _measures(c, told.get(c.sentence, ()))
    ]
    return sorted(needing, key=lambda c: "OUTCOME" not in told.get(c.sentence, ()))


def _measures(claim: Claim, held: Sequence[str]) -> bool:
    """Counts of things are not drilled; a figure of a sentence that was not read for its facets may be a result."""
    return not {"FIGURE", "OUTCOME", "EVIDENCE"} & set(held) or is_result(claim, held)


def _next_on(view: ProbeContext, claim: Claim) -> Choice | None:
    on_it = [a for a in view.asked if _same(a.ground, claim.quote)]
    asked = {a.code for a in on_it}
    if len(asked) >= MOST_ON_A_FIGURE or len(on_it) >= _TURNS:
        return None
    steps = [(ProbeCode.BASELINE, claim.status == "open", f"A figure without its baseline: {claim.text}.")]
    if ProbeCode.BASELINE in asked or claim.baseline:
        given = any(a.code is ProbeCode.BASELINE and a.outcome == "answered" for a in on_it)
        shared = claim.owner != "speaker" and Gap.NO_ISOLATION in view.story.gaps
        steps.append((ProbeCode.ISOLATION, shared, f"The speaker's own part of {claim.text} is not told."))
        steps.append(
            (ProbeCode.EVIDENCE, given and not claim.source, f"How {claim.text} was measured is not told.")
        )
    for code, due, reason in steps:
        if due and code not in asked and _may(view, code):
            return Choice(code, claim.quote, reason)
    return None


def _gaps(view: ProbeContext) -> list[Choice]:
    ranked: list[tuple[ProbeCode, Gap]] = []
    for gap in view.story.gaps:
        code = PROBE_FOR[gap]
        if code not in [c for c, _ in ranked]:
            ranked.append((code, gap))
    ranked.sort(key=lambda item: _rank(view.priority, item[0]))
    found: list[Choice] = []
    for code, gap in ranked:
        about = ground(view.story, gap, code, view.account_ends)
        if _open(view, code) and not (code in _FIGURE_CODES and _exhausted(view, about)):
            found.append(Choice(code, about, REASON[code]))
    return found


def _whole_story(view: ProbeContext) -> list[Choice]:
    return [
        Choice(code, ground(view.story, None, code, view.account_ends), REASON[code])
        for code in sorted(_WHEN_WHOLE, key=lambda c: _rank(view.priority, c))
        if _open(view, code)
    ]


# ---------------------------------------------------------------- may it be asked
def _open(view: ProbeContext, code: ProbeCode) -> bool:
    """Not asked in this story yet: what was asked and dodged has its own step."""
    return all(a.code is not code for a in view.asked) and _may(view, code)


def _may(view: ProbeContext, code: ProbeCode) -> bool:
    last = view.asked[-1].code if view.asked else None
    return code is not last and sum(a.code is code for a in view.asked) < MOST_OF_A_CODE


def _exhausted(view: ProbeContext, about: str) -> bool:
    """Whether enough was asked about this figure."""
    return len({a.code for a in view.asked if _same(a.ground, about)}) >= MOST_ON_A_FIGURE


def _often(view: ProbeContext, about: str) -> int:
    """How often something was asked about these words."""
    return sum(_same(a.ground, about) for a in view.asked)


def _rank(priority: tuple[ProbeCode, ...], code: ProbeCode) -> int:
    return priority.index(code) if code in priority else len(priority)


def _same(one: str, other: str) -> bool:
    """Two quotes of the same words, one of which may be cut."""
    a, b = one.strip().lower(), other.strip().lower()
    return bool(a) and bool(b) and (a in b or b in a)


_PRESSING = (_no_event, _number_forgotten, _cannot_both_be, _dodged_just_now, _same_figure)
_DUE = (_new_figures, _gaps, _dodged_before, _whole_story)
