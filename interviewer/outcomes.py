"""What came of a probe: whether the words that followed answer it. One place for the policy and the score."""

from __future__ import annotations

import re
from typing import Literal

from interviewer.analysis.findings import AnswerAnalysis, ProbeCode

Outcome = Literal["answered", "partly", "dodged"]


def lexicon(*lines: str) -> re.Pattern[str]:
    """A pattern of whole words, lower-case, space-separated; "*" ends a stem, "_" stands for a space."""
    terms = [re.escape(t).replace("_", r"\s+").replace(r"\*", r"\w*") for t in " ".join(lines).split()]
    return re.compile(rf"\b(?:{'|'.join(terms)})(?!\w)", re.IGNORECASE)


_NUMBER = re.compile(
    r"\d|"
    + lexicon(
        "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen",
        "seventeen eighteen nineteen twenty thirty forty fifty",
        "sixty seventy eighty ninety hundred thousand",
        "million billion half twice double doubled tripled halved dozen quarter third zero none",
    ).pattern,
    re.IGNORECASE,
)
_ONE_AS_PRONOUN = re.compile(
    r"\b(?:that|this|which|the|no|any|every|each|another|other|next|last|old|new) one\b|\bone of\b",
    re.IGNORECASE,
)
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
    "hard_to_say difficult_to_say hard_to_put hard_to_quantify hard_to_pin",
    "like_i_said like_i_mentioned as_i_said",
    "as_i_mentioned good_question great_question fair_question it_depends in_general generally_speaking",
    "at_the_end_of_the_day i'd_rather_not can't_say can't_share",
    "can't_really_say move_on skip next_question",
)
_OWN_PAST = re.compile(
    r"\bi (?:\w+ly |then |also |just )?(?!(?:am|was|were|have|had|has|would|could|should|will|can|may"
    r"|might|must|do|did|don|didn|wasn|couldn|wouldn|think|guess|suppose|mean|know|feel|want|believe|hope|like|never|not"
    r"|always|usually|often|then|also|just|really)\b)[a-z]{2,}\b",
    re.IGNORECASE,
)
"""The speaker acts: "I" and a verb that is no auxiliary, no opinion and no habit."""
_TWO_OWN_ACTS = re.compile(rf"(?:{_OWN_PAST.pattern})[\s\S]*(?:{_OWN_PAST.pattern})", re.IGNORECASE)
_HEDGE = lexicon("i_think maybe probably sort_of kind_of i_guess i_suppose might_have possibly somewhat")
_SELF = lexicon("i i'd i'm i've me my mine myself")
_PLACED = re.compile(
    _NUMBER.pattern
    + "|"
    + lexicon(
        "monday tuesday wednesday thursday friday january february march april june july august september",
        "october november december last week month year morning afternoon",
        "meeting spring summer autumn winter",
    ).pattern,
    re.IGNORECASE,
)
_ANYTHING = re.compile(r"\w")

