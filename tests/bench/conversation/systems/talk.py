"""What the compared interviewers share: the mouth, the mind, the turns and the lines on the standard output.

Each of them is a program that uses the system's microphone and loudspeaker and says what it does in JSON lines:

    {"event": "ready"}                 the models are loaded; the opening comes next
    {"event": "say", "text": "..."}    the sound of this line starts now
    {"event": "heard", "text": "..."}  this answer has been transcribed
    {"event": "bye"}                   the end, after SIGTERM or when the time was over
"""

from __future__ import annotations

import argparse
import json
import os
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Protocol

from models.errors import ModelError
from models.store import ModelStore
from speech.errors import SoundError
from speech.ports import Voice
from speech.voice import PiperVoice

PROMPT = (
    "You are a hiring manager who interviews a candidate for a job. Ask about what the candidate did in the "
    "situation they describe. Reply with one short follow-up question of at most 25 words to their last answer."
)
CONTEXT = 8192
"""Tokens; half an hour of dialogue."""
REPLY = 80
"""Tokens; three times as long as a reply should be."""
STEP = 2048
"""Samples written at once, a tenth of a second: a signal waits until a write is done."""
REMEMBERED = 20
"""Newest messages of the dialogue that the model is given: with answers of 80 s about 3000 tokens."""

Report = Callable[..., None]


class Ear(Protocol):
    """The only part in which the interviewers differ."""

    def load(self) -> None:
        """Load the models and open the microphone."""

    def listen(self) -> str:
        """Wait for an answer and its end; its words, empty when there were none."""

    def close(self) -> None:
        """Give the microphone back."""


class Mouth:
    """Says a line through the system's loudspeaker, each sentence as soon as it is synthesised."""

    def __init__(self, voice: Voice) -> None:
        self._voice = voice

    def warm_up(self) -> None:
        for _ in self._voice.synthesise("Hello."):
            pass

    def say(self, line: str, started: Callable[[], None]) -> None:
        """Returns when the line is over; `started` is called just before its first sound."""
        import sounddevice

        stream = None
        try:
            for sound in self._voice.synthesise(line):
                if stream is None:
                    stream = sounddevice.OutputStream(samplerate=sound.rate, channels=1, dtype="float32")
                    stream.start()
                    started()
                for first in range(0, len(sound.samples), STEP):
                    stream.write(sound.samples[first : first + STEP].reshape(-1, 1))
            if stream is not None:
                stream.stop()  # waits until what was written has been played
        finally:
            if stream is not None:
                stream.close()


class Mind:
    """The language model with the whole dialogue in its prompt, as llama-cpp-python's documentation shows it."""

    def __init__(self, model: Path) -> None:
        self._model = model
        self._llama: Any = None
        self._dialogue: list[dict[str, str]] = []

    def warm_up(self) -> None:
        """Load the weights and read the prompt once, so that the first reply does not pay for it."""
        from llama_cpp import Llama

        self._llama = Llama(str(self._model), n_ctx=CONTEXT, n_threads=os.cpu_count(), verbose=False)
        self._complete([{"role": "user", "content": "Hello."}], tokens=1)

    def opened(self, line: str) -> None:
        """What the interviewer said first."""
        self._dialogue = [{"role": "assistant", "content": line}]

    def reply(self, answer: str) -> str:
        self._dialogue.append({"role": "user", "content": answer})
        line = self._complete(self._dialogue[-REMEMBERED:], tokens=REPLY)
        self._dialogue.append({"role": "assistant", "content": line})
        return line

    def _complete(self, dialogue: list[dict[str, str]], tokens: int) -> str:
        messages = [{"role": "system", "content": PROMPT}, *dialogue]
        done = self._llama.create_chat_completion(messages, max_tokens=tokens)
        return str(done["choices"][0]["message"]["content"]).strip()


def interview(ear: Ear, mouth: Mouth, mind: Mind, opening: str, report: Report) -> None:
    """Say the opening, then answer each answer, until somebody interrupts."""
    line = opening
    mind.opened(line)
    while True:
        mouth.say(line, lambda said=line: report("say", text=said))  # type: ignore[misc]
        while not (heard := ear.listen()):
            pass
        report("heard", text=heard)
        line = mind.reply(heard)


def run(make_ear: Callable[[ModelStore], Ear], opening: str, seconds: float) -> None:
    """Be an interviewer for so many seconds after the opening began. SystemExit names what is missing."""
    # As in Hotseat: threads of llama.cpp that wait for each other sleep. Spinning, they take up to eight times as
    # long for a reply where anything else runs on the same cores. Read once, when the library is loaded.
    os.environ.setdefault("OMP_WAIT_POLICY", "passive")
    import sounddevice

    with _standard_output() as report, _interruptible():
        try:
            _run(make_ear, opening, seconds, report)
        except (ModelError, SoundError) as error:
            sys.exit(str(error))
        except sounddevice.PortAudioError as error:
            sys.exit(
                f"The microphone or the loudspeaker cannot be used ({error}); look at the sound settings."
            )


def _run(make_ear: Callable[[ModelStore], Ear], opening: str, seconds: float, report: Report) -> None:
    store = ModelStore()
    mouth = Mouth(PiperVoice(store.path("piper-en-us-joe")))
    mind = Mind(store.path("qwen2.5-coder-1.5b"))
    ear = make_ear(store)
    try:
        ear.load()
        mouth.warm_up()
        mind.warm_up()
        report("ready")
        signal.setitimer(signal.ITIMER_REAL, seconds)
        interview(ear, mouth, mind, opening, report)
    except KeyboardInterrupt:
        report("bye")
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        ear.close()


@contextmanager
def _interruptible() -> Iterator[None]:
    """SIGTERM and the end of the time arrive as Ctrl-C does, which every library used here knows."""
    numbers = (signal.SIGTERM, signal.SIGALRM)
    before = [signal.signal(number, signal.default_int_handler) for number in numbers]
    try:
        yield
    finally:
        for number, handler in zip(numbers, before, strict=True):
            signal.signal(number, handler)


@contextmanager
def _standard_output() -> Iterator[Report]:
    """Writes JSON lines; whatever libraries print meanwhile goes to the standard error."""
    sys.stdout.flush()
    kept = os.dup(1)
    os.dup2(2, 1)

    def report(event: str, **more: str) -> None:
        os.write(kept, (json.dumps({"event": event, **more}) + "\n").encode())

    try:
        yield report
    finally:
        os.dup2(kept, 1)
        os.close(kept)


def parser(description: str) -> argparse.ArgumentParser:
    """The options that all of them take."""
    options = argparse.ArgumentParser(
        description=description, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("--opening", required=True, help="what the interviewer says first")
    options.add_argument("--seconds", type=float, default=600.0, help="when to end (default: 600)")
    return options
