"""How long treatments lasted and why they ended, counted by hand from a clinic of fifteen."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from fractions import Fraction

import pytest
from sqlalchemy import insert

from analysis.clinic import clinic
from analysis.clinic.figures import ALL
from analysis.clinic.overview import Overview
from analysis.querying import schema
from analysis.store import Action, Door, Store, Visitor

BEGAN, END = date(2026, 1, 1), date(2026, 10, 31)
STOPPED = {
    "P01": (30, "no_effect"),
    "P02": (60, "side_effect"),
    "P03": (60, "no_effect"),
    "P04": (90, None),
    "P05": (150, "planned_pause"),
    "P06": (150, "contraindication"),
    "BEFORE": (30, "no_effect"),
}
"""Days from first dose to the stop, and the reason; of BEFORE the first dose came before the patient did."""
GOES_ON = ("P08", "P09", "P10", "P11", "P12")
LEFT, BEGAN_LATE, UNREAD = "P07", "P13", "UNREAD"
"""One left after 120 days; one began on 1 August, 91 days before the end; of one the stop could not be read."""


@pytest.fixture(scope="module")
def overview(tmp_path_factory: pytest.TempPathFactory) -> Overview:
    store = Store(tmp_path_factory.mktemp("ended") / "store")
    everyone = (*STOPPED, *GOES_ON, LEFT, BEGAN_LATE, UNREAD)
    with store.writing("test") as connection:
        batch = {
            "batch": 1,
            "imported_at": datetime(2026, 11, 1, 8),
            "imported_by": "test",
            "as_of": END,
            "clinic_export": True,
        }
        connection.execute(insert(schema.IMPORT_BATCHES), [batch])
        connection.execute(insert(schema.PATIENTS), [_patient(one) for one in everyone])
        connection.execute(insert(schema.TREATMENTS), [_treatment(one) for one in everyone])
        cell = {"batch": 1, "format": "clinic", "file": "treatments.csv", "line": 2, "kind": "not_a_date"}
        of = {"table_name": "treatments", "field": "stopped_on", "rejected": False, "patient_id": UNREAD, "date": BEGAN}
        connection.execute(insert(schema.REMARKS), [cell | of])
    return clinic(Door(store, Visitor("lead")).enter(Action.LISTED, "clinic")).overview()


def _patient(one: str) -> dict[str, object]:
    left = BEGAN + timedelta(days=120) if one == LEFT else None
    came = BEGAN + timedelta(days=1) if one == "BEFORE" else date(2025, 1, 1)
    return {"patient_id": one, "enrolled_on": came, "left_on": left, "batch": 1}


def _treatment(one: str) -> dict[str, object]:
    days, reason = STOPPED.get(one, (None, None))
    return {
        "patient_id": one,
        "drug": "Ajovy",
        "started_on": date(2026, 8, 1) if one == BEGAN_LATE else BEGAN,
        "stopped_on": None if days is None else BEGAN + timedelta(days=days),
        "stop_reason": reason,
        "batch": 1,
    }


def test_time_on_treatment_and_the_share_ended_by_each_cause(overview: Overview) -> None:
    """Of 13 whose whole time is known: 12/13 after 30 days, 10/13 after 60, 9/13 after 90; one is then known of for 91.

    Of the 8 left one leaves after 120 days, 9/13 * 7/8 = 63/104, and 2 of 7 stop after 150, 63/104 * 5/7 = 45/104.
    """
    found = {one.treatment: one for one in overview.times}
    assert set(found) == {ALL, "fremanezumab"}
    for told in found.values():
        curve = told.curve
        assert (told.patients, curve.number, curve.followed) == (13, 13, 303)
        assert (curve.days, curve.at_risk) == ((30, 60, 90, 120, 150), (13, 12, 10, 8, 7))
        still_on = (Fraction(12, 13), Fraction(10, 13), Fraction(9, 13), Fraction(63, 104), Fraction(45, 104))
        assert curve.going_on == pytest.approx([float(share) for share in still_on])
        ended = {cause: shares[-1] for cause, shares in curve.ended.items()}
        assert ended == pytest.approx(
            {
                "no_effect": 2 / 13,
                "side_effect": 1 / 13,
                "other": 1 / 13,
                "left": 9 / 104,
                "planned_pause": 9 / 104,
                "contraindication": 9 / 104,
            }
        )
        told_after = told.as_json()["still_on"]
        assert told_after == pytest.approx({"3": 10 / 13, "6": 45 / 104, "12": None, "24": None})


def test_the_shares_stopped_for_a_reason_are_of_the_five_whose_reason_is_known(overview: Overview) -> None:
    """P01, P02, P03, P05 and P06; not P04 without a reason, nor who goes on, left, began before, or was not read."""
    told = {one.register.what: one for one in overview.beside_registers if one.register.what.startswith("stopped")}
    assert [(what, one.share, one.number, one.left_out) for what, one in sorted(told.items())] == [
        ("stopped_no_effect", 2 / 5, 5, 10),
        ("stopped_side_effect", 1 / 5, 5, 10),
    ]
