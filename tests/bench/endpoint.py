"""How often a thinking pause is taken for the end, and how long after the real end that is noticed. By hand:

    python -m tests.bench.endpoint [--stories N] [--keep FILE] [--show]

Labelled answers (`tests/cases/train`) are spoken by Piper and by the system's voice at several paces, with silence
after every second sentence and, in the middle of others, after a word that leaves the thought open, as people do who
think; then the conversation bench's stories with thinking pauses. The real ear hears them, its decodes charged to a virtual clock, and what is known of each silence is put to the
endpoint's rules: plain (the words alone), smart (the words and Smart Turn) and weighed (the language model as well). A
cut-off is false where a rule would wait less than the pause lasts. The delay after a whole sentence is the silence that
the rule waits for; a decode of the tail is hidden in it. A few sentences happen to be complete, as heard, where they
were broken off: there no rule can know. Last come each sign's AUC and the logistic regression that
`endpoint.thought_over` has its weights from. With `--keep` what was heard is added to a file, and taken from it.
"""

from __future__ import annotations

import argparse
import json
import random
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import yaml

from interviewer import prompts
from interviewer.events import Exchange
from interviewer.llama import Cancel
from interviewer.mind import LlamaMind
from models.store import ModelStore
from speech.ear import Ear
from speech.endpoint import UNREAD, EndpointSeconds, Heard, signs, silence_needed
from speech.events import SAMPLE_RATE, PauseHeard, SpeechEvent, WordsCommitted
from speech.ports import Block, Samples
from speech.recognizer import WhisperRecogniser
from speech.smart_turn import WINDOW, SmartTurn
from speech.turn import AFTERGLOW
from speech.vad import FRAME, SileroVoiceActivity
from tests.bench.conversation.cases import load_cases
from tests.bench.conversation.noise import room_noise
from tests.bench.conversation.spoken import PAUSE_MARK, Manner, Speaker
from tests.bench.conversation.voices import speaker
from tests.bench.streaming import SimulatedExecutor

TRAIN = Path(__file__).parents[1] / "cases" / "train"
PAUSES = (0.8, 1.0, 1.2, 1.5, 1.8, 2.0)
SILENCE = 2.2
"""Seconds after each whole sentence and each broken one: more than any decode takes."""
NEAR = SAMPLE_RATE // 2
"""Samples between the true end of a sound and the lull that is put down to it, at most."""
VOICES = ("piper@1.0", "system@165", "piper@0.88", "piper@1.15", "system@190", "piper@1.05", "system@150")
NOISES = (-55.0, -45.0)

_OPEN = """
and but or so because since although while whereas if when where which who than as that a an the my our your their its
his her every some any of to at by for from with into onto about between during against towards within per in on over
after before until through under without i we he she they it you there i'm we'd would could should might can will had
have has was were is are been be did made took sent asked wrote built found told wanted decided brought went gave said
thought needed used called put kept moved showed roughly around nearly almost only really very quite more less another
each two three four five six seven eight nine ten twelve twenty thirty forty explained ran cut changed started measured
checked proposed suggested pulled felt didn't wasn't couldn't
"""
OPEN = frozenset(_OPEN.split())
"""Words that mostly leave a thought open where more of the sentence follows."""


@dataclass(frozen=True)
class Case:
    """A stretch of speech that ends in silence, as the rules see it."""

    story: str
    voice: str
    whole: bool
    """The sentence was said to its end."""
    heard: Heard


def stories(count: int) -> Iterator[tuple[str, str, list[list[str]]]]:
    """Name, question and answer: of so many labelled cases, and of the conversation bench's.

    Sentences by twos, every second with a stop to think where it has one.
    """
    found = [
        (case["id"], case["question"], case["answer"][:10])
        for path in sorted(TRAIN.glob("*.yaml"))
        for case in yaml.safe_load(path.read_text(encoding="utf-8"))
        if 7 <= len(case["answer"]) <= 14
    ]
    chance = random.Random(5)
    chance.shuffle(found)
    for name, question, told in found[:count]:
        stopped = [s if n % 2 else _with_stop(s, chance) for n, s in enumerate(told)]
        yield name, question, [stopped[n : n + 2] for n in range(0, len(stopped), 2)]
    for story in load_cases().pauses:
        yield story.id, story.question, [list(part) for part in (story.opening, *story.replies)]


def _with_stop(sentence: str, chance: random.Random) -> str:
    """A stop after a word in the middle that leaves the thought open, where there is one."""
    words = sentence.split()
    places = [n for n in range(2, len(words) - 2) if words[n].lower() in OPEN]
    if not places:
        return sentence
    at = chance.choice(places) + 1
    return " ".join([*words[:at], PAUSE_MARK, *words[at:]])


