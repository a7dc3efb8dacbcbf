"""An export of Apple Health all the way into the store. The file is invented; only its shape is real."""

from __future__ import annotations

import tracemalloc
import zipfile
from datetime import date
from typing import Any

import pytest

from analysis.errors import UnreadableFile
from analysis.formats import AUTO, read_exports
from analysis.formats.reading import Options

HEAD = """\
<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE HealthData [
<!-- HealthKit Export Version: 11 -->
<!ELEMENT HealthData (ExportDate,Me,(Record|Workout)*)>
<!ATTLIST HealthData locale CDATA #REQUIRED>
]>
<HealthData locale="sv_SE">
 <ExportDate value="2024-03-31 10:00:00 +0200"/>
"""
STEPS = ' <Record type="HKQuantityTypeIdentifierStepCount" startDate="2024-03-01 09:00:00 +0100" value="12"/>\n'


def record(what: str, start: str, value: str, end: str = "", severity: str = "Severity") -> str:
    kind, value = f"HKCategoryTypeIdentifier{what}", f"HKCategoryValue{severity}{value}"
    return f' <Record type="{kind}" startDate="{start} +0100" endDate="{end or start} +0100" value="{value}"/>\n'


def take(desk: Any, *records: str, name: str = "export.xml", **options: Any) -> Any:
    path = desk.loose(name, HEAD + STEPS + "".join(records) + "</HealthData>\n")
    return desk.take(path, **{"patient": "p1", **options})


def days(desk: Any, *columns: str) -> dict[int, tuple[Any, ...]]:
    return {row[0].day: row[1:] for row in desk.rows("diary", "date", *columns)}


def test_what_is_not_present_is_a_free_day_and_what_is_unspecified_an_unknown_severity(desk, counts) -> None:
    report = take(
        desk,
        record("Headache", "2024-03-01 09:00:00", "Moderate"),
        record("Headache", "2024-03-02 09:00:00", "NotPresent"),
        record("Headache", "2024-03-03 09:00:00", "Unspecified"),
        record("Headache", "2024-03-04 09:00:00", "Mild"),
        record("Headache", "2024-03-04 19:00:00", "Severe"),
    )
    assert counts(report, "export.xml") == (5, 5, 0, 0, 0)
    assert days(desk, "headache", "severity", "attacks_only", "doses_recorded") == {
        1: (True, 2, False, False),
        2: (False, None, False, False),
        3: (True, None, False, False),
        4: (True, 3, False, False),
    }
    assert report.as_of == date(2024, 3, 31)


def test_a_headache_over_midnight_is_two_days_with_their_hours(desk) -> None:
    take(desk, record("Headache", "2024-03-01 22:00:00", "Mild", "2024-03-02 01:30:00"))
    assert days(desk, "duration_hours", "attacks_only") == {1: (2, True), 2: (1.5, True)}


def test_signs_are_told_on_days_with_an_answer(desk) -> None:
    take(
        desk,
        record("Headache", "2024-03-01 09:00:00", "Mild"),
        record("Nausea", "2024-03-01 10:00:00", "Severe"),
        record("Vomiting", "2024-03-01 10:00:00", "NotPresent"),
        record("MenstrualFlow", "2024-03-01 00:00:00", "Medium", severity="MenstrualFlow"),
        record("Nausea", "2024-03-05 10:00:00", "Severe"),
    )
    assert days(desk, "nausea", "vomiting", "menstruation") == {1: (True, False, True)}


def test_a_value_of_another_name_is_rejected_and_told(desk, told) -> None:
    odd = (record("Headache", "2024-03-02 09:00:00", "Awful"), record("Headache", "yesterday", "Mild"))
    report = take(desk, record("Headache", "2024-03-01 09:00:00", "Mild"), *odd)
    assert told(report) == [(11, "value", "not_yes_or_no"), (12, "startDate", "not_a_date")]


