"""Settings: sound, round, look, language model, models, where the data lies."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.pages.base import Page
from desktop.pages.settings_data import DataPanel
from desktop.pages.settings_models import ModelsPanel
from desktop.settings import Settings
from desktop.settings_view import SettingsView
from desktop.view import Device
from desktop.widgets.columns import Columns
from desktop.widgets.controls import Button, Label, Segmented
from desktop.widgets.fields import Chooser, Field, Tick, section, ticked
from desktop.widgets.layout import Scroll, boxed, column, row
from desktop.words import tr

_SYSTEM = "The system's own choice"
_NONE = "No {} was found: plug one in, see that the system's sound settings show it, and look again."
_VIEW_WORDS = {
    "coach": "Live findings beside the captions.",
    "real": "The question and the clock, as in the interview.",
}
_STRICT_WORDS = {
    "": "As each round has it.",
    "patient": "Lets you finish, however long you take.",
    "standard": "Cuts in when an answer drifts, twice in a story at most.",
    "strict": "Cuts in as soon as it drifts, up to four times in a story.",
}
_HEADPHONE_WORDS = {
    "auto": "By the loudspeaker's name; a plain one is taken for an open speaker.",
    "headphones": "Your microphone does not hear the interviewer.",
    "speakers": "The interviewer is taken out of what your microphone hears.",
}
_SIZES = (("100", "Normal"), ("115", "115%"), ("130", "130%"), ("150", "150%"), ("200", "200%"))
_KEEP_WORDS = {
    "always": "Recordings stay until you delete them.",
    "90": "Sound older than 90 days goes at the next start; words and reports stay.",
    "30": "Sound older than 30 days goes at the next start; words and reports stay.",
}
_VOICE_WORDS = {
    "piper": "Piper's Joe, spoken on this computer.",
    "system": "The voice that comes with your system; plainer, and ready at once.",
}


class SettingsPage(Page):
    """`show_view` fills it; every choice goes out at once as a whole `Settings`, which the page then holds.

    `show_view` with a newer view at any time (devices plugged in, a fetch's progress): nothing is emitted by it.
    `settings()` are the choices as they stand. The page saves nothing and opens no device itself.
    """

    changed = Signal(object)
    """`Settings`, after each choice: save it, apply look and motion."""
    devices_wanted = Signal()
    """On entering and on "Look again": list the devices anew and call `show_view`."""
    fetch_requested = Signal(str)
    """A model's id; one fetch at a time."""
    fetch_stop_requested = Signal()
    model_file_chosen = Signal(str)
    """Path of a GGUF file of the user's own, for `ModelStore.add`."""
    folder_requested = Signal(str)
    """Path of a folder to open in the system's file manager."""
    delete_everything_requested = Signal()
    """After the confirmation: sessions, recordings, notes, settings; not the models."""
    about_requested = Signal()

    title = "Settings"

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._settings = Settings()
        self._microphone = self._device("Microphone", "input_device")
        self._loudspeaker = self._device("Loudspeaker", "output_device")
        self._headphones = self._one_of(
            "Headphones",
            "headphones",
            (("auto", "By name"), ("headphones", "Headphones"), ("speakers", "Speakers")),
        )
        self._again = Button("Look again", "link", name="Look for devices again")
        self._again.clicked.connect(self.devices_wanted)
        self._voice = self._one_of("Voice", "voice", (("piper", "Piper"), ("system", "System")))
        self._view_choice = self._one_of("View", "view", (("coach", "Coach"), ("real", "Real")))
        self._strictness = self._one_of(
            "Interviewer",
            "strictness",
            (("", "By round"), ("patient", "Patient"), ("standard", "Standard"), ("strict", "Strict")),
        )
        self._captions = self._tick(
            "Captions", "captions", "What the two of you say, as text while it is said."
        )
        self._look = self._one_of(
            "Look", "theme", (("system", "System"), ("dark", "Dark"), ("light", "Light"))
        )
        self._motion = self._tick(
            "Less motion", "reduced_motion", "No fades and no moving ring; otherwise as your system has it."
        )
        self._contrast = self._tick(
            "More contrast", "contrast", "Stronger text and edges; otherwise as your system has it."
        )
        self._text_size = self._one_of("Size", "text_size", _SIZES)
        self._text_field = Field("Size", self._text_size)
        self._keep = self._one_of(
            "Recordings", "keep_sound", (("always", "Keep all"), ("90", "90 days"), ("30", "30 days"))
        )
        self._keep_field = Field("Recordings", self._keep)
        self._microphone_field = Field("Microphone", self._microphone, fill=True)
        self._loudspeaker_field = Field("Loudspeaker", self._loudspeaker, fill=True)
        self._headphones_field = Field("Headphones", self._headphones)
        self._voice_field = Field("Voice", self._voice)
        self._view_field = Field("View", self._view_choice)
        self._strict_field = Field("Interviewer", self._strictness)
        self._notice = Label("", "body", wrap=True)
        self._models = ModelsPanel()
        self._models.mind_chosen.connect(lambda mind: self._choose("mind", mind))
        self._models.fetch_requested.connect(self.fetch_requested)
        self._models.stop_requested.connect(self.fetch_stop_requested)
        self._models.file_chosen.connect(self.model_file_chosen)
        self._data = DataPanel()
        self._data.folder_requested.connect(self.folder_requested)
        self._data.delete_confirmed.connect(self.delete_everything_requested)
        about = Button("About Hotseat, licences", "link")
        about.clicked.connect(self.about_requested)
        self.setLayout(self._lay_out(about))
        self._show_settings()

    def _lay_out(self, about: Button) -> QVBoxLayout:
        sound = boxed(
            section(
                "Sound",
                self._microphone_field,
                self._loudspeaker_field,
                self._headphones_field,
                self._voice_field,
                aside=self._again,
            )
        )
        held = boxed(section("Round", self._view_field, self._strict_field, ticked(self._captions)))
        look = boxed(
            section(
                "Look",
                Field("Colours", self._look),
                self._text_field,
                ticked(self._contrast),
                ticked(self._motion),
            )
        )
        data = boxed(column(self._data, self._keep_field))
        models = boxed(column(self._models, 32, row(about, None)))
        columns = Columns()
        columns.set_plans(
            {2: ((sound, held, look, data), (models,)), 3: ((sound, held), (look, data), (models,))}
        )
        across = column(self._notice, 16, columns, None)
        across.setContentsMargins(self.margin, 0, self.margin, 0)
        head = row(Label("Settings", "title"), None)
        head.setContentsMargins(self.margin, 24, self.margin, 24)
        return column(head, Scroll(boxed(across)))

    # ------------------------------------------------------------ controls
    def _device(self, name: str, field: str) -> Chooser:
        made = Chooser(name)
        made.activated.connect(lambda _: self._choose(field, made.value()))
        return made

    def _tick(self, name: str, field: str, words: str) -> Tick:
        made = Tick(name, words)
        made.toggled.connect(lambda on: self._choose(field, on))
        return made

    def _one_of(self, name: str, field: str, choices: tuple[tuple[str, str], ...]) -> Segmented:
        made = Segmented(choices, name=name)
        made.changed.connect(lambda value: self._choose(field, value))
        return made

    def _choose(self, field: str, value: Any) -> None:
        chosen = replace(self._settings, **{field: value})
        if chosen != self._settings:
            self._settings = chosen
            self._show_words()
            self.changed.emit(chosen)

    # ------------------------------------------------------------ showing
    def settings(self) -> Settings:
        return self._settings

    def show_view(self, view: SettingsView) -> None:
        self._settings = view.settings
        self._microphone.offer(*_devices(view.microphones, view.settings.input_device))
        self._loudspeaker.offer(*_devices(view.loudspeakers, view.settings.output_device))
        self._microphone_field.set_words(_NONE.format("microphone") if view.microphones == () else "")
        self._loudspeaker_field.set_words(_NONE.format("loudspeaker") if view.loudspeakers == () else "")
        self._show_settings()
        self._models.show_view(view)
        self._data.show_view(view)
        if view.notice and view.notice != self._notice.text():
            self.announce(view.notice, urgent=True)
        self._notice.setText(view.notice)
        self._notice.setVisible(bool(view.notice))

    def _show_settings(self) -> None:
        now = self._settings
        for tick, on in (
            (self._captions, now.captions),
            (self._motion, now.reduced_motion),
            (self._contrast, now.contrast),
        ):
            with QSignalBlocker(tick):
                tick.setChecked(on)
        self._headphones.set_value(now.headphones)
        self._voice.set_value(now.voice)
        self._view_choice.set_value(now.view)
        self._strictness.set_value(now.strictness)
        self._look.set_value(now.theme)
        self._text_size.set_value(now.text_size)
        self._keep.set_value(now.keep_sound)
        self._show_words()

    def _show_words(self) -> None:
        self._headphones_field.set_words(_HEADPHONE_WORDS[self._settings.headphones])
        self._voice_field.set_words(_VOICE_WORDS[self._settings.voice])
        self._view_field.set_words(_VIEW_WORDS[self._settings.view])
        self._strict_field.set_words(_STRICT_WORDS[self._settings.strictness])
        self._text_field.set_words("Everything in the window, from the next start.")
        self._keep_field.set_words(_KEEP_WORDS[self._settings.keep_sound])

    # ------------------------------------------------------------ the page
    def entered(self) -> None:
        self.devices_wanted.emit()

    def left(self) -> None:
        self._data.keep()

    def escape(self) -> bool:
        return self._data.keep()


def _devices(devices: tuple[Device, ...] | None, chosen: str) -> tuple[list[tuple[str, str]], str]:
    """The choices; a chosen device that is not plugged in stays in the list and says so."""
    choices = [("", _SYSTEM), *((device.device_id, device.name) for device in devices or ())]
    if chosen and chosen not in [value for value, _ in choices]:
        here = devices is None or any(chosen.casefold() in device.name.casefold() for device in devices)
        choices.append((chosen, chosen if here else tr("{chosen} (not plugged in)", chosen=chosen)))
    return choices, chosen
