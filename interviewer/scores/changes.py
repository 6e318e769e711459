"""What would move the verdict most: the gain, the sentence said, and a better one from the candidate's own facts."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from interviewer.analysis.findings import Claim, Gap
from interviewer.report import Change, ScoreRow, ScoreTable
from interviewer.scores.story import Story

MOST = 3
_ROLE = re.compile(
    r"\b(?:my|our|the|their) ((?:[\w&-]+ ){0,2}?(?:manager|boss|director|lead|head of \w+(?: (?:science|engineering|product|operations|design|security|sales))?|vp(?: of [\w]+)?|cto|ceo|cfo|coo|"
    r"chief [\w]+ officer|architect|product manager|pm|owner|partner|client|officer|superintendent|founder|designer))\b",
    re.IGNORECASE,
)
_NAME = re.compile(
    r"\b(?!(?:And|So|But|Then|The|They|There|This|That|When|After|Before|Well|Yeah|Okay|Now|People|Everybody|Everyone|Monday|Tuesday|"
    r"Wednesday|Thursday|Friday|January|February|March|April|May|June|July|August|September|October|November|December|He|She|It|We|You|In|"
    r"I|My|Our|His|Her|What|Who|If|Because|Management|Honestly)\b)([A-Z][a-z]{2,})(?:, who| said| wanted| decided| thought| felt| argued| had)\b"
)
_BEARS: dict[str, tuple[tuple[Gap, ...], str, str]] = {
    "impact_quantification": ((Gap.NO_BASELINE, Gap.NO_IMPACT, Gap.NO_RESOLUTION, Gap.NO_ISOLATION), "Give the result a start and an end", "impact"),
    "business_impact_articulation": ((Gap.NO_IMPACT, Gap.NO_BASELINE), "Say what the result was worth", "worth"),
    "execution_commitment": ((Gap.NO_COMMIT, Gap.PASSIVE_AGGRESSIVE), "Tell what you did after the decision", "commit"),
    "data_driven_advocacy": ((Gap.NO_DATA, Gap.NO_BASELINE, Gap.HEDGING), "Bring the figure with its comparison", "data"),
    "conflict_articulation": ((Gap.NO_OPPOSING_VIEW, Gap.TRIVIAL_CONFLICT), "Give the other side its best reason", "conflict"),
    "conflict_evidence_specificity": ((Gap.ABSTRACTION, Gap.HYPOTHETICAL, Gap.NO_DATA), "Name the meeting and what was shown there", "meeting"),
    "ownership_distinctions": ((Gap.WE_NOT_I, Gap.PASSIVE_AGENCY, Gap.NO_ISOLATION), "Keep your part apart from the team's", "own"),
    "individual_contribution_ownership": ((Gap.MANAGER_ASSIGNED, Gap.WE_NOT_I, Gap.NO_ISOLATION), "Say what you started and made yourself", "began"),
    "customer_focus": ((Gap.NO_CUSTOMER,), "Say what a user had to put up with", "customer"),
    "tradeoff_reasoning_rigor": ((Gap.TRIVIAL_CONFLICT, Gap.NO_OPPOSING_VIEW), "Price both options in one unit", "tradeoff"),
    "pushback_recalibration_response": ((Gap.YIELDED_EARLY,), "Tell what you came back with", "persist"),
    "disagreement_reflection_self_awareness": ((Gap.NO_REFLECTION, Gap.BLAME), "Concede one thing that belongs to this story", "reflect"),
}  # fmt: skip
"""Per dimension: the gaps that pull it down, the change's title, and the wording of its better sentence."""


def changes(tables: Sequence[ScoreTable], story: Story) -> tuple[Change, ...]:
    """At most three, the largest gain first.

    Which three is decided by all that could be won there, noted gaps before others; they stand in the order of
    what one more point would add to the overall mean.
    """
    if not story.analysis.sentences:
        return ()
    options = [(_worth(row, len(tables), story), row) for t in tables for row in t.rows if row.score < 4]
    options.sort(key=lambda o: -o[0])
    out: list[Change] = []
    used: set[str] = set()
    for _, row in options:
        gaps, title, wording = _BEARS.get(row.dimension, ((), f"Raise {row.name.lower()}", "began"))
        subject = _SUBJECT.get(row.dimension, row.dimension)
        if subject in used:
            continue
        used.add(subject)
        better = _BETTER[wording](story)
        gap = next((g for g in gaps if g in story.analysis.gaps), None)
        out.append(
            Change(
                title,
                gain(row, len(tables)),
                f"{row.name}, {row.score} to {row.score + 1}",
                row.evidence,
                better,
                gap,
            )
        )
        if len(out) == MOST:
            break
    return tuple(sorted(out, key=lambda change: -change.gain))


def gain(row: ScoreRow, tables: int) -> float:
    """What one more point in this dimension adds to the mean of all tables."""
    return round(row.weight / 100 / tables, 3)


