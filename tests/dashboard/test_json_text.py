"""JSON as commands print it is what the standard library writes."""

from __future__ import annotations

import json

from hypothesis import given, settings
from hypothesis import strategies as st

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
