"""docs/content.md tells the truth: every field of the schema, and examples that load."""

from __future__ import annotations

import inspect
import re
from pathlib import Path
from typing import Any

import pytest

from content import schema
from content.codes import CUT_IN_REASONS, GAP_CODES, PROBE_CODES
from content.expectations import expected
from content.library import FOLDERS, load_library
from content.schema import Strict
from content.shelf import check_paths

DOCS = (Path(__file__).parents[3] / "docs" / "content.md").read_text(encoding="utf-8")
MODELS = [
    model
    for _, model in inspect.getmembers(schema, inspect.isclass)
    if issubclass(model, Strict) and model is not Strict
]


def rows(model: type[Strict]) -> list[str]:
    """The rows of a model's table in the documentation, from its own fields (not the inherited ones)."""
    own = [name for name in model.model_fields if name in model.__annotations__]
    return [
        f"| `{name}` | {_takes(model, name)} | {_default(model, name)} | {model.model_fields[name].description} |"
        for name in own
    ]


def _takes(model: type[Strict], name: str) -> str:
    return re.sub(r"an id \([^)]*\)", "an id", _in_full(model, name))


def _in_full(model: type[Strict], name: str) -> str:
    takes = expected(model, (name,))
    if takes.startswith(("a list", "fields")):
        annotation = model.model_fields[name].annotation
        arguments: tuple[Any, ...] = getattr(annotation, "__args__", ())
        item = expected(model, (name, 0))
        inside = getattr(arguments[0], "__name__", "") if arguments else ""
        kind = f"`{inside}`" if item.startswith("fields") else item
        takes = f"{takes}, each {kind}" if takes.startswith("a list") else f"fields, each {item}"
    return takes


def _default(model: type[Strict], name: str) -> str:
    field = model.model_fields[name]
    if field.is_required():
        return "must be there"
    return f"{field.default}" if field.default else "none"


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_every_field_is_described(model: type[Strict]) -> None:
    section = DOCS.partition(f"(`{model.__name__}`)\n")[2].partition("\n### ")[0].partition("\n## ")[0]
    found = [line for line in section.splitlines() if line.startswith("| `")]
    assert found == rows(model)


def test_every_field_has_a_description() -> None:
    for model in MODELS:
        assert all(field.description for field in model.model_fields.values()), model


def test_every_code_and_folder_is_named() -> None:
    for code in (*GAP_CODES, *PROBE_CODES, *CUT_IN_REASONS):
        assert re.search(rf"`{code}`", DOCS), code
    for folder in FOLDERS:
        assert f"`{folder}/`" in DOCS


def test_the_example_round_loads_and_its_error_is_the_one_shown(tmp_path: Path) -> None:
    (example,) = re.findall(r"```yaml\n(id: .*?)```", DOCS, re.DOTALL)
    path = tmp_path / "rounds" / "my-round.yaml"
    path.parent.mkdir()
    path.write_text(example, encoding="utf-8")
    loaded = load_library(tmp_path)
    assert loaded.problems == ()
    assert len(loaded.rounds["late-parcels"].probes) == len(PROBE_CODES)
    path.write_text(example.replace("weight: 40", "weight: ten"), encoding="utf-8")
    (problem,) = check_paths([path])
    assert f"{problem}\n" in DOCS
