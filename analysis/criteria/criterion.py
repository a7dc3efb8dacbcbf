"""What a criterion is: its limits, and what a patient's diary says of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial

from analysis.counts.day_count import DayCount, WindowCounts
from analysis.outcomes import Outcome
from analysis.settings import Settings
from analysis.windows import Window

IN_A_WINDOW, ON_AVERAGE, IN_ALL = "days/28", "days/28 on average", "days in all"
"""Units of days of a kind: in each 28-day window, on average over the windows, or in all of them together."""


@dataclass(frozen=True)
class Limit:
    """A number that a rule compares with: `value` of `what`, in `unit`, with `sign` between count and number.

    For days of a kind `what` is the kind of day.
    """

    what: str
    value: float
    sign: str = "≥"
    unit: str = IN_A_WINDOW

    @property
    def is_of_days(self) -> bool:
        """Whether days of a kind are counted in windows for it."""
        return self.unit in (IN_A_WINDOW, ON_AVERAGE, IN_ALL)

    def as_json(self) -> dict[str, object]:
        """The limit as other programs rely on it."""
        return {"what": self.what, "value": self.value, "sign": self.sign, "unit": self.unit}


@dataclass(frozen=True)
class Used:
    """A count that a criterion rests on: days of one kind in one window."""

    counts: WindowCounts
    kind: str

    @property
    def window(self) -> Window:
        """The window in which they are counted."""
        return self.counts.window

    @property
    def count(self) -> DayCount:
        """How many there are."""
        return self.counts[self.kind]

    def as_json(self, settings: Settings) -> dict[str, object]:
        """The count as other programs rely on it, with its kind and window."""
        return {
            "kind": self.kind,
            "from": self.window.first.isoformat(),
            "to": self.window.last.isoformat(),
            "label": self.window.label,
            **self.counts.json_of(self.kind, settings),
        }


@dataclass(frozen=True)
class Settling:
    """What would settle an undetermined limit in one window, and whether that is enough to settle the criterion.

    `fewest`: the smallest number of days that would have to become known for the answer to be certain: of the criterion
    where `is_enough`, all other days staying as they are, else of the limit alone. `open` of the unfilled days can
    still be filled in, `missing` are locked, and on `unknown` filled days the entry does not tell.
    """

    window: Window
    kind: str
    limit: float
    fewest: int
    is_enough: bool
    open: int
    missing: int
    unknown: int

    @property
    def can_be_settled(self) -> bool:
        """Whether filling in the days that are still open can be enough."""
        return self.open >= self.fewest

    def as_json(self) -> dict[str, object]:
        """What would settle it, as other programs rely on it."""
        return {
            "kind": self.kind,
            "from": self.window.first.isoformat(),
            "to": self.window.last.isoformat(),
            "limit": self.limit,
            "fewest": self.fewest,
            "is_enough": self.is_enough,
            "open": self.open,
            "missing": self.missing,
            "unknown": self.unknown,
        }


@dataclass(frozen=True)
class Criterion:
    """What a diary says of one rule.

    `outcome` is the answer over all the windows that the rule asks for, `by_window` the answer of each window alone,
    newest last (empty for rules that do not judge by windows). `values` are codes where the answer is not yes or no,
    such as the bands a patient may lie in. `missing_days_to_settle` is empty unless the outcome is undetermined.
    `caution` is the code of a reservation that belongs beside the sentence.
    """

    rule: str
    outcome: Outcome
    limits: tuple[Limit, ...]
    counts: tuple[Used, ...]
    source: str
    certainty: str
    by_window: tuple[Outcome, ...] = ()
    missing_days_to_settle: tuple[Settling, ...] = ()
    values: tuple[str, ...] = ()
    span: tuple[int, int] | None = None
    """Fewest and most of what was counted, where that is not days of a kind: attacks."""
    parts: Mapping[str, Outcome] = field(default_factory=dict)
    """The outcome of each condition by its code, where a diary can test but some of them."""
    caution: str | None = None
    lacks: str | None = None
    """What a diary lacks for a rule that is not computable: `windows`, `fields` or `cycles`; `no_measure` where days
    are no measure of the headache."""

    @property
    def last_window(self) -> Outcome | None:
        """The answer of the newest window alone; None for rules that do not judge by windows."""
        return self.by_window[-1] if self.by_window else None

    def as_json(self, settings: Settings) -> dict[str, object]:
        """The criterion as other programs rely on it (contract, `summary --json`)."""
        return {
            "rule": self.rule,
            "outcome": self.outcome.code,
            "limit": self.limits[0].value if self.limits else None,
            "limits": [limit.as_json() for limit in self.limits],
            "counts": [used.as_json(settings) for used in self.counts],
            "by_window": [outcome.code for outcome in self.by_window],
            "last_window": self.last_window.code if self.last_window is not None else None,
            "missing_days_to_settle": [settling.as_json() for settling in self.missing_days_to_settle],
            "values": list(self.values),
            "span": list(self.span) if self.span else None,
            "parts": {code: outcome.code for code, outcome in self.parts.items()},
            "source": self.source,
            "certainty": self.certainty,
            "caution": self.caution,
            "lacks": self.lacks,
        }


Answer = Callable[[int, str, DayCount], Outcome]


def settling(windows: Sequence[WindowCounts], limits: Sequence[Limit], answer: Answer) -> tuple[Settling, ...]:
    """What would settle each limit that days of a kind may or may not reach, window by window, oldest first.

    `answer` is that of the criterion were the days of a kind others in the window at a place; settling one limit in one
    window may or may not be enough to it.
    """
    return tuple(
        _settling(window, limit, partial(answer, place, limit.what))
        for place, window in enumerate(windows)
        for limit in limits
        if limit.unit == IN_A_WINDOW and window[limit.what].reaches(limit.value) is Outcome.UNDETERMINED
    )


def _settling(window: WindowCounts, limit: Limit, answer: Callable[[DayCount], Outcome]) -> Settling:
    count = window[limit.what]
    to_reach, to_stay_below = int(limit.value - count.lowest), int(count.highest - limit.value + 1)
    ways = ((to_reach, _told(count, to_reach, to_reach)), (to_stay_below, _told(count, to_stay_below, 0)))
    enough = [days for days, known in ways if _is_certain(answer(known))]
    return Settling(
        window=window.window,
        kind=limit.what,
        limit=limit.value,
        fewest=min(enough or (to_reach, to_stay_below)),
        is_enough=bool(enough),
        open=window.completeness.open,
        missing=window.completeness.missing,
        unknown=count.unknown,
    )


def _is_certain(outcome: Outcome) -> bool:
    return outcome in (Outcome.MET, Outcome.NOT_MET)


def _told(count: DayCount, days: int, of_kind: int) -> DayCount:
    """The count when so many days more are known, `of_kind` of them of the kind."""
    unfilled = min(days, count.unfilled)
    unknown = days - unfilled
    return replace(
        count,
        observed=count.observed + of_kind,
        unfilled=count.unfilled - unfilled,
        unknown=count.unknown - unknown,
        filled=count.filled + unfilled,
    )
