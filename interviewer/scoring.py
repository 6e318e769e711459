"""From the turns of a round to its report: scores with their quotes, verdict, changes, traps. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from content.schema import Dimension, Level, RoundSpec, ScoreTableSpec, Trap
from interviewer.analysis.findings import Agency, AnswerAnalysis, Finding, Gap, Section
from interviewer.report import Change, Evidence, Report, ScoreRow, ScoreTable, SectionSpan, TrapResult
from interviewer.scores import bar, framework
from interviewer.scores.changes import changes, gaps_of
from interviewer.scores.probing import Turn, asked
from interviewer.scores.standing import Heard, Stand, stand
from interviewer.scores.story import trimmed

__all__ = ["Turn", "score"]

ENOUGH_WORDS = 40
"""Words of a story below which its scores say little."""


def score(
    session_id: str,
    spec: RoundSpec,
    level: Level,
    levels: Sequence[Level],
    company: str,
    turns: Sequence[Turn],
    story: AnswerAnalysis,
    seconds: float,
    *,
    more: Sequence[AnswerAnalysis] = (),
    cut_short: bool = False,
) -> Report:
    """The report of a round.

    `story` analyses all sentences of the first story, its follow-up answers included; `more` the later
    stories', in order. Each story is scored by `standing`; a dimension's score is the stories' mean, weighted by
    their words; its quote comes from the story that did best. `seconds` is the length from the opening question to the end.
    """
    told = [Heard.of([t for t in turns if t.story == i], a) for i, a in enumerate((story, *more))]
    rated = [stand(s) for s in told]
    tables = tuple(_table(table, told, rated, level.bar) for table in spec.tables)
    overall = round(sum(t.mean for t in tables) / len(tables), 3)
    findings = _findings(told)
    judged = bar.judge(overall, findings, level, levels)
    main = _main(turns, story)
    return Report(
        session_id=session_id,
        round_id=spec.id,
        round_title=spec.title,
        company=company,
        level=level.name,
        seconds=seconds,
        headline=judged.headline if _words(told) else "Nothing was said, so nothing was scored.",
        summary=_summary(tables),
        overall=overall,
        bar=level.bar,
        level_bars=tuple((x.name, x.bar) for x in levels),
        verdict=judged.verdict,
        disqualifier=judged.disqualifier,
        disqualifier_evidence=judged.evidence,
        tables=tables,
        timing=main.timing,
        spans=_spans(main),
        changes=_changes(tables, told),
        traps=tuple(_trap(trap, findings, tables) for trap in spec.traps),
        asked=asked(turns),
        findings=findings,
        claims=tuple(c for s in told for c in s.whole.claims),
        heard=_heard(_words(told), cut_short),
        agency=_agency(told),
    )


# ---------------------------------------------------------------- scores
def _table(
    table: ScoreTableSpec, told: Sequence[Heard], rated: Sequence[Mapping[str, Stand]], passing: float
) -> ScoreTable:
    rows = tuple(_row(d, told, rated, passing) for d in table.dimensions)
    mean = sum(r.weight * r.score for r in rows) / sum(r.weight for r in rows)
    return ScoreTable(table.id, table.name, rows, round(mean, 3))


def _row(
    dimension: Dimension, told: Sequence[Heard], rated: Sequence[Mapping[str, Stand]], passing: float
) -> ScoreRow:
    by_story = [(s, r[dimension.id]) for s, r in zip(told, rated, strict=True) if dimension.id in r]
    heard = [(s, r) for s, r in by_story if s.words] or by_story
    if not heard:
        return ScoreRow(dimension.id, dimension.name, dimension.weight, 1, True, dimension.tiers[1],
                        "This version has no rule that listens for it.", None)  # fmt: skip
    weight = sum(max(s.words, 1) for s, _ in heard)
    mean = sum(max(s.words, 1) * r.score for s, r in heard) / weight
    value = min(4, max(1, int(mean + 0.5)))
    _, why = max(heard, key=lambda pair: (pair[1].score == value, pair[1].score))
    less = "; another story shows less of it." if why.score > value else ""
    reason = f"{why.reason.rstrip('.')}{less}" if less else why.reason
    return ScoreRow(
        dimension=dimension.id, name=dimension.name, weight=dimension.weight, score=value,
        below_bar=value < passing, tier=dimension.tiers[_tier(value)], reason=reason, evidence=why.evidence,
    )  # fmt: skip


_LACKS = re.compile(r"\b(?:no|not|nobody|nothing|without|less|open|missing|thinly|asked at)\b", re.IGNORECASE)
"""A reason that names what is missing: no praise, however good the score."""


def _tier(value: int) -> framework.Tier:
    return framework.TIERS[value - 1]


# ---------------------------------------------------------------- what is said of it
def _changes(tables: Sequence[ScoreTable], told: Sequence[Heard]) -> tuple[Change, ...]:
    """By the longest story; each better sentence from the story whose sentence it betters."""
    longest = max(told, key=lambda s: s.words)
    others = [s.whole_story() for s in told if s is not longest and s.words]
    return changes(tables, longest.whole_story(), others)


def _summary(tables: Sequence[ScoreTable]) -> str:
    """What held best and what cost most, each by its reason."""
    rows = [row for table in tables for row in table.rows]
    top = max(rows, key=lambda r: (r.score, not _LACKS.search(r.reason), r.weight))
    low = max(rows, key=lambda r: ((4 - r.score) * r.weight, r is not top))
    best = f"What held best is “{top.name}”: {_plain(top)}"
    worst = f"What cost most is “{low.name}”: {_plain(low)}"
    if top.score <= 2:
        return worst
    return best if low.score == 4 or low is top else f"{best} {worst}"


def _plain(row: ScoreRow) -> str:
    """Its reason in the middle of a sentence, without what was asked for."""
    first = row.reason.split("; asked at")[0].rstrip(".")
    return f"{first[:1].lower()}{first[1:]}." if first else ""


def _heard(words: int, cut_short: bool) -> str:
    if words == 0:
        return "No answer was heard, so the scores say nothing about you."
    if words < ENOUGH_WORDS:
        return f"Only {words} words were heard; take the scores with care."
    return "The round was cut short; what was not asked could not be scored." if cut_short else "enough"


def _trap(trap: Trap, findings: Sequence[Finding], tables: Sequence[ScoreTable]) -> TrapResult:
    """Where nothing was told of all that a trap's gaps bear on, it was neither met nor avoided."""
    gaps = {Gap(g) for g in trap.gaps}
    met = next((f for f in findings if f.code in gaps), None)
    evidence = Evidence(trimmed(met.quote), met.start, met.end) if met else None
    scores = [row.score for t in tables for row in t.rows if gaps & set(gaps_of(row.dimension))]
    tested = met is not None or not scores or max(scores) > 1
    return TrapResult(trap.id, trap.name, met is not None, trap.fix, evidence, tested)


