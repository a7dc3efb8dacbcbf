"""What else changed: other drugs, other doses, Botox, the end of overuse; under, at and over 28 days."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from analysis.counts.completeness import Completeness
from analysis.counts.day_count import DayCount, WindowCounts
from analysis.drugs.overuse_limits import OVERUSE_DAYS
from analysis.effect.co_interventions import CoIntervention, co_interventions, end_of_overuse
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


def window(**days: int) -> MeasuredWindow:
    """28 filled days with so many days of each class, none of the others."""
    counts = {kind: DayCount(days.get(kind, 0), days.get("empty", 0), 0, 28) for kind in OVERUSE_DAYS}
    return MeasuredWindow(WindowCounts(Window(START, UNTIL), Completeness(28, 0, 0, 0), counts), {})


@pytest.mark.parametrize(
    ("before", "after", "is_ended"),
    [
        ({"triptan": 10}, {"triptan": 9}, True),
        ({"triptan": 9}, {"triptan": 0}, False),
        ({"triptan": 10}, {"triptan": 10}, False),
        ({"nsaid": 15}, {"nsaid": 14}, True),
        ({"nsaid": 14}, {"nsaid": 0}, False),
        ({"opioid": 10}, {"combination": 10}, False),
        ({"ergot": 10}, {}, True),
        ({"triptan": 10}, {"triptan": 9, "empty": 1}, False),
    ],
)
def test_end_of_overuse(before, after, is_ended):
    # MOH-2 to MOH-6: 10 days of triptan, ergot, opioid or combination, 15 of simple analgesics.
    found = end_of_overuse(window(**before), window(**after))
    assert (found is not None) is is_ended
    if found:
        assert found.as_json() == {"code": "overuse_ended", "drug": None, "date": None}
