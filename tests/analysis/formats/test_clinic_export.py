"""A clinic export in every shape it may have: encodings, separators, folders, archives, Parquet, loose files."""

from __future__ import annotations

import gzip
import io
import zipfile
from datetime import datetime
from pathlib import Path

import pandas as pd
import pytest

from analysis.errors import UnreadableFile
from analysis.formats import AUTO, read_exports
from analysis.formats.reading import Export, Options

PATIENTS = "patient_id,enrolled_on\np1,2026-01-01\n"
DIARY = "patient_id,date,headache,note\np1,2026-03-01,1,åäö\np1,2026-03-02,0,\n"


def read(*paths: Path, format: str = AUTO) -> Export:
    (export,) = read_exports(paths, format, Options())
    return export


def refusal(*paths: Path) -> str:
    with pytest.raises(UnreadableFile) as refused:
        read_exports(paths, AUTO, Options())
    return str(refused.value)


def cells(export: Export, table: str = "diary") -> list[tuple[object, ...]]:
    (found,) = (reading.tables[table] for reading in export.readings if table in reading.tables)
    return [tuple(row) for row in found.itertuples(index=False)]


def folder(path: Path, **files: str | bytes) -> Path:
    path.mkdir(exist_ok=True)
    for table, content in {"patients": PATIENTS, "diary": DIARY, **files}.items():
        data = content.encode() if isinstance(content, str) else content
        (path / f"{table}.csv").write_bytes(data)
    return path


EXPECTED = [(2, "p1", "2026-03-01", "1", "åäö"), (3, "p1", "2026-03-02", "0", "")]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_encodings_separators_and_line_ends(tmp_path: Path, encoding: str, separator: str, line_end: str) -> None:
    diary = DIARY.replace(",", separator).replace("\n", line_end).encode(encoding)
    assert cells(read(folder(tmp_path / "export", diary=diary))) == EXPECTED


def test_header_names_in_any_case_order_and_surroundings(tmp_path: Path) -> None:
    diary = ' Headache , "NOTE",Mood,date,Patient_ID\n1,x,good,2026-03-01,p1\n'
    export = read(folder(tmp_path / "export", diary=diary))
    assert cells(export) == [(2, "p1", "2026-03-01", "1", "x")]
    assert export.readings[1].unknown_columns == ("Mood",)


def test_the_line_is_that_on_which_a_row_begins(tmp_path: Path) -> None:
    notes = 'p1,2026-03-01,1,"one\ntwo\n\nfour"\np1,2026-03-02,1,"say ""no"""\n\np1,2026-03-03,0,\n'
    diary = f"patient_id,date,headache,note\n\n{notes}"
    found = cells(read(folder(tmp_path / "export", diary=diary)))
    assert [(line, note) for line, *_, note in found] == [(3, "one\ntwo\n\nfour"), (7, 'say "no"'), (9, "")]


def test_rows_of_another_width_are_set_aside_alone(tmp_path: Path) -> None:
    diary = DIARY + "p1,2026-03-03,1\np1,2026-03-04,1,a,b\n   \np1,2026-03-05,0,\n,,,\n"
    reading = read(folder(tmp_path / "export", diary=diary)).readings[1]
    assert [(row.line, row.found, row.expected) for row in reading.broken] == [(4, 3, 4), (5, 5, 4)]
    assert reading.written.index.tolist() == [2, 3, 7]
    assert reading.rows_read == 5


def test_rows_with_nothing_in_any_cell_are_none(tmp_path: Path) -> None:
    diary = DIARY + "p1,2026-03-03,1,,,\n,,,\np1,2026-03-04,1,\n,,,\n , ,,,,\n\n"
    reading = read(folder(tmp_path / "export", diary=diary)).readings[1]
    assert (reading.written.index.tolist(), reading.broken) == ([2, 3, 4, 6], ())


@pytest.mark.parametrize("line", ["sep=;", "SEP=;", '"sep=;"'])
def test_the_line_that_excel_writes_before_the_header_is_no_header(tmp_path: Path, line: str) -> None:
    diary = f"{line}\n" + DIARY.replace(",", ";")
    reading = read(folder(tmp_path / "export", diary=diary)).readings[1]
    assert reading.written.index.tolist() == [3, 4]


