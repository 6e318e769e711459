"""How readily the interviewer cuts in: as the round has it, unless the settings or the command line say otherwise."""

from __future__ import annotations

import pytest

from content.library import load_library
from desktop.minds import make_mind_worker
from desktop.options import CutsIn
from desktop.paths import journal_path
from desktop.rehearsal import Rehearsal
from desktop.settings import Settings, options_for
from desktop.typed import TypedStage
from interviewer.journal import Journal


@pytest.mark.parametrize(
    ("round_id", "chosen", "strictness"),
    [
        ("bias-for-action-under-time", "", "strict"),
        ("data-science-incident", "", "patient"),
        ("disagree-and-commit", "", "standard"),
        ("bias-for-action-under-time", "patient", "patient"),
    ],
)
def test_the_round_has_its_strictness_and_the_user_the_last_word(
    round_id: str, chosen: CutsIn, strictness: str
) -> None:
    options = options_for(Settings(strictness=chosen), round_id=round_id, typed=True)
    stage = TypedStage(lambda post, now: make_mind_worker("none", post, now))
    rehearsal = Rehearsal(options, load_library(), stage, lambda moment: None)
    rehearsal.start()
    rehearsal.close()
    with Journal(journal_path()) as journal:
        first = next(iter(journal.entries(rehearsal.session_id))).event()
    assert (first.strictness, rehearsal.state.strictness) == (strictness, strictness)
