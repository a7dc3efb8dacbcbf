"""What the pictures of the clinic's overview share, and its courses: shares over time, as lines with their names."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from analysis.clinic.figures import Point
from dashboard.charts.parts.colours import Palette, palette
from dashboard.charts.parts.frame import Sheet, blank_sheet
from dashboard.charts.parts.picture import Picture, scatter_trace
from dashboard.texts import Words

COURSE_PX, TOP_PX, BOTTOM_PX = 260, 24, 48
TICKS = (0, 25, 50, 75, 100)
AXIS_ENDS = (20, 40, 100)
COURSE_LABEL_STEP = 3
"""Every third window has its date under the axis."""

Named = Callable[[str], str]


def percent_axis(colours: Palette, words: Words, highest: int = 100) -> dict[str, Any]:
    """An axis from 0 to `highest` percent, with the sign written as the language writes it."""
    ticks = [tick * highest / 100 for tick in TICKS]
    return {
        "range": [-0.01 * highest, 1.02 * highest],
        "tickvals": ticks,
        "ticktext": [words("percent", value=words.number(tick, int(tick % 1 > 0))) for tick in ticks],
        "fixedrange": True,
        "showgrid": True,
        "gridcolor": colours.grid,
        "zeroline": False,
    }


def course_sheet(colours: Palette, words: Words, *, height: int = COURSE_PX) -> Sheet:
    """A sheet for shares over time."""
    sheet = blank_sheet(colours, words, height=height, top=TOP_PX, bottom=BOTTOM_PX)
    sheet.layout["yaxis"] = percent_axis(colours, words)
    sheet.layout["margin"] |= {"r": 24}
    sheet.layout["xaxis"] = {"fixedrange": True, "showgrid": False, "zeroline": False}
    return sheet


def add_line(
    sheet: Sheet, x: Sequence[Any], shares: Sequence[float], hover: Sequence[str], line: dict[str, Any], mode: str
) -> None:
    """A line of shares, 0 to 1; one without texts to hover over has none."""
    sheet.add_trace(
        scatter_trace(
            x=list(x),
            y=[100 * share for share in shares],
            mode=mode,
            line={"width": 2, **line},
            hoverinfo="text" if hover else "skip",
            hovertext=list(hover) or None,
        )
    )


def add_band(
    sheet: Sheet, x: Sequence[Any], ends: Sequence[tuple[float, float]], colours: Palette, shape: str = "linear"
) -> None:
    """The intervals of a line of shares, 0 to 1, as a pale area."""
    for place, fill in ((0, None), (1, "tonexty")):
        sheet.add_trace(
            scatter_trace(
                x=list(x),
                y=[100 * one[place] for one in ends],
                mode="lines",
                line={"width": 0, "shape": shape},
                fill=fill,
                fillcolor=colours.grid if fill else None,
                hoverinfo="skip",
            )
        )


def course_figure(
    points: Sequence[Point], title: str, words: Words, *, dark: bool = False, is_range: bool = False
) -> Picture:
    """A share over time with its 95 % interval; with `is_range` between the fewest and the most it can be."""
    colours = palette(dark)
    sheet = course_sheet(colours, words)
    sheet.layout["yaxis"] = percent_axis(colours, words, _axis_end(points))
    sheet.layout["xaxis"]["title"] = {"text": title}
    at = [point.at for point in points]
    if is_dated(at):
        texts = [f"{words.short_date(date.fromisoformat(day))} {day[:4]}" for day in at[::-COURSE_LABEL_STEP]]
        sheet.layout["xaxis"] |= {"tickvals": at[::-COURSE_LABEL_STEP], "ticktext": texts}
    hover = [_point_text(point, words) for point in points]
    add_band(sheet, at, [point.share_95 for point in points], colours)
    if is_range:
        highest = [point.highest or 0.0 for point in points]
        add_line(sheet, at, highest, (), {"color": colours.muted, "dash": "dot"}, "lines")
    add_line(sheet, at, [point.share for point in points], hover, {"color": colours.accent}, "lines+markers")
    return sheet.finished()


def _point_text(point: Point, words: Words) -> str:
    percent, interval = words.percent(point.share), interval_text(point.share_95, words)
    values = {"patients": point.patients, "left_out": point.left_out}
    return words("clinic-point", percent=percent, interval=interval, **values)


def interval_text(ends: tuple[float, float], words: Words) -> str:
    """An interval of a share: 35–88 %."""
    lower, upper = (words.number(100 * end) for end in ends)
    return words("percent", value=f"{lower}–{upper}")


def _axis_end(points: Sequence[Point]) -> int:
    """The percentage at which the axis ends: the first of a few that leaves room for all."""
    highest = max(100 * max(point.share_95[1], point.highest or 0.0) for point in points)
    return next(end for end in AXIS_ENDS if highest <= end)


def is_dated(places: Sequence[str]) -> bool:
    """Whether the places of a course are days, not numbers."""
    return any("-" in place for place in places)
