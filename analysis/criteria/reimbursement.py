"""Reimbursement and regional rules as data, and what the records hold for whoever assesses them (TLV-1 to TLV-13).

A rule set is a file in `rulesets`, found by being there; a region adds its own (TLV-8). The program lists the basis for
an assessment: patterns of the diary and documented earlier treatments. It never says that a requirement is fulfilled.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from importlib import resources
from itertools import groupby
from typing import Any

import numpy as np

from analysis.criteria.attacks import attacks_reach
from analysis.criteria.criterion import Criterion, Limit
from analysis.criteria.grid_rule import GridRule, Judged
from analysis.criteria.rule import LOCAL_SETTING, WELL_KNOWN, Rule
from analysis.days.grid import DayGrid
from analysis.episodes.episode import Episode
from analysis.episodes.making import episodes
from analysis.outcomes import Outcome, all_of
from analysis.records.treatments import Recorded

WHERE = "analysis.criteria.reimbursement"
TEST = "tests/analysis/criteria/test_reimbursement.py"

ATTACKS_A_MONTH = Limit("attacks", 2, "≥", "attacks/28 days")
"""Migraine attacks a month (TLV-5)."""
FAILED_TRIPTANS = Limit("failed_triptans", 2, "≥", "triptans")
"""Different triptans without effect or not tolerated, after optimised treatment (TLV-5)."""
ADEQUATE_DAYS = 84
"""Days a preventive has to be tried to be said to have no effect: three months of 28 days (EVAL-7, TLV-11)."""
NO_PREVENTIVES = ("device", "bridging")
"""Families of the catalogue that are no preventive drug treatment: devices, and short courses that carry over."""
NOT_TOLERATED, NO_EFFECT = "side_effect", "no_effect"


@dataclass(frozen=True)
class RegionalRule:
    """A rule of a rule set: whose, from when to when, which drugs, and what it asks for.

    `quote` is the decision's own wording where it is known. `patterns` are the criteria of which the diary can tell.
    None in a date: not known, or still in force.
    """

    id: str
    source: str
    certainty: str
    region: str
    valid_from: date | None = None
    valid_to: date | None = None
    drugs: tuple[tuple[str, date | None], ...] = ()
    quote: str | None = None
    patterns: tuple[str, ...] = ()
    failed_preventives: int | None = None
    failed_triptans: int | None = None

    def is_in_force(self, day: date) -> bool:
        """Whether the rule held on a day, as far as its dates are known."""
        return (self.valid_from is None or self.valid_from <= day) and (self.valid_to is None or day <= self.valid_to)


@dataclass(frozen=True)
class RuleSet:
    """The rules of a country or region."""

    id: str
    region: str
    rules: tuple[RegionalRule, ...]

    def in_force(self, day: date) -> tuple[RegionalRule, ...]:
        """The rules that held on a day."""
        return tuple(rule for rule in self.rules if rule.is_in_force(day))


@dataclass(frozen=True)
class Tried:
    """A preventive that was tried and stopped: highest dose, first and last day, and why it was stopped (TLV-11).

    `days` are those on which it was taken, whatever its dose: a pause between two courses does not count.
    """

    drug: str
    dose: float | None
    dose_unit: str | None
    started_on: date
    stopped_on: date
    reason: str | None
    days: int

    @property
    def counts_as_failed(self) -> bool:
        """Whether it was not tolerated, or had no effect when tried for long enough."""
        return self.reason == NOT_TOLERATED or (self.reason == NO_EFFECT and self.days >= ADEQUATE_DAYS)


@dataclass(frozen=True)
class Basis:
    """What the records hold for an assessment by one rule; never whether the rule is fulfilled (TLV-10).

    `failed` answers whether as many preventives as the rule names are documented as failed; treatments before these
    records count too, so that fewer are undetermined. None where the rule does not ask.
    """

    rule: RegionalRule
    patterns: tuple[Criterion, ...]
    tried: tuple[Tried, ...]
    failed: Outcome | None


def acute_vydura(grid: DayGrid) -> Judged:
    """What a diary tells of TLV-5: too few attacks decide against it; enough of them leave the triptans to the record.

    That two triptans failed after optimised treatment is in no diary, so the rule is never met here.
    """
    attacks = attacks_reach(grid, ATTACKS_A_MONTH.value)
    untested = np.full_like(attacks.outcome, Outcome.UNDETERMINED)
    parts = {ATTACKS_A_MONTH.what: attacks.outcome, FAILED_TRIPTANS.what: untested}
    return replace(attacks, outcome=np.asarray(all_of(*parts.values())), parts=parts)


def rule_set(text: str) -> RuleSet:
    """A rule set from its file's text. Raises KeyError for a missing key, TOMLDecodeError for other text."""
    found = tomllib.loads(text)
    return RuleSet(found["id"], found["region"], tuple(_rule(rule) for rule in found["rule"]))


