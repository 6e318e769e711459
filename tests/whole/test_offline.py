"""A whole spoken round with no network at all: no interface is there, and no socket is asked for."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from tests.whole.program import hotseat

pytestmark = [pytest.mark.weights, pytest.mark.paced, pytest.mark.timeout(400)]

WITHOUT_SOCKETS = """
import os, runpy, sys

def watched(event, _):
    if event.startswith("socket."):
        print("a socket was asked for:", event, flush=True)
        os._exit(99)

sys.addaudithook(watched)
runpy.run_module("desktop", run_name="__main__", alter_sys=True)
"""
"""Runs the program; ends it where it, or any library of Python's, touches a socket."""


def _without_interfaces() -> tuple[str, ...]:
    """The program that runs another one in a network namespace of its own; empty where there is none."""
    for program in (("unshare", "-n"), ("unshare", "-rn")):
        if (
            shutil.which(program[0])
            and not subprocess.run([*program, "true"], capture_output=True, check=False).returncode
        ):
            return program
    return ()


def test_the_watch_ends_a_program_that_asks_for_a_socket(tmp_path: Path) -> None:
    watched = WITHOUT_SOCKETS.replace("runpy.run_module", "__import__('socket').socket(); runpy.run_module")
    with hotseat("--help", start=("-c", watched)) as asking:
        assert asking.finish(60) == 99
    assert asking.lines == ["a socket was asked for: socket.__new__"]


def test_a_round_needs_no_network(tmp_path: Path) -> None:
    out = tmp_path / "out"
    arguments = ("demo", "--headless", "--seconds", "45", "--quality", "weak", "--out", str(out))
    with hotseat(*arguments, before=_without_interfaces(), start=("-c", WITHOUT_SOCKETS)) as demo:
        assert demo.finish(300) == 0, "\n".join(demo.lines)
    assert len(demo.said("Interviewer")) > 1 and demo.said("You")
    assert (out / "report.html").is_file() and (out / "candidate.flac").is_file()
