"""How far the loops are, in the journal's file."""

from __future__ import annotations

from dataclasses import dataclass

from interviewer.journal import Journal


@dataclass(frozen=True, slots=True)
class Run:
    """One go at a loop, over one or several sittings."""

    id: int
    loop: str
    level: str
    begun: str
    """Local time, ISO 8601."""
    sessions: tuple[tuple[str, ...], ...]
    """For each place, from 0, its finished sessions, oldest first; the last one counts. Later places may be missing."""

    def held(self, place: int) -> str:
        """The session that counts for a place; empty while there is none."""
        return self.sessions[place][-1] if place < len(self.sessions) and self.sessions[place] else ""


class LoopShelf:
    """Over an open journal, on its thread."""

    def __init__(self, journal: Journal) -> None:
        self._journal = journal

    def begin(self, loop: str, level: str, now: str) -> int:
        """A new run's id."""
        cursor = self._journal.run(
            "insert into loop_run (loop, level, begun) values (?, ?, ?)", loop, level, now
        )
        return int(cursor.lastrowid or 0)

    def record(self, run: int, place: int, session: str) -> None:
        """A round of the run has begun."""
        self._journal.run(
            "insert or ignore into loop_round (run, place, session) values (?, ?, ?)", run, place, session
        )

    def newest(self, loop: str) -> Run | None:
        """The run begun last; only rounds that came to their report are told."""
        row = self._journal.run(
            "select id, level, begun from loop_run where loop = ? order by id desc limit 1", loop
        ).fetchone()
        if row is None:
            return None
        number, level, begun = row
        held: dict[int, list[str]] = {}
        for place, session in self._journal.run(
            "select place, session.id from loop_round join session on session.id = loop_round.session "
            "where run = ? and status = 'done' order by place, session.created, session.rowid",
            number,
        ):
            held.setdefault(place, []).append(session)
        return Run(
            number,
            loop,
            level,
            begun,
            tuple(tuple(held.get(i, ())) for i in range(max(held, default=-1) + 1)),
        )

    def of_session(self, session: str) -> tuple[str, int] | None:
        """The loop and the place that a session was a round of."""
        row = self._journal.run(
            "select loop, place from loop_round join loop_run on loop_run.id = run where session = ?", session
        ).fetchone()
        return (row[0], row[1]) if row else None
