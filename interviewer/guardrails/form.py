"""From what was typed into the form's fields to a sheet, or a sentence that names the field."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from content.expectations import expected, shown
from interviewer.errors import SheetError
from interviewer.guardrails.sheet import Sheet

_AS_TYPED = re.compile(r"[-+\u2212]?(?:\d{1,3}(?:,\d{3})+|\d+)?(?:\.\d*)?")
"""A comma only between thousands: "0,6" is no sixty, and no six."""
_OF_ALL = ("percent", "per cent", "%", "pct")
_CASES = ("best case", "base case", "worst case")

LABELS = {
    "name": "Name",
    "decision": "Decision",
    "kpis": "KPI",
    "unit": "Unit",
    "role": "Role",
    "better": "Good is",
    "baseline": "Before",
    "threshold": "Threshold",
    "measured": "Measured",
    "canary": "Canary",
    "share": "% of traffic",
    "days": "Days",
    "stop_loss": "Stop-loss",
    "kpi": "KPI",
    "limit": "Rolled back at",
    "after": "Not before",
    "test": "Comparison",
    "rate": "Rate before",
    "effect": "Rise to find",
    "confidence": "Confidence",
    "power": "Power",
    "arm": "Events in each arm",
    "events_per_day": "Events a day",
    "stakes": "Stakes",
    "gain": "A right one brings",
    "cost": "A wrong one costs",
    "floor": "Floor",
    "currency": "Currency",
    "cases": "Case",
    "error_rate": "Errors",
    "chance": "Chance",
    "delay": "Delay",
    "error_later": "Errors after the delay",
}
"""The form's words for the fields, by their names in the file."""


class FieldError(SheetError):
    """What was typed makes no sheet.

    `loc` is the field by its steps in the file, `need` what it takes, without the field's name.
    """

    def __init__(self, sentence: str, loc: tuple[int | str, ...], need: str) -> None:
        super().__init__(sentence)
        self.loc, self.need = loc, need


def number(text: str) -> float | str | None:
    """A typed number, with thousands' commas and a percent sign or not; None for nothing, the text for what is none."""
    bare = text.strip().replace(" ", "").rstrip("%")
    if not bare:
        return None
    if not _AS_TYPED.fullmatch(bare) or not any(sign.isdigit() for sign in bare):
        return text.strip()
    value = float(bare.replace(",", "").replace("\u2212", "-"))
    return int(value) if value.is_integer() and abs(value) < 1e15 else value


def checked(data: Mapping[str, Any]) -> Sheet:
    """The sheet of these fields.

    Raises:
        FieldError: the first that is wrong, by the form's name for it.
    """
    try:
        sheet = Sheet.model_validate(dict(data))
    except ValidationError as error:
        raise _wrong(error.errors(include_url=False)[0]) from None
    _no_more_than_all(sheet)
    return sheet


def _no_more_than_all(sheet: Sheet) -> None:
    """A KPI in percent cannot pass 100. Asked of what is typed only: a sheet that is kept is still read."""
    for place, kpi in enumerate(sheet.kpis):
        for name in ("baseline", "threshold", "measured"):
            value = getattr(kpi, name)
            if kpi.unit.strip().lower() in _OF_ALL and value is not None and abs(value) > 100:
                loc: tuple[int | str, ...] = ("kpis", place, name)
                need = f"{value:g} percent is more than all; give it up to 100, or change the unit"
                raise FieldError(f"{_place(loc)}: {need}.", loc, _as_sentence(need))


def _wrong(detail: ErrorDetails) -> FieldError:
    loc = tuple(step for step in detail["loc"] if step != "[key]")
    place = _place(loc)
    if detail["type"] == "value_error":
        words = str(detail["ctx"]["error"])
        return FieldError(f"{place}: {words}." if place else _as_sentence(words), loc, _as_sentence(words))
    if loc == ("stop_loss", "kpi"):
        return FieldError(
            "Stop-loss on: choose the KPI that it watches.", loc, "Choose the KPI that it watches."
        )
    takes = _plain(expected(Sheet, loc), detail["input"])
    if detail["type"] == "missing" or detail["input"] is None:
        return FieldError(f"{place} is missing; it must be {takes}.", loc, f"Must be {takes}.")
    return FieldError(f"{place} must be {takes}, not {shown(detail['input'])}.", loc, f"Must be {takes}.")


def _plain(takes: str, given: object) -> str:
    """Without the limits that only keep sums finite, unless a figure passes them."""
    figure = isinstance(given, int | float)
    return takes if figure else takes.replace(" from -1,000,000,000,000 to 1,000,000,000,000", "")


def _as_sentence(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}."


def _place(loc: tuple[int | str, ...]) -> str:
    """("kpis", 1, "threshold") as "KPI 2, threshold"; a case by its name."""
    words: list[str] = []
    for step in loc:
        if isinstance(step, int) and words and loc[0] == "stakes":
            words[-1] = _CASES[step] if step < len(_CASES) else f"case {step + 1}"
        elif isinstance(step, int) and words:
            words[-1] += f" {step + 1}"
        else:
            words.append(LABELS.get(str(step), str(step)))
    return ", ".join(word if i == 0 else word[:1].lower() + word[1:] for i, word in enumerate(words))