def spoken(parts: list[list[str]], manner: Manner, says: Speaker) -> tuple[Samples, list[tuple[int, bool]]]:
    """The sound, and where each silence begins, with whether the sentence before it is whole.

    Raises:
        ValueError: a word before a stop was not found in the sound.
    """
    quiet = np.zeros(int(SILENCE * SAMPLE_RATE) // FRAME * FRAME, np.float32)
    pieces, marks, at = [quiet[: SAMPLE_RATE // 2]], [], SAMPLE_RATE // 2
    for sentences in parts:
        stops = sum(sentence.count(PAUSE_MARK) for sentence in sentences)
        said = says.speak(sentences, replace(manner, pauses=(SILENCE,) * stops))
        sound = said.samples[: said.marks.end]
        marks += [(at + pause.start, False) for pause in said.marks.pauses] + [(at + said.marks.end, True)]
        pieces += [sound, quiet]
        at += len(sound) + len(quiet)
    return np.concatenate(pieces), marks


class Hearing:
    """What the ear says of one story, made into cases.

    Args:
        sound: 16 kHz; marks: where each silence begins, and whether the sentence before it is whole.
    """

    def __init__(
        self, told: tuple[str, str], voice: str, sound: Samples, marks: list[tuple[int, bool]]
    ) -> None:
        self._name, self._question = told
        self._voice, self._sound, self._marks = voice, sound, marks
        self._said: list[str] = []
        self.cases: dict[int, Case] = {}
        """By the place of the silence: the last that is said of it counts."""

    def hear(self, ears: WhisperRecogniser, smart: SmartTurn, mind: LlamaMind) -> list[Case]:
        clock = [0.0]
        executor = SimulatedExecutor(lambda: clock[0])

        def on(event: SpeechEvent) -> None:
            if isinstance(event, WordsCommitted):
                self._said += [word.text for word in event.words]
            elif isinstance(event, PauseHeard):
                self._take(event, smart, mind)

        ear = Ear(ears, SileroVoiceActivity(), executor, on, endpoint=EndpointSeconds(99, 99, 99, 99))
        ear.open_turn(0)
        for at in range(0, len(self._sound) - FRAME, FRAME):
            clock[0] = (at + FRAME) / SAMPLE_RATE
            ear.on_block(Block(at, self._sound[at : at + FRAME]))
            executor.run()
        return list(self.cases.values())

    def _take(self, event: PauseHeard, smart: SmartTurn, mind: LlamaMind) -> None:
        at, whole = min(self._marks, key=lambda mark: abs(mark[0] - event.voiced_until))
        if abs(at - event.voiced_until) > NEAR:
            return
        text = " ".join([*self._said, *(word.text for word in event.words)])
        open_text = prompts.unfinished(self._question, (Exchange("candidate", text),))
        mind.prime(open_text, cancel=Cancel())
        until = event.voiced_until + AFTERGLOW
        self.cases[at] = Case(
            self._name,
            self._voice,
            whole,
            Heard(
                text,
                0.0,
                False,
                smart.probability(self._sound[max(0, until - WINDOW) : until]),
                mind.ends(open_text, cancel=Cancel()),
                (event.voiced_until - event.words[-1].end) / SAMPLE_RATE,
                event.words[-1].probability,
            ),
        )


def heard(count: int, known: set[str]) -> Iterator[list[Case]]:
    """The cases of so many stories, those known already left out."""
    store, says = ModelStore(), speaker()
    ears, smart = WhisperRecogniser(store.path("whisper-base")), SmartTurn(store.path("smart-turn-v3"))
    mind = LlamaMind(store.path("qwen2.5-coder-1.5b"))
    for number, (name, question, parts) in enumerate(stories(count)):
        if name in known:
            continue
        manner = Manner(VOICES[number % len(VOICES)], cut=number % 4 < 2)
        try:
            sound, marks = spoken(parts, manner, says)
        except ValueError as error:
            print(f"{name} is left out: {error}")
            continue
        noise = room_noise(len(sound) / SAMPLE_RATE + 1, NOISES[number % 2], number)[: len(sound)]
        yield Hearing((name, question), manner.voice, sound + noise, marks).hear(ears, smart, mind)


KNOWING: dict[str, Callable[[Heard], Heard]] = {
    "plain": lambda heard: replace(heard, finished=None, complete=None, unread=0.0),
    "smart": lambda heard: replace(heard, complete=None, unread=0.0),
    "weighed": lambda heard: heard,
}


def table(found: list[Case], rule: str) -> str:
    seconds, knows = EndpointSeconds(), KNOWING[rule]
    broken = np.array([silence_needed(knows(c.heard), seconds) for c in found if not c.whole])
    whole = np.array([silence_needed(knows(c.heard), seconds) for c in found if c.whole])
    cut = "  ".join(f"{100 * np.mean(broken < pause):5.1f}" for pause in PAUSES)
    drawn = np.mean([np.mean(broken < pause) for pause in PAUSES])
    delay = f"{np.mean(whole):5.2f} {np.median(whole):5.2f} {np.percentile(whole, 90):5.2f} {np.percentile(whole, 95):5.2f}"
    return f"{rule:8} {cut}   {100 * drawn:5.1f}   {delay}"


def auc(values: Samples, whole: Samples) -> float:
    """How often a whole sentence's value is above a broken one's."""
    above = values[whole][:, None] - values[~whole][None]
    return float(np.mean((above > 0) + 0.5 * (above == 0)))


def fit(found: list[Case]) -> str:
    """Logistic regression by Newton's method, slightly ridged, over the cases whose words were all read."""
    kept = [c for c in found if c.heard.unread <= UNREAD and c.heard.complete is not None]
    x = np.array([[1.0, *signs(c.heard)] for c in kept])
    whole = np.array([c.whole for c in kept])
    weights = np.zeros(x.shape[1])
    ridge = np.diag([1e-6, *[0.5] * (x.shape[1] - 1)])
    for _ in range(50):
        odds = 1 / (1 + np.exp(-x @ weights))
        slope = x.T @ (odds - whole) + ridge @ weights
        weights -= np.linalg.solve((x.T * (odds * (1 - odds))) @ x + ridge, slope)
    areas = ", ".join(f"{auc(x[:, i], whole):.2f}" for i in range(1, x.shape[1]))
    over = x @ weights
    shares = ", ".join(
        f"{np.quantile(over[~whole], 1 - cut):.2f} ({np.mean(over[whole] > np.quantile(over[~whole], 1 - cut)):.0%})"
        for cut in (0.05, 0.1, 0.2, 0.3)
    )
    return (
        f"AUC of the signs {areas}; of all {auc(over, whole):.3f}\nbase and weights {np.round(weights, 2)}\n"
        f"log-odds above which 5, 10, 20, 30% of the broken ones lie (and how many whole ones): {shares}"
    )


def kept(path: Path | None) -> list[Case]:
    """The cases of earlier runs."""
    if path is None or not path.is_file():
        return []
    return [_case(json.loads(line)) for line in path.read_text(encoding="utf-8").splitlines()]


def _case(fields: dict[str, Any]) -> Case:
    return Case(**{**fields, "heard": Heard(**fields["heard"])})


def main() -> None:
    parser = argparse.ArgumentParser(description="measure the end of an answer")
    parser.add_argument(
        "--stories", type=int, default=24, help="how many labelled answers (24); each takes about a minute"
    )
    parser.add_argument(
        "--keep", type=Path, help="add what was heard to this file, and begin with what is in it"
    )
    parser.add_argument("--show", action="store_true", help="print what was heard in each case")
    chosen = parser.parse_args()
    found = kept(chosen.keep)
    for cases in heard(chosen.stories, {case.story for case in found}):
        found += cases
        if cases:
            print(f"{cases[0].story}: {len(cases)} silences", flush=True)
        if chosen.keep is not None:
            with chosen.keep.open("a", encoding="utf-8") as file:
                file.writelines(json.dumps(asdict(case)) + "\n" for case in cases)
    if chosen.show:
        for case in sorted(found, key=lambda c: silence_needed(c.heard, EndpointSeconds())):
            print(
                f"{silence_needed(case.heard, EndpointSeconds()):5.2f} {'whole ' if case.whole else 'broken'}"
                f" {case.heard.complete:.4f} {case.heard.finished:4.2f} {case.heard.unread:5.2f} {case.voice:11}"
                f" ...{case.heard.text[-60:]}"
            )
    whole = sum(case.whole for case in found)
    print(
        f"{whole} whole and {len(found) - whole} broken sentences; false cut-offs in percent, by length of the pause"
    )
    print(f"rule     {'  '.join(f'{p:5.1f}' for p in PAUSES)}    mean   delay  p50   p90   p95")
    for rule in KNOWING:
        print(table(found, rule))
    print(fit(found))


if __name__ == "__main__":
    main()
