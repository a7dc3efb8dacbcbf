"""What kind of day each filled day was: the day-definition profiles and the classification, written once.

A *kind of day* (headache, migraine, acute medication, ...) is 1, 0 or NULL on a filled day; NULL means that the entry
does not tell. SQL's own three-valued logic carries unknown fields through a definition: a criterion that is met
without the missing field is met, one that cannot be met is not, and only the rest is unknown.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from sqlalchemy import (
    CTE,
    ColumnElement,
    Date,
    Integer,
    Subquery,
    and_,
    case,
    cast,
    false,
    func,
    literal,
    null,
    or_,
    select,
    true,
)

from analysis.drugs import CLASSES
from analysis.schema import ACUTE_DOSES, CALENDAR, CLINIC_SOURCE, DIARY, DRUG_NAMES

Truth = ColumnElement[bool]

UNKNOWN_CLASS = "unknown"
ACUTE_CLASSES = tuple(name for name in CLASSES if name != UNKNOWN_CLASS)

SHORTEST_MIGRAINE_HOURS = 0.5
"""Shortest headache of a migraine day, hours (MD-1: 30 minutes)."""
PAIN_FEATURES_NEEDED = 2
"""Of unilateral, pulsating, moderate or severe, aggravated by activity (MIG-1C, MD-1)."""
AURA_MINUTES = (5, 60)
"""Shortest and longest aura of an aura day, minutes (MD-1, MA-N)."""
MODERATE_SEVERITY, MODERATE_INTENSITY = 2, 4
"""Moderate pain: severity 2 of 3, or 4 of 10 where only a numeric rating is given (HD-2)."""
SEVERE_SEVERITY, SEVERE_INTENSITY = 3, 7
"""Severe pain: severity 3 of 3, or 7 of 10 where only a numeric rating is given (HD-3)."""


@dataclass(frozen=True)
class Profile:
    """A published definition of a migraine day; never mixed between windows that are compared (MD-11).

    `migraine` gives the truth of a day from the diary row and its doses: true, false, or unknown.
    """

    id: str
    name: str
    source: str
    migraine: Callable[[Subquery], Truth]


def _kleene_count(conditions: Sequence[Truth], needed: int) -> Truth:
    """Whether at least `needed` conditions hold: unknown when the unknown ones decide."""
    certain = sum((case((condition, 1), else_=0) for condition in conditions), literal(0))
    possible = sum((case((condition, 1), (condition.is_(None), 1), else_=0) for condition in conditions), literal(0))
    return case((certain >= needed, true()), (possible < needed, false()), else_=null())


def _pain_reaches(severity: int, intensity: int) -> Truth:
    """Whether the day's worst pain reaches the level; the severity word decides where both are recorded."""
    return func.coalesce(DIARY.c.severity >= severity, DIARY.c.intensity >= intensity)


def _has_aura_of_migraine() -> Truth:
    """Aura of 5 to 60 minutes; minutes without the word count as aura, the word without minutes is unknown."""
    minutes = DIARY.c.aura_minutes
    lasted = and_(minutes >= AURA_MINUTES[0], minutes <= AURA_MINUTES[1])
    return and_(func.coalesce(DIARY.c.aura, case((minutes > 0, true()), else_=null())), lasted)


def _leiden_migraine(doses: Subquery) -> Truth:
    features = _kleene_count(
        (
            DIARY.c.unilateral,
            DIARY.c.pulsating,
            _pain_reaches(MODERATE_SEVERITY, MODERATE_INTENSITY),
            DIARY.c.aggravated_by_activity,
        ),
        PAIN_FEATURES_NEEDED,
    )
    accompanied = or_(DIARY.c.nausea, DIARY.c.vomiting, and_(DIARY.c.photophobia, DIARY.c.phonophobia))
    attack = and_(DIARY.c.headache, DIARY.c.duration_hours >= SHORTEST_MIGRAINE_HOURS, features, accompanied)
    treated = and_(DIARY.c.headache, _took(doses.c.migraine_specific, doses))
    return or_(attack, _has_aura_of_migraine(), treated)


def _patients_own_word(_doses: Subquery) -> Truth:
    return and_(DIARY.c.headache, DIARY.c.migraine)


PROFILES = {
    profile.id: profile
    for profile in (
        Profile("MD-1", "LEIDEN2023", "leiden-2023", _leiden_migraine),
        Profile("MD-0", "PATIENT", "project", _patients_own_word),
    )
}


