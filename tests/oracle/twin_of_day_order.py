"""The rules that need the order of the days once more, on complete diaries: lists of days and plain loops.

Written from the clinical rules, not from the code under test. A diary with unknown days stands for every complete diary
that it may have been.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product

Days = Sequence[bool]


def ways(marks: str) -> Iterator[tuple[bool, ...]]:
    """Every way the days may have been: + yes, . no, anything else either."""
    return product(*({"+": (True,), ".": (False,)}.get(mark, (True, False)) for mark in marks))


def attacks(migraine: Days) -> list[tuple[int, int]]:
    """First and last day of each run of migraine days (ATT-1)."""
    found: list[tuple[int, int]] = []
    for day, has_migraine in enumerate(migraine):
        if not has_migraine:
            continue
        if found and found[-1][1] == day - 1:
            found[-1] = (found[-1][0], day)
        else:
            found.append((day, day))
    return found


def treated_attacks(migraine: Days, treated: Days) -> int:
    """Attacks with at least one day of acute medication (SE-2)."""
    return sum(any(treated[first : last + 1]) for first, last in attacks(migraine))


def complete_attacks(features: Days, hours: Sequence[float], *, goes_on_before: bool, goes_on_after: bool) -> int:
    """Attacks of 4 to 72 hours (MIG-1B); one at an edge may have gone on for days before or after."""
    found = 0
    for first, last in attacks(features):
        is_longer = (first == 0 and goes_on_before) or (last == len(features) - 1 and goes_on_after)
        found += not is_longer and 4 <= sum(hours[first : last + 1]) <= 72
    return found


def day_ones(bleeding: Days) -> list[int]:
    """Days with bleeding after at least fourteen without (MEN-6); nothing is known before the first day."""
    free, found = 0, []
    for day, bleeds in enumerate(bleeding):
        if bleeds and free >= 14:
            found.append(day)
        free = 0 if bleeds else free + 1
    return found


def menstrual_pattern(migraine: Days, first_days: Sequence[int]) -> tuple[bool, bool]:
    """Whether attacks are purely menstrual (MEN-2), and whether they are menstrually related (MEN-3).

    `first_days` are day 1 of three consecutive cycles. Days -2, -1, 1, 2 and 3 are the window; other times run from the
    first window to the earliest day on which another one could begin.
    """
    begins = [first for first, _ in attacks(migraine)]
    windows = [{day - 2, day - 1, day, day + 1, day + 2} for day in first_days]
    cycles = sum(any(day in window for day in begins) for window in windows)
    earliest_next_window = first_days[-1] + 15 - 2
    others = [
        day
        for day in begins
        if min(windows[0]) <= day < earliest_next_window and not any(day in window for window in windows)
    ]
    return cycles >= 2 and not others, cycles >= 2 and bool(others)
