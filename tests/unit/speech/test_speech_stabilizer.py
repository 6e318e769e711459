"""Committed words only grow, in order, each once, whatever the decoder comes up with."""

from __future__ import annotations

import itertools
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from speech.events import SAMPLE_RATE, Word
from speech.stabilizer import BARREN_DECODES, HORIZON, LONGEST, MARGIN, PROVEN, Stabilizer, Window, same

STEP = SAMPLE_RATE


def word(text: str, start: float, end: float) -> Word:
    return Word(text, int(start * SAMPLE_RATE), int(end * SAMPLE_RATE), 0.9)


def spoken(texts: list[str], seconds: float = 0.4) -> list[Word]:
    """The words of an answer, back to back."""
    return [word(text, n * seconds, (n + 1) * seconds - 0.05) for n, text in enumerate(texts)]


def heard_in(truth: list[Word], window: Window) -> tuple[Word, ...]:
    """A perfect decoder: the words of the window that follow its prefix."""
    last = window.prefix[-1].end if window.prefix else window.first_sample
    return tuple(w for w in truth if w.start >= last - 1600 and w.end <= window.last_sample)


def test_words_are_committed_when_two_decodes_agree() -> None:
    made = Stabilizer(0)
    one = (word("we", 0.1, 0.3), word("shipped", 0.3, 0.8), word("eight", 0.8, 1.0))
    assert made.hear(one, made.window(2 * STEP)) == ()
    assert made.pending == one
    two = (word("We", 0.1, 0.3), word("shipped,", 0.3, 0.8), word("it.", 0.8, 1.0))
    assert [w.text for w in made.hear(two, made.window(3 * STEP))] == ["We", "shipped,"]
    assert [w.text for w in made.pending] == ["it."]


def test_words_at_the_edge_of_the_sound_wait() -> None:
    made = Stabilizer(0)
    words = (word("we", 0.1, 0.3), word("ship", 0.6, 1.0))
    made.hear(words, made.window(STEP))
    assert [w.text for w in made.hear(words, made.window(STEP))] == ["we"]
    assert words[1].end > STEP - MARGIN


def test_an_old_word_is_committed_without_agreement() -> None:
    made = Stabilizer(0)
    words = (word("once", 0.1, 0.4), word("more", 9.5, 9.8))
    until = HORIZON + 2 * STEP
    assert [w.text for w in made.hear(words, made.window(until))] == ["once"]


def test_a_pause_commits_everything() -> None:
    made = Stabilizer(0)
    words = (word("we", 0.1, 0.3), word("shipped.", 0.3, 0.8))
    assert made.settle(words, made.window(STEP)) == words
    assert made.pending == ()
    assert made.floor == STEP


def test_the_window_begins_with_the_last_committed_words_and_stays_short() -> None:
    made = Stabilizer(0)
    truth = spoken([f"word{n}" for n in range(100)])
    for until in range(STEP, 40 * STEP, STEP):
        window = made.window(until)
        assert window.last_sample - window.first_sample <= 8 * SAMPLE_RATE
        assert window.prefix == made.committed[len(made.committed) - len(window.prefix) :]
        made.hear(heard_in(truth, window), window)
    assert len(made.committed) > 90


def test_after_a_long_silence_the_window_holds_no_old_sound_but_a_prompt() -> None:
    made = Stabilizer(0)
    made.settle((word("we", 0.1, 0.3), word("shipped.", 0.3, 0.8)), made.window(STEP))
    made.skip_to(30 * STEP)
    window = made.window(31 * STEP)
    assert window == Window(30 * STEP, 31 * STEP, (), "we shipped.")


def test_a_decoder_silenced_by_its_context_is_asked_without() -> None:
    made = Stabilizer(0)
    made.settle((word("we", 0.1, 0.3), word("shipped.", 0.3, 0.8)), made.window(STEP))
    for n in range(BARREN_DECODES):
        window = made.window((2 + n) * STEP)
        assert window.prefix
        assert made.hear((), window) == ()
    window = made.window(5 * STEP)
    assert window.prefix == ()
    assert window.first_sample == STEP
    assert window.prompt == "we shipped."


def test_a_decode_that_repeats_the_committed_words_is_an_echo() -> None:
    made = Stabilizer(0)
    said = tuple(spoken(["and", "I", "ran", "a", "small", "study"]))
    made.settle(said, made.window(3 * STEP))
    window = made.window(4 * STEP)
    assert made.echoes((*said, word("more", 9, 10)), window)
    assert made.echoes(said[-4:], window)
    assert not made.echoes(said[-3:], window)
    assert not made.echoes((word("with", 3, 4), *said), window)
    leaning = replace(window, leant_on=(word("twice", 2.5, 2.8),))
    assert made.echoes((*said[-3:], word("twice", 3, 4)), leaning)
    assert not made.echoes(said[-4:], leaning)


def test_a_glance_goes_on_from_the_tentative_words_that_are_likely_right() -> None:
    made = Stabilizer(0)
    truth = spoken([f"word{n}" for n in range(30)])
    made.settle(tuple(truth[:10]), made.window(4 * STEP))
    listened = made.window(8 * STEP)
    made.hear(tuple(truth[10:20]), listened)
    brief = made.glance(9 * STEP)
    assert brief.leant_on == tuple(w for w in truth[10:20] if w.end <= 7 * STEP)
    assert brief.prefix[-len(brief.leant_on) :] == brief.leant_on
    assert brief.first_sample > made.window(9 * STEP).first_sample
    assert brief.last_sample == 9 * STEP


