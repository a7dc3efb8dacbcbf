"""What each diary entry tells, before any definition is applied: pain, symptoms, aura and acute medication of the day.

Every column is true, false or NULL; NULL means that the entry does not tell, and SQL's three-valued logic carries it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import inf
from typing import Any

from sqlalchemy import (
    CTE,
    Boolean,
    Column,
    ColumnElement,
    Date,
    Double,
    FromClause,
    Integer,
    MetaData,
    Select,
    Subquery,
    Table,
    Text,
    and_,
    case,
    cast,
    false,
    func,
    literal,
    not_,
    null,
    or_,
    select,
    true,
    union_all,
)
from sqlalchemy.types import TypeEngine

from analysis.days.definitions import Truth
from analysis.days.worst_pain import MODERATE, MODERATE_INTENSITY, SEVERE, worst_pain_column
from analysis.diary import SYMPTOMS
from analysis.drugs import CLASSES, OPIOID_IN_COMBINATION
from analysis.querying.parameters import AsOf, Patients, Period, is_of
from analysis.querying.schema import (
    ACUTE_DOSES,
    CALENDAR,
    CLINIC_SOURCE,
    DIARY,
    DRUG_NAMES,
    UNKNOWN_CLASS,
    WRITTEN_HERE,
)
from analysis.records.declared_periods import declared_days
from analysis.records.excluded_periods import excluded_days
from analysis.records.unread import unread_days

ACUTE_CLASSES = tuple(name for name in CLASSES if name != UNKNOWN_CLASS)
GROUPS = ("migraine_specific", "triptan_or_ergot", "any_opioid")
"""Groups of drugs: those that definitions of a migraine day name, and opioids whether combined or not."""
HELPED = ("specific_helped", "triptan_or_ergot_helped", "any_helped")
"""Groups of drugs of which definitions ask whether one helped."""
OF_DOSES = ("acute_medication", *ACUTE_CLASSES, *GROUPS, *HELPED)
"""What the doses of a day say, each 0, 1 or 2; all NULL on a day without doses."""

PAIN_FEATURES_NEEDED = 2
"""Of unilateral, pulsating, moderate or severe, aggravated by activity (MIG-1C, MD-1)."""
AURA_MINUTES = (5, 60)
"""Shortest and longest aura of an aura day, minutes (MD-1, MA-N)."""
MUCH_DISABILITY = 2
"""Much hindered by headache, or in bed: disability 2 or 3 of 3 (contract, `diary.csv`)."""
COUNTING: dict[str, tuple[float, float]] = {
    "severity": (MODERATE, inf),
    "intensity": (MODERATE_INTENSITY, inf),
    "disability": (MUCH_DISABILITY, inf),
    "aura_minutes": AURA_MINUTES,
}
"""Between which values an attack decides what its day is: else another attack of the day may have counted."""
TOLD_WITH = {field: "aura" if field == "aura_minutes" else "headache" for field in COUNTING}
"""What a field of COUNTING is told with: an attack without it has nothing to tell of the field."""


def known_worst(field: str, told: Sequence[float | None]) -> float | None:
    """What several attacks of one day tell together of a field of COUNTING: the worst of those that count.

    Where none does, the worst; None where one does not tell, which may count.
    """
    lowest, highest = COUNTING[field]
    known = [value for value in told if value is not None]
    counting = [value for value in known if lowest <= value <= highest]
    return max(counting or (known if len(known) == len(told) else ()), default=None)


def kleene_count(conditions: Sequence[Truth], needed: int) -> Truth:
    """Whether at least `needed` conditions hold: unknown when the unknown ones decide."""
    certain = sum((case((condition, 1), else_=0) for condition in conditions), literal(0))
    possible = sum((case((not_(condition), 0), else_=1) for condition in conditions), literal(0))
    return case((certain >= needed, true()), (possible < needed, false()), else_=null())


def recorded_days(
    *,
    lock_days: int,
    count_retrospective: bool,
    count_excluded: bool,
    as_of: AsOf | None,
    patients: Patients | None,
    period: Period | None,
    reads_intakes: bool = True,
    within: Subquery | None = None,
    gathered: bool = False,
) -> CTE:
    """A row a diary entry, or a day of which only intakes are recorded, and what it tells.

    Columns: patient_id, date, day (its number), filled, retrospective and `intakes_only`: a day without an entry is not
    filled, but what was taken then was certainly taken; all else of it is unknown. `partly_unread`: something that
    tells migraine, an intake among it, was written and could not be read or understood, `aura_unread` the aura or how
    long it lasted. `said_headache`, `said_migraine` and `said_bleeding` are the patient's own words, `hours` the hours
    of headache that day. `<class>` and `<group>` say whether such a drug was taken, `specific_helped`,
    `triptan_or_ergot_helped` and `any_helped` whether one was taken and helped: "partly" is not relief. Days in an
    excluded period are filled only when `count_excluded`. An entry written after `as_of` was not known then and is not
    there, nor are the intakes of its day (None: all are). A filled day `of_attacks` is filled because there was
    headache: its source records attacks only, and was not declared complete. A declared day without an entry is filled
    and without headache; all else of it is unknown. `patients` and `period` None: all. Without `reads_intakes` days of
    which only intakes are recorded are not there, and of no day it is known what was taken. `within` are the
    `asked_days` of each patient: others need not be there. With `gathered` the days are read from the table
    GATHERED_DAYS.
    """
    read = written_days(
        lock_days=lock_days,
        count_retrospective=count_retrospective,
        count_excluded=count_excluded,
        as_of=as_of,
        patients=patients,
        period=period,
        reads_intakes=reads_intakes,
        within=within,
        gathered=gathered,
    )
    return told_by(read)


def written_days(
    *,
    lock_days: int,
    count_retrospective: bool,
    count_excluded: bool,
    as_of: AsOf | None,
    patients: Patients | None,
    period: Period | None,
    reads_intakes: bool = True,
    within: Subquery | None = None,
    gathered: bool = False,
) -> CTE:
    """The rows of `recorded_days` as they were written: the OF_DAY and the cells that `told_by` asks.

    With `gathered` they are those of the table GATHERED_DAYS, in which they were brought together beforehand.
    """
    if gathered:
        part: _Parts = {column.name: column for column in GATHERED_DAYS.c}
        statement = _of_gathered(part, as_of, patients, period, reads_intakes=reads_intakes)
    else:
        entry = _entries(patients, period, within)
        doses = _doses_of_day(patients, period, within, is_read=reads_intakes)
        part, source = _parts(entry, doses, patients, period, finds_excluded=not count_excluded)
        statement = select().select_from(source)
        if as_of is not None:
            statement = statement.where(or_(entry.c.patient_id.is_(None), was_known(as_of, entry)))
    columns = _day_columns(part, lock_days, count_retrospective, count_excluded)
    return statement.add_columns(*columns).cte("read_days")


def gathered_days(patients: Patients | None) -> Select[tuple[object, ...]]:
    """The rows of GATHERED_DAYS of these patients (None: everyone), by patient and day."""
    doses = _doses_of_day(patients, None, None, is_read=True)
    part, source = _parts(_entries(patients, None, None), doses, patients, None, finds_excluded=True)
    columns = (value.label(name) for name, value in part.items())
    return select(*columns).select_from(source).order_by(part["patient_id"], part["date"])


def _of_gathered(
    day: _Parts, as_of: AsOf | None, patients: Patients | None, period: Period | None, *, reads_intakes: bool
) -> Select[tuple[()]]:
    statement = select().select_from(GATHERED_DAYS)
    if patients is not None:
        statement = statement.where(is_of(day["patient_id"], patients))
    if period is not None:
        statement = statement.where(day["date"].between(period.first, period.last))
    if not reads_intakes:
        statement = statement.where(not_(day["no_entry"]))
    if as_of is not None:
        statement = statement.where(or_(day["no_entry"], day["written_on"].is_(None), day["written_on"] <= as_of))
    return statement


def told_by(read: FromClause) -> CTE:
    """What rows of `written_days` tell: the columns of `recorded_days`."""
    return select(*(read.c[name] for name in OF_DAY), *_pain_and_symptoms(read), *_acute_medication(read)).cte(
        "recorded_days"
    )


OF_DAY = (
    "patient_id",
    "date",
    "day",
    "filled",
    "retrospective",
    "intakes_only",
    "of_attacks",
    "partly_unread",
    "aura_unread",
)
"""What is known of a day beside what it tells."""


_Parts = dict[str, ColumnElement[Any]]


def _parts(
    entry: Subquery, doses: Subquery, patients: Patients | None, period: Period | None, *, finds_excluded: bool
) -> tuple[_Parts, FromClause]:
    """The columns of GATHERED_DAYS, which no setting and no as-of day changes, and where they are read.

    `is_excluded` is there where excluded periods are looked for.
    """
    unread, written = unread_days(patients, period), CALENDAR.alias("written")
    patient, date = (func.coalesce(entry.c[name], doses.c[name]) for name in ("patient_id", "date"))
    of_other = entry.c.source != CLINIC_SOURCE
    part: _Parts = {
        "patient_id": patient,
        "date": date,
        "day": CALENDAR.c.day,
        "no_entry": entry.c.patient_id.is_(None),
        "of_other": of_other,
        "days_late": written.c.day - CALENDAR.c.day,
        "late_unread": _is_at(unread.c.written_at, 1),
        "written_on": cast(entry.c.recorded_at, Date),
        "attacks": entry.c.of_attacks,
        "partly_unread": or_(*(_is_at(one, 1) for one in (unread.c.told_by, doses.c.unknown, doses.c.uncertain))),
        "aura_unread": or_(_is_at(unread.c.aura, 1), _is_at(unread.c.minutes, 1)),
        **{cell.name: cell for cell in _cells(entry, doses, unread)},
    }
    source = (
        entry.outerjoin(doses, _same_day(doses, entry.c.patient_id, entry.c.date), full=True)
        .join(CALENDAR, CALENDAR.c.date == date)
        # When an entry was written matters of other diaries only.
        .outerjoin(written, written.c.date == case((of_other, cast(entry.c.recorded_at, Date))))
        .outerjoin(unread, _same_day(unread, patient, date))
    )
    if finds_excluded:
        excluded = excluded_days(patients)
        source = source.outerjoin(excluded, _same_day(excluded, patient, date))
        part["is_excluded"] = excluded.c.day.is_not(None)
    return part, source


def _day_columns(
    part: _Parts, lock_days: int, count_retrospective: bool, count_excluded: bool
) -> Iterator[ColumnElement[Any]]:
    """A row of `recorded_days` with the cells it is told from, what could not be read being NULL.

    A level of its own, so that what many columns are made of is found once a day.
    """
    late = func.coalesce(part["days_late"] > lock_days, false())
    retrospective = and_(part["of_other"], or_(late, part["late_unread"]))
    intakes_only = case((part["no_entry"], 1), else_=0)
    filled = case((part["no_entry"], 0), (retrospective, int(count_retrospective)), else_=1)
    if not count_excluded:
        filled, intakes_only = (case((part["is_excluded"], 0), else_=state) for state in (filled, intakes_only))
    yield from (part[name].label(name) for name in ("patient_id", "date", "day"))
    yield filled.label("filled")
    yield case((retrospective, 1), else_=0).label("retrospective")
    yield intakes_only.label("intakes_only")
    yield case((and_(filled == 1, part["attacks"] == 1), 1), else_=0).label("of_attacks")
    yield from (part[name].label(name) for name in ("partly_unread", "aura_unread"))
    yield from (part[name].label(name) for name in _CELLS)


_SAID = (
    "headache",
    "migraine",
    "menstruation",
    "duration_hours",
    *SYMPTOMS,
    "disability",
    "aura",
)
"""The cells of an entry that are taken as they are."""
_CELLS = (
    *(f"said_{name}" for name in _SAID),
    *"pain minutes nothing_taken no_such_drug unknown_drug".split(),
    *OF_DOSES,
)
"""What `_cells` gives."""
_FRACTIONS = ("said_duration_hours", "minutes")
_WHOLE = frozenset(("day", "days_late", "attacks", "said_disability", "pain", *OF_DOSES))
_KIND_OF: dict[str, TypeEngine[Any]] = {
    "patient_id": Text(),
    "date": Date(),
    "written_on": Date(),
    **dict.fromkeys(_WHOLE, Integer()),
    **dict.fromkeys(_FRACTIONS, Double()),
}
_GATHERED = (
    *"patient_id date day no_entry of_other days_late late_unread written_on attacks".split(),
    *("partly_unread", "aura_unread"),
    *_CELLS,
    "is_excluded",
)
GATHERED_DAYS = Table("gathered_days", MetaData(), *(Column(name, _KIND_OF.get(name, Boolean())) for name in _GATHERED))
"""What was written of each day, brought together for an engine that reads it in place: no store has this table.

