"""The design tokens as Qt colours, fonts and one style sheet, and the switch between dark and light.

`tokens.json` is the only place where a colour, size or weight is written down. Widgets ask `current()` when
they paint and repaint on `bus.changed`.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, Literal

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

Mode = Literal["dark", "light"]
Choice = Literal["dark", "light", "system"]

FOLDER = Path(__file__).parent
FONT_FOLDER = FOLDER / "assets" / "fonts"
STYLE_FILE = FOLDER / "assets" / "style.css"
SECTIONS = ("situation", "task", "action", "result", "reflection")
"""In the order of the story; the order of bars, lanes and legends."""
STRONGER = {"text3": "text2", "text2": "text", "outline": "text2", "line": "outline"}
"""With more contrast each role takes the next one's colour: decoration becomes an edge, captions become text."""


@cache
def tokens() -> Mapping[str, Any]:
    """The design tokens, as written in `tokens.json`."""
    return MappingProxyType(json.loads((FOLDER / "tokens.json").read_text("utf-8")))


@dataclass(frozen=True)
class Theme:
    """One look: the tokens read for a mode."""

    mode: Mode = "dark"
    reduced_motion: bool = False
    high_contrast: bool = False

    def colour(self, role: str) -> QColor:
        """`role`: bg surface raised line outline text text2 text3 accent accentInk accentQuiet."""
        if self.high_contrast:
            role = STRONGER.get(role, role)
        return QColor(tokens()["colour"][self.mode][role]["value"])

    def section(self, name: str) -> QColor:
        """Fill of a section; speech outside the five sections is drawn in the raised grey."""
        known = tokens()["section"][self.mode].get(name)
        return QColor(known["value"]) if known else self.colour("raised")

    def section_ink(self, name: str) -> QColor:
        known = tokens()["section"][self.mode].get(name)
        return QColor(known["ink"]) if known else self.colour("text2")

    def font(self, role: str, weight: int | None = None) -> QFont:
        """`role`: display title spoken heading lead transcript body label small; `weight` 400, 500 or 600."""
        return QFont(_font(role, weight))

    def line_height(self, role: str) -> int:
        """Pixels from baseline to baseline."""
        return int(tokens()["type"][role]["line"])

    def space(self, n: int) -> int:
        """Pixels of step 1 to 8: 4, 8, 12, 16, 24, 32, 48, 64."""
        return int(tokens()["space"][f"s{n}"])

    def size(self, name: str) -> int:
        """Pixels of a named part: top_bar footer button primary chip key play row ring_room ..."""
        return int(tokens()["size"][name])

    def radius(self, name: str) -> int:
        """Pixels of a corner: bar key control panel chip."""
        return int(tokens()["radius"][name])

    @property
    def margin(self) -> int:
        return int(tokens()["space"]["margin"])

    @property
    def gutter(self) -> int:
        return int(tokens()["space"]["gutter"])


@lru_cache(maxsize=64)
def _font(role: str, weight: int | None) -> QFont:
    spec = tokens()["type"][role]
    font = QFont()
    # The bundled files carry names of their own (assets/fonts/README.txt).
    font.setFamilies(
        ["Hotseat " + spec["family"], spec["family"], "Inter", "Segoe UI", "Helvetica Neue", "Noto Sans"]
    )
    font.setPixelSize(spec["size"])
    font.setWeight(QFont.Weight(weight or spec["weight"]))
    font.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, spec["letter_spacing"])
    # Hinting would snap stems and widths to whole pixels and break the spacing the type was drawn with.
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    for feature in tokens()["font"]["features"]:
        font.setFeature(QFont.Tag.fromString(feature), 1)
    return font


class _Bus(QObject):
    """Tells every widget that the look has changed."""

    changed = Signal()


bus = _Bus()
_current = Theme()
_choice: Choice = "system"
_reduced: bool | None = None
_contrast: bool | None = None


def current() -> Theme:
    """The look to paint with now."""
    return _current


def choice() -> Choice:
    """What was asked for, which may be to follow the system."""
    return _choice


def set_mode(mode: Choice) -> None:
    """Change to dark, light or whatever the system shows; repaints every widget."""
    global _choice
    _choice = mode
    _refresh()


def set_reduced_motion(reduced: bool | None) -> None:
    """True or False as the user's own choice; None follows the system."""
    global _reduced
    _reduced = reduced
    _refresh()


def set_contrast(high: bool | None) -> None:
    """True or False as the user's own choice; None follows the system."""
    global _contrast
    _contrast = high
    _refresh()


