"""The ring against a plain list of samples."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from speech.ports import Block
from speech.ring import SoundRing

KEPT = 100


@given(st.lists(st.tuples(st.integers(-30, 150), st.integers(0, 130)), max_size=20), st.data())
def test_what_is_read_is_what_was_written(steps: list[tuple[int, int]], data: st.DataObject) -> None:
    ring, truth = SoundRing(KEPT), np.zeros(0, np.float32)
    for gap, length in steps:
        first = max(0, len(truth) + gap)
        samples = np.arange(first, first + length, dtype=np.float32) + 1
        ring.write(Block(first, samples))
        truth = np.concatenate([truth, np.zeros(max(0, first - len(truth)), np.float32)])
        truth = np.concatenate([truth, samples[max(0, len(truth) - first) :]])
        assert ring.end == len(truth)
    first = data.draw(st.integers(-10, len(truth) + 10))
    last = data.draw(st.integers(first, len(truth) + 20))
    block = ring.read(first, last)
    assert block.first_sample == max(first, len(truth) - KEPT, 0)
    assert np.array_equal(block.samples, truth[block.first_sample : max(last, 0)])
