"""Whether the diary was kept well enough to say anything: the first line of every page (CMP-2, CMP-3, CMP-21)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from analysis.counts.completeness import Completeness
from analysis.counts.day_count import WindowCounts
from analysis.days.day_by_day import DayEntry
from analysis.settings import Settings
from analysis.windows import WINDOW_DAYS
from dashboard.sections.section import Section, StripDay
from dashboard.sections.wording import day_range, share
from dashboard.texts import Words


def section(recent: WindowCounts, entries: Sequence[DayEntry], settings: Settings, words: Words) -> Section:
    """How well the last 28 days were kept. `recent` counts them, `entries` are the same days one by one."""
    completeness = recent.completeness
    return Section(
        key="sufficiency",
        title=words(f"sufficiency-{tier_key(completeness, settings)}"),
        sentences=tuple(filled_sentences(completeness, entries, words)),
        strip=tuple(strip_day(entry, words) for entry in entries),
        caution=short_window_caution(completeness, words),
        source=words(
            "sufficiency-source",
            days=day_range(recent.window, words),
            green=settings.green,
            yellow=settings.yellow,
            orange=settings.orange,
        ),
    )


def tier_key(completeness: Completeness, settings: Settings) -> str:
    """The tier's code, or `none` where no day could have been filled in."""
    return completeness.tier(settings).code if completeness.inside else "none"


def filled_sentences(completeness: Completeness, entries: Sequence[DayEntry], words: Words) -> list[str]:
    """Filled days of all days inside, then what the empty ones are."""
    if not completeness.inside:
        return [words("filled-none-inside")]
    filled, inside = completeness.filled, completeness.inside
    sentences = [words("filled-of", filled=filled, inside=inside, percent=share(filled, inside, words))]
    first_lock = min((entry.locks_on for entry in entries if entry.locks_on), default=None)
    if completeness.open and first_lock:
        sentences.append(_open_sentence(completeness, first_lock, words))
    if completeness.missing:
        sentences.append(words("filled-missing", missing=completeness.missing))
    return sentences


def _open_sentence(completeness: Completeness, first_lock: date, words: Words) -> str:
    settled = completeness.filled + completeness.missing
    text = words("filled-open", open=completeness.open, date=words.date(first_lock))
    if not settled:
        return text
    final = words(
        "filled-final", filled=completeness.filled, settled=settled, percent=share(completeness.filled, settled, words)
    )
    return f"{text} {final}"


def strip_day(entry: DayEntry, words: Words) -> StripDay:
    """A day as a mark in a row of days."""
    state = "filled" if entry.state.is_filled else entry.state.value
    return StripDay(state, words("strip-day", date=words.date(entry.date), state=words(f"day-{state}")))


def short_window_caution(completeness: Completeness, words: Words) -> str:
    """Says so when some of the days could not have been filled in."""
    if not completeness.inside or not completeness.outside:
        return ""
    return words("filled-short", inside=completeness.inside, days=WINDOW_DAYS)
