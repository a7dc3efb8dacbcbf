"""The page of the access log: searched, verified, taken out for a patient, sampled; each reading is logged."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from analysis.store import Action, Door, Visitor, access_log, store_at
from analysis.store.access_log import Wanted
from analysis.store.roles import RIGHTS, Right, Role
from dashboard.places import PLACES
from dashboard.sections.log import entries, extract
from dashboard.session import log
from dashboard.texts import languages, words
from tests.dashboard.clinic import make_clinic
from tests.dashboard.conftest import read_of, text_of

OpenPage = Callable[..., AppTest]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A clinic whose log holds a look by a doctor, a list, a refusal, and a formula as a name."""
    folder = make_clinic(tmp_path_factory.mktemp("logged") / "clinic")
    store = store_at(str(folder))
    doctor = Door(store, Visitor("Åsa Test", ("Enhet Nord",), Role.DOCTOR, purpose="=1+1"))
    doctor.enter(Action.READ, "patient", ["RICH"])
    Door(store, Visitor("nils", None, Role.NURSE)).enter(Action.LISTED, "worklist")
    with pytest.raises(Exception, match="no patient"):
        doctor.enter(Action.READ, "calendar", ["POOR"])
    return folder


def newest(folder: Path, number: int = 1) -> list[tuple[str, str, str | None]]:
    door = Door(store_at(str(folder)), Visitor("reader"))
    return [(one.action, one.place, one.patient_id) for one in door.accesses()[-number:]]


def submit(app: AppTest, label: str) -> AppTest:
    (button,) = [one for one in app.button if one.label == label]
    return button.click().run()


def test_only_who_may_read_the_log_has_the_page() -> None:
    (place,) = [one for one in PLACES if one.file == "access_log"]
    assert [role for role in Role if place.is_for(RIGHTS[role])] == [Role.ADMINISTRATOR]
    assert place.right is Right.LOG


def test_opening_the_page_shows_no_entry_and_says_that_the_log_is_whole(open_page: OpenPage, store: Path) -> None:
    app = open_page("access_log", store=store, lang="sv")
    shown = read_of(app)
    assert not app.exception
    assert "Loggen är orörd: ingen post är ändrad" in shown
    assert "Åsa Test" not in shown


def test_a_search_finds_lists_and_refusals_too_and_is_logged(open_page: OpenPage, store: Path) -> None:
    app = open_page("access_log", store=store, lang="sv")
    app.text_input(key="log-patient").input("POOR")
    shown = read_of(submit(app, "Sök"))
    assert "lista med 5 patienter" in shown
    assert "Nekades åtkomstPOORKalendern" in shown
    assert ("searched", "access log", "POOR") in newest(store)


def test_who_what_and_when_are_asked_together(open_page: OpenPage, store: Path) -> None:
    app = open_page("access_log", store=store, lang="en")
    app.text_input(key="log-user").input("ÅSA")
    app.selectbox(key="log-action").select("read")
    shown = read_of(submit(app, "Search"))
    assert "1 of 1 entries" in shown
    assert "Åsa TestdoctorEnhet NordReadRICHPatient page=1+1" in shown
    assert newest(store) == [("searched", "access log, user ÅSA, action read", None)]


def test_a_broken_log_is_told_with_the_entry(open_page: OpenPage, store: Path, tmp_path: Path) -> None:
    folder = make_clinic(tmp_path / "clinic")
    Door(store_at(str(folder)), Visitor("nurse")).enter(Action.READ, "patient", ["RICH"])
    with closing(sqlite3.connect(folder / "access_log.sqlite")) as connection:
        connection.execute("UPDATE access SET user = 'nobody' WHERE number = 1")
        connection.commit()
    shown = text_of(open_page("access_log", store=folder, lang="sv"))
    assert "Post 1 är inte som den skrevs. Ta inte bort något." in shown


