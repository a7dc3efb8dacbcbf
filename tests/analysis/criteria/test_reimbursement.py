"""Rule sets as data, and the basis for an assessment: never whether a requirement is fulfilled."""

from __future__ import annotations

from datetime import date

import pytest

from analysis.criteria.registry import RULES, criteria_for
from analysis.criteria.reimbursement import basis, rule_set, shipped_rule_sets, tried
from analysis.outcomes import Outcome
from analysis.references import REFERENCES
from analysis.settings import shipped
from tests.analysis.criteria.made import grid, thrice
from tests.treated import row, together

AS_OF = date(2026, 3, 31)

NORWAY = """
id = "norway"
region = "Norge"

[[rule]]
id = "NO-2022"
source = "helfo"
certainty = "V"
region = "Norge"
valid_from = 2022-04-01
valid_to = 2022-12-31
"""


def course(drug, started, stopped=None, reason=None, dose=None):
    return row(drug, drug, "beta_blocker", started, stopped, dose, "mg", None, reason)


def sweden(rule):
    return next(found for found in shipped_rule_sets()["sweden"].rules if found.id == rule)


def test_the_swedish_set_is_shipped_with_its_dates_and_sources():
    rules = shipped_rule_sets()["sweden"].rules
    assert {rule.id for rule in rules} == {f"TLV-{n}" for n in (1, 2, 3, 4, 5, 6, 7, 9, 12, 13)}
    assert dict(sweden("TLV-1").drugs) == {
        "Aimovig": date(2019, 1, 1),
        "Ajovy": date(2019, 11, 1),
        "Emgality": date(2020, 8, 28),
        "Vyepti": None,
    }
    assert "minst två olika profylaktiska läkemedelsbehandlingar" in sweden("TLV-1").quote
    assert (sweden("TLV-1").failed_preventives, sweden("TLV-5").failed_triptans) == (2, 2)
    assert sweden("TLV-5").valid_from == date(2023, 12, 15)
    assert "U" in sweden("TLV-7").certainty
    assert all(rule.source in REFERENCES or rule.source == "well_known" for rule in rules)


@pytest.mark.parametrize(
    ("day", "holds"),
    [(date(2022, 3, 31), 0), (date(2022, 4, 1), 1), (date(2022, 12, 31), 1), (date(2023, 1, 1), 0)],
)
def test_another_country_is_another_file_with_its_own_dates(day, holds):
    # The Norwegian rule held from 1 April to 31 December 2022.
    assert len(rule_set(NORWAY).in_force(day)) == holds


def test_a_rule_without_dates_holds_always():
    assert sweden("TLV-13").is_in_force(date(1990, 1, 1))


def test_a_preventive_without_effect_was_tried_for_three_months():
    # EVAL-7, TLV-11: 84 days
    (short,) = tried(together([course("metoprolol", date(2025, 1, 1), date(2025, 3, 24), "no_effect")]), AS_OF)
    (enough,) = tried(together([course("metoprolol", date(2025, 1, 1), date(2025, 3, 25), "no_effect")]), AS_OF)
    assert (short.days, short.counts_as_failed) == (83, False)
    assert (enough.days, enough.counts_as_failed) == (84, True)


@pytest.mark.parametrize(
    ("reason", "failed"),
    [("side_effect", True), ("no_effect", False), ("contraindication", False), ("planned_pause", False), (None, False)],
)
def test_a_preventive_that_was_not_tolerated_may_have_been_short(reason, failed):
    (found,) = tried(together([course("topiramat", date(2025, 1, 1), date(2025, 1, 10), reason)]), AS_OF)
    assert found.counts_as_failed is failed


def test_dose_steps_are_one_trial_with_the_highest_dose():
    steps = [
        course("metoprolol", date(2025, 1, 1), date(2025, 1, 31), "other", 50),
        course("metoprolol", date(2025, 2, 1), date(2025, 5, 31), "no_effect", 100),
    ]
    (found,) = tried(together(steps), AS_OF)
    assert (found.dose, found.started_on, found.stopped_on, found.reason, found.counts_as_failed) == (
        100,
        date(2025, 1, 1),
        date(2025, 5, 31),
        "no_effect",
        True,
    )


