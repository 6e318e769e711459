"""Whole rounds, typed, by candidates whose answers are known: what was asked, and how it was judged.

By hand:  python -m tests.bench.rounds [SAMPLE...] [--level ID] [--round ID] [--model PATH.gguf] [--lines]
Without a model the probes are our own wordings. Prints the dialogue (with --lines), verdict, rows and changes.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from content.candidate import SampleCandidate
from content.library import Library, load_library
from content.schema import Sample
from interviewer.events import (
    AnswerTyped,
    Command,
    Finish,
    Input,
    ProbeWorded,
    Say,
    SessionStarted,
    Tick,
    WordProbe,
)
from interviewer.llama import Cancel
from interviewer.mind import LlamaMind, Mind
from interviewer.recall import first_state
from interviewer.report import Report
from interviewer.session import step
from interviewer.state import Phase, State, Turn
from interviewer.verdict import make_report
from interviewer.wording import word
from speech.events import SAMPLE_RATE, PlaybackEnded, PlaybackStarted

Answers = Callable[[Turn], str | None]
"""What the candidate says to a question; None to leave."""
WORDS_A_MINUTE = 150


@dataclass(frozen=True)
class Held:
    """A round that was held."""

    state: State
    report: Report


class TypedRound:
    """Drives `step` as the typed command line does; the clock runs at the pace of speech."""

    def __init__(self, library: Library, round_id: str, level: str, mind: Mind | None = None) -> None:
        self.state = first_state(library, round_id, level=level)
        self._library = library
        self._mind = mind
        self._now = 0
        self._do(
            SessionStarted(
                sample=0, session_id=f"{round_id}-{level}", round_id=round_id, company=self.state.company,
                level=level, view="coach", strictness="standard", typed=True, seconds=self.state.seconds,
                skip_checklist=True, headphones=True,
            )
        )  # fmt: skip

    def hold(self, answers: Answers) -> Held:
        """Until the interviewer has closed or the candidate has nothing left to say."""
        while self.state.phase is Phase.LISTENING and self.state.turn is not None:
            text = answers(self.state.turn)
            if text is None:
                break
            self._now += len(text.split()) * SAMPLE_RATE * 60 // WORDS_A_MINUTE
            self._do(AnswerTyped(self._now, text))
        return Held(self.state, make_report(self.state, self._library))

    def _do(self, event: Input) -> None:
        self.state, commands = step(self.state, event)
        for command in commands:
            for following in self._carry_out(command):
                self._do(following)

    def _carry_out(self, command: Command) -> Iterator[Input]:
        if isinstance(command, Say):
            yield PlaybackStarted(self._now, command.utterance_id)
            self._now += len(command.text.split()) * SAMPLE_RATE * 60 // WORDS_A_MINUTE
            yield PlaybackEnded(self._now, command.utterance_id, True, command.text)
            yield Tick(self._now)
        elif isinstance(command, WordProbe):
            wording = word(command.brief, self._mind, Cancel())
            yield ProbeWorded(self._now, command.request_id, wording.text, wording.source, ())
        elif isinstance(command, Finish):
            return


def sample_answers(sample: Sample) -> Answers:
    """The sample's own answers, each once, chosen as the demo does."""
    candidate = SampleCandidate(sample)

    def answer(turn: Turn) -> str | None:
        asked: Literal["opening", "probe", "part", "cut_in"] = "probe"
        about = turn.probe.value if turn.probe is not None else None
        if turn.purpose == "question":
            asked = "opening"
        elif turn.purpose == "cut_in":
            asked = "cut_in"
        elif turn.part is not None:
            asked, about = "part", turn.part.id
        given = candidate.answer(asked, about)
        return given.text if given is not None else None

    return answer


def hold(library: Library, sample: Sample, level: str, mind: Mind | None = None) -> Held:
    """The sample's own round at this level."""
    return TypedRound(library, sample.round, level, mind).hold(sample_answers(sample))


def tell(held: Held, *, lines: bool) -> Iterator[str]:
    """The round in lines of text."""
    report = held.report
    for turn in held.state.turns if lines else ():
        yield f"  ? [{turn.probe.value if turn.probe else turn.purpose}] {turn.question}"
        yield f"    {turn.text}"
        yield f"    -> {turn.outcome or '-'}; {', '.join(f.note for f in turn.analysis.findings) or 'no findings'}"
    yield f"{report.headline}  overall {report.overall:.2f}, bar {report.bar}, {report.verdict}. {report.disqualifier}"
    for table in report.tables:
        yield f"  {table.name}: {table.mean:.2f}"
        for row in table.rows:
            yield f"    {row.score}  {row.name}: {row.reason}"
    for change in report.changes:
        yield f"  +{change.gain:.2f} {change.title}: {change.better}"


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("samples", nargs="*", help="ids of samples, all of them by default")
    parser.add_argument("--level", action="append", default=[])
    parser.add_argument("--model", type=Path)
    parser.add_argument("--lines", action="store_true", help="print the dialogue")
    args = parser.parse_args()
    library = load_library()
    mind = LlamaMind(args.model) if args.model else None
    if mind is not None:
        mind.load()
    for name in args.samples or library.samples:
        for level in args.level or ["sde-2"]:
            print(f"--- {name} at {level}")
            for line in tell(hold(library, library.samples[name], level, mind), lines=args.lines):
                print(line)
    if mind is not None:
        mind.close()


if __name__ == "__main__":
    main()
