"""Whether an answer answers the probe that was asked."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.library import load_library
from interviewer.analysis.findings import ProbeCode
from interviewer.outcomes import forgot_number, has_number, outcome


@pytest.mark.parametrize(
    ("code", "text", "expected"),
    [
        (ProbeCode.BASELINE, "It was fourteen percent before.", "answered"),
        (ProbeCode.BASELINE, "Forty.", "partly"),
        (ProbeCode.BASELINE, "It was a really big improvement for everybody.", "dodged"),
        (
            ProbeCode.BASELINE,
            "I don't remember the number, but it was clearly worse than before we moved the queue over.",
            "dodged",
        ),
        (
            ProbeCode.BASELINE,
            "I don't remember the number. It's counted per hundred orders, and the depot keeps it in a sheet.",
            "partly",
        ),
        (ProbeCode.BASELINE, "It was in April, in two meetings about a week apart.", "dodged"),
        (ProbeCode.IMPACT, "The two days, that was three years before.", "dodged"),
        (ProbeCode.EVIDENCE, "It was a team effort, and everybody pulled in the same direction.", "dodged"),
        (
            ProbeCode.EVIDENCE,
            "Nine days of positions, sixty stops, about forty thousand departures.",
            "answered",
        ),
        (ProbeCode.EVIDENCE, "I didn't have any measurements, it was a list from my own head.", "partly"),
        (
            ProbeCode.CUSTOMER,
            "They did send us emails about the wait, I couldn't tell you how many.",
            "partly",
        ),
        (ProbeCode.OPPOSING_VIEW, "I think management just wanted something new.", "dodged"),
        (ProbeCode.COMMITMENT, "I went along with it. I did what I was asked to do.", "dodged"),
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
        (ProbeCode.CUSTOMER, "The pupils had to eat standing, one of them told me so.", "answered"),
        (ProbeCode.CUSTOMER, "A nurse on nights said she'd walked to the ward below for it.", "answered"),
        (ProbeCode.CUSTOMER, "It was for our own people, so there were no customers as such.", "dodged"),
        (ProbeCode.CUSTOMER, "I think forty patients waited in the corridor that night.", "answered"),
        (ProbeCode.OPPOSING_VIEW, "The planners are always against it, that's how they are.", "dodged"),
        (
            ProbeCode.OPPOSING_VIEW,
            "She just wanted it out in May, because the licence ended in June.",
            "answered",
        ),
        (ProbeCode.OWN_PART, "I don't think there was anything to be done on my side.", "dodged"),
        (ProbeCode.OWN_PART, "I don't think I listened. I should have asked the porters first.", "answered"),
        (ProbeCode.REFLECTION, "That they should have asked me sooner.", "dodged"),
        (ProbeCode.STAKES, "I suppose there was some money in it, nobody told me.", "dodged"),
        (ProbeCode.STAKES, "I think they would have lost the licence for the second site.", "answered"),
        (ProbeCode.EVIDENCE, "You could just feel that it was slow.", "dodged"),
        (ProbeCode.OUTCOME, "It was closed in May, as far as I know.", "partly"),
        (ProbeCode.CERTAINTY, "I'm pretty sure, more or less everybody said so.", "dodged"),
        (ProbeCode.OWN_ACTION, "I coordinated the whole thing, the agency did the work.", "dodged"),
        (ProbeCode.OWN_ACTION, "The sums and the letter were mine, and Rosa found the venue.", "answered"),
        (ProbeCode.INITIATIVE, "Nobody sent me, it bothered me every Monday.", "answered"),
        (ProbeCode.COMMITMENT, "I was there at five with the keys, and I paid the drivers.", "answered"),
        (ProbeCode.COMMITMENT, "They knew what I thought, and it was their call.", "dodged"),
        (ProbeCode.TRADEOFF, "There wasn't a downside, it was a win for everyone.", "dodged"),
        (ProbeCode.EXACT_WORDS, "I explained it, I can't recall the words.", "dodged"),
    ],
)
def test_what_came_of_a_probe(code: ProbeCode, text: str, expected: str) -> None:
    assert outcome(code, text) == expected


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
    assert outcome(code, text) in ("answered", "partly", "dodged")


def test_a_baseline_must_be_of_the_figure_that_was_asked_about() -> None:
    ground = "it saved the planners around thirty hours a week"
    of_something_else = "It was fourteen percent before, against nine percent then."
    assert outcome(ProbeCode.BASELINE, "It was fifty hours a week before.", ground) == "answered"
    assert outcome(ProbeCode.BASELINE, of_something_else, ground) == "partly"
    assert outcome(ProbeCode.BASELINE, "It was thirty hours a week from then on.", ground) == "dodged"


def test_a_share_may_be_answered_in_units() -> None:
    ground = "misroutes went down by twelve percent"
    both = "Before that it was about two hundred parcels a day, and afterwards a hundred and seventy six."
    assert outcome(ProbeCode.BASELINE, both, ground) == "answered"
    assert outcome(ProbeCode.BASELINE, "We used to have nine parcels a shift.", ground) == "partly"
    assert outcome(ProbeCode.BASELINE, "Six a shift went wrong before the change.", ground) != "dodged"
    assert outcome(ProbeCode.BASELINE, "It was twelve percent, as I said.", ground) == "dodged"


def test_of_a_forgotten_figure_the_unit_or_who_kept_it_is_an_answer() -> None:
    kept = "In hours, and the planners kept a sheet."
    elsewhere = "It was in the spring, in two meetings. It was mostly Karin, my manager and me."
    assert outcome(ProbeCode.BASELINE, kept, forgotten=True) == "answered"
    assert outcome(ProbeCode.BASELINE, elsewhere, forgotten=True) == "dodged"


@pytest.mark.parametrize(("begins", "least"), [("disagree-", 0.95), ("", 0.93)])
def test_the_samples_answers_are_judged_as_their_author_judged_them(begins: str, least: float) -> None:
    """Arguments almost always, and over all rounds nine in ten at least."""
    samples = [sample for name, sample in load_library().samples.items() if name.startswith(begins)]
    told = [a for sample in samples for a in sample.answers if a.probe]
    same = [outcome(ProbeCode(a.probe), a.text) == a.outcome for a in told if a.probe]
    assert sum(same) >= least * len(same)
