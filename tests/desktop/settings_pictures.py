"""Views of the settings for still pictures and tests."""

from __future__ import annotations

from dataclasses import replace

from desktop.settings import Settings
from desktop.settings_view import ModelRow, SettingsView, model_rows
from desktop.view import Device
from models.store import ModelState, ModelStore


def _models() -> tuple[ModelRow, ...]:
    """The shipped catalogue; the default set and the small mind are here."""
    here = {"whisper-base", "qwen2.5-coder-1.5b", "piper-en-us-joe"}
    store = ModelStore()
    rows = model_rows(
        ModelState(state.model, state.folder, 0, state.model.id in here, state.model.id in here)
        for state in store.list()
        if state.model.own_folder is None
    )
    return tuple(
        replace(row, state="fetching", share=0.34) if row.model_id == "qwen2.5-coder-0.5b" else row
        for row in rows
    )


SETTINGS = SettingsView(
    settings=Settings(input_device="USB Audio: Jabra Evolve2 40", headphones="headphones"),
    microphones=(
        Device("Built-in Audio Analog Stereo", "Built-in Audio Analog Stereo"),
        Device("USB Audio: Jabra Evolve2 40", "USB Audio: Jabra Evolve2 40"),
    ),
    loudspeakers=(Device("Built-in Audio Analog Stereo", "Built-in Audio Analog Stereo"),),
    models=_models(),
    suitable_mind="qwen2.5-coder-1.5b",
    suitable_reason="11.2 GB of 16.4 GB of memory are free, enough for the 1.5B mind.",
    data_folder="/home/you/.local/share/hotseat",
    data_bytes=412_000_000,
    sessions=8,
    models_folder="/home/you/.local/share/hotseat/models",
)
SETTINGS_ASKING = replace(
    SETTINGS,
    settings=Settings(
        input_device="USB Audio: Jabra Evolve2 40", output_device="Kitchen speaker", mind="none"
    ),
    notice='In /home/you/.local/share/hotseat/settings.json, \'theme\' cannot be "pink", so "system" is used. '
    "The file as it was is kept as settings-broken-1.json.",
)
