"""Damaged files through every reader: no crash, exact accounting, and damage never makes a headache-free day.

Valid files are mutated with a seed. `HEADACHE_FUZZ=5000` tries as many; a failure names its seed.
"""

from __future__ import annotations

import io
import json
import os
import random
import zipfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
import xlsxwriter

from analysis.errors import DiaryError
from analysis.formats import AUTO, formats, read_exports
from analysis.formats.mapping import mapping_of
from analysis.formats.reading import Options
from analysis.importing.cells import NO
from tests.analysis.formats.test_apps import FILES as APPS
from tests.analysis.importing.test_apple_health import HEAD as HEALTH
from tests.analysis.importing.test_apple_health import record
from tests.analysis.importing.test_fhir import SNOMED, bundle, coded, component, given, observed
from tests.analysis.importing.test_fhir import absent as fhir_absent
from tests.analysis.importing.test_mapping import MAPPING, SWEDISH
from tests.analysis.importing.test_migraine_buddy import FIRST, LAST, attack, file_text

TRIES = int(os.environ.get("HEADACHE_FUZZ", "60"))
"""Mutations of each file."""
PATIENTS = "patient_id,enrolled_on,left_on,birth_year\np1,2026-01-01,,1980\n"
DIARY = "patient_id,date,headache,recorded_at,severity,note\n" + "".join(
    f'p1,2026-03-{day:02},1,2026-03-{day:02}T20:00,{day % 3 + 1},"a, ""b"""\n' for day in range(1, 15)
)
ODD = (
    b"",
    b"\x00",
    b'"',
    b"\n",
    b",",
    b";",
    b"\xff",
    b"<",
    b"&a;",
    b"]]>",
    b"9" * 40,
    b"-",
    b"1e999",
    b"\xe5",
    b"\r",
    b"=",
)


def packed(**files: str) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(f"{name}.csv", text)
    return stream.getvalue()


def workbook() -> bytes:
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream) as book:
        sheet = book.add_worksheet()
        for place, line in enumerate(["date,headache", *(f"2026-03-{day:02},ja" for day in range(1, 10))]):
            sheet.write_row(place, 0, line.split(","))
    return stream.getvalue()


HEALTH_FILE = HEALTH + "".join(record("Headache", f"2024-03-{day:02} 09:00:00", "Mild") for day in range(1, 9))
ATTACKS = file_text(FIRST, attack("11/16/24 22:00", "05h 30m", Helpful_Medication="1x Sumatriptan"), LAST)
FILES: dict[str, tuple[str, bytes]] = {
    "loose": ("diary.csv", DIARY.encode()),
    "archive": ("export.zip", packed(patients=PATIENTS, diary=DIARY)),
    "migraine_buddy": ("attacks.csv", ATTACKS.encode()),
    "apple_health": ("export.xml", (HEALTH_FILE + "</HealthData>").encode()),
    "sheet": ("mine.xlsx", workbook()),
    "mapped": ("mine.csv", SWEDISH.replace("2/3/2026;-", "2/3/2026;x").encode()),
}
"""A valid file of each reader. In all of them every row that tells of headache tells that there was some."""


def mutated(data: bytes, chance: random.Random) -> bytes:
    """The data with up to six cuts, doublings, swaps and odd bytes."""
    for _ in range(chance.randint(1, 6)):
        at, length = chance.randrange(len(data) + 1), chance.choice((0, 1, 1, 2, 8, 60))
        part = data[at : at + length]
        put = chance.choice((b"", part * 3, part[::-1], chance.choice(ODD), bytes(chance.randbytes(length))))
        data = data[:at] + put + data[at + length :]
    return data


def options(name: str) -> Options:
    return Options(patient="p1", mapping=mapping_of(MAPPING) if name == "mapped" else None)


@pytest.mark.parametrize("name", FILES)
def test_no_damage_crashes_a_reader_or_loses_a_row(name: str, tmp_path: Path) -> None:
    file, data = FILES[name]
    for seed in range(TRIES):
        path = tmp_path / f"{seed}-{file}"
        path.write_bytes(mutated(data, random.Random(f"{name} {seed}")))
        with suppress(DiaryError):
            for export in read_exports([path], AUTO, options(name)):
                for reading in export.readings:
                    lines = set(reading.written.index)
                    assert all(set(table["line"]) <= lines for table in reading.tables.values()), seed
        path.unlink()


