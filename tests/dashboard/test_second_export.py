"""A second whole export of the sample clinic, with thirty corrections: every figure is that of it alone."""

from __future__ import annotations

import csv
import json
import shutil
from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner

from analysis.records.excluded_periods import ExcludedPeriod
from analysis.store import Contact, Door, Visitor, store_at
from dashboard.cli import commands

CLINIC = Path(__file__).parents[2] / "sample_data" / "clinic"
EXPORTED_AT = "2026-10-31T23:45:00"
TOUCHED_HERE = "P-066"
"""The patient with an excluded period and a contact, whom no correction concerns."""

Rows = list[dict[str, str]]
Tables = dict[str, Rows]


def read(folder: Path) -> Tables:
    tables = {}
    for path in sorted(folder.glob("*.csv")):
        with path.open(encoding="utf-8-sig", newline="") as file:
            tables[path.stem] = list(csv.DictReader(file))
    return tables


def write(tables: Tables, folder: Path) -> None:
    shutil.copytree(CLINIC, folder)
    for name, rows in tables.items():
        with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, rows[0].keys())
            writer.writeheader()
            writer.writerows(rows)
    about = json.loads((folder / "export.json").read_text(encoding="utf-8"))
    (folder / "export.json").write_text(json.dumps(about | {"exported_at": EXPORTED_AT}), encoding="utf-8")


def later(day: str, days: int) -> str:
    return (date.fromisoformat(day) + timedelta(days=days)).isoformat()


def of(tables: Tables, table: str, patient: str) -> Rows:
    return [row for row in tables[table] if row["patient_id"] == patient]


def with_rows(tables: Tables, table: str, fewest: int = 1) -> list[str]:
    """The patients, in order, who have at least so many rows of a table."""
    numbers: dict[str, int] = {}
    for row in tables[table]:
        numbers[row["patient_id"]] = numbers.get(row["patient_id"], 0) + 1
    return [name for name in sorted(numbers) if numbers[name] >= fewest and name != TOUCHED_HERE]


def drop(tables: Tables, table: str, gone: Rows) -> None:
    places = {id(row) for row in gone}
    tables[table] = [row for row in tables[table] if id(row) not in places]


def move_start(tables: Tables, place: int) -> None:
    row = of(tables, "treatments", with_rows(tables, "treatments")[place])[-1]
    before, row["started_on"] = row["started_on"], later(row["started_on"], 7)
    for dose in tables["treatment_doses"]:
        if (dose["patient_id"], dose["drug"], dose["given_on"]) == (row["patient_id"], row["drug"], before):
            dose["given_on"] = row["started_on"]


def move_visit(tables: Tables, place: int) -> None:
    row = of(tables, "visits", with_rows(tables, "visits")[place])[-1]
    row["date"] = later(row["date"], 14)


def correct_drug(tables: Tables, place: int) -> None:
    for row in of(tables, "acute_doses", with_rows(tables, "acute_doses", 20)[place])[-10:]:
        row |= {"drug": "Ibuprofen", "atc": "M01AE01"}


def remove_doses(tables: Tables, place: int) -> None:
    drop(tables, "acute_doses", of(tables, "acute_doses", with_rows(tables, "acute_doses", 20)[place])[-7:])


def withdraw_days(tables: Tables, place: int) -> None:
    drop(tables, "diary", of(tables, "diary", with_rows(tables, "diary", 100)[place])[-10:])


def hand_over_treatment(tables: Tables, place: int) -> None:
    giver, taker = with_rows(tables, "treatments")[place], with_rows(tables, "diary", 300)[place + 1]
    row = of(tables, "treatments", giver)[-1]
    for dose in of(tables, "treatment_doses", giver):
        if dose["drug"] == row["drug"]:
            dose["patient_id"] = taker
    row["patient_id"] = taker


def merge_away(tables: Tables, place: int) -> None:
    gone = sorted(row["patient_id"] for row in tables["patients"])[place]
    for name in tables:
        tables[name] = [row for row in tables[name] if row["patient_id"] != gone]


def correct_measurement(tables: Tables, place: int) -> None:
    of(tables, "measurements", with_rows(tables, "measurements")[place])[-1]["value"] = "125"


def correct_score(tables: Tables, place: int) -> None:
    row = of(tables, "questionnaires", with_rows(tables, "questionnaires")[place])[-1]
    row["date"] = later(row["date"], -1)


