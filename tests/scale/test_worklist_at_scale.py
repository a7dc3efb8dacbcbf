"""The nurse's list of a large clinic: every patient in the groups they were made for, the order right at its edges."""

from __future__ import annotations

import time

import pytest

from analysis.store import Action, Contact, Door, Visitor
from analysis.worklist import PLACES, Worklist, worklist
from tests.scale.clinic import END, kind_of, make_clinic

PATIENTS = 5000
SECONDS = 20
"""A list is asked for once a morning; a shared two-core machine makes it in a fifth of this."""

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def door(tmp_path_factory: pytest.TempPathFactory) -> Door:
    return Door(make_clinic(tmp_path_factory.mktemp("large") / "clinic", PATIENTS), Visitor("nurse"))


@pytest.fixture(scope="module")
def listed(door: Door) -> Worklist:
    began = time.perf_counter()
    found = worklist(door.enter(Action.LISTED, "worklist"))
    assert time.perf_counter() - began < SECONDS
    return found


def number_of(pseudonym: str) -> int:
    return int(pseudonym.removeprefix("S-"))


def test_every_patient_is_in_the_groups_made_for(listed: Worklist) -> None:
    assert len(listed.lines) == PATIENTS
    wrong = {
        (kind_of(number), line.groups)
        for line in listed.lines
        if line.groups != kind_of(number := number_of(line.patient.patient_id)).groups
    }
    assert wrong == set()


def test_each_is_listed_once_at_the_most_urgent_group(listed: Worklist) -> None:
    places = [line.place for line in listed.lines]
    assert places == sorted(places, key=PLACES.index)
    assert len({line.patient.patient_id for line in listed.lines}) == PATIENTS


def test_what_locks_tonight_stands_before_what_locks_tomorrow(listed: Worklist) -> None:
    at = {line.patient.patient_id: place for place, line in enumerate(listed.lines)}
    # kinds 1 and 2 have one empty day each, locking tomorrow night and tonight; kind 3 has both
    both, tonight, tomorrow = ([at[f"S-{n:05}"] for n in range(k, PATIENTS, 20)] for k in (3, 2, 1))
    assert max(both) < min(tonight)
    assert max(tonight) < min(tomorrow)


def test_a_visit_today_stands_before_one_in_a_week(listed: Worklist) -> None:
    at_risk = [line for line in listed.lines if line.place == "evaluation_at_risk"]
    dates = [line.at_risk[0].on for line in at_risk]
    assert dates == sorted(dates)
    assert dates[0] == END


def test_a_contact_takes_a_patient_off_the_list_until_the_day_and_undoing_it_brings_them_back(door: Door) -> None:
    records = door.enter(Action.LISTED, "worklist", ["S-00002"])
    number = door.record_contact(Contact("S-00002", END, "nurse", "phone", waiting_until=END))
    (line,) = worklist(records, contacts=door.contacts(records)).lines
    assert (line.place, line.groups) == ("waiting", ("rescue",))
    door.undo_contact("S-00002", number)
    (line,) = worklist(records, contacts=door.contacts(records)).lines
    assert line.place == "enough"
