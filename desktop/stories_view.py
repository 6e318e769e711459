"""What the story bank's pages show, made from the stories, the coverage and what was told. Free of Qt."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from desktop.room_view import Span
from desktop.sessions_view import moment
from desktop.words import tr
from interviewer import captions
from interviewer.analysis.findings import Claim, Timing
from interviewer.practice.coverage import Cell, Cover, Coverage
from interviewer.practice.reframing import Ear, Reframing, reframe
from interviewer.practice.stories import Story, read, tellable
from interviewer.practice.telling import Telling

WORDS: dict[Cover, str] = {
    "held": "told and held",
    "usable": "usable",
    "opening": "needs a new opening",
    "none": "not for this",
}
NEW_OPENINGS = 2
"""How many other principles a card proposes."""


@dataclass(frozen=True, slots=True)
class PrincipleRow:
    """One row of the matrix."""

    id: str
    name: str
    gap: bool
    """No story stands for it."""


@dataclass(frozen=True, slots=True)
class StoryColumn:
    """One column of the matrix."""

    id: str
    title: str


@dataclass(frozen=True, slots=True)
class Opening:
    """How to begin a story for another principle."""

    principle: str
    words: str
    """ "Start with “I pulled eleven days of logs.”"."""
    because: str


@dataclass(frozen=True, slots=True)
class ToldRow:
    """One telling."""

    session: str
    part: int
    title: str
    """ "Thursday, 19:00"."""
    about: str
    """The question, and by what it was known."""
    confirmed: bool


@dataclass(frozen=True, slots=True)
class Fit:
    """The chosen story under the chosen principle."""

    principle: str
    cover: Cover
    words: str
    """ "Told for it twice. Serves 5 of 8."."""
    opening: Opening | None
    served: tuple[tuple[str, str], ...]
    """(what is listened for, the story's sentence)."""
    missing: tuple[tuple[str, str], ...]
    """(what is listened for, what people say instead)."""


@dataclass(frozen=True, slots=True)
class StoryCard:
    """The chosen story."""

    id: str
    title: str
    about: str
    """ "Spring, freight booking, told four times"."""
    gist: str
    spans: tuple[Span, ...]
    length: str
    """ "Last told in 3:04" or "About 1:20 when told"."""
    balance: str
    """ "Set-up 0:58, action 57%"."""
    claims: tuple[Claim, ...]
    open_claims: int
    fit: Fit | None
    openings: tuple[Opening, ...]
    told: tuple[ToldRow, ...]
    to_do: str
    """What keeps it from being told; empty when nothing does."""


@dataclass(frozen=True)
class StoriesView:
    """The whole page."""

    headline: str = ""
    principles: tuple[PrincipleRow, ...] = ()
    stories: tuple[StoryColumn, ...] = ()
    cells: Mapping[tuple[str, str], Cell] | None = None
    gaps: str = ""
    """ "No story: think big, frugality"."""
    warnings: tuple[str, ...] = ()
    """Double use, and stories that too much leans on."""
    notice: str = ""

    def cell(self, principle: str, story: str) -> Cell:
        return (self.cells or {}).get((principle, story), Cell("none", 0.0))


def stories_view(
    stories: Sequence[Story], found: Coverage, names: Mapping[str, str], now: datetime, notice: str = ""
) -> StoriesView:
    """The matrix; `names` are the principles' by id."""
    titles = {story.id: story.title for story in stories}
    return StoriesView(
        headline=_headline(len(stories), found),
        principles=tuple(PrincipleRow(p, names[p], p in found.gaps) for p in found.principles),
        stories=tuple(StoryColumn(story.id, story.title) for story in stories),
        cells=found.cells,
        gaps=_gaps(tuple(names[p] for p in found.gaps)) if stories else "",
        warnings=_warnings(found, titles, names, now),
        notice=notice,
    )


def story_card(
    story: Story,
    found: Coverage,
    ears: Mapping[str, Ear],
    tellings: Sequence[Telling],
    principle: str,
    now: datetime,
) -> StoryCard:
    """The chosen story; `principle` is the chosen row, or empty."""
    own = [telling for telling in tellings if telling.story == story.id]
    reading = read(story)
    last = own[0].account if own else None
    timing = reading.timing
    others = [p for p in ears if p != principle and found.cell(p, story.id).cover == "opening"]
    proposed = [r for r in (reframe(story, ears[p]) for p in others) if r.opening is not None]
    proposed.sort(key=lambda r: -r.share)
    about = [story.setting] if story.setting else []
    about.append(_told_words(len(own)))
    setup, share = (
        (last.setup_seconds, last.action_share) if last else (timing.setup_seconds, timing.action_share) if timing else (0, 0)
    )  # fmt: skip
    total = last.seconds if last else timing.total_seconds if timing else 0.0
    length = (
        tr("Last told in {long}", long=captions.clock_of_seconds(total))
        if last
        else tr("About {long} when told", long=captions.clock_of_seconds(total))
    )
    return StoryCard(
        id=story.id,
        title=story.title,
        about=", ".join(about),
        gist=gist(story),
        spans=spans_of(timing) if last is None else _told_spans(last.sections),
        length=length if total else "",
        balance=tr("Set-up {long}, action {share:.0%}", long=captions.clock_of_seconds(setup), share=share)
        if total
        else "",
        claims=captions.claims_in_order(reading.claims),
        open_claims=sum(claim.status == "open" for claim in reading.claims),
        fit=_fit(story, found, ears[principle]) if principle in ears else None,
        openings=tuple(_opening(r) for r in proposed[:NEW_OPENINGS]),
        told=tuple(_told(telling, now) for telling in own),
        to_do=to_do(story),
    )


def gist(story: Story) -> str:
    """Its own first words on what was done: two sentences at most."""
    reading = read(story)
    acts = [
        s.text for s, kind in zip(reading.sentences, reading.sections, strict=True) if kind.value == "action"
    ]
    return " ".join((acts or [s.text for s in reading.sentences])[:2])


def _fit(story: Story, found: Coverage, ear: Ear) -> Fit:
    cell, told = found.cell(ear.principle, story.id), reframe(story, ear)
    whole = len(told.served) + len(told.missing)
    times = tr("Told for it {times}. ", times=_times(cell.times)) if cell.times else ""
    return Fit(
        principle=ear.name,
        cover=cell.cover,
        words=tr(
            "{times}Serves {count} of {whole} things this principle listens for.",
            times=times,
            count=len(told.served),
            whole=whole,
        ),
        opening=_opening(told) if told.opening is not None else None,
        served=tuple((s.signal, s.quote) for s in told.served),
        missing=told.missing,
    )


def _opening(told: Reframing) -> Opening:
    assert told.opening is not None
    return Opening(
        told.name,
        tr("Start with {quote}", quote=captions.quoted(told.opening.quote)),
        f"{told.opening.because}.",
    )


def _told(telling: Telling, now: datetime) -> ToldRow:
    about = telling.account.question if telling.confirmed else _known_by(telling)
    return ToldRow(
        telling.account.session, telling.account.part,
        moment(datetime.fromisoformat(telling.account.created), now), about, telling.confirmed,
    )  # fmt: skip


def _known_by(telling: Telling) -> str:
    """ "Known by its words booking, date and April, and by 40, 6 and 9"."""
    words = [w for w in telling.shared if not w[0].isdigit()][:4]
    figures = [w for w in telling.shared if w[0].isdigit()][:3]
    ways = [
        tr("its words {words}", words=_listed(tuple(words))) if len(words) > 1 else "",
        tr("the word {word}", word=words[0]) if len(words) == 1 else "",
        _listed(tuple(figures)),
    ]
    return tr("Known by {ways}", ways=tr(", and by ").join(way for way in ways if way))


def to_do(story: Story) -> str:
    missing = story.missing
    if len(missing) > 3:
        return tr("{small} parts are still empty.", small=_small(len(missing)).capitalize())
    if missing:
        return tr("Still empty: {listed}.", listed=_listed(tuple(m.lower() for m in missing)))
    return "" if tellable(story) else "Too short to be told yet: five sentences make a story."


def spans_of(timing: Timing | None) -> tuple[Span, ...]:
    return _told_spans(tuple((s.value, v) for s, v in timing.seconds.items())) if timing else ()


def _told_spans(seconds: Sequence[tuple[str, float]]) -> tuple[Span, ...]:
    held = dict(seconds)
    spans, at = [], 0.0
    for section in captions.SECTIONS:
        length = held.get(section.value, 0.0)
        if length > 0:
            spans.append(Span(section.value, at, at + length))
            at += length
    return tuple(spans)


def _headline(count: int, found: Coverage) -> str:
    if not count:
        return "No stories yet"
    stories = (
        "One story" if count == 1 else tr("{counted} stories", counted=captions.counted(count).capitalize())
    )
    return tr(
        "{stories}, {small} of {small2} covered",
        stories=stories,
        small=_small(found.covered) if found.covered else tr("none"),
        small2=_small(len(found.principles)),
    )


def _warnings(
    found: Coverage, titles: Mapping[str, str], names: Mapping[str, str], now: datetime
) -> tuple[str, ...]:
    lines = []
    for double in found.doubles[:2]:
        day = moment(datetime.fromisoformat(double.where), now).split(",")[0]
        day = day.lower() if day in ("Today", "Yesterday") else tr("on {day}", day=day)
        for_ = (
            tr(", for {listed}", listed=_listed(tuple(names[p] for p in double.principles)))
            if double.principles
            else ""
        )
        lines.append(
            tr(
                "{get} was told {times} {day}{for_words}.",
                get=titles.get(double.story, double.story),
                times=_times(double.times),
                day=day,
                for_words=for_,
            )
        )
    for story, held in found.leaned_on[:2]:
        lines.append(
            tr(
                "{counted} principles rest on {titles} alone.",
                counted=captions.counted(len(held)).capitalize(),
                titles=titles[story],
            )
        )
    return tuple(lines)


def _gaps(names: tuple[str, ...]) -> str:
    """The most often asked about first; the rest are counted, since the matrix names them."""
    if not names:
        return ""
    shown = names if len(names) <= 2 else names[:2]
    more = len(names) - len(shown)
    return tr("No story: {shown}", shown=", ".join(shown)) + (
        tr(" and {small} more", small=_small(more)) if more else ""
    )


def _listed(words: Sequence[str]) -> str:
    return (
        words[0]
        if len(words) == 1
        else tr("{words} and {words2}", words=", ".join(words[:-1]), words2=words[-1])
        if words
        else ""
    )


def _told_words(count: int) -> str:
    return tr("not told yet") if not count else tr("told {times}", times=_times(count))


def _times(count: int) -> str:
    if count in (1, 2):
        return tr("once" if count == 1 else "twice")
    return tr("{count} times", count=captions.counted(count))


_TEENS = ("ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen")


def _small(number: int) -> str:
    return tr(_TEENS[number - 10]) if 10 <= number <= 16 else captions.counted(number)
