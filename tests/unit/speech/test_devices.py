"""Choosing a device, and saying clearly when there is none."""

from __future__ import annotations

import importlib
import sys
from typing import Any

import pytest

from speech.devices import Device, choose
from speech.errors import DeviceError
from speech.portaudio import PortAudio, loudspeaker_rates, microphone_rates

BUILT_IN = Device(0, "Built-in Audio", "MME", 2, 2, 44_100, True, True)
HEADSET = Device(1, "USB Headset Mono", "MME", 1, 1, 16_000)
TWIN = Device(2, "USB Headset Mono", "Windows WASAPI", 1, 1, 48_000, main_api=False)
SPEAKERS = Device(3, "Loud USB Speakers", "MME", 0, 2, 48_000)
ALL = [BUILT_IN, HEADSET, TWIN, SPEAKERS]


def test_the_default_when_nobody_chooses() -> None:
    assert choose(ALL, "microphone") is BUILT_IN
    assert choose([SPEAKERS, HEADSET], "microphone") is HEADSET


@pytest.mark.parametrize("wanted", ["usb headset", "HEADSET", "USB Headset Mono", 1, "1"])
def test_by_part_of_the_name_or_number(wanted: str | int) -> None:
    assert choose(ALL, "microphone", wanted) is HEADSET


def test_a_whole_name_wins_over_a_part() -> None:
    short = Device(9, "USB", "MME", 1, 0, 48_000)
    assert choose([HEADSET, short], "microphone", "usb") is short


def test_an_api_that_is_not_preferred_serves_when_alone() -> None:
    assert choose([BUILT_IN, TWIN], "microphone", "headset") is TWIN


def test_a_loudspeaker_is_no_microphone() -> None:
    with pytest.raises(
        DeviceError, match="no microphone 'speakers'; there are 'Built-in Audio', 'USB Headset Mono'"
    ):
        choose(ALL, "microphone", "speakers")


def test_two_fits_are_named() -> None:
    with pytest.raises(
        DeviceError, match="more than one loudspeaker: 'Loud USB Speakers', 'USB Headset Mono'"
    ):
        choose(ALL, "loudspeaker", "usb")


def test_none_at_all() -> None:
    with pytest.raises(DeviceError, match="No microphone was found: plug one in"):
        choose([SPEAKERS], "microphone")


@pytest.mark.parametrize(
    "name", ["Anna's AirPods Pro", "USB Headset Mono", "Kopfhörer (Headphones)", "Galaxy Buds2"]
)
def test_headphones_are_guessed(name: str) -> None:
    assert Device(0, name, "x", 0, 2, 48_000).likely_headphones
    assert not BUILT_IN.likely_headphones


def test_rates_asked_for() -> None:
    assert microphone_rates(BUILT_IN) == [(16_000, 1), (44_100, 1), (44_100, 2)]
    assert microphone_rates(HEADSET) == [(16_000, 1)]
    assert loudspeaker_rates(SPEAKERS, 44_100) == [(44_100, 2), (44_100, 1), (48_000, 2), (48_000, 1)]


@pytest.mark.parametrize(
    ("failure", "sentence"),
    [
        (OSError("PortAudio library not found"), "PortAudio sound library is missing: install it"),
        (RuntimeError("Error initializing PortAudio"), "does not start: Error initializing PortAudio"),
    ],
)
def test_without_the_library(monkeypatch: pytest.MonkeyPatch, failure: Exception, sentence: str) -> None:
    def refuse(name: str) -> Any:
        raise failure

    monkeypatch.delitem(sys.modules, "sounddevice", raising=False)
    monkeypatch.setattr(importlib, "import_module", refuse)
    with pytest.raises(DeviceError, match=sentence):
        PortAudio().devices()
