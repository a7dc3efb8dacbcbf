"""Two windows, or groups of windows, of one patient compared: change, fall, interval, probability, classes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from analysis.counts.day_count import DayCount
from analysis.effect.estimate.long_run import LongRun
from analysis.effect.estimate.model import chain_model
from analysis.effect.estimate.pairs import FALLS
from analysis.effect.estimate.transitions import STATISTICS, Counts
from analysis.effect.measured import MeasuredWindow
from analysis.effect.responders import (
    RESPONDER_CLASSES,
    days_it_depends_on,
    has_deteriorated,
    has_small_baseline,
    is_fall_of,
    percent_fall,
    responder_classes,
)
from analysis.outcomes import Outcome

ROBUST = "robust"
DEPENDS = "depends_on_empty_days"


@dataclass(frozen=True)
class Group:
    """Windows of one patient that are read as one: their days added up, and the chain's counts with one rate."""

    windows: tuple[MeasuredWindow, ...]

    def count(self, kind: str) -> DayCount:
        """The days of the kind in all the windows."""
        counts = [window[kind] for window in self.windows]
        return DayCount(
            sum(count.observed for count in counts),
            sum(count.unfilled for count in counts),
            sum(count.unknown for count in counts),
            sum(count.filled for count in counts),
            sum(count.of_attacks for count in counts),
            untold=sum(count.untold for count in counts),
        )

    def chain(self, kind: str) -> Counts:
        """The chain's counts in all the windows; pairs of days over a boundary are in none."""
        total: Counts = np.sum([window.chains[kind] for window in self.windows], axis=0, dtype=np.float64)
        return total


@dataclass(frozen=True)
class Question:
    """What is to be compared, for one kind of day; `others` tell of persistence alone."""

    kind: str
    baseline: Group
    follow_up: Group
    others: tuple[MeasuredWindow, ...] = ()


@dataclass(frozen=True)
class Result:
    """What a comparison says of one kind of day.

    `change_per_28` is in days, negative for fewer; `percent_fall`, `interval_95` (lower, upper) and the keys of
    `probability` in percent, positive for improvement (RESP-1). Change, fall and classes are of the two windows as
    counted. Interval and probability are of the person's long-run level, as in `long_run`, or, where that is None, of
    the rates of the two windows. A figure that must not be told is None: no percentage from a small baseline (RESP-7),
    nothing where there were fewer than two days at baseline (STAT-14).
    """

    baseline: DayCount
    follow_up: DayCount
    change_per_28: float | None
    percent_fall: float | None
    interval_95: tuple[float, float] | None
    probability: Mapping[int, float | None]
    responder: Mapping[int, Outcome]
    depends_on_days: int
    has_deteriorated: bool = False
    long_run: LongRun | None = None

    @property
    def robustness(self) -> str:
        """Whether every responder class is the same whatever the days that are not known were (CMP-25)."""
        return DEPENDS if self.depends_on_days else ROBUST

    @property
    def estimated_class(self) -> int | None:
        """The highest class that the point estimate reaches, percent; 0 for none, None without a percentage."""
        if self.percent_fall is None or self.baseline.per_28 is None or self.follow_up.per_28 is None:
            return None
        before, after = self.baseline.per_28, self.follow_up.per_28
        return max((percent for percent in RESPONDER_CLASSES if is_fall_of(before, after, percent)), default=0)

    def as_json(self) -> dict[str, object]:
        """The result as other programs rely on it."""
        return {
            "change_per_28": self.change_per_28,
            "percent_fall": self.percent_fall,
            "interval_95": None if self.interval_95 is None else list(self.interval_95),
            "probability": {str(fall): chance for fall, chance in self.probability.items()},
            "responder": {str(percent): outcome.code for percent, outcome in self.responder.items()},
            "robustness": self.robustness,
            "depends_on_days": self.depends_on_days,
            "long_run": None if self.long_run is None else self.long_run.as_json(),
        }


