"""One panel of the effect picture: the windows of one kind of day against what the baseline leads to expect."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from itertools import groupby
from typing import Any

from analysis.effect.finding import Effect
from analysis.effect.gates import is_filled
from analysis.effect.responders import has_small_baseline
from analysis.windows import WINDOW_DAYS
from dashboard.charts.effect.labels import days_text
from dashboard.charts.effect.marks import Mark, hover_text
from dashboard.charts.parts.bar_shapes import hatch
from dashboard.charts.parts.colours import Palette
from dashboard.charts.parts.frame import markup_pixels, milliseconds
from dashboard.charts.parts.picture import bar_trace, scatter_trace
from dashboard.charts.parts.timeline import Canvas

RESPONDER_LINES = (30, 50)
"""Falls drawn as lines from the baseline, percent (RESP-3)."""
POSSIBLE_DAYS = 5
"""Width of the hatched bar, days of the axis."""
NUMBER_PX = 52
"""A number with its distance from the dot, on the narrowest screen."""
NUMBER_SIZE, NUMBER_SHIFT_PX, NUMBER_HEIGHT_PX, DOT_PX = 14, 9, 19, 8
"""A number, its distance from the dot beside it, its height with its ground, and half a dot with its border."""
LINE_PX = 14
"""Height of a label beside the panel, pixels."""


def draw_panel(canvas: Canvas, effect: Effect, kind: str, marks: Sequence[Mark], *, yaxis: str, panel_px: int) -> None:
    """Adds the panel from the back to the front."""
    _draw_primary_ground(canvas, effect, yaxis)
    _draw_chance_band(canvas, effect, kind, yaxis)
    _draw_lines(canvas, effect, kind, yaxis, panel_px)
    _draw_first_dose(canvas, effect, yaxis)
    _draw_possible(canvas, kind, marks, yaxis)
    _draw_intervals(canvas, kind, marks, yaxis)
    _draw_estimates(canvas, kind, marks, yaxis)
    _draw_numbers(canvas, marks, effect.baseline[kind].per_28, yaxis, panel_px)
    _draw_too_empty(canvas, marks, yaxis)


def _draw_primary_ground(canvas: Canvas, effect: Effect, yaxis: str) -> None:
    """The window that is judged stands on a ground of its own."""
    window = effect.episode.primary_window
    if window.first > canvas.axis.last:
        return
    canvas.sheet.add_shape(
        type="rect",
        name="primary",
        x0=window.first,
        x1=window.last + timedelta(days=1),
        y0=0,
        y1=1,
        yref=f"{yaxis} domain",
        line={"color": canvas.colours.muted, "width": 1, "dash": "dot"},
        layer="below",
    )


def drawn_band(canvas: Canvas, effect: Effect, kind: str) -> tuple[int, int] | None:
    """The fewest and the most days that chance alone would bring, where a band of them is drawn."""
    if effect.episode.first_dose > canvas.axis.last or effect.baseline[kind].per_28 is None:
        return None
    return effect.chance_band(kind)


def _draw_chance_band(canvas: Canvas, effect: Effect, kind: str, yaxis: str) -> None:
    """What a window would show by chance alone, had the rate of the baseline gone on; the heading says what it is."""
    band = drawn_band(canvas, effect, kind)
    if band is None:
        return
    canvas.sheet.add_shape(
        type="rect",
        name="chance",
        x0=effect.episode.first_dose,
        x1=canvas.axis.end,
        y0=band[0],
        y1=band[1],
        yref=yaxis,
        fillcolor=canvas.colours.grid,
        opacity=0.7,
        line={"width": 0},
        layer="below",
    )


def _draw_lines(canvas: Canvas, effect: Effect, kind: str, yaxis: str, panel_px: int) -> None:
    """The baseline's rate, and the falls from it that make a responder, named beside the panel."""
    before = effect.baseline[kind]
    if before.per_28 is None or not is_filled(effect.baseline, effect.settings):
        return
    named = [(before.per_28, canvas.words("effect-chart-baseline", days=days_text(before.per_28, canvas.words)))]
    if not has_small_baseline(before):
        for percent in RESPONDER_LINES:
            named.append((before.per_28 * (1 - percent / 100), canvas.words("effect-chart-fall", percent=percent)))
    for place, (height, _) in enumerate(named):
        line = {"color": canvas.colours.ink, "width": 1.4} if place == 0 else _thin(canvas.colours)
        canvas.sheet.add_shape(
            type="line",
            name="baseline" if place == 0 else "responder",
            x0=effect.baseline.window.first,
            x1=canvas.axis.end,
            y0=height,
            y1=height,
            yref=yaxis,
            line=line,
        )
    _name_lines(canvas, named, yaxis, panel_px)


def _thin(colours: Palette) -> dict[str, Any]:
    return {"color": colours.muted, "width": 1, "dash": "dash"}


def _name_lines(canvas: Canvas, named: Sequence[tuple[float, str]], yaxis: str, panel_px: int) -> None:
    """The names in the right margin, the highest first, far enough apart to be read."""
    apart = LINE_PX * WINDOW_DAYS / panel_px
    highest = float("inf")
    for place, (height, text) in enumerate(named):
        highest = min(height, highest - apart)
        shown = f"<b>{text}</b>" if place == 0 else text
        colour = canvas.colours.ink if place == 0 else canvas.colours.muted
        canvas.annotate(1, highest, shown, xref="paper", xanchor="left", xshift=8, yref=yaxis, size=12, colour=colour)


def _draw_first_dose(canvas: Canvas, effect: Effect, yaxis: str) -> None:
    day = effect.episode.first_dose
    if not canvas.axis.first < day <= canvas.axis.last:
        return
    place = {"x0": day, "x1": day, "y0": 0, "y1": 1, "yref": f"{yaxis} domain"}
    line = {"color": canvas.colours.ink, "width": 1}
    canvas.sheet.add_shape(type="line", name="first dose", line=line, **place)


