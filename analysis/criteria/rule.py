"""A published rule: its id, where it is worked out or why it is not, its limits, its source and how certain it is.

Every rule stands once in `criteria.RULES`, from which the methods page is made. The grades of certainty are V verified
in a copy of the source, W well known with a percentage, U uncertain, D derived by arithmetic, P a setting of this
project, FAQ the clinic's own words; U is always shown as uncertain.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import add
from typing import Any, Protocol

import numpy as np

from analysis.counts.day_count import DayColumn, DayCount, WindowCounts
from analysis.criteria.criterion import Criterion, Limit, Used, settling
from analysis.outcomes import Outcome, Verdict, all_of, none_of, outcome_of
from analysis.windows import CRITERION_WINDOWS

LOCAL_SETTING = "local_setting"
"""Source of a rule of this project: defensible, but not from literature."""
DERIVED = "derived"
"""Source of a rule that follows by arithmetic."""
CLINIC_RULE = "clinic_rule"
"""Source of a rule that the clinic told its patients."""
WELL_KNOWN = "well_known"
"""Source of a rule that is general knowledge among headache clinicians; no single publication is cited."""
OWN_SOURCES = (LOCAL_SETTING, DERIVED, CLINIC_RULE, WELL_KNOWN)
"""What stands in place of a key of `references`."""


@dataclass(frozen=True)
class Rule:
    """A rule that is listed.

    `where` names the module that works it out, empty when none can; `reason` then says why not, as a code.
    `test` is the file that tests it. `caution` is the code of a reservation shown beside its outcome.
    """

    id: str
    source: str
    certainty: str
    where: str = ""
    test: str = ""
    limits: tuple[Limit, ...] = ()
    caution: str | None = None
    reason: str | None = None

    @property
    def is_uncertain(self) -> bool:
        """Whether the grade says that nobody has checked the primary source (U)."""
        return "U" in self.certainty


class Windowed(Protocol):
    """One window of one patient (`WindowCounts`) or of many (`WindowColumns`)."""

    def __getitem__(self, kind: str) -> DayCount | DayColumn: ...

    @property
    def outside(self) -> Any:
        """Days of the window on which there was no diary."""


class Asked:
    """A window that keeps its counts and its answers: many rules ask the same of it."""

    def __init__(self, window: Windowed) -> None:
        self.outside = window.outside
        self._window = window
        self._counts: dict[str, DayCount | DayColumn] = {}
        self._answers: dict[tuple[object, ...], Verdict] = {}

    def __getitem__(self, kind: str) -> DayCount | DayColumn:
        if kind not in self._counts:
            self._counts[kind] = self._window[kind]
        return self._counts[kind]

    def answer(self, question: Callable[..., Verdict], *about: str | float) -> Verdict:
        """The answer of `question(window, *about)`; what is asked about one kind of day names the kind first."""
        asked = (question, *about)
        if asked not in self._answers:
            self._answers[asked] = question(self, *about)
        return self._answers[asked]

    def were(self, kind: str, count: DayCount) -> Asked:
        """The window were the days of one kind others; what was answered about other kinds stands."""
        other = Asked(self)
        other._counts[kind] = count
        other._answers = {asked: found for asked, found in self._answers.items() if asked[1:] and asked[1] != kind}
        return other


def ask(window: Windowed, question: Callable[..., Verdict], *about: str | float) -> Verdict:
    """The answer to a question about a window, out of what it keeps if it is `Asked`."""
    return window.answer(question, *about) if isinstance(window, Asked) else question(window, *about)


@dataclass(frozen=True)
class WindowRule(Rule):
    """A rule that is judged from the days counted in 28-day windows, alike for one patient and for a column of them.

    `verdict` answers for any number of consecutive windows; the rule asks for the last `windows` of them.
    """

    verdict: Callable[[Sequence[Windowed]], Verdict] = lambda _: Outcome.NOT_COMPUTABLE
    windows: int = CRITERION_WINDOWS
    named: Callable[[Sequence[Windowed]], tuple[str, ...]] = lambda _: ()
    """Codes that the sentence of one patient names: drug classes, bands."""
    settled_by: tuple[Limit, ...] = ()
    """Limits that may keep the outcome open besides the rule's own."""
    beside: tuple[str, ...] = ()
    """Kinds of day whose counts are told beside those of the limits, since they are in them (DAY-2b)."""

    def over(self, windows: Sequence[Windowed]) -> Verdict:
        """The verdict over the last windows that the rule asks for; not computable when there are fewer."""
        if len(windows) < self.windows:
            return Outcome.NOT_COMPUTABLE
        return self.verdict(windows[-self.windows :])

    def of(self, windows: Sequence[WindowCounts], asked: Sequence[Asked] = ()) -> Criterion:
        """What the windows of one patient say of the rule, newest last; `asked` are the same, asked by other rules."""
        last = tuple(windows[-self.windows :])
        asked = tuple(asked[-self.windows :]) or tuple(Asked(window) for window in last)
        outcome = outcome_of(self.over(asked))

        def were(place: int, kind: str, count: DayCount) -> Outcome:
            others = (*asked[:place], asked[place].were(kind, count), *asked[place + 1 :])
            return outcome_of(self.verdict(others))

        return Criterion(
            rule=self.id,
            outcome=outcome,
            limits=self.limits,
            counts=tuple(
                Used(window, kind)
                for kind in dict.fromkeys((*(one.what for one in self.limits if one.is_of_days), *self.beside))
                for window in last
            ),
            source=self.source,
            certainty=self.certainty,
            by_window=tuple(outcome_of(self.verdict([window])) for window in asked),
            missing_days_to_settle=settling(last, (*self.limits, *self.settled_by), were)
            if outcome is Outcome.UNDETERMINED
            else (),
            values=self.named(asked) if len(last) == self.windows else (),
            caution=self.caution,
            lacks=self._lacks(last) if outcome is Outcome.NOT_COMPUTABLE else None,
        )

    def _lacks(self, windows: Sequence[WindowCounts]) -> str:
        is_covered = len(windows) == self.windows and not any(window.outside for window in windows)
        return "fields" if is_covered else "windows"


