"""The months under the small pictures: those that have room, the newest among them."""

from __future__ import annotations

import pytest

from dashboard.show.first_screen import _apart


@pytest.mark.parametrize(
    ("months", "told"),
    [
        ("dec jan feb mars apr maj juni juli aug sep okt okt", "dec - feb - apr - juni - aug - okt -"),
        ("nov nov dec jan", "nov - - jan"),
        ("okt", "okt"),
    ],
)
def test_months_stand_apart(months: str, told: str) -> None:
    assert [month or "-" for month in _apart(months.split())] == told.split()