def test_what_a_glance_leant_on_is_committed_when_it_is_seconds_old() -> None:
    made = Stabilizer(0)
    truth = spoken([f"word{n}" for n in range(12)])
    made.hear(tuple(truth[:8]), made.window(4 * STEP))
    brief = made.glance(5 * STEP)
    rest = tuple(truth[len(brief.leant_on) :])
    old = tuple(w for w in brief.leant_on if w.end <= 5 * STEP - PROVEN)
    assert 0 < len(old) < len(brief.leant_on)
    assert made.peek(rest, brief, 5 * STEP) == old
    assert made.pending == tuple(truth[len(old) :])


def test_lull_after_lull_the_window_stays_short() -> None:
    made = Stabilizer(0)
    truth = spoken([f"word{n}" for n in range(200)])
    for until in range(2 * STEP, 60 * STEP, 3 * STEP // 2):
        brief = made.glance(until)
        assert brief.last_sample - brief.first_sample <= 8 * SAMPLE_RATE
        made.peek(heard_in(truth, brief), brief, until)
        assert made.window(until).first_sample >= until - 10 * SAMPLE_RATE
    assert made.committed == tuple(truth[: len(made.committed)])


def test_where_no_word_is_likely_right_a_glance_is_a_window() -> None:
    made = Stabilizer(0)
    assert made.glance(2 * STEP) == made.window(2 * STEP)
    made.hear(tuple(spoken(["we", "shipped"])), made.window(STEP))
    assert made.glance(2 * STEP) == made.window(2 * STEP)


words = st.builds(
    lambda text, start, length: Word(text, start, start + length, 0.5),
    st.sampled_from(["the", "The", "we", "shipped.", "40%", "it", "-", "…", "again"]),
    st.integers(0, 60 * SAMPLE_RATE),
    st.integers(0, 2 * SAMPLE_RATE),
)
decodes = st.lists(
    st.tuples(
        st.lists(words, max_size=12),
        st.integers(0, 3 * SAMPLE_RATE),
        st.sampled_from(["hear", "glance", "settle", "skip"]),
    ),
    max_size=30,
)


@given(decodes)
def test_committed_is_append_only_and_monotone_for_any_decodes(
    steps: list[tuple[list[Word], int, str]],
) -> None:
    made = Stabilizer(0)
    before: tuple[Word, ...] = ()
    now = 0
    for heard, step, what in steps:
        now += step
        window = made.glance(now) if what == "glance" else made.window(now)
        assert 0 <= window.first_sample <= window.last_sample <= window.first_sample + LONGEST
        if what == "skip":
            made.skip_to(now)
            continue
        if what == "glance":
            newly = made.peek(tuple(heard), window, now)
        else:
            newly = (made.hear if what == "hear" else made.settle)(tuple(heard), window)
        assert made.committed == before + newly
        before = made.committed
    for one, two in itertools.pairwise(before):
        assert one.start <= one.end <= two.start <= two.end


@given(
    st.lists(
        st.sampled_from(["a", "the", "we", "shipped", "it", "again", "and", "again", "no", "no"]),
        min_size=1,
        max_size=60,
    ),
    st.lists(st.integers(SAMPLE_RATE // 2, 2 * SAMPLE_RATE), min_size=80, max_size=80),
    st.lists(st.integers(-900, 900), min_size=80, max_size=80),
    st.sets(st.integers(0, 79), max_size=10),
)
def test_every_word_is_committed_once_whatever_the_steps_jitter_and_pauses(
    texts: list[str], steps: list[int], jitter: list[int], pauses: set[int]
) -> None:
    truth = spoken(texts)
    made = Stabilizer(0)
    now = 0
    for n, step in enumerate(steps):
        now += step
        window = made.window(now)
        known = len(made.committed)
        heard = [w for w in truth[known:] if w.end <= window.last_sample]
        moved = tuple(replace(w, start=w.start + jitter[n], end=w.end + jitter[n]) for w in heard)
        if n in pauses:
            made.settle(moved, window)
        else:
            made.hear(moved, window)
    made.settle(tuple(truth[len(made.committed) :]), made.window(now))
    assert [w.text for w in made.committed] == texts


def test_punctuation_and_case_do_not_tell_words_apart() -> None:
    assert same(word("Shipped,", 0, 1), word("shipped", 3, 4))
    assert not same(word("40%", 0, 1), word("14%", 0, 1))
    assert not same(word("-", 0, 1), word("…", 0, 1))


def test_the_last_words_before_a_lull_are_committed_only_when_a_later_decode_agrees() -> None:
    made = Stabilizer(0)
    early, late = word("we", 0.1, 0.3), word("shipped", 1.0, 1.8)
    assert made.peek((early, late), made.window(2 * STEP), 2 * STEP) == ()
    assert made.peek((early, late), made.window(2 * STEP), 2 * STEP) == (early,)
    assert made.peek((late,), made.window(2 * STEP), 2 * STEP) == () and made.pending == (late,)
    assert made.hear((late,), made.window(3 * STEP)) == (late,)
