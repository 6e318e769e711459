"""The user's own notes on a session, kept in its journal."""

from __future__ import annotations

import re
from typing import Protocol

from interviewer.journal import Journal, Note

_SAID_TAG = re.compile(r"[\s,.;:]+(?:and )?(?:hash ?)?tag[,:]? (\w+)[.,;!?]*$", re.IGNORECASE)


class NoteBook(Protocol):
    """Where notes are kept."""

    def notes(self) -> tuple[Note, ...]:
        """In the order of their moments."""

    def add(self, sample: int, text: str, tags: tuple[str, ...], *, spoken: bool = False) -> None: ...

    def edit(self, note_id: int, text: str, tags: tuple[str, ...]) -> None: ...

    def delete(self, note_id: int) -> None: ...


class JournalNotes:
    """The notes of one session."""

    def __init__(self, journal: Journal, session_id: str) -> None:
        self._journal, self._session = journal, session_id

    def notes(self) -> tuple[Note, ...]:
        return self._journal.notes(self._session)

    def add(self, sample: int, text: str, tags: tuple[str, ...], *, spoken: bool = False) -> None:
        self._journal.add_note(self._session, sample, text, tags, spoken=spoken)

    def edit(self, note_id: int, text: str, tags: tuple[str, ...]) -> None:
        self._journal.edit_note(note_id, text, tags)

    def delete(self, note_id: int) -> None:
        self._journal.delete_note(note_id)


def split_tags(text: str) -> tuple[str, tuple[str, ...]]:
    """A note as it was typed, "#word" anywhere in it, into its text and its tags in order, each once."""
    words = text.split()
    tags = tuple(dict.fromkeys(word.strip("#.,;:!?").lower() for word in words if word.startswith("#")))
    return " ".join(word for word in words if not word.startswith("#")), tuple(tag for tag in tags if tag)


def spoken_tags(text: str) -> tuple[str, tuple[str, ...]]:
    """A note as it was said: "hashtag retell" or "tag retell" at its end is a tag, so is any "#retell" in it."""
    text, tags = split_tags(text)
    found: list[str] = []
    while match := _SAID_TAG.search(text):
        found.insert(0, match[1].lower())
        text = text[: match.start()].rstrip(" ,.;")
        text += "." if text and text[-1] not in "?!" else ""
    return text, tuple(dict.fromkeys((*tags, *found)))


def join_tags(text: str, tags: tuple[str, ...]) -> str:
    """The note as it is typed again for editing."""
    return " ".join([text, *(f"#{tag}" for tag in tags)]).strip()
