"""A bank of three stories, and accounts of them as told in sessions."""

from __future__ import annotations

from interviewer.practice.stories import Story
from interviewer.practice.telling import Account

DEPOTS = Story(
    id="six-depots",
    title="Six depots on Monday",
    setting="Spring, freight booking",
    principles=("have-backbone", "deliver-results"),
    parts=(
        (
            "situation",
            "In April our freight desk was to move six depots to one booking queue on a single Monday.",
        ),
        (
            "task",
            "I was answerable for the matching of loads, and nine percent of the matches had failed in the trial.",
        ),
        (
            "action",
            "I pulled eleven days of logs and counted the failures by depot. I argued for one depot and two weeks, "
            "and showed Tomas the counts. He said the date stood. So that evening I wrote the stop rule, and I "
            "walked the six shift leads through it myself.",
        ),
        ("result", "Failed matches went from 9% to 4% in a month. It saved the leads forty hours a week."),
        ("reflection", "Since then I ask for the stop rule before I argue about the date."),
    ),
    figures=("9% to 4% failed matches",),
    people=("Tomas, head of operations",),
)
INDEX = Story(
    id="quiet-index",
    title="The quiet index",
    principles=("dive-deep",),
    parts=(
        ("situation", "Our search page took 3 seconds, and the dashboard was green."),
        (
            "action",
            "I split the traces by tenant. I found an index nobody owned and rebuilt it over a weekend.",
        ),
        ("result", "The search page went from 3 seconds to 400 milliseconds."),
    ),
)
THIN = Story(id="thin", title="Label printer", parts=(("situation", "A label printer jammed."),))


def account(
    text: str, session: str = "s1", part: int = 0, created: str = "2026-11-14T19:00:00", **changed: object
) -> Account:
    fields: dict[str, object] = {
        "round_id": "disagree-and-commit", "question": "Tell me of a decision you fought.",
        "principles": ("Have Backbone; Disagree and Commit",), "seconds": 184.0, "setup_seconds": 58.0,
        "action_share": 0.57, "sections": (("action", 100.0),), "overall": 3.2, "bar": 3.0, **changed,
    }  # fmt: skip
    return Account(session=session, part=part, created=created, text=text, **fields)  # type: ignore[arg-type]


RETOLD = (
    "So last spring we were going to move all six depots over to the new booking queue on one Monday. I had pulled "
    "the logs, eleven days, and about nine percent of the matches failed. I wanted one depot first. Tomas said no, "
    "the date stands. I wrote a stop rule that evening and went through it with the shift leads, all six. And it "
    "came down to 4%, and forty hours a week were saved."
)
"""The depots as people tell it again: other words, the same figures."""
UNRELATED = (
    "My team had a new colleague who was afraid of the pager. I sat beside her for three nights, wrote down what I "
    "do when it rings, and after a month she took the rota alone. Since then everyone starts with a shadow week."
)
