"""The published definitions of a headache day and a migraine day, and the parts of an entry they are made of.

A profile is chosen once for a clinic and printed beside every number (DAY-6): numbers from different profiles cannot be
compared (MD-10, MD-11). A definition is true, false or unknown of an entry; SQL's three-valued logic carries an empty
field through it. Hours are hours of headache that calendar day: whether they were consecutive, a diary does not tell.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from sqlalchemy import CTE, ColumnElement, and_, or_

Truth = ColumnElement[bool]
Definition = Callable[[CTE], Truth]
"""The truth of a day from a row of `told.recorded_days`."""

HALF_HOUR = 0.5
"""Shortest migraine day of MD-1, MD-3, MD-4, MD-8, and in MD-9 of a treated one; headache day of MD-4, MD-8; hours."""
TWO_HOURS = 2.0
"""Shortest migraine and headache day of MD-7 and MD-9b, hours."""
FOUR_HOURS = 4.0
"""Shortest migraine day of MD-2, MD-5, MD-6 and MD-9, shortest headache day of MD-2, MD-5 and MD-6; hours."""

LOCAL_SETTING = "local_setting"
"""In place of a reference: a rule of this project, defensible but not from literature."""


@dataclass(frozen=True)
class Profile:
    """A published definition of a migraine day, and of a headache day where it has its own.

    `migraine`, `headache` and `moderate_or_severe` give the truth of a day from what its entry tells. Without
    `headache` a headache day is one on which the patient said so (HD-1); without `moderate_or_severe` the day's
    worst pain decides (HD-2). `source` is a key of `references`, or says that it is a local setting. `by_drugs` are
    those of the kinds that a drug alone may make of a day with headache.
    """

    id: str
    name: str
    source: str
    certainty: str
    migraine: Definition
    headache: Definition | None = None
    moderate_or_severe: Definition | None = None
    by_drugs: tuple[str, ...] = ()


def lasted(day: CTE, hours: float) -> Truth:
    """Whether there was headache, for at least so many hours that calendar day."""
    return and_(day.c.said_headache, day.c.hours >= hours)


def has_migraine_features(day: CTE) -> Truth:
    """ICHD-3 1.1 C and D, of whatever duration (CM-4)."""
    return and_(day.c.said_headache, day.c.pain_features, day.c.accompanied)


def has_some_migraine_features(day: CTE) -> Truth:
    """1.1 C or D, where a duration is asked for besides: what migraine and probable migraine have in common (PM-2)."""
    return or_(day.c.pain_features, day.c.accompanied)


def _with_headache(day: CTE, truth: Truth) -> Truth:
    return and_(day.c.said_headache, truth)


def _lasted_or_treated(day: CTE, hours: float) -> Truth:
    return or_(lasted(day, hours), _with_headache(day, day.c.acute_medication))


# The definitions


def _patients_own_word(day: CTE) -> Truth:
    return _with_headache(day, day.c.said_migraine)


def _leiden_migraine(day: CTE) -> Truth:
    attack = and_(lasted(day, HALF_HOUR), has_migraine_features(day))
    return or_(attack, day.c.aura, _with_headache(day, day.c.migraine_specific))


def _guideline_migraine(hours: float) -> Definition:
    """Both guidelines of the International Headache Society, which differ in hours (MD-2, MD-3)."""

    def migraine(day: CTE) -> Truth:
        attack = and_(lasted(day, hours), or_(has_some_migraine_features(day), day.c.aura))
        return or_(attack, _with_headache(day, day.c.specific_helped))

    return migraine


def _guideline_headache(day: CTE) -> Truth:
    return _lasted_or_treated(day, FOUR_HOURS)


def _erenumab_migraine(hours: float) -> Definition:
    def migraine(day: CTE) -> Truth:
        attack = and_(lasted(day, hours), has_some_migraine_features(day))
        treated = and_(or_(day.c.said_headache, day.c.aura), day.c.migraine_specific)
        return or_(attack, treated)

    return migraine


def _erenumab_headache(hours: float) -> Definition:
    return lambda day: _lasted_or_treated(day, hours)


def _halo_migraine(hours: float) -> Definition:
    def migraine(day: CTE) -> Truth:
        attack = and_(lasted(day, hours), has_some_migraine_features(day))
        return or_(attack, _with_headache(day, day.c.triptan_or_ergot))

    return migraine


def _halo_cm_headache(day: CTE) -> Truth:
    pain = and_(lasted(day, FOUR_HOURS), day.c.moderate)
    return or_(pain, _with_headache(day, day.c.triptan_or_ergot))


def _halo_em_headache(day: CTE) -> Truth:
    return and_(lasted(day, TWO_HOURS), day.c.moderate)


def _galcanezumab_migraine(day: CTE) -> Truth:
    return and_(lasted(day, HALF_HOUR), has_some_migraine_features(day))


def _galcanezumab_headache(day: CTE) -> Truth:
    return lasted(day, HALF_HOUR)


def _eptinezumab_migraine(day: CTE) -> Truth:
    attack = and_(lasted(day, FOUR_HOURS), has_migraine_features(day))
    believed = and_(lasted(day, HALF_HOUR), day.c.said_migraine, day.c.any_helped)
    return or_(attack, and_(believed, day.c.hours <= FOUR_HOURS))


def _atogepant_migraine(day: CTE) -> Truth:
    qualified = or_(lasted(day, TWO_HOURS), day.c.triptan_or_ergot)
    return and_(day.c.said_headache, qualified, has_some_migraine_features(day))


def _atogepant_headache(day: CTE) -> Truth:
    return _lasted_or_treated(day, TWO_HOURS)


DEFAULT_PROFILE = "MD-1"

MIGRAINE, BOTH = ("migraine",), ("migraine", "headache")
"""What a drug may make of a day: a migraine day, or a headache day too (also by DAY-2, where that asks for more)."""

PROFILES = {
    profile.id: profile
    for profile in (
        Profile("MD-1", "LEIDEN2023", "vanderarend2023", "V", _leiden_migraine, by_drugs=MIGRAINE),
        Profile(
            "MD-2",
            "IHS2018-CM",
            "tassorelli2018",
            "W 75%",
            _guideline_migraine(FOUR_HOURS),
            _guideline_headache,
            by_drugs=BOTH,
        ),
        Profile("MD-3", "IHS2020-EM", "diener2020", "U", _guideline_migraine(HALF_HOUR), by_drugs=MIGRAINE),
        Profile(
            "MD-4",
            "STRIVE/ARISE",
            "strive",
            "W 88%",
            _erenumab_migraine(HALF_HOUR),
            _erenumab_headache(HALF_HOUR),
            by_drugs=BOTH,
        ),
        Profile(
            "MD-5",
            "ERENUMAB-CM",
            "erenumab_cm",
            "W 82%",
            _erenumab_migraine(FOUR_HOURS),
            _erenumab_headache(FOUR_HOURS),
            by_drugs=BOTH,
        ),
        Profile(
            "MD-6",
            "HALO-CM",
            "halo_cm",
            "V; W 85%",
            _halo_migraine(FOUR_HOURS),
            _halo_cm_headache,
            _halo_cm_headache,
            by_drugs=BOTH,
        ),
        Profile(
            "MD-7",
            "HALO-EM",
            "halo_em",
            "W 85%",
            _halo_migraine(TWO_HOURS),
            _halo_em_headache,
            _halo_em_headache,
            by_drugs=BOTH,
        ),
        Profile("MD-8", "GALCANEZUMAB", "conquer", "V; W 88%", _galcanezumab_migraine, _galcanezumab_headache),
        Profile("MD-9", "EPTINEZUMAB", "promise1", "W 75%", _eptinezumab_migraine, by_drugs=MIGRAINE),
        Profile("MD-9b", "ATOGEPANT", "advance", "V; W 85%", _atogepant_migraine, _atogepant_headache, by_drugs=BOTH),
        Profile("MD-0", "PATIENT", LOCAL_SETTING, "P", _patients_own_word),
    )
}
"""Every profile by its id, the default first (MD-0 to MD-9b)."""


@cache
def kinds_by_drugs(profile: str) -> frozenset[str]:
    """The kinds of headache day that a day may become by a drug alone."""
    found = {"ichd_migraine", *PROFILES[profile].by_drugs}
    if "migraine" in found:
        found.add("migraine_or_moderate")
    if "headache" in found:
        found |= {"recorded_headache", "aura_only", "moderate_or_severe", "severe", "disabling"}
    return frozenset(found)
