"""The settings file: every choice survives, and a broken file costs nothing but the broken choice."""

import json
import os
import sys
from dataclasses import asdict, fields
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.options import Options
from desktop.paths import DataFolderError
from desktop.settings import FILE, Settings, load_settings, options_for, save_settings


def test_without_a_file_the_defaults_hold(tmp_path: Path) -> None:
    assert load_settings(tmp_path / "nowhere") == (Settings(), "")
    assert not (tmp_path / "nowhere").exists()


@given(
    settings=st.builds(
        Settings,
        input_device=st.text(st.characters(exclude_categories=("Cs",))),
        headphones=st.sampled_from(("auto", "headphones", "speakers")),
        voice=st.sampled_from(("piper", "system")),
        theme=st.sampled_from(("system", "dark", "light")),
        strictness=st.sampled_from(("", "patient", "standard", "strict")),
        captions=st.booleans(),
        reduced_motion=st.booleans(),
    )
)
def test_what_is_saved_is_loaded(settings: Settings, tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("data")
    save_settings(folder, settings)
    assert load_settings(folder) == (settings, "")
    assert [f.name for f in folder.iterdir()] == [FILE]


def test_an_older_file_lacks_newer_choices(tmp_path: Path) -> None:
    (tmp_path / FILE).write_text('{"theme": "light"}')
    assert load_settings(tmp_path) == (Settings(theme="light"), "")


def test_a_broken_field_costs_only_itself(tmp_path: Path) -> None:
    was = '{"theme": "pink", "captions": "yes", "view": "real", "colour": 1}'
    (tmp_path / FILE).write_text(was)
    settings, notice = load_settings(tmp_path)
    assert settings == Settings(view="real")
    for part in (
        "'theme' cannot be \"pink\"",
        "'captions' cannot be \"yes\"",
        "'colour'",
        str(tmp_path / FILE),
    ):
        assert part in notice
    assert "settings-broken-1.json" in notice
    assert (tmp_path / "settings-broken-1.json").read_text() == was
    assert load_settings(tmp_path) == (Settings(view="real"), "")


@pytest.mark.parametrize("was", [b'{"theme": "dark",', b"\xff\xfe\x00", b"[1, 2]", b"", b"null"])
def test_a_broken_file_is_kept_beside(tmp_path: Path, was: bytes) -> None:
    (tmp_path / FILE).write_bytes(was)
    settings, notice = load_settings(tmp_path)
    assert settings == Settings()
    assert "settings-broken-1.json" in notice and "default" in notice
    assert (tmp_path / "settings-broken-1.json").read_bytes() == was
    assert load_settings(tmp_path) == (Settings(), "")


def test_a_second_broken_file_does_not_replace_the_first(tmp_path: Path) -> None:
    for was in ("{", "{{"):
        (tmp_path / FILE).write_text(was)
        load_settings(tmp_path)
    assert (tmp_path / "settings-broken-1.json").read_text() == "{"
    assert (tmp_path / "settings-broken-2.json").read_text() == "{{"


def test_a_settings_folder_in_the_files_place(tmp_path: Path) -> None:
    (tmp_path / FILE).mkdir()
    settings, notice = load_settings(tmp_path)
    assert settings == Settings()
    assert str(tmp_path / FILE) in notice


def test_where_nothing_can_be_written_it_says_so_and_keeps_the_old_file(tmp_path: Path) -> None:
    save_settings(tmp_path, Settings(theme="dark"))
    before = (tmp_path / FILE).read_text()
    blocked = tmp_path / FILE / "below a file"
    with pytest.raises(DataFolderError, match="could not be kept"):
        save_settings(blocked, Settings())
    assert (tmp_path / FILE).read_text() == before


def test_a_cut_off_save_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    save_settings(tmp_path, Settings(theme="dark"))

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(DataFolderError, match="No space left"):
        save_settings(tmp_path, Settings(theme="light"))
    assert load_settings(tmp_path)[0].theme == "dark"
    assert [f.name for f in tmp_path.iterdir()] == [FILE]


def test_the_next_round_follows_the_settings() -> None:
    settings = Settings(
        input_device="USB",
        output_device="Jabra",
        headphones="speakers",
        voice="system",
        mind="none",
        view="real",
    )
    options = options_for(settings, round_id="disagree-and-commit", level="staff")
    assert options == Options(
        round_id="disagree-and-commit",
        level="staff",
        input_device="USB",
        output_device="Jabra",
        headphones="speakers",
        voice="system",
        mind="none",
        view="real",
    )
    assert options_for(settings, input_device="").input_device == ""


@pytest.mark.parametrize(("kept", "means"), [(True, "headphones"), (False, "auto")])
def test_headphones_as_they_used_to_be_kept(tmp_path: Path, kept: bool, means: str) -> None:
    (tmp_path / FILE).write_text(json.dumps({"headphones": kept, "theme": "dark"}))
    settings, trouble = load_settings(tmp_path)
    assert (settings.headphones, settings.theme, trouble) == (means, "dark", "")


def test_the_file_is_plain_json_with_every_setting(tmp_path: Path) -> None:
    save_settings(tmp_path, Settings())
    assert json.loads((tmp_path / FILE).read_text()) == asdict(Settings())
    assert len(fields(Settings)) == len(asdict(Settings()))


def test_settings_know_no_qt() -> None:
    code = "import sys, desktop.settings; sys.exit(any(m.startswith('PySide6') for m in sys.modules))"
    assert os.spawnv(os.P_WAIT, sys.executable, [sys.executable, "-c", code]) == 0