Whether a day is filled is left open: that depends on the settings and on the as-of day. `no_entry`: only intakes are
recorded; `of_other` diary than the clinic's own (NULL without an entry); written so many days after (`days_late`), or
when could not be read (`late_unread`); `attacks` is 1 where its source records attacks only.
"""


def _cells(entry: Subquery, doses: Subquery, unread: Subquery) -> Iterator[ColumnElement[Any]]:
    """What was written of the day, and `nothing_taken`: false where no drug was, NULL where that is not known.

    That nothing else was taken is known only where the day's doses are told and each of their rows could be read.
    """
    yield from (entry.c[name].label(f"said_{name}") for name in _SAID)
    pain = worst_pain_column(entry.c.severity, entry.c.intensity)
    yield case((_is_at(unread.c.pain, 1), null()), else_=pain).label("pain")
    yield case((_is_at(unread.c.aura, 1), null()), else_=entry.c.aura_minutes).label("minutes")
    all_told = and_(entry.c.doses_recorded.is_(True), _is_at(doses.c.uncertain, 0), _is_at(unread.c.doses, 0))
    nothing_taken = case((all_told, false()), else_=null())
    yield nothing_taken.label("nothing_taken")
    yield case((_is_at(doses.c.unknown, 1), null()), else_=nothing_taken).label("no_such_drug")
    yield _is_at(doses.c.unknown, 1).label("unknown_drug")
    yield from (doses.c[name] for name in OF_DOSES)


def _entries(patients: Patients | None, period: Period | None, within: Subquery | None) -> Subquery:
    """The diary of these patients and days, and the days without an entry that were declared headache-free.

    `of_attacks` tells of an entry that it is there because there was headache: its diary records attacks only, and was
    not declared complete for the day.
    """
    declared = declared_days(patients, period)
    is_declared = declared.c.patient_id.is_not(None)
    of_attacks = and_(DIARY.c.attacks_only.is_(True), DIARY.c.source != CLINIC_SOURCE, not_(is_declared))
    columns = (column for column in DIARY.c if column.name not in _OF_DECLARED)
    statement = select(
        *(DIARY.c[name] for name in _OF_DECLARED), *columns, case((of_attacks, 1), else_=0).label("of_attacks")
    ).select_from(DIARY.outerjoin(declared, _same_day(declared, DIARY.c.patient_id, DIARY.c.date)))
    if patients is not None:
        statement = statement.where(is_of(DIARY.c.patient_id, patients))
    if period is not None:
        statement = statement.where(DIARY.c.date.between(period.first, period.last))
    if within is not None:
        statement = statement.join(within, _is_asked(within, DIARY.c.patient_id, DIARY.c.date))
    return union_all(statement, _declared_free(patients, period)).subquery("entries")


_OF_DECLARED = ("patient_id", "date", "headache", "source", "doses_recorded", "batch")
"""The columns of the diary that a declared day has."""


def _declared_free(patients: Patients | None, period: Period | None) -> Select[tuple[object, ...]]:
    """A row for each declared day without an entry, in the columns of `_entries`: no headache, all else unknown."""
    days = declared_days(patients, period)
    values = (days.c.patient_id, days.c.date, false(), literal(CLINIC_SOURCE), false(), literal(WRITTEN_HERE))
    unknown = (cast(null(), column.type) for column in DIARY.c if column.name not in _OF_DECLARED)
    return (
        select(*values, *unknown, literal(0))
        .select_from(days.outerjoin(DIARY, _same_day(days, DIARY.c.patient_id, DIARY.c.date)))
        .where(DIARY.c.patient_id.is_(None))
    )


def was_known(as_of: AsOf, entry: FromClause = DIARY) -> ColumnElement[bool]:
    """Whether a diary entry was written by the end of that day, as far as it says when.

    `entry` has the columns of the diary.
    """
    written_on = cast(entry.c.recorded_at, Date)
    return or_(entry.c.recorded_at.is_(None), written_on <= as_of)


def _is_asked(within: Subquery, patient: ColumnElement[Any], day: ColumnElement[Any]) -> Truth:
    return and_(within.c.patient_id == patient, day >= within.c.first, day <= within.c.last)


def _same_day(days: Subquery, patient: ColumnElement[Any], date: ColumnElement[Any]) -> Truth:
    return and_(days.c.patient_id == patient, days.c.date == date)


def _pain_and_symptoms(read: FromClause) -> list[ColumnElement[Any]]:
    said, minutes = read.c, read.c.minutes
    moderate = said.pain >= MODERATE
    features = (said.said_unilateral, said.said_pulsating, moderate, said.said_aggravated_by_activity)
    symptoms = or_(said.said_nausea, said.said_vomiting, and_(said.said_photophobia, said.said_phonophobia))
    # Minutes without the word count as aura; the word without minutes leaves open how long it lasted (MA-N).
    said_aura = func.coalesce(said.said_aura, case((minutes > 0, true()), else_=null()))
    lasted = and_(minutes >= AURA_MINUTES[0], minutes <= AURA_MINUTES[1])
    return [
        said.said_headache,
        said.said_migraine,
        said.said_menstruation.label("said_bleeding"),
        said.said_duration_hours.label("hours"),
        said.said_unilateral.label("unilateral"),
        said.said_pulsating.label("pulsating"),
        said.said_aggravated_by_activity.label("aggravated_by_activity"),
        moderate.label("moderate"),
        (said.pain >= SEVERE).label("severe"),
        (said.said_disability >= MUCH_DISABILITY).label("much_disability"),
        kleene_count(features, PAIN_FEATURES_NEEDED).label("pain_features"),
        symptoms.label("accompanied"),
        and_(said_aura, lasted).label("aura"),
        func.coalesce(said.said_aura, minutes > 0).label("any_aura"),
    ]


def _acute_medication(read: FromClause) -> list[ColumnElement[Any]]:
    """A drug that is not recognised still stands in the list of acute doses, so the day counts (AMD-1)."""
    helped = (_helped(read.c[name], read.c.no_such_drug).label(name) for name in HELPED)
    any_drug = or_(_is_at(read.c.acute_medication, 1), read.c.unknown_drug, read.c.nothing_taken)
    return [
        any_drug.label("acute_medication"),
        *(or_(_is_at(read.c[name], 1), read.c.no_such_drug).label(name) for name in (*ACUTE_CLASSES, *GROUPS)),
        *helped,
    ]


def _is_at(flag: ColumnElement[int], value: int) -> Truth:
    """Whether a column of the day's doses has this value; false on a day without doses."""
    return func.coalesce(flag, 0) == value


