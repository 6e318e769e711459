"""The words around a report's figures: the same on the page and in every export."""

from __future__ import annotations

from interviewer.analysis.findings import Claim, Gap, Section, Timing
from interviewer.corrections import Correction
from interviewer.report import Asked, Lift, PartHeard, Report, TrapResult
from speech.events import SAMPLE_RATE

SECTIONS: tuple[Section, ...] = (
    Section.SITUATION,
    Section.TASK,
    Section.ACTION,
    Section.RESULT,
    Section.REFLECTION,
)
"""The named sections in the order of a story."""

LETTER: dict[Section, str] = {
    Section.SITUATION: "S",
    Section.TASK: "T",
    Section.ACTION: "A",
    Section.RESULT: "R",
    Section.REFLECTION: "L",
    Section.OTHER: "",
}

TARGET_SETUP_SECONDS = 50
TARGET_ACTION_SHARE = 0.7
TARGET_SHARE: dict[Section, float] = {
    Section.SITUATION: 0.11,
    Section.TASK: 0.06,
    Section.ACTION: TARGET_ACTION_SHARE,
    Section.RESULT: 0.09,
    Section.REFLECTION: 0.04,
}
"""What a well-told answer spends where; shares of the named sections, summing to 1."""

DASH = "–"
"""In the place of a figure that there is not."""

OUTCOME: dict[str, str] = {
    "answered": "Answered",
    "partly": "Partly",
    "dodged": "Dodged",
    "unanswered": "Not answered",
}

PART: dict[str, str] = {
    "told": "Told unasked",
    "asked": "Told when asked",
    "dodged": "Not told",
    "open": "Not asked for",
}
"""What came of a part of the question."""

GAP_NAME: dict[Gap, str] = {
    Gap.NO_BASELINE: "No baseline",
    Gap.NO_ISOLATION: "Not isolated to you",
    Gap.NO_IMPACT: "No impact",
    Gap.NO_DATA: "No data",
    Gap.NO_OPPOSING_VIEW: "No opposing view",
    Gap.WE_NOT_I: "We, not I",
    Gap.PASSIVE_AGENCY: "Nobody acts",
    Gap.ABSTRACTION: "Abstract",
    Gap.HYPOTHETICAL: "Hypothetical",
    Gap.MANAGER_ASSIGNED: "Assigned, not chosen",
    Gap.YIELDED_EARLY: "Yielded early",
    Gap.NO_COMMIT: "No commitment",
    Gap.PASSIVE_AGGRESSIVE: "Commitment withheld",
    Gap.HEDGING: "Hedged",
    Gap.BLAME: "Blame",
    Gap.NO_CUSTOMER: "No customer",
    Gap.NO_RESOLUTION: "No resolution",
    Gap.LONG_SETUP: "Long set-up",
    Gap.TRIVIAL_CONFLICT: "Small stakes",
    Gap.NO_REFLECTION: "No reflection",
}

_CLEAR = 0.6
"""Points on the scale of four that a name of a level needs for itself."""
_NUMBER = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


def clock(samples: int) -> str:
    """Samples at 16 kHz as "5:20", from an hour on as "1:05:20"; whole seconds, rounded down."""
    return clock_of_seconds(samples / SAMPLE_RATE)


