"""The figures a visit begins with: the last 28 days, with their denominators, beside the 28 days before."""

from __future__ import annotations

from collections.abc import Sequence

from analysis.counts.day_count import DayCount, WindowCounts
from analysis.settings import Settings
from dashboard.sections.section import Card, Section
from dashboard.sections.wording import NO_NUMBER, day_range, denominator, span
from dashboard.texts import Words

KINDS = ("headache", "migraine", "moderate_or_severe", "acute_medication")


def section(windows: Sequence[WindowCounts], settings: Settings, words: Words) -> Section:
    """The last of the windows in figures. `windows` are whole 28-day windows, newest last, at least one."""
    recent = windows[-1]
    return Section(
        key="key_figures",
        title=words("key-figures"),
        sentences=(words("key-figures-days", days=day_range(recent.window, words)),),
        cards=tuple(card(kind, windows, words) for kind in KINDS),
        source=words("key-figures-source", profile=words(f"profile-{settings.profile}")),
    )


def card(kind: str, windows: Sequence[WindowCounts], words: Words) -> Card:
    """One kind of day in the last window, with the window before and the course over all of them."""
    count = windows[-1][kind]
    trend = tuple(_ends(window[kind]) for window in windows)
    return Card(
        label=words(f"kind-{kind}"),
        value=str(count.observed) if count.told else NO_NUMBER,
        denominator=denominator(count, words),
        span=_span(kind, windows[-1], words) if count.told else "",
        before=_before(windows[-2][kind], words) if len(windows) > 1 else "",
        trend=trend,
        trend_text=words("trend-text", kind=words(f"kind-{kind}"), days=", ".join(map(_in_words, trend))),
    )


def _span(kind: str, window: WindowCounts, words: Words) -> str:
    """The range, and of headache and migraine days those with aura and no headache, where there are any (DAY-2b)."""
    aura = window["aura_only"].observed if kind in ("headache", "migraine") else 0
    told = (span(window[kind], words), words("of-which-aura", number=aura) if aura else "")
    return " ".join(part for part in told if part)


def _ends(count: DayCount) -> tuple[int, int] | None:
    return (count.lowest, count.highest) if count.told else None


def _in_words(ends: tuple[int, int] | None) -> str:
    if ends is None:
        return NO_NUMBER
    lowest, highest = ends
    return str(lowest) if lowest == highest else f"{lowest}–{highest}"


def _before(count: DayCount, words: Words) -> str:
    """The window before, in the same words; it is set beside, never subtracted, since both have ranges."""
    if not count.told:
        return words("before-untold" if count.filled else "before-unknown")
    possible = span(count, words)
    if possible:
        return words("before-with-span", observed=count.observed, lowest=count.lowest, highest=count.highest)
    return words("before", observed=count.observed)
