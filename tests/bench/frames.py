"""Frames while a round runs: how evenly the ring is drawn, and where the window stands still, with the models at work.

    python -m tests.bench.frames [--seconds 90] [--quality middling] [--size 1280x800] [--view coach]

A sample candidate's round in the app's own window on a screen in memory (Xvfb), in real time: the voices are
synthesised, recognised, analysed and probed by the real models in the same process. Counted are, while the ring
listens, the time from one frame to the next and what painting it cost; and all through the round the moments in
which the window's loop stood still for more than 50 ms, with what it was doing then, how much of that time it had
computed itself, and how much it was ready and had no processor, which on a busy machine says nothing about the app;
the rest it waited for the interpreter.
"""

from __future__ import annotations

import argparse
import faulthandler
import json
import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Sequence
from pathlib import Path

import psutil

STALL = 0.050
"""Seconds; a loop that does not come round within this has stood still."""
PULSE_MS = 4


class Watch:
    """Hooks the ring's painting and the loop's pulse of one window."""

    def __init__(self) -> None:
        self.frames: list[float] = []
        self.costs: list[float] = []
        self.stalls: list[dict[str, object]] = []
        self._last_frame = 0.0
        self.work: list[float] = []
        self._pulse = time.perf_counter()
        self._worked = time.thread_time()
        self._queued = queued()
        self._seen = ""
        self._beside: list[str] = []
        self._on = False
        self._main = threading.get_ident()

    def hook_ring(self) -> None:
        from desktop.widgets.ring import Ring

        paint = Ring.paintEvent

        def painted(ring: Ring, event: object) -> None:
            begun = time.perf_counter()
            paint(ring, event)  # type: ignore[arg-type]
            ended = time.perf_counter()
            if ring._shown != "listening" or not self._on:
                self._last_frame = 0.0
                return
            if self._last_frame:
                self.frames.append(begun - self._last_frame)
            self.costs.append(ended - begun)
            self._last_frame = begun

        Ring.paintEvent = painted  # type: ignore[method-assign]

    def start(self) -> None:
        """From now on; the loop has to call `pulse` every few milliseconds."""
        self._on, self._pulse = True, time.perf_counter()
        threading.Thread(target=self._look, name="watch", daemon=True).start()

    def stop(self) -> None:
        self._on = False

    def pulse(self) -> None:
        now, worked, queue = time.perf_counter(), time.thread_time(), queued()
        late, own = now - self._pulse, worked - self._worked
        if self._on:
            self.work.append(own)
            if late > STALL:
                self.stalls.append(
                    {
                        "ms": round(1000 * late),
                        "own": round(1000 * own),
                        "for_a_processor": round(1000 * (queue - self._queued)),
                        "where": self._seen,
                        "beside": self._beside,
                    }
                )
        self._pulse, self._worked, self._queued, self._seen, self._beside = now, worked, queue, "", []

    def _look(self) -> None:
        """Beside the loop: where it is when it is late."""
        with tempfile.TemporaryFile("w+") as file:
            while self._on:
                time.sleep(0.01)
                if time.perf_counter() - self._pulse > 0.7 * STALL and not self._seen:
                    file.seek(0)
                    file.truncate()
                    faulthandler.dump_traceback(file)  # a frame that was held would keep its painter alive
                    file.seek(0)
                    dump = file.read()
                    self._seen, self._beside = _calls(dump, self._main), _others(dump, self._main)


def queued() -> float:
    """Seconds for which this thread was ready to run and had no processor; 0 where the system does not tell."""
    try:
        return (
            int(Path(f"/proc/self/task/{threading.get_native_id()}/schedstat").read_text().split()[1]) / 1e9
        )
    except (OSError, ValueError, IndexError):
        return 0.0


def _calls(dump: str, thread: int) -> str:
    """The innermost calls of one thread in a dump of all."""
    head = f"hread 0x{thread:016x}"
    return _innermost(next((part for part in dump.split("\n\n") if head in part), ""), 6)


def _others(dump: str, thread: int) -> list[str]:
    """Where the other threads were that did not wait: one of them may have held the interpreter."""
    heads = (f"hread 0x{thread:016x}", f"hread 0x{threading.get_ident():016x}")
    parts = [part for part in dump.split("\n\n") if not any(head in part for head in heads)]
    return [found for part in parts if not (found := _innermost(part, 2)).startswith(_WAITING)]


_WAITING = ("threading.py", "queue.py", "selectors.py")


