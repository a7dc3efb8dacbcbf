"""What of a day or a treatment could not be read: known neither to be so nor not to be."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from sqlalchemy import ColumnElement, Connection, Subquery, and_, case, false, func, not_, or_, select

from analysis import diary
from analysis.querying.at_hand import at_hand, named
from analysis.querying.parameters import Patients, Period, is_of
from analysis.querying.schema import CLINIC_SOURCE, REMARKS
from analysis.windows import Window

UNKNOWN_DRUG = "unknown_drug"
"""The kind of remark that an explanation of the drug's name settles."""
IN_THE_FUTURE = "in_the_future"
"""The kind of remark on a day that had not come when it was told: which day was meant is not known."""
OUTSIDE = ("before_enrolment", "after_leaving")
"""The kinds of remark on a day on which nobody could fill in the clinic's own diary."""
DAYS_PAST = ("date", "given_on")
"""Cells of the day on which something happened."""
UNREAD_OF_TREATMENTS = ("started_on", "stopped_on", "dose", "dose_unit")
"""Cells of a treatment without which it is not known when it ran, or whether its dose was changed."""
CLOSE_BEFORE = timedelta(days=14)
"""A row of whatever drug may go on with a treatment that ended so long before it began, and be a step before one that
begins twice as long after its end: in the 28 days that it is told against (local setting)."""
STOPPED_ON = "stopped_on"
"""What the remark on a rejected row of treatments tells of it beside its start, where it could be read."""
UNREAD_WHOLE = (diary.TREATMENTS.name, diary.TREATMENT_DOSES.name, diary.VISITS.name, diary.ACUTE_DOSES.name)
"""Tables beside the diary of which a rejected row would have counted."""
LEAVING = "left_on"
PAIN, AURA, MINUTES, WRITTEN_AT = "severity", "aura", "aura_minutes", "recorded_at"
TELLING = frozenset(
    "severity intensity duration_hours unilateral pulsating aggravated_by_activity nausea vomiting photophobia "
    "phonophobia aura aura_minutes doses_recorded".split()
)
"""Fields from which a definition tells migraine: where one could not be read, the patient's own word is no stand-in."""


def unread_treatments(connection: Connection, patients: Sequence[str] | None = None) -> dict[str, frozenset[Window]]:
    """The days of the treatments whose start, end or dose could not be read, by patient (None: everyone).

    Of a row that is kept, whose drug is known, it is the day on which it began. Of one that was rejected it is not
    known of which drug it is: it may be of any treatment that ran meanwhile, or ended or began CLOSE_BEFORE those days.
    """
    found = _unread_of(diary.TREATMENTS, connection, patients)
    days = {patient: frozenset(_may_be_of(rows)) for patient, rows in found.items()}
    return {patient: some for patient, some in days.items() if some}


def _may_be_of(rows: Iterable[UnreadRow]) -> Iterator[Window]:
    for row in rows:
        if row.is_rejected:
            ran = _ran(row)
            yield Window(ran.first - CLOSE_BEFORE, min(ran.last, date.max - CLOSE_BEFORE) + CLOSE_BEFORE)
        elif row.day is not None:
            yield Window(row.day, row.day)


def _ran(row: UnreadRow) -> Window:
    """From when until when the treatment of a row ran, as far as is known: else since ever, or for good."""
    first = row.day or diary.FIRST_DATE
    return Window(first, max(first, row.until or date.max))


def with_unread_treatment(connection: Connection, patients: Sequence[str] | None = None) -> frozenset[str]:
    """Those of these patients (None: everyone) of whom a whole row of treatments could not be read."""
    return frozenset(rejected_treatments(connection, patients))


def rejected_treatments(connection: Connection, patients: Sequence[str] | None = None) -> dict[str, list[Window]]:
    """When the treatments ran whose row was rejected, by patient (None: everyone).

    One whose start could not be read since the first of all days, one without a known end for good.
    """
    found = _unread_of(diary.TREATMENTS, connection, patients)
    days = {patient: [_ran(row) for row in rows if row.is_rejected] for patient, rows in found.items()}
    return {patient: some for patient, some in days.items() if some}


