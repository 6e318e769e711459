"""A sound card of PulseAudio null sinks: the microphone hears what is played into it, what is said is recorded.

    play(path) ──> sink "candidate" ──monitor──> source "virtual_mic" ──> the program's microphone
    the program's loudspeaker ──> sink "speaker" ──monitor──> record(path)

Run as a program it starts a card and prints the environment that makes other programs use it.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

ALSA_CONFIG = """\
pcm.pulse { type pulse hint { show on description "PulseAudio" } }
ctl.pulse { type pulse }
pcm.!default { type pulse hint { show on description "Default" } }
ctl.!default { type pulse }
"""

SINK = "module-null-sink sink_name={name} rate=48000 norewinds=1"
"""`norewinds` makes the sink wake up every 50 ms; without it the first sound waits up to two seconds."""

SINKS = (SINK.format(name="candidate"), SINK.format(name="speaker"))
MICROPHONE = "module-remap-source source_name=virtual_mic master=candidate.monitor"


def missing() -> str:
    """What keeps this machine from having a virtual card, empty if nothing does."""
    programs = [name for name in ("pulseaudio", "pactl", "paplay", "parecord") if not shutil.which(name)]
    if programs:
        return f"{', '.join(programs)} not installed (Debian: pulseaudio, pulseaudio-utils)"
    folders = [*Path("/usr/lib").glob("*/alsa-lib"), Path("/usr/lib/alsa-lib"), Path("/usr/lib64/alsa-lib")]
    plugins = [f for f in folders if (f / "libasound_module_pcm_pulse.so").exists()]
    return "" if plugins else "ALSA's PulseAudio plugin not installed (Debian: libasound2-plugins)"


class VirtualCard:
    """A private PulseAudio daemon with a microphone to play into and a loudspeaker to record."""

    def __init__(self, folder: Path) -> None:
        """Args: an empty folder; its path must be short enough for a socket (about 90 characters)."""
        self.folder = folder
        self._daemon: subprocess.Popen[bytes] | None = None

    @property
    def env(self) -> dict[str, str]:
        """The environment in which programs see this card and no other."""
        return {**os.environ, **self.settings}

    @property
    def settings(self) -> Mapping[str, str]:
        """The variables of `env` that make the difference."""
        return {
            "PULSE_SERVER": f"unix:{self.folder / 'native'}",
            "PULSE_COOKIE": str(self.folder / "cookie"),
            "ALSA_CONFIG_PATH": str(self.folder / "asound.conf"),
        }

    def start(self) -> None:
        """Raises: RuntimeError with the daemon's last words if it does not come up within 10 s."""
        (self.folder / "asound.conf").write_text(ALSA_CONFIG)
        home = {
            key: str(self.folder)
            for key in ("HOME", "XDG_RUNTIME_DIR", "XDG_CONFIG_HOME", "PULSE_RUNTIME_PATH")
        }
        socket = f"module-native-protocol-unix socket={self.folder / 'native'} auth-anonymous=1"
        options = ["--daemonize=no", "--exit-idle-time=-1", "--use-pid-file=no", "--disable-shm=yes"]
        # as on a desktop, where the sound server goes before everybody else; it goes on without where it may not
        options += ["--high-priority=yes", "--realtime=yes", "--log-target=stderr"]
        with (self.folder / "pulseaudio.log").open("ab") as log:
            self._daemon = subprocess.Popen(
                ["pulseaudio", "-n", *options, "-L", socket],
                env={**os.environ, **home},
                stdout=log,
                stderr=log,
            )
        self._wait()
        self.replug()

    def stop(self) -> None:
        """End the daemon. Idempotent."""
        daemon, self._daemon = self._daemon, None
        if daemon is not None:
            daemon.send_signal(signal.SIGTERM)
            try:
                daemon.wait(5)
            except subprocess.TimeoutExpired:
                daemon.kill()
                daemon.wait()

    def play(self, path: Path) -> None:
        """Play a sound file into the microphone; returns when it is over."""
        subprocess.run(["paplay", "--device=candidate", str(path)], env=self.env, check=True, timeout=600)

    def start_playing(self, path: Path) -> subprocess.Popen[bytes]:
        """Begin to play a sound file into the microphone."""
        return subprocess.Popen(["paplay", "--device=candidate", str(path)], env=self.env)

    @contextmanager
    def record(self, path: Path, rate: int = 48_000) -> Iterator[None]:
        """Record what the loudspeaker plays into a mono WAV file while the body runs."""
        command = ["parecord", "--device=speaker.monitor", "--channels=1", f"--rate={rate}", "--format=s16le"]
        command += ["--latency-msec=20", "--file-format=wav", str(path)]
        recorder = subprocess.Popen(command, env=self.env)
        try:
            self._until(lambda: path.exists() and path.stat().st_size > 44, "the recording did not begin")
            yield
        finally:
            time.sleep(0.2)
            recorder.send_signal(signal.SIGINT)
            recorder.wait(10)

    def unplug(self) -> None:
        """Take microphone and loudspeaker away: programs that use them get an error."""
        self._pactl("unload-module", "module-remap-source")
        self._pactl("unload-module", "module-null-sink")

    def replug(self) -> None:
        """Give both back."""
        for module in (*SINKS, MICROPHONE):
            self._pactl("load-module", *module.split())
        self._pactl("set-default-sink", "speaker")
        self._pactl("set-default-source", "virtual_mic")

    def hush_microphone(self, on: bool = True) -> None:
        """The microphone stays open and delivers nothing, as a radio link out of reach does."""
        self._pactl("suspend-source", "virtual_mic", "1" if on else "0")

    def hush_loudspeaker(self, on: bool = True) -> None:
        """The loudspeaker stays open and takes nothing."""
        self._pactl("suspend-sink", "speaker", "1" if on else "0")

    def listen_to_self(self, on: bool = True) -> None:
        """The microphone hears the loudspeaker instead of the candidate."""
        self._pactl("set-default-source", "speaker.monitor" if on else "virtual_mic")

    def _pactl(self, *arguments: str) -> str:
        done = subprocess.run(
            ["pactl", *arguments], env=self.env, capture_output=True, text=True, timeout=20, check=False
        )
        if done.returncode:
            raise RuntimeError(f"pactl {' '.join(arguments)}: {done.stderr.strip()}")
        return done.stdout

    def _wait(self) -> None:
        def up() -> bool:
            if self._daemon is not None and self._daemon.poll() is not None:
                raise RuntimeError("PulseAudio ended: " + (self.folder / "pulseaudio.log").read_text()[-500:])
            try:
                self._pactl("info")
            except RuntimeError:
                return False
            return True

        self._until(up, "PulseAudio did not come up")

    @staticmethod
    def _until(true: Callable[[], bool], otherwise: str, seconds: float = 10.0) -> None:
        end = time.monotonic() + seconds
        while not true():
            if time.monotonic() > end:
                raise RuntimeError(otherwise)
            time.sleep(0.02)


@contextmanager
def virtual_card() -> Iterator[VirtualCard]:
    """A running card in a folder of its own."""
    with tempfile.TemporaryDirectory(prefix="card-") as folder:
        card = VirtualCard(Path(folder))
        try:
            card.start()
            yield card
        finally:
            card.stop()


if __name__ == "__main__":
    if missing():
        sys.exit(missing())
    with virtual_card() as running:
        for name, value in running.settings.items():
            print(f"export {name}={value}")
        print(
            "# paplay --device=candidate FILE speaks into the microphone; Ctrl-C takes the card away",
            flush=True,
        )
        with suppress(KeyboardInterrupt):
            signal.pause()
