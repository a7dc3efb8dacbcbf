"""The recorded treatments of many patients side by side, each with the single doses given in it.

Days are day numbers (`date.toordinal`), so that columns of them can be compared.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

import numpy as np
from sqlalchemy import Connection, Select, select

from analysis import drugs
from analysis.drugs import Drug, explained_names
from analysis.querying.columns import DayLists, Real, Texts, Whole, day_numbers, no_days, numbered, only_where, places
from analysis.querying.rows import columns_found
from analysis.querying.schema import TREATMENT_DOSES, TREATMENTS

AFTER_EVERY_DAY = date.max.toordinal() + 1


@dataclass(frozen=True, eq=False)
class Treatments:
    """A row a recorded treatment: first and last day (NaN: it goes on), and the days single doses were given in it.

    `drug` is the name as written; `substance` the catalogue's, None when it does not know the name. `interval_days` as
    recorded, else the catalogue's; it and `dose` are NaN where unknown.
    """

    patient_id: Texts
    drug: Texts
    substance: Texts
    family: Texts
    first: Whole
    last: Real
    dose: Real
    dose_unit: Texts
    interval_days: Real
    stop_reason: Texts
    given: DayLists

    @property
    def key(self) -> Texts:
        """What the treatments with one drug have in common: the substance, or the name where it is not known."""
        return same_drug(self.drug, self.substance)

    def as_known(self, as_of: date) -> Treatments:
        """The treatments as they were known at `as_of`: a later end or dose is not seen."""
        has_ended = self.last <= as_of.toordinal()
        return replace(
            self,
            last=np.where(has_ended, self.last, np.nan),
            stop_reason=only_where(has_ended, self.stop_reason),
            given=self.given.only(self.given.day <= as_of.toordinal()),
        )


def same_drug(drug: Iterable[str], substance: Iterable[str | None]) -> Texts:
    """What two ways of writing one drug have in common: the substance, or the name where it is not known."""
    return np.array([known or name.casefold() for name, known in zip(drug, substance, strict=True)], dtype=object)


def recorded_treatments(connection: Connection, patients: Sequence[str] | None = None) -> Treatments:
    """Everything recorded of the treatments of these patients (None: everyone), by first day and drug."""
    patient, drug, atc, dose, unit, interval, reason, first, last = _columns(connection, _courses(patients))
    explained = explained_names.mapping(connection)
    known = _recognised(drug, atc, explained)
    apart, usual = interval.astype(float), _of_catalogue(known, "interval_days").astype(float)
    found = Treatments(
        patient_id=patient,
        drug=drug,
        substance=_of_catalogue(known, "substance"),
        family=_of_catalogue(known, "family"),
        first=day_numbers(first).astype(np.int64),
        last=day_numbers(last),
        dose=dose.astype(float),
        dose_unit=unit,
        interval_days=np.where(np.nan_to_num(apart) == 0, usual, apart),
        stop_reason=reason,
        given=no_days(len(drug)),
    )
    return replace(found, given=_given(found, _columns(connection, _doses(patients)), explained))


def _courses(patients: Sequence[str] | None) -> Select[tuple[object, ...]]:
    of = TREATMENTS.c
    told = (of.patient_id, of.drug, of.atc, of.dose, of.dose_unit, of.interval_days, of.stop_reason)
    statement = select(*told, of.started_on, of.stopped_on).order_by(of.started_on, of.drug)
    return statement if patients is None else statement.where(of.patient_id.in_(patients))


def _doses(patients: Sequence[str] | None) -> Select[tuple[object, ...]]:
    given = TREATMENT_DOSES.c
    statement = select(given.patient_id, given.drug, given.given_on)
    return statement if patients is None else statement.where(given.patient_id.in_(patients))


def _columns(connection: Connection, statement: Select[tuple[object, ...]]) -> list[Texts]:
    return [np.array(column, dtype=object) for column in columns_found(connection, statement)]


def _recognised(drug: Iterable[str], atc: Iterable[str | None], explained: Mapping[str, str]) -> list[Drug | None]:
    """What each written name and code stands for; the catalogue is asked once for each way of writing."""
    written = list(zip(drug, atc, strict=True))
    known = {one: drugs.recognised(*one, explained) for one in set(written)}
    return [known[one] for one in written]


def _of_catalogue(known: Sequence[Drug | None], column: str) -> Texts:
    """What the catalogue has of each drug in a column; None where it does not know the drug."""
    return np.array([getattr(drug, column) if drug else None for drug in known], dtype=object)


def _given(treatments: Treatments, doses: Sequence[Texts], explained: Mapping[str, str]) -> DayLists:
    """The doses of the same drug and patient from the first day of each treatment to its last."""
    patient, drug, day = doses
    key = same_drug(drug, _of_catalogue(_recognised(drug, [None] * len(drug), explained), "substance"))
    of_dose, of_treatment = _common_groups((patient, treatments.patient_id), (key, treatments.key))
    at = np.sort(of_dose * AFTER_EVERY_DAY + day_numbers(day).astype(np.int64))
    last = np.where(np.isnan(treatments.last), AFTER_EVERY_DAY - 1, treatments.last).astype(np.int64)
    begin = np.searchsorted(at, of_treatment * AFTER_EVERY_DAY + treatments.first)
    end = np.searchsorted(at, of_treatment * AFTER_EVERY_DAY + last, side="right")
    number = np.maximum(end - begin, 0)
    return DayLists(number, at[places(begin, number)] % AFTER_EVERY_DAY)


def _common_groups(patient: tuple[Texts, Texts], key: tuple[Texts, Texts]) -> tuple[Whole, Whole]:
    """Numbers that rows of two tables share where patient and drug are the same."""
    drug = numbered(np.concatenate(key))
    group = numbered(np.concatenate(patient)) * (drug.max(initial=0) + 1) + drug
    return group[: len(patient[0])], group[len(patient[0]) :]
