"""How a patient responded, in classes, whatever the days that are not known were.

Every class has three answers (TRI-1): *met* only if it is met whatever the unfilled and unknown days of both windows
were, *undetermined* if it depends on them. The percent fall grows with the days at baseline and shrinks with those at
follow-up, so the worst case is the fewest before and the most after, the best case the reverse. Windows are
normalised to 28 days. Estimates per filled day stand beside a class, never instead.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Any, overload

from analysis.counts.day_count import DayColumn, DayCount
from analysis.outcomes import Column, Outcome, Verdict, all_of, verdict_of
from analysis.windows import WINDOW_DAYS

AnyDays = DayCount | DayColumn
"""Days of one kind in a window, of one patient or of many side by side."""

JUDGED_KINDS = ("headache", "migraine")
"""The kinds of day whose fall is judged; both are always shown (RESP-11)."""
FEWEST_BASELINE_DAYS = 2
"""Days of the kind at baseline under which no uncertainty is told (STAT-14, local setting)."""
RESPONDER_CLASSES = (30, 50, 75, 100)
"""Falls that make a responder, percent, cumulative (RESP-2: EVOLVE, REGAIN)."""
TOLERANCE = 1e-9
"""Percent by which a fall may miss a class through rounding: 15 to 7.5 days is exactly 50 % (RESP-9)."""
SMALLEST_BASELINE = 4
"""Days per 28 at baseline under which no percentage is told: one day would be 25 % or more (RESP-7, local setting)."""
DETERIORATION_DAYS = 2
"""More days per 28 than at baseline that are called worse, where the interval agrees (RESP-6, local setting)."""
FEWER_DAYS_EPISODIC, FEWER_DAYS_CHRONIC = 2, 4
"""Fewer migraine days that count, in episodic and in chronic migraine (RESP-8: HALO, post hoc)."""
CHRONIC_HEADACHE_DAYS, CHRONIC_MIGRAINE_DAYS = 15, 8
"""Days of the baseline window from which it is one of chronic migraine (CM-1, CM-3; unscaled, DAY-5)."""
SUSTAINED_WINDOWS = 3
"""Consecutive windows in which a sustained response is met (RESP-10: EVOLVE)."""
GOAL_WINDOWS = 3
"""Windows in a row that a goal of treatment is kept for: three months (GOAL-1, GOAL-2)."""
OPTIMAL_UNDER, MODEST_UP_TO = 4, 6
"""Days per 28 with migraine or moderate to severe headache: optimal control, modest control (GOAL-2 to GOAL-4)."""


def percent_fall(before: float, after: float) -> float:
    """The fall from `before` to `after`, percent of `before`; negative for a rise (RESP-1). `before` is not 0."""
    return 100 * (before - after) / before


def is_fall_of(before: Any, after: Any, percent: float) -> Any:
    """Whether the fall is at least so many percent, on unrounded numbers (RESP-9); never from nothing.

    Of numbers a truth, of columns a column of truths.
    """
    return (before > 0) & (percent_fall(before + (before == 0), after) >= percent - TOLERANCE)


def has_small_baseline(before: DayCount) -> bool:
    """Whether the baseline is too small for a percentage (RESP-7)."""
    return not _allows_percentage(before)


def is_surely_small(before: DayCount) -> bool:
    """Whether it is too small for a percentage whatever the days that are not known were, or no day is inside."""
    bounds = bounds_per_28(before)
    return bounds is None or bounds.highest < SMALLEST_BASELINE - TOLERANCE


def _allows_percentage(before: AnyDays) -> Any:
    rate = WINDOW_DAYS * before.observed / _at_least_one(before.told)
    return (before.told == 0) | (rate >= SMALLEST_BASELINE - TOLERANCE)


@dataclass(frozen=True)
class Bounds:
    """The fewest and the most days per 28 that a window can have had."""

    lowest: float
    highest: float


def bounds_per_28(count: DayCount) -> Bounds | None:
    """The bounds of a count over the days of the window in which a diary could be kept; None when there are none."""
    inside = count.filled + count.unfilled
    if not inside:
        return None
    return Bounds(WINDOW_DAYS * count.lowest / inside, WINDOW_DAYS * count.highest / inside)


@overload
def responder_class(before: DayCount, after: DayCount, percent: float) -> Outcome: ...
@overload
def responder_class(before: DayColumn, after: DayColumn, percent: float) -> Column: ...
def responder_class(before: AnyDays, after: AnyDays, percent: float) -> Verdict:
    """Whether the fall is at least `percent`, whatever the days that are not known were.

    NOT_COMPUTABLE when the baseline is too small for a percentage (RESP-7), and when either window has filled days but
    none tells, or no day inside. That the baseline is large enough must hold of the fewest days it can have had too:
    while the days that are not known decide that, the answer depends on them.
    """
    (fewest_before, most_before), (fewest_after, most_after) = _bounds(before), _bounds(after)
    enough = SMALLEST_BASELINE - TOLERANCE
    return verdict_of(
        is_fall_of(fewest_before, most_after, percent) & (fewest_before >= enough),
        is_fall_of(most_before, fewest_after, percent) | (fewest_before < enough),
        computable=_tells(before) & _tells(after) & _allows_percentage(before),
    )


def _bounds(days: AnyDays) -> tuple[Any, Any]:
    """The fewest and the most days per 28; 0 where no day is inside."""
    inside = _at_least_one(days.filled + days.unfilled)
    return WINDOW_DAYS * days.lowest / inside, WINDOW_DAYS * days.highest / inside


def _tells(days: AnyDays) -> Any:
    """Whether there were days inside, and one of those filled tells, where any was."""
    return (days.filled + days.unfilled > 0) & ((days.filled == 0) | (days.told > 0))


def _at_least_one(number: Any) -> Any:
    """The number to divide by, where nothing is divided by none."""
    return number + (number == 0)


def responder_classes(before: DayCount, after: DayCount) -> dict[int, Outcome]:
    """The answer for each of RESPONDER_CLASSES."""
    return {percent: responder_class(before, after, percent) for percent in RESPONDER_CLASSES}


def days_it_depends_on(before: DayCount, after: DayCount) -> int:
    """Unfilled and unknown days of the two windows, where a class depends on them (CMP-25); 0 for a robust answer."""
    if Outcome.UNDETERMINED not in responder_classes(before, after).values():
        return 0
    return sum(count.unfilled + count.unknown for count in (before, after))


@overload
def fewer_days(before: DayCount, after: DayCount, days: float) -> Outcome: ...
@overload
def fewer_days(before: DayColumn, after: DayColumn, days: float) -> Column: ...
def fewer_days(before: AnyDays, after: AnyDays, days: float) -> Verdict:
    """Whether there were at least `days` fewer per 28, whatever the days that are not known were (RESP-8)."""
    (fewest_before, most_before), (fewest_after, most_after) = _bounds(before), _bounds(after)
    return verdict_of(
        fewest_before - most_after >= days - TOLERANCE,
        most_before - fewest_after >= days - TOLERANCE,
        computable=_tells(before) & _tells(after),
    )


def absolute_response(headache_before: DayCount, migraine_before: DayCount, migraine_after: DayCount) -> Outcome:
    """Whether migraine days fell by the number that counts: 2 in episodic, 4 in chronic migraine (RESP-8).

    Which of the two the baseline was is told by that one window; where it cannot be told, both must agree.
    """
    chronic = all_of(
        headache_before.reaches(CHRONIC_HEADACHE_DAYS),
        migraine_before.reaches(CHRONIC_MIGRAINE_DAYS),
    )
    as_episodic = fewer_days(migraine_before, migraine_after, FEWER_DAYS_EPISODIC)
    as_chronic = fewer_days(migraine_before, migraine_after, FEWER_DAYS_CHRONIC)
    if chronic is Outcome.MET:
        return as_chronic
    if chronic is Outcome.NOT_MET:
        return as_episodic
    return as_chronic if as_chronic is as_episodic else Outcome.UNDETERMINED


def has_deteriorated(before: DayCount, after: DayCount, highest_fall: float) -> bool:
    """Whether there are more days than before: 2 per 28 or more, and no fall inside the interval (RESP-6).

    `highest_fall` is the upper end of the 95 % interval of the percent fall.
    """
    if before.per_28 is None or after.per_28 is None:
        return False
    return after.per_28 - before.per_28 >= DETERIORATION_DAYS - TOLERANCE and highest_fall < 0


def sustained(outcomes: Sequence[Outcome], windows: int = SUSTAINED_WINDOWS) -> Outcome:
    """Whether a class was met in so many consecutive windows (RESP-10).

    UNDETERMINED when only windows that are undetermined or not computable stand in the way; NOT_COMPUTABLE when there
    are fewer windows than that.
    """
    if len(outcomes) < windows:
        return Outcome.NOT_COMPUTABLE
    if _has_run((outcome is Outcome.MET for outcome in outcomes), windows):
        return Outcome.MET
    possible = _has_run((outcome is not Outcome.NOT_MET for outcome in outcomes), windows)
    return Outcome.UNDETERMINED if possible else Outcome.NOT_MET


def _has_run(answers: Iterable[bool], length: int) -> bool:
    run = 0
    for answer in answers:
        run = run + 1 if answer else 0
        if run == length:
            return True
    return False


class Goal(Enum):
    """Residual burden by the treatment goals of the IHS: days with migraine or moderate to severe headache a month."""

    FREEDOM = "freedom"
    OPTIMAL = "optimal"
    MODEST = "modest"
    INSUFFICIENT = "insufficient"
    UNDETERMINED = "undetermined"
    NOT_COMPUTABLE = "not_computable"


def residual_burden(count: DayCount) -> Goal:
    """The band in which the days with migraine or moderate to severe headache lie, whatever the empty days were.

    The bands are 0, under 4, 4 to 6 and over 6 days per 28, on unrounded numbers. One window is a sign, not the goal:
    that is `lasting_burden`; how well acute treatment works is not asked here. Source: Sacco 2025, doi
    10.1177/03331024251320608 (GOAL-1 to GOAL-4).
    """
    bounds = bounds_per_28(count)
    if bounds is None or not _tells(count):
        return Goal.NOT_COMPUTABLE
    best, worst = _goal(bounds.lowest), _goal(bounds.highest)
    return best if best is worst else Goal.UNDETERMINED


def lasting_burden(windows: Sequence[Goal]) -> Goal:
    """The band in which all of three months in a row lie or a better one, the worst of them: the goals ask for that.

    `windows` are those of the months in order. NOT_COMPUTABLE with fewer than three, or where one of them is. A month
    of insufficient control decides, whatever the others hold. Source: as for `residual_burden`.
    """
    if len(windows) < GOAL_WINDOWS:
        return Goal.NOT_COMPUTABLE
    last = windows[-GOAL_WINDOWS:]
    order = (Goal.INSUFFICIENT, Goal.NOT_COMPUTABLE, Goal.UNDETERMINED, Goal.MODEST, Goal.OPTIMAL, Goal.FREEDOM)
    return next(goal for goal in order if goal in last)


def _goal(days: float) -> Goal:
    if days == 0:
        return Goal.FREEDOM
    if days < OPTIMAL_UNDER - TOLERANCE:
        return Goal.OPTIMAL
    return Goal.MODEST if days <= MODEST_UP_TO + TOLERANCE else Goal.INSUFFICIENT
