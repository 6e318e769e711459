"""One answer's decoding, with a recogniser that says what it is told to."""

from __future__ import annotations

import threading

import numpy as np
import pytest

from speech.events import SAMPLE_RATE, Word
from speech.ports import Block, Samples
from speech.ring import SoundRing
from speech.stabilizer import LONGEST
from speech.turn import AFTERGLOW, Turn

SECOND = SAMPLE_RATE


def word(text: str, start: float, end: float, probability: float = 0.9) -> Word:
    return Word(text, int(start * SECOND), int(end * SECOND), probability)


class Scripted:
    """Replies in order; an exception is raised. Notes what it was given."""

    def __init__(self, *replies: tuple[Word, ...] | Exception) -> None:
        self.replies = list(replies)
        self.asked: list[tuple[int, int, str, str]] = []

    def transcribe(
        self,
        samples: Samples,
        *,
        first_sample: int,
        prompt: str,
        prefix: str = "",
        beam_size: int | None = None,
        cancelled: threading.Event | None = None,
    ) -> tuple[Word, ...]:
        self.asked.append((first_sample, len(samples), prompt, prefix))
        reply = self.replies.pop(0) if self.replies else ()
        if isinstance(reply, Exception):
            raise reply
        return reply


def turn(*replies: tuple[Word, ...] | Exception) -> tuple[Turn, Scripted, SoundRing]:
    ring, recogniser = SoundRing(), Scripted(*replies)
    ring.write(Block(0, np.full(20 * SECOND, 0.1, np.float32)))
    return Turn(recogniser, ring, 0), recogniser, ring


SAID = (word("We", 0.2, 0.4), word("shipped", 0.4, 0.9), word("it.", 0.9, 1.1))


def test_a_pause_publishes_all_of_it_and_commits_it_when_it_lasts() -> None:
    made, recogniser, _ = turn(SAID)
    made.pause(int(1.1 * SECOND))
    assert made.take() == ()
    assert made.pending == SAID
    assert made.progress.text == "We shipped it."
    assert made.progress.settled == int(1.1 * SECOND)
    assert recogniser.asked == [(0, int(1.1 * SECOND) + AFTERGLOW, "", "")]
    made.finish(int(1.1 * SECOND))
    assert made.take() == SAID
    assert made.take() == ()
    assert len(recogniser.asked) == 1


def test_what_was_said_before_a_short_pause_is_read_again_with_what_follows() -> None:
    made, _, _ = turn(SAID, (word("We", 0.2, 0.4), word("shipped", 0.4, 0.9), word("items", 0.9, 1.4)))
    made.pause(int(1.1 * SECOND))
    made.listen(2 * SECOND, threading.Event())
    assert [w.text for w in made.take()] == ["We", "shipped"]
    made.pause(3 * SECOND)
    made.finish(3 * SECOND)
    assert [w.text for w in made.pending] == []


def told(count: int) -> tuple[Word, ...]:
    return tuple(word(f"word{n}", 0.4 * n, 0.4 * n + 0.35) for n in range(count))


def test_a_pause_after_a_decode_reads_only_what_came_since() -> None:
    said = told(20)
    made, recogniser, _ = turn(said[:10], said[7:12])
    made.listen(4 * SECOND, threading.Event())
    made.pause(5 * SECOND)
    assert recogniser.asked[1][3] == " ".join(w.text for w in said[:7])
    assert made.take() + made.pending == said[:12]
    made.finish(5 * SECOND)
    assert made.progress.text.split()[-1] == "word11" and made.pending == ()
    assert len(recogniser.asked) == 2


def test_a_pause_that_reads_nothing_there_reads_all_that_is_tentative() -> None:
    said = told(12)
    made, recogniser, _ = turn(said[:10], (), said)
    made.listen(4 * SECOND, threading.Event())
    made.pause(5 * SECOND)
    assert [prefix for _, _, _, prefix in recogniser.asked] == ["", " ".join(w.text for w in said[:7]), ""]
    assert made.progress.text.endswith("word11")


