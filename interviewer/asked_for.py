"""What an answer must hold to bear on a probe of each kind, and what makes it whole. Data, and the patterns it needs."""

from __future__ import annotations

import re

from interviewer.analysis.findings import ProbeCode


def lexicon(*lines: str) -> re.Pattern[str]:
    """A pattern of whole words, lower-case, space-separated; "*" ends a stem, "_" stands for a space."""
    terms = [re.escape(t).replace("_", r"\s+").replace(r"\*", r"\w*") for t in " ".join(lines).split()]
    return re.compile(rf"\b(?:{'|'.join(terms)})(?!\w)", re.IGNORECASE)


NUMBER = re.compile(
    r"\d|"
    + lexicon(
        "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen",
        "seventeen eighteen nineteen twenty thirty forty fifty",
        "sixty seventy eighty ninety hundred thousand",
        "million billion half twice double doubled tripled halved dozen quarter third zero none",
    ).pattern,
    re.IGNORECASE,
)
ONE_AS_PRONOUN = re.compile(
    r"\b(?:that|this|which|the|no|any|every|each|another|other|next|last|old|new) one\b|\bone of\b",
    re.IGNORECASE,
)
_OWN_PAST = re.compile(
    r"\bi (?:\w+ly |then |also |just )?(?!(?:am|was|were|have|had|has|would|could|should|will|can|may"
    r"|might|must|do|did|don|didn|wasn|couldn|wouldn|think|guess|suppose|mean|know|feel|want|believe|hope|like|never|not"
    r"|always|usually|often|then|also|just|really|thought|felt|believed|hoped|knew)\b)[a-z]{2,}\b",
    re.IGNORECASE,
)
"""The speaker acts: "I" and a verb that is no auxiliary, no opinion and no habit."""
_DONE = re.compile(
    _OWN_PAST.pattern
    + r"|\bi(?:'ve| have) (?:\w+ed|kept|made|held|run|been|paid|written)\b|\bi (?:did|was (?:at|in|on|there|out|up))\b|\b(?:was|were|is|are) (?:me|mine)\b",
    re.IGNORECASE,
)
"""Besides, what is done without a verb of its own: "I was there at three", "the calls were mine"."""
_TWO_DONE = re.compile(rf"(?:{_DONE.pattern})[\s\S]*(?:{_DONE.pattern})", re.IGNORECASE)
_SELF = lexicon("i i'd i'm i've me my mine myself")
_PLACED = re.compile(
    NUMBER.pattern
    + "|"
    + lexicon(
        "monday tuesday wednesday thursday friday january february march april june july august september",
        "october november december last week month year morning afternoon",
        "meeting spring summer autumn winter",
    ).pattern,
    re.IGNORECASE,
)
_DID = r"\bi (?:did|had|ran|led|own|owned|look after)\b"
_OWN_PART_TOLD = re.compile(
    _OWN_PAST.pattern + "|" + _DID + r"|\b(?:are|is|was|were) (?:mine|me)\b", re.IGNORECASE
)
_OTHERS = r"\b(?:theirs|his|hers|vendor's|the team|[A-Z][a-z]+(?:, [\w ]+,)? (?:did|wrote|built|ran|drew|found|set|got|made|was|were|\w+ed)|our [a-z]+ (?:did|built|made|wrote)|(?:was|were) [A-Z][a-z]+'s|[A-Z][a-z]+'s)\b"
_OWN_AND_OTHERS = re.compile(
    rf"(?i:{_TWO_DONE.pattern})|(?i:{_DONE.pattern}|mine)[\s\S]*(?:{_OTHERS})|(?:{_OTHERS})[\s\S]*(?i:{_DONE.pattern})"
)
_THEY_PAST = r"\b(?:he|she|they|we|manager|boss|director|lead) (?:\w+ed|said|told|went|took|wrote|made|came|had)\b|\bthere was\b"
_OWN_AND_PLACED = re.compile(
    rf"(?=[\s\S]*(?:{_OWN_PAST.pattern}))(?=[\s\S]*(?:{_PLACED.pattern}))", re.IGNORECASE
)
_ANYTHING = re.compile(r"\w")

