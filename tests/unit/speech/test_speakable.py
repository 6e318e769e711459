"""Figures and abbreviations as a person would read them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from piper.phonemize_espeak import EspeakPhonemizer

from speech.speakable import speakable

PHONEMES = EspeakPhonemizer()


@pytest.mark.parametrize(
    ("written", "spoken"),
    [
        ("What did you say to her?", "What did you say to her?"),
        ("We cut p99 by 3x, e.g. $40k", "We cut p 99 by 3 times, for example, 40 thousand dollars"),
        ("$1", "1 dollar"),
        ("$1.5M", "1.5 million dollars"),
        ("£2bn", "2 billion pounds"),
        ("€3 million", "3 million euros"),
        ("from 8% to 12%", "from 8 percent to 12 percent"),
        ("~40 people", "about 40 people"),
        ("5-7 engineers", "5 to 7 engineers"),
        ("200ms", "200 milliseconds"),
        ("50 qps", "50 queries per second"),
        ("10k users", "10 thousand users"),
        ("and/or", "and or"),
        ("24/7", "twenty-four seven"),
        ("R & D", "R and D"),
        ("#3", "number 3"),
        ("Q3", "Q 3"),
        ("i.e. you", "that is, you"),
        ("2x faster", "2 times faster"),
        ("a 3xl shirt", "a 3xl shirt"),
    ],
)
def test_written_and_spoken(written: str, spoken: str) -> None:
    assert speakable(written) == spoken


@given(st.text(alphabet="ab 0123456789$€%.,/x&~#kM-→", max_size=60))
def test_no_figure_gets_lost(text: str) -> None:
    digits = [c for c in text if c.isdigit()]
    spoken = speakable(text)
    assert len([c for c in spoken if c.isdigit()]) == len(digits) or "twenty-four seven" in spoken


@pytest.mark.parametrize(
    ("written", "sound"),
    [
        ("Which project was it?", "pɹˈɑːdʒɛkt"),
        ("In which projects did that happen?", "pɹˈɑːdʒɛkts"),
        ("Which record did you open first?", "ɹˈɛkɚd"),
        ("Which refund was that?", "ɹˈiːfʌnd"),
        ("Which estimate did you give?", "ˈɛstᵻmət"),
        ("What did you record?", "ɹᵻkˈɔːɹd"),
        ("How did the others use it?", "jˈuːz"),
        ("Which teams use the tool today?", "jˈuːz"),
        ("What use was it to them?", "jˈuːs"),
        ("You said they read it. What then?", "ɹˈɛd"),
        ("Who read it first?", "ɹˈɛd"),
        ("What happened when you read the log?", "ɹˈɛd"),
        ("I read it twice.", "ɹˈɛd"),
        ("What did you read there?", "ɹˈiːd"),
        ("Would you read that to me?", "ɹˈiːd"),
        ("What did they have to read?", "ɹˈiːd"),
    ],
)
def test_words_with_two_pronunciations(written: str, sound: str) -> None:
    sounds = "".join("".join(each) for each in PHONEMES.phonemize("en-us", speakable(written)))
    assert sound in sounds


def test_a_quoted_noun_sounds_as_one_without_quotes() -> None:
    for before, after in (
        ("Whose project was it?", 'Whose "project" was it?'),
        ("What use was it?", 'What "use" was it?'),
    ):
        assert PHONEMES.phonemize("en-us", before) == PHONEMES.phonemize("en-us", after)
