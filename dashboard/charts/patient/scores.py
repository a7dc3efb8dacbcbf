"""The burden of the illness over time: questionnaires and blood pressure above the treatments, on one time axis.

The margins and the axis are those of the headache-frequency graph, so that the two stand day under day.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pandas as pd

from analysis.instruments import INSTRUMENTS
from analysis.records.patients import PatientFile
from analysis.windows import Window
from dashboard.charts.parts.colours import palette
from dashboard.charts.parts.frame import TimeAxis, blank_sheet, set_time_axis
from dashboard.charts.parts.lanes import Lane, beyond, extended, lanes_on, treatment_days
from dashboard.charts.parts.numbers import score_text
from dashboard.charts.parts.picture import Picture
from dashboard.charts.parts.starts import START_PX, Start, stacked_starts, starts_on
from dashboard.charts.parts.swimlanes import draw_lanes, lane_top, lower_pixels
from dashboard.charts.parts.timeline import AXIS, Canvas, draw_as_of, draw_time_axis, draw_visits
from dashboard.charts.patient.measurement_rows import (
    NUMBERS_PX,
    PRESSURE_PX,
    Measured,
    draw_numbers,
    draw_pressures,
    measured_on,
    pressures,
)
from dashboard.charts.patient.score_rows import GAP_PX, TITLE_PX, Course, code_of, courses_on, draw_course, draw_title
from dashboard.texts import Words
from dashboard.texts.plain import escape

__all__ = ["has_scores", "scores_figure", "scores_table"]

TABLE_COLUMNS = ("date", "what", "value", "band")

Row = tuple[int, Callable[[Canvas, float], None]]
"""Height of a row with its title and the gap below it, pixels, and what draws it upon its lower edge."""


def has_scores(file: PatientFile, period: Window, as_of: date) -> bool:
    """Whether there is anything to draw in the period or before it."""
    return bool(_rows(_axis(period, file, as_of), file))


def scores_figure(file: PatientFile, words: Words, *, period: Window, as_of: date, dark: bool = False) -> Picture:
    """A row a questionnaire with any score in `period` or before it, then blood pressure, above visits and treatments.

    Bands are quiet grounds with their names beside them, darker towards the worse; every score is written where there
    is room. The last one before the period stands in the left margin with its month. Nothing after `as_of` is shown.
    """
    colours = palette(dark)
    axis = _axis(period, file, as_of)
    lanes, later = lanes_on(axis, file.recorded), beyond(axis, file.recorded)
    starts = stacked_starts(starts_on(axis, file), axis, words)
    rows = _rows(axis, file)
    upper, lower = sum(height for height, _ in rows), lower_pixels(lanes, len(later))
    head = START_PX * (1 + max((start.level for start in starts), default=-1))
    sheet = blank_sheet(colours, words, height=head + upper + lower + 16, top=8)
    set_time_axis(sheet, axis)
    sheet.layout["xaxis"]["anchor"] = AXIS
    sheet.layout["yaxis2"] = {"range": [lower, -upper - head], "visible": False, "fixedrange": True, "anchor": "x"}
    canvas = Canvas(sheet, axis, words, colours)
    draw_as_of(canvas, lower)
    draw_time_axis(canvas, lower)
    _draw_starts(canvas, starts, lanes, upper)
    bottom = -float(upper)
    for height, draw in rows:
        bottom += height
        draw(canvas, bottom - GAP_PX)
    draw_visits(canvas, file.visits)
    draw_lanes(canvas, lanes, file.recorded)
    return sheet.finished()


def _axis(period: Window, file: PatientFile, as_of: date) -> TimeAxis:
    """The axis of the frequency graph for the same period."""
    treated = treatment_days(file.recorded, as_of)
    return extended(period.first, period.last, as_of, [*treated, *(visit.date for visit in file.visits)])


def _rows(axis: TimeAxis, file: PatientFile) -> list[Row]:
    measured = measured_on(axis, file.measurements)
    courses = courses_on(axis, file.scores, tuple(INSTRUMENTS.values()))
    return [*map(_course_row, courses), *_measured_rows(measured)]


def _course_row(course: Course) -> Row:
    def draw(canvas: Canvas, bottom: float) -> None:
        words, instrument = canvas.words, course.instrument
        way = words("burden-higher-better" if instrument.higher_is_better else "burden-lower-better")
        measures = words(f"burden-measures-{code_of(instrument)}")
        says = words("burden-says", measures=measures, lowest=instrument.lowest, highest=instrument.highest, way=way)
        draw_title(canvas, bottom - course.height - TITLE_PX, instrument.name, says)
        draw_course(canvas, course, bottom)

    return TITLE_PX + course.height + GAP_PX, draw


def _measured_rows(measured: Measured) -> list[Row]:
    def draw(canvas: Canvas, bottom: float) -> None:
        title = bottom - PRESSURE_PX - TITLE_PX
        draw_title(canvas, title, canvas.words("burden-pressure"), canvas.words("burden-pressure-says"))
        draw_pressures(canvas, measured, bottom)

    pressure: list[Row] = [(TITLE_PX + PRESSURE_PX + GAP_PX, draw)] if measured.has_pressure else []
    return [*pressure, *(_numbers_row(measured, kind) for kind in measured.plain)]


def _numbers_row(measured: Measured, kind: str) -> Row:
    return NUMBERS_PX + GAP_PX // 2, lambda canvas, bottom: draw_numbers(canvas, kind, measured.plain[kind], bottom)


def _draw_starts(canvas: Canvas, starts: list[Start], lanes: list[Lane], upper: int) -> None:
    """A hairline from the lane of a CGRP or botulinum treatment up through all rows to the words that say when."""
    colours = canvas.colours
    for start in starts:
        course = start.course
        row = next(row for row, lane in enumerate(lanes) if course in lane.courses)
        words_at = -upper - START_PX * (start.level + 0.5)
        canvas.line(course.first, course.first, lane_top(row), words_at - START_PX / 2, colours.ink)
        place = {"xanchor": "left", "xshift": 3, "colour": colours.ink}
        canvas.annotate(course.first, words_at, f"<b>{escape(start.text)}</b>", **place)


def scores_table(file: PatientFile, words: Words, *, period: Window, as_of: date) -> pd.DataFrame:
    """A row a score or measurement, newest first: what the figure shows."""
    axis = _axis(period, file, as_of)
    found = [*_score_cells(axis, file, words), *_measured_cells(axis, file, words)]
    found.sort(key=lambda row: row[0], reverse=True)
    rows = [(words.date(day), *cells) for day, *cells in found]
    return pd.DataFrame(rows, columns=[words(f"burden-table-{name}") for name in TABLE_COLUMNS])


def _score_cells(axis: TimeAxis, file: PatientFile, words: Words) -> list[tuple[date, str, str, str]]:
    cells = []
    for course in courses_on(axis, file.scores, tuple(INSTRUMENTS.values())):
        for one in (*course.scores, course.earlier):
            band = course.instrument.band_of(one.score) if one else None
            named = words(f"score-band-{code_of(course.instrument)}-{band.code}") if band else ""
            if one:
                cells.append((one.date, one.instrument, score_text(one.score, words), named))
    return cells


def _measured_cells(axis: TimeAxis, file: PatientFile, words: Words) -> list[tuple[date, str, str, str]]:
    measured = measured_on(axis, file.measurements)
    shown = [one for one in pressures(file.measurements) if one in measured.pressures or one == measured.earlier]
    found = [(one.date, words("burden-pressure"), one.text(words), "") for one in shown]
    plain = [one for values in measured.plain.values() for one in values]
    return found + [(one.date, words(f"burden-{one.kind}"), score_text(one.value, words), "") for one in plain]
