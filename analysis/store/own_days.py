"""A day that a patient fills in here: checked where it is written, and each version kept with when it was.

A day is the patient's own from enrolment to leaving, and from its first minute until it locks, by the clock of the
machine that keeps the store: an answer counts from when it arrived. What was answered before stays as a version beside
the diary, which holds the newest alone. A question that was skipped is unknown, never no.
"""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Table, and_, delete, func, insert, select, update

from analysis import diary
from analysis.basis import Basis
from analysis.days.state import BEFORE_ENROLMENT, last_fillable, oldest_fillable, side_outside
from analysis.diary import Kind
from analysis.errors import EntryRefused
from analysis.querying.schema import (
    ACUTE_DOSES,
    CLINIC_SOURCE,
    DAY_VERSIONS,
    DIARY,
    PATIENTS,
    REMARKS,
    WRITTEN_HERE,
)
from analysis.settings import Settings

Answer = bool | int | float | str
NOT_ASKED = frozenset(("patient_id", "date", "headache", "recorded_at", "source", "doses_recorded", "attacks_only"))
"""Columns of the diary that are no question about a day: keys, the first question, and where the entry comes from."""
OF_HEADACHE = frozenset(
    column.name for column in diary.DIARY if column.name not in NOT_ASKED | {"note", "menstruation"}
)
"""The questions that only a day with headache has."""
LONGEST_TEXT = 10_000
"""Characters that a note or a drug's name may have."""
MOST_INTAKES = 50
"""Of one day, each with a name of its own."""
LINE_ENDS = "\n\r\t"
"""The control characters that a note may hold."""
Which = Callable[[Table, str, date], Sequence[ColumnElement[bool]]]
"""Which rows of a patient are meant, by a day."""


@dataclass(frozen=True)
class Intake:
    """Something taken against headache: its name as chosen or written, how many doses, and whether it helped.

    `helped` is yes, partly, no, or None where the patient did not say.
    """

    drug: str
    doses: float = 1.0
    helped: str | None = None


@dataclass(frozen=True)
class OwnDay:
    """What a patient tells of a day. `answers` are by column of the diary; one that is not there is unknown.

    `intakes` is None where the patient did not say whether anything was taken, and empty where nothing was.
    """

    patient_id: str
    date: date
    headache: bool
    answers: Mapping[str, Answer] = field(default_factory=dict)
    intakes: tuple[Intake, ...] | None = None

    def __post_init__(self) -> None:
        if self.intakes is not None:
            in_order = tuple(sorted(self.intakes, key=lambda one: (one.drug, one.doses, one.helped or "")))
            object.__setattr__(self, "intakes", in_order)


@dataclass(frozen=True)
class Version:
    """One version of a day, and when it was written; `batch` is the import that had brought it, 0 for the patient."""

    day: OwnDay
    written_at: datetime | None
    batch: int = WRITTEN_HERE

    def is_the_same(self, day: OwnDay) -> bool:
        """Whether the patient wrote just this here."""
        return self.batch == WRITTEN_HERE and self.day == day


def fill_in(connection: Connection, day: OwnDay, arrived: datetime, settings: Settings) -> bool:
    """Whether the day says something new, which is then written; `arrived` is the clinic's wall clock.

    Raises EntryRefused for a day that is locked, has not come, or lies outside the patient's time here, and for an
    answer that a diary cannot hold.
    """
    refuse_impossible(day)
    refuse_outside(connection, day, arrived.date(), settings)
    before = newest_version(connection, day.patient_id, day.date)
    if before is not None and before.is_the_same(day):
        return False
    if before is not None and before.batch != WRITTEN_HERE:
        _keep(connection, before)
    written_at = _later(arrived, before)
    _keep(connection, Version(day, written_at))
    _replace(connection, day, written_at)
    return True


def _later(arrived: datetime, before: Version | None) -> datetime:
    """When the answer counts as written: also where the clock went back an hour, the later one is the later one."""
    if before is None or before.batch != WRITTEN_HERE or before.written_at is None:
        return arrived
    return max(arrived, before.written_at)


