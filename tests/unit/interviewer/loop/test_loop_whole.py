"""A whole loop, typed, by sample candidates: kept in the journal, resumed, repeated, and judged in the end."""

from __future__ import annotations

from pathlib import Path

import pytest

from content.schema import Sample
from interviewer.events import Input, SessionStarted
from interviewer.guardrails.known import Known
from interviewer.journal import Journal
from interviewer.loop.forms import form
from interviewer.loop.meeting import Debrief, debrief
from interviewer.loop.persona import Persona
from interviewer.loop.shelf import LoopShelf
from interviewer.loop.told import Told, between_rounds, known_of, told_in
from interviewer.recall import first_state, recall
from interviewer.report import Report
from interviewer.session import step
from tests.bench.rounds import TypedRound, sample_answers
from tests.unit.interviewer.loop.loopkit import LIBRARY, LOOP, RAISER


class Sitting(TypedRound):
    """A round of the loop, written to the journal as the app does."""

    def __init__(self, journal: Journal, started: SessionStarted) -> None:
        self.state = first_state(LIBRARY, started.round_id, level=started.level)
        self._library, self._mind, self._now, self._journal = LIBRARY, None, 0, journal
        journal.begin(started, "A round", "2026-11-21T21:00:00")
        self._do(started)

    def _do(self, event: Input) -> None:
        self.state, commands = step(self.state, event)
        self._journal.append(self.state.session_id, event, commands)
        for command in commands:
            for following in self._carry_out(command):
                self._do(following)


def sit(journal: Journal, place: int, sample: Sample, session: str, known: Known) -> Report:
    person = LOOP.interviewers[place]
    persona = Persona(person.name, person.openings, person.greetings, person.acknowledgements, person.closing)
    started = SessionStarted(
        sample=0, session_id=session, round_id=person.round, company="amazon", level="sde-2", view="real",
        strictness=person.strictness, typed=True, seconds=LIBRARY.rounds[person.round].duration_minutes * 60,
        skip_checklist=True, headphones=True, persona=persona, known=known,
    )  # fmt: skip
    report = Sitting(journal, started).hold(sample_answers(sample)).report
    journal.finish(session, report)
    return report


def told(journal: Journal, session: str, place: int) -> Told:
    report = journal.report(session)
    assert report is not None
    return told_in(place, LOOP.interviewers[place].title, recall(journal, session, LIBRARY).state, report)


def sample_for(place: int, quality: str) -> Sample:
    round_id = LOOP.interviewers[place].round
    return next(s for s in LIBRARY.samples_for(round_id) if s.quality == quality)


def hold(folder: Path, quality: str) -> Debrief:
    """Six rounds in two sittings, and the meeting."""
    path = folder / "journal.db"
    with Journal(path) as journal:
        run = LoopShelf(journal).begin(LOOP.id, LOOP.level, "2026-11-21T21:00:00")
    for places in ((0, 1, 2), (3, 4, 5)):
        with Journal(path) as journal:
            shelf = LoopShelf(journal)
            for place in places:
                now = shelf.newest(LOOP.id)
                before = (
                    [told(journal, now.held(n), n) for n in range(place)] if place == RAISER and now else []
                )
                sit(journal, place, sample_for(place, quality), f"{quality}-{place}", known_of(before))
                shelf.record(run, place, f"{quality}-{place}")
    with Journal(path) as journal:
        kept = LoopShelf(journal).newest(LOOP.id)
        assert kept is not None
        rounds = [told(journal, kept.held(n), n) for n in range(6)]
    made = [
        form(
            each.place, LOOP.interviewers[each.place], LIBRARY.principles, kept.held(each.place), each.report
        )
        for each in rounds
    ]
    return debrief(made, between_rounds(rounds))


@pytest.fixture(scope="module")
def strong(tmp_path_factory: pytest.TempPathFactory) -> Debrief:
    return hold(tmp_path_factory.mktemp("strong"), "strong")


@pytest.fixture(scope="module")
def weak(tmp_path_factory: pytest.TempPathFactory) -> Debrief:
    return hold(tmp_path_factory.mktemp("weak"), "weak")


def test_a_weak_candidate_gets_no_offer_and_hears_why(weak: Debrief) -> None:
    assert not weak.outcome.offer
    assert sum(each.inclined for each in weak.forms) <= 1
    assert weak.ways and weak.remarks
    assert any(judged.evidence for each in weak.forms for judged in each.principles)


def test_a_strong_candidate_carries_most_of_the_rounds(strong: Debrief, weak: Debrief) -> None:
    assert sum(each.inclined for each in strong.forms) >= 4
    assert sum(f.overall for f in strong.forms) > sum(f.overall for f in weak.forms) + 4


def test_people_who_told_different_stories_are_not_said_to_repeat_them(strong: Debrief) -> None:
    assert not [each for each in strong.between if each.is_story], strong.between


def test_a_round_can_be_repeated_and_the_last_time_counts(tmp_path: Path) -> None:
    with Journal(tmp_path / "journal.db") as journal:
        shelf = LoopShelf(journal)
        run = shelf.begin(LOOP.id, LOOP.level, "2026-11-21T21:00:00")
        for session, quality in (("first", "weak"), ("second", "strong")):
            sit(journal, 0, sample_for(0, quality), session, Known())
            shelf.record(run, 0, session)
        shelf.record(run, 1, "never-finished")
        now = shelf.newest(LOOP.id)
        assert now is not None
        assert (now.sessions, now.held(0), now.held(1)) == ((("first", "second"),), "second", "")
        assert shelf.of_session("first") == (LOOP.id, 0)
        journal.delete("second")
        again = shelf.newest(LOOP.id)
        assert again is not None and again.held(0) == "first"
        assert shelf.newest("another") is None


def test_the_bar_raiser_asks_about_a_story_that_was_told_before(tmp_path: Path) -> None:
    """The same story in an earlier round and now: it is asked about, and the meeting knows."""
    with Journal(tmp_path / "journal.db") as journal:
        story = sample_for(RAISER, "strong")
        first = sit(journal, RAISER, story, "earlier", Known())
        assert all("told a colleague" not in asked.text for asked in first.asked)
        before = told(journal, "earlier", 0)
        second = sit(journal, RAISER, story, "now", known_of([before]))
        assert any("told a colleague of mine this one" in asked.text for asked in second.asked)
        found = between_rounds([before, told(journal, "now", RAISER)])
        assert any(each.is_story for each in found)
