"""Holding a conversation: a program on the sound card, and a candidate made of spoken answers."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
import time
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from types import TracebackType

from tests.bench.conversation.held import Held, Said
from tests.bench.conversation.lines import Line
from tests.bench.conversation.noise import noise_file
from tests.bench.conversation.room import Recorder, Room
from tests.bench.conversation.sound import RATE
from tests.bench.conversation.spoken import Spoken
from tests.bench.conversation.system import Program, Setting, System
from tests.bench.conversation.voices import cache_folder

SETTLED = {True: 0.4, False: 1.0}
"""Seconds of silence after which a line is taken to be over: where the program tells its end, and where it does
not and a stop between two sentences must not be taken for it."""
TAKES_BREATH = 0.4
"""Seconds from the end of a question to the candidate's first sound, on top of the above."""


class NoLineError(Exception):
    """The interviewer asked nothing in the time it was given, or ended."""


class Conversation:
    """One round with a program. Use as a context; afterwards `held` has the recording and all else.

    Args:
        noise: dBFS of the room.
        settings: more environment for the program.
    """

    def __init__(
        self,
        room: Room,
        system: System,
        setting: Setting,
        noise: float,
        settings: Mapping[str, str] | None = None,
    ) -> None:
        self._room = room
        self._system = system
        self._setting = setting
        self._noise = noise
        self._settings = settings or {}
        self._folder = Path()
        self.recorder = Recorder(room)
        self._program: Program | None = None
        self._hiss: subprocess.Popen[bytes] | None = None
        self._said: list[Said] = []
        self._answered = 0.0
        self.held: Held | None = None
        self._ready_at = 0.0

    def __enter__(self) -> Conversation:
        self._folder = Path(tempfile.mkdtemp(prefix="talk-"))
        try:
            self.recorder.start()
            length = float(self._setting.seconds + 120)
            self._hiss = self._room.play_to("candidate", noise_file(cache_folder(), length, self._noise))
            env = {**self._room.env, **self._settings}
            self._program = self._system.start(self._setting, env, lambda: self.recorder.now, self._folder)
            self._program.wait_ready()
        except BaseException:
            self._end()
            raise
        self._ready_at = self.recorder.now
        return self

    def __exit__(self, kind: type[BaseException] | None, error: object, trace: TracebackType | None) -> None:
        self._end()

    @property
    def program(self) -> Program:
        assert self._program is not None
        return self._program

    # ------------------------------------------------------------ what the candidate does
    def wait_for_line(self, timeout: float = 60.0) -> Line:
        """The next line that wants an answer, as soon as it is heard to begin.

        Raises:
            NoLineError: none came.
        """
        line = self._wait(self._new_line, timeout, "no line was begun")
        self._wait(
            lambda: self.recorder.now - self.recorder.quiet_for >= line.at or None,
            10.0,
            "a line had no sound",
        )
        return line

    def wait_for_question(self, timeout: float = 60.0) -> Line:
        """The same when it has been said to its end.

        Raises:
            NoLineError: none came.
        """
        line = self.wait_for_line(timeout)
        told = self.program.journal is not None

        def over() -> bool | None:
            newest = self._new_line() or line
            ended = not told or newest.ended >= 0
            return (ended and self.recorder.quiet_for >= SETTLED[told]) or None

        self._wait(over, 60.0, "a line did not end")
        time.sleep(TAKES_BREATH)
        return self._new_line() or line

    def wait_until(self, second: float) -> None:
        """Wait for a second of the recording."""
        while self.recorder.now < second:
            time.sleep(0.01)

    def wait_for_sound(self, timeout: float) -> None:
        """Wait until the interviewer is heard, or for so long."""
        end = self.recorder.now + timeout
        while self.recorder.quiet_for > 0.1 and self.recorder.now < end:
            time.sleep(0.01)

    def say(self, spoken: Spoken, *, answers: bool = True) -> Said:
        """Say it to its end, whatever the interviewer does; what it says after that is waited for, if it answers."""
        said, process = self.start_saying(spoken, answers=answers)
        process.wait(len(spoken.samples) / RATE + 60)
        if answers:
            self._answered = self.recorder.now
        return said

    def say_until_interrupted(self, spoken: Spoken, after: float = 0.5) -> Said:
        """Say it, but break off when the interviewer has been heard for `after` seconds."""
        said, process = self.start_saying(spoken)
        heard = 0.0
        while process.poll() is None:
            time.sleep(0.02)
            if self.recorder.quiet_for > 0.3:
                heard = self.recorder.now
            elif heard and self.recorder.now - heard >= after:
                process.terminate()
                process.wait(5)
                self._said[-1] = Said(spoken, said.began, self.recorder.now)
        return self._said[-1]

    def start_saying(self, spoken: Spoken, *, answers: bool = True) -> tuple[Said, subprocess.Popen[bytes]]:
        """Begin to say it; if it answers, only lines that begin from now on are waited for."""
        if answers:
            self._answered = self.recorder.now
        said = Said(spoken, self.recorder.now)
        self._said.append(said)
        return said, self._room.play_to("candidate", spoken.path)

    def _new_line(self) -> Line | None:
        """The newest line that wants an answer and has begun since the candidate last began to speak."""
        lines = [line for line in self.program.lines if line.asks and line.at > self._answered]
        return lines[-1] if lines else None

    def _wait(self, true, timeout: float, otherwise: str):  # type: ignore[no-untyped-def]
        end = time.monotonic() + timeout
        while True:
            value = true()
            if value is not None and value is not False:
                return value
            if not self.program.running:
                raise NoLineError(f"{self._system.title} ended: {self.program.last_words()}")
            if time.monotonic() > end:
                raise NoLineError(f"{otherwise} within {timeout:.0f} s")
            time.sleep(0.03)

    # ------------------------------------------------------------ the end
    def _end(self) -> None:
        seconds = self.recorder.now - self._ready_at
        lines: tuple[Line, ...] = ()
        if self._program is not None:
            lines = tuple(self._program.lines)
            self._program.stop()
        if self._hiss is not None:
            self._hiss.terminate()
            self._hiss.wait(5)
        candidate, speaker = self.recorder.stop()
        if self._program is not None:
            journal = self._program.journal
            entries = tuple(journal.entries) if journal else ()
            load = self._program.load
            self.held = Held(candidate, speaker, tuple(self._said), lines, entries, load, seconds)
        with suppress(OSError):
            shutil.rmtree(self._folder)
