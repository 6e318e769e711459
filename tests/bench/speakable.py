"""Whether everything the interviewer can ask is said so that it is understood. Run by hand, on real weights:

    python -m tests.bench.speakable [--kind KIND...] [--every N] [--voice ID] [--all] [--keep FILE]

Every question, follow-up, probe, interruption and line of all content is spoken by the Piper voice and written down by
the recogniser. Prints each line that came back otherwise, with what was heard, then by kind: lines, words, and the word
error rate in percent. Numbers, British spellings and compounds count as right in either form. A line that is heard
wrongly need not be said wrongly: listen to it. All of it is an hour and a half of sound and takes about half of that;
what is kept in a file need not be said again, neither after an interruption nor after other lines were reworded.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import jiwer
import numpy as np

from content.library import Library, load_library
from content.schema import SpokenLines
from models.store import ModelStore
from speech.events import SAMPLE_RATE
from speech.ports import Recogniser, Samples, Voice
from speech.recognizer import WhisperRecogniser
from speech.resample import resample
from speech.speakable import speakable
from speech.voice import PiperVoice

GROUND = "it went from nine minutes to four"
"""Stands for the candidate's words."""
BETWEEN = 0.25
"""Seconds between two sentences."""


@dataclass(frozen=True, slots=True)
class Line:
    """Something an interviewer says."""

    kind: str
    where: str
    """Id of the file it is in."""
    text: str


@dataclass(frozen=True, slots=True)
class Heard:
    """What came back of a line."""

    line: Line
    text: str
    words: int
    errors: int
    slips: tuple[tuple[str, str], ...]
    """What was said and what was heard instead, as `plain` writes both."""


# ---------------------------------------------------------------- what is said
def lines(library: Library) -> tuple[Line, ...]:
    """Every line of all content that is spoken as a question or around one, each text once."""
    found: dict[str, Line] = {}
    for kind, where, text in _lines(library):
        said = text.replace("{ground}", GROUND)
        found.setdefault(said, Line(kind, where, said))
    return tuple(found.values())


def _lines(library: Library) -> Iterator[tuple[str, str, str]]:
    for spec in library.rounds.values():
        yield from (("opening", spec.id, text) for text in spec.openings)
        yield from (("part", spec.id, text) for part in spec.parts for text in part.asks)
        yield from ((kind, spec.id, text) for kind, text in _spoken(spec))
    for guide in library.competencies.values():
        asked = (*guide.direct_questions, *guide.indirect_questions)
        asked += tuple(answer.question for answer in guide.model_answers)
        yield from (("question", guide.id, text) for text in asked)
        yield from (("question", guide.id, variant.question) for variant in guide.companies)
        yield from (("follow-up", guide.id, contrast.question) for contrast in guide.follow_ups)
    for principle in library.principles.values():
        for text in (*principle.direct_questions, *principle.indirect_questions):
            yield "question", principle.id, text
    for loop in library.loops.values():
        for person in loop.interviewers:
            said = (*person.openings, *person.greetings, *person.acknowledgements, person.closing)
            yield from (("loop", loop.id, text) for text in said)


def _spoken(said: SpokenLines) -> Iterator[tuple[str, str]]:
    yield from (("probe", text) for probe in said.probes for text in probe.wordings)
    yield from (("cut-in", text) for cut_in in said.cut_ins for text in cut_in.wordings)
    for name in SpokenLines.model_fields:
        if name not in ("probes", "cut_ins"):
            value = getattr(said, name)
            yield from (("line", text) for text in ((value,) if isinstance(value, str) else value))


# ---------------------------------------------------------------- spoken and heard
def speak(voice: Voice, text: str) -> Samples:
    """The line at the recogniser's rate, with silence before, between and after."""
    gap = np.zeros(int(BETWEEN * SAMPLE_RATE), np.float32)
    parts = [gap]
    for sound in voice.synthesise(text):
        parts += [resample(sound.samples, sound.rate, SAMPLE_RATE), gap]
    return np.concatenate(parts).astype(np.float32)


def hear(voice: Voice, recogniser: Recogniser, line: Line) -> Heard:
    sound = speak(voice, line.text)
    return compared(line, " ".join(w.text for w in recogniser.transcribe(sound, first_sample=0, prompt="")))


def compared(line: Line, text: str) -> Heard:
    """`text` is what was heard."""
    wanted, got = plain(line.text), plain(text)
    slips = tuple(slips_between(wanted, got))
    errors = sum(max(len(said.split()), len(heard.split())) for said, heard in slips)
    return Heard(line, text, len(wanted.split()), errors, slips)


def slips_between(wanted: str, got: str) -> Iterator[tuple[str, str]]:
    """Stretches that differ, longest possible; compounds written apart are the same."""
    alignment = jiwer.process_words(wanted, got).alignments[0] if wanted and got else None
    if alignment is None:
        yield wanted, got
        return
    said, heard = wanted.split(), got.split()
    run: list[tuple[int, int, int, int]] = []
    for chunk in [*alignment, None]:
        if chunk is not None and chunk.type != "equal":
            run.append((chunk.ref_start_idx, chunk.ref_end_idx, chunk.hyp_start_idx, chunk.hyp_end_idx))
        elif run:
            one = " ".join(said[run[0][0] : run[-1][1]])
            other = " ".join(heard[run[0][2] : run[-1][3]])
            if one.replace(" ", "") != other.replace(" ", ""):
                yield one, other
            run = []


