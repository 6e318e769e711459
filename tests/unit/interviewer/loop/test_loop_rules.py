"""Forms, votes, vetoes and what would have changed them: rules whose every step can be read."""

from __future__ import annotations

from dataclasses import replace
from itertools import product

import pytest

from interviewer.analysis.findings import Gap
from interviewer.loop.forms import Form, form
from interviewer.loop.meeting import debrief
from interviewer.loop.outcome import decide, ways
from tests.unit.interviewer.loop.loopkit import (
    LIBRARY,
    MANAGER,
    RAISER,
    between,
    forms,
    person,
    report,
    with_one,
)

POOR = report(1)


def test_a_principle_is_judged_by_what_speaks_for_it() -> None:
    made = form(
        0, person(0), LIBRARY.principles, "s", report(4, customer_focus=1, business_impact_articulation=2)
    )
    customer, ownership = made.principles
    assert (customer.inclined, customer.score) == (False, 1.5)
    assert customer.evidence is not None and customer.evidence.quote == "about customer_focus"
    assert customer.reason == "customer focus came to 1 of 4"
    assert (ownership.inclined, ownership.score) == (True, 4.0)


def test_what_was_said_wrong_is_a_no_whatever_the_scores() -> None:
    made = form(0, person(0), LIBRARY.principles, "s", report(4, gaps=(Gap.MANAGER_ASSIGNED,)))
    assert [judged.inclined for judged in made.principles] == [True, False]
    assert made.principles[1].reason == "it was handed to them"
    assert made.principles[1].evidence.quote == "words of MANAGER_ASSIGNED"


@pytest.mark.parametrize(
    ("told", "vote", "why"),
    [
        (report(4), "strong_inclined", "2 of 2 principles shown."),
        (report(3), "inclined", "2 of 2 principles shown."),
        (report(3, customer_focus=1), "not_inclined", "Only 1 of 2 principles shown."),
        (report(2), "not_inclined", "0 of 2 principles shown."),
        (report(1), "strong_not_inclined", "0 of 2 principles shown."),
        (report(4, disqualifier="Would be a no at this level, because x."), "not_inclined",
         "Would be a no at this level, because x; 2 of 2 principles shown."),
    ],
)  # fmt: skip
def test_the_vote_follows_from_the_principles(told, vote: str, why: str) -> None:
    made = form(0, person(0), LIBRARY.principles, "s", told)
    assert (made.vote, made.why) == (vote, why)


def test_everybody_inclined_is_an_offer() -> None:
    found = decide(forms(), ())
    assert (found.offer, found.rule) == (True, "offer")
    assert found.reason == "6 of 6 are inclined, and nobody with a veto is against it."


def test_the_bar_raiser_alone_stops_it() -> None:
    found = decide(with_one(RAISER, report(2)), ())
    assert (found.offer, found.veto, found.rule) == (False, True, "bar_raiser")
    assert found.reason.startswith("Ilse Vant, the bar raiser, is not inclined: ")


def test_the_hiring_manager_alone_stops_it_without_a_veto() -> None:
    found = decide(with_one(MANAGER, report(2)), ())
    assert (found.offer, found.veto, found.rule) == (False, False, "hiring_manager")


def test_one_very_bad_round_is_enough_and_one_weak_round_is_not() -> None:
    assert decide(with_one(0, POOR), ()).rule == "one_round"
    assert decide(with_one(0, report(2)), ()).offer


def test_half_is_not_a_majority() -> None:
    weak = [place for place in range(6) if place not in (RAISER, MANAGER)][:3]
    found = decide(forms(*(report(2) if place in weak else report() for place in range(6))), ())
    assert (found.rule, found.offer) == ("majority", False)


@pytest.mark.parametrize(
    ("told", "veto"),
    [
        ([between()], False),
        ([between(), between()], True),
        ([between(), between(settled=True)], False),
        ([between(), between("story"), between("story")], True),
        ([between("story")], False),
    ],
)
def test_what_does_not_agree_between_rounds_can_end_it(told, veto: bool) -> None:
    found = decide(forms(), told)
    assert found.veto is veto
    assert (found.rule == "contradictions") is veto


