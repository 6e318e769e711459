"""Which parts of a question of several parts a story tells, and which is asked for next."""

from __future__ import annotations

import pytest

from content.schema import Part
from interviewer import parts
from interviewer.analysis.analyse import analyse
from interviewer.analysis.findings import AnswerAnalysis, ProbeCode
from interviewer.analysis.sentences import from_list
from interviewer.parts import Told
from interviewer.probes import SECONDS_FOR_A_PROBE, Choice

DATES = Part(
    id="dates",
    name="Dates",
    asks=("From when to when?",),
    heard_as=("from", "between", "started"),
    evidence=("date",),
)
MONEY = Part(id="money", name="In money", asks=("What was it worth in money?",), evidence=("figure", "money"))
FEEDBACK = Part(
    id="feedback",
    name="Feedback",
    asks=("What was the hardest feedback?",),
    heard_as=("feedback", "told me i was", "called me"),
)
ALL = (DATES, MONEY, FEEDBACK)
STORY = (
    "I was the analyst for the returns desk.",
    "It ran from March to the second week of June.",
    "I told the director that the model was not ready.",
    "We lost a good deal of money on it.",
)
CHOICE = Choice(ProbeCode.BASELINE, "", "why")
PRESSING = Choice(ProbeCode.SPECIFIC_INSTANCE, "", "why", pressing=True)


def heard_in(*sentences: str) -> AnswerAnalysis:
    return analyse(from_list(sentences), finished=True)


def came(answers: list[Told]) -> dict[str, str]:
    return {part.id: part.how for part in parts.heard(ALL, answers)}


def test_a_part_is_told_by_a_sentence_that_points_to_it_and_holds_what_it_needs() -> None:
    found = {part.id: part for part in parts.heard(ALL, [Told(heard_in(*STORY))])}
    assert {key: part.how for key, part in found.items()} == {
        "dates": "told",
        "money": "open",
        "feedback": "open",
    }
    assert found["dates"].quote == STORY[1]
    assert 0 < found["dates"].start < found["dates"].end
    assert (found["money"].quote, found["money"].start) == ("", -1)


def test_a_cue_without_the_evidence_is_not_enough_nor_the_evidence_without_the_cue() -> None:
    assert came([Told(heard_in("We started it from nothing, and it was slow."))])["dates"] == "open"
    assert came([Told(heard_in("The contract is dated 2019."))])["dates"] == "open"


def test_what_is_needed_may_stand_in_the_next_sentence_but_not_in_the_one_after() -> None:
    near = heard_in("I started right away.", "That was in March.", "It was cold.")
    far = heard_in("I started right away.", "It was cold.", "That was in March.")
    assert came([Told(near)])["dates"] == "told"
    assert came([Told(far)])["dates"] == "open"


def test_the_answer_to_its_own_question_needs_no_cue() -> None:
    answers = [Told(heard_in(*STORY)), Told(heard_in("Forty thousand dollars a month, it was."), MONEY)]
    found = parts.heard(ALL, answers)[1]
    assert (found.how, found.quote) == ("asked", "Forty thousand dollars a month, it was.")


@pytest.mark.parametrize(
    ("reply", "how"),
    [("No.", "dodged"), ("Well, it was a lot.", "dodged"), ("About 40,000 dollars a month.", "asked")],
)
def test_a_reply_without_what_was_asked_for_is_a_dodge(reply: str, how: str) -> None:
    assert came([Told(heard_in(*STORY)), Told(heard_in(reply), MONEY)])["money"] == how
    assert parts.came_of(MONEY, heard_in(reply)) == ("answered" if how == "asked" else "dodged")


def test_where_no_evidence_is_needed_a_few_words_are_no_reply_and_a_sentence_is() -> None:
    assert parts.came_of(FEEDBACK, heard_in("Nothing much.")) == "dodged"
    assert parts.came_of(FEEDBACK, heard_in("He said that I had wasted his best week.")) == "answered"
    assert parts.came_of(FEEDBACK, AnswerAnalysis()) == "dodged"


def test_what_was_dodged_and_comes_later_counts_as_told_after_asking() -> None:
    answers = [
        Told(heard_in(*STORY)),
        Told(heard_in("A lot."), MONEY),
        Told(heard_in("It was 40,000 dollars a month.")),
    ]
    assert came(answers)["money"] == "asked"


def test_a_cue_is_whole_words() -> None:
    assert (
        came([Told(heard_in("There was feedbacking in the loudspeakers all the time."))])["feedback"]
        == "open"
    )
    assert came([Told(heard_in("She called me careless in front of everyone."))])["feedback"] == "told"


def due(seconds: float, *choices: Choice, probed: bool = True, told: AnswerAnalysis | None = None) -> str:
    part = parts.due(ALL, [Told(told or heard_in(*STORY))], choices, seconds, probed=probed)
    return part.id if part else ""


def test_a_part_is_asked_for_between_two_probes_the_first_missing_one_first() -> None:
    assert due(600, CHOICE) == "money"
    assert due(600, CHOICE, probed=False) == ""
    assert due(600, PRESSING) == ""


def test_parts_follow_one_another_when_no_probe_is_due_or_the_time_is_short() -> None:
    assert due(600, probed=False) == "money"
    assert due(SECONDS_FOR_A_PROBE * 2.5, PRESSING, probed=False) == "money"
    assert due(SECONDS_FOR_A_PROBE - 1) == ""


def test_nothing_is_asked_for_where_all_is_told_or_there_are_no_parts() -> None:
    whole = heard_in(*STORY, "It cost us 40,000 dollars.", "He called me stubborn in the review.")
    assert due(600, told=whole) == ""
    assert parts.due((), [Told(whole)], (), 600, probed=True) is None


@pytest.mark.parametrize(
    ("kind", "yes", "no"),
    [
        ("date", "We began in early March.", "We may march on."),
        ("date", "It was on the third of November.", "It was last year, towards the end."),
        ("date", "It was the third quarter.", "A third of the quarter of it."),
        ("date", "That was 2023.", "We had 2300 of them."),
        ("role", "I went to the product manager.", "I went to the window."),
        ("figure", "It fell by 9 percent.", "It fell a lot."),
        ("money", "It cost 9 thousand euros.", "It cost us dearly."),
        ("words", 'I said, "not like this".', "I was not for it."),
        ("reflection", "I would go to the depot first today.", "I'd have to look that up."),
        ("reflection", "Looking back, I should have asked sooner.", "Then we shipped it."),
    ],
)
def test_what_counts_as_each_kind_of_evidence(kind: str, yes: str, no: str) -> None:
    part = Part.model_validate({"id": "x", "name": "X", "asks": ["What?"], "evidence": [kind]})
    assert came_alone(part, yes) == "told"
    assert came_alone(part, no) == "open"


def came_alone(part: Part, sentence: str) -> str:
    (found,) = parts.heard((part,), [Told(heard_in(sentence))])
    return found.how
