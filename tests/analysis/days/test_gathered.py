"""Days that were brought together beforehand are those that are brought together when they are asked for."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pandas as pd
import pytest
from sqlalchemy import select
from sqlalchemy.schema import CreateTable

from analysis.basis import Basis
from analysis.days.classified import KINDS, days_in_force
from analysis.days.recorded import GATHERED_DAYS, gathered_days
from analysis.querying.rows import rows_of
from analysis.settings import shipped
from analysis.store import Store
from analysis.windows import Window

END = date(2026, 10, 31)
CHOSEN = tuple(f"P-0{number}" for number in range(40, 67))
"""Among them diaries of attacks, declared and excluded days, and entries written late."""
BASES = (
    Basis(END, shipped()),
    Basis(date(2026, 8, 14), replace(shipped(), count_excluded=False), CHOSEN),
    Basis(END, replace(shipped(), lock_days=0, count_retrospective=True), CHOSEN),
)


@pytest.fixture(scope="module")
def connection(sample_store):
    with Store(sample_store).snapshot().connect() as opened:
        opened.exec_driver_sql(str(CreateTable(GATHERED_DAYS)).replace("CREATE", "CREATE TEMPORARY"))
        for some in (CHOSEN, tuple(f"P-0{number:02}" for number in range(1, 40))):
            opened.execute(GATHERED_DAYS.insert().from_select(list(GATHERED_DAYS.c.keys()), gathered_days(some)))
        yield opened


@pytest.mark.parametrize("basis", BASES)
@pytest.mark.parametrize(("kinds", "period"), [(KINDS, None), ((), Window(date(2026, 5, 1), date(2026, 10, 15)))])
def test_days_are_the_same(connection, basis, kinds, period):
    here, there = (
        rows_of(connection, select(days).order_by(days.c.patient_id, days.c.day))
        for days in (
            days_in_force(one, period=period, kinds=kinds, also=("hours",) if kinds else ())
            for one in (basis, replace(basis, gathered=True))
        )
    )
    assert len(here) > 1000
    pd.testing.assert_frame_equal(here, there)
