"""Who asks: a round spoken in one interviewer's own manner. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from content.schema import RoundSpec


@dataclass(frozen=True, slots=True)
class Persona:
    """What an interviewer changes about a round. Kept in the journal, so that a session is rebuilt as it was."""

    name: str
    openings: tuple[str, ...] = ()
    """Empty for the round's own; so with what follows."""
    greetings: tuple[str, ...] = ()
    acknowledgements: tuple[str, ...] = ()
    closing: str = ""


def embodied(spec: RoundSpec, persona: Persona | None) -> RoundSpec:
    """The round as this interviewer holds it."""
    if persona is None:
        return spec
    given: dict[str, Any] = {
        "openings": persona.openings,
        "greetings": persona.greetings,
        "acknowledgements": persona.acknowledgements,
        "closing": persona.closing,
    }
    changed = {name: value for name, value in given.items() if value}
    return spec.model_copy(update={**changed, "title": f"{spec.title}, with {persona.name}"})
