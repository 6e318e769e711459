from hypothesis import given
from hypothesis import strategies as st

from models.catalogue import load_catalogue
from models.choose import LARGER, SMALLER, choose_mind

GB = 10**9


def test_a_usual_laptop_gets_the_larger_mind() -> None:
    choice = choose_mind(8 * GB, 5 * GB)
    assert choice.model_id == LARGER
    assert "5.0 GB of 8.0 GB" in choice.reason


def test_a_small_machine_gets_the_smaller_mind_and_hears_why() -> None:
    choice = choose_mind(4 * GB, int(3.9 * GB))
    assert choice.model_id == SMALLER
    assert "4.0 GB" in choice.reason


def test_a_busy_machine_gets_the_smaller_mind_and_hears_why() -> None:
    choice = choose_mind(16 * GB, 3 * GB)
    assert choice.model_id == SMALLER
    assert "3.0 GB of 16.0 GB" in choice.reason


def test_a_full_machine_is_told_to_close_programs() -> None:
    choice = choose_mind(8 * GB, 1 * GB)
    assert choice.model_id == SMALLER
    assert "close" in choice.reason


@given(total=st.integers(1, 512 * GB), more=st.integers(0, 512 * GB), free=st.integers(0, 512 * GB))
def test_more_memory_never_gives_a_smaller_mind(total: int, more: int, free: int) -> None:
    if choose_mind(total, free).model_id == LARGER:
        assert choose_mind(total + more, free + more).model_id == LARGER


def test_both_minds_are_in_the_catalogue() -> None:
    minds = {model.id for model in load_catalogue() if model.kind == "mind"}
    assert {LARGER, SMALLER} <= minds
