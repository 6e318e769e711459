"""The figures of a sheet that a spoken one can be held against. Pure."""

from __future__ import annotations

from collections.abc import Iterable

from interviewer.guardrails.known import KnownFigure, Role
from interviewer.guardrails.sheet import Sheet

_LEDGER = {
    "%": "percent",
    "points": "percent",
    "ms": "milliseconds",
    "s": "seconds",
    "usd": "dollars",
    "$": "dollars",
}
"""Units as they are written to units as the ledger of figures has them."""


def figures_of(sheets: Iterable[Sheet]) -> tuple[KnownFigure, ...]:
    """Every KPI's figures, the stop-loss, and the rate a test starts from."""
    found: list[KnownFigure] = []
    for sheet in sheets:
        for kpi in sheet.kpis:
            told: list[tuple[Role, float | None]] = [
                ("baseline", kpi.baseline),
                ("threshold", kpi.threshold),
                ("measured", kpi.measured),
            ]
            stop = sheet.stop_loss
            if stop is not None and stop.kpi.casefold() == kpi.name.casefold():
                told.append(("limit", stop.limit))
            found += [_figure(v, kpi.unit, kpi.name, role, sheet.name) for role, v in told if v is not None]
        if sheet.test is not None:
            found.append(_figure(sheet.test.rate, "percent", "rate", "rate", sheet.name))
    return tuple(found)


def _figure(value: float, unit: str, about: str, role: Role, where: str) -> KnownFigure:
    said = f"{value:,.10g} {unit}".strip()
    ledger = _LEDGER.get(unit.strip().casefold(), unit.strip().casefold())
    return KnownFigure(said, value, ledger, about, role, where)
