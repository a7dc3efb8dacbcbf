"""The command line as other programs and a hurried person use it."""

from __future__ import annotations

import json
import os
import pickle
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from analysis.days.recorded import ACUTE_CLASSES
from analysis.importing import ImportReport
from analysis.worklist import PLACES
from dashboard import summarised
from dashboard.cli import commands, main
from dashboard.imported import report_lines

ROOT = Path(__file__).parents[2]
CLINIC = ROOT / "sample_data" / "clinic"


def started(*arguments: str) -> subprocess.CompletedProcess[str]:
    """The program as a process of its own, as a user starts it: for what a process alone can tell."""
    return subprocess.run(
        [sys.executable, "-m", "dashboard.cli", *arguments],
        capture_output=True,
        text=True,
        encoding="utf-8",
        cwd=ROOT,
        env=os.environ | {"PYTHONIOENCODING": "utf-8"},
        check=False,
    )


@pytest.fixture
def run(capsys, monkeypatch):
    """The program in this process, as `started` gives one of its own: how it ended, what it said and complained of."""

    def done(*arguments: str) -> subprocess.CompletedProcess[str]:
        monkeypatch.setattr(sys, "argv", ["headache-dashboard", *arguments])
        capsys.readouterr()
        try:
            main()
            ended = 0
        except SystemExit as left:
            ended = int(str(left.code))
        said = capsys.readouterr()
        return subprocess.CompletedProcess(list(arguments), ended, said.out, said.err)

    return done


@pytest.fixture
def command(run):
    """The same, as `code, said, complaint`."""

    def done(*arguments: str) -> tuple[int, str, str]:
        found = run(*arguments)
        return found.returncode, found.stdout, found.stderr

    return done


@pytest.fixture(scope="module")
def store(sample_store: Path) -> str:
    return str(sample_store)


def test_every_command_of_the_contract_has_help():
    for name in (*"demo serve import summary worklist clinic export log backup restore erase".split(),):
        command = commands.commands[name]
        assert command.help, name
        assert any("--store" in option.opts for option in command.params), name


def test_serving_binds_to_loopback_unless_told_otherwise():
    for name in ("demo", "serve"):
        (host,) = [option for option in commands.commands[name].params if option.name == "host"]
        assert host.default == "127.0.0.1"


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["summary", "P-001", "--store", "{empty}"], "is empty: import an export first"),
        (["summary", "--store", "{store}"], "Name the patients, or give --all"),
        (["summary", "NOBODY", "--store", "{store}"], "There is no patient 'NOBODY' in the store."),
        (["summary", "P-001", "--as-of", "2026-11-01", "--store", "{store}"], "The data end on 2026-10-31"),
        (["summary", "P-001", "--as-of", "yesterday", "--store", "{store}"], "--as-of"),
        (["summary", "P-001", "--from", "2026-10-02", "--to", "2026-10-01", "--store", "{store}"], "after it ends"),
        (["import", "{empty}/nowhere", "--store", "{store}"], "nowhere"),
        (["import", "{file}", "--store", "{store}"], "note.txt"),
        (["worklist", "--store", "postgresql://server.invalid/clinic"], "it does not answer"),
        (["log", "--store", "{file}"], "is a file; a store is a folder"),
        (["nonsense"], "nonsense"),
    ],
)
def test_a_users_error_is_one_sentence_and_exit_code_2(arguments, sentence, store, tmp_path, run):
    file = tmp_path / "note.txt"
    file.write_text("not a diary")
    places = {"store": store, "empty": str(tmp_path / "empty"), "file": str(file)}
    found = run(*(argument.format(**places) for argument in arguments))
    assert found.returncode == 2
    assert sentence in found.stderr
    assert "Traceback" not in found.stderr
    assert len(found.stderr.strip().splitlines()) == 1
    assert found.stdout == ""


def test_a_process_of_its_own_ends_and_complains_the_same_way(tmp_path):
    found = started("import", str(tmp_path / "nowhere"), "--store", str(tmp_path / "store"))
    assert (found.returncode, found.stdout) == (2, "")
    assert "nowhere" in found.stderr
    assert len(found.stderr.strip().splitlines()) == 1


