"""Days with acute medication, any and by class, in each window against the limit of its class."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from analysis.counts.day_count import WindowCounts
from analysis.drugs import CLASSES
from dashboard.charts.parts.bar_numbers import range_markup, range_text
from dashboard.charts.parts.bar_shapes import hatch
from dashboard.charts.parts.bars import scale_of
from dashboard.charts.parts.colours import Palette, palette
from dashboard.charts.parts.frame import Sheet, blank_sheet, span_text
from dashboard.charts.parts.picture import Picture, Trace, bar_trace
from dashboard.texts import Words

ANY_ACUTE = "acute_medication"
ROW_PX, ROW_GAP_PX, TOP_PX, BOTTOM_PX = 84, 34, 30, 52
LEFT_PX, RIGHT_PX = 190, 110
BAR_WIDTH = 0.62
MOST_WINDOWS_NAMED = 7
"""Windows whose days have room side by side under the bars."""


@dataclass(frozen=True)
class Row:
    """A kind of acute medication day, its limit if it has one, and its number among the rows from the top."""

    kind: str
    limit: int | None
    number: int

    @property
    def axis(self) -> str:
        """The row's own y axis, as traces name it."""
        return "y" if self.number == 0 else f"y{self.number + 1}"


def rows_of(windows: Sequence[WindowCounts], limits: Mapping[str, int]) -> list[Row]:
    """Any acute medication, then each class that was taken in any window, in the catalogue's order."""
    taken = [
        name
        for name in CLASSES
        if any(name in counts.counts and counts[name].observed for counts in windows if counts.completeness.inside)
    ]
    return [Row(kind, limits.get(kind), number) for number, kind in enumerate((ANY_ACUTE, *taken))]


def medication_figure(
    windows: Sequence[WindowCounts], limits: Mapping[str, int], words: Words, *, dark: bool = False
) -> Picture:
    """A row of bars for each class of acute medication taken, a bar a window, with the limit of the class as a line.

    Days of intake are filled, dark from the limit on; days on which it is not known are hatched on top. `limits` gives
    days a month by class. The scale is the same for every row and patient. Windows outside draw nothing.
    """
    colours = palette(dark)
    shown = [counts for counts in windows if counts.completeness.inside]
    rows = rows_of(shown, limits)
    plot_px = ROW_PX * len(rows) + ROW_GAP_PX * (len(rows) - 1)
    sheet = blank_sheet(colours, words, height=TOP_PX + plot_px + BOTTOM_PX, top=TOP_PX, bottom=BOTTOM_PX)
    sheet.layout["margin"] |= {"l": LEFT_PX, "r": RIGHT_PX}
    edges = [-0.5, max(1, len(shown)) - 0.5]
    sheet.layout["xaxis"] = {"visible": False, "range": edges, "fixedrange": True, "anchor": "free"}
    scale = scale_of(shown)
    for row in rows:
        _set_row_axis(sheet, row, plot_px, scale)
        _draw_row(sheet, row, shown, words, colours)
    _draw_windows(sheet, shown, words, colours)
    if not shown:
        _margin_text(sheet, rows[0], 0, scale / 2, words("chart-no-days"), colours.muted, {"xanchor": "left"})
    return sheet.finished()


def _set_row_axis(sheet: Sheet, row: Row, plot_px: int, scale: int) -> None:
    top = 1 - row.number * (ROW_PX + ROW_GAP_PX) / plot_px
    name = "yaxis" if row.number == 0 else f"yaxis{row.number + 1}"
    domain = [max(0.0, top - ROW_PX / plot_px), min(1.0, top)]
    sheet.layout[name] = {"domain": domain, "range": [0, scale], "visible": False, "fixedrange": True}


def _draw_row(sheet: Sheet, row: Row, windows: Sequence[WindowCounts], words: Words, colours: Palette) -> None:
    for name, heights, bases, marker in _parts(row, windows, colours):
        if any(heights):
            sheet.add_trace(_bars(f"{row.kind} {name}", row, heights, bases, marker))
    hover = [_hover_text(counts, row, words) for counts in windows]
    whole = _bars(f"{row.kind} hover", row, [counts.completeness.inside for counts in windows], None, {"opacity": 0})
    sheet.add_trace(whole | {"hoverinfo": "text", "hovertext": hover})
    _draw_line(sheet, row, 0, colours.muted, "solid")
    if row.limit is not None:
        _draw_line(sheet, row, row.limit, colours.ink, "dot")
        text = words("chart-limit", days=row.limit)
        _margin_text(sheet, row, 1, row.limit, text, colours.ink, {"xanchor": "left", "xshift": 8})
    for position, counts in enumerate(windows):
        _draw_number(sheet, row, position, counts, words, colours)
    name_place = {"xanchor": "left", "xshift": -LEFT_PX, "yanchor": "bottom", "width": LEFT_PX - 12, "align": "left"}
    _margin_text(sheet, row, 0, 0, f"<b>{words(f'kind-{row.kind}')}</b>", colours.ink, name_place)


