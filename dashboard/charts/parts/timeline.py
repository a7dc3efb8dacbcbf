"""The part of a figure below its bars: the time axis, where the data end, and the visits.

The y axis of this part counts pixels downwards from the zero line of the bars, so that rows keep their height.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from analysis.records.patients import Visit
from analysis.windows import Window
from dashboard.charts.parts.colours import Palette
from dashboard.charts.parts.frame import Sheet, TimeAxis, day_text, time_labels, time_lines
from dashboard.charts.parts.picture import scatter_trace
from dashboard.texts import Words

GRAPH_PX = 200
FILLED_ROW_PX, MONTH_ROW_PX, VISIT_ROW_PX = 13, 27, 74
AXIS = "y2"


@dataclass(frozen=True)
class Canvas:
    """What the lower part is drawn on and with."""

    sheet: Sheet
    axis: TimeAxis
    words: Words
    colours: Palette

    def annotate(self, x: object, y: float, text: str, **style: Any) -> None:
        """Adds a text; `x` is a day, or a share of the width with `xref="paper"`."""
        font = {"size": style.pop("size", 12), "color": style.pop("colour", self.colours.ink)}
        place = {"yref": AXIS, "xref": "x", "yanchor": "middle", **style}
        self.sheet.add_annotation(x=x, y=y, text=text, font=font, **place)

    def line(self, x0: date, x1: date, y0: float, y1: float, colour: str, **style: Any) -> None:
        """Adds a thin line."""
        layer = style.pop("layer", "above")
        line = {"color": colour, "width": 1, **style}
        self.sheet.add_shape(type="line", x0=x0, x1=x1, y0=y0, y1=y1, yref=AXIS, line=line, layer=layer)

    def name_row(self, y: float, text: str) -> None:
        """Writes what a row is in the left margin."""
        colour = self.colours.muted
        self.annotate(0, y, text, xref="paper", xanchor="right", xshift=-10, size=11, colour=colour)


def draw_time_axis(canvas: Canvas, height: int) -> None:
    """The zero line, where calendar months begin, and their names."""
    axis, colours = canvas.axis, canvas.colours
    canvas.line(axis.first, axis.end, 0, 0, colours.muted)
    for day in time_lines(axis):
        canvas.line(day, day, MONTH_ROW_PX, height, colours.grid, layer="below")
    for day, text in time_labels(axis, canvas.words):
        canvas.annotate(day, MONTH_ROW_PX - 4, text, yanchor="top", colour=colours.muted)


def draw_as_of(canvas: Canvas, height: int) -> None:
    """Where the data end; when the axis goes on after it, what is to come stands on a ground of its own."""
    axis, colours = canvas.axis, canvas.colours
    if axis.known_end < axis.end:
        canvas.line(axis.known_end, axis.known_end, 0, height, colours.muted, dash="dot")
        ground = {"fillcolor": colours.soft, "line": {"width": 0}, "layer": "below"}
        canvas.sheet.add_shape(type="rect", x0=axis.known_end, x1=axis.end, y0=0, y1=1, yref="paper", **ground)
    text = canvas.words("chart-as-of", date=day_text(min(axis.as_of, axis.last), canvas.words))
    place = {"xref": "paper", "xanchor": "left", "yanchor": "top", "xshift": 10}
    canvas.annotate(1, MONTH_ROW_PX - 4, text, size=11, colour=colours.muted, **place)


def draw_visits(canvas: Canvas, visits: Sequence[Visit]) -> None:
    """A small flag a visit, hollow while it is only booked."""
    shown = [visit for visit in visits if visit.date in Window(canvas.axis.first, canvas.axis.last)]
    if not shown:
        return
    canvas.name_row(VISIT_ROW_PX, canvas.words("chart-visits"))
    for visit in shown:
        _draw_flag(canvas, visit.date)
    canvas.sheet.add_trace(
        scatter_trace(
            name="visits",
            yaxis=AXIS,
            x=[visit.date for visit in shown],
            y=[VISIT_ROW_PX] * len(shown),
            mode="markers",
            marker={"size": 16, "opacity": 0},
            hoverinfo="text",
            hovertext=[_visit_text(visit, canvas) for visit in shown],
        )
    )


def _draw_flag(canvas: Canvas, day: date) -> None:
    colours = canvas.colours
    fill = colours.page if day > canvas.axis.as_of else colours.muted
    top, low = VISIT_ROW_PX - 8, VISIT_ROW_PX
    canvas.sheet.add_shape(
        type="path",
        path=f"M0,{top + 16} L0,{top} L9,{(top + low) / 2} L0,{low}",
        xsizemode="pixel",
        xanchor=day,
        yref=AXIS,
        fillcolor=fill,
        line={"color": colours.muted, "width": 1.2},
    )


def _visit_text(visit: Visit, canvas: Canvas) -> str:
    words = canvas.words
    parts = [words(f"visit-{visit.kind}")]
    if visit.channel:
        parts.append(words(f"channel-{visit.channel}"))
    if visit.date > canvas.axis.as_of:
        parts.append(words("chart-visit-booked"))
    return f"<b>{day_text(visit.date, words)}</b><br>{', '.join(parts)}"
