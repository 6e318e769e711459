"""How often a thinking pause is taken for the end, and how long after the real end that is noticed. By hand:

    python -m tests.bench.endpoint [--voice piper|system] [--every N] [--show]

Sentences of our own answers are spoken whole by Piper and by the system's voice. Each is then broken off after
a word in its middle, as people do who think in an unfinished thought, and given silence instead. Both, the
broken and the whole one, are decoded with the sentence before, and put to the endpoint's rules: plain (the words
alone) and smart (the words and Smart Turn). A cut-off is false where a rule would wait less than the pause lasts.
The delay after a whole sentence is the silence that the rule waits for; a decode of the tail is hidden in it.
"""

from __future__ import annotations

import argparse
import os
from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from models.store import ModelStore
from speech.endpoint import EndpointSeconds, Heard, silence_needed
from speech.events import SAMPLE_RATE, Word
from speech.ports import Samples, Voice
from speech.recognizer import WhisperRecogniser
from speech.resample import resample
from speech.sentences import split_sentences
from speech.smart_turn import WINDOW, SmartTurn
from speech.system_voice import SystemVoice
from speech.turn import AFTERGLOW
from speech.voice import PiperVoice
from tests.bench.answers import ANSWERS

PAUSES = (0.8, 1.0, 1.2, 1.5, 1.8, 2.0)
BETWEEN = int(0.35 * SAMPLE_RATE)
NOISE = 0.0015


@dataclass(frozen=True)
class Case:
    """A stretch of speech that ends in silence, as the rules see it."""

    voice: str
    whole: bool
    """The sentence was said to its end."""
    heard: Heard


def spoken(voice: Voice, sentence: str) -> Samples:
    sounds = [resample(s.samples, s.rate, SAMPLE_RATE) for s in voice.synthesise(sentence)]
    sound = np.concatenate(sounds)
    return (sound * (0.5 / np.abs(sound).max())).astype(np.float32)


def broken_off(sound: Samples, words: tuple[Word, ...], chance: np.random.Generator) -> Samples:
    """The sound up to the end of a word in the middle third."""
    last = words[int(chance.integers(len(words) // 3, max(len(words) // 3 + 1, 2 * len(words) // 3)))]
    return sound[: min(last.end + SAMPLE_RATE // 50, len(sound))]


def cases(name: str, voice: Voice, ears: WhisperRecogniser, smart: SmartTurn, every: int) -> Iterator[Case]:
    chance = np.random.default_rng(3)
    for text in ANSWERS.values():
        sentences = split_sentences(text)
        for at in range(1, len(sentences), every):
            before = spoken(voice, sentences[at - 1])
            sound = spoken(voice, sentences[at])
            words = ears.transcribe(sound, first_sample=0, prompt=sentences[at - 1])
            if len(words) < 6:
                continue
            for whole in (True, False):
                last = sound if whole else broken_off(sound, words, chance)
                room = chance.normal(0, NOISE, len(before) + BETWEEN + len(last) + AFTERGLOW).astype(
                    np.float32
                )
                room[: len(before)] += before
                room[len(before) + BETWEEN : -AFTERGLOW] += last
                known = ears.transcribe(room[-20 * SAMPLE_RATE :], first_sample=0, prompt="")
                said = " ".join(w.text for w in known)
                yield Case(name, whole, Heard(said, 0.0, False, smart.probability(room[-WINDOW:])))


def needed(case: Case, smart: bool, seconds: EndpointSeconds) -> float:
    return silence_needed(case.heard if smart else replace(case.heard, finished=None), seconds)


def table(found: list[Case], smart: bool) -> str:
    seconds = EndpointSeconds()
    broken = np.array([needed(c, smart, seconds) for c in found if not c.whole])
    whole = np.array([needed(c, smart, seconds) for c in found if c.whole])
    cut = "  ".join(f"{100 * np.mean(broken < pause):5.1f}" for pause in PAUSES)
    drawn = np.mean([np.mean(broken < pause) for pause in PAUSES])
    return (
        f"{'smart' if smart else 'plain':6} {cut}   {100 * drawn:5.1f}"
        f"   {np.mean(whole):5.2f} {np.median(whole):5.2f} {np.percentile(whole, 90):5.2f}"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description="measure the end of an answer")
    parser.add_argument("--voice", choices=["piper", "system"], action="append")
    parser.add_argument("--every", type=int, default=2, help="take one sentence in so many")
    parser.add_argument("--show", action="store_true", help="print what was heard in each case")
    chosen = parser.parse_args()
    store = ModelStore()
    voices: dict[str, Voice] = {"piper": PiperVoice(store.path("piper-en-us-joe")), "system": SystemVoice()}
    ears, smart = WhisperRecogniser(store.path("whisper-base")), SmartTurn(store.path("smart-turn-v3"))
    print(f"load average {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors")
    found: list[Case] = []
    for name in chosen.voice or list(voices):
        for case in cases(name, voices[name], ears, smart, chosen.every):
            found.append(case)
            if chosen.show:
                end = "whole " if case.whole else "broken"
                print(f"{name:7}{end} {case.heard.finished:4.2f} ...{case.heard.text[-60:]}", flush=True)
    print(f"{len(found) // 2} sentences; false cut-offs in percent, by length of the pause in seconds; delay")
    print(f"rule   {'  '.join(f'{p:5.1f}' for p in PAUSES)}    mean    mean   p50   p90")
    print(table(found, smart=False))
    print(table(found, smart=True))


if __name__ == "__main__":
    main()
