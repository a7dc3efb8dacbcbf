"""How outcomes combine, for one patient and for columns, and that filling in the blanks never overturns a verdict."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.counts.day_count import DayColumn, DayCount
from analysis.criteria.medication_overuse import takes_several_classes
from analysis.criteria.registry import RULES, WINDOW_KINDS, criteria_for, met, outcomes_of, unmeasured
from analysis.criteria.rule import Asked, WindowRule, reach
from analysis.outcomes import Outcome, all_of, any_of, none_of
from tests.analysis.criteria.made import as_columns, thrice, windows

NC, NO, PERHAPS, YES = Outcome.NOT_COMPUTABLE, Outcome.NOT_MET, Outcome.UNDETERMINED, Outcome.MET
OUTCOMES = (NC, NO, PERHAPS, YES)

ALL_OF = {
    (NO, NO): NO, (NO, NC): NO, (NO, PERHAPS): NO, (NO, YES): NO,
    (NC, NC): NC, (NC, PERHAPS): NC, (NC, YES): NC,
    (PERHAPS, PERHAPS): PERHAPS, (PERHAPS, YES): PERHAPS,
    (YES, YES): YES,
}  # fmt: skip
ANY_OF = {
    (NO, NO): NO, (NO, NC): NC, (NO, PERHAPS): PERHAPS, (NO, YES): YES,
    (NC, NC): NC, (NC, PERHAPS): NC, (NC, YES): YES,
    (PERHAPS, PERHAPS): PERHAPS, (PERHAPS, YES): YES,
    (YES, YES): YES,
}  # fmt: skip


@pytest.mark.parametrize(("pair", "expected"), ALL_OF.items())
def test_all_of_two(pair, expected):
    assert all_of(*pair) is expected
    assert all_of(*reversed(pair)) is expected


@pytest.mark.parametrize(("pair", "expected"), ANY_OF.items())
def test_any_of_two(pair, expected):
    assert any_of(*pair) is expected
    assert any_of(*reversed(pair)) is expected


def test_none_of_is_the_opposite_of_any():
    assert [none_of(one) for one in OUTCOMES] == [NC, YES, PERHAPS, NO]
    assert none_of(NO, YES) is NO


def test_columns_combine_as_each_patient_does():
    triples = list(product(OUTCOMES, repeat=3))
    columns = [np.array([int(triple[place]) for triple in triples]) for place in range(3)]
    for combine in (all_of, any_of, none_of):
        assert combine(*columns).tolist() == [int(combine(*triple)) for triple in triples]
    assert all_of(columns[0], YES).tolist() == columns[0].tolist()


counts = st.tuples(st.integers(0, 28), st.integers(0, 28), st.integers(0, 28), st.integers(0, 28))


@given(st.lists(counts, min_size=1, max_size=20), st.integers(0, 30))
def test_columns_reach_a_limit_as_each_patient_does(rows, limit):
    each = [
        DayCount(observed, unfilled, unknown, observed + other + unknown) for observed, other, unfilled, unknown in rows
    ]
    column = DayColumn(
        *(np.array([getattr(one, name) for one in each]) for name in ("observed", "unfilled", "unknown", "filled"))
    )
    assert column.reaches(limit).tolist() == [int(one.reaches(limit)) for one in each]
    assert [None if np.isnan(rate) else rate for rate in column.per_28] == [one.per_28 for one in each]
    assert column.highest.tolist() == [one.highest for one in each]


days = st.integers(0, 28)


@st.composite
def diaries(draw):
    """Three windows in which every kind is anything, as far as 28 days allow."""
    made = []
    for _ in range(3):
        unfilled, outside = draw(st.integers(0, 10)), draw(st.sampled_from([0, 0, 0, 1, 9]))
        filled = 28 - unfilled - outside
        of_kind, unknown = {}, {}
        for kind in WINDOW_KINDS:
            unknown[kind] = draw(st.sampled_from([0, 0, 1, filled]))
            of_kind[kind] = draw(st.integers(0, filled - unknown[kind]))
        made.append({"unfilled": unfilled, "outside": outside, "unknown": unknown, **of_kind})
    return made


@settings(max_examples=100, deadline=None)
@given(st.lists(diaries(), min_size=1, max_size=6))
def test_a_clinic_is_judged_as_each_of_its_patients(drawn):
    patients = [windows(*of_each) for of_each in drawn]
    table = outcomes_of(as_columns(patients))
    for name, own in zip(table.index, patients, strict=True):
        assert table.loc[name].to_dict() == {found.rule: int(found.outcome) for found in criteria_for(own)}


@settings(max_examples=200, deadline=None)
@given(diaries(), st.data())
def test_filling_in_the_blanks_never_overturns_a_verdict(drawn, data):
    before = {found.rule: found.outcome for found in criteria_for(windows(*drawn))}
    after = {found.rule: found.outcome for found in criteria_for(windows(*(_filled(one, data) for one in drawn)))}
    for rule, outcome in before.items():
        if outcome in (Outcome.MET, Outcome.NOT_MET):
            assert after[rule] is outcome, rule


def _filled(window, data):
    """The window with every unfilled and untold day told, of each kind as often as the drawing says."""
    filled = {}
    for kind in WINDOW_KINDS:
        blanks = window["unfilled"] + window["unknown"][kind]
        filled[kind] = window[kind] + data.draw(st.integers(0, blanks))
    return {**filled, "outside": window["outside"]}


def test_every_undetermined_criterion_says_what_would_settle_it():
    for found in criteria_for(thrice(recorded_headache=14, migraine=7, triptan=9, unfilled=3)):
        if found.outcome is Outcome.UNDETERMINED and any(limit.unit == "days/28" for limit in found.limits):
            assert found.missing_days_to_settle, found.rule
            assert all(1 <= one.fewest <= 3 for one in found.missing_days_to_settle), found.rule
        else:
            assert not found.missing_days_to_settle, found.rule


def test_of_cluster_headache_only_days_with_medication_are_judged():
    # CH-2: days are no measure of it; days with triptans are days with triptans all the same.
    found = {one.rule: one for one in unmeasured(criteria_for(thrice(headache=20, migraine=20, triptan=12)))}
    assert (found["MOH-3"].outcome, found["MOH-10"].outcome) == (Outcome.MET, Outcome.MET)
    for rule in ("CM-1", "CM-5", "CM-8", "CM-9", "MOH-1", "TTH-3"):
        assert (found[rule].outcome, found[rule].lacks, found[rule].counts) == (
            Outcome.NOT_COMPUTABLE,
            "no_measure",
            (),
        )


def test_who_meets_a_rule():
    table = outcomes_of(as_columns([thrice(triptan=10), thrice(triptan=9)]))
    assert met(table, "MOH-3") == ("P0",)


def test_rules_of_windows_name_only_kinds_that_are_counted():
    for rule in RULES.values():
        if isinstance(rule, WindowRule):
            assert {limit.what for limit in rule.limits} <= set(WINDOW_KINDS)


@settings(max_examples=60, deadline=None)
@given(diaries())
def test_rules_asked_together_answer_as_each_alone(drawn):
    made = windows(*drawn, *drawn[:1])
    of_windows = [rule for rule in RULES.values() if isinstance(rule, WindowRule)]
    assert criteria_for(made) == tuple(rule.of(made) for rule in of_windows)


def test_a_window_that_keeps_answers_forgets_those_about_days_that_change():
    (window,) = windows({"triptan": 9, "opioid": 10, "unfilled": 1})
    asked = Asked(window)
    before = [reach(asked, "triptan", 10), reach(asked, "opioid", 10), takes_several_classes([asked])]
    assert before == [Outcome.UNDETERMINED, Outcome.MET, Outcome.MET]
    none = DayCount(0, 0, 0, 28)
    other = asked.were("triptan", none)
    assert other["triptan"] == none
    after = [reach(other, "triptan", 10), reach(other, "opioid", 10), reach(other, "triptan", 1)]
    assert after == [Outcome.NOT_MET, Outcome.MET, Outcome.NOT_MET]
    assert takes_several_classes([other]) is Outcome.UNDETERMINED
    assert [reach(asked, "triptan", 10), takes_several_classes([asked])] == [Outcome.UNDETERMINED, Outcome.MET]
