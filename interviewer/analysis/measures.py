"""Which figures are results to be drilled into, and which only count things that happen to be there."""

from __future__ import annotations

import re
from collections.abc import Sequence

from interviewer.analysis import figures
from interviewer.analysis.findings import Claim
from interviewer.analysis.listed import listed

_TELLING = frozenset({"OUTCOME", "EVIDENCE"})
_ALWAYS = frozenset(listed("percent points times share milliseconds seconds minutes hours days weeks months"))
"""Units that measure wherever they stand."""
_RATE = re.compile(r" (?:a|an|per|each|every) \w+", re.IGNORECASE)
_RATE_AFTER = re.compile(
    r"^(?: \w+){0,2} (?:a|an|per|each|every|in (?:the|that|our|its)(?: first)?) "
    r"(?:second|minute|hour|shift|night|day|week|weekend|fortnight|month|quarter|season|year|thousand|hundred|mile|unit|head)\b",
    re.IGNORECASE,
)
_LEVEL = re.compile(
    r"\b(?:from|to|at|by|under|over|on|off|below|above|with|was|were|is|are|came|had been|stood|hit|reached|fell|rose|dropped|grew|averaged|"
    r"totall?ed|saved|lost|won|gained|made|down|up)(?: (?:about|around|roughly|only|just|nearly|almost|some|like|maybe))?\s*$",
    re.IGNORECASE,
)
_CHANGE = re.compile(
    r"\b(?:went|came|dropped|fell|rose|grew|cut|reduced|increased|improved|down|up|now|ended|finished|started|saved|lost)\b",
    re.IGNORECASE,
)


def is_result(claim: Claim, held: Sequence[str]) -> bool:
    """Whether asking "compared with what?" makes sense: a rate, a share, a time or a sum, or a count that changed,
    in a sentence with these facets that gives no comparison.

    "Two columns" or "four hundred comments" is none, even in a sentence that tells a result.
    """
    if not _TELLING & set(held) or ("BASELINE" in held and not claim.baseline):
        return False
    if claim.unit in _ALWAYS or claim.unit in figures.MONEY or _RATE.search(claim.text):
        return True
    before, _, after = claim.quote.partition(claim.text)
    if _RATE_AFTER.match(after):
        return True
    return bool(_LEVEL.search(before) and ("OUTCOME" in held or _CHANGE.search(claim.quote)))
