"""What an entry tells at the edge of the lock, of the aura's minutes and of several doses on one day."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import select

from analysis.days.classified import classified_days
from analysis.days.definitions import PROFILES
from tests.drawn import diary_row, fill

DAY = date(2026, 3, 1)


def entered(engine, *, doses=(), also=(), settings=None, **fields):
    """The one entry as it is classified."""
    rows = [{"patient_id": "P", "date": DAY, "drug": drug, "helped": helped} for drug, helped in doses]
    with engine.begin() as connection:
        person = {"patient_id": "P", "enrolled_on": DAY}
        fill(connection, patients=[person], diary=[diary_row("P", DAY, **fields)], doses=rows)
        days = classified_days(PROFILES["MD-1"], also=also, **{"lock_days": 7, **(settings or {})})
        return connection.execute(select(days)).mappings().one()


@pytest.mark.parametrize(
    ("source", "later", "filled", "retrospective"),
    [
        ("migraine_buddy", 7, 1, 0),  # on the last day on which it could be filled in
        ("migraine_buddy", 8, 0, 1),
        ("migraine_buddy", 0, 1, 0),
        ("clinic", 8, 1, 0),  # the platform locks its own days
    ],
)
def test_an_entry_of_another_diary_counts_until_the_lock(engine, source, later, filled, retrospective):
    # CMP-4
    written = {"headache": True, "source": source, "recorded_at": datetime(2026, 3, 1, 23, 59) + timedelta(days=later)}
    day = entered(engine, **written)
    assert (day["filled"], day["retrospective"]) == (filled, retrospective)
    counted = entered(engine, settings={"count_retrospective": True}, **written)
    assert (counted["filled"], counted["retrospective"]) == (1, retrospective)
    longer = entered(engine, settings={"lock_days": 8}, **written)
    assert (longer["filled"], longer["retrospective"]) == (1, 0)


def test_an_entry_of_another_diary_without_a_time_is_taken_as_written_in_time(engine):
    day = entered(engine, headache=True, source="migraine_buddy")
    assert (day["filled"], day["retrospective"]) == (1, 0)


@pytest.mark.parametrize(
    ("aura", "minutes", "is_aura"),
    [
        (True, 4.9, 0),
        (True, 5.0, 1),
        (True, 60.0, 1),
        (True, 60.1, 0),
        (True, None, None),
        (None, 5.0, 1),
        (None, 4.9, 0),
        (None, None, None),
        (False, 20.0, 0),
        (False, None, 0),
    ],
)
def test_an_aura_day_has_five_to_sixty_minutes(engine, aura, minutes, is_aura):
    # MA-N
    assert entered(engine, headache=False, aura=aura, aura_minutes=minutes)["aura"] == is_aura


@pytest.mark.parametrize(
    ("doses", "specific", "triptan_or_ergot", "anything"),
    [
        ([("Sumatriptan", "yes")], 1, 1, 1),
        ([("Sumatriptan", "no"), ("Sumatriptan", "yes")], 1, 1, 1),
        ([("Sumatriptan", "no"), ("Maxalt", None)], None, None, None),
        ([("Sumatriptan", "partly")], 0, 0, 0),
        ([("Sumatriptan", "no"), ("Alvedon", "yes")], 0, 0, 1),
        ([("Vydura", "yes")], 1, 0, 1),
        ([("Rayvow", "yes")], 1, 0, 1),
        ([("Cafergot", "yes")], 1, 1, 1),
        ([("Primperan", "yes")], 0, 0, 0),  # an antiemetic is no acute medication (MOH-13)
        ([("Okänt medel", "yes")], None, None, None),
        ([], 0, 0, 0),
    ],
)
def test_whether_a_drug_helped(engine, doses, specific, triptan_or_ergot, anything):
    # MD-2, CM-3, MD-9: "partly" is not relief
    also = ("specific_helped", "triptan_or_ergot_helped", "any_helped")
    day = entered(engine, doses=doses, also=also, headache=True)
    assert tuple(day[name] if day[name] is None else int(day[name]) for name in also) == (
        specific,
        triptan_or_ergot,
        anything,
    )


def test_doses_that_were_not_recorded_leave_open_whether_a_drug_helped(engine):
    also = ("specific_helped", "triptan_or_ergot_helped", "any_helped")
    day = entered(engine, also=also, headache=True, doses_recorded=False)
    assert [day[name] for name in also] == [None, None, None]
