"""A selection of the clinic's patients stands in the address, and a link brings it back."""

from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from tests.dashboard.conftest import OpenPage, text_of
from tests.scale.clinic import KINDS, make_clinic

PATIENTS = 6 * len(KINDS)
ADDRESS = {"unit": "Enhet 2", "sex": "female", "count": "headache"}


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_clinic(Path(tmp_path_factory.mktemp("overview")) / "store", PATIENTS).folder


def chosen(app: AppTest) -> dict[str, object]:
    return {str(box.key): box.value for box in app.selectbox if str(box.key).startswith("clinic-")}


def test_a_link_brings_a_selection_back(open_page: OpenPage, store: Path) -> None:
    app = open_page("clinic", store=store, lang="en", **ADDRESS)
    assert not app.exception
    assert chosen(app)["clinic-care_unit"] == "Enhet 2"
    assert chosen(app)["clinic-sex"] == "female"
    # of 40 in the unit every fifth is male
    assert "32 patients" in text_of(app)
    assert app.query_params["count"] in ("headache", ["headache"])


def test_what_is_chosen_goes_into_the_address_and_out_again(open_page: OpenPage, store: Path) -> None:
    app = open_page("clinic", store=store, lang="en")
    assert f"{PATIENTS} patients" in text_of(app)
    app.selectbox("clinic-diagnosis").set_value("G43.0").run()
    assert app.query_params["diagnosis"] in ("G43.0", ["G43.0"])
    assert "30 patients" in text_of(app)
    app.selectbox("clinic-diagnosis").set_value("").run()
    assert "diagnosis" not in app.query_params
    assert f"{PATIENTS} patients" in text_of(app)


def test_what_nobody_can_choose_is_not_taken_from_the_address(open_page: OpenPage, store: Path) -> None:
    app = open_page("clinic", store=store, lang="en", sex="S-00001", since="tomorrow")
    assert f"{PATIENTS} patients" in text_of(app)


def test_an_earlier_day_is_told_as_of_a_months_end(open_page: OpenPage, store: Path) -> None:
    shown = text_of(open_page("clinic", store=store, lang="en", as_of="2026-10-30"))
    assert "as of 30 September 2026" in shown
    assert "Time on treatment" not in shown
    assert "Completeness over time" in shown