def _refresh() -> None:
    global _current
    wanted = replace(
        _current,
        mode=_wanted_mode(),
        reduced_motion=_wanted_reduced(),
        high_contrast=_wanted_contrast(),
    )
    if wanted == _current:
        return
    _current = wanted
    app = QApplication.instance()
    if isinstance(app, QApplication):
        _dress(app)
    bus.changed.emit()


def _wanted_mode() -> Mode:
    if _choice != "system":
        return _choice
    hints = QGuiApplication.styleHints() if QGuiApplication.instance() else None
    return "light" if hints and hints.colorScheme() == Qt.ColorScheme.Light else "dark"


def _wanted_reduced() -> bool:
    if _reduced is not None:
        return _reduced
    if os.environ.get("HOTSEAT_REDUCED_MOTION"):
        return True
    hints = QGuiApplication.styleHints() if QGuiApplication.instance() else None
    accessibility = getattr(hints, "accessibility", None)  # Qt 6.10 and later
    preference = getattr(accessibility(), "motionPreference", None) if accessibility else None  # Qt 6.12
    return bool(preference and "Reduced" in str(preference()))


def _wanted_contrast() -> bool:
    if _contrast is not None:
        return _contrast
    hints = QGuiApplication.styleHints() if QGuiApplication.instance() else None
    accessibility = getattr(hints, "accessibility", None)  # Qt 6.10 and later
    preference = getattr(accessibility(), "contrastPreference", None) if accessibility else None
    return bool(preference and preference() == Qt.ContrastPreference.HighContrast)


def load_fonts() -> list[str]:
    """Register the bundled fonts with Qt. Returns the families; raises FileNotFoundError if they are gone."""
    families: set[str] = set()
    files = sorted(FONT_FOLDER.glob("*.ttf"))
    if not files:
        raise FileNotFoundError(f"The fonts are missing from {FONT_FOLDER}; install Hotseat again.")
    for file in files:
        number = QFontDatabase.addApplicationFont(str(file))
        families.update(QFontDatabase.applicationFontFamilies(number))
    return sorted(families)


def apply(app: QApplication) -> None:
    """Dress the application: fonts, palette, style sheet; then follow the system's changes. Once is enough."""
    if app.property("dressed"):
        return
    app.setProperty("dressed", True)
    load_fonts()
    app.setStyle("Fusion")
    hints = app.styleHints()
    hints.colorSchemeChanged.connect(lambda _: _refresh())
    accessibility = getattr(hints, "accessibility", None)
    for name in ("motionPreferenceChanged", "contrastPreferenceChanged"):
        changed = getattr(accessibility(), name, None) if accessibility else None
        if changed is not None:
            changed.connect(lambda *_: _refresh())
    _refresh()
    _dress(app)


def _dress(app: QApplication) -> None:
    app.setFont(_current.font("body"))
    app.setPalette(palette())
    app.setStyleSheet(stylesheet())


def palette() -> QPalette:
    """For what the style sheet does not reach: selections, placeholder text, links."""
    look, made = _current, QPalette()
    roles = {
        QPalette.ColorRole.Window: "bg",
        QPalette.ColorRole.WindowText: "text",
        QPalette.ColorRole.Base: "surface",
        QPalette.ColorRole.AlternateBase: "surface",
        QPalette.ColorRole.Text: "text",
        QPalette.ColorRole.Button: "surface",
        QPalette.ColorRole.ButtonText: "text",
        QPalette.ColorRole.BrightText: "text",
        QPalette.ColorRole.ToolTipBase: "raised",
        QPalette.ColorRole.ToolTipText: "text",
        QPalette.ColorRole.PlaceholderText: "text3",
        QPalette.ColorRole.Highlight: "accentQuiet",
        QPalette.ColorRole.HighlightedText: "text",
        QPalette.ColorRole.Link: "text",
        QPalette.ColorRole.Accent: "accent",
    }
    for role, name in roles.items():
        made.setColor(role, look.colour(name))
    for role in (QPalette.ColorRole.Text, QPalette.ColorRole.WindowText, QPalette.ColorRole.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, role, look.colour("text3"))
    return made


def stylesheet() -> str:
    """QSS for the stock controls; `@role` in assets/style.css stands for a colour of the mode."""
    look = _current
    assets = (FOLDER / "assets").as_posix()
    text = STYLE_FILE.read_text("utf-8").replace("@assets", assets).replace("@mode", look.mode)
    return re.sub(r"@(\w+)", lambda hit: look.colour(hit.group(1)).name(), text)
