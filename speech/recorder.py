"""The session's recording: candidate.wav and interviewer.wav on one clock, safe against a kill at any moment.

Both are 16 kHz mono 16-bit, and sample N of either is sample N of the session. While the round runs they are
WAV files whose header is rewritten and synced twice a second; when it is over they become FLAC.
"""

from __future__ import annotations

import logging
import queue
import threading
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np

from speech.errors import RecordingError
from speech.events import SAMPLE_RATE, RecordingFailed
from speech.ports import Block, Emit
from speech.tracks import TRACKS, Tracks, compress, open_tracks, wav_path
from speech.wavefile import WaveTrack

log = logging.getLogger(__name__)

SYNC_EVERY = 0.5
"""Seconds between writes: with what waits in the queues, a kill costs less than a second of sound."""

QUEUED = 8_192
"""Blocks kept while the disk is busy: about 80 s of both tracks."""

IN_MEMORY = 60 * SAMPLE_RATE
"""Samples of each track kept while the disk refuses them; the oldest are dropped beyond that."""


class Recorder:
    """Writes both tracks. `candidate` and `interviewer` take blocks from any thread and never wait."""

    def __init__(self, folder: Path, emit: Emit, *, monotonic: Callable[[], float] = time.monotonic) -> None:
        """Args: folder of this session alone; `emit` receives RecordingFailed, once."""
        self._folder = folder
        self._emit = emit
        self._monotonic = monotonic
        self._queue: queue.Queue[tuple[str, Block] | None] = queue.Queue(QUEUED)
        self._tracks: dict[str, WaveTrack] = {}
        self._failed = False
        self._refused = 0
        self._newest = 0
        self._thread: threading.Thread | None = None

    @property
    def dropped(self) -> int:
        """Samples that are in neither file: the disk was too slow or full for too long; 0 in a healthy round."""
        return self._refused + sum(track.dropped for track in self._tracks.values())

    def start(self) -> None:
        """Create both files.

        Raises:
            RecordingError: the folder cannot be written, or holds a recording already.
        """
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            for name in TRACKS:
                self._tracks[name] = WaveTrack(wav_path(self._folder, name), keep=IN_MEMORY)
                self._tracks[name].open()
        except OSError as error:
            self._release()
            raise RecordingError(
                f"The recording cannot be written to {self._folder} ({error.strerror or error}): free space "
                "there, make it writable, or choose another folder."
            ) from error
        # This thread exists because a sync may take seconds on a busy disk, and neither the microphone nor
        # the loudspeaker may wait for it. Its queue is bounded: a disk that never answers costs sound, not memory.
        self._thread = threading.Thread(target=self._run, name="recorder", daemon=True)
        self._thread.start()

    def candidate(self, block: Block) -> None:
        """Sound of the microphone."""
        self._put("candidate", block)

    def interviewer(self, block: Block) -> None:
        """Sound of the loudspeaker."""
        self._put("interviewer", block)

    def stop(self) -> None:
        """Write what is left and close both files. Idempotent."""
        thread, self._thread = self._thread, None
        if thread is not None:
            self._queue.put(None)
            thread.join()

    def close(self) -> Tracks | None:
        """Stop, and compress both tracks; None when no recording can be read back.

        A track that does not compress stays as it is.
        """
        self.stop()
        for name in TRACKS:
            compress(wav_path(self._folder, name))
        try:
            return open_tracks(self._folder)
        except RecordingError:
            log.exception("the recording cannot be read back")
            return None

    def _put(self, name: str, block: Block) -> None:
        try:
            self._queue.put_nowait((name, block))
        except queue.Full:
            self._refused += len(block.samples)

    def _run(self) -> None:
        synced = self._monotonic()
        open_ended = True
        while open_ended:
            open_ended = self._take(timeout=0.2)
            if not open_ended:
                self._level()
            if not open_ended or self._monotonic() - synced >= SYNC_EVERY:
                self._sync()
                synced = self._monotonic()
        self._release()

    def _take(self, timeout: float) -> bool:
        """Move one block to its track; False when that was the last."""
        try:
            item = self._queue.get(timeout=timeout)
        except queue.Empty:
            return True
        if item is None:
            return False
        name, block = item
        self._tracks[name].add(block)
        self._newest = max(self._newest, block.first_sample + len(block.samples))
        return True

    def _level(self) -> None:
        """Make both tracks equally long: whoever opens one of them finds the whole session."""
        for track in self._tracks.values():
            track.add(Block(self._newest, np.zeros(0, np.float32)))

    def _sync(self) -> None:
        try:
            for track in self._tracks.values():
                track.sync()
        except OSError as error:
            if not self._failed:
                self._failed = True
                log.exception("the recording cannot be written")
                self._emit(RecordingFailed(self._newest, _sentence(self._folder, error)))

    def _release(self) -> None:
        for track in self._tracks.values():
            track.close()


def recover(folder: Path) -> Tracks:
    """Mend and compress what a killed session left behind; idempotent.

    Raises:
        RecordingError: there is no recording, or it cannot be read.
    """
    for name in TRACKS:
        compress(wav_path(folder, name))
    return open_tracks(folder)


def _sentence(folder: Path, error: OSError) -> str:
    return (
        f"The recording cannot be written to {folder} ({error.strerror or error}): free some space; the round "
        "goes on, what was recorded so far is safe, and the last minute is kept until it can be written."
    )
