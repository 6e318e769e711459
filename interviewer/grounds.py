"""The candidate's own words a probe is tied to."""

from __future__ import annotations

import re

from interviewer.analysis.findings import AnswerAnalysis, Gap, ProbeCode, Section
from interviewer.asked_for import lexicon
from interviewer.outcomes import has_number

_SAID_WRONG = {
    Gap.NO_BASELINE,
    Gap.NO_ISOLATION,
    Gap.WE_NOT_I,
    Gap.PASSIVE_AGENCY,
    Gap.ABSTRACTION,
    Gap.HYPOTHETICAL,
    Gap.MANAGER_ASSIGNED,
    Gap.YIELDED_EARLY,
    Gap.PASSIVE_AGGRESSIVE,
    Gap.HEDGING,
    Gap.BLAME,
    Gap.TRIVIAL_CONFLICT,
}
"""Their finding quotes the words that are wrong; the others are absences, pinned where they were missed."""

_FITS: dict[ProbeCode, re.Pattern[str]] = {
    ProbeCode.EXACT_WORDS: lexicon(
        "told said asked argued pushed_back disagreed convinced conversation talked meeting"
    ),
    ProbeCode.OPPOSING_VIEW: lexicon(
        "wanted insisted argued disagreed preferred said_no pushed_back thought"
    ),
    ProbeCode.COMMITMENT: lexicon("decided decision went_with chose overruled committed agreed final picked"),
    ProbeCode.ESCALATION: lexicon(
        "said_no pushed_back no refused dropped let_it_go left_it moved_on agreed fine"
    ),
    ProbeCode.TRADEOFF: lexicon("decided chose went_with picked instead dropped cut committed shipped"),
    ProbeCode.OUTCOME: lexicon("decided shipped launched meeting talked proposed agreed"),
    ProbeCode.EVIDENCE: lexicon("thought felt believed disagreed argued knew convinced against better wrong"),
    ProbeCode.IMPACT: lexicon("better improved helped happy faster success* worked went_well great result*"),
    ProbeCode.CUSTOMER: lexicon("shipped launched customer* user* outage slow failed release*"),
    ProbeCode.STAKES: lexicon("disagreed argued wanted preferred discussion debate"),
    ProbeCode.OWN_ACTION: lexicon("we the_team was were"),
    ProbeCode.INITIATIVE: lexicon("asked_me told_me assigned came_to_me gave_me asked_us"),
}
"""The last sentence with one of these words is the one to ask about."""

_SECTION: dict[ProbeCode, Section] = {
    ProbeCode.IMPACT: Section.RESULT,
    ProbeCode.ISOLATION: Section.RESULT,
    ProbeCode.OWN_ACTION: Section.ACTION,
    ProbeCode.REFLECTION: Section.RESULT,
}


_FACET: dict[ProbeCode, tuple[str, ...]] = {
    ProbeCode.EXACT_WORDS: ("PUSHBACK", "PERSIST", "CLAIM"),
    ProbeCode.OPPOSING_VIEW: ("PUSHBACK", "OTHER_SIDE", "DECISION"),
    ProbeCode.COMMITMENT: ("DECISION",),
    ProbeCode.ESCALATION: ("YIELD", "PUSHBACK"),
    ProbeCode.TRADEOFF: ("DECISION",),
    ProbeCode.OUTCOME: ("DECISION", "CLAIM"),
    ProbeCode.EVIDENCE: ("CLAIM",),
    ProbeCode.IMPACT: ("OUTCOME",),
    ProbeCode.CUSTOMER: ("DECISION", "STAKES", "OUTCOME"),
    ProbeCode.STAKES: ("CLAIM",),
    ProbeCode.INITIATIVE: ("ASSIGNED",),
    ProbeCode.REFLECTION: ("DECISION", "OUTCOME"),
}
"""What the sentence does that such a question is tied to, best first."""