def _findings(told: Sequence[Heard]) -> tuple[Finding, ...]:
    """Of all stories; a gap that another, longer story does not have is not held against the whole."""
    longest = max(told, key=lambda s: s.words)
    kept = [*longest.findings()]
    codes = {f.code for f in kept}
    for story in told:
        if story is not longest:
            kept += [f for f in story.findings() if f.code not in codes and f.code in bar.CAPS]
    return tuple(kept)


def _main(turns: Sequence[Turn], story: AnswerAnalysis) -> AnswerAnalysis:
    """The answer to the first opening question, alone."""
    return next((t.answer for t in turns if t.is_opening and t.answer.sentences), story)


def _spans(main: AnswerAnalysis) -> tuple[SectionSpan, ...]:
    """Sections on the clock, neighbours of one kind joined."""
    out: list[SectionSpan] = []
    for sentence, section in zip(main.sentences, main.sections, strict=True):
        if out and out[-1].section is section:
            out[-1] = SectionSpan(section, out[-1].start, sentence.end)
        else:
            out.append(SectionSpan(Section(section), sentence.start, sentence.end))
    return tuple(out)


def _agency(told: Sequence[Heard]) -> Agency:
    """Of all stories together."""
    each = [s.whole.agency for s in told if s.whole.agency is not None]
    return Agency(
        i=sum(a.i for a in each),
        we=sum(a.we for a in each),
        passive=sum(a.passive for a in each),
        hedges=sum(a.hedges for a in each),
        fillers=sum(a.fillers for a in each),
    )


def _words(told: Sequence[Heard]) -> int:
    return sum(s.words for s in told)