def _helped(relief: ColumnElement[int], otherwise: Truth) -> Truth:
    """Whether a drug of this kind was taken and helped; `relief` as in `_relief`."""
    return or_(_is_at(relief, 2), case((_is_at(relief, 1), null()), else_=otherwise))


def _doses_of_day(
    patients: Patients | None, period: Period | None, within: Subquery | None, *, is_read: bool
) -> Subquery:
    """A row a patient and day with acute doses: 1 or 0 for each class and group of drugs, and whether they helped.

    `uncertain`: a row says of none that it was taken, or of how many.
    """
    statement = _doses_with_class().group_by(ACUTE_DOSES.c.patient_id, ACUTE_DOSES.c.date)
    if patients is not None:
        statement = statement.where(is_of(ACUTE_DOSES.c.patient_id, patients))
    if period is not None:
        statement = statement.where(ACUTE_DOSES.c.date.between(period.first, period.last))
    if within is not None:
        statement = statement.join(within, _is_asked(within, ACUTE_DOSES.c.patient_id, ACUTE_DOSES.c.date))
    if not is_read:
        statement = statement.where(false())
    return statement.subquery("doses")


def _doses_with_class() -> Select[tuple[object, ...]]:
    drug_class = func.coalesce(DRUG_NAMES.c.drug_class, UNKNOWN_CLASS)
    taken = func.coalesce(ACUTE_DOSES.c.doses, 1) > 0
    groups = {
        "acute_medication": and_(taken, DRUG_NAMES.c.counts_as_acute),
        "migraine_specific": and_(taken, DRUG_NAMES.c.migraine_specific),
        "triptan_or_ergot": and_(taken, drug_class.in_(("triptan", "ergot"))),
        "any_opioid": and_(taken, drug_class.in_(("opioid", OPIOID_IN_COMBINATION))),
    }
    same_name = and_(DRUG_NAMES.c.name == ACUTE_DOSES.c.drug, DRUG_NAMES.c.atc == func.coalesce(ACUTE_DOSES.c.atc, ""))
    return select(
        ACUTE_DOSES.c.patient_id,
        ACUTE_DOSES.c.date,
        _any(~taken).label("uncertain"),
        *(_any(and_(taken, drug_class == name)).label(name) for name in (*ACUTE_CLASSES, UNKNOWN_CLASS)),
        *(_any(condition).label(name) for name, condition in groups.items()),
        _relief(groups["migraine_specific"]).label("specific_helped"),
        _relief(groups["triptan_or_ergot"]).label("triptan_or_ergot_helped"),
        _relief(groups["acute_medication"]).label("any_helped"),
    ).outerjoin(DRUG_NAMES, same_name)


def _any(condition: Truth) -> ColumnElement[int]:
    return func.max(case((condition, 1), else_=0))


def _relief(condition: Truth) -> ColumnElement[int]:
    """2 where such a drug helped, 1 where the patient did not say, 0 where none did or none was taken."""
    helped = case((ACUTE_DOSES.c.helped == "yes", 2), (ACUTE_DOSES.c.helped.is_(None), 1), else_=0)
    return func.max(case((condition, helped), else_=0))
