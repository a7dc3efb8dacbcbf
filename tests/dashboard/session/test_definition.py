"""The choice of a definition on the patient's pages: in the address, in every figure, and back."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import insert
from streamlit.testing.v1 import AppTest

from analysis.days.definitions import PROFILES
from analysis.querying.schema import ACUTE_DOSES
from analysis.store import Action, Door, Store, Visitor
from analysis.windows import period_ending
from dashboard.session.view import PatientView
from tests.dashboard.clinic import END, make_clinic
from tests.dashboard.conftest import read_of, text_of

OpenPage = Callable[..., AppTest]


@pytest.fixture(scope="module")
def clinic(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """RICH took a triptan on two of the last four days of other headache: migraine by MD-1, not by the own word."""
    folder = make_clinic(tmp_path_factory.mktemp("definitions"))
    other_headache = (END - timedelta(days=5), END - timedelta(days=12))
    doses = [
        {"patient_id": "RICH", "date": day, "drug": "Sumatriptan 50 mg", "doses": 1, "batch": 1}
        for day in other_headache
    ]
    with Store(folder).writing("test") as connection:
        connection.execute(insert(ACUTE_DOSES), doses)
    return folder


def notes(app: AppTest) -> str:
    return "\n".join(one.value for one in app.markdown)


MOVED = "Valet ändrar migrändagarna de senaste 28 dagarna från 6 till 4."


def test_the_clinics_definition_is_named_and_needs_no_sentence(open_page: OpenPage, clinic: Path) -> None:
    app = open_page(store=clinic, patient="RICH", lang="sv")
    assert not app.exception
    assert "Valet ändrar" not in notes(app)
    assert app.selectbox(key="definition").value == "MD-1"
    assert "Migrändag enligtLeiden 2023 (MD-1)" in read_of(app).replace("\xa0", " ")


def test_a_definition_in_the_address_holds_for_every_figure_and_says_what_it_changes(
    open_page: OpenPage, clinic: Path
) -> None:
    app = open_page(store=clinic, patient="RICH", lang="sv", definition="MD-0")
    assert not app.exception
    assert MOVED in notes(app)
    shown = text_of(app)
    assert "Migrändag enligtpatientens egen bedömning (MD-0)" in read_of(app).replace("\xa0", " ")
    assert "Leiden" not in shown
    assert re.search(r"Migrän</th>(<td>[^<]*</td>){3}<td>4</td>", shown)


def test_the_record_text_names_the_definition_in_force(open_page: OpenPage, clinic: Path) -> None:
    app = open_page(store=clinic, patient="RICH", lang="sv", definition="MD-0")
    told = [json.loads(one.proto.json or "{}").get("text", "") for one in app.get("bidi_component")]
    (record,) = filter(None, told)
    assert "migrändagar (MD-0)" in record
    assert "MD-1" not in record


@pytest.mark.parametrize("page", ["calendar", "effect"])
def test_the_other_pages_of_the_patient_count_by_it_too(open_page: OpenPage, clinic: Path, page: str) -> None:
    app = open_page(store=clinic, patient="RICH", lang="sv", definition="MD-0")
    app = app.switch_page(f"app_pages/{page}.py").run()
    assert not app.exception
    assert app.session_state["address"]["definition"] == "MD-0"


@pytest.mark.parametrize("profile", PROFILES)
def test_the_running_figure_and_the_bars_count_by_the_same_definition(clinic: Path, profile: str) -> None:
    entered = Door(Store(clinic), Visitor("reader")).enter(Action.READ, "patient", ("RICH",))
    records = replace(entered, settings=replace(entered.settings, profile=profile))
    seen = PatientView(records, "RICH", END)
    newest, window = seen.moving(period_ending(END))[-1], seen.recent_windows[-1]
    assert (newest.headache, newest.migraine) == (window["headache"], window["migraine"])


def test_choosing_and_going_back_keep_the_other_choices(open_page: OpenPage, clinic: Path) -> None:
    app = open_page(store=clinic, patient="RICH", lang="sv", as_of="2026-10-30", period="3m")
    app.selectbox(key="definition").set_value("MD-0").run()
    assert "från 6 till 4" in notes(app)
    assert app.session_state["address"]["definition"] == "MD-0"
    app.button(key="definition-back").click().run()
    assert "Valet ändrar" not in notes(app)
    chosen = app.session_state["address"]
    assert (chosen["patient"], chosen["as_of"], chosen["period"], chosen["lang"]) == ("RICH", "2026-10-30", "3m", "sv")
    assert "definition" not in chosen


def test_the_clinics_own_needs_no_name_in_the_address(open_page: OpenPage, clinic: Path) -> None:
    app = open_page(store=clinic, patient="RICH", lang="sv", definition="MD-0")
    app.selectbox(key="definition").set_value("MD-1").run()
    assert "definition" not in app.session_state["address"]


@pytest.mark.parametrize("nonsense", ["MD-99", "", "md-0"])
def test_a_definition_that_does_not_exist_is_left_aside(open_page: OpenPage, clinic: Path, nonsense: str) -> None:
    app = open_page(store=clinic, patient="RICH", lang="sv", definition=nonsense)
    assert not app.exception
    assert app.selectbox(key="definition").value == "MD-1"


def test_what_the_clinic_has_set_is_what_it_goes_back_to(open_page: OpenPage, tmp_path: Path) -> None:
    folder = make_clinic(tmp_path / "own")
    (folder / "settings.toml").write_text('[definition]\nprofile = "MD-0"\n', encoding="utf-8")
    app = open_page(store=folder, patient="RICH", lang="sv", definition="MD-1")
    assert "inte enligt mottagningens patientens egen bedömning (MD-0)" in notes(app)
    app.button(key="definition-back").click().run()
    assert app.selectbox(key="definition").value == "MD-0"
    assert "Valet ändrar" not in notes(app)


@pytest.mark.parametrize("patient", ["POOR", "EMPTY", "LATER", "LEFT"])
@pytest.mark.parametrize("definition", ["MD-0", "MD-6"])
def test_any_definition_for_any_diary(open_page: OpenPage, clinic: Path, patient: str, definition: str) -> None:
    for language in ("sv", "en"):
        app = open_page(store=clinic, patient=patient, lang=language, definition=definition)
        assert not app.exception
        assert "<h1>" in text_of(app)
