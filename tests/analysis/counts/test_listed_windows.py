"""Windows that differ from patient to patient, which the counting statement is handed as one text."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest

from analysis.basis import Basis
from analysis.counts.counted import counts_by_patient
from analysis.counts.statement import counted, listed_windows
from analysis.days.classified import days_in_force
from analysis.settings import shipped
from analysis.windows import Window
from tests.drawn import drawn, fill

END = date(2026, 3, 31)
BASIS = Basis(END, shipped())


def test_each_is_counted_as_the_same_window_alone(engine):
    names = ["P", "Q", "P"]
    last = [END.toordinal() - 11 * place for place in range(len(names))]
    windows = pd.DataFrame({"patient_id": names, "first_day": [day - 27 for day in last], "last_day": last})
    diary = [*drawn("M.H.?_MM.H" * 8, END), *drawn("..H_?M.H" * 9, END, "Q")]
    with engine.begin() as connection:
        fill(connection, patients=[{"patient_id": name, "enrolled_on": date(2025, 1, 1)} for name in "PQ"], diary=diary)
        days = days_in_force(BASIS, kinds=["headache"])
        rows = connection.execute(counted(listed_windows(windows), days, BASIS, ["headache"])).all()
        alone = [
            counts_by_patient(
                connection, [Window(date.fromordinal(day - 27), date.fromordinal(day))], BASIS.of([name])
            )[name][0]["headache"].observed
            for name, day in zip(names, last, strict=True)
        ]
    by_position = {row[1]: row[-2] for row in rows}
    assert [by_position[place] for place in range(len(names))] == alone
    assert sum(alone) > 30


def test_a_pseudonym_that_would_end_the_text_is_not_sent():
    windows = pd.DataFrame({"patient_id": ["P\x1f1"], "first_day": [1], "last_day": [28]})
    with pytest.raises(ValueError, match="separator"):
        listed_windows(windows)
