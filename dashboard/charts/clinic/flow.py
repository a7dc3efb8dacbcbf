"""Switches as a flow: what was left at the left, what came after at the right, a band as thick as its number.

Bands and bars carry their numbers; what a band joins is told by its ends, its outline and the shade of its drug, not by
hue, so that it can be read in grey print and by those who tell few colours apart.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from dashboard.charts.clinic.rows import Named
from dashboard.charts.parts.colours import Palette, palette
from dashboard.charts.parts.frame import Sheet, blank_sheet
from dashboard.charts.parts.picture import Picture, scatter_trace
from dashboard.texts import Words

Flow = tuple[str, str, int]
"""What was left, what came after, and patients."""

THINNEST_PX, GAP_PX, TALLEST_PX = 15, 14, 620
"""The thinnest band can hold its number, unless all of them would then take more than the tallest picture."""
TOP_PX, BOTTOM_PX, SIDE_PX = 34, 10, 200
BAR = 0.012
"""Width of the bar of a drug, of the picture's."""
NUMBER_AT, NUMBER_FURTHER = 0.022, 0.05
CURVE = 0.45
NAME_FONT_PX, NUMBER_FONT_PX = 12, 11


@dataclass(frozen=True)
class Band:
    """A flow as it is drawn: its upper edge and thickness at both ends, pixels from the top."""

    before: str
    after: str
    patients: int
    left: float
    right: float
    thickness: float


def bands(flows: Sequence[Flow]) -> tuple[Band, ...]:
    """The bands of the flows, side by side at both ends; at each end the drugs with the most patients come first."""
    scale = _scale(flows)
    left, right = _tops(flows, 0, scale), _tops(flows, 1, scale)
    found = []
    # Along each bar the bands lie in the order of the bars they lead to: fewer of them cross.
    orders = {name: place for place, name in enumerate(right)}, {name: place for place, name in enumerate(left)}
    at_left = _stacked(flows, 0, left, lambda flow: orders[0][flow[1]], scale)
    at_right = _stacked(flows, 1, right, lambda flow: orders[1][flow[0]], scale)
    for flow in flows:
        found.append(Band(*flow, at_left[flow], at_right[flow], flow[2] * scale))
    return tuple(found)


def _scale(flows: Sequence[Flow]) -> float:
    """Pixels a patient."""
    fewest, everyone = min(flow[2] for flow in flows), sum(flow[2] for flow in flows)
    return min(THINNEST_PX / fewest, TALLEST_PX / everyone)


def _tops(flows: Sequence[Flow], end: int, scale: float) -> dict[str, float]:
    """The upper edge of each drug's bar at one end."""
    sizes = _sizes(flows, end)
    tops, top = {}, 0.0
    for name in sorted(sizes, key=lambda name: (-sizes[name], name)):
        tops[name] = top
        top += sizes[name] * scale + GAP_PX
    return tops


def _sizes(flows: Sequence[Flow], end: int) -> dict[str, int]:
    sizes: dict[str, int] = {}
    for flow in flows:
        sizes[str(flow[end])] = sizes.get(str(flow[end]), 0) + flow[2]
    return sizes


def _stacked(
    flows: Sequence[Flow], end: int, tops: Mapping[str, float], order: Callable[[Flow], int], scale: float
) -> dict[Flow, float]:
    next_top, found = dict(tops), {}
    for flow in sorted(flows, key=order):
        name = str(flow[end])
        found[flow] = next_top[name]
        next_top[name] += flow[2] * scale
    return found


def flow_figure(flows: Sequence[Flow], named: Named, words: Words, *, dark: bool = False) -> Picture:
    """The picture of the flows."""
    colours = palette(dark)
    drawn, scale = bands(flows), _scale(flows)
    height = max(end + band.thickness for band in drawn for end in (band.left, band.right))
    sheet = blank_sheet(colours, words, height=height + TOP_PX + BOTTOM_PX, top=TOP_PX, bottom=BOTTOM_PX)
    sheet.layout["margin"] |= {"l": SIDE_PX, "r": SIDE_PX}
    sheet.layout["xaxis"] = {"visible": False, "range": [0, 1], "fixedrange": True}
    sheet.layout["yaxis"] = {"visible": False, "range": [height, 0], "fixedrange": True}
    shades = {name: place % 2 == 0 for place, name in enumerate(_tops(flows, 0, scale))}
    for band in drawn:
        _add_band(sheet, band, shades[band.before], colours)
    _add_numbers(sheet, drawn, named, words, colours)
    for end in (0, 1):
        _add_bars(sheet, flows, end, scale, named, colours)
        _add_head(sheet, end, words, colours)
    return sheet.finished()


def _add_band(sheet: Sheet, band: Band, is_dark: bool, colours: Palette) -> None:
    x0, x1 = BAR, 1 - BAR
    bend0, bend1 = CURVE, 1 - CURVE
    upper0, upper1, lower0, lower1 = band.left, band.right, band.left + band.thickness, band.right + band.thickness
    sheet.add_shape(
        type="path",
        path=(
            f"M {x0},{upper0} C {bend0},{upper0} {bend1},{upper1} {x1},{upper1} "
            f"L {x1},{lower1} C {bend1},{lower1} {bend0},{lower0} {x0},{lower0} Z"
        ),
        fillcolor=colours.preventive if is_dark else colours.soft,
        opacity=0.8,
        line={"color": colours.preventive_line, "width": 1},
        layer="below",
    )


def _add_numbers(sheet: Sheet, drawn: Sequence[Band], named: Named, words: Words, colours: Palette) -> None:
    """The number of each band at its beginning; where bands are too thin for it, every other one stands inward."""
    ordered = sorted(drawn, key=lambda band: band.left)
    is_thin = any(band.thickness < NUMBER_FONT_PX for band in drawn)
    sheet.add_trace(
        scatter_trace(
            x=[NUMBER_FURTHER if is_thin and place % 2 else NUMBER_AT for place in range(len(ordered))],
            y=[band.left + band.thickness / 2 for band in ordered],
            mode="text",
            text=[words.number(band.patients) for band in ordered],
            textfont={"size": NUMBER_FONT_PX, "color": colours.ink},
            textposition="middle right",
            hoverinfo="text",
            hovertext=[
                words("clinic-switched", before=named(band.before), after=named(band.after), patients=band.patients)
                for band in ordered
            ],
        )
    )


def _add_bars(sheet: Sheet, flows: Sequence[Flow], end: int, scale: float, named: Named, colours: Palette) -> None:
    sizes = _sizes(flows, end)
    x0, x1, anchor, shift = ((0, BAR, "right", -8), (1 - BAR, 1, "left", 8))[end]
    for name, top in _tops(flows, end, scale).items():
        bottom = top + sizes[name] * scale
        sheet.add_shape(type="rect", x0=x0, x1=x1, y0=top, y1=bottom, fillcolor=colours.specific, line={"width": 0})
        sheet.add_annotation(
            x=end,
            xanchor=anchor,
            xshift=shift,
            y=(top + bottom) / 2,
            text=f"{named(name)} <b>{sizes[name]}</b>",
            font={"size": NAME_FONT_PX, "color": colours.ink},
        )


def _add_head(sheet: Sheet, end: int, words: Words, colours: Palette) -> None:
    sheet.add_annotation(
        x=end,
        xanchor=("right", "left")[end],
        xshift=(-8, 8)[end],
        y=1,
        yref="paper",
        yanchor="bottom",
        yshift=10,
        text=words(("clinic-switched-from", "clinic-switched-to")[end]),
        font={"size": NAME_FONT_PX, "color": colours.muted},
    )
