"""What is known about RealtimeSTT's environment before anything is installed."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.bench.conversation.systems import environment
from tests.bench.conversation.systems.environment import EnvironmentMissingError, python_of


def test_a_folder_with_other_things_in_it_is_left_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(environment, "VERSIONS", (sys.version_info[:2],))
    (tmp_path / "letters.txt").write_text("dear")
    with pytest.raises(EnvironmentMissingError, match=r"holds other things"):
        python_of(tmp_path)
    assert (tmp_path / "letters.txt").read_text() == "dear"


def test_a_python_that_realtime_stt_is_not_made_for_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(environment, "VERSIONS", ())
    with pytest.raises(EnvironmentMissingError, match=r"Python 3\.11 or 3\.12"):
        python_of(tmp_path / "new")
    assert not (tmp_path / "new").exists()
