"""Dates of other programs, read where a whole column agrees, and never guessed."""

from __future__ import annotations

from datetime import date, datetime

import pytest

HEAD = "patient_id,date,headache,recorded_at\n"


@pytest.mark.parametrize(
    ("first", "second", "form"),
    [
        ("3.3.2026", "04.03.2026", "dd.mm.yyyy"),
        ("2026/03/03", "2026/3/4", "yyyy/mm/dd"),
        ("20260303", "20260304", "yyyymmdd"),
        ("46084", "46085", "serial number"),  # 1 January 2026 is 46023
    ],
)
def test_a_column_of_one_form_is_read_and_told(desk, told, first: str, second: str, form: str) -> None:
    report = desk.take(desk.export(diary=f"{HEAD}p1,{first},1,\np1,{second},0,\n"))
    assert [day for (day,) in desk.rows("diary", "date")] == [date(2026, 3, 3), date(2026, 3, 4)]
    assert (None, "date", "date_form") in told(report, remarks=True)
    (remark,) = [one for one in report.files[1].remarks if one.column == "date"]
    assert remark.detail == {"form": form}


@pytest.mark.parametrize(
    ("written", "moment"),
    [
        ("03.03.2026 21:05", datetime(2026, 3, 3, 21, 5)),
        ("2026/03/03 9:05", datetime(2026, 3, 3, 9, 5)),
        ("46084.875", datetime(2026, 3, 3, 21, 0)),
        ("46084,875", datetime(2026, 3, 3, 21, 0)),
    ],
)
def test_so_is_a_column_of_times(desk, written: str, moment: datetime) -> None:
    desk.take(desk.export(diary=f'{HEAD}p1,2026-03-03,1,"{written}"\n'))
    assert desk.rows("diary", "recorded_at") == [(moment,)]


@pytest.mark.parametrize("other", ["2026-03-04", "04/03/2026", "31.2.2026", "yesterday"])
def test_a_column_that_does_not_agree_is_not_guessed(desk, told, other: str) -> None:
    report = desk.take(desk.export(diary=f"{HEAD}p1,03.03.2026,1,\np1,{other},0,\n"))
    assert (2, "date", "not_a_date") in told(report)
    assert "date_form" not in [code for _, _, code in told(report, remarks=True)]


def test_day_and_month_with_slashes_are_not_told_apart(desk, told) -> None:
    report = desk.take(desk.export(diary=f"{HEAD}p1,03/04/2026,1,\np1,05/04/2026,0,\n"))
    assert [code for _, _, code in told(report)] == ["not_a_date"] * 2
