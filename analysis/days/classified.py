"""What kind of day each filled day was: the classification, written once.

A *kind of day* (headache, migraine, acute medication, ...) is 1, 0 or NULL on a filled day; NULL means that the entry
does not tell. SQL's own three-valued logic carries unknown fields through a definition: a criterion that is met
without the missing field is met, one that cannot be met is not, and only the rest is unknown.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from sqlalchemy import CTE, Integer, Subquery, and_, case, cast, func, not_, null, or_, select

from analysis.basis import Basis
from analysis.days.definitions import FOUR_HOURS, HALF_HOUR, PROFILES, Profile, Truth, has_migraine_features, lasted
from analysis.days.recorded import ACUTE_CLASSES, kleene_count, recorded_days
from analysis.querying.parameters import GIVEN_AS_OF, GIVEN_PATIENTS, GIVEN_PERIOD, AsOf, Patients, Period, Whose
from analysis.querying.schema import UNKNOWN_CLASS
from analysis.settings import Settings

__all__ = [
    "ACUTE_CLASSES",
    "KINDS",
    "OVERUSABLE",
    "PROFILES",
    "SIMPLE_ANALGESICS",
    "UNKNOWN_CLASS",
    "Profile",
    "classified_days",
]

SIMPLE_ANALGESICS = ("paracetamol", "nsaid", "other_analgesic", "simple_combination")
"""The non-opioid analgesics, one class together (MOH-4); a tablet of two counts here and for neither alone."""
OVERUSABLE = ("ergot", "triptan", *SIMPLE_ANALGESICS, "opioid", "combination")
"""The classes whose days count together towards medication overuse (MOH-7); gepants do not (MOH-12)."""

TENSION_FEATURES_NEEDED = 2
"""Of not one-sided, not pulsating, mild or moderate, not aggravated by activity (TTH-4)."""
PROBABLE_MIGRAINE_NEEDS = 2
"""Of the criteria B, C and D of ICHD-3 1.1: all but one (PM-1, PM-2)."""

KINDS = (
    "headache",
    "recorded_headache",
    "aura_only",
    "migraine",
    "moderate_or_severe",
    "severe",
    "disabling",
    "acute_medication",
    *ACUTE_CLASSES,
    "migraine_specific",
    "simple_analgesic",
    "any_opioid",
    "overusable",
    "migraine_or_moderate",
    "ichd_migraine",
    "migraine_features",
    "probable_migraine",
    "tension_type_like",
    "aura",
    "crystal_clear",
    "menstruation",
)
"""The kinds of day that are counted."""

ANSWERS = YES, NO, UNKNOWN = 1, 0, -1
"""What is known of a day in columns of numbers: of this kind, not, or the entry does not tell, or there is none."""
OF_INTAKES = (
    "acute_medication",
    *ACUTE_CLASSES,
    "migraine_specific",
    "simple_analgesic",
    "any_opioid",
    "overusable",
    "crystal_clear",
)
"""The kinds of day of which a recorded intake tells, whether or not the day was filled in."""
WITHOUT_INTAKES = ("crystal_clear",)
"""Those of them that a day with an intake is not."""

_OF_DAY = ("patient_id", "date", "day", "filled", "retrospective", "intakes_only", "of_attacks")


def days_in_force(
    basis: Basis,
    *,
    period: Period | None = None,
    kinds: Sequence[str] = KINDS,
    also: Sequence[str] = (),
    within: Subquery | None = None,
) -> CTE:
    """`classified_days` by the definition, the lock and the treatment of late entries that a clinic has set."""
    return _by(basis.settings, basis.as_of, basis.patients, period, kinds, also, within, gathered=basis.gathered)


def _by(
    settings: Settings,
    as_of: AsOf,
    patients: Patients | None,
    period: Period | None,
    kinds: Sequence[str],
    also: Sequence[str],
    within: Subquery | None = None,
    *,
    gathered: bool,
) -> CTE:
    return classified_days(
        PROFILES[settings.profile],
        lock_days=settings.lock_days,
        count_retrospective=settings.count_retrospective,
        count_excluded=settings.count_excluded,
        as_of=as_of,
        patients=patients,
        period=period,
        kinds=kinds,
        also=also,
        within=within,
        gathered=gathered,
    )


@lru_cache
def days_for_parameters(
    settings: Settings,
    kinds: tuple[str, ...] = KINDS,
    also: tuple[str, ...] = (),
    *,
    whose: Whose = GIVEN_PATIENTS,
    gathered: bool = False,
) -> CTE:
    """`days_in_force` of the patients (None: of everyone), period and day that come as parameters, `parameters.given`.

    Built once, since to build it takes as long as to run it for one patient.
    """
    return _by(settings, GIVEN_AS_OF, whose, GIVEN_PERIOD, kinds, also, gathered=gathered)


def classified_days(
    profile: Profile,
    *,
    lock_days: int,
    count_retrospective: bool = False,
    count_excluded: bool = True,
    as_of: AsOf | None = None,
    patients: Patients | None = None,
    period: Period | None = None,
    kinds: Sequence[str] = KINDS,
    also: Sequence[str] = (),
    within: Subquery | None = None,
    gathered: bool = False,
) -> CTE:
    """A row a day: patient_id, date, day (its number), filled, retrospective, and 1, 0 or NULL for each kind.

    `of_attacks` is 1 on a day that is filled because there was headache, its source recording attacks only.

    A day without an entry on which an intake is recorded has a row too, not filled and with `intakes_only` 1: of it the
    kinds of acute medication alone are known, and only what was taken. Where no kind is asked for there is none, and
    intakes are not read.

    As known at the end of `as_of`; None: everything that the store holds. `patients` limits it to these pseudonyms
    (None: everyone), `period` to its days (None: all), which spares the reading of all others; `within` names the
    `asked_days` of each patient, which spares the same, though others may be there; `also` names columns of
    `recorded_days` to carry along. An entry from another diary written more than `lock_days` after its day is
    *retrospective* and filled only when `count_retrospective`; a day in an excluded period is filled only when
    `count_excluded`. With `gathered` the days are read from a table in which they were brought together.
    """
    told = recorded_days(
        lock_days=lock_days,
        count_retrospective=count_retrospective,
        count_excluded=count_excluded,
        as_of=as_of,
        patients=patients,
        period=period,
        reads_intakes=bool(kinds or also),
        within=within,
        gathered=gathered,
    )
    return classified(profile, told, kinds, also)


def classified(profile: Profile, told: CTE, kinds: Sequence[str] = KINDS, also: Sequence[str] = ()) -> CTE:
    """The rows of `recorded_days` as `classified_days` has them."""
    day = _judged_days(profile, told)
    truths = _kinds_of_day(profile, day)
    return select(
        *(day.c[name] for name in _OF_DAY),
        *(cast(truths[kind], Integer).label(kind) for kind in kinds),
        *(day.c[name] for name in also),
    ).cte("classified_days")


def _judged_days(profile: Profile, told: CTE) -> CTE:
    """The told days with the truth of `migraine` and `headache` by the profile.

    A migraine day is a headache day by definition (DAY-2): an aura of 5 to 60 minutes without headache makes both,
    as in the Leiden definition; such a day is told apart (`aura_only`) and is none of `recorded_headache`, which limits
    that ask for headache count (DAY-2b). Where the profile cannot tell on a headache day, the patient's word decides.
    """
    migraine = _or_own_word(told, profile.migraine(told))
    judged = select(told, migraine.label("migraine")).cte("judged")
    own_headache = profile.headache(judged) if profile.headache else judged.c.said_headache
    return select(judged, or_(own_headache, judged.c.migraine).label("headache")).cte("judged_days")


def _or_own_word(day: CTE, by_definition: Truth) -> Truth:
    """`by_definition`; where it cannot tell, the patient's own word on a headache day, and no on any other.

    The word stands in for what was left empty, not for what was written and could not be read: on a headache day
    anything that tells migraine, on any other the aura, or with an aura the drug.
    """
    word = case((day.c.partly_unread, null()), else_=day.c.said_migraine)
    is_open = or_(day.c.aura_unread, and_(day.c.aura, day.c.partly_unread))
    return func.coalesce(by_definition, case((is_open, null()), else_=and_(day.c.said_headache, word)))


def _kinds_of_day(profile: Profile, day: CTE) -> dict[str, Truth]:
    """The truth of each kind of day by its name: true, false or unknown on every filled day."""
    moderate = profile.moderate_or_severe(day) if profile.moderate_or_severe else and_(day.c.headache, day.c.moderate)
    return {
        "headache": day.c.headache,
        "recorded_headache": and_(day.c.headache, day.c.said_headache),
        "aura_only": and_(day.c.headache, not_(day.c.said_headache)),
        "migraine": day.c.migraine,
        "moderate_or_severe": moderate,
        "severe": and_(day.c.headache, day.c.severe),
        "disabling": and_(day.c.headache, day.c.much_disability),
        "acute_medication": day.c.acute_medication,
        **{name: day.c[name] for name in ACUTE_CLASSES},
        "migraine_specific": day.c.migraine_specific,
        "simple_analgesic": or_(*(day.c[name] for name in SIMPLE_ANALGESICS)),
        "any_opioid": day.c.any_opioid,
        "overusable": or_(*(day.c[name] for name in OVERUSABLE)),
        "migraine_or_moderate": or_(day.c.migraine, moderate),
        "ichd_migraine": _or_own_word(day, _ichd_migraine(day)),
        "migraine_features": has_migraine_features(day),
        "probable_migraine": _probable_migraine(day),
        "tension_type_like": _tension_type_like(day),
        "aura": day.c.aura,
        "crystal_clear": not_(or_(day.c.headache, day.c.any_aura, day.c.acute_medication)),
        "menstruation": day.c.said_bleeding,
    }


def _ichd_migraine(day: CTE) -> Truth:
    """A day that counts for criterion C of chronic migraine: no shortest duration is asked for (CM-3, CM-4)."""
    believed = and_(day.c.said_headache, day.c.said_migraine, day.c.triptan_or_ergot_helped)
    return or_(has_migraine_features(day), day.c.aura, believed)


def _probable_migraine(day: CTE) -> Truth:
    """All but one of four hours (1.1 B), the pain's features (C) and the accompanying symptoms (D) (PM-2)."""
    criteria = (lasted(day, FOUR_HOURS), day.c.pain_features, day.c.accompanied)
    return and_(day.c.said_headache, kleene_count(criteria, PROBABLE_MIGRAINE_NEEDS), not_(and_(*criteria)))


def _tension_type_like(day: CTE) -> Truth:
    """Not a migraine day, with the features of tension-type headache: pressing is read as not pulsating (TTH-4)."""
    features = (
        not_(day.c.unilateral),
        not_(day.c.pulsating),
        not_(day.c.severe),
        not_(day.c.aggravated_by_activity),
    )
    typical = kleene_count(features, TENSION_FEATURES_NEEDED)
    return and_(lasted(day, HALF_HOUR), typical, not_(day.c.accompanied), not_(day.c.migraine))
