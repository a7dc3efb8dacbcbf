"""The periods in which days are counted: 28-day windows, calendar months, windows from a first dose."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

WINDOW_DAYS = 28
"""Length of a window, days (DAY-4, WIN-2)."""
DEFAULT_WINDOWS = 6
"""Windows of the default period: 168 days (contract)."""
CRITERION_WINDOWS = 3
"""Windows in which a criterion of "more than three months" must hold (CM-5)."""


@dataclass(frozen=True, order=True)
class Window:
    """Calendar days `first` to `last`, both included, under a label; the label is an id, never a text to show."""

    first: date
    last: date
    label: str = ""

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise ValueError(f"window ends {self.last} before it begins {self.first}")

    @property
    def days(self) -> int:
        """Length, days."""
        return (self.last - self.first).days + 1

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last

    def meets(self, first: date, last: date) -> bool:
        """Whether any of the days from `first` to `last` is in it."""
        return self.first <= last and first <= self.last


def period_ending(last: date, days: int = DEFAULT_WINDOWS * WINDOW_DAYS) -> Window:
    """The period of `days` days that ends with `last`."""
    return Window(last - timedelta(days=days - 1), last, "period")


def windows_ending(last: date, number: int) -> tuple[Window, ...]:
    """The `number` 28-day windows that end with `last`, newest last, labelled "-5" ... "0"."""
    return tuple(
        Window(
            last - timedelta(days=WINDOW_DAYS * (back + 1) - 1),
            last - timedelta(days=WINDOW_DAYS * back),
            "0" if back == 0 else f"-{back}",
        )
        for back in reversed(range(number))
    )


def windows_within(period: Window) -> tuple[Window, ...]:
    """The whole 28-day windows of a period, counted back from its last day; days before them are in none."""
    return windows_ending(period.last, period.days // WINDOW_DAYS)


def calendar_months(first: date, last: date) -> tuple[Window, ...]:
    """The whole calendar months that hold `first` to `last`, labelled "2026-03"."""
    months = []
    year, month = first.year, first.month
    while (year, month) <= (last.year, last.month):
        months.append(Window(date(year, month, 1), date(year, month, monthrange(year, month)[1]), f"{year}-{month:02}"))
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
    return tuple(months)


def baseline(first_dose: date, windows: int = 1) -> Window:
    """The 28 days (or `windows` times 28) before the day of first dose (WIN-1, WIN-6)."""
    return Window(first_dose - timedelta(days=WINDOW_DAYS * windows), first_dose - timedelta(days=1), "baseline")


def windows_from_first_dose(first_dose: date, until: date) -> tuple[Window, ...]:
    """The 28-day windows from the day of first dose that have begun by `until`, labelled "W1-4", "W5-8", ... (WIN-2).

    The day of first dose is the first day of the first window. Empty when the treatment lies after `until`.
    """
    begun = (until - first_dose).days // WINDOW_DAYS + 1
    return tuple(
        Window(
            first_dose + timedelta(days=WINDOW_DAYS * k),
            first_dose + timedelta(days=WINDOW_DAYS * (k + 1) - 1),
            f"W{4 * k + 1}-{4 * k + 4}",
        )
        for k in range(begun)
    )
