"""The queue of what is to be said: sentences of utterances, cut into blocks as a loudspeaker asks for them.

Knows no device and no clock, so that a real loudspeaker and one that exists only on paper behave alike.
"""

from __future__ import annotations

import threading
from collections import deque
from dataclasses import dataclass, field

import numpy as np

from speech.events import PlaybackEnded, PlaybackStarted
from speech.ports import Samples
from speech.resample import resample

FADE = 0.015
"""Seconds from a halt or a hold to silence; much shorter clicks."""

LOOK_BACK = 1.0
"""Seconds a held line goes back at most when it goes on: to the pause before the phrase that was cut."""

QUIET = 0.1
"""Of a sentence's usual level: below this lies a pause between two of its phrases. By ear on Piper's voices; a
closed plosive is as quiet but shorter than `HUSH`."""

HUSH = 0.04
"""Seconds of quiet that part two phrases."""

SOFT = 0.35
"""Gain of an utterance that was softened, 9 dB down: still heard, and plainly giving way."""

SOFTEN_IN = 0.08
"""Seconds in which it gets there."""

REMEMBERED = 256
"""Ended utterances whose late sentences are still refused."""


@dataclass(frozen=True, slots=True)
class Mark:
    """Something that becomes true at a sample of a pulled block."""

    offset: int
    """Samples into the block, at the queue's rate."""
    utterance_id: str
    ended: bool
    completed: bool = False
    spoken: str = ""

    def at(self, sample: int) -> PlaybackStarted | PlaybackEnded:
        """The event, with the session sample it fell on."""
        if self.ended:
            return PlaybackEnded(sample, self.utterance_id, self.completed, self.spoken)
        return PlaybackStarted(sample, self.utterance_id)


