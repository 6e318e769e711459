"""Which keys work where: the source of the sheet, held by a test against what the pages answer to."""

from __future__ import annotations

from collections.abc import Iterable

from desktop.pages.base import Page
from desktop.widgets.controls import Button

KEYS: dict[str, tuple[tuple[str, str], ...]] = {
    "Anywhere": (
        ("?", "This sheet"),
        ("Ctrl 1 to 9", "Pages"),
        ("Ctrl ,", "Settings"),
        ("Ctrl G", "Guardrail sheets"),
        ("Tab", "The next control"),
        ("Esc", "Back"),
        ("Ctrl Q", "Quit"),
    ),
    "Today": (
        ("Enter", "Start"),
        ("T", "Type instead"),
        ("R", "The last report"),
        ("/", "Find a round"),
    ),
    "Rounds": (
        ("/", "Find a round"),
        ("Up, Down", "Rounds"),
        ("Enter", "Start"),
        ("T", "Type instead"),
    ),
    "Learn": (
        ("Up, Down", "Principles"),
        ("Enter", "Read the guide"),
        ("P", "Practise this"),
    ),
    "Progress": (
        ("Left, Right", "Dimensions or principles"),
        ("Enter", "Start the first round"),
    ),
    "Checklist": (
        ("1 to 9", "Tick an item"),
        ("Space", "Tick the focused item"),
        ("Enter", "Start the clock"),
    ),
    "Room": (
        ("M", "Mute"),
        ("Space", "Hold to talk"),
        ("T", "Let me think"),
        ("Q", "Repeat the question"),
        ("C", "Captions"),
        ("V", "Coach or real"),
        ("A", "Type an answer"),
        ("Enter", "Send it"),
        ("P", "Pause"),
        ("Ctrl E", "End the round"),
    ),
    "Sessions": (
        ("Enter", "Open the report"),
        ("R", "Replay"),
        ("E", "Export"),
        ("F2", "Rename"),
        ("Del", "Delete"),
        ("Ctrl Z", "Bring it back"),
        ("/", "Find a session"),
    ),
    "Report": (
        ("P", "Play the quote"),
        ("Up, Down", "Rows"),
        ("Enter", "Replay there"),
    ),
    "Replay": (
        ("Space", "Play"),
        ("J, K", "Findings"),
        ("[, ]", "Sections"),
        ("Left, Right", "5 seconds"),
        ("L", "Loop the section"),
        ("Shift L", "Loop from here to there"),
        ("N", "Note"),
        ("V", "Note by voice"),
        ("E", "Correct the words"),
        ("Ctrl Z", "Undo a correction"),
        ("B", "Compare"),
        ("Up, Down", "Lines"),
        ("Home", "To the start"),
        ("Ctrl F", "Find"),
        ("+, -", "Speed"),
        ("Ctrl +, Ctrl -", "Zoom"),
    ),
    "Stories": (
        ("Arrows", "Move"),
        ("Enter", "Open"),
        ("N", "New story"),
        ("P", "Practise"),
        ("E", "Edit"),
        ("Del", "Delete"),
    ),
    "Story": (("Ctrl D", "Dictate"), ("Ctrl S", "Keep")),
    "Guide": (
        ("R", "Read aloud"),
        ("P", "Practise this"),
        ("[, ]", "Sections"),
        ("Space", "A page on"),
    ),
    "Practice": (
        ("Up, Down", "Drills"),
        ("Enter", "Start the drill"),
        ("D", "All drills"),
        ("C", "Go through the cards"),
    ),
    "Drills": (
        ("Up, Down", "Drills"),
        ("Enter", "Start"),
        ("T", "Type instead"),
    ),
    "Drill": (
        ("Enter", "Again"),
        ("N", "The next drill"),
        ("R", "Hear it"),
    ),
    "Flash cards": (
        ("Space", "Turn it"),
        ("1 to 4", "How well you knew it"),
        ("Enter", "Back, after the last"),
    ),
    "Loop": (
        ("Up, Down", "Interviewers"),
        ("Enter", "Start, or the report"),
        ("M", "Hear the meeting"),
    ),
    "Guardrail sheets": (("Ctrl N", "New sheet"),),
}
"""Place, then key and what it does."""
_TITLES = {"The room": "Room"}
"""Pages whose place has another name in the sheet."""
_SPELT = (("+", " "), ("Return", "Enter"), ("Delete", "Del"))


def all_keys(pages: Iterable[Page] = ()) -> dict[str, tuple[tuple[str, str], ...]]:
    """Every place with its keys; what a page has beyond those of KEYS is read off its buttons' caps."""
    known = dict(KEYS)
    for page in pages:
        place = place_of(page)
        if not place:
            continue
        listed = {key for key, _ in known.get(place, ())} | {key for key, _ in known["Anywhere"]}
        more = {
            button.key(): button.accessibleName()
            for button in page.findChildren(Button)
            if button.key() and button.key() not in listed and not _among(button.key(), listed)
        }
        if more:
            known[place] = (*known.get(place, ()), *more.items())
    return known


def _among(key: str, listed: set[str]) -> bool:
    """A figure that "1 to 4" has already."""
    spans = (each.split(" to ") for each in listed if " to " in each)
    return any(first[-1:] <= key <= last for first, last in spans if key.isdigit())


def place_of(page: Page) -> str:
    """Its place in the sheet; of a guide's page, whose title is the guide's, that of all of them."""
    return _TITLES.get(type(page).title, type(page).title)


def spelt(shortcut: str) -> str:
    """A shortcut of Qt ("Ctrl+E") as the caps have it ("Ctrl E")."""
    if shortcut.endswith("++"):
        return shortcut[:-2] + " +"
    for old, new in _SPELT:
        shortcut = shortcut.replace(old, new) if len(shortcut) > 1 else shortcut
    return shortcut
