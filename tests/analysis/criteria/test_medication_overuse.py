"""Medication overuse by class, ICHD-3 8.2: each limit under, at and over, with unfilled and untold days."""

from __future__ import annotations

import pytest

from analysis.criteria.registry import RULES
from tests.analysis.criteria.made import thrice, windows

# The days a month of ICHD-3 8.2.1 to 8.2.5 and 8.2.8, typed from the classification.
LIMITS = {
    "MOH-2": ("ergot", 10),
    "MOH-3": ("triptan", 10),
    "MOH-4": ("simple_analgesic", 15),
    "MOH-4a": ("paracetamol", 15),
    "MOH-4b": ("nsaid", 15),
    "MOH-4c": ("other_analgesic", 15),
    "MOH-5": ("opioid", 10),
    "MOH-6": ("combination", 10),
    "MOH-8": ("other", 10),
}
OPINION = "MOH-8"
BY_CLASS = [(rule, kind, limit) for rule, (kind, limit) in LIMITS.items()]


def code(rule, made):
    return RULES[rule].of(made).outcome.code


def taken(**days):
    """Days of each class, and the kinds that follow from them where no two fall on one day."""
    simple = sum(days.get(kind, 0) for kind in ("paracetamol", "nsaid", "other_analgesic", "simple_combination"))
    simple = days.get("simple_analgesic", simple)
    all_classes = sum(days[kind] for kind in days if kind not in ("other", "gepant"))
    return {**days, "simple_analgesic": simple, "overusable": all_classes}


@pytest.mark.parametrize(("rule", "kind", "limit"), BY_CLASS)
def test_each_class_under_at_and_over_its_limit(rule, kind, limit):
    # T-6: ten triptan days are met; T-7: 14 and 15 days of ibuprofen
    assert code(rule, thrice(**{kind: limit - 1})) == "not_met"
    assert code(rule, thrice(**{kind: limit})) == "met"
    assert code(rule, thrice(**{kind: limit + 1})) == "met"


@pytest.mark.parametrize(("rule", "kind", "limit"), BY_CLASS)
def test_each_class_over_three_consecutive_windows(rule, kind, limit):
    at, under = {kind: limit}, {kind: limit - 1}
    assert code(rule, windows(at, under, at)) == "not_met"
    assert code(rule, windows(under, at, at, at)) == "met"
    assert code(rule, windows(at, at)) == "not_computable"
    assert [one.code for one in RULES[rule].of(windows(at, at, under)).by_window] == ["met", "met", "not_met"]
    assert RULES[rule].of(windows(under, under, at)).last_window.code == "met"


@pytest.mark.parametrize(("rule", "kind", "limit"), BY_CLASS)
def test_an_unfilled_or_untold_day_that_could_decide_leaves_it_open(rule, kind, limit):
    # T-9: nine days with codeine and paracetamol and one missing day
    at = {kind: limit}
    assert code(rule, windows(at, at, {kind: limit - 1, "unfilled": 1})) == "undetermined"
    assert code(rule, windows(at, at, {kind: limit - 1, "unknown": {kind: 1}})) == "undetermined"
    assert code(rule, windows(at, at, {kind: limit - 2, "unfilled": 1})) == "not_met"
    assert code(rule, windows(at, at, {kind: limit, "unfilled": 5})) == "met"
    (settling,) = RULES[rule].of(windows(at, at, {kind: limit - 1, "unfilled": 3})).missing_days_to_settle
    assert settling.fewest == 1


@pytest.mark.parametrize(("rule", "kind", "limit"), BY_CLASS)
def test_doses_that_were_never_recorded_are_not_computable(rule, kind, limit):
    assert code(rule, thrice(headache=20, unknown={kind: 28})) == "not_computable"


def test_a_combination_counts_at_ten_days_not_fifteen():
    # T-8: Treo on ten days
    made = thrice(**taken(combination=10))
    assert (code("MOH-6", made), code("MOH-4b", made), code("MOH-4a", made)) == ("met", "not_met", "not_met")


