"""The counting statements on a real PostgreSQL server: every figure as on DuckDB."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date, datetime, timedelta

import numpy as np
import pandas as pd
import pytest

from analysis.basis import Basis
from analysis.counts.counted import counts_by_patient
from analysis.counts.statement import counted, listed_windows
from analysis.days.classified import KINDS, days_in_force
from analysis.days.grid import day_grid
from analysis.effect.measured import measured_windows
from analysis.records.excluded_periods import ExcludedPeriod, exclude
from analysis.settings import shipped
from analysis.windows import Window, baseline, calendar_months, period_ending, windows_from_first_dose, windows_within
from tests.drawn import database, diary_row, fill

END = date(2026, 3, 31)
PERHAPS = "unilateral pulsating aggravated_by_activity nausea vomiting photophobia phonophobia aura migraine".split()


def invented_clinic(patients: int = 12, days: int = 200):
    """A clinic in which every field is sometimes empty, by a fixed seed."""
    chance = random.Random(20260331)
    people, diary, doses = [], [], []
    for number in range(patients):
        name = f"P{number:02}"
        enrolled = END - timedelta(days=chance.randrange(20, days))
        left = END - timedelta(days=chance.randrange(20)) if number % 5 == 0 else None
        people.append({"patient_id": name, "enrolled_on": enrolled, "left_on": left})
        for back in range(days):
            day = END - timedelta(days=back)
            if chance.random() < 0.3:
                continue
            diary.append(
                diary_row(
                    name,
                    day,
                    headache=chance.random() < 0.4,
                    severity=chance.choice([None, 1, 2, 3]),
                    intensity=chance.choice([None, 2.0, 4.0, 7.5]),
                    duration_hours=chance.choice([None, 0.0, 0.5, 6.0]),
                    aura_minutes=chance.choice([None, None, 4.0, 5.0, 60.0, 61.0]),
                    source=chance.choice(["clinic", "migraine_buddy"]),
                    doses_recorded=chance.random() < 0.9,
                    recorded_at=datetime(day.year, day.month, day.day, 21) + timedelta(days=chance.randrange(12)),
                    **{field: chance.choice([None, True, False]) for field in PERHAPS},
                )
            )
            if chance.random() < 0.3:
                drug = chance.choice(["Sumatriptan", "Alvedon", "Treo", "Citodon", "Primperan", "Okänt medel"])
                doses.append({"patient_id": name, "date": day, "drug": drug})
    return people, diary, doses


@pytest.mark.postgresql
def test_every_figure_is_the_same_on_postgresql_and_duckdb(postgresql_url):
    people, diary, doses = invented_clinic()
    period = period_ending(END)
    windows = (period, *windows_within(period), *calendar_months(period.first, period.last))
    found = []
    for url in ("duckdb:///:memory:", postgresql_url):
        engine = database(url)
        with engine.begin() as connection:
            fill(connection, patients=people, diary=diary, doses=doses)
            found.append(
                [
                    counts_by_patient(connection, windows, Basis(as_of, shipped(), patients))
                    for as_of in (END, END - timedelta(days=40))
                    for patients in (None, ["P03"])
                ]
            )
        engine.dispose()
    on_duckdb, on_postgresql = found
    assert on_duckdb == on_postgresql
    assert sum(counts["headache"].observed for counts in on_duckdb[0]["P03"]) > 0


@pytest.mark.postgresql
def test_every_day_of_the_grid_is_the_same_on_postgresql_and_duckdb(postgresql_url):
    people, diary, doses = invented_clinic()
    grids = []
    for url in ("duckdb:///:memory:", postgresql_url):
        engine = database(url)
        with engine.begin() as connection:
            fill(connection, patients=people, diary=diary, doses=doses)
            grids.append(day_grid(connection, period_ending(END), KINDS, Basis(END, shipped())))
        engine.dispose()
    on_duckdb, on_postgresql = grids
    assert on_duckdb.patients == on_postgresql.patients
    assert (on_duckdb.filled == on_postgresql.filled).all()
    for kind in KINDS:
        assert (on_duckdb.kinds[kind] == on_postgresql.kinds[kind]).all(), kind
    assert np.array_equal(on_duckdb.hours, on_postgresql.hours, equal_nan=True)


@pytest.mark.postgresql
def test_every_window_of_an_effect_is_the_same_on_postgresql_and_duckdb(postgresql_url):
    people, diary, doses = invented_clinic()
    first_doses = {str(one["patient_id"]): END - timedelta(days=60 + place) for place, one in enumerate(people)}
    asked = [
        (patient, window)
        for patient, day in first_doses.items()
        for window in (baseline(day, 2), baseline(day), *windows_from_first_dose(day, END))
    ]
    found = []
    for url in ("duckdb:///:memory:", postgresql_url):
        engine = database(url)
        with engine.begin() as connection:
            fill(connection, patients=people, diary=diary, doses=doses)
            found.append(measured_windows(connection, asked, Basis(END, shipped())))
        engine.dispose()
    on_duckdb, on_postgresql = found
    assert set(on_duckdb) == set(asked)
    assert on_duckdb == on_postgresql
    chains = [window.chains[kind] for window in on_duckdb.values() for kind in ("headache", "migraine")]
    assert sum(map(sum, chains)) > 1000


@pytest.mark.postgresql
def test_windows_of_each_patients_own_are_the_same_on_postgresql_and_duckdb(postgresql_url):
    people, diary, doses = invented_clinic()
    names = [str(one["patient_id"]) for one in people] + ["P01"]
    last = [END.toordinal() - 11 * place for place in range(len(names))]
    windows = pd.DataFrame({"patient_id": names, "first_day": [day - 27 for day in last], "last_day": last})
    found = []
    for url in ("duckdb:///:memory:", postgresql_url):
        engine = database(url)
        with engine.begin() as connection:
            fill(connection, patients=people, diary=diary, doses=doses)
            days = days_in_force(Basis(END, shipped()), kinds=["headache"])
            rows = connection.execute(counted(listed_windows(windows), days, Basis(END, shipped()), ["headache"])).all()
            found.append(sorted(tuple(row) for row in rows))
            alone = [
                counts_by_patient(
                    connection,
                    [Window(date.fromordinal(day - 27), date.fromordinal(day))],
                    Basis(END, shipped(), [name]),
                )[name][0]["headache"].observed
                for name, day in zip(names, last, strict=True)
            ]
        engine.dispose()
    on_duckdb, on_postgresql = found
    assert on_duckdb == on_postgresql
    by_position = {row[1]: row[-2] for row in on_duckdb}
    assert [by_position[place] for place in range(len(names))] == alone
    assert sum(alone) > 50


def test_a_pseudonym_that_would_end_the_text_is_not_sent():
    windows = pd.DataFrame({"patient_id": ["P\x1f1"], "first_day": [1], "last_day": [28]})
    with pytest.raises(ValueError, match="separator"):
        listed_windows(windows)


@pytest.mark.postgresql
def test_days_left_out_of_every_count_are_the_same_on_postgresql_and_duckdb(postgresql_url):
    people, diary, doses = invented_clinic()
    left_out = replace(shipped(), count_excluded=False)
    written = datetime(2026, 3, 1, 9)
    periods = [
        ExcludedPeriod(str(one["patient_id"]), END - timedelta(days=50 + first), END - timedelta(days=first), *_WHY)
        for one in people
        for first in (3, 30)
    ]
    found = []
    for url in ("duckdb:///:memory:", postgresql_url):
        engine = database(url)
        with engine.begin() as connection:
            fill(connection, patients=people, diary=diary, doses=doses)
            for number, period in enumerate(periods):
                exclude(connection, replace(period, recorded_at=written + timedelta(minutes=number)))
            windows = windows_within(period_ending(END))
            counts = counts_by_patient(connection, windows, Basis(END, left_out))
            grid = day_grid(connection, period_ending(END), ["headache"], Basis(END, left_out))
            found.append((counts, grid.inside.tolist(), grid.filled.tolist()))
        engine.dispose()
    on_duckdb, on_postgresql = found
    assert on_duckdb == on_postgresql
    assert sum(window.completeness.outside for some in on_duckdb[0].values() for window in some) > 500


_WHY = ("travel", "doctor", datetime(2026, 3, 1, 9))
