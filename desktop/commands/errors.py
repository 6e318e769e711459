"""Known errors become one sentence; everything goes to the log."""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable

from desktop.logbook import FILE
from desktop.paths import data_folder

log = logging.getLogger(__name__)


def known_errors() -> tuple[type[Exception], ...]:
    """The roots of the packages' error trees."""
    from content.errors import ContentError
    from interviewer.errors import InterviewerError
    from models.errors import ModelError
    from speech.errors import SoundError

    return (ContentError, InterviewerError, ModelError, SoundError)


def sentences(run: Callable[[], int | None]) -> int:
    """The exit code of `run`: its own, 1 after an error, 130 after Ctrl-C."""
    try:
        return run() or 0
    except KeyboardInterrupt:
        print("Stopped.", file=sys.stderr)
        return 130
    except BrokenPipeError:
        return 0
    except known_errors() as error:
        log.info("command failed", exc_info=True)
        print(f"hotseat: {error}", file=sys.stderr)
        return 1
    except Exception as error:
        log.critical(
            "Something went wrong that should not have (%s: %s); the details are in %s, and what was recorded is kept.",
            type(error).__name__, error, data_folder() / FILE, exc_info=True,
        )  # fmt: skip
        return 1
