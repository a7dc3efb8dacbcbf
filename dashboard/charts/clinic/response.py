"""Shares as dots in rows, their numbers beside, published shares as named marks; each patient's change as a bar."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

from dashboard.charts.clinic.rows import BOTTOM_PX, TOP_PX, percent_axis
from dashboard.charts.parts.colours import Palette, palette
from dashboard.charts.parts.frame import Sheet, blank_sheet, markup_pixels
from dashboard.charts.parts.picture import Picture, bar_trace, scatter_trace
from dashboard.texts import Words

ROW_PX, ROW_WITH_MARKS_PX = 36, 50
LEFT_PX, RIGHT_PX = 210, 220
APART_PX = 10
HEAD_PX = 28
FALL_PX = 280
HALF = 50
MOST_BARS = 280
CHANGES = (-100, -50, 0, 50, 100)
MARK_FONT_PX, MARK_UP_PX, MARK_APART_PX = 11, 13, 5
LABEL_ROOM_PERCENT = 75
"""A mark beyond this has its name before it: there is no room after it."""


@dataclass(frozen=True)
class Mark:
    """A published share, percent, its name, and all that is to be read of it."""

    percent: float
    name: str
    told: str


@dataclass(frozen=True)
class Row:
    """A share, 0 to 1, with its 95 % interval, its numbers in two lines and the published marks on its own line.

    `told` is all that is to be read of it. Rows without a name belong to the one above that has one; `label` tells them
    apart.
    """

    name: str
    share: float
    numbers: tuple[str, str]
    told: str
    marks: tuple[Mark, ...] = ()
    interval: tuple[float, float] | None = None
    label: str = ""


def share_rows_figure(rows: Sequence[Row], words: Words, *, head: str = "", dark: bool = False) -> Picture:
    """The rows from above: the clinic's own share is the dot on its interval, what was published an upright tick.

    `head` stands over the picture and says of whom the shares are.
    """
    colours = palette(dark)
    heights = [ROW_WITH_MARKS_PX if row.marks else ROW_PX for row in rows]
    top = TOP_PX + (HEAD_PX if head else 0)
    sheet = blank_sheet(colours, words, height=top + BOTTOM_PX + sum(heights), top=top, bottom=BOTTOM_PX)
    left, right = _sides(rows)
    sheet.layout["margin"] |= {"l": left, "r": right}
    sheet.layout["xaxis"] = percent_axis(colours, words)
    sheet.layout["yaxis"] = {"visible": False, "range": [sum(heights), 0], "fixedrange": True}
    # The line of a row lies low in it, where there are marks: their names stand above it.
    lines = [sum(heights[: place + 1]) - ROW_PX / 2 for place in range(len(rows))]
    for row, line in zip(rows, lines, strict=True):
        _add_row(sheet, row, line, left, colours)
    if head:
        over = {"xref": "paper", "yref": "paper", "xanchor": "left", "yanchor": "bottom", "align": "left"}
        sheet.add_annotation(x=0, y=1, xshift=-left, yshift=4, text=head, font={"color": colours.muted}, **over)
    _add_ticks(sheet, [(mark, line) for row, line in zip(rows, lines, strict=True) for mark in row.marks], colours)
    sheet.add_trace(
        scatter_trace(
            x=[100 * row.share for row in rows],
            y=lines,
            mode="markers",
            marker={"size": 12, "color": colours.accent},
            error_x=_intervals(rows, colours),
            hoverinfo="text",
            hovertext=[row.told for row in rows],
        )
    )
    return sheet.finished()


def _sides(rows: Sequence[Row]) -> tuple[float, float]:
    """The room for the names before the rows and for the numbers behind them, pixels."""
    names = [markup_pixels(row.name) + APART_PX for row in rows]
    labels = [markup_pixels(row.label) + APART_PX for row in rows if row.label]
    numbers = [markup_pixels("<br>".join(row.numbers)) + APART_PX for row in rows]
    return max(LEFT_PX, max(names, default=0) + max(labels, default=0)), max(RIGHT_PX, *numbers)


def _intervals(rows: Sequence[Row], colours: Palette) -> dict[str, object]:
    """The 95 % intervals as lines through the dots."""
    ends = [row.interval or (row.share, row.share) for row in rows]
    return {
        "type": "data",
        "symmetric": False,
        "array": [100 * (upper - row.share) for row, (_, upper) in zip(rows, ends, strict=True)],
        "arrayminus": [100 * (row.share - lower) for row, (lower, _) in zip(rows, ends, strict=True)],
        "color": colours.accent,
        "thickness": 2,
        "width": 5,
    }


def _add_row(sheet: Sheet, row: Row, line: float, left: float, colours: Palette) -> None:
    stroke = {"color": colours.grid, "width": 1}
    sheet.add_shape(type="line", x0=0, x1=100, y0=line, y1=line, line=stroke, layer="below")
    beside = {"xref": "paper", "xanchor": "left", "y": line, "align": "left"}
    sheet.add_annotation(x=0, xshift=-left, text=row.name, **beside)
    if row.label:
        sheet.add_annotation(x=0, xshift=-8, text=row.label, **(beside | {"xanchor": "right"}))
    sheet.add_annotation(x=1, xshift=APART_PX, text="<br>".join(row.numbers), **beside)
    ordered = sorted(row.marks, key=lambda mark: mark.percent)
    for place, mark in enumerate(ordered):
        is_left = mark.percent > LABEL_ROOM_PERCENT or (place == 0 and len(ordered) > 1)
        sheet.add_annotation(
            x=mark.percent,
            y=line,
            yshift=MARK_UP_PX,
            xshift=-MARK_APART_PX if is_left else MARK_APART_PX,
            xanchor="right" if is_left else "left",
            text=mark.name,
            font={"size": MARK_FONT_PX, "color": colours.muted},
        )


def _add_ticks(sheet: Sheet, marks: Sequence[tuple[Mark, float]], colours: Palette) -> None:
    sheet.add_trace(
        scatter_trace(
            x=[mark.percent for mark, _ in marks],
            y=[line for _, line in marks],
            mode="markers",
            marker={"symbol": "line-ns", "size": 18, "line": {"width": 2, "color": colours.muted}},
            hoverinfo="text",
            hovertext=[mark.told for mark, _ in marks],
        )
    )


def waterfall_figure(falls: Sequence[float], words: Words, *, dark: bool = False) -> Picture:
    """The percent change of each judged patient, the largest fall first; down is better, cut off at a doubling.

    Of many patients a bar is the middle one of `patients_of_a_bar`.
    """
    colours = palette(dark)
    sheet = blank_sheet(colours, words, height=FALL_PX, top=TOP_PX, bottom=TOP_PX)
    told = _of_bars(falls)
    changes = [min(100.0, -fall) for fall in told]
    sheet.layout["margin"] |= {"r": 24}
    sheet.layout["xaxis"] = {"visible": False, "fixedrange": True}
    sheet.layout["yaxis"] = {
        "range": [-105, 105],
        "tickvals": list(CHANGES),
        "ticktext": [words.percent(change / 100) for change in CHANGES],
        "fixedrange": True,
        "gridcolor": colours.grid,
        "zerolinecolor": colours.muted,
    }
    sheet.add_trace(
        bar_trace(
            x=list(range(len(changes))),
            y=changes,
            marker={
                "color": [colours.accent if change <= -HALF else colours.preventive_line for change in changes],
                "line": {"color": colours.page, "width": 0.5 if len(changes) < MOST_BARS else 0},
            },
            hoverinfo="text",
            hovertext=[change_text(-fall, words) for fall in told],
        )
    )
    line = {"color": colours.ink, "width": 1, "dash": "dot"}
    sheet.add_shape(type="line", xref="paper", x0=0, x1=1, y0=-HALF, y1=-HALF, line=line)
    return sheet.finished()


def patients_of_a_bar(patients: int) -> int:
    """How many of so many patients a bar stands for: more than one where their bars could not be told apart."""
    return max(1, ceil(patients / MOST_BARS))


def _of_bars(falls: Sequence[float]) -> list[float]:
    """The middle one of those that each bar stands for, in their order."""
    size = patients_of_a_bar(len(falls))
    return [falls[min(at + size // 2, len(falls) - 1)] for at in range(0, len(falls), size)]


def change_text(change: float, words: Words) -> str:
    """A change in percent, in words: fewer, more or as many days."""
    code = "fewer" if change < 0 else "more" if change > 0 else "same"
    return words(f"clinic-change-{code}", percent=words.number(abs(change)))
