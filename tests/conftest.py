"""What every test has: a data folder of its own, and no socket (see addopts)."""

from __future__ import annotations

import os
from pathlib import Path

import platformdirs
import pytest

from tests.card import card  # noqa: F401  (a fixture for every folder)

# As the program itself does it at its start: threads that wait for OpenMP must not spin.
os.environ.setdefault("OMP_WAIT_POLICY", "passive")

# The real weights stay where the user has them, even though every test has a data folder of its own.
_HOME = os.environ.get("HOTSEAT_HOME") or platformdirs.user_data_dir("hotseat", appauthor=False)
_MODELS = os.environ.get("HOTSEAT_MODELS") or str(Path(_HOME) / "models")

TRIES_MORE = 2
"""How often a test that keeps time is tried again: a machine that was taken away from it for a moment is no fault."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A card or a screen made of software falls behind when a busy machine stops it; such a test may try again."""
    for item in items:
        if any(item.get_closest_marker(kind) for kind in ("sound", "window", "paced")):
            item.add_marker(pytest.mark.flaky(reruns=TRIES_MORE, reruns_delay=1))


@pytest.fixture(autouse=True)
def own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """HOTSEAT_HOME in the test's temporary folder; the weights stay reachable."""
    home = tmp_path / "home"
    monkeypatch.setenv("HOTSEAT_HOME", str(home))
    monkeypatch.setenv("HOTSEAT_MODELS", _MODELS)
    return home
