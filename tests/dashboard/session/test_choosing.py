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


def listed(folder: Path) -> list[str | None]:
    door = Door(store_at(f"duckdb:///{folder}"), Visitor.local())
    return [one.patient_id for one in door.accesses() if (one.action, one.place) == ("listed", "chooser")]


def test_everyone_who_can_be_found_is_logged_once_a_session(open_page: OpenPage, clinic_folder: Path) -> None:
    before = len(listed(clinic_folder))
    app = open_page(lang="en")
    assert sorted(listed(clinic_folder)[before:]) == PATIENTS
    app.run()
    assert len(listed(clinic_folder)) == before + len(PATIENTS)
    open_page(lang="en")
    assert len(listed(clinic_folder)) == before + 2 * len(PATIENTS)


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
