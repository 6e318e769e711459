"""Percentiles, lines and their sounds, cut-offs, the journal's own figures, the tables."""

from __future__ import annotations

import numpy as np
import pytest

from tests.bench.conversation.answers import AnswerFigure, CutOff, cut_off, pauses_tested
from tests.bench.conversation.bench import LoadFigure, Skipped
from tests.bench.conversation.figures import share, spread
from tests.bench.conversation.floors import beside
from tests.bench.conversation.held import Placed, ThinkingPause
from tests.bench.conversation.journal import Entry, lines_of, offset_of, own_figures
from tests.bench.conversation.lengths import length
from tests.bench.conversation.lines import Line, first_word, sounds_of
from tests.bench.conversation.parts.cutins import CutInFigure, delay
from tests.bench.conversation.parts.over import OverFigure
from tests.bench.conversation.sound import RATE, Burst
from tests.bench.conversation.tables import answering, cutting_in, load, skipped, talked_over


# ---------------------------------------------------------------- numbers
def test_percentiles_are_numpys() -> None:
    values = [3.0, 1.0, 2.0, 10.0]

    found = spread(values)

    assert (found.n, found.p50, found.p95) == (4, 2.5, pytest.approx(np.percentile(values, 95)))
    assert spread([]).n == 0
    assert share(3, 40) == "3 of 40 (7.5%)"
    assert share(0, 0) == "none to count"


# ---------------------------------------------------------------- lines and their sounds
def test_the_acknowledgement_is_not_the_probe() -> None:
    lines = [Line(10.5, "Okay.", "acknowledgement"), Line(12.0, "What did you say?", "probe")]
    sounds = [Burst(10.52, 10.9), Burst(12.03, 13.5)]

    found = first_word(sounds, lines, end=10.0, until=40.0)

    assert found is not None
    assert (found.at, found.how) == (12.03, "sound")


def test_a_short_line_that_asks_nothing_acknowledges_where_no_kind_is_told() -> None:
    assert Line(0.0, "All right then.").acknowledges
    assert not Line(0.0, "Why?").acknowledges
    assert not Line(0.0, "Tell me more about the meeting.").acknowledges
    assert Line(0.0, "Take the time you need.", "notice").asks is False


def test_an_acknowledgement_that_begins_the_line_is_left_out() -> None:
    lines = [Line(10.5, "I see. What did you say to her?", "probe")]
    sounds = [Burst(10.5, 10.9), Burst(11.2, 12.5)]

    found = first_word(sounds, lines, end=10.0, until=40.0)

    assert found is not None
    assert (found.at, found.how) == (11.2, "after a lead")


def test_a_probe_that_follows_without_a_silence_is_placed_by_what_is_told() -> None:
    lines = [Line(10.5, "Okay.", "acknowledgement"), Line(11.4, "What did you say?", "probe")]

    found = first_word([Burst(10.5, 13.0)], lines, end=10.0, until=40.0)

    assert found is not None
    assert (found.at, found.how) == (11.4, "told")


def test_no_line_no_first_word() -> None:
    lines = [Line(5.0, "What was it?", "probe"), Line(50.0, "And then?", "probe")]

    assert first_word([Burst(11.0, 12.0)], lines, end=10.0, until=40.0) is None


def test_the_sounds_of_a_line_reach_to_the_next() -> None:
    sounds = [Burst(9.9, 11.0), Burst(11.6, 12.0), Burst(15.1, 16.0)]

    assert sounds_of(Line(10.0, "Two sentences. Of one line."), 15.0, sounds) == sounds[:2]


def test_a_line_that_was_broken_off_is_not_whole() -> None:
    line, following = Line(10.0, "a question"), Line(20.0, "another")

    cut = length(line, [line, following], [Burst(10.0, 11.5), Burst(20.0, 23.0)], expected=3.0)
    whole = length(following, [line, following], [Burst(10.0, 11.5), Burst(20.0, 23.0)], expected=3.1)

    assert cut is not None and not cut.whole and cut.share == pytest.approx(0.5)
    assert whole is not None and whole.whole
    assert length(line, [line], [], expected=3.0) is None


