"""Files made to harm: refused with a sentence, in bounded memory, and nothing half read. Limits are small here."""

from __future__ import annotations

import gzip
import io
import json
import zipfile
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from analysis.errors import UnreadableFile
from analysis.formats import read_exports
from analysis.formats.reading import Options

PATIENTS = "patient_id,enrolled_on\nA,2026-01-01\n"
DIARY = "patient_id,date,headache\nA,2026-03-01,1\n"
KB = 1024
ENTITIES = """\
<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x "y"><!ENTITY z SYSTEM "file:///etc/hostname">]>
<HealthData><Record type="HKCategoryTypeIdentifierHeadache" startDate="&x;" value="&z;"/></HealthData>
"""


@pytest.fixture(autouse=True)
def small_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("analysis.formats.sources.LONGEST_LINE_BYTES", 64 * KB)
    monkeypatch.setattr("analysis.formats.sources.ALWAYS_EXPANDED_BYTES", 256 * KB)
    monkeypatch.setattr("analysis.formats.sources.LARGEST_DOCUMENT_BYTES", 512 * KB)
    monkeypatch.setattr("analysis.formats.apple_health.LONGEST_TAG_BYTES", 64 * KB)
    monkeypatch.setattr("analysis.formats.apple_health.CHUNK_BYTES", 16 * KB)
    monkeypatch.setattr("analysis.formats.columnar.MOST_UNPACKED_ROWS", 1000)


def packed(**files: str | bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return stream.getvalue()


def parquet() -> bytes:
    stream = io.BytesIO()
    rows = 5000
    table = pa.table({"patient_id": ["A"] * rows, "date": ["2026-03-01"] * rows, "headache": [True] * rows})
    pq.write_table(table, stream)
    return stream.getvalue()


MANY_ROWS = "A,2026-03-01,1\n" * 40_000
HOSTILE: dict[str, tuple[str, bytes, str]] = {
    "a line without end": ("diary.csv", (DIARY + "a" * 200 * KB).encode(), "has a line longer than"),
    "columns without end": ("diary.csv", ("a," * 16_400 + DIARY).encode(), "columns, more than 16,384"),
    "a bomb": ("e.zip", packed(**{"patients.csv": PATIENTS, "diary.csv": DIARY + MANY_ROWS}), "is larger than"),
    "a packed bomb": ("diary.csv.gz", gzip.compress((DIARY + MANY_ROWS).encode()), "is larger than"),
    "an archive in an archive": ("e.zip", packed(**{"inner.zip": packed(**{"diary.csv": DIARY})}), "holds inner.zip"),
    "names that lead out": (
        "e.zip",
        packed(**{"../../patients.csv": PATIENTS, "../../diary.csv": DIARY}),
        "recognised",
    ),
    "deep JSON": ("a.json", b'{"metadata":' + b"[" * 100_000 + b'"episodes" "medicationDoses"', "not JSON"),
    "long JSON": ("a.json", b'[{"attacks":[],"medications":[],"date":"' + b"x" * 600 * KB, "is larger than"),
    "entities": ("export.xml", ENTITIES.encode(), "declares entities"),
    "a tag without end": ("export.xml", b'<HealthData><Record type="' + b"a" * 400 * KB, "a tag longer than"),
    "Parquet rows without end": ("diary.parquet", parquet(), "5,000 rows"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_it_is_refused_with_a_sentence(name: str, tmp_path: Path) -> None:
    file, content, sentence = HOSTILE[name]
    path = tmp_path / file
    path.write_bytes(content)
    with pytest.raises(UnreadableFile, match=sentence):
        read_exports([path], "auto", Options(patient="A"))


def test_links_are_not_followed_and_named(tmp_path: Path) -> None:
    folder = tmp_path / "export"
    folder.mkdir()
    (folder / "patients.csv").write_text(PATIENTS)
    (folder / "diary.csv").write_text(DIARY)
    (folder / "visits.csv").symlink_to("/etc/hostname")
    (export,) = read_exports([folder], "auto", Options())
    assert export.ignored == ("visits.csv",)


def files_in(*names: str) -> dict[str, Any]:
    return {name: PATIENTS if "patients" in name else DIARY for name in names}


@pytest.mark.parametrize(
    ("files", "aside"),
    [
        (files_in("p/patients.csv", "d/diary.csv"), ()),
        (files_in("x\\patients.csv", "x\\diary.csv"), ()),
        (
            files_in("x/patients.csv", "x/diary.csv") | {"README.txt": "r", "docs/a.txt": "b"},
            ("README.txt", "docs/a.txt"),
        ),
    ],
)
def test_folders_of_an_archive_are_read_or_named(files: dict[str, Any], aside: tuple[str, ...], tmp_path: Path) -> None:
    path = tmp_path / "e.zip"
    path.write_bytes(packed(**files))
    (export,) = read_exports([path], "auto", Options())
    assert [reading.file for reading in export.readings] == ["patients.csv", "diary.csv"]
    assert export.ignored == aside


def test_lines_between_rows_are_no_rows(tmp_path: Path) -> None:
    folder = tmp_path / "e"
    folder.mkdir()
    (folder / "patients.csv").write_text(PATIENTS)
    (folder / "diary.csv").write_text("patient_id,date,headache\n----------,----,--------\nA,2026-03-01,1\n,,\n")
    (export,) = read_exports([folder], "auto", Options())
    assert export.readings[1].rows_read == 1


def test_export_json_says_nothing_more_than_it_may(tmp_path: Path) -> None:
    folder = tmp_path / "e"
    folder.mkdir()
    for name, content in {
        **files_in("patients.csv", "diary.csv"),
        "export.json": json.dumps({"a": "b" * 600 * KB}),
    }.items():
        (folder / name).write_text(content)
    with pytest.raises(UnreadableFile, match=r"export\.json is larger than"):
        read_exports([folder], "auto", Options())
