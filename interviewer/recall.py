"""A session rebuilt from its journal: its state, what was said, its report."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from content.library import Library
from interviewer.corrections import Correction, corrected
from interviewer.errors import JournalError
from interviewer.events import Say, SessionStarted
from interviewer.journal import Entry, Journal
from interviewer.passages import Line, Transcript
from interviewer.practice.made import with_made
from interviewer.session import begin, replay
from interviewer.state import State
from speech.events import PlaybackEnded, PlaybackStarted


@dataclass(frozen=True, slots=True)
class Recalled:
    """What a journal tells."""

    state: State
    transcript: Transcript


def recall(journal: Journal, session_id: str, library: Library) -> Recalled:
    """Rebuild a session, the user's corrections of its words included.

    Raises:
        JournalError: there is no such session, or its round, company or level is no longer among the content.
    """
    heard = as_heard(journal, session_id, library)
    return heard.corrected(journal.corrections(heard.state.session_id))


@dataclass(frozen=True, slots=True)
class Heard:
    """A session as the recogniser heard it: what takes the time to rebuild."""

    state: State
    entries: tuple[Entry, ...]

    def corrected(self, corrections: Iterable[Correction]) -> Recalled:
        """With these corrections of its words."""
        state = corrected(self.state, corrections)
        return Recalled(state, Transcript(_lines(state, self.entries)))


def as_heard(journal: Journal, session_id: str, library: Library) -> Heard:
    """Rebuild a session without any correction. Raises as `recall`."""
    record = journal.session(session_id)
    entries = tuple(journal.entries(record.id))
    inputs = [entry.event() for entry in entries if entry.kind == "input"]
    library = with_made(journal, record.round_id, library)
    if not inputs or not isinstance(inputs[0], SessionStarted):
        raise JournalError(f"The session '{record.id}' holds nothing; it can be deleted.")
    state = replay(first_state(library, record.round_id, record.company, record.level), inputs)
    return Heard(state, entries)


def first_state(library: Library, round_id: str, company: str = "", level: str = "") -> State:
    """The state before the first event of a round, as this company asks it at this level.

    Raises:
        JournalError: no such round, company or level.
    """
    for kind, name, known in (
        ("round", round_id, library.rounds),
        ("company", company, library.companies),
        ("level", level, library.levels),
    ):
        if name and name not in known:
            raise JournalError(f"There is no {kind} '{name}'; there are {', '.join(known)}.")
    spec = library.tailored(round_id, company or None, level or None)
    return begin(spec, library.levels[level or spec.level], company or spec.company)


def transcript_of(state: State, entries: Iterable[Entry]) -> Transcript:
    """What was said by both, in order of its start."""
    return Transcript(_lines(state, entries))


def _lines(state: State, entries: Iterable[Entry]) -> tuple[Line, ...]:
    lines = [
        Line("candidate", turn.text, turn.answer_start, turn.answer_end, turn.words)
        for turn in state.turns
        if turn.words
    ]
    said: dict[str, Line] = {}
    for entry in entries:
        if entry.name not in ("Say", "PlaybackStarted", "PlaybackEnded"):
            continue
        event = entry.event()
        if isinstance(event, Say):
            said[event.utterance_id] = Line("interviewer", event.text, -1, -1)
        elif isinstance(event, PlaybackStarted) and event.utterance_id in said:
            said[event.utterance_id] = replace(said[event.utterance_id], start=event.sample, end=event.sample)
        elif isinstance(event, PlaybackEnded) and event.utterance_id in said:
            said[event.utterance_id] = replace(said[event.utterance_id], text=event.spoken, end=event.sample)
    lines += [line for line in said.values() if line.start >= 0 and line.text]
    return tuple(sorted(lines, key=lambda line: line.start))
