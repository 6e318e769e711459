"""Open speakers on the virtual card: what of the interviewer's voice is left, and of a voice over it.

    python -m tests.bench.echo [--delays 40,120,250] [--levels -6,-12,-20] [--minutes 1]

Needs PulseAudio, espeak-ng and the weights. The interviewer's lines go to the loudspeaker, which the microphone hears
by PulseAudio's own loop-back; after the quiet minutes another voice speaks over them. Asserts nothing.
"""

from __future__ import annotations

import argparse
import os
import re
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import cycle
from pathlib import Path

import jiwer
import numpy as np
import soundfile

from models.store import ModelStore
from speech.clock import SampleClock
from speech.echo import EchoCanceller
from speech.events import SAMPLE_RATE, SpeechStarted
from speech.microphone import DeviceMicrophone
from speech.player import DevicePlayer
from speech.portaudio import PortAudio
from speech.ports import Block, Samples, Sound
from speech.recognizer import WhisperRecogniser
from speech.resample import resample
from speech.system_voice import SystemVoice
from speech.vad import SileroVoiceActivity, SpeechGate
from speech.voice import PiperVoice
from tests.audio.virtual_card import missing
from tests.bench.conversation.room import Room, open_room

LINES = (
    "Tell me about one decision you argued against, lost, and then had to carry out yourself.",
    "Compared with what, and over which weeks did you measure it?",
    "What did you say to her, in your own words?",
    "Right, so what was the share that was yours, and how do you know that it was?",
    "How would they have decided without the figures that you brought?",
)
SAYS = (
    "I pulled two weeks of logs and found that errors rose on slow phones.",
    "She decided to go ahead with the full launch in spite of it.",
    "After that I wrote the rollback plan and I watched the launch myself.",
    "My manager wanted to shorten the warning tone by half.",
)
VOICE_RMS = 10 ** (-24 / 20)
"""Of the candidate's voice in the microphone; the interviewer's is at -21 dBFS in the loudspeaker."""


class Listener:
    """Cleans and hears as the ear does, and keeps both sounds."""

    def __init__(self) -> None:
        self.canceller = EchoCanceller()
        self.canceller.load()
        self.raw: list[Samples] = []
        self.clean: list[Samples] = []
        self.onsets: list[int] = []
        self.seconds = 0.0
        self._detector, self._gate = SileroVoiceActivity(), SpeechGate()
        self._gate.alert = True

    def on_block(self, block: Block) -> None:
        began = time.thread_time()
        clean = self.canceller.clean(block)
        self.seconds += time.thread_time() - began
        self.raw.append(block.samples)
        self.clean.append(clean.samples)
        event = self._gate.feed(self._detector.probability(clean.samples), block.first_sample)
        if isinstance(event, SpeechStarted):
            self.onsets.append(event.sample)


