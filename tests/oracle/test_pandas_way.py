"""What the program counts of a clinic is what one would count in pandas, written apart from it for the benchmarks."""

from __future__ import annotations

import json
from datetime import datetime, time
from pathlib import Path

import pandas as pd
import pytest

from analysis.importing import import_exports
from analysis.store import Action, Door, Records, Visitor, store_at
from analysis.summary import summaries
from analysis.worklist import worklist
from benchmarks import clinic_files, pandas_way

PATIENTS = 24


@pytest.fixture(scope="module")
def export(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return clinic_files.write(PATIENTS, tmp_path_factory.mktemp("export"), days=400)


@pytest.fixture(scope="module")
def plain(export: Path) -> Path:
    file = export.parent / "plain.duckdb"
    file.unlink(missing_ok=True)
    assert pandas_way.import_export(export, file) == 0
    return file


@pytest.fixture(scope="module")
def records(export: Path, tmp_path_factory: pytest.TempPathFactory) -> Records:
    store = store_at(str(tmp_path_factory.mktemp("store")))
    with store.writing(by="test") as connection:
        import_exports(connection, [export], by="test", now=datetime.combine(clinic_files.LAST_DAY, time(23, 59)))
    return Door(store, Visitor.local()).enter(Action.READ, "test")


def test_the_days_of_each_window_are_counted_alike(records, plain):
    figures = summaries(records, as_of=records.as_of)
    told = {one["patient_id"]: one for one in map(json.loads, pandas_way.summary(plain, list(figures)))}
    assert len(told) == PATIENTS
    for patient, counted in figures.items():
        windows = counted.as_json()["windows"]
        found = [
            [one["headache_days"]["observed"], one["completeness"]["filled"], one["migraine_days"]["observed"]]
            for one in reversed(windows)
        ]
        assert [row[:3] for row in told[patient]["windows"][: len(found)]] == found
        assert len(found) == 6


def test_the_list_and_what_is_plainly_listed_agree(records, plain):
    told = {one["patient_id"]: one for one in map(json.loads, pandas_way.worklist(plain))}
    lines = [line.as_json() for line in worklist(records, as_of=records.as_of).lines]
    assert len(lines) == len(told) == PATIENTS
    for line in lines:
        plainly = told[line["patient_id"]]
        assert pd.Timestamp(plainly["last_entry"]) == pd.Timestamp(line["last_filled"])
        assert plainly["filled"] == line["completeness_28"]["filled"]
        assert plainly["treatment"] == line["treatment"]
