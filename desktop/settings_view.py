"""What the settings page shows, as frozen data and free of Qt, and how it is made from devices and models."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from desktop.settings import Settings
from desktop.view import Device
from models.store import ModelState
from speech.devices import Device as SoundDevice
from speech.devices import Kind

ModelStanding = Literal["here", "unproven", "missing", "fetching", "failed"]

PURPOSES = {"recogniser": "Listens", "mind": "Words the probes", "voice": "Speaks", "turn": "Hears the end"}


@dataclass(frozen=True, slots=True)
class ModelRow:
    """One model and how it stands here. Sizes in bytes."""

    model_id: str
    kind: str
    """recogniser, mind, voice or turn."""
    title: str
    size: int
    licence: str
    state: ModelStanding
    """unproven: the files are there and their bytes not yet checked, or not what they should be."""
    share: float = 0.0
    """While fetching: 0 to 1."""
    own: bool = False
    """Added by the user, by its path."""
    words: str = ""
    """Where it failed: what happened and what to do."""


@dataclass(frozen=True, slots=True)
class SettingsView:
    """The whole page."""

    settings: Settings
    microphones: tuple[Device, ...] | None = None
    """None until they have been looked for; empty where there are none. So with the loudspeakers."""
    loudspeakers: tuple[Device, ...] | None = None
    models: tuple[ModelRow, ...] = ()
    suitable_mind: str = ""
    """Id of the model that is used while none is chosen."""
    suitable_reason: str = ""
    """Why that one: one sentence."""
    data_folder: str = ""
    data_bytes: int = 0
    """Of sessions, recordings and notes; the models do not count."""
    sessions: int = 0
    models_folder: str = ""
    notice: str = ""
    """What went wrong (with the settings' file, a device, a fetch) and what to do: one sentence."""


def device_choices(devices: Iterable[SoundDevice], kind: Kind) -> tuple[Device, ...]:
    """The devices of a kind, each once, under the name by which the settings keep it."""
    fit = [device for device in devices if device.channels(kind) > 0]
    main = [device for device in fit if device.main_api] or fit
    return tuple(Device(name, name) for name in dict.fromkeys(device.name for device in main))


def model_rows(states: Iterable[ModelState]) -> tuple[ModelRow, ...]:
    """The models as `ModelStore.list` has them, by kind: every mind, and of the others what a round uses or is here."""
    rows = [_row(s) for s in states if s.model.kind == "mind" or s.model.default or s.present]
    kinds = list(PURPOSES)
    return tuple(sorted(rows, key=lambda row: kinds.index(row.kind)))


def _row(state: ModelState) -> ModelRow:
    model = state.model
    return ModelRow(
        model_id=model.id,
        kind=model.kind,
        title=model.title,
        size=model.size_bytes,
        licence=model.licence,
        state="here" if state.verified else "unproven" if state.present else "missing",
        own=model.own_folder is not None,
    )
