"""Numbers as they are spoken: decimals, years, hundreds without the word; and what something cost."""

from __future__ import annotations

import pytest

from interviewer.analysis.claims import ledger
from interviewer.analysis.figures import find, number
from interviewer.analysis.findings import Claim, Section
from interviewer.analysis.sentences import from_list


@pytest.mark.parametrize(
    ("phrase", "value"),
    [
        ("two point three", 2.3),
        ("zero point oh five", 0.05),
        ("one point two million", 1_200_000),
        ("point five", 0.5),
        ("three fifty", 350),
        ("four eighty five", 485),
        ("a hundred and twenty thousand", 120_000),
        ("forty five", 45),
        ("two hundred and twenty five", 225),
        ("nineteen ninety eight", 1998),
        ("twenty oh eight", 2008),
    ],
)
def test_a_spoken_number_has_its_value(phrase: str, value: float) -> None:
    assert number(phrase) == pytest.approx(value)


def test_a_spoken_decimal_is_one_figure() -> None:
    told = find("Errors were two point three percent up there and zero point nine in the pharmacy.")
    assert [(f.text, f.value) for f in told] == [("two point three percent", 2.3), ("zero point nine", 0.9)]


def test_the_point_that_people_make_is_no_decimal() -> None:
    assert [f.value for f in find("That was the point five people made.")] == [5]


@pytest.mark.parametrize(
    "text",
    [
        "In twenty twenty three our chief wanted it packed on the wards.",
        "That was twenty nineteen.",
        "It goes back to nineteen ninety eight.",
        "I came in twenty oh eight and left.",
        "In two thousand and eighteen, we moved.",
        "They bought it in twenty thirty.",
    ],
)
def test_a_spoken_year_is_a_date(text: str) -> None:
    assert [f.kind for f in find(text)] == ["date"]


@pytest.mark.parametrize("text", ["It was twenty three percent.", "We had it in two thousand homes."])
def test_a_count_is_no_year(text: str) -> None:
    assert [f.kind for f in find(text)] == ["measure"]


def claims(*told: tuple[str, Section, tuple[str, ...]]) -> tuple[Claim, ...]:
    texts, sections, facets = zip(*told, strict=True)
    return ledger(from_list(texts), sections, facets)


def test_what_something_cost_is_in_the_ledger_whatever_else_the_sentence_does() -> None:
    (only,) = claims(("It was costing us twenty five hours a week.", Section.SITUATION, ("STAKES",)))
    assert (only.text, only.value, only.status) == ("twenty five hours a week", 25, "open")


def test_what_it_cost_the_other_side_needs_no_baseline() -> None:
    (only,) = claims(
        ("Her point was that a day on the old price cost her $8,000.", Section.SITUATION, ("OTHER_SIDE",))
    )
    assert not only.needs_baseline


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("We get about ninety calls a week.", ()),
        ("I would save them forty hours a week.", ("HYPO",)),
        ("It sold well and there were forty of us.", ()),
    ],
)
def test_figures_of_the_setting_stay_out(text: str, held: tuple[str, ...]) -> None:
    assert claims((text, Section.SITUATION, held)) == ()


def test_a_second_figure_behind_with_is_of_something_else() -> None:
    told = claims(
        ("Sign-ups went from 0.8% to 2.1.", Section.ACTION, ("EVIDENCE", "FIGURE", "BASELINE")),
        ("Sign-ups ended at 1.9% with the return rate at 33.", Section.RESULT, ("OUTCOME", "FIGURE")),
    )
    assert {c.text: c.measures for c in told}["33"] == "return rate"
    assert all(c.status != "contradicted" for c in told)
