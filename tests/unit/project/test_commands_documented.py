"""Documentation that fails a test when it lies: every command and option is in docs/commands.md."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import typer.main

from desktop.__main__ import cli

ROOT = Path(__file__).resolve().parents[3]


def commands() -> dict[str, list[str]]:
    """Every command's full name and its options."""
    found: dict[str, list[str]] = {}

    def walk(command: object, name: str) -> None:
        inner = getattr(command, "commands", None)
        if inner:
            for key, value in inner.items():
                walk(value, f"{name} {key}")
            return
        options = [opt for param in command.params for opt in param.opts if opt.startswith("--")]  # type: ignore[attr-defined]
        found[name] = [option for option in options if option != "--help"]

    walk(typer.main.get_command(cli), "hotseat")
    return found


def test_every_command_and_option_is_documented() -> None:
    text = (ROOT / "docs" / "commands.md").read_text()
    sections = {part.splitlines()[0].strip(): part for part in text.split("\n## ")[1:]}
    known = commands()
    assert set(sections) == set(known)
    for name, options in known.items():
        for option in options:
            assert f"`{option}" in sections[name], (name, option)


def test_help_comes_without_qt_or_a_model() -> None:
    code = (
        "import sys; sys.argv=['hotseat','--help']\n"
        "from desktop.__main__ import main\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        "heavy = {'PySide6','faster_whisper','llama_cpp','piper','numpy','pydantic','onnxruntime'} & set(sys.modules)\n"
        "assert not heavy, heavy"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "rehearse" in done.stdout
