"""RealtimeSTT as the ear of an interviewer with the same model and voice. By hand:

    python -m tests.bench.conversation.systems.realtime_stt --opening TEXT [--seconds N] [--env FOLDER] [--realtime]

RealtimeSTT lives in an environment of its own, which the first start makes. Where that is not possible, one
sentence says why and the exit status is 3.

The recorder has its default settings, with the same Whisper folder: WebRTC and Silero find the speech, 0.6 s of
silence end an answer, a batched faster-whisper writes it down. After the first answer the recorder goes on
recording by itself while the interviewer thinks and speaks: what it hears then is the next answer.
"""

from __future__ import annotations

import logging
import os
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import platformdirs

from models.store import ModelStore
from tests.bench.conversation.systems.environment import EnvironmentMissingError, python_of
from tests.bench.conversation.systems.talk import parser, run

NOT_POSSIBLE = 3
"""Exit status where RealtimeSTT cannot be had."""


class RealtimeEar:
    """RealtimeSTT's recorder on the default microphone."""

    def __init__(self, recogniser: Path, *, realtime: bool) -> None:
        """`realtime`: transcribe while the answer is being given as well, for a display that is not there."""
        self._folder = recogniser
        self._realtime = realtime
        self._recorder: Any = None

    def load(self) -> None:
        from RealtimeSTT import AudioToTextRecorder  # type: ignore[import-not-found]

        self._recorder = AudioToTextRecorder(
            model=str(self._folder),
            language="en",
            device="cpu",
            compute_type="int8",
            spinner=False,
            no_log_file=True,
            enable_realtime_transcription=self._realtime,
            use_main_model_for_realtime=self._realtime,
        )

    def listen(self) -> str:
        return str(self._recorder.text() or "").strip()

    def close(self) -> None:
        if self._recorder is not None:
            self._recorder.shutdown()


def main() -> None:
    options = parser(__doc__ or "")
    options.add_argument(
        "--env", type=Path, help="folder of RealtimeSTT's environment (default: in the cache)"
    )
    options.add_argument(
        "--realtime", action="store_true", help="transcribe while the answer is given as well"
    )
    chosen = options.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    if find_spec("RealtimeSTT") is None:
        _run_inside(chosen.env or platformdirs.user_cache_path("hotseat") / "realtime-stt")
    run(lambda store: _ear(store, chosen.realtime), chosen.opening, chosen.seconds)


def _run_inside(folder: Path) -> None:
    """Become the same program in RealtimeSTT's environment."""
    try:
        python = str(python_of(folder.absolute()))
    except EnvironmentMissingError as error:
        print(error, file=sys.stderr)
        sys.exit(NOT_POSSIBLE)
    os.execv(python, [python, "-m", __spec__.name, *sys.argv[1:]])


def _ear(store: ModelStore, realtime: bool) -> RealtimeEar:
    return RealtimeEar(store.path("whisper-base"), realtime=realtime)


if __name__ == "__main__":
    main()