@pytest.mark.parametrize("bad", ['p1,2026-03-03,1,"never closed', 'p1,2026-03-03,1,"closed" too early'])
def test_a_quote_that_does_not_close_stops_no_other_row(tmp_path: Path, bad: str) -> None:
    diary = f'{DIARY}{bad}\np1,2026-03-04,1,"good\nnote"\np1,2026-03-05,0,\n'
    reading = read(folder(tmp_path / "export", diary=diary)).readings[1]
    assert [(row.line, row.cells) for row in reading.broken] == [(4, (bad,))]
    assert reading.written.index.tolist() == [2, 3, 5, 7]


def test_a_long_note_is_read(tmp_path: Path) -> None:
    note = "long " * 100_000
    diary = f"patient_id,date,headache,note\np1,2026-03-01,1,{note}\n"
    assert cells(read(folder(tmp_path / "export", diary=diary)))[0][-1] == note


def archive(path: Path, files: dict[str, str]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in files.items():
            packed.writestr(name, content)
    return path


@pytest.mark.parametrize("top", ["", "export/", "Export 2026-03/"])
def test_archives(tmp_path: Path, top: str) -> None:
    files = {
        f"{top}patients.csv": PATIENTS,
        f"{top}Diary.CSV": DIARY,
        f"{top}.DS_Store": "x",
        "__MACOSX/diary.csv": "x",
    }
    files[f"{top}export.json"] = '{"exported_at": "2026-03-31T06:00:00+02:00", "source": "a clinic"}'
    export = read(archive(tmp_path / "export.zip", files))
    assert cells(export) == EXPECTED
    assert (export.exported_at, export.source) == (datetime(2026, 3, 31, 6), "a clinic")
    assert (export.whole, export.clinic, export.ignored) == (True, True, ())


def test_names_in_an_archive_cannot_reach_outside(tmp_path: Path) -> None:
    inner = tmp_path / "inner"
    inner.mkdir()
    packed = archive(
        inner / "e.zip", {"patients.csv": PATIENTS, "diary.csv": DIARY, "../evil.csv": "x", "/abs.csv": "x"}
    )
    assert cells(read(packed)) == EXPECTED
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["e.zip", "inner"]


def test_damaged_and_locked_archives_are_refused(tmp_path: Path) -> None:
    packed = archive(tmp_path / "e.zip", {"patients.csv": PATIENTS, "diary.csv": DIARY * 100})
    data = bytearray(packed.read_bytes())
    data[100:110] = b"\xff" * 10
    packed.write_bytes(data)
    assert "cannot be read" in refusal(packed)
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as locked:
        locked.writestr("patients.csv", PATIENTS)
        locked.writestr("diary.csv", DIARY)
    data = bytearray(stream.getvalue())
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = -1
        while (at := data.find(mark, at + 1)) >= 0:
            data[at + offset] |= 1  # says that the member is encrypted
    (tmp_path / "locked.zip").write_bytes(data)
    assert "is protected by a password" in refusal(tmp_path / "locked.zip")
    (tmp_path / "cut.zip").write_bytes(stream.getvalue()[:-30])
    assert refusal(tmp_path / "cut.zip") == "cut.zip is a zip archive that is damaged or not complete."


def test_an_archive_that_unpacks_to_too_much_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("analysis.formats.sources.LARGEST_FILE_BYTES", 1000)
    monkeypatch.setattr("analysis.formats.sources.LARGEST_UNPACKED_BYTES", 1000)
    packed = archive(tmp_path / "e.zip", {"patients.csv": PATIENTS, "diary.csv": DIARY + " " * 3000})
    assert "would unpack to more than" in refusal(packed)
    assert "diary.csv is larger than" in refusal(folder(tmp_path / "export", diary=DIARY + " " * 3000))


@pytest.mark.parametrize("typed", [False, True])
def test_parquet_gives_the_same_cells(tmp_path: Path, typed: bool) -> None:
    path = folder(tmp_path / "export")
    frame = pd.read_csv(path / "diary.csv", dtype=str)
    if typed:
        frame["date"] = pd.to_datetime(frame["date"]).dt.date
        frame["headache"] = frame["headache"] == "1"
        frame["severity"] = [2.0, None]
        frame["recorded_at"] = pd.to_datetime(["2026-03-01T20:00", None])
        frame["duration_hours"] = [4.5, float("nan")]
        frame["note"] = frame["note"].astype("category")
    (path / "diary.csv").unlink()
    frame.to_parquet(path / "diary.parquet")
    found = cells(read(path))
    if typed:
        assert [row[3] for row in found] == ["true", "false"]
        wanted = [
            (1, "p1", "2026-03-01", "2026-03-01 20:00:00.000000", "2", "4.5", "åäö"),
            (2, "p1", "2026-03-02", "", "", "", ""),
        ]
        assert [row[:3] + row[4:] for row in found] == wanted
    else:
        assert [row[1:] for row in found] == [row[1:] for row in EXPECTED]


def test_sentences_of_refusal(tmp_path: Path) -> None:
    def of(**files: str | bytes) -> str:
        for old in (tmp_path / "export").glob("*"):
            old.unlink()
        return refusal(folder(tmp_path / "export", **files))

    neither = "patient_id,date,headache,note\np1,2026-03-01,1,ok\np1,2026-03-02,1,b\x81da\n".encode("latin-1")
    assert of(diary=neither) == (
        "diary.csv is not UTF-8: line 3 has the byte 0x81 (byte 67 of the file). Save it as UTF-8 and import it again."
    )
    assert of(diary="") == "diary.csv is empty."
    assert of(diary=" \n\n") == "diary.csv is empty."
    assert of(diary="patient_id,date\n") == (
        "diary.csv lacks the required column headache; nothing of it is read. Its columns are patient_id, date."
    )
    assert of(diary="patient_id,date,headache,Date\n") == "diary.csv has the column date twice."
    assert of(diary="", patients="x\n") == (
        "patients.csv lacks the required column patient_id and enrolled_on; nothing of it is read. Its columns are x. "
        "diary.csv is empty."
    )


def test_a_header_alone_is_an_empty_table(tmp_path: Path) -> None:
    export = read(folder(tmp_path / "export", diary="patient_id,date,headache\n"))
    assert cells(export) == []


def test_missing_and_doubled_files(tmp_path: Path) -> None:
    path = folder(tmp_path / "export")
    pd.read_csv(path / "diary.csv").to_parquet(path / "diary.parquet")
    assert refusal(path) == "export has diary in two files of different kinds; remove one of the two."
    (path / "diary.parquet").write_bytes(b"PAR1 not really")
    (path / "diary.csv").unlink()
    assert refusal(path).startswith("diary.parquet is not a Parquet file that can be read")
    (path / "diary.parquet").unlink()
    assert refusal(path) == "export has no diary.csv or diary.parquet, which every export has."
    (path / "nothing").mkdir()
    assert "is not recognised" in refusal(path / "nothing")
    assert refusal(tmp_path / "nowhere").endswith("nowhere does not exist.")


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("{", "export.json is not JSON"),
        ("[]", "must be a JSON object"),
        ('{"exported_at": "yesterday"}', "not a time such as"),
        ("[" * 100_000, "export.json is not JSON"),
    ],
)
def test_an_export_json_that_says_nothing(tmp_path: Path, text: str, sentence: str) -> None:
    path = folder(tmp_path / "export")
    (path / "export.json").write_text(text)
    assert sentence in refusal(path)


