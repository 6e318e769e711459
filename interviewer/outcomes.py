"""What came of a probe: whether the words that followed answer it. One place for the policy and the score."""

from __future__ import annotations

import re
from typing import Literal

from interviewer.analysis import figures
from interviewer.analysis.figures import Figure
from interviewer.analysis.findings import ProbeCode
from interviewer.analysis.sizes import counts_work, family
from interviewer.asked_for import ASKED_FOR, NUMBER, ONE_AS_PRONOUN, lexicon
from interviewer.evasions import evades, unsure

Outcome = Literal["answered", "partly", "dodged"]

_FORGOTTEN = re.compile(
    r"\b(?:do not|don't|can't|cannot|couldn't|didn't|not) (?:really |quite |exactly |actually |honestly )?"
    r"(?:remember|recall)\b"
    r"|\bi (?:forget|forgot)\b(?! to)|\boff the top of my head\b"
    r"|\b(?:do not|don't) have (?:the|that|those|an? exact) (?:numbers?|figures?)"
    r"|\b(?:not sure|don't know|do not know|no idea) (?:of |about )?(?:what )?the (?:exact |precise )?"
    r"(?:numbers?|figures?|percentage|amount)\b",
    re.IGNORECASE,
)
_EVASIVE = lexicon(
    "hard_to_say difficult_to_say hard_to_put hard_to_quantify hard_to_pin like_i_said like_i_mentioned as_i_said",
    "as_i_mentioned good_question great_question fair_question fair_point it_depends in_general generally_speaking",
    "at_the_end_of_the_day i'd_rather_not can't_say can't_share can't_really_say move_on skip next_question",
    "gut_feeling you_just_know you_sort_of_know you_could_just_see anybody_could anyone_could everybody_noticed",
    "team_effort a_team_thing we_all_just we_all_worked everybody_pulled overall it_was_positive you_have_to_pick",
    "communication_is_key it_wasn't_really_my wasn't_in_our_hands have_to_check on_board_with decided_is_decided",
    "it_went_fine it_worked_out no_hard_feelings a_busy_time",
)
_LACKING = re.compile(
    r"\bcouldn't (?:really )?(?:tell you|say)\b|\bcan't (?:really |quite )?(?:split|separate|say|tell)\b"
    r"|\bnever (?:\w+ )?(?:turned|put|measured|counted|checked|tracked|split|separated)\b"
    r"|\bdidn't (?:\w+ )?(?:have (?:any |the )?(?:measure\w*|numbers?|figures?|data)|measure|count|put a price|check|track)\b"
    r"|\b(?:sort of|kind of|more or less|at least by some|a bit late, i think|i'd have to check)\b"
    r"|\b(?:could|couldn't) have changed anything\b|\bit was agreed that\b|\bi(?:'d| would) have done it differently\b",
    re.IGNORECASE,
)
"""What is granted to be missing in an answer, or is told with a shrug: half of what was asked."""
_EMPTY_ACT = re.compile(
    r"\bi (?:just |then |really )?(?:went along with|went with|got on with|moved on|accepted|supported|agreed|respected|committed|followed"
    r"|stayed out|let it|did what|did as|did my|got behind|tried|helped|was asked|mean|had said|told people|coordinated|gave (?:some|a bit of) input|was involved"
    r"|was responsible|was part of|facilitated|supported)\b[^.;]*",
    re.IGNORECASE,
)
"""Going along is no act."""
_HEDGE = lexicon(
    "i_think maybe probably sort_of kind_of i_guess i_suppose might_have possibly somewhat told_me fairly"
)
_TRACKED = lexicon(
    "per measured counted tracked track counts counting percentage percent share hours minutes seconds days money errors tickets dashboard",
    "sheet spreadsheet report log logs tens hundreds thousands tenths order_of roughly_a nearer half double twice a_tenth a_third several_times",
)
"""What is left to tell of a forgotten figure: its unit, its size, who kept it."""
_KEPT = lexicon(
    "per sheet spreadsheet tracked track measured counted keep keeps kept percentage tens hundreds thousands tenths percent"
)
_OF_FIGURES = frozenset({ProbeCode.BASELINE, ProbeCode.IMPACT})
_OF_ACTS = frozenset({ProbeCode.COMMITMENT, ProbeCode.OWN_ACTION, ProbeCode.PACE})
_AS_IT_IS = frozenset({ProbeCode.REFLECTION, ProbeCode.EXACT_WORDS})
"""What is granted to be missing does not halve these answers."""
_THEN = re.compile(
    r"\b(?:before|used to|previously|had been|originally|at the start|until then|were at|was at|instead of|from)\b",
    re.IGNORECASE,
)
_NOW = re.compile(
    r"\b(?:now|after|afterwards|since|then|to|today|by|went|came|down|up|against|left)\b", re.IGNORECASE
)
_RATE = re.compile(
    r"^[\w'-]+(?: (?!about\b|before\b|after\b|for\b|in\b|at\b)[\w'-]+){0,2} (?:a|an|per|each|every) "
    r"(?:second|minute|hour|shift|night|day|week|weekend|month|quarter|year|season)\b(?! (?:apart|ago|later|before|after|earlier))",
    re.IGNORECASE,
)
_SHARES = frozenset({"percent", "share", "times", ""})


