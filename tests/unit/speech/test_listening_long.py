"""Half an hour of rehearsal through the listening parts: nothing grows but the recording."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from spoken_world import World

from speech.clock import SampleClock
from speech.events import SAMPLE_RATE, PlaybackEnded, PlaybackStarted, WordsCommitted
from speech.level import LevelMeter
from speech.played import PlayedTrack
from speech.ports import Block
from speech.ring import KEPT
from speech.stabilizer import LONGEST
from speech.utterances import REMEMBERED, UtteranceQueue
from speech.wavefile import WaveTrack

MINUTES = 30
ROUNDS = MINUTES * 60 // 72
"""Answers: 60 s of speech with pauses, a few seconds of silence, a question."""


def answer(world: World, backlog: bool) -> None:
    """Sixty seconds of speech; with a backlog the recogniser is four seconds behind."""
    for sentence in range(12):
        world.speak(*[0.4] * 11)
        world.quiet(0.25 if sentence % 2 else 0.6)
        if not backlog or sentence % 2:
            world.executor.run()


@pytest.mark.timeout(300)
def test_half_an_hour_through_the_ear_keeps_every_word_and_no_memory() -> None:
    world = World()
    committed, sizes = 0, []
    for turn in range(ROUNDS):
        world.ear.open_turn()
        answer(world, backlog=turn % 3 == 2)
        for _ in range(30):
            world.executor.run()
            world.quiet(0.1)
        assert world.ends == ["silence"]
        world.ear.on_playback(PlaybackStarted(world.now, f"u{turn}"))
        world.quiet(6)
        world.ear.on_playback(PlaybackEnded(world.now, f"u{turn}", True, ""))
        committed += sum(len(e.words) for e in world.events if isinstance(e, WordsCommitted))
        world.events.clear()
        assert committed == len(world.said)
        sizes.append(_reach(world.ear) - 4 * KEPT)
    assert world.now > (MINUTES - 2) * 60 * SAMPLE_RATE
    assert not world.executor.errors
    assert world.executor.longest <= 8
    assert world.recogniser.longest <= LONGEST
    assert max(sizes[3:]) <= max(sizes[:3]) + 2_000, sizes


def _reach(root: object) -> int:
    """Bytes of arrays and items of containers that an ear holds, its own and its parts'."""
    seen: set[int] = set()
    total, stack = 0, [root]
    while stack:
        item = stack.pop()
        if id(item) in seen or isinstance(item, type | World):
            continue
        seen.add(id(item))
        if isinstance(item, np.ndarray):
            total += item.nbytes
        elif isinstance(item, list | tuple | set | dict):
            total += 8 * len(item)
            stack.extend(item.values() if isinstance(item, dict) else item)
        elif type(item).__module__.startswith("speech."):
            stack.extend(getattr(item, name, None) for name in _fields(item))
    return total


def _fields(item: object) -> list[str]:
    return [*getattr(item, "__dict__", {}), *getattr(type(item), "__slots__", ())]


def test_one_answer_of_ten_minutes_costs_its_words_and_no_more() -> None:
    world = World()
    world.ear.open_turn()
    world.ear.hold(True)
    for _ in range(10):
        answer(world, backlog=False)
        world.quiet(1)
    world.ear.finish_turn()
    world.executor.run()
    assert world.words == [w.text for w in world.said]
    assert world.executor.longest <= 6
    assert world.recogniser.longest <= LONGEST
    assert _reach(world.ear) < 4 * KEPT + 200_000


def test_clock_meter_track_and_utterances_stay_small(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.fsync", lambda file: None)
    clock, meter = SampleClock(), LevelMeter()
    played: list[int] = []
    track = PlayedTrack(clock, lambda block: played.append(len(block.samples)), 22_050)
    queue = UtteranceQueue(22_050)
    wave = WaveTrack(tmp_path / "track.wav", keep=60 * SAMPLE_RATE)
    wave.open()
    sizes = []
    for minute in range(MINUTES):
        for second in range(60):
            now = minute * 60 + second
            clock.delivered((now + 1) * SAMPLE_RATE, now + 1.0)
            meter.feed(Block(now * SAMPLE_RATE, np.zeros(SAMPLE_RATE + 1, np.float32)))
            if second % 10 == 0:
                queue.play(f"u{minute}-{second}", "What did you say?", np.ones(22_050, np.float32), 22_050)
                queue.finish(f"u{minute}-{second}")
            samples, _ = queue.pull(22_050)
            track.add(samples, now + 0.05, sounding=bool(samples.any()))
            wave.add(Block(now * SAMPLE_RATE, np.zeros(SAMPLE_RATE, np.float32)))
            wave.sync()
        played.clear()
        sizes.append([_reach(part) for part in (clock, meter, track, queue, wave)])
    wave.close()
    assert [max(column) for column in zip(*sizes[2:], strict=True)] <= [
        first + 8 * REMEMBERED for first in sizes[1]
    ]
    assert not queue.busy
    assert wave.dropped == 0
