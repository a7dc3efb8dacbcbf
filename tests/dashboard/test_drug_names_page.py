"""Unknown drug names on the import page: offered, explained, counted as what they mean, and taken out again."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import insert
from streamlit.testing.v1 import AppTest

from analysis.querying.schema import ACUTE_DOSES
from analysis.store import Action, Door, Store, Visitor
from analysis.summary import summaries
from tests.dashboard.clinic import END, make_clinic
from tests.dashboard.conftest import text_of


@pytest.fixture
def store(tmp_path: Path) -> Store:
    made = Store(make_clinic(tmp_path / "clinic"))
    with made.writing("test") as connection:
        dose = {"patient_id": "RICH", "date": END - timedelta(days=6), "drug": "Mammas pulver", "batch": 1}
        connection.execute(insert(ACUTE_DOSES), [dose])
    return made


def unknown_days(store: Store) -> int:
    records = Door(store, Visitor("test")).enter(Action.READ, "test", ["RICH"])
    return summaries(records)["RICH"].windows[-1]["combination"].unknown


def test_a_name_is_explained_and_forgotten(store: Store, open_page: Callable[..., AppTest]) -> None:
    before = unknown_days(store)
    page = open_page("importing", store=store.folder, lang="sv")
    assert "Mammas pulver" in text_of(page)
    assert "Förklarade läkemedelsnamn" not in text_of(page)
    assert page.button(key="drug-remember").disabled
    page.selectbox(key="drug-means-Mammas pulver").select("acetylsalicylic acid/caffeine").run()
    page.button(key="drug-remember").click().run()
    assert not page.exception
    assert "Läkemedelsnamn som inte känns igen" not in text_of(page)
    assert "Förklarade läkemedelsnamn" in text_of(page)
    assert unknown_days(store) == before - 1
    page.button(key="drug-forget").click().run()
    assert unknown_days(store) == before
    assert "Läkemedelsnamn som inte känns igen" in text_of(page)


def test_no_drug_can_be_chosen_and_stands_first(store: Store, open_page: Callable[..., AppTest]) -> None:
    page = open_page("importing", store=store.folder, lang="en")
    offered = page.selectbox(key="drug-means-Mammas pulver").options
    assert offered[0] == "No drug"
    assert "Sumatriptan (N02CC01)" in offered


def test_nothing_is_offered_where_every_name_is_known(open_page: Callable[..., AppTest]) -> None:
    assert "Läkemedelsnamn" not in text_of(open_page("importing", lang="sv"))
