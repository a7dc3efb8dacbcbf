"""The days behind a finding, window by window: of each kind, then those that do not tell, each to be opened."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from analysis.criteria.evidence import DaysBehind
from analysis.windows import Window
from dashboard.sections.section import Detail, LinkedDay
from dashboard.sections.wording import day_range, within_sentence
from dashboard.texts import Words


def details_of(behind: Sequence[DaysBehind], words: Words, calendar: str = "") -> tuple[Detail, ...]:
    """Under each window, oldest first, a line a kind of day with its dates, then the days that do not tell.

    `calendar` is the address of the patient's calendar; without it the dates are plain text.
    """
    windows = dict.fromkeys(one.window for one in behind)
    return tuple(
        line
        for window in windows
        for line in _window(window, [one for one in behind if one.window == window], words, calendar)
    )


def _window(window: Window, behind: Sequence[DaysBehind], words: Words, calendar: str) -> Iterator[Detail]:
    yield Detail(day_range(window, words), is_heading=True)
    for one in behind:
        text = words("behind-days", kind=words(f"kind-{one.kind}"), number=len(one.days))
        yield Detail(text, _linked(one.days, words, calendar))
    for one in behind:
        if one.unknown:
            kind = within_sentence(words(f"kind-{one.kind}"))
            text = words("behind-unknown", kind=kind, number=len(one.unknown))
            yield Detail(text, _linked(one.unknown, words, calendar))
    unfilled = behind[0].unfilled
    if unfilled:
        yield Detail(words("behind-unfilled", number=len(unfilled)), _linked(unfilled, words, calendar))


def _linked(days: Sequence[date], words: Words, calendar: str) -> tuple[LinkedDay, ...]:
    return tuple(
        LinkedDay(words.short_date(day), f"{calendar}&day={day.isoformat()}" if calendar else "") for day in days
    )
