"""hotseat sessions: list, show, export, recover, delete."""

from __future__ import annotations

import json
import shutil
from dataclasses import asdict
from pathlib import Path

from desktop.commands.content import library
from desktop.deliver import deliver
from desktop.paths import journal_path, only_instance, session_folder
from interviewer.journal import Journal
from interviewer.passages import Transcript


def list_sessions(as_json: bool) -> int:
    with Journal(journal_path()) as journal:
        found = journal.sessions()
    if as_json:
        print(json.dumps([asdict(record) for record in found], indent=1))
        return 0
    for record in found:
        result = f"{record.overall:.2f}  {record.verdict}" if record.overall is not None else "unfinished"
        length = f"{int(record.seconds) // 60}:{int(record.seconds) % 60:02}" if record.seconds else "-"
        print(f"{record.id}  {record.created}  {record.name:32}  {record.level:8}  {length:>6}  {result}")
    if not found:
        print("Nothing has been rehearsed yet; `hotseat` or `hotseat rehearse` begins.")
    return 0


def show(session: str) -> int:
    from interviewer.recall import recall

    with Journal(journal_path()) as journal:
        record = journal.session(session)
        recalled = recall(journal, record.id, library())
        report = journal.report(record.id)
    print_transcript(recalled.transcript)
    if report is None:
        print(f"\nThe round was cut off; `hotseat sessions recover {record.id}` scores what was said.")
    else:
        from desktop.commands.dialogue import print_report

        print_report(report)
    return 0


def print_transcript(transcript: Transcript) -> None:
    from interviewer.captions import clock

    for line in transcript.lines:
        who = "Interviewer" if line.speaker == "interviewer" else "You"
        print(f"{clock(line.start):>7}  {who:11}  {line.text}")


def export(session: str, out: Path) -> int:
    with Journal(journal_path()) as journal:
        record = journal.session(session)
        for path in deliver(journal, record, library(), session_folder(record.id), out):
            print(path)
    return 0


def recover(session: str) -> int:
    from desktop.recovery import recover as mend

    with only_instance(), Journal(journal_path()) as journal:
        record = journal.session(session)
        if record.status == "done":
            print(f"The session {record.id} is whole.")
            return 0
        report = mend(journal, record, library(), session_folder(record.id))
    print(f"Recovered {record.id}: {report.headline}")
    return 0


def delete(session: str, sure: bool) -> int:
    with only_instance(), Journal(journal_path()) as journal:
        record = journal.session(session)
        if not sure and not _confirmed(f"Delete '{record.name}' of {record.created} for good?"):
            print("Kept.")
            return 1
        journal.delete(record.id)
        shutil.rmtree(session_folder(record.id), ignore_errors=True)
    print(f"Deleted {record.id}.")
    return 0


def _confirmed(question: str) -> bool:
    """Anything but yes is a no, the end of the input too."""
    try:
        return input(f"{question} [y/N] ").strip().lower() in ("y", "yes")
    except EOFError:
        print()
        return False
