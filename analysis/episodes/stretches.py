"""Stretches of treatment without a pause: a recorded treatment, cut where a dose was left out entirely."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from analysis.episodes.pauses import dosing_interval, pause_days
from analysis.querying.columns import DayLists, Real, Truths, Whole, numbered, row_before
from analysis.records.treatments import Treatments


@dataclass(frozen=True, eq=False)
class Stretches:
    """A row a stretch: the row of its treatment, first and last day (NaN: it goes on), the days doses were given.

    `ends_treatment` tells that it ends as the treatment was recorded to end, not for a dose left out.
    """

    treatment: Whole
    first: Whole
    last: Real
    ends_treatment: Truths
    given: DayLists

    def of(self, rows: Whole) -> Stretches:
        """These rows, in their order."""
        return Stretches(
            self.treatment[rows], self.first[rows], self.last[rows], self.ends_treatment[rows], self.given.of(rows)
        )


def stretches(treatments: Treatments) -> Stretches:
    """The stretches of all treatments by patient, first day and drug; of one day and drug, as the treatments come."""
    found = _unbroken(treatments)
    patient, drug = numbered(treatments.patient_id), numbered(treatments.drug)
    return found.of(np.lexsort((drug[found.treatment], found.first, patient[found.treatment])))


def _unbroken(treatments: Treatments) -> Stretches:
    begins = _begins_a_run(treatments)
    runs = np.bincount(treatments.given.row[begins], minlength=len(treatments.first))
    treatment = np.repeat(np.arange(len(runs)), np.maximum(runs, 1))
    is_first, is_last = _ends_of_ranges(np.maximum(runs, 1))
    given, first_dose, last_dose = _runs(treatments.given, begins, treatment)
    started, stopped = treatments.first[treatment], treatments.last[treatment]
    interval, pause = (days(treatments.interval_days)[treatment] for days in (dosing_interval, pause_days))
    # Where doses began to be recorded long after the treatment did, it began without them.
    is_told_by_dose = ~np.isnan(first_dose) & ~(is_first & (first_dose - started >= pause))
    return Stretches(
        treatment=treatment,
        first=np.where(is_told_by_dose, first_dose, started).astype(np.int64),
        last=np.where(is_last, stopped, last_dose + interval - 1),
        ends_treatment=is_last,
        given=given,
    )


def _runs(given: DayLists, begins: Truths, treatment: Whole) -> tuple[DayLists, Real, Real]:
    """The doses of each stretch, and the first and the last of them, NaN where its treatment has none."""
    with_doses = np.flatnonzero(given.number[treatment] > 0)
    number = np.bincount(with_doses[np.cumsum(begins) - 1], minlength=len(treatment))
    first, last = np.full(len(treatment), np.nan), np.full(len(treatment), np.nan)
    first[with_doses], last[with_doses] = given.day[begins], given.day[np.roll(begins, -1)]
    return DayLists(number, given.day), first, last


def _begins_a_run(treatments: Treatments) -> Truths:
    """Whether each dose is the first of its treatment, or comes after one that was left out entirely."""
    given = treatments.given
    interval, pause = dosing_interval(treatments.interval_days), pause_days(treatments.interval_days)
    begins: Truths = (given.day - row_before(given.day) - interval[given.row]) >= pause[given.row]
    begins[(np.cumsum(given.number) - given.number)[given.number > 0]] = True
    return begins


def _ends_of_ranges(number: Whole) -> tuple[Truths, Truths]:
    """Of ranges one after the other, whether each place is the first, and the last, of its range."""
    is_first, is_last = np.zeros(number.sum(), bool), np.zeros(number.sum(), bool)
    end = np.cumsum(number)
    is_first[end - number], is_last[end - 1] = True, True
    return is_first, is_last
