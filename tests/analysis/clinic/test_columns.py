"""The columns at their limits, on a few rows made by hand."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import pandas as pd
import pytest

from analysis.basis import Basis
from analysis.clinic.around_starts import BEFORE
from analysis.clinic.courses import courses
from analysis.clinic.evaluations import NO_VISIT, NOT_JUDGEABLE, VISIT_UNREAD, evaluations
from analysis.clinic.published import STOPPED_FOR_NO_EFFECT, STOPPED_FOR_SIDE_EFFECT
from analysis.clinic.registers import beside_registers
from analysis.clinic.response import judged
from analysis.clinic.selection import Selection, placed
from analysis.records.treatments import Treatment
from analysis.settings import shipped

START = date(2026, 1, 1)
WINDOW_END = date(2026, 3, 25)
"""The last day of week 12."""
A_DAY = timedelta(days=1)
VISIT = WINDOW_END + 10 * A_DAY
FEWEST_FILLED = 14
"""Filled days of 28 under which a window is red (CMP-21, local setting)."""


def begun_once() -> pd.DataFrame:
    """One treatment of one patient, judged after twelve weeks."""
    return pd.DataFrame(
        {
            "patient_id": ["A"],
            "treatment": ["erenumab"],
            "family": ["cgrp_antibody"],
            "beginning": ["start"],
            "first_day": [START.toordinal()],
            "has_known_start": [True],
            "is_unread": [False],
            "is_unmeasured": [False],
            "weeks_to_judge": [12],
            "covers_12": [True],
            "covers_24": [True],
            "covers_52": [True],
            "covers_judged": [True],
        }
    )


def counts(filled_before: int, filled_after: int, days_before: int = 8) -> pd.DataFrame:
    """So many filled days before and after, with headache on so many before and four after."""
    index = pd.MultiIndex.from_tuples([(0, BEFORE), (0, 12)], names=["start", "weeks"])
    filled, days = [filled_before, filled_after], [days_before, 4]
    unknown = [0, 0]
    return pd.DataFrame(
        {
            "inside": [28, 28],
            "filled": filled,
            "of_attacks": [0, 0],
            "headache": days,
            "headache_unknown": unknown,
            "migraine": days,
            "migraine_unknown": unknown,
        },
        index=index,
    )


@pytest.mark.parametrize(
    ("before", "after", "reason"),
    [
        (FEWEST_FILLED, FEWEST_FILLED, ""),
        (FEWEST_FILLED - 1, FEWEST_FILLED, "baseline_incomplete"),
        (FEWEST_FILLED, FEWEST_FILLED - 1, "evaluation_incomplete"),
    ],
)
def test_a_window_is_judged_from_its_fewest_filled_days_on(before: int, after: int, reason: str) -> None:
    found = judged(begun_once(), counts(before, after), Basis(WINDOW_END, shipped()))
    assert set(found["reason"]) == {reason}
    assert set(found["month"]) == {3}


@pytest.mark.parametrize(("days_before", "reason"), [(4, ""), (3, "small_baseline")])
def test_four_days_before_are_needed_for_a_percentage(days_before: int, reason: str) -> None:
    found = judged(begun_once(), counts(28, 28, days_before), Basis(WINDOW_END, shipped()))
    assert set(found["reason"]) == {reason}


@pytest.mark.parametrize(
    ("visit", "days_before", "reason", "days"),
    [
        (WINDOW_END, 8, "", 83.0),
        (date(2026, 3, 24), 8, NO_VISIT, np.nan),
        (WINDOW_END, 2, "", 83.0),
        (WINDOW_END, 1, NOT_JUDGEABLE, np.nan),
    ],
)
def test_a_visit_on_the_last_day_of_the_window_evaluates(
    visit: date, days_before: int, reason: str, days: float
) -> None:
    visits = pd.DataFrame({"patient_id": ["A"], "visit": [visit.toordinal()]})
    found = evaluations(begun_once(), counts(28, 28, days_before), visits, {}, Basis(WINDOW_END, shipped()))
    assert found["reason"].tolist() == [reason]
    assert found["days"].tolist() == pytest.approx([days], nan_ok=True)


@pytest.mark.parametrize(
    ("unread", "reason"),
    [
        (None, VISIT_UNREAD),
        (WINDOW_END, VISIT_UNREAD),
        (VISIT, VISIT_UNREAD),
        (WINDOW_END - A_DAY, ""),
        (VISIT + A_DAY, ""),
    ],
)
def test_a_visit_that_could_not_be_read_may_have_been_the_first(unread: date | None, reason: str) -> None:
    visits = pd.DataFrame({"patient_id": ["A"], "visit": [VISIT.toordinal()]})
    basis = Basis(VISIT + 30 * A_DAY, shipped())
    (found,) = evaluations(begun_once(), counts(28, 28), visits, {"A": [unread], "B": [None]}, basis)["reason"]
    assert found == reason


@pytest.mark.parametrize(("unread", "reason"), [(VISIT, VISIT_UNREAD), (VISIT + A_DAY, NO_VISIT)])
def test_where_no_visit_is_known_one_that_could_not_be_read_may_have_been_made(unread: date, reason: str) -> None:
    none = pd.DataFrame({"patient_id": ["B"], "visit": [WINDOW_END.toordinal()]})
    (found,) = evaluations(begun_once(), counts(28, 28), none, {"A": [unread]}, Basis(VISIT, shipped()))["reason"]
    assert found == reason


def test_days_of_cluster_headache_judge_nothing() -> None:
    begun, basis = begun_once().assign(is_unmeasured=True), Basis(WINDOW_END, shipped())
    visits = pd.DataFrame({"patient_id": ["A"], "visit": [WINDOW_END.toordinal()]})
    assert set(judged(begun, counts(28, 28), basis)["reason"]) == {"days_are_no_measure"}
    assert set(evaluations(begun, counts(28, 28), visits, {}, basis)["reason"]) == {NOT_JUDGEABLE}


def test_the_share_stopped_for_a_reason_is_of_those_whose_reason_is_known() -> None:
    reasons = [*["no_effect"] * 3, *["side_effect"] * 2, "other", *[None] * 4]
    names = [f"A{number}" for number in range(len(reasons))]
    begun = pd.concat([begun_once()] * len(reasons), ignore_index=True)
    begun = begun.assign(patient_id=names, last_day=float(WINDOW_END.toordinal()), stop_reason=reasons)
    everyone = pd.DataFrame({"enrolled_on": START.toordinal(), "left_on": np.nan}, pd.Index(names, dtype="str"))
    rows = placed(courses(begun, everyone, WINDOW_END), everyone)
    nobody = pd.DataFrame({name: [] for name in ("month", "kind", "reason", "family", "treatment", "place")})
    found = {
        one.register: one
        for one in beside_registers(Selection(everyone, {}, 5), nobody.astype({"place": "int64"}), rows)
    }
    told = found[STOPPED_FOR_NO_EFFECT], found[STOPPED_FOR_SIDE_EFFECT]
    assert [(one.share, one.number, one.left_out) for one in told] == [(3 / 6, 6, 4), (2 / 6, 6, 4)]


def test_an_end_after_the_as_of_date_is_not_seen() -> None:
    treatment = Treatment("Aimovig", "erenumab", "cgrp_antibody", START, WINDOW_END, 70, "mg", 28, "no_effect")
    on_the_day, before = (treatment.as_known(day) for day in (WINDOW_END, date(2026, 3, 24)))
    assert (on_the_day.stopped_on, on_the_day.stop_reason) == (WINDOW_END, "no_effect")
    assert (before.stopped_on, before.stop_reason) == (None, None)


@pytest.mark.parametrize(("others", "can"), [("z" * 3, False), ("z" * 3 + "w" * 3, True), ("z" * 20, True)])
def test_a_family_is_told_only_if_what_is_hidden_beside_it_is_not_found(others: str, can: bool) -> None:
    """Hidden are x and y of the family; z is found as all less the family where it is the only one hidden besides."""
    parts = list("a" * 20 + "x" * 4 + "y" * 4 + others)
    rows = pd.DataFrame({"treatment": parts, "place": np.arange(len(parts))})
    selection = Selection(pd.DataFrame(index=[f"P{place}" for place in rows["place"]]), {}, 5)
    assert selection.can_be_split(rows, "treatment", rows["treatment"].isin(["a", "x", "y"])) is can
