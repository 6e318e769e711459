"""What the list of sessions shows, made from the journal's records. Free of Qt."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from content.library import Library
from desktop.words import tr
from interviewer import captions
from interviewer.journal import SessionRecord
from interviewer.practice.made import is_made

VERDICTS = {
    "strong_not_inclined": "Strongly not inclined",
    "not_inclined": "Not inclined",
    "inclined": "Inclined",
    "strong_inclined": "Strongly inclined",
}


@dataclass(frozen=True, slots=True)
class SessionRow:
    """One session in the list."""

    session_id: str
    name: str
    when: str
    """"Today, 14:32", "Thursday, 20:10", "3 November 2026, 9:05"."""
    round_id: str
    round_title: str
    company: str
    """Its name, or its id where the content no longer has it; so with round and level."""
    level: str
    length: str
    """"18 min 5 s"; empty while unfinished."""
    done: bool
    score: float | None
    """1 to 4; None while unfinished."""
    bar: float | None
    """The level's bar; None where the content no longer has the level."""
    verdict: str
    """"Not inclined"; empty while unfinished."""
    round_known: bool = True
    """False where the content no longer has the round: report and export remain, replay and recovery do not."""
    size: int = 0
    """Bytes of its recording; 0 where none is kept."""


@dataclass(frozen=True, slots=True)
class SessionsView:
    """The whole page."""

    sessions: tuple[SessionRow, ...] = ()
    notice: str = ""
    """What came of the last act, or what went wrong: one sentence."""
    deleted: str = ""
    """Id of the session that can still be brought back; empty for none."""

    @property
    def size(self) -> int:
        """Bytes of all recordings."""
        return sum(row.size for row in self.sessions)


def sessions_view(
    records: Sequence[SessionRecord],
    library: Library,
    now: datetime,
    notice: str = "",
    *,
    sizes: Mapping[str, int] | None = None,
    deleted: str = "",
) -> SessionsView:
    """`records` newest first, as the journal gives them; `now` in local time; `sizes` bytes by id."""
    known = sizes or {}
    rows = tuple(session_row(record, library, now, known.get(record.id, 0)) for record in records)
    return SessionsView(rows, notice, deleted)


def session_row(record: SessionRecord, library: Library, now: datetime, size: int = 0) -> SessionRow:
    spec, made = library.rounds.get(record.round_id), is_made(record.round_id)
    company, level = library.companies.get(record.company), library.levels.get(record.level)
    done = record.status == "done"
    return SessionRow(
        session_id=record.id,
        name=record.name,
        when=moment(datetime.fromisoformat(record.created), now),
        round_id=record.round_id,
        round_title=spec.title if spec else record.name if made else record.round_id,
        company=company.name if company else record.company,
        level=level.name if level else record.level,
        length=captions.length(record.seconds) if done else "",
        done=done,
        score=record.overall if done else None,
        bar=level.bar if level else None,
        verdict=VERDICTS.get(record.verdict or "", "") if done else "",
        round_known=(made or spec is not None) and company is not None and level is not None,
        size=size,
    )


def size_words(size: int) -> str:
    """ "1.2 GB", "42 MB", "300 kB"; powers of ten, as disks are sold."""
    if size >= 1_000_000_000:
        return tr("{size:.1f} GB", size=size / 1000000000.0)
    return (
        tr("{size:.0f} MB", size=size / 1000000.0)
        if size >= 1_000_000
        else tr("{size} kB", size=-(-size // 1000))
    )


def moment(when: datetime, now: datetime) -> str:
    """A day as people say it, and the time; English whatever the system's language."""
    clock = f"{when.hour}:{when.minute:02d}"
    days = (now.date() - when.date()).days
    if 0 <= days < 7:
        day = {0: "Today", 1: "Yesterday"}.get(days, _DAYS[when.weekday()])
        return f"{day}, {clock}"
    year = f" {when.year}" if when.year != now.year else ""
    return f"{when.day} {_MONTHS[when.month - 1]}{year}, {clock}"


def short_day(when: datetime, now: datetime) -> str:
    """ "today", "12 November", "3 December 2025": the day in the middle of a sentence."""
    days = (now.date() - when.date()).days
    if days in (0, 1):
        return ("today", "yesterday")[days]
    return f"{when.day} {_MONTHS[when.month - 1]}" + (f" {when.year}" if when.year != now.year else "")


def matches(row: SessionRow, words: str) -> bool:
    """Every word of the search occurs somewhere in the row's texts."""
    parts = (row.name, row.round_title, row.company, row.level, row.when, row.verdict, row.session_id)
    text = " ".join(parts).casefold()
    return all(word in text for word in words.casefold().split())


_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
