"""The courses of one drug once more, told day by day from a calendar: the slow twin of the spans and claims.

For rows of one drug with one interval, of which only the one begun last may go on, and doses within or shortly before
them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

LAST = 1500
"""The last day of the calendar, for rows that go on."""


@dataclass(frozen=True)
class Row:
    """A row: first and last day (None: it goes on), both numbers, and its dose (None: not recorded)."""

    first: int
    last: int | None
    dose: float | None

    def covers(self, day: int) -> bool:
        return self.first <= day <= (LAST if self.last is None else self.last)


Step = tuple[float | None, int, int | None]
"""A dose, its first day and its last (None: it goes on)."""


def told(rows: Sequence[Row], doses: dict[int, float | None], interval: int) -> list[list[Step]]:
    """The courses, each with its steps; `doses` are those given, by day, None where the dose was not recorded."""
    pause = interval + (14 if interval >= 84 else 7)
    found = []
    before = -LAST
    for block in _blocks(rows, pause):
        on = [row for row in rows if block[0] <= row.first <= block[-1]]
        given = {number: doses[number] for number in sorted(doses) if before < number <= block[-1]}
        first = min(given, default=block[0])
        first = first if first < block[0] + interval else block[0]
        claims = _claims(on, given, first, interval)
        for begin, end in _pieces(block, first, list(given), interval, pause):
            found.append(_steps(_labels(claims, begin, end), on, end))
        before = block[-1]
    return found


def _blocks(rows: Sequence[Row], pause: int) -> list[list[int]]:
    """The covered days, cut where so many days are not covered."""
    found: list[list[int]] = []
    for number in range(LAST + 1):
        if not any(row.covers(number) for row in rows):
            continue
        if found and number - found[-1][-1] - 1 < pause:
            found[-1].append(number)
        else:
            found.append([number])
    return found


def _pieces(block: list[int], first: int, given: list[int], interval: int, pause: int) -> list[tuple[int, int]]:
    """First and last days, cut where a dose was left out: counted from a recorded stop where one came meanwhile."""
    found = []
    for one, following in pairwise(given):
        lasts = one + interval - 1
        between = [number for number in block if one <= number < following]
        if len(between) < following - one:
            lasts = max(lasts, _before_the_last_gap(between, following))
        if following - lasts - 1 >= pause:
            found.append((first, lasts))
            first = following
    return [*found, (first, block[-1])]


def _before_the_last_gap(days: list[int], following: int) -> int:
    ends = [one for one, other in pairwise([*days, following]) if other > one + 1]
    return ends[-1]


def _claims(rows: Sequence[Row], given: dict[int, float | None], first: int, interval: int) -> dict[int, float]:
    """The dose that is told on a day: by a row of another dose than the one before it, or by a dose given."""
    found: dict[int, float] = {}
    known: float | None = None
    for place, row in enumerate(rows):
        if row.dose is not None and row.dose != known:
            begun = [number for number in given if row.first <= number < row.first + interval]
            found[first if place == 0 else min(begun, default=row.first)] = row.dose
            known = row.dose
    for row in rows:
        on = [one for one in rows if row.last is not None and one.covers(row.last + 1)]
        goes_back = on and on[-1].first < row.first and on[-1].last is not None
        if goes_back and row.dose and on[-1].dose and row.dose != on[-1].dose:
            found[(row.last or 0) + 1] = on[-1].dose
    return found | {number: dose for number, dose in given.items() if dose is not None}


def _labels(claims: dict[int, float], first: int, last: int) -> dict[int, float | None]:
    """The dose on each day from the first to the last: as it was told last; before that as it is told next."""
    label = next((claims[number] for number in sorted(claims, reverse=True) if number <= first), None)
    later = [claims[number] for number in sorted(claims) if first < number <= last]
    label = label if label is not None else (later[0] if later else None)
    found: dict[int, float | None] = {}
    for number in range(first, last + 1):
        label = claims.get(number, label)
        found[number] = label
    return found


def _steps(labels: dict[int, float | None], rows: Sequence[Row], last: int) -> list[Step]:
    days = sorted(labels)
    starts = [days[0], *(other for one, other in pairwise(days) if labels[one] != labels[other])]
    found: list[Step] = []
    for start, following in pairwise([*starts, None]):
        assert start is not None
        if following is None:
            found.append((labels[start], start, None if last >= LAST else last))
            continue
        before = [number for number in days if number < following and any(row.covers(number) for row in rows)]
        found.append((labels[start], start, max(before)))
    return found