def test_a_line_that_was_held_and_then_broken_off_is_not_whole() -> None:
    line = Line(10.0, "a question")

    held = length(line, [line], [Burst(10.0, 11.0), Burst(13.0, 14.0)], expected=4.0)

    assert held is not None and not held.whole
    assert (held.end, held.share) == (14.0, pytest.approx(2.3 / 4.0))


# ---------------------------------------------------------------- cut-offs
ANSWER = Placed(
    start=10.0,
    end=40.0,
    sentences=(18.0, 30.0, 40.0),
    pauses=(ThinkingPause(15.0, 16.2, 1.2), ThinkingPause(25.0, 27.0, 2.0)),
)


@pytest.mark.parametrize(
    ("onset", "pause"),
    [(15.9, 1.2), (16.5, 1.2), (18.5, None), (26.0, 2.0), (28.4, 2.0), (30.2, None), (39.99, None)],
)
def test_a_sound_within_the_answer_is_put_down_to_the_pause_before_it(
    onset: float, pause: float | None
) -> None:
    found = cut_off(ANSWER, [Burst(5.0, 9.0), Burst(onset, onset + 1)], [])

    assert found is not None
    assert (found.at, found.pause) == (onset, pause)


def test_sounds_before_and_after_the_answer_cut_nothing_off() -> None:
    assert cut_off(ANSWER, [Burst(5.0, 9.9), Burst(40.0, 42.0)], []) is None


def test_only_pauses_up_to_the_first_cut_off_are_counted() -> None:
    first = cut_off(ANSWER, [Burst(15.9, 17.0), Burst(26.0, 27.0)], [Line(15.9, "Stop there.", "cut_in")])

    assert first is not None and first.by_cut_in
    assert pauses_tested(ANSWER.pauses, first) == (1.2,)
    assert pauses_tested(ANSWER.pauses, None) == (1.2, 2.0)


def test_the_delay_of_a_cut_in_counts_from_the_labelled_sentence() -> None:
    assert delay(ANSWER, 1, 31.5) == pytest.approx(1.5)
    assert delay(ANSWER, 1, 29.0) == pytest.approx(-1.0)
    assert delay(ANSWER, None, 29.0) is None
    assert delay(ANSWER, 1, None) is None


# ---------------------------------------------------------------- the journal
def entry(second: float, name: str, seen: float | None = None, kind: str = "input", **body: object) -> Entry:
    return Entry(second + 2.05 if seen is None else seen, round(second * RATE), kind, name, body)


JOURNAL = [
    entry(1.0, "SessionStarted"),
    entry(20.0, "TurnEnded", speech_end=19 * RATE),
    entry(20.0, "Say", kind="command", utterance_id="u1", text="Okay.", purpose="acknowledgement"),
    entry(20.5, "PlaybackStarted", seen=22.5, utterance_id="u1"),
    entry(21.0, "PlaybackEnded", utterance_id="u1", completed=True),
    entry(21.0, "Say", kind="command", utterance_id="u2", text="What next?", purpose="probe"),
    entry(21.2, "PlaybackStarted", utterance_id="u2"),
    entry(22.0, "PlaybackEnded", utterance_id="u2", completed=False),
]


def test_the_journals_clock_is_laid_on_the_recordings() -> None:
    assert offset_of(JOURNAL) == pytest.approx(2.0)
    assert [(x.at, x.text, x.ended, x.completed) for x in lines_of(JOURNAL)] == [
        (pytest.approx(22.5), "Okay.", pytest.approx(23.0), True),
        (pytest.approx(23.2), "What next?", pytest.approx(24.0), False),
    ]


def test_the_journals_own_figures_count_from_its_own_end_of_speech() -> None:
    own = own_figures(JOURNAL, end=21.1, offset=2.0)

    assert own is not None
    assert (own.first_sound, own.first_word, own.ended_after) == pytest.approx((1.5, 2.2, 1.0))
    assert own_figures(JOURNAL, end=30.0, offset=2.0) is None


