"""The buttons that make paper, and the files of a chart: made when asked for, logged, and without a formula."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from analysis.errors import ReportRefused
from analysis.store import Door, Visitor, store_at
from dashboard.report.editions import CLINIC
from dashboard.report.making import Asked
from dashboard.sections import Section
from dashboard.session import printing
from tests.dashboard.clinic import END

OpenPage = Callable[..., AppTest]


def buttons(app: AppTest) -> list[str]:
    return [str(button.proto.label) for button in app.get("download_button")]


def test_the_page_of_a_patient_offers_both_editions(open_page: OpenPage) -> None:
    assert buttons(open_page("patient", patient="RICH", lang="sv")) == ["Skriv ut", "Patientens blad"]
    assert buttons(open_page("patient", patient="RICH", lang="en")) == ["Print", "The patient's page"]


def test_nothing_is_offered_where_the_diary_is_empty(open_page: OpenPage) -> None:
    assert buttons(open_page("patient", patient="EMPTY", lang="sv")) == []


def test_the_list_offers_the_pages_of_those_shown(open_page: OpenPage) -> None:
    assert any("(PDF)" in label for label in buttons(open_page("worklist", lang="sv")))


def test_a_page_is_made_when_asked_for_and_logged_first(clinic_folder: Path) -> None:
    door = Door(store_at(str(clinic_folder)), Visitor.local())
    asked = Asked(END, "sv", CLINIC)
    assert printing._pages(door, ("RICH", "EMPTY"), asked).startswith(b"%PDF")
    assert ("exported", "report") in [(one.action, one.place) for one in door.accesses("RICH")]
    with pytest.raises(ReportRefused, match="Every diary shown is empty"):
        printing._pages(door, ("EMPTY",), asked)


def test_the_table_of_a_chart_holds_no_formula() -> None:
    table = pd.DataFrame({"a": ['=HYPERLINK("x")', "5–7"], "b": [1, 2]})
    assert Section("x", "x", table=table).csv == 'a,b\n"\'=HYPERLINK(""x"")",1\n5–7,2\n'
    assert Section("x", "x").csv == ""
