"""The treatment lanes as they are drawn: names and doses inside the bars, reasons for stopping behind them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from analysis.records.treatments import Recorded
from dashboard.charts.parts.frame import RIGHT_PX, day_text, milliseconds, text_pixels
from dashboard.charts.parts.lanes import Course, Lane, Step, beyond, course_text, dose_text, step_texts
from dashboard.charts.parts.picture import bar_trace, scatter_trace
from dashboard.charts.parts.timeline import AXIS, VISIT_ROW_PX, Canvas
from dashboard.texts.plain import escape

LANES_PX = VISIT_ROW_PX + 18
LANE_PX, LANE_BAR_PX, DOSE_PX = 32, 22, 7
INSET_PX = 6
"""Between the edge of a bar and its text."""


def lower_pixels(lanes: Sequence[Lane], later: int = 0) -> int:
    """The height of the part below the bars, pixels; `later` is how many treatments begin after the axis."""
    return LANES_PX + LANE_PX * max(1, len(lanes) + later) + 4


@dataclass(frozen=True)
class Label:
    """A text of a course: where it is anchored, on which side of that day, and whether it stands on the bar."""

    text: str
    day: date
    anchor: str
    is_inside: bool


def draw_lanes(canvas: Canvas, lanes: Sequence[Lane], recorded: Recorded) -> None:
    """Adds every lane below the visits, then the treatments that begin after the axis ends."""
    later = beyond(canvas.axis, recorded)
    for row, lane in enumerate(lanes):
        y = _middle(row)
        for course, following in pairwise([*lane.courses, None]):
            if course is not None:
                _draw_course(canvas, course, y, following.first if following else None)
    for row, course in enumerate(later, len(lanes)):
        _draw_later(canvas, course, _middle(row))
    if not lanes and not later:
        text = canvas.words("chart-no-treatment")
        canvas.annotate(0, _middle(0), text, xref="paper", xanchor="left", colour=canvas.colours.muted)


def lane_top(row: int) -> float:
    """The upper edge of the bars of a lane, pixels below the zero line."""
    return _middle(row) - LANE_BAR_PX / 2


def _middle(row: int) -> float:
    return LANES_PX + LANE_PX * (row + 0.5)


def _draw_course(canvas: Canvas, course: Course, y: float, next_first: date | None) -> None:
    for step in course.steps:
        _draw_step(canvas, course, step, y)
    _draw_clipping(canvas, course, y)
    _draw_doses(canvas, course, y)
    for label in labels_of(canvas, course, next_first):
        shift = INSET_PX if label.anchor == "left" else -INSET_PX
        colour = _text_colour(canvas, course) if label.is_inside else canvas.colours.muted
        canvas.annotate(label.day, y, escape(label.text), xanchor=label.anchor, xshift=shift, colour=colour)


def _draw_step(canvas: Canvas, course: Course, step: Step, y: float) -> None:
    """The bar of a dose; what lies after the as-of day is only planned, and so only outlined."""
    axis = canvas.axis
    first, end = max(step.first, axis.first), min(step.end or axis.known_end, axis.end)
    if first < min(end, axis.known_end):
        _draw_bar(canvas, course, step, y, first, min(end, axis.known_end))
    planned_end = min(step.end or axis.end, axis.end)
    if first >= axis.known_end or (step.end is not None and end > axis.known_end):
        _draw_planned(canvas, max(first, axis.known_end), planned_end, y)


def _draw_bar(canvas: Canvas, course: Course, step: Step, y: float, first: date, end: date) -> None:
    colours = canvas.colours
    fill = colours.specific if course.is_specific else colours.preventive
    canvas.sheet.add_trace(
        bar_trace(
            name="treatment",
            orientation="h",
            yaxis=AXIS,
            y=[y],
            base=[first],
            x=[milliseconds((end - first).days)],
            width=LANE_BAR_PX,
            marker={"color": fill, "line": {"color": colours.page, "width": 1.5}},
            hoverinfo="text",
            hovertext=[_treatment_text(canvas, course, step)],
        )
    )


def _draw_planned(canvas: Canvas, first: date, end: date, y: float) -> None:
    line = {"color": canvas.colours.ink, "width": 1.2, "dash": "dash"}
    half = LANE_BAR_PX / 2
    canvas.sheet.add_shape(
        type="rect", name="planned", x0=first, x1=end, y0=y - half, y1=y + half, yref=AXIS, line=line
    )


def _draw_clipping(canvas: Canvas, course: Course, y: float) -> None:
    """An arrow head where the course began before the axis, or goes on after it."""
    axis = canvas.axis
    clipped = []
    if course.first < axis.first:
        clipped.append((axis.first, "triangle-left"))
    if axis.last < axis.as_of and (course.end is None or course.end > axis.end):
        clipped.append((axis.end, "triangle-right"))
    if clipped:
        colour = canvas.colours.specific if course.is_specific else canvas.colours.preventive_line
        canvas.sheet.add_trace(
            scatter_trace(
                name="clipped",
                yaxis=AXIS,
                x=[day for day, _ in clipped],
                y=[y] * len(clipped),
                mode="markers",
                marker={"symbol": [symbol for _, symbol in clipped], "size": 12, "color": colour},
                cliponaxis=False,
                hoverinfo="skip",
            )
        )


def _draw_doses(canvas: Canvas, course: Course, y: float) -> None:
    """A tick above the bar for each injection, infusion or other single dose."""
    axis = canvas.axis
    given = [day for day in course.given_on if axis.first <= day < axis.known_end]
    if not given:
        return
    text = canvas.words("chart-given", drug=escape(course.drug))
    canvas.sheet.add_trace(
        scatter_trace(
            name="doses",
            yaxis=AXIS,
            x=given,
            y=[y - LANE_BAR_PX / 2 - 1] * len(given),
            mode="markers",
            marker={"symbol": "line-ns", "size": DOSE_PX, "line": {"color": canvas.colours.ink, "width": 2}},
            hoverinfo="text",
            hovertext=[f"<b>{day_text(day, canvas.words)}</b><br>{text}" for day in given],
        )
    )


def labels_of(canvas: Canvas, course: Course, next_first: date | None = None) -> list[Label]:
    """The texts of a course: a text a dose step where each fits, else one for all; the reason for stopping behind.

    The last text of a course that goes on stands at its end. What does not fit into the bar stands behind it, or before
    it where there is no room behind.
    """
    axis, words = canvas.axis, canvas.words
    if course.first > axis.as_of:
        date_text = words.short_date(course.first)
        text = words("chart-planned", treatment=course_text(course, words), date=date_text)
        return [Label(text, course.first, "right", is_inside=False)]
    first, end = max(course.first, axis.first), min(course.end or axis.known_end, axis.end)
    reason = words(f"stopped-{course.stop_reason}") if course.stop_reason else ""
    reason = reason if course.end is not None and course.end <= axis.known_end else ""
    inside = _inside_labels(canvas, course, first, end)
    behind = reason if inside else " · ".join(part for part in (course_text(course, words), reason) if part)
    if not behind:
        return inside
    return [*inside, *_behind(canvas, behind, first, end, next_first, must_show=not inside)]


def _inside_labels(canvas: Canvas, course: Course, first: date, end: date) -> list[Label]:
    axis = canvas.axis
    seen = [step for step in course.steps if step.end is None or step.end > axis.first]
    starts = [max(step.first, first) for step in seen]
    texts = step_texts(course, canvas.words)[-len(seen) :]
    if len(seen) < len(course.steps):
        texts[0] = " ".join([course.drug, dose_text(seen[0].treatment, canvas.words)])
    rooms = [axis.pixels((following - start).days) for start, following in pairwise([*starts, end])]
    if not all(_fits(text, room) for text, room in zip(texts, rooms, strict=True)):
        texts, starts, rooms = [course_text(course, canvas.words)], [first], [axis.pixels((end - first).days)]
        if not _fits(texts[0], rooms[0]):
            return []
    labels = [Label(text, start, "left", is_inside=True) for text, start in zip(texts, starts, strict=True)]
    return labels if course.end else [*labels[:-1], _at_the_end(canvas, course, labels, end, rooms[-1])]


def _at_the_end(canvas: Canvas, course: Course, labels: Sequence[Label], end: date, room: float) -> Label:
    """The last label of a course that goes on, with its name: where it is now, and in view on a narrow screen."""
    text = labels[-1].text
    if len(labels) > 1:
        text = " ".join([course.drug, dose_text(course.steps[-1].treatment, canvas.words)]).strip()
    return Label(text, end, "right", is_inside=True) if _fits(text, room) else labels[-1]


def _fits(text: str, pixels: float) -> bool:
    return text_pixels(text) + 2 * INSET_PX <= pixels


def _behind(
    canvas: Canvas, text: str, first: date, end: date, next_first: date | None, *, must_show: bool
) -> list[Label]:
    """The text behind the bar, up to the next one in the lane or the edge of the figure; else before the bar."""
    axis = canvas.axis
    margin = 0 if next_first else RIGHT_PX
    if _fits(text, axis.pixels(((next_first or axis.end) - end).days) + margin):
        return [Label(text, end, "left", is_inside=False)]
    if must_show and _fits(text, axis.pixels((first - axis.first).days)):
        return [Label(text, first, "right", is_inside=False)]
    return [Label(text, end, "left", is_inside=False)] if must_show else []


def _draw_later(canvas: Canvas, course: Course, y: float) -> None:
    """A treatment that begins after the axis ends: words at its right edge, and an arrow."""
    words = canvas.words
    text = words("chart-planned", treatment=course_text(course, words), date=day_text(course.first, words))
    colour = canvas.colours.muted
    canvas.annotate(canvas.axis.end, y, f"{escape(text)} →", xanchor="right", xshift=-INSET_PX, colour=colour)


def _text_colour(canvas: Canvas, course: Course) -> str:
    return canvas.colours.on_specific if course.is_specific else canvas.colours.on_preventive


def _treatment_text(canvas: Canvas, course: Course, step: Step) -> str:
    words, treatment = canvas.words, step.treatment
    name = " ".join(part for part in (treatment.drug, dose_text(treatment, words)) if part)
    first = day_text(step.first, words)
    if step.end is None:
        lines = [words("chart-since", date=first)]
    else:
        lines = [words("chart-span", first=first, last=day_text(step.end - timedelta(days=1), words))]
    if treatment.given_on:
        lines.append(words("chart-given-times", times=len(treatment.given_on)))
    if treatment.stop_reason and step is course.steps[-1]:
        lines.append(words(f"stopped-{treatment.stop_reason}"))
    return "<br>".join([f"<b>{escape(name)}</b>", *lines])
