"""Tension-type headache, ICHD-3 2.1 to 2.3, by frequency: days with its features on average over three 28-day windows.

Only how often, as a pattern: the number of episodes and their nature are the clinician's. A diary has no word for
pressing pain, so not pulsating stands for it (TTH-4). Chronic migraine excludes tension-type headache (CM-7).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from analysis.criteria.chronic_migraine import has_chronic_pattern
from analysis.criteria.criterion import IN_ALL, ON_AVERAGE, Limit
from analysis.criteria.rule import Rule, Windowed, WindowRule, reach_together
from analysis.outcomes import Verdict, all_of, none_of

SOURCE = "ichd3"
WHERE = "analysis.criteria.tension_type"
TEST = "tests/analysis/criteria/test_tension_type.py"

KIND = "tension_type_like"
AT_LEAST_ONE = Limit(KIND, 1, "≥", IN_ALL)
"""Without any such day there is no such pattern."""
INFREQUENT = Limit(KIND, 1, "<", ON_AVERAGE)
"""Below one day a month on average (TTH-1)."""
FREQUENT = Limit(KIND, 1, "≥", ON_AVERAGE)
"""From one day a month on average (TTH-2)."""
BELOW_CHRONIC = Limit(KIND, 15, "<", ON_AVERAGE)
"""1 to 14 days a month on average (TTH-2)."""
CHRONIC = Limit(KIND, 15, "≥", ON_AVERAGE)
"""15 days a month on average (TTH-3)."""


def _holds(windows: Sequence[Windowed], limit: Limit) -> Verdict:
    days = limit.value * len(windows) if limit.unit == ON_AVERAGE else limit.value
    reached = reach_together(windows, limit.what, days)
    return none_of(reached) if limit.sign == "<" else reached


def _pattern(*limits: Limit) -> Callable[[Sequence[Windowed]], Verdict]:
    return lambda windows: all_of(*(_holds(windows, limit) for limit in limits), none_of(has_chronic_pattern(windows)))


def _rule(rule: str, *limits: Limit) -> WindowRule:
    return WindowRule(rule, SOURCE, "W 98%", WHERE, TEST, limits, "features_only", verdict=_pattern(*limits))


RULES: tuple[Rule, ...] = (
    _rule("TTH-1", AT_LEAST_ONE, INFREQUENT),
    _rule("TTH-2", FREQUENT, BELOW_CHRONIC),
    _rule("TTH-3", CHRONIC),
    Rule("TTH-4", SOURCE, "W 97%", "analysis.days.classified", "tests/analysis/criteria/test_kinds.py"),
    Rule("CM-7", SOURCE, "V; W 97%", WHERE, TEST),
)
