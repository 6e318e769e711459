"""What is still missing from a story after its questions. Pure; the policy and the report read the same."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from interviewer.analysis.findings import PROBE_FOR, AnswerAnalysis, Finding, Gap, ProbeCode
from interviewer.analysis.gaps import SAID_WRONG

_ALONE = frozenset({Gap.MANAGER_ASSIGNED, Gap.PASSIVE_AGGRESSIVE, Gap.BLAME})
"""One sentence in an answer is enough for these; the others need the whole story to be of a kind."""


def missing(
    account: AnswerAnalysis,
    whole: AnswerAnalysis,
    came: Mapping[ProbeCode, str],
    answers: Sequence[AnswerAnalysis] = (),
) -> tuple[Finding, ...]:
    """The findings of a story, most serious first.

    `account` is what was told unasked, `whole` every answer in one, `came` the best that came of each probe,
    `answers` the follow-ups, each alone. What the account leaves out stays missing until its probe is answered,
    or, never asked for, is told anyway. What is said wrong counts wherever it is said. More talk alone makes
    nothing missing.
    """
    place = {s.start: s.index for s in whole.sentences}
    stay = [
        f for f in account.findings if f.code in SAID_WRONG or _stays(f, whole, came.get(PROBE_FOR[f.code]))
    ]
    held = {f.code for f in stay}
    for finding in (f for answer in answers for f in answer.findings if f.code in SAID_WRONG):
        if finding.code not in held and (finding.code in _ALONE or finding.code in whole.gaps):
            held.add(finding.code)
            stay.append(finding)
    rank = {gap: i for i, gap in enumerate(dict.fromkeys([*account.gaps, *whole.gaps, *held]))}
    placed = (replace(f, sentence=_sentence(f, place)) for f in stay)
    return tuple(sorted(placed, key=lambda f: rank[f.code]))


def after_questions(
    account: AnswerAnalysis,
    whole: AnswerAnalysis,
    came: Mapping[ProbeCode, str],
    answers: Sequence[AnswerAnalysis] = (),
) -> AnswerAnalysis:
    """The whole story with what is still missing from it."""
    found = missing(account, whole, came, answers)
    return replace(whole, findings=found, gaps=tuple(dict.fromkeys(f.code for f in found)))


def _stays(finding: Finding, whole: AnswerAnalysis, came: str | None) -> bool:
    return came == "dodged" or (came is None and finding.code in whole.gaps)


def _sentence(finding: Finding, place: Mapping[int, int]) -> int:
    """The account's sentences are the whole's, at other places."""
    starts = [start for start in place if start <= finding.start]
    return place[max(starts)] if starts else finding.sentence
