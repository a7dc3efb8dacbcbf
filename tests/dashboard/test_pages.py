"""Every page, in every language: a diary kept well, one kept poorly, one without an entry, and nothing at all."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import insert
from streamlit.testing.v1 import AppTest

from analysis.querying.schema import DIARY
from analysis.store import Door, Visitor, store_at
from dashboard.places import PLACES
from dashboard.texts import languages, words
from tests.dashboard.clinic import END, NOTE, make_clinic
from tests.dashboard.conftest import APP, read_of, text_of
from tests.drawn import diary_row

OpenPage = Callable[..., AppTest]

PAGES = tuple(place.file for place in PLACES)
OF_PATIENT = tuple(place.file for place in PLACES if place.of_patient)
WITHOUT_DATA = ("importing", "methods")
"""The pages that have something to say before there are data."""
PATIENTS = ("RICH", "POOR", "EMPTY", "LATER", "LEFT")


def test_every_page_is_in_the_navigation() -> None:
    files = (APP.parent / "app_pages").glob("*.py")
    assert sorted(PAGES) == sorted(path.stem for path in files if path.stem != "__init__")


@pytest.mark.parametrize("patient", PATIENTS)
@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("page", PAGES)
def test_every_page_in_every_language_for_every_kind_of_diary(
    open_page: OpenPage, page: str, language: str, patient: str
) -> None:
    app = open_page(page, patient=patient, lang=language)
    assert not app.exception
    shown = text_of(app)
    assert "<h1>" in shown
    assert error_start(language) not in shown


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("page", PAGES)
def test_every_page_of_a_store_without_anything(open_page: OpenPage, page: str, language: str, tmp_path: Path) -> None:
    app = open_page(page, store=tmp_path / "nothing", lang=language)
    assert not app.exception
    shown = text_of(app)
    assert error_start(language) not in shown
    is_told = words(language)("no-data") in shown
    if page in (*OF_PATIENT, "worklist", "clinic", *WITHOUT_DATA):
        assert is_told == (page not in WITHOUT_DATA)


def error_start(language: str) -> str:
    return words(language)("error-ours", reference="X").split("X")[0]


def test_the_ids_of_the_rules_of_continuation_lead_to_what_they_say(open_page: OpenPage) -> None:
    shown = text_of(open_page("effect", patient="RICH", lang="sv"))
    assert 'href="methods?lang=sv&amp;rule=EVAL-4"' in shown
    assert "(EVAL-" not in shown


def test_without_a_choice_no_patient_is_opened(open_page: OpenPage) -> None:
    shown = text_of(open_page(lang="sv"))
    assert "Välj en patient" in shown
    assert "Test Riklig" not in shown


def test_without_a_choice_the_list_is_one_step_away(open_page: OpenPage) -> None:
    app = open_page(lang="sv")
    app.button(key="lead-to-worklist").click().run()
    assert "Vem behöver kontaktas?" in text_of(app)


def test_the_head_of_the_page_says_who_and_what_is_done(open_page: OpenPage) -> None:
    shown = read_of(open_page(patient="RICH", lang="sv"))
    assert "Test RikligRICH · " in shown
    assert "Ajovy 225 mg sedan 2026-05-04, 1 dos, senast 19 okt" in shown
    assert "nyligen utsatt: Amitriptylin 12,5 mg till 2026-09-01 (biverkning)" in shown
    assert "nästa 2026-11-12 (läkarbesök, video)" in shown


def test_whether_the_diary_can_be_trusted_stands_before_any_figure(open_page: OpenPage) -> None:
    shown = text_of(open_page(patient="RICH", lang="sv"))
    assert shown.index("28 av 28 dagar ifyllda") < shown.index('class="reply"') < shown.index('class="numbers"')


def test_figures_stand_with_their_days_and_ranges(open_page: OpenPage) -> None:
    shown = read_of(open_page(patient="POOR", lang="en"))
    assert "12 of 28 days filled in" in shown
    assert "Insufficient basis" in shown
    assert "Last 2812 of 28" in shown
    assert "8–24" in shown


def test_planned_treatment_is_told_as_planned(open_page: OpenPage) -> None:
    shown = read_of(open_page(patient="EMPTY", lang="en"))
    assert "planned: Aimovig from 30 November 2026" in shown
    assert "No day is filled in yet" in shown


def test_an_earlier_day_can_be_asked_for(open_page: OpenPage) -> None:
    shown = read_of(open_page(patient="RICH", lang="sv", as_of="2026-08-02"))
    assert "Visas per 2026-08-02; uppgifterna slutar 2026-10-31" in shown


@pytest.mark.parametrize("nonsense", ["2026-02-31", "tomorrow", "1066-10-14", "2999-01-01"])
def test_a_day_that_cannot_be_shown_is_left_aside(open_page: OpenPage, nonsense: str) -> None:
    for page in ("patient", "calendar", "worklist"):
        app = open_page(page, patient="RICH", lang="en", as_of=nonsense, day=nonsense, month=nonsense, period=nonsense)
        assert not app.exception
        assert error_start("en") not in text_of(app)


def test_a_patient_who_is_not_here_is_told_in_a_sentence(open_page: OpenPage) -> None:
    app = open_page(patient="NOBODY", lang="sv")
    assert "Patienten i adressen finns inte i den här databasen." in text_of(app)
    app.button(key="lead-to-patient").click().run()
    assert "Välj en patient" in text_of(app)


@pytest.mark.parametrize("period", ["3m", "6m", "12m", "24m", "visit", "start"])
@pytest.mark.parametrize("bars", ["windows", "months"])
def test_every_period_and_bar(open_page: OpenPage, period: str, bars: str) -> None:
    app = open_page(patient="RICH", lang="sv", period=period, bars=bars)
    assert not app.exception
    assert len(app.get("plotly_chart")) == 1
    app.session_state["details-wanted"] = True
    assert len(app.run().get("plotly_chart")) == 3


def test_a_selected_day_is_read_whole_and_as_it_was_written(open_page: OpenPage) -> None:
    shown = text_of(open_page("calendar", patient="RICH", lang="sv", day="2026-10-13"))
    assert "tisdag 2026-10-13" in shown
    assert "Sov dåligt. &lt;b&gt;Möte&lt;/b&gt; &amp; *stress*" in shown


def test_the_language_follows_the_browser_until_it_is_chosen(open_page: OpenPage) -> None:
    app = open_page(patient="RICH")
    assert "underlag" in text_of(app)
    (switch,) = [one for one in app.get("button_group") if one.key == "language"]
    switch.set_value("en").run()
    assert "Good basis" in text_of(app)


def test_the_language_and_the_patient_stay_when_the_page_changes(open_page: OpenPage) -> None:
    app = open_page(patient="POOR", lang="en")
    shown = text_of(app.switch_page("app_pages/calendar.py").run())
    assert "Test Gles (POOR)" in shown
    assert "No day selected" in shown


def logged(folder: Path) -> list[tuple[str, str | None, str]]:
    door = Door(store_at(str(folder)), Visitor("reader"))
    return [(entry.action, entry.patient_id, entry.place) for entry in door.accesses()]


def test_a_patient_is_logged_once_for_each_session_and_page(open_page: OpenPage, clinic_folder: Path) -> None:
    opened = ("read", "POOR", "patient")
    before = logged(clinic_folder).count(opened)
    app = open_page(patient="POOR", lang="sv")
    app.run()
    app.run()
    assert logged(clinic_folder).count(opened) == before + 1
    app.switch_page("app_pages/calendar.py").run()
    assert logged(clinic_folder)[-1] == ("read", "POOR", "calendar")
    open_page(patient="POOR", lang="sv")
    assert logged(clinic_folder).count(opened) == before + 2


def test_a_patient_opened_again_in_the_same_tab_is_logged_again(open_page: OpenPage, clinic_folder: Path) -> None:
    opened = ("read", "POOR", "patient")
    before = logged(clinic_folder).count(opened)
    app = open_page(patient="POOR", lang="sv")
    for patient in ("RICH", "POOR", "POOR"):
        app.query_params["patient"] = patient
        app.run()
    assert logged(clinic_folder).count(opened) == before + 2


def test_new_data_are_seen_by_a_session_that_is_open_and_logged_again(open_page: OpenPage, tmp_path: Path) -> None:
    folder = make_clinic(tmp_path / "growing")
    app = open_page(store=folder, patient="POOR", lang="sv")
    assert "12 av 28 dagar ifyllda" in text_of(app)
    with store_at(str(folder)).writing("test") as connection:
        connection.execute(insert(DIARY), [diary_row("POOR", END - timedelta(days=1), headache=False)])
    assert "13 av 28 dagar ifyllda" in text_of(app.run())
    assert logged(folder).count(("read", "POOR", "patient")) == 2


def test_everyone_on_the_list_is_logged(open_page: OpenPage, clinic_folder: Path) -> None:
    def listed(patient: str) -> int:
        found = Door(store_at(str(clinic_folder)), Visitor("reader")).accesses(patient)
        return [(entry.action, entry.place) for entry in found].count(("listed", "worklist"))

    before = {patient: listed(patient) for patient in PATIENTS}
    open_page("worklist", lang="sv")
    assert {patient: listed(patient) for patient in PATIENTS} == {name: number + 1 for name, number in before.items()}


def test_nothing_is_shown_when_the_log_cannot_be_written(
    open_page: OpenPage, clinic_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from analysis.errors import StoreProblem
    from analysis.store.access_log import AccessLog

    def refuse(*_: object, **__: object) -> None:
        raise StoreProblem("full")

    monkeypatch.setattr(AccessLog, "write", refuse)
    shown = text_of(open_page(patient="RICH", lang="sv"))
    assert "Riklig" not in shown
    assert "Databasen kan inte öppnas." in shown


def test_our_own_mistakes_are_an_apology_with_a_number_and_leave_no_value_in_the_log(
    open_page: OpenPage, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    from dashboard import show

    def fail(*_: object, **__: object) -> None:
        raise RuntimeError(NOTE)

    monkeypatch.setattr(show, "record", fail)
    shown = text_of(open_page(patient="RICH", lang="sv"))
    assert "Något gick fel i programmet." in shown
    assert "stress" not in shown
    (record,) = [record for record in caplog.records if record.name == "headache_dashboard"]
    told = record.getMessage()
    assert told.split()[1].rstrip(":") in shown
    assert "RuntimeError" in told
    assert NOTE not in told


def test_the_table_of_rules_has_a_name_in_the_pages_language(open_page: OpenPage) -> None:
    assert '<caption class="hd-hidden">Regler</caption>' in text_of(open_page("methods", lang="sv"))
