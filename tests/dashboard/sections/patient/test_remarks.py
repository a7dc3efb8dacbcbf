"""What imports could not read, as it is told of a patient in each language and as JSON."""

from __future__ import annotations

import pytest

from analysis.records.remarks import Remark
from dashboard.sections.patient.remarks import count_text, json_of, section
from dashboard.texts import words

CELL = Remark(2, "diary.csv", 7, "duration_hours", "36", "out_of_range", False, {"allowed": "0 to 24"})
ROW = Remark(2, "acute_doses.csv", 9, "drug", "", "required", True)


@pytest.mark.parametrize(
    ("code", "one", "two"),
    [
        (
            "sv",
            "1 rad eller cell för patienten kunde inte läsas; se importen.",
            "2 rader eller celler för patienten kunde inte läsas; se importen.",
        ),
        (
            "en",
            "1 row or cell of this patient could not be read; see import.",
            "2 rows or cells of this patient could not be read; see import.",
        ),
    ],
)
def test_how_many(code: str, one: str, two: str) -> None:
    spoken = words(code)
    assert (count_text([], spoken), count_text([CELL], spoken)) == ("", one)
    assert count_text([CELL, ROW], spoken) == two


def test_nothing_is_shown_of_a_patient_of_whom_all_was_read() -> None:
    assert section([], words("en"), "import") is None


def test_each_is_told_with_its_place_and_the_page_of_imports_is_linked() -> None:
    shown = section([CELL, ROW], words("en"), "import?patient=Q")
    assert shown is not None
    (behind,) = shown.details
    assert [detail.text for detail in behind[:2]] == [
        "Import 2, diary.csv, line 7: duration_hours is outside what is allowed: 0 to 24. It counts as unknown.",
        "Import 2, acute_doses.csv, line 9: drug is required and is empty. The row is left out.",
    ]
    assert [day.address for day in behind[2].days] == ["import?patient=Q"]


def test_as_json_it_has_its_place_and_a_sentence_in_every_language() -> None:
    (told,) = json_of([CELL])
    assert {name: told[name] for name in ("batch", "file", "line", "column", "kind")} == {
        "batch": 2,
        "file": "diary.csv",
        "line": 7,
        "column": "duration_hours",
        "kind": "out_of_range",
    }
    assert set(told["text"]) == {"sv", "en"}
