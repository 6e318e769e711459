"""The interface's words in another language: one function, one file per language. Free of Qt.

Every text of the window is written in English where it is shown and goes through `tr`, in the widgets that draw text
(`Label`, `Button` and their like, `paint.draw_line`) or where a sentence is put together from parts. What an interview
is made of, rounds, guides, questions and what the report says of an answer, is English and stays so. `python -m desktop.words` prints
every text as a JSON object to be filled in; the filled one lies as `words/de.json` (or another language's code) in
the data folder and is taken at the next start where the system speaks that language.
"""

from __future__ import annotations

import ast
import json
import logging
import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

log = logging.getLogger(__name__)

FOLDER = "words"
APART = ("commands",)
"""Folders whose texts go to a terminal."""
SAID_ELSEWHERE = ("debug", "info", "warning", "error", "exception", "getLogger", "print", "QKeySequence")
"""What is given to these goes to the log or is no text."""
_catalogue: dict[str, str] = {}


def tr(text: str, /, **parts: object) -> str:
    """`text` in the language of the window; each `{name}` in it takes the part of that name."""
    made = _catalogue.get(text, text)
    return made.format(**parts) if parts else made


def speak(catalogue: Mapping[str, str]) -> None:
    """Use these translations from now on; an empty one speaks English."""
    _catalogue.clear()
    _catalogue.update({source: made for source, made in catalogue.items() if made})


def load(folder: Path, language: str) -> str:
    """Take the file of a language ("de_AT" falls back to "de"); a sentence on what is wrong with it, or ""."""
    for name in (language, language.partition("_")[0]):
        path = folder / FOLDER / f"{name}.json"
        if not path.is_file():
            continue
        try:
            found = json.loads(path.read_text(encoding="utf-8"))
        except (OSError, ValueError) as error:
            return f"The translation {path} cannot be read ({error}); the window speaks English."
        if not isinstance(found, dict) or not all(isinstance(made, str) for made in found.values()):
            return f"The translation {path} is no object of texts; the window speaks English."
        speak(found)
        return ""
    return ""


# ---------------------------------------------------------------- for translators
def texts(folder: Path) -> tuple[str, ...]:
    """Every text of the window in the order of files and lines: its prose, and what is given to `tr`."""
    found: dict[str, None] = {}
    trees = [
        ast.parse(path.read_text(encoding="utf-8"))
        for path in sorted(folder.rglob("*.py"))
        if path.parent.name not in APART and path.name not in _NO_WINDOW
    ]
    shared = {name for tree in trees for name in _looked_up(tree) if not name.startswith("_")}
    for tree in trees:
        for text in (*_prose(tree), *_given(tree), *_kept(tree, shared | set(_looked_up(tree)))):
            found.setdefault(text)
    return tuple(found)


_NO_WINDOW = ("__main__.py", "words.py", "practice_archive.py", "archive.py", "bridge.py")


def _given(tree: ast.AST) -> Iterator[str]:
    """What is given to `tr` or announced."""
    for node in _translated(tree):
        yield from _said(node)


def _translated(tree: ast.AST) -> Iterator[ast.expr]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and _name(node.func) in ("tr", "announce"):
            yield from node.args[:1]


def _said(node: ast.AST) -> Iterator[str]:
    """Every text in an expression but the keys of its tables and what it asks for."""
    if isinstance(node, ast.Constant):
        if isinstance(node.value, str) and any(letter.isalpha() for letter in node.value):
            yield node.value
        return
    parts: Iterable[ast.AST] = ast.iter_child_nodes(node)
    if isinstance(node, ast.Dict):
        parts = node.values
    elif isinstance(node, ast.Subscript):
        parts = [node.value]
    elif isinstance(node, ast.IfExp):
        parts = [node.body, node.orelse]
    for part in parts:
        yield from _said(part)


def _looked_up(tree: ast.AST) -> Iterator[str]:
    """Names of the tables whose entries are given to `tr`: `tr(TABLE[key])`, `tr(TABLE.get(key, ...))`."""
    for given in _translated(tree):
        for node in ast.walk(given):
            table = node.value if isinstance(node, (ast.Subscript, ast.Attribute)) else None
            if isinstance(table, ast.Name) and table.id.isupper():
                yield table.id


def _kept(tree: ast.Module, tables: set[str]) -> Iterator[str]:
    """What stands in these tables, single words too."""
    for node in tree.body:
        targets = node.targets if isinstance(node, ast.Assign) else [getattr(node, "target", None)]
        if any(isinstance(target, ast.Name) and target.id in tables for target in targets):
            yield from _said(node.value)  # type: ignore[attr-defined]


def _prose(tree: ast.AST) -> Iterator[str]:
    """Every plain text but docstrings and pieces of formatted ones."""
    apart = {id(n) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for n in node.values}
    apart |= {id(n.value) for n in ast.walk(tree) if isinstance(n, ast.Expr)}
    apart |= {
        id(part)
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and _name(node.func) in SAID_ELSEWHERE
        for part in ast.walk(node)
    }
    for node in ast.walk(tree):
        if _is_text(node) and id(node) not in apart:
            text = node.value  # type: ignore[attr-defined]
            if any(letter.isalpha() for letter in text) and (
                " " in text or text[:1].isupper() or "{" in text
            ):
                yield text


def _is_text(node: ast.AST) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


def _name(function: ast.expr) -> str:
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


if __name__ == "__main__":
    empty = dict.fromkeys(texts(Path(__file__).parent), "")
    json.dump(empty, sys.stdout, ensure_ascii=False, indent=1)
    print()
