"""The numbers and hover texts of the bars: direct labels instead of a legend to look up."""

from __future__ import annotations

from collections.abc import Sequence

from analysis.counts.day_count import DayCount, WindowCounts
from dashboard.charts.parts.bar_shapes import columns, insides
from dashboard.charts.parts.bars import MOST_WINDOWS_WITH_RANGES, Bar
from dashboard.charts.parts.colours import Palette
from dashboard.charts.parts.frame import Sheet, span_text
from dashboard.charts.parts.picture import Trace, scatter_trace
from dashboard.texts import Words

LOWEST_LABELLED, LOWEST_CAPTIONED = 2, 6
"""Height from which a number, and from which a caption, fits inside a part of a bar, days."""


def draw_numbers(sheet: Sheet, bars: Sequence[Bar], words: Words, colours: Palette, *, least_filled: int) -> None:
    """Migraine days in the dark part, headache days above the bar, and what is filled in too little in words."""
    has_room = len(bars) <= MOST_WINDOWS_WITH_RANGES
    inside = [bar for bar in bars if bar.counts["migraine"].observed >= LOWEST_LABELLED]
    sheet.add_trace(
        _texts(
            [bar.centre for bar in inside],
            [bar.counts["migraine"].observed / 2 for bar in inside],
            [words.number(bar.counts["migraine"].observed) for bar in inside],
            "migraine days",
            "middle center",
            colours.on_migraine,
            13 if has_room else 11,
        )
    )
    sheet.add_trace(
        _texts(
            [bar.centre for bar in bars],
            [bar.top for bar in bars],
            [_total_text(bar, words, colours, has_room) for bar in bars],
            "headache days",
            "top center",
            colours.ink,
            14 if has_room else 11,
            shadow=halo(colours),
        )
    )
    for bar in bars:
        if bar.lacks_entries(least_filled):
            _draw_too_empty(sheet, bar, words, colours, is_upright=len(bars) > MOST_WINDOWS_WITH_RANGES // 2)


def _texts(
    x: Sequence[object],
    y: Sequence[float],
    text: Sequence[str],
    name: str,
    position: str,
    colour: str,
    size: int,
    **font: str,
) -> Trace:
    return scatter_trace(
        name=name,
        x=list(x),
        y=list(y),
        text=list(text),
        mode="text",
        textposition=position,
        textfont={"color": colour, "size": size, **font},
        cliponaxis=False,
        hoverinfo="skip",
    )


def halo(colours: Palette) -> str:
    """A shadow in the page's colour that keeps a text readable where a line runs behind it."""
    return ", ".join([f"0 0 3px {colours.page}"] * 3)


def _total_text(bar: Bar, words: Words, colours: Palette, has_room: bool) -> str:
    """Headache days in bold; where days are empty, with the most there can have been, or a sign for at least."""
    headache = bar.counts["headache"]
    if has_room or headache.highest == headache.lowest:
        return range_markup(headache, words, colours)
    return f"≥<b>{words.number(headache.lowest)}</b>"


def range_markup(count: DayCount, words: Words, colours: Palette) -> str:
    """The fewest days in bold and, where any is unknown, the most beside it."""
    lowest = f"<b>{words.number(count.lowest)}</b>"
    if count.highest == count.lowest:
        return lowest
    return f'{lowest}<span style="color:{colours.muted};font-size:12px">–{words.number(count.highest)}</span>'


def _draw_too_empty(sheet: Sheet, bar: Bar, words: Words, colours: Palette, *, is_upright: bool) -> None:
    headache, complete = bar.counts["headache"], bar.counts.completeness
    if headache.highest - headache.lowest < LOWEST_CAPTIONED:
        return
    key = "chart-filled-of" if is_upright else "chart-filled-of-in-two-lines"
    text = words(key, filled=complete.filled, days=complete.inside)
    sheet.add_annotation(
        x=bar.centre,
        y=(headache.lowest + headache.highest) / 2,
        text=f"<b>{text}</b>",
        textangle=-90 if is_upright else 0,
        bgcolor=colours.page,
        borderpad=2,
        font={"color": colours.missing_text, "size": 11 if is_upright else 12},
    )


def _hover_text(bar: Bar, words: Words, least_filled: int) -> str:
    complete, expected = bar.counts.completeness, bar.expected(least_filled)
    lines = [
        f"<b>{span_text(bar.counts.window, words)}</b>",
        f"{words('chart-headache-days')}: {range_text(bar.counts, 'headache', words)}",
        f"{words('chart-migraine-days')}: {range_text(bar.counts, 'migraine', words)}",
        words("chart-filled-of", filled=complete.filled, days=complete.inside),
    ]
    if complete.open:
        lines.append(words("chart-still-open", days=complete.open))
    if bar.is_too_empty(least_filled):
        lines.append(f"<b>{words('chart-too-empty')}</b>")
    elif expected is not None:
        lines.append(words("chart-expected", days=words.number(expected, 1)))
    return "<br>".join(lines)


def range_text(counts: WindowCounts, kind: str, words: Words) -> str:
    """The fewest and the most days of a kind there can have been: 9–15, or 9 when nothing is unknown."""
    count = counts[kind]
    lowest = words.number(count.lowest)
    return lowest if count.lowest == count.highest else f"{lowest}–{words.number(count.highest)}"


def draw_hover(sheet: Sheet, bars: Sequence[Bar], words: Words, *, least_filled: int) -> None:
    """Adds the hover text of each window over the whole height of its days inside."""
    hover = columns(bars, insides(bars), "hover", {"color": "rgba(0,0,0,0)"})
    texts = [_hover_text(bar, words, least_filled) for bar in bars]
    sheet.add_trace(hover | {"hovertext": texts, "hoverinfo": "text"})
