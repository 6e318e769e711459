"""What Today starts: the weakest first, with its reason in one line, and never an invented one."""

from __future__ import annotations

from dataclasses import replace

from content.library import load_library
from desktop.next_up import next_up
from interviewer.report import Report
from tests.desktop import samples

LIBRARY = load_library()
ROUND = LIBRARY.rounds["disagree-and-commit"]


def held(*scores: int, round_id: str = ROUND.id) -> Report:
    """A report of that round with these scores in its first table, 3 in the second, in the round's own dimensions."""
    base = samples.report()
    tables = []
    for spec, table in zip(ROUND.tables, base.tables, strict=True):
        given = scores if spec is ROUND.tables[0] else (3,) * 6
        rows = tuple(
            replace(row, dimension=d.id, name=d.name, weight=d.weight, score=score)
            for row, d, score in zip(table.rows, spec.dimensions, given, strict=True)
        )
        tables.append(replace(table, rows=rows))
    return replace(base, round_id=round_id, tables=tuple(tables), changes=())


def test_the_first_round_is_an_easy_one_of_a_usual_length() -> None:
    up = next_up(LIBRARY, [])
    harder = ["easy", "medium", "hard"].index
    assert harder(up.spec.difficulty) == min(harder(spec.difficulty) for spec in LIBRARY.rounds.values())
    assert 5 <= up.spec.duration_minutes <= 25
    assert (up.headline, up.why) == (f"{up.spec.title}.", up.spec.summary)


def test_a_round_that_was_chosen_and_never_held_comes_first() -> None:
    assert next_up(LIBRARY, [held(3, 1, 3, 3, 3, 3)], "pushback-short").spec.id == "pushback-short"


def test_the_weakest_dimension_comes_first_and_says_why() -> None:
    reports = [held(3, 3, 2, 2, 3, 3), held(3, 3, 1, 3, 3, 3), held(3, 3, 2, 3, 3, 3)]
    up = next_up(LIBRARY, reports, ROUND.id)
    assert up.headline == "Execution commitment."
    assert up.why == (
        "Execution commitment is your weakest: 1.7 of 4 over your last three rounds, and the Senior bar is 3."
    )
    assert any(d.id == "execution_commitment" for table in up.spec.tables for d in table.dimensions)


def test_of_two_equally_weak_the_heavier_comes_first() -> None:
    light, heavy = ROUND.tables[0].dimensions[0], ROUND.tables[0].dimensions[1]
    assert light.weight < heavy.weight
    assert next_up(LIBRARY, [held(2, 2, 3, 3, 3, 3)]).headline == f"{heavy.name}."


def test_what_is_better_now_is_not_the_weakest() -> None:
    reports = [held(3, 3, 3, 2, 3, 3), held(3, 3, 1, 3, 3, 3), held(3, 3, 1, 3, 3, 3)]
    assert next_up(LIBRARY, reports).headline == "Impact quantification."


def test_the_round_that_was_held_least_is_taken_of_those_that_score_it() -> None:
    spare = ROUND.model_copy(update={"id": "spare"})
    library = replace(LIBRARY, rounds={ROUND.id: ROUND, "spare": spare})
    reports = [held(3, 3, 2, 3, 3, 3)] * 2
    assert next_up(library, reports).spec.id == "spare"


def test_a_change_of_the_report_is_the_headline_with_what_was_said() -> None:
    change = replace(
        samples.report().changes[0], moves="Execution commitment, 2 to 3", title="Tell what you did"
    )
    up = next_up(LIBRARY, [replace(held(3, 3, 2, 3, 3, 3), changes=(change,))])
    assert up.headline == "Tell what you did."
    assert change.said is not None and change.said.quote in up.why


def test_with_everything_at_the_bar_another_round_comes() -> None:
    up = next_up(LIBRARY, [held(3, 3, 3, 3, 3, 3)], ROUND.id)
    assert up.spec.id != ROUND.id and up.why.startswith("Everything was at the bar")


def test_a_round_in_which_nothing_was_said_is_no_weakness() -> None:
    up = next_up(LIBRARY, [replace(samples.empty(), round_id=ROUND.id)])
    assert "weakest" not in up.why
