"""JSON as commands print it is what the standard library writes."""

from __future__ import annotations

import json

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.querying.alike import Column, Objects
from analysis.querying.making_alike import together
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


ROWS = st.lists(st.fixed_dictionaries({"one": VALUES, "other": LEAVES}), min_size=1, max_size=5)


def objects_of(rows, *, places):
    return Objects({key: Column([row[key] for row in rows], places) for key in rows[0]})


@given(ROWS, st.lists(st.integers(-1, 0), min_size=1, max_size=5))
@settings(max_examples=40, deadline=None)
def test_objects_told_by_columns_are_written_as_one_by_one(rows, inner):
    within = objects_of(rows, places=np.arange(len(rows)))
    told = Objects({"all": Column([1, True], np.array([0, 1, 0])), "some": Column(within, np.array([0, -1, 0]))})
    alike = Objects({"one": Column([rows[0]["one"]], np.array(inner))})
    deeper = Objects(
        {"within": Column(told, np.array([2, -1, 1])), "last": Column([told.rows()], np.array([0, -1, 0]))}
    )
    for objects in (within, told, alike, deeper):
        assert indented({"rows": objects}) == json.dumps({"rows": objects.rows()}, ensure_ascii=False, indent=2)
    both = together([told, told], np.array([5, 0, 1, 2, 4, 3]))
    twice = told.rows() * 2
    assert indented(both.rows()) == indented([twice[place] for place in (5, 0, 1, 2, 4, 3)])
