"""Writing a story down: its parts one below the other, typed or said, and what an interviewer would hear beside them."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QSignalBlocker, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence, QShortcut, QTextCursor
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QSizePolicy, QVBoxLayout, QWidget

from desktop import theme
from desktop.pages.base import Page
from desktop.pages.story_reading import ReadingPanel
from desktop.widgets.controls import Button, Label, Rule, Segmented
from desktop.widgets.fields import Tick
from desktop.widgets.layout import Flow, Scroll, boxed, clear, column, row
from desktop.words import tr
from interviewer.practice.stories import Story, slug
from interviewer.practice.templates import NAMES, TemplateId, blanks

_SIDE = 400
KEEP_MS = 700
"""Milliseconds after the last key until the story is kept."""


class StoryEditorPage(Page):
    """`show_story` opens one; every change is kept by itself."""

    changed = Signal(object)
    """The Story as it stands now."""
    dictation_wanted = Signal(bool)
    """Listen, or stop."""
    done = Signal(str)
    """Back to the bank, at this story's id."""

    title = "Story"

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._story = Story("", "")
        self._taken: frozenset[str] = frozenset()
        self._into: _PartField | None = None
        self._trouble = ""
        self._fields: list[_PartField] = []
        self._ticks: dict[str, Tick] = {}
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(KEEP_MS)
        self._later.timeout.connect(self.keep)
        self._name = _line("What you would call it", "Title")
        self._setting = _line("When and where, a few words", "When and where")
        self._template = Segmented([(k, v) for k, v in NAMES.items()], name="Form")
        self._template.changed.connect(self._change_template)
        self._figures = _line(
            "9% to 4% failed; 40 hours a week", "Figures to have ready, separated by semicolons"
        )
        self._people = _line("Tomas, head of operations; six shift leads", "People, separated by semicolons")
        for field in (self._name, self._setting, self._figures, self._people):
            field.textEdited.connect(self._touched)
        self._parts = column()
        self._principles = Flow(gap=4)
        self.reading = ReadingPanel()
        self._dictate = Button("Dictate", "plain", "Ctrl D")
        self._dictate.setCheckable(True)
        self._dictate.clicked.connect(self._toggle_dictation)
        self._heard = Label("", "label", "text2", weight=400, wrap=True)
        back = Button("Done", "quiet", "Esc")
        back.clicked.connect(self._done)
        self._kept = Label("", "small", "text3")
        self.setLayout(self._lay_out(back))
        QShortcut(QKeySequence("Ctrl+D"), self, self._toggle_dictation)
        QShortcut(QKeySequence("Ctrl+S"), self, self.keep)

    def _lay_out(self, back: Button) -> QVBoxLayout:
        head = row(
            Label("Story", "title"),
            None,
            self._kept,
            16,
            self._dictate,
            8,
            back,
            align=Qt.AlignmentFlag.AlignVCenter,
        )
        form = column(
            20, _named("Title", self._name), 16, _named("When and where", self._setting), 16,
            _named("Form", boxed(row(self._template, None))), 24, self._parts,
            _named("Figures to have ready", self._figures), 16, _named("People", self._people), 24,
            Label("Kept for", "heading"), 8, boxed(self._principles), 48, None,
        )  # fmt: skip
        form.setContentsMargins(self.margin, 0, 24, 0)
        side = column(20, self.reading, 24, None)
        side.setContentsMargins(32, 0, self.margin, 0)
        right = Scroll(boxed(side))
        right.setFixedWidth(_SIDE + self.margin)
        sides = row(Scroll(boxed(form)), Rule(upright=True), right)
        sides.setStretch(0, 1)
        top = column(24, head, 10, self._heard, 10)
        top.setContentsMargins(self.margin, 0, self.margin, 0)
        made = column(top, Rule(), sides)
        made.setStretchFactor(sides, 1)
        return made

    # ------------------------------------------------------------ showing
    def show_story(
        self, story: Story, principles: tuple[tuple[str, str], ...], taken: frozenset[str] = frozenset()
    ) -> None:
        """`principles` are (id, name) in their order; `taken` the ids of the other stories. A new one has no id."""
        self._story, self._taken = story, taken
        with QSignalBlocker(self._template):
            self._template.set_value(story.template)
        self._name.setText(story.title)
        self._setting.setText(story.setting)
        self._figures.setText("; ".join(story.figures))
        self._people.setText("; ".join(story.people))
        self._kept.setText("")
        self._fill_parts()
        clear(self._principles)
        self._ticks = {}
        for key, name in principles:
            tick = Tick(name)
            tick.setChecked(key in story.principles)
            tick.toggled.connect(lambda _=False: self._touched())
            self._principles.addWidget(tick)
            self._ticks[key] = tick
        self.reading.show_story(story)

    def _fill_parts(self) -> None:
        clear(self._parts)
        self._fields = []
        for blank in blanks(self._story.template):
            field = _PartField(blank.title, blank.hint, blank.key)
            field.setPlainText(self._story.part(blank.key))
            field.textChanged.connect(self._touched)
            field.entered.connect(self._enter_part)
            self._fields.append(field)
            self._parts.addWidget(Label(blank.title, "label"))
            self._parts.addSpacing(6)
            self._parts.addWidget(field)
            self._parts.addSpacing(16)
        self._into = self._fields[0]

    def entered(self) -> None:
        (self._name if not self._story.title else self._fields[0]).setFocus(Qt.FocusReason.OtherFocusReason)

    def left(self) -> None:
        self.dictation_wanted.emit(False)
        self.keep()

    def escape(self) -> bool:
        self._done()
        return True

    # ------------------------------------------------------------ keeping
    def story(self) -> Story:
        """As it stands on the page."""
        told = self._story
        for field in self._fields:
            told = told.with_part(field.key, " ".join(field.toPlainText().split()))
        title = self._name.text().strip()
        name = told.id or (slug(title or "story", self._taken) if title or told.parts else "")
        return replace(
            told,
            id=name,
            title=title or "Untitled story",
            setting=self._setting.text().strip(),
            principles=self._chosen(),
            figures=_listed(self._figures.text()),
            people=_listed(self._people.text()),
        )

    def _chosen(self) -> tuple[str, ...]:
        """Those that were kept first stay first: the order says which one the story is best for."""
        ticked = [key for key, tick in self._ticks.items() if tick.isChecked()]
        before = [key for key in self._story.principles if key in ticked]
        return (*before, *(key for key in ticked if key not in before))

    def keep(self) -> None:
        """Emit the story if anything of it changed."""
        self._later.stop()
        made = self.story()
        if made.id and made != self._story:
            self._story = made
            self.changed.emit(made)
            self._kept.setText("Kept")
            self.reading.show_story(made)

    def _touched(self) -> None:
        self._kept.setText("")
        self._later.start()

    def _done(self) -> None:
        self.keep()
        self.done.emit(self._story.id)

    def _change_template(self, name: str) -> None:
        """What was written moves to the part that stands for the same section, so that nothing is lost."""
        self.keep()
        template: TemplateId = "incident" if name == "incident" else "star"
        self._story = moved(self.story(), template)
        self._fill_parts()
        self._touched()

    # ------------------------------------------------------------ dictation
    def _enter_part(self, field: _PartField) -> None:
        self._into = field
        if self._dictate.isChecked():
            self._heard.setText(tr("Writing into {name}.", name=field.name.lower()))

    def _toggle_dictation(self) -> None:
        on = not self._listening()
        self._dictate.setChecked(on)
        self.dictation_wanted.emit(on)

    def _listening(self) -> bool:
        return self._dictate.text() == "Stop"

    def show_dictation(self, state: str) -> None:
        """loading, listening, finishing or off."""
        on = state in ("loading", "listening")
        self._dictate.set_label("Stop" if on else "Dictate")
        self._dictate.setChecked(on)
        into = self._into.name.lower() if self._into else "the story"
        words = {
            "loading": "One moment, the recogniser is being loaded.",
            "listening": tr(
                "Listening. What you say is written into {into}; choose another part to go on there.",
                into=into,
            ),
            "finishing": "Writing the last words.",
        }
        if state == "loading":
            self._trouble = ""
        self._heard.setText(words.get(state, self._trouble))
        if state in ("listening", "off"):
            self.announce("Listening" if state == "listening" else "Dictation is off")

    def show_trouble(self, words: str) -> None:
        self._trouble = words
        self._heard.setText(words)
        self.announce(words, urgent=True)

    def show_tentative(self, words: str) -> None:
        if words:
            self._heard.setText(f"… {words}")

    def take_words(self, words: str) -> None:
        """Put what was said behind what stands in the chosen part."""
        field = self._into
        if field is not None and words.strip():
            field.append_words(words.strip())


