"""The log: what went wrong, with everything, in the data folder; the terminal gets one sentence of it."""

from __future__ import annotations

import logging
import sys

from desktop.paths import data_folder

FILE = "hotseat.log"
LARGEST = 1_000_000
"""Bytes; one older file is kept beside it."""
OURS = ("desktop", "interviewer", "speech", "content", "models")


class LogFile(logging.Handler):
    """Opens its file with the first record, so that a start that has nothing to tell touches no disk."""

    def __init__(self) -> None:
        super().__init__()
        self._file: logging.Handler | None = None
        self.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))

    def emit(self, record: logging.LogRecord) -> None:
        try:
            if self._file is None:
                self._file = self._open()
            self._file.emit(record)
        except OSError:
            return  # a full or read-only disk is told by whoever needs it, not by the log

    def _open(self) -> logging.Handler:
        from logging.handlers import RotatingFileHandler

        folder = data_folder()
        folder.mkdir(parents=True, exist_ok=True)
        made = RotatingFileHandler(folder / FILE, maxBytes=LARGEST, backupCount=1, encoding="utf-8")
        made.setFormatter(self.formatter)
        made.handleError = self.handleError  # type: ignore[method-assign]
        return made

    def handleError(self, record: logging.LogRecord) -> None:
        """Nothing: see `emit`."""

    def close(self) -> None:
        if self._file is not None:
            self._file.close()
        super().close()


class Sentence(logging.Handler):
    """Our own errors on standard error, without their tracebacks."""

    def emit(self, record: logging.LogRecord) -> None:
        if record.levelno >= logging.ERROR and record.name.split(".")[0] in OURS:
            print(f"hotseat: {record.getMessage()}", file=sys.stderr, flush=True)


def keep_log() -> None:
    """From now on; warnings of others, and of ours also what was done."""
    logging.getLogger().addHandler(LogFile())
    logging.getLogger().addHandler(Sentence())
    for name in OURS:
        logging.getLogger(name).setLevel(logging.INFO)