def _doses_of_day(patients: Sequence[str] | None) -> Subquery:
    """A row a patient and day with acute doses: 1 or 0 for each class, for any acute drug and for an unknown one."""
    drug_class = func.coalesce(DRUG_NAMES.c.drug_class, UNKNOWN_CLASS)
    statement = (
        select(
            ACUTE_DOSES.c.patient_id,
            ACUTE_DOSES.c.date,
            *(_any(drug_class == name).label(name) for name in (*ACUTE_CLASSES, UNKNOWN_CLASS)),
            _any(DRUG_NAMES.c.counts_as_acute).label("acute_medication"),
            _any(DRUG_NAMES.c.migraine_specific).label("migraine_specific"),
        )
        .outerjoin(
            DRUG_NAMES,
            and_(
                DRUG_NAMES.c.name == ACUTE_DOSES.c.drug,
                DRUG_NAMES.c.atc == func.coalesce(ACUTE_DOSES.c.atc, ""),
            ),
        )
        .group_by(ACUTE_DOSES.c.patient_id, ACUTE_DOSES.c.date)
    )
    if patients is not None:
        statement = statement.where(ACUTE_DOSES.c.patient_id.in_(patients))
    return statement.subquery("doses")


def _any(condition: Truth) -> ColumnElement[int]:
    return func.max(case((condition, 1), else_=0))


def _took(flag: ColumnElement[int], doses: Subquery) -> Truth:
    """Whether a drug of this kind was taken: unknown where doses are not recorded or a drug is not recognised."""
    return case(
        (flag == 1, true()),
        (DIARY.c.doses_recorded.is_(False), null()),
        (doses.c[UNKNOWN_CLASS] == 1, null()),
        else_=false(),
    )


def _as_number(truth: Truth) -> ColumnElement[int]:
    return case((truth, 1), (truth.is_(None), null()), else_=0)


def _on_headache(headache: Truth, truth: Truth) -> Truth:
    """`truth` on headache days, false on all others."""
    return case((headache, truth), else_=false())


def _any_acute(doses: Subquery) -> Truth:
    """A drug that is not recognised still stands in the list of acute doses, so the day counts (AMD-1)."""
    return case(
        (doses.c.acute_medication == 1, true()),
        (doses.c[UNKNOWN_CLASS] == 1, true()),
        (DIARY.c.doses_recorded.is_(False), null()),
        else_=false(),
    )


def kinds_of_day(profile: Profile, doses: Subquery) -> dict[str, Truth]:
    """The truth of each kind of day by its name: true, false or unknown on every filled day.

    A migraine day is a headache day by definition (DAY-2): an aura of 5 to 60 minutes without headache makes both,
    as in the Leiden definition. Where the profile cannot tell on a headache day, the patient's own word decides.
    """
    by_profile = profile.migraine(doses)
    migraine = case(
        (DIARY.c.headache, func.coalesce(by_profile, DIARY.c.migraine)),
        else_=func.coalesce(by_profile, false()),
    )
    headache = or_(DIARY.c.headache, func.coalesce(migraine, false()))
    return {
        "headache": headache,
        "migraine": migraine,
        "moderate_or_severe": _on_headache(headache, _pain_reaches(MODERATE_SEVERITY, MODERATE_INTENSITY)),
        "severe": _on_headache(headache, _pain_reaches(SEVERE_SEVERITY, SEVERE_INTENSITY)),
        "acute_medication": _any_acute(doses),
        **{name: _took(doses.c[name], doses) for name in ACUTE_CLASSES},
    }


KINDS = ("headache", "migraine", "moderate_or_severe", "severe", "acute_medication", *ACUTE_CLASSES)
"""The kinds of day that are counted, in the order of `kinds_of_day`."""


def classified_days(
    profile: Profile,
    *,
    lock_days: int,
    count_retrospective: bool = False,
    patients: Sequence[str] | None = None,
) -> CTE:
    """A row a diary entry: patient_id, date, day (its number), filled, retrospective, and 1, 0 or NULL for each of KINDS.

    `patients` limits it to these pseudonyms (None: everyone). An entry from another diary written more than
    `lock_days` after its day is *retrospective* and filled only when `count_retrospective`.
    """
    doses = _doses_of_day(patients)
    written = CALENDAR.alias("written")
    retrospective = and_(
        DIARY.c.source != CLINIC_SOURCE,
        func.coalesce(written.c.day - CALENDAR.c.day > lock_days, false()),
    )
    statement = (
        select(
            DIARY.c.patient_id,
            DIARY.c.date,
            CALENDAR.c.day,
            case((retrospective, int(count_retrospective)), else_=1).label("filled"),
            case((retrospective, 1), else_=0).label("retrospective"),
            *(
                cast(_as_number(truth), Integer).label(name)
                for name, truth in kinds_of_day(profile, doses).items()
            ),
        )
        .join(CALENDAR, CALENDAR.c.date == DIARY.c.date)
        .outerjoin(written, written.c.date == cast(DIARY.c.recorded_at, Date))
        .outerjoin(doses, and_(doses.c.patient_id == DIARY.c.patient_id, doses.c.date == DIARY.c.date))
    )
    if patients is not None:
        statement = statement.where(DIARY.c.patient_id.in_(patients))
    return statement.cte("classified_days")
