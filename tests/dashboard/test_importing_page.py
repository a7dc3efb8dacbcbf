"""The Import page: an export that shrinks much is a question, and nothing of it is kept before it is answered."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import func, select
from streamlit.testing.v1 import AppTest

from analysis.querying.schema import DIARY
from analysis.store import Store
from dashboard.serving import import_paths
from dashboard.session import intake
from tests.dashboard.conftest import text_of

OpenPage = Callable[..., AppTest]


def archive(days: int, exported_at: str) -> bytes:
    rows = "".join(f"A,2026-03-{day:02},1\n" for day in range(1, days + 1))
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as zipped:
        zipped.writestr("patients.csv", "patient_id,enrolled_on\nA,2026-01-01\n")
        zipped.writestr("diary.csv", f"patient_id,date,headache\n{rows}")
        zipped.writestr("export.json", json.dumps({"exported_at": exported_at, "source": "a platform"}))
    return content.getvalue()


@pytest.fixture
def store(tmp_path: Path) -> Store:
    path = tmp_path / "first.zip"
    path.write_bytes(archive(20, "2026-03-30T06:00"))
    made = Store(tmp_path / "clinic")
    import_paths(made, [path])
    return made


def filled(store: Store) -> int:
    with Store(store.folder).snapshot().connect() as connection:
        return int(connection.execute(select(func.count()).select_from(DIARY)).scalar() or 0)


def test_much_that_is_gone_is_asked_before_it_is_kept(store: Store, open_page: OpenPage) -> None:
    page = open_page("importing", store=store.folder, lang="en")
    page.file_uploader[0].set_value(("second.zip", archive(10, "2026-03-31T06:00"), "application/zip")).run()
    assert not page.exception
    assert "10 rows are no longer in the export" in text_of(page)
    assert page.button(key="import-confirm").disabled
    question = page.checkbox(key="import-accept_removals")
    assert "diary.csv: 20 rows before, 10 now" in question.label
    question.check().run()
    page.button(key="import-confirm").click().run()
    assert not page.exception
    assert filled(store) == 10


def test_two_uploads_of_one_name_are_two_files(store: Store, open_page: OpenPage) -> None:
    page = open_page("importing", store=store.folder, lang="sv")
    both = [("export.zip", archive(days, f"2026-04-{days:02}T06:00"), "application/zip") for days in (22, 21)]
    page.file_uploader[0].set_value(both).run()
    page.button(key="import-confirm").click().run()
    assert filled(store) == 22


def test_names_of_uploads_are_told_apart_and_can_stand_in_a_folder() -> None:
    names = [
        "diary.csv",
        "x/diary.csv",
        "C:\\y\\DIARY.csv",
        "d.csv.gz",
        "d.csv.gz",
        "..",
        "",
        "a\x00\u202e\nb.csv",
        "å" * 300 + ".zip",
    ]
    found = intake.told_apart(names)
    assert found[:8] == [
        "diary.csv",
        "diary (2).csv",
        "DIARY (3).csv",
        "d.csv.gz",
        "d (2).csv.gz",
        "file",
        "file (2)",
        "ab.csv",
    ]
    assert len(found[8].encode()) < 255
    assert found[8].endswith("å.zip")


def test_what_shrinks_little_is_not_asked(store: Store, open_page: OpenPage) -> None:
    page = open_page("importing", store=store.folder, lang="sv")
    page.file_uploader[0].set_value(("second.zip", archive(19, "2026-03-31T06:00"), "application/zip")).run()
    assert not page.checkbox
    page.button(key="import-confirm").click().run()
    assert filled(store) == 19


def test_all_rejected_is_said_first_and_the_next_step_is_a_button(store: Store, open_page: OpenPage) -> None:
    page = open_page("importing", store=store.folder, lang="sv")
    rows = "patient_id,date,headache\nNOBODY,2026-03-01,1\n"
    page.file_uploader[0].set_value(("diary.csv", rows.encode(), "text/csv")).run()
    assert "Inget nytt kan läsas in: 1 av 1 rader avvisades. Vanligaste skälet: Okänd patient (1)." in text_of(page)
    page.button(key="import-others").click().run()
    assert not page.exception
    assert "avvisades" not in text_of(page)


def test_after_an_import_the_next_step_is_a_button(store: Store, open_page: OpenPage) -> None:
    page = open_page("importing", store=store.folder, lang="sv")
    page.file_uploader[0].set_value(("second.zip", archive(21, "2026-03-31T06:00"), "application/zip")).run()
    page.button(key="import-confirm").click().run()
    assert page.button(key="import-next").label == "Till arbetslistan"


def test_a_file_that_cannot_be_read_is_told_in_the_language_of_the_page(store: Store, open_page: OpenPage) -> None:
    page = open_page("importing", store=store.folder, lang="sv")
    page.file_uploader[0].set_value(("weather.csv", b"%PDF-1.7", "text/csv")).run()
    assert "weather.csv känns inte igen: filen är en PDF" in text_of(page)
    assert "not recognised" not in text_of(page)


def test_an_empty_store_leads_to_the_import_and_says_what_to_bring(tmp_path: Path, open_page: OpenPage) -> None:
    page = open_page("patient", store=tmp_path / "empty", lang="sv")
    assert "Ta med mottagningens export" in text_of(page)
    page.button(key="lead-to-importing").click().run()
    assert "Läs in dagböcker" in text_of(page)
