"""A few rows are looked up one by one, and many by joining tables: both find the same."""

from __future__ import annotations

import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.importing.matching import _is_among_many, is_among

COLUMNS = ["patient_id", "date", "dose", "planned"]
ROW = st.tuples(
    st.sampled_from(["a", "b", None]),
    st.sampled_from([pd.Timestamp("2026-03-01"), pd.Timestamp("2026-03-02"), pd.NaT]),
    st.sampled_from([1.0, 2.5, None]),
    st.sampled_from([True, False, None]),
)


def table(rows: list[tuple[object, ...]], dose: str) -> pd.DataFrame:
    kinds = {"patient_id": "str", "date": "datetime64[us]", "dose": dose, "planned": "boolean"}
    return pd.DataFrame(rows, columns=COLUMNS).astype(kinds)


@settings(max_examples=40)
@given(st.lists(ROW, min_size=1, max_size=6), st.lists(ROW, min_size=1, max_size=6))
def test_few_rows_are_found_as_many_are(rows, others):
    stored, written = table(others, "float64"), table(rows, "Float64")
    assert is_among(written, stored, COLUMNS).tolist() == _is_among_many(written, stored, COLUMNS).tolist()
