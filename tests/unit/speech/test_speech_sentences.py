"""Text is cut where a voice may breathe, and nothing of it is lost."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from speech.sentences import LONGEST, split_sentences


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("", []),
        (" \n ", []),
        ("One.", ["One."]),
        ("One. Two? Three!", ["One.", "Two?", "Three!"]),
        ("It fell by 3.5 percent. Why?", ["It fell by 3.5 percent.", "Why?"]),
        ("Some of them, e.g. Two of ours. Go on.", ["Some of them, e.g. Two of ours.", "Go on."]),
        ("Ask Dr. Smith. Now.", ["Ask Dr. Smith.", "Now."]),
        ('He said "No." Then he left.', ['He said "No."', "Then he left."]),
        ("First line\nsecond line", ["First line", "second line"]),
        ("Well… Then what?", ["Well…", "Then what?"]),
        ("we met at 5 p.m. in the hall", ["we met at 5 p.m. in the hall"]),
    ],
)
def test_pieces(text: str, pieces: list[str]) -> None:
    assert split_sentences(text) == pieces


def test_a_long_sentence_is_cut_at_its_clauses() -> None:
    clause = "and then we asked the carriers what they needed from us in that week"
    pieces = split_sentences(", ".join([clause] * 8) + ".")
    assert len(pieces) > 1
    assert all(len(piece) <= LONGEST for piece in pieces)
    assert all(piece.endswith((",", ".")) for piece in pieces)


@given(st.text(alphabet="ab AB.?!,;: \n'\"3…—(", max_size=400))
def test_nothing_is_lost_or_reordered(text: str) -> None:
    pieces = split_sentences(text)
    assert all(piece and piece == piece.strip() for piece in pieces)
    assert " ".join(pieces).split() == text.split()
