"""How the bars of the headache-frequency graph are filled, outlined and hatched."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from dashboard.charts.parts.bars import MOST_WINDOWS_WITH_RANGES, Bar, midnight
from dashboard.charts.parts.colours import Palette
from dashboard.charts.parts.frame import DAY, Sheet, milliseconds
from dashboard.charts.parts.picture import Trace, bar_trace, scatter_trace

GAP_SHARE = 0.08
"""Share of a window's width left free beside its bar."""


def draw_bars(sheet: Sheet, bars: Sequence[Bar], colours: Palette, *, least_filled: int) -> None:
    """Adds the bars to the upper part of the figure: ground, parts and estimates."""
    sheet.add_trace(columns(bars, insides(bars), "inside", {"color": colours.soft, "line": {"width": 0}}))
    for kind, marker in _markers(colours).items():
        drawn = [(bar, part) for bar in bars for part in bar.parts if part.kind == kind]
        if drawn:
            trace = columns([bar for bar, _ in drawn], [part.days for _, part in drawn], kind, marker)
            sheet.add_trace(trace | {"base": [part.base for _, part in drawn]})
    _draw_estimates(sheet, bars, colours, least_filled)


def columns(bars: Sequence[Bar], heights: Sequence[int], name: str, marker: dict[str, Any]) -> Trace:
    """A trace of columns of these heights at the place and nearly the width of the bars."""
    return bar_trace(
        name=name,
        x=[bar.first for bar in bars],
        y=list(heights),
        offset=[milliseconds(GAP_SHARE * bar.width / 2) for bar in bars],
        width=[milliseconds((1 - GAP_SHARE) * bar.width) for bar in bars],
        marker=marker,
        hoverinfo="skip",
    )


def insides(bars: Sequence[Bar]) -> list[int]:
    """The days inside of each bar."""
    return [bar.counts.completeness.inside for bar in bars]


def _markers(colours: Palette) -> dict[str, dict[str, Any]]:
    """How each kind of part is filled, outlined and hatched."""
    return {
        "migraine": {"color": colours.migraine, "line": {"color": colours.migraine, "width": 1}},
        "untold": {
            "color": colours.untold,
            "line": {"color": colours.other_line, "width": 1},
            "pattern": _pattern(".", colours.untold_mark, 0.25),
        },
        "other": {"color": colours.other, "line": {"color": colours.other_line, "width": 1}},
        "unknown": hatch(colours.muted, colours.page),
        "missing": hatch(colours.missing, colours.page),
        "open": hatch(colours.open, colours.page, "\\"),
    }


def hatch(colour: str, page: str, shape: str = "/") -> dict[str, Any]:
    """The marker of days that may have been anything: hatched in the colour on the page."""
    return {
        "color": page,
        "line": {"color": colour, "width": 1},
        "pattern": _pattern(shape, colour, 0.18),
    }


def _pattern(shape: str, colour: str, solidity: float) -> dict[str, Any]:
    return {"shape": shape, "fgcolor": colour, "size": 6, "solidity": solidity, "fillmode": "overlay"}


def _draw_estimates(sheet: Sheet, bars: Sequence[Bar], colours: Palette, least_filled: int) -> None:
    """A short thick line in each hatched part, at the number expected from the filled days."""
    x: list[Any] = []
    y: list[float | None] = []
    for bar in bars:
        expected = bar.expected(least_filled)
        if expected is not None:
            inset = timedelta(days=bar.width * (GAP_SHARE / 2 + 0.02))
            x += [midnight(bar.first) + inset, midnight(bar.last + DAY) - inset, None]
            y += [expected, expected, None]
    if x:
        line = {"color": colours.ink, "width": 2.5 if len(bars) <= MOST_WINDOWS_WITH_RANGES else 1.5}
        sheet.add_trace(scatter_trace(name="estimate", x=x, y=y, mode="lines", line=line, hoverinfo="skip"))
