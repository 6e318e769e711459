"""What a listener says without wanting the floor: "mm-hm", "sure", "okay, right". Pure."""

from __future__ import annotations

from collections.abc import Iterable

LONGEST = 5
"""Words; more of them in a row are somebody's way of beginning to speak."""

_SIGNS = """
mm mmm mm-hm mm-hmm mhm mhmm mmhm mmhmm m-hm hm hmm hmmm uh-huh uhuh uh um ah aha oh
yeah yea yep yup yes sure right okay ok alright exactly indeed true absolutely definitely gotcha
"""
_WORDS = frozenset(_SIGNS.split())
_PHRASES = frozenset(
    {"i see", "got it", "all right", "of course", "go on", "go ahead", "makes sense", "that's right", "mm hm"}
)


def is_backchannel(words: Iterable[str]) -> bool:
    """Whether these words, one or more, are nothing but a sign of listening.

    They may also be an answer to a question that is over: who asks knows which.
    """
    bare = [bare for word in words if (bare := word.strip(" .,;:!?\"'…-").lower())]
    if not bare or len(bare) > LONGEST:
        return False
    at = 0
    while at < len(bare):
        if " ".join(bare[at : at + 2]) in _PHRASES:
            at += 2
        elif bare[at] in _WORDS:
            at += 1
        else:
            return False
    return True
