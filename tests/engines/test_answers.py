"""The same answers from every engine as from the embedded store: of the sample clinic, with patients drawn beside it.

A statement costs nearly the same whether it is asked of sixty patients or of eighty, and on Spark seconds: so the
sample clinic and the drawn patients are asked together, and a dozen patients are drawn at once. A clinic that is
answered otherwise is left where pytest keeps its folders. `HEADACHE_ENGINE_CLINICS` draws more than one, and
`HEADACHE_ENGINE_PATIENTS` lays so many generated patients beside each. Where no server of Spark is named and none can
be started that engine is left out:

    HEADACHE_TEST_SPARK_HOME=build/spark/home python3 run.py test -n 0 tests/engines -m spark
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import is_dataclass, replace
from typing import Any

import numpy as np
import pandas as pd
import pytest
from sqlalchemy import Connection, select

from analysis.basis import Basis
from analysis.counts.counted import counts_by_patient
from analysis.counts.statement import counted, listed_windows
from analysis.days.classified import KINDS, days_in_force
from analysis.days.grid import day_grid
from analysis.effect.measured import measured_windows
from analysis.querying.schema import PATIENTS
from analysis.settings import shipped
from analysis.store import store_at
from analysis.windows import baseline, calendar_months, period_ending, windows_from_first_dose, windows_within
from tests.engines.clinics import END, PAST, Drawn, before
from tests.engines.engines import Asked, answers

SOME = ("P-001", "P-033", "P-055")


@pytest.mark.parametrize("question", ["worklist --json", "clinic --json", f"worklist --json --as-of {PAST}"])
def test_the_whole_clinic_is_told_alike(asked: Asked, question: str) -> None:
    assert_alike(*asked.by_both(answers, question))


def test_each_patient_is_told_alike(asked: Asked, drawn: Drawn) -> None:
    some = [*drawn.names, *SOME]
    whom = "--all" if asked.is_dear else " ".join(some)
    here, there = asked.by_both(answers, f"summary --json {whom}")
    assert {one["patient_id"] for one in here} >= set(some)
    assert_alike(here, there)


FIGURES: Mapping[str, Callable[[Connection], object]]
"""What is counted in windows and days below what the commands print."""


def figure(url: str, name: str) -> object:
    with store_at(url).snapshot().connect() as connection:
        return FIGURES[name](connection)


def test_days_and_windows_are_counted_alike(asked: Asked) -> None:
    for name in [ON_SPARK] if asked.is_dear else FIGURES:
        assert_alike(*asked.by_both(figure, name), name)


def counts_of(connection: Connection) -> object:
    """As of an earlier day, in windows of every kind, with excluded days left out."""
    period = period_ending(PAST)
    windows = (period, *windows_within(period), *calendar_months(period.first, period.last))
    return counts_by_patient(connection, windows, Basis(PAST, replace(shipped(), count_excluded=False)))


def grid_of(connection: Connection) -> object:
    """Every day of the last months, one by one."""
    grid = day_grid(connection, period_ending(END), KINDS, Basis(END, shipped()))
    marks = {"inside": grid.inside, "filled": grid.filled, "of_attacks": grid.of_attacks, **grid.kinds}
    return (
        grid.patients,
        {name: told.tobytes() for name, told in marks.items()},
        np.nan_to_num(grid.hours, nan=-1).tolist(),
    )


def measured_of(connection: Connection) -> object:
    """Windows before and after a first dose that differs from patient to patient, each with its chains of days."""
    first_doses = {patient: before(60 + place % 90) for place, patient in enumerate(names_of(connection)[::3])}
    asked = [
        (patient, window)
        for patient, day in first_doses.items()
        for window in (baseline(day, 2), baseline(day), *windows_from_first_dose(day, END))
    ]
    return measured_windows(connection, asked, Basis(END, shipped()))


def windows_of_each(connection: Connection) -> object:
    """One window a patient, another one for each, which the statement is handed as a text."""
    names = names_of(connection)
    last = [END.toordinal() - place for place in range(len(names))]
    windows = pd.DataFrame({"patient_id": names, "first_day": [day - 27 for day in last], "last_day": last})
    basis = Basis(END, shipped())
    statement = counted(listed_windows(windows), days_in_force(basis, kinds=["headache"]), basis, ["headache"])
    return sorted(tuple(row) for row in connection.execute(statement))


def names_of(connection: Connection) -> list[str]:
    return list(connection.execute(select(PATIENTS.c.patient_id).order_by(PATIENTS.c.patient_id)).scalars())


FIGURES = {"counts": counts_of, "grid": grid_of, "measured": measured_of, "windows": windows_of_each}
ON_SPARK = "windows"
"""What takes a statement alone; the others are more than the summaries take, and are asked by those too."""


def assert_alike(one: Any, other: Any, where: str = "") -> None:
    """Integers, texts and shapes are the same, floats within 1e-9."""
    assert type(one) is type(other), where
    if one == other and not isinstance(one, Mapping):  # a mapping's order counts too
        return
    if isinstance(one, float):
        assert math.isclose(one, other, rel_tol=1e-9, abs_tol=1e-9), where
        return
    left, right = parts_of(one), parts_of(other)
    assert left is not None, f"{where}: {one!r} {other!r}"
    assert list(left) == list(right), where
    for name in left:
        assert_alike(left[name], right[name], f"{where}/{name}")


def parts_of(value: Any) -> Mapping[Any, Any] | None:
    """What a value consists of, by name or place; None where it is one thing."""
    if is_dataclass(value):
        return vars(value)
    if isinstance(value, list | tuple):
        return dict(enumerate(value))
    return value if isinstance(value, Mapping) else None