def has_number(text: str) -> bool:
    """A figure in digits or words; "that one" and "one of them" are not figures."""
    return bool(NUMBER.search(ONE_AS_PRONOUN.sub(" ", text)))


def forgot_number(text: str) -> bool:
    """The candidate says that a figure is not remembered."""
    return bool(_FORGOTTEN.search(text.replace("’", "'")))


def outcome(code: ProbeCode, text: str, ground: str = "", *, forgotten: bool = False) -> Outcome:
    """Whether `text`, the whole answer to a probe of this code, answers it.

    "answered" says that the asked thing was told, not that it was good; a plain "no, I didn't" answers.
    `ground` are the words the probe was about, `forgotten` that it asked for what is left of a figure that is not remembered.
    """
    said = ONE_AS_PRONOUN.sub(" ", text.replace("’", "'"))
    told = _measured(said)
    if forgotten:
        return "answered" if told or _TRACKED.search(said) else "dodged"
    if _evades(said, bool(told)):
        return "dodged"
    if evades(code, said, figure=bool(told)):
        return "dodged"
    if code in _OF_FIGURES:
        return _of_figure(code, said, told, ground)
    first, whole = ASKED_FOR[code]
    bears = _EMPTY_ACT.sub(" ", said) if code in _OF_ACTS else said
    if not first.search(bears) and not (code in _FIGURE_WILL_DO and told):
        return "dodged"
    if (code is ProbeCode.CERTAINTY and _HEDGE.search(said)) or unsure(code, said):
        return "partly"
    if (
        code not in _AS_IT_IS
        and not (code is ProbeCode.STAKES and len(told) > 1)
        and (_LACKING.search(said) or forgot_number(said))
    ):
        return "partly"
    return "answered" if whole.search(bears) else "partly"


_FIGURE_WILL_DO = (ProbeCode.EVIDENCE, ProbeCode.ISOLATION)
"""A figure that measures something bears on these by itself; "in two meetings" does not."""


def _evades(said: str, figure: bool) -> bool:
    """Nothing but talk around it."""
    if not said.strip():
        return True
    return not figure and len(said.split()) < 45 and bool(_EVASIVE.search(said)) and not has_number(said)


def _of_figure(code: ProbeCode, said: str, told: list[Figure], ground: str) -> Outcome:
    """A figure was asked for: it must be one, of the thing that was asked about, with what it is compared to."""
    whole = ASKED_FOR[code][1].search(said)
    if not told:
        return "partly" if forgot_number(said) and _KEPT.search(said) else "dodged"
    about = [f for f in figures.find(ground) if f.kind == "measure"]
    if code is ProbeCode.BASELINE and about:
        if {f.value for f in told} <= {f.value for f in about}:
            return "dodged"
        kinds = {_kind(f) for f in about}
        if not any(_kind(f) in kinds or f.unit == "" for f in told):
            return "answered" if kinds == {"share"} and _before_and_after(told, said) else "partly"
    if not whole or _LACKING.search(said) or forgot_number(said):
        return "partly"
    return "answered"


def _before_and_after(told: list[Figure], said: str) -> bool:
    """Whether a share that was asked about is told in units instead: "forty a day before, and twelve now"."""
    counted = [f.unit for f in told if f.unit]
    alike = len({f.value for f in told}) > 1 and len(set(counted)) <= 1
    return alike and _THEN.search(said) is not None and _NOW.search(said) is not None


def _measured(said: str) -> list[Figure]:
    """The figures that measure something: no dates, no spans of time, no "in two meetings"."""
    found: list[Figure] = []
    for sentence in re.split(r"(?<=[.?!])\s+", said):
        for figure in figures.find(sentence):
            bare = (figure.unit == "" and not figure.text.isalpha()) or figure.unit != ""
            alone = len(sentence.split()) <= 2
            rate = _RATE.search(sentence[figure.offset :]) is not None
            placed = bare and _THEN.search(sentence) is not None
            if figure.kind == "measure" and (
                alone or rate or placed or ((bare or figure.value != 1) and not counts_work(figure, sentence))
            ):
                found.append(figure)
    return found


def _kind(figure: Figure) -> str:
    return "share" if figure.unit in _SHARES else family(figure.unit)
