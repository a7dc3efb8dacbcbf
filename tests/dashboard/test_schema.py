"""Every `--json` output of the sample clinic is what its schema says, key by key."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from jsonschema_rs import Draft202012Validator, Registry

from analysis.records.excluded_periods import ExcludedPeriod
from analysis.store import Door, Visitor, store_at
from analysis.store.contacts import Contact
from dashboard.cli import commands

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "docs" / "schema"
SCHEMAS = {path.name: json.loads(path.read_text(encoding="utf-8")) for path in sorted(FOLDER.glob("*.json"))}
REGISTRY = Registry([(f"json-schema:///{name}", schema) for name, schema in SCHEMAS.items()])
OF_A_POSSIBLE_RANGE, OF_ANOTHER_WAY = {"lowest", "highest"}, {"newest_effect_otherwise"}
OF_A_KIND_OF_REMARK = {"rejected", "drug", "date", "number", "other"}
MAY_BE_ABSENT = OF_A_POSSIBLE_RANGE | OF_ANOTHER_WAY | OF_A_KIND_OF_REMARK
A_FEW = ("P-003", "P-010", "P-019", "P-025", "P-028")
"""Two antibodies in turn, botulinum toxin, a diary half empty, two changes at once, a start after the export."""


def printed(*arguments: str) -> list[Any]:
    """The objects that a command prints."""
    found = CliRunner().invoke(commands, [*arguments, "--json"])
    assert found.exit_code == 0, found.output
    text = found.stdout
    return [json.loads(line) for line in text.splitlines()] if arguments[0] == "summary" else [json.loads(text)]


def problems(name: str, objects: list[Any]) -> list[str]:
    """Where the objects are not what the schema says."""
    schema = Draft202012Validator(SCHEMAS[f"{name}.json"], registry=REGISTRY, validate_formats=True)
    found = (error for one in objects for error in schema.iter_errors(one))
    return [f"{'/'.join(map(str, error.instance_path))}: {error.message[:200]}" for error in found]


@pytest.fixture(scope="module")
def store(sample_clinic_once: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The sample clinic, with a contact and an excluded period."""
    folder = str(shutil.copytree(sample_clinic_once, tmp_path_factory.mktemp("schema") / "clinic"))
    door, at = Door(store_at(folder), Visitor.local()), datetime(2026, 10, 30, 9, 0)
    door.record_contact(Contact("P-019", date(2026, 10, 30), "nurse", "phone", waiting_until=date(2026, 11, 3)))
    door.exclude(ExcludedPeriod("P-010", date(2026, 6, 1), date(2026, 6, 14), "travel", "doctor", at, "bortrest"))
    return folder


def test_the_report_of_the_import(sample_clinic_imported: Path) -> None:
    report = json.loads((sample_clinic_imported / "report.json").read_text(encoding="utf-8"))
    assert problems("import", [report]) == []


def test_every_patients_summary(store: str, sample_summaries: dict[str, Any]) -> None:
    touched = printed("summary", "P-010", "P-019", "--store", store)
    assert len(sample_summaries) == 66
    assert problems("summary", [*sample_summaries.values(), *touched]) == []
    (excluded,) = [one for one in touched if one["excluded_periods"]]
    assert excluded["effects_without_excluded"]


@pytest.mark.parametrize(
    "period",
    [
        ("--as-of", "2026-05-31"),
        ("--as-of", "2025-03-02"),
        ("--from", "2026-10-20"),
        ("--from", "2025-11-01", "--to", "2026-02-28"),
        ("--to", "2024-12-31"),
        ("--otherwise",),
    ],
    ids=" ".join,
)
def test_summaries_of_other_days_and_periods(store: str, period: tuple[str, ...]) -> None:
    objects = printed("summary", *A_FEW, *period, "--store", store)
    assert len(objects) == len(A_FEW)
    assert problems("summary", objects) == []


@pytest.mark.parametrize("as_of", ["2026-10-31", "2026-03-15", "2025-01-15"])
@pytest.mark.parametrize("command", ["worklist", "clinic"])
def test_lists_as_of_several_days(store: str, command: str, as_of: str) -> None:
    assert problems(command, printed(command, "--as-of", as_of, "--store", store)) == []


def test_a_report_of_rows_that_were_rejected_and_remarked_on(tmp_path: Path) -> None:
    (tmp_path / "patients.csv").write_text("patient_id,enrolled_on,shoe_size\nX-1,2026-01-01,40\n", encoding="utf-8")
    (tmp_path / "diary.csv").write_text(
        "patient_id,date,headache\nX-1,2026-01-02,1\nX-1,yesterday,1\nNOBODY,2026-01-02,0\n", encoding="utf-8"
    )
    (tmp_path / "acute_doses.csv").write_text("patient_id,date,drug\nX-1,2026-01-02,Rosenrot\n", encoding="utf-8")
    (report,) = printed("import", str(tmp_path), "--dry-run", "--store", str(tmp_path / "store"))
    assert problems("import", [report]) == []
    assert {one["code"] for file in report["files"] for one in file["problems"]} == {"not_a_date", "unknown_patient"}
    assert [file["unknown_drugs"] for file in report["files"]].count(["Rosenrot"]) == 1


def objects_of(schema: Any) -> Iterator[dict[str, Any]]:
    """Every part of a schema that tells the keys of an object."""
    if isinstance(schema, dict):
        if "properties" in schema or "allOf" in schema:
            yield schema
        for part in schema.values():
            yield from objects_of(part)
    if isinstance(schema, list):
        for part in schema:
            yield from objects_of(part)


@pytest.mark.parametrize("name", SCHEMAS)
def test_a_schema_knows_every_key_and_says_which_may_be_absent(name: str) -> None:
    found = list(objects_of(SCHEMAS[name]))
    assert found
    for one in found:
        is_closed = False in (one.get("additionalProperties"), one.get("unevaluatedProperties"))
        assert is_closed or one["description"].endswith("among other keys"), one
        assert set(one.get("properties", ())) - set(one.get("required", ())) <= MAY_BE_ABSENT


def test_a_key_that_is_new_lost_or_of_another_kind_is_noticed(store: str) -> None:
    (told,) = printed("summary", "P-001", "--store", store)
    window = told["windows"][0]
    for broken in ({"weather": 1}, {"label": 0}, {"from": "1 May"}, {"completeness": {}}):
        assert len(problems("summary", [told | {"windows": [window | broken]}])) >= 1, broken
    assert problems("summary", [{key: value for key, value in told.items() if key != "text"}])
    count = {key: value for key, value in told["headache_days"].items() if key != "per_28"}
    assert problems("summary", [told | {"headache_days": count}])
    assert problems("summary", [told | {"headache_days": told["headache_days"] | {"observed": None}}])


def test_every_reference_between_schemas_leads_somewhere() -> None:
    for name, schema in SCHEMAS.items():
        for file, part in re.findall(r'"\$ref": "([^"#]*)#/\$defs/(\w+)"', json.dumps(schema)):
            assert part in SCHEMAS[file or name]["$defs"], (name, file, part)
