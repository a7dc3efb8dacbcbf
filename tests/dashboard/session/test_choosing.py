"""Choosing a patient: everyone who can be found is logged once a session, and those opened lately are offered."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from streamlit.testing.v1 import AppTest

from analysis.store import Door, Visitor
from analysis.store.place import store_at
from dashboard.session.choosing import RECENT

OpenPage = Callable[..., AppTest]
OPENED = "opened-lately"
PATIENTS = ["EMPTY", "LATER", "LEFT", "POOR", "RICH"]


def listed(folder: Path, patient: str) -> int:
    """How often the patient was among those who can be found."""
    door = Door(store_at(f"duckdb:///{folder}"), Visitor.local())
    return [(one.action, one.place) for one in door.accesses(patient)].count(("listed", "chooser"))


def test_everyone_who_can_be_found_is_logged_once_a_session(open_page: OpenPage, clinic_folder: Path) -> None:
    before = [listed(clinic_folder, patient) for patient in PATIENTS]
    app = open_page(lang="en")
    assert [listed(clinic_folder, patient) for patient in PATIENTS] == [number + 1 for number in before]
    app.run()
    assert [listed(clinic_folder, patient) for patient in PATIENTS] == [number + 1 for number in before]
    open_page(lang="en")
    assert [listed(clinic_folder, patient) for patient in PATIENTS] == [number + 2 for number in before]


def test_the_patients_opened_lately_are_kept_newest_first_without_doubles(open_page: OpenPage) -> None:
    app = open_page(patient="RICH", lang="en")
    for patient in ("POOR", "RICH", "EMPTY"):
        app.query_params["patient"] = patient
        app.run()
    assert app.session_state[OPENED] == ["EMPTY", "RICH", "POOR"]


def test_only_the_newest_are_kept(open_page: OpenPage) -> None:
    app = open_page(lang="en")
    app.session_state[OPENED] = [f"P-{number}" for number in range(RECENT + 1)]
    app.query_params["patient"] = "RICH"
    app.run()
    assert app.session_state[OPENED] == ["RICH", *(f"P-{number}" for number in range(RECENT))]
