"""A drill as somebody holds it: asked aloud, answered into the microphone, and judged at once."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
import soundfile

from desktop.flow import Flow
from tests.audio.card_window import card_window, spoken
from tests.audio.virtual_card import VirtualCard

pytestmark = [pytest.mark.sound, pytest.mark.weights, pytest.mark.timeout(120)]

FOLLOW_UP = "On paper, whose job was it?"
REPLY = "On paper it was the job of the night shift. I told their manager that I would take it over."


@pytest.fixture
def flow(card: VirtualCard, qtbot, monkeypatch: pytest.MonkeyPatch) -> Iterator[Flow]:
    with card_window(qtbot, monkeypatch) as made:
        yield made


def test_a_drill_is_asked_answered_and_judged_aloud(
    card: VirtualCard, flow: Flow, qtbot, tmp_path: Path
) -> None:
    practice, file, asked = flow.practice, spoken(REPLY, tmp_path / "reply.wav"), tmp_path / "asked.wav"
    flow.window.go_now("drills")
    qtbot.waitUntil(lambda: practice.desk._known is not None, timeout=60_000)
    subject = next(drill.subject for drill in practice.desk._known.drills if drill.question == FOLLOW_UP)
    with card.record(asked):
        practice.drills.start.emit(subject, False)
        qtbot.waitUntil(
            lambda: (
                bool(flow.room._view and flow.room._view.question) and flow.room._view.phase == "listening"
            ),
            timeout=60_000,
        )
    assert np.abs(soundfile.read(asked, dtype="float32")[0]).max() > 0.05, "the question was not heard"
    playing = card.start_playing(file)
    qtbot.waitUntil(lambda: flow.window.current_key() == "drill", timeout=60_000)
    playing.wait()
    (tried,) = practice.kept.kept().tries
    result = practice.finding._view.result
    assert tried.subject == subject and result.standing == tried.standing != "missed", result
    assert "night shift" in result.said.lower() and "manager" in result.said.lower(), result.said