def _innermost(part: str, most: int) -> str:
    lines = part.splitlines()[1 : most + 1]
    return " < ".join(line.strip().replace('File "', "").rpartition("/")[2] for line in lines)


def share(values: Sequence[float], part: float) -> float:
    """A quantile, in milliseconds."""
    ordered = sorted(values)
    return round(1000 * ordered[min(len(ordered) - 1, int(part * len(ordered)))], 1) if ordered else 0.0


def hold(seconds: int, quality: str, view: str, size: str) -> dict[str, object]:
    """The round itself, on the screen that DISPLAY names."""
    from dataclasses import replace

    from PySide6.QtCore import Qt, QTimer
    from PySide6.QtWidgets import QApplication

    from content.library import load_library
    from desktop import smooth, theme
    from desktop.choices import Choices
    from desktop.flow import Flow
    from desktop.paths import data_folder
    from desktop.window import MainWindow

    watch = Watch()
    watch.hook_ring()
    app = QApplication([])
    theme.apply(app)
    choices = Choices(data_folder())
    choices.change(replace(choices.settings, view=view, toured=True))
    smooth.share()
    collector = smooth.Collector(app)
    window = MainWindow()
    flow = Flow(window, load_library(), choices)
    collector.settle()
    window.resize(*(int(part) for part in size.split("x")))
    flow.begin()
    flow.live.finished.connect(
        lambda _: watch.stop()
    )  # the models rest; making the report's page is its own matter
    window.show()
    pulse = QTimer()
    pulse.setTimerType(Qt.TimerType.PreciseTimer)
    pulse.timeout.connect(watch.pulse)
    pulse.start(PULSE_MS)
    used = psutil.Process()
    begun: list[float] = []

    def look() -> None:
        if flow.live.running and flow.live._ready and not begun:
            times = used.cpu_times()
            begun.extend((time.monotonic(), times.user + times.system))
            watch.start()
        if window.current_key() == "report":
            watch.stop()
            app.quit()

    looking = QTimer()
    looking.timeout.connect(look)
    looking.start(50)
    QTimer.singleShot(0, lambda: flow.watch_sample(quality, seconds))
    QTimer.singleShot((seconds + 120) * 1000, app.quit)
    app.exec()
    watch.stop()
    times = used.cpu_times()
    cores = (times.user + times.system - begun[1]) / (time.monotonic() - begun[0]) if begun else 0.0
    window.close()
    return told(watch, cores)


def told(watch: Watch, cores: float) -> dict[str, object]:
    frames = watch.frames
    return {
        "frames": len(frames),
        "listening_s": round(sum(frames), 1),
        "frames_a_second": round(len(frames) / sum(frames), 1) if frames else 0.0,
        "interval_ms": {name: share(frames, part) for name, part in _PARTS},
        "longest_ms": share(frames, 1.0),
        "painting_ms": {name: share(watch.costs, part) for name, part in _PARTS},
        "stalls_over_50_ms": len(watch.stalls),
        "stalls_by_own_work": sum(own > STALL for own in watch.work),
        "own_work_ms": {
            **{name: share(watch.work, part) for name, part in _PARTS},
            "most": share(watch.work, 1),
        },
        "stalls": sorted(watch.stalls, key=lambda stall: -int(str(stall["ms"])))[:12],
        "cores": round(cores, 2),
    }


_PARTS = (("median", 0.5), ("p95", 0.95), ("p99", 0.99))


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--seconds", type=int, default=90)
    parser.add_argument("--quality", default="middling")
    parser.add_argument("--view", default="coach", choices=("coach", "real"))
    parser.add_argument("--size", default="1280x800")
    parser.add_argument("--inside", action="store_true", help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if chosen.inside:
        print(json.dumps(hold(chosen.seconds, chosen.quality, chosen.view, chosen.size), indent=1))
        return
    from tests.window.screen import missing, screen

    if reason := missing():
        sys.exit(reason)
    with tempfile.TemporaryDirectory() as home, screen(chosen.size) as display:
        models = os.environ.get("HOTSEAT_MODELS") or str(Path.home() / ".local/share/hotseat/models")
        env = {
            **os.environ,
            **display,
            "HOTSEAT_HOME": home,
            "HOTSEAT_MODELS": models,
            "OMP_WAIT_POLICY": "passive",
        }
        subprocess.run(
            [sys.executable, "-m", "tests.bench.frames", "--inside", *sys.argv[1:]], env=env, check=True
        )


if __name__ == "__main__":
    main()
