"""What is wrong with the wording of a probe. Pure; each fault is a phrase that can be told to the model."""

from __future__ import annotations

import re

from interviewer.analysis.findings import ProbeCode
from interviewer.asked_for import lexicon
from interviewer.events import ProbeBrief
from interviewer.outcomes import forgot_number
from interviewer.terms import PLAIN, content, overlap, stem, terms

MOST_WORDS = 25
SAME_QUESTION = 0.6
"""Jaccard index of stems from which two questions are one: "What was it before?" against "And what was it
before that?" is 0.8, against "What was it measured in?" 0.5."""

_PRAISE = lexicon(
    "great good nice excellent impressive amazing awesome fantastic",
    "wonderful brilliant perfect terrific superb",
    "interesting fascinating remarkable outstanding thoughtful",
    "helpful valuable solid strong congratulations",
    "congrats kudos bravo well_done nicely_done good_job thanks thank appreciate* grateful glad happy_to",
    "makes_sense make_sense sounds_like sounds_good that_sounds i_understand",
    "understandable i_see_why fair_enough",
    "i_like i_love sorry must_have_been tough challenging absolutely",
    "definitely exactly_right you_were_right",
    "you're_right of_course no_worries admire*",
)
_SCORING = lexicon(
    "score* scored scoring rubric grade* graded pass passed passing",
    "fail_the bar hire hired hiring interview*",
    "evaluat* assess* assessment points rating verdict feedback",
    "competenc* star_method leadership_principle*",
)
_ROLE = lexicon(
    "as_an_ai ai_model language_model chatbot assistant candidate candidate's system_prompt instruction*",
    "i_can't_help i_cannot i'm_unable my_rules openai qwen alibaba",
)
_LEADING = lexicon(
    "isn't_it wasn't_it didn't_you don't_you aren't_you weren't_you",
    "wouldn't_you couldn't_you right? correct?",
    "surely obviously wouldn't_it doesn't_that isn't_that because_of_your",
)
_LEADING_END = re.compile(r",\s*(?:right|correct|yes|no|or not)\?\s*$", re.IGNORECASE)
_YES_NO = re.compile(
    r"^(?:(?:and|so|but|then),? )?(?:did|do|does|was|were|is|are|have|has|had|could|would|can|will|should|may)\b",
    re.IGNORECASE,
)
_ASKING = r"(?:what|how|who|whose|when|why|which|where)"
_TWO_IN_ONE = re.compile(
    rf"\b{_ASKING}\b.*(?:,|\band\b|\bor\b) (?:also )?(?:{_ASKING}|did|was|were|do|does|could|can)\b",
    re.IGNORECASE,
)
_SUPPOSING = re.compile(r"\bif\b", re.IGNORECASE)
_UNSPEAKABLE = re.compile(
    r"[*_#`~<>\[\]{}()|\\/=+^@;]|https?:|www\.|\n|^\s*(?:[-•]|\d+[.)])\s|[^\x00-ɏ‘’“”–—…₹€£]"
)
_QUOTED = re.compile(r"[\"“”]([^\"“”]*)[\"“”]")
_NAMES = re.compile(r"(?<![.?!:\"“] )(?<!^)\b[A-Z][a-zA-Z]+\b")
_POINTING = lexicon("that this those these it there then they she he one you yourself your yours")
_PRESSING = lexicon(
    "how_many how_much_exactly exact exactly precise the_number what_number remember recall guess best_guess"
)
_FIGURE_CODES = frozenset({ProbeCode.BASELINE, ProbeCode.ISOLATION, ProbeCode.IMPACT})

