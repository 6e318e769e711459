"""From the loops and how far they are to what their pages show. Free of Qt."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from content.library import Library
from content.schema import Interviewer, Loop
from desktop.options import Options
from desktop.settings import Settings, options_for
from desktop.words import tr
from interviewer.journal import SessionRecord
from interviewer.loop.persona import Persona
from interviewer.loop.shelf import Run


@dataclass(frozen=True, slots=True)
class LoopRow:
    """One interviewer of the loop."""

    place: int
    """From 0."""
    name: str
    title: str
    """What the schedule calls them."""
    manner: str
    round_title: str
    minutes: int
    state: Literal["done", "next", "later"]
    session: str = ""
    """The session that counts; empty while there is none."""
    tries: int = 0
    when: str = ""
    """ "21 November", of the session that counts."""


@dataclass(frozen=True, slots=True)
class LoopView:
    """The loop that is chosen."""

    loops: tuple[tuple[str, str], ...] = ()
    """Id and title of every loop there is."""
    loop_id: str = ""
    summary: str = ""
    place: str = ""
    """ "Amazon, SDE 2, six rounds, about two hours"."""
    rows: tuple[LoopRow, ...] = ()
    notice: str = ""

    @property
    def done(self) -> int:
        return sum(row.state == "done" for row in self.rows)

    @property
    def complete(self) -> bool:
        return bool(self.rows) and self.done == len(self.rows)


def loop_view(
    library: Library, loop_id: str, run: Run | None, sessions: Mapping[str, SessionRecord], notice: str = ""
) -> LoopView:
    """`sessions` by id; `run` None before the first round."""
    loops = tuple((loop.id, loop.title) for loop in library.loops.values())
    loop = library.loops.get(loop_id) or next(iter(library.loops.values()), None)
    if loop is None:
        return LoopView(notice="There are no loops among the content.")
    rows: list[LoopRow] = []
    for place, person in enumerate(loop.interviewers):
        session = run.held(place) if run else ""
        tries = len(run.sessions[place]) if run and place < len(run.sessions) else 0
        waiting = all(row.state == "done" for row in rows)
        spec = library.rounds[person.round]
        rows.append(
            LoopRow(
                place=place,
                name=person.name,
                title=person.title,
                manner=person.manner,
                round_title=spec.title,
                minutes=spec.duration_minutes,
                state="done" if session else "next" if waiting else "later",
                session=session,
                tries=tries,
                when=_day(sessions[session].created) if session in sessions else "",
            )
        )
    minutes = sum(row.minutes for row in rows)
    level = library.levels[run.level if run and run.level in library.levels else loop.level].name
    where = tr(
        "{name}, {level}, {count} rounds, {minutes} minutes in all",
        name=library.companies[loop.company].name,
        level=level,
        count=len(rows),
        minutes=minutes,
    )
    return LoopView(loops, loop.id, loop.summary, where, tuple(rows), notice)


def _day(created: str) -> str:
    when = datetime.fromisoformat(created)
    return f"{when.day} {when:%B %Y}"


def where_of(library: Library, person: Interviewer) -> str:
    """What a round of theirs is about, as it is said: "Ownership and Deliver Results"."""
    names = [library.principles[name].name.split(";")[0] for name in person.principles]
    return " and ".join([", ".join(names[:-1]), names[-1]]) if len(names) > 1 else names[0]


def options_of(
    library: Library, loop: Loop, place: int, level: str, run: Run | None, settings: Settings
) -> Options:
    """The round of one interviewer, without a coach beside it. The bar raiser alone knows what was told before."""
    person = loop.interviewers[place]
    earlier = tuple(
        (session, where_of(library, other))
        for number, other in enumerate(loop.interviewers)
        if person.part == "bar_raiser"
        and number != place
        and run is not None
        and (session := run.held(number))
    )
    return options_for(
        settings,
        round_id=person.round,
        company=loop.company,
        level=level,
        skip_checklist=False,
        view="real",
        strictness=person.strictness,
        persona=persona_of(person),
        voice_model=person.voice.model,
        pace=person.voice.pace,
        pitch=person.voice.pitch,
        earlier=earlier,
    )


def persona_of(person: Interviewer) -> Persona:
    return Persona(person.name, person.openings, person.greetings, person.acknowledgements, person.closing)