def test_a_pause_of_years_is_no_treatment():
    # Two courses of 30 days each, three years apart, are 60 days: too short to have had no effect.
    courses = [
        course("metoprolol", date(2022, 1, 1), date(2022, 1, 30), "other"),
        course("metoprolol", date(2025, 1, 1), date(2025, 1, 30), "no_effect"),
    ]
    (found,) = tried(together(courses), AS_OF)
    assert (found.days, found.counts_as_failed) == (60, False)
    # A step that was never closed lasts until the next; days on two doses at once count once.
    overlapping = [
        course("metoprolol", date(2025, 1, 1), None, None, 50),
        course("metoprolol", date(2025, 2, 1), date(2025, 3, 25), "no_effect", 100),
    ]
    (found,) = tried(together(overlapping), AS_OF)
    assert (found.days, found.counts_as_failed) == (84, True)


def test_what_still_runs_or_begins_later_has_not_been_tried():
    running = course("kandesartan", date(2025, 1, 1))
    ends_later = course("topiramat", date(2025, 1, 1), date(2026, 4, 1), "no_effect")
    later = course("amitriptylin", date(2026, 4, 1), date(2026, 5, 1), "side_effect")
    assert tried(together([running, ends_later, later]), AS_OF) == ()


@pytest.mark.parametrize(("stopped", "number"), [(date(2026, 3, 31), 1), (date(2026, 4, 1), 0)])
def test_a_preventive_that_stops_on_the_as_of_day_has_been_tried(stopped, number):
    assert len(tried(together([course("topiramat", date(2026, 3, 31), stopped, "side_effect")]), AS_OF)) == number


def test_devices_and_short_courses_are_no_preventive_drug_treatment():
    days = (date(2025, 1, 1), date(2025, 6, 1), "no_effect")
    made = [
        row(drug, drug, family, days[0], days[1], None, None, None, days[2])
        for drug, family in (("Cefaly", "device"), ("Prednisolon", "bridging"))
    ]
    assert tried(together([*made, course("topiramat", *days)]), AS_OF)[0].drug == "topiramat"
    assert len(tried(together(made), AS_OF)) == 0


@pytest.mark.parametrize(("failed", "expected"), [(1, Outcome.UNDETERMINED), (2, Outcome.MET), (3, Outcome.MET)])
def test_basis_for_an_antibody(failed, expected):
    drugs = ("metoprolol", "topiramat", "amitriptylin")[:failed]
    courses = [course(drug, date(2025, 1, 1), date(2025, 2, 1), "side_effect") for drug in drugs]
    found = basis(sweden("TLV-1"), criteria_for(thrice(recorded_headache=15, migraine=8)), together(courses), AS_OF)
    assert [(criterion.rule, criterion.outcome.code) for criterion in found.patterns] == [
        ("CM-5", "met"),
        ("MOH-10", "not_met"),
    ]
    assert (found.failed, len(found.tried)) == (expected, failed)


def test_a_rule_that_names_no_treatments_asks_for_none():
    assert basis(sweden("TLV-2"), (), together([]), AS_OF).failed is None


@pytest.mark.parametrize(
    ("number", "attacks", "whole"),
    [(1, "not_met", "not_met"), (2, "met", "undetermined"), (3, "met", "undetermined")],
)
def test_attacks_a_month_for_rimegepant(number, attacks, whole):
    # TLV-5: at least two migraine attacks a month; whether two triptans failed is in no diary
    found = RULES["TLV-5"].of(grid(migraine=("+." * number).ljust(28, ".")))
    assert (found.outcome.code, found.caution, found.span) == (whole, "basis_only", (number, number))
    assert found.as_json(shipped())["parts"] == {"attacks": attacks, "failed_triptans": "undetermined"}
    assert RULES["TLV-5"].of(grid(migraine="?" * 28)).outcome.code == "not_computable"
    assert RULES["TLV-5"].of(grid(migraine="xx+".ljust(28, "."))).outcome.code == "not_computable"
