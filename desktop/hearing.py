"""What six seconds of levels say of a microphone: that it hears a voice, or what is wrong and what to do. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from desktop.view import Check
from desktop.words import tr

WINDOW = 120
"""Levels that are judged, 50 ms each."""
ABOVE = 12.0
"""Decibels above the room from which a voice counts as heard."""
QUIETEST = -60.0
"""dBFS: no room with a person in it is quieter; a virtual or gated microphone is."""
SILENT = -89.0
"""dBFS: nothing at all comes."""
NOISY = -38.0
"""dBFS of the quiet moments: a fan beside the microphone, a café."""
FAINT = -44.0
"""dBFS of the loud moments: a voice that is this quiet loses its consonants."""
LOUD = -5.0
"""dBFS, mean over 50 ms: peaks are cut off."""


def microphone(levels: Sequence[float], best: float, name: str) -> tuple[Check, float]:
    """The line on the microphone, and how far above the room a voice has been heard at best, in dB.

    Args:
        levels: dBFS, oldest first, at most WINDOW of them.
        best: what was heard so far; 0 for no voice yet.
        name: of the device, while nothing is known.
    """
    ordered = sorted(levels)
    if len(ordered) == WINDOW and ordered[-1] <= SILENT:
        way_on = "See that it is not muted, and that Hotseat may use it."
        return Check("Microphone", "wrong", "Only silence comes", way_on), best
    if len(ordered) >= WINDOW // 4:
        quiet, loud = max(QUIETEST, ordered[len(ordered) // 10]), ordered[len(ordered) * 19 // 20]
        wrong = _wrong(quiet, loud)
        if wrong is not None:
            return wrong, best
        if loud - quiet >= ABOVE:
            best = max(best, loud - quiet)
    if best:
        return Check("Microphone", "good", tr("Hears you, {best:.0f} dB above the room", best=best)), best
    return Check("Microphone", "waiting", name or "Opening"), best


def _wrong(quiet: float, loud: float) -> Check | None:
    """What would spoil the words."""
    if loud >= LOUD:
        way_on = "Turn the microphone down in the system's sound settings, or sit a little further away."
        return Check("Microphone", "wrong", "Too loud, it distorts", way_on)
    if quiet >= NOISY:
        way_on = "Move away from the noise or use a headset: quiet words drown in it."
        return Check("Microphone", "wrong", "The room is loud", way_on)
    if loud - quiet >= ABOVE and loud < FAINT:
        way_on = "Turn the microphone up in the system's sound settings, or sit nearer."
        return Check("Microphone", "wrong", "You are hardly heard", way_on)
    return None
