"""Who a patient is and what was done for them: treatments, single doses, visits, questionnaires, measurements."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, fields
from datetime import date
from operator import attrgetter
from typing import TYPE_CHECKING, Any, TypeVar

from sqlalchemy import Column, Connection, Select, Table, select

from analysis.querying.at_hand import at_hand, is_at_hand, named
from analysis.querying.columns import day_numbers
from analysis.querying.parameters import is_of
from analysis.querying.rows import dated_rows_of, table_of
from analysis.querying.schema import MEASUREMENTS, PATIENTS, QUESTIONNAIRES, VISITS
from analysis.records.excluded_periods import ExcludedPeriod, excluded_periods_by_patient
from analysis.records.kept import Kept, kept
from analysis.records.remarks import Remark, remarks
from analysis.records.treatments import Recorded, recorded_treatments
from analysis.records.unread import unread_scores

if TYPE_CHECKING:
    import pandas as pd

Record = TypeVar("Record")

CLUSTER, MIGRAINE = "G440", "G43"
"""How the codes of ICD-10-SE for cluster headache and for migraine begin, without their dot (SE-6)."""


def is_cluster_headache_alone(diagnosis: str | None) -> bool:
    """Whether of the codes, separated by a space, one is of cluster headache and none of migraine."""
    codes = (diagnosis or "").upper().replace(".", "").replace(",", " ").split()
    return any(code.startswith(CLUSTER) for code in codes) and not any(code.startswith(MIGRAINE) for code in codes)


JUDGING_VISITS = ("doctor", "follow_up")
"""Kinds of visit at which a treatment is evaluated (local setting)."""


@dataclass(frozen=True)
class Patient:
    """A row of `patients`."""

    patient_id: str
    enrolled_on: date
    left_on: date | None
    birth_year: int | None
    sex: str | None
    care_unit: str | None
    diagnosis: str | None
    display_name: str | None

    @property
    def has_cluster_headache_alone(self) -> bool:
        """Whether cluster headache is diagnosed and no migraine: days are no measure of it (CH-2)."""
        return is_cluster_headache_alone(self.diagnosis)


@dataclass(frozen=True)
class Visit:
    """A row of `visits`."""

    date: date
    kind: str
    channel: str | None
    planned: bool | None


@dataclass(frozen=True)
class Score:
    """A row of `questionnaires`."""

    date: date
    instrument: str
    score: float


@dataclass(frozen=True)
class Measurement:
    """A row of `measurements`."""

    date: date
    kind: str
    value: float


@dataclass(frozen=True)
class PatientFile:
    """All that is known of a patient besides the diary, each list in order of time.

    `recorded` are the treatments and doses as they were written; `episodes` tell what was on when.
    """

    patient: Patient
    recorded: Recorded
    visits: tuple[Visit, ...]
    scores: tuple[Score, ...]
    measurements: tuple[Measurement, ...]
    excluded: tuple[ExcludedPeriod, ...] = ()
    remarks: tuple[Remark, ...] = ()
    """What imports could not read or understand of the patient."""
    kept: Kept = field(default_factory=Kept)
    """What the sources of the diary record, and the periods that were declared complete."""
    unread_scores: tuple[date | None, ...] = ()
    """The days of questionnaires that could not be read, of whatever instrument; None of one whose day could not be."""

    def next_visit(self, day: date) -> Visit | None:
        """The first visit on or after this day."""
        return next((visit for visit in self.visits if visit.date >= day), None)

    def last_visit(self, day: date) -> Visit | None:
        """The last visit before this day."""
        return next((visit for visit in reversed(self.visits) if visit.date < day), None)


def patients(connection: Connection, patient_ids: Sequence[str] | None = None) -> list[Patient]:
    """These patients (None: everyone in the store), by pseudonym."""
    return at_hand(named("patients", connection, patient_ids), lambda: _patients(connection, patient_ids))


def _patients(connection: Connection, patient_ids: Sequence[str] | None) -> list[Patient]:
    statement = _rows_of(PATIENTS, Patient).order_by(PATIENTS.c.patient_id)
    if patient_ids is not None:
        statement = statement.where(is_of(PATIENTS.c.patient_id, patient_ids))
    return [Patient(*row) for row in connection.execute(statement)]


def with_cluster_headache_alone(connection: Connection, patient_ids: Sequence[str] | None = None) -> frozenset[str]:
    """Those of these patients (None: everyone) of whose headache days are no measure (CH-2)."""
    if patient_ids is not None:
        return frozenset(one.patient_id for one in patients(connection, patient_ids) if one.has_cluster_headache_alone)
    told = PATIENTS.c.diagnosis.is_not(None)
    different = connection.execute(select(PATIENTS.c.diagnosis).where(told).distinct()).scalars()
    unmeasured = {diagnosis for diagnosis in different if is_cluster_headache_alone(diagnosis)}
    if not unmeasured:
        return frozenset()
    everyone = connection.execute(select(PATIENTS.c.patient_id, PATIENTS.c.diagnosis).where(told))
    return frozenset(patient for patient, diagnosis in everyone if diagnosis in unmeasured)


def people(connection: Connection, patient_ids: Sequence[str] | None = None) -> pd.DataFrame:
    """These patients (None: everyone) side by side: a row each by pseudonym, with the columns of `Patient`.

    Days are day numbers; `left_on` is NaN for those who stay.
    """
    if patient_ids is None or not is_at_hand():
        statement = select(*(PATIENTS.c[field.name] for field in fields(Patient)))
        if patient_ids is not None:
            statement = statement.where(is_of(PATIENTS.c.patient_id, patient_ids))
        found = dated_rows_of(connection, statement, _DAYS)
    else:
        names = [field.name for field in fields(Patient)]
        found = table_of(map(attrgetter(*names), patients(connection, patient_ids)), names)
        found = found.assign(**{name: day_numbers(found[name]) for name in _DAYS})
    return found.set_index("patient_id").sort_index()


_DAYS = ("enrolled_on", "left_on")


def patient_file(connection: Connection, patient_id: str) -> PatientFile:
    """All that is known of one patient besides the diary. Raises KeyError for an unknown pseudonym."""
    return patient_files(connection, [patient_id])[patient_id]


def patient_files(connection: Connection, patient_ids: Sequence[str]) -> dict[str, PatientFile]:
    """All that is known of each of these patients besides the diary; nothing of pseudonyms that are not known."""
    recorded = recorded_treatments(connection, patient_ids)
    visits = _by_patient(connection, VISITS, Visit, VISITS.c.date, patient_ids)
    scores = scores_of(connection, patient_ids)
    measurements = _by_patient(connection, MEASUREMENTS, Measurement, MEASUREMENTS.c.date, patient_ids)
    excluded = excluded_periods_by_patient(connection, patient_ids)
    odd, sources = remarks(connection, patient_ids), kept(connection, patient_ids)
    unread = unread_scores(connection, patient_ids)
    return {
        (patient := who.patient_id): PatientFile(
            who,
            recorded.get(patient, Recorded()),
            tuple(visits.get(patient, ())),
            scores.get(patient, ()),
            tuple(measurements.get(patient, ())),
            excluded.get(patient, ()),
            odd.get(patient, ()),
            sources.get(patient, Kept()),
            tuple(unread.get(patient, ())),
        )
        for who in patients(connection, patient_ids)
    }


def scores_of(connection: Connection, patient_ids: Sequence[str] | None = None) -> dict[str, tuple[Score, ...]]:
    """The answers of these patients (None: everyone) to questionnaires, in order; nothing of those who have none."""

    def read() -> dict[str, tuple[Score, ...]]:
        found = _by_patient(connection, QUESTIONNAIRES, Score, QUESTIONNAIRES.c.date, patient_ids)
        return {patient: tuple(scores) for patient, scores in found.items()}

    return at_hand(named("questionnaires", connection, patient_ids), read)


def _by_patient(
    connection: Connection, table: Table, record: type[Record], order: Column[Any], patient_ids: Sequence[str] | None
) -> dict[str, list[Record]]:
    """The rows of these patients (None: everyone) as records, in order, by patient; nothing of those who have none."""
    whose = table.c.patient_id
    statement = _rows_of(table, record).add_columns(whose).order_by(order)
    if patient_ids is not None:
        statement = statement.where(is_of(whose, patient_ids))
    make: Callable[..., Record] = record
    found: dict[str, list[Record]] = {}
    for *cells, patient in connection.execute(statement):
        found.setdefault(patient, []).append(make(*cells))
    return found


def _rows_of(table: Table, record: type[Record]) -> Select[tuple[Any, ...]]:
    """The columns of a table that are named as the record's fields."""
    return select(*(table.c[field.name] for field in fields(record)))  # type: ignore[arg-type]
