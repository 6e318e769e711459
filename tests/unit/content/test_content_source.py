"""YAML read with its lines: what is refused, and how it is said."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from content.errors import ContentFilesError
from content.source import parse


def problem(text: str | bytes) -> str:
    """The one sentence a broken file is answered with."""
    raw = text if isinstance(text, bytes) else text.encode()
    with pytest.raises(ContentFilesError) as caught:
        parse("a.yaml", raw)
    assert len(caught.value.problems) == 1
    return str(caught.value)


def test_values_are_plain() -> None:
    source = parse(
        "a.yaml", b"a: 1\nb: 1.5\nc: yes\nd: 2026-05-11\ne: 1:20\nf: ~\ng: [x, 'y']\n1: tier\nno: key\n"
    )
    assert source.data == {
        "a": 1,
        "b": 1.5,
        "c": True,
        "d": "2026-05-11",
        "e": "1:20",
        "f": None,
        "g": ["x", "y"],
        1: "tier",
        "no": "key",
    }


def test_lines_are_of_the_field_or_the_nearest_above() -> None:
    source = parse("a.yaml", b"# note\na: 1\nb:\n  - c: 1\n    d: 2\n  - c: 3\n")
    assert source.line(("a",)) == 2
    assert source.line(("b", 0, "d")) == 5
    assert source.line(("b", 1)) == 6
    assert source.line(("b", 1, "missing")) == 6
    assert source.line(("missing",)) == 2


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "a.yaml: is empty."),
        ("  \n\n", "a.yaml: is empty."),
        ("# only this\n", "a.yaml: holds comments only."),
        ("- a\n", "a.yaml, line 1: must begin with a field (name: value), not a list or a text."),
        ("a: 1\n\tb: 2\n", "a.yaml, line 2: is indented with a tab; YAML takes spaces only."),
        (
            "a: 1\nb: he said: no\n",
            "a.yaml, line 2: has a second colon or a wrong indentation; put text that holds a colon and a space "
            "between quotes.",
        ),
        ("a: 1\nb: 'open\n", "a.yaml, line 2: has a quotation mark that is never closed."),
        ("a: [1, 2\n", "a.yaml, line 1: has a [ that is never closed, or a missing comma."),
        ("a: *x\n", "a.yaml, line 1: has text that begins with an asterisk; put it between quotes."),
        ("a: @x\n", "a.yaml, line 1: has text that begins with a special character; put it between quotes."),
        (
            "a: 1\n---\nb: 2\n",
            "a.yaml, line 2: has a line of three dashes, which begins a second document; one file is one document.",
        ),
        ("a:\n  - x\n - y\n", "a.yaml, line 3: is indented unlike the lines it belongs with."),
        ("a: 1\nb\n", "a.yaml, line 2: has a name without a colon after it, here or on the line above."),
        ("a: 1\nb: 2\na: 3\n", "a.yaml, line 3, field a: is given twice, first on line 1; keep one."),
        ("a: b\x01c\n", "a.yaml, line 1: holds the control character 0x01; delete it."),
        (
            "{a: 1}: 2\n",
            "a.yaml, line 1: a name must be a word, not a list or fields; quote text that begins with [ or {.",
        ),
        (
            "a: !!python/object:os.system {}\n",
            "a.yaml, line 1, field a: has the tag 'tag:yaml.org,2002:python/object:os.system'; write plain text, "
            "numbers, lists and fields only.",
        ),
        (b"a: 1\nb: caf\xe9\n", "a.yaml, line 2: holds the byte 0xe9, which is not UTF-8; save it as UTF-8."),
        ("a: 1\n".encode("utf-16"), "a.yaml: is saved as UTF-16; save it as UTF-8."),
        (b"a: " + b"x" * 1_000_001, "a.yaml: is larger than 1 MB, which no content file needs."),
        ("a: &x [*x]\n", "a.yaml: is nested too deeply, or an anchor holds itself."),
        ("a: " + "[" * 100_000, "a.yaml: is nested more than 100 levels deep."),
        ("- " * 100_000, "a.yaml: is nested more than 100 levels deep."),
    ],
)
def test_broken_files_are_answered_in_one_sentence(text: str | bytes, sentence: str) -> None:
    assert problem(text) == sentence


def test_aliases_that_unfold_without_end_are_refused() -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 9)]
    assert problem("\n".join(lines)) == "a.yaml: is nested too deeply, or an anchor holds itself."


def test_a_byte_order_mark_is_no_part_of_the_first_name() -> None:
    assert parse("a.yaml", b"\xef\xbb\xbfa: 1\n").data == {"a": 1}


def test_all_duplicates_are_told_at_once() -> None:
    with pytest.raises(ContentFilesError) as caught:
        parse("a.yaml", b"a: 1\na: 2\nb:\n  c: 1\n  c: 2\n")
    assert [problem.field for problem in caught.value.problems] == ["a", "b.c"]


@settings(deadline=None)
@given(st.binary(max_size=200))
def test_no_bytes_raise_anything_else(raw: bytes) -> None:
    try:
        parse("a.yaml", raw)
    except ContentFilesError as error:
        assert str(error).endswith(".")


@settings(deadline=None)
@given(st.text(alphabet="ab:-[]{}&*!|>'\"# \n\t?,%@0", max_size=60))
def test_no_yaml_raises_anything_else(text: str) -> None:
    try:
        parse("a.yaml", text.encode())
    except ContentFilesError as error:
        assert all(problem.problem for problem in error.problems)


def test_what_begins_like_text_is_text_and_the_rest_is_what_it_says() -> None:
    lines = (
        "a: Seven",
        "b: 7",
        "c: -7.5",
        "d: null",
        "e: yes",
        "f: ~",
        "g: 'no'",
        "h: 2026-01-02",
        "i: .5",
        "j: 1:20",
    )
    data = parse("x.yaml", "\n".join((*lines, "1: one", "two words: ja")).encode()).data
    assert data == {
        "a": "Seven",
        "b": 7,
        "c": -7.5,
        "d": None,
        "e": True,
        "f": None,
        "g": "no",
        "h": "2026-01-02",
        "i": 0.5,
        "j": "1:20",
        1: "one",
        "two words": "ja",
    }
