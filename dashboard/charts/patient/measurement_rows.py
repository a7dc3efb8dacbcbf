"""Rows of the burden figure for what was measured: blood pressure as bars, pulse and weight as plain numbers.

No band and no limit is drawn: the rule book has none for them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from analysis.records.patients import Measurement
from dashboard.charts.parts.frame import TimeAxis, day_text
from dashboard.charts.parts.numbers import score_text
from dashboard.charts.parts.picture import scatter_trace
from dashboard.charts.parts.timeline import AXIS, Canvas
from dashboard.charts.patient.score_rows import INSET_PX, LABEL_PX, NUMBER_PX, Scale, draw_earlier, with_room
from dashboard.texts import Words

PRESSURE_PX = 84
NUMBERS_PX = 20
BAR_PX = 5
PLAIN_KINDS = ("pulse", "weight")


@dataclass(frozen=True)
class Pressure:
    """Blood pressure of a day, mmHg; None where one of the two was not measured."""

    date: date
    systolic: float | None
    diastolic: float | None

    def text(self, words: Words) -> str:
        """As it is written: 134/81, with a dash for what is missing."""
        return "/".join("–" if one is None else score_text(one, words) for one in (self.systolic, self.diastolic))

    @property
    def ends(self) -> tuple[float, ...]:
        """What was measured of the two."""
        return tuple(one for one in (self.systolic, self.diastolic) if one is not None)


@dataclass(frozen=True)
class Measured:
    """What was measured on the axis, oldest first, and the last blood pressure before it."""

    pressures: tuple[Pressure, ...]
    earlier: Pressure | None
    plain: dict[str, tuple[Measurement, ...]]

    @property
    def has_pressure(self) -> bool:
        """Whether there is a blood pressure to show."""
        return bool(self.pressures or self.earlier)


def pressures(measurements: Sequence[Measurement]) -> list[Pressure]:
    """The blood pressure of each day, oldest first; of several measurements of a day the last one written."""
    by_day: dict[date, dict[str, float]] = {}
    for one in measurements:
        if one.kind in ("systolic", "diastolic"):
            by_day.setdefault(one.date, {})[one.kind] = one.value
    return [Pressure(day, found.get("systolic"), found.get("diastolic")) for day, found in sorted(by_day.items())]


def measured_on(axis: TimeAxis, measurements: Sequence[Measurement]) -> Measured:
    """What was measured on the axis by the as-of day, and the last blood pressure before it."""
    every = pressures(measurements)
    plain = {
        kind: tuple(one for one in measurements if one.kind == kind and axis.first <= one.date < axis.known_end)
        for kind in PLAIN_KINDS
    }
    return Measured(
        tuple(one for one in every if axis.first <= one.date < axis.known_end),
        next((one for one in reversed(every) if one.date < axis.first), None),
        {kind: found for kind, found in plain.items() if found},
    )


def draw_pressures(canvas: Canvas, measured: Measured, bottom: float) -> None:
    """A bar from the diastolic to the systolic pressure of each day, with both numbers at its ends."""
    ends = [end for one in (*measured.pressures, measured.earlier) if one for end in one.ends]
    low, high = min(ends), max(ends)
    scale = Scale(bottom - NUMBER_PX + INSET_PX, PRESSURE_PX - 2 * (NUMBER_PX - INSET_PX), low, max(high, low + 1))
    for y in (bottom, bottom - PRESSURE_PX):
        canvas.line(canvas.axis.first, canvas.axis.end, y, y, canvas.colours.grid, layer="below")
    if measured.earlier:
        middle = sum(measured.earlier.ends) / len(measured.earlier.ends)
        draw_earlier(canvas, measured.earlier.date, measured.earlier.text(canvas.words), scale.place(middle))
    if measured.pressures:
        _draw_bars(canvas, measured.pressures, scale)


def _draw_bars(canvas: Canvas, shown: Sequence[Pressure], scale: Scale) -> None:
    days = [one.date for one in shown]
    line = {"color": canvas.colours.ink, "width": BAR_PX}
    for one in shown:
        if len(one.ends) == 2:
            low, high = (scale.place(end) for end in (min(one.ends), max(one.ends)))
            x = [one.date, one.date]
            canvas.sheet.add_trace(
                scatter_trace(
                    name="pressure", yaxis=AXIS, x=x, y=[low, high], mode="lines", line=line, hoverinfo="skip"
                )
            )
    for name, side in (("systolic", "top center"), ("diastolic", "bottom center")):
        values = [getattr(one, name) for one in shown]
        texts = ["" if value is None else score_text(value, canvas.words) for value in values]
        canvas.sheet.add_trace(
            scatter_trace(
                name=name,
                yaxis=AXIS,
                x=days,
                y=[None if value is None else scale.place(value) for value in values],
                mode="markers+text",
                marker={"color": canvas.colours.ink, "size": BAR_PX},
                text=with_room(canvas.axis, days, texts),
                textposition=side,
                textfont={"size": 12, "color": canvas.colours.ink},
                cliponaxis=False,
                hoverinfo="text",
                hovertext=[f"<b>{day_text(one.date, canvas.words)}</b><br>{one.text(canvas.words)}" for one in shown],
            )
        )


def draw_numbers(canvas: Canvas, kind: str, shown: Sequence[Measurement], bottom: float) -> None:
    """What was measured as numbers at their days, named in the margin."""
    y = bottom - LABEL_PX / 2
    canvas.name_row(y, canvas.words(f"burden-row-{kind}"))
    texts = [score_text(one.value, canvas.words) for one in shown]
    for one, text in zip(shown, with_room(canvas.axis, [one.date for one in shown], texts), strict=True):
        if text:
            canvas.annotate(one.date, y, text)
