"""The set-up files say what they must, and name no host."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture
def setup() -> ModuleType:
    spec = importlib.util.spec_from_file_location("hotseat_setup", ROOT / ".ci" / "setup.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_lock_file_names_no_host_and_pins_every_package_by_hash() -> None:
    lock = (ROOT / "requirements.lock").read_text()
    assert "://" not in lock and "--index" not in lock and "--find-links" not in lock
    packages = re.split(r"\n(?=[A-Za-z0-9])", lock)
    assert len(packages) > 50
    assert all("==" in package and "--hash=sha256:" in package for package in packages)


def test_the_lock_is_split_into_wheels_and_what_is_built_here(setup: ModuleType) -> None:
    wheels, built = setup.split_lock()
    assert built.startswith("llama-cpp-python==") and "--hash=" in built
    assert "llama-cpp-python" not in wheels and "faster-whisper==" in wheels


def test_every_direct_dependency_is_locked() -> None:
    import tomllib

    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    lock = (ROOT / "requirements.lock").read_text().lower()
    wanted = [*project["dependencies"], *project["optional-dependencies"]["dev"]]
    for requirement in wanted:
        name = re.split(r"[><=!~ ;\[]", requirement)[0].lower()
        assert f"\n{name}==" in f"\n{lock}", name


def test_missing_packages_are_told_from_installed_ones(
    setup: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Done:
        stdout = "espeak-ng installed\nxvfb config-files\n"

    monkeypatch.setattr(setup.subprocess, "run", lambda *a, **k: Done())
    assert setup.missing_packages(["espeak-ng", "xvfb", "pulseaudio"]) == ["xvfb", "pulseaudio"]


def test_the_top_level_holds_what_convention_asks_for_and_no_more() -> None:
    import subprocess

    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False)
    if listed.returncode:
        pytest.skip("not a git checkout")
    top = {line.split("/")[0] for line in listed.stdout.splitlines()}
    assert top <= {
        "desktop", "speech", "interviewer", "content", "models", "tests", "pyproject.toml", "README.md",
        "Makefile", "LICENSE", "CHANGELOG.md", "CONTRIBUTING.md", "docs", ".ci", ".gitignore", "requirements.lock",
    }  # fmt: skip
