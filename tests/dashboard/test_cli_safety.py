"""Log, backup, restore and erase as an administrator types them: 0, or 2 and a sentence, never a traceback."""

from __future__ import annotations

import csv
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from analysis.store import Store
from dashboard.cli import main
from dashboard.serving import import_paths

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs a command in this process: how it ended, and what it printed on either stream."""

    def ran(*arguments: object) -> tuple[int, str, str]:
        monkeypatch.setattr("sys.argv", ["headache-dashboard", *map(str, arguments)])
        capsys.readouterr()
        try:
            main()
            ended = 0
        except SystemExit as error:
            ended = int(error.code or 0)
        return (ended, *capsys.readouterr())

    return ran


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An export of three patients, and a store that holds it."""
    folder = tmp_path_factory.mktemp("small")
    (folder / "export").mkdir()
    patients = [f"P-00{number}" for number in (1, 2, 3)]
    tables = {
        "patients": ("patient_id,enrolled_on", "{},2026-01-01"),
        "diary": ("patient_id,date,headache,note", '{},2026-03-01,1,"of {},\nwritten"'),
        "visits": ("patient_id,date,kind", "{},2026-02-01,doctor"),
    }
    for name, (head, row) in tables.items():
        text = "\n".join([head, *(row.format(one, one) for one in patients)])
        (folder / "export" / f"{name}.csv").write_text(text + "\n")
    import_paths(Store(folder / "clinic"), [folder / "export"])
    return folder


@pytest.fixture
def store(small: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(small / "clinic", tmp_path / "clinic"))


def test_the_log_is_verified_and_the_first_broken_entry_named(run, store):
    run("summary", "P-001", "--store", store)
    run("summary", "P-002", "--store", store)
    ended, told, _ = run("log", "--verify", "--store", store)
    head = told.split()[-1]
    assert (ended, told.startswith("The access log is as it was written.")) == (0, True)
    assert run("log", "--verify", "--head", head, "--store", store)[0] == 0
    with closing(sqlite3.connect(store / "access_log.sqlite")) as connection:
        connection.execute("UPDATE access SET patient_id = 'P-009' WHERE patient_id = 'P-001'")
        connection.commit()
    ended, told, complaint = run("log", "--verify", "--store", store)
    assert (ended, told) == (2, "")
    assert complaint == "Entry 2 of the access log is not as it was written.\n"
    assert run("log", "--verify", "--head", "nonsense", "--store", store)[0] == 2


def test_a_sample_is_drawn_looked_through_and_its_outcome_recorded(run, store):
    for patient in ("P-001", "P-002", "P-003"):
        run("summary", patient, "--store", store)
    ended, told, _ = run("log", "--sample", 2, "--store", store)
    assert (ended, len(told.splitlines())) == (0, 2)
    numbers = [line.split("\t")[0] for line in told.splitlines()]
    assert run("log", "--outcome", "nothing unusual", "--store", store) == (0, "Recorded.\n", "")
    drawn, outcome = run("log", "--store", store)[1].splitlines()[-2:]
    assert drawn.endswith(f"\taccess log, sample of {' '.join(numbers)}")
    assert outcome.endswith("\tchecked\t-\taccess log\tnothing unusual")


def test_an_outcome_that_the_log_would_cut_is_refused(run, store):
    ended, _, complaint = run("log", "--outcome", "x" * 201, "--store", store)
    assert (ended, "201 characters; the log keeps 200" in complaint) == (2, True)


def test_nothing_of_the_last_five_years_is_removed_from_the_log(run, store):
    run("summary", "P-001", "--store", store)
    ended, _, complaint = run("log", "--remove-before", "2026-01-01", "--store", store)
    assert (ended, complaint) == (2, "Entries of the access log are kept for 5 years: 2026-01-01 is later than that.\n")
    ended, told, _ = run("log", "--remove-before", "2015-01-01", "--store", store)
    assert (ended, told.startswith("0 entries were removed.")) == (0, True)


def test_reading_the_log_refusals_and_a_purpose_are_in_it(run, store):
    run("summary", "NOBODY", "--store", store)
    run("summary", "P-001", "--purpose", "visit today", "--store", store)
    run("log", "--patient", "P-001", "--store", store)
    lines = run("log", "--store", store)[1].splitlines()[-3:]
    assert [line.split("\t")[5:] for line in lines] == [
        ["refused", "NOBODY", "summary"],
        ["read", "P-001", "summary", "visit today"],
        ["read", "P-001", "access log"],
    ]


def test_a_backup_is_restored_and_the_head_of_the_log_printed(run, store, tmp_path):
    ended, told, aside = run("backup", "--out", tmp_path / "clinic.zip", "--store", store)
    assert (ended, told) == (0, f"{tmp_path / 'clinic.zip'}\n")
    assert "Head of the access log, to be kept elsewhere: 2:" in aside
    run("erase", "P-001", "--store", store)
    ended, told, _ = run("restore", tmp_path / "clinic.zip", "--store", tmp_path / "new")
    assert (ended, told) == (0, f"Restored from {tmp_path / 'clinic.zip'}.\n")
    assert run("summary", "P-001", "--store", tmp_path / "new")[0] == 0
    assert run("restore", tmp_path / "nothing.zip", "--store", store)[0] == 2
    assert run("backup", "--out", tmp_path / "none" / "x.zip", "--store", store)[0] == 2


def test_who_is_erased_is_gone_until_readmitted(run, store, small):
    export = small / "export"
    ended, told, _ = run("erase", "P-001", "--store", store)
    assert (ended, "rows removed" in told, "The access log keeps" in told) == (0, True, True)
    ended, told, _ = run("import", export, "--store", store)
    assert (ended, "are of patients who were erased, and left out" in told) == (0, True)
    assert run("summary", "P-001", "--store", store)[0] == 2
    assert run("erase", "P-001", "--store", store)[0] == 2
    run("import", export, "--readmit", "P-001", "--store", store)
    assert run("summary", "P-001", "--store", store)[0] == 0


def test_an_export_of_one_patient_is_theirs_to_take_along(run, store, tmp_path):
    ended, _, aside = run("export", "--patient", "P-001", "--out", tmp_path / "out", "--store", store)
    assert (ended, "Head of the access log" in aside) == (0, True)
    for file in (tmp_path / "out").glob("*.csv"):
        rows = list(csv.DictReader(file.read_text("utf-8-sig").splitlines(keepends=True)))
        assert file.name == "drug_meanings.csv" or {row["patient_id"] for row in rows} == {"P-001"}, file.name
    assert {path.stat().st_mode & 0o777 for path in (tmp_path / "out").iterdir()} == {0o600}


@pytest.mark.parametrize(
    "arguments",
    [
        ["import", "{long}"],
        ["import", "nothing?.csv"],
        ["export", "--out", "{long}"],
        ["summary", "P-001", "--store", "{long}"],
        ["summary", "{long}"],
        ["erase", "{long}"],
        ["restore", "{long}"],
        ["backup", "--out", "{long}"],
        ["backup", "--out", "{store}"],
        ["restore", "{store}"],
        ["import", "nothing.csv", "--mapping", "{long}"],
    ],
)
def test_names_that_no_file_can_have_are_a_sentence(run, store, arguments):
    told = [one.format(long="x" * 300, store=store) for one in arguments]
    ended, printed, complaint = run(*told, *([] if "--store" in told else ["--store", store]))
    assert (ended, printed) == (2, "")
    assert complaint.strip()
    assert "Traceback" not in complaint
