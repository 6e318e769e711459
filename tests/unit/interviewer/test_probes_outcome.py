"""Whether an answer answers the probe that was asked."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interviewer.analysis.findings import AnswerAnalysis, ProbeCode
from interviewer.outcomes import forgot_number, has_number, outcome

NOTHING = AnswerAnalysis()


@pytest.mark.parametrize(
    ("code", "text", "expected"),
    [
        (ProbeCode.BASELINE, "It was fourteen percent before.", "answered"),
        (ProbeCode.BASELINE, "Forty.", "partly"),
        (ProbeCode.BASELINE, "It was a really big improvement for everybody.", "dodged"),
        (
            ProbeCode.BASELINE,
            "I don't remember the number, but it was clearly worse than before we moved the queue over.",
            "partly",
        ),
        (ProbeCode.ISOLATION, "About six of the nine points were mine.", "answered"),
        (ProbeCode.OWN_ACTION, "I pulled the logs and I rewrote the job.", "answered"),
        (ProbeCode.OWN_ACTION, "I wrote it.", "partly"),
        (ProbeCode.OWN_ACTION, "We all worked on it together.", "dodged"),
        (ProbeCode.COMMITMENT, "We just got on with it.", "dodged"),
        (ProbeCode.EXACT_WORDS, "I said, give me a week.", "answered"),
        (ProbeCode.EXACT_WORDS, "We had a good talk.", "dodged"),
        (ProbeCode.OPPOSING_VIEW, "She was worried because the contract ended in June.", "answered"),
        (ProbeCode.REFLECTION, "Next time I'd ask for the date first.", "answered"),
        (ProbeCode.REFLECTION, "It went well.", "dodged"),
        (ProbeCode.ESCALATION, "I didn't, I let it go.", "answered"),
        (ProbeCode.CERTAINTY, "I think it was maybe five.", "partly"),
        (ProbeCode.TRADEOFF, "That's a good question.", "dodged"),
        (ProbeCode.IMPACT, "", "dodged"),
    ],
)
def test_what_came_of_a_probe(code: ProbeCode, text: str, expected: str) -> None:
    assert outcome(code, NOTHING, text) == expected


def test_a_pronoun_is_no_figure() -> None:
    assert not has_number("that one was the next one")
    assert not has_number("one of them")
    assert has_number("it took one hour")


@pytest.mark.parametrize(
    "text",
    [
        "I don't remember the exact figure",
        "I can’t recall",
        "I forget, honestly",
        "I don't have the number with me",
    ],
)
def test_a_forgotten_number_is_heard(text: str) -> None:
    assert forgot_number(text)


def test_forgetting_to_do_something_is_not_a_forgotten_number() -> None:
    assert not forgot_number("I forgot to tell the team")


@given(st.sampled_from(list(ProbeCode)), st.text(max_size=200))
def test_any_text_has_an_outcome(code: ProbeCode, text: str) -> None:
    assert outcome(code, NOTHING, text) in ("answered", "partly", "dodged")
