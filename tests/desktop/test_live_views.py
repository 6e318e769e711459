"""What the live pages show, from states made by the session itself."""

from __future__ import annotations

from dataclasses import replace

import pytest

from content.library import Library, load_library
from desktop.live import checklist_view, room_view
from desktop.story_reader import StoryReader
from interviewer.events import AnswerTyped, ChecklistTicked, Input, ProbeWorded, SessionStarted
from interviewer.recall import first_state
from interviewer.session import step
from interviewer.state import Saying, State, story_analysis
from speech.events import DeviceLost, PlaybackEnded, PlaybackStarted, Word

ANSWER = (
    "My manager moved billing to a new queue in one go. I argued for two weeks on one depot because nine percent "
    "of the matches had failed. I lost. I wrote the stop rule and walked the shift leads through it. "
    "The failure rate went from 9% to 2%."
)


@pytest.fixture(scope="module")
def library() -> Library:
    return load_library()


def started(library: Library, *, skip: bool = True) -> State:
    event = SessionStarted(
        0,
        "s",
        "disagree-and-commit",
        "amazon",
        "senior",
        "coach",
        "standard",
        True,
        1200,
        skip_checklist=skip,
    )
    return run(first_state(library, "disagree-and-commit", "amazon", "senior"), event)


def run(state: State, *events: Input) -> State:
    """These events, and everything said in between spoken to its end."""
    for event in events:
        state, commands = step(state, event)
        for command in commands:
            if type(command).__name__ == "Say":
                now = state.now
                state = run(
                    state,
                    PlaybackStarted(now, command.utterance_id),
                    PlaybackEnded(now + 16_000, command.utterance_id, True, command.text),
                )
            elif type(command).__name__ == "WordProbe":
                text = "What did that number stand at before?"
                state = run(state, ProbeWorded(state.now, command.request_id, text, "fallback", ()))
    return state


def test_the_checklist_counts_down_and_keeps_ticks(library: Library) -> None:
    state = started(library, skip=False)
    first = state.spec.checklist[0].id
    view = checklist_view(run(state, ChecklistTicked(16_000 * 30, first, True)))
    assert [entry.ticked for entry in view.entries] == [True, False, False]
    assert view.seconds_left == pytest.approx(view.seconds_total - 30, abs=2)
    assert view.place == "Senior, 20 minutes" and not view.by_voice


def test_figures_and_findings_stay_while_the_next_question_is_asked(library: Library) -> None:
    state = run(started(library), AnswerTyped(16_000 * 60, ANSWER))
    view = room_view(state, analysis=story_analysis(state, finished=False))
    assert view.question == "What did that number stand at before?"
    assert view.probe_label == "First probe on the same story"
    assert view.past == (ANSWER,) and view.committed == ""
    assert view.i > 0 and view.claims and view.findings and view.spans == ()
    held = next(chip for chip in view.claims if chip.status == "held")
    assert (held.text, held.note) == ("2%", "from 9%")


def test_the_story_is_read_beside_the_window_and_only_when_something_was_said(
    qtbot, library: Library
) -> None:
    state, reader = run(started(library), AnswerTyped(16_000 * 60, ANSWER)), StoryReader()
    with qtbot.waitSignal(reader.changed, timeout=5000):
        assert not reader.of(state).sentences
    first = reader.of(state)
    assert first == story_analysis(state, finished=False) and first.claims
    quiet, _ = step(state, DeviceLost(state.now + 1, "loudspeaker", "gone"))
    with qtbot.assertNotEmitted(reader.changed, wait=200):
        assert reader.of(quiet) is first
    more = run(state, AnswerTyped(state.now + 16_000, "It stood at nine percent."))
    with qtbot.waitSignal(reader.changed, timeout=5000):
        assert reader.of(more) is first
    assert len(reader.of(more).sentences) > len(first.sentences)
    reader.close()


def test_a_closed_reader_tells_nothing_more(qtbot, library: Library) -> None:
    state, reader = run(started(library), AnswerTyped(16_000 * 60, ANSWER)), StoryReader()
    with qtbot.assertNotEmitted(reader.changed, wait=400):
        reader.of(state)
        reader.close()


def test_a_lost_microphone_is_a_notice_with_a_way_on(library: Library) -> None:
    state, _ = step(started(library), DeviceLost(16_000 * 40, "microphone", "The microphone 'USB' is gone."))
    notice = room_view(state).notice
    assert notice is not None and notice.words.endswith(".") and notice.way_on[0].isupper()


def test_tentative_words_stand_behind_the_committed_ones(library: Library) -> None:
    state = started(library)
    view = room_view(state, (Word("six", 0, 1, 0.5), Word("depots", 1, 2, 0.5)), captions_on=False)
    assert view.tentative == "six depots" and not view.captions


def test_what_is_said_besides_the_question_is_a_line_of_its_own(library: Library) -> None:
    state = run(started(library), AnswerTyped(16_000 * 60, ANSWER))
    assert room_view(state).line == ""
    nod = Saying("u9", "Mm-hm, go on.", "acknowledgement", started_at=state.now)
    assert room_view(replace(state, saying=nod)).line == "Mm-hm, go on."
    assert room_view(replace(state, saying=replace(nod, started_at=-1))).line == ""
    turn = state.turn
    assert turn is not None
    again = replace(nod, text=f"Of course. {turn.question}", purpose="repeat")
    assert room_view(replace(state, saying=again)).line == "Of course."
