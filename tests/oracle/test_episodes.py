"""The episodes of drawn treatments by columns, of all patients at once, against a plain fold over those of each."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, insert

from analysis.episodes.episode import episodes, last_week
from analysis.episodes.table import covers, episode_table, episodes_in
from analysis.querying.schema import TREATMENT_DOSES, TREATMENTS
from analysis.records.patients import Treatment, treatments_by_patient
from tests.drawn import database
from tests.oracle.twin_of_episodes import folded, recorded

START = date(2026, 1, 5)
DRUGS = ("Aimovig", "erenumab 70 mg", "Ajovy", "Emgality", "Botox", "Topiramat", "Nymab", "NYMAB", "okänt")
"""Two names of one drug, three drugs of one family, others, and names that nobody knows."""
GAPS = (-300, -40, -1, 0, 1, 2, 8, 9, 10, 35, 36, 37, 84, 85, 86, 98, 99, 150)
"""Days from the last day of a treatment to the first of the next: overlapping, at once, at the limits of a pause."""
LENGTHS = (None, None, None, -30, 0, 1, 13, 27, 60, 84, 200)
INTERVALS = (None, None, 0, 1, 28, 84)
DOSES_APART = (0, 1, 7, 8, 9, 28, 28, 28, 56, 62, 63, 84, 97, 98, 181, 182)
DAYS = ("started_on", "stopped_on", "given_on")
NAMES = ("A", "B", "C")
EXAMPLES = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
MORE_EXAMPLES = settings(EXAMPLES, max_examples=300)


def day(number: int) -> date:
    return START + timedelta(days=number)


@st.composite
def courses(draw, few_drugs: bool = True):
    """Rows of `treatments` of one patient, each drawn after, in or before the one drawn before it."""
    drugs = draw(st.lists(st.sampled_from(DRUGS), min_size=1, max_size=3))
    rows, last = {}, 0
    for _ in range(draw(st.integers(1, 7))):
        first = max(last + draw(st.sampled_from(GAPS)), 0)
        length = draw(st.sampled_from(LENGTHS))
        last = first if length is None else first + length
        drug = draw(st.sampled_from(drugs))
        rows[drug, first] = {
            "drug": drug,
            "atc": None,
            "started_on": day(first),
            "stopped_on": None if length is None else day(last),
            "dose": draw(st.sampled_from([None, 1.0, 1.0, 2.0])),
            "dose_unit": draw(st.sampled_from(["mg", "mg", "mg", None])),
            "interval_days": draw(st.sampled_from(INTERVALS)),
            "stop_reason": draw(st.sampled_from([None, "no_effect", "side_effect"])),
        }
    return list(rows.values())


@st.composite
def single_doses(draw, rows):
    """Rows of `treatment_doses` of one patient: of some treatments, from about their first day on."""
    found = {}
    for row in draw(st.permutations(rows))[: draw(st.integers(0, len(rows)))]:
        given_on = row["started_on"] + timedelta(days=draw(st.sampled_from([-1, 0, 0, 0, 3, 7, 8, 34, 35, 98])))
        for apart in draw(st.lists(st.sampled_from(DOSES_APART), max_size=6)):
            given_on += timedelta(days=apart)
            drug = draw(st.sampled_from([row["drug"], row["drug"].upper()]))
            found[drug, given_on] = {"drug": drug, "given_on": given_on, "dose": None, "dose_unit": None}
    return list(found.values())


@st.composite
def treatments(draw):
    """The treatments of one patient, in any order."""
    rows = draw(courses())
    return draw(st.permutations(recorded(rows, draw(single_doses(rows)))))


@st.composite
def clinics(draw):
    """The rows of both tables of each of some patients, and None or a day that they tell of."""
    names = draw(st.lists(st.sampled_from(NAMES), unique=True, min_size=1))
    rows = {name: draw(courses()) for name in names}
    clinic = {name: (some, draw(single_doses(some))) for name, some in rows.items()}
    days = {row.get(column) for both in clinic.values() for some in both for row in some for column in DAYS}
    return clinic, draw(st.sampled_from(sorted(days - {None}))) if draw(st.booleans()) else None


@MORE_EXAMPLES
@given(treatments())
def test_the_episodes_of_one_patient(rows: list[Treatment]) -> None:
    found = episodes(rows)
    for one in found:
        event(one.beginning.value)
        event(f"ended by step: {one.ended_by_step}, goes on: {one.last_day is None}, doses: {bool(one.given_on)}")
    assert found == folded(rows)


@MORE_EXAMPLES
@given(treatments(), st.data())
def test_the_episodes_of_treatments_that_no_catalogue_explains(rows: list[Treatment], data) -> None:
    """Any family, and a name that is at once the substance of another: what only a program could hand over."""
    families = st.sampled_from([None, "one", "one", "two"])
    keys = st.sampled_from([None, "nymab", "other"])
    odd = [replace(row, family=data.draw(families), substance=data.draw(keys)) for row in rows]
    assert episodes(odd) == folded(odd)


@pytest.fixture(scope="module")
def engine():
    return database()


@EXAMPLES
@given(clinics(), st.sets(st.sampled_from(NAMES)))
def test_the_episodes_of_all_patients(engine, clinic, chosen) -> None:
    rows, as_of = clinic
    with engine.begin() as connection:
        for table, place in ((TREATMENTS, 0), (TREATMENT_DOSES, 1)):
            connection.execute(delete(table))
            some = [{"patient_id": name, "batch": 1, **row} for name, both in rows.items() for row in both[place]]
            if some:
                connection.execute(insert(table), some)
        table = episode_table(connection, sorted(chosen) or None, as_of)
        read = treatments_by_patient(connection, sorted(chosen) or None)
    known = {name: recorded(*both) for name, both in rows.items() if not chosen or name in chosen}
    assert read == known
    seen = {name: [one.as_known(as_of) if as_of else one for one in some] for name, some in known.items()}
    expected = [(name, one) for name, some in sorted(seen.items()) for one in folded(some)]
    assert list(zip(table["patient_id"], episodes_in(table), strict=True)) == expected
    assert table["key"].tolist() == [one.key for _, one in expected]
    assert table["weeks_to_judge"].tolist() == [last_week(one.primary) for _, one in expected]
    for number in (-1, 0, 27, 28, 83, 84, 200, 500):
        assert covers(table, day(number).toordinal()).tolist() == [one.covers(day(number)) for _, one in expected]
    for one, until in zip((one for _, one in expected), table["lasts_until"], strict=True):
        if until != float("inf"):
            last = max(one.first_dose, date.fromordinal(int(until)))
            assert one.covers(last) == (until >= one.first_dose.toordinal())
            assert not one.covers(last + timedelta(days=1))
