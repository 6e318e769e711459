"""Which language model a round gets, and the worker that runs it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from threading import Thread

from desktop.words import tr
from interviewer.analysis import reader
from interviewer.events import Input
from interviewer.mind import LlamaMind
from interviewer.mind_worker import MindWorker
from models.choose import MindChoice, choose_mind
from models.errors import UnknownModelError
from models.store import ModelStore

NONE = "none"
"""No model: the round's own wordings alone."""


def suitable_mind(store: ModelStore) -> MindChoice:
    """The model that fits this machine's memory, whether it is here or not."""
    import psutil

    memory = psutil.virtual_memory()
    return choose_mind(memory.total, memory.available)


def mind_path(wanted: str, store: ModelStore) -> Path | None:
    """Where the wanted model lies; empty means the suitable one, NONE gives None.

    Raises:
        ModelError: it is not here, or there is no such model.
    """
    if wanted == NONE:
        return None
    if wanted:
        return _own_choice(wanted, store)
    return store.path(chosen_mind("", store).model_id)


def chosen_mind(wanted: str, store: ModelStore) -> MindChoice:
    """The model a round gets, and why; of those that are here, before one that would have to be fetched.

    Raises:
        ModelError: the model folder's own catalogue is broken.
    """
    if wanted == NONE:
        return MindChoice(NONE, "No model is chosen in the settings: probes come in fixed wordings.")
    if wanted:
        return MindChoice(wanted, "It is chosen in the settings.")
    suitable = suitable_mind(store)
    here = [state.model for state in store.list() if state.model.kind == "mind" and state.verified]
    if not here or store.have(suitable.model_id):
        return suitable
    smallest = min(here, key=lambda model: model.memory_bytes)
    return MindChoice(
        smallest.id,
        tr("{reason} It is not here, so the smallest that is here is used instead.", reason=suitable.reason),
    )


def _own_choice(wanted: str, store: ModelStore) -> Path:
    if wanted.lower().endswith(".gguf") or "/" in wanted or "\\" in wanted:
        raise UnknownModelError(
            f"'{wanted}' is a file, and a language model is chosen by its id; "
            f"`hotseat models add {wanted}` gives it one."
        )
    model = store.model(wanted)
    if model.kind != "mind":
        minds = ", ".join(state.model.id for state in store.list() if state.model.kind == "mind")
        raise UnknownModelError(
            f"'{wanted}' is not a language model ({model.title}); choose one of {minds}, or {NONE}."
        )
    return store.path(wanted)


def make_mind_worker(
    wanted: str,
    post: Callable[[Input], None],
    now: Callable[[], int],
    *,
    alone: Callable[[], bool] = lambda: True,
    stand_back: Callable[[], bool] = lambda: False,
) -> MindWorker:
    """The worker of one round, begun: its model loads on its own thread, and so does the small reader of sentences,
    which the conductor would else have to wait for at the first sentence.

    `alone`: see `LlamaMind`; `stand_back`: see `MindWorker`.

    Raises:
        ModelError: the wanted model is not here.
    """
    path = mind_path(wanted, ModelStore())
    Thread(target=reader.warm, name="reader", daemon=True).start()
    mind = LlamaMind(path, alone=alone) if path is not None else None
    worker = MindWorker(mind, post, now, stand_back=stand_back)
    worker.start()
    return worker
