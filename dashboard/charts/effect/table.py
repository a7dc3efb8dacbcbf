"""What the picture of an effect draws, as a table."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from analysis.effect.finding import Effect
from analysis.effect.gates import is_filled
from analysis.effect.measured import MeasuredWindow
from analysis.effect.responders import JUDGED_KINDS, has_small_baseline, percent_fall
from dashboard.charts.effect.labels import window_text
from dashboard.charts.parts.bar_numbers import range_text
from dashboard.charts.parts.frame import span_text
from dashboard.texts import Words

NO_FIGURE = "–"
FIGURES = ("days", "per-28", "interval", "change")


def effect_table(effect: Effect, words: Words, *, windows: Sequence[MeasuredWindow] | None = None) -> pd.DataFrame:
    """A row a window drawn, with any day inside: filled days, and of both kinds days, rate, interval and change.

    Rates stand only where a window is filled well enough (CMP-21), changes only where it is over as well.
    """
    on_treatment = effect.windows if windows is None else windows
    before = [one for one in effect.earlier if one.counts.completeness.filled]
    shown = [one for one in (*before, effect.baseline, *on_treatment) if one.counts.completeness.inside]
    intervals = {kind: effect.rate_intervals(kind) for kind in JUDGED_KINDS}
    rows = [
        [
            _name(effect, window, words),
            span_text(window.window, words),
            words("chart-filled-of", filled=window.counts.completeness.filled, days=window.counts.completeness.inside),
            *(cell for kind in JUDGED_KINDS for cell in _cells(effect, window, kind, intervals[kind], words)),
        ]
        for window in shown
    ]
    heads = [f"effect-table-{name}" for name in ("window", "days", "filled")]
    heads += [f"effect-table-{kind}-{name}" for kind in JUDGED_KINDS for name in FIGURES]
    return pd.DataFrame(rows, columns=[words(head) for head in heads])


def _name(effect: Effect, window: MeasuredWindow, words: Words) -> str:
    name = window_text(window.window.label, words)
    is_over = window.window.last <= effect.as_of
    return name if is_over else words("effect-windows-unfinished", weeks=name)


def _cells(
    effect: Effect, window: MeasuredWindow, kind: str, intervals: dict[str, tuple[float, float]], words: Words
) -> list[str]:
    count, interval = window[kind], intervals.get(window.window.label)
    days = range_text(window.counts, kind, words)
    if not is_filled(window, effect.settings) or count.per_28 is None or interval is None:
        return [days, NO_FIGURE, NO_FIGURE, NO_FIGURE]
    low, high = (words.number(edge, 1) for edge in interval)
    return [days, words.number(count.per_28, 1), f"{low}–{high}", _change(effect, window, kind, words)]


def _change(effect: Effect, window: MeasuredWindow, kind: str, words: Words) -> str:
    """The change against the baseline, percent, where one may be told; minus is fewer days."""
    before, after = effect.baseline[kind].per_28, window[kind].per_28
    is_compared = window in effect.windows and window.window.last <= effect.as_of
    if not is_compared or before is None or after is None or not is_filled(effect.baseline, effect.settings):
        return NO_FIGURE
    if has_small_baseline(effect.baseline[kind]) or not before:
        return NO_FIGURE
    sign = "−" if after < before else "+" if after > before else ""
    return words("effect-table-percent", sign=sign, percent=words.number(abs(percent_fall(before, after))))