def unread_ends(connection: Connection, patients: Sequence[str] | None = None) -> dict[str, list[date]]:
    """When the treatments began whose end could not be read, by patient (None: everyone)."""
    found = _unread_of(diary.TREATMENTS, connection, patients)
    return {
        patient: [row.day for row in rows if row.day is not None and STOPPED_ON in row.fields and not row.is_rejected]
        for patient, rows in found.items()
    }


def unread_doses(connection: Connection, patients: Sequence[str] | None = None) -> dict[str, list[date | None]]:
    """The days of the single doses whose row was rejected, by patient (None: everyone); None of an unread day.

    Which drug it was is not known.
    """
    return _days_of(diary.TREATMENT_DOSES, connection, patients)


def undated_doses(connection: Connection, patients: Sequence[str] | None = None) -> dict[str, int]:
    """How many acute doses there are of which neither day nor time could be read, of each patient who has any.

    Each may have been taken on any day. Which drug it was is not known. (None: of everyone.)
    """
    undated = {patient: days.count(None) for patient, days in unread_acute_doses(connection, patients).items()}
    return {patient: number for patient, number in undated.items() if number}


def unread_acute_doses(connection: Connection, patients: Sequence[str] | None = None) -> dict[str, list[date | None]]:
    """The days of the acute doses whose row was rejected, by patient (None: everyone); None of an unread day."""
    return _days_of(diary.ACUTE_DOSES, connection, patients)


def unread_visits(connection: Connection, patients: Sequence[str] | None = None) -> dict[str, list[date | None]]:
    """The days of the visits whose row was rejected, by patient (None: everyone); None of an unread day."""
    return _days_of(diary.VISITS, connection, patients)


def unread_scores(connection: Connection, patients: Sequence[str] | None = None) -> dict[str, list[date | None]]:
    """The days of the questionnaires of which something could not be read, by patient (None: everyone).

    None stands for a day that could not be read either. Which instrument it was is not known.
    """
    return _days_of(diary.QUESTIONNAIRES, connection, patients)


def with_unread_leaving(connection: Connection, patients: Sequence[str] | None = None) -> frozenset[str]:
    """Those of these patients (None: everyone) who have left, on a day that could not be read."""
    return frozenset(_unread_of(diary.PATIENTS, connection, patients))


def may_lie(days: Iterable[date | None], first: date, last: date = date.max) -> bool:
    """Whether one of these days of rows that could not be read may be between two, or is; None may be any day."""
    return any(day is None or first <= day <= last for day in days)


class UnreadRow(NamedTuple):
    """A row beside the diary of which something that matters could not be read, and the day that it speaks of.

    `until` is the day on which a rejected treatment ended, where it did and that could be read; `fields` are its cells
    that could not be.
    """

    batch: int
    file: str
    line: int | None
    day: date | None
    is_rejected: bool
    until: date | None
    fields: frozenset[str] = frozenset()


def _days_of(
    table: diary.Table, connection: Connection, patients: Sequence[str] | None
) -> dict[str, list[date | None]]:
    """The days that such rows of a table speak of, by patient."""
    found = _unread_of(table, connection, patients)
    return {patient: [row.day for row in rows] for patient, rows in found.items()}


def _unread_of(
    table: diary.Table, connection: Connection, patients: Sequence[str] | None
) -> dict[str, list[UnreadRow]]:
    """The rows of a table beside the diary of which something that matters could not be read."""
    found = at_hand(named("unread rows", connection, patients), lambda: _unread_rows(connection, patients))
    return found.get(table.name, {})


