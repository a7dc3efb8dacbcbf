"""Where CGRP and botulinum treatments began: a hairline up through the graph to the words that say so."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from analysis.records.patients import PatientFile
from dashboard.charts.parts.frame import TimeAxis, text_pixels
from dashboard.charts.parts.lanes import Course, Lane, courses_of
from dashboard.charts.parts.picture import scatter_trace
from dashboard.charts.parts.swimlanes import INSET_PX, lane_top
from dashboard.charts.parts.timeline import GRAPH_PX, Canvas
from dashboard.texts import Words
from dashboard.texts.plain import escape

START_PX, HEADROOM_PX = 18, 22
"""Height of a line of text, and how far the lowest stands above the graph, pixels."""


@dataclass(frozen=True)
class Start:
    """A course that began on the axis, the words that say so, and the line of text they stand on, 0 the lowest."""

    course: Course
    text: str
    level: int


def starts_on(axis: TimeAxis, file: PatientFile) -> list[Course]:
    """The courses of CGRP and botulinum treatments that began on the axis, oldest first."""
    begun = [
        course
        for course in courses_of(file.recorded, axis.as_of)
        if course.is_specific and axis.first <= course.first < axis.known_end
    ]
    return sorted(begun, key=lambda course: (course.first, course.drug))


def stacked_starts(courses: Sequence[Course], axis: TimeAxis, words: Words) -> list[Start]:
    """Each start with its text and the line of text it stands on, so that no text meets another or a later hairline."""
    taken: list[float] = []
    stacked = []
    for course in reversed(courses):
        key = "chart-restarted" if course.is_restart else "chart-started"
        text = words(key, drug=course.drug, date=words.short_date(course.first))
        left = axis.pixels((course.first - axis.first).days)
        right = left + text_pixels(text) + INSET_PX
        level = next((level for level in range(len(taken)) if right < min(taken[level:])), len(taken))
        taken[level : level + 1] = [left]
        stacked.append(Start(course, text, level))
    return stacked


def draw_starts(canvas: Canvas, starts: Sequence[Start], lanes: Sequence[Lane], scale: int) -> None:
    """A hairline from the lane of a treatment up through the graph to the words that say when it was started."""
    sheet, colours = canvas.sheet, canvas.colours
    for start in starts:
        course = start.course
        row = next(row for row, lane in enumerate(lanes) if course in lane.courses)
        canvas.line(course.first, course.first, lane_top(row), 0, colours.ink)
        line = {"color": colours.ink, "width": 1}
        sheet.add_trace(
            scatter_trace(name="start", x=[course.first] * 2, y=[0, scale], mode="lines", line=line, hoverinfo="skip")
        )
        top = 1 + (HEADROOM_PX + START_PX * start.level + 4) / GRAPH_PX
        sheet.add_shape(type="line", x0=course.first, x1=course.first, y0=1, y1=top, yref="y domain", line=line)
        sheet.add_annotation(
            x=course.first,
            xanchor="left",
            xshift=3,
            y=1,
            yref="y domain",
            yanchor="middle",
            yshift=HEADROOM_PX + START_PX * start.level - 2,
            text=f"<b>{escape(start.text)}</b>",
            font={"size": 12, "color": colours.ink},
        )
