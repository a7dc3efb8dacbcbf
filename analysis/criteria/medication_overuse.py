"""Medication overuse, ICHD-3 8.2: days with acute medication by class, over three consecutive 28-day windows.

A day counts once for each class, however many doses were taken (DAY-3). The limits "are based on expert opinion rather
than on formal evidence" (MOH-10). Overuse is not medication-overuse headache: that asks for 15 headache days as well,
and is the clinician's diagnosis. Counts are never prorated into a flag (MOH-11). Gepants raise none (MOH-12), nor do
antiemetics and preventives (MOH-13). Non-opioid analgesics are one class: their days count together (MOH-4, 8.2.3). A
combination analgesic is coded as that and not by each of its parts (8.2 note 1), so days with any opioid are told as a
count only (`any_opioid`). An opinion never lifts a diagnosis-like rule: MOH-1 and MOH-10 read MOH-2 to MOH-7.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

from analysis.criteria.chronic_migraine import HEADACHE_DAYS, has_chronic_headache
from analysis.criteria.criterion import Limit
from analysis.criteria.rule import LOCAL_SETTING, Rule, Windowed, WindowRule, in_each, reach, reach_together
from analysis.drugs.overuse_limits import OVERUSE_DAYS
from analysis.outcomes import Outcome, Verdict, all_of, any_of, none_of

SOURCE = "ichd3"
WHERE = "analysis.criteria.medication_overuse"
TEST = "tests/analysis/criteria/test_medication_overuse.py"
KINDS_TEST = "tests/analysis/days/test_classified.py"

ERGOT = Limit("ergot", OVERUSE_DAYS["ergot"])
"""MOH-2, ICHD-3 8.2.1."""
TRIPTAN = Limit("triptan", OVERUSE_DAYS["triptan"])
"""MOH-3, ICHD-3 8.2.2: one or more triptans, any formulation."""
SIMPLE = Limit("simple_analgesic", OVERUSE_DAYS["simple_analgesic"])
"""MOH-4, ICHD-3 8.2.3: paracetamol, NSAID and other non-opioid analgesics cumulatively."""
PARACETAMOL = Limit("paracetamol", OVERUSE_DAYS["paracetamol"])
"""MOH-4a, ICHD-3 8.2.3.1."""
NSAID = Limit("nsaid", OVERUSE_DAYS["nsaid"])
"""MOH-4b, ICHD-3 8.2.3.2, acetylsalicylic acid included."""
OTHER_ANALGESIC = Limit("other_analgesic", OVERUSE_DAYS["other_analgesic"])
"""MOH-4c, ICHD-3 8.2.3.3."""
OPIOID = Limit("opioid", OVERUSE_DAYS["opioid"])
"""MOH-5, ICHD-3 8.2.4; an opioid in a combination analgesic counts there (8.2 note 1)."""
COMBINATION = Limit("combination", OVERUSE_DAYS["combination"])
"""MOH-6, ICHD-3 8.2.5: one product with drugs of two or more classes."""
ALL_CLASSES = Limit("overusable", 10)
"""MOH-7, ICHD-3 8.2.6: days with any class together."""
OTHER = Limit("other", 10)
"""MOH-8, ICHD-3 8.2.8: lasmiditan, by opinion (MOH-12)."""

CLASSES_NEEDED = 2
"""Classes taken in the period, so that the total is one of several (MOH-7)."""
CLASSES_TOGETHER = ("ergot", "triptan", "simple_analgesic", "opioid", "combination")
"""The classes that make several (MOH-7); paracetamol, NSAID and other non-opioid analgesics are one class."""

EARLY_WARNINGS = (
    (Limit("triptan", 8), TRIPTAN),
    (Limit("opioid", 8), OPIOID),
    (Limit("ergot", 8), ERGOT),
    (Limit("combination", 8), COMBINATION),
    (Limit("simple_analgesic", 12), SIMPLE),
)
"""Days of 28 from which a class is close to its limit, and the limit from which it is no longer a warning (MOH-15)."""


def _of_class(rule: str, limit: Limit, certainty: str, caution: str | None = None) -> WindowRule:
    return WindowRule(rule, SOURCE, certainty, WHERE, TEST, (limit,), caution, verdict=in_each(limit))


BY_CLASS = (
    _of_class("MOH-2", ERGOT, "V"),
    _of_class("MOH-3", TRIPTAN, "V"),
    _of_class("MOH-4", SIMPLE, "V"),
    _of_class("MOH-5", OPIOID, "V"),
    _of_class("MOH-6", COMBINATION, "V"),
)
"""The classes that have a limit of their own (MOH-2 to MOH-6)."""
OF_ONE_SUBSTANCE = (
    _of_class("MOH-4a", PARACETAMOL, "V"),
    _of_class("MOH-4b", NSAID, "V"),
    _of_class("MOH-4c", OTHER_ANALGESIC, "W 95%"),
)
"""The parts of MOH-4: who meets one of them meets MOH-4."""

OF_OTHER = _of_class("MOH-8", OTHER, "W 92%; U", "opinion")


def takes_several_classes(windows: Sequence[Windowed]) -> Verdict:
    """Whether at least two classes were taken in the windows together, in the same one or in different ones (MOH-7)."""
    taken = [reach_together(windows, kind, 1) for kind in CLASSES_TOGETHER]
    return any_of(*(all_of(*some) for some in combinations(taken, CLASSES_NEEDED)))


def overuses_classes_together(windows: Sequence[Windowed]) -> Verdict:
    """Whether the classes together reach ten days in every window and none its own limit in all of them (MOH-7).

    A class that changes from month to month counts: two classes have to be taken in the period, not in every window.
    """
    return all_of(
        in_each(ALL_CLASSES)(windows),
        takes_several_classes(windows),
        none_of(*(rule.verdict(windows) for rule in BY_CLASS)),
    )


TOGETHER = WindowRule(
    "MOH-7",
    SOURCE,
    "V",
    WHERE,
    TEST,
    (ALL_CLASSES,),
    verdict=overuses_classes_together,
    settled_by=(*(rule.limits[0] for rule in BY_CLASS), *(Limit(kind, 1) for kind in CLASSES_TOGETHER)),
)


def overuses(windows: Sequence[Windowed]) -> Verdict:
    """Whether any class, or several together, reach their limit in every window: the overuse pattern (MOH-10).

    MOH-8 has no say: its limit is an opinion.
    """
    return any_of(*(rule.verdict(windows) for rule in (*BY_CLASS, TOGETHER)))


def overuses_with_headache(windows: Sequence[Windowed]) -> Verdict:
    """Whether there is overuse, and headache on 15 days of 28, in every window: 8.2 A and B (MOH-1)."""
    return all_of(has_chronic_headache(windows), overuses(windows))


def nears_a_limit(windows: Sequence[Windowed]) -> Verdict:
    """Whether a class is close to its limit and has not reached it (MOH-15)."""
    return any_of(*(_nears(windows[-1], near, limit) for near, limit in EARLY_WARNINGS))


def _nears(window: Windowed, near: Limit, limit: Limit) -> Verdict:
    return all_of(reach(window, near.what, near.value), none_of(reach(window, near.what, limit.value)))


def overused_classes(windows: Sequence[Windowed]) -> tuple[str, ...]:
    """The classes that reach their limit in every window; `overusable` for several together.

    `simple_analgesic` gives way to the one of its parts that reaches the limit alone.
    """
    met = [rule.limits[0].what for rule in (*OVERUSE, *OF_ONE_SUBSTANCE) if rule.verdict(windows) is Outcome.MET]
    of_one = {rule.limits[0].what for rule in OF_ONE_SUBSTANCE} & set(met)
    return tuple(kind for kind in met if not (of_one and kind == SIMPLE.what))


def possibly_overused_classes(windows: Sequence[Windowed]) -> tuple[str, ...]:
    """The classes of which empty days leave open whether they reach the limit in every window; as `overused_classes`.

    The parts of `simple_analgesic` are not among them: where one may reach the limit, so may they together.
    """
    return tuple(rule.limits[0].what for rule in OVERUSE if rule.verdict(windows) is Outcome.UNDETERMINED)


def classes_near_a_limit(windows: Sequence[Windowed]) -> tuple[str, ...]:
    """The classes that are close to their limit in the newest window and have not reached it (MOH-15)."""
    return tuple(near.what for near, limit in EARLY_WARNINGS if _nears(windows[-1], near, limit) is Outcome.MET)


OVERUSE = (*BY_CLASS, TOGETHER)
"""The rules of which one is enough for a pattern of overuse (MOH-2 to MOH-7)."""
CLASS_LIMITS = tuple(rule.limits[0] for rule in (*OVERUSE, *OF_ONE_SUBSTANCE))
LIMITS_BY_KIND = {rule.limits[0].what: rule.limits[0].value for rule in (*BY_CLASS, *OF_ONE_SUBSTANCE)}
"""Days a month that ICHD-3 8.2 names for each class, if kept up for more than three months."""

RULES: tuple[Rule, ...] = (
    WindowRule(
        "MOH-1",
        SOURCE,
        "V",
        WHERE,
        TEST,
        (HEADACHE_DAYS, *CLASS_LIMITS),
        "not_moh",
        verdict=overuses_with_headache,
        named=overused_classes,
    ),
    WindowRule(
        "MOH-10",
        SOURCE,
        "V",
        WHERE,
        TEST,
        CLASS_LIMITS,
        "expert_opinion",
        verdict=overuses,
        named=overused_classes,
    ),
    *BY_CLASS,
    *OF_ONE_SUBSTANCE,
    TOGETHER,
    OF_OTHER,
    WindowRule(
        "MOH-15",
        LOCAL_SETTING,
        "P",
        WHERE,
        TEST,
        tuple(near for near, _ in EARLY_WARNINGS),
        "early_warning",
        verdict=nears_a_limit,
        windows=1,
        named=classes_near_a_limit,
        settled_by=tuple(limit for _, limit in EARLY_WARNINGS),
    ),
    Rule("MOH-11", LOCAL_SETTING, "P", WHERE, TEST),
    Rule("MOH-12", "ichd3", "W 80%; U", "analysis.days.classified", TEST, caution="opinion"),
    Rule("MOH-13", SOURCE, "V; P", "analysis.drugs", KINDS_TEST),
    Rule("MOH-14", SOURCE, "V", WHERE, TEST),
)