def _draw_possible(canvas: Canvas, kind: str, marks: Sequence[Mark], yaxis: str) -> None:
    """Hatched: from the fewest to the most days there can have been."""
    drawn = [(mark, mark.possible) for mark in marks if mark.possible]
    if not drawn:
        return
    canvas.sheet.add_trace(
        bar_trace(
            name=f"possible {kind}",
            x=[mark.centre for mark, _ in drawn],
            base=[low for _, (low, _) in drawn],
            y=[high - low for _, (low, high) in drawn],
            width=milliseconds(POSSIBLE_DAYS),
            yaxis=yaxis,
            marker=hatch(canvas.colours.missing, canvas.colours.page),
            hoverinfo="skip",
        )
    )


def _draw_intervals(canvas: Canvas, kind: str, marks: Sequence[Mark], yaxis: str) -> None:
    x: list[datetime | None] = []
    y: list[float | None] = []
    for mark in marks:
        if mark.estimate is not None and mark.interval is not None:
            x += [mark.centre, mark.centre, None]
            y += [*mark.interval, None]
    line = {"color": canvas.colours.ink, "width": 2}
    canvas.sheet.add_trace(
        scatter_trace(name=f"interval {kind}", x=x, y=y, yaxis=yaxis, mode="lines", line=line, hoverinfo="skip")
    )


def _draw_estimates(canvas: Canvas, kind: str, marks: Sequence[Mark], yaxis: str) -> None:
    """A dot at the estimate: filled when the window is over, hollow while it is not."""
    shown = [mark for mark in marks if mark.estimate is not None]
    colours = canvas.colours
    fill, line = (colours.migraine, colours.page) if kind == "migraine" else (colours.other, colours.other_line)
    canvas.sheet.add_trace(
        scatter_trace(
            name=f"estimate {kind}",
            x=[mark.centre for mark in shown],
            y=[mark.estimate for mark in shown],
            yaxis=yaxis,
            mode="markers",
            marker={
                "size": 12,
                "color": [fill if mark.is_over else colours.page for mark in shown],
                "line": {"width": 2, "color": [line if mark.is_over else colours.ink for mark in shown]},
            },
            cliponaxis=False,
            hoverinfo="text",
            hovertext=[hover_text(mark, kind, canvas.words) for mark in shown],
        )
    )


def _draw_numbers(canvas: Canvas, marks: Sequence[Mark], before: float | None, yaxis: str, panel_px: int) -> None:
    """Each number beside its dot where a window is that wide, else above or below all that is drawn of its window.

    `before` is the height of the line of the baseline, which is not covered either.
    """
    for mark in marks:
        if mark.is_numbered and mark.estimate is not None:
            text = f"<b>{days_text(mark.estimate, canvas.words)}</b>"
            has_room = NUMBER_SHIFT_PX + markup_pixels(text) * NUMBER_SIZE / 12 < canvas.axis.pixels(WINDOW_DAYS)
            height, place = _beside(canvas, mark) if has_room else _beyond(mark, before, panel_px)
            ground = {"bgcolor": canvas.colours.page, "borderpad": 1}
            canvas.annotate(mark.centre, height, text, size=NUMBER_SIZE, yref=yaxis, **ground, **place)


def _beside(canvas: Canvas, mark: Mark) -> tuple[float, dict[str, Any]]:
    assert mark.estimate is not None
    if mark.measured.window.label == "baseline" or _is_at_the_end(canvas, mark):
        return mark.estimate, {"xanchor": "right", "xshift": -NUMBER_SHIFT_PX}
    return mark.estimate, {"xanchor": "left", "xshift": NUMBER_SHIFT_PX}


def _beyond(mark: Mark, before: float | None, panel_px: int) -> tuple[float, dict[str, Any]]:
    """Above where that is inside the panel and clear of the line of the baseline, else below."""
    assert mark.estimate is not None
    per_px = WINDOW_DAYS / panel_px
    drawn = [*(mark.interval or ()), *(mark.possible or ())]
    low = min(*drawn, mark.estimate - DOT_PX * per_px)
    high = max(*drawn, mark.estimate + DOT_PX * per_px)
    top = high + NUMBER_HEIGHT_PX * per_px
    has_room_below = low >= NUMBER_HEIGHT_PX * per_px
    covers_the_line = before is not None and high < before < top
    if has_room_below and (top > WINDOW_DAYS or covers_the_line):
        return low, {"yanchor": "top", "yshift": -1}
    return high, {"yanchor": "bottom", "yshift": 1}


def _is_at_the_end(canvas: Canvas, mark: Mark) -> bool:
    """Whether a number on its right would run into the names in the margin."""
    return canvas.axis.pixels((canvas.axis.end - mark.centre.date()).days) < NUMBER_PX


def _draw_too_empty(canvas: Canvas, marks: Sequence[Mark], yaxis: str) -> None:
    """Why a window has no dot: once over several beside each other of which the same is so."""
    for name, run in groupby(marks, key=_why_empty):
        if not name:
            continue
        some = list(run)
        centre = some[0].centre + (some[-1].centre - some[0].centre) / 2
        colour = canvas.colours.missing_text if name == "red" else canvas.colours.muted
        place = {"yref": yaxis, "bgcolor": canvas.colours.page, "size": 11, "colour": colour}
        canvas.annotate(centre, WINDOW_DAYS / 2, canvas.words(f"effect-chart-{name}"), **place)


def _why_empty(mark: Mark) -> str:
    if mark.estimate is not None:
        return ""
    return "untold" if mark.is_told else "red" if mark.is_over else "not-over"
