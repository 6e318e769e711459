"""How far the live transcript lags, how good it is, and what it costs. Run by hand, on real weights:

    python -m tests.bench.streaming [--real] [--ends] [--voice piper|system] [--text NAME]

Long answers of our own are spoken by two voices, with the pauses people make, and streamed through the real
`Ear`. By default the streaming is simulated: each decode's processor time is charged to a virtual clock, so
that a run takes as long as its decodes and a busy machine does not blur it. `--real` feeds in real time.

Columns: lag of committed words behind the end of their sound (seconds, median and 90th percentile), word error
rates in percent of the streamed and of the offline transcript (same model, beam 5, whole windows of 30 s)
against the text, and processor load in cores. With `--ends` silence may end the answer: the last columns are
the seconds from the last sound to TurnEnded, and how many turns one answer was taken for.
"""

from __future__ import annotations

import argparse
import difflib
import os
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import jiwer
import numpy as np
from faster_whisper import WhisperModel

from models.errors import ModelError
from models.store import ModelStore
from speech.ear import Ear
from speech.events import SAMPLE_RATE, SpeechEvent, TurnEnded, WordsCommitted
from speech.executor import Job, SerialExecutor
from speech.ports import Block, Samples, Voice
from speech.recognizer import WhisperRecogniser
from speech.resample import resample
from speech.sentences import split_sentences
from speech.smart_turn import SmartTurn
from speech.system_voice import SystemVoice
from speech.vad import SileroVoiceActivity
from speech.voice import PiperVoice
from tests.bench.answers import ANSWERS, plain

BLOCK = 512
TAIL_SECONDS = 4.0
LAG_FLOOR, WER_FLOOR, CORES_FLOOR = 2.5, 1.0, 1.2
"""Seconds at the median, points over the offline transcript, cores while listening."""

PAUSES = (0.15, 0.3, 0.5, 0.9, 1.6)
"""Seconds between sentences, drawn at random but the same in every run."""


@dataclass(frozen=True)
class Score:
    """One answer's line of the table."""

    name: str
    seconds: float
    lag_median: float
    lag_90: float
    lags: tuple[float, ...]
    words: int
    """Of the text."""
    wer: float
    wer_offline: float
    cores: float
    ended_after: float
    turns: int
    transcript: str


class SimulatedExecutor(SerialExecutor):
    """Runs jobs inline and keeps them waiting as long as a real core would have been busy."""

    def __init__(self, clock: Callable[[], float]) -> None:
        super().__init__("simulated", raise_)
        self._clock = clock
        self._jobs: deque[tuple[Job, str | None, threading.Event]] = deque()
        self._free_from = 0.0
        self._started: float | None = None

    @property
    def now(self) -> float:
        """Seconds on the session's clock, with what the running job has taken so far."""
        running = 0.0 if self._started is None else time.process_time() - self._started
        return max(self._clock(), self._free_from) + running

    def submit(self, job: Job, *, key: str | None = None, urgent: bool = False) -> threading.Event:
        self._jobs = deque(entry for entry in self._jobs if key is None or entry[1] != key)
        self._jobs.append((job, key, threading.Event()))
        return self._jobs[-1][2]

    def cancel(self, key: str | None = None) -> None:
        self._jobs = deque(entry for entry in self._jobs if key is not None and entry[1] != key)

    def run(self, *, all_of_it: bool = False) -> None:
        """Run what a core would have got to by now, or everything."""
        while self._jobs and (all_of_it or self._free_from <= self._clock()):
            job, _, cancelled = self._jobs.popleft()
            self._started = time.process_time()
            job(cancelled)
            self._free_from, self._started = self.now, None


