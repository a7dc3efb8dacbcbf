"""One patient's days, one by one: the state of each and all that was entered, for the calendar and the month view."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import Enum
from functools import cache, lru_cache
from typing import Any

import numpy as np
import numpy.typing as npt
from sqlalchemy import Connection, Select, Subquery, and_, or_, select

from analysis import drugs
from analysis.basis import Basis
from analysis.days import state, states
from analysis.days.classified import UNKNOWN, days_for_parameters
from analysis.days.kept.asking import answers_of
from analysis.days.kept.entries import Answers, KeptDays
from analysis.days.kept.keeping import days_at_hand
from analysis.days.recorded import was_known
from analysis.days.state import State
from analysis.days.worst_pain import worst_pain
from analysis.drugs import explained_names
from analysis.querying.columns import day_numbers
from analysis.querying.parameters import GIVEN_PERIOD, Whose, given, is_of, parameter_for
from analysis.querying.schema import ACUTE_DOSES, DIARY
from analysis.records.declared_periods import declared_days
from analysis.records.excluded_periods import excluded_days
from analysis.records.patients import Patient
from analysis.settings import Settings
from analysis.windows import Window

Day = date
"""A name that the field `DayEntry.date` does not hide."""


class DayState(Enum):
    """What is known of a day. `open` can still be filled in, `missing` is locked; neither is headache-free."""

    MIGRAINE = "migraine"
    OTHER_HEADACHE = "other_headache"
    HEADACHE = "headache"
    """Headache, but the entry does not tell of which kind."""
    HEADACHE_FREE = "headache_free"
    OPEN = "open"
    MISSING = "missing"
    OUTSIDE = "outside"

    @property
    def is_filled(self) -> bool:
        """Whether the day has an entry that counts."""
        return self not in (DayState.OPEN, DayState.MISSING, DayState.OUTSIDE)


_RECORDED = tuple(column.name for column in DIARY.columns)
_EMPTY = {State.OPEN: DayState.OPEN, State.MISSING: DayState.MISSING, State.OUTSIDE: DayState.OUTSIDE}


@dataclass(frozen=True)
class Dose:
    """An intake of acute medication, as written, with the classes the catalogue knows for it (empty: unknown drug)."""

    drug: str
    doses: float
    taken_at: datetime | None
    helped: str | None
    classes: frozenset[str]
    counts_as_acute: bool


@dataclass(frozen=True)
class DayEntry:
    """A day of a patient: its state, and the entry where there is one.

    `fields` are the recorded columns of the diary by name, None where the patient left one empty. `locks_on` is
    the day from whose first minute an open day is locked. `retrospective`: from another diary, written after the lock.
    `excluded`: in a period that a clinician set aside, whether or not its days are counted. `counts_as_headache`
    and `counts_as_migraine`: by the definition in force, which may leave short or mild headache out; None where the
    entry does not tell, and on days that are not filled. `of_attacks`: filled because there was headache, its source
    recording attacks only. `declared`: without an entry, and headache-free because such a diary was declared complete.
    """

    date: Day
    state: DayState
    fields: dict[str, object] = field(default_factory=dict)
    doses: tuple[Dose, ...] = ()
    retrospective: bool = False
    locks_on: Day | None = None
    excluded: bool = False
    counts_as_headache: bool | None = None
    counts_as_migraine: bool | None = None
    of_attacks: bool = False
    declared: bool = False

    @property
    def worst_pain(self) -> int | None:
        """The worst pain of a headache day, 1 mild to 3 severe; None on others, and where not told (HD-2, HD-3)."""
        if self.fields.get("headache") is False:
            return None
        return worst_pain(self.fields.get("severity"), self.fields.get("intensity"))


def day_entries(connection: Connection, patient: Patient, period: Window, basis: Basis) -> list[DayEntry]:
    """Every day of `period` in order, whatever its state."""
    return entries_by_patient(connection, [patient], period, basis)[patient.patient_id]


def entries_by_patient(
    connection: Connection, patients: Sequence[Patient], period: Window, basis: Basis
) -> dict[str, list[DayEntry]]:
    """The same of each of these patients, by pseudonym, read in as many statements as of one."""
    whose = [patient.patient_id for patient in patients]
    entered = _entered(connection, whose, period, basis)
    doses = _doses(connection, whose, period, basis.as_of)
    excluded = _dates(connection, excluded_days(whose), period)
    declared = _dates(connection, declared_days(whose), period)
    return {
        patient.patient_id: _days_of(
            patient,
            _Found(
                entered.get(patient.patient_id, {}),
                doses.get(patient.patient_id, {}),
                excluded.get(patient.patient_id, frozenset()),
                declared.get(patient.patient_id, frozenset()),
            ),
            period,
            basis,
        )
        for patient in patients
    }


@dataclass(frozen=True)
class _Found:
    """What is stored of one patient's days of a period, by day."""

    entered: Mapping[date, dict[str, object]]
    doses: Mapping[date, Sequence[Dose]]
    excluded: frozenset[date]
    declared: frozenset[date]