def refuse_outside(connection: Connection, day: OwnDay, today: date, settings: Settings) -> None:
    """Raises EntryRefused where the patient cannot fill in the day today."""
    person = connection.execute(
        select(PATIENTS.c.enrolled_on, PATIENTS.c.left_on).where(PATIENTS.c.patient_id == day.patient_id)
    ).one()
    side = side_outside(day.date, person.enrolled_on, person.left_on)
    if side:
        when = "before the enrolment" if side == BEFORE_ENROLMENT else "after the patient left"
        raise EntryRefused(f"The day lies {when}.", side, day.date)
    if day.date > today:
        raise EntryRefused("The day has not come yet.", "future", day.date)
    if day.date < oldest_fillable(Basis(today, settings)):
        last = last_fillable(day.date, settings)
        raise EntryRefused(f"The day could be filled in through {last}.", "locked", day.date, last)


def refuse_impossible(day: OwnDay) -> None:
    """Raises EntryRefused for an answer to what is not asked, or that its column of the diary cannot hold."""
    asked = {column.name: column for column in diary.DIARY if column.name not in NOT_ASKED}
    for name, answer in day.answers.items():
        if name not in asked or (name in OF_HEADACHE and not day.headache) or not _may_hold(asked[name], answer):
            raise EntryRefused(f"The answer to {name} cannot be kept.", "answer", day.date)
    if len(day.intakes or ()) > MOST_INTAKES:
        raise EntryRefused(f"More than {MOST_INTAKES} intakes cannot be kept.", "answer", day.date)
    for intake in day.intakes or ():
        told = {"drug": intake.drug.strip() or None, "doses": intake.doses, "helped": intake.helped}
        if not all(_may_hold(diary.ACUTE_DOSES.column(name), value) for name, value in told.items()):
            raise EntryRefused("An intake cannot be kept.", "answer", day.date)
    written = (*(value for value in day.answers.values()), *(one.drug for one in day.intakes or ()))
    for text in (one for one in written if isinstance(one, str)):
        _refuse_text(text, day.date)


def _refuse_text(text: str, day: date) -> None:
    if len(text) > LONGEST_TEXT:
        raise EntryRefused(f"The text has more than {LONGEST_TEXT} characters.", "too-long", day)
    if any(unicodedata.category(sign) in ("Cc", "Cs") and sign not in LINE_ENDS for sign in text):
        raise EntryRefused("The text holds a control character.", "control-character", day)


def _may_hold(column: diary.Column, answer: Answer | None) -> bool:
    """Whether the answer is of the column's kind and within what it allows; None only where it need not be there."""
    if answer is None:
        return not column.required
    if column.kind is Kind.BOOLEAN or isinstance(answer, bool):
        return column.kind is Kind.BOOLEAN and isinstance(answer, bool)
    if column.kind is Kind.TEXT or isinstance(answer, str):
        return column.kind is Kind.TEXT and isinstance(answer, str) and answer in (column.choices or (answer,))
    return _is_within(column, answer)


def _is_within(column: diary.Column, answer: float) -> bool:
    lowest = float("-inf") if column.lowest is None else column.lowest
    highest = 1e6 if column.highest is None else column.highest
    is_inside = lowest <= answer <= highest and (column.above is None or answer > column.above)
    return is_inside and (column.kind is not Kind.INTEGER or float(answer).is_integer())


def newest_version(connection: Connection, patient: str, day: date) -> Version | None:
    """What the diary holds of a day, wherever it came from; None of a day that is not filled in."""
    return next(iter(_held(connection, _is_day, patient, day)), None)


def newest_days(connection: Connection, patient: str, first: date) -> list[Version]:
    """What the diary holds of each filled day since `first`, newest first."""
    return _held(connection, _is_since, patient, first)


def _held(connection: Connection, which: Which, patient: str, day: date) -> list[Version]:
    """What the diary holds of some days, newest first."""
    intakes = _intakes(connection, which(ACUTE_DOSES, patient, day))
    query = select(DIARY).where(*which(DIARY, patient, day)).order_by(DIARY.c.date.desc())
    rows = connection.execute(query).mappings().all()
    return [
        Version(_told(dict(row), tuple(intakes.get(row["date"], ()))), row["recorded_at"], row["batch"]) for row in rows
    ]