def test_several_classes_together():
    # T-5: triptan on 6 days and paracetamol on 5 others is 11 days.
    made = thrice(**taken(triptan=6, paracetamol=5))
    assert (code("MOH-3", made), code("MOH-4a", made), code("MOH-7", made)) == ("not_met", "not_met", "met")


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        ({"triptan": 5, "paracetamol": 5}, "met"),
        ({"triptan": 5, "paracetamol": 4}, "not_met"),
        ({"triptan": 9, "nsaid": 1}, "met"),
        ({"triptan": 10, "nsaid": 1}, "not_met"),  # the triptan is over its own limit
        ({"paracetamol": 7, "nsaid": 7}, "not_met"),  # both are non-opioid analgesics: one class
        ({"paracetamol": 14}, "not_met"),
        ({"nsaid": 14, "ergot": 1}, "met"),
        ({"nsaid": 15, "ergot": 1}, "not_met"),
        ({"opioid": 5, "combination": 5}, "met"),
        ({"simple_combination": 9, "nsaid": 5}, "not_met"),  # a tablet of two simple analgesics is the same class
        ({"simple_combination": 9, "triptan": 1}, "met"),
        ({"paracetamol": 8, "nsaid": 7, "triptan": 1}, "not_met"),  # 15 days of simple analgesics are MOH-4
        ({"triptan": 9, "gepant": 19}, "not_met"),  # MOH-12: gepants raise no flag
        ({"triptan": 9, "other": 9}, "not_met"),
    ],
)
def test_which_classes_make_several(days, expected):
    assert code("MOH-7", thrice(**taken(**days))) == expected


def test_a_class_overused_in_one_month_only_does_not_hide_that_all_together_are():
    one = taken(triptan=10, nsaid=2)
    other = taken(triptan=9, nsaid=2)
    assert code("MOH-7", windows(one, other, one)) == "met"
    assert code("MOH-7", windows(one, one, one)) == "not_met"


def test_a_class_that_changes_from_month_to_month_counts():
    # ICHD-3 8.2.6: any combination on ten days or more, no single class over its own limit through the period.
    triptans, nsaids, opioids = taken(triptan=10), taken(nsaid=10), taken(opioid=10)
    assert code("MOH-7", windows(triptans, nsaids, opioids)) == "met"
    assert code("MOH-7", windows(triptans, nsaids, triptans)) == "met"
    assert code("MOH-7", windows(triptans, taken(nsaid=9), triptans)) == "not_met"
    assert code("MOH-7", windows(triptans, triptans, triptans)) == "not_met"  # 8.2.2
    # One class in the whole period, over no limit of its own: simple analgesics on ten days.
    assert code("MOH-7", windows(nsaids, taken(paracetamol=10), nsaids)) == "not_met"
    # Whether a second class was taken at all depends on a day that does not tell.
    untold = {**taken(nsaid=10), "unknown": {"triptan": 1}}
    assert code("MOH-7", windows(nsaids, nsaids, untold)) == "undetermined"


@pytest.mark.parametrize(
    ("days", "together", "alone"),
    [
        ({"paracetamol": 7, "nsaid": 7}, "not_met", "not_met"),
        ({"paracetamol": 8, "nsaid": 7}, "met", "not_met"),
        ({"paracetamol": 8, "nsaid": 8}, "met", "not_met"),
        ({"paracetamol": 10, "nsaid": 10}, "met", "not_met"),
        ({"simple_combination": 14}, "not_met", "not_met"),
        ({"simple_combination": 15}, "met", "not_met"),  # a tablet of two counts here and for neither alone
        ({"simple_combination": 16}, "met", "not_met"),
        ({"paracetamol": 15}, "met", "met"),
    ],
)
def test_simple_analgesics_count_together(days, together, alone):
    # MOH-4: ICHD-3 8.2.3, cumulatively 15 days a month, whatever 8.2.3.1 and 8.2.3.2 say
    made = thrice(**taken(**days))
    assert code("MOH-4", made) == together
    assert code("MOH-4a", made) == alone
    assert code("MOH-4b", made) == "not_met"
    assert code("MOH-10", made) == together


def test_what_is_overused_is_named_as_narrowly_as_it_can_be():
    assert RULES["MOH-10"].of(thrice(**taken(paracetamol=8, nsaid=8))).values == ("simple_analgesic",)
    assert RULES["MOH-10"].of(thrice(**taken(paracetamol=15))).values == ("paracetamol",)


def test_an_opinion_lifts_no_diagnosis_like_rule():
    # Lasmiditan on ten days: MOH-8, by opinion, and neither MOH-10 nor MOH-1.
    made = thrice(recorded_headache=20, other=28)
    assert [code(rule, made) for rule in ("MOH-8", "MOH-10", "MOH-1")] == ["met", "not_met", "not_met"]