def ground(story: AnswerAnalysis, gap: Gap | None, code: ProbeCode, until: int = -1) -> str:
    """Verbatim words of the story for a probe of this code, about this gap if there is one; "" for none.

    `until`: the sample at which the account ends; what was answered to questions is asked about only where the
    account holds nothing. -1: no bound.
    """
    quoted = next((f.quote for f in story.findings if f.code is gap and f.quote), "")
    if gap in _SAID_WRONG and quoted:
        return quoted
    told = [i for i, s in enumerate(story.sentences) if until < 0 or s.end <= until] or list(
        range(len(story.sentences))
    )
    for facet in _FACET.get(code, ()):
        doing = [story.sentences[i].text for i in told if i < len(story.facets) and facet in story.facets[i]]
        if doing:
            return doing[-1]
    pattern = _FITS.get(code)
    fitting = [story.sentences[i].text for i in told if pattern and pattern.search(story.sentences[i].text)]
    if fitting:
        return fitting[-1]
    placed = [
        story.sentences[i].text
        for i in told
        if i < len(story.sections) and story.sections[i] is _SECTION.get(code)
    ]
    return quoted or (placed[-1] if placed else "")


# ---------------------------------------------------------------- made short enough to be said back
LONGEST = 8
"""Words from which a clause is no better for being longer."""
_AFTER_FIGURE = 6
"""Words, its own included, that are said back of a figure in a long clause."""
_LEAST = 3
"""A clause without a figure says nothing in fewer words."""
WHOLE = 10
"""A clause of so many words is better whole than cut."""
_CLAUSE = re.compile(
    r"[,;:.?!—–](?:\s+|$)|\s+-\s+|\s+(?=(?:and|but|so|because|which|who|while|where|although|though|since)\s)",
    re.IGNORECASE,
)
_LEADING = lexicon(
    "so and but or then well um uh er like i_mean you_know basically honestly actually okay ok yeah yes no because",
    "that which anyway also plus just obviously now right sure i_think i_guess i_believe i'd_say i_would_say kind_of sort_of maybe",
)
_TRAILING = lexicon(
    "a an the of to in on at for from with by and or but so that which who my our his her their its is was were are",
    "very really about over into as than because if when while this these those i we he she they it had has have",
    "been be not just some",
)
_FIGURES = {
    ProbeCode.BASELINE,
    ProbeCode.ISOLATION,
    ProbeCode.IMPACT,
    ProbeCode.CERTAINTY,
    ProbeCode.EVIDENCE,
}
_TURNED = {
    "i": "you",
    "i'm": "you were",
    "i've": "you had",
    "i'd": "you'd",
    "i'll": "you'll",
    "me": "you",
    "my": "your",
    "mine": "yours",
    "myself": "yourself",
    "our": "your",
    "am": "are",
}
_PLURAL = lexicon("we us ourselves we'd we've we're")


def phrase(words: str, code: ProbeCode) -> str:
    """The clause of the candidate's words that this probe is about, at most WHOLE words, verbatim; or ""."""
    clauses = [_trimmed(part) for part in _CLAUSE.split(words.strip())]
    clauses = [c for c in clauses if len(c.split()) >= (2 if has_number(c) else _LEAST)]
    if not clauses:
        return ""
    best = max(clauses, key=lambda c: _fits(c, code))
    return _trimmed(_window(best, code))


def said_back(quote: str) -> str:
    """A phrase as the interviewer repeats it: "my team" becomes "your team", and then it is no quote any more.

    With "we" in it the phrase stays a quote, since who "we" were is what may have to be asked.
    """
    words = quote.replace("’", "'").split()
    if _PLURAL.search(quote) or not any(w.strip(".,").lower() in _TURNED for w in words):
        return f'"{quote}"'
    return " ".join(_TURNED.get(w.lower(), w) for w in words)


def _fits(clause: str, code: ProbeCode) -> tuple[bool, bool, int]:
    pattern = _FITS.get(code)
    figure = code in _FIGURES and has_number(clause)
    return figure, bool(pattern and pattern.search(clause)), min(len(clause.split()), LONGEST)


def _window(clause: str, code: ProbeCode) -> str:
    """A long clause cut to its figure and what follows it; without a figure it is left unsaid, not cut anywhere."""
    words = clause.split()
    if len(words) <= WHOLE:
        return clause
    first = next((i for i, w in enumerate(words) if has_number(w)), None) if code in _FIGURES else None
    return "" if first is None else " ".join(words[first : first + _AFTER_FIGURE])


def _trimmed(clause: str) -> str:
    """Without the words that lead up to the point or that a cut left hanging."""
    before = None
    while before != clause:
        before = clause
        start = _LEADING.match(clause)
        if start and len(clause) > start.end() and clause[start.end()] not in "'’":
            clause = clause[start.end() :]
        clause = clause.strip(" ,.;:'\"“”?!-")
    words = clause.split()
    while words and _TRAILING.fullmatch(words[-1]):
        words.pop()
    return " ".join(words)
