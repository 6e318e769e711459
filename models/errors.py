"""The error tree of the models. Each message is one sentence that says what happened and what to do.

ModelError
├── CatalogueError       a catalogue file is malformed (names file, line and field)
├── UnknownModelError    no catalogue has a model of that name
├── MissingModelError    the model is known and not on this disk
├── VerifyError          bytes on this disk are not the bytes the catalogue proves
├── FetchError           no source could give the model
│   ├── SourceError      one source failed; the next one in the list may do
│   └── FetchCancelled   stopped by the user; what has come is kept
├── StorageError         no room, no permission, or another fetch at work in the model folder
└── NotAModelError       a file or folder given to `add` is not what it should be
"""

STOPPED = "Fetching was stopped; what has come is kept, and the next fetch goes on from there."


class ModelError(Exception):
    """Anything the models report to a person."""


class CatalogueError(ModelError):
    """A catalogue file cannot be read or a field of it is wrong."""


class UnknownModelError(ModelError):
    """A name that no catalogue has."""


class MissingModelError(ModelError):
    """A known model whose files are not on this disk."""


class VerifyError(ModelError):
    """A file's SHA-256 is not the catalogue's."""


class FetchError(ModelError):
    """A model could not be fetched from any of its sources."""


class SourceError(FetchError):
    """One source failed. Its message is a clause that `FetchError` puts into its sentence."""


class FetchCancelled(FetchError):  # noqa: N818 - a decision of the user, not an error of ours
    """The user stopped the fetch."""


class StorageError(ModelError):
    """The model folder is full, read-only or in use."""


class NotAModelError(ModelError):
    """A local file or folder that is not the model it is said to be."""