def versions(connection: Connection, patient: str, day: date) -> list[Version]:
    """Every version of a day that was written here, and what it replaced, oldest first."""
    query = select(DAY_VERSIONS).where(*_is_day(DAY_VERSIONS, patient, day))
    found = connection.execute(query.order_by(DAY_VERSIONS.c.number)).mappings().all()
    return [Version(_read(patient, day, row["entry"]), row["written_at"], row["batch"]) for row in found]


def _intakes(connection: Connection, which: Sequence[ColumnElement[bool]]) -> dict[date, list[Intake]]:
    of = ACUTE_DOSES.c
    found: dict[date, list[Intake]] = {}
    for row in connection.execute(select(of.date, of.drug, of.doses, of.helped).where(*which).order_by(of.drug)):
        found.setdefault(row.date, []).append(Intake(row.drug, 1.0 if row.doses is None else row.doses, row.helped))
    return found


def _told(row: Mapping[str, Any], intakes: tuple[Intake, ...]) -> OwnDay:
    """A row of the diary as the patient's answers."""
    answers = {
        column.name: row[column.name]
        for column in diary.DIARY
        if column.name not in NOT_ASKED and row[column.name] is not None
    }
    told = intakes if row["doses_recorded"] or intakes else None
    return OwnDay(row["patient_id"], row["date"], bool(row["headache"]), answers, told)


def _keep(connection: Connection, version: Version) -> None:
    """Adds a version to those of its day."""
    day = version.day
    of_day = _is_day(DAY_VERSIONS, day.patient_id, day.date)
    number = connection.execute(select(func.count()).select_from(DAY_VERSIONS).where(*of_day)).scalar_one()
    connection.execute(
        insert(DAY_VERSIONS).values(
            patient_id=day.patient_id,
            date=day.date,
            number=number + 1,
            written_at=version.written_at,
            batch=version.batch,
            entry=_written(day),
        )
    )


def _written(day: OwnDay) -> str:
    intakes = None if day.intakes is None else [asdict(one) for one in day.intakes]
    return json.dumps(
        {"headache": day.headache, "answers": dict(day.answers), "intakes": intakes}, ensure_ascii=False, sort_keys=True
    )


def _read(patient: str, day: date, entry: str) -> OwnDay:
    told = json.loads(entry)
    intakes = None if told["intakes"] is None else tuple(Intake(**one) for one in told["intakes"])
    return OwnDay(patient, day, told["headache"], told["answers"], intakes)


def _replace(connection: Connection, day: OwnDay, written_at: datetime) -> None:
    """Has the diary hold this version of the day and no other."""
    for table in (DIARY, ACUTE_DOSES):
        connection.execute(delete(table).where(*_is_day(table, day.patient_id, day.date)))
    key = {"patient_id": day.patient_id, "date": day.date, "batch": WRITTEN_HERE}
    origin = {"source": CLINIC_SOURCE, "doses_recorded": day.intakes is not None, "recorded_at": written_at}
    connection.execute(insert(DIARY).values(**key, **origin, headache=day.headache, **day.answers))
    rows = [{**key, **asdict(intake)} for intake in day.intakes or ()]
    if rows:
        connection.execute(insert(ACUTE_DOSES), rows)
    _forget_remarks(connection, day)


def _forget_remarks(connection: Connection, day: OwnDay) -> None:
    """What an import could not read of the day does not matter any more."""
    of_diary = REMARKS.c.table_name.in_((DIARY.name, ACUTE_DOSES.name))
    which = (*_is_day(REMARKS, day.patient_id, day.date), of_diary, REMARKS.c.superseded_by.is_(None))
    connection.execute(update(REMARKS).where(*which).values(superseded_by=WRITTEN_HERE))


def _is_since(table: Table, patient: str, first: date) -> Sequence[ColumnElement[bool]]:
    return (and_(table.c.patient_id == patient, table.c.date >= first),)


def _is_day(table: Table, patient: str, day: date) -> Sequence[ColumnElement[bool]]:
    return (and_(table.c.patient_id == patient, table.c.date == day),)