_ASKS: dict[ProbeCode, re.Pattern[str]] = {
    ProbeCode.BASELINE: lexicon(
        "before beforehand compare* comparison baseline previous* earlier than used_to against_what had_been",
        "up_from down_from from_what out_of_what instead_of_what start_at started_at start_from without_it",
    ),
    ProbeCode.ISOLATION: lexicon(
        "your_own yours yourself you_alone your_work your_change your_part",
        "your_share your_piece your_fix alone",
        "how_much_of because_of_you without_you personally what_part which_part what_share from_you",
    ),
    ProbeCode.IMPACT: lexicon(
        "how_much how_many number* measur* figure* chang* count* percent",
        "difference by_how result* effect moved",
        "improve* drop* fall rise save* saved faster fewer less more",
    ),
    ProbeCode.EVIDENCE: lexicon(
        "data evidence measur* know number* test* based basis show*",
        "log logs count* track* find source figure*",
        "come_from came_from arrive* get_that got_that proof prove* calculat* back_that backed support*",
    ),
    ProbeCode.OPPOSING_VIEW: lexicon(
        "reason* argument argue* why data think thought want* case concern*",
        "view side believe* see saw need* prefer*",
        "worr* position insist* basing based said say against",
    ),
    ProbeCode.OWN_ACTION: lexicon("you yourself your yours who"),
    ProbeCode.CONCRETE: lexicon(
        "when which one example happen* what_did that_day case look_like specific* first who last_time time where"
    ),
    ProbeCode.SPECIFIC_INSTANCE: lexicon(
        "when which one_time last_time occasion particular specific* actual* real* time"
    ),
    ProbeCode.INITIATIVE: lexicon(
        "whose who idea assign* nobody why start* asked_you initiat* yourself decided_to made_you own decide take_on hadn't_asked"
    ),
    ProbeCode.ESCALATION: lexicon(
        "next then after back else again further second stop* push*",
        "did_you_do respond* did_you_try did_you_take try",
        "did_you_say",
    ),
    ProbeCode.COMMITMENT: lexicon(
        "after once work next did_you_do support* carry help* decid* then first make_it steps ensure did_you_take"
    ),
    ProbeCode.CERTAINTY: lexicon("sure certain* know confident measur* guess* evidence check* verif*"),
    ProbeCode.OWN_PART: lexicon(
        "your_own your_part your_share your_side your_role you_do you_have_done",
        "you_miss* you_contribut* you_could",
        "did_you differently yourself could_you",
    ),
    ProbeCode.CUSTOMER: lexicon(
        "notice* feel felt see saw experience* wait* lose lost customer*",
        "user* caller* client* patient* shopper*",
        "people affect* complain* happen*_to",
    ),
    ProbeCode.OUTCOME: lexicon(
        "end ended happen* decid* decision outcome result* final* conclu* resolv* turn* settle*"
    ),
    ProbeCode.PACE: lexicon("first start* step you_do move begin* disagree* did_you come_in"),
    ProbeCode.STAKES: lexicon(
        "lose lost loss cost* matter* risk* stake* wrong harm depend* consequence* impact would_have happen* mean* worst"
    ),
    ProbeCode.REFLECTION: lexicon(
        "different* learn* now again back wrong right chang* next_time regret miss* hindsight would_you took_away"
    ),
    ProbeCode.EXACT_WORDS: lexicon(
        "say said words tell told answer* reply* word_for_word response respond* ask put_it"
    ),
    ProbeCode.TRADEOFF: lexicon(
        "give_up gave_up giving_up cost* instead lose lost trade* price",
        "sacrific* downside option* turn_down against",
        "given_up drop* went_without go_without",
    ),
}
"""A wording that asks for what the code asks holds one of these."""
_LIGHT = frozenset(
    (
        *(
            "what",
            "when",
            "that",
            "this",
            "than",
            "then",
            "there",
            "where",
            "which",
            "were",
            "have",
            "with",
            "from",
            "your",
        ),
        *("would", "could", "before", "after", "about", "them", "they", "their", "into", "more", "word"),
    )
)
"""Words that may come twice in a question."""
_ONE_AND_THE_SAME = lexicon("customer* user* people person client* shopper*")
_ODD = re.compile(
    r"\b(?:g[ai]ven? up|giving up|lose|lost|sacrificed?|cost)(?: you)? for (?:\w+ing|the \w+ing)\b",
    re.IGNORECASE,
)
"""A thing given up "for moving people over": nothing is bought with an act."""
_ASKS_MAGNITUDE = lexicon(
    "unit* measured counted track* roughly about order tens hundreds",
    "thousands scale size dashboard large big kept",
    "how_did_you_know report measure count record* magnitude small double half where_did",
)