def test_summary_prints_one_object_a_line_in_the_order_asked_of_the_store(store, run):
    found = run("summary", "P-002", "P-001", "--json", "--store", store)
    lines = [json.loads(line) for line in found.stdout.splitlines()]
    assert [line["patient_id"] for line in lines] == ["P-001", "P-002"]
    assert set(lines[0]) >= {"patient_id", "as_of", "definition_profile", "period", "completeness", "windows", "text"}
    told = {"filled", "open", "missing", "outside", "now", "final", "tier", "of_attacks"}
    assert set(lines[0]["completeness"]) == told
    count = {"observed", "unfilled", "unknown", "lowest", "highest", "per_28"}
    for name in ("headache_days", "migraine_days", "moderate_or_severe_days", "acute_medication_days"):
        assert set(lines[0][name]) == count
    assert set(lines[0]["acute_days_by_class"]) == set(ACUTE_CLASSES)
    assert set(lines[0]["text"]) == {"sv", "en", "short"}


def test_many_patients_are_told_by_several_processes_as_by_one(store, run, monkeypatch):
    at_once = run("summary", "P-001", "P-002", "P-003", "--json", "--store", store).stdout
    answered = []

    def in_this_process(work, jobs, processes, said):
        for job in pickle.loads(pickle.dumps(jobs)):
            answered.append(work(job))
            yield answered[-1]

    monkeypatch.setattr(summarised, "PATIENTS_AT_ONCE", 1)
    monkeypatch.setattr(summarised, "FEWEST_SHARED", 3)
    monkeypatch.setattr(summarised, "shared", in_this_process)
    monkeypatch.setattr("os.cpu_count", lambda: 2)
    found = run("summary", "P-001", "P-002", "P-003", "--json", "--store", store)
    assert (found.stdout, len(answered)) == (at_once, 2)


@pytest.mark.parametrize(("at_once", "portions"), [(66, [66]), (65, [2, 64]), (30, [2, 30, 30, 4])])
def test_of_several_portions_the_first_is_small_and_everybody_is_told_once(store, run, monkeypatch, at_once, portions):
    told = []

    def counted(records, *_):
        told.append(records.patients)
        return [""]

    monkeypatch.setattr(summarised, "PATIENTS_AT_ONCE", at_once)
    monkeypatch.setattr(summarised, "PATIENTS_AT_FIRST", 2)
    monkeypatch.setattr(summarised, "_told_here", counted)
    monkeypatch.setattr("os.cpu_count", lambda: 1)
    run("summary", "--all", "--json", "--store", store)
    everybody = [patient for some in told for patient in some]
    assert ([*map(len, told)], everybody) == (portions, sorted(set(everybody)))


def test_summary_of_a_period_counts_its_windows_back_from_its_last_day(store, run):
    found = run("summary", "P-001", "--from", "2026-08-01", "--to", "2026-09-30", "--json", "--store", store)
    told = json.loads(found.stdout)
    assert told["period"] == {"from": "2026-08-01", "to": "2026-09-30", "days": 61}
    assert [window["to"] for window in told["windows"]] == ["2026-09-02", "2026-09-30"]


def test_summary_as_of_an_earlier_day_ends_there(store, run):
    told = json.loads(run("summary", "P-001", "--as-of", "2026-06-30", "--json", "--store", store).stdout)
    assert (told["as_of"], told["period"]["to"]) == ("2026-06-30", "2026-06-30")


def test_text_is_swedish_unless_english_is_asked_for(store, run):
    assert "Huvudvärksdag" in started("summary", "P-001", "--store", store).stdout
    assert "Headache diary" in run("summary", "P-001", "--lang", "en", "--store", store).stdout


