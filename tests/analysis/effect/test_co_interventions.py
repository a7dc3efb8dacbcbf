"""What else changed: other drugs, other doses, Botox, the end of overuse; under, at and over 28 days."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from analysis.counts.completeness import Completeness
from analysis.counts.day_count import DayCount, WindowCounts
from analysis.diary import FIRST_DATE
from analysis.drugs.overuse_limits import OVERUSE_DAYS
from analysis.effect.co_interventions import CoIntervention, co_interventions, end_of_overuse, may_have_changed
from analysis.effect.measured import MeasuredWindow
from analysis.windows import Window
from tests.treated import episodes, row

START = date(2026, 3, 2)
UNTIL = START + timedelta(days=83)


def treatment(drug, first, last=None, *, dose=50.0, interval=1, family="antiepileptic", given=()):
    return row(drug, drug.casefold(), family, first, last, dose, "mg", interval, None, tuple(given))


def changes(*others, until=UNTIL):
    judged = treatment("Aimovig", START, dose=140.0, interval=28, family="cgrp_antibody")
    found = episodes([judged, *others])
    (episode,) = [one for one in found if one.drug == "Aimovig"]
    return [(change.code, change.drug, change.on) for change in co_interventions(episode, found, until)]


@pytest.mark.parametrize(
    ("started_on", "is_told"),
    [
        (START - timedelta(days=29), False),
        (START - timedelta(days=28), True),
        (START, True),
        (UNTIL, True),
        (UNTIL + timedelta(days=1), False),
    ],
)
def test_starts_within_baseline_and_evaluation(started_on, is_told):
    found = changes(treatment("Topiramat", started_on))
    assert found == ([("started", "Topiramat", started_on)] if is_told else [])


def test_a_stop_and_a_step_are_told_once_each():
    found = changes(
        treatment("Metoprolol", date(2025, 1, 1), date(2026, 2, 10), family="beta_blocker"),
        treatment("Topiramat", date(2025, 6, 1), date(2026, 4, 5), dose=50.0),
        treatment("Topiramat", date(2026, 4, 6), dose=100.0),
    )
    assert found == [
        ("stopped", "Metoprolol", date(2026, 2, 10)),
        ("dose_changed", "Topiramat", date(2026, 4, 6)),
    ]


def test_botox_injections_of_a_treatment_that_goes_on_are_told():
    given = [date(2025, 12, 1), date(2026, 2, 23), date(2026, 5, 18)]
    botox = treatment("Botox", given[0], dose=155.0, interval=84, family="botulinum_toxin", given=given)
    assert changes(botox) == [
        ("botulinum_toxin_given", "Botox", date(2026, 2, 23)),
        ("botulinum_toxin_given", "Botox", date(2026, 5, 18)),
    ]
    assert not CoIntervention("botulinum_toxin_given", "Botox", given[1]).is_close_to(START)


@pytest.mark.parametrize(("days", "is_close"), [(-29, False), (-28, True), (28, True), (29, False)])
def test_two_changes_within_28_days(days, is_close):
    assert CoIntervention("started", "Topiramat", START + timedelta(days=days)).is_close_to(START) is is_close


@pytest.mark.parametrize(("days", "is_close"), [(-59, False), (-58, True), (28, True), (29, False)])
def test_a_change_in_a_month_is_close_if_any_of_its_days_is(days, is_close):
    assert CoIntervention("started_in_month", "Topiramat", START + timedelta(days=days)).is_close_to(START) is is_close


def may_have(*others, unread=(), rejected=()):
    judged = treatment("Aimovig", START, dose=140.0, interval=28, family="cgrp_antibody")
    found = episodes([judged, *others])
    (episode,) = [one for one in found if one.drug == "Aimovig"]
    told = may_have_changed(episode, [one for one in found if one != episode], UNTIL, unread, rejected)
    return [(change.code, change.drug, change.on) for change in told]


@pytest.mark.parametrize(
    ("first", "last", "is_told"),
    [
        (date(2025, 1, 1), None, True),
        (date(2025, 1, 1), START - timedelta(days=28), True),
        (date(2025, 1, 1), START - timedelta(days=29), False),
        (UNTIL, None, True),
        (UNTIL + timedelta(days=1), None, False),
    ],
)
def test_another_treatment_that_could_not_be_read_may_have_changed_meanwhile(first, last, is_told):
    other = treatment("Metoprolol", first, last, family="beta_blocker")
    assert may_have(other, unread={Window(first, first)}) == ([("not_read", "Metoprolol", None)] if is_told else [])
    assert may_have(other) == []


BASELINE_BEGAN = START - timedelta(days=28)


@pytest.mark.parametrize(
    ("first", "last", "is_told"),
    [
        (FIRST_DATE, date.max, True),
        (FIRST_DATE, BASELINE_BEGAN - timedelta(days=1), False),
        (BASELINE_BEGAN - timedelta(days=300), date.max, True),
        (BASELINE_BEGAN - timedelta(days=300), BASELINE_BEGAN, True),
        (BASELINE_BEGAN - timedelta(days=300), BASELINE_BEGAN - timedelta(days=1), False),
        (BASELINE_BEGAN, date.max, True),
        (UNTIL, date.max, True),
        (UNTIL + timedelta(days=1), date.max, False),
    ],
)
def test_something_whose_drug_could_not_be_read_was_taken(first, last, is_told):
    day = None if first == FIRST_DATE else first
    assert may_have(rejected=[Window(first, last)] * 2) == ([("not_read", None, day)] if is_told else [])


@pytest.mark.parametrize(
    ("month", "is_told"),
    [(date(2026, 1, 1), False), (date(2026, 2, 1), True), (date(2026, 5, 1), True), (date(2026, 6, 1), False)],
)
def test_a_start_of_which_only_the_month_is_known_is_told_with_it(month, is_told):
    other = treatment("Topiramat", month)
    other = replace(other, treatments=tuple(replace(one, start_known="month") for one in other.treatments))
    assert may_have(other) == ([("started_in_month", "Topiramat", month)] if is_told else [])


def window(**days: int) -> MeasuredWindow:
    """28 filled days with so many days of each class, none of the others; of some it is not known what was taken."""
    empty, unread, outside = (days.get(what, 0) for what in ("empty", "unread", "outside"))
    filled = 28 - empty - outside
    counts = {kind: DayCount(days.get(kind, 0), empty, unread, filled) for kind in OVERUSE_DAYS}
    return MeasuredWindow(WindowCounts(Window(START, UNTIL), Completeness(filled, 0, empty, outside), counts), {})


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ({"triptan": 10}, {"triptan": 9}, "overuse_ended"),
        ({"triptan": 9}, {"triptan": 0}, None),
        ({"triptan": 10}, {"triptan": 10}, None),
        ({"nsaid": 15}, {"nsaid": 14}, "overuse_ended"),
        ({"nsaid": 14}, {"nsaid": 0}, None),
        ({"opioid": 10}, {"combination": 10}, None),
        ({"ergot": 10}, {}, "overuse_ended"),
        ({"triptan": 10}, {"triptan": 9, "empty": 1}, None),
        ({"triptan": 10}, {"triptan": 9, "outside": 1}, None),
        ({"triptan": 10}, {"triptan": 0, "outside": 9}, "overuse_ended"),
        ({"triptan": 10}, {"triptan": 0, "outside": 10}, None),
        ({"triptan": 10}, {"triptan": 9, "unread": 1}, "overuse_may_have_ended"),
        ({"triptan": 10}, {"triptan": 8, "unread": 1}, "overuse_ended"),
        ({"triptan": 10}, {"triptan": 10, "unread": 1}, None),
        ({"triptan": 10}, {"triptan": 8, "unread": 1, "empty": 1}, "overuse_may_have_ended"),
        ({"triptan": 10}, {"triptan": 9, "unread": 1, "empty": 1}, None),
        ({"triptan": 9, "unread": 1}, {"triptan": 9}, "overuse_may_have_ended"),
        ({"triptan": 8, "unread": 1}, {"triptan": 0}, None),
        ({"triptan": 8, "unread": 1, "empty": 1}, {"triptan": 0}, None),
        ({"triptan": 9, "unread": 1}, {"triptan": 9, "unread": 1}, "overuse_may_have_ended"),
        ({"triptan": 9, "unread": 1}, {"triptan": 10}, None),
        ({"triptan": 10}, {"unread": 28}, "overuse_may_have_ended"),
        ({"unread": 28}, {"triptan": 0}, None),
    ],
)
def test_end_of_overuse(before, after, told):
    # MOH-2 to MOH-6: 10 days of triptan, ergot, opioid or combination, 15 of simple analgesics.
    found = end_of_overuse(window(**before), window(**after))
    assert (found.as_json() if found else None) == (told and {"code": told, "drug": None, "date": None})
