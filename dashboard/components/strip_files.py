"""The strip of days as files: a picture (SVG) and a table (CSV), of the same description as on the screen.

Neither needs the browser or the network: they are made of what `calendar.strip_data` gives. The picture has the colours
of the light theme, as paper has.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from html import escape
from typing import Any

import pandas as pd

from dashboard.charts.parts.colours import FONT, LIGHT
from dashboard.sections.as_csv import as_csv
from dashboard.texts import Words

Data = Mapping[str, Any]

SIDE, GAP, LEFT, TOP, SUM_WIDTH = 18, 2, 74, 26, 58
"""Pixels of the picture: a day, between days, the names of months, the numbers of days, a column of sums."""
STEP = SIDE + GAP
FILLS = {
    "migraine": (LIGHT.migraine, LIGHT.on_migraine, LIGHT.migraine),
    "other_headache": (LIGHT.other, LIGHT.on_other, LIGHT.other_line),
    "headache": (LIGHT.untold, LIGHT.on_other, LIGHT.other_line),
    "headache_free": (LIGHT.free, LIGHT.on_free, LIGHT.free_line),
    "missing": ("url(#missing)", LIGHT.missing_text, LIGHT.missing),
    "open": ("url(#open)", LIGHT.open_text, LIGHT.open),
}
"""Fill, letter and outline by state; a day outside is not drawn."""
_HATCHES = "".join(
    f'<pattern id="{name}" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate({turn})">'
    f'<rect width="6" height="6" fill="{LIGHT.page}"/><path d="M0 0V6" stroke="{colour}" stroke-width="1.5"/></pattern>'
    for name, turn, colour in (("missing", 45, LIGHT.missing), ("open", -45, LIGHT.open))
)


def strip_csv(strip: Data, words: Words) -> bytes:
    """A row a day that is not outside: the date, its state, and what is told of it."""
    states = {one["state"]: one["text"] for one in strip["key"] if "state" in one}
    rows = [(day["date"], states.get(day["state"], ""), day["label"]) for day in _days(strip)]
    return as_csv(pd.DataFrame(rows, columns=[words(f"strip-file-{name}") for name in ("day", "state", "told")]))


def strip_svg(strip: Data) -> bytes:
    """The months as rows and their days as columns, each with its letter and, as its title, what is told of it."""
    rows, sums = strip["rows"], strip["sums"]
    width = LEFT + len(strip["columns"]) * STEP + len(sums) * SUM_WIDTH + GAP
    height = TOP + len(rows) * STEP + STEP + GAP
    parts = [*_head(strip), *(part for at, row in enumerate(rows) for part in _row(row, TOP + at * STEP))]
    parts += _key(strip, TOP + len(rows) * STEP + SIDE)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" '
        f'role="img" font-family="{escape(FONT)}" font-size="11"><title>{escape(strip["label"])}</title>'
        f'<defs>{_HATCHES}</defs><rect width="100%" height="100%" fill="{LIGHT.page}"/>{"".join(parts)}</svg>\n'
    ).encode()


def _days(strip: Data) -> Iterator[Data]:
    return (day for row in strip["rows"] for day in row["days"] if day and day["state"] in FILLS)


def _text(x: float, y: float, told: str, colour: str = LIGHT.muted, anchor: str = "start") -> str:
    return f'<text x="{x:g}" y="{y:g}" fill="{colour}" text-anchor="{anchor}">{escape(told)}</text>'


def _head(strip: Data) -> Iterator[str]:
    for at, column in enumerate(strip["columns"]):
        if column["kind"]:
            yield _text(LEFT + at * STEP + SIDE / 2, TOP - 8, column["text"], anchor="middle")
    for at, told in enumerate(strip["sums"]):
        yield _text(LEFT + len(strip["columns"]) * STEP + at * SUM_WIDTH, TOP - 8, told)


def _row(row: Data, y: int) -> Iterator[str]:
    yield _text(0, y + 13, row["name"], LIGHT.ink)
    for at, day in enumerate(row["days"]):
        if day and day["state"] in FILLS:
            yield _day(day, LEFT + at * STEP, y)
    for at, told in enumerate(row.get("sums", ())):
        yield _text(LEFT + len(row["days"]) * STEP + at * SUM_WIDTH, y + 13, told, LIGHT.ink)


def _day(day: Data, x: int, y: int) -> str:
    fill, ink, line = FILLS[day["state"]]
    letter = _text(x + SIDE / 2, y + 13, day["letter"], ink, "middle")
    box = f'<rect x="{x}" y="{y}" width="{SIDE}" height="{SIDE}" rx="2" fill="{fill}" stroke="{line}"/>'
    return f"<g><title>{escape(day['label'])}</title>{box}{letter}</g>"


def _key(strip: Data, y: int) -> list[str]:
    states = [one for one in strip["key"] if one.get("state") in FILLS]
    told = "   ".join(f"{one['letter']} {one['text']}" for one in states)
    return [_text(LEFT, y, told)]