class Bench:
    def __init__(self, minutes: float) -> None:
        store = ModelStore()
        piper, system = PiperVoice(store.path("piper-en-us-joe")), SystemVoice()
        self.lines = [sound for line in LINES for sound in piper.synthesise(line)]
        self.says = [_spoken(system, words) for words in SAYS]
        self.recogniser = WhisperRecogniser(store.path("whisper-base"))
        self.minutes = minutes

    def path(self, room: Room, delay: int, level: float) -> str:
        listener, clock, audio = Listener(), SampleClock(), PortAudio()
        microphone, player = DeviceMicrophone(audio, clock=clock), DevicePlayer(audio, clock=clock)
        with room.echo(delay, level), _talking(player, self.lines, listener, microphone) as until:
            until(self.minutes * 60)
            quiet_until = clock.now
            spoken = []
            for sound in self.says:
                path = room.folder / "says.wav"
                soundfile.write(path, sound, SAMPLE_RATE)
                spoken.append(clock.now)
                room.play_to("candidate", path).wait(30)
                until((clock.now - quiet_until) / SAMPLE_RATE + self.minutes * 60 + 1.5)
        raw, clean = np.concatenate(listener.raw), np.concatenate(listener.clean)
        share = listener.seconds / (len(raw) / SAMPLE_RATE)
        false = [n / SAMPLE_RATE for n in listener.onsets if n < quiet_until]
        later = slice(quiet_until // 3, quiet_until)
        return (
            f"{delay:4d} ms {level:4.0f} dB: self-triggers {len(false)} in {self.minutes:.1f} min "
            f"{[round(s, 1) for s in false]}, left {_db(clean[later]) - _db(raw[later]):.0f} dB, "
            f"noticed {self._noticed(listener.onsets, spoken, raw)}, "
            f"WER {self._wer(clean, spoken):.2f} (raw {self._wer(raw, spoken):.2f}), {share:.1%} of a core, "
            f"load {os.getloadavg()[0]:.1f}"
        )

    def _noticed(self, onsets: list[int], spoken: list[int], raw: Samples) -> str:
        """How many of the candidate's sentences began to be speech."""
        seen = [
            any(at - 4_000 < n < at + len(s) for n in onsets) for at, s in zip(spoken, self.says, strict=True)
        ]
        return f"{sum(seen)} of {len(seen)}"

    def _wer(self, sound: Samples, spoken: list[int]) -> float:
        heard = []
        for at, said in zip(spoken, self.says, strict=True):
            piece = sound[at : at + len(said) + SAMPLE_RATE]
            words = self.recogniser.transcribe(piece, first_sample=0, prompt="")
            heard.append(_plain(" ".join(word.text for word in words)))
        return float(jiwer.wer([_plain(words) for words in SAYS], heard))


@contextmanager
def _talking(
    player: DevicePlayer, lines: list[Sound], listener: Listener, microphone: DeviceMicrophone
) -> Iterator[object]:
    """The interviewer talks on, a second between two lines."""
    over = threading.Event()

    def talk() -> None:
        for number, sound in enumerate(cycle(lines)):
            player.play(f"u{number}", sound)
            player.finish(f"u{number}")
            if over.wait(len(sound.samples) / sound.rate + 1.0):
                return

    microphone.start(listener.on_block, lambda event: None)
    player.start(listener.canceller.played, lambda event: None)
    talker = threading.Thread(target=talk, daemon=True)
    talker.start()

    def until(seconds: float) -> None:
        while microphone.now < seconds * SAMPLE_RATE:
            time.sleep(0.05)

    try:
        yield until
    finally:
        over.set()
        talker.join(10)
        player.stop()
        microphone.stop()


def _spoken(voice: SystemVoice, words: str) -> Samples:
    sound = np.concatenate([resample(s.samples, s.rate, SAMPLE_RATE) for s in voice.synthesise(words)])
    voiced = sound[np.abs(sound) > 0.01 * np.abs(sound).max()]
    return (sound * (VOICE_RMS / np.sqrt(np.mean(voiced**2)))).astype(np.float32)


def _plain(text: str) -> str:
    return re.sub(r"[^a-z ]", "", text.lower().replace("2", "two"))


def _db(samples: Samples) -> float:
    return float(10 * np.log10(np.mean(np.square(samples, dtype=np.float64)) + 1e-12))


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--delays", default="40,120,250", help="milliseconds")
    parser.add_argument("--levels", default="-6,-12,-20", help="decibels")
    parser.add_argument("--minutes", type=float, default=1.0, help="of the interviewer alone, for each path")
    chosen = parser.parse_args()
    if reason := missing():
        print(f"no virtual sound card: {reason}", file=sys.stderr)
        return 1
    bench = Bench(chosen.minutes)
    with open_room() as room:
        os.environ.update(room.settings)
        hiss = _hiss(room.folder)
        for level in (float(x) for x in chosen.levels.split(",")):
            for delay in (int(x) for x in chosen.delays.split(",")):
                noise = room.play_to("candidate", hiss)
                print(bench.path(room, delay, level), flush=True)
                noise.terminate()
                noise.wait(5)
    return 0


def _hiss(folder: Path) -> Path:
    """Ten minutes of a quiet room, -60 dBFS."""
    path = folder / "hiss.wav"
    noise = np.random.default_rng(1).standard_normal(600 * SAMPLE_RATE) * 1e-3
    soundfile.write(path, noise.astype(np.float32), SAMPLE_RATE)
    return path


if __name__ == "__main__":
    sys.exit(main())
