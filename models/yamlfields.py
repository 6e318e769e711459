"""YAML read with the place of every field, so that an error can name file, line and field."""

from __future__ import annotations

import re
from collections.abc import Iterator

import yaml

from models.errors import CatalogueError


class Fields:
    """A mapping of a YAML file. Each getter takes a field out; `end` complains about what nobody took."""

    def __init__(self, node: yaml.Node, file: str, trail: str) -> None:
        self._file, self._trail, self._node = file, trail, node
        self._values: dict[str, yaml.Node] = {}
        if not isinstance(node, yaml.MappingNode):
            raise self.wrong("", "must be a mapping of fields", node)
        for key, value in node.value:
            name = str(key.value)
            if name in self._values:
                raise self.wrong(name, "is given twice", key)
            self._values[name] = value

    def wrong(self, field: str, why: str, node: yaml.Node | None = None) -> CatalogueError:
        """An error at `field` (its own line when it is there, else the mapping's)."""
        at = node or self._values.get(field) or self._node
        place = ".".join(part for part in (self._trail, field) if part) or "the file"
        return CatalogueError(f"{self._file}, line {at.start_mark.line + 1}: {place} {why}.")

    def has(self, field: str) -> bool:
        """True when the field is there and was not taken yet."""
        return field in self._values

    def text(self, field: str, pattern: str = r".+", means: str = "must be text") -> str:
        """A scalar that matches `pattern` whole."""
        node = self._take(field)
        value = str(node.value) if isinstance(node, yaml.ScalarNode) else ""
        if not re.fullmatch(pattern, value):
            raise self.wrong(field, f"{means}, not '{value}'" if value else means, node)
        return value

    def number(self, field: str) -> int:
        """A whole number above zero."""
        return int(self.text(field, r"[1-9][0-9]*", "must be a whole number above zero"))

    def flag(self, field: str) -> bool:
        """true or false; an absent field is false."""
        if not self.has(field):
            return False
        return self.text(field, "true|false", "must be true or false") == "true"

    def mapping(self, field: str) -> Fields:
        """A mapping inside this one."""
        return Fields(self._take(field), self._file, self._inside(field))

    def list(self, field: str) -> Iterator[Fields]:
        """The mappings of a list that is not empty."""
        node = self._take(field)
        if not isinstance(node, yaml.SequenceNode) or not node.value:
            raise self.wrong(field, "must be a list with at least one entry", node)
        for index, entry in enumerate(node.value):
            yield Fields(entry, self._file, self._inside(f"{field}[{index}]"))

    def names(self) -> tuple[str, ...]:
        """The fields not taken yet, in the file's order."""
        return tuple(self._values)

    def end(self) -> None:
        """Raise about a field that no reader knows."""
        for name in self._values:
            raise self.wrong(name, "is not a field that Hotseat knows")

    def _take(self, field: str) -> yaml.Node:
        if field not in self._values:
            raise self.wrong(field, "is missing")
        return self._values.pop(field)

    def _inside(self, field: str) -> str:
        return f"{self._trail}.{field}" if self._trail else field


def read_fields(text: str, file: str) -> Fields:
    """The top mapping of a YAML text; `file` is the name that errors say. Builds no Python objects."""
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # the C one is ten times as fast; not everywhere
    try:
        node = yaml.compose(text, Loader=loader)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise CatalogueError(f"{file}, line {line}: not valid YAML ({error.problem}).") from error
    except yaml.YAMLError as error:
        raise CatalogueError(f"{file}: not valid YAML ({error}).") from error
    if node is None:
        raise CatalogueError(f"{file}, line 1: the file is empty.")
    return Fields(node, file, "")
