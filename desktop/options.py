"""What a rehearsal can be told, by the command line or by the window."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from interviewer.events import Strictness, View
from interviewer.loop.persona import Persona

Headphones = Literal["auto", "headphones", "speakers"]
"""Whether the microphone hears the loudspeaker; auto goes by the loudspeaker's name."""
CutsIn = Literal["", Strictness]
"""How readily the interviewer cuts in; empty for the round's own."""


@dataclass(frozen=True, slots=True)
class Options:
    """One round, as it is to be held."""

    round_id: str
    company: str = ""
    """Empty for the round's own."""
    level: str = ""
    """Empty for the round's own."""
    view: View = "coach"
    strictness: CutsIn = ""
    """Empty for the round's own."""
    seconds: int = 0
    """Length of the round; 0 for the round's own."""
    clock: int = 0
    """Seconds the room's clock counts the answer against, where the round itself may last longer; 0 for the round's."""
    skip_checklist: bool = True
    typed: bool = False
    candidate: tuple[Path, ...] = ()
    """Sound files that are the microphone, one answer each."""
    sample: str = ""
    """Id of a sample candidate who speaks instead."""
    fast: bool = False
    """With sound files: as fast as the machine can, instead of in real time."""
    input_device: str = ""
    """Part of a device's name; empty for the system's choice."""
    output_device: str = ""
    headphones: Headphones = "auto"
    """With speakers the interviewer's voice is taken out of what the microphone hears."""
    voice: str = "piper"
    """piper or system."""
    mind: str = ""
    """Id of the language model; empty for the doctor's choice, "none" for our own wordings alone."""
    persona: Persona | None = None
    """Who asks, in a round of a loop."""
    voice_model: str = ""
    """Id of the Piper voice of this interviewer, where it has been fetched; empty for the usual one."""
    pace: float = 1.0
    """Of the interviewer's voice; 1.1 takes a tenth longer."""
    pitch: float = 1.0
    """Of the interviewer's voice; 1.06 is about a semitone higher."""
    earlier: tuple[tuple[str, str], ...] = ()
    """Sessions whose figures and stories the interviewer knows, each with what it was about."""
