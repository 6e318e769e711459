"""A round as lines on a terminal: the dialogue as it happens, then the report."""

from __future__ import annotations

import json
from collections.abc import Callable

from interviewer import captions
from interviewer.conductor import Moment
from interviewer.events import ProbeWorded, Say
from interviewer.report import Report, ScoreTable
from interviewer.state import Phase, Turn
from speech.events import PlaybackEnded, PlaybackStarted

Write = Callable[[str], None]


class Dialogue:
    """Prints what is said: the interviewer's lines when they have been heard, answers when they are over."""

    def __init__(self, write: Write) -> None:
        self._write = write
        self._told = 0
        self._notice = ""
        self._began = 0

    def observe(self, moment: Moment) -> None:
        """Called on the conductor's thread for every event."""
        state = moment.state
        if isinstance(moment.event, PlaybackStarted):
            self._began = moment.event.sample
        if isinstance(moment.event, PlaybackEnded) and moment.event.spoken:
            cut = "" if moment.event.completed else " --"
            self._line(self._began, "Interviewer", moment.event.spoken + cut)
        for turn in state.turns[self._told :]:
            if turn.ended_at < 0 and state.phase is not Phase.ENDED:
                break
            self._told = turn.index + 1
            self._answer(turn)
        if state.notice and state.notice != self._notice:
            self._write(f"  ! {state.notice}")
        self._notice = state.notice

    def _answer(self, turn: Turn) -> None:
        if not turn.words:
            return
        self._line(turn.answer_start, "You", turn.text)
        for finding in turn.analysis.findings:
            self._write(f"{'':9}{'':13}- {finding.note}")

    def _line(self, sample: int, who: str, text: str) -> None:
        self._write(f"{captions.clock(sample):>7}  {who:12} {text}")


class JsonDialogue:
    """One JSON object a line: kind, text, and for probes their code and the words they are grounded in."""

    def __init__(self, write: Write) -> None:
        self._write = write
        self._source = ""

    def observe(self, moment: Moment) -> None:
        if isinstance(moment.event, ProbeWorded):
            self._source = moment.event.source
        for command in moment.commands:
            if isinstance(command, Say):
                line = {"kind": command.purpose, "text": command.text}
                if command.probe is not None:
                    line |= {"probe": command.probe.value, "ground": command.ground, "source": self._source}
                self._write(json.dumps(line, ensure_ascii=False))


def print_report(report: Report, write: Write = print) -> None:
    """The verdict, both tables, what to change."""
    write("")
    write(report.headline)
    write(report.summary)
    if report.disqualifier:
        write(report.disqualifier)
    if report.heard and report.heard != "enough":
        write(report.heard)
    for table in report.tables:
        _table(table, write)
    if report.changes:
        write("\nWhat would move the verdict most")
    for change in report.changes:
        write(f"  +{change.gain:.2f}  {change.title} ({change.moves})")
        if change.said is not None:
            write(f"         said    “{change.said.quote}” {captions.clock(change.said.start)}")
        write(f"         better  {change.better}")
    if report.parts:
        write(f"\nParts of the question: {captions.parts_sum(report.parts)}")
    for part in report.parts:
        quote = f"  “{part.quote}” {captions.clock(part.start)}" if part.quote else ""
        write(f"  {captions.PART[part.how]:16} {part.name}{quote}")
    if report.lifts:
        write(f"\n{captions.lifts_title(report)}: {captions.lifts_sum(report.lifts)}")
    for lift in report.lifts:
        write(f"  {lift.words}")
        for part in lift.parts:
            quote = f"  “{part.quote}” {captions.clock(part.start)}" if part.quote else ""
            write(f"  {captions.lift_word(part):16} {part.name}{quote}")
    met = [trap.name for trap in report.traps if trap.met]
    write(f"\nTraps met: {', '.join(met) if met else 'none'}")


def _table(table: ScoreTable, write: Write) -> None:
    write(f"\n{table.name}: {table.mean:.2f} of 4")
    for row in table.rows:
        quote = f"“{row.evidence.quote}” {captions.clock(row.evidence.start)}" if row.evidence else row.reason
        write(f"  {row.score}  {row.name} ({row.weight}%)  {quote}")
