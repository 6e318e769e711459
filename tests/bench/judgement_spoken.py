"""What the recogniser's errors cost the judgement: cases are spoken by two voices, heard, and labelled from what was heard.

Called by `tests.bench.judgement --spoken N`. What was heard is kept in a folder, one file a case and voice, so that a
run that was broken off goes on where it stopped, and so that new weights are measured without speaking again.
"""

from __future__ import annotations

import difflib
import hashlib
import json
import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np

from interviewer.analysis.agreement import agreement
from interviewer.analysis.analyse import analyse
from interviewer.analysis.findings import Sentence
from interviewer.analysis.sentences import split
from interviewer.assess import assess, label
from interviewer.scores.story import Story
from speech.events import SAMPLE_RATE, Word
from speech.ports import Recogniser, Samples, Voice
from speech.resample import resample

Case = Mapping[str, Any]
Labels = dict[str, Any]
PAUSE_SECONDS = 0.5
LONGEST_SECONDS = 20.0
"""Of one decode, as the ear's windows."""


def columns(
    cases: Sequence[Case], voices: Mapping[str, Voice], ears: Recogniser, kept: Path
) -> list[tuple[str, dict[str, float]]]:
    """Agreement with the labels on clean text and on what was heard of each voice, and the mean loss."""
    clean = agreement(cases, assess(cases))
    out = [("clean", clean)]
    for name, voice in voices.items():
        told = [
            labels(case, once(kept, case, name, lambda c=case, v=voice: hear(c, v, ears))) for case in cases
        ]
        out.append((name, agreement(cases, told)))
    heard = [values for _, values in out[1:]]
    loss = {k: clean[k] - sum(v[k] for v in heard) / len(heard) for k in clean}
    return [*out, ("loss", loss)]


def hear(case: Case, voice: Voice, ears: Recogniser) -> tuple[Word, ...]:
    """The case's answer as the recogniser writes it down when this voice speaks it."""
    words: list[Word] = []
    window: list[Samples] = []
    at = 0
    for sentence in case["answer"]:
        sound = spoken(voice, sentence)
        if window and sum(map(len, window)) + len(sound) > LONGEST_SECONDS * SAMPLE_RATE:
            words += decoded(window, at, words, ears)
            at += sum(map(len, window))
            window = []
        window.append(sound)
    return (*words, *decoded(window, at, words, ears))


def spoken(voice: Voice, sentence: str) -> Samples:
    """At 16 kHz, peak 0.5, with the pause that follows it."""
    parts = [resample(s.samples, s.rate, SAMPLE_RATE) for s in voice.synthesise(sentence)]
    whole = np.concatenate([*parts, np.zeros(int(PAUSE_SECONDS * SAMPLE_RATE), np.float32)])
    return np.asarray(whole * (0.5 / max(1e-6, float(np.abs(whole).max()))), np.float32)


def decoded(window: Sequence[Samples], at: int, before: Sequence[Word], ears: Recogniser) -> tuple[Word, ...]:
    prompt = " ".join(w.text for w in before[-30:])
    return ears.transcribe(np.concatenate(window), first_sample=at, prompt=prompt)


def once(kept: Path, case: Case, voice: str, make: Callable[[], tuple[Word, ...]]) -> tuple[Word, ...]:
    """The words from their file, made and kept where there is none of this answer."""
    mark = hashlib.sha256("\n".join(case["answer"]).encode()).hexdigest()[:12]
    path = kept / f"{case['id']}-{voice}-{mark}.json"
    if not path.exists():
        kept.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps([asdict(w) for w in make()]), encoding="utf-8")
    return tuple(Word(**w) for w in json.loads(path.read_text(encoding="utf-8")))


def labels(case: Case, words: tuple[Word, ...]) -> Labels:
    """The labels of what was heard, laid back on the sentences of the text."""
    heard = split(words)
    analysis = analyse(heard, finished=True, question=case["question"])
    told = label(case, Story.of(analysis, case["question"]))
    return laid_back(case["answer"], heard, told)


def laid_back(texts: Sequence[str], heard: Sequence[Sentence], told: Labels) -> Labels:
    """A sentence of the text has the section that most of its words were heard in; a cut falls behind the last
    sentence of which a word was heard before it."""
    pairs = _pairs(texts, [s.text for s in heard])
    kinds = [Counter(told["sections"][h] for t, h in pairs if t == i) for i in range(len(texts))]
    sections = [kind.most_common(1)[0][0] if kind else "other" for kind in kinds]
    cut = told["interrupt_after"]
    until = [t for t, h in pairs if cut is not None and h <= cut]
    return told | {
        "sections": sections,
        "interrupt_after": max(until, default=cut) if cut is not None else None,
    }


def _pairs(texts: Sequence[str], heard: Sequence[str]) -> list[tuple[int, int]]:
    """For each word that is in both: its sentence in the text and its sentence as heard."""
    one, two = _words(texts), _words(heard)
    match = difflib.SequenceMatcher(None, [w for w, _ in one], [w for w, _ in two], autojunk=False)
    return [(one[m.a + k][1], two[m.b + k][1]) for m in match.get_matching_blocks() for k in range(m.size)]


def _words(sentences: Sequence[str]) -> list[tuple[str, int]]:
    return [(w, i) for i, text in enumerate(sentences) for w in re.findall(r"[a-z0-9']+", text.lower())]
