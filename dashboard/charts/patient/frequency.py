"""The headache-frequency graph above the treatment lanes, on one time axis, and the same as a table."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

import pandas as pd

from analysis.counts.day_count import WindowCounts
from analysis.counts.moving_28 import MovingDay
from analysis.records.patients import Patient, PatientFile
from analysis.windows import WINDOW_DAYS, Window
from dashboard.charts.parts.bar_numbers import draw_hover, draw_numbers, range_text
from dashboard.charts.parts.bar_shapes import draw_bars
from dashboard.charts.parts.bars import LEAST_FILLED, MOST_WINDOWS_WITH_RANGES, Bar, bars_of, scale_of
from dashboard.charts.parts.colours import Palette, palette
from dashboard.charts.parts.frame import (
    PLOTLY_CONFIG,
    Sheet,
    TimeAxis,
    blank_sheet,
    set_time_axis,
    span_text,
    text_pixels,
)
from dashboard.charts.parts.key import draw_key, key_names
from dashboard.charts.parts.lanes import beyond, extended, lanes_on, treatment_days
from dashboard.charts.parts.picture import Picture, scatter_trace
from dashboard.charts.parts.starts import HEADROOM_PX, START_PX, draw_starts, stacked_starts, starts_on
from dashboard.charts.parts.swimlanes import INSET_PX, draw_lanes, lower_pixels
from dashboard.charts.parts.timeline import FILLED_ROW_PX, GRAPH_PX, Canvas, draw_as_of, draw_time_axis, draw_visits
from dashboard.charts.patient.rows_below import draw_rows_below, rows_below
from dashboard.texts import Words

__all__ = ["PLOTLY_CONFIG", "frequency_figure", "frequency_table", "unit_of"]

TITLE_PX = 24
APART, LINE_BREAK = "     ", "<br>"
CHRONIC_HEADACHE_DAYS = 15
"""Headache days a month from which headache is chronic (CM-1), drawn as a line."""
DAY_TICKS = (0, 7, 21, 28)
"""Weeks; the place of the second one belongs to the line at 15 days."""


def frequency_figure(
    windows: Sequence[WindowCounts],
    file: PatientFile,
    words: Words,
    *,
    period: Window,
    as_of: date,
    moving: Sequence[MovingDay] = (),
    dark: bool = False,
    least_filled: int = LEAST_FILLED,
    plain: bool = False,
) -> Picture:
    """Headache and migraine days of each window as bars of days, above all else that there is on one time axis: visits,
    preventive treatments, acute medication by class and scores.

    The bars stand at their true place and width in `period` and always on the same scale. Unfilled days are hatched on
    top of the certain ones. A window with fewer than `least_filled` filled days says so; one outside draws nothing.
    `plain` leaves out what tells of classes: the line at 15 days, acute medication by class, scores; it is for a phone,
    so that what the lines are stands below the heading. `moving` adds a thin line of the 28 days ending on each day.
    Hover texts and dates are in the language of `words`.
    """
    colours = palette(dark)
    axis = _axis(period, file, as_of)
    lanes, later = lanes_on(axis, file.recorded), beyond(axis, file.recorded)
    starts = stacked_starts(starts_on(axis, file), axis, words)
    of_lanes = lower_pixels(lanes, len(later))
    told = ((), ()) if plain else (windows, file.scores)
    below = rows_below((axis.first, min(axis.last, as_of)), *told)
    lower = of_lanes + below.height
    title = TITLE_PX * (2 if plain else 1)
    top = title + HEADROOM_PX + START_PX * (1 + max((start.level for start in starts), default=-1))
    sheet = blank_sheet(colours, words, height=top + GRAPH_PX + lower + 8, top=top)
    set_time_axis(sheet, axis)
    _set_day_axes(sheet, colours, lower, scale_of(windows))
    bars = bars_of(windows, file.patient, as_of)
    canvas = Canvas(sheet, axis, words, colours)
    draw_as_of(canvas, lower)
    if not plain:
        _draw_limit(sheet, colours)
    draw_time_axis(canvas, lower)
    draw_bars(sheet, bars, colours, least_filled=least_filled)
    _draw_moving(sheet, moving, colours, least_filled)
    draw_starts(canvas, starts, lanes, scale_of(windows))
    draw_numbers(sheet, bars, words, colours, least_filled=least_filled)
    draw_hover(sheet, bars, words, least_filled=least_filled)
    _draw_filled_row(canvas, bars, least_filled)
    draw_visits(canvas, file.visits)
    draw_lanes(canvas, lanes, file.recorded)
    draw_rows_below(canvas, below, bars, of_lanes)
    draw_key(sheet, key_names(bars, words, colours), day_px=GRAPH_PX / scale_of(windows))
    _draw_heading(sheet, words, colours, windows, top, in_two_lines=plain)
    _draw_ends_of_diary(canvas, file.patient, bars)
    if not bars:
        _draw_nothing(sheet, words, colours)
    return sheet.finished()


def _axis(period: Window, file: PatientFile, as_of: date) -> TimeAxis:
    """The period, and so much after it as is planned soon."""
    treated = treatment_days(file.recorded, as_of)
    return extended(period.first, period.last, as_of, [*treated, *(visit.date for visit in file.visits)])


def _set_day_axes(sheet: Sheet, colours: Palette, lower: int, scale: int) -> None:
    """The days of the bars, a tick a week, above the pixels of the rows."""
    share = lower / (lower + GRAPH_PX)
    sheet.layout.update(
        yaxis={
            "domain": [share, 1],
            "range": [0, scale],
            "tickvals": DAY_TICKS,
            "tickfont": {"color": colours.muted, "size": 12},
            "gridcolor": colours.grid,
            "zeroline": False,
            "fixedrange": True,
            "ticks": "",
        },
        yaxis2={"domain": [0, share], "range": [lower, 0], "visible": False, "fixedrange": True, "anchor": "x"},
    )


def _draw_limit(sheet: Sheet, colours: Palette) -> None:
    """A thin line at 15 days with its number in the margin."""
    line = {"color": colours.muted, "width": 1, "dash": "dot"}
    place = {"xref": "paper", "x0": 0, "x1": 1, "y0": CHRONIC_HEADACHE_DAYS, "y1": CHRONIC_HEADACHE_DAYS}
    sheet.add_shape(type="line", name="limit", line=line, **place)
    sheet.add_annotation(
        x=0,
        xref="paper",
        xanchor="right",
        xshift=-4,
        y=CHRONIC_HEADACHE_DAYS,
        yshift=2,
        text=str(CHRONIC_HEADACHE_DAYS),
        font={"size": 12, "color": colours.ink},
    )


def _draw_moving(sheet: Sheet, moving: Sequence[MovingDay], colours: Palette, least_filled: int) -> None:
    """The headache days expected in the 28 days before each day; no line where too few of them are filled in."""
    if not moving:
        return
    shown = [day.headache.per_28 if day.headache.filled >= least_filled else None for day in moving]
    sheet.add_trace(
        scatter_trace(
            name="moving",
            x=[day.date + timedelta(days=1) for day in moving],
            y=shown,
            mode="lines",
            line={"color": colours.ink, "width": 1},
            opacity=0.4,
            hoverinfo="skip",
        )
    )


def _draw_filled_row(canvas: Canvas, bars: Sequence[Bar], least_filled: int) -> None:
    """Under each bar how many of its days are filled in."""
    if not bars:
        return
    canvas.name_row(FILLED_ROW_PX, canvas.words("chart-filled"))
    has_room = len(bars) <= MOST_WINDOWS_WITH_RANGES
    for bar in bars:
        complete = bar.counts.completeness
        is_short = bar.lacks_entries(least_filled)
        colour = canvas.colours.missing_text if is_short else canvas.colours.muted
        text = f"{complete.filled}/{complete.inside}" if has_room else f"{complete.filled}"
        canvas.annotate(bar.centre, FILLED_ROW_PX, f"<b>{text}</b>" if is_short else text, size=11, colour=colour)


def _draw_heading(
    sheet: Sheet, words: Words, colours: Palette, windows: Sequence[WindowCounts], top: int, *, in_two_lines: bool
) -> None:
    """What is counted, over how long, and which of the two numbers is which."""
    migraine = f'<b><span style="color:{colours.migraine_text}">{words("chart-of-which-migraine")}</span></b>'
    traces = {trace["name"] for trace in sheet.traces}
    signs = [
        f'<span style="color:{colours.muted}">{sign} {words(f"chart-sign-{name}")}</span>'
        for name, sign in (("estimate", "<b>━</b>"), ("moving", "─"))
        if name in traces
    ]
    heading, key = words("chart-heading", unit=words(unit_of(windows)), migraine=migraine), APART.join(signs)
    text = (LINE_BREAK if in_two_lines else APART).join(filter(None, (heading, key)))
    sheet.head(text, yanchor="top", yshift=top, align="left", font={"size": 13, "color": colours.ink})


def unit_of(windows: Sequence[WindowCounts]) -> str:
    """The name of what a bar counts the days of: 28 days, or a calendar month."""
    return "chart-per-window" if scale_of(windows) == WINDOW_DAYS else "chart-per-calendar-month"


def _draw_ends_of_diary(canvas: Canvas, patient: Patient, bars: Sequence[Bar]) -> None:
    """Why there is nothing before the first bar or after the last one, where the axis has room to say it."""
    axis, words = canvas.axis, canvas.words
    if not bars:
        return
    begins = words("chart-diary-begins", date=words.short_date(patient.enrolled_on))
    if axis.pixels((patient.enrolled_on - axis.first).days) > text_pixels(begins) + INSET_PX:
        place = {"xanchor": "right", "xshift": -INSET_PX, "yshift": 10}
        canvas.annotate(patient.enrolled_on, 0, begins, colour=canvas.colours.muted, **place)
    if patient.left_on is None:
        return
    ends = words("chart-diary-ended", date=words.short_date(patient.left_on))
    if axis.pixels((axis.last - patient.left_on).days) > text_pixels(ends) + INSET_PX:
        place = {"xanchor": "left", "xshift": INSET_PX, "yshift": 10}
        canvas.annotate(patient.left_on + timedelta(days=1), 0, ends, colour=canvas.colours.muted, **place)


def _draw_nothing(sheet: Sheet, words: Words, colours: Palette) -> None:
    """A sentence where the bars would be, when no day of the period lies inside."""
    sheet.add_annotation(
        x=0.5,
        xref="paper",
        y=0.5,
        yref="y domain",
        text=words("chart-no-days"),
        font={"size": 15, "color": colours.muted},
    )


def frequency_table(windows: Sequence[WindowCounts], words: Words) -> pd.DataFrame:
    """A row a window with any day inside: what the bars show, in words and numbers.

    Counts are whole days; where days are unknown the most there can have been stands beside the fewest. The estimate
    per 28 days is as in CMP-20, a dash where no day tells.
    """
    rows = [_row(counts, words) for counts in windows if counts.completeness.inside]
    return pd.DataFrame(rows, columns=[words(f"chart-table-{name}") for name in COLUMNS])


COLUMNS = ("period", "headache", "migraine", "untold", "other", "per-28", "filled", "open", "missing")


def _row(counts: WindowCounts, words: Words) -> list[str | int]:
    headache, migraine, complete = counts["headache"], counts["migraine"], counts.completeness
    untold = counts.untold_headache
    return [
        span_text(counts.window, words),
        range_text(counts, "headache", words),
        range_text(counts, "migraine", words),
        untold,
        headache.observed - migraine.observed - untold,
        "–" if headache.per_28 is None else words.number(headache.per_28, 1),
        words("chart-filled-of", filled=complete.filled, days=complete.inside),
        complete.open,
        complete.missing,
    ]