def test_worklist_has_every_current_patient_once_in_order(store, run):
    told = json.loads(run("worklist", "--json", "--store", store).stdout)
    assert told["as_of"] == "2026-10-31"
    listed = [line["patient_id"] for line in told["patients"]]
    assert len(listed) == len(set(listed))
    places = [line["place"] for line in told["patients"]]
    assert places == sorted(places, key=PLACES.index)
    without = [not line["groups"] for line in told["patients"]]
    assert without == sorted(without)


def test_every_look_is_in_the_log(store, run):
    run("summary", "P-003", "--store", store)
    (line,) = run("log", "--patient", "P-003", "--store", store).stdout.splitlines()[-1:]
    number, at, user, role, units, action, patient, place = line.split("\t")
    assert (role, units, action, patient, place) == ("local account", "*", "read", "P-003", "summary")
    assert date.fromisoformat(at[:10])
    assert int(number) > 0
    assert user


def test_a_dry_run_keeps_nothing(tmp_path, run):
    folder, people = str(tmp_path / "clinic"), tmp_path / "patients.csv"
    people.write_text("patient_id,enrolled_on\nA,2026-01-01\nB,2026-01-01\n")
    found = run("import", str(people), "--dry-run", "--store", folder)
    assert "2 accepted" in found.stdout
    assert "nothing was kept" in found.stdout
    assert "is empty" in run("worklist", "--store", folder).stderr


def test_a_diary_of_which_every_row_is_rejected_is_an_error_whatever_else_is_kept(tmp_path, command):
    folder = tmp_path / "export"
    folder.mkdir()
    (folder / "patients.csv").write_text("patient_id,enrolled_on\np1,2026-01-01\n")
    (folder / "diary.csv").write_text("patient_id,date,headache\np1,2026-03-01,perhaps\np1,2026-03-02,perhaps\n")
    code, told, error = command("import", str(folder), "--store", str(tmp_path / "store"))
    sentence = (
        "No day was imported: 2 of 2 rows of diary.csv were rejected: headache is neither yes nor no "
        "(1/0, true/false, yes/no, ja/nej) (2). Kept beside: 1 of 1 rows of patients.csv."
    )
    assert (code, told.splitlines()[0]) == (2, sentence)
    assert sentence in error


def test_an_export_that_shrinks_is_refused_with_the_counts_until_it_is_accepted(tmp_path, command):
    def export(name: str, day: int, visits: int) -> str:
        folder = tmp_path / name
        folder.mkdir()
        (folder / "patients.csv").write_text("patient_id,enrolled_on,sex\nA,2026-01-01,female\n")
        (folder / "diary.csv").write_text("patient_id,date,headache\nA,2026-03-01,1\n")
        rows = "".join(f"A,2026-04-{number:02},nurse\n" for number in range(1, visits + 1))
        (folder / "visits.csv").write_text(f"patient_id,date,kind\n{rows}")
        about = {"exported_at": f"2026-03-{day:02}T06:00", "source": "a platform"}
        (folder / "export.json").write_text(json.dumps(about))
        return str(folder)

    at = ("--store", str(tmp_path / "store"))
    assert command("import", export("first", 10, 10), *at)[0] == 0
    second = export("second", 11, 6)
    ended, _, complaint = command("import", second, *at)
    assert ended == 2
    assert "visits.csv 10 rows before, 6 now" in complaint
    assert command("import", second, "--changes", "--dry-run", *at)[0] == 0
    _, said, _ = command("import", second, "--accept-removals", *at)
    assert "4 rows are no longer in the export, and set aside:" in said
    assert "A 2026-04-07 nurse" in said
    ended, said, _ = command("import", export("old", 9, 10), *at)
    assert ended == 0
    assert "made later, 2026-03-11: nothing of this one is kept" in said
    assert "Nothing was new." in said
    (tmp_path / "first" / "patients.csv").write_text("patient_id,enrolled_on,sex\nA,2026-01-01,male\n")
    ended, _, complaint = command("import", str(tmp_path / "first" / "patients.csv"), *at)
    assert ended == 2
    assert "--accept-changed-identity" in complaint


