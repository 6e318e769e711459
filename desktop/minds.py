"""Which language model a round gets, and the worker that runs it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from interviewer.events import Input
from interviewer.mind import LlamaMind
from interviewer.mind_worker import MindWorker
from models.choose import MindChoice, choose_mind
from models.errors import UnknownModelError
from models.store import ModelStore

NONE = "none"
"""No model: the round's own wordings alone."""


def suitable_mind(store: ModelStore) -> MindChoice:
    """The model that fits this machine's memory; one that is here beats one that would have to be fetched."""
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
    suitable = suitable_mind(store).model_id
    others = [state.model.id for state in store.list() if state.model.kind == "mind" and state.verified]
    return store.path(suitable if store.have(suitable) or not others else others[0])


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


def make_mind_worker(wanted: str, post: Callable[[Input], None], now: Callable[[], int]) -> MindWorker:
    """The worker of one round, begun: its model loads on its own thread.

    Raises:
        ModelError: the wanted model is not here.
    """
    path = mind_path(wanted, ModelStore())
    worker = MindWorker(LlamaMind(path) if path is not None else None, post, now)
    worker.start()
    return worker
