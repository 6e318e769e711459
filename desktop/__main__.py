"""hotseat: without an argument the app opens; sub-commands load no Qt."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Annotated

import typer

cli = typer.Typer(
    name="hotseat",
    help="Rehearse behavioural interviews out loud, with nothing leaving this computer. Without a command, the app opens.",
    invoke_without_command=True,
    no_args_is_help=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    add_completion=False,
)
sessions = typer.Typer(help="What has been rehearsed.", rich_markup_mode=None, no_args_is_help=True)
models = typer.Typer(
    help="The weights: which there are, where they come from.", rich_markup_mode=None, no_args_is_help=True
)
content = typer.Typer(
    help="Rounds, guides, companies and levels.", rich_markup_mode=None, no_args_is_help=True
)
cli.add_typer(sessions, name="sessions")
cli.add_typer(models, name="models")
cli.add_typer(content, name="content")


@cli.callback()
def start(context: typer.Context) -> None:
    if context.invoked_subcommand is None:
        from desktop.app import run_app

        raise typer.Exit(run_app())


@cli.command()
def rehearse(
    round_id: Annotated[
        str, typer.Option("--round", help="The round's id; `hotseat rounds` lists them.")
    ] = "disagree-and-commit",
    company: Annotated[str, typer.Option(help="A company's id, instead of the round's own.")] = "",
    level: Annotated[str, typer.Option(help="A level's id, instead of the round's own.")] = "",
    candidate: Annotated[
        list[Path] | None,
        typer.Option(
            help="A sound file, or a folder of them, one answer each: the file is the microphone. May be repeated."
        ),
    ] = None,
    input_device: Annotated[str, typer.Option(help="Part of the microphone's name.")] = "",
    output_device: Annotated[str, typer.Option(help="Part of the loudspeaker's name.")] = "",
    headphones: Annotated[
        bool | None,
        typer.Option(
            "--headphones/--speakers",
            help="Whether the microphone hears the loudspeaker, whose echo is then cancelled; by its name unless told.",
            show_default=False,
        ),
    ] = None,
    fast: Annotated[bool, typer.Option(help="With sound files: as fast as this machine can.")] = False,
    seconds: Annotated[int, typer.Option(min=0, help="Length of the round; 0 for the round's own.")] = 0,
    strictness: Annotated[
        str,
        typer.Option(help="patient, standard or strict: how readily it cuts in, instead of the round's own."),
    ] = "",
    mind: Annotated[str, typer.Option(help='A model\'s id, or "none" for wordings without a model.')] = "",
    voice: Annotated[str, typer.Option(help="piper or system.")] = "piper",
    out: Annotated[
        Path | None, typer.Option(help="Folder for recording, journal (JSON Lines) and report (JSON, HTML).")
    ] = None,
    typed: Annotated[bool, typer.Option(help="Answers are typed, a line each.")] = False,
    json: Annotated[bool, typer.Option("--json", help="With --typed: one JSON object a line.")] = False,
) -> None:
    """A whole round without a window: by microphone, from sound files, or typed."""
    from desktop.commands.rehearse import rehearse as run
    from desktop.options import Options

    if strictness not in ("", "patient", "standard", "strict"):
        raise typer.BadParameter("patient, standard or strict", param_hint="--strictness")
    if voice not in ("piper", "system"):
        raise typer.BadParameter("piper or system", param_hint="--voice")
    options = Options(
        round_id=round_id,
        company=company,
        level=level,
        candidate=tuple(candidate or ()),
        input_device=input_device,
        output_device=output_device,
        headphones="auto" if headphones is None else "headphones" if headphones else "speakers",
        fast=fast,
        seconds=seconds,
        strictness=strictness,  # type: ignore[arg-type]
        mind=mind,
        voice=voice,
        typed=typed,
    )
    _exit(lambda: run(options, out, json))


@cli.command()
def demo(
    or_app: Annotated[
        bool, typer.Option("--or-app", help="Open the app instead where there is a display.")
    ] = False,
    headless: Annotated[bool, typer.Option(help="Without a window even where there is a display.")] = False,
    fast: Annotated[
        bool | None, typer.Option(help="As fast as this machine can; the default without a window.")
    ] = None,
    seconds: Annotated[int, typer.Option(min=0, help="Length of the round.")] = 300,
    round_id: Annotated[
        str,
        typer.Option(
            "--round", help="Which round; `hotseat rounds` lists them.", show_default="disagree-and-commit"
        ),
    ] = "",
    quality: Annotated[
        str,
        typer.Option(
            help="Which sample candidate: weak, middling or strong.",
            show_default="middling where there is one",
        ),
    ] = "",
    out: Annotated[Path | None, typer.Option(help="Folder for recording, journal and report.")] = None,
) -> None:
    """A round with a sample candidate who speaks, in the window if there is one."""
    from desktop.commands.demo import demo as run

    _exit(
        lambda: run(
            or_app=or_app,
            headless=headless,
            fast=fast,
            seconds=seconds,
            quality=quality,
            out=out,
            round_id=round_id,
        )
    )


@cli.command()
def assess(
    cases: Annotated[
        Path, typer.Argument(help="Written answers: a YAML list with id, question and answer (sentences).")
    ],
    out: Annotated[Path, typer.Option(help="Where the labels go.")],
    mind: Annotated[
        bool, typer.Option("--mind/--no-mind", help="Whether the language model may read along.")
    ] = True,
) -> None:
    """Label written answers: sections, gaps, interruption, probes, scores, verdict."""
    from desktop.commands.assess import assess as run

    _exit(lambda: run(cases, out, mind))


@cli.command()
def rounds(text: Annotated[str, typer.Argument(help="Words to search for.")] = "") -> None:
    """List the rounds."""
    from desktop.commands.content import list_rounds

    _exit(lambda: list_rounds(text))


@content.command("check")
def content_check(
    paths: Annotated[
        list[Path] | None, typer.Argument(help="Files or folders; without any, ours and yours.")
    ] = None,
) -> None:
    """Check content files: every error with its file, line and field."""
    from desktop.commands.content import check

    _exit(lambda: check(tuple(paths or ())))


@content.command("export")
def content_export(
    ids: Annotated[
        list[str] | None,
        typer.Argument(help="Ids of rounds, guides or any other content; without any, yours."),
    ] = None,
    out: Annotated[Path, typer.Option(help="The folder to write into.")] = Path("hotseat-content"),
    stories: Annotated[bool, typer.Option("--stories", help="The story bank too.")] = False,
) -> None:
    """Write rounds, guides and stories as files that another Hotseat can import."""
    from desktop.commands.content import export

    _exit(lambda: export(tuple(ids or ()), out, stories))


@content.command("import")
def content_import(
    paths: Annotated[
        list[Path], typer.Argument(help="Content files, files of stories, or exported folders.")
    ],
    replace: Annotated[
        bool, typer.Option("--replace", help="Put them in the place of yours of the same id.")
    ] = False,
) -> None:
    """Take in rounds, guides and stories: all that is given, or nothing where a file is not right."""
    from desktop.commands.content import take_in

    _exit(lambda: take_in(tuple(paths), replace))


@cli.command()
def doctor(json: Annotated[bool, typer.Option("--json", help="As one JSON object.")] = False) -> None:
    """Devices, models, memory, processor, a ten-second benchmark, and what to do about each finding."""
    from desktop.commands.doctor import doctor as run

    _exit(lambda: run(json))


@sessions.command("list")
def sessions_list(json: Annotated[bool, typer.Option("--json", help="As JSON.")] = False) -> None:
    """All sessions, newest first."""
    from desktop.commands import sessions as run

    _exit(lambda: run.list_sessions(json))


@sessions.command("find")
def sessions_find(
    words: Annotated[
        list[str], typer.Argument(help="All of them have to be there; a phrase in quotation marks.")
    ],
    json: Annotated[bool, typer.Option("--json", help="As JSON.")] = False,
) -> None:
    """Where these words were said, or written into a note, in any session."""
    from desktop.commands import sessions as run

    _exit(lambda: run.find(" ".join(f'"{word}"' if " " in word else word for word in words), json))


@sessions.command("show")
def sessions_show(session: Annotated[str, typer.Argument(help="A session's id, or its beginning.")]) -> None:
    """The dialogue and the report of a session."""
    from desktop.commands import sessions as run

    _exit(lambda: run.show(session))


@sessions.command("export")
def sessions_export(
    session: Annotated[str, typer.Argument(help="A session's id, or its beginning.")],
    out: Annotated[Path, typer.Option(help="The folder to write into.")],
) -> None:
    """Recording, journal (JSON Lines) and report (JSON, HTML, Markdown), subtitles and labels."""
    from desktop.commands import sessions as run

    _exit(lambda: run.export(session, out))


@sessions.command("recover")
def sessions_recover(
    session: Annotated[str, typer.Argument(help="A session's id, or its beginning.")],
) -> None:
    """Close a round that was cut off: mend its recording, score what was said."""
    from desktop.commands import sessions as run

    _exit(lambda: run.recover(session))


@sessions.command("delete")
def sessions_delete(
    session: Annotated[str, typer.Argument(help="A session's id, or its beginning.")],
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
) -> None:
    """Delete a session for good, its recording too."""
    from desktop.commands import sessions as run

    _exit(lambda: run.delete(session, yes))


@models.command("list")
def models_list() -> None:
    """Every model: whether it is here, its size and licence."""
    from desktop.commands import models as run

    _exit(run.list_models)


@models.command("fetch")
def models_fetch(
    names: Annotated[list[str] | None, typer.Argument(help="Ids; without any, the default set.")] = None,
) -> None:
    """Download and verify weights; goes on where it was cut off."""
    from desktop.commands import models as run

    _exit(lambda: run.fetch(tuple(names or ())))


@models.command("verify")
def models_verify(
    names: Annotated[list[str] | None, typer.Argument(help="Ids; without any, all that are here.")] = None,
) -> None:
    """Check weights against their hashes."""
    from desktop.commands import models as run

    _exit(lambda: run.verify(tuple(names or ())))


@models.command("add")
def models_add(
    path: Annotated[
        Path, typer.Argument(help="A GGUF file, a CTranslate2 Whisper folder or a Piper voice (.onnx).")
    ],
    name: Annotated[str, typer.Option(help="The id to give it.")] = "",
) -> None:
    """Use weights of your own, by their path."""
    from desktop.commands import models as run

    _exit(lambda: run.add(path, name))


def _exit(run: object) -> None:
    """Run a command; a known error is one sentence on standard error and exit code 1."""
    from desktop.commands.errors import sentences

    raise typer.Exit(sentences(run))  # type: ignore[arg-type]


def main() -> None:
    # Read once, when the first library with OpenMP is loaded, and PortAudio may bring it before llama.cpp: threads
    # that wait spin otherwise, and the mind was measured five times slower beside an opened sound library.
    os.environ.setdefault("OMP_WAIT_POLICY", "passive")
    if hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(encoding="utf-8", errors="replace")
    from desktop.logbook import keep_log

    keep_log()
    cli()


if __name__ == "__main__":
    main()
