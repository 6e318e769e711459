"""Conversations held with a program through a virtual sound card, and what the recorded sound says about them.

By hand: `python -m tests.bench.conversation --help`. The figures come from the recording of both sides alone;
what a program says about itself (its lines, for Hotseat its journal) tells which sound is which line.
"""
