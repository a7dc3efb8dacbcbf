"""What all figures share: font, margins, the time axis in days, and the words of its dates."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from analysis.windows import WINDOW_DAYS, Window, calendar_months
from dashboard.charts.parts.colours import FONT, Palette
from dashboard.charts.parts.picture import Picture, Trace
from dashboard.texts import Words

PLOTLY_CONFIG: dict[str, Any] = {
    "displayModeBar": False,
    "scrollZoom": False,
    "doubleClick": False,
    "showTips": False,
    "responsive": True,
}
"""The configuration of every figure: a picture with hover text, without tools, zoom or outside links."""

NO_TEMPLATE: dict[str, Any] = {"data": {"scatter": [{"type": "scatter"}]}}
"""What Plotly calls the template "none": nothing looks as Plotly would have it."""

NARROWEST_PLOT_PX = 620
"""Width that a figure can count on for its plot, pixels: a tablet held upright."""
CHARACTER_PX = 6.6
"""Width of an average character at 12 pixels, with some to spare."""
_TAG = re.compile("<[^>]*>")
SHORTEST_MONTH = 28
FEWEST_DAYS_IN_MONTHS = 70
DAY_MS = 86_400_000
DAY = timedelta(days=1)

LEFT_PX, RIGHT_PX = 62, 150


@dataclass(frozen=True)
class TimeAxis:
    """The days of a figure, `first` to `last`, of which those after `as_of` have not been yet."""

    first: date
    last: date
    as_of: date

    @property
    def end(self) -> date:
        """The right edge: midnight after the last day."""
        return self.last + DAY

    @property
    def known_end(self) -> date:
        """The right edge of what can have happened."""
        return min(self.end, self.as_of + DAY)

    @property
    def days(self) -> int:
        """Length, days."""
        return (self.end - self.first).days

    def pixels(self, days: int) -> float:
        """How wide so many days are at the least, pixels."""
        return days * NARROWEST_PLOT_PX / self.days


def text_pixels(text: str) -> float:
    """About how wide a text is at 12 pixels."""
    return CHARACTER_PX * len(text)


def markup_pixels(markup: str) -> float:
    """About how wide the widest line is of a text with tags such as `<br>` and `<b>`."""
    return max(text_pixels(_TAG.sub("", line)) for line in markup.split("<br>"))


def milliseconds(days: float) -> float:
    """A length in days, as a date axis measures it."""
    return days * DAY_MS


def span_text(window: Window, words: Words) -> str:
    """First and last day of a window: 4 okt – 31 okt 2026."""
    first = words.short_date(window.first)
    if window.first.year != window.last.year:
        first = f"{first} {window.first.year}"
    return words("chart-span", first=first, last=f"{words.short_date(window.last)} {window.last.year}")


def day_text(day: date, words: Words) -> str:
    """A day with its year, short: 17 feb 2026."""
    return f"{words.short_date(day)} {day.year}"


class Sheet:
    """A figure while it is drawn."""

    def __init__(self, layout: dict[str, Any]) -> None:
        self.layout = layout
        self.traces: list[Trace] = []
        self._shapes: list[dict[str, Any]] = []
        self._annotations: list[dict[str, Any]] = []

    def add_trace(self, trace: Trace) -> None:
        """Adds marks that stand for data."""
        self.traces.append(trace)

    def add_shape(self, **shape: Any) -> None:
        """Adds a line or an area."""
        self._shapes.append(shape)

    def add_annotation(self, **annotation: Any) -> None:
        """Adds a text without an arrow."""
        self._annotations.append({"showarrow": False, **annotation})

    def head(self, text: str, *, yaxis: str = "y", **style: Any) -> None:
        """Adds a text at the upper end of a y axis, from the left edge of the figure."""
        place = {"x": 0, "xref": "paper", "xanchor": "left", "xshift": -LEFT_PX, "y": 1, "yref": f"{yaxis} domain"}
        self.add_annotation(text=text, **place, **style)

    def finished(self) -> Picture:
        """The figure of all that was added, in that order."""
        drawn = {"shapes": self._shapes, "annotations": self._annotations}
        marks = {name: some for name, some in drawn.items() if some}
        return Picture(self.traces, {**self.layout, **marks})


def blank_sheet(colours: Palette, words: Words, *, height: float, top: float, bottom: float = 8) -> Sheet:
    """A sheet without any data: transparent, in our font, neither zoomed nor dragged."""
    hover_font = {"family": FONT, "size": 13, "color": colours.ink}
    return Sheet(
        {
            "template": NO_TEMPLATE,
            "height": height,
            "margin": {"l": LEFT_PX, "r": RIGHT_PX, "t": top, "b": bottom, "pad": 0, "autoexpand": False},
            "paper_bgcolor": "rgba(0,0,0,0)",
            "plot_bgcolor": "rgba(0,0,0,0)",
            "font": {"family": FONT, "size": 12, "color": colours.ink},
            "barmode": "overlay",
            "showlegend": False,
            "dragmode": False,
            "hovermode": "closest",
            "hoverlabel": {
                "bgcolor": colours.page,
                "bordercolor": colours.muted,
                "align": "left",
                "namelength": 0,
                "font": hover_font,
            },
            "separators": _separators(words),
        }
    )


def _separators(words: Words) -> str:
    symbols = words.locale.number_symbols["latn"]
    return f"{symbols['decimal']}{symbols['group']}"


def set_time_axis(sheet: Sheet, axis: TimeAxis) -> None:
    """The x axis over these days, without ticks of its own."""
    sheet.layout["xaxis"] = {
        "type": "date",
        "range": [axis.first, axis.end],
        "fixedrange": True,
        "visible": False,
        "showgrid": False,
        "zeroline": False,
    }


def is_told_in_months(axis: TimeAxis) -> bool:
    """Whether the axis is long enough for the names of months; else it has days."""
    return axis.days >= FEWEST_DAYS_IN_MONTHS


def time_labels(axis: TimeAxis, words: Words) -> list[tuple[date, str]]:
    """Where a label of the time axis stands in the middle, and its text, oldest first."""
    return _month_labels(axis, words) if is_told_in_months(axis) else _week_labels(axis, words)


def time_lines(axis: TimeAxis) -> list[date]:
    """Where a calendar month begins within the axis."""
    months = calendar_months(axis.first, axis.last)
    return [month.first for month in months if axis.first < month.first]


def _month_labels(axis: TimeAxis, words: Words) -> list[tuple[date, str]]:
    labels: list[tuple[date, str]] = []
    months = calendar_months(axis.first, axis.last)
    quarterly = axis.pixels(SHORTEST_MONTH) < text_pixels("mmmmm")
    for month in months:
        shown = Window(max(month.first, axis.first), min(month.last, axis.last))
        if (quarterly and month.first.month % 3 != 1) or axis.pixels(shown.days) < text_pixels("mmm"):
            continue
        text = words.short_month(month.first)
        is_first_of_year = not labels or labels[-1][0].year != month.first.year
        labels.append((_middle(shown), f"{text}<br><b>{month.first.year}</b>" if is_first_of_year else text))
    return labels


def _week_labels(axis: TimeAxis, words: Words) -> list[tuple[date, str]]:
    step = 7 if axis.days > WINDOW_DAYS // 2 else 1
    days = [axis.first + timedelta(days=offset) for offset in range(axis.days)]
    shown = [day for day in days if step == 1 or day.weekday() == 0]
    return [
        (day, f"{words.short_date(day)}<br><b>{day.year}</b>" if day == shown[0] else words.short_date(day))
        for day in shown
    ]


def _middle(window: Window) -> date:
    return window.first + timedelta(days=window.days // 2)