def _days_of(patient: Patient, found: _Found, period: Window, basis: Basis) -> list[DayEntry]:
    declared = found.declared - found.entered.keys()
    days = [period.first + timedelta(days=offset) for offset in range(period.days)]
    filled = np.array([bool(found.entered[day]["filled"]) if day in found.entered else day in declared for day in days])
    enrolled, left = day_numbers([patient.enrolled_on]), day_numbers([patient.left_on])
    inside = states.inside(period, enrolled, left, basis.as_of)[0]
    if not basis.settings.count_excluded:
        inside &= np.array([day not in found.excluded for day in days])
    told = states.states(inside, filled, states.fillable(period, basis))
    return [
        _declared(day, found.doses.get(day, ()), is_excluded=day in found.excluded)
        if day in declared and known == State.FILLED
        else _entry(
            day,
            State(known),
            found.entered.get(day),
            found.doses.get(day, ()),
            basis.settings,
            is_excluded=day in found.excluded,
        )
        for day, known in zip(days, told.tolist(), strict=True)
    ]


def _declared(day: date, doses: Sequence[Dose], *, is_excluded: bool) -> DayEntry:
    """A day without an entry that was declared headache-free."""
    return DayEntry(
        day,
        DayState.HEADACHE_FREE,
        {"headache": False},
        tuple(doses),
        excluded=is_excluded,
        counts_as_headache=False,
        counts_as_migraine=False,
        declared=True,
    )


def _entry(
    day: date,
    known: State,
    row: dict[str, object] | None,
    doses: Sequence[Dose],
    settings: Settings,
    *,
    is_excluded: bool,
) -> DayEntry:
    if row is None or known is State.OUTSIDE:
        locks_on = state.locks_on(day, settings) if known is State.OPEN else None
        return DayEntry(day, _EMPTY[known], doses=tuple(doses), locks_on=locks_on, excluded=is_excluded)
    recorded = {name: row[name] for name in _RECORDED}
    is_filled = known is State.FILLED
    return DayEntry(
        day,
        _filled_state(row) if is_filled else _EMPTY[known],
        recorded,
        tuple(doses),
        retrospective=bool(row["retrospective"]),
        excluded=is_excluded,
        counts_as_headache=_truth(row["class_headache"]) if is_filled else None,
        counts_as_migraine=_truth(row["class_migraine"]) if is_filled else None,
        of_attacks=bool(row["of_attacks"]),
    )


def _truth(kind: object) -> bool | None:
    return None if kind is None else bool(kind)


def _filled_state(row: dict[str, object]) -> DayState:
    """The state by the definition in force; a headache that it does not count is still no headache-free day."""
    if not row["headache"] and not row["class_headache"]:
        return DayState.HEADACHE_FREE
    if row["class_headache"] is None or row["class_migraine"] is None:
        return DayState.HEADACHE
    return DayState.MIGRAINE if row["class_migraine"] else DayState.OTHER_HEADACHE


def _entered(
    connection: Connection, whose: Sequence[str], period: Window, basis: Basis
) -> dict[str, dict[date, dict[str, object]]]:
    """The entries of each patient, by day: every column of the diary, and the answers of `_entries`."""
    told = days_at_hand(connection, basis)
    if told is not None:
        return _off_kept(connection, told, whose, period, basis)
    statement = _entries(basis.settings, parameter_for(whose), basis.gathered)
    return _by_day(connection, statement, given(period, whose, basis.as_of))


def _by_day(
    connection: Connection, statement: Select[tuple[object, ...]], values: Mapping[str, object]
) -> dict[str, dict[date, dict[str, object]]]:
    """Each row of a statement by its columns, by patient and day."""
    found: dict[str, dict[date, dict[str, object]]] = {}
    rows = connection.execute(statement, values)
    names = tuple(rows.keys())
    for cells in rows:
        row: dict[str, Any] = dict(zip(names, cells, strict=True))
        found.setdefault(row["patient_id"], {})[row["date"]] = row
    return found


