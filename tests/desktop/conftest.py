"""The desktop's tests run without a screen, in the dark look, unless they ask for something else."""

from __future__ import annotations

import os
from collections.abc import Iterator

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest
from PySide6.QtWidgets import QApplication

from desktop import theme


@pytest.fixture(autouse=True)
def look(qapp: QApplication) -> Iterator[None]:
    """Dressed, dark, with motion; put back after each test."""
    theme.apply(qapp)
    theme.set_mode("dark")
    theme.set_reduced_motion(False)
    yield
    theme.set_mode("dark")
    theme.set_reduced_motion(False)
