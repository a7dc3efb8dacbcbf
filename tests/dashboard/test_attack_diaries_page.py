"""A diary of attacks on the pages: until when it was kept is asked, it is declared complete, and taken back."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import func, select
from streamlit.testing.v1 import AppTest

from analysis.querying.schema import DIARY
from analysis.store import Action, Door, Store, Visitor
from dashboard.serving import import_paths
from dashboard.session import clock
from tests.dashboard.conftest import read_of, text_of
from tests.dashboard.test_diaries_of_patients import ATTACKS

OpenPage = Callable[..., AppTest]


def filled(store: Store) -> int:
    with Store(store.folder).snapshot().connect() as connection:
        return int(connection.execute(select(func.count()).select_from(DIARY)).scalar() or 0)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    path = tmp_path / "attacks.csv"
    path.write_text(ATTACKS, encoding="utf-8")
    made = Store(tmp_path / "clinic")
    import_paths(made, [path], patient="p1", new_patient=True, recorded_until=date(2024, 10, 31))
    return made


def test_until_when_it_was_kept_is_asked_and_the_import_taken_back(tmp_path: Path, open_page: OpenPage) -> None:
    page = open_page("importing", store=tmp_path / "clinic", lang="sv")
    page.text_input(key="import-patient").set_value("p1")
    page.file_uploader[0].set_value(("attacks.csv", ATTACKS.encode(), "text/csv")).run()
    assert "Uppgifterna gäller till och med 2024-10-24" in text_of(page)
    page.date_input(key="import-recorded-until").set_value(date(2024, 10, 31)).run()
    assert not page.exception
    assert "Uppgifterna gäller till och med 2024-10-31" in text_of(page)
    page.checkbox(key="import-new_patient").check().run()
    page.button(key="import-confirm").click().run()
    assert filled(Store(tmp_path / "clinic")) == 3
    page.button(key="import-undo-1").click().run()
    assert not page.exception
    assert "Inläsning 1 är tillbakatagen: 4 rader togs bort" in text_of(page)
    assert filled(Store(tmp_path / "clinic")) == 0


def test_a_period_is_declared_complete_and_taken_back(store: Store, open_page: OpenPage) -> None:
    page = open_page("patient", store=store.folder, patient="p1", lang="sv")
    page.date_input(key="declare-first").set_value(date(2024, 10, 1))
    page.button(key="FormSubmitter:declare-Intyga att dagboken är fullständig").click().run()
    assert "Ange periodens första och sista dag." in [problem.value for problem in page.error]
    page.date_input(key="declare-last").set_value(date(2024, 10, 31))
    page.button(key="FormSubmitter:declare-Intyga att dagboken är fullständig").click().run()
    assert not page.exception
    assert "Intygad som fullständig" in read_of(page)
    (withdraw,) = [button for button in page.button if button.key.startswith("undeclare-")]
    assert withdraw.label == "Ta tillbaka intyget 2024-10-01 till 2024-10-31"
    withdraw.click().run()
    assert "Intygad som fullständig" not in read_of(page)
    places = [entry.place for entry in Door(store, Visitor("test")).accesses("p1") if entry.action == Action.CHANGED]
    assert places.count("declared period") >= 2


def test_days_that_can_be_filled_in_are_as_many_in_both_places(
    store: Store, open_page: OpenPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(clock.ENVIRONMENT_VARIABLE, "2024-10-31")
    told = text_of(open_page("patient", store=store.folder, patient="p1", lang="sv"))
    found = re.search(r"Tomma: (\d+) kan fyllas i", told)
    assert found
    assert f"<dt>Öppna dagar</dt><dd>{found[1]}</dd>" in told


def test_a_diary_of_days_offers_no_declaration(open_page: OpenPage) -> None:
    page = open_page("patient", patient="RICH", lang="sv")
    assert not [one for one in page.date_input if one.key == "declare-first"]
