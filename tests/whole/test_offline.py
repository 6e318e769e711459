"""A whole spoken round with no network at all: first with every socket forbidden, then without any interface."""

from __future__ import annotations

import shutil
import socket
import subprocess
from pathlib import Path
from typing import Any

import pytest

from content.library import load_library
from desktop.options import Options
from desktop.rehearsal import Rehearsal
from desktop.studio import Studio
from interviewer.conductor import Moment
from interviewer.events import EndRequested
from tests.whole.program import hotseat

pytestmark = [pytest.mark.weights, pytest.mark.timeout(400)]


def test_with_every_socket_forbidden(answers: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def forbidden(*_: Any, **__: Any) -> socket.socket:
        raise AssertionError("a socket was asked for")

    monkeypatch.setattr(socket, "socket", forbidden)
    monkeypatch.setattr(socket, "create_connection", forbidden)
    monkeypatch.setattr(socket, "getaddrinfo", forbidden)
    moments: list[Moment] = []
    options = Options("disagree-and-commit", candidate=(answers,), fast=True, seconds=240)
    stage = Studio(options)
    rehearsal = Rehearsal(options, load_library(None), stage, moments.append)
    stage.settle_with(rehearsal)
    rehearsal.start()
    ended = False
    while not rehearsal.ended.wait(0.2):
        if stage.exhausted and not ended:
            ended = True
            rehearsal.post(EndRequested(rehearsal.now))
    dropped = stage.dropped
    held = rehearsal.close()
    assert held.report is not None and dropped == 0
    answered = [turn for turn in moments[-1].state.turns if turn.words]
    assert len(answered) == 3
    assert any(turn.probe is not None for turn in answered)


def _without_interfaces() -> tuple[str, ...]:
    """The program that runs another one in a network namespace of its own; empty where there is none."""
    for program in (("unshare", "-n"), ("unshare", "-rn")):
        if (
            shutil.which(program[0])
            and not subprocess.run([*program, "true"], capture_output=True, check=False).returncode
        ):
            return program
    return ()


def test_in_a_namespace_without_an_interface(tmp_path: Path) -> None:
    before = _without_interfaces()
    if not before:
        pytest.skip("this kernel gives no network namespace")
    out = tmp_path / "out"
    arguments = ("demo", "--headless", "--seconds", "60", "--quality", "weak", "--out", str(out))
    with hotseat(*arguments, before=before) as demo:
        assert demo.finish(300) == 0, "\n".join(demo.lines)
    assert demo.said("Interviewer") and demo.said("You")
    assert (out / "report.html").is_file() and (out / "candidate.flac").is_file()
