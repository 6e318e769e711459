"""A YAML file as plain data that still knows its line numbers.

Only mappings, lists, text, numbers, true, false and null: dates stay text, tags and merge keys are refused.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

import yaml

from content.errors import ContentFieldError, ContentFilesError

Loc = tuple[int | str, ...]
"""A place in the data: keys and positions from the top."""

MAX_BYTES = 1_000_000
MAX_DEPTH = 100
"""PyYAML's C composer recurses without a check and takes the process down at some ten thousand levels."""
MAX_VALUES = 50_000
"""Aliases of aliases can unfold a short file into any number of values."""

_TAG = "tag:yaml.org,2002:"
_TEXT = _TAG + "str"
_PLAIN_TAGS = {
    _TAG + kind for kind in ("map", "seq", "str", "int", "float", "bool", "null", "timestamp", "value")
}
_INTEGER = re.compile(r"[-+]?[0-9]+")
_DECIMAL = re.compile(r"[-+]?[0-9]*\.[0-9]+|[-+]?[0-9]+\.[0-9]*")
_BLOCK_PREFIX = re.compile(rf"^[ \-?:]{{{MAX_DEPTH}}}", re.MULTILINE)
_BRACKET = re.compile(r"[\[\]{}]")

_NEVER_TEXT_ONLY = frozenset("-+.0123456789~nNtTfFyYoO<=!&*")
"""What a plain scalar begins with that is a number, true, false, nothing or a sign of YAML's; others are text."""


class _Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """Takes the type of most scalars from their first letter, where the resolver tries a list of patterns."""

    def descend_resolver(self, current_node: Any, current_index: Any) -> None:
        pass  # for types by their place in the file, which content files have none of

    def ascend_resolver(self) -> None:
        pass

    def resolve(self, kind: Any, value: Any, implicit: Any) -> Any:
        if kind is yaml.ScalarNode and value and value[0] not in _NEVER_TEXT_ONLY:
            return _TEXT
        return super().resolve(kind, value, implicit)


_PLAIN_WORDS = {
    "mapping values are not allowed": "has a second colon or a wrong indentation; put text that holds "
    "a colon and a space between quotes",
    "could not find expected ':'": "has a name without a colon after it, here or on the line above",
    "found character that cannot start any token": "has text that begins with a special character; "
    "put it between quotes",
    "found unexpected end of stream": "has a quotation mark that is never closed",
    "did not find expected ',' or ']'": "has a [ that is never closed, or a missing comma",
    "did not find expected ',' or '}'": "has a { that is never closed, or a missing comma",
    "found undefined alias": "has text that begins with an asterisk; put it between quotes",
    "but found another document": "has a line of three dashes, which begins a second document; "
    "one file is one document",
    "block sequence entries are not allowed": "has a list that begins on its field's own line; "
    "begin it on the next line",
    "did not find expected '-' indicator": "mixes list items and fields at one indentation",
    "did not find expected key": "is indented unlike the lines it belongs with",
    "found unknown escape character": "has a backslash YAML does not know; use single quotes or double it",
}


@dataclass(frozen=True)
class Source:
    """A parsed file."""

    name: str
    """The file's name, as errors give it."""
    data: dict[Any, Any]
    _top: yaml.MappingNode = field(repr=False)

    def line(self, loc: Loc) -> int:
        """The line, from 1, of a place in the data; of the nearest place above it where it is missing."""
        node: yaml.Node = self._top
        line = node.start_mark.line + 1
        for step in loc:
            found = _child(node, step)
            if found is None:
                break
            line, node = found
        return line

    def problem(self, loc: Loc, problem: str) -> ContentFieldError:
        """A problem at a place in this file."""
        return ContentFieldError(self.name, self.line(loc), dotted(loc), problem)


def dotted(loc: Loc) -> str:
    """("tables", 0, "name") as "tables.0.name"."""
    return ".".join(str(step) for step in loc)


def parse(name: str, raw: bytes) -> Source:
    """Read a file's bytes; `name` is what errors call it.

    Raises ContentFilesError: the first problem of what is not YAML, else all duplicate keys and refused tags.
    """
    text = _decode(name, raw)
    top = _compose(name, text)
    reader = _Reader(name)
    try:
        data = reader.value(top, ())
    except RecursionError:
        raise _refused(name, None, "is nested too deeply, or an anchor holds itself") from None
    if reader.problems:
        raise ContentFilesError(reader.problems)
    assert isinstance(top, yaml.MappingNode) and isinstance(data, dict)
    return Source(name, data, top)


def _decode(name: str, raw: bytes) -> str:
    if len(raw) > MAX_BYTES:
        raise _refused(name, None, f"is larger than {MAX_BYTES // 1_000_000} MB, which no content file needs")
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise _refused(name, None, "is saved as UTF-16; save it as UTF-8")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        byte = raw[error.start]
        raise _refused(
            name, line, f"holds the byte {byte:#04x}, which is not UTF-8; save it as UTF-8"
        ) from None
    if not text.strip():
        raise _refused(name, None, "is empty")
    return text


