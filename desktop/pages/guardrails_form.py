"""The fields of a guardrail sheet: every change gives a whole sheet or a sentence that names the field."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.pages.guardrails_entry import Entry, entries, listen
from desktop.widgets.controls import Button, Rule
from desktop.widgets.fields import Chooser, section
from desktop.widgets.layout import clear, column, row
from desktop.words import tr
from interviewer.guardrails.form import FieldError, checked, number
from interviewer.guardrails.sheet import Case, Kpi, Sheet, Stakes, Test

_ROLES = (
    ("primary", "Primary"),
    ("quality", "Quality"),
    ("safety", "Safety"),
    ("performance", "Performance"),
    ("cost", "Cost"),
)
_WAYS = (("higher", "At least"), ("lower", "At most"))
_CASES = ("best", "base", "worst")
MOST_KPIS = 8


class KpiRow(QWidget):
    """One KPI in two lines."""

    changed = Signal()
    removed = Signal()

    def __init__(self, place: int, kpi: Kpi | None = None) -> None:
        super().__init__()
        about = tr("KPI {place}, ", place=place)
        self._role, self._better = Chooser(f"{about}guards"), Chooser(tr("{about}good is", about=about))
        self._role.offer(_ROLES, kpi.role if kpi else ("primary" if place == 1 else "quality"))
        self._better.offer(_WAYS, kpi.better if kpi else "higher")
        self.fields = {
            "name": Entry(tr("KPI {place}", place=place), spoken=f"{about}name"),
            "role": Entry("Guards", self._role, spoken=f"{about}guards"),
            "unit": Entry("Unit", spoken=f"{about}unit"),
            "baseline": Entry("Before", spoken=f"{about}before"),
            "better": Entry("Good is", self._better, spoken=tr("{about}good is", about=about)),
            "threshold": Entry("Threshold", spoken=f"{about}threshold"),
            "measured": Entry("Measured", spoken=f"{about}measured"),
        }
        for name in ("name", "unit", "baseline", "threshold", "measured"):
            self.fields[name].put(getattr(kpi, name) if kpi else ("percent" if name == "unit" else None))
        away = Button("Remove", "link", name=tr("Remove KPI {place}", place=place))
        away.clicked.connect(self.removed)
        f = self.fields
        top = entries(f["name"], f["role"], f["unit"], stretch=(5, 3, 3))
        low = entries(f["better"], f["threshold"], f["baseline"], f["measured"], stretch=(3, 3, 3, 3))
        self.setLayout(column(12, top, 8, low, 8, row(None, away), 8, Rule()))
        for entry in f.values():
            listen(entry, self.changed)

    def data(self) -> dict[str, Any]:
        f = {name: entry.value() for name, entry in self.fields.items()}
        figures = {name: number(f[name]) for name in ("baseline", "threshold", "measured")}
        return {**f, **figures, "name": f["name"].strip(), "unit": f["unit"].strip()}

    def told(self) -> bool:
        """Something is typed in it beside the unit."""
        return any(
            self.fields[name].value().strip() for name in ("name", "baseline", "threshold", "measured")
        )


class SheetForm(QWidget):
    """`show_sheet` fills it; after every edit either `changed` with the sheet or `wrong` with a sentence."""

    changed = Signal(object)
    """Sheet."""
    wrong = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sheet: Sheet | None = None
        self._rows: list[KpiRow] = []
        self._fault: FieldError | None = None
        self._marked: Entry | None = None
        self._edited = _Relay()
        self._edited.signal.connect(self._take)
        self._name, self._decision = Entry("Name"), Entry("Decision, in a sentence")
        self._kpis: QVBoxLayout = column()
        self._add = Button("Add a KPI", "link")
        self._add.clicked.connect(lambda: self._add_row(None))
        self._share, self._days = Entry("Canary, % of traffic"), Entry("Canary, days")
        self._stop_kpi = Chooser("Stop-loss on")
        self._stop_kpi.activated.connect(lambda _: self._stop_chosen())
        self._stop = Entry("Stop-loss on", self._stop_kpi)
        self._limit, self._after = Entry("Rolled back at"), Entry("Not before, events")
        self._test = {
            "rate": Entry("Rate before, %"),
            "effect": Entry("Rise to find, points"),
            "events_per_day": Entry("Events a day"),
            "confidence": Entry("Confidence, %"),
            "power": Entry("Power, %"),
            "arm": Entry("In each arm, if planned"),
        }
        self._stakes = {
            "gain": Entry("A right one brings"),
            "cost": Entry("A wrong one costs"),
            "floor": Entry("Floor for a launch"),
            "currency": Entry("Currency"),
            "days": Entry("Days looked at"),
            "delay": Entry("Delay of a better one, days"),
            "error_later": Entry("Errors then, %"),
        }
        self._cases = {
            (case, name): Entry(f"{case.capitalize()}, {words}")
            for name, words in (("error_rate", "% errors"), ("chance", "% chance"))
            for case in _CASES
        }
        for entry in (
            self._name,
            self._decision,
            self._share,
            self._days,
            self._stop,
            self._limit,
            self._after,
        ):
            listen(entry, self._edited.signal)
        for entry in (*self._test.values(), *self._stakes.values(), *self._cases.values()):
            listen(entry, self._edited.signal)
        self.setLayout(self._lay_out())

    def _lay_out(self) -> QVBoxLayout:
        t = self._test
        return column(
            section("Decision", column(12, self._name, 8, self._decision)),
            section("What was guarded", self._kpis, column(8, row(self._add, None))),
            section(
                "Canary and stop-loss",
                column(
                    12,
                    entries(self._share, self._days),
                    8,
                    entries(self._stop, self._limit, self._after, stretch=(5, 3, 3)),
                ),
            ),
            section(
                "Comparison",
                column(
                    12,
                    entries(t["rate"], t["effect"], t["events_per_day"]),
                    8,
                    entries(t["confidence"], t["power"], t["arm"]),
                ),
            ),
            section("Right and wrong, in money", self._lay_out_stakes()),
            16,
            None,
            spacing=24,
        )

    def _lay_out_stakes(self) -> QVBoxLayout:
        s, c = self._stakes, self._cases
        return column(
            12,
            entries(s["gain"], s["cost"], s["floor"], s["currency"]),
            8,
            entries(*(c[case, "error_rate"] for case in _CASES)),
            8,
            entries(*(c[case, "chance"] for case in _CASES)),
            8,
            entries(s["days"], s["delay"], s["error_later"]),
        )

    # ------------------------------------------------------------ showing
    def show_sheet(self, sheet: Sheet) -> None:
        """Fill the fields, without a signal; the sheet they already make is left as it is typed."""
        if sheet == self._sheet:
            return
        self._sheet = sheet
        self._mark(None)
        self._name.put(sheet.name)
        self._decision.put(sheet.decision)
        self._share.put(sheet.canary.share)
        self._days.put(sheet.canary.days)
        self._rows = []
        clear(self._kpis)
        for kpi in sheet.kpis:
            self._add_row(kpi)
        stop = sheet.stop_loss
        self._offer_kpis(stop.kpi if stop else "")
        self._limit.put(stop.limit if stop else None)
        self._after.put(stop.after if stop else None)
        for name, entry in self._test.items():
            entry.put(_value(sheet.test, Test, name))
        for name, entry in self._stakes.items():
            entry.put(_value(sheet.stakes, Stakes, name))
        told: dict[str, Case] = {case.name: case for case in sheet.stakes.cases} if sheet.stakes else {}
        for (case, name), entry in self._cases.items():
            entry.put(getattr(told.get(case), name, None))

    def _add_row(self, kpi: Kpi | None) -> None:
        made = KpiRow(len(self._rows) + 1, kpi)
        made.changed.connect(self._take)
        made.removed.connect(lambda: self._remove(made))
        self._rows.append(made)
        self._kpis.addWidget(made)
        self._add.setEnabled(len(self._rows) < MOST_KPIS)
        if kpi is None:
            made.fields["name"].control.setFocus()

    def _remove(self, gone: KpiRow) -> None:
        kept = [made.data() for made in self._rows if made is not gone]
        self._rows.remove(gone)
        self._kpis.removeWidget(gone)
        gone.hide()
        gone.deleteLater()
        if self._stop_kpi.value() not in [each["name"] for each in kept]:
            self._offer_kpis("")
            self._clear_stop()
        self._add.setEnabled(True)
        self._take()

    def _offer_kpis(self, chosen: str) -> None:
        names = [made.data()["name"] for made in self._rows]
        self._stop_kpi.offer([("", "None"), *((name, name) for name in names if name)], chosen)

    def _stop_chosen(self) -> None:
        if not self._stop_kpi.value():
            self._clear_stop()

    def _clear_stop(self) -> None:
        self._limit.put(None)
        self._after.put(None)

    def fault(self) -> str:
        """The sentence about what is typed and makes no sheet; nothing where it makes one."""
        return str(self._fault) if self._fault is not None else ""

    def _mark(self, fault: FieldError | None) -> None:
        """Say what is wrong at its own field, and nowhere else."""
        if self._marked is not None:
            self._marked.say_wrong("")
        self._fault, self._marked = fault, self._field(fault.loc) if fault is not None else None
        if fault is not None and self._marked is not None:
            self._marked.say_wrong(fault.need)

    def _field(self, loc: tuple[int | str, ...]) -> Entry | None:
        """Where a place of the file is typed; the first field of a part that is wrong as a whole."""
        match loc:
            case ("kpis", int(place), *rest):
                told = [made for made in self._rows if made.told()]
                return told[place].fields[str(rest[0]) if rest else "name"] if place < len(told) else None
            case ("stakes", "cases", int(place), str(name)):
                return self._cases[_CASES[place], name]
            case ("stakes",):
                return self._cases["best", "chance"]
            case ("test",):
                return self._test["effect"]
        plain: dict[tuple[int | str, ...], Entry] = {
            ("name",): self._name,
            ("canary", "share"): self._share,
            ("canary", "days"): self._days,
            ("stop_loss", "kpi"): self._stop,
            ("stop_loss", "limit"): self._limit,
            ("stop_loss", "after"): self._after,
            **{("test", name): entry for name, entry in self._test.items()},
            **{("stakes", name): entry for name, entry in self._stakes.items()},
        }
        return plain.get(loc)

    # ------------------------------------------------------------ reading
    def _take(self) -> None:
        self._offer_kpis(self._stop_kpi.value())
        self._mark(None)  # before a row may have come or gone
        try:
            sheet = checked(self.data())
        except FieldError as error:
            self._mark(error)
            self.wrong.emit(str(error))
            return
        self._sheet = sheet
        self.changed.emit(sheet)

    def data(self) -> dict[str, Any]:
        """What is typed, in the form of a sheet's file. A part in which anything is typed is in it."""
        given: dict[str, Any] = {
            "name": self._name.value().strip(),
            "decision": self._decision.value().strip(),
            "kpis": [made.data() for made in self._rows if made.told()],
            "canary": _given({"share": self._share, "days": self._days}),
        }
        stop = _given({"limit": self._limit, "after": self._after})
        if self._stop_kpi.value() or stop:
            given["stop_loss"] = {**stop, "kpi": self._stop_kpi.value() or None}
        test = _given(self._test)
        if _beyond(test, Test):
            given["test"] = test
        stakes = _given({name: e for name, e in self._stakes.items() if name != "currency"})
        told = [_given({n: self._cases[case, n] for n in ("error_rate", "chance")}) for case in _CASES]
        if _beyond(stakes, Stakes) or any(told):
            currency = self._stakes["currency"].value().strip()
            cases = [{"name": case, **each} for case, each in zip(_CASES, told, strict=True)]
            given["stakes"] = {**stakes, **({"currency": currency} if currency else {}), "cases": cases}
        return given


class _Relay(QWidget):
    """A signal for all the plain fields."""

    signal = Signal()


def _given(fields: dict[str, Entry]) -> dict[str, Any]:
    """The fields that hold something."""
    found = {name: number(entry.value()) for name, entry in fields.items()}
    return {name: value for name, value in found.items() if value is not None}


def _beyond(told: dict[str, Any], kind: type[Test] | type[Stakes]) -> bool:
    """Whether more is told than an untouched form holds."""
    return any(value != kind.model_fields[name].default for name, value in told.items())


def _value(part: Test | Stakes | None, kind: type[Test] | type[Stakes], name: str) -> object:
    if part is not None:
        return getattr(part, name)
    default = kind.model_fields[name].default
    return default if isinstance(default, int | float | str) else None