@cache
def shipped_rule_sets() -> Mapping[str, RuleSet]:
    """The rule sets that come with the program, by id."""
    files = resources.files("analysis.criteria").joinpath("rulesets").iterdir()
    sets = (rule_set(file.read_text(encoding="utf-8")) for file in files if file.name.endswith(".toml"))
    return {found.id: found for found in sets}


def basis(rule: RegionalRule, criteria: Sequence[Criterion], recorded: Recorded, as_of: date) -> Basis:
    """The basis for an assessment by `rule` from what is known at `as_of`."""
    ended = tried(recorded, as_of)
    failed = sum(treatment.counts_as_failed for treatment in ended)
    return Basis(
        rule,
        tuple(criterion for criterion in criteria if criterion.rule in rule.patterns),
        ended,
        _documented(failed, rule.failed_preventives),
    )


def tried(recorded: Recorded, as_of: date) -> tuple[Tried, ...]:
    """Every preventive that was stopped by `as_of`, its doses and courses taken together, by first day."""
    begun = [one for one in episodes(recorded, as_of) if one.first_dose <= as_of and one.family not in NO_PREVENTIVES]
    by_drug = sorted(begun, key=lambda one: (one.key, one.first_dose))
    found = [_tried(list(steps), as_of) for _, steps in groupby(by_drug, key=lambda one: one.key)]
    return tuple(sorted((one for one in found if one is not None), key=lambda one: one.started_on))


def _tried(steps: Sequence[Episode], as_of: date) -> Tried | None:
    strongest, last = max(steps, key=lambda step: step.dose or 0), steps[-1]
    if last.last_day is None or last.last_day > as_of:
        return None
    return Tried(
        last.substance or last.drug,
        strongest.dose,
        strongest.dose_unit,
        steps[0].first_dose,
        last.last_day,
        last.stop_reason,
        _days_taken(steps, last.last_day),
    )


def _days_taken(steps: Sequence[Episode], end: date) -> int:
    """Days on the drug that are certain: none of a dose whose first day is not known."""
    taken = (
        range(step.first_dose.toordinal(), (step.last_day or end).toordinal() + 1)
        for step in steps
        if step.has_known_start
    )
    return len({day for days in taken for day in days})


def _documented(failed: int, needed: int | None) -> Outcome | None:
    if needed is None:
        return None
    return Outcome.MET if failed >= needed else Outcome.UNDETERMINED


def _rule(found: Mapping[str, Any]) -> RegionalRule:
    lists = {"drugs": tuple((drug["name"], drug.get("valid_from")) for drug in found.get("drugs", ()))}
    lists["patterns"] = tuple(found.get("patterns", ()))
    return RegionalRule(**{**found, **lists})


RULES: tuple[Rule, ...] = (
    GridRule(
        "TLV-5",
        "tlv",
        "V",
        WHERE,
        TEST,
        (ATTACKS_A_MONTH, FAILED_TRIPTANS),
        "basis_only",
        kinds=("migraine", "headache"),
        judge=acute_vydura,
        last_window_only=True,
    ),
    Rule("TLV-1", "tlv", "V", WHERE, TEST, (Limit("failed_preventives", 2, "≥", "preventives"),), "basis_only"),
    Rule("TLV-2", "tlv", "V", WHERE, TEST, (Limit("recorded_headache", 15), Limit("migraine", 8)), "basis_only"),
    Rule("TLV-3", "tlv", "V", WHERE, TEST, caution="basis_only"),
    Rule(
        "TLV-4",
        "nt_radet2019",
        "V",
        "analysis.effect.continuation.rules",
        "tests/analysis/effect/continuation/test_continuation.py",
        caution="basis_only",
    ),
    Rule("TLV-6", "tlv", "V", WHERE, TEST),
    Rule("TLV-7", "janusinfo", "U; V", WHERE, TEST),
    Rule("TLV-8", "janusinfo", "V", WHERE, TEST),
    Rule("TLV-9", "tlv", "V; U", WHERE, TEST),
    Rule("TLV-10", LOCAL_SETTING, "P", WHERE, TEST, caution="basis_only"),
    Rule("EVAL-7", "janusinfo", "V; W 92%", WHERE, TEST, (Limit("tried", ADEQUATE_DAYS, "≥", "days"),)),
    Rule("TLV-11", WELL_KNOWN, "W 85%; P", WHERE, TEST, (Limit("tried", ADEQUATE_DAYS, "≥", "days"),)),
    Rule("TLV-12", "tlv", "V", WHERE, TEST),
    Rule("TLV-13", WELL_KNOWN, "U", WHERE, TEST),
)
