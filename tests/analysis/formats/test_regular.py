"""Files read as columns hold exactly what the same files read line by line hold."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.errors import UnreadableFile
from analysis.formats import delimited, regular

PLAIN = "a,b,c\n1,2,3\n4,5,6\n7,8,9\n10,11,12\n13,14,15\n16,17,18\n"

CELLS = st.sampled_from(
    ["", "1", "x y", " 1", "1 ", "å", '"q"', '"a,b"', '"a ""b"""', 'in"side', "\t", " ", "2026-01-01"]
)
LINES = st.lists(CELLS, min_size=1, max_size=5).map(",".join)
FILES = st.tuples(
    st.sampled_from(["a,b,c", 'a,"b",c', " a,b,c ", "sep=,\na,b,c", "title\na,b,c", "a", "a,A,b"]),
    st.lists(
        st.one_of(LINES, st.just("1,2,3"), st.just(""), st.sampled_from(['x,"open,1', '"over', 'two",1,2'])),
        max_size=12,
    ),
    st.sampled_from(["\n", "\r\n"]),
    st.booleans(),
)


def text_of(header: str, lines: list[str], ending: str, ends: bool) -> str:
    body = [*["1,2,3"] * 30, *lines, *["4,5,6"] * 30]
    return ending.join([header, *body]) + (ending if ends else "")


def read_singly(text: str) -> delimited.Table | str:
    try:
        return delimited.table("diary.csv", delimited.lines_of(text))
    except UnreadableFile as error:
        return str(error)


def read_as_columns(text: str) -> regular.Columns | str | None:
    try:
        return regular.columns("diary.csv", text.encode(), 0)
    except UnreadableFile as error:
        return str(error)


@pytest.mark.parametrize("block", [16, regular.BLOCK_BYTES])
@settings(max_examples=150, deadline=None)
@given(FILES)
def test_columns_hold_what_lines_hold(block, file):
    text = text_of(*file)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(regular, "BLOCK_BYTES", block)
        patch.setattr(regular, "MOST_ODD_SHARE", 1.0)
        found, expected = read_as_columns(text), read_singly(text)
    if isinstance(found, str):
        assert found == expected
    else:
        assert found.header == expected.header
        assert found.broken == expected.broken
        assert found.frame().astype(object).equals(expected.frame())


def test_lines_that_end_otherwise_are_left_to_be_read_line_by_line():
    assert regular.columns("diary.csv", (PLAIN + "\r").encode(), 0) is None
    assert regular.columns("diary.csv", PLAIN.encode(), 0) is not None


def test_a_file_of_quoted_cells_is_read_as_columns():
    text = '"a","b","c"\n' + '"1","x, ""y""",\n' * 30 + '"1"," z"\n'
    found = regular.columns("diary.csv", text.encode(), 0)
    assert found.frame()["b"].tolist() == ['x, "y"'] * 30
    assert found.broken == delimited.table("diary.csv", delimited.lines_of(text)).broken != ()


def test_rows_keep_their_lines_between_odd_ones():
    text = PLAIN + '"a, b",2,3\n\n1,2\n19,20,21\n' + "1,2,3\n" * 9
    found = regular.columns("diary.csv", text.encode(), 0)
    assert found.lines.tolist()[:9] == [2, 3, 4, 5, 6, 7, 8, 11, 12]
    assert [row.line for row in found.broken] == [10]
    assert found.frame()["a"].tolist()[6:8] == ["a, b", "19"]
