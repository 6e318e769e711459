"""The list of sessions."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtWidgets import QWidget

from desktop.sessions_view import SessionRow
from desktop.widgets.drawn_list import DrawnList, DrawnRow
from desktop.widgets.found_rows import excerpt
from desktop.words import tr
from interviewer.word_search import Found


class SessionList(DrawnList):
    """By session id."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Sessions", parent)

    def show_rows(self, rows: list[SessionRow], found: Mapping[str, tuple[Found, ...]] | None = None) -> None:
        """Replace the rows. The current one stays current; if it is gone, the one in its place is.

        `found` are the passages a search has found, by session; the first stands in the row.
        """
        self.draw_rows([_drawn(row, (found or {}).get(row.session_id, ())) for row in rows])

    def instead(self, place: int) -> int:
        return min(max(0, place), self.count() - 1)

    def passes_on(self, text: str) -> bool:
        return text.isprintable() and bool(text.strip())


def standing(entry: SessionRow) -> str:
    """ "2.6, not inclined", "Cut off", or "Not scored" where nothing was said."""
    if entry.score is None:
        return "Not scored" if entry.done else "Cut off"
    return (
        f"{entry.score:.1f}, {entry.verdict[:1].lower()}{entry.verdict[1:]}"
        if entry.verdict
        else f"{entry.score:.1f}"
    )


def about(entry: SessionRow) -> str:
    return ", ".join(part for part in (entry.when, entry.company, entry.level, entry.length) if part)


def spoken(entry: SessionRow) -> str:
    """The row as a screen reader reads it."""
    return f"{entry.name}, {about(entry)}, {standing(entry)}"


def _drawn(entry: SessionRow, found: tuple[Found, ...]) -> DrawnRow:
    """What was cut off wants an answer, so it is in ember."""
    ink = "text2" if entry.done else "accent"
    under, told = about(entry), spoken(entry)
    if found:
        under = f"{entry.when.split(',')[0]}: {excerpt(found[0])}"
        told = tr("{told}. Found: {excerpt}", told=told, excerpt=excerpt(found[0]))
    return DrawnRow(entry.session_id, entry.name, under, standing(entry), ink, told)
