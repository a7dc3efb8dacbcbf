"""A treatment's effect drawn: before and after first dose on one axis with the treatment.

Headache days above, migraine days below, each window an estimate per 28 days with its 95 % interval and, hatched, what
it can have been whatever the empty days were. Behind them what chance alone would bring had nothing changed, and the
falls that make a responder as lines from the baseline.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from analysis.effect.finding import Effect
from analysis.effect.gates import is_filled
from analysis.effect.measured import MeasuredWindow
from analysis.effect.responders import JUDGED_KINDS
from analysis.records.patients import PatientFile
from analysis.windows import WINDOW_DAYS
from dashboard.charts.effect.labels import short_window_text
from dashboard.charts.effect.marks import Mark
from dashboard.charts.effect.panel import draw_panel, drawn_band
from dashboard.charts.parts.colours import Palette, palette
from dashboard.charts.parts.frame import Sheet, TimeAxis, blank_sheet, set_time_axis, text_pixels
from dashboard.charts.parts.lanes import lanes_on
from dashboard.charts.parts.picture import Picture
from dashboard.charts.parts.swimlanes import draw_lanes, lower_pixels
from dashboard.charts.parts.timeline import FILLED_ROW_PX, Canvas, draw_as_of, draw_time_axis, draw_visits
from dashboard.texts import Words

PANEL_PX, GAP_PX, TOP_PX = 158, 30, 68
AXES = {"headache": "y", "migraine": "y3"}
DAY_TICKS = (0, 7, 14, 21, 28)
APART = "       "
"""Between two things that are told in one line."""
MOST_NAMED = 8
"""Windows up to which every estimate has its number and every window its name."""


def effect_figure(
    effect: Effect,
    file: PatientFile,
    words: Words,
    *,
    windows: Sequence[MeasuredWindow] | None = None,
    dark: bool = False,
) -> Picture:
    """Baseline and windows from first dose in two panels above visits and preventive treatments.

    `windows` are those drawn (None: every one). The scale is always 0 to 28 days, so that two patients compare.
    """
    colours = palette(dark)
    on_treatment = effect.windows if windows is None else windows
    before = [one for one in effect.earlier if one.counts.completeness.filled]
    shown = [*before, effect.baseline, *on_treatment]
    axis = _axis(effect, shown)
    lanes = lanes_on(axis, file.recorded)
    lower = lower_pixels(lanes)
    sheet = blank_sheet(colours, words, height=TOP_PX + 2 * PANEL_PX + GAP_PX + lower + 8, top=TOP_PX)
    set_time_axis(sheet, axis)
    _set_day_axes(sheet, colours, lower)
    canvas = Canvas(sheet, axis, words, colours)
    draw_as_of(canvas, lower)
    draw_time_axis(canvas, lower)
    marks = _marks(effect, shown)
    for kind, yaxis in AXES.items():
        draw_panel(canvas, effect, kind, marks[kind], yaxis=yaxis, panel_px=PANEL_PX)
        _draw_heading(canvas, effect, kind, yaxis)
    _draw_window_names(canvas, effect, shown)
    _draw_filled_row(canvas, shown)
    draw_visits(canvas, file.visits)
    draw_lanes(canvas, lanes, file.recorded)
    _draw_key(sheet, words, colours, marks)
    return sheet.finished()


def _axis(effect: Effect, shown: Sequence[MeasuredWindow]) -> TimeAxis:
    """From the first window to the last one drawn, or to the end of the one judged while that lies ahead."""
    last = shown[-1].window.last
    if any(reason.code in ("not_started", "window_not_over") for reason in effect.reasons):
        last = max(last, effect.episode.primary_window.last)
    return TimeAxis(shown[0].window.first, last, effect.as_of)


def _set_day_axes(sheet: Sheet, colours: Palette, lower: int) -> None:
    height = lower + 2 * PANEL_PX + GAP_PX
    days = {
        "range": [0, WINDOW_DAYS],
        "tickvals": DAY_TICKS,
        "tickfont": {"color": colours.muted, "size": 11},
        "gridcolor": colours.grid,
        "zeroline": False,
        "fixedrange": True,
        "ticks": "",
    }
    sheet.layout.update(
        yaxis={**days, "domain": [1 - PANEL_PX / height, 1]},
        yaxis2={
            "domain": [0, lower / height],
            "range": [lower, 0],
            "visible": False,
            "fixedrange": True,
        },
        yaxis3={**days, "domain": [lower / height, (lower + PANEL_PX) / height], "anchor": "x"},
    )


def _marks(effect: Effect, shown: Sequence[MeasuredWindow]) -> dict[str, list[Mark]]:
    found: dict[str, list[Mark]] = {}
    for kind in JUDGED_KINDS:
        intervals = effect.rate_intervals(kind)
        found[kind] = [
            Mark(
                window,
                window[kind],
                intervals.get(window.window.label),
                is_told=is_filled(window, effect.settings),
                is_over=window.window.last <= effect.as_of,
                is_numbered=_is_named(effect, window, shown),
            )
            for window in shown
            if window.counts.completeness.inside
        ]
    return found


def _is_named(effect: Effect, window: MeasuredWindow, shown: Sequence[MeasuredWindow]) -> bool:
    """Whether a window has its number and name: all while there is room, else those that are compared and the last."""
    return len(shown) <= MOST_NAMED or window in (effect.baseline, effect.primary, shown[-1])


def _draw_heading(canvas: Canvas, effect: Effect, kind: str, yaxis: str) -> None:
    """Above a panel what it counts, and what the grey band in it is."""
    above, text = 24 if yaxis == "y" else 4, canvas.words(f"effect-chart-{kind}")
    band = drawn_band(canvas, effect, kind)
    if band is not None:
        told = canvas.words("effect-chart-band", low=band[0], high=band[1])
        colours = canvas.colours
        text += f'{APART}<span style="color:{colours.grid}">■</span> <span style="color:{colours.muted}">{told}</span>'
    canvas.sheet.head(text, yaxis=yaxis, yanchor="bottom", yshift=above, font={"size": 13})


def _draw_window_names(canvas: Canvas, effect: Effect, shown: Sequence[MeasuredWindow]) -> None:
    """Above the upper panel the name of each window; the one judged in bold."""
    for window in shown:
        text = short_window_text(window.window.label, canvas.words)
        has_room = canvas.axis.pixels(WINDOW_DAYS) > text_pixels(text) or len(shown) > MOST_NAMED
        if not has_room or not _is_named(effect, window, shown):
            continue
        is_compared = window in (effect.baseline, effect.primary)
        canvas.sheet.add_annotation(
            x=window.window.first + timedelta(days=WINDOW_DAYS // 2),
            y=1,
            yref="y domain",
            yanchor="bottom",
            yshift=4,
            text=f"<b>{text}</b>" if is_compared else text,
            font={"size": 12, "color": canvas.colours.ink if is_compared else canvas.colours.muted},
        )


def _draw_filled_row(canvas: Canvas, shown: Sequence[MeasuredWindow]) -> None:
    canvas.name_row(FILLED_ROW_PX, canvas.words("chart-filled"))
    for window in shown:
        complete = window.counts.completeness
        if complete.inside:
            text = f"{complete.filled}/{complete.inside}" if len(shown) <= 2 * MOST_NAMED else f"{complete.filled}"
            middle = window.window.first + timedelta(days=WINDOW_DAYS // 2)
            canvas.annotate(middle, FILLED_ROW_PX, text, size=11, colour=canvas.colours.muted)


def _draw_key(sheet: Sheet, words: Words, colours: Palette, marks: dict[str, list[Mark]]) -> None:
    """What the signs are, in one line above the picture."""
    parts = [words("effect-chart-sign-estimate")]
    if any(mark.possible for some in marks.values() for mark in some):
        parts.append(f'<span style="color:{colours.missing_text}">▨</span> {words("effect-chart-sign-possible")}')
    sheet.head(APART.join(parts), yanchor="bottom", yshift=46, font={"size": 12, "color": colours.muted})
