"""The virtual sound card as a fixture, one for the whole run, in the environment of this process and of what it starts."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator

import pytest

from tests.audio.virtual_card import VirtualCard, missing, virtual_card


@pytest.fixture(scope="session")
def card() -> Iterator[VirtualCard]:
    """A card with a microphone to play into and a loudspeaker to record; `card.env` for subprocesses."""
    if reason := missing():
        pytest.skip(reason)
    before = dict(os.environ)
    with virtual_card() as running:
        os.environ.update(running.settings)
        _restart_portaudio()
        yield running
        os.environ.clear()
        os.environ.update(before)


def _restart_portaudio() -> None:
    """A library loaded earlier in this process has listed the devices there were then."""
    if library := sys.modules.get("sounddevice"):
        library._terminate()
        library._initialize()
