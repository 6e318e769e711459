"""Which microphones and loudspeakers there are, and which one a person means."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from speech.errors import DeviceError

Kind = Literal["microphone", "loudspeaker"]

HEADPHONE_WORDS = ("headphone", "headset", "earphone", "airpods", "earpods", "buds", "hands-free", "in-ear")


@dataclass(frozen=True, slots=True)
class Device:
    """One entry of PortAudio's list."""

    index: int
    name: str
    host_api: str
    """ALSA, Core Audio, MME, Windows WASAPI and so on."""
    inputs: int
    """Channels it can record, 0 for none."""
    outputs: int
    """Channels it can play, 0 for none."""
    rate: int
    """Hertz, the device's own default."""
    default_input: bool = False
    default_output: bool = False
    main_api: bool = True
    """Whether its host API is the system's preferred one; Windows lists each device once per API."""

    @property
    def likely_headphones(self) -> bool:
        """A guess by name: what is played there is not heard by the microphone."""
        return any(word in self.name.casefold() for word in HEADPHONE_WORDS)

    def channels(self, kind: Kind) -> int:
        """How many channels it offers as that kind."""
        return self.inputs if kind == "microphone" else self.outputs

    def is_default(self, kind: Kind) -> bool:
        """Whether the system uses it when nobody chooses."""
        return self.default_input if kind == "microphone" else self.default_output


def choose(devices: Sequence[Device], kind: Kind, wanted: str | int | None = None) -> Device:
    """The device a person means.

    Args:
        wanted: None for the system's default, a number of the list, a name, or a part of one name.

    Raises:
        DeviceError: there is none of this kind, or the wish fits none or several; names what there is.
    """
    fit = [d for d in devices if d.channels(kind) > 0]
    if not fit:
        raise DeviceError(
            f"No {kind} was found: plug one in, see that the system's sound settings show it, and try again."
        )
    if wanted is None or wanted == "":
        return next((d for d in fit if d.is_default(kind)), fit[0])
    if isinstance(wanted, int) or wanted.isdecimal():
        found = [d for d in fit if d.index == int(wanted)]
    else:
        found = _by_name(fit, wanted)
    if not found:
        raise DeviceError(f"There is no {kind} '{wanted}'; there {_listing(fit)}.")
    names = {d.name for d in found}
    if len(names) > 1:
        raise DeviceError(
            f"'{wanted}' fits more than one {kind}: {_quoted(sorted(names))}; say more of its name."
        )
    return found[0]


def _by_name(devices: Sequence[Device], wanted: str) -> list[Device]:
    """Whole names before parts of names, and the preferred host API before the others."""
    wish = wanted.casefold()
    whole = [d for d in devices if d.name.casefold() == wish]
    part = whole or [d for d in devices if wish in d.name.casefold()]
    return [d for d in part if d.main_api] or part


def _listing(devices: Sequence[Device]) -> str:
    names = list(dict.fromkeys(d.name for d in devices))
    return f"{'is only' if len(names) == 1 else 'are'} {_quoted(names)}"


def _quoted(names: Sequence[str]) -> str:
    return ", ".join(f"'{name}'" for name in names)