def test_what_would_have_changed_it_does() -> None:
    """Every way that is told turns the outcome when it is tried, and nothing smaller does."""
    for score, manager, told in product((1, 2, 3), (2, 3), ([], [between(), between(later=4)])):
        made = forms(
            report(score), *(report(manager) if place == MANAGER else report(2) for place in range(1, 4))
        )
        outcome, found = decide(made, told), ways(made, told)
        assert found and all(way.changes for way in found)
        assert len({len(way.changes) for way in found}) == 1
        assert len(found) <= 3
        if not outcome.offer:
            alone = [
                decide([_turned(each) if each is one else each for each in made], told).offer for one in made
            ]
            cleared = [decide(made, [b for b in told if b is not one]).offer for one in told]
            assert any(alone + cleared) is (len(found[0].changes) == 1)


def _turned(form: Form) -> Form:
    return replace(form, vote="inclined")


def test_the_way_names_the_round_and_its_own_change() -> None:
    nearly = report(2, tradeoff_reasoning_rigor=3, pushback_recalibration_response=3)
    (way,) = ways(with_one(RAISER, nearly), ())
    assert way.changes == ("Ilse Vant inclined: Say what you did afterwards (Execution commitment, 2 to 3).",)
    assert way.place == RAISER
    cleared = ways(forms(), [between(), between(later=4)])
    assert len(cleared) == 2 and cleared[0].changes[0].startswith(
        "One figure for both: forty hours in one round"
    )


def test_a_change_that_would_not_have_been_enough_is_not_told_as_if_it_were() -> None:
    (way,) = ways(with_one(RAISER, report(2, gaps=(Gap.NO_DATA,))), ())
    assert way.changes[0].startswith(
        "Ilse Vant inclined: Insist on the Highest Standards from 2.0 to 2.5 of 4, and Are Right, A Lot "
        "without what speaks against it (no evidence stands behind it). It begins with this: Say what you did afterwards"
    )


def test_a_strong_no_need_only_be_a_plain_one() -> None:
    inclined, plain = ways(with_one(0, POOR), ())
    assert inclined.changes[0].startswith("Nadia Brandt inclined: ")
    assert plain.changes[0].startswith(
        "Nadia Brandt not strongly against it: 1.75 of 4 in that round, or one"
    )
    assert decide(with_one(0, report(2)), ()).offer


def test_two_principles_rest_on_different_rows_where_there_are_some() -> None:
    made = form(RAISER, person(RAISER), LIBRARY.principles, "s", report(4))
    assert len({judged.evidence for judged in made.principles}) == 3


def test_an_offer_says_what_would_have_lost_it() -> None:
    found = ways(forms(), ())
    assert {way.place for way in found} == {RAISER, MANAGER}
    assert all("not inclined, where" in way.changes[0] for way in found)


def test_the_meeting_reads_out_what_was_said() -> None:
    found = debrief(with_one(RAISER, report(2)), [between(), between("story", settled=True)])
    said = [f"{remark.speaker}: {remark.text}" for remark in found.remarks]
    assert said[0].startswith("Tomas Reyes: Five of six are inclined before we talk.")
    assert any(line.startswith("Nadia Brandt: Inclined. I saw ") for line in said)
    assert (
        "Ilse Vant: Nadia Brandt was told forty hours, Marek Fields was told nine hours, of the same thing."
        in said
    )
    assert any(
        line.endswith("told for two different things. I asked, and it was cleared up.") for line in said
    )
    assert said[-2].startswith("Ilse Vant: I am using my veto.")
    assert said[-1] == "Tomas Reyes: Then it ends here: no offer."
    assert all(remark.session for remark in found.remarks if remark.quote is not None)
    lines = [remark.text for remark in debrief(forms(), [between()]).remarks]
    assert "That is not enough for a veto." in lines
    assert "I have no reason to use my veto." in [remark.text for remark in debrief(forms(), ()).remarks]


def test_two_who_judged_one_principle_differently_answer_each_other() -> None:
    told = report(4, impact_quantification=1, business_impact_articulation=1)
    found = debrief(with_one(3, told), ())
    said = [remark.text for remark in found.remarks]
    assert any(text.startswith("Marek Fields, on Deliver Results I had the opposite") for text in said)
    assert any(text.startswith("That is another story than mine") for text in said)
