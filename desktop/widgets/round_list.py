"""The list of rounds."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from desktop.view import RoundRow
from desktop.widgets.drawn_list import DrawnList, DrawnRow
from desktop.words import tr

_BEST_WIDTH = 64
"""Pixels of "best 3.2" with its distance, so that all titles end alike."""


class RoundList(DrawnList):
    """By round id."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Rounds", parent)

    def show_rows(self, rows: list[RoundRow]) -> None:
        """Replace the rows; the current one stays current if it is still there, else the first is."""
        self.draw_rows([_drawn(row) for row in rows])

    def passes_on(self, text: str) -> bool:
        return text in {"/", "?"}


def _drawn(row: RoundRow) -> DrawnRow:
    about = tr(
        "{company_name}, {level_name}, {minutes} min, {difficulty}",
        company_name=row.company_name,
        level_name=row.level_name,
        minutes=row.minutes,
        difficulty=row.difficulty,
    )
    best = tr("best {best:.1f}", best=row.best) if row.best is not None else tr("new")
    ink = "text2" if row.best is not None else "text3"
    spoken = f"{row.title}, {about}, {best}"
    return DrawnRow(row.round_id, row.title, about, best, ink, spoken, row.summary, _BEST_WIDTH)
