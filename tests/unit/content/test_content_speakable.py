"""Everything an interviewer asks is pronounced as it is meant; `python -m tests.bench.speakable` hears all of it back."""

from __future__ import annotations

import re

import pytest

from content.library import load_library
from models.store import ModelStore
from speech.recognizer import WhisperRecogniser
from speech.speakable import speakable
from speech.voice import PiperVoice
from tests.bench.speakable import Line, hear, lines, plain, slips_between

MEANT = {
    "close": "klˈoʊs", "content": "kəntˈɛnt", "contract": "kˈɑːntɹ", "estimate": "ˈɛstᵻmət", "excuse": "kjˈuːs",
    "lead": "lˈiːd", "minute": "mˈɪnɪt", "object": "ˈɑːbdʒ", "present": "pɹˈɛz", "progress": "pɹˈɑːɡ",
    "project": "pɹˈɑːdʒ", "read": "ɹˈiːd", "record": "ɹˈɛk", "refuse": "ɹᵻfjˈuːz", "separate": "sˈɛpɹət",
    "subject": "sˈʌb", "tear": "tˈɛɹ", "use": "jˈuːz", "wind": "wˈɪnd",
}  # fmt: skip
"""Words with two pronunciations, and the one that is meant in a question, as the voice's phonemes."""
ELSEWHERE = {"went live": "lˈaɪv", "live with": "lˈɪv", "in use": "jˈuːs"}
"""Where it is another one."""
HARD = (
    "Tell me about one time you argued with somebody senior over launching a model or data product against a deadline.",
    "Leave the exact figure out. Was it nearer a tenth, a half, or several times over?",
    "How could it have been reversed, and how long would that have taken?",
    "Which piece of work went wrong like that?",
)


def test_words_with_two_pronunciations_are_said_as_they_are_meant() -> None:
    from piper.phonemize_espeak import EspeakPhonemizer

    voice, wrong = EspeakPhonemizer(), []
    known = re.compile(rf"\b(live|{'|'.join(MEANT)})s?\b", re.IGNORECASE)
    for line in lines(load_library()):
        found = {match[1].lower() for match in known.finditer(line.text)}
        if not found:
            continue
        sounds = "".join("".join(sentence) for sentence in voice.phonemize("en-us", speakable(line.text)))
        for word in found:
            there = (
                sound for words, sound in ELSEWHERE.items() if words in line.text.lower() and word in words
            )
            wanted = next(there, MEANT.get(word, ""))
            if not wanted or wanted not in sounds:
                wrong.append((word, line.text))
    assert not wrong


def test_what_came_back_is_compared_by_its_words_not_by_its_spelling() -> None:
    assert plain("It cost $2,400, 41% more, on the 3rd; OK?") == plain(
        "It cost two thousand four hundred dollars, forty-one percent more, on the third; okay?"
    )
    assert list(slips_between(plain("Your neighbours' run-book"), plain("your neighbors' runbook"))) == []
    assert list(slips_between("who was content", "who was in tent")) == [("content", "in tent")]


@pytest.mark.weights
def test_a_few_hard_questions_come_back_as_they_were_asked() -> None:
    store = ModelStore()
    voice, recogniser = (
        PiperVoice(store.path("piper-en-us-joe")),
        WhisperRecogniser(store.path("whisper-base")),
    )
    heard = [hear(voice, recogniser, Line("question", "", text)) for text in HARD]
    assert sum(one.errors for one in heard) <= 0.1 * sum(one.words for one in heard), heard
