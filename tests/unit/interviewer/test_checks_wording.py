"""What is refused in a probe's wording, and what passes."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interviewer.analysis.findings import ProbeCode
from interviewer.checks import MOST_WORDS, faults, speaking_faults
from interviewer.events import Exchange, ProbeBrief
from interviewer.examples import FORGOTTEN, PATTERNS
from interviewer.terms import terms

ANSWER = (
    "My check saved the depots forty hours a week, and I told our head of operations so. "
    "He said the contractors would cover it, and then we dropped it. Misroutes fell to 3 percent."
)
BRIEF = ProbeBrief(
    code=ProbeCode.BASELINE,
    question="Tell me about a time you disagreed with a decision.",
    dialogue=(Exchange("interviewer", "Tell me about a time."), Exchange("candidate", ANSWER)),
    ground="My check saved the depots forty hours a week",
    asked=("Tell me about a time you disagreed with a decision.",),
    level="Senior",
    company="amazon",
)


def brief(code: ProbeCode, **more: object) -> ProbeBrief:
    return replace(BRIEF, code=code, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("code", "text"),
    [
        (ProbeCode.BASELINE, "Forty hours compared with what?"),
        (ProbeCode.BASELINE, "40 hours a week, where it had been what?"),
        (ProbeCode.BASELINE, "How many hours did the depots need before your check?"),
        (ProbeCode.ISOLATION, "How much of that came from your work alone?"),
        (ProbeCode.EXACT_WORDS, "What exactly did you say to the head of operations?"),
        (ProbeCode.OPPOSING_VIEW, "Why did he want the contractors to cover it?"),
        (ProbeCode.COMMITMENT, 'You said "we dropped it". What did you do after that?'),
        (ProbeCode.OUTCOME, "What was decided?"),
        (ProbeCode.CERTAINTY, "Are you certain of the forty hours?"),
        (ProbeCode.EVIDENCE, "Let's stay with the depots. How did you measure those forty hours?"),
    ],
)
def test_a_sharp_question_passes(code: ProbeCode, text: str) -> None:
    assert faults(text, brief(code)) == ()


@pytest.mark.parametrize(
    ("code", "text", "fault"),
    [
        (ProbeCode.BASELINE, "Great result. Forty hours compared with what?", "praise or comfort"),
        (ProbeCode.BASELINE, "That makes sense. Forty hours compared with what?", "praise or comfort"),
        (ProbeCode.BASELINE, "Thanks. What was it before?", "praise or comfort"),
        (ProbeCode.BASELINE, "I appreciate that. What was it before?", "praise or comfort"),
        (ProbeCode.BASELINE, "Compared with the sixty hours before?", "not said by the candidate: sixty"),
        (
            ProbeCode.BASELINE,
            "What was it before the Munich rollout?",
            "not said by the candidate: Munich, rollout",
        ),
        (ProbeCode.BASELINE, "Forty hours compared with what? And why?", "not exactly one question"),
        (ProbeCode.BASELINE, "Tell me what it was before.", "not exactly one question"),
        (ProbeCode.BASELINE, "What was it before, and how did you measure it?", "two questions in one"),
        (ProbeCode.BASELINE, "Was it worse before the check?", "it can be answered with yes or no"),
        (
            ProbeCode.BASELINE,
            "It was sixty before, wasn't it, compared with forty?",
            "it suggests the answer",
        ),
        (ProbeCode.BASELINE, "How did the contractors cover it?", "it does not ask for what is wanted"),
        (ProbeCode.BASELINE, "**What** was it before?", "it cannot be spoken"),
        (ProbeCode.BASELINE, "- What was it before?", "it cannot be spoken"),
        (ProbeCode.BASELINE, "What was it before (in hours)?", "it cannot be spoken"),
        (ProbeCode.BASELINE, "As an AI, what was it before?", "out of the interviewer's role"),
        (ProbeCode.BASELINE, "What was the candidate's figure before?", "out of the interviewer's role"),
        (ProbeCode.BASELINE, "To score you, what was it before?", "a word about scoring"),
        (
            ProbeCode.REFLECTION,
            "What would you do differently if he had agreed?",
            "it supposes what did not happen",
        ),
        (ProbeCode.BASELINE, "Before?", "too short"),
        (
            ProbeCode.CUSTOMER,
            "What did a customer notice when the customers were okay?",
            "it says 'customers' twice",
        ),
        (ProbeCode.CUSTOMER, "What did people do when the customers were okay?", "it says 'customers' twice"),
        (
            ProbeCode.REFLECTION,
            "What would you do differently if Tobias had agreed?",
            "it supposes what did not happen",
        ),
    ],
)
def test_a_bad_wording_is_named(code: ProbeCode, text: str, fault: str) -> None:
    assert fault in faults(text, brief(code))


def test_too_long_is_too_long() -> None:
    text = "What was it " + "before that " * 12 + "then?"
    assert f"longer than {MOST_WORDS} words" in faults(text, BRIEF)


def test_a_question_is_not_asked_twice_even_in_a_slight_disguise() -> None:
    asked = brief(ProbeCode.BASELINE, asked=("What was it before the check?",))
    assert "asked before" in faults("And what was it before that check?", asked)
    assert "asked before" not in faults("Forty hours compared with what?", asked)


def test_a_forgotten_number_is_not_pressed_for() -> None:
    said = (
        *BRIEF.dialogue,
        Exchange("interviewer", "From what?"),
        Exchange("candidate", "I don't remember."),
    )
    forgotten = brief(ProbeCode.IMPACT, dialogue=said, forgotten=True)
    assert "it presses for a number that is forgotten" in faults("How many hours exactly was it?", forgotten)
    assert "it presses for a number that is forgotten" in faults(
        "What is your best guess, in hours?", forgotten
    )
    assert faults("How were those hours tracked?", forgotten) == ()
    unflagged = replace(forgotten, forgotten=False)
    assert "it presses for a number that is forgotten" in faults("How many hours was it?", unflagged)


def test_our_own_wordings_need_only_be_speakable() -> None:
    assert speaking_faults("If I took your piece away, where would that have ended?", BRIEF) == ()
    assert speaking_faults('You said "my check saved". Compared with what?', BRIEF) == ()


@pytest.mark.parametrize("code", list(ProbeCode))
def test_the_examples_shown_to_the_model_are_themselves_accepted(code: ProbeCode) -> None:
    for said, asked in PATTERNS[code].examples:
        heard = brief(code, ground=said, dialogue=(Exchange("candidate", said),))
        assert faults(asked, heard) == (), asked


def test_the_examples_for_a_forgotten_number_are_accepted() -> None:
    for said, asked in FORGOTTEN.examples:
        heard = brief(ProbeCode.IMPACT, ground=said, dialogue=(Exchange("candidate", said),), forgotten=True)
        assert faults(asked, heard) == (), asked


def test_numbers_are_the_same_in_digits_and_words() -> None:
    assert terms("forty hours") == terms("40 hours")
    assert terms("twenty-five percent") == terms("25 percent")
    assert terms("1,200 records") == terms("twelve hundred records")


@given(st.text(max_size=300), st.sampled_from(list(ProbeCode)))
def test_any_text_is_judged_and_only_one_question_passes(text: str, code: ProbeCode) -> None:
    found = faults(text, brief(code))
    if not found:
        assert text.count("?") == 1
        assert len(text.split()) <= MOST_WORDS
