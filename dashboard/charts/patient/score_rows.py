"""A row of the burden figure: a questionnaire over time between its bands.

Everything is placed in pixels of one axis that counts downwards from the lower edge of the last row, so that rows keep
their height and share the time axis.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from analysis.instruments import Band, Instrument
from analysis.records.patients import Score
from dashboard.charts.parts.frame import LEFT_PX, TimeAxis, day_text
from dashboard.charts.parts.numbers import score_text
from dashboard.charts.parts.picture import scatter_trace
from dashboard.charts.parts.timeline import AXIS, Canvas
from dashboard.texts import Words

TITLE_PX, GAP_PX = 22, 12
LEAST_PX, BAND_PX = 60, 20
"""Height of the plot of a questionnaire without bands, and for each band, pixels."""
LABEL_PX, DIGIT_PX = 13, 7
INSET_PX, NUMBER_PX = 6, 20
"""Between the edge of a row and the outermost value, and what a number above or below its point takes, pixels."""
DARKEST_BAND = 0.2
LONGEST_SCALE = 100
"""A scale longer than this is drawn no further than the scores and the last band ask for."""


@dataclass(frozen=True)
class Course:
    """The scores of one questionnaire: those on the axis, oldest first, and the last one before it."""

    instrument: Instrument
    scores: tuple[Score, ...]
    earlier: Score | None

    @property
    def height(self) -> int:
        """Height of its plot, pixels."""
        return max(LEAST_PX, BAND_PX * len(self.instrument.bands))

    @property
    def highest(self) -> float:
        """The score at the upper edge."""
        instrument = self.instrument
        if instrument.highest - instrument.lowest <= LONGEST_SCALE:
            return instrument.highest
        top = max(score.score for score in (*self.scores, self.earlier) if score)
        return min(instrument.highest, max(1.15 * top, 1.25 * instrument.bands[-1].first))


@dataclass(frozen=True)
class Scale:
    """Where a value stands: `low` just above the edge `bottom`, `high` just below the edge `height` pixels above it."""

    bottom: float
    height: float
    low: float
    high: float

    def place(self, value: float) -> float:
        """Pixels below the lower edge of the last row; negative, since every row stands above it."""
        share = (value - self.low) / (self.high - self.low)
        return self.bottom - INSET_PX - (self.height - 2 * INSET_PX) * min(1, max(0, share))

    def edge(self, value: float) -> float:
        """The same for the edge of a band: the outermost ones reach the edges of the row."""
        if value <= self.low:
            return self.bottom
        return self.bottom - self.height if value >= self.high else self.place(value)


def courses_on(axis: TimeAxis, scores: Sequence[Score], instruments: Sequence[Instrument]) -> list[Course]:
    """The course of each questionnaire that was filled in on the axis or before it, and by the as-of day."""
    found = []
    for instrument in instruments:
        own = sorted((one for one in scores if one.instrument == instrument.name), key=lambda one: one.date)
        shown = tuple(one for one in own if axis.first <= one.date < axis.known_end)
        earlier = next((one for one in reversed(own) if one.date < axis.first), None)
        if shown or earlier:
            found.append(Course(instrument, shown, earlier))
    return found


def draw_title(canvas: Canvas, top: float, name: str, says: str) -> None:
    """The name of a row and what its numbers mean, above it; a hairline passes behind."""
    text = f"<b>{name}</b>  <span style='color:{canvas.colours.muted}'>{says}</span>"
    place = {"xref": "paper", "xanchor": "left", "xshift": -LEFT_PX}
    canvas.annotate(0, top + TITLE_PX / 2, text, bgcolor=canvas.colours.page, **place)


def draw_course(canvas: Canvas, course: Course, bottom: float) -> None:
    """Adds the bands and the scores of a questionnaire."""
    scale = Scale(bottom, course.height, course.instrument.lowest, course.highest)
    _draw_bands(canvas, course, scale)
    _draw_frame(canvas, scale)
    _draw_scores(canvas, course, scale)
    if course.earlier:
        y = scale.place(course.earlier.score)
        draw_earlier(canvas, course.earlier.date, score_text(course.earlier.score, canvas.words), y)
        for first in course.scores[:1]:
            canvas.line(
                canvas.axis.first,
                first.date,
                y,
                scale.place(first.score),
                canvas.colours.muted,
                dash="dot",
                layer="below",
            )


def _draw_bands(canvas: Canvas, course: Course, scale: Scale) -> None:
    """Grounds that darken towards the worse, each with its name beside it."""
    bands = course.instrument.bands
    worst_first = bands if course.instrument.higher_is_better else tuple(reversed(bands))
    edges = {band: _edges(course, band) for band in bands}
    for rank, band in enumerate(worst_first):
        low, high = (scale.edge(edge) for edge in edges[band])
        opacity = DARKEST_BAND * (len(bands) - 1 - rank) / max(1, len(bands) - 1)
        ground = {"fillcolor": canvas.colours.muted, "opacity": opacity, "line": {"width": 0}, "layer": "below"}
        axis = canvas.axis
        canvas.sheet.add_shape(
            type="rect", name="band", x0=axis.first, x1=axis.end, y0=low, y1=high, yref=AXIS, **ground
        )
    middles = [sum(map(scale.place, edges[band])) / 2 for band in bands]
    for band, y in zip(bands, _apart(middles, scale), strict=True):
        style = {"xref": "paper", "xanchor": "left", "xshift": 10, "size": 11, "colour": canvas.colours.muted}
        canvas.annotate(1, y, band_label(course.instrument, band, canvas.words), **style)


def _edges(course: Course, band: Band) -> tuple[float, float]:
    """From where to where a band is drawn: half way to its neighbours, since scores are whole numbers."""
    instrument = course.instrument
    return max(instrument.lowest, band.first - 0.5), min(course.highest, band.last + 0.5)


def _apart(middles: Sequence[float], scale: Scale) -> list[float]:
    """The places from the bottom up, moved so far that lines of text do not meet and stay beside their row."""
    placed: list[float] = []
    for room_above, middle in zip(range(len(middles) - 1, -1, -1), middles, strict=True):
        below = placed[-1] - LABEL_PX if placed else scale.bottom - LABEL_PX / 3
        highest = scale.bottom - scale.height + LABEL_PX / 3 + LABEL_PX * room_above
        placed.append(min(below, max(middle, highest)))
    return placed


def band_label(instrument: Instrument, band: Band, words: Words) -> str:
    """A band in short, with its scores: svår ≥ 60."""
    if band.first == band.last:
        scores = f"{band.first:g}"
    elif band is instrument.bands[-1] and not instrument.higher_is_better and instrument.highest > LABEL_PX:
        scores = f"≥ {band.first:g}"
    else:
        scores = f"{band.first:g}–{band.last:g}"
    return words("burden-band", name=words(f"burden-band-{code_of(instrument)}-{band.code}"), scores=scores)


def code_of(instrument: Instrument) -> str:
    """The name of a questionnaire as text keys write it: hit6."""
    return instrument.name.lower().replace("-", "")


def _draw_frame(canvas: Canvas, scale: Scale) -> None:
    for y in (scale.bottom, scale.bottom - scale.height):
        canvas.line(canvas.axis.first, canvas.axis.end, y, y, canvas.colours.grid, layer="below")


def _draw_scores(canvas: Canvas, course: Course, scale: Scale) -> None:
    """Points joined by a line, each with its number where there is room for it."""
    points = [(one.date, scale.place(one.score)) for one in course.scores]
    texts = [score_text(one.score, canvas.words) for one in course.scores]
    if not points:
        return
    colours = canvas.colours
    canvas.sheet.add_trace(
        scatter_trace(
            name=course.instrument.name,
            yaxis=AXIS,
            x=[day for day, _ in points],
            y=[y for _, y in points],
            mode="lines+markers+text",
            line={"color": colours.muted, "width": 1.5},
            marker={"color": colours.ink, "size": 7},
            text=with_room(canvas.axis, [day for day, _ in points], texts),
            textposition=_sides([y for _, y in points], scale),
            textfont={"size": 12, "color": colours.ink},
            cliponaxis=False,
            hoverinfo="text",
            hovertext=[_hover_text(canvas, course.instrument, one) for one in course.scores],
        )
    )


def with_room(axis: TimeAxis, days: Sequence[date], texts: Sequence[str]) -> list[str]:
    """The texts that do not meet the next one that is shown, the newest first; the others empty."""
    shown = list(texts)
    limit = float("inf")
    for place in reversed(range(len(texts))):
        middle, half = axis.pixels((days[place] - axis.first).days), DIGIT_PX * len(texts[place]) / 2
        if middle + half > limit:
            shown[place] = ""
        else:
            limit = middle - half
    return shown


def _sides(places: Sequence[float], scale: Scale) -> list[str]:
    """Whether each number stands above its point, or below where it is the lowest of its neighbours or at the top."""
    padded = [places[0], *places, places[-1]]
    sides = []
    for (before, here), (_, after) in zip(pairwise(padded[:-1]), pairwise(padded[1:]), strict=True):
        is_valley = here > before and here > after and here < scale.bottom - NUMBER_PX
        is_at_top = here < scale.bottom - scale.height + NUMBER_PX
        sides.append("bottom center" if is_valley or is_at_top else "top center")
    return sides


def _hover_text(canvas: Canvas, instrument: Instrument, score: Score) -> str:
    words = canvas.words
    lines = [f"<b>{day_text(score.date, words)}</b>", f"{instrument.name} {score_text(score.score, words)}"]
    band = instrument.band_of(score.score)
    if band:
        lines.append(words(f"score-band-{code_of(instrument)}-{band.code}"))
    return "<br>".join(lines)


def draw_earlier(canvas: Canvas, day: date, text: str, y: float) -> None:
    """What was last known before the axis, in the left margin, with its month."""
    words, colours = canvas.words, canvas.colours
    month = f"{words.short_month(day)} {day.year}"
    text = f"◂ {text}<br><span style='font-size:10px;color:{colours.muted}'>{month}</span>"
    canvas.annotate(0, y, text, xref="paper", xanchor="right", xshift=-4, align="right")
