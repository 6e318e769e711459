"""Words found again in whatever was said in any session, and in the user's notes.

The index lies in the journal beside the entries it is made from, so that deleting a session deletes its words here
too. It is brought up to date when something is looked for: a round costs nothing while it is held.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any, Literal

from interviewer.analysis.sentences import from_text
from interviewer.corrections import put_right
from interviewer.journal import Journal
from interviewer.passages import Line, Transcript, passages
from speech.events import Word

Source = Literal["interviewer", "candidate", "note"]
MOST = 400
"""Passages that one search gives at the most."""
_OPEN, _CLOSE = "\x02", "\x03"
_LINES = ("Say", "PlaybackStarted", "PlaybackEnded", "WordsCommitted", "AnswerTyped")

_STALE = """
select s.id, coalesce((select max(seq) from entry where session = s.id), -1) as last_entry,
       (select count(*) + count(undone) from correction where session = s.id) as changes
from session s left join indexed i on i.session = s.id
where i.session is null or i.entries <> last_entry or i.corrected <> changes
"""
_FIND = f"""
select p.session, p.start, p.speaker, highlight(said, 0, '{_OPEN}', '{_CLOSE}')
from said join passage p on p.id = said.rowid join session s on s.id = p.session
where said match ? order by s.created desc, p.start limit {MOST}
"""


@dataclass(frozen=True, slots=True)
class Found:
    """One passage that holds the words."""

    session_id: str
    sample: int
    """Where it begins, 16 kHz since the session's start."""
    source: Source
    text: str
    marks: tuple[tuple[int, int], ...]
    """Where in `text` the words stand: first character, and the one after the last."""


def find(journal: Journal, words: str) -> tuple[Found, ...]:
    """Passages that hold all of these words, or words that begin so; in quotation marks, the phrase.

    The newest session's first, within a session as they were said. Case, accents and punctuation do not count.

    Raises:
        JournalError: the journal cannot be read.
    """
    query = _query(words)
    if not query:
        return ()
    refresh(journal)
    said = [
        Found(session, sample, speaker, *_marked(text))
        for session, sample, speaker, text in journal.run(_FIND, query)
    ]
    return tuple([*said, *_in_notes(journal, words)])


def refresh(journal: Journal) -> int:
    """Index what was said since the last time; how many sessions that were."""
    stale = journal.run(_STALE).fetchall()
    for session_id, last, corrected in stale:
        made = tuple(_passages(journal, session_id))
        journal.run("begin immediate")
        journal.run("delete from passage where session = ?", session_id)
        for speaker, start, text in made:
            journal.run(
                "insert into passage (session, speaker, start, text) values (?, ?, ?, ?)",
                session_id,
                speaker,
                start,
                text,
            )
        journal.run("insert or replace into indexed values (?, ?, ?)", session_id, last, corrected)
        journal.run("commit")
    return len(stale)


# ---------------------------------------------------------------- what was said
def _passages(journal: Journal, session_id: str) -> Iterator[tuple[str, int, str]]:
    """Speaker, first sample and text, from the entries alone: no round is stepped through again."""
    lines = sorted(_lines(journal, session_id), key=lambda line: line.start)
    corrections = journal.corrections(session_id)
    put = []
    for line in lines:
        words = line.words
        for one in corrections:
            words = put_right(words, one)
        put.append(replace(line, words=words))
    for passage in passages(Transcript(tuple(put))):
        yield passage.speaker, passage.start, passage.text


def _lines(journal: Journal, session_id: str) -> Iterator[Line]:
    """What was heard of the interviewer, and what the candidate said from the opening question on."""
    texts: dict[str, str] = {}
    begun: dict[str, int] = {}
    asked, free, held = False, 0, list[Word]()
    names = ", ".join("?" * len(_LINES))
    rows = journal.run(
        f"select name, body from entry where session = ? and name in ({names}) order by seq",
        session_id,
        *_LINES,
    )
    for name, text in rows:
        body: dict[str, Any] = json.loads(text)
        if name == "WordsCommitted" and asked:
            held += [Word(**word) for word in body["words"]]
        elif name == "AnswerTyped" and asked:
            held += from_text(body["text"], free)
        elif name == "Say":
            asked = asked or body["purpose"] == "question"
            texts[body["utterance_id"]] = body["text"]
        elif name == "PlaybackStarted":
            begun[body["utterance_id"]] = body["sample"]
        elif name == "PlaybackEnded" and body["utterance_id"] in begun:
            free = body["sample"]
            yield from _answer(held)
            held = []
            if body["spoken"]:
                yield Line("interviewer", body["spoken"], begun.pop(body["utterance_id"]), free)
    yield from _answer(held)
    for utterance, start in begun.items():  # cut off in the middle of a line
        if utterance in texts:
            yield Line("interviewer", texts[utterance], start, start)


def _answer(words: list[Word]) -> Iterator[Line]:
    if words:
        text = " ".join(word.text for word in words)
        yield Line("candidate", text, words[0].start, words[-1].end, tuple(words))


def _in_notes(journal: Journal, words: str) -> Iterator[Found]:
    wanted = [word.casefold() for word in re.findall(r"[\w']+", words)]
    rows = journal.run(
        "select n.session, n.sample, n.text, n.tags from note n join session s on s.id = n.session "
        "order by s.created desc, n.sample"
    )
    for session, sample, text, tags in rows:
        whole = " ".join([text, *(f"#{tag}" for tag in tags.split())])
        marks = [_begins(word, whole) for word in wanted]
        if all(marks):
            yield Found(session, sample, "note", whole, tuple(sorted({mark for mark in marks if mark})))


def _begins(word: str, text: str) -> tuple[int, int] | None:
    """The first word of the text that begins so."""
    found = re.search(rf"(?<!\w){re.escape(word)}", text, re.IGNORECASE)
    return found.span() if found else None


# ---------------------------------------------------------------- the question to the index
def _query(words: str) -> str:
    """In the index's own language; empty where nothing is looked for."""
    return " ".join(_terms(words.replace("“", '"').replace("”", '"')))


def _terms(words: str) -> Iterable[str]:
    for number, part in enumerate(words.split('"')):
        if number % 2:  # inside quotation marks
            if re.search(r"\w", part):
                yield f'"{part}"'
            continue
        for word in part.split():
            if re.search(r"\w", word):
                yield f'"{word}" *'


def _marked(text: str) -> tuple[str, tuple[tuple[int, int], ...]]:
    """The text without the index's marks, and where they were."""
    marks: list[tuple[int, int]] = []
    plain = ""
    for piece in text.split(_OPEN):
        inside, closed, after = piece.partition(_CLOSE)
        if closed:
            marks.append((len(plain), len(plain) + len(inside)))
        plain += inside + after
    return plain, tuple(marks)
