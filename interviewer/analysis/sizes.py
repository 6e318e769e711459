"""What kind of size a figure is: of the work, of a sample, a load, a limit, a price, or a measurement."""

from __future__ import annotations

import re
from collections.abc import Sequence

from interviewer.analysis import figures
from interviewer.analysis.cues import cues
from interviewer.analysis.figures import Figure
from interviewer.analysis.listed import listed

_SECONDS = frozenset(listed("milliseconds seconds minutes hours days weeks"))
_MEASURED = frozenset(listed("percent times share time"))
_PRICED = re.compile(
    r"\b(?:cost|costs|costing|saved?|saves|saving|lost|losing|loses|wast(?:ed?|ing)|burn(?:ed|t|ing))"
    r"(?: (?!and\b|but\b|so\b|because\b|which\b)[\w'-]+){0,5} $",
    re.IGNORECASE,
)
_RATED = re.compile(r" (?:a|an|per|each|every) \w+$", re.IGNORECASE)
_SAMPLED = re.compile(
    r"\b(?:i|we)(?:'d| had)? (?:\w+ly |then |also |just )?(?:took|read|red|pulled|sampled|watched|filmed|replayed|listened to|rang|called|"
    r"interviewed|ran (?:it|this|that|them|a \w+) (?:on|at|in|over)|tried (?:it|this|that|them) (?:on|at|in|with)|tested|timed|checked|"
    r"did (?:it|that) again (?:with|on|at)|went through|looked at|asked|visited|labelled|compared)(?: (?:about|around|some|roughly|all))?\s*$",
    re.IGNORECASE,
)
_AT_SITES = re.compile(r"\b(?:at|on|over|across|in) (?:about |around |some |all )?$", re.IGNORECASE)
_DRAWN = re.compile(
    r"^\s*(?:\w+ )?(?:picked|chosen|drawn|taken|at random|by hand|on purpose)\b", re.IGNORECASE
)
_THRESHOLD = re.compile(
    r"\b(?:more|less|longer|later|older|fewer|worse|higher|lower) than (?:about )?$|\b(?:over|under|above|below|beyond|within) (?:about )?$",
    re.IGNORECASE,
)
_STANDS_AT = re.compile(
    r"\b(?:from|to|at|was|were|is|been|than|against|versus|by|of|the|got|had|hit)\s*$", re.IGNORECASE
)


def tells_a_price(text: str, held: Sequence[str]) -> bool:
    """Whether it says what something cost, lost or saved, by a figure: evidence or outcome wherever it stands."""
    if {"HYPO", "ABSTRACT"} & set(held):
        return False
    return any(
        f.kind == "measure"
        and (f.unit in figures.MONEY or family(f.unit) in _MEASURED or _RATED.search(f.text) is not None)
        and _PRICED.search(text[: f.offset]) is not None
        for f in figures.find(text)
    )


def counts_work(figure: Figure, text: str) -> bool:
    """Whether it is a size of the work ("in six steps", "three rehearsals"), not a measurement of anything."""
    if figure.value is None or figure.value > 12 or family(figure.unit) in _MEASURED:
        return False
    return figure.text.split(" ")[0].isalpha() and _STANDS_AT.search(text[: figure.offset]) is None


def _is_condition(figure: Figure, text: str) -> bool:
    """Whether it is the load under which another was measured: "at 20,000 lookups a second"."""
    lead = re.search(
        r"(?:^|[,;] |\band |\bbut )at (?:about |around )?$", text[: figure.offset], re.IGNORECASE
    )
    return lead is not None and _RATED.search(figure.text) is not None


def _is_sample(figure: Figure, text: str) -> bool:
    """Whether it is the size of what was looked at, no result of it: "I read four hundred comments"."""
    if family(figure.unit) in _MEASURED or figure.unit == "" or _RATED.search(figure.text):
        return False
    before, after = text[: figure.offset], text[figure.end :]
    if _DRAWN.match(after) or _SAMPLED.search(before):
        return True
    return (
        "evidence" in cues(text) and _AT_SITES.search(before) is not None and figure.unit not in figures.MONEY
    )


def _is_threshold(figure: Figure, text: str) -> bool:
    """Whether it says which cases were counted: "off by more than three minutes for twelve percent"."""
    others = [f for f in figures.find(text[figure.end :]) if f.kind == "measure"]
    return bool(_THRESHOLD.search(text[: figure.offset])) and any(
        f.unit in ("percent", "share") for f in others
    )


def wants_comparison(figure: Figure, text: str) -> bool:
    """Whether it measures something, so that it says little without what it is compared with."""
    return (
        figure.kind == "measure"
        and not counts_work(figure, text)
        and not _is_condition(figure, text)
        and not _is_sample(figure, text)
        and not _is_threshold(figure, text)
    )


def family(unit: str) -> str:
    """Units that can be held against each other share a family."""
    return "time" if unit in _SECONDS else unit
