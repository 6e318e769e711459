"""What Whisper invents is cut, what people say stays."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from speech.events import Word
from speech.guards import cut_loops, drop_unheard, is_noise, is_phantom


def words(text: str, each: float = 0.3) -> list[Word]:
    """Times in seconds here: the rules only compare."""
    return [Word(t, n * each, (n + 1) * each, 0.9) for n, t in enumerate(text.split())]  # type: ignore[arg-type]


def text(found: list[Word]) -> str:
    return " ".join(w.text for w in found)


def test_words_squeezed_behind_the_sound_are_cut() -> None:
    real = words("cut failures in half.")
    loop = [Word(t, 1.2, 1.2, 0.9) for t in ("Cut", "failures", "in")]  # type: ignore[arg-type]
    assert text(drop_unheard(real + loop, 1.4)) == "cut failures in half."


def test_a_word_that_begins_at_the_very_end_is_cut() -> None:
    assert text(drop_unheard(words("we did it"), 0.62)) == "we did"
    assert text(drop_unheard(words("we did it"), 0.9)) == "we did it"


def test_one_short_word_is_no_reason_to_cut() -> None:
    found = [*words("we"), Word("a", 0.3, 0.32, 0.9), Word("plan", 0.4, 0.8, 0.9)]  # type: ignore[arg-type]
    assert text(drop_unheard(found, 2.0)) == "we a plan"


def test_loops_are_cut_after_their_first_round() -> None:
    assert text(cut_loops(words("we had to. " * 5))) == "we had to."
    assert text(cut_loops(words("so I went to the to the to the to the"))) == "so I went to the"
    assert text(cut_loops(words("no no no no no no"))) == "no"


def test_people_repeat_themselves_a_little() -> None:
    for said in ("no, no, no, no.", "very very slow", "I think, I think that it was"):
        assert text(cut_loops(words(said))) == said


@given(st.lists(st.sampled_from("abc"), max_size=40))
def test_cutting_keeps_a_beginning_and_leaves_no_loop(letters: list[str]) -> None:
    found = words(" ".join(letters))
    cut = cut_loops(found)
    assert cut == found[: len(cut)]
    assert cut_loops(cut) == cut


def test_noise_is_silence_with_doubt_or_no_letters() -> None:
    assert is_noise("...", -0.1, 0.0)
    assert is_noise("Thank you.", -1.5, 0.9)
    assert not is_noise("We shipped it.", -1.5, 0.1)
    assert not is_noise("We shipped it.", -0.3, 0.9)


def test_subtitle_lines_count_only_when_sure() -> None:
    sure = [Word("Thank", 0, 1, 0.9), Word("you.", 1, 2, 0.95)]
    unsure = [Word("Thank", 0, 1, 0.4), Word("you.", 1, 2, 0.95)]
    assert not is_phantom(sure)
    assert is_phantom(unsure)
    assert not is_phantom([Word("Shipped.", 0, 1, 0.1)])
    assert not is_phantom([])