def test_a_sample_is_drawn_and_what_the_check_showed_recorded(open_page: OpenPage, store: Path) -> None:
    app = open_page("access_log", store=store, lang="sv")
    app.number_input(key="sample-count").set_value(2)
    shown = read_of(submit(app, "Dra stickprov"))
    assert "2 av 2 poster" in shown
    assert newest(store)[0][1].startswith("access log, sample of ")
    app.text_area(key="sample-text").input("inget avvikande")
    assert "Utfallet är antecknat" in read_of(submit(app, "Anteckna i loggen"))
    (outcome,) = Door(store_at(str(store)), Visitor("reader")).accesses()[-1:]
    assert (outcome.action, outcome.purpose) == ("checked", "inget avvikande")


def test_what_is_older_than_five_years_is_removed_once_confirmed(
    open_page: OpenPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = make_clinic(tmp_path / "clinic")
    door = Door(store_at(str(folder)), Visitor("nurse"))
    with monkeypatch.context() as long_ago:
        long_ago.setattr(access_log, "_times", lambda: dict.fromkeys(("at_utc", "at_local"), "2019-01-01T12:00:00"))
        door.enter(Action.READ, "patient", ["RICH"])
    door.enter(Action.READ, "patient", ["POOR"])
    app = open_page("access_log", store=folder, lang="sv")
    assert [one.value for one in app.text if "minst fem år" in one.value]
    assert "En post togs bort." in read_of(submit(app, "Ta bort för gott"))
    assert [one.patient_id for one in door.accesses()][:1] == ["POOR"]
    assert "Ingen post var så gammal" in read_of(submit(app, "Ta bort för gott"))
    assert "Loggen är orörd" in read_of(app)


@pytest.mark.parametrize("language", languages())
def test_the_extract_is_in_plain_words_without_names_and_logged(store: Path, language: str) -> None:
    door, spoken = Door(store_at(str(store)), Visitor("admin", None, Role.ADMINISTRATOR)), words(language)
    wanted = Wanted("RICH")
    table = log._extract(door, wanted, spoken, "csv", with_names=False).decode("utf-8-sig")
    head, first, *_ = table.splitlines()
    heads = {"sv": "Tid,Vårdenhet,Roll,Vad som gjordes,Var", "en": "Time,Care unit,Role,What was done,Where"}
    looked = {"sv": "Enhet Nord,läkare,Läste,Patientsidan", "en": "Enhet Nord,doctor,Read,Patient page"}
    assert head == heads[language]
    assert first.endswith(looked[language])
    assert "Åsa" not in table
    assert "Åsa Test" in log._extract(door, wanted, spoken, "csv", with_names=True).decode()
    assert log._extract(door, wanted, spoken, "pdf", with_names=True).startswith(b"%PDF")
    assert newest(store, 3) == [("exported", "access log", "RICH")] * 3


def test_an_extract_of_nothing_is_a_page_too(store: Path) -> None:
    door = Door(store_at(str(store)), Visitor("admin", None, Role.ADMINISTRATOR))
    assert log._extract(door, Wanted("NEVER"), words("sv"), "pdf", with_names=False).startswith(b"%PDF")


def test_a_place_and_a_role_without_words_stand_as_they_are() -> None:
    spoken = words("sv")
    assert entries.place("access log, sample of 1 2", spoken) == "Åtkomstloggen, sample of 1 2"
    assert entries.place("elsewhere", spoken) == "elsewhere"
    assert entries.role("owner", spoken) == "owner"


@pytest.mark.parametrize("language", languages())
def test_every_action_has_words(language: str) -> None:
    assert [one for one in Action if entries.action(one, words(language)) == one] == []


def test_the_period_of_an_extract_is_told() -> None:
    from datetime import date

    day = date(2026, 3, 1)
    told = [extract._period(Wanted("X", first=a, last=b), words("sv")) for a in (None, day) for b in (None, day)]
    assert told == [
        "Hela den tid som loggen omfattar.",
        "Till och med 2026-03-01.",
        "Från och med 2026-03-01.",
        "Från och med 2026-03-01 till och med 2026-03-01.",
    ]
