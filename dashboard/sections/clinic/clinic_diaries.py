"""The lead's overview: how the diaries are kept, what they tell of overuse, and how long evaluations take."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pandas as pd

from analysis.clinic import Overview
from analysis.clinic.figures import Point
from analysis.windows import WINDOW_DAYS
from dashboard.charts.clinic.rows import course_figure, interval_text, is_dated
from dashboard.sections.clinic.clinic_response import Part
from dashboard.sections.section import Section
from dashboard.texts import Words

BLOCK_WEEKS = WINDOW_DAYS // 7


def parts(overview: Overview) -> tuple[Part, ...]:
    """The sections of the overview that there are, in order."""
    if overview.patients is None:
        return ()
    return (completeness, by_weeks, overuse) if overview.is_newest else (completeness, overuse)


def completeness(overview: Overview, words: Words, *, dark: bool = False) -> Section:
    """The share of filled days over the last year."""
    return _course("clinic-completeness", overview.completeness, words, dark=dark)


def by_weeks(overview: Overview, words: Words, *, dark: bool = False) -> Section:
    """The share of filled days by the weeks since enrolment, four at a time; a point stands at the last of them."""
    points = [replace(point, at=str(BLOCK_WEEKS * (int(point.at) + 1))) for point in overview.by_weeks]
    return _course("clinic-by-weeks", points, words, dark=dark)


def overuse(overview: Overview, words: Words, *, dark: bool = False) -> Section:
    """The share of patients with the medication-overuse pattern over the last year."""
    return _course("clinic-overuse", overview.overuse, words, dark=dark, is_range=True)


def _course(key: str, points: Sequence[Point], words: Words, *, dark: bool, is_range: bool = False) -> Section:
    if not points:
        return Section(key, words(key), (words("clinic-nothing"),))
    last = points[-1]
    interval = interval_text(last.share_95, words)
    text = words(f"{key}-last", percent=words.percent(last.share), interval=interval, at=_place(last, words))
    if last.highest is not None:
        text = f"{text} {words('clinic-at-most', percent=words.percent(last.highest))}"
    numbers = words("clinic-numbers", patients=last.patients, left_out=last.left_out)
    return Section(
        key,
        words(key),
        (f"{text} {numbers}",),
        figure=course_figure(points, words(f"{key}-axis"), words, dark=dark, is_range=is_range),
        table=_course_table(points, words, is_range=is_range),
        source=words(f"{key}-source"),
    )


def _course_table(points: Sequence[Point], words: Words, *, is_range: bool) -> pd.DataFrame:
    heads = ("at", "share", "interval", *(("most",) if is_range else ()), "patients", "left")
    rows = [
        (
            _place(point, words),
            words.percent(point.share),
            interval_text(point.share_95, words),
            *((words.percent(point.highest or 0.0),) if is_range else ()),
            point.patients,
            point.left_out,
        )
        for point in points
    ]
    return pd.DataFrame(rows, columns=[words(f"clinic-column-{name}") for name in heads])


def _place(point: Point, words: Words) -> str:
    return words.date(date.fromisoformat(point.at)) if is_dated([point.at]) else point.at


def waiting(overview: Overview, words: Words) -> Section:
    """How long it takes from the start of a treatment to its judged evaluation."""
    found = overview.waiting
    if found is None:
        return Section("clinic-waiting", words("clinic-waiting"), (words("clinic-nothing"),))
    lower, middle, upper = (words.number(days) for days in found.days)
    why = [
        words(f"clinic-waiting-{reason}", number=words("clinic-few") if number is None else number)
        for reason, number in found.not_evaluated.items()
    ]
    told = words("clinic-waiting-days", number=found.evaluated, middle=middle, lower=lower, upper=upper)
    return Section("clinic-waiting", words("clinic-waiting"), (told, *why), source=words("clinic-waiting-source"))
