"""The pictures of the clinic's overview: shares as dots with their numbers, falls as bars, courses as lines."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

import plotly.graph_objects as go

from analysis.clinic.overview import Point, Response, TimeOnTreatment
from analysis.clinic.published import published_for
from dashboard.charts.colours import Palette, palette
from dashboard.charts.frame import Sheet, blank_sheet
from dashboard.texts import Words

ROW_PX, TOP_PX, BOTTOM_PX, LEFT_PX = 30, 24, 48, 210
COURSE_PX, FALL_PX = 260, 280
DASHES = ("solid", "dash", "dot", "dashdot", "longdash")
"""Lines of one colour tell apart by these; the first one is all treatments together."""
HALF = 50
COURSE_LABEL_STEP = 3
"""Every third window has its date under the axis."""

Named = Callable[[str], str]


def response_figure(rows: Sequence[Response], named: Named, words: Words, *, dark: bool = False) -> go.Figure:
    """A row a treatment and month: the share of responders as a dot, its numbers beside, published shares as ticks."""
    colours = palette(dark)
    height = TOP_PX + BOTTOM_PX + ROW_PX * len(rows)
    sheet = blank_sheet(colours, words, height=height, top=TOP_PX, bottom=BOTTOM_PX)
    sheet.layout["margin"] |= {"l": LEFT_PX, "r": 210}
    _percent_axis(sheet, colours, "xaxis")
    sheet.layout["yaxis"] = {"visible": False, "range": [len(rows) - 0.5, -0.5], "fixedrange": True}
    for place, row in enumerate(rows):
        _response_row(sheet, place, row, named, words, colours)
    places = list(range(len(rows)))
    sheet.add_trace(
        go.Scatter(
            x=[100 * row.share for row in rows],
            y=places,
            mode="markers",
            marker={"size": 12, "color": colours.accent},
            hoverinfo="text",
            hovertext=[_response_text(row, words) for row in rows],
        )
    )
    _published_ticks(sheet, rows, words, colours)
    return sheet.finished()


def _response_row(sheet: Sheet, place: int, row: Response, named: Named, words: Words, colours: Palette) -> None:
    line = {"color": colours.grid, "width": 1}
    sheet.add_shape(type="line", x0=0, x1=100, y0=place, y1=place, line=line, layer="below")
    name = words("clinic-row", treatment=named(row.treatment), month=row.month)
    sheet.add_annotation(x=0, xref="paper", xshift=-LEFT_PX, xanchor="left", y=place, text=name, align="left")
    sheet.add_annotation(
        x=1, xref="paper", xshift=10, xanchor="left", y=place, text=_response_text(row, words), align="left"
    )


def _response_text(row: Response, words: Words) -> str:
    return words(
        "clinic-of-judgeable",
        responders=row.responders,
        judgeable=row.judgeable,
        percent=words.percent(row.share),
        not_judgeable=row.not_judgeable,
    )


def _published_ticks(sheet: Sheet, rows: Sequence[Response], words: Words, colours: Palette) -> None:
    found = [(place, one) for place, row in enumerate(rows) for one in published_for(row.treatment, row.month)]
    sheet.add_trace(
        go.Scatter(
            x=[one.percent for _, one in found],
            y=[place for place, _ in found],
            mode="markers",
            marker={"symbol": "line-ns", "size": 16, "line": {"width": 2, "color": colours.muted}},
            hoverinfo="text",
            hovertext=[
                words(
                    "clinic-published",
                    source=one.source,
                    population=words(f"clinic-{one.population}"),
                    percent=words.number(one.percent, 1),
                    placebo=words.number(one.placebo, 1),
                )
                for _, one in found
            ],
        )
    )


def _percent_axis(sheet: Sheet, colours: Palette, name: str) -> None:
    sheet.layout[name] = {
        "range": [0, 102],
        "tickvals": [0, 25, 50, 75, 100],
        "ticksuffix": " %",
        "fixedrange": True,
        "showgrid": True,
        "gridcolor": colours.grid,
        "zeroline": False,
    }


def waterfall_figure(falls: Sequence[float], words: Words, *, dark: bool = False) -> go.Figure:
    """The percent change of each judged patient, the largest fall first; down is better, cut off at a doubling."""
    colours = palette(dark)
    sheet = blank_sheet(colours, words, height=FALL_PX, top=TOP_PX, bottom=BOTTOM_PX)
    changes = [min(100.0, -fall) for fall in falls]
    sheet.layout["xaxis"] = {"visible": False, "fixedrange": True}
    sheet.layout["yaxis"] = {
        "range": [-105, 105],
        "tickvals": [-100, -50, 0, 50, 100],
        "ticksuffix": " %",
        "fixedrange": True,
        "gridcolor": colours.grid,
        "zerolinecolor": colours.muted,
    }
    sheet.add_trace(
        go.Bar(
            x=list(range(len(changes))),
            y=changes,
            marker={"color": [colours.accent if change <= -HALF else colours.preventive_line for change in changes]},
            hoverinfo="text",
            hovertext=[words("clinic-change", percent=words.number(-fall, 0)) for fall in falls],
        )
    )
    line = {"color": colours.ink, "width": 1, "dash": "dot"}
    sheet.add_shape(type="line", xref="paper", x0=0, x1=1, y0=-HALF, y1=-HALF, line=line)
    return sheet.finished()


def time_figure(times: Sequence[TimeOnTreatment], named: Named, words: Words, *, dark: bool = False) -> go.Figure:
    """The share still on treatment after so many months, a line a treatment."""
    colours = palette(dark)
    sheet = _course_sheet(colours, words)
    sheet.layout["xaxis"] |= {"title": {"text": words("clinic-months-since-start")}, "dtick": 3, "rangemode": "tozero"}
    for place, one in enumerate(times[: len(DASHES)]):
        days = [0, *one.curve.days, one.curve.followed]
        shares = [1.0, *one.curve.going_on, one.curve.at(one.curve.followed)]
        _line(
            sheet,
            [day / 28 for day in days],
            shares,
            words("clinic-name-number", name=named(one.treatment), patients=one.curve.number),
            colours.accent if place == 0 else colours.ink,
            DASHES[place],
            shape="hv",
        )
    return sheet.finished()


def course_figure(
    points: Sequence[Point], title: str, words: Words, *, dark: bool = False, is_range: bool = False
) -> go.Figure:
    """A share over time; with `is_range` between the fewest and the most it can be."""
    colours = palette(dark)
    sheet = _course_sheet(colours, words)
    sheet.layout["showlegend"] = False
    sheet.layout["xaxis"]["title"] = {"text": title}
    at = [point.at for point in points]
    if is_dated(at):
        texts = [f"{words.short_date(date.fromisoformat(day))} {day[:4]}" for day in at[::-COURSE_LABEL_STEP]]
        sheet.layout["xaxis"] |= {"tickvals": at[::-COURSE_LABEL_STEP], "ticktext": texts}
    hover = [
        words("clinic-point", percent=words.percent(point.share), patients=point.patients, left_out=point.left_out)
        for point in points
    ]
    if is_range:
        _line(sheet, at, [point.highest or 0.0 for point in points], "", colours.muted, "dot")
        sheet.traces[-1].update(hoverinfo="skip")
    _line(sheet, at, [point.share for point in points], "", colours.accent, "solid", hover=hover, mode="lines+markers")
    return sheet.finished()


def is_dated(places: Sequence[str]) -> bool:
    """Whether the places of a course are days, not numbers."""
    return any("-" in place for place in places)


def _course_sheet(colours: Palette, words: Words) -> Sheet:
    sheet = blank_sheet(colours, words, height=COURSE_PX, top=TOP_PX, bottom=BOTTOM_PX)
    _percent_axis(sheet, colours, "yaxis")
    sheet.layout["margin"] |= {"r": 24}
    sheet.layout["xaxis"] = {"fixedrange": True, "showgrid": False, "zeroline": False}
    sheet.layout["showlegend"] = True
    sheet.layout["legend"] = {"x": 0.01, "y": 0.02, "yanchor": "bottom", "bgcolor": colours.page}
    return sheet


def _line(
    sheet: Sheet,
    x: Sequence[Any],
    shares: Sequence[float],
    name: str,
    colour: str,
    dash: str,
    *,
    shape: str = "linear",
    hover: Sequence[str] | None = None,
    mode: str = "lines",
) -> None:
    sheet.add_trace(
        go.Scatter(
            x=list(x),
            y=[100 * share for share in shares],
            name=name,
            mode=mode,
            line={"color": colour, "dash": dash, "width": 2, "shape": shape},
            hoverinfo="text",
            hovertext=list(hover) if hover else [f"{name} {100 * share:.0f} %" for share in shares],
        )
    )