@dataclass(slots=True)
class _Sentence:
    text: str
    samples: Samples
    position: int = 0
    heard: int = 0

    def rewind(self, rate: int) -> None:
        """Back to where the phrase that was cut began."""
        back = _phrase_start(self.samples[: self.position], rate)
        self.heard = max(0, self.heard - (self.position - back))
        self.position = back

    def spoken(self) -> str:
        """The words whose sound was heard, taking each word to last equally long."""
        words = self.text.split()
        return " ".join(words[: len(words) * self.heard // len(self.samples)])


@dataclass(slots=True)
class _Utterance:
    utterance_id: str
    sentences: list[_Sentence] = field(default_factory=list)
    current: int = 0
    started: bool = False
    finished: bool = False
    halted: bool = False
    soft: bool = False
    gain: float = 1.0

    def soften(self, sound: Samples, rate: int) -> None:
        """Lower what is about to be played, in place, a little more with every sample."""
        fall = (1 - SOFT) / (SOFTEN_IN * rate) * np.arange(1, len(sound) + 1)
        gains = np.maximum(SOFT, self.gain - fall)
        sound *= gains.astype(np.float32)
        self.gain = float(gains[-1])

    def sentence(self) -> _Sentence | None:
        """The one that sounds now, None while the next is still awaited."""
        while self.current < len(self.sentences):
            sentence = self.sentences[self.current]
            if sentence.position < len(sentence.samples):
                return sentence
            self.current += 1
        return None

    def end(self, offset: int) -> Mark:
        heard_out = not self.sentences or self.sentences[-1].heard >= len(self.sentences[-1].samples) * 0.99
        spoken = " ".join(text for s in self.sentences if (text := s.spoken()))
        completed = self.finished and not self.halted and heard_out
        return Mark(offset, self.utterance_id, True, completed, spoken)


class UtteranceQueue:
    """Mono sentences in, blocks and marks out. Safe between one thread that plays and one that pulls.

    The lock is held for list operations and copies of at most a block, so an audio callback may take it.
    """

    def __init__(self, rate: int) -> None:
        self._lock = threading.Lock()
        self._rate = rate
        self._utterances: deque[_Utterance] = deque()
        self._ended: deque[str] = deque(maxlen=REMEMBERED)
        self._fade_left: int | None = None
        self._held = ""
        """The utterance that is to be silent for now."""

    @property
    def rate(self) -> int:
        """Hertz, of everything pulled."""
        return self._rate

    @property
    def busy(self) -> bool:
        """Whether an utterance is under way or waiting."""
        return bool(self._utterances)

    def play(self, utterance_id: str, text: str, samples: Samples, rate: int) -> None:
        """Append a sentence, resampled here from `rate`; the sentences of an ended utterance are dropped."""
        sound = resample(samples, rate, self._rate)
        sentence = _Sentence(text, sound if len(sound) else np.zeros(1, np.float32))
        with self._lock:
            utterance = self._find(utterance_id)
            if utterance is not None and not utterance.finished and not utterance.halted:
                utterance.sentences.append(sentence)

    def finish(self, utterance_id: str) -> None:
        """No more sentences; the utterance ends when the last of them has been pulled."""
        with self._lock:
            utterance = self._find(utterance_id)
            if utterance is not None:
                utterance.finished = True

    def hold(self, utterance_id: str) -> None:
        """Fade the utterance and keep its place, until `resume` or `halt`; one that has ended is not held."""
        with self._lock:
            if utterance_id in self._ended or utterance_id == self._held:
                return
            self._held = utterance_id
            self._fade()

    def resume(self, utterance_id: str) -> None:
        """Go on with the held utterance, from the beginning of the phrase that was cut."""
        with self._lock:
            if utterance_id != self._held:
                return
            self._held, self._fade_left = "", None
            for utterance in self._utterances:
                sentence = utterance.sentence()
                if utterance.utterance_id == utterance_id and sentence is not None:
                    sentence.rewind(self._rate)

    def soften(self, utterance_id: str) -> None:
        """Say what is left of the utterance 9 dB lower; one that has ended is let be."""
        with self._lock:
            for utterance in self._utterances:
                utterance.soft = utterance.soft or utterance.utterance_id == utterance_id

    def halt(self) -> None:
        """Fade what sounds now and drop everything queued so far; what is played afterwards is kept."""
        with self._lock:
            self._held = ""
            self._fade()
            for utterance in self._utterances:
                utterance.halted = True

    def _fade(self) -> None:
        if self._utterances and self._fade_left is None:
            self._fade_left = max(1, round(FADE * self._rate))

    def pull(self, count: int, *, heard: bool = True) -> tuple[Samples, list[Mark]]:
        """The next `count` samples, silence where there is nothing to say, and what became true within them.

        Args:
            heard: False where no loudspeaker takes them: time passes and the words count as not spoken.
        """
        out = np.zeros(count, np.float32)
        marks: list[Mark] = []
        filled = 0
        with self._lock:
            while self._utterances:
                step = self._step(out, filled, marks, heard)
                if step is None:
                    break
                filled += step
        return out, marks

    def change_rate(self, rate: int) -> None:
        """Convert what is still to be said to another rate (Hertz): another loudspeaker took over."""
        with self._lock:
            scale = rate / self._rate
            for sentence in (s for u in self._utterances for s in u.sentences):
                before = len(sentence.samples)
                sentence.samples = resample(sentence.samples, self._rate, rate)
                after = len(sentence.samples)
                sentence.position = after if sentence.position == before else int(sentence.position * scale)
                sentence.heard = after if sentence.heard == before else int(sentence.heard * scale)
            self._rate = rate

    def _find(self, utterance_id: str) -> _Utterance | None:
        """The utterance of that name, made on its first mention; None once it has ended."""
        for utterance in self._utterances:
            if utterance.utterance_id == utterance_id:
                return utterance
        if utterance_id in self._ended:
            return None
        self._utterances.append(_Utterance(utterance_id))
        return self._utterances[-1]

    def _step(self, out: Samples, filled: int, marks: list[Mark], heard: bool) -> int | None:
        """Copy from the first utterance or end it; the samples filled, None when the block is done."""
        utterance = self._utterances[0]
        sentence = utterance.sentence()
        held = utterance.utterance_id == self._held
        if held and (sentence is None or not utterance.started or not self._fade_left):
            return None
        if self._fade_left is not None and (sentence is None or not utterance.started or not self._fade_left):
            self._drop(filled, marks)
            return 0
        if sentence is None and utterance.finished:
            self._end(filled, marks)
            return 0
        if sentence is None or filled == len(out):
            return None
        if not utterance.started:
            utterance.started = True
            marks.append(Mark(filled, utterance.utterance_id, ended=False))
        count = self._copy(sentence, out[filled:], heard)
        if utterance.soft and count:
            utterance.soften(out[filled : filled + count], self._rate)
        return count

    def _copy(self, sentence: _Sentence, out: Samples, heard: bool) -> int:
        count = min(len(out), len(sentence.samples) - sentence.position)
        if self._fade_left is not None:
            count = min(count, self._fade_left)
        out[:count] = sentence.samples[sentence.position : sentence.position + count]
        if self._fade_left is not None:
            ramp = np.arange(self._fade_left, self._fade_left - count, -1, dtype=np.float32)
            out[:count] *= ramp / np.float32(FADE * self._rate)
            self._fade_left -= count
        sentence.position += count
        sentence.heard += count if heard else 0
        return count

    def _end(self, filled: int, marks: list[Mark]) -> None:
        utterance = self._utterances.popleft()
        self._ended.append(utterance.utterance_id)
        marks.append(utterance.end(filled))

    def _drop(self, filled: int, marks: list[Mark]) -> None:
        """The fade is over: end every utterance that was there when the halt came."""
        while self._utterances and self._utterances[0].halted:
            self._end(filled, marks)
        self._fade_left = None


def _phrase_start(samples: Samples, rate: int) -> int:
    """The sample after the last pause in the last `LOOK_BACK` seconds of the sound; else its quietest moment.

    Sound that begins within that time is a phrase's beginning itself.
    """
    frame = max(1, rate // 100)
    count = len(samples) // frame
    if count < 2:
        return 0
    level = np.sqrt(np.mean(samples[len(samples) - count * frame :].reshape(count, frame) ** 2, axis=1))
    reach = min(count, round(LOOK_BACK * rate / frame))
    quiet = level < QUIET * np.percentile(level, 80)
    hush = max(1, round(HUSH * rate / frame))
    for end in range(count, count - reach, -1):
        if end >= hush and quiet[end - hush : end].all():
            return len(samples) - (count - end) * frame
    if count <= reach:
        return 0
    return len(samples) - (reach - int(np.argmin(level[-reach:]))) * frame
