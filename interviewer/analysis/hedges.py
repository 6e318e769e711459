"""Softened words: "I think maybe it sort of improved"."""

from __future__ import annotations

import re

from interviewer.analysis.cues import matches

_IN_QUOTE = re.compile(r"\b(?:he|she|they) (?:said|says|goes|was like)\b.*$", re.IGNORECASE)


def hedges(text: str) -> list[str]:
    """The candidate's own softeners in a sentence, in order; what the other side is quoted as saying is theirs."""
    return matches("hedge", _IN_QUOTE.sub("", text))