def reach(window: Windowed, kind: str, limit: float) -> Verdict:
    """Whether the days of a kind in a window reach a limit (TRI-1, DAY-5).

    Where a part of the window lies outside the diary the limit may still be reached; that it is not reached cannot be
    told unless even all days outside would not be enough. It is then not computable, never not met.
    """
    return ask(window, _reaches, kind, limit)


def reach_together(windows: Sequence[Windowed], kind: str, limit: float) -> Verdict:
    """Whether the days of a kind in all windows together reach a limit, as `reach` has it for one."""
    counts: list[Any] = [window[kind] for window in windows]
    return _reach(reduce(add, counts), sum(window.outside for window in windows), limit)


def _reaches(window: Windowed, kind: str, limit: float) -> Verdict:
    return _reach(window[kind], window.outside, limit)


def _reach(count: DayCount | DayColumn, outside: Any, limit: float) -> Verdict:
    verdict = count.reaches(limit)
    untold = (verdict == Outcome.NOT_MET) & (count.highest + outside >= limit)
    if isinstance(verdict, np.ndarray):
        return np.where(untold, Outcome.NOT_COMPUTABLE, verdict)
    return Outcome.NOT_COMPUTABLE if untold else verdict


def in_each(limit: Limit) -> Callable[[Sequence[Windowed]], Verdict]:
    """The verdict whether a limit is reached in every window."""
    return lambda windows: all_of(*(reach(window, limit.what, limit.value) for window in windows))


def below_in_each(limit: Limit) -> Callable[[Sequence[Windowed]], Verdict]:
    """The verdict whether the days stay below a limit in every window."""
    return lambda windows: none_of(*(reach(window, limit.what, limit.value) for window in windows))


def both(*verdicts: Callable[[Sequence[Windowed]], Verdict]) -> Callable[[Sequence[Windowed]], Verdict]:
    """The verdict whether all of several hold."""
    return lambda windows: all_of(*(verdict(windows) for verdict in verdicts))
