"""The process's one PortAudio library: loading it, listing devices, opening streams, finding new devices."""

from __future__ import annotations

import contextlib
import ctypes
import importlib
import logging
import os
import sys
import threading
from collections.abc import Callable, Iterator
from typing import Any

from speech.devices import Device, Kind, choose
from speech.errors import DeviceError
from speech.events import SAMPLE_RATE

log = logging.getLogger(__name__)

LetGo = Callable[[], bool]
"""Closes the caller's stream so that the library can restart; False while it is needed."""


class PortAudio:
    """Opens and closes every stream of the process under one lock.

    PortAudio lists devices once, when it starts; a microphone plugged in later appears only after a restart
    of the library, and a restart kills open streams. Hence the lock, and `rescan`, which first asks the
    other users of streams to let go.
    """

    def __init__(self) -> None:
        self.lock = threading.RLock()
        """Held while a stream is opened or closed; a stream is never touched without it."""
        self._tenants: list[LetGo] = []

    def library(self) -> Any:
        """The sounddevice module, loaded on first use.

        Raises:
            DeviceError: PortAudio is not installed or does not start.
        """
        try:
            if "sounddevice" in sys.modules:
                return sys.modules["sounddevice"]
            _hush_alsa()
            with _quiet():  # it lists the devices as it loads
                return importlib.import_module("sounddevice")
        except OSError as error:
            raise DeviceError(
                "The PortAudio sound library is missing: install it (on Debian or Ubuntu: "
                "sudo apt install libportaudio2) and start again."
            ) from error
        except Exception as error:
            raise DeviceError(f"The PortAudio sound library does not start: {error}.") from error

    def devices(self) -> list[Device]:
        """Every device the library knows, microphones and loudspeakers.

        Raises:
            DeviceError: the library is missing or fails.
        """
        with self.lock:
            sd = self.library()
            try:
                apis, listed = sd.query_hostapis(), sd.query_devices()
                main_api = sd.default.hostapi
                default_input, default_output = (int(i) for i in sd.default.device)
            except sd.PortAudioError as error:
                raise DeviceError(f"The sound devices cannot be listed: {error}.") from error
        return [
            Device(
                index=index,
                name=str(entry["name"]),
                host_api=str(apis[entry["hostapi"]]["name"]),
                inputs=int(entry["max_input_channels"]),
                outputs=int(entry["max_output_channels"]),
                rate=int(entry["default_samplerate"]),
                default_input=index == default_input,
                default_output=index == default_output,
                main_api=entry["hostapi"] == main_api,
            )
            for index, entry in enumerate(listed)
        ]

    def find(self, kind: Kind, wanted: str | int | None = None) -> Device:
        """The device meant; see `devices.choose`."""
        return choose(self.devices(), kind, wanted)

    def open(
        self, kind: Kind, device: Device, rates: list[tuple[int, int]], *, period: float, **options: Any
    ) -> Any:
        """A started stream at the first rate and channel count that the device takes.

        Args:
            rates: (Hertz, channels) in order of preference.
            period: seconds per callback.
            options: for sounddevice's stream: callback, finished_callback, latency.

        Raises:
            DeviceError: it takes none of them.
        """
        refusal: Exception | None = None
        with self.lock:
            sd = self.library()
            make = sd.InputStream if kind == "microphone" else sd.OutputStream
            for rate, channels in rates:
                shape = {"samplerate": rate, "channels": channels, "blocksize": round(rate * period)}
                try:
                    return self._start(make, device=device.index, dtype="float32", **shape, **options)
                except (sd.PortAudioError, ValueError) as error:
                    refusal = error
        raise DeviceError(
            f"The {kind} '{device.name}' cannot be opened ({_reason(refusal)}): close other programs that "
            "use it, allow this one to use it in the system's privacy settings, or choose another."
        ) from refusal

    def _start(self, make: Callable[..., Any], **options: Any) -> Any:
        with _quiet():
            stream = make(**options)
            try:
                stream.start()
            except BaseException:
                self.close(stream)
                raise
        return stream

    def close(self, stream: Any) -> None:
        """Close a stream without waiting for its buffer; a stream whose device is gone is no error."""
        if stream is None:
            return
        with self.lock:
            try:
                stream.abort(ignore_errors=True)
                stream.close(ignore_errors=True)
            except Exception:
                log.warning("a sound stream did not close", exc_info=True)

    def accepts(self, device: Device, rate: int) -> bool:
        """Whether a microphone records mono at a rate (Hertz) without our resampling."""
        with self.lock:
            sd = self.library()
            try:
                with _quiet():
                    sd.check_input_settings(device=device.index, samplerate=rate, channels=1, dtype="float32")
            except (sd.PortAudioError, ValueError):
                return False
        return True

    def join(self, let_go: LetGo) -> None:
        """A user of a stream says how it can be asked to close it."""
        with self.lock:
            self._tenants.append(let_go)

    def leave(self, let_go: LetGo) -> None:
        """That user is gone."""
        with self.lock:
            if let_go in self._tenants:
                self._tenants.remove(let_go)

    def rescan(self) -> bool:
        """Restart the library to see devices plugged in since; False when a stream was in use."""
        with self.lock:
            if not all([let_go() for let_go in self._tenants]):
                return False
            sd = self.library()
            try:
                with _quiet():
                    sd._terminate()
                    sd._initialize()
            except sd.PortAudioError:
                log.warning("PortAudio did not restart", exc_info=True)
                return False
            return True


def microphone_rates(device: Device) -> list[tuple[int, int]]:
    """What to ask of a microphone: our rate, then its own, with one channel or as many as it insists on."""
    asks = [
        (SAMPLE_RATE, 1),
        (device.rate, 1),
        (device.rate, min(2, device.inputs)),
        (device.rate, device.inputs),
    ]
    return list(dict.fromkeys(asks))


def loudspeaker_rates(device: Device, rate: int | None = None) -> list[tuple[int, int]]:
    """What to ask of a loudspeaker: the rate wished for, then its own; stereo, mono, all it has."""
    counts = [min(2, device.outputs), 1, device.outputs]
    return list(dict.fromkeys((r, c) for r in (rate or device.rate, device.rate) for c in counts))


_HANDLER = ctypes.CFUNCTYPE(
    None, ctypes.c_char_p, ctypes.c_int, ctypes.c_char_p, ctypes.c_int, ctypes.c_char_p
)
_alsa_handler = _HANDLER(lambda *_: None)
"""Kept for the process's life, because ALSA keeps its address."""


def _hush_alsa() -> None:
    """Keep ALSA from printing a line for every late buffer; streams count those themselves."""
    if not sys.platform.startswith("linux"):
        return
    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL("libasound.so.2").snd_lib_error_set_handler(_alsa_handler)


@contextlib.contextmanager
def _quiet() -> Iterator[None]:
    """Keep ALSA and PortAudio from printing a page about devices that refuse; we say it in one sentence.

    They write to the process's error stream directly, so it is pointed elsewhere for these milliseconds.
    """
    try:
        kept, nowhere = os.dup(2), os.open(os.devnull, os.O_WRONLY)
    except OSError:  # no error stream at all, as in a windowed program
        yield
        return
    try:
        os.dup2(nowhere, 2)
        yield
    finally:
        os.dup2(kept, 2)
        os.close(kept)
        os.close(nowhere)


def _reason(error: Exception | None) -> str:
    return str(error).split(": ")[-1].strip().rstrip(".") if error is not None else "no rate it takes"