def test_the_zip_that_the_phone_writes_is_read(desk, tmp_path) -> None:
    path = tmp_path / "export.zip"
    with zipfile.ZipFile(path, "w") as archive:
        text = HEAD + record("Headache", "2024-03-01 09:00:00", "Mild") + "</HealthData>"
        archive.writestr("apple_health_export/export.xml", text)
        archive.writestr("apple_health_export/export_cda.xml", "<ClinicalDocument/>")
        archive.writestr("apple_health_export/workout-routes/route.gpx", "<gpx/>")
    report = desk.take(path, patient="p1")
    assert days(desk, "headache") == {1: (True,)}
    assert set(report.ignored_files) == {"export_cda.xml", "apple_health_export/workout-routes/route.gpx"}


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (HEAD, "is not whole: it cannot be read from line"),
        (HEAD.replace("]>", '<!ENTITY a "b">]>') + "</HealthData>", "declares entities"),
    ],
)
def test_what_is_cut_or_hostile_is_refused(desk, text: str, sentence: str) -> None:
    with pytest.raises(UnreadableFile, match=sentence):
        desk.take(desk.loose("export.xml", text), patient="p1")


def test_without_a_name_whose_it_is_is_asked_for(desk) -> None:
    with pytest.raises(UnreadableFile, match="say whose it is"):
        take(desk, patient=None)


def test_memory_does_not_grow_with_the_file(tmp_path) -> None:
    path = tmp_path / "export.xml"
    with path.open("w", encoding="utf-8") as stream:
        stream.write(HEAD)
        for _ in range(300):
            stream.write(STEPS * 400)
        stream.write(record("Headache", "2024-03-01 09:00:00", "Mild") + "</HealthData>")
    assert path.stat().st_size > 12_000_000
    tracemalloc.start()
    read_exports([path], AUTO, Options(patient="p1"))
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 6_000_000


def test_a_value_that_is_not_known_is_never_an_answer_and_leaves_its_day_unknown(desk) -> None:
    """The numbers of other programs among them: 0 is a headache of unspecified severity, and no no."""
    odd = record("Headache", "2024-03-01 09:00:00", "x").replace("HKCategoryValueSeverityx", "0")
    report = take(
        desk,
        record("Headache", "2024-02-29 09:00:00", "NotPresent"),
        odd,
        record("Headache", "2024-03-02 09:00:00", "Odd"),
        record("Headache", "2024-03-02 10:00:00", "NotPresent"),
    )
    assert days(desk, "headache") == {29: (False,)}
    assert report.files[0].rejected == 3


def test_a_sign_of_a_value_that_is_not_known_is_unknown(desk) -> None:
    take(
        desk,
        record("Headache", "2024-03-01 09:00:00", "Mild"),
        record("Nausea", "2024-03-01 09:00:00", "Odd"),
        record("Vomiting", "2024-03-01 09:00:00", "NotPresent"),
        record("MenstrualFlow", "2024-03-01 09:00:00", "Light", severity="MenstrualFlow"),
    )
    assert days(desk, "nausea", "vomiting", "menstruation") == {1: (None, False, True)}


def test_a_clock_of_twelve_hours_and_one_that_is_not_understood(desk) -> None:
    take(
        desk,
        record("Headache", "2024-03-01 9:00:00 PM", "Mild", "2024-03-01 11:30:00 p.m."),
        record("Headache", "2024-03-02 9:00:00 em", "NotPresent"),
    )
    assert days(desk, "headache", "duration_hours") == {1: (True, 2.5), 2: (False, None)}


def test_of_a_night_without_headache_the_next_day_is_not_free(desk) -> None:
    take(desk, record("Headache", "2024-03-01 20:00:00", "NotPresent", "2024-03-02 08:00:00"))
    assert days(desk, "headache") == {1: (False,)}


def test_a_file_of_one_line_in_utf_16(desk) -> None:
    text = (
        HEAD + record("Headache", "2024-03-01 09:00:00", "Mild") + record("Headache", "2024-03-02 09:00:00", "Severe")
    )
    path = desk.folder / "e.xml"
    path.write_bytes((text.replace("\n", "").replace("UTF-8", "UTF-16") + "</HealthData>").encode("utf-16"))
    assert desk.take(path, patient="p1").files[0].accepted == 2
