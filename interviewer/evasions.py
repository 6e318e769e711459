"""What only seems to answer a probe: guesses, shrugs, and sides or duties waved away. Data, by what was asked."""

from __future__ import annotations

import re

from interviewer.analysis.findings import ProbeCode
from interviewer.asked_for import lexicon

_GUESS = "i_think i_guess i_suppose i_believe i'd_assume i_would_assume i_imagine as_far_as_i_know presumably as_such"
_NOTHING_HUNG = (
    "nobody_lost_anything nobody_really_lost lost_anything nothing_really_happened usually_doesn't usually_fine never_told_us "
    "question_of_nerves stressful nervous"
)
_EMPTY: dict[ProbeCode, re.Pattern[str]] = {
    ProbeCode.STAKES: lexicon(_GUESS, _NOTHING_HUNG),
    ProbeCode.EVIDENCE: lexicon(
        _GUESS, "could_feel could_just_feel could_tell could_just_tell could_sort_of usual_metrics"
    ),
    ProbeCode.CUSTOMER: lexicon(
        _GUESS,
        "internal no_customers not_customers all_kinds_of normal_users people_always always_complain they'd_notice",
        "didn't_talk_to_them didn't_speak_to",
    ),
    ProbeCode.TRADEOFF: lexicon(
        "no_downside a_downside any_downside win_for_everyone win-win win_win nothing_really"
    ),
    ProbeCode.REFLECTION: lexicon(
        "they_should on_them listened_to_me listen_to_me communicate_more communicate_a_lot communicate_better",
        "plan_ahead you_have_to like_that_again the_same_again same_way_again nothing_really",
    ),
    ProbeCode.OWN_PART: lexicon(
        "i_don't_think i_don't_see don't_know_what_i nothing_i they_should they_just it_was_on_me_to i'd_raised i_had_raised trusted_them",
        "just_responsible only_responsible not_my wasn't_my",
    ),
    ProbeCode.OPPOSING_VIEW: re.compile(
        r"\b(?:just (?:wanted|liked|weren't|wasn't|didn't|don't|doesn't)|wouldn't know|had no idea|didn't (?:listen|get it|understand)"
        r"|don't (?:really )?(?:understand|use|know)|always (?:say|says|said|complain\w*|negative|a bit|against)|how (?:they|he|she) (?:are|is|was|were)"
        r"|never (?:really )?(?:cares?|cared|explained|explains?|said why)|(?:wanted|want) to look good|nobody was against|the worst)\b",
        re.IGNORECASE,
    ),
    ProbeCode.OUTCOME: lexicon(
        "i_guess i_suppose no_complaints any_complaints as_far_as_i_know after_a_while a_bit_of_a_mess moved_on_after"
    ),
    ProbeCode.CERTAINTY: lexicon(
        "fairly_sure pretty_sure quite_sure more_or_less i_think_it_was_significant"
    ),
    ProbeCode.EXACT_WORDS: re.compile(
        r"\b(?:can't|don't|cannot|couldn't) (?:really |quite )?(?:recall|remember)\b", re.IGNORECASE
    ),
    ProbeCode.BASELINE: re.compile(
        r"\b(?:don't|didn't) have (?:the|a|that|any) (?:numbers?|figures?)\b[\s\S]*\b(?:something around|maybe|probably|i think|some)\b",
        re.IGNORECASE,
    ),
    ProbeCode.IMPACT: lexicon("i_don't_think no_real_cost not_really didn't_cost"),
}
_EVEN_WITH_A_FIGURE = frozenset(
    {ProbeCode.OWN_PART, ProbeCode.CERTAINTY, ProbeCode.BASELINE, ProbeCode.IMPACT, ProbeCode.OPPOSING_VIEW}
)
"""A number does not make these answers."""
_HALF: dict[ProbeCode, re.Pattern[str]] = {
    ProbeCode.OUTCOME: re.compile(
        r"\b(?:was|were|is|had|has been) (?:\w+ly )?(?:launched|shipped|released|fixed|closed|approved|kept|rolled|stopped|cancelled|chosen)\b",
        re.IGNORECASE,
    ),
}
"""What makes half an answer of it, all the same."""
_FAULT = re.compile(
    r"\b(?:i should(?:'ve| have)|i (?:missed|failed|forgot|assumed|never|ignored|overlooked|underestimated)|my (?:mistake|fault)|i was wrong"
    r"|i got (?:it|that) wrong|next time,? i)\b",
    re.IGNORECASE,
)
_GENUINE: dict[ProbeCode, re.Pattern[str]] = {
    ProbeCode.OWN_PART: _FAULT,
    ProbeCode.REFLECTION: _FAULT,
    ProbeCode.OPPOSING_VIEW: re.compile(
        r"\b(?:reason\w*|because|worried|afraid|concern\w*|his point|her point|their point|cost\w*|contract|deadline)\b",
        re.IGNORECASE,
    ),
    ProbeCode.STAKES: re.compile(
        r"\b(?:would(?:'ve| have)|contract|penalt\w+|regulator|licen[cs]e|safety|closed? down|lawsuit|renewal)\b",
        re.IGNORECASE,
    ),
    ProbeCode.EVIDENCE: re.compile(
        r"\bi (?:\w+ly )?(?:pulled|counted|measured|asked|rang|checked|sampled|timed|read|ran|watched|compared)\b",
        re.IGNORECASE,
    ),
    ProbeCode.CUSTOMER: re.compile(
        r"\b(?:told (?:me|us)|rang|phoned|wrote|waited|waiting|queu\w+|cried|missed)\b", re.IGNORECASE
    ),
    ProbeCode.CERTAINTY: re.compile(
        r"\b(?:because|i (?:measured|counted|checked|saw|proved|ran)|i've (?:proved|measured|counted|checked)|from the)\b",
        re.IGNORECASE,
    ),
}
"""What tells an answer from an evasion that holds the same words."""
_UNSURE = lexicon("i_believe as_far_as_i_know probably or_so really_good i_think i_guess")


def evades(code: ProbeCode, said: str, *, figure: bool) -> bool:
    """Whether an answer to a probe of this kind only talks around it; `figure` where it measures something."""
    pattern = _EMPTY.get(code)
    if pattern is None or (figure and code not in _EVEN_WITH_A_FIGURE) or not pattern.search(said):
        return False
    genuine, half = _GENUINE.get(code), _HALF.get(code)
    if genuine is not None and genuine.search(said):
        return False
    return half is None or not half.search(said)


def unsure(code: ProbeCode, said: str) -> bool:
    """Whether an end is told as hearsay: half an answer."""
    return code is ProbeCode.OUTCOME and _UNSURE.search(said) is not None
