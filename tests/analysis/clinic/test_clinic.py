"""The clinic's figures against a clinic of which every one is known by its making."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import insert

from analysis.clinic import Clinic, clinic
from analysis.clinic.figures import ALL
from analysis.clinic.published import GREAT_FALL_EARLY, PUBLISHED, REGISTERED, REGISTERED_CHANGES, STOPPED_FOR_NO_EFFECT
from analysis.querying.schema import REMARKS
from analysis.references import REFERENCES
from analysis.store import Action, Door, Visitor
from tests.scale.clinic import END, KINDS, STARTED, kind_of, make_clinic, pseudonym

PATIENTS = 6 * len(KINDS)
FIRST_TREATED = next(place for place, kind in enumerate(KINDS) if kind.headache)
TREATED = 6 * sum(kind.headache is not None for kind in KINDS)


@pytest.fixture(scope="module")
def known(tmp_path_factory: pytest.TempPathFactory) -> Clinic:
    store = make_clinic(Path(tmp_path_factory.mktemp("clinic")) / "store", PATIENTS)
    return clinic(Door(store, Visitor("lead")).enter(Action.LISTED, "clinic"))


def test_response_is_told_of_the_judgeable_with_the_others_beside(known: Clinic) -> None:
    found = known.overview().response("fremanezumab", 3, "headache")
    assert found is not None
    # three kinds have passed W9-12: due today (10 to 5 days: exactly a half), and the two begun 40 weeks ago (16 to 4)
    assert (found.started, found.judgeable, found.not_judgeable) == (18, 18, 0)
    assert (found.responders, found.surely, found.undetermined) == (18, 18, 0)
    assert found.falls == pytest.approx([75.0] * 12 + [50.0] * 6)


def test_treatments_that_were_not_read_whole_are_neither_judged_nor_followed(tmp_path: Path) -> None:
    store = make_clinic(tmp_path / "store", PATIENTS)
    unread = [pseudonym(number) for number in range(PATIENTS) if kind_of(number).headache == (16, 4, 7)]
    with store.writing("test") as connection:
        cells = {"batch": 1, "format": "clinic", "file": "treatments.csv", "kind": "not_a_date", "rejected": False}
        of = {"table_name": "treatments", "field": "stopped_on", "date": END - timedelta(days=STARTED)}
        rows = [{**cells, **of, "patient_id": patient, "line": line} for line, patient in enumerate(unread, 2)]
        connection.execute(insert(REMARKS), rows)
    overview = clinic(Door(store, Visitor("lead")).enter(Action.LISTED, "clinic")).overview()
    found = overview.response("fremanezumab", 3, "headache")
    assert found is not None
    assert (found.started, found.judgeable, found.reasons) == (18, 12, {"treatment_unread": 6})
    assert overview.times[0].curve.number == TREATED - len(unread)


def test_who_left_on_a_day_that_was_not_read_goes_on_with_nothing_and_keeps_no_diary_badly(tmp_path: Path) -> None:
    store = make_clinic(tmp_path / "store", PATIENTS)
    before = clinic(Door(store, Visitor("lead")).enter(Action.LISTED, "clinic")).overview()
    gone = [pseudonym(number) for number in range(PATIENTS) if kind_of(number).headache == (16, 4, 7)]
    with store.writing("test") as connection:
        cells = {"batch": 1, "format": "clinic", "file": "patients.csv", "kind": "not_a_date", "rejected": False}
        of = {"table_name": "patients", "field": "left_on", "date": None}
        rows = [{**cells, **of, "patient_id": patient, "line": line} for line, patient in enumerate(gone, 2)]
        connection.execute(insert(REMARKS), rows)
    after = clinic(Door(store, Visitor("lead")).enter(Action.LISTED, "clinic")).overview()
    assert after.times[0].curve.number == before.times[0].curve.number - len(gone)
    for was, found in zip(before.completeness, after.completeness, strict=True):
        assert (found.patients, found.left_out) == (was.patients - len(gone), was.left_out + len(gone))


def test_a_clinic_without_treatments_has_its_diaries_told(tmp_path: Path) -> None:
    store = make_clinic(tmp_path / "store", FIRST_TREATED)
    found = clinic(Door(store, Visitor("lead")).enter(Action.LISTED, "clinic")).overview()
    assert (found.patients, found.responses, found.times, found.waiting) == (FIRST_TREATED, (), (), None)
    assert len(found.completeness) == 13


def test_months_ahead_are_not_told(known: Clinic) -> None:
    overview = known.overview()
    assert overview.response("fremanezumab", 12, "headache") is None
    six = overview.response("fremanezumab", 6, "headache")
    assert six is not None
    assert six.started == 12


def test_time_on_treatment_of_those_who_all_go_on(known: Clinic) -> None:
    times = {one.treatment: one for one in known.overview().times}
    assert times[ALL].curve.number == TREATED
    assert times[ALL].curve.days == ()
    assert times[ALL].as_json()["patients"] <= times[ALL].as_json()["treatments"] == TREATED
    assert times[ALL].as_json()["still_on"] == {"3": 1.0, "6": 1.0, "12": None, "24": None}


def test_completeness_counts_filled_days_of_all_days_inside(known: Clinic) -> None:
    last = known.overview().completeness[-1]
    filled = sum(28 - kind.tail[-28:].count("_") for kind in KINDS)
    assert last.share == pytest.approx(filled / (28 * len(KINDS)))
    assert (last.patients, last.left_out) == (PATIENTS, 0)
    assert known.overview().by_weeks[0].share == 1.0
    assert len(known.overview().by_weeks) == 13


def test_overuse_is_the_share_for_certain_and_the_most_it_can_be(known: Clinic) -> None:
    last = known.overview().overuse[-1]
    assert last.share == pytest.approx(1 / len(KINDS))
    assert last.highest is not None
    assert last.highest >= last.share


def test_a_selection_of_too_few_is_empty(known: Clinic) -> None:
    assert known.overview({"care_unit": "Enhet 1"}).patients == 40
    three = {"care_unit": "Enhet 1", "sex": "male", "diagnosis": "G43.0"}
    nothing = known.overview(three)
    assert nothing.patients is None
    assert nothing.responses == ()
    assert nothing.as_json()["completeness"] == []


def test_every_published_figure_has_its_source() -> None:
    assert {one.source for one in (*PUBLISHED, *REGISTERED, *REGISTERED_CHANGES)} <= set(REFERENCES)
    halo = next(one for one in PUBLISHED if one.source == "halo_cm")
    assert (halo.percent, halo.placebo) == (41.0, 18.0)


def test_register_figures_are_those_of_the_publications() -> None:
    assert {one.rule: one.percent for one in REGISTERED if one.rule != "ORA-1"} == {
        "ORA-4": 11.0,
        "ORA-3": 70.0,
        "ORA-6": 86.0,
        "ORA-8": 56.5,
    }
    assert [one.percent for one in REGISTERED if one.rule == "ORA-1"] == [54.2, 43.3]
    assert [(one.kind, one.days) for one in REGISTERED_CHANGES] == [("migraine", -8.0), ("headache", -13.0)]


def test_the_clinic_stands_beside_the_registers_by_their_measure(known: Clinic) -> None:
    """Three quarters fewer headache days: the kinds that fell from 16 to 4 days, not those from 10 to 5."""
    found = {one.register: one for one in known.overview().beside_registers}
    early = found[GREAT_FALL_EARLY]
    assert (early.number, early.left_out, early.share) == (18, 0, pytest.approx(12 / 18))
    assert STOPPED_FOR_NO_EFFECT not in found  # nobody stopped


def test_the_middle_change_is_in_days_of_28(known: Clinic) -> None:
    found = known.overview().response("fremanezumab", 3, "headache")
    assert found is not None
    assert found.change == -12.0
