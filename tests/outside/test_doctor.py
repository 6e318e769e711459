"""The doctor from the outside: every finding with what to do, whatever is broken."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from desktop.commands import doctor as doctor_module
from desktop.commands.doctor import doctor
from desktop.commands.finding import Finding
from desktop.minds import chosen_mind, mind_path
from desktop.settings import Settings, save_settings
from models.store import ModelStore
from tests.audio.virtual_card import VirtualCard
from tests.outside.hotseat_process import environment, has_sound_card, hollow_gguf, hotseat


def findings(**env: str) -> tuple[int, dict[str, dict[str, str]]]:
    """Exit code, and the last finding of each name."""
    told = hotseat("doctor", "--json", env=environment(**env), timeout=300)
    assert "Traceback" not in told.err
    answer = json.loads(told.out)
    assert answer["ready"] is not any(f["state"] == "wrong" for f in answer["findings"])
    assert told.code == (0 if answer["ready"] else 1)
    return told.code, {f["name"]: f for f in answer["findings"]}


def test_a_bare_machine_is_told_what_to_do(tmp_path: Path) -> None:
    code, found = findings(HOTSEAT_MODELS=str(tmp_path / "models"))
    assert code == 1
    assert found["Weights"]["state"] == "wrong"
    assert "`hotseat models fetch" in found["Weights"]["way_on"]
    assert found["Display"]["state"] == "note"
    assert found["Speech"]["found"] == "not measured: the weights are not here"
    assert "fixed wordings" in found["Thinking"]["way_on"]
    assert all(f["way_on"] for f in found.values() if f["state"] == "wrong")
    if not has_sound_card():
        assert "plug one in" in found["Microphone"]["way_on"]
        assert "rehearse --typed" in found["Loudspeaker"]["way_on"]


def test_a_broken_journal_is_a_finding_and_no_end(own_home: Path, tmp_path: Path) -> None:
    own_home.mkdir()
    (own_home / "journal.sqlite3").write_bytes(b"this is a text, and long enough to be looked at\n" * 50)
    _, found = findings(HOTSEAT_MODELS=str(tmp_path / "models"))
    assert found["Journal"]["state"] == "wrong" and "move it" in found["Journal"]["way_on"]
    assert "Weights" in found


def test_a_broken_catalogue_and_broken_settings_are_findings(own_home: Path, tmp_path: Path) -> None:
    (tmp_path / "models").mkdir()
    (tmp_path / "models" / "local.yaml").write_text("models: 3\n")
    own_home.mkdir()
    (own_home / "settings.json").write_text("{")
    _, found = findings(HOTSEAT_MODELS=str(tmp_path / "models"))
    assert found["Weights"]["state"] == "wrong" and "local.yaml" in found["Weights"]["way_on"]
    assert "settings-broken-1.json" in found["Settings"]["way_on"]
    assert (own_home / "settings-broken-1.json").read_text() == "{"


def test_it_is_also_told_in_words(tmp_path: Path) -> None:
    told = hotseat("doctor", env=environment(HOTSEAT_MODELS=str(tmp_path / "models")))
    assert told.code == 1
    assert "!!   Weights        whisper-base is not here" in told.out
    assert "cannot be held here yet: see" in told.out.splitlines()[-1]


@pytest.mark.weights
@pytest.mark.sound
def test_a_whole_machine_is_measured_in_about_ten_seconds(card: VirtualCard) -> None:
    _, found = findings(**card.settings)
    assert found["Microphone"]["state"] == found["Loudspeaker"]["state"] == "good"
    assert "of memory are free" in found["Language model"]["found"]
    for name in ("Speaking", "Listening"):
        assert 0 < float(found[name]["found"].split()[0]) < 5
    assert "tokens a second" in found["Thinking"]["found"]


def test_short_memory_is_told_with_the_way_out(monkeypatch: pytest.MonkeyPatch) -> None:
    import psutil

    class Short:
        total, available = 4_000_000_000, 900_000_000

    monkeypatch.setattr(psutil, "virtual_memory", Short)
    finding = doctor_module._memory()
    assert finding.state == "wrong" and finding.found == "0.9 GB of 4.0 GB free"
    assert "close other programs" in finding.way_on and "--mind none" in finding.way_on


def test_one_core_is_too_few(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor_module.os, "sched_getaffinity", lambda _: {0}, raising=False)
    assert doctor_module._processor().state == "wrong"


def test_no_room_for_the_weights_is_told_with_the_amount(tmp_path: Path) -> None:
    finding = doctor_module._model_folder(ModelStore(tmp_path / "models"), 10**18)
    assert finding.state == "wrong" and "make room" in finding.way_on


def test_the_mind_of_the_settings_is_shown(own_home: Path, tmp_path: Path) -> None:
    save_settings(own_home, Settings(mind="none"))
    _, found = findings(HOTSEAT_MODELS=str(tmp_path / "models"))
    assert found["Language model"]["found"].startswith("none: No model is chosen")
    assert "Thinking" not in found


def test_of_several_minds_that_are_here_the_smallest_stands_in(tmp_path: Path) -> None:
    store = ModelStore(tmp_path / "models")
    assert chosen_mind("", store).model_id.startswith("qwen2.5-coder")  # none is here: the one to fetch
    for name, size in (("large", 9000), ("small", 2048), ("middling", 4000)):
        (tmp_path / f"{name}.gguf").write_bytes(hollow_gguf(size))
        store.add(tmp_path / f"{name}.gguf")
    choice = chosen_mind("", store)
    assert choice.model_id == "small" and "the smallest that is here is used instead" in choice.reason
    assert mind_path("", store) == tmp_path / "small.gguf"
    assert chosen_mind("large", store).reason == "It is chosen in the settings."


def test_the_exit_code_and_json_follow_the_findings(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    good, wrong = Finding("A", "good", "fine"), Finding("B", "wrong", "none", "Mend it.")
    monkeypatch.setattr(doctor_module, "examine", lambda: iter((good,)))
    assert doctor(False) == 0
    assert "can be held here" in capsys.readouterr().out
    monkeypatch.setattr(doctor_module, "examine", lambda: iter((good, wrong)))
    assert doctor(True) == 1
    assert json.loads(capsys.readouterr().out)["ready"] is False