RESOURCES = [
    observed("2026-03-01", id="1", **component("64750-3", valueCodeableConcept=coded("6736007", SNOMED))),
    observed("2026-03-02", note=[{"text": "a"}]),
    observed("2026-03-03", valueCodeableConcept={"text": "migraine"}),
    fhir_absent("2026-03-04", status="preliminary"),
    fhir_absent("2026-03", id="2"),
    given("2026-03-01"),
]
OF_APPS = {
    **{
        name: (file, text.replace('"green"', '"red"').encode())
        for name, (file, text) in APPS.items()
        if name != "daylio"  # where a day with an entry and no headache is a headache-free day
    },
    "fhir": ("a.json", bundle(*RESOURCES).encode()),
    "fhir, lines": ("a.ndjson", "\n".join(map(json.dumps, RESOURCES)).encode()),
}


@pytest.mark.parametrize("name", OF_APPS)
def test_no_damage_crashes_the_reader_of_an_app_or_makes_a_headache_free_day(name: str, tmp_path: Path) -> None:
    file, data = OF_APPS[name]
    for seed in range(TRIES):
        path = tmp_path / f"{seed}-{file}"
        path.write_bytes(mutated(data, random.Random(f"{name} {seed}")))
        with suppress(DiaryError):
            for export in read_exports([path], AUTO, Options(patient="p1", date_order=None)):
                for reading in export.readings:
                    lines = set(reading.written.index)
                    assert all(set(table["line"]) <= lines for table in reading.tables.values()), seed
                    told = reading.tables["diary"]["headache"] if "diary" in reading.tables else []
                    assert not any(answer.casefold() in NO for answer in told), seed
        path.unlink()


def test_every_reader_is_among_these() -> None:
    """But for that of REDCap, which reads nothing without a mapping, and Daylio, whose names alone can be damaged."""
    known = {"loose": "own_diary", "archive": "clinic", "sheet": "own_diary"}
    tried = {known.get(name, name.split(",")[0]) for name in (*FILES, *OF_APPS)}
    assert set(formats()) - tried == {"redcap", "daylio"}


def test_no_damage_to_the_name_of_an_activity_makes_a_headache_free_day(tmp_path: Path) -> None:
    header = "full_date,date,weekday,time,mood,activities,note_title,note"
    others = ("work", "tea | friends", "sleep | work", "tea")
    for seed in range(TRIES):
        chance = random.Random(f"daylio {seed}")
        days = [f"2024-03-{day:02},x,x,08:00,good,Headache | {others[day % 4]},," for day in range(1, 20)]
        text = "\n".join([header, *days, ""])
        name = mutated(b"Headache", chance)
        path = tmp_path / f"{seed}.csv"
        path.write_bytes(text.encode().replace(b"Headache", name, 1))
        with suppress(DiaryError):
            (export,) = read_exports([path], AUTO, Options(patient="p1"))
            assert not any(answer in NO for answer in export.readings[0].tables["diary"]["headache"]), (seed, name)


@pytest.mark.parametrize("name", FILES)
def test_damage_never_makes_a_headache_free_day(name: str, new_desk: Callable) -> None:
    """No byte that is put in spells "no", so that a day without headache could only be made up."""
    file, data = FILES[name]
    mapping = {"mapping": MAPPING} if name == "mapped" else {}
    with new_desk() as desk:
        (desk.folder / "patients.csv").write_text(PATIENTS)
        desk.take(desk.folder / "patients.csv")
        told = {key: desk.loose("mapping.toml", text) for key, text in mapping.items()}
        for seed in range(TRIES // 10):
            path = desk.folder / f"{seed}-{file}"
            path.write_bytes(mutated(data, random.Random(f"{name} {seed}")))
            with suppress(DiaryError):
                report = desk.take(path, patient="p1", date_order=None, accept_removals=True, **told)
                for one in report.files:
                    assert one.accepted + one.updated + one.unchanged + one.rejected == one.read, seed
        assert not [row for row in desk.rows("diary", "date", "headache") if row[1] is False]
