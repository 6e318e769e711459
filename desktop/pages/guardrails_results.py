"""What follows from a guardrail sheet: figures, two charts, and what does not go together."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.guardrail_charts import days, effect_chart, many, money, worth_chart
from desktop.widgets.controls import Label, Rule
from desktop.widgets.fields import section
from desktop.widgets.layout import boxed, clear, column, row
from desktop.widgets.line_chart import LineChart
from desktop.words import tr
from interviewer.guardrails.sheet import Sheet, Stakes, Test
from interviewer.guardrails.worked_out import Shown, Worth, work_out

_EMPTY_TEST = "Give the rate before, the rise to find and the events in a day, and the sizes are worked out."
_EMPTY_WORTH = "Give what a right and a wrong one are worth and the three cases, and the value is worked out."
_SOURCE = "Short: z√(2p(1−p)/n), without power. With power: Fleiss, Levin and Paik, section 4.2."


class SheetResults(QWidget):
    """`show_sheet` works everything out anew."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._effects, self._worths = LineChart(), LineChart()
        self._test_lines, self._worth_lines, self._doubts = column(), column(), column()
        self._no_test = Label(_EMPTY_TEST, "body", "text2", wrap=True)
        self._no_worth = Label(_EMPTY_WORTH, "body", "text2", wrap=True)
        self._source = Label(_SOURCE, "small", "text3", wrap=True)
        self._doubted = boxed(section("What does not go together", self._doubts))
        shown = column(12, self._no_test, self._effects, self._test_lines, 4, self._source)
        self.setLayout(
            column(
                self._doubted,
                section("What the comparison can show", shown),
                section("What it is worth", column(12, self._no_worth, self._worths, self._worth_lines)),
                None,
                spacing=24,
            )
        )

    def show_sheet(self, sheet: Sheet) -> None:
        found = work_out(sheet)
        _fill(self._doubts, [Label(line, "body", wrap=True) for line in found.doubts])
        self._doubted.setVisible(bool(found.doubts))
        for widget, on in (
            (self._effects, found.shown),
            (self._source, found.shown),
            (self._worths, found.worth),
        ):
            widget.setVisible(on is not None)
        self._no_test.setVisible(found.shown is None)
        self._no_worth.setVisible(found.worth is None)
        lines: list[tuple[str, str]] = []
        if found.shown is not None and sheet.test is not None:
            self._effects.show_chart(effect_chart(sheet.test, found.shown))
            lines = shown_lines(sheet.test, found.shown)
        _tell(self._test_lines, lines)
        lines = []
        if found.worth is not None and sheet.stakes is not None:
            self._worths.show_chart(worth_chart(sheet.stakes, found.worth))
            lines = worth_lines(sheet.stakes, found.worth)
        _tell(self._worth_lines, lines)


def shown_lines(test: Test, shown: Shown) -> list[tuple[str, str]]:
    """Name and figure of what follows from the comparison."""
    return [
        ("Planned in each arm", f"{shown.arm:,}"),
        ("Smallest rise shown, short formula", tr("{short:.2g} points", short=100 * shown.short)),
        (
            tr("Smallest rise shown with {power:g}% power", power=test.power),
            tr("{exact:.2g} points", exact=100 * shown.exact),
        ),
        (
            tr("Needed in each arm for {effect:g} points", effect=test.effect),
            f"{shown.needed:,}, {days(shown.days)}",
        ),
        (tr("Chance that the plan shows {effect:g} points", effect=test.effect), f"{shown.power:.0%}"),
    ]


def worth_lines(at_stake: Stakes, worth: Worth) -> list[tuple[str, str]]:
    """Name and figure of what follows from the stakes."""
    spread, unit = worth.spread, at_stake.currency
    lines = [
        ("Expected worth of an event", f"{money(spread.expected)} {unit}"),
        (
            "From the worst case to the best",
            tr("{money} to {money2}", money=money(spread.worst), money2=money(spread.best)),
        ),
        ("Worth nothing at", tr("{break_even:.3g}% errors", break_even=100 * worth.break_even)),
    ]
    if at_stake.floor:
        lines.append(
            (
                tr("At the floor of {money}", money=money(at_stake.floor)),
                tr("{at_floor:.3g}% errors", at_floor=100 * worth.at_floor),
            )
        )
    if worth.now is not None:
        lines.append(
            (tr("{days:g} days with a launch now", days=at_stake.days), f"{many_money(worth.now)} {unit}")
        )
    if worth.later is not None:
        lines.append(
            (tr("The same, {delay:g} days later", delay=at_stake.delay), f"{many_money(worth.later)} {unit}")
        )
    return lines


def many_money(amount: float) -> str:
    return ("−" if amount < 0 else "") + many(abs(amount))


def _tell(into: QVBoxLayout, lines: list[tuple[str, str]]) -> None:
    made: list[QWidget] = []
    for name, figure in lines:
        line = row(Label(name, "body", "text2"), None, Label(figure, "body", weight=500))
        made.append(boxed(column(9, line, 9, Rule()), name=f"{name}: {figure}"))
    _fill(into, made)


def _fill(into: QVBoxLayout, widgets: list[QWidget] | list[Label]) -> None:
    clear(into)
    for widget in widgets:
        if isinstance(widget, Label):
            into.addSpacing(10)
        into.addWidget(widget)
