"""Headache frequency over time, above the treatments on the same time axis."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from analysis.counts.day_count import WindowCounts
from analysis.counts.moving_28 import MovingDay
from analysis.records.patients import PatientFile
from analysis.windows import WINDOW_DAYS, Window
from dashboard.charts.patient.frequency import frequency_figure, frequency_table, unit_of
from dashboard.sections.section import Section
from dashboard.sections.wording import counted, day_range
from dashboard.texts import Words


@dataclass(frozen=True)
class Course:
    """A period of a patient as of a day: its counts by 28-day windows or calendar months, and the moving figure.

    From fewer than `least_filled` filled days no rate is estimated (CMP-21).
    """

    period: Window
    as_of: date
    windows: tuple[WindowCounts, ...]
    moving: tuple[MovingDay, ...] = ()
    least_filled: int = WINDOW_DAYS // 2


def section(course: Course, file: PatientFile, words: Words, *, dark: bool = False, plain: bool = False) -> Section:
    """The windows of a period as bars with their unfilled days, and what ran meanwhile; `plain` without classes."""
    windows, period = course.windows, course.period
    kept = [window for window in windows if window.completeness.filled]
    if not kept:
        return Section("frequency", words("frequency"), (words("frequency-empty", days=day_range(period, words)),))
    return Section(
        key="own_course" if plain else "frequency",
        title="",
        alt=_in_words(windows[-1], words),
        narrow="" if plain else words("chart-narrow", unit=words(unit_of(windows))),
        figure=frequency_figure(
            windows,
            file,
            words,
            period=period,
            as_of=course.as_of,
            moving=course.moving,
            dark=dark,
            least_filled=course.least_filled,
            plain=plain,
        ),
        table=frequency_table(windows, words),
    )


def _in_words(window: WindowCounts, words: Words) -> str:
    """The newest window, for those who do not see the graph."""
    return words(
        "frequency-window",
        days=day_range(window.window, words),
        headache=counted(window["headache"], words),
        migraine=counted(window["migraine"], words),
    )