def _draw_number(sheet: Sheet, row: Row, position: int, counts: WindowCounts, words: Words, colours: Palette) -> None:
    """The days above the bar, on the page's colour so that the line of the limit does not run through them."""
    sheet.add_annotation(
        x=position,
        y=counts[row.kind].highest,
        yref=row.axis,
        yanchor="bottom",
        yshift=2,
        text=range_markup(counts[row.kind], words, colours),
        bgcolor=colours.page,
        borderpad=0,
        font={"size": 13, "color": colours.ink},
    )


def _parts(
    row: Row, windows: Sequence[WindowCounts], colours: Palette
) -> Iterator[tuple[str, list[int], list[int], dict[str, Any]]]:
    """Each part of the bars of a row from below: its name, heights, where it begins, and how it is filled."""
    taken = [counts[row.kind].observed for counts in windows]
    reaches = [row.limit is not None and days >= row.limit for days in taken]
    for name, is_reached, fill, line in (
        ("below", False, colours.preventive, colours.preventive_line),
        ("reached", True, colours.specific, colours.specific),
    ):
        days = [count if reached is is_reached else 0 for count, reached in zip(taken, reaches, strict=True)]
        yield name, days, [0] * len(windows), {"color": fill, "line": {"color": line, "width": 1}}
    base = taken
    for name, colour in (("unknown", colours.muted), ("missing", colours.missing), ("open", colours.open)):
        days = [
            counts[row.kind].unknown if name == "unknown" else int(getattr(counts.completeness, name))
            for counts in windows
        ]
        yield name, days, base, hatch(colour, colours.page)
        base = [below + height for below, height in zip(base, days, strict=True)]


def _bars(name: str, row: Row, heights: Sequence[int], bases: Sequence[int] | None, marker: dict[str, Any]) -> Trace:
    shown = [position for position, height in enumerate(heights) if height]
    return bar_trace(
        name=name,
        x=shown,
        y=[heights[position] for position in shown],
        base=[bases[position] if bases else 0 for position in shown],
        width=BAR_WIDTH,
        yaxis=row.axis,
        marker=marker,
        hoverinfo="skip",
    )


def _draw_line(sheet: Sheet, row: Row, days: int, colour: str, dash: str) -> None:
    line = {"color": colour, "width": 1, "dash": dash}
    sheet.add_shape(type="line", xref="paper", x0=0, x1=1, yref=row.axis, y0=days, y1=days, line=line)


def _margin_text(sheet: Sheet, row: Row, x: int, y: float, text: str, colour: str, place: dict[str, Any]) -> None:
    font = {"size": 12, "color": colour}
    sheet.add_annotation(x=x, xref="paper", y=y, yref=row.axis, text=text, font=font, **place)


def _draw_windows(sheet: Sheet, windows: Sequence[WindowCounts], words: Words, colours: Palette) -> None:
    """Under the lowest row the days of each window and how many are filled in, of as many as have room for it."""
    step = -(-len(windows) // MOST_WINDOWS_NAMED)
    for position in range(len(windows) - 1, -1, -max(1, step)):
        counts = windows[position]
        window, complete = counts.window, counts.completeness
        days = words("chart-span", first=words.short_date(window.first), last=words.short_date(window.last))
        filled = words("chart-filled-of", filled=complete.filled, days=complete.inside)
        sheet.add_annotation(
            x=position,
            y=0,
            yref="paper",
            yanchor="top",
            yshift=-6,
            text=f"{days}<br>{filled}",
            font={"size": 11, "color": colours.muted},
        )


def _hover_text(counts: WindowCounts, row: Row, words: Words) -> str:
    complete = counts.completeness
    lines = [
        f"<b>{span_text(counts.window, words)}</b>",
        f"{words(f'kind-{row.kind}')}: {range_text(counts, row.kind, words)}",
        words("chart-filled-of", filled=complete.filled, days=complete.inside),
    ]
    return "<br>".join([*lines, words("chart-limit", days=row.limit)] if row.limit is not None else lines)


def medication_table(windows: Sequence[WindowCounts], limits: Mapping[str, int], words: Words) -> pd.DataFrame:
    """A row a kind of acute medication day: its limit, and in each window the fewest and the most days of it."""
    shown = [counts for counts in windows if counts.completeness.inside]
    names = [words("chart-table-kind"), words("chart-table-limit"), *(span_text(each.window, words) for each in shown)]
    rows = [
        [
            words(f"kind-{row.kind}"),
            "–" if row.limit is None else words.number(row.limit),
            *(range_text(counts, row.kind, words) for counts in shown),
        ]
        for row in rows_of(shown, limits)
    ]
    filled = [words("chart-filled-of", filled=c.completeness.filled, days=c.completeness.inside) for c in shown]
    return pd.DataFrame([*rows, [words("chart-table-filled"), "–", *filled]], columns=names)
