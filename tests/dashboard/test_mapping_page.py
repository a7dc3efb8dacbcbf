"""A spreadsheet with Swedish words, mapped on the import page: its columns are said, looked at, saved and kept."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from sqlalchemy import select
from streamlit.testing.v1 import AppTest

from analysis.querying.schema import ACUTE_DOSES, DIARY
from analysis.store import Store
from tests.dashboard.conftest import read_of

OpenPage = Callable[..., AppTest]
SHEET = """\
Dag;Ont i huvudet;Hur ont;Symtom;Tablett;Övrigt
13/3/2026;x;svår;illamående, ljus;Alvedon;jobbig
14/3/2026;-;;;;
15/3/2026;x;medel;yrsel;Sumatriptan;
16/3/2026;kanske;;;;
"""


def named(page: AppTest, kind: str, ending: str) -> Any:
    """The control of a kind whose key ends so."""
    return next(one for one in getattr(page, kind) if one.key and one.key.endswith(ending))


def rows(folder: Path, *columns: Any) -> list[tuple[Any, ...]]:
    with Store(folder).snapshot().connect() as connection:
        return sorted((tuple(row) for row in connection.execute(select(*columns))), key=repr)


def mapped(page: AppTest, name: str) -> AppTest:
    page.file_uploader[0].set_value((name, SHEET.encode(), "text/csv")).run()
    assert not page.exception
    return page


@pytest.fixture
def page(tmp_path: Path, open_page: OpenPage) -> AppTest:
    return mapped(open_page("importing", store=tmp_path / "clinic", lang="sv"), "dagbok.csv")


def test_a_spreadsheet_is_mapped_saved_and_offered_again(page: AppTest, tmp_path: Path, open_page: OpenPage) -> None:
    assert "Tolka kolumner: dagbok.csv" in read_of(page)
    assert named(page, "selectbox", "-date").value == "Dag"
    assert named(page, "selectbox", "-form-Dag").value == 0, "only day-first fits"
    named(page, "selectbox", "-headache").select("Ont i huvudet").run()
    named(page, "multiselect", "-no-headache-Ont i huvudet-None").set_value(["-"]).run()
    assert "2 dagar med huvudvärk, 1 utan huvudvärk" in read_of(page)
    assert "1 rad kan inte läsas" in read_of(page)
    assert 'Tolkningen säger inte vad "kanske" betyder i Ont i huvudet.' in read_of(page).replace("&quot;", '"')
    assert named(page, "selectbox", "-what-Hur ont").value == "severity"
    assert named(page, "multiselect", "-level-3-Hur ont").value == ["svår"]
    assert named(page, "selectbox", "-what-Symtom").value == "symptoms"
    assert named(page, "selectbox", "-sign-Symtom-illamående").value == "nausea"
    assert named(page, "selectbox", "-what-Tablett").value == "drugs"
    page.text_input(key="map-name").set_value("Mitt kalkylblad").run()
    page.button(key="map-save").click().run()
    page.checkbox(key="map-agreed").check().run()
    assert "högst upp" in page.info[0].value
    page.text_input(key="import-patient").set_value("p1").run()
    page.checkbox(key="import-new_patient").check().run()
    page.button(key="import-confirm").click().run()
    assert not page.exception
    assert rows(tmp_path / "clinic", DIARY.c.date, DIARY.c.headache, DIARY.c.severity, DIARY.c.nausea) == [
        (date(2026, 3, 13), True, 3, True),
        (date(2026, 3, 14), False, None, None),
        (date(2026, 3, 15), True, 2, None),
    ]
    assert rows(tmp_path / "clinic", ACUTE_DOSES.c.drug) == [("Alvedon",), ("Sumatriptan",)]

    again = mapped(open_page("importing", store=tmp_path / "clinic", lang="sv"), "ny.csv")
    assert again.selectbox(key="map-saved").value == "Mitt kalkylblad"
    assert "2 dagar med huvudvärk, 1 utan huvudvärk, 2 med akutläkemedel" in read_of(again)
    assert not [one for one in again.selectbox if one.key.endswith("-headache")]


def book_of_two_sheets() -> bytes:
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream) as book:
        front, diary = book.add_worksheet("Om"), book.add_worksheet("Dagbok")
        front.write(0, 0, "Min huvudvärk")
        for place, line in enumerate(SHEET.splitlines()):
            diary.write_row(place, 0, line.split(";"))
    return stream.getvalue()


def zipped(**files: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, data in files.items():
            archive.writestr(name.replace("_", "."), data)
    return stream.getvalue()


@pytest.mark.parametrize("table", [{"dagbok_csv": SHEET.encode()}, {"dagbok_xlsx": book_of_two_sheets()}])
def test_a_table_in_an_archive_is_mapped_as_it_is_alone(
    table: dict[str, bytes], tmp_path: Path, open_page: OpenPage
) -> None:
    page = open_page("importing", store=tmp_path / "clinic", lang="sv")
    data = zipped(**table, readme_txt=b"words about it\n")
    page.file_uploader[0].set_value(("brev.zip", data, "application/zip")).run()
    assert not page.exception
    assert "Tolka kolumner: dagbok." in read_of(page)
    assert [one.value for one in page.selectbox if one.key.startswith("map-sheet")] in ([], ["Dagbok"])
    named(page, "selectbox", "-headache").select("Ont i huvudet").run()
    named(page, "multiselect", "-no-headache-Ont i huvudet-None").set_value(["-"]).run()
    assert "2 dagar med huvudvärk, 1 utan huvudvärk" in read_of(page)


def test_what_is_not_said_is_asked_and_nothing_is_kept(page: AppTest, tmp_path: Path) -> None:
    named(page, "selectbox", "-date").select("Övrigt").run()
    assert page.info[0].value.startswith("Välj datumkolumn")
    assert not [one for one in page.button if one.key == "import-confirm"]
    assert Store(tmp_path / "clinic").is_empty()
