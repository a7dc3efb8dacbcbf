"""How the diary was filled in, and where its empty days lie, as lists of the patterns (CMP-5, CMP-6, MIS-1, MIS-2)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from analysis import patterns
from analysis.days.day_by_day import DayEntry, DayState
from analysis.patterns import MUCH_BACKFILLED, Compared, Share, against_chance
from dashboard.charts.patterns.shares import BarList, Row
from dashboard.sections.patterns.rows import compared_rows, difference_text, few_text, notes, share_row
from dashboard.texts import Words

LAGS = ("same_day", "one_or_two", "three_to_seven", "later")
AFTER = ("after_headache", "after_free")
WEEK = ("weekends", "weekdays")


def recall(entries: Sequence[DayEntry], words: Words) -> BarList | None:
    """How long after their day the days were written; None where no entry tells."""
    lags = patterns.recall_lags(entries)
    told = lags.backfilled.of
    if not told:
        return None
    shares = {name: Share(lags.by_group[name], told) for name in LAGS}
    rows = [share_row(words(f"patterns-lag-{name}"), one, words) for name, one in shares.items() if one.days]
    late = lags.backfilled.rate or 0
    shown = notes(
        words("patterns-recall-bulk", days=lags.in_bulk.days) if lags.in_bulk.days else "",
        words("patterns-recall-late") if late >= MUCH_BACKFILLED else "",
        few_text(told, words),
    )
    return BarList(words("patterns-recall"), shown, tuple(rows))


def empty_days(entries: Sequence[DayEntry], words: Words) -> BarList | None:
    """Whether missing days follow headache or lie on weekends; None where there are too few to tell of any."""
    missing = sum(entry.state is DayState.MISSING for entry in entries)
    if missing < patterns.FEWEST_MISSING:
        return None
    found = patterns.unfilled_clustering(entries)
    after = against_chance((found.after_headache, found.after_headache_free))
    week = against_chance((found.weekends, found.weekdays), patterns.missing_persistence(entries))
    rows = (*_rows(AFTER, after, words), *_rows(WEEK, week, words), *_longest_gap(entries, words))
    shown = notes(words("patterns-empty-note"), _difference((*AFTER, *WEEK), (*after, *week), words))
    return BarList(words("patterns-empty"), shown, rows)


def _rows(names: Sequence[str], compared: Sequence[Compared], words: Words) -> tuple[Row, ...]:
    return compared_rows([words(f"patterns-empty-{name}") for name in names], compared, words)


def _difference(names: Sequence[str], compared: Sequence[Compared], words: Words) -> str:
    return difference_text([words(f"patterns-empty-{name}") for name in names], compared, words)


def _longest_gap(entries: Sequence[DayEntry], words: Words) -> Iterator[Row]:
    for gap in patterns.gaps(entries)[:1]:
        yield Row(words("patterns-longest"), words("patterns-gap-days", days=gap.days))