def test_days_with_any_opioid_are_told_and_have_no_limit():
    # ICHD-3 8.2 note 1: codeine with paracetamol is a combination, not an opioid and paracetamol.
    made = thrice(**taken(combination=10), any_opioid=10)
    assert [code(rule, made) for rule in ("MOH-5", "MOH-6", "MOH-4")] == ["not_met", "met", "not_met"]


def test_overuse_is_any_class_or_several_together():
    # MOH-10
    for rule, (kind, limit) in LIMITS.items():
        if rule != OPINION:
            shared = {"simple_analgesic": limit} if rule.startswith("MOH-4") else {}
            assert code("MOH-10", thrice(**taken(**{kind: limit, **shared}))) == "met", rule
    assert code("MOH-10", thrice(**taken(triptan=6, paracetamol=5))) == "met"
    assert code("MOH-10", thrice(**taken(paracetamol=14))) == "not_met"
    assert code("MOH-10", thrice(gepant=28)) == "not_met"
    criterion = RULES["MOH-10"].of(thrice(**taken(triptan=12, opioid=10, nsaid=14)))
    assert criterion.values == ("triptan", "opioid")


@pytest.mark.parametrize(
    ("headache", "triptan", "expected"),
    [(15, 10, "met"), (14, 10, "not_met"), (15, 9, "not_met"), (28, 28, "met")],
)
def test_overuse_with_headache_on_fifteen_days(headache, triptan, expected):
    # MOH-1: 8.2 A and B; the same headache days as for chronic migraine
    assert code("MOH-1", thrice(recorded_headache=headache, **taken(triptan=triptan))) == expected


def test_an_empty_diary_neither_has_nor_lacks_overuse():
    made = thrice(unfilled=28)
    for rule in (*LIMITS, "MOH-1", "MOH-7", "MOH-10", "MOH-15"):
        assert code(rule, made) == "undetermined", rule


@pytest.mark.parametrize(
    ("kind", "near", "limit"),
    [
        ("triptan", 8, 10),
        ("opioid", 8, 10),
        ("ergot", 8, 10),
        ("combination", 8, 10),
        ("simple_analgesic", 12, 15),
    ],
)
def test_early_warning_begins_near_the_limit_and_ends_at_it(kind, near, limit):
    # MOH-15, in the newest window alone
    assert code("MOH-15", windows({kind: near - 1})) == "not_met"
    assert code("MOH-15", windows({kind: near})) == "met"
    assert code("MOH-15", windows({kind: limit - 1})) == "met"
    assert code("MOH-15", windows({kind: limit})) == "not_met"
    assert code("MOH-15", windows({kind: near}, {kind: near - 1})) == "not_met"
    assert RULES["MOH-15"].of(windows({kind: near})).values == (kind,)
    # Days that could carry it over the limit leave the warning open.
    assert code("MOH-15", windows({kind: near, "unfilled": limit - near})) == "undetermined"
    assert code("MOH-15", windows({kind: near, "unfilled": limit - near - 1})) == "met"


def test_early_warning_asks_for_one_window():
    assert code("MOH-15", ()) == "not_computable"
    assert len(RULES["MOH-15"].of(thrice(triptan=8)).by_window) == 1


def test_what_would_settle_whether_several_classes_were_taken():
    # Ten days, nine of them with a triptan; on one more the entry does not tell whether it was a simple analgesic.
    made = thrice(triptan=9, overusable=10, unknown={"simple_analgesic": 1})
    criterion = RULES["MOH-7"].of(made)
    assert criterion.outcome.code == "undetermined"
    assert {(one.kind, one.limit, one.fewest) for one in criterion.missing_days_to_settle} == {
        ("simple_analgesic", 1, 1)
    }


def test_the_resolution_of_headache_after_withdrawal_is_not_asked_for():
    # MOH-14: the limits of 8.2 are headache days and days with medication, nothing else.
    assert {limit.what for limit in RULES["MOH-1"].limits} == {
        "recorded_headache",
        *(kind for rule, (kind, _) in LIMITS.items() if rule != OPINION),
        "overusable",
    }


def test_rules_that_rest_on_opinion_say_so():
    assert RULES["MOH-8"].is_uncertain
    assert RULES["MOH-8"].caution == "opinion"
    assert RULES["MOH-12"].is_uncertain
    assert not RULES["MOH-3"].is_uncertain
    assert RULES["MOH-10"].caution == "expert_opinion"