def turn_headache(tables: Tables, place: int) -> None:
    """Another answer with the time of writing that it had: the platform's own correction."""
    for row in of(tables, "diary", with_rows(tables, "diary", 100)[place])[-20:-10]:
        row["headache"] = "0" if row["headache"] == "1" else "1"


def correct_patient(tables: Tables, place: int) -> None:
    tables["patients"][place] |= {"care_unit": "Huvudvärksmottagningen Syd", "diagnosis": "G43.1"}


def forget_stop(tables: Tables, place: int) -> None:
    ended = [row for row in tables["treatments"] if row["stopped_on"] and row["patient_id"] != TOUCHED_HERE]
    ended[place] |= {"stopped_on": "", "stop_reason": ""}


CORRECTIONS: list[tuple[Callable[[Tables, int], None], tuple[int, ...]]] = [
    (move_start, (0, 9, 20)),
    (move_visit, (1, 12, 30)),
    (correct_drug, (2, 15)),
    (remove_doses, (3, 16, 25)),
    (withdraw_days, (4, 22, 40)),
    (hand_over_treatment, (5, 17)),
    (correct_measurement, (6, 18, 33)),
    (correct_score, (7, 19)),
    (turn_headache, (8, 21, 35)),
    (correct_patient, (10, 23)),
    (forget_stop, (1, 4)),
    (merge_away, (11, 44)),
]


def run(*arguments: str) -> str:
    done = CliRunner().invoke(commands, list(arguments), catch_exceptions=False)
    assert done.exit_code == 0, done.output
    return done.stdout


@pytest.fixture(scope="module")
def stores(sample_clinic_once, tmp_path_factory) -> tuple[str, str, dict[str, object]]:
    """The store after both exports, with what was entered between; one of the second alone; the second's report."""
    folder = tmp_path_factory.mktemp("second")
    tables = read(CLINIC)
    assert sum(len(places) for _, places in CORRECTIONS) == 30
    for correct, places in CORRECTIONS:
        for place in places:
            correct(tables, place)
    write(tables, folder / "second")
    both, alone = str(folder / "both"), str(folder / "alone")
    shutil.copytree(sample_clinic_once, both)
    door = Door(store_at(both), Visitor("doctor"))
    door.record_contact(Contact(TOUCHED_HERE, date(2026, 10, 30), "nurse", "phone"))
    period = (date(2026, 6, 1), date(2026, 6, 20), "illness", "doctor", datetime(2026, 10, 30, 9))
    door.exclude(ExcludedPeriod(TOUCHED_HERE, *period))
    report = run("import", str(folder / "second"), "--store", both, "--accept-removals", "--json")
    run("import", str(folder / "second"), "--store", alone)
    return both, alone, json.loads(report)


def test_what_is_gone_is_counted_by_file(stores):
    gone = {file["file"]: file["removed"] for file in stores[2]["files"]}
    assert gone["patients.csv"] == 2
    assert all(gone[f"{name}.csv"] for name in ("diary", "acute_doses", "treatments", "visits", "questionnaires"))
    assert sum(gone.values()) == stores[2]["removed"]


def test_every_patients_figures_are_those_of_the_second_export_alone(stores):
    told = [run("summary", "--all", "--json", "--store", store).splitlines() for store in stores[:2]]
    both, alone = ({one["patient_id"]: one for one in map(json.loads, lines)} for lines in told)
    entered = both.pop(TOUCHED_HERE)
    assert entered["excluded_periods"]
    assert not alone.pop(TOUCHED_HERE)["excluded_periods"]
    assert set(both) == set(alone)
    assert [name for name in both if both[name] != alone[name]] == []


def test_the_list_is_that_of_the_second_export_alone(stores):
    both, alone = (json.loads(run("worklist", "--json", "--store", store)) for store in stores[:2])
    lines = [{one["patient_id"]: one for one in found["patients"]} for found in (both, alone)]
    assert lines[0].pop(TOUCHED_HERE)["last_contact"]
    assert not lines[1].pop(TOUCHED_HERE)["last_contact"]
    assert lines[0] == lines[1]


def test_the_clinics_figures_are_those_of_the_second_export_alone(stores):
    both, alone = (json.loads(run("clinic", "--json", "--store", store)) for store in stores[:2])
    assert both == alone