ASKED_FOR: dict[ProbeCode, tuple[re.Pattern[str], re.Pattern[str]]] = {
    ProbeCode.BASELINE: (
        NUMBER,
        lexicon("before from was were been used_to compared against previous* earlier at than"),
    ),
    ProbeCode.ISOLATION: (
        re.compile(
            r"\b(?:was|is|are|that's|were) (?:just |all |only )?(?:mine|me|theirs|his|hers)\b|\bmy (?:idea|part|share|rule|work|push|change)\b|\bwhat i (?:made|built|wrote|did|changed)\b|\bnothing else\b",
            re.IGNORECASE,
        ),
        lexicon(
            "mine my myself me alone only own without rest other others control separate* isolat* holdout theirs",
            "switch_it_off switched_off nothing_else account_for accounts_for",
        ),
    ),
    ProbeCode.IMPACT: (
        NUMBER,
        lexicon(
            "from to by fell rose dropped went came saved cut grew reduced increased now fewer less more was cost costs gained paid worth gave"
        ),
    ),
    ProbeCode.EVIDENCE: (
        lexicon(
            "data log logs survey* dashboard* ticket* test tests tested",
            "trial* pilot* measur* counted count sampl* a_list the_list",
            "interview* report reports query queries metric* experiment* prototype* export*",
            "timed trace* record records number numbers i_pulled we_pulled figure* sheet",
            "spreadsheet compared customer* user* complaints letters ruled_out",
        ),
        re.compile(
            NUMBER.pattern + r"|\b(?:showed|shows|because|said|found|i pulled|i counted|from the)\b",
            re.IGNORECASE,
        ),
    ),
    ProbeCode.OPPOSING_VIEW: (
        re.compile(
            r"(?i:\b(?:he|she|they|his|her|their|him|them|he'd|she'd|they'd|hers|theirs)\b)|\b(?<!\. )(?!I\b)[A-Z][a-z]+(?:'s| had| wanted| said)",
        ),
        lexicon(
            "because reason* argu* point thought felt believed worried",
            "wanted needed said concern* data deadline",
            "contract cost costs risk afraid saw had keep overtime fee fees deadline budget would_have",
        ),
    ),
    ProbeCode.OWN_ACTION: (_OWN_PART_TOLD, _OWN_AND_OTHERS),
    ProbeCode.CONCRETE: (
        re.compile(
            _OWN_PAST.pattern + "|" + _THEY_PAST,
            re.IGNORECASE,
        ),
        _OWN_AND_PLACED,
    ),
    ProbeCode.SPECIFIC_INSTANCE: (
        re.compile(_OWN_PAST.pattern + "|" + _THEY_PAST + "|" + _PLACED.pattern, re.IGNORECASE),
        _OWN_AND_PLACED,
    ),
    ProbeCode.INITIATIVE: (
        lexicon(
            "noticed my_idea my_own nobody_asked no_one_asked on_my_own",
            "volunteered i_decided i_raised i_started",
            "nobody_sent nobody_told nobody_had bothered_me told_us asked_us boss",
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
    ProbeCode.COMMITMENT: (_DONE, _TWO_DONE),
    ProbeCode.CERTAINTY: (
        re.compile(
            NUMBER.pattern
            + "|"
            + lexicon("certain sure know confident measured saw checked proved suspect").pattern,
            re.I,
        ),
        re.compile(
            NUMBER.pattern
            + "|"
            + lexicon("because measured checked saw data report log logs proved").pattern,
            re.I,
        ),
    ),
    ProbeCode.OWN_PART: (
        lexicon(
            "my_fault my_mistake my_part my_side my_own i_should_have",
            "i_should've i_could_have i_could've i_missed",
            "i_failed i_didn't i_did_not i_forgot i_assumed i_never i_underestimated",
            "i_overlooked i_waited i_ignored",
            "i_was_too i_was_also i_was_wrong on_me i_own all_of_it i_chose i_wrote i_signed i_put mine was_me",
        ),
        _SELF,
    ),
    ProbeCode.CUSTOMER: (
        lexicon(
            "customer* user* people somebody someone client* patient* shopper* member* passenger* resident* tenant*",
            "driver* rider* buyer* seller* guest* student* pupil* nurse* parent* teacher* child children family families carer*",
            "visitor* caller* farmer* traveller* commuter* learner* mother* father* mum* dad* lady gentleman woman man",
            "reader* caller* subscriber* agent* they",
        ),
        lexicon(
            "wait* couldn't could_not lost called complain* paid left walks stood standing emails letters",
            "had_to saw felt stuck got gave_up asked said",
            "told missed cancel* stopped kept able one two three",
        ),
    ),
    ProbeCode.OUTCOME: (
        lexicon(
            "decided decision shipped launched ended went agreed chose moved",
            "approved rejected cancel* closed dropped kept",
            "settled finished released live result* happened worked failed stayed became in_the_end",
            "today by_now still since after renewed fixed back",
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
