"""What goes wrong reaches the terminal as one sentence and the log with everything."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.commands.errors import sentences
from desktop.logbook import FILE, OURS, keep_log
from interviewer.errors import JournalError


@pytest.fixture(autouse=True)
def log() -> Iterator[None]:
    """Kept as the program keeps it, and taken away again."""
    root = logging.getLogger()
    before, levels = list(root.handlers), {name: logging.getLogger(name).level for name in OURS}
    keep_log()
    yield
    for handler in [h for h in root.handlers if h not in before]:
        root.removeHandler(handler)
        handler.close()
    for name, level in levels.items():
        logging.getLogger(name).setLevel(level)


def fail() -> int:
    raise KeyError("nobody foresaw this")


def test_what_nobody_foresaw_is_one_sentence_and_its_traceback_is_kept(
    own_home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert sentences(fail) == 1
    told = capsys.readouterr().err
    assert told.count("\n") == 1 and "Traceback" not in told
    assert told.startswith("hotseat: Something went wrong that should not have (KeyError")
    assert str(own_home / FILE) in told
    kept = (own_home / FILE).read_text(encoding="utf-8")
    assert "Traceback" in kept and "in fail" in kept


def test_a_known_error_is_its_own_sentence(own_home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    def full() -> int:
        raise JournalError("The disk is full: make room.")

    assert sentences(full) == 1
    assert capsys.readouterr().err == "hotseat: The disk is full: make room.\n"
    assert "JournalError: The disk is full" in (own_home / FILE).read_text(encoding="utf-8")


def test_where_no_log_can_be_kept_the_sentence_still_comes(
    own_home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    own_home.write_text("a file in the folder's place")
    assert sentences(fail) == 1
    told = capsys.readouterr().err
    assert told.count("\n") == 1 and "Something went wrong" in told
    assert own_home.read_text() == "a file in the folder's place"


def test_without_anything_to_tell_no_file_is_made(own_home: Path) -> None:
    assert sentences(lambda: 0) == 0
    logging.getLogger("desktop").debug("nothing worth keeping")
    assert not own_home.exists()


def test_what_others_say_does_not_reach_the_terminal(
    own_home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    logging.getLogger("some.library").error("a complaint in a language of its own")
    assert capsys.readouterr().err == ""
    assert "a complaint" in (own_home / FILE).read_text(encoding="utf-8")
