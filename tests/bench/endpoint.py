"""How often a thinking pause is taken for the end, and how long after the real end that is noticed. By hand:

    python -m tests.bench.endpoint [--voice piper|system] [--every N] [--show]

Sentences of our own answers are spoken whole by Piper and by the system's voice. Each is then broken off after
a word in its middle, as people do who think in an unfinished thought, and given silence instead. Both, the
broken and the whole one, are decoded with the sentence before, and put to the endpoint's rules: plain (the words
alone), smart (the words and Smart Turn) and weighed (the language model as well). A cut-off is false where a rule
would wait less than the pause lasts. The delay after a whole sentence is the silence that the rule waits for; a
decode of the tail is hidden in it. Where a sentence happens to be complete at the word it was broken off after, no
rule can know: about one in five. Last come each sign's AUC and the logistic regression that `endpoint.thought_over`
has its weights from.
"""

from __future__ import annotations

import argparse
import math
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

import numpy as np

from interviewer import prompts
from interviewer.events import Exchange
from interviewer.llama import Cancel
from interviewer.mind import LlamaMind
from models.store import ModelStore
from speech.endpoint import UNREAD, EndpointSeconds, Heard, silence_needed
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
QUESTION = "Tell me about a time you disagreed with somebody above you."


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


def cases(
    name: str, voice: Voice, ears: WhisperRecogniser, smart: SmartTurn, mind: LlamaMind, every: int
) -> Iterator[Case]:
    mind.prime(prompts.opening(QUESTION), cancel=Cancel())
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
                end = len(before) + BETWEEN + len(last) - max(0, len(room) - 20 * SAMPLE_RATE)
                unread = (end - known[-1].end) / SAMPLE_RATE if known else 0.0
                likely = mind.ends(
                    prompts.unfinished(QUESTION, (Exchange("candidate", said),)), cancel=Cancel()
                )
                voice_over = smart.probability(room[-WINDOW:])
                yield Case(name, whole, Heard(said, 0.0, False, voice_over, likely, unread))


KNOWING: dict[str, Callable[[Heard], Heard]] = {
    "plain": lambda heard: replace(heard, finished=None, complete=None, unread=0.0),
    "smart": lambda heard: replace(heard, complete=None, unread=0.0),
    "weighed": lambda heard: heard,
}


def table(found: list[Case], rule: str) -> str:
    seconds, knows = EndpointSeconds(), KNOWING[rule]
    broken = np.array([silence_needed(knows(c.heard), seconds) for c in found if not c.whole])
    whole = np.array([silence_needed(knows(c.heard), seconds) for c in found if c.whole])
    cut = "  ".join(f"{100 * np.mean(broken < pause):5.1f}" for pause in PAUSES)
    drawn = np.mean([np.mean(broken < pause) for pause in PAUSES])
    delay = f"{np.mean(whole):5.2f} {np.median(whole):5.2f} {np.percentile(whole, 90):5.2f}"
    return f"{rule:8} {cut}   {100 * drawn:5.1f}   {delay}"


def signs(heard: Heard) -> list[float]:
    """What the language model, the voice and the recogniser say, as `thought_over` weighs it."""
    voice = min(max(heard.finished or 0.0, 1e-4), 1 - 1e-4)
    stop = heard.text.rstrip().endswith((".", "?", "!")) and not heard.text.rstrip().endswith("...")
    return [math.log10(max(heard.complete or 0.0, 1e-4)), math.log(voice / (1 - voice)), float(stop)]


def auc(values: Samples, whole: Samples) -> float:
    """How often a whole sentence's value is above a broken one's."""
    above = values[whole][:, None] - values[~whole][None]
    return float(np.mean((above > 0) + 0.5 * (above == 0)))


def fit(found: list[Case]) -> str:
    """Logistic regression by Newton's method, slightly ridged, over the cases whose words were all read."""
    kept = [c for c in found if c.heard.unread <= UNREAD and c.heard.complete is not None]
    x = np.array([[1.0, *signs(c.heard)] for c in kept])
    whole = np.array([c.whole for c in kept])
    weights = np.zeros(x.shape[1])
    ridge = np.diag([1e-6, 0.3, 0.3, 0.3])
    for _ in range(50):
        odds = 1 / (1 + np.exp(-x @ weights))
        slope = x.T @ (odds - whole) + ridge @ weights
        weights -= np.linalg.solve((x.T * (odds * (1 - odds))) @ x + ridge, slope)
    areas = ", ".join(f"{auc(x[:, i], whole):.2f}" for i in (1, 2, 3))
    return f"AUC of model, voice and full stop {areas}; base and weights {np.round(weights, 2)}"


def main() -> None:
    parser = argparse.ArgumentParser(description="measure the end of an answer")
    parser.add_argument("--voice", choices=["piper", "system"], action="append")
    parser.add_argument("--every", type=int, default=2, help="take one sentence in so many")
    parser.add_argument("--show", action="store_true", help="print what was heard in each case")
    chosen = parser.parse_args()
    store = ModelStore()
    voices: dict[str, Voice] = {"piper": PiperVoice(store.path("piper-en-us-joe")), "system": SystemVoice()}
    ears, smart = WhisperRecogniser(store.path("whisper-base")), SmartTurn(store.path("smart-turn-v3"))
    mind = LlamaMind(store.path("qwen2.5-coder-1.5b"))
    print(f"load average {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors")
    found: list[Case] = []
    for name in chosen.voice or list(voices):
        for case in cases(name, voices[name], ears, smart, mind, chosen.every):
            found.append(case)
            if chosen.show:
                end = "whole " if case.whole else "broken"
                heard = case.heard
                print(
                    f"{name:7}{end} {heard.complete:.4f} {heard.finished:4.2f} {heard.unread:5.2f}", end=" "
                )
                print(f"...{heard.text[-60:]}", flush=True)
    print(f"{len(found) // 2} sentences; false cut-offs in percent, by length of the pause in seconds; delay")
    print(f"rule     {'  '.join(f'{p:5.1f}' for p in PAUSES)}    mean    mean   p50   p90")
    for rule in KNOWING:
        print(table(found, rule))
    print(fit(found))


if __name__ == "__main__":
    main()
