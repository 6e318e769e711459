"""From what was typed into the form's fields to a sheet, or a sentence that names the field."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from content.expectations import expected, shown
from interviewer.errors import SheetError
from interviewer.guardrails.sheet import Sheet

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
    "share": "Share of traffic",
    "days": "Days",
    "stop_loss": "Stop-loss",
    "kpi": "KPI",
    "limit": "Limit",
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


def number(text: str) -> float | str | None:
    """A typed number, with thousands' commas and a percent sign or not; None for nothing, the text for what is none."""
    bare = text.strip().replace(",", "").replace(" ", "").rstrip("%")
    if not bare:
        return None
    try:
        value = float(bare)
    except ValueError:
        return text.strip()
    return int(value) if value.is_integer() and abs(value) < 1e15 else value


def checked(data: Mapping[str, Any]) -> Sheet:
    """The sheet of these fields.

    Raises:
        SheetError: the first that is wrong, by the form's name for it.
    """
    try:
        return Sheet.model_validate(dict(data))
    except ValidationError as error:
        raise SheetError(_sentence(error.errors(include_url=False)[0])) from None


def _sentence(detail: ErrorDetails) -> str:
    loc = tuple(step for step in detail["loc"] if step != "[key]")
    place = _place(loc)
    if detail["type"] == "value_error":
        words = str(detail["ctx"]["error"])
        return f"{place}: {words}." if place else f"{words[:1].upper()}{words[1:]}."
    if detail["type"] == "missing" or detail["input"] is None:
        return f"{place} is missing; it must be {expected(Sheet, loc)}."
    return f"{place} must be {expected(Sheet, loc)}, not {shown(detail['input'])}."


def _place(loc: tuple[int | str, ...]) -> str:
    """("kpis", 1, "threshold") as "KPI 2, threshold"."""
    words: list[str] = []
    for step in loc:
        if isinstance(step, int) and words:
            words[-1] += f" {step + 1}"
        else:
            words.append(LABELS.get(str(step), str(step)))
    return ", ".join(word if i == 0 else word[:1].lower() + word[1:] for i, word in enumerate(words))