# ---------------------------------------------------------------- tables
def answer(
    gap: float | None, cut: CutOff | None = None, seconds: float = 70.0, system: str = "hotseat"
) -> AnswerFigure:
    return AnswerFigure(
        system, "pauses", "a", "opening", "piper@1.0", seconds, cut, (1.0, 2.0, 2.5), gap, gap, "sound"
    )


def test_false_cut_offs_are_told_by_length_and_long_pauses_apart() -> None:
    found = [answer(1.0), answer(None, CutOff(5.0, 2.0, False)), answer(None, CutOff(9.0, 2.5, False))]

    text = "\n".join(answering(found, "hotseat"))

    assert "false cut-offs in thinking pauses up to 2 s: 1 of 6 (16.7%)" in text
    assert "by length: 1.0 s 0/3, 2.0 s 1/3, 2.5 s 1/3" in text


def test_an_answer_that_got_none_is_told() -> None:
    assert "answers that got no answer: 1 of 2 (50.0%)" in answering([answer(1.0), answer(None)], "hotseat")


def test_what_was_not_measured_has_no_table() -> None:
    found = [
        LoadFigure("plain", "ends", "a", 1.5, 0.4, 0.25, 60.0),
        Skipped("plain", "echo", "b", "it ended"),
    ]

    assert answering(found, "hotseat") == cutting_in(found, "hotseat") == load(found, "hotseat") == []
    assert load(found, "plain") == [
        "processor: 1.50 cores on average over 1.0 minutes; beside it others took 0.40, and 0.25 at low priority",
        "  the machine was busy: gaps are longer, and cut-offs fewer, than on a quiet one",
    ]
    assert skipped(found, "plain") == ["skipped or broken off: 1", "  echo, b: it ended"]


def test_programs_are_compared_on_long_answers_alone() -> None:
    found = [
        answer(1.0),
        answer(9.0, seconds=10.0),
        answer(14.0, system="plain"),
        answer(2.0, None, 10.0, "plain"),
    ]

    row = next(line for line in beside(found, ["hotseat", "plain"]) if line.startswith("times as long"))

    assert row.split()[-2:] == ["1.0", "14.0"]


def test_a_missed_cut_in_has_no_delay_and_is_counted() -> None:
    found = [
        CutInFigure("hotseat", "a", "v", "ABSTRACTION", 20.0, True, 1.5, True),
        CutInFigure("hotseat", "b", "v", "LONG_SETUP", 70.0, False, None, False),
        CutInFigure("hotseat", "c", "v", "", 50.0, True, None, False),
        CutInFigure("hotseat", "d", "v", "", 50.0, False, None, False),
    ]

    lines = cutting_in(found, "hotseat")

    assert "missed: 1 of 2 (50.0%)" in lines
    assert "wrong cut-ins on answers to be heard out: 1 of 2 (50.0%)" in lines
    assert "1.50 (1 of 2)" in "\n".join(beside(found, ["hotseat"]))


def test_the_time_to_stop_is_that_of_lines_that_stopped() -> None:
    found = [
        OverFigure("hotseat", "a", "wait", False, 1.0, 0.2, 0.4, True, True),
        OverFigure("hotseat", "a", "no", False, 1.0, 4.0, 1.0, False, False),
        OverFigure("hotseat", "a", "sure", True, 1.0, 0.3, 0.5, True, False),
    ]

    lines = talked_over(found, "hotseat")

    assert "lines not stopped by speech: 1 of 2 (50.0%)" in lines
    assert "lines that survived a backchannel: 0 of 1 (0.0%)" in lines
    assert "  ended by: sure" in lines
    assert "  journal agrees on stopped or not: 2 of 3 (66.7%)" in lines
    assert "200 (1 of 2)" in "\n".join(beside(found, ["hotseat"]))
