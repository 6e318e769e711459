"""Known errors become one sentence; everything goes to the log."""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable

log = logging.getLogger(__name__)


def known_errors() -> tuple[type[Exception], ...]:
    """The roots of the packages' error trees."""
    from content.errors import ContentError
    from interviewer.errors import InterviewerError
    from models.errors import ModelError
    from speech.errors import SoundError

    return (ContentError, InterviewerError, ModelError, SoundError)


def sentences(run: Callable[[], int | None]) -> int:
    """The exit code of `run`: its own, 1 after a known error, 130 after Ctrl-C."""
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
