"""hotseat sessions: list, find, show, export, recover, delete."""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Callable
from dataclasses import asdict
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.commands.content import library
from desktop.deliver import deliver
from desktop.paths import journal_path, only_instance, session_folder
from interviewer.captions import clock
from interviewer.journal import Journal
from interviewer.passages import Transcript

if TYPE_CHECKING:
    from interviewer.word_search import Found


def list_sessions(as_json: bool) -> int:
    with Journal(journal_path()) as journal:
        found = journal.sessions()
    if as_json:
        print(json.dumps([asdict(record) for record in found], indent=1))
        return 0
    for record in found:
        without = "not scored" if record.status == "done" else "unfinished"
        result = f"{record.overall:.2f}  {record.verdict}" if record.overall is not None else without
        length = f"{int(record.seconds) // 60}:{int(record.seconds) % 60:02}" if record.seconds else "-"
        print(f"{record.id}  {record.created}  {record.name:32}  {record.level:8}  {length:>6}  {result}")
    if not found:
        print("Nothing has been rehearsed yet; `hotseat` or `hotseat rehearse` begins.")
    return 0


def find(words: str, as_json: bool) -> int:
    """Every passage and note that holds all the words, under its session; 1 where there is none."""
    from interviewer.word_search import find as look

    with Journal(journal_path()) as journal:
        found = look(journal, words)
        records = {record.id: record for record in journal.sessions()}
    if as_json:
        print(json.dumps([asdict(passage) for passage in found], indent=1))
        return 0 if found else 1
    for session_id, passages in groupby(sorted(found, key=_in_order(list(records))), key=_session):
        record = records[session_id]
        print(f"{record.id}  {record.created}  {record.name}")
        for passage in passages:
            print(f"{clock(passage.sample):>9}  {_WHO[passage.source]:11}  {_pointed(passage)}")
    if not found:
        print(f"Nobody said '{words}', and no note holds it.")
    return 0 if found else 1


_WHO = {"interviewer": "Interviewer", "candidate": "You", "note": "Note"}


def _session(passage: Found) -> str:
    return passage.session_id


def _in_order(newest_first: list[str]) -> Callable[[Found], tuple[int, int]]:
    """By session, the newest first, then as it was said; notes stand among the words."""
    place = {session_id: number for number, session_id in enumerate(newest_first)}
    return lambda passage: (place[passage.session_id], passage.sample)


def _pointed(passage: Found) -> str:
    """The text, what was found in bold where a terminal shows it."""
    text = passage.text
    if sys.stdout.isatty():
        for start, stop in reversed(passage.marks):
            text = f"{text[:start]}\x1b[1m{text[start:stop]}\x1b[0m{text[stop:]}"
    return text


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
