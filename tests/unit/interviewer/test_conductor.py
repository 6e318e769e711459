from __future__ import annotations

import threading
from dataclasses import replace
from pathlib import Path

import pytest

from content.library import load_library
from interviewer.conductor import Conductor, Moment
from interviewer.errors import JournalError
from interviewer.events import AnswerTyped, EndRequested, Exchange, SessionStarted, Tick
from interviewer.journal import Journal
from interviewer.recall import first_state, recall
from interviewer.state import Phase
from interviewer.verdict import make_report
from speech.events import PauseHeard, Word
from tests.fakes import RecordingHands

STARTED = SessionStarted(
    0, "s1", "disagree-and-commit", "amazon", "sde-2", "coach", "standard", True, 1200, True
)


class Run:
    """A conductor over a real journal and scripted hands."""

    def __init__(self, path: Path, journal: Journal | None = None) -> None:
        self.library = load_library()
        self.path = path
        self.hands = RecordingHands()
        self.hands.carry_out = True
        self.moments: list[Moment] = []
        self.conductor = Conductor(
            first_state(self.library, "disagree-and-commit"),
            self.hands,
            lambda: journal or Journal(path),
            lambda state: make_report(state, self.library),
            self.moments.append,
            "A round",
            "2026-11-21T10:00:00",
        )
        self.hands.post = self.conductor.post
        self.conductor.start()

    def settle(self) -> None:
        done = threading.Event()
        for _ in range(2000):
            if self.conductor.idle:
                return
            done.wait(0.005)
        raise AssertionError("the conductor does not settle")


def test_a_round_runs_to_its_report(tmp_path: Path) -> None:
    run = Run(tmp_path / "j.sqlite3")
    run.conductor.post(STARTED)
    run.settle()
    run.conductor.post(
        AnswerTyped(10, "I disagreed with my manager. I measured that errors rose to 9 percent.")
    )
    run.settle()
    run.conductor.post(EndRequested(20))
    assert run.conductor.ended.wait(10)
    run.conductor.close()
    assert run.conductor.failure is None
    assert run.moments[-1].report is not None
    with Journal(tmp_path / "j.sqlite3") as journal:
        assert journal.session("s1").status == "done"
        assert journal.report("s1") == run.moments[-1].report
        assert recall(journal, "s1", run.library).state == run.moments[-1].state


def test_after_a_typed_round_without_an_answer_no_word_is_said_of_the_microphone(tmp_path: Path) -> None:
    run = Run(tmp_path / "j.sqlite3")
    run.conductor.post(STARTED)
    run.settle()
    run.conductor.post(EndRequested(20))
    assert run.conductor.ended.wait(10)
    run.conductor.close()
    report = run.moments[-1].report
    assert report is not None and report.typed
    assert report.headline == "Nothing was written, so nothing was scored."
    assert report.summary.startswith("No answer was typed. Begin with") and "microphone" not in report.summary
    with Journal(tmp_path / "j.sqlite3") as journal:
        assert journal.report("s1") == report


def test_the_journal_is_written_before_anything_is_shown(tmp_path: Path) -> None:
    path = tmp_path / "j.sqlite3"
    seen: list[int] = []
    run = Run(path)

    def look(moment: Moment) -> None:
        if moment.commands:
            with Journal(path) as journal:
                seen.append(sum(e.kind == "command" for e in journal.entries("s1")) - len(moment.commands))
        run.moments.append(moment)

    run.conductor._observe = look
    run.conductor.post(STARTED)
    run.settle()
    run.conductor.close()
    assert seen and all(count >= 0 for count in seen)


def test_ticks_without_consequence_are_not_journalled(tmp_path: Path) -> None:
    run = Run(tmp_path / "j.sqlite3")
    run.conductor.post(STARTED)
    for sample in range(0, 40_000, 4_000):
        run.conductor.post(Tick(sample))
    run.settle()
    run.conductor.close()
    with Journal(tmp_path / "j.sqlite3") as journal:
        assert "Tick" not in [entry.name for entry in journal.entries("s1")]


def test_the_words_of_a_lull_are_weighed_before_they_are_analysed(tmp_path: Path) -> None:
    run = Run(tmp_path / "j.sqlite3")
    run.conductor.post(replace(STARTED, typed=False))
    run.settle()
    assert run.moments[-1].state.phase is Phase.LISTENING
    now, seen = run.moments[-1].state.now, []
    run.conductor._observe = lambda moment: seen.append("weigh" in run.hands.names())
    words = (Word("I", now, now + 900, 0.9), Word("disagreed.", now + 1000, now + 5000, 0.9))
    run.conductor.post(PauseHeard(now + 9800, now + 5000, words))
    run.settle()
    run.conductor.close()
    ((lull, _, dialogue),) = [told for name, told in run.hands.told if name == "weigh"]
    assert lull == now + 5000 and dialogue[-1] == Exchange("candidate", "I disagreed.")
    assert seen == [True]


class FullDisk(Journal):
    """Refuses to write until told otherwise."""

    full = True

    def append(self, *arguments: object) -> None:  # type: ignore[override]
        if self.full:
            raise JournalError("The journal could not be written (disk full).")
        super().append(*arguments)  # type: ignore[arg-type]


def test_a_full_disk_loses_nothing_once_there_is_room(tmp_path: Path) -> None:
    journal = FullDisk(tmp_path / "j.sqlite3")
    run = Run(tmp_path / "j.sqlite3", journal)
    run.conductor.post(STARTED)
    run.settle()
    run.conductor.post(AnswerTyped(10, "I measured it myself."))
    run.settle()
    assert "disk full" in run.moments[-1].state.notice
    journal.full = False
    run.conductor.post(AnswerTyped(20, "It was 9 percent against 14 before."))
    run.settle()
    run.conductor.close()
    with Journal(tmp_path / "j.sqlite3") as again:
        typed = [e.event().text for e in again.entries("s1") if e.name == "AnswerTyped"]
    assert typed == ["I measured it myself.", "It was 9 percent against 14 before."]


def test_a_failure_is_told_and_the_session_stays_for_recovery(tmp_path: Path) -> None:
    run = Run(tmp_path / "j.sqlite3")

    def fail(*_: object) -> None:
        raise RuntimeError("the hands are off")

    run.hands.say = fail  # type: ignore[method-assign]
    run.conductor.post(STARTED)
    assert run.conductor.ended.wait(10)
    run.conductor.close()
    assert isinstance(run.conductor.failure, RuntimeError)
    with Journal(tmp_path / "j.sqlite3") as journal:
        assert journal.session("s1").status == "open"
        assert next(entry.name for entry in journal.entries("s1")) == "SessionStarted"


@pytest.mark.parametrize("count", [2000])
def test_the_queue_holds_far_more_than_a_round_posts_at_once(tmp_path: Path, count: int) -> None:
    run = Run(tmp_path / "j.sqlite3")
    run.conductor.post(STARTED)
    for sample in range(count):
        run.conductor.post(Tick(sample))
    run.settle()
    run.conductor.close()
    assert run.moments[-1].state.now >= count - 1
