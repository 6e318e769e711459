"""Which probe is chosen, from hand-made analyses."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from interviewer.analysis.findings import AnswerAnalysis, Claim, Finding, Gap, ProbeCode, Section, Sentence
from interviewer.outcomes import Outcome
from interviewer.probes import MOST_OF_A_CODE, AskedProbe, ProbeContext, choose

FAILED = Claim(
    id="1:3",
    text="9% failed",
    value=9,
    unit="percent",
    measures="calls failed",
    baseline="",
    owner="team",
    source="",
    needs_baseline=True,
    sentence=1,
    start=0,
    end=16000,
    quote="nine percent of the calls failed",
    status="open",
)
HELD = replace(FAILED, baseline="two percent", status="held", source="from the carrier's log")


def sentence(index: int, text: str) -> Sentence:
    return Sentence(index=index, text=text, start=index * 16000, end=(index + 1) * 16000, words=())


def finding(code: Gap, quote: str) -> Finding:
    return Finding(code, 0, 0, 16000, quote, 0.9, "note", "fix")


def story(*gaps: Gap, claims: tuple[Claim, ...] = (), findings: tuple[Finding, ...] = ()) -> AnswerAnalysis:
    sentences = (
        sentence(0, "We wanted the night queue gone."),
        sentence(1, "I told my manager that nine percent of the calls failed."),
        sentence(2, "She decided to keep it."),
    )
    sections = (Section.SITUATION, Section.ACTION, Section.RESULT)
    return AnswerAnalysis(sentences, sections, claims=claims, gaps=gaps, findings=findings)


def view(analysis: AnswerAnalysis, *asked: AskedProbe, **more: object) -> ProbeContext:
    plain = ProbeContext(analysis, asked, last_answer="", seconds_left=600)
    return replace(plain, **more)  # type: ignore[arg-type]


def test_an_open_figure_is_asked_for_its_baseline_before_the_gaps() -> None:
    choice = choose(view(story(Gap.NO_COMMIT, claims=(FAILED,))))
    assert choice is not None
    assert (choice.code, choice.ground) == (ProbeCode.BASELINE, FAILED.quote)
    assert "9% failed" in choice.reason


def drilled(analysis: AnswerAnalysis, questions: int, outcome: Outcome = "answered") -> list[AskedProbe]:
    """What is asked, one after the other, when every answer comes to the same."""
    asked: list[AskedProbe] = []
    for _ in range(questions):
        choice = choose(view(analysis, *asked))
        assert choice is not None
        asked.append(AskedProbe(choice.code, choice.ground, outcome, choice.forgotten))
    return asked


def test_a_figure_is_drilled_for_baseline_and_own_share_and_then_left() -> None:
    asked = drilled(story(Gap.NO_ISOLATION, claims=(FAILED,)), 3)
    assert [a.code for a in asked[:2]] == [ProbeCode.BASELINE, ProbeCode.ISOLATION]
    assert all(a.ground == FAILED.quote for a in asked[:2])
    assert asked[2].ground != FAILED.quote


def test_a_figure_of_ones_own_is_asked_for_how_it_was_measured() -> None:
    asked = drilled(story(Gap.NO_COMMIT, claims=(FAILED,)), 3)
    assert [a.code for a in asked] == [ProbeCode.BASELINE, ProbeCode.EVIDENCE, ProbeCode.COMMITMENT]


def test_a_baseline_that_was_not_given_is_not_asked_how_it_was_measured() -> None:
    dodged = AskedProbe(ProbeCode.BASELINE, FAILED.quote, "dodged")
    after = choose(view(story(Gap.NO_COMMIT, claims=(FAILED,)), dodged, dodged, last_answer="As I said."))
    assert after is not None and after.code is ProbeCode.COMMITMENT


def test_between_two_figures_the_worst_gap_is_asked() -> None:
    second = replace(
        FAILED, id="2:1", sentence=2, quote="it saved us thirty hours a week", text="thirty hours"
    )
    third = replace(second, id="2:5", quote="and sixty tickets a day", text="sixty tickets")
    analysis = story(Gap.NO_COMMIT, Gap.NO_CUSTOMER, claims=(FAILED, second, third))
    asked = drilled(analysis, 6)
    figures = [a.ground for a in asked if a.code is ProbeCode.BASELINE]
    assert figures == [FAILED.quote, second.quote]
    between = asked[2].code
    assert between is ProbeCode.COMMITMENT


def test_a_result_is_drilled_before_other_figures() -> None:
    result = replace(
        FAILED, id="2:1", sentence=2, quote="it saved us thirty hours a week", text="thirty hours"
    )
    analysis = replace(story(claims=(FAILED, result)), facets=((), ("EVIDENCE",), ("OUTCOME",)))
    choice = choose(view(analysis))
    assert choice is not None and choice.ground == result.quote


def test_a_held_headline_is_isolated_and_a_held_own_figure_left_alone() -> None:
    team = choose(view(story(Gap.NO_ISOLATION, claims=(HELD,))))
    assert team is not None and team.code is ProbeCode.ISOLATION
    own = choose(view(story(Gap.NO_COMMIT, claims=(replace(HELD, owner="speaker"),))))
    assert own is not None and own.code is ProbeCode.COMMITMENT


def test_a_story_without_an_event_is_asked_for_one_before_any_figure() -> None:
    vague = finding(Gap.HYPOTHETICAL, "I would usually talk to them")
    choice = choose(view(story(Gap.HYPOTHETICAL, claims=(FAILED,), findings=(vague,))))
    assert choice is not None
    assert (choice.code, choice.ground) == (ProbeCode.SPECIFIC_INSTANCE, vague.quote)


def test_a_forgotten_number_is_asked_for_its_measure_once_and_let_go() -> None:
    analysis = story(Gap.NO_COMMIT, claims=(FAILED,))
    first = AskedProbe(ProbeCode.BASELINE, FAILED.quote, "dodged")
    choice = choose(view(analysis, first, last_answer="I honestly don't remember the number."))
    assert choice is not None
    assert (choice.code, choice.forgotten, choice.second_try) == (ProbeCode.BASELINE, True, False)
    again = AskedProbe(choice.code, choice.ground, "dodged", forgotten=True)
    after = choose(view(analysis, first, again, last_answer="I can't recall."))
    assert after is not None and after.code is not ProbeCode.BASELINE


def test_a_dodged_figure_is_pressed_once_at_once() -> None:
    analysis = story(Gap.NO_COMMIT, claims=(FAILED,))
    dodged = AskedProbe(ProbeCode.BASELINE, FAILED.quote, "dodged")
    second = choose(view(analysis, dodged, last_answer="It was a big problem for everyone."))
    assert second is not None and second.second_try and second.code is ProbeCode.BASELINE
    third = choose(view(analysis, dodged, dodged, last_answer="As I said."))
    assert third is not None and third.code is not ProbeCode.BASELINE


def test_other_dodges_come_back_later_in_other_words() -> None:
    analysis = story(Gap.NO_COMMIT, Gap.NO_CUSTOMER)
    commitment = AskedProbe(ProbeCode.COMMITMENT, "She decided to keep it.", "dodged")
    after = choose(view(analysis, commitment))
    assert after is not None and after.code is ProbeCode.CUSTOMER
    customer = AskedProbe(ProbeCode.CUSTOMER, "", "answered")
    back = choose(view(analysis, commitment, customer))
    assert back is not None and back.code is ProbeCode.COMMITMENT and back.second_try


def test_the_rounds_priority_goes_before_seriousness() -> None:
    analysis = story(Gap.NO_CUSTOMER, Gap.NO_COMMIT)
    assert choose(view(analysis)).code is ProbeCode.CUSTOMER  # type: ignore[union-attr]
    first = choose(view(analysis, priority=(ProbeCode.COMMITMENT,)))
    assert first is not None and first.code is ProbeCode.COMMITMENT


def test_a_whole_story_is_still_drilled_for_the_words_said() -> None:
    choice = choose(view(story()))
    assert choice is not None
    assert (choice.code, choice.ground) == (
        ProbeCode.EXACT_WORDS,
        "I told my manager that nine percent of the calls failed.",
    )


def test_no_probe_when_time_or_the_limit_is_reached() -> None:
    assert choose(view(story(Gap.NO_COMMIT), seconds_left=10)) is None
    asked = (AskedProbe(ProbeCode.IMPACT, "", "answered"),) * 2
    assert choose(view(story(Gap.NO_COMMIT), *asked, max_probes=2)) is None


@given(
    st.lists(st.sampled_from(list(Gap)), unique=True, max_size=8),
    st.lists(st.sampled_from(["answered", "partly", "dodged"]), min_size=12, max_size=12),
    st.booleans(),
)
def test_probing_ends_and_never_repeats_itself(gaps: list[Gap], outcomes: list[str], figure: bool) -> None:
    analysis = story(*gaps, claims=(FAILED,) if figure else ())
    asked: list[AskedProbe] = []
    for result in outcomes:
        choice = choose(view(analysis, *asked, max_probes=12))
        if choice is None:
            break
        if asked and asked[-1].code is choice.code:
            assert asked[-1].outcome == "dodged" and choice.second_try
        asked.append(AskedProbe(choice.code, choice.ground, result))  # type: ignore[arg-type]
    pairs = [(a.code, a.ground) for a in asked]
    assert all(pairs.count(p) <= 2 for p in pairs)
    assert all(sum(a.code is code for a in asked) <= MOST_OF_A_CODE + 1 for code in ProbeCode)
    said = " ".join(s.text for s in analysis.sentences).lower()
    assert all(a.ground.lower() in said for a in asked)