@pytest.mark.parametrize(
    ("harm", "sentence"), [("newer", "newer version of this program"), ("cut", "restore it from a backup")]
)
def test_a_cut_store_and_one_of_a_newer_program_are_told_in_a_sentence(tmp_path, command, harm, sentence):
    path = tmp_path / "patients.csv"
    path.write_text("patient_id,enrolled_on\nA,2026-01-01\n")
    folder = tmp_path / "store"
    assert command("import", str(path), "--store", str(folder))[0] == 0
    (file,) = folder.glob("snapshot-*.duckdb")
    if harm == "newer":
        engine = create_engine(f"duckdb:///{file}")
        with engine.begin() as connection:
            connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
        engine.dispose()
        (folder / "CURRENT").write_text(file.name)
    else:
        file.write_bytes(file.read_bytes()[:5000])
    for arguments in (["summary", "--all"], ["worklist"], ["clinic"], ["import", str(path)]):
        ended, _, complaint = command(*arguments, "--store", str(folder))
        assert ended == 2, arguments
        assert len(complaint.strip().splitlines()) == 1
        assert sentence in complaint or (harm, arguments[0]) == ("cut", "import")


def test_importing_again_says_that_nothing_was_new(store, run):
    found = run("import", str(CLINIC), "--store", store)
    assert found.returncode == 0
    assert found.stdout.rstrip().endswith("Nothing was new.")


def test_the_store_can_be_named_by_the_environment(store, run, monkeypatch):
    monkeypatch.setenv("HEADACHE_STORE", f"duckdb:///{store}")
    assert json.loads(run("summary", "P-001", "--json").stdout)["windows"]


def test_a_taken_port_is_a_sentence(store):
    import socket

    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        found = started("serve", "--no-browser", "--port", str(taken.getsockname()[1]), "--store", store)
    assert found.returncode == 2
    assert "choose another with --port" in found.stderr


def test_clinic_tells_the_judgeable_with_the_number_not_judgeable_and_logs_everyone(store, run):
    told = json.loads(run("clinic", "--json", "--store", store).stdout)
    assert told["patients"] == 66
    assert told["smallest_group"] == 5
    first = told["response"][0]
    assert first["judgeable"] + first["not_judgeable"] == first["started"]
    assert all(one["judgeable"] >= 5 for one in told["response"])
    assert run("log", "--patient", "P-001", "--store", store).stdout.splitlines()[-1].endswith("\tP-001\tclinic")


def test_an_export_restores_the_same_figures_and_is_logged(store, tmp_path, run):
    out, other = str(tmp_path / "out"), str(tmp_path / "other")
    written = run("export", "--store", store, "--out", out)
    assert written.returncode == 0
    told = sorted(Path(line).name for line in written.stdout.splitlines())
    assert told == sorted(path.name for path in Path(out).iterdir())
    assert run("import", out, "--store", other).returncode == 0
    for command in (["worklist", "--json"], ["summary", "P-001", "P-004", "--json"], ["clinic", "--json"]):
        first, second = (run(*command, "--store", place).stdout for place in (store, other))
        assert first == second
        assert first
    assert "exported\tP-001\texport" in run("log", "--store", store, "--patient", "P-001").stdout


def test_an_export_into_a_folder_with_something_in_it_is_refused(store, tmp_path, run):
    (tmp_path / "kept.txt").write_text("kept")
    refused = run("export", "--store", store, "--out", str(tmp_path))
    assert (refused.returncode, refused.stdout) == (2, "")
    assert "not an empty folder" in refused.stderr
    assert "Traceback" not in refused.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["kept.txt"]


@pytest.mark.parametrize(("patients", "more"), [(20, ""), (21, " ... and 1 more; see them all with --json")])
def test_of_many_new_patients_the_first_are_named(patients: int, more: str) -> None:
    names = tuple(f"P-{number}" for number in range(patients))
    lines = [*report_lines(ImportReport((), None, 1, patients_created=names), kept=True)]
    told = "Patients that were not in the store and were added: "
    assert f"{told}{', '.join(names[:20])}{more}" in lines