_ASKED_FOR: dict[ProbeCode, tuple[re.Pattern[str], re.Pattern[str]]] = {
    ProbeCode.BASELINE: (
        _NUMBER,
        lexicon("before from was were been used_to compared against previous* earlier at than"),
    ),
    ProbeCode.ISOLATION: (
        _NUMBER,
        lexicon(
            "mine my myself i alone only just own without rest other others control separate* isolat* holdout"
        ),
    ),
    ProbeCode.IMPACT: (
        _NUMBER,
        lexicon(
            "from to by fell rose dropped went came saved cut grew reduced increased now fewer less more was"
        ),
    ),
    ProbeCode.EVIDENCE: (
        lexicon(
            "data log logs survey* dashboard* ticket* test tests tested",
            "trial* pilot* measur* counted count sampl*",
            "interview* report* query queries metric* experiment* prototype*",
            "timed trace* record* number* pulled",
            "spreadsheet compared customer* user*",
        ),
        re.compile(_NUMBER.pattern + r"|\b(?:showed|shows|because|said|found|from)\b", re.IGNORECASE),
    ),
    ProbeCode.OPPOSING_VIEW: (
        lexicon("he she they his her their him them he'd she'd they'd"),
        lexicon(
            "because reason* argu* point thought felt believed worried",
            "wanted needed said concern* data deadline",
            "contract cost risk afraid saw had",
        ),
    ),
    ProbeCode.OWN_ACTION: (_OWN_PAST, _TWO_OWN_ACTS),
    ProbeCode.CONCRETE: (
        re.compile(
            _OWN_PAST.pattern + r"|\b(?:he|she|they|we) (?:\w+ed|said|told|went|took|wrote|made|came)\b",
            re.IGNORECASE,
        ),
        _PLACED,
    ),
    ProbeCode.SPECIFIC_INSTANCE: (_OWN_PAST, _PLACED),
    ProbeCode.INITIATIVE: (
        lexicon(
            "noticed my_idea my_own nobody_asked no_one_asked on_my_own",
            "volunteered i_decided i_raised i_started",
            "asked_me told_me assigned came_to_me gave_me manager i_saw i_found i_chose myself i_brought",
        ),
        _SELF,
    ),
    ProbeCode.ESCALATION: (
        lexicon(
            "again back escalat* second further another more director",
            "vp cto ceo head_of above instead then pushed",
            "wrote asked didn't did_not let_it dropped stopped went",
        ),
        re.compile(_OWN_PAST.pattern + r"|\bi (?:didn't|did not|let|never)\b", re.IGNORECASE),
    ),
    ProbeCode.COMMITMENT: (_OWN_PAST, _TWO_OWN_ACTS),
    ProbeCode.CERTAINTY: (
        re.compile(
            _NUMBER.pattern + "|" + lexicon("certain sure know confident measured saw checked").pattern, re.I
        ),
        re.compile(
            _NUMBER.pattern + "|" + lexicon("because measured checked saw data report log logs").pattern, re.I
        ),
    ),
    ProbeCode.OWN_PART: (
        lexicon(
            "my_fault my_mistake my_part my_side my_own i_should_have",
            "i_should've i_could_have i_could've i_missed",
            "i_failed i_didn't i_did_not i_forgot i_assumed i_never i_underestimated",
            "i_overlooked i_waited i_ignored",
            "i_was_too i_was_also i_was_wrong on_me i_own",
        ),
        _SELF,
    ),
    ProbeCode.CUSTOMER: (
        lexicon(
            "customer* user* people client* patient* shopper* member*",
            "driver* rider* buyer* seller* guest* student*",
            "reader* caller* subscriber* agent* they",
        ),
        lexicon(
            "wait* couldn't could_not lost called complain* paid left",
            "had_to saw felt stuck got gave_up asked said",
            "told missed cancel* stopped kept able one two three",
        ),
    ),
    ProbeCode.OUTCOME: (
        lexicon(
            "decided decision shipped launched ended went agreed chose",
            "approved rejected cancel* closed dropped kept",
            "settled finished released live result* happened worked failed stayed became in_the_end",
        ),
        _ANYTHING,
    ),
    ProbeCode.PACE: (_OWN_PAST, _OWN_PAST),
    ProbeCode.STAKES: (
        lexicon(
            "los* cost* risk* would_have would've could_have miss*",
            "fail* broke* delay* outage* churn* customer*",
            "revenue contract deadline money penalt* safety million",
            "thousand hundred percent dollars hours days",
        ),
        _ANYTHING,
    ),
    ProbeCode.REFLECTION: (
        lexicon(
            "learn* next_time differently should_have should've would_have",
            "would've i'd wrong mistake regret*",
            "realis* realiz* now_i since_then these_days i_now underestimated earlier sooner",
        ),
        _SELF,
    ),
    ProbeCode.EXACT_WORDS: (
        lexicon("said told asked replied answered wrote words goes went i_was_like"),
        lexicon("you you're we i i'm i'll i'd it's that this if let's look no yes"),
    ),
    ProbeCode.TRADEOFF: (
        lexicon(
            "gave_up give_up cost* lost lose instead slow* delay*",
            "late* without dropped cut sacrific* trad*",
            "couldn't could_not price downside meant more_work less fewer pushed",
        ),
        _ANYTHING,
    ),
}
"""Two tests a code: what the answer must hold to bear on the question, and what makes it whole."""


def has_number(text: str) -> bool:
    """A figure in digits or words; "that one" and "one of them" are not figures."""
    return bool(_NUMBER.search(_ONE_AS_PRONOUN.sub(" ", text)))


def forgot_number(text: str) -> bool:
    """The candidate says that a figure is not remembered."""
    return bool(_FORGOTTEN.search(text.replace("’", "'")))


def outcome(code: ProbeCode, answer: AnswerAnalysis, text: str) -> Outcome:
    """Whether `text`, the whole answer to a probe of this code, answers it.

    "answered" says that the asked thing was told, not that it was good; a plain "no, I didn't" answers.
    `answer` is the analysis of that answer alone; its claims count as figures.
    """
    said = _ONE_AS_PRONOUN.sub(" ", text.replace("’", "'"))
    words = len(said.split())
    first, whole = _ASKED_FOR[code]
    figure = bool(_NUMBER.search(said)) or bool(answer.claims)
    bears = figure if first is _NUMBER else bool(first.search(said))
    if forgot_number(said) and not figure:
        return "partly" if words >= 12 else "dodged"
    if not bears:
        return "partly" if first is _NUMBER and whole.search(said) and words >= 12 else "dodged"
    if not figure and words < 25 and _EVASIVE.search(said):
        return "dodged"
    if code is ProbeCode.CERTAINTY and _HEDGE.search(said):
        return "partly"
    return "answered" if whole.search(said) else "partly"
