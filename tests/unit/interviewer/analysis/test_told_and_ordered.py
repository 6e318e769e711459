"""Somebody who tells how things are gives no order."""

from __future__ import annotations

import numpy as np
import pytest

from interviewer.analysis.analyse import derive
from interviewer.analysis.chain import Settled
from interviewer.analysis.sentences import from_list
from interviewer.analysis.tagger import FACET, FACETS, SECTIONS
from interviewer.analysis.weights import load


def assigned(text: str) -> bool:
    """Whether a sentence that looks like an order stays one."""
    sections, facets = np.full((1, len(SECTIONS)), 1 / len(SECTIONS)), np.zeros((1, len(FACETS)))
    facets[0, FACET["ASSIGNED"]] = 0.9
    heard = derive(from_list([text]), Settled(sections, facets), "", load())
    return "ASSIGNED" in heard.facets[0]


@pytest.mark.parametrize(
    "text",
    [
        "She told me that she was getting up at four to catch two buses.",
        "One gentleman told me he can't bend down to read it.",
        "A nurse told me, they just never say.",
        "The residents told us how they'd had five faces in a week.",
    ],
)
def test_hearsay_is_no_order(text: str) -> None:
    assert not assigned(text)


@pytest.mark.parametrize(
    "text",
    [
        "My manager told me that the inspections were my responsibility now.",
        "She told me to take it over by Friday.",
        "He told me it was mine from Monday.",
        "My director asked me to look into it.",
        "He told me the contract was late and I want you on it.",
    ],
)
def test_an_order_stays_one(text: str) -> None:
    assert assigned(text)
