"""Acute medication by class, beside the days a month that ICHD-3 names for each class (MOH-2 to MOH-6, MOH-11)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from analysis.counts.day_count import WindowCounts
from analysis.criteria.medication_overuse import LIMITS_BY_KIND, SIMPLE
from analysis.days.classified import SIMPLE_ANALGESICS
from dashboard.charts.patient.medication import medication_figure, medication_table
from dashboard.sections.section import Section
from dashboard.sections.wording import counted, day_range
from dashboard.texts import Words

LIMITS = {kind: int(limit) for kind, limit in LIMITS_BY_KIND.items()}
"""Days a month that ICHD-3 8.2 names for each class, if kept up for more than three months (MOH-2 to MOH-6)."""


def section(windows: Sequence[WindowCounts], words: Words, *, dark: bool = False) -> Section:
    """Acute medication days by class in each window. A class that was never taken is not mentioned."""
    recorded = any(window["acute_medication"].told for window in windows)
    taken = [name for name in LIMITS if name != SIMPLE.what and any(window[name].observed for window in windows)]
    if not recorded or not any(window["acute_medication"].observed for window in windows):
        key = "medication-none" if recorded else "medication-not-recorded"
        return Section("medication", words("medication"), (words(key),))
    return Section(
        key="medication",
        title=words("medication"),
        sentences=(*(_sentence(name, windows[-1], words) for name in taken), *_together(windows, words)),
        figure=medication_figure(windows, LIMITS, words, dark=dark),
        table=medication_table(windows, LIMITS, words),
        source=words("medication-source"),
    )


def _together(windows: Sequence[WindowCounts], words: Words) -> Iterator[str]:
    """Simple analgesics together, where more than one kind of them was taken, and opioids that combinations hold."""
    kinds = [name for name in SIMPLE_ANALGESICS if any(window[name].observed for window in windows)]
    if len(kinds) > 1 or "simple_combination" in kinds:
        yield _sentence(SIMPLE.what, windows[-1], words)
    if any(window["any_opioid"].observed > window["opioid"].observed for window in windows):
        kind, count = words("kind-any_opioid"), counted(windows[-1]["any_opioid"], words)
        yield words("criterion-count", days=day_range(windows[-1].window, words), kind=kind, count=count)


def _sentence(name: str, window: WindowCounts, words: Words) -> str:
    return words(
        "medication-class",
        days=day_range(window.window, words),
        kind=words(f"kind-{name}"),
        count=counted(window[name], words),
        limit=LIMITS[name],
    )
