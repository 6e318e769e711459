"""Sentences are cut into the pieces that BERT's own tokenizer makes."""

from __future__ import annotations

import pytest

from interviewer.analysis.wordpiece import UNKNOWN, pieces, vocabulary


def shown(text: str) -> list[str]:
    words = list(vocabulary())
    return [words[i] for i in pieces(text, vocabulary())]


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        ("We didn't budge.", ["we", "didn", "'", "t", "bud", "##ge", "."]),
        ("p99 was $1,100", ["p", "##9", "##9", "was", "$", "1", ",", "1", "##00"]),
        ("Café — naïve", ["cafe", "—", "naive"]),
        ("£1,100", ["£1", ",", "1", "##00"]),
        ("snake_case", ["snake", "_", "case"]),
        ("", []),
        (" \n\t ", []),
    ],
)
def test_cut_as_bert_cuts(text: str, cut: list[str]) -> None:
    told = shown(text)
    assert "".join(told).replace("##", "") == "".join(cut).replace("##", "")
    assert [t for t in told if t in ("'", "$", ",", ".", "—", "_")] == [
        t for t in cut if t in ("'", "$", ",", ".", "—", "_")
    ]


def test_what_no_piece_fits_is_unknown() -> None:
    assert pieces("x" * 101, vocabulary()) == [UNKNOWN]
    assert pieces("\u0e01\ufffd", vocabulary()) == [UNKNOWN]


def test_the_same_cut_as_the_tokenizers_package() -> None:
    tokenizers = pytest.importorskip("tokenizers.implementations")
    from interviewer.analysis.wordpiece import WORDS

    theirs = tokenizers.BertWordPieceTokenizer(str(WORDS), lowercase=True)
    for text in (
        "So in March, our p99 went from 2.8 seconds to 240 ms — 91% down!",
        "Señora Núñez said “no”, didn’t she; £45,000 (or €9) @ 10-20%/day.",
        "日本語 and tab\tnew\u200bline x² ½ a_b",
    ):
        assert pieces(text, vocabulary()) == theirs.encode(text, add_special_tokens=False).ids
