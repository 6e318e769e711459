"""Which words ask for time, and what is left of the story without them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interviewer.analysis.sentences import from_text
from interviewer.asides import asks_for_time, says_more, without_asides


def told(text: str) -> str:
    return " ".join(word.text for word in without_asides(from_text(text, 0)))


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Let me think.", ""),
        ("Let me think. Um.", "Um."),
        ("Um, give me a second.", ""),
        ("Good question, let me think.", "Good question."),
        ("good question let me think", "good question"),
        ("Hold on.", ""),
        ("One moment, please.", ""),
        ("I need a moment to think about that.", ""),
        ("Can I have a moment to think?", ""),
        ("Could you give me a minute?", ""),
        ("Bear with me for a second.", ""),
        ("It was in March. Just a second", "It was in March."),
        ("I need one minute, sorry", ""),
        ("So we shipped it. Okay, let me think about that one for a second, um", "So we shipped it."),
    ],
)
def test_these_ask_for_time_and_are_no_part_of_the_story(text: str, left: str) -> None:
    assert asks_for_time(from_text(text, 0))
    assert told(text) == left


@pytest.mark.parametrize(
    "text",
    [
        "So I told her, let me think about it.",
        "I told them to hold on.",
        "They wouldn't let me think.",
        "She said give me a second.",
        "It was, at one moment, all we had.",
        "It took one second.",
        "We had to wait a minute for each of them.",
        "Let me think about the numbers I showed.",
        "Let me",
        "",
    ],
)
def test_these_are_told_of_and_ask_for_nothing(text: str) -> None:
    assert not asks_for_time(from_text(text, 0))
    assert told(text) == text


def test_a_request_in_the_middle_of_a_sentence_leaves_the_sentence() -> None:
    assert told("So the figure, let me think, was 12 percent.") == "So the figure, was 12 percent."
    assert told("Give me a second. In March we shipped.") == "In March we shipped."
    assert not asks_for_time(from_text("Give me a second. In March we shipped.", 0))


def test_an_um_says_no_more_than_the_request_before_it() -> None:
    assert not says_more(from_text("Um, so, yeah.", 0))
    assert not says_more(from_text("Let me think.", 0))
    assert says_more(from_text("Um, so in March.", 0))


@given(
    st.lists(
        st.sampled_from(["let", "me", "think.", "um,", "hold", "on,", "In", "March", "said,", "a", "second."])
    )
)
def test_what_is_left_is_made_of_the_words_in_their_order(tokens: list[str]) -> None:
    words = from_text(" ".join(tokens), 0)
    left = without_asides(words)
    places = [word.start for word in left]
    assert places == sorted(set(places)) and set(places) <= {word.start for word in words}
    assert without_asides(left) == left or len(without_asides(left)) < len(left)
