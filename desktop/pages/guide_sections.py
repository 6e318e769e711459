"""The sections of a guide as they are set on its page."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtWidgets import QLayout, QVBoxLayout, QWidget

from content.library import Library
from content.schema import Competency, Contrast, ModelAnswer
from desktop.guide_view import SECTIONS
from desktop.widgets.controls import Label, Rule
from desktop.widgets.guide_parts import (
    Opening,
    beside,
    captioned,
    item,
    named,
    passage,
    said,
    spaced,
    words,
)
from desktop.widgets.layout import boxed, column
from desktop.words import tr
from interviewer.lifted import asked_about, heard_for

_AFTER = 56
"""Pixels between two sections."""


def section(key: str, guide: Competency, library: Library) -> QWidget:
    """One section with its heading; `guide_view.present` says which there are."""
    inside = _MADE[key](guide, library)
    heading = dict(SECTIONS)[key]
    if key == "what":
        return boxed(column(inside, _AFTER), name=heading)
    return boxed(column(Label(heading, "title"), 16, Rule(), inside, _AFTER), name=heading)


def _what(guide: Competency, _: Library) -> QLayout:
    first = column(
        Label(guide.one_line, "title", wrap=True, balance=True),
        20,
        words(guide.definition, "lead"),
        32,
        Label("What an interviewer has to answer about you", "small", "text3"),
        8,
        Label(guide.core_signal, "spoken", wrap=True),
        32,
    )
    why = captioned("Why it matters there", words(guide.company_framing))
    if not guide.key_signal:
        first.addWidget(why)
        return first
    spine = captioned("The answer's spine", spaced([said(line) for line in guide.key_signal], 4))
    first.addLayout(beside(spine, why))
    return first


def _not_this(guide: Competency, _: Library) -> QLayout:
    lines = [words(line, "transcript") for line in guide.not_this]
    half = (len(lines) + 1) // 2
    return column(20, beside(boxed(spaced(lines[:half], 12)), boxed(spaced(lines[half:], 12))))


def _signals(guide: Competency, _: Library) -> QLayout:
    made = column()
    for number, signal in enumerate(guide.signals, start=1):
        sounds = captioned("How it sounds", spaced([said(phrase) for phrase in signal.phrases], 4))
        miss = captioned("The common miss", said(signal.common_miss, "text2"))
        made.addWidget(
            item(
                Label(f"{number}. {signal.text}", "heading", wrap=True),
                8,
                words(signal.why),
                16,
                beside(sounds, miss, share=(3, 2)),
            )
        )
    return made


def _time(guide: Competency, _: Library) -> QLayout:
    return column(20, words(guide.depth_tip, "lead"))


def _disqualifiers(guide: Competency, _: Library) -> QLayout:
    made = column()
    for one in guide.disqualifiers:
        made.addWidget(
            item(
                Label(one.name, "heading", wrap=True),
                6,
                said(one.sounds_like, "text2"),
                12,
                named("Why it decides", words(one.why)),
                8,
                named("Ask yourself", words(one.detection)),
                8,
                named("Instead", words(one.fix, colour="text")),
            )
        )
    return made


def _delivery(guide: Competency, _: Library) -> QLayout:
    made = column()
    for one in guide.red_flags:
        told = captioned("Told like this", said(one.sounds_like, "text2"))
        better = captioned("Told well", said(one.fix))
        made.addWidget(
            item(Label(one.name, "heading", wrap=True), 6, words(one.why), 12, beside(told, better))
        )
    return made


def _questions(guide: Competency, _: Library) -> QLayout:
    direct = captioned(
        "That name it", spaced([words(q, "transcript", "text") for q in guide.direct_questions], 10)
    )
    hidden = captioned(
        "That hide it", spaced([words(q, "transcript", "text") for q in guide.indirect_questions], 10)
    )
    made = column(20, beside(direct, hidden))
    if guide.recognise_by:
        made.addSpacing(24)
        made.addLayout(named("Listen for", words(", ".join(guide.recognise_by))))
    return made


def _neighbours(guide: Competency, _: Library) -> QLayout:
    return _names((one.competency, words(one.difference)) for one in guide.neighbours)


def _follow_ups(guide: Competency, _: Library) -> QLayout:
    made = column()
    for one in guide.follow_ups:
        made.addWidget(item(*_follow_up(one)))
    return made


def _follow_up(one: Contrast) -> tuple[QWidget | QLayout | int, ...]:
    weak = captioned("Weak", said(one.weak, "text2"), 8, words(one.weak_why, "label", "text3", weight=400))
    strong = captioned(
        "Strong",
        said(one.strong),
        8,
        words(tr("Keep: {strong_line}", strong_line=one.strong_line), "label", "text2", weight=500),
    )
    return Label(one.question, "heading", wrap=True), 6, words(one.listens_for), 16, beside(weak, strong)


def _companies(guide: Competency, library: Library) -> QLayout:
    made = column()
    for one in guide.companies:
        name = library.companies[one.company].name
        text: list[QWidget | QLayout | int | None] = [
            Label(one.name, "body", weight=500, wrap=True),
            4,
            words(one.stance),
        ]
        text += [12, captioned("It asks", words(one.question, "transcript", "text"))]
        text += [12, captioned("It wants to hear", said(one.signal, "text2"))]
        text += [12, captioned("What lifts an answer there", words(one.elevates))]
        if one.lifted_by:
            text += [12, captioned("A report there says whether it heard", words(heard_for(one.lifted_by)))]
        if one.asks_first:
            text += [12, captioned("It asks first about", words(asked_about(one.asks_first)))]
        made.addWidget(item(named(name, *text)))
    return made


def _levels(guide: Competency, library: Library) -> QLayout:
    made = column()
    for one in guide.levels:
        passes = captioned("Passes", words(one.bar, colour="text"))
        fails = captioned("Fails, however well told", words(one.anti_pattern))
        made.addWidget(item(named(library.levels[one.level].name, beside(passes, fails))))
    return made


def _stories(guide: Competency, _: Library) -> QLayout:
    made = column()
    for one in guide.story_patterns:
        parts: list[QWidget | QLayout | int | None] = [
            words(one.why),
            8,
            words(one.example, "transcript", "text"),
        ]
        if one.also_covers:
            parts += [
                8,
                words(
                    tr("Also serves {also_covers}", also_covers=", ".join(one.also_covers)),
                    "label",
                    "text3",
                    weight=400,
                ),
            ]
        made.addWidget(item(Label(one.name, "heading", wrap=True), 4, *parts))
    if guide.avoid_stories:
        made.addSpacing(32)
        made.addWidget(Label("Leave at home", "heading"))
        made.addSpacing(8)
        made.addLayout(_names((one.name, words(one.why)) for one in guide.avoid_stories))
    return made


def _answers(guide: Competency, library: Library) -> QLayout:
    made = column()
    for one in guide.model_answers:
        made.addWidget(_answer(one, library.levels[one.level].name))
    return made


def _answer(one: ModelAnswer, level: str) -> QWidget:
    made: QVBoxLayout = column(
        24,
        Label(one.title, "heading", wrap=True),
        4,
        words(tr("At the bar of {level}", level=level), "label", "text3", weight=400),
        8,
        words(one.question, "transcript"),
        12,
    )
    for part in one.passages:
        made.addWidget(passage(part.section, part.text, part.comment))
    made.addSpacing(20)
    made.addWidget(Rule())
    return boxed(made, name=tr("Model answer: {title}", title=one.title))


def _check(guide: Competency, _: Library) -> QLayout:
    made = column()
    for one in guide.self_checks:
        made.addWidget(Opening(one.question, one.answer))
    return made


def _prepare(guide: Competency, _: Library) -> QLayout:
    return column(20, Label(guide.preparation, "spoken", wrap=True))


def _names(pairs: Iterable[tuple[str, QWidget]]) -> QVBoxLayout:
    made = column()
    for name, text in pairs:
        made.addWidget(item(named(name, text, wide=200)))
    return made


_MADE: dict[str, Callable[[Competency, Library], QLayout]] = {
    "what": _what,
    "not": _not_this,
    "signals": _signals,
    "time": _time,
    "disqualifiers": _disqualifiers,
    "delivery": _delivery,
    "questions": _questions,
    "neighbours": _neighbours,
    "follow_ups": _follow_ups,
    "companies": _companies,
    "levels": _levels,
    "stories": _stories,
    "answers": _answers,
    "check": _check,
    "prepare": _prepare,
}
