"""Patterns as small lists of bars, all in one picture: a name, its number, and a thin bar from none to all.

Every bar runs over the whole width of its list, so that any two compare. Behind a bar lies the zone in which chance
leaves it, where there is one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from textwrap import shorten, wrap

import pandas as pd

from dashboard.charts.parts.colours import Palette, palette
from dashboard.charts.parts.frame import Sheet, blank_sheet
from dashboard.charts.parts.picture import Picture
from dashboard.texts import Words
from dashboard.texts.plain import escape

COLUMNS, GUTTER = 3, 0.045
"""Columns of lists, and the room between two of them as a share of the picture."""
COLUMN = (1 - GUTTER * (COLUMNS - 1)) / COLUMNS
TITLE_PX, NOTE_PX, ROW_PX, PLAIN_ROW_PX, LIST_GAP_PX = 22, 16, 33, 21, 26
BAR_PX, ZONE_PX, BAR_BELOW_PX, ABOVE_ROW_PX = 5, 10, 24, 4
PADDING_PX = 2
"""Room that Plotly leaves beside a text."""
TEXT_CHARACTERS, NOTE_CHARACTERS = 32, 36
"""Characters for which the narrowest column has room in a row and in a line of a note."""


@dataclass(frozen=True)
class Row:
    """A name with its number in words; `rate` of 0 to 1 is drawn, None is a number that is no share.

    `also` is added to the bar in a lighter colour. `zone` is where chance leaves the rate; outside it the name is bold.
    """

    name: str
    number: str
    rate: float | None = None
    also: float = 0.0
    zone: tuple[float, float] | None = None

    @property
    def height(self) -> int:
        """Pixels to the next row: without a bar there is less."""
        return PLAIN_ROW_PX if self.rate is None else ROW_PX

    @property
    def stands_out(self) -> bool:
        """Whether the rate lies outside its zone."""
        return self.rate is not None and self.zone is not None and not self.zone[0] <= self.rate <= self.zone[1]


@dataclass(frozen=True)
class BarList:
    """Rows of one pattern under a title; `notes` say what they are shares of and what to bear in mind."""

    title: str
    notes: tuple[str, ...]
    rows: tuple[Row, ...]

    @property
    def note_lines(self) -> list[str]:
        """The notes in lines that the narrowest column has room for, each from a line of its own."""
        return [line for note in self.notes for line in wrap(note, NOTE_CHARACTERS)]

    @property
    def height(self) -> int:
        """Pixels from its top to that of the list below."""
        return TITLE_PX + NOTE_PX * len(self.note_lines) + sum(row.height for row in self.rows) + LIST_GAP_PX


def patterns_figure(lists: Sequence[BarList], words: Words, *, dark: bool = False) -> Picture:
    """The lists in columns, each below the shortest column so far."""
    colours = palette(dark)
    places, height = _placed(lists)
    sheet = blank_sheet(colours, words, height=height, top=0, bottom=0)
    sheet.layout["margin"] |= {"l": 0, "r": 0}
    hidden = {"visible": False, "fixedrange": True}
    sheet.layout.update(xaxis={"range": [0, 1], **hidden}, yaxis={"range": [height, 0], **hidden})
    for one, (left, top) in zip(lists, places, strict=True):
        _draw_list(sheet, one, left, top, colours)
    return sheet.finished()


def patterns_table(lists: Sequence[BarList], words: Words) -> pd.DataFrame:
    """A row a bar: pattern, name, number, share, and where chance leaves it."""
    rows = [
        [one.title, row.name, row.number, _percent(row.rate, words), _zone_text(row, words)]
        for one in lists
        for row in one.rows
    ]
    heads = ("pattern", "what", "number", "share", "zone")
    return pd.DataFrame(rows, columns=[words(f"patterns-table-{name}") for name in heads])


def _percent(rate: float | None, words: Words) -> str:
    return "" if rate is None else words.percent(rate)


def _zone_text(row: Row, words: Words) -> str:
    return "–".join(words.percent(edge) for edge in row.zone) if row.zone else ""


def _placed(lists: Sequence[BarList]) -> tuple[list[tuple[float, int]], int]:
    """Left edge and top of each list, and the height of the tallest column."""
    columns, places = _columns(lists), {}
    for place, column in enumerate(columns):
        top = 0
        for number in column:
            places[number] = (place * (COLUMN + GUTTER), top)
            top += lists[number].height
    height = max(sum(lists[number].height for number in column) for column in columns)
    return [places[number] for number in range(len(lists))], height


def _columns(lists: Sequence[BarList]) -> list[list[int]]:
    """The numbers of the lists in each column, of about equal height, in the order given."""
    columns: list[list[int]] = [[] for _ in range(COLUMNS)]
    for number in sorted(range(len(lists)), key=lambda number: -lists[number].height):
        shortest = min(columns, key=lambda column: sum(lists[one].height for one in column))
        shortest.append(number)
    return sorted((sorted(column) for column in columns), key=lambda column: column[:1] or [len(lists)])


def _draw_list(sheet: Sheet, one: BarList, left: float, top: int, colours: Palette) -> None:
    _write(sheet, left, top, f"<b>{one.title}</b>", colours.ink, size=13)
    for line, text in enumerate(one.note_lines):
        _write(sheet, left, top + TITLE_PX + line * NOTE_PX, text, colours.muted)
    below = top + TITLE_PX + NOTE_PX * len(one.note_lines)
    for row in one.rows:
        _draw_row(sheet, row, left, below + ABOVE_ROW_PX, colours)
        below += row.height


def _draw_row(sheet: Sheet, row: Row, left: float, top: int, colours: Palette) -> None:
    name = shorten(row.name, max(8, TEXT_CHARACTERS - len(row.number)), placeholder="…")
    _write(sheet, left, top, f"<b>{escape(name)}</b>" if row.stands_out else escape(name), colours.ink)
    _write(sheet, left + COLUMN, top, f"<b>{row.number}</b>", colours.ink, anchor="right")
    if row.rate is None:
        return
    middle = top + BAR_BELOW_PX
    _bar(sheet, left, 0, 1, middle, 1, colours.grid)
    if row.zone:
        _bar(sheet, left, *row.zone, middle, ZONE_PX, colours.grid)
    if row.also:
        _bar(sheet, left, row.rate, row.rate + row.also, middle, BAR_PX, colours.other)
    _bar(sheet, left, 0, row.rate, middle, BAR_PX, colours.accent)


def _bar(sheet: Sheet, left: float, start: float, end: float, middle: int, thickness: int, colour: str) -> None:
    sheet.add_shape(
        type="rect",
        xref="x",
        yref="y",
        x0=left + COLUMN * start,
        x1=left + COLUMN * end,
        y0=middle - thickness / 2,
        y1=middle + thickness / 2,
        fillcolor=colour,
        line={"width": 0},
    )


def _write(
    sheet: Sheet, left: float, top: int, text: str, colour: str, *, size: int = 12, anchor: str = "left"
) -> None:
    sheet.add_annotation(
        x=left,
        xref="x",
        xshift=-PADDING_PX if anchor == "left" else PADDING_PX,
        xanchor=anchor,
        y=top,
        yref="y",
        yanchor="top",
        text=text,
        font={"size": size, "color": colour},
    )
