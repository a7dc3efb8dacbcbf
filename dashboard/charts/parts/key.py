"""The names of the parts of a bar, written beside the last bar at the height of its parts instead of a legend."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard.charts.parts.bars import Bar
from dashboard.charts.parts.colours import Palette
from dashboard.charts.parts.frame import Sheet
from dashboard.texts import Words

LINE_PX = 17


def draw_key(sheet: Sheet, names: Sequence[tuple[str, float, str]], *, day_px: float) -> None:
    """Adds the names, as (text, height in days, colour) from the bottom, apart enough to be read."""
    lowest = float("-inf")
    for text, height, colour in names:
        place = max(height, lowest + LINE_PX / day_px)
        lowest = place
        sheet.add_annotation(
            x=1,
            xref="paper",
            xanchor="left",
            xshift=10,
            y=place,
            yanchor="middle",
            text=text,
            font={"size": 12, "color": colour},
        )


def key_names(bars: Sequence[Bar], words: Words, colours: Palette) -> list[tuple[str, float, str]]:
    """The name, height and colour of each kind of part that is drawn anywhere, from the bottom.

    A kind that the last bar lacks stands above those that it has.
    """
    if not bars:
        return []
    text_colours = {
        "migraine": colours.migraine_text,
        "untold": colours.other_text,
        "other": colours.other_text,
        "unknown": colours.muted,
        "missing": colours.missing_text,
        "open": colours.open_text,
    }
    heights = {part.kind: part.base + part.days / 2 for part in bars[-1].parts}
    drawn = {part.kind for bar in bars for part in bar.parts}
    return [
        (f"<b>{words(f'chart-part-{kind}')}</b>", heights.get(kind, 0.0), colour)
        for kind, colour in text_colours.items()
        if kind in drawn
    ]
