"""`hotseat sessions find`: where words were said, from the command line."""

from __future__ import annotations

import json

from tests.outside.hotseat_process import hotseat

ANSWER = (
    "I disagreed with my manager about the launch date. I measured the errors for two weeks and showed her the "
    "table. She decided to launch anyway, and I wrote the rollback plan and led the launch myself.\n"
)


def test_words_are_found_where_they_were_said_and_a_phrase_only_as_it_stands() -> None:
    assert hotseat("rehearse", "--typed", "--mind", "none", stdin=ANSWER).code == 0
    (session,) = json.loads(hotseat("sessions", "list", "--json").out)
    told = hotseat("sessions", "find", "rollback", "plan")
    assert told.code == 0 and told.out.startswith(session["id"])
    assert any("You" in line and "rollback plan" in line for line in told.out.splitlines())
    (found, *_) = json.loads(hotseat("sessions", "find", "--json", "rollback plan").out)
    (mark,) = found["marks"]
    assert found["session_id"] == session["id"] and found["text"][slice(*mark)] == "rollback plan"
    nothing = hotseat("sessions", "find", "plan rollback")
    assert nothing.code == 1 and "Nobody said" in nothing.out
