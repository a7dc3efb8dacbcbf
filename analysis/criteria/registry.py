"""The clinical rules, every one in one place, and what a diary says of those it can answer.

A family of rules is a module of this package with a tuple `RULES`, found by being there. `RULES` here holds every rule
once; `criteria_for` answers for one patient, `outcomes_of` for a whole clinic, both from the same definitions. Who asks
for the rules of one family imports that alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from importlib import import_module
from pkgutil import iter_modules
from types import MappingProxyType

import pandas as pd

from analysis import criteria
from analysis.counts.day_count import WindowColumns, WindowCounts
from analysis.criteria.criterion import Criterion
from analysis.criteria.grid_rule import GridRule, judged_once
from analysis.criteria.rule import Asked, Rule, WindowRule
from analysis.days.grid import DayGrid
from analysis.outcomes import Outcome

ORDER = (
    "chronic_migraine",
    "frequency_bands",
    "medication_overuse",
    "migraine_attack_pattern",
    "attacks",
    "tension_type",
    "menstrual",
    "preventive_indication",
    "reimbursement",
)
"""The order in which families are asked; those not named here come after, by name."""


def _families() -> list[str]:
    names = {found.name for found in iter_modules(criteria.__path__)} - {"registry"}
    return sorted(names, key=lambda name: (ORDER.index(name) if name in ORDER else len(ORDER), name))


def _every_rule() -> Iterator[Rule]:
    for name in _families():
        yield from getattr(import_module(f"{criteria.__name__}.{name}"), "RULES", ())


def _by_id(rules: Iterator[Rule]) -> Mapping[str, Rule]:
    found: dict[str, Rule] = {}
    for rule in rules:
        if rule.id in found:
            raise ValueError(f"the rule {rule.id} stands in two places")
        found[rule.id] = rule
    return MappingProxyType(found)


RULES = _by_id(_every_rule())
"""Every rule by its id."""

_OF_WINDOWS = tuple(rule for rule in RULES.values() if isinstance(rule, WindowRule))
_OF_GRIDS = tuple(rule for rule in RULES.values() if isinstance(rule, GridRule))

GRID_KINDS = tuple(dict.fromkeys(kind for rule in _OF_GRIDS for kind in rule.kinds))
"""The kinds of day that a grid for `criteria_for` must hold."""

WINDOW_KINDS = tuple(
    dict.fromkeys(
        kind
        for rule in _OF_WINDOWS
        for kind in (
            *(limit.what for limit in rule.limits),
            *(limit.what for limit in rule.settled_by),
            *rule.beside,
            "migraine",
        )
    )
)
"""The kinds of day that the windows for `criteria_for` and `outcomes_of` must hold."""


def criteria_for(windows: Sequence[WindowCounts], grid: DayGrid | None = None) -> tuple[Criterion, ...]:
    """What one patient's diary says of every rule that it can answer.

    `windows` are consecutive 28-day windows, newest last, of which the rules take the last three or the last. `grid`
    holds the patient's days of the period; without it the rules that need the order of the days are left out.
    """
    asked = [Asked(window) for window in windows]
    of_windows = tuple(rule.of(windows, asked) for rule in _OF_WINDOWS)
    if grid is None:
        return of_windows
    judged = judged_once(_OF_GRIDS, grid)
    return (*of_windows, *(rule.of(grid, judged[rule.id]) for rule in _OF_GRIDS))


BY_MEDICATION = (
    "MOH-2",
    "MOH-3",
    "MOH-4",
    "MOH-4a",
    "MOH-4b",
    "MOH-4c",
    "MOH-5",
    "MOH-6",
    "MOH-7",
    "MOH-8",
    "MOH-10",
    "MOH-15",
)
"""The rules that look at days with medication alone."""
NO_MEASURE = "no_measure"
"""What a criterion lacks where days are no measure of the headache: cluster headache (CH-2)."""


def unmeasured(criteria: Sequence[Criterion]) -> tuple[Criterion, ...]:
    """The criteria of a patient of whose headache days are no measure: only those of medication are answered (CH-2)."""
    return tuple(
        one
        if one.rule in BY_MEDICATION
        else Criterion(one.rule, Outcome.NOT_COMPUTABLE, one.limits, (), one.source, one.certainty, lacks=NO_MEASURE)
        for one in criteria
    )


def outcomes_of(windows: Sequence[WindowColumns], grid: DayGrid | None = None) -> pd.DataFrame:
    """The value of the Outcome of every rule for every patient: a row a pseudonym, a column a rule.

    `windows` as in `criteria_for`, for many patients at once; `grid` holds the same patients.
    """
    patients = pd.Index(windows[-1].patients, name="patient_id")
    asked = [Asked(window) for window in windows]
    table = pd.DataFrame({rule.id: rule.over(asked) for rule in _OF_WINDOWS}, index=patients, dtype="int8")
    if grid is not None:
        days = {rule: judged.outcome for rule, judged in judged_once(_OF_GRIDS, grid).items()}
        table = table.join(pd.DataFrame(days, index=pd.Index(grid.patients, name="patient_id"), dtype="int8"))
    return table


def met(outcomes: pd.DataFrame, rule: str) -> tuple[str, ...]:
    """The patients for whom a rule is met, by pseudonym."""
    return tuple(outcomes.index[outcomes[rule] == Outcome.MET])