def _unread_rows(connection: Connection, patients: Sequence[str] | None) -> dict[str, dict[str, list[UnreadRow]]]:
    """The rows by table and patient, read together; each once, however many of its cells could not be read.

    A day that had not come is none that could be read. Nor is one outside the diary, of a row of the clinic's, unless
    the diary itself tells of such days before it and after it.
    """
    of, told_outside = REMARKS.c, _told_outside()
    of_course = and_(of.table_name == diary.TREATMENTS.name, of.field.in_(UNREAD_OF_TREATMENTS))
    rejected = and_(of.rejected.is_(True), of.table_name.in_(UNREAD_WHOLE))
    is_told = func.coalesce(of.date.between(told_outside.c.first, told_outside.c.last), false())
    is_outside = and_(of.kind.in_(OUTSIDE), of.format == CLINIC_SOURCE, not_(is_told))
    cannot_be = and_(of.field.in_(DAYS_PAST), or_(of.kind == IN_THE_FUTURE, is_outside))
    leaving = and_(of.table_name == diary.PATIENTS.name, of.field == LEAVING, of.rejected.is_(False))
    matters = or_(of_course, rejected, leaving, of.table_name == diary.QUESTIONNAIRES.name)
    row = (of.batch, of.file, of.line, case((cannot_be, None), else_=of.date), of.rejected, of.detail)
    same = and_(told_outside.c.patient_id == of.patient_id, told_outside.c.kind == of.kind)
    asked = select(of.table_name, of.patient_id, *row, of.field, of.kind)
    source = REMARKS.outerjoin(told_outside, same)
    statement = asked.select_from(source).where(of.superseded_by.is_(None), matters)
    if patients is not None:
        statement = statement.where(is_of(of.patient_id, patients))
    found: dict[str, dict[str, dict[UnreadRow, Counter[tuple[str, str]]]]] = {}
    for name, patient, batch, file, line, day, is_rejected, detail, field, kind in connection.execute(statement):
        told = UnreadRow(batch, file, line, day, is_rejected, _ended(detail))
        found.setdefault(name, {}).setdefault(patient, {}).setdefault(told, Counter())[field, kind] += 1
    return {name: {patient: _each(rows) for patient, rows in some.items()} for name, some in found.items()}


def _told_outside() -> Subquery:
    """The first and the last day before the enrolment, or after leaving, of which an entry was rejected for that."""
    of = REMARKS.c
    entries = and_(of.superseded_by.is_(None), of.table_name == diary.DIARY.name, of.kind.in_(OUTSIDE))
    reach = func.min(of.date).label("first"), func.max(of.date).label("last")
    return (
        select(of.patient_id, of.kind, *reach).where(entries).group_by(of.patient_id, of.kind).subquery("told_outside")
    )


def _each(rows: Mapping[UnreadRow, Counter[tuple[str, str]]]) -> list[UnreadRow]:
    """Each row as often as the same was said of its line: that many files of an import have its name."""
    return [
        row._replace(fields=frozenset(field for field, _ in said))
        for row, said in rows.items()
        for _ in range(max(said.values()))
    ]


def _ended(detail: str | None) -> date | None:
    told = json.loads(detail).get(STOPPED_ON) if detail else None
    return date.fromisoformat(told) if told else None


def unread_days(patients: Patients | None, period: Period | None) -> Subquery:
    """A row a patient and day of which something could not be read: patient_id, date, and 1 or 0 for what.

    `pain`, `aura` and its `minutes` are the cells themselves, `told_by` any cell from which migraine is told, those of
    acute doses among them, `written_at` the time of an entry that is not the clinic's, `doses` a rejected row of acute
    doses.
    """

    def any_of(condition: ColumnElement[bool]) -> ColumnElement[int]:
        return func.max(case((condition, 1), else_=0))

    of_entry = and_(REMARKS.c.table_name == diary.DIARY.name, REMARKS.c.rejected.is_(False))
    of_other = REMARKS.c.format != CLINIC_SOURCE
    of_doses = REMARKS.c.table_name == diary.ACUTE_DOSES.name
    telling = or_(and_(of_entry, REMARKS.c.field.in_(sorted(TELLING))), and_(of_doses, REMARKS.c.kind != UNKNOWN_DRUG))
    statement = (
        select(
            REMARKS.c.patient_id,
            REMARKS.c.date,
            any_of(and_(of_entry, REMARKS.c.field == PAIN)).label("pain"),
            any_of(and_(of_entry, REMARKS.c.field == AURA)).label("aura"),
            any_of(and_(of_entry, REMARKS.c.field == MINUTES)).label("minutes"),
            any_of(telling).label("told_by"),
            any_of(and_(of_entry, REMARKS.c.field == WRITTEN_AT, of_other)).label("written_at"),
            any_of(and_(of_doses, REMARKS.c.rejected.is_(True))).label("doses"),
        )
        .where(REMARKS.c.superseded_by.is_(None), REMARKS.c.date.is_not(None))
        .group_by(REMARKS.c.patient_id, REMARKS.c.date)
    )
    if patients is not None:
        statement = statement.where(is_of(REMARKS.c.patient_id, patients))
    if period is not None:
        statement = statement.where(REMARKS.c.date.between(period.first, period.last))
    return statement.subquery("unread")
