"""JSON as commands print it is what the standard library writes."""

from __future__ import annotations

import json

from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard import json_text
from dashboard.json_text import indented

LEAVES = st.none() | st.booleans() | st.integers() | st.floats() | st.text()
KEYS = st.text() | st.integers() | st.booleans() | st.none()
VALUES = st.recursive(
    LEAVES, lambda some: st.lists(some) | st.tuples(some, some) | st.dictionaries(KEYS, some), max_leaves=20
)


@given(VALUES)
@settings(max_examples=100, deadline=None)
def test_byte_for_byte(value):
    assert indented(value) == json.dumps(value, ensure_ascii=False, indent=2)


@given(st.lists(st.fixed_dictionaries({"one": VALUES, "other": LEAVES}), min_size=2))
@settings(max_examples=40, deadline=None)
def test_rows_with_the_same_keys_are_written_as_one_by_one(rows):
    kept, json_text.MANY = json_text.MANY, 2
    try:
        assert indented([*rows, *rows]) == json.dumps([*rows, *rows], ensure_ascii=False, indent=2)
    finally:
        json_text.MANY = kept


def test_rows_whose_keys_stand_in_another_order_are_written_in_theirs():
    rows = [{"one": 1, "other": True}, {"other": 1, "one": True}] * 100
    assert indented(rows) == json.dumps(rows, ensure_ascii=False, indent=2)
