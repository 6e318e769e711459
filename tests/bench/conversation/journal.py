"""Hotseat's own account of a conversation, read while it is written, and the figures that follow from it."""

from __future__ import annotations

import json
import sqlite3
import threading
from collections.abc import Callable, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path

from tests.bench.conversation.lines import Line
from tests.bench.conversation.sound import RATE

EVERY = 0.1
"""Seconds between two looks."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the journal."""

    seen: float
    """Second of the recording at which it was first there."""
    sample: int
    """On the session's clock, 16 kHz."""
    kind: str
    """input or command."""
    name: str
    body: dict


class Watch:
    """Follows a journal as it grows.

    Args:
        path: of the database, which need not be there yet.
        now: seconds of the recording.
    """

    def __init__(self, path: Path, now: Callable[[], float]) -> None:
        self._path = path
        self._now = now
        self._entries: list[Entry] = []
        self._seq = -1
        self._over = threading.Event()
        # Entries are placed by when they come, so a thread waits for them.
        self._thread = threading.Thread(target=self._follow, name="journal", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        self._over.set()
        self._thread.join(5)
        self._look()

    @property
    def entries(self) -> list[Entry]:
        return list(self._entries)

    @property
    def begun(self) -> bool:
        return any(entry.name == "SessionStarted" for entry in self.entries)

    @property
    def lines(self) -> list[Line]:
        return lines_of(self.entries)

    def _follow(self) -> None:
        while not self._over.wait(EVERY):
            self._look()

    def _look(self) -> None:
        with suppress(sqlite3.Error):  # not there yet, or just being made
            with closing(sqlite3.connect(f"file:{self._path}?mode=ro", uri=True, timeout=1)) as db:
                rows = db.execute(
                    "select seq, sample, kind, name, body from entry where seq > ? order by seq", (self._seq,)
                ).fetchall()
            for seq, sample, kind, name, body in rows:
                self._entries.append(Entry(self._now(), sample, kind, name, json.loads(body)))
                self._seq = seq


def offset_of(entries: Sequence[Entry]) -> float:
    """Seconds to add to the session's clock to get the recording's: what was seen soonest tells it best."""
    inputs = [entry for entry in entries if entry.kind == "input" and entry.sample > 0]
    return min((entry.seen - entry.sample / RATE for entry in inputs), default=0.0)


def lines_of(entries: Sequence[Entry], offset: float | None = None) -> list[Line]:
    """The lines whose playback has begun, in the recording's seconds."""
    shift = offset_of(entries) if offset is None else offset
    said = {e.body["utterance_id"]: e.body for e in entries if e.kind == "command" and e.name == "Say"}
    ended = {e.body["utterance_id"]: e for e in entries if e.name == "PlaybackEnded"}
    lines: list[Line] = []
    for entry in entries:
        if entry.name != "PlaybackStarted":
            continue
        number = entry.body["utterance_id"]
        say, end = said.get(number, {}), ended.get(number)
        lines.append(
            Line(
                entry.sample / RATE + shift,
                say.get("text", ""),
                say.get("purpose", ""),
                end.sample / RATE + shift if end else -1.0,
                bool(end.body["completed"]) if end else True,
            )
        )
    return lines


@dataclass(frozen=True, slots=True)
class OwnFigures:
    """What the journal says of one answer, in seconds after its own end of speech."""

    first_sound: float
    first_word: float | None
    ended_after: float
    """Until the journal knew that the answer was over."""


def own_figures(entries: Sequence[Entry], end: float, offset: float) -> OwnFigures | None:
    """Of the answer that ended at this second of the recording, give or take one; None if it holds none."""
    purpose = {e.body["utterance_id"]: e.body["purpose"] for e in entries if e.name == "Say"}
    for number, entry in enumerate(entries):
        if entry.name != "TurnEnded" or abs(entry.body["speech_end"] / RATE + offset - end) > 1.0:
            continue
        over = entry.body["speech_end"]
        starts = []
        for later in entries[number:]:
            if later.name == "TurnEnded" and later is not entry:
                break
            if later.name == "PlaybackStarted":
                starts.append(later)
        if not starts:
            continue
        asked = [s for s in starts if purpose.get(s.body["utterance_id"]) != "acknowledgement"]
        word = (asked[0].sample - over) / RATE if asked else None
        return OwnFigures((starts[0].sample - over) / RATE, word, (entry.sample - over) / RATE)
    return None
