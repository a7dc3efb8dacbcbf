"""How each stretch of a drug follows the one before it: carries it on, restarts it after a pause, steps its dose.

Once a stretch that goes on has begun, an episode has no end until the dose is stepped: stretches of the same dose carry
it on, whatever their days. Before that each stretch sets the end anew. So what follows what is told by columns, for
every drug of every patient at once.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from analysis.episodes.pauses import pause_days
from analysis.episodes.stretches import Stretches, stretches
from analysis.querying.columns import Real, Truths, Whole, is_as_before, numbered, row_before
from analysis.records.treatments import Treatments


@dataclass(frozen=True, eq=False)
class Succession:
    """The stretches of each drug of each patient in order of time, one drug's after the other's.

    `place` is that of the stretch among all of them by patient, first day and drug; `last` the last day of its episode
    as it is once this stretch is known and none after it (NaN: it goes on). A stretch that neither opens a drug, nor
    restarts, nor steps it, carries the episode before it on.
    """

    stretches: Stretches
    place: Whole
    last: Real
    opens: Truths
    is_restart: Truths
    is_step: Truths

    @property
    def begins(self) -> Truths:
        """Whether an episode begins with the stretch."""
        return self.opens | self.is_restart | self.is_step

    @cached_property
    def episode(self) -> Whole:
        """The number of the episode of each stretch."""
        return np.cumsum(self.begins) - 1

    @cached_property
    def beginning(self) -> Whole:
        """The stretch with which each episode begins."""
        return np.flatnonzero(self.begins)


def succession(treatments: Treatments) -> Succession:
    """The stretches of these treatments, and how they follow each other."""
    by_time = stretches(treatments)
    patient, key = numbered(treatments.patient_id), numbered(treatments.key)
    group = (patient * (key.max(initial=0) + 1) + key)[by_time.treatment]
    place = np.argsort(group, kind="stable")
    found = by_time.of(place)
    opens = ~is_as_before(group[place])
    opens[:1] = True
    same_dose = ~opens & _has_dose_of_before(treatments, found.treatment)
    last = np.where(_any_since(np.isnan(found.last), ~same_dose), np.nan, found.last)
    pause = pause_days(treatments.interval_days)[found.treatment]
    is_restart = ~opens & (found.first - row_before(last) - 1 >= row_before(pause))
    return Succession(found, place, last, opens, is_restart, ~(opens | is_restart | same_dose))


def _has_dose_of_before(treatments: Treatments, row: Whole) -> Truths:
    dose, unit, interval = treatments.dose[row], treatments.dose_unit[row], treatments.interval_days[row]
    return is_as_before(dose) & is_as_before(unit) & is_as_before(interval)


def _any_since(condition: Truths, begins: Truths) -> Truths:
    """Whether the condition held in any row since the last that begins something, that one and this one included."""
    number = np.cumsum(condition)
    began = np.maximum.accumulate(np.where(begins, np.arange(len(begins)), 0))
    return number > (number - condition)[began]
