"""Rows below the treatment lanes, on the same time axis: acute medication by class, and the scores of questionnaires.

A class is drawn on its own limit: the dashed line stands at the same height in every row, so that the distance to the
limit compares. Everything is placed in pixels of the lower axis, which counts downwards.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from analysis.counts.day_count import WindowCounts
from analysis.drugs.overuse_limits import OVERUSE_DAYS
from analysis.records.patients import Score
from dashboard.charts.parts.bar_shapes import GAP_SHARE, hatch
from dashboard.charts.parts.bars import Bar
from dashboard.charts.parts.frame import milliseconds
from dashboard.charts.parts.numbers import range_text, score_text
from dashboard.charts.parts.picture import bar_trace, scatter_trace
from dashboard.charts.parts.timeline import AXIS, Canvas

CLASS_PX, LIMIT_PX = 47, 18
"""Height of a row of a class, and of its limit above the zero line."""
HIGHEST_PX = 28
"""No bar is drawn higher; its number tells."""
SCORE_PX, SCORE_SPAN_PX = 42, 16
INSTRUMENTS = ("HIT-6", "MIDAS")
MOST_CLASSES = 3
LEAST_SPAN = 10
"""Points that the height of a row of scores spans at least, so that small changes look small."""
MOST_NUMBERED = 16
"""Bars up to which each has its number."""


@dataclass(frozen=True)
class RowsBelow:
    """The classes that are drawn, those nearest their limit first, and the scores of each questionnaire with any."""

    classes: tuple[str, ...]
    scores: tuple[tuple[str, tuple[Score, ...]], ...]

    @property
    def height(self) -> int:
        """Pixels that the rows take."""
        return CLASS_PX * len(self.classes) + SCORE_PX * len(self.scores)


def rows_below(drawn: tuple[date, date], windows: Sequence[WindowCounts], scores: Sequence[Score]) -> RowsBelow:
    """The rows of these windows; scores from the first to the last day that is drawn."""
    first, last = drawn
    kinds = [kind for kind in OVERUSE_DAYS if kind != "simple_analgesic" and all(kind in one.counts for one in windows)]
    most = {kind: max((window[kind].observed for window in windows), default=0) / OVERUSE_DAYS[kind] for kind in kinds}
    taken = sorted((kind for kind in kinds if most[kind]), key=lambda kind: -most[kind])[:MOST_CLASSES]
    shown = {
        name: tuple(one for one in scores if one.instrument == name and first <= one.date <= last)
        for name in INSTRUMENTS
    }
    return RowsBelow(tuple(taken), tuple((name, some) for name, some in shown.items() if some))


def draw_rows_below(canvas: Canvas, rows: RowsBelow, bars: Sequence[Bar], top: int) -> None:
    """Draws the rows from `top` pixels below the zero line of the large `bars`, and as wide as those."""
    for kind in rows.classes:
        _draw_class(canvas, bars, kind, top + HIGHEST_PX + 4)
        top += CLASS_PX
    for name, scores in rows.scores:
        _draw_scores(canvas, name, scores, top + SCORE_PX - 10)
        top += SCORE_PX


def split(counts: WindowCounts, kind: str) -> tuple[int, int, int]:
    """Certain days, and possible ones by whether their days can still be filled in."""
    days = counts[kind]
    possible = days.highest - days.observed
    still_open = min(counts.completeness.open, possible)
    return days.observed, possible - still_open, still_open


def _draw_class(canvas: Canvas, bars: Sequence[Bar], kind: str, zero: float) -> None:
    limit, colours, axis = OVERUSE_DAYS[kind], canvas.colours, canvas.axis
    canvas.line(axis.first, axis.known_end, zero, zero, colours.muted)
    canvas.line(axis.first, axis.known_end, zero - LIMIT_PX, zero - LIMIT_PX, colours.ink, dash="dot")
    fill = {"color": colours.specific, "line": {"color": colours.specific, "width": 1}}
    bases = [0] * len(bars)
    for part, marker in enumerate(
        (fill, hatch(colours.missing, colours.page), hatch(colours.open, colours.page, "\\"))
    ):
        days = [split(bar.counts, kind)[part] for bar in bars]
        _draw_columns(canvas, bars, bases, days, limit, zero, marker)
        bases = [base + some for base, some in zip(bases, days, strict=True)]
    name = canvas.words(f"class-{kind}")
    place = {"xref": "paper", "xanchor": "left", "xshift": 10}
    canvas.annotate(1, zero - 6, f"<b>{name[:1].upper()}{name[1:]}</b>", **place)
    canvas.annotate(1, zero - LIMIT_PX - 2, canvas.words("chart-row-limit", limit=limit), colour=colours.muted, **place)
    if len(bars) > MOST_NUMBERED:
        return
    for bar in bars:
        if bar.counts[kind].told:
            canvas.annotate(bar.centre, zero + 8, range_text(bar.counts[kind]), colour=colours.muted)


def _draw_columns(
    canvas: Canvas,
    bars: Sequence[Bar],
    bases: Sequence[int],
    days: Sequence[int],
    limit: int,
    zero: float,
    marker: dict[str, Any],
) -> None:
    """Columns of days upon `bases`, on the scale of the limit."""
    drawn = [(bar, base, some) for bar, base, some in zip(bars, bases, days, strict=True) if some]
    ends = [[min(HIGHEST_PX, LIMIT_PX * one / limit) for one in (base, base + some)] for _, base, some in drawn]
    canvas.sheet.add_trace(
        bar_trace(
            name="acute",
            yaxis=AXIS,
            x=[bar.first for bar, _, _ in drawn],
            y=[-(high - low) for low, high in ends],
            base=[zero - low for low, _ in ends],
            offset=[milliseconds(GAP_SHARE * bar.width / 2) for bar, _, _ in drawn],
            width=[milliseconds((1 - GAP_SHARE) * bar.width) for bar, _, _ in drawn],
            marker=marker,
            hoverinfo="skip",
        )
    )


def _draw_scores(canvas: Canvas, name: str, scores: Sequence[Score], low_edge: float) -> None:
    colours = canvas.colours
    values = [score.score for score in scores]
    high = max(values)
    low = min(min(values), high - LEAST_SPAN)
    heights = [low_edge - SCORE_SPAN_PX * (value - low) / (high - low) for value in values]
    days = [score.date for score in scores]
    canvas.sheet.add_trace(
        scatter_trace(
            name=name,
            yaxis=AXIS,
            x=days,
            y=heights,
            mode="lines+markers",
            line={"color": colours.muted, "width": 1},
            marker={"color": colours.ink, "size": 6},
            hoverinfo="skip",
        )
    )
    for day, height, value in zip(days, heights, values, strict=True):
        canvas.annotate(day, height - 11, score_text(value, canvas.words))
    canvas.annotate(
        1, low_edge - SCORE_SPAN_PX / 2, f"<b>{name}</b>", xref="paper", xanchor="left", xshift=10, colour=colours.ink
    )
