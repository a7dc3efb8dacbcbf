"""The days since each dose, one row a dose interval: whether headache gathers towards the end of it, day by day."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from analysis.days.day_by_day import DayEntry, DayState
from analysis.effect.courses.wearing_off import WEEK, Cycle, WearingOff
from dashboard.charts.parts.bar_shapes import hatch
from dashboard.charts.parts.colours import Palette, palette
from dashboard.charts.parts.frame import Sheet, blank_sheet, day_text
from dashboard.charts.parts.picture import Picture, bar_trace
from dashboard.texts import Words

__all__ = ["wearing_off_figure", "wearing_off_table"]

ROW_PX, TOP_PX, BOTTOM_PX = 20, 52, 44
FEWEST_ROWS = 5
"""Rows for which there is always room, so that the key beside them has it."""
MOST_ROWS = 26
"""Dose intervals that are drawn, the newest ones."""
CELL = 0.86
"""Share of a cell that is filled."""


def wearing_off_figure(found: WearingOff, words: Words, *, dark: bool = False) -> Picture:
    """A row a dose interval, oldest at the top, a cell a day; above them the mean of each week."""
    colours = palette(dark)
    cycles = found.cycles[-MOST_ROWS:]
    sheet = blank_sheet(
        colours, words, height=TOP_PX + ROW_PX * max(len(cycles), FEWEST_ROWS) + BOTTOM_PX, top=TOP_PX, bottom=BOTTOM_PX
    )
    longest = max((len(cycle.days) for cycle in cycles), default=WEEK)
    _set_axes(sheet, cycles, longest, words, colours)
    for state, marker in _markers(colours).items():
        _draw_state(sheet, cycles, state, marker, words)
    _draw_weeks(sheet, found, longest, words, colours)
    _draw_key(sheet, cycles, words, colours)
    return sheet.finished()


def _markers(colours: Palette) -> dict[DayState, dict[str, object]]:
    untold = {"shape": ".", "fgcolor": colours.untold_mark, "size": 5, "solidity": 0.25, "fillmode": "overlay"}
    return {
        DayState.MIGRAINE: {"color": colours.migraine, "line": {"color": colours.migraine, "width": 1}},
        DayState.OTHER_HEADACHE: {"color": colours.other, "line": {"color": colours.other_line, "width": 1}},
        DayState.HEADACHE: {
            "color": colours.untold,
            "line": {"color": colours.other_line, "width": 1},
            "pattern": untold,
        },
        DayState.HEADACHE_FREE: {"color": colours.free, "line": {"color": colours.grid, "width": 1}},
        DayState.MISSING: hatch(colours.missing, colours.page),
        DayState.OPEN: hatch(colours.open, colours.page, "\\"),
    }


def _set_axes(sheet: Sheet, cycles: Sequence[Cycle], longest: int, words: Words, colours: Palette) -> None:
    font = {"color": colours.muted, "size": 11}
    sheet.layout["margin"]["l"] = 92
    sheet.layout.update(
        xaxis={
            "range": [0, longest],
            "tickvals": [day + 0.5 for day in range(0, longest, WEEK)],
            "ticktext": [str(day) for day in range(0, longest, WEEK)],
            "tickfont": font,
            "title": {"text": words("effect-wearing-axis"), "font": font, "standoff": 4},
            "showgrid": False,
            "zeroline": False,
            "fixedrange": True,
            "ticks": "",
        },
        yaxis={
            "range": [len(cycles) - 0.5, -0.5],
            "tickvals": list(range(len(cycles))),
            "ticktext": [day_text(cycle.dose, words) for cycle in cycles],
            "tickfont": font,
            "showgrid": False,
            "zeroline": False,
            "fixedrange": True,
            "ticks": "",
        },
    )


def _draw_state(
    sheet: Sheet, cycles: Sequence[Cycle], state: DayState, marker: dict[str, object], words: Words
) -> None:
    """The days of one state in every row."""
    cells = [
        (row, (day.date - cycle.dose).days, day)
        for row, cycle in enumerate(cycles)
        for day in _entries(cycle)
        if day.state is state
    ]
    if not cells:
        return
    sheet.add_trace(
        bar_trace(
            name=state.value,
            orientation="h",
            y=[row for row, _, _ in cells],
            base=[day + (1 - CELL) / 2 for _, day, _ in cells],
            x=[CELL] * len(cells),
            width=CELL,
            marker=marker,
            hoverinfo="text",
            hovertext=[_hover(number, day, words) for _, number, day in cells],
        )
    )


def _hover(number: int, day: DayEntry, words: Words) -> str:
    date = day_text(day.date, words)
    state = words(f"effect-wearing-state-{day.state.value}")
    return f"<b>{words('effect-wearing-hover', day=number, date=date)}</b><br>{state}"


def _draw_weeks(sheet: Sheet, found: WearingOff, longest: int, words: Words, colours: Palette) -> None:
    """A line where each week begins, and above it the mean of its headache days over the dose intervals."""
    for week, mean in found.weeks.items():
        first, end = WEEK * (week - 1), WEEK * week
        if end > longest:
            break
        sheet.add_shape(
            type="line",
            name="week",
            x0=end,
            x1=end,
            y0=0,
            y1=1,
            yref="paper",
            line={"color": colours.muted, "width": 1, "dash": "dot"},
        )
        text = "–" if mean is None else words("effect-wearing-mean", days=words.number(mean, 1))
        is_dense = len(found.weeks) > 6
        name = str(week) if is_dense else words("effect-wearing-week", week=week)
        shown = text if mean is None or not is_dense else words.number(mean, 1)
        sheet.add_annotation(
            x=(first + end) / 2,
            y=1,
            yref="paper",
            yanchor="bottom",
            yshift=2,
            text=f"{name}<br><b>{shown}</b>",
            font={"size": 12, "color": colours.ink},
        )


def _entries(cycle: Cycle) -> list[DayEntry]:
    """The days of a cycle of which the entry is known."""
    return [day for day in cycle.days if isinstance(day, DayEntry)]


def _draw_key(sheet: Sheet, cycles: Sequence[Cycle], words: Words, colours: Palette) -> None:
    """What each kind of cell is, beside the rows."""
    text_colours = {
        DayState.MIGRAINE: colours.migraine_text,
        DayState.OTHER_HEADACHE: colours.other_text,
        DayState.HEADACHE: colours.other_text,
        DayState.HEADACHE_FREE: colours.muted,
        DayState.MISSING: colours.missing_text,
        DayState.OPEN: colours.open_text,
    }
    drawn = {day.state for cycle in cycles for day in _entries(cycle)}
    lines = [
        f'<span style="color:{colour}"><b>{_key_text(state, words)}</b></span>'
        for state, colour in text_colours.items()
        if state in drawn
    ]
    sheet.add_annotation(
        x=1,
        xref="paper",
        xanchor="left",
        xshift=8,
        y=1,
        yref="paper",
        yanchor="top",
        align="left",
        text="<br>".join(lines),
        font={"size": 12},
    )


def _key_text(state: DayState, words: Words) -> str:
    return words("chart-part-untold" if state is DayState.HEADACHE else f"effect-wearing-state-{state.value}")


def wearing_off_table(found: WearingOff, words: Words) -> pd.DataFrame:
    """A row a dose interval: headache days per seven filled days in each week, a dash where under four are filled."""
    weeks = list(found.weeks)
    heads = [words("effect-wearing-cycle"), *(words("effect-wearing-week", week=week) for week in weeks)]
    rows = [[words.date(cycle.dose), *(_number(cycle.week(week), words) for week in weeks)] for cycle in found.cycles]
    return pd.DataFrame(rows, columns=heads)


def _number(figure: float | None, words: Words) -> str:
    return "–" if figure is None else words.number(figure, 1)
