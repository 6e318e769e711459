"""Where a story stands after its questions: what was told, what held when asked, what was not given.

The account (the opening answer and what followed an interruption) is scored as the calibration knows it. Each
follow-up answer is then heard together with the account, one at a time, so that talking longer wins nothing:

- an answer that gives what was asked lifts what its probe bears on by two points at most (the first of it by one
  at least, up to 3), and anything else by one, to 3 at most: a 4 has stood a question of its own;
- half an answer lifts what its probe bears on by one point, to 3 at most;
- an answer that does not answer is left out: it lifts nothing;
- what was asked for and never given holds a dimension at 2, at 3 where something else asked of it was given;
  what was half given and nothing more holds it at 3;
- what was said against the speaker counts wherever it was said.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from interviewer import captions
from interviewer.analysis.analyse import analyse
from interviewer.analysis.findings import AnswerAnalysis, Finding, Gap, ProbeCode, Sentence
from interviewer.missing import missing
from interviewer.report import Evidence
from interviewer.scores import framework, scorecard
from interviewer.scores.probing import Outcome, Turn, came_of, kept_from
from interviewer.scores.story import Story, trimmed

LIFT = {"answered": 2, "partly": 1}
"""Points that an answer adds, at most, to what its probe bears on."""
_MORE = 1
"""Points that an answer adds, at most, to what it was not asked about."""
_HALF = 3

_TRIED = "pushback_recalibration_response"
_BEARS_ON: dict[ProbeCode, tuple[str, ...]] = {
    ProbeCode.OPPOSING_VIEW: ("conflict_articulation", "tradeoff_reasoning_rigor"),
    ProbeCode.STAKES: ("conflict_articulation", "tradeoff_reasoning_rigor"),
    ProbeCode.TRADEOFF: ("tradeoff_reasoning_rigor",),
    ProbeCode.EXACT_WORDS: ("conflict_evidence_specificity",),
    ProbeCode.CONCRETE: ("conflict_evidence_specificity", "ownership_distinctions"),
    ProbeCode.SPECIFIC_INSTANCE: ("conflict_evidence_specificity", "ownership_distinctions"),
    ProbeCode.COMMITMENT: ("execution_commitment", "individual_contribution_ownership"),
    ProbeCode.ISOLATION: ("ownership_distinctions", "individual_contribution_ownership"),
    ProbeCode.OWN_ACTION: ("ownership_distinctions", "individual_contribution_ownership"),
    ProbeCode.INITIATIVE: ("individual_contribution_ownership",),
    ProbeCode.IMPACT: ("impact_quantification", "business_impact_articulation"),
    ProbeCode.OUTCOME: ("impact_quantification", "business_impact_articulation"),
    ProbeCode.CUSTOMER: ("customer_focus",),
    ProbeCode.ESCALATION: (_TRIED,),
    ProbeCode.OWN_PART: ("disagreement_reflection_self_awareness",),
    ProbeCode.REFLECTION: ("disagreement_reflection_self_awareness",),
}
_OF_RESULT = ("impact_quantification", "business_impact_articulation")
_OF_ARGUMENT = ("data_driven_advocacy", "conflict_evidence_specificity")
_BY_FIGURE = {ProbeCode.BASELINE, ProbeCode.EVIDENCE, ProbeCode.CERTAINTY}
"""These bear on the result or on the argument, whichever their figure belongs to."""

_AGAINST: dict[Gap, dict[str, tuple[int, str]]] = {
    Gap.PASSIVE_AGGRESSIVE: {
        "execution_commitment": (1, "You complied, and the story waits for it to fail."),
        _TRIED: (1, "The argument went on after it was decided."),
        "disagreement_reflection_self_awareness": (1, "The lesson is left to the others."),
    },
    Gap.MANAGER_ASSIGNED: {"individual_contribution_ownership": (2, "Somebody else told you to take it up.")},
    Gap.BLAME: {"disagreement_reflection_self_awareness": (1, "The lesson is left to the others.")},
}


@dataclass(frozen=True, slots=True)
class Stand:
    """One dimension of one story."""

    score: int
    """1 to 4."""
    reason: str
    evidence: Evidence | None


@dataclass(frozen=True)
class Heard:
    """One story with the turns it was told in."""

    turns: Sequence[Turn]
    whole: AnswerAnalysis
    """Of every answer."""
    account: Story
    """Of what was told without being asked for it."""
    question: str

    @staticmethod
    def of(turns: Sequence[Turn], whole: AnswerAnalysis) -> Heard:
        question = next((t.question for t in turns if t.is_opening), "")
        told = [t for t in turns if t.told] or list(turns)
        return Heard(turns, whole, _story(told, question), question)

    @property
    def words(self) -> int:
        return sum(len(s.words) for s in self.whole.sentences)

    @property
    def follow_ups(self) -> list[Turn]:
        return [t for t in self.turns if not t.told and t.answer.sentences]

    def whole_story(self) -> Story:
        return Story.of(self.whole, self.question)

    def findings(self) -> tuple[Finding, ...]:
        """What is still missing after the questions, and what was said wrong."""
        best: dict[ProbeCode, Outcome] = {}
        for turn in self.follow_ups:
            if turn.probe is not None and kept_from(best.get(turn.probe, "unanswered"), came_of(turn)):
                best[turn.probe] = came_of(turn)
        return missing(self.account.analysis, self.whole, best, [t.answer for t in self.follow_ups])


def stand(heard: Heard) -> dict[str, Stand]:
    """Every dimension of the story, by its id."""
    base = _rated(heard.account, {})
    out = dict(base)
    for turn in heard.follow_ups:
        came = came_of(turn)
        if came in LIFT:
            joined = _story([t for t in heard.turns if t.told or t is turn], heard.question)
            out = _credited(out, base, turn, heard)
            out = _lifted(
                out, base, _rated(joined, {turn.probe or ProbeCode.OUTCOME: came}), _bears(turn, heard), came
            )
    return _against(_tested(_held(out, heard), heard), heard)


# ---------------------------------------------------------------- up
def _lifted(
    so_far: Mapping[str, Stand],
    base: Mapping[str, Stand],
    joined: Mapping[str, Stand],
    bears: Iterable[str],
    came: Outcome,
) -> dict[str, Stand]:
    asked = frozenset(bears)
    out = dict(so_far)
    for name, found in joined.items():
        room = LIFT[came] if name in asked else _MORE if came == "answered" else 0
        most = 4 if came == "answered" and name in asked else _HALF
        score = min(found.score, base[name].score + room, most)
        as_good = name in asked and came == "answered" and score == found.score == out[name].score
        if score > out[name].score or as_good:
            out[name] = replace(found, score=score)
    return out


def _credited(
    so_far: Mapping[str, Stand], base: Mapping[str, Stand], turn: Turn, heard: Heard
) -> dict[str, Stand]:
    """What was asked for and given counts, even where the reading of the story does not see it."""
    name = next(iter(_bears(turn, heard)), "")
    if came_of(turn) != "answered" or name not in base or turn.probe is None:
        return dict(so_far)
    score = min(base[name].score + 1, _HALF)
    if score <= so_far[name].score:
        return dict(so_far)
    first = turn.answer.sentences[0]
    said = Evidence(trimmed(first.text), first.start, first.end)
    return {**so_far, name: Stand(score, f"Asked for {_ASKED_FOR.get(turn.probe, 'it')}, you told it.", said)}


# ---------------------------------------------------------------- down
def _held(stands: Mapping[str, Stand], heard: Heard) -> dict[str, Stand]:
    """What was asked for and not given, or half given, holds the dimension down, and is told in its reason."""
    out = dict(stands)
    for name, now in stands.items():
        tried = _tries(name, heard)
        given = any(came == "answered" for came, _ in tried)
        for wanted, most in (("dodged", 3 if given else 2), ("partly", 4 if given else 3)):
            at = next((turn for came, turn in tried if came == wanted), None)
            if at is None or (given and now.score <= most):
                continue
            score = min(now.score, most)
            out[name] = replace(
                now, score=score, reason=f"{now.reason.rstrip('.')}; {_not_given(at, wanted)}"
            )
            break
    return out


def _tries(name: str, heard: Heard) -> list[tuple[Outcome, Turn]]:
    """Of each thing asked for that bears on the dimension: the best that came of it, and where it was asked last."""
    best: dict[tuple[ProbeCode, str], tuple[Outcome, Turn]] = {}
    for turn in heard.follow_ups:
        if turn.probe is None or name not in _bears(turn, heard):
            continue
        came = came_of(turn)
        key = turn.probe, turn.ground
        if key not in best or kept_from(best[key][0], came):
            best[key] = came, turn
    return list(best.values())


def _tested(stands: Mapping[str, Stand], heard: Heard) -> dict[str, Stand]:
    """How the speaker holds up under our own questions counts as it did in the story."""
    asked = [came_of(t) for t in heard.follow_ups if t.probe is not None]
    dodged = sum(came == "dodged" for came in asked)
    most = 2 if dodged >= 3 or (dodged >= 2 and dodged > len(asked) / 2) else 3
    if not dodged or _TRIED not in stands or stands[_TRIED].score <= most:
        return dict(stands)
    said = f"{dodged} of our {len(asked)} questions {'was' if dodged == 1 else 'were'} not answered."
    return {**stands, _TRIED: replace(stands[_TRIED], score=most, reason=said)}


def _against(stands: Mapping[str, Stand], heard: Heard) -> dict[str, Stand]:
    out = dict(stands)
    for gap, rows in _AGAINST.items():
        found = next((f for f in heard.findings() if f.code is gap), None)
        for name, (most, reason) in rows.items():
            if found is not None and name in out and out[name].score > most:
                quote = Evidence(trimmed(found.quote), found.start, found.end)
                out[name] = Stand(most, reason, quote)
    return out


def _not_given(turn: Turn, wanted: str) -> str:
    thing = _ASKED_FOR.get(turn.probe, "more") if turn.probe is not None else "more"
    given = "not given" if wanted == "dodged" else "half given"
    return f"asked at {captions.clock(turn.sample)} for {thing}, and {given}."


_ASKED_FOR: dict[ProbeCode, str] = {
    ProbeCode.BASELINE: "where the figure started",
    ProbeCode.ISOLATION: "your own share of it",
    ProbeCode.IMPACT: "the size of it",
    ProbeCode.EVIDENCE: "what it rests on",
    ProbeCode.OPPOSING_VIEW: "the other side's reasons",
    ProbeCode.OWN_ACTION: "your own part",
    ProbeCode.CONCRETE: "one concrete case",
    ProbeCode.SPECIFIC_INSTANCE: "one real occasion",
    ProbeCode.INITIATIVE: "whose idea it was",
    ProbeCode.ESCALATION: "what you did after the no",
    ProbeCode.COMMITMENT: "what you did after the decision",
    ProbeCode.CERTAINTY: "how sure it is",
    ProbeCode.OWN_PART: "your own part in the difficulty",
    ProbeCode.CUSTOMER: "what a customer felt",
    ProbeCode.OUTCOME: "how it ended",
    ProbeCode.STAKES: "what hung on it",
    ProbeCode.REFLECTION: "what you would do differently",
    ProbeCode.EXACT_WORDS: "the words that were said",
    ProbeCode.TRADEOFF: "what was given up",
}


# ---------------------------------------------------------------- what a probe bears on
def _bears(turn: Turn, heard: Heard) -> tuple[str, ...]:
    code = turn.probe
    if code is None:
        return _OF_RESULT
    if code not in _BY_FIGURE:
        return _BEARS_ON.get(code, ())
    held = _facets_of(turn.ground, heard.whole)
    if "OUTCOME" in held or (code is ProbeCode.BASELINE and "EVIDENCE" not in held):
        return _OF_RESULT
    return _OF_ARGUMENT


def _facets_of(ground: str, whole: AnswerAnalysis) -> frozenset[str]:
    words = ground.strip().lower()
    for sentence, facets in zip(whole.sentences, whole.facets, strict=True):
        if words and (words in sentence.text.lower() or sentence.text.lower() in words):
            return frozenset(facets)
    return frozenset()


# ---------------------------------------------------------------- stories of some of the answers
def _rated(story: Story, came: Mapping[ProbeCode, str]) -> dict[str, Stand]:
    first = framework.rate(story)
    rows = {**first, **scorecard.rate(story, first, came)}
    return {name: Stand(row.score, row.reason, story.evidence(row.sentence)) for name, row in rows.items()}


def _story(turns: Iterable[Turn], question: str) -> Story:
    return Story.of(_analysed(turns, question), question)


def _analysed(turns: Iterable[Turn], question: str) -> AnswerAnalysis:
    every: list[Sentence] = [s for turn in turns for s in turn.answer.sentences]
    return analyse([replace(s, index=i) for i, s in enumerate(every)], finished=True, question=question)