def test_loose_files_are_known_by_name_or_columns(tmp_path: Path) -> None:
    (tmp_path / "diary.csv").write_text(DIARY)
    (tmp_path / "corrected rows.csv").write_text("patient_id,date,kind,value\np1,2026-03-01,pulse,60\n")
    (tmp_path / "visits (1).csv").write_text("patient_id;date;kind\np1;2026-03-01;nurse\n")
    (tmp_path / "shopping.csv").write_text("milk,bread\n1,2\n")
    export = read(*(tmp_path / name for name in ("corrected rows.csv", "diary.csv", "visits (1).csv")))
    assert [list(reading.tables) for reading in export.readings] == [["diary"], ["visits"], ["measurements"]]
    assert not export.whole
    assert "shopping.csv is not recognised" in refusal(tmp_path / "shopping.csv")


def test_a_format_that_does_not_exist(tmp_path: Path) -> None:
    with pytest.raises(
        UnreadableFile, match=r"smoke is not a format; known are aiding_migraine, apple_health, .*, redcap\."
    ):
        read(folder(tmp_path / "export"), format="smoke")


def test_files_in_further_folders_are_named_and_not_read(tmp_path: Path) -> None:
    path = tmp_path / "export.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for name, text in {"patients.csv": PATIENTS, "diary.csv": DIARY, "part2/diary.csv": DIARY}.items():
            archive.writestr(name, text)
    assert read(path).ignored == ("part2/diary.csv",)
    made = folder(tmp_path / "export")
    folder(made / "part2")
    assert read(made).ignored == ("part2/diary.csv", "part2/patients.csv")


