"""Time on treatment as curves that carry their names at their ends."""

from __future__ import annotations

from collections.abc import Sequence

from analysis.clinic.figures import TimeOnTreatment
from analysis.clinic.survival import Curve
from analysis.windows import WINDOW_DAYS
from dashboard.charts.clinic.response import Mark
from dashboard.charts.clinic.rows import Named, add_band, add_line, course_sheet
from dashboard.charts.parts.colours import Palette, palette
from dashboard.charts.parts.frame import Sheet, markup_pixels
from dashboard.charts.parts.picture import Picture, scatter_trace
from dashboard.texts import Words

TIME_PX, NAMES_PX, NAME_AT_PX = 320, 300, 54
DASHES = ("solid", "dash", "dot", "dashdot", "longdash")
"""Lines of one colour are told apart by these and by their names; the first one is all treatments together."""
NAME_APART = 7.5
"""Percent of the axis that a name takes up."""
MONTHS_STEP = 3


def time_figure(
    times: Sequence[TimeOnTreatment], mark: tuple[int, Mark] | None, named: Named, words: Words, *, dark: bool = False
) -> Picture:
    """The share still on treatment after so many months, a line a treatment; `mark` a published share at a month.

    The 95 % band of all treatments together is drawn behind; those of the others stand in the texts to hover over.
    """
    colours = palette(dark)
    sheet = course_sheet(colours, words, height=TIME_PX)
    drawn = times[: len(DASHES)]
    names = [_name(one, named, words) for one in drawn]
    sheet.layout["margin"] |= {"r": max(NAMES_PX, *(NAME_AT_PX + markup_pixels(name) for name in names))}
    sheet.layout["xaxis"] |= {
        "title": {"text": words("clinic-months-since-start")},
        "dtick": MONTHS_STEP,
        "range": [0, max((one.curve.followed for one in times), default=0) / WINDOW_DAYS],
    }
    for one in drawn[:1]:
        _add_band(sheet, one, colours)
    for place, one in enumerate(drawn):
        _add_curve(sheet, one, place, named(one.treatment), words, colours)
    _add_names(sheet, drawn, names, colours)
    if mark is not None:
        _add_mark(sheet, *mark, colours)
    return sheet.finished()


def _add_curve(sheet: Sheet, one: TimeOnTreatment, place: int, name: str, words: Words, colours: Palette) -> None:
    days = [0, *one.curve.days, one.curve.followed]
    shares = [1.0, *one.curve.going_on, one.curve.at(one.curve.followed)]
    hover = [
        words("clinic-still-on", name=name, percent=words.percent(share), months=words.number(day / WINDOW_DAYS, 1))
        + "<br>"
        + band_text(one.curve, day, words)
        for day, share in zip(days, shares, strict=True)
    ]
    line = {"color": _colour(place, colours), "dash": DASHES[place], "shape": "hv"}
    add_line(sheet, [day / WINDOW_DAYS for day in days], shares, hover, line, "lines")


def band_text(curve: Curve, day: int, words: Words) -> str:
    """The 95 % band of the share after so many days, and how many are still followed."""
    lower, upper = curve.band_at(day)
    at_risk = curve.at_risk_on(day)
    if lower is None or upper is None:
        return words("clinic-at-risk", at_risk=at_risk)
    return words("clinic-band", lower=words.percent(lower), upper=words.percent(upper), at_risk=at_risk)


def _add_band(sheet: Sheet, one: TimeOnTreatment, colours: Palette) -> None:
    """The 95 % band of a curve as a pale area of steps."""
    days = sorted({0, *one.curve.days, one.curve.followed})
    told = [(day, *one.curve.band_at(day)) for day in days]
    known = [(day, lower, upper) for day, lower, upper in told if lower is not None and upper is not None]
    at, ends = [day / WINDOW_DAYS for day, _, _ in known], [(lower, upper) for _, lower, upper in known]
    add_band(sheet, at, ends, colours, shape="hv")


def _end_band(curve: Curve, words: Words) -> str:
    """The 95 % band where the curve ends, in short; a dash where there is none."""
    lower, upper = curve.band_at(curve.followed)
    if lower is None or upper is None:
        return "–"
    return f"{words.number(100 * lower)}–{words.number(100 * upper)}"


def _colour(place: int, colours: Palette) -> str:
    return colours.accent if place == 0 else colours.ink


def _name(one: TimeOnTreatment, named: Named, words: Words) -> str:
    """The name of a curve with where it ends."""
    return words(
        "clinic-name-number",
        name=named(one.treatment),
        patients=one.curve.number,
        percent=words.percent(one.curve.at(one.curve.followed)),
        band=_end_band(one.curve, words),
    )


def _add_names(sheet: Sheet, drawn: Sequence[TimeOnTreatment], names: Sequence[str], colours: Palette) -> None:
    """The name of each curve beside its end, moved up or down as far as they would overlap."""
    ends = [100 * one.curve.at(one.curve.followed) for one in drawn]
    for place, height in spread(ends).items():
        line = {"color": _colour(place, colours), "dash": DASHES[place], "width": 2}
        sample = {"x0": 8, "x1": 48, "xsizemode": "pixel", "xanchor": 1, "xref": "paper", "y0": height, "y1": height}
        sheet.add_shape(type="line", line=line, **sample)
        sheet.add_annotation(
            x=1,
            xref="paper",
            xshift=NAME_AT_PX,
            xanchor="left",
            y=height,
            text=names[place],
            font={"color": _colour(place, colours)},
        )


def spread(heights: Sequence[float]) -> dict[int, float]:
    """Where names stand so that none lies on another: as near their heights as it goes from below, by their places."""
    found: dict[int, float] = {}
    lowest = 0.0
    for place in sorted(range(len(heights)), key=lambda place: heights[place]):
        found[place] = max(lowest, heights[place])
        lowest = found[place] + NAME_APART
    too_high = max(0.0, lowest - NAME_APART - 100)
    return {place: height - too_high for place, height in found.items()}


def _add_mark(sheet: Sheet, month: int, mark: Mark, colours: Palette) -> None:
    sheet.add_trace(
        scatter_trace(
            x=[month],
            y=[mark.percent],
            mode="markers+text",
            marker={"symbol": "line-ew", "size": 22, "line": {"width": 2, "color": colours.muted}},
            text=[mark.name],
            textposition="top right",
            textfont={"size": 11, "color": colours.muted},
            hoverinfo="text",
            hovertext=[mark.told],
        )
    )
