"""What is recorded of preventive treatments: the rows of treatments, and the single doses that were given."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from itertools import groupby
from typing import TypeVar

from sqlalchemy import Connection, Select, select

from analysis import drugs
from analysis.drugs import Drug, explained_names
from analysis.drugs.amounts import Amount, amount
from analysis.querying.at_hand import at_hand, named
from analysis.querying.parameters import is_of
from analysis.querying.schema import TREATMENT_DOSES, TREATMENTS
from analysis.records.unread import rejected_treatments, unread_doses, unread_ends
from analysis.windows import Window

DAY, MONTH, UNKNOWN = "day", "month", "unknown"
"""How much of a start is known: of the month, its first day stands for it; of nothing, the first day of all dates."""

Row = TypeVar("Row")


@dataclass(frozen=True)
class Treatment:
    """A row of `treatments`: a preventive with one dose, from its first day to its last.

    `drug` is the name as written; `substance` the catalogue's, None when it does not know the name. `stopped_on` None:
    it goes on. `interval_days` are those recorded, `usual_interval_days` the catalogue's. `start_known` is DAY, MONTH
    or UNKNOWN.
    """

    drug: str
    substance: str | None
    family: str | None
    started_on: date
    stopped_on: date | None
    dose: float | None
    dose_unit: str | None
    interval_days: int | None
    stop_reason: str | None
    usual_interval_days: int | None = None
    start_known: str = DAY

    @property
    def key(self) -> str:
        """What the treatments with one drug have in common: the substance, or the name where it is not known."""
        return self.substance or self.drug.casefold()

    @cached_property
    def amount(self) -> Amount | None:
        """The dose however it was written; None where it is not known."""
        return amount(self.dose, self.dose_unit)

    def as_known(self, as_of: date) -> Treatment:
        """The treatment as it was known at `as_of`: a later end is not seen."""
        if self.stopped_on is None or self.stopped_on <= as_of:
            return self
        return replace(self, stopped_on=None, stop_reason=None)


@dataclass(frozen=True)
class GivenDose:
    """A row of `treatment_doses`: an injection, infusion or other single dose; None where the dose is not known.

    `is_unknown` tells that nobody knows what its name stands for: it may be the drug of any treatment.
    """

    drug: str
    substance: str | None
    family: str | None
    given_on: date
    dose: float | None = None
    dose_unit: str | None = None
    usual_interval_days: int | None = None
    is_unknown: bool = False

    @property
    def key(self) -> str:
        """As `Treatment.key`."""
        return self.substance or self.drug.casefold()

    @cached_property
    def amount(self) -> Amount | None:
        """As `Treatment.amount`."""
        return amount(self.dose, self.dose_unit)


@dataclass(frozen=True)
class Recorded:
    """All that is recorded of the preventives of one patient: rows of treatments, and single doses, in any order.

    `unread_doses` are the days of doses of which more is not known, neither the drug; None of one whose day is not.
    `unread_ends` are the days on which treatments began whose end could not be read, `rejected` tell when those ran
    whose drug could not be.
    """

    treatments: tuple[Treatment, ...] = ()
    doses: tuple[GivenDose, ...] = ()
    unread_doses: tuple[date | None, ...] = ()
    unread_ends: tuple[date, ...] = ()
    rejected: tuple[Window, ...] = ()

    def as_known(self, as_of: date, *, with_planned_ends: bool = False) -> Recorded:
        """What was known at `as_of`: later doses are not seen, nor later ends unless as plans; later starts are."""
        return replace(
            self,
            treatments=self.treatments if with_planned_ends else tuple(one.as_known(as_of) for one in self.treatments),
            doses=tuple(one for one in self.doses if one.given_on <= as_of),
            unread_doses=tuple(day for day in self.unread_doses if day is None or day <= as_of),
        )


def recorded_treatments(connection: Connection, patients: Sequence[str] | None = None) -> dict[str, Recorded]:
    """Everything recorded of the preventives of each of these patients (None: everyone) who has any, by pseudonym."""
    return at_hand(named("treatments", connection, patients), lambda: _recorded(connection, patients))


def _recorded(connection: Connection, patients: Sequence[str] | None) -> dict[str, Recorded]:
    recognised = _Recognition(explained_names.mapping(connection))
    treatments = _by_patient(connection, _rows(patients), recognised.treatment)
    doses = _by_patient(connection, _doses(patients), recognised.dose)
    unread, ends = unread_doses(connection, patients), unread_ends(connection, patients)
    rejected = rejected_treatments(connection, patients)
    return {
        patient: Recorded(
            treatments.get(patient, ()),
            doses.get(patient, ()),
            tuple(unread.get(patient, ())),
            tuple(ends.get(patient, ())),
            tuple(rejected.get(patient, ())),
        )
        for patient in sorted({*treatments, *doses})
    }


def _rows(patients: Sequence[str] | None) -> Select[tuple[object, ...]]:
    of = TREATMENTS.c
    told = (of.drug, of.atc, of.started_on, of.start_known, of.stopped_on)
    how = (of.dose, of.dose_unit, of.interval_days, of.stop_reason)
    statement = select(of.patient_id, *told, *how).order_by(of.patient_id, of.started_on, of.drug)
    return statement if patients is None else statement.where(is_of(of.patient_id, patients))


def _doses(patients: Sequence[str] | None) -> Select[tuple[object, ...]]:
    of = TREATMENT_DOSES.c
    statement = select(of.patient_id, of.drug, of.given_on, of.dose, of.dose_unit)
    statement = statement.order_by(of.patient_id, of.given_on, of.drug)
    return statement if patients is None else statement.where(is_of(of.patient_id, patients))


def _by_patient(
    connection: Connection, statement: Select[tuple[object, ...]], read: Callable[..., Row]
) -> dict[str, tuple[Row, ...]]:
    rows = connection.execute(statement).all()
    return {patient: tuple(read(*row[1:]) for row in some) for patient, some in groupby(rows, key=lambda row: row[0])}


class _Recognition:
    """What each written name and code stands for; the catalogue is asked once for each way of writing."""

    def __init__(self, explained: Mapping[str, str]) -> None:
        self._explained = explained
        self._known: dict[tuple[str, str | None], Drug | None] = {}

    def _drug(self, name: str, atc: str | None) -> Drug | None:
        if (name, atc) not in self._known:
            self._known[name, atc] = drugs.recognised(name, atc, self._explained)
        return self._known[name, atc]

    def treatment(
        self,
        name: str,
        atc: str | None,
        started_on: date,
        start_known: str | None,
        stopped_on: date | None,
        dose: float | None,
        dose_unit: str | None,
        interval_days: int | None,
        stop_reason: str | None,
    ) -> Treatment:
        """A row of `treatments` as Treatment."""
        drug = self._drug(name, atc)
        return Treatment(
            drug=name,
            substance=drug.substance if drug else None,
            family=drug.family if drug else None,
            started_on=started_on,
            stopped_on=stopped_on,
            dose=dose,
            dose_unit=dose_unit,
            interval_days=interval_days or None,
            stop_reason=stop_reason,
            usual_interval_days=drug.interval_days if drug else None,
            start_known=start_known or DAY,
        )

    def dose(self, name: str, given_on: date, dose: float | None, dose_unit: str | None) -> GivenDose:
        """A row of `treatment_doses` as GivenDose."""
        drug = self._drug(name, None)
        return GivenDose(
            drug=name,
            substance=drug.substance if drug else None,
            family=drug.family if drug else None,
            given_on=given_on,
            dose=dose,
            dose_unit=dose_unit,
            usual_interval_days=drug.interval_days if drug else None,
            is_unknown=drug is None and explained_names.is_unknown(name, None, self._explained),
        )