def test_a_finish_elsewhere_than_at_the_pause_decodes_again() -> None:
    made, recogniser, _ = turn(SAID, (*SAID, word("Then", 1.3, 1.5)))
    made.pause(int(1.1 * SECOND))
    made.finish(2 * SECOND, 0)
    assert recogniser.asked[1][:2] == (0, 2 * SECOND)
    assert [w.text for w in made.take()] == ["We", "shipped", "it.", "Then"]


def test_a_backlog_longer_than_a_window_is_decoded_piece_by_piece() -> None:
    ring, recogniser = SoundRing(), Scripted(SAID, (word("Then", 26.0, 26.4),))
    ring.write(Block(0, np.full(40 * SECOND, 0.1, np.float32)))
    made = Turn(recogniser, ring, 0)
    made.finish(30 * SECOND)
    assert [n for _, n, _, _ in recogniser.asked] == [LONGEST, 30 * SECOND + AFTERGLOW - LONGEST]
    assert [w.text for w in made.take()] == ["We", "shipped", "it.", "Then"]


def test_the_next_decode_goes_on_from_the_committed_words() -> None:
    made, recogniser, _ = turn(SAID, (word("Then", 2.0, 2.3),))
    made.finish(int(1.1 * SECOND))
    made.listen(3 * SECOND, threading.Event())
    assert recogniser.asked[1][3] == "We shipped it."
    assert [w.text for w in made.pending] == ["Then"]
    assert made.progress.text == "We shipped it. Then"
    assert made.take() == SAID


def test_a_pause_without_words_is_settled() -> None:
    made, _, _ = turn(())
    made.pause(2 * SECOND)
    assert made.progress.text == ""
    assert made.progress.settled == 2 * SECOND


def test_a_phantom_is_no_word() -> None:
    made, _, _ = turn((word("Thank", 0.1, 0.3, 0.2), word("you.", 0.3, 0.5, 0.3)))
    made.finish(SECOND)
    assert made.take() == ()


def test_a_decoder_that_only_repeats_the_committed_words_is_asked_again_without_them() -> None:
    four = (*SAID, word("Then", 1.2, 1.4))
    made, recogniser, _ = turn(four, four, (word("we", 2.0, 2.2), word("waited.", 2.2, 2.8)))
    made.finish(int(1.4 * SECOND))
    made.finish(3 * SECOND)
    assert [w.text for w in made.take()] == ["We", "shipped", "it.", "Then", "we", "waited."]
    assert recogniser.asked[1][3] and not recogniser.asked[2][3]
    assert recogniser.asked[2][2] == "We shipped it. Then"


def test_silence_between_is_not_decoded_again() -> None:
    made, recogniser, _ = turn(SAID, (word("Then", 12.1, 12.5),))
    made.finish(int(1.1 * SECOND))
    made.skip(int(1.1 * SECOND), 12 * SECOND)
    made.listen(13 * SECOND, threading.Event())
    assert recogniser.asked[1][:2] == (12 * SECOND - AFTERGLOW, SECOND + AFTERGLOW)


def test_sound_that_was_not_dealt_with_is_never_skipped() -> None:
    made, recogniser, _ = turn(SAID)
    made.skip(int(1.1 * SECOND), 5 * SECOND)
    made.finish(6 * SECOND)
    assert recogniser.asked[0][0] == 0


def test_after_a_failure_the_pause_counts_as_settled_and_the_sound_is_decoded_with_the_next() -> None:
    made, recogniser, _ = turn(RuntimeError("no memory"), SAID)
    with pytest.raises(RuntimeError, match="no memory"):
        made.pause(int(1.1 * SECOND))
    assert made.progress.settled == int(1.1 * SECOND)
    made.finish(int(1.2 * SECOND))
    assert recogniser.asked[1][0] == 0
    assert made.take() == SAID