def test_an_export_two_folders_down_beside_a_word_about_it(tmp_path: Path) -> None:
    inside = {
        f"export/2026-03-05/{name}": text for name, text in {"patients.csv": PATIENTS, "diary.csv": DIARY}.items()
    }
    export = read(archive(tmp_path / "e.zip", {"README.txt": "made by hand", **inside, "export/log/day.txt": "x"}))
    assert cells(export) == EXPECTED
    assert export.ignored == ("README.txt", "export/log/day.txt")
    backslashes = archive(tmp_path / "b.zip", {name.replace("/", "\\"): text for name, text in inside.items()})
    assert cells(read(backslashes)) == EXPECTED
    (tmp_path / "deep").mkdir()
    folder(tmp_path / "deep" / "export")
    assert cells(read(tmp_path / "deep")) == EXPECTED


def test_two_diaries_side_by_side_are_not_chosen_from(tmp_path: Path) -> None:
    files = {
        f"{year}/{name}": text for year in (1, 2) for name, text in (("patients.csv", PATIENTS), ("diary.csv", DIARY))
    }
    assert "There is a diary in each of several folders, 1 and 2" in refusal(archive(tmp_path / "e.zip", files))


def test_a_link_is_not_followed_but_named(tmp_path: Path) -> None:
    path = folder(tmp_path / "export")
    (tmp_path / "secret.csv").write_text("patient_id,date,kind\np1,2026-03-01,nurse\n")
    (path / "visits.csv").symlink_to(tmp_path / "secret.csv")
    export = read(path)
    assert (len(export.readings), export.ignored) == (2, ("visits.csv",))


def test_endings_and_packed_files(tmp_path: Path) -> None:
    path = folder(tmp_path / "export")
    (path / "diary.csv").rename(path / "diary.txt")
    (path / "patients.tsv").write_text(PATIENTS.replace(",", "\t"))
    (path / "patients.csv").unlink()
    (path / "visits.csv.gz").write_bytes(gzip.compress(b"patient_id,date,kind\np1,2026-03-01,nurse\n"))
    export = read(path)
    assert cells(export) == EXPECTED
    assert [reading.file for reading in export.readings] == ["patients.tsv", "diary.txt", "visits.csv"]


def test_a_diary_in_several_files_says_nothing_of_what_it_leaves_out(tmp_path: Path) -> None:
    path = folder(tmp_path / "export", diary_2025="patient_id,date,headache\np1,2025-03-01,1\n", diary_2026=DIARY)
    (path / "diary.csv").unlink()
    export = read(path)
    assert [reading.file for reading in export.readings] == ["patients.csv", "diary_2025.csv", "diary_2026.csv"]
    assert not export.whole
    assert [note.code for reading in export.readings for note in reading.notes] == ["several_files"]


def test_windows_1252_and_utf_16_without_a_mark_are_read(tmp_path: Path) -> None:
    export = read(folder(tmp_path / "windows", diary=DIARY.encode("cp1252")))
    assert cells(export) == EXPECTED
    assert [note.code for note in export.readings[1].notes] == ["read_as_windows"]
    for encoding in ("utf-16-le", "utf-16-be"):
        assert cells(read(folder(tmp_path / encoding, diary=DIARY.encode(encoding)))) == EXPECTED


def test_lines_above_the_header_are_passed_over_and_told(tmp_path: Path) -> None:
    title = "Headache diaries;;\nMade;2026-03-05;\n\n"
    export = read(folder(tmp_path / "export", diary=title + DIARY.replace(",", ";")))
    assert [(line - 3, *rest) for line, *rest in cells(export)] == EXPECTED
    assert [(note.code, note.detail) for note in export.readings[1].notes] == [("lines_above_header", {"lines": 3})]


def test_parquet_columns_that_are_not_needed_may_be_of_any_kind(tmp_path: Path) -> None:
    path = folder(tmp_path / "export")
    (path / "diary.csv").unlink()
    rows = {"patient_id": ["p1"], "date": ["2026-03-01"], "headache": [True], "symptoms": [["a", "b"]]}
    pd.DataFrame(rows).to_parquet(path / "diary.parquet")
    export = read(path)
    assert cells(export) == [(1, "p1", "2026-03-01", "true")]
    assert export.readings[1].unknown_columns == ("symptoms",)
