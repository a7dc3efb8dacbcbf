"""FHIR R4: shapes that a judge of others accepts, the codes of days with and without headache, no day made up."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path

import pandas as pd
import pytest
from fhir.resources.R4B import get_fhir_model_class

from analysis.exporting.export import FORMATS, _frames
from analysis.exporting.fhir import LOCAL, bundle, id_of, resources_of, write_fhir
from analysis.store import Action, Door, Visitor, store_at

PATIENTS = ("P-001", "P-013", "P-055", "P-056")
KINDS = ("Patient", "EpisodeOfCare", "Observation", "MedicationStatement", "MedicationAdministration")


@pytest.fixture(scope="module")
def frames(sample_store: Path) -> dict[str, pd.DataFrame]:
    records = Door(store_at(str(sample_store)), Visitor.local()).enter(Action.EXPORTED, "test", PATIENTS)
    return _frames(records, [])


@pytest.fixture(scope="module")
def folder(frames: dict[str, pd.DataFrame], tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("fhir")
    write_fhir(made, frames)
    return made


def lines(folder: Path, kind: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in (folder / f"{kind}.ndjson").read_text(encoding="utf-8").splitlines()]


def test_fhir_is_a_format_of_the_export() -> None:
    assert FORMATS["fhir"] is write_fhir


@pytest.mark.parametrize("kind", KINDS)
def test_a_judge_of_others_accepts_every_kind_of_resource(folder: Path, kind: str) -> None:
    model, found = get_fhir_model_class(kind), lines(folder, kind)
    assert found
    for one in found[:: max(1, len(found) // 150)]:
        model.model_validate(one)


def test_the_invariants_of_an_observation_hold(folder: Path) -> None:
    for one in lines(folder, "Observation"):
        assert sum(name.startswith("value") for name in one) == 1
        assert "dataAbsentReason" not in one  # obs-6, and forbidden by the guide
        assert one["subject"] == {"reference": one["subject"]["reference"]}  # type: ignore[index]
        assert re.fullmatch(r"\d{4}-\d\d-\d\d", str(one["effectiveDateTime"]))
        codes = {coding["code"] for coding in one["code"]["coding"]}  # type: ignore[index]
        for part in one.get("component", []):  # type: ignore[attr-defined]
            assert sum(name.startswith("value") for name in part) == 1
            assert codes.isdisjoint(coding["code"] for coding in part["code"]["coding"])  # obs-7


def test_a_dosage_of_an_administration_has_a_dose(folder: Path) -> None:
    dosages = [one["dosage"] for one in lines(folder, "MedicationAdministration") if "dosage" in one]
    assert dosages
    assert all("dose" in dosage for dosage in dosages)  # mad-1


def test_a_bundle_is_accepted_and_its_references_lead_into_it(folder: Path) -> None:
    told = json.loads((folder / "bundle-P-055.json").read_text(encoding="utf-8"))
    get_fhir_model_class("Bundle").model_validate(told)
    addresses = {entry["fullUrl"] for entry in told["entry"]}
    assert len(addresses) == len(told["entry"])
    text = json.dumps(told)
    named = set(pd.Series([text]).str.findall(r'"reference": "([^"]+)"').iloc[0])
    assert named
    assert named <= addresses


def test_ids_are_unique_and_the_same_each_time(folder: Path, frames: dict[str, pd.DataFrame], tmp_path: Path) -> None:
    for kind in KINDS:
        ids = Counter(one["id"] for one in lines(folder, kind))
        assert max(ids.values()) == 1, kind
    write_fhir(tmp_path, frames)
    for path in folder.iterdir():
        assert path.read_bytes() == (tmp_path / path.name).read_bytes()


def test_every_filled_day_and_no_other_is_told(folder: Path, frames: dict[str, pd.DataFrame]) -> None:
    rows = frames["diary"]
    present, absent = (
        sum(code in {coding["code"] for coding in one["code"]["coding"]} for one in lines(folder, "Observation"))  # type: ignore[index]
        for code in ("75325-1", "111551-8")
    )
    assert present == int((rows["headache"] == True).sum())  # noqa: E712
    assert absent == int((rows["headache"] == False).sum())  # noqa: E712
    empty = json.loads((folder / "bundle-P-056.json").read_text(encoding="utf-8"))
    assert not re.search("75325-1|111551-8", json.dumps(empty))


DAY = pd.Timestamp("2026-03-01")
WHO = {"patient_id": "A", "enrolled_on": pd.Timestamp("2026-01-01"), "sex": "female", "birth_year": 1980}


def of(table: str, **row: object) -> dict[str, object]:
    """The resource of one row."""
    *_, made = resources_of(WHO, {table: [{"patient_id": "A", **row}]})
    return made


def test_a_headache_day_by_hand() -> None:
    made = of("diary", date=DAY, headache=True, severity=2, intensity=6.5, nausea=True, photophobia=False)
    assert made == {
        "resourceType": "Observation",
        "id": id_of("day", "A", "2026-03-01"),
        "status": "final",
        "category": [
            {
                "coding": [
                    {
                        "system": "http://hl7.org/fhir/uv/symptoms/CodeSystem/SymptomTemporary",
                        "code": "symptom",
                        "display": "Symptom",
                    }
                ]
            }
        ],
        "code": {"coding": [{"system": "http://loinc.org", "code": "75325-1", "display": "Symptom"}]},
        "subject": {"reference": f"Patient/{id_of('A')}"},
        "effectiveDateTime": "2026-03-01",
        "performer": [{"reference": f"Patient/{id_of('A')}"}],
        "valueCodeableConcept": {
            "coding": [{"system": "http://snomed.info/sct", "code": "25064002", "display": "Headache"}]
        },
        "component": [
            {
                "code": {
                    "coding": [{"system": "http://loinc.org", "code": "64750-3", "display": "Severity of symptoms"}]
                },
                "valueCodeableConcept": {
                    "coding": [{"system": "http://snomed.info/sct", "code": "6736007", "display": "Moderate"}]
                },
            },
            {
                "code": {
                    "coding": [
                        {
                            "system": "http://loinc.org",
                            "code": "72514-3",
                            "display": "Pain severity - 0-10 verbal numeric rating [Score] - Reported",
                        }
                    ]
                },
                "valueQuantity": {
                    "value": 6.5,
                    "unit": "score",
                    "system": "http://unitsofmeasure.org",
                    "code": "{score}",
                },
            },
            {"code": {"coding": [{"system": LOCAL, "code": "nausea"}], "text": "nausea"}, "valueBoolean": True},
            {
                "code": {"coding": [{"system": LOCAL, "code": "photophobia"}], "text": "photophobia"},
                "valueBoolean": False,
            },
        ],
    }


def test_a_headache_free_day_says_nothing_but_that() -> None:
    made = of("diary", date=DAY, headache=False, menstruation=True, note="x", aura_minutes=20)
    assert made["code"]["coding"][0]["code"] == "111551-8"  # type: ignore[index]
    assert "component" not in made
    assert "category" not in made
    assert "dataAbsentReason" not in made


@pytest.mark.parametrize(("known", "start"), [("day", "2026-03-01"), ("month", "2026-03"), ("unknown", None)])
def test_a_start_is_told_as_far_as_it_is_known(known: str, start: str | None) -> None:
    made = of(
        "treatments", drug="Ajovy", started_on=DAY, start_known=known, dose=225.0, dose_unit="mg", interval_days=28
    )
    assert made.get("effectivePeriod", {}).get("start") == start  # type: ignore[attr-defined]
    assert made["status"] == "active"
    assert made["medicationCodeableConcept"] == {
        "coding": [{"system": "http://www.whocc.no/atc", "code": "N02CD03"}],
        "text": "Ajovy",
    }


def test_a_dose_of_a_drug_that_nobody_knows_has_no_code() -> None:
    made = of("acute_doses", date=DAY, drug="hjälpis", doses=0.5, helped="partly")
    assert made["medicationCodeableConcept"] == {"text": "hjälpis"}
    assert made["dosage"] == {"dose": {"value": 0.5, "unit": "dose"}}
    assert made["effectiveDateTime"] == "2026-03-01"


def test_no_code_of_ours_hides_behind_a_system_of_others(folder: Path) -> None:
    for kind in KINDS:
        text = (folder / f"{kind}.ndjson").read_text(encoding="utf-8")
        assert "personnummer" not in text
        assert '"meta"' not in text


def test_a_bundle_of_nothing_but_the_patient() -> None:
    assert [entry["resource"]["resourceType"] for entry in bundle(list(resources_of(WHO, {})))["entry"]] == [
        "Patient",
        "EpisodeOfCare",
    ]