class Kept:
    """What was heard of each line, in a file of one JSON list a line: the voice, what it was given to say, what was heard."""

    def __init__(self, path: Path | None, voice: str) -> None:
        self._path, self._voice = path, voice
        self._heard: dict[str, str] = {}
        for row in path.read_text().splitlines() if path and path.exists() else ():
            said_by, said, text = json.loads(row)
            if said_by == voice:
                self._heard[said] = text

    def get(self, line: Line) -> Heard | None:
        text = self._heard.get(speakable(line.text))
        return None if text is None else compared(line, text)

    def add(self, heard: Heard) -> None:
        if self._path:
            with self._path.open("a") as file:
                file.write(json.dumps([self._voice, speakable(heard.line.text), heard.text]) + "\n")


# ---------------------------------------------------------------- the form in which texts are compared
_ONES = re.findall(
    r"\w+",
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen",
)
_TENS = re.findall(r"\w+", "none ten twenty thirty forty fifty sixty seventy eighty ninety")
_ORDINALS = {
    "one": "first", "two": "second", "three": "third", "five": "fifth", "eight": "eighth", "nine": "ninth",
    "twelve": "twelfth",
}  # fmt: skip
_ALIKE = {"ok": "okay", "mm": "hmm", "hm": "hmm", "mhm": "hmm", "mmhm": "hmm", "grey": "gray"}


def plain(text: str) -> str:
    """Lower case words, numbers in words, American spelling, no punctuation."""
    text = text.lower().replace("’", "'").replace("mm-hm", "hmm")
    text = re.sub(r"\$(\d[\d,.]*\d|\d)", r"\1 dollars", text).replace("%", " percent")
    text = re.sub(r"(?<=\d),(?=\d{3})", "", text)
    text = re.sub(r"(\d+)(?:st|nd|rd|th)\b", lambda m: _ordinal(int(m[1])), text)
    text = re.sub(r"(\d+)\.(\d+)", lambda m: f"{spelled(int(m[1]))} point {_digits(m[2])}", text)
    text = re.sub(r"\d+", lambda m: f" {spelled(int(m[0]))} ", text)
    words = re.sub(r"[^a-z' ]", " ", text).split()
    return " ".join(_american(_ALIKE.get(word, word)) for each in words if (word := each.strip("'")))


def spelled(number: int) -> str:
    """2417 becomes "two thousand four hundred seventeen"."""
    for size, name in ((1_000_000, "million"), (1_000, "thousand"), (100, "hundred")):
        if number >= size:
            rest = f" {spelled(number % size)}" if number % size else ""
            return f"{spelled(number // size)} {name}{rest}"
    if number < 20:
        return _ONES[number]
    return _TENS[number // 10] + (f" {_ONES[number % 10]}" if number % 10 else "")


def _ordinal(number: int) -> str:
    *before, last = spelled(number).split()
    ending = last[:-1] + "ieth" if last.endswith("y") else _ORDINALS.get(last, f"{last}th")
    return " ".join([*before, ending])


def _digits(text: str) -> str:
    return " ".join(_ONES[int(digit)] for digit in text)


def _american(word: str) -> str:
    word = re.sub(r"(?<=\w{3})our(?=s?$|ed$|ing$|ite$|s$|ly$)", "or", word)
    word = re.sub(r"(?<=\w{3})is(?=(?:e|ed|es|ing|ation|er)$)", "iz", word)
    return re.sub(r"(?<=[aeo])ll(?=(?:ed|ing|er)$)", "l", word)


# ---------------------------------------------------------------- the table
def table(every: Sequence[Heard]) -> Iterator[str]:
    by_kind: dict[str, list[Heard]] = defaultdict(list)
    for heard in every:
        by_kind[heard.line.kind].append(heard)
    yield f"{'kind':12}{'lines':>7}{'words':>8}{'otherwise':>11}{'WER %':>8}"
    for kind, found in [*by_kind.items(), ("all", list(every))]:
        words, errors = sum(h.words for h in found), sum(h.errors for h in found)
        wrong = sum(bool(h.slips) for h in found)
        yield f"{kind:12}{len(found):7}{words:8}{wrong:11}{100 * errors / max(1, words):8.2f}"


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument(
        "--kind", action="append", default=[], help="only lines of this kind; may be repeated"
    )
    parser.add_argument("--every", type=int, default=1, help="only every Nth line")
    parser.add_argument("--voice", default="piper-en-us-joe")
    parser.add_argument("--all", action="store_true", help="print the lines that came back as they were, too")
    parser.add_argument("--keep", type=Path, help="a file of what was heard, taken up where it is there")
    args = parser.parse_args()
    store = ModelStore()
    voice = PiperVoice(store.path(args.voice))
    recogniser = WhisperRecogniser(store.path("whisper-base"))
    wanted = [line for line in lines(load_library()) if not args.kind or line.kind in args.kind]
    every, kept = [], Kept(args.keep, args.voice)
    for line in wanted[:: args.every]:
        heard = kept.get(line)
        if heard is None:
            heard = hear(voice, recogniser, line)
            kept.add(heard)
        every.append(heard)
        if heard.slips or args.all:
            told = "; ".join(f"[{said}] as [{got}]" for said, got in heard.slips) or "as it is"
            print(f"{line.kind:10} {line.where:28} {line.text}\n{'':10} {told}", flush=True)
    print("\n" + "\n".join(table(every)))


if __name__ == "__main__":
    main()
