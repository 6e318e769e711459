"""Where practice is kept: stories, what was told of them, rounds made on the fly, ratings of cards.

In the same file as the journal, by the journal's connection; so it belongs to the journal's thread.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from content.schema import RoundSpec
from interviewer import codec
from interviewer.journal import Journal
from interviewer.practice.drills import Tried
from interviewer.practice.made import made_round
from interviewer.practice.stories import Story
from interviewer.practice.telling import Account, Verdict


@dataclass(frozen=True, slots=True)
class Review:
    """One rating of a flash card."""

    card: str
    at: datetime
    """UTC."""
    rating: int
    """1 again, 2 hard, 3 good, 4 easy."""


@dataclass(frozen=True, slots=True)
class Made:
    """A round that was made on the fly."""

    id: str
    kind: str
    """question, section, follow_up or story."""
    subject: str
    """What was drilled; the same for every try of it."""


class PracticeStore:
    """Reads and writes through an open journal. Every method may raise JournalError."""

    def __init__(self, journal: Journal) -> None:
        self._journal = journal

    # ------------------------------------------------------------ stories
    def stories(self) -> tuple[Story, ...]:
        """In the order they were written."""
        rows = self._journal.run("select body from story order by created, rowid")
        return tuple(codec.loads(Story, body) for (body,) in rows)

    def keep_story(self, story: Story, now: str) -> None:
        """Write it, or over the one with its id; `now` is local time in ISO 8601."""
        self._journal.run(
            "insert into story (id, created, changed, body) values (?, ?, ?, ?) "
            "on conflict (id) do update set changed = excluded.changed, body = excluded.body",
            story.id, now, now, codec.dumps(story),
        )  # fmt: skip

    def drop_story(self, story_id: str) -> None:
        self._journal.run("delete from story where id = ?", story_id)

    # ------------------------------------------------------------ what was told
    def accounts(self) -> tuple[Account, ...]:
        """Of every session that was looked at, newest session first."""
        rows = self._journal.run(
            "select account.body from account join session on session.id = account.session "
            "order by session.created desc, session.id, account.part"
        )
        return tuple(codec.loads(Account, body) for (body,) in rows)

    def keep_account(self, account: Account) -> None:
        self._journal.run(
            "insert or replace into account (session, part, question, body) values (?, ?, ?, ?)",
            account.session, account.part, account.question, codec.dumps(account),
        )  # fmt: skip

    def verdicts(self) -> tuple[Verdict, ...]:
        """What the user said on which story an account is."""
        rows = self._journal.run("select session, part, story, confirmed from telling")
        return tuple(Verdict(session, part, story, bool(yes)) for session, part, story, yes in rows)

    def keep_verdict(self, verdict: Verdict) -> None:
        self._journal.run(
            "insert or replace into telling (session, part, story, confirmed) values (?, ?, ?, ?)",
            verdict.session, verdict.part, verdict.story, int(verdict.confirmed),
        )  # fmt: skip

    # ------------------------------------------------------------ rounds made on the fly
    def keep_round(self, spec: RoundSpec, kind: str, subject: str) -> None:
        """Before its session begins, so that this can be rebuilt."""
        self._journal.run(
            "insert or ignore into made_round (id, kind, subject, spec) values (?, ?, ?, ?)",
            spec.id, kind, subject, spec.model_dump_json(),
        )  # fmt: skip

    def round(self, round_id: str) -> RoundSpec | None:
        """A round as it was made."""
        return made_round(self._journal, round_id)

    def keep_try(self, tried: Tried) -> None:
        self._journal.run(
            "insert or replace into drill (session, subject, kind, at, standing) values (?, ?, ?, ?, ?)",
            tried.session, tried.subject, tried.kind, tried.at, tried.standing,
        )  # fmt: skip

    def tries(self) -> tuple[Tried, ...]:
        """Oldest first."""
        rows = self._journal.run("select session, subject, kind, at, standing from drill order by at")
        return tuple(Tried(*row) for row in rows)

    def made(self) -> tuple[Made, ...]:
        return tuple(Made(*row) for row in self._journal.run("select id, kind, subject from made_round"))

    # ------------------------------------------------------------ flash cards
    def reviews(self) -> tuple[Review, ...]:
        """Oldest first."""
        rows = self._journal.run("select card, at, rating from review order by at, card")
        return tuple(Review(card, datetime.fromisoformat(at), rating) for card, at, rating in rows)

    def keep_review(self, review: Review) -> None:
        self._journal.run(
            "insert or replace into review (card, at, rating) values (?, ?, ?)",
            review.card, review.at.isoformat(), review.rating,
        )  # fmt: skip

    def forget_everything(self) -> None:
        """Stories, tellings, drills and ratings, for good."""
        self._journal.run("pragma secure_delete = on")
        for table in ("telling", "account", "story", "drill", "made_round", "review"):
            self._journal.run(f"delete from {table}")
        self._journal.run("pragma wal_checkpoint(truncate)")
