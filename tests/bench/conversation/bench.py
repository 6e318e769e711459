"""What every part of the measurement works with."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, TypeVar

from tests.bench.conversation.cases import Cases
from tests.bench.conversation.conversation import Conversation, NoLineError
from tests.bench.conversation.held import Held
from tests.bench.conversation.room import Room
from tests.bench.conversation.spoken import Speaker
from tests.bench.conversation.system import Setting, System

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class LoadFigure:
    """What a program took of the processor in one conversation, from ready to the end."""

    system: str
    part: str
    case: str
    cores: float
    others: float
    """Cores that other programs used meanwhile, this measurement too."""
    polite: float
    """Cores that programs of lower priority used."""
    seconds: float


@dataclass(frozen=True, slots=True)
class Skipped:
    """A case that gave no figure, and why."""

    system: str
    part: str
    case: str
    why: str


@dataclass
class Bench:
    """The room, the cases, and what could not be measured."""

    room: Room
    cases: Cases
    speaker: Speaker
    limit: int
    """Conversations a part may hold; 0 for all."""
    quick: bool = False
    checkout: Path | None = None
    """The folder whose Hotseat is measured; None for the present one."""
    stopped: bool = False
    """Ctrl-C was pressed."""
    rest: list[Any] = field(default_factory=list)
    """LoadFigures and Skipped cases."""
    keep: Callable[[Held, str], None] = lambda held, name: None
    """Takes every conversation that was held, with a name for it."""

    def some(self, cases: Sequence[T]) -> Sequence[T]:
        return cases[: self.limit] if self.limit else cases

    def skip(self, system: System, part: str, case: str, why: object) -> None:
        print(f"  skipped: {system.title}, {part}, {case}: {why}", file=sys.stderr, flush=True)
        self.rest.append(Skipped(system.name, part, case, " ".join(str(why).split())[:300]))


def hold(
    bench: Bench,
    system: System,
    part: str,
    case: str,
    setting: Setting,
    noise: float,
    body: Callable[[Conversation], None],
) -> Held | None:
    """One conversation as `body` leads it; None where it could not be begun. A silence ends it early and is noted.

    Ctrl-C ends it too; what was said is still measured, and the next conversation is not begun.
    """
    if bench.stopped:
        raise KeyboardInterrupt
    print(f"  {system.title}: {part}, {case}", file=sys.stderr, flush=True)
    talk = Conversation(bench.room, system, replace(setting, checkout=bench.checkout), noise)
    try:
        with talk:
            body(talk)
    except (NoLineError, RuntimeError, OSError) as fault:
        bench.skip(system, part, case, fault)
    except KeyboardInterrupt:
        bench.stopped = True
        bench.skip(system, part, case, "stopped by Ctrl-C")
    held = talk.held
    if held is None or not held.said:
        return None
    if (load := held.load) is not None:
        bench.rest.append(
            LoadFigure(system.name, part, case, load.cores, load.others, load.polite, held.seconds)
        )
        print(
            f"    {load.cores:.2f} cores; others {load.others:.2f}, at low priority {load.polite:.2f}",
            file=sys.stderr,
            flush=True,
        )
    bench.keep(held, f"{system.name}-{part}-{case}")
    return held
