"""Text to speech with the voice of the operating system, through pyttsx3."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from speech.errors import VoiceError
from speech.loudness import levelled, trimmed
from speech.ports import Sound
from speech.sentences import split_sentences
from speech.speakable import speakable

TIMEOUT_SECONDS = 30
"""Engines are known to hang when their service is broken; a sentence takes half a second."""

WORDS_PER_MINUTE = 165
"""A calm interviewer; pyttsx3's own 200 sounds hurried."""

_PROGRAM = """
import os, sys, time
import pyttsx3
path, finished = sys.argv[1], []
engine = pyttsx3.init()
engine.setProperty("rate", int(sys.argv[2]))
engine.connect("finished-utterance", lambda **_: finished.append(True))
engine.save_to_file(sys.stdin.read(), path)
engine.runAndWait()
size, since = 0, time.monotonic()
while not (finished and size) and time.monotonic() - since < (0.3 if size else 15):
    time.sleep(0.02)
    now = os.path.getsize(path) if os.path.exists(path) else 0
    if now != size:
        size, since = now, time.monotonic()
"""
"""Run by a Python of its own: pyttsx3 prints to standard output, wants the main thread on macOS, can be
initialised once per process on Linux, and takes its process down with it when the engine crashes. Its eSpeak
driver also returns before the file is written, hence the wait at the end."""


class SystemVoice:
    """`ports.Voice` over SAPI 5 on Windows, NSSpeechSynthesizer on macOS and eSpeak NG on Linux."""

    def __init__(self, *, words_per_minute: int = WORDS_PER_MINUTE) -> None:
        self._words_per_minute = words_per_minute

    def synthesise(self, sentence: str) -> Iterator[Sound]:
        """See `ports.Voice`; one piece per sentence in the text.

        Raises:
            VoiceError: this system has no speech engine, or it failed.
        """
        for piece in split_sentences(sentence):
            with tempfile.TemporaryDirectory(prefix="hotseat-") as folder:
                path = Path(folder) / "sentence.wav"
                self._save(speakable(piece), path)
                yield _read(piece, path)

    def _save(self, text: str, path: Path) -> None:
        command = [sys.executable, "-c", _PROGRAM, str(path), str(self._words_per_minute)]
        try:
            done = subprocess.run(
                command,
                input=text,
                capture_output=True,
                text=True,
                encoding="utf-8",
                timeout=TIMEOUT_SECONDS,
                check=False,
            )
        except subprocess.TimeoutExpired as error:
            raise VoiceError(
                "The system's voice does not answer; check the system's speech settings."
            ) from error
        if done.returncode or not path.is_file():
            last = (done.stderr.strip().splitlines() or ["it wrote no sound"])[-1]
            hint = (
                "install espeak-ng"
                if sys.platform.startswith("linux")
                else "check the system's speech settings"
            )
            raise VoiceError(f"The system's voice cannot speak ({last}); {hint}.")


def _read(text: str, path: Path) -> Sound:
    """The engine's file, WAV or (on macOS) AIFF, as mono."""
    import soundfile

    try:
        samples, rate = soundfile.read(path, dtype="float32", always_2d=True)
    except soundfile.SoundFileError as error:
        raise VoiceError(f"The system's voice wrote a sound that cannot be read ({error}).") from error
    mono = np.ascontiguousarray(samples.mean(axis=1), dtype=np.float32)
    return Sound(text, int(rate), trimmed(levelled(mono), int(rate)))
