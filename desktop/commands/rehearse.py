"""hotseat rehearse: a whole round without a window."""

from __future__ import annotations

import signal
import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path

from content.library import Library
from desktop.archive import mark
from desktop.commands.content import library as load
from desktop.commands.dialogue import Dialogue, JsonDialogue, print_report
from desktop.deliver import check_out, deliver
from desktop.options import Options
from desktop.paths import journal_path, only_instance, session_folder
from desktop.rehearsal import Held, Rehearsal
from desktop.typed import TypedStage
from interviewer.conductor import Moment
from interviewer.errors import InterviewerError
from interviewer.events import EndRequested
from interviewer.journal import Journal
from interviewer.state import Phase

GRACE = 90.0
"""Seconds the last words, the closing line and the report may take after Ctrl-C or the last answer."""


def rehearse(options: Options, out: Path | None, as_json: bool) -> int:
    """Hold the round, print it as it happens, deliver its files."""
    if out is not None:
        check_out(out)  # before the round: afterwards would be late
    with only_instance():
        return _hold_and_deliver(options, load(), out, as_json)


def _hold_and_deliver(options: Options, library: Library, out: Path | None, as_json: bool) -> int:
    write = _write
    observer = JsonDialogue(write) if as_json else Dialogue(write)
    if options.typed:
        held = _typed(options, library, observer.observe, sys.stdin)
    else:
        held = _spoken(options, library, observer.observe, _tell)
    if held.report is not None and not as_json:
        print_report(held.report, write)
    kept = _deliver(held, library, out, as_json)
    return 0 if held.report is not None and kept else 1


def _deliver(held: Held, library: Library, out: Path | None, as_json: bool) -> bool:
    """False where there is a report that a full disk has not taken."""
    recording = session_folder(held.session_id)
    with Journal(journal_path()) as journal:
        record = journal.session(held.session_id)
        if held.report is not None and record.status != "done":
            _tell(
                f"hotseat: The report could not be kept in {journal_path()}; make room, and "
                f"`hotseat sessions recover {record.id}` scores again what was written before."
            )
            return False
        paths = deliver(journal, record, library, recording, out or recording)
    if not as_json:
        _write("")
        for path in paths:
            _write(f"{_what(path):12} {path}")
    return True


def _what(path: Path) -> str:
    return {
        ".flac": "recording",
        ".wav": "recording",
        ".jsonl": "journal",
        ".srt": "subtitles",
        ".txt": "labels",
    }.get(path.suffix, "report")


def _spoken(
    options: Options, library: Library, observe: Callable[[Moment], None], tell: Callable[[str], None]
) -> Held:
    from desktop.studio import Studio

    began = time.monotonic()
    stage = Studio(options)
    rehearsal = Rehearsal(options, library, stage, observe)
    stage.settle_with(rehearsal)
    if options.sample:
        mark("sample", rehearsal.session_id)  # before it begins: it may be cut off
    _find_devices(options)
    tell(f"Loading the models for '{rehearsal.state.spec.title}' ...")
    rehearsal.start()
    tell(f"Ready after {time.monotonic() - began:.1f} s.")
    before = signal.signal(signal.SIGTERM, signal.default_int_handler)  # asked to end is like Ctrl-C
    try:
        _wait(rehearsal, lambda: stage.exhausted)
    finally:
        signal.signal(signal.SIGTERM, before)
    return rehearsal.close()


def _find_devices(options: Options) -> None:
    """See that the devices are there, before seconds go into loading models. Raises DeviceError."""
    from speech.portaudio import PortAudio

    alone = bool(options.candidate or options.sample)
    if not alone:
        PortAudio().find("microphone", options.input_device or None)
    if not alone or options.output_device:
        PortAudio().find("loudspeaker", options.output_device or None)


def _wait(rehearsal: Rehearsal, exhausted: Callable[[], bool]) -> None:
    """Until the report is there; Ctrl-C or the end of the last sound file ends the round in good order."""
    deadline = float("inf")
    while not rehearsal.ended.is_set():
        try:
            rehearsal.ended.wait(0.2)
        except KeyboardInterrupt:
            if deadline < float("inf"):
                raise
            rehearsal.post(EndRequested(rehearsal.now))
            deadline = time.monotonic() + GRACE
        if deadline == float("inf") and exhausted():
            rehearsal.post(EndRequested(rehearsal.now))
            deadline = time.monotonic() + GRACE
        if time.monotonic() > deadline:
            return


def _typed(
    options: Options, library: Library, observe: Callable[[Moment], None], lines: Iterable[str]
) -> Held:
    """Answers from `lines`, each after the interviewer has finished; their end ends the round."""
    from desktop.minds import make_mind_worker

    stage = TypedStage(lambda post, now: make_mind_worker(options.mind, post, now))
    rehearsal = Rehearsal(options, library, stage, observe)
    rehearsal.start()
    _settle(rehearsal, stage)
    for line in lines:
        if rehearsal.ended.is_set():
            break
        if line.strip():
            stage.answer(line.strip())
            _settle(rehearsal, stage)
    if not rehearsal.ended.is_set():
        rehearsal.post(EndRequested(stage.now))
        rehearsal.ended.wait(GRACE)
    return rehearsal.close()


def _settle(rehearsal: Rehearsal, stage: TypedStage) -> None:
    """Wait until the interviewer has said all it has to say to the last answer."""
    deadline = time.monotonic() + GRACE
    while time.monotonic() < deadline:
        if rehearsal.ended.is_set():
            return
        if rehearsal.idle and stage.idle and rehearsal.state.phase is Phase.LISTENING:
            return
        time.sleep(0.005)
    raise InterviewerError(
        f"The interviewer gave no answer within {GRACE:.0f} seconds; the session can be recovered."
    )


def _write(text: str) -> None:
    print(text, flush=True)


def _tell(text: str) -> None:
    print(text, file=sys.stderr, flush=True)
