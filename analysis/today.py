"""What is so today: the answer a visit begins with, as of the as-of date whatever period is shown.

What a treatment did in the window in which it was to be judged is one thing, what is left of it in the last 28 days
another, and a patient without a running preventive has frequency and overuse instead. Page, record text, list and JSON
say the same of it, because it is decided here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum
from functools import cached_property

from sqlalchemy import Connection

from analysis.basis import Basis
from analysis.counts.day_count import DayCount, WindowCounts
from analysis.criteria.medication_overuse import (
    ALL_CLASSES,
    CLASS_LIMITS,
    LIMITS_BY_KIND,
    overused_classes,
    overuses,
    possibly_overused_classes,
)
from analysis.criteria.rule import Asked
from analysis.days.classified import UNKNOWN, YES
from analysis.days.grid import DayGrid, day_grid
from analysis.days.recorded import ACUTE_CLASSES
from analysis.effect.courses.after_stopping import Course
from analysis.effect.courses.wearing_off import ToldDay, WearingOff, has_long_intervals, signs
from analysis.effect.estimate.long_run import LeftNow
from analysis.effect.finding import Effect
from analysis.episodes.episode import Episode
from analysis.episodes.unread import may_be_treated
from analysis.outcomes import Outcome
from analysis.store import Records
from analysis.summary import Summary
from analysis.windows import CRITERION_WINDOWS, WINDOW_DAYS, Window
from analysis.worklist import Line, Reasons, reasons, worklist

RECENT = timedelta(days=3 * WINDOW_DAYS)
"""How long ago the evaluated window may have ended for the evaluation still to be the answer: three windows."""


LIMITS = {limit.what: int(limit.value) for limit in CLASS_LIMITS}
"""The limits of the classes, and of several together: days of 28."""


class Subject(Enum):
    """What the answer of today speaks of first."""

    NO_MEASURE = "no_measure"
    """Days are no measure of this headache (CH-2)."""
    LOST = "lost"
    """A treatment that helped helps less now."""
    NOW = "now"
    """The last 28 days: the evaluated window ended more than three windows ago."""
    EVALUATION = "evaluation"
    """The evaluated window."""
    NOT_JUDGED = "not_judged"
    """Why the running treatment cannot be judged, and what would change it."""
    FREQUENCY = "frequency"
    """Overuse and frequency: no preventive runs."""


@dataclass(frozen=True)
class NearestLimit:
    """The class of acute medication whose days come nearest to its limit of days per 28, and those days."""

    kind: str
    days: DayCount
    limit: int

    def nearness(self) -> tuple[bool, bool, float, float]:
        """The greater, the nearer: whether the limit is reached, whether it may be, and the shares of it."""
        fewest, most = self.days.observed / self.limit, self.days.highest / self.limit
        return fewest >= 1, most >= 1, fewest, most

    def as_json(self, *, rated: bool) -> dict[str, object]:
        """The class as other programs rely on it; without a rate when not `rated` (a window in the red tier)."""
        return {"class": self.kind, "limit": self.limit, "days": self.days.as_json(rated=rated)}


@dataclass(frozen=True)
class Today:
    """The answer of today for one patient.

    `recent` counts the last windows, newest last, as of the as-of date. `effect` is that of the treatment to judge
    (`newest`), None without any. `reasons` are the groups of the nurse's list that the patient is in, most urgent
    first, `lost` the treatments whose effect is lost (`Episode.course`); none off the list. `line` is all that the
    list says of the patient, None for one who is not on it, or where lines were not asked for. `may_be_treated` tells
    that a row of treatments, or a single dose, could not be read, which may be of one that runs.
    `wearing_off` is that of the treatment between its doses, None where it has none; `since_visit` compares the last 28
    days with those before the last visit, None where that is not as long ago.
    """

    recent: Summary
    effect: Effect | None = None
    reasons: tuple[str, ...] = ()
    lost: tuple[tuple[str, date], ...] = ()
    line: Line | None = None
    wearing_off: WearingOff | None = None
    since_visit: Course | None = None
    may_be_treated: bool = False

    @property
    def latest(self) -> WindowCounts:
        """The last 28 days."""
        return self.recent.windows[-1]

    @property
    def previous(self) -> WindowCounts:
        """The 28 days before those."""
        return self.recent.windows[-2]

    @property
    def before(self) -> WindowCounts | None:
        """The 28 days before first dose of the treatment; None without one, or when its first dose is not known."""
        effect = self.effect
        if effect is None or not effect.episode.has_known_start or effect.episode.first_dose > self.recent.as_of:
            return None
        return effect.baseline.counts

    @property
    def evaluated(self) -> WindowCounts | None:
        """The window in which the treatment was to be judged, once it is over; filled well or not."""
        primary = self.effect.primary if self.effect and self.before else None
        return primary.counts if primary and primary.window.last <= self.recent.as_of else None

    @property
    def left_now(self) -> LeftNow | None:
        """What is left in the last 28 days of the fall; None unless the treatment runs and is judged."""
        if not self.is_treated or self.effect is None or self.effect.reasons:
            return None
        found = self.effect.results["headache"].long_run
        return None if found is None or found.is_rare else found.left_now

    @property
    def is_treated(self) -> bool:
        """Whether the treatment runs on the as-of date, from a first dose that is known."""
        return self.before is not None and self.runs

    @property
    def runs(self) -> bool:
        """Whether the treatment runs on the as-of date, whatever is known of its start."""
        return self.effect is not None and self.effect.episode.runs_on(self.recent.as_of)

    @cached_property
    def _asked(self) -> tuple[Asked, ...]:
        """The last three windows, which keep what several rules ask of them."""
        return tuple(map(Asked, self.recent.windows[-CRITERION_WINDOWS:]))

    @cached_property
    def overuse(self) -> Outcome:
        """Whether a class, or several together, are at their limit in each of the last three windows (MOH-10)."""
        return Outcome(int(overuses(self._asked)))

    @cached_property
    def overused(self) -> tuple[str, ...]:
        """The classes at their limit in each of the last three windows, `overusable` for several together."""
        return overused_classes(self._asked)

    @cached_property
    def nearest_limit(self) -> NearestLimit | None:
        """The class nearest to its limit in the last 28 days, of those overused, else in question, else taken.

        One that reaches its limit, or may, comes before one of which more of the limit is certainly taken.
        """
        kinds = self.overused or self._in_question or self._taken
        classes = [NearestLimit(kind, self.latest[kind], LIMITS[kind]) for kind in kinds]
        return max(classes, key=NearestLimit.nearness, default=None)

    @property
    def _in_question(self) -> list[str]:
        """The classes taken of which empty days leave the pattern open; several together where no class alone does."""
        in_question, taken = possibly_overused_classes(self._asked), self._taken
        alone = [kind for kind in in_question if kind in taken]
        return alone or [kind for kind in in_question if kind == ALL_CLASSES.what and taken]

    @property
    def _taken(self) -> list[str]:
        """The classes with a limit of their own that were taken in the last three windows."""
        windows = self.recent.windows[-CRITERION_WINDOWS:]
        return [kind for kind in LIMITS_BY_KIND if any(window[kind].observed for window in windows)]

    @property
    def subject(self) -> Subject:
        """What the answer speaks of first."""
        if self.recent.is_unmeasured:
            return Subject.NO_MEASURE
        if not self.is_treated or self.effect is None:
            return Subject.FREQUENCY
        if self.effect.episode.course in self.lost:
            return Subject.LOST
        if self.effect.reasons or self.evaluated is None:
            return Subject.NOT_JUDGED
        is_recent = self.recent.as_of - self.evaluated.window.last <= RECENT
        return Subject.EVALUATION if is_recent else Subject.NOW

    def as_json(self) -> dict[str, object]:
        """The answer as other programs rely on it (contract, `today`)."""
        nearest, left = self.nearest_limit, self.left_now
        rated = self.latest.completeness.is_rated(self.recent.settings)
        return {
            "subject": self.subject.value,
            "reasons": list(self.reasons),
            "treatment": self.effect.identity if self.effect else None,
            "is_treated": self._is_treated_json(),
            "before": self._window(self.before),
            "evaluated": self._window(self.evaluated),
            "previous": self._window(self.previous),
            "latest": self._window(self.latest),
            "left_now": left.as_json() if left else None,
            "overuse": self.overuse.code,
            "nearest_limit": nearest.as_json(rated=rated) if nearest else None,
            "wearing_off": self.wearing_off.has_signs if self.wearing_off else None,
        }

    def _is_treated_json(self) -> bool | None:
        """Whether the treatment runs; None where that could not be read."""
        if self.runs and self.effect and not self.effect.episode.has_unread_stop:
            return True
        return None if self.runs or self.may_be_treated else False

    def _window(self, counts: WindowCounts | None) -> dict[str, object] | None:
        if counts is None:
            return None
        settings = self.recent.settings
        return {
            "from": counts.window.first.isoformat(),
            "to": counts.window.last.isoformat(),
            "label": counts.window.label,
            "completeness": counts.completeness.as_json(settings),
            "headache_days": counts.json_of("headache", settings),
            "migraine_days": counts.json_of("migraine", settings),
            "acute_medication_days": counts.json_of("acute_medication", settings),
            "acute_days_by_class": {
                name: counts.json_of(name, settings) for name in ACUTE_CLASSES if name in LIMITS_BY_KIND
            },
        }


def todays(
    records: Records, recent: Mapping[str, Summary], effects: Mapping[str, Effect], *, with_lines: bool = False
) -> dict[str, Today]:
    """The answer of today for each of the patients in `recent`, whose summaries are of the last windows until as-of.

    `effects` are those of the newest treatments, by patient.
    """
    if not recent:
        return {}
    basis = records.basis(next(iter(recent.values())).as_of)
    listed = worklist(records, as_of=basis.as_of).lines if with_lines else ()
    lines = {line.patient.patient_id: line for line in listed}
    told = {one: Reasons(line.groups, line.lost) for one, line in lines.items()} or reasons(records, as_of=basis.as_of)
    running = {patient: effect.episode for patient, effect in effects.items() if effect.episode.runs_on(basis.as_of)}
    with records.connect() as connection:
        worn = between_doses(connection, running, basis)
        unread = may_be_treated(connection, basis.patients, basis.as_of)
    return {
        patient: Today(
            summary,
            effects.get(patient),
            *told.get(patient, Reasons()),
            lines.get(patient),
            wearing_off=worn.get(patient),
            may_be_treated=patient in unread,
        )
        for patient, summary in recent.items()
    }


def between_doses(connection: Connection, treated: Mapping[str, Episode], basis: Basis) -> dict[str, WearingOff | None]:
    """Of each patient whose treatment has long intervals between its doses, whether its effect lasts until the next.

    `treated` are the running treatments to judge, by patient. Cautions are not told.
    """
    asked = {patient: episode for patient, episode in treated.items() if has_long_intervals(episode)}
    if not asked:
        return {}
    span = Window(min(episode.first_dose for episode in asked.values()), basis.as_of)
    grid = day_grid(connection, span, ("headache",), basis.of(sorted(asked)))
    return {patient: signs(episode, _told(grid.of(patient), episode.first_dose)) for patient, episode in asked.items()}


def _told(grid: DayGrid, first: date) -> list[ToldDay]:
    """The days of one patient from one on."""
    start = (first - grid.period.first).days
    told = grid.kinds["headache"][0, start:].tolist()
    return [
        ToldDay(first + timedelta(days=offset), None if known == UNKNOWN else known == YES)
        for offset, known in enumerate(told)
    ]
