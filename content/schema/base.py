"""What every model of the content files is made of."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from content.codes import GAPS, PROBES

Id = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$|^[a-z0-9]+(_[a-z0-9]+)*$")]
GapCode = Annotated[str, AfterValidator(GAPS)]
ProbeCode = Annotated[str, AfterValidator(PROBES)]
Text = Annotated[str, Field(min_length=1)]
Version = Annotated[int, Field(ge=1, description="raised by its author when the meaning changes")]
Score = Annotated[float, Field(ge=1, le=4)]
Percent = Annotated[int, Field(ge=1, le=100)]

CutInReason = Literal["ABSTRACTION", "HYPOTHETICAL", "LONG_SETUP"]
Strictness = Literal["patient", "standard", "strict"]
"""How readily an interviewer cuts in."""
EvidenceKind = Literal[
    "date",
    "role",
    "figure",
    "money",
    "words",
    "own_act",
    "other_side",
    "evidence",
    "decision",
    "commitment",
    "outcome",
    "customer",
    "reflection",
]
"""What a sentence can be heard to hold; `interviewer/parts.py` listens for it."""
Section = Literal["situation", "task", "action", "result", "reflection"]


class Strict(BaseModel):
    """Unknown fields are errors, and what is loaded never changes."""

    model_config = ConfigDict(extra="forbid", frozen=True)