def _compose(name: str, text: str) -> yaml.MappingNode:
    if _too_deep(text):
        raise _refused(name, None, f"is nested more than {MAX_DEPTH} levels deep")
    try:
        top = yaml.compose(text, Loader=_Loader)
    except yaml.reader.ReaderError as error:
        line = text.count("\n", 0, error.position) + 1
        problem = f"holds the control character {ord(chr(error.character)):#04x}; delete it"
        raise _refused(name, line, problem) from None
    except yaml.MarkedYAMLError as error:
        raise _syntax(name, text, error) from None
    if top is None:
        raise _refused(name, None, "holds comments only")
    if not isinstance(top, yaml.MappingNode):
        raise _refused(
            name, top.start_mark.line + 1, "must begin with a field (name: value), not a list or a text"
        )
    return top


def _syntax(name: str, text: str, error: yaml.MarkedYAMLError) -> ContentFilesError:
    mark = error.problem_mark or error.context_mark
    if mark is None:
        return _refused(name, None, f"is not YAML: {error.problem}")
    lines = text.splitlines()
    number = min(mark.line + 1, len(lines))
    line = lines[number - 1]
    indent = line[: len(line) - len(line.lstrip())]
    if "\t" in indent:
        return _refused(name, number, "is indented with a tab; YAML takes spaces only")
    problem = error.problem or "is not YAML"
    for start, words in _PLAIN_WORDS.items():
        if problem.startswith(start):
            return _refused(name, number, words)
    return _refused(name, number, f"is not YAML: {problem}")


def _too_deep(text: str) -> bool:
    """Whether nesting could reach MAX_DEPTH. Blocks nest by indentation, the rest by brackets."""
    if text.count("[") + text.count("{") < MAX_DEPTH:
        return _BLOCK_PREFIX.search(text) is not None
    depth = 0
    for bracket in _BRACKET.findall(text):
        depth = depth + 1 if bracket in "[{" else max(0, depth - 1)
        if depth >= MAX_DEPTH:
            return True
    return _BLOCK_PREFIX.search(text) is not None


def _refused(name: str, line: int | None, problem: str) -> ContentFilesError:
    return ContentFilesError([ContentFieldError(name, line, "", problem)])


def _child(node: yaml.Node, step: int | str) -> tuple[int, yaml.Node] | None:
    """The node one step down, and the line it is named on."""
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if key.value == str(step):
                return key.start_mark.line + 1, value
    elif isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
        value = node.value[step]
        return value.start_mark.line + 1, value
    return None


class _Reader:
    """Nodes to plain data, collecting what is wrong on the way."""

    def __init__(self, name: str) -> None:
        self.problems: list[ContentFieldError] = []
        self._name = name
        self._values = 0

    def value(self, node: yaml.Node, loc: Loc) -> Any:
        self._values += 1
        if self._values > MAX_VALUES:
            raise RecursionError
        if node.tag == _TEXT and isinstance(node, yaml.ScalarNode):
            return node.value
        if node.tag not in _PLAIN_TAGS:
            self._note(
                node, loc, f"has the tag '{node.tag}'; write plain text, numbers, lists and fields only"
            )
            return None
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, loc)
        if isinstance(node, yaml.SequenceNode):
            return [self.value(item, (*loc, index)) for index, item in enumerate(node.value)]
        return _scalar(node)

    def _mapping(self, node: yaml.MappingNode, loc: Loc) -> dict[Any, Any]:
        data: dict[Any, Any] = {}
        lines: dict[Any, int] = {}
        for key_node, value_node in node.value:
            if not isinstance(key_node, yaml.ScalarNode):
                self._note(
                    key_node,
                    loc,
                    "a name must be a word, not a list or fields; quote text that begins with [ or {",
                )
                continue
            key = _key(key_node)
            if key in lines:
                self._note(key_node, (*loc, key), f"is given twice, first on line {lines[key]}; keep one")
                continue
            lines[key] = key_node.start_mark.line + 1
            data[key] = self.value(value_node, (*loc, key))
        return data

    def _note(self, node: yaml.Node, loc: Loc, problem: str) -> None:
        self.problems.append(ContentFieldError(self._name, node.start_mark.line + 1, dotted(loc), problem))


def _key(node: yaml.ScalarNode) -> int | str:
    """A field's name: a whole number (a tier) or text."""
    if node.tag == _TEXT:
        return str(node.value)
    key = _scalar(node)
    return key if isinstance(key, int) and not isinstance(key, bool) else str(node.value)


def _scalar(node: yaml.Node) -> str | int | float | bool | None:
    """A plain value. Only decimal numbers count as numbers: 1:20 and 0o14 stay text."""
    value: str = node.value
    kind = node.tag.removeprefix(_TAG)
    if kind == "null":
        return None
    if kind == "bool":
        return value.lower() in ("true", "yes", "on", "y")
    if kind == "int" and _INTEGER.fullmatch(value):
        return int(value)
    if kind == "float" and _DECIMAL.fullmatch(value):
        return float(value)
    return value