class _PartField(QPlainTextEdit):
    """Grows with its text; Tab goes on to the next."""

    entered = Signal(object)

    def __init__(self, name: str, hint: str, key: str) -> None:
        super().__init__()
        self.name, self.key = name, key
        self.setPlaceholderText(hint)
        self.setAccessibleName(name)
        self.setAccessibleDescription(hint)
        self.setTabChangesFocus(True)
        self.setProperty("focusRadius", theme.current().radius("control"))
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.textChanged.connect(self._fit)
        self._fit()

    def append_words(self, words: str) -> None:
        cursor = self.textCursor()
        cursor.movePosition(QTextCursor.MoveOperation.End)
        before = self.toPlainText()
        cursor.insertText(words if not before or before[-1].isspace() else f" {words}")
        self.setTextCursor(cursor)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.entered.emit(self)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event) -> None:  # type: ignore[no-untyped-def]
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        lines = max(
            2, round(self.document().size().height())
        )  # a plain-text document counts its height in lines
        height = lines * self.fontMetrics().lineSpacing() + 30
        if self.height() != height:
            self.setFixedHeight(height)

    def sizeHint(self) -> QSize:
        return QSize(480, self.height())


def moved(story: Story, template: TemplateId) -> Story:
    """A story in another form: each text goes to the part that has its name, else to the first of its section."""
    if story.template == template:
        return story
    held = {blank.key: blank for blank in blanks(story.template)}
    target = blanks(template)
    made = replace(story, template=template, parts=())
    for key, text in story.parts:
        same = next((b for b in target if b.key == key), None)
        into = same or next(b for b in target if b.section == held[key].section)
        made = made.with_part(into.key, f"{made.part(into.key)} {text}".strip())
    return made


def _line(hint: str, name: str) -> QLineEdit:
    made = QLineEdit()
    made.setPlaceholderText(hint)
    made.setAccessibleName(name)
    return made


def _named(name: str, field: QWidget) -> QVBoxLayout:
    return column(Label(name, "label"), 6, field)


def _listed(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(";") if part.strip())