def faults(text: str, brief: ProbeBrief) -> tuple[str, ...]:
    """Why this wording can not be used for this brief; empty for a good one."""
    found = [*speaking_faults(text, brief)]
    bare = _QUOTED.sub(" ", text)
    if _YES_NO.match(_last_sentence(bare)) and not (brief.forgotten or brief.code is ProbeCode.CERTAINTY):
        found.append("it can be answered with yes or no")
    if _TWO_IN_ONE.search(bare):
        found.append("two questions in one")
    if _PRAISE.search(bare):
        found.append("praise or comfort")
    if _LEADING.search(bare) or _LEADING_END.search(text):
        found.append("it suggests the answer")
    if _SUPPOSING.search(bare) and brief.code not in (
        ProbeCode.STAKES,
        ProbeCode.TRADEOFF,
        ProbeCode.INITIATIVE,
    ):
        found.append("it supposes what did not happen")
    if _ODD.search(bare):
        found.append("it reads oddly")
    twice = _twice(bare, brief.code)
    if twice:
        found.append(f"it says '{twice}' twice")
    unsaid = _unsaid(text, brief)
    if unsaid:
        found.append(f"not said by the candidate: {', '.join(unsaid)}")
    if not _tied(text, brief):
        found.append("not tied to the candidate's words")
    if not _asks(text, brief):
        found.append("it does not ask for what is wanted")
    return tuple(found)


def speaking_faults(text: str, brief: ProbeBrief) -> tuple[str, ...]:
    """Those that hold for our own wordings too: can it be said here, as one short question, now?"""
    found = []
    if text.count("?") != 1 or not text.rstrip('"” ').endswith("?"):
        found.append("not exactly one question")
    if len(text.split()) > MOST_WORDS:
        found.append(f"longer than {MOST_WORDS} words")
    if len(text.split()) < 3:
        found.append("too short")
    if _UNSPEAKABLE.search(text):
        found.append("it cannot be spoken")
    bare = _QUOTED.sub(" ", text)
    if _ROLE.search(bare):
        found.append("out of the interviewer's role")
    if _SCORING.search(bare):
        found.append("a word about scoring")
    if any(_same(text, asked) for asked in brief.asked):
        found.append("asked before")
    if _forgotten(brief) and _PRESSING.search(bare):
        found.append("it presses for a number that is forgotten")
    return tuple(found)


def _twice(text: str, code: ProbeCode) -> str:
    """A word of weight that the question repeats: "What did a customer notice when the customers were okay?"."""
    seen: set[str] = set()
    words: list[str] = re.findall(r"[A-Za-z]{4,}", text.lower())
    for word in words:
        if word in _LIGHT:
            continue
        root = "customer" if code is ProbeCode.CUSTOMER and _ONE_AND_THE_SAME.fullmatch(word) else stem(word)
        if root in seen:
            return word
        seen.add(root)
    return ""


def _same(text: str, asked: str) -> bool:
    if overlap(text, asked) >= SAME_QUESTION:
        return True
    about = content(text)
    return len(about) > 2 and about == content(asked)


def _last_sentence(text: str) -> str:
    return re.split(r"(?<=[.!:])\s+", text.strip())[-1].strip()


def _forgotten(brief: ProbeBrief) -> bool:
    last = next((e.text for e in reversed(brief.dialogue) if e.speaker == "candidate"), "")
    return brief.forgotten or (brief.code in _FIGURE_CODES and forgot_number(last))


def _said(brief: ProbeBrief) -> frozenset[str]:
    spoken = [e.text for e in brief.dialogue if e.speaker == "candidate"]
    return frozenset(t for text in (*spoken, brief.ground, brief.question) for t in terms(text))


def _unsaid(text: str, brief: ProbeBrief) -> list[str]:
    """Words of the wording that bring in what the candidate did not say: figures, names, other content."""
    said = _said(brief)
    known = said | PLAIN
    names = {stem(name) for name in _NAMES.findall(text)}
    out = []
    for word in re.findall(r"\d[\d,]*(?:\.\d+)?|[A-Za-z]+(?:['’][a-z]+)?", text):
        for term in terms(word):
            allowed = said if term in names and term not in PLAIN else known
            if term not in allowed and not _number_said(term, text, said):
                out.append(word)
    return list(dict.fromkeys(out))


def _number_said(term: str, text: str, said: frozenset[str]) -> bool:
    """A piece of a longer number ("twenty" of "twenty five") is said when the whole is."""
    if not term.startswith("#"):
        return False
    whole = [t for t in terms(text) if t.startswith("#")]
    return bool(whole) and all(t in said for t in whole)


def _tied(text: str, brief: ProbeBrief) -> bool:
    about = content(text)
    said = (_said(brief) - PLAIN) | content(brief.ground)
    return brief.code is ProbeCode.OUTCOME or bool(about & said) or bool(_POINTING.search(text))


def _asks(text: str, brief: ProbeBrief) -> bool:
    pattern = _ASKS_MAGNITUDE if brief.forgotten else _ASKS[brief.code]
    return bool(pattern.search(_last_sentence(_QUOTED.sub(" ", text))))
