"""The sheets that are kept, in the journal's file."""

from __future__ import annotations

from dataclasses import dataclass

from interviewer.errors import JournalError
from interviewer.guardrails.sheet import Sheet
from interviewer.journal import Journal


@dataclass(frozen=True, slots=True)
class Kept:
    """One sheet of the list."""

    id: int
    sheet: Sheet
    held: bool
    """The interviewer holds what is spoken against it."""


class SheetShelf:
    """Over an open journal, on its thread."""

    def __init__(self, journal: Journal) -> None:
        self._journal = journal

    def sheets(self) -> tuple[Kept, ...]:
        """By name. One that a newer version wrote and this one cannot read is left out."""
        rows = self._journal.run("select id, body, held from sheet order by name collate nocase")
        found = []
        for number, body, held in rows:
            try:
                found.append(Kept(number, Sheet.model_validate_json(body), bool(held)))
            except ValueError:
                continue
        return tuple(found)

    def held(self) -> tuple[Sheet, ...]:
        """The sheets that spoken figures are held against."""
        return tuple(kept.sheet for kept in self.sheets() if kept.held)

    def add(self, sheet: Sheet, changed: str) -> int:
        """A new sheet's id; a name that is taken gets a number. `changed` is local time, ISO 8601."""
        taken = {name for (name,) in self._journal.run("select name from sheet")}
        name, number = sheet.name, 2
        while name in taken:
            name, number = f"{sheet.name} {number}", number + 1
        sheet = sheet.model_copy(update={"name": name})
        cursor = self._journal.run(
            "insert into sheet (name, body, changed) values (?, ?, ?)", name, sheet.model_dump_json(), changed
        )
        return int(cursor.lastrowid or 0)

    def change(self, number: int, sheet: Sheet, changed: str) -> None:
        """Raises JournalError where the name is another sheet's."""
        other = self._journal.run(
            "select 1 from sheet where name = ? and id != ?", sheet.name, number
        ).fetchone()
        if other:
            raise JournalError(f"Name: there is another sheet called '{sheet.name}'; choose another name.")
        self._journal.run(
            "update sheet set name = ?, body = ?, changed = ? where id = ?",
            sheet.name,
            sheet.model_dump_json(),
            changed,
            number,
        )

    def hold(self, number: int, held: bool) -> None:
        """Have the interviewer hold spoken figures against it, or not."""
        self._journal.run("update sheet set held = ? where id = ?", int(held), number)

    def remove(self, number: int) -> None:
        self._journal.run("delete from sheet where id = ?", number)
