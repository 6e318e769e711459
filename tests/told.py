"""A story told in so many words, for the tests of what is made of one."""

from __future__ import annotations

from interviewer.analysis.analyse import analyse
from interviewer.analysis.findings import Sentence
from interviewer.scores.story import Story
from speech.events import Word


def story(*texts: str, at: int = 0) -> Story:
    """Sentences one after the other, half a second a word, from this sample on."""
    said = []
    for index, text in enumerate(texts):
        words = []
        for word in text.split():
            words.append(Word(word, at, at + 7000, 0.9))
            at += 8000
        said.append(Sentence(index, text, words[0].start, words[-1].end, tuple(words)))
    return Story.of(analyse(said, finished=True))
