"""What one sentence does, by its wording: log-odds of its section and its facets.

Linear: learned weights of a sentence's features (words, cues, figures, the neighbours' cues, its place) are added
up, so that every score can be traced to words. It stands beside the `reader`, which knows more of meaning.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from interviewer.analysis.features import Neighbours, Position, features
from interviewer.analysis.findings import Section
from interviewer.analysis.weights import load

SECTIONS: tuple[Section, ...] = tuple(Section)
FACETS: tuple[str, ...] = (
    "STAKES", "CLAIM", "OTHER_SIDE", "EVIDENCE", "FIGURE", "BASELINE", "ISOLATION", "OWN_ACT", "TEAM_ACT",
    "PASSIVE_ACT", "PUSHBACK", "PERSIST", "YIELD", "DECISION", "COMMIT_ACT", "UNDERMINE", "OUTCOME", "CUSTOMER",
    "ABSTRACT", "HYPO", "HEDGE_KEY", "BLAME", "ASSIGNED", "REFLECT",
)  # fmt: skip
"""The codebook's facets, in the order of every facet score."""
FACET: dict[str, int] = {name: i for i, name in enumerate(FACETS)}


@lru_cache(maxsize=2048)
def tag(sentence: str, neighbours: Neighbours, position: Position) -> tuple[float, ...]:
    """Log-odds of the sections (a softmax makes them probabilities), then of the facets (a sigmoid each).

    Added up from learned weights of the features the sentence has; remembered, since an answer is analysed anew
    with every sentence.
    """
    weights = load()
    known = weights.vocabulary
    rows = [known[name] for name in features(sentence, neighbours, position) if name in known]
    return tuple((weights.words[rows].sum(axis=0) * weights.scale + weights.bias).tolist())


def places(texts: Sequence[str], finished: bool) -> list[tuple[str, Neighbours, Position]]:
    """What a tagger is asked for each sentence of an answer."""
    n = len(texts)
    return [
        (
            text,
            Neighbours(
                texts[i - 2] if i > 1 else "", texts[i - 1] if i else "", texts[i + 1] if i + 1 < n else ""
            ),
            Position(i, n - 1 - i if finished else None),
        )
        for i, text in enumerate(texts)
    ]