def speak(voice: Voice, text: str) -> Samples:
    """The answer at 16 kHz, peak 0.5, with pauses between the sentences and a hiss like a quiet room's."""
    chance = np.random.default_rng(1)
    parts: list[Samples] = [np.zeros(SAMPLE_RATE // 2, np.float32)]
    for sentence in split_sentences(text):
        for sound in voice.synthesise(sentence):
            parts.append(resample(sound.samples, sound.rate, SAMPLE_RATE))
        parts.append(np.zeros(int(chance.choice(PAUSES) * SAMPLE_RATE), np.float32))
    whole = np.concatenate(parts)
    whole *= 0.5 / np.abs(whole).max()
    whole += chance.normal(0, 0.0015, len(whole)).astype(np.float32)
    return whole.astype(np.float32)


def blocks(sound: Samples) -> Iterator[Block]:
    hiss = np.random.default_rng(2).normal(0, 0.0015, int(TAIL_SECONDS * SAMPLE_RATE)).astype(np.float32)
    whole = np.concatenate([sound, hiss])
    for at in range(0, len(whole) - BLOCK, BLOCK):
        yield Block(at, whole[at : at + BLOCK])


class Ears:
    """The models, loaded once."""

    def __init__(self, store: ModelStore) -> None:
        self.recogniser = WhisperRecogniser(store.path("whisper-base"))
        self.recogniser.load()
        self.smart_turn: SmartTurn | None = None
        try:
            self.smart_turn = SmartTurn(store.path("smart-turn-v3"))
        except ModelError:
            print("(no Smart Turn weights: endpoints by words alone)")
        self._whole = WhisperModel(str(store.path("whisper-base")), device="cpu", compute_type="int8")

    def offline(self, sound: Samples) -> str:
        """What faster-whisper reads from the whole sound at once."""
        segments, _ = self._whole.transcribe(
            sound, language="en", beam_size=5, condition_on_previous_text=False
        )
        return " ".join(s.text.strip() for s in segments)


class Listener:
    """Collects what the ear says, and when (seconds on the session's clock)."""

    def __init__(self, now: Callable[[], float]) -> None:
        self._now = now
        self.lags: list[float] = []
        self.words: list[str] = []
        self.ended: list[TurnEnded] = []
        self.ended_at = 0.0
        self.listening = True
        """A turn is open."""

    def __call__(self, event: SpeechEvent) -> None:
        if isinstance(event, WordsCommitted):
            self.lags += [self._now() - w.end / SAMPLE_RATE for w in event.words]
            self.words += [w.text for w in event.words]
        elif isinstance(event, TurnEnded):
            self.ended.append(event)
            self.ended_at = self._now()
            self.listening = False


def stream(sound: Samples, ears: Ears, real: bool, ends: bool) -> tuple[Listener, float]:
    """Feed the sound to an ear; returns what it said and the processor seconds that took."""
    clock = [0.0]
    began = time.perf_counter()
    simulated = None if real else SimulatedExecutor(lambda: clock[0])
    executor = simulated or SerialExecutor("recogniser", raise_)

    def now() -> float:
        return time.perf_counter() - began if simulated is None else simulated.now

    listener = Listener(now)
    ear = Ear(ears.recogniser, SileroVoiceActivity(), executor, listener, smart_turn=ears.smart_turn)
    ear.open_turn(0)
    ear.hold(not ends)
    used = time.process_time()
    for block in blocks(sound):
        clock[0] = (block.first_sample + len(block.samples)) / SAMPLE_RATE
        if simulated is None:
            time.sleep(max(0.0, clock[0] - now()))
        ear.on_block(block)
        if simulated is not None:
            simulated.run()
        if listener.ended and not listener.listening:
            listener.listening = True
            ear.open_turn()
    ear.finish_turn()
    if simulated is None:
        executor.wait_idle(10)
    else:
        simulated.run(all_of_it=True)
    used = time.process_time() - used
    executor.close()
    return listener, used


def raise_(error: Exception) -> None:
    raise error


def measure(name: str, text: str, sound: Samples, ears: Ears, real: bool, ends: bool) -> Score:
    listener, used = stream(sound, ears, real, ends)
    offline = ears.offline(sound)
    seconds = len(sound) / SAMPLE_RATE
    voiced_until = len(sound) / SAMPLE_RATE
    if listener.ended:
        voiced_until = listener.ended[-1].speech_end / SAMPLE_RATE
    lags = np.array(listener.lags)
    return Score(
        name,
        seconds,
        float(np.median(lags)),
        float(np.percentile(lags, 90)),
        tuple(listener.lags),
        len(plain(text).split()),
        100 * jiwer.wer(plain(text), plain(" ".join(listener.words))),
        100 * jiwer.wer(plain(text), plain(offline)),
        used / (seconds + TAIL_SECONDS),
        listener.ended_at - voiced_until,
        len(listener.ended),
        " ".join(listener.words),
    )


def differences(text: str, transcript: str) -> Iterator[str]:
    """Lines such as "replace: carers | cares", each with the word before."""
    said, heard = plain(text).split(), plain(transcript).split()
    for what, a, b, c, d in difflib.SequenceMatcher(None, said, heard, autojunk=False).get_opcodes():
        if what != "equal":
            yield f"    {what}: {' '.join(said[max(0, a - 1) : b])} | {' '.join(heard[max(0, c - 1) : d])}"


def pooled(scores: list[Score]) -> str:
    """All answers as one, against the floors."""
    lags = np.concatenate([s.lags for s in scores])
    words = [s.words for s in scores]
    wer = float(np.average([s.wer for s in scores], weights=words))
    offline = float(np.average([s.wer_offline for s in scores], weights=words))
    cores = float(np.average([s.cores for s in scores], weights=[s.seconds for s in scores]))
    lag = float(np.median(lags))
    return (
        f"{'all':20} {sum(s.seconds for s in scores):6.1f} {lag:6.2f} {np.percentile(lags, 90):6.2f}"
        f" {wer:5.1f} {offline:8.1f} {cores:6.2f}\n"
        f"floors: lag {lag:.2f} of {LAG_FLOOR} s {verdict(lag <= LAG_FLOOR)};"
        f" {wer - offline:+.2f} of +{WER_FLOOR} points against offline {verdict(wer - offline <= WER_FLOOR)};"
        f" {cores:.2f} of {CORES_FLOOR} cores {verdict(cores < CORES_FLOOR)}"
    )


def verdict(held: bool) -> str:
    return "(held)" if held else "(MISSED)"


def kept(folder: Path | None, name: str, make: Callable[[], Samples]) -> Samples:
    """What `make` makes, or what it made in an earlier run."""
    if folder is None:
        return make()
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{name}.npy"
    if not path.is_file():
        np.save(path, make())
    sound: Samples = np.load(path)
    return sound


def main() -> None:
    parser = argparse.ArgumentParser(description="measure the live transcript")
    parser.add_argument("--real", action="store_true", help="feed in real time")
    parser.add_argument("--ends", action="store_true", help="let silence end the answer, and count how often")
    parser.add_argument(
        "--show", action="store_true", help="print where the streamed words differ from the text"
    )
    parser.add_argument(
        "--sounds", type=Path, help="keep the spoken answers here, so that runs can be compared"
    )
    parser.add_argument("--voice", choices=["piper", "system"], action="append")
    parser.add_argument("--text", choices=list(ANSWERS), action="append")
    chosen = parser.parse_args()
    store = ModelStore()
    voices: dict[str, Voice] = {"piper": PiperVoice(store.path("piper-en-us-joe")), "system": SystemVoice()}
    ears = Ears(store)
    print(f"load average {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors")
    scores: list[Score] = []
    print("answer               length  lag50  lag90   WER  offline  cores  end  turns")
    for voice in chosen.voice or list(voices):
        for text in chosen.text or list(ANSWERS):
            sound = kept(chosen.sounds, f"{text}-{voice}", lambda: speak(voices[voice], ANSWERS[text]))  # noqa: B023
            s = measure(f"{text}/{voice}", ANSWERS[text], sound, ears, chosen.real, chosen.ends)
            scores.append(s)
            print(
                f"{s.name:20} {s.seconds:6.1f} {s.lag_median:6.2f} {s.lag_90:6.2f} {s.wer:5.1f} {s.wer_offline:8.1f}"
                f" {s.cores:6.2f} {s.ended_after:4.1f} {s.turns:6}",
                flush=True,
            )
            if chosen.show:
                print("\n".join(differences(ANSWERS[text], s.transcript)), flush=True)
    print(pooled(scores))
    print(f"load average {os.getloadavg()[0]:.1f}")


if __name__ == "__main__":
    main()
