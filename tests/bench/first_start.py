"""How soon a new user speaks: from the program's start, with models present, to the end of the first question.

    python -m tests.bench.first_start

The real program in a data folder that holds nothing yet, on a screen in memory (Xvfb), with a virtual sound card and
real keys: the tour left with Escape, Start and Start the clock with Enter, as fast as the pages come. Told are the
seconds from the start of the program to each step.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
import time
from contextlib import closing
from pathlib import Path

from interviewer.journal import Journal
from tests.audio.virtual_card import missing as no_card
from tests.audio.virtual_card import virtual_card
from tests.window.screen import App, missing, screen

LIMIT = 120.0
"""Seconds each step may take at most."""


def happened(home: Path, name: str) -> int:
    """How many of an event the newest session's journal holds so far."""
    with closing(Journal(home / "journal.sqlite3").open()) as journal:
        newest = next(iter(journal.sessions()), None)
        return sum(entry.name == name for entry in journal.entries(newest.id)) if newest else 0


def settled(home: Path) -> bool:
    """The tour has been left."""
    kept = home / "settings.json"
    return kept.exists() and '"toured": true' in kept.read_text(encoding="utf-8")


def run(home: Path, env: dict[str, str]) -> dict[str, float]:
    """Seconds from the start of the program to each step."""
    begun, steps = time.monotonic(), {}

    def reached(step: str) -> None:
        steps[step] = round(time.monotonic() - begun, 1)

    app = App(env)
    try:
        app.wait_for("Today", LIMIT)
        reached("Today is shown")
        while not settled(home):
            app.press("Escape")
            time.sleep(0.1)
        reached("the tour is left")
        app.press("Return")
        app.wait_for("Checklist", LIMIT)
        reached("the checklist is shown")
        app.press("Return")
        app.wait_for("The room", LIMIT)
        reached("the room is shown")
        app.until(lambda: happened(home, "PlaybackStarted") > 0, "nothing was said", LIMIT)
        reached("the interviewer greets")
        app.until(lambda: happened(home, "PlaybackEnded") > 1, "nothing was asked", LIMIT)
        reached("the question has been asked: speak")
    finally:
        app.close()
    return steps


def main() -> None:
    if reason := missing() or no_card():
        sys.exit(reason)
    models = os.environ.get("HOTSEAT_MODELS") or str(Path.home() / ".local/share/hotseat/models")
    with tempfile.TemporaryDirectory() as folder, screen() as display, virtual_card() as card:
        home = Path(folder) / "home"
        env = {**card.env, **display, "HOTSEAT_HOME": str(home), "HOTSEAT_MODELS": models}
        print(json.dumps(run(home, env), indent=1))


if __name__ == "__main__":
    main()
