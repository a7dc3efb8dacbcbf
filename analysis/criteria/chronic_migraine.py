"""Chronic migraine, ICHD-3 1.3: the pattern of days only, over three consecutive 28-day windows.

Headache on at least 15 days a month for more than three months, on at least 8 of them with migraine. Three windows are
three months, not more, so the label says that the history is needed as well (CM-5). One window alone says nothing: in a
year 73.4 % of people with chronic migraine fall below 15 days at least once (CM-10, Serrano 2017). ICHD-3 asks for
headache: a day with aura and no headache counts for none of these limits, a migraine day though it may be (DAY-2b).
"""

from __future__ import annotations

from analysis.criteria.criterion import Limit
from analysis.criteria.rule import Rule, WindowRule, below_in_each, both, in_each

SOURCE = "ichd3"
WHERE = "analysis.criteria.chronic_migraine"
TEST = "tests/analysis/criteria/test_chronic_migraine.py"

HEADACHE_DAYS = Limit("recorded_headache", 15)
"""Headache days of 28, not converted from 30 (CM-1, DAY-5)."""
MIGRAINE_DAYS = Limit("migraine", 8)
"""Migraine days of 28 by the profile in force (CM-5)."""
ICHD_DAYS = Limit("ichd_migraine", 8)
"""Days of 28 that count for criterion C, whatever their duration (CM-3, CM-4)."""
AURA_ONLY = "aura_only"
"""Days with aura and no headache: among the migraine days, among the headache days of no limit (DAY-2b)."""
BELOW_CHRONIC = Limit("recorded_headache", 15, "<")
"""Fewer headache days of 28 in three consecutive windows: reversion to episodic migraine (CM-8)."""

has_chronic_headache = in_each(HEADACHE_DAYS)
has_chronic_pattern = both(has_chronic_headache, in_each(MIGRAINE_DAYS))

RULES: tuple[Rule, ...] = (
    WindowRule(
        "CM-5",
        "vanderarend_thesis",
        "V; P",
        WHERE,
        TEST,
        (HEADACHE_DAYS, MIGRAINE_DAYS),
        "history",
        verdict=has_chronic_pattern,
        beside=(AURA_ONLY,),
    ),
    WindowRule("CM-1", SOURCE, "V", WHERE, TEST, (HEADACHE_DAYS,), "history", verdict=has_chronic_headache),
    WindowRule(
        "CM-3",
        SOURCE,
        "V; W 99%",
        WHERE,
        TEST,
        (ICHD_DAYS,),
        "history",
        verdict=in_each(ICHD_DAYS),
        beside=(AURA_ONLY,),
    ),
    WindowRule("CM-8", "nice_ta260", "V", WHERE, TEST, (BELOW_CHRONIC,), verdict=below_in_each(BELOW_CHRONIC)),
    Rule("CM-4", SOURCE, "W 97%", "analysis.days.classified", "tests/analysis/criteria/test_kinds.py"),
    Rule("CM-10", "serrano2017", "V", WHERE, TEST),
)