def _worth(row: ScoreRow, tables: int, story: Story) -> float:
    gaps = _BEARS.get(row.dimension, ((), "", ""))[0]
    rank = next((i for i, g in enumerate(story.analysis.gaps) if g in gaps), None)
    return gain(row, tables) * (4 - row.score) * (1.0 if rank is None else 1.6 - 0.1 * min(rank, 4))


_SUBJECT = {
    "impact_quantification": "impact", "business_impact_articulation": "impact",
    "ownership_distinctions": "own", "individual_contribution_ownership": "own",
    "conflict_articulation": "conflict", "tradeoff_reasoning_rigor": "conflict",
    "data_driven_advocacy": "evidence", "conflict_evidence_specificity": "evidence",
}  # fmt: skip
"""Two tables ask for the same thing in two ways; it is advised once."""


# ---------------------------------------------------------------- better sentences
def _impact(s: Story) -> str:
    claim = _claim(s, "OUTCOME")
    if claim is None:
        return "Before, ___ was ___; ___ weeks later it was ___, counted in ___."
    start = claim.baseline or "___"
    if claim.measures:
        return f"{_capital(claim.measures)}: {start} before, {claim.text} ___ weeks later, counted in ___."
    return f"{_capital(claim.text)}: from {start} to ___, over ___ weeks, counted in ___."


def _worth_sentence(s: Story) -> str:
    claim = _claim(s, "OUTCOME")
    what = f"{claim.text}" if claim is not None else "result"
    return f"That {what} was worth ___ a year; the other path would have cost ___."


def _commit(s: Story) -> str:
    role = _role(s)
    return f"Once {role} had decided, the first thing I did was ___, by ___ I had ___, and because of it ___."


def _data(s: Story) -> str:
    claim = _claim(s, "EVIDENCE")
    if claim is None or not claim.measures:
        return "I measured ___ over ___: it was ___, against ___ for the other way."
    source = f", from {_after_from(claim.source)}" if claim.source else ", from ___"
    return f"{_capital(claim.measures)}: {claim.text}, against {claim.baseline or '___'}{source}."


def _conflict(s: Story) -> str:
    return (
        f"{_capital(_role(s))} wanted ___, because ___; I wanted ___, because ___; had we chosen wrong, ___."
    )


def _meeting(s: Story) -> str:
    claim = _claim(s, "EVIDENCE")
    shown = f"that {claim.measures} was {claim.text}" if claim is not None and claim.measures else "___"
    return f"On ___, in ___, I showed {_role(s)} {shown}, and the answer was: ___."


def _own(s: Story) -> str:
    claim = _claim(s, "OUTCOME")
    share = f"of the {claim.text}" if claim is not None else "of the result"
    return f"I did ___ myself; the team did ___; {share}, ___ came from my part, and I know that because ___."


def _began(s: Story) -> str:
    return "Nobody had asked me: I noticed ___ on ___, and started ___ myself."


def _customer(s: Story) -> str:
    return "___ of ___ had to ___ because of it; I know that from ___."


def _tradeoff(s: Story) -> str:
    return "My way cost ___ and gained ___; theirs cost ___ and gained ___; what I gave up for it was ___."


def _persist(s: Story) -> str:
    return f"After {_role(s)} said no, I went and found out ___, and came back on ___ with ___."


def _reflect(s: Story) -> str:
    return f"What {_role(s)} had right was ___; I had ___ wrong, it cost ___, and the next time I ___."


_BETTER: dict[str, Callable[[Story], str]] = {
    "impact": _impact, "worth": _worth_sentence, "commit": _commit, "data": _data, "conflict": _conflict,
    "meeting": _meeting, "own": _own, "began": _began, "customer": _customer, "tradeoff": _tradeoff,
    "persist": _persist, "reflect": _reflect,
}  # fmt: skip


def _claim(s: Story, facet: str) -> Claim | None:
    """The candidate's last figure in a sentence that does this; a bare number, of nobody knows what, is none."""
    told = [
        c
        for c in s.reading.claims
        if c.needs_baseline and (c.unit or c.measures) and facet in s.reading.facets[c.sentence]
    ]
    return told[-1] if told else None


def _role(s: Story) -> str:
    """Who stood on the other side, as the candidate called them; a blank when nobody was named."""
    for facet in ("OTHER_SIDE", "PUSHBACK", "DECISION"):
        for sentence, held in zip(s.analysis.sentences, s.reading.facets, strict=True):
            found = _ROLE.search(sentence.text) if facet in held else None
            if found:
                return f"the {found[1]}" if not found[0].lower().startswith("my") else f"my {found[1]}"
            named = _NAME.search(sentence.text) if facet in held else None
            if named:
                return named[1]
    return "___"


def _after_from(source: str) -> str:
    return re.sub(r"^(?:from|in|off|through|out of|according to|based on)\s+", "", source)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
