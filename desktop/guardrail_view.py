"""What the guardrail page shows, as frozen data."""

from __future__ import annotations

from dataclasses import dataclass

from interviewer.guardrails.shelf import Kept


@dataclass(frozen=True, slots=True)
class GuardrailsView:
    """All sheets, and which one lies open."""

    sheets: tuple[Kept, ...] = ()
    current: int = 0
    """Id of the open sheet; 0 for none."""
    notice: str = ""
    """What was done or what went wrong, one sentence."""

    @property
    def open(self) -> Kept | None:
        return next((kept for kept in self.sheets if kept.id == self.current), None)