def clock_of_seconds(seconds: float) -> str:
    whole = max(0, int(seconds))
    hours, minutes = divmod(whole // 60, 60)
    return f"{hours}:{minutes:02d}:{whole % 60:02d}" if hours else f"{minutes}:{whole % 60:02d}"


def length(seconds: float) -> str:
    """ "11 min 20 s", "48 s", "1 h 5 min"."""
    whole = max(0, round(seconds))
    if whole < 60:
        return f"{whole} s"
    if whole < 3600:
        return f"{whole // 60} min {whole % 60} s" if whole % 60 else f"{whole // 60} min"
    return f"{whole // 3600} h {whole % 3600 // 60} min"


def quoted(text: str) -> str:
    """In typographic quotation marks, once."""
    bare = text.strip().strip('“”"')
    return f"“{bare}”"


def counted(number: int) -> str:
    return _NUMBER[number] if 0 <= number < len(_NUMBER) else str(number)


def changes_title(report: Report) -> str:
    number = len(report.changes)
    if number == 1:
        return "The change that would move the verdict most"
    return f"{counted(number).capitalize()} changes that would move the verdict most"


def changes_sum(report: Report) -> str:
    """ "All three: 2.58 to 3.00"; empty for one change or none."""
    if len(report.changes) < 2:
        return ""
    which = "Both" if len(report.changes) == 2 else f"All {counted(len(report.changes))}"
    reached = min(4.0, report.overall + sum(change.gain for change in report.changes))
    return f"{which}: {report.overall:.2f} to {reached:.2f}"


def asked_sum(asked: tuple[Asked, ...]) -> str:
    """ "3 answered, 1 partly, 2 dodged"."""
    counts = {key: sum(1 for item in asked if item.outcome == key) for key in OUTCOME}
    return ", ".join(f"{count} {OUTCOME[key].lower()}" for key, count in counts.items() if count)


def parts_sum(parts: tuple[PartHeard, ...]) -> str:
    """ "6 told unasked, 2 told when asked, 2 not told"."""
    counts = {key: sum(1 for part in parts if part.how == key) for key in PART}
    return ", ".join(f"{count} {PART[key].lower()}" for key, count in counts.items() if count)


def lifts_title(report: Report) -> str:
    return f"What lifts an answer at {report.company}"


def lifts_sum(lifts: tuple[Lift, ...]) -> str:
    """ "2 of 3 told"."""
    parts = [part for lift in lifts for part in lift.parts]
    return f"{sum(part.how != 'open' for part in parts)} of {len(parts)} told" if parts else ""


def lift_word(part: PartHeard) -> str:
    return "Not told" if part.how == "open" else "Told"


def trap_word(trap: TrapResult) -> str:
    """Met, avoided, or not tested: too little was told."""
    return "Met" if trap.met else "Avoided" if trap.tested else "Not tested"


def traps_sum(traps: tuple[TrapResult, ...]) -> str:
    """ "1 met, 3 avoided, 2 not tested"."""
    words = [trap_word(trap) for trap in traps]
    counts = ((words.count(word), word.lower()) for word in ("Met", "Avoided", "Not tested"))
    return ", ".join(f"{number} {word}" for number, word in counts if number)


def setup_sum(report: Report) -> str:
    return setup_of(report.timing) if report.timing else ""


def action_sum(report: Report) -> str:
    return action_of(report.timing) if report.timing else ""


def setup_of(timing: Timing) -> str:
    """ "Set-up 58 s, target 50"; what there is instead where none was told."""
    if not _told(timing, *SECTIONS):
        return "No part of a story was told"
    if not _told(timing, Section.SITUATION, Section.TASK):
        return "No set-up was told"
    return f"Set-up {timing.setup_seconds:.0f} s, target {TARGET_SETUP_SECONDS}"


def action_of(timing: Timing) -> str:
    """ "Action 57%, target 70"; empty where no part of a story was told."""
    if not _told(timing, *SECTIONS):
        return ""
    return f"Action {timing.action_share:.0%}, target {TARGET_ACTION_SHARE * 100:.0f}"


def _told(timing: Timing, *sections: Section) -> bool:
    return any(timing.seconds.get(section, 0) > 0 for section in sections)


def with_follow_ups(report: Report, story: int) -> Timing | None:
    """The sections of all answers of one story together; None where there was no follow-up to add to the account."""
    own = [answer for answer in report.answers if answer.story == story and answer.timing is not None]
    if all(answer.told for answer in own):
        return None
    seconds: dict[Section, float] = {}
    for answer in own:
        for section, spent in answer.timing.seconds.items() if answer.timing else ():
            seconds[section] = seconds.get(section, 0.0) + spent
    named = sum(spent for section, spent in seconds.items() if section is not Section.OTHER)
    share = seconds.get(Section.ACTION, 0.0) / named if named else 0.0
    setup = seconds.get(Section.SITUATION, 0.0) + seconds.get(Section.TASK, 0.0)
    return Timing(seconds, setup, share, sum(answer.timing.total_seconds for answer in own if answer.timing))


def timing_title(report: Report, story: int) -> str:
    """ "Section timing, main answer", from the second question on "Section timing, second question"."""
    if story == 0:
        return "Section timing, main answer"
    named = ("first", "second", "third", "fourth", "fifth", "sixth")
    return f"Section timing, {named[story] if story < len(named) else f'{story + 1}th'} question"


def main_timings(report: Report) -> tuple[tuple[int, Timing], ...]:
    """Each story with the clock of its opening answer; of the first alone in reports of before all were kept."""
    found: dict[int, Timing] = {0: report.timing} if report.timing else {}
    for answer in report.answers:
        if answer.told and answer.timing is not None and answer.timing.total_seconds > 0:
            found.setdefault(answer.story, answer.timing)
    return tuple(sorted(found.items()))


def corrected_note(one: Correction) -> str:
    """What had been heard where the words were put right."""
    return f"Corrected. Heard: {quoted(one.was)}"


def corrections_sum(report: Report) -> str:
    """That the transcript was put right before it was scored; empty where it was not."""
    if not report.corrected:
        return ""
    noun = "correction" if report.corrected == 1 else "corrections"
    return f"Scored with {counted(report.corrected)} {noun} of the transcript."


def claim_note(claim: Claim) -> str:
    """What stands beside the figure on its chip."""
    if claim.status == "open":
        return "compared with?"
    if claim.status == "contradicted":
        return f"earlier you said {claim.earlier}" if claim.earlier else "told differently before"
    if claim.status == "unprobed":
        return "unprobed"
    return claim.baseline or {"speaker": "yours", "team": "the team’s", "unknown": "held"}[claim.owner]


def claims_in_order(claims: tuple[Claim, ...]) -> tuple[Claim, ...]:
    """Open, contradicted, unprobed, held; within each in the order they were said."""
    rank = {"open": 0, "contradicted": 1, "unprobed": 2, "held": 3}
    return tuple(sorted(claims, key=lambda claim: (rank[claim.status], claim.start)))


def lead(report: Report) -> str:
    """What stands under the headline: the summary; of scores that rest on nothing, that they do."""
    return report.summary if report.scored else report.heard or report.summary


def care(report: Report) -> str:
    """Why the scores are to be taken with care; empty when enough was heard, or where it is said already."""
    return "" if report.heard in {"", "enough", lead(report)} else report.heard


def mark(report: Report, value: float) -> str:
    """A mean of scores to two places, or a dash where they rest on nothing."""
    return f"{value:.2f}" if report.scored else DASH


def scale_marks(report: Report) -> tuple[tuple[float, str], ...]:
    """Names under the scale, in order: the level's own first, then as many as stand clear of it."""
    named = sorted(report.level_bars, key=lambda bar: (bar[0] != report.level, abs(bar[1] - report.bar)))
    marks: list[tuple[float, str]] = []
    for value, text in [*((bar, f"{bar:g} {name}") for name, bar in named), (1.0, "1"), (4.0, "4")]:
        if 1 <= value <= 4 and all(abs(value - other) >= _CLEAR for other, _ in marks):
            marks.append((value, text))
    return tuple(sorted(marks))
