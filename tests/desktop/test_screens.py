"""The pictures for the documents can be made: every page draws itself from its sample, small enough to keep."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import screens
from png import COLOURS, save_small
from PySide6.QtGui import QColor, QImage

pytestmark = pytest.mark.timeout(120)


@pytest.fixture(scope="module")
def arranged(tmp_path_factory) -> dict[str, screens.Arrange]:
    return screens.scenes(tmp_path_factory.mktemp("recording"))


def test_every_page_is_pictured(
    arranged: dict[str, screens.Arrange], qapp, tmp_path: Path, monkeypatch
) -> None:
    monkeypatch.setattr(screens, "SETTLED_MS", 1)
    for name, arrange in arranged.items():
        path = tmp_path / f"{name}.png"
        screens.take(qapp, screens.SIZES["1280"], arrange, path)
        made = QImage(str(path))
        assert (made.width(), made.height()) == (1280, 800)
        drawn = {made.pixel(x, y) for x in range(0, 1280, 7) for y in range(60, 800, 3)}
        assert len(drawn) > 8, f"{name} is empty"
        assert path.stat().st_size < 100_000


def test_a_small_file_keeps_what_is_seen(tmp_path: Path) -> None:
    seed = np.random.default_rng(1)
    image = QImage(200, 100, QImage.Format.Format_ARGB32)
    image.fill(QColor("#101214"))
    for x in range(200):  # a ramp of more colours than fit, and one foremost
        for y in range(50):
            image.setPixelColor(x, y, QColor(x, 255 - x, int(seed.integers(0, 255))))
    save_small(image, tmp_path / "a.png")
    made = QImage(str(tmp_path / "a.png"))
    assert made.colorCount() <= COLOURS
    assert made.pixelColor(10, 80) == QColor("#101214")
    before, after = image.pixelColor(100, 10), made.pixelColor(100, 10)
    assert abs(before.red() - after.red()) < 60 and abs(before.green() - after.green()) < 60
