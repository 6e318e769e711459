"""Views of the sessions and of About for still pictures and tests."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from pathlib import Path

from content.library import load_library
from desktop.about_view import about_view, stored_parts
from desktop.sessions_view import SessionsView, sessions_view
from interviewer.journal import SessionRecord
from interviewer.word_search import Found
from models.store import ModelState, ModelStore

NOW = datetime(2026, 11, 21, 18, 30)


def record(
    number: int, created: str, overall: float | None, verdict: str = "", **changes: object
) -> SessionRecord:
    made = SessionRecord(
        id=f"s{number:02}",
        created=created,
        name="Disagree and commit",
        round_id="disagree-and-commit",
        company="amazon",
        level="senior",
        status="open" if overall is None else "done",
        seconds=0 if overall is None else 1085.0 + number,
        overall=overall,
        verdict=verdict or None,
    )
    return replace(made, **changes)  # type: ignore[arg-type]


RECORDS = (
    record(9, "2026-11-21T17:52:10", None),
    record(8, "2026-11-21T09:05:00", 2.61, "not_inclined"),
    record(7, "2026-11-20T20:14:40", 3.12, "inclined", level="sde-2"),
    record(
        6,
        "2026-11-19T20:10:00",
        2.2,
        "not_inclined",
        name="Pushback, the short one",
        round_id="pushback-short",
    ),
    record(5, "2026-11-12T07:30:00", 1.4, "strong_not_inclined", company="google"),
    record(
        4,
        "2025-12-03T12:00:00",
        3.7,
        "strong_inclined",
        name="An old round",
        round_id="gone-by",
        level="gone",
    ),
)
CHANGES = (
    "Tell the first thing you did after the decision",
    "Give the figure from before beside the one after",
)
FOUND_WORDS = "stop rule"
FOUND = tuple(
    Found(
        session,
        at * 16_000,
        source,
        text,
        tuple((text.index(word), text.index(word) + len(word)) for word in words),
    )
    for session, at, source, text, words in (
        (
            RECORDS[1].id,
            312,
            "candidate",
            "The same evening I wrote the stop rule: over nine per cent, and it goes back.",
            ("stop", "rule"),
        ),
        (
            RECORDS[1].id,
            341,
            "interviewer",
            "Who had agreed to the stop rule before you wrote it?",
            ("stop", "rule"),
        ),
        (
            RECORDS[1].id,
            343,
            "note",
            "The stop rule had no owner. Name the shift lead. #retell",
            ("stop", "rule"),
        ),
        (
            RECORDS[3].id,
            96,
            "candidate",
            "There was no stop rule yet, so nobody could call it off.",
            ("stop", "rule"),
        ),
    )
)
SESSIONS = sessions_view(RECORDS, load_library(), NOW)
NO_SESSIONS = SessionsView()
ABOUT = about_view(
    (
        ModelState(state.model, state.folder, 0, state.model.default, state.model.default)
        for state in ModelStore().list()
        if state.model.own_folder is None
    ),
    stored_parts(Path("/home/you/.local/share/hotseat"), Path("/home/you/.local/share/hotseat/models")),
)
