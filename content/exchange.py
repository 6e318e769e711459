"""Content files carried from one computer to another: written out as they are, and taken in only when they are right."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from content.errors import ContentError, ContentFieldError, ContentFilesError
from content.library import FOLDERS, yaml_files
from content.loader import load_source
from content.shelf import MODELS, Shelf, folder_of, references, shipped
from content.source import parse

Key = tuple[str, str]
"""Folder and id."""


@dataclass(frozen=True)
class Held:
    """A content file that is here."""

    folder: str
    id: str
    path: Traversable
    own: bool
    """The user's, not ours."""


@dataclass(frozen=True)
class Taken:
    """A file that was taken in."""

    folder: str
    id: str
    path: Path
    replaced: bool
    same: bool = False
    """It was there already, word for word."""


def held(user: Path) -> dict[Key, Held]:
    """Every file of ours and of the user's that is right, the user's in place of ours of the same id."""
    found: dict[Key, Held] = {}
    for top, own in ((files("content"), False), (user, True)):
        for folder in FOLDERS:
            for path in yaml_files(top / folder):
                try:
                    name = str(load_source(path, MODELS[folder]).value.id)  # type: ignore[attr-defined]
                except ContentFilesError:
                    continue
                found[folder, name] = Held(folder, name, path, own)
    return found


# ---------------------------------------------------------------- out
def export(ids: Sequence[str], user: Path, out: Path) -> tuple[Path, ...]:
    """Write the files with these ids, and the user's own that they refer to, into a folder laid out like the user's.

    Without ids, all of the user's own. Gives what was written.

    Raises:
        ContentError: an id is not known, or the folder cannot be written.
    """
    here = held(user)
    wanted = [key for key, item in here.items() if item.own] if not ids else _by_id(ids, here)
    written = []
    for key in _with_their_own(wanted, here):
        item = here[key]
        written.append(_write(out / item.folder / f"{item.id}.yaml", item.path.read_bytes()))
    return tuple(written)


def _by_id(ids: Sequence[str], here: dict[Key, Held]) -> list[Key]:
    keys = []
    for name in ids:
        fitting = [key for key in here if key[1] == name]
        if not fitting:
            rounds = ", ".join(sorted(key[1] for key in here if key[0] == "rounds"))
            raise ContentError(f"There is no content with the id '{name}'; the rounds are {rounds}.")
        keys += fitting
    return keys


def _with_their_own(wanted: Iterable[Key], here: dict[Key, Held]) -> list[Key]:
    """What is wanted, with the user's own files that it leads to, in the order they refer to each other."""
    found: set[Key] = set()
    ahead = list(wanted)
    while ahead:
        key = ahead.pop()
        if key in found or key not in here:
            continue
        found.add(key)
        value = load_source(here[key].path, MODELS[key[0]]).value
        for _, folder, name in references(value):
            if (folder, name) in here and here[folder, name].own:
                ahead.append((folder, name))
    return sorted(found, key=lambda key: (FOLDERS.index(key[0]), key[1]))


# ---------------------------------------------------------------- in
def take_in(paths: Sequence[Path], user: Path, *, replace: bool = False) -> tuple[Taken, ...]:
    """Copy files, or folders laid out like the user's, into the user's folder: all of them or none.

    Raises:
        ContentFilesError: with every problem by file, line and field; nothing was taken in.
        ContentError: the user's folder cannot be written.
    """
    shelf = shipped().overlay()
    shelf.add_folder(user)
    above = shelf.overlay()
    incoming = _incoming(paths, above)
    mine = {key: item for key, item in held(user).items() if item.own}
    if not above.problems:
        above.check_weights()
    problems = list(above.problems)
    for key, path, raw in incoming:
        if key in mine and not replace and mine[key].path.read_bytes() != raw:
            kind = _NAMES[key[0]]
            problem = f"you already have a {kind} '{key[1]}' in {key[0]}/{mine[key].path.name}; say --replace to put this one in its place"
            problems.append(ContentFieldError(path.name, None, "id", problem))
    if problems:
        raise ContentFilesError(problems)
    taken = []
    for key, _, raw in incoming:
        target = user / key[0] / (mine[key].path.name if key in mine else f"{key[1]}.yaml")
        same = key in mine and target.read_bytes() == raw
        taken.append(Taken(key[0], key[1], target if same else _write(target, raw), key in mine, same))
    return tuple(taken)


def content_files(paths: Sequence[Path]) -> Iterator[tuple[str, Path]]:
    """Each file with the folder it belongs into. Raises ContentFilesError for a path that is not there."""
    for path in paths:
        if not path.exists():
            raise ContentFilesError(
                [ContentFieldError(str(path), None, "", "is not there; look at its name")]
            )
        if any((path / folder).is_dir() for folder in FOLDERS):
            for folder in FOLDERS:
                yield from ((folder, Path(str(file))) for file in yaml_files(path / folder))
        else:
            found = [Path(str(file)) for file in yaml_files(path)] if path.is_dir() else [path]
            yield from ((folder_of(file), file) for file in found)


def _incoming(paths: Sequence[Path], shelf: Shelf) -> list[tuple[Key, Path, bytes]]:
    """What is right of the files, in the order they refer to each other; what is wrong is noted on the shelf."""
    found = []
    for folder, path in sorted(content_files(paths), key=lambda item: FOLDERS.index(item[0])):
        before = len(shelf.problems)
        shelf.add(folder, path)
        if len(shelf.problems) == before:
            raw = path.read_bytes()
            found.append(((folder, str(parse(path.name, raw).data["id"])), path, raw))
    return found


def _write(path: Path, raw: bytes) -> Path:
    """All of it or nothing: what was there stays until the new file is whole."""
    part = path.with_name(path.name + ".part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        part.write_bytes(raw)
        part.replace(path)
    except OSError as error:
        raise ContentError(
            f"{path} could not be written ({error.strerror or error}); choose another place."
        ) from error
    return path


_NAMES = {
    "levels": "level",
    "companies": "company",
    "competencies": "guide",
    "principles": "principle",
    "lines": "set of lines",
    "rounds": "round",
    "samples": "sample",
    "loops": "loop",
}