def _off_kept(
    connection: Connection, told: KeptDays, whose: Sequence[str], period: Window, basis: Basis
) -> dict[str, dict[date, dict[str, object]]]:
    """The same with the answers off what every entry says. What is not among that was not known yet."""
    written = _by_day(connection, _diary(parameter_for(whose)), given(period, whose, basis.as_of))
    answers = answers_of(connection, told, basis.settings.profile)
    found: dict[str, dict[date, dict[str, object]]] = {}
    for patient, rows in written.items():
        days, entries = told.of(patient)
        known = dict(zip(map(date.fromordinal, days.tolist()), _answers(answers, entries), strict=True))
        found[patient] = {day: row | known[day] for day, row in rows.items() if day in known}
    return found


def _answers(answers: Answers, entries: npt.NDArray[Any]) -> Iterator[dict[str, object]]:
    """What `_entries` tells of a day beside its entry, of each of these."""
    columns: dict[str, npt.NDArray[Any]] = {
        "filled": answers.filled,
        "retrospective": answers.retrospective,
        "of_attacks": answers.of_attacks,
        "class_headache": answers.kinds["headache"],
        "class_migraine": answers.kinds["migraine"],
    }
    rows = zip(*(column[entries].tolist() for column in columns.values()), strict=True)
    return (dict(zip(columns, (None if answer == UNKNOWN else answer for answer in row), strict=True)) for row in rows)


@lru_cache
def _diary(whose: Whose) -> Select[tuple[object, ...]]:
    statement: Select[tuple[object, ...]] = select(DIARY).where(
        DIARY.c.date.between(GIVEN_PERIOD.first, GIVEN_PERIOD.last)
    )
    return statement if whose is None else statement.where(is_of(DIARY.c.patient_id, whose))


@lru_cache
def _entries(settings: Settings, whose: Whose, gathered: bool) -> Select[tuple[object, ...]]:
    """Every column of the diary, with what the definition makes of the day. Built once, since that takes long."""
    days = days_for_parameters(settings, ("headache", "migraine"), whose=whose, gathered=gathered)
    statement = (
        select(
            DIARY,
            days.c.filled,
            days.c.retrospective,
            days.c.of_attacks,
            days.c.headache.label("class_headache"),
            days.c.migraine.label("class_migraine"),
        )
        .join(days, and_(days.c.patient_id == DIARY.c.patient_id, days.c.date == DIARY.c.date))
        .where(DIARY.c.date.between(GIVEN_PERIOD.first, GIVEN_PERIOD.last))
    )
    return statement if whose is None else statement.where(is_of(DIARY.c.patient_id, whose))


def _dates(connection: Connection, days: Subquery, period: Window) -> dict[str, frozenset[date]]:
    """The days of each patient that has any."""
    statement = select(days.c.patient_id, days.c.date).where(days.c.date.between(period.first, period.last))
    found: dict[str, set[date]] = {}
    for patient, day in connection.execute(statement):
        found.setdefault(patient, set()).add(day)
    return {patient: frozenset(some) for patient, some in found.items()}


def _doses(
    connection: Connection, whose: Sequence[str], period: Window, as_of: date
) -> dict[str, dict[date, list[Dose]]]:
    """The doses of each patient and day, but for those of an entry that was not known yet."""
    same_day = and_(DIARY.c.patient_id == ACUTE_DOSES.c.patient_id, DIARY.c.date == ACUTE_DOSES.c.date)
    statement = (
        select(ACUTE_DOSES)
        .outerjoin(DIARY, same_day)
        .where(is_of(ACUTE_DOSES.c.patient_id, whose), ACUTE_DOSES.c.date.between(period.first, period.last))
        .where(or_(DIARY.c.date.is_(None), was_known(as_of)))
    )
    found: dict[str, dict[date, list[Dose]]] = {}
    explained = explained_names.mapping(connection)

    @cache
    def known_of(drug: str, atc: str | None) -> tuple[frozenset[str], bool]:
        """The classes of a drug as written, and whether it counts: a diary has few names, and many doses of each."""
        known = drugs.recognised_all(drug, atc, explained)
        is_unknown = explained_names.is_unknown(drug, atc, explained)
        classes = frozenset(name for one in known for name in one.classes)
        return classes, is_unknown or any(one.counts_as_acute for one in known)

    for row in connection.execute(statement.order_by(ACUTE_DOSES.c.date, ACUTE_DOSES.c.taken_at)):
        classes, counts_as_acute = known_of(row.drug, row.atc)
        found.setdefault(row.patient_id, {}).setdefault(row.date, []).append(
            Dose(
                drug=row.drug,
                doses=1 if row.doses is None else row.doses,
                taken_at=row.taken_at,
                helped=row.helped,
                classes=classes,
                counts_as_acute=counts_as_acute,
            )
        )
    return found
