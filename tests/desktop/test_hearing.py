"""The microphone's check: it hears a voice, or says what is wrong and what to do."""

from __future__ import annotations

import pytest

from desktop.hearing import WINDOW, microphone


def room(quiet: float, loud: float, *, share: float = 0.5) -> list[float]:
    """Six seconds, `share` of them a voice."""
    voiced = round(WINDOW * share)
    return [quiet] * (WINDOW - voiced) + [loud] * voiced


def test_a_voice_above_the_room_is_heard_and_stays_heard() -> None:
    check, best = microphone(room(-55, -30), 0.0, "USB")
    assert (check.state, check.words, best) == ("good", "Hears you, 25 dB above the room", 25.0)
    quiet, kept = microphone(room(-55, -54), best, "USB")
    assert quiet.state == "good" and kept == best


def test_before_anybody_speaks_the_device_is_named() -> None:
    check, _ = microphone(room(-55, -54), 0.0, "USB")
    assert (check.state, check.words) == ("waiting", "USB")
    assert microphone([], 0.0, "")[0].words == "Opening"


@pytest.mark.parametrize(
    ("levels", "words", "way_on"),
    [
        (room(-90, -90), "Only silence comes", "not muted"),
        (room(-30, -3), "Too loud, it distorts", "Turn the microphone down"),
        (room(-36, -20), "The room is loud", "headset"),
        (room(-60, -46), "You are hardly heard", "Turn the microphone up"),
    ],
)
def test_what_is_wrong_is_said_with_the_way_on(levels: list[float], words: str, way_on: str) -> None:
    check, _ = microphone(levels, 0.0, "USB")
    assert (check.state, check.words) == ("wrong", words) and way_on in check.way_on


def test_too_little_is_not_judged() -> None:
    check, _ = microphone([-2.0] * (WINDOW // 4 - 1), 0.0, "USB")
    assert check.state == "waiting"
