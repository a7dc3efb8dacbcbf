"""Times, lengths and days of attacks."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.errors import UnreadableFile
from analysis.formats.attacks import DAY_FIRST, MONTH_FIRST, date_order, days_touched, lasted, moment


@pytest.mark.parametrize(
    ("moments", "order"),
    [
        (["11/16/24 13:12", "1/2/25 2:05"], MONTH_FIRST),
        (["30/10/18 22:11", "1/2/18 2:05"], DAY_FIRST),
        (["12/12/24 1:00", "13/12/24 1:00"], DAY_FIRST),
        (["12/13/24 1:00", "no date at all", ""], MONTH_FIRST),
        (["2024-11-16 13:12"], DAY_FIRST),  # no order is needed
        (["5/5/24 10:00", "12/12/24 10:00"], DAY_FIRST),  # both orders say the same
        (["13/13/24 10:00", "1/13/24 10:00"], MONTH_FIRST),
        ([], DAY_FIRST),
    ],
)
def test_the_order_of_a_whole_file(moments: list[str], order: str) -> None:
    assert date_order(moments, "x.csv", None) == order


@pytest.mark.parametrize("moments", [["12/1/25 2:05", "3/12/25 2:05"], ["13/1/25 2:05", "1/13/25 2:05"]])
def test_an_order_that_cannot_be_told_is_asked_for(moments: list[str]) -> None:
    with pytest.raises(UnreadableFile, match="say so with the date order day-first or month-first"):
        date_order(moments, "x.csv", None)
    assert date_order(moments, "x.csv", MONTH_FIRST) == MONTH_FIRST
    assert date_order(moments, "x.csv", DAY_FIRST) == DAY_FIRST


def test_a_wrong_order_is_not_believed() -> None:
    with pytest.raises(UnreadableFile, match="can only be read month-first"):
        date_order(["11/16/24 13:12"], "x.csv", DAY_FIRST)
    with pytest.raises(UnreadableFile, match="must be day-first or month-first"):
        date_order(["11/16/24 13:12"], "x.csv", "dmy")


@pytest.mark.parametrize(
    ("text", "order", "expected"),
    [
        ("11/16/24 13:12", MONTH_FIRST, datetime(2024, 11, 16, 13, 12)),
        ("30/10/18 22:11", DAY_FIRST, datetime(2018, 10, 30, 22, 11)),
        ("1/2/25 2:05", DAY_FIRST, datetime(2025, 2, 1, 2, 5)),
        ("1/2/25 2:05", MONTH_FIRST, datetime(2025, 1, 2, 2, 5)),
        ("2024-11-16 13:12", MONTH_FIRST, datetime(2024, 11, 16, 13, 12)),
        ("16.11.2024 13:12:30", DAY_FIRST, datetime(2024, 11, 16, 13, 12, 30)),
        ("11/16/24, 1:12 PM", MONTH_FIRST, datetime(2024, 11, 16, 13, 12)),
        ("11/16/24 12:05 am", MONTH_FIRST, datetime(2024, 11, 16, 0, 5)),
        ("11/16/24 13:12 PM", MONTH_FIRST, None),
        ("16/11/24 13:12", MONTH_FIRST, None),
        ("2/30/24 13:12", MONTH_FIRST, None),
        ("11/16/24 25:12", MONTH_FIRST, None),
        ("not a date", MONTH_FIRST, None),
        ("", MONTH_FIRST, None),
    ],
)
def test_moments(text: str, order: str, expected: datetime | None) -> None:
    assert moment(text, order) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("01h 00m", timedelta(hours=1)),
        ("00h 45m", timedelta(minutes=45)),
        ("1d 02h 15m", timedelta(days=1, hours=2, minutes=15)),
        ("3d", timedelta(days=3)),
        ("366d", timedelta(days=366)),
        ("", None),
        (" ", None),
        ("00h 00m", None),
    ],
)
def test_lengths(text: str, expected: timedelta | None) -> None:
    assert lasted(text) == expected


@pytest.mark.parametrize("text", ["long", "-1h", "1:75", "367d", "9999999h"])
def test_what_is_no_length(text: str) -> None:
    with pytest.raises(ValueError, match=r"length|longer"):
        lasted(text)


@pytest.mark.parametrize(
    ("began", "hours", "expected"),
    [
        (datetime(2024, 3, 1, 22), 2, [(date(2024, 3, 1), 2)]),  # ends at midnight
        (datetime(2024, 3, 1, 22), 2.5, [(date(2024, 3, 1), 2), (date(2024, 3, 2), 0.5)]),
        (datetime(2024, 3, 1, 0), 24, [(date(2024, 3, 1), 24)]),
        (datetime(2024, 2, 28, 18), 50, [(date(2024, 2, 28), 6), (date(2024, 2, 29), 24), (date(2024, 3, 1), 20)]),
        (datetime(2024, 3, 1, 22), None, [(date(2024, 3, 1), None)]),
    ],
)
def test_days_of_an_attack(began: datetime, hours: float | None, expected: list[tuple[date, float | None]]) -> None:
    assert days_touched(began, None if hours is None else timedelta(hours=hours)) == expected


STOCKHOLM = ZoneInfo("Europe/Stockholm")


@given(
    before=st.integers(0, 72 * 60),
    minutes=st.integers(1, 100 * 60),
    changed=st.sampled_from([datetime(2026, 3, 29, 1, tzinfo=UTC), datetime(2026, 10, 25, 1, tzinfo=UTC)]),
)
def test_an_attack_over_a_change_of_the_clocks_has_the_days_on_its_clock_and_its_hours(before, minutes, changed):
    began, length = changed - timedelta(minutes=before), timedelta(minutes=minutes)
    first, last = (at.astimezone(STOCKHOLM).date() for at in (began, began + length - timedelta(microseconds=1)))
    found = days_touched(began.astimezone(STOCKHOLM).replace(tzinfo=None), length, STOCKHOLM)
    assert [day for day, _ in found] == [first + timedelta(days=one) for one in range((last - first).days + 1)]
    beyond = round(minutes - 60 * sum(hours for _, hours in found))  # the day of 25 hours has 24 at most
    assert beyond == 0 or (0 < beyond <= 60 and (date(2026, 10, 25), 24) in found)
