"""Piper and the system's voice: what is missing is said plainly, and what is there speaks."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import soundfile

from speech import system_voice
from speech.errors import VoiceError
from speech.loudness import TARGET_RMS
from speech.ports import Sound
from speech.system_voice import SystemVoice
from speech.voice import PiperVoice


def test_a_missing_voice_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(VoiceError, match=r"joe.onnx is missing; run `hotseat models fetch`"):
        PiperVoice(tmp_path / "joe.onnx").load()
    (tmp_path / "joe.onnx").write_bytes(b"")
    with pytest.raises(VoiceError, match=r"joe.onnx.json is missing"):
        PiperVoice(tmp_path / "joe.onnx").load()


def test_a_file_that_is_no_voice_is_refused(tmp_path: Path) -> None:
    (tmp_path / "joe.onnx").write_bytes(b"no voice")
    (tmp_path / "joe.onnx.json").write_text("{}")
    with pytest.raises(VoiceError, match="cannot be loaded"):
        list(PiperVoice(tmp_path / "joe.onnx").synthesise("Hello."))


def check(sound: Sound, text: str) -> None:
    assert sound.text == text
    assert 0.3 < len(sound.samples) / sound.rate < 4
    assert np.abs(sound.samples).max() <= 0.98
    loud = sound.samples[np.abs(sound.samples) > 0.01 * np.abs(sound.samples).max()]
    assert np.sqrt(np.mean(np.square(loud))) == pytest.approx(TARGET_RMS, rel=0.3)
    assert sound.samples.dtype == np.float32


@pytest.mark.weights
def test_piper_speaks_each_sentence_by_itself() -> None:
    from models.store import ModelStore

    voice = PiperVoice(ModelStore().path("piper-en-us-joe"))
    first, second = voice.synthesise("What did you say? Go on.")
    check(first, "What did you say?")
    check(second, "Go on.")
    slow = PiperVoice(ModelStore().path("piper-en-us-joe"), pace=1.5)
    (slower,) = slow.synthesise("What did you say?")
    assert len(slower.samples) > 1.2 * len(first.samples)


class Engine:
    """Stands where the program that speaks with the system's voice stands."""

    def __init__(self, code: int = 0, stderr: str = "", sound: bool = True, hang: bool = False) -> None:
        self.code, self.stderr, self.sound, self.hang = code, stderr, sound, hang
        self.texts: list[str] = []

    def __call__(self, command: list[str], **options: Any) -> subprocess.CompletedProcess[str]:
        self.texts.append(options["input"])
        if self.hang:
            raise subprocess.TimeoutExpired(command, options["timeout"])
        if self.sound:
            path = next(c for c in command if c.endswith(".wav"))
            stereo = np.repeat(np.random.default_rng(0).normal(0, 0.05, (11_025, 1)), 2, axis=1)
            soundfile.write(path, stereo, 22_050)
        return subprocess.CompletedProcess(command, self.code, "", self.stderr)


def engine(monkeypatch: pytest.MonkeyPatch, **how: Any) -> Engine:
    made = Engine(**how)
    monkeypatch.setattr(system_voice.subprocess, "run", made)
    return made


def test_the_systems_voice_is_asked_sentence_by_sentence_in_speakable_words(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    made = engine(monkeypatch)
    sounds = list(SystemVoice().synthesise("It fell by 5%. Why?"))
    assert made.texts == ["It fell by 5 percent.", "Why?"]
    assert [s.text for s in sounds] == ["It fell by 5%.", "Why?"]
    assert sounds[0].samples.ndim == 1 and sounds[0].rate == 22_050


@pytest.mark.parametrize(
    ("how", "says"),
    [
        (
            {"code": 1, "stderr": "Traceback\nRuntimeError: eSpeak or eSpeak-ng not installed\n"},
            "eSpeak-ng not installed",
        ),
        ({"sound": False}, "it wrote no sound"),
        ({"hang": True}, "does not answer; check the system's speech settings"),
    ],
)
def test_an_engine_that_fails_is_said_in_a_sentence(
    monkeypatch: pytest.MonkeyPatch, how: dict[str, Any], says: str
) -> None:
    engine(monkeypatch, **how)
    with pytest.raises(VoiceError, match=says):
        list(SystemVoice().synthesise("Hello."))


def test_an_engine_that_writes_rubbish_is_said_too(monkeypatch: pytest.MonkeyPatch) -> None:
    def rubbish(command: list[str], **_: Any) -> subprocess.CompletedProcess[str]:
        Path(next(c for c in command if c.endswith(".wav"))).write_bytes(b"rubbish")
        return subprocess.CompletedProcess(command, 0, "", "")

    monkeypatch.setattr(system_voice.subprocess, "run", rubbish)
    with pytest.raises(VoiceError, match="cannot be read"):
        list(SystemVoice().synthesise("Hello."))


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="needs eSpeak NG")
def test_the_real_engine_speaks() -> None:
    import ctypes.util

    if not ctypes.util.find_library("espeak-ng"):
        pytest.skip("eSpeak NG is not installed")
    (sound,) = SystemVoice().synthesise("What did you say?")
    check(sound, "What did you say?")
