"""A virtual card whose microphone and loudspeaker are the two channels of one sink: one recording, one clock.

    candidate ──┐ left                    ┌── left  ──> virtual_mic, the program's microphone
                ├──> sink "room", 48 kHz ─┤
    speaker   ──┘ right                   └── both  ──> Recorder

Both channels are mixed in the same pass of the same sink, so a sound played into both at once lies at the same
sample of both: `clock_error` plays one and measures it. Two null sinks with a recording each would have to be
aligned by such a click and could drift.
"""

from __future__ import annotations

import subprocess
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import soundfile

from tests.audio.virtual_card import VirtualCard
from tests.bench.conversation.sound import AUDIBLE, FRAME, RATE, Samples, levels, locate

ROOM = "module-null-sink sink_name=room rate=48000 channels=2 channel_map=front-left,front-right norewinds=1"
SIDE = "{kind} {name} master={master} channels=1 channel_map=mono master_channel_map={side} remix=no"
LEFT, RIGHT = "front-left", "front-right"


class Room(VirtualCard):
    """The card of a conversation."""

    def replug(self) -> None:
        sink, source = "module-remap-sink", "module-remap-source"
        for module in (
            ROOM,
            SIDE.format(kind=sink, name="sink_name=candidate", master="room", side=LEFT),
            SIDE.format(kind=sink, name="sink_name=speaker", master="room", side=RIGHT),
            SIDE.format(kind=source, name="source_name=virtual_mic", master="room.monitor", side=LEFT),
        ):
            self._pactl("load-module", *module.split())
        self._pactl("set-default-sink", "speaker")
        self._pactl("set-default-source", "virtual_mic")

    def play_to(self, sink: str, path: Path) -> subprocess.Popen[bytes]:
        """Begin to play a file: to the candidate's side, the speaker's, or, in stereo, the whole room."""
        return subprocess.Popen(["paplay", f"--device={sink}", str(path)], env=self.env)

    @contextmanager
    def echo(self, delay_ms: int, gain_db: float) -> Iterator[None]:
        """The loudspeaker is heard by the microphone, later and softer; the true delay is to be measured."""
        module = ["module-loopback", "source=speaker.monitor", "sink=candidate", "adjust_time=0"]
        module += [f"latency_msec={delay_ms}", "sink_input_properties=media.name=echo"]
        number = self._pactl("load-module", *module).strip()
        try:
            self._pactl("set-sink-input-volume", self._input_of(number), f"{gain_db}dB")
            yield
        finally:
            self._pactl("unload-module", number)

    def _input_of(self, module: str) -> str:
        """The number of the stream that a module plays."""
        number = ""
        for line in self._pactl("list", "sink-inputs").splitlines():
            if line.startswith("Sink Input #"):
                number = line.partition("#")[2]
            if line.strip() == f"Owner Module: {module}":
                return number
        raise RuntimeError("PulseAudio plays no echo")


class Recorder:
    """Records both sides from its start to its stop, and tells how the speaker is doing meanwhile."""

    def __init__(self, room: Room) -> None:
        self._room = room
        self._parts: list[bytes] = []
        self._samples = 0
        self._loud_until = 0.0
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        """Raises: RuntimeError when nothing arrives within 5 s."""
        command = [
            "parec",
            "--device=room.monitor",
            "--channels=2",
            f"--rate={RATE}",
            "--format=s16le",
            "--raw",
        ]
        self._process = subprocess.Popen(
            [*command, "--latency-msec=20"], env=self._room.env, stdout=subprocess.PIPE
        )
        # Reading has a thread of its own because the driver sleeps and waits for processes in between.
        self._thread = threading.Thread(target=self._read, name="recorder", daemon=True)
        self._thread.start()
        end = time.monotonic() + 5
        while self.now == 0.0:
            if time.monotonic() > end:
                raise RuntimeError("the recording did not begin")
            time.sleep(0.02)

    @property
    def now(self) -> float:
        """Seconds recorded so far; about 30 ms behind what is being played."""
        return self._samples / RATE

    @property
    def quiet_for(self) -> float:
        """Seconds since the loudspeaker was last heard."""
        return self.now - self._loud_until

    def stop(self) -> tuple[Samples, Samples]:
        """The candidate's side and the speaker's, shape (n,) each, at 16 kHz."""
        if self._process is not None:
            self._process.terminate()
            self._process.wait(10)
        if self._thread is not None:
            self._thread.join(10)
        with self._lock:
            both = np.frombuffer(b"".join(self._parts), "<i2").reshape(-1, 2).astype(np.float32) / 32768
        return np.ascontiguousarray(both[:, 0]), np.ascontiguousarray(both[:, 1])

    def _read(self) -> None:
        assert self._process is not None and self._process.stdout is not None
        rest = b""
        while data := self._process.stdout.read1(65536):
            rest += data
            whole = len(rest) // (4 * FRAME) * (4 * FRAME)
            block, rest = rest[:whole], rest[whole:]
            if not block:
                continue
            right = np.frombuffer(block, "<i2").reshape(-1, 2)[:, 1].astype(np.float32) / 32768
            loud = np.flatnonzero(levels(right) > AUDIBLE)
            with self._lock:
                self._parts.append(block)
                if len(loud):
                    self._loud_until = (self._samples + (int(loud[-1]) + 1) * FRAME) / RATE
                self._samples += len(right)


@contextmanager
def open_room() -> Iterator[Room]:
    """A running room in a folder of its own."""
    with tempfile.TemporaryDirectory(prefix="room-") as folder:
        room = Room(Path(folder))
        try:
            room.start()
            yield room
        finally:
            room.stop()


def clock_error(room: Room) -> float:
    """Seconds between the two channels for a sound played into both at the same time."""
    t = np.arange(48_000) / 48_000
    chirp = (0.4 * np.sin(2 * np.pi * (300 * t + 1350 * t * t))).astype(np.float32)
    path = room.folder / "chirp.wav"
    soundfile.write(path, np.stack([chirp, chirp], axis=1), 48_000)
    recorder = Recorder(room)
    recorder.start()
    room.play_to("room", path).wait(20)
    time.sleep(0.4)
    left, right = recorder.stop()
    piece = chirp[::3]
    return (locate(piece, left)[0] - locate(piece, right)[0]) / RATE
