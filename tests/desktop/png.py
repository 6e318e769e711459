"""Small PNG files of flat pictures: 256 colours, chosen by how much of the picture they cover."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage

COLOURS = 256
NEAR = 6
"""Colours closer than this in each channel share a place in the table."""


def save_small(image: QImage, path: Path) -> None:
    """Write `image` without alpha, each pixel in the nearest of its 256 foremost colours."""
    flat = image.convertToFormat(QImage.Format.Format_RGB32)
    table = [int(colour) for colour in _table(_pixels(flat))]
    small = flat.convertToFormat(QImage.Format.Format_Indexed8, table, Qt.ImageConversionFlag.ThresholdDither)
    small.setDevicePixelRatio(1)
    if not small.save(str(path), "PNG", 0):  # 0 is the strongest compression
        raise OSError(f"{path} could not be written")


def _pixels(image: QImage) -> np.ndarray:
    """Every pixel as 0xffRRGGBB."""
    rows = np.frombuffer(image.constBits(), np.uint32).reshape(image.height(), image.bytesPerLine() // 4)
    return rows[:, : image.width()].ravel() | np.uint32(0xFF000000)


def _table(pixels: np.ndarray) -> np.ndarray:
    """The foremost colours; a colour that is almost another one gives its place to a rarer hue."""
    colours, counts = np.unique(pixels, return_counts=True)
    order = np.argsort(-counts)
    colours = colours[order]
    channels = np.stack([(colours >> shift) & 255 for shift in (16, 8, 0)], axis=1).astype(int)
    kept: list[int] = []
    for index, channel in enumerate(channels):
        if len(kept) == COLOURS:
            break
        if not kept or np.abs(channels[kept] - channel).max(axis=1).min() >= NEAR:
            kept.append(index)
    return colours[kept]
