"""Whether the effect of a dose lasts until the next: days of headache by day since the last dose, cycle upon cycle.

Week w of a cycle is days 7(w-1) to 7w-1 after a dose, the day of the dose being day 0. A week has a figure when four of
its seven days are filled (CMP-24); a cycle is compared when every week compared has one; three cycles are needed. The
difference, late weeks minus earlier ones, is taken within each cycle, so that a slow trend does not pass for
wearing-off, and its interval is Student's over the cycles: with three of them a bootstrap would be far too sure.

Cautions: no threshold has been validated for a single patient (WEAR-3). A menstrual cycle of 28 days keeps step with
a drug given every 28 days, expectation and weekends may do the same (WEAR-5).
Source: WEAR-1 to WEAR-5, local setting; effect in trials: doi 10.1177/03331024231161261.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise
from math import sqrt
from statistics import fmean, stdev

from analysis.days.day_by_day import DayEntry
from analysis.episodes.episode import Episode
from analysis.episodes.pauses import QUARTERLY_DAYS
from analysis.windows import WINDOW_DAYS

WEEK = 7
FEWEST_FILLED_DAYS = 4
"""Filled days of a week that has a figure (CMP-24)."""
FEWEST_CYCLES = 3
"""Cycles that can be compared (WEAR-4)."""
SMALLEST_DIFFERENCE = 1.0
"""Days a week by which the late weeks must be worse (WEAR-4)."""
MONTHLY_WEEKS = ((2, 3), (4,))
"""The earlier and the late weeks of a cycle of four weeks (WEAR-4)."""
QUARTERLY_WEEKS = ((3, 4, 5, 6), (10, 11, 12))
"""The earlier and the late weeks of a cycle of twelve weeks (WEAR-4)."""

_STUDENT = (
    *(12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228),
    *(2.201, 2.179, 2.160, 2.145, 2.131, 2.120, 2.110, 2.101, 2.093, 2.086),
    *(2.080, 2.074, 2.069, 2.064, 2.060, 2.056, 2.052, 2.048, 2.045, 2.042),
)
"""The 97.5 % point of Student's t for 1 to 30 degrees of freedom; beyond, the last is used, on the safe side."""


@dataclass(frozen=True)
class ToldDay:
    """A day as far as a course over cycles needs it; `counts_as_headache` is None where nobody knows."""

    date: date
    counts_as_headache: bool | None


@dataclass(frozen=True)
class Cycle:
    """The days from one dose to the day before the next, or to the end of the interval; oldest first."""

    dose: date
    days: tuple[DayEntry | ToldDay, ...]

    def week(self, number: int) -> float | None:
        """Headache days of the week, per seven days that tell; None when fewer than four days do."""
        week = self.days[WEEK * (number - 1) : WEEK * number]
        told = [day.counts_as_headache for day in week if day.counts_as_headache is not None]
        return WEEK * sum(told) / len(told) if len(told) >= FEWEST_FILLED_DAYS else None

    def difference(self, earlier: Sequence[int], late: Sequence[int]) -> float | None:
        """Days a week in the late weeks minus those in the earlier ones; None unless every week has a figure."""
        figures = {week: self.week(week) for week in (*earlier, *late)}
        told = {week: figure for week, figure in figures.items() if figure is not None}
        if len(told) < len(figures):
            return None
        return fmean(told[week] for week in late) - fmean(told[week] for week in earlier)


@dataclass(frozen=True)
class WearingOff:
    """The cycles of one episode, and whether the late weeks were worse.

    `difference` is the mean over `compared` cycles, days a week, with its 95 % interval; all None when fewer than
    three cycles can be compared. `weeks` is the mean of each week over the cycles compared, so that the weeks differ by
    what is told; None of a week that has a figure in fewer than three of them.
    """

    cycles: tuple[Cycle, ...]
    weeks: Mapping[int, float | None]
    compared: int
    difference: float | None
    interval_95: tuple[float, float] | None
    cautions: tuple[str, ...] = ()

    @property
    def has_signs(self) -> bool:
        """Whether there are signs of wearing-off: the interval excludes 0 and it is a day a week or more (WEAR-4)."""
        if self.difference is None or self.interval_95 is None:
            return False
        return self.interval_95[0] > 0 and self.difference >= SMALLEST_DIFFERENCE


def has_long_intervals(episode: Episode) -> bool:
    """Whether its doses are recorded and lie four weeks or more apart, so that an effect may wear off between them."""
    return bool(episode.given_on) and episode.interval_days is not None and episode.interval_days >= WINDOW_DAYS


def wearing_off(episode: Episode, entries: Sequence[DayEntry]) -> WearingOff | None:
    """What the days since each dose say; None for a drug that is not given at intervals of four weeks or more.

    `entries` are the patient's days in order, from the first dose on; days before it or after the last entry are in no
    cycle.
    """
    found = signs(episode, entries)
    return found and replace(found, cautions=_cautions(episode, found.cycles, entries))


def signs(episode: Episode, days: Sequence[DayEntry | ToldDay]) -> WearingOff | None:
    """The same without its cautions, which need to know more of the days."""
    interval = episode.interval_days
    if interval is None or not has_long_intervals(episode):
        return None
    cycles = _cycles(episode.given_on, interval, days)
    earlier, late = QUARTERLY_WEEKS if interval >= QUARTERLY_DAYS else MONTHLY_WEEKS
    compared = [(cycle, found) for cycle in cycles if (found := cycle.difference(earlier, late)) is not None]
    differences = [difference for _, difference in compared]
    enough = len(differences) >= FEWEST_CYCLES
    return WearingOff(
        cycles=cycles,
        weeks={week: _mean(cycle.week(week) for cycle, _ in compared) for week in range(1, late[-1] + 1)},
        compared=len(differences),
        difference=fmean(differences) if enough else None,
        interval_95=student_interval(differences) if enough else None,
    )


def _cycles(given: Sequence[date], interval: int, told: Sequence[DayEntry | ToldDay]) -> tuple[Cycle, ...]:
    by_day = {one.date: one for one in told}
    ends = [*(later for _, later in pairwise(given)), given[-1] + timedelta(days=interval)]
    return tuple(
        Cycle(dose, tuple(by_day[day] for day in _days(dose, end) if day in by_day))
        for dose, end in zip(given, ends, strict=True)
        if dose in by_day
    )


def _days(first: date, end: date) -> list[date]:
    return [first + timedelta(days=offset) for offset in range((end - first).days)]


def student_interval(values: Sequence[float]) -> tuple[float, float]:
    """The 95 % interval of the mean of two values or more."""
    half = _STUDENT[min(len(values) - 1, len(_STUDENT)) - 1] * stdev(values) / sqrt(len(values))
    return fmean(values) - half, fmean(values) + half


def _mean(figures: Iterable[float | None]) -> float | None:
    told = [figure for figure in figures if figure is not None]
    return fmean(told) if len(told) >= FEWEST_CYCLES else None


def _cautions(episode: Episode, cycles: Sequence[Cycle], entries: Sequence[DayEntry]) -> tuple[str, ...]:
    held = {day.date for cycle in cycles for day in cycle.days}
    has_bleeding = any(entry.fields.get("menstruation") for entry in entries if entry.date in held)
    last = max((cycle.days[-1].date for cycle in cycles if cycle.days), default=episode.first_dose)
    holds = {
        "menstrual_aliasing": has_bleeding and (episode.interval_days or 0) < QUARTERLY_DAYS,
        "dose_deviation": bool(episode.dose_deviations(last)),
        "doses_not_read": bool(episode.unread_doses),
    }
    return tuple(code for code, is_so in holds.items() if is_so)
