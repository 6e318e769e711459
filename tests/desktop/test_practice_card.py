"""A story dictated into a real microphone, by the window and the recogniser that ship."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.flow import Flow
from tests.audio.card_window import RATE, card_window, spoken
from tests.audio.virtual_card import VirtualCard

pytestmark = [pytest.mark.sound, pytest.mark.weights, pytest.mark.timeout(240)]

TOLD = "The night shift waited two hours for the driver."


@pytest.fixture
def flow(card: VirtualCard, qtbot, monkeypatch: pytest.MonkeyPatch) -> Iterator[Flow]:
    with card_window(qtbot, monkeypatch) as made:
        made.window.go_now("practice")
        yield made


def play(qtbot, card: VirtualCard, path: Path) -> None:
    """Into the microphone, while the window lives on."""
    playing: subprocess.Popen[bytes] = card.start_playing(path)
    qtbot.waitUntil(lambda: playing.poll() is not None, timeout=30_000)


def test_a_story_is_filled_in_by_voice(card: VirtualCard, flow: Flow, qtbot, tmp_path: Path) -> None:
    practice, file = flow.practice, spoken(TOLD, tmp_path / "told.wav", pace=0.9, quiet=RATE // 3)
    practice.stories_desk.new("customer-obsession")
    with qtbot.waitSignal(
        practice.dictation.state, timeout=60_000, check_params_cb=lambda s: s == "listening"
    ):
        practice.editor.dictation_wanted.emit(True)
    play(qtbot, card, file)
    with qtbot.waitSignal(practice.dictation.state, timeout=60_000, check_params_cb=lambda s: s == "off"):
        practice.editor.dictation_wanted.emit(False)
    practice.editor.keep()
    (kept,) = practice.kept.bank(look=False).stories
    assert kept.principles == ("customer-obsession",)
    assert "night shift" in kept.part("situation").lower() and "driver" in kept.part("situation").lower(), (
        kept
    )
