"""Every round that ships, from its first question to its report, with each of its sample candidates."""

from __future__ import annotations

from functools import cache

import pytest

from content.library import load_library
from content.schema import Sample
from interviewer.state import Phase
from tests.bench.rounds import Held, hold

LIBRARY = load_library()
ANYBODY = "disagree-middling"
"""Who answers in a round that has no candidate of its own."""


def candidates(round_id: str) -> tuple[Sample, ...]:
    own = LIBRARY.samples_for(round_id)
    return own or (LIBRARY.samples[ANYBODY].model_copy(update={"round": round_id}),)


PAIRS = {(spec, sample.id): sample for spec in LIBRARY.rounds for sample in candidates(spec)}


@cache
def held(round_id: str, sample_id: str) -> Held:
    return hold(LIBRARY, PAIRS[round_id, sample_id], LIBRARY.rounds[round_id].level)


def test_there_are_rounds_of_eight_shapes() -> None:
    assert len(LIBRARY.rounds) >= 8


@pytest.mark.parametrize(("round_id", "sample_id"), PAIRS, ids=[f"{spec}-{name}" for spec, name in PAIRS])
def test_a_round_runs_to_its_report(round_id: str, sample_id: str) -> None:
    done = held(round_id, sample_id)
    spec, report = LIBRARY.rounds[round_id], done.report
    probed = [turn for turn in done.state.turns if turn.probe is not None and turn.story == 0]
    assert min(3, spec.max_probes_per_story) <= len(probed) <= spec.max_probes_per_story
    assert report.round_id == round_id
    assert report.heard != "No answer was heard, so the scores say nothing about you."
    rows = [row for table in report.tables for row in table.rows]
    assert [row.dimension for row in rows] == [row.id for table in spec.tables for row in table.dimensions]
    assert all(row.evidence is not None or row.score == 1 for row in rows)
    assert all("no rule" not in row.reason for row in rows)
    assert {part.id for part in report.parts} == {part.id for part in spec.parts}
    assert not any("{ground}" in line for line in done.state.said)
    assert done.state.phase in (Phase.ENDED, Phase.LISTENING)


@pytest.mark.parametrize("round_id", [spec for spec in LIBRARY.rounds if len(LIBRARY.samples_for(spec)) > 1])
def test_the_better_candidate_comes_out_better(round_id: str) -> None:
    overall = {s.quality: held(round_id, s.id).report.overall for s in LIBRARY.samples_for(round_id)}
    order = [overall[quality] for quality in ("weak", "middling", "strong") if quality in overall]
    assert order == sorted(order), overall
    assert order[-1] - order[0] >= 0.5, overall
