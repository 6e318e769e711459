"""Rounds made on the fly, found again by whoever rebuilds a session of theirs."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from content.library import Library
    from content.schema import RoundSpec
    from interviewer.journal import Journal

PREFIX = "drill-"
"""Begins the id of every round made for a drill."""


def is_made(round_id: str) -> bool:
    """Whether a round was made for a drill, and stands in no list of rounds."""
    return round_id.startswith(PREFIX)


def made_round(journal: Journal, round_id: str) -> RoundSpec | None:
    """A round as it was made; None where there is none of this id."""
    row = journal.run("select spec from made_round where id = ?", round_id).fetchone()
    return load_round(row[0]) if row else None


def load_round(text: str) -> RoundSpec:
    """A round from `model_dump_json`. JSON makes texts of the tiers' numbers; here they are numbers again."""
    from content.schema import RoundSpec

    data = json.loads(text)
    for table in data["tables"]:
        for row in table["dimensions"]:
            row["tiers"] = {int(score): words for score, words in row["tiers"].items()}
    return RoundSpec.model_validate(data)


def with_round(library: Library, spec: RoundSpec) -> Library:
    """The library with one round more."""
    return replace(library, rounds={**library.rounds, spec.id: spec})


def with_made(journal: Journal, round_id: str, library: Library) -> Library:
    """The library with this round, where it was made on the fly and not listed."""
    if not round_id or round_id in library.rounds:
        return library
    spec = made_round(journal, round_id)
    return library if spec is None else with_round(library, spec)