def unjudged(before: DayCount, after: DayCount) -> Result:
    """The result that tells nothing: every figure None, every class not computable."""
    nothing: dict[int, float | None] = dict.fromkeys(FALLS)
    classes = dict.fromkeys(RESPONDER_CLASSES, Outcome.NOT_COMPUTABLE)
    return Result(before, after, None, None, None, nothing, classes, 0)


def compared(questions: Sequence[Question]) -> list[Result]:
    """The answer to each question, all estimated at once.

    The caller has made sure that the windows are filled well enough; both counts must have days that tell.
    """
    if not questions:
        return []
    falls = chain_model().falls(
        np.stack([question.baseline.chain(question.kind) for question in questions]),
        np.stack([question.follow_up.chain(question.kind) for question in questions]),
        _others(questions),
    )
    return [
        _result(
            question,
            (float(falls.lower[row]), float(falls.upper[row])),
            {fall: float(falls.probability[fall][row]) for fall in FALLS},
        )
        for row, question in enumerate(questions)
    ]


def _others(questions: Sequence[Question]) -> Counts:
    width = max(len(question.others) for question in questions)
    others = np.zeros((len(questions), width, len(STATISTICS)))
    for row, question in enumerate(questions):
        for place, window in enumerate(question.others):
            others[row, place] = window.chains[question.kind]
    return others


def _result(question: Question, interval: tuple[float, float], probability: dict[int, float]) -> Result:
    told = counted(question.baseline.count(question.kind), question.follow_up.count(question.kind))
    if told.change_per_28 is None:
        return told
    is_small = has_small_baseline(told.baseline)
    return replace(
        told,
        interval_95=None if is_small else interval,
        probability={fall: None if is_small and fall else chance for fall, chance in probability.items()},
        has_deteriorated=has_deteriorated(told.baseline, told.follow_up, interval[1]),
    )


def counted(before: DayCount, after: DayCount) -> Result:
    """What two counts say by themselves: change, fall and classes, without an uncertainty."""
    if before.per_28 is None or after.per_28 is None or not before.per_28:
        return unjudged(before, after)
    return replace(
        unjudged(before, after),
        change_per_28=after.per_28 - before.per_28,
        percent_fall=None if has_small_baseline(before) else percent_fall(before.per_28, after.per_28),
        responder=responder_classes(before, after),
        depends_on_days=days_it_depends_on(before, after),
    )


def with_long_run(told: Result, found: LongRun | None) -> Result:
    """The counted result with what is known of the long-run level, where there is anything to tell of."""
    if told.change_per_28 is None or found is None:
        return told
    return replace(
        told,
        interval_95=None if found.is_rare else found.interval_95,
        probability=found.told_probability,
        has_deteriorated=has_deteriorated(told.baseline, told.follow_up, found.interval_95[1]),
        long_run=found,
    )


def json_by_kind(results: Mapping[str, Result] | None) -> dict[str, object] | None:
    """The results of each kind of day as other programs rely on them; None for none."""
    return None if results is None else {f"{kind}_days": result.as_json() for kind, result in results.items()}


def rates_of(windows: Sequence[MeasuredWindow], kind: str) -> dict[str, tuple[float, float]]:
    """The 95 % interval of the rate per 28 days in each window by its label, one persistence for all of them."""
    if not windows:
        return {}
    lower, upper = chain_model().rates_per_28(np.array([[one.chains[kind] for one in windows]], dtype=np.float64))
    edges = zip(lower[0], upper[0], strict=True)
    return {one.window.label: (float(low), float(high)) for one, (low, high) in zip(windows, edges, strict=True)}


def chance_band(before: Group, others: Sequence[MeasuredWindow], kind: str) -> tuple[int, int]:
    """The fewest and most days of a full window that chance alone would bring, had nothing changed."""
    rest = np.array([[window.chains[kind] for window in others]], dtype=np.float64) if others else None
    lowest, highest = chain_model().chance_band(before.chain(kind)[None], rest)
    return int(lowest[0]), int(highest[0])
