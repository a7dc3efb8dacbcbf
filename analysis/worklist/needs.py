"""What will soon be judged, the days of diary that it needs, and whether they will be there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from analysis.counts import Completeness
from analysis.settings import Settings
from analysis.windows import WINDOW_DAYS, Window
from analysis.worklist.treated import Treated

VISIT, EVALUATION, START = "visit", "evaluation", "start"
"""What needs a window: a booked visit, the evaluation of a treatment, the start of a planned one (its baseline)."""


@dataclass(frozen=True)
class Need:
    """A window of 28 days that will be judged on the day `on`, or was to be.

    `ahead` are its days after the as-of date; `completeness` counts those until then. `required` filled days make it
    judgeable (CMP-21).
    """

    what: str
    on: date
    window: Window
    completeness: Completeness
    ahead: int
    required: int

    @property
    def is_at_risk(self) -> bool:
        """Whether it will not be judgeable if the diary goes on as in the days of the window so far.

        Open days count as empty, as they will be unless somebody reminds. Days outside the diary count as empty too.
        """
        passed = WINDOW_DAYS - self.ahead
        return self.completeness.filled * WINDOW_DAYS < self.required * passed

    @property
    def lacking(self) -> int:
        """How many more filled days it needs."""
        return max(0, self.required - self.completeness.filled)

    @property
    def possible(self) -> int:
        """How many more of its days can still be filled in: the open ones, and those ahead."""
        return self.completeness.open + self.ahead

    @property
    def savable(self) -> bool:
        """Whether it can still become judgeable."""
        return self.possible >= self.lacking

    def as_json(self) -> dict[str, object]:
        """The need as other programs rely on it."""
        return {
            "what": self.what,
            "on": self.on.isoformat(),
            "from": self.window.first.isoformat(),
            "to": self.window.last.isoformat(),
            "filled": self.completeness.filled,
            "lacking": self.lacking,
            "possible": self.possible,
        }


def visit_need(visit: date, completeness: Completeness, as_of: date, settings: Settings) -> Need:
    """What a booked visit needs: the 28 days that end on its day. `completeness` is that of the days until as-of."""
    window = Window(visit - timedelta(days=WINDOW_DAYS - 1), visit, VISIT)
    return Need(VISIT, visit, window, completeness, (visit - as_of).days, settings.orange)


def is_visit_soon(visit: date, as_of: date, settings: Settings) -> bool:
    """Whether a booked visit is so near that the diary before it is looked after."""
    return 0 <= (visit - as_of).days <= settings.visit_soon_days


def evaluation_due_on(effect: Treated, judging_visits: Sequence[date]) -> date | None:
    """The last day of the window in which a treatment is judged, unless a visit on it or later has been since.

    None for a treatment that is planned, or that ended before then.
    """
    end = effect.episode.primary_window.last
    if effect.episode.first_dose > effect.as_of or not effect.episode.covers(end):
        return None
    return None if any(end <= day <= effect.as_of for day in judging_visits) else end


def is_evaluation_due(due_on: date, as_of: date, settings: Settings) -> bool:
    """Whether an evaluation is near, or its day has passed so lately that it still waits to be made."""
    return -settings.evaluation_soon_days <= (as_of - due_on).days <= settings.evaluation_waits_days


def needs_of_effect(effect: Treated, due_on: date | None) -> Iterator[Need]:
    """The windows that a treatment needs soon: baseline of one that begins soon, both windows of one to be judged."""
    settings, as_of = effect.settings, effect.as_of
    first_dose = effect.episode.first_dose
    if 0 < (first_dose - as_of).days <= settings.evaluation_soon_days:
        yield _need(START, first_dose, effect.baseline.window, effect.baseline.completeness, effect)
    if due_on is None or effect.primary is None or not is_evaluation_due(due_on, as_of, settings):
        return
    for window in (effect.primary, effect.baseline):
        yield _need(EVALUATION, due_on, window.window, window.completeness, effect)


def _need(what: str, on: date, window: Window, completeness: Completeness, effect: Treated) -> Need:
    ahead = min(WINDOW_DAYS, max(0, (window.last - effect.as_of).days))
    return Need(what, on, window, completeness, ahead, effect.settings.orange)
