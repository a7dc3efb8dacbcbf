"""FHIR R4: shapes that a judge of others accepts, the codes of days with and without headache, no day made up."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import pandas as pd
import pytest
from fhir.resources.R4B import get_fhir_model_class
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.exporting import export
from analysis.exporting.export import FORMATS, portions
from analysis.exporting.fhir import bundle, id_of, resources_of, write_fhir
from analysis.formats import read_exports
from analysis.formats.fhir_codes import LOCAL
from analysis.formats.reading import Options
from analysis.importing import import_exports
from analysis.store import Action, Door, Store, Visitor, store_at
from analysis.summary import summaries
from tests.drawn_clinic import make_drawn_clinic

PATIENTS = ("P-001", "P-013", "P-055", "P-056")
KINDS = ("Patient", "EpisodeOfCare", "Observation", "MedicationStatement", "MedicationAdministration")


@pytest.fixture(scope="module")
def frames(sample_store: Path) -> dict[str, pd.DataFrame]:
    records = Door(store_at(str(sample_store)), Visitor.local()).enter(Action.EXPORTED, "test", PATIENTS)
    (found,) = portions(records, [])
    return dict(found)


@pytest.fixture(scope="module")
def folder(frames: dict[str, pd.DataFrame], tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("fhir")
    write_fhir(made, [frames])
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
    write_fhir(tmp_path, [frames])
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
    _, _, made, *_ = resources_of(WHO, {table: [{"patient_id": "A", **row}]})
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


NOW = datetime(2026, 11, 2, 8, 0)


def figures(store: Store, patients: Sequence[str] | None = None) -> tuple[object, dict[str, object]]:
    records = Door(store, Visitor("nurse")).enter(Action.READ, "test", patients)
    return records.as_of, {name: one.as_json() for name, one in summaries(records).items()}


def brought_back(store: Store, folder: Path, format: str, patients: Sequence[str] | None = None) -> Store:
    """A store of what the export of another one brings."""
    door = Door(store, Visitor("nurse"))
    export(door.enter(Action.EXPORTED, "test", patients), [], folder / format, format, now=NOW)
    other = Store(folder / f"from {format}")
    with other.writing("test") as connection:
        import_exports(connection, [folder / format], by="test", now=NOW)
    return other


AURA_ALONE = "P-043"


def test_an_export_read_into_an_empty_store_gives_the_same_figures(sample_store: Path, tmp_path: Path) -> None:
    patients = ("P-013", AURA_ALONE, "P-055", "P-056")
    store = store_at(str(sample_store))
    assert figures(brought_back(store, tmp_path, "fhir", patients)) == figures(store, patients)


def test_a_drawn_clinic_comes_back_as_from_a_csv_export(tmp_path: Path) -> None:
    """Whose rows of people that no import takes in are left out by both."""
    drawn = make_drawn_clinic(tmp_path / "drawn", 8, 5)
    fhir, csv = (figures(brought_back(drawn, tmp_path, format)) for format in ("fhir", "csv"))
    assert len(fhir[1]) > 5
    assert fhir == csv


MAYBE = st.none() | st.booleans()
DAYS = st.fixed_dictionaries(
    {
        "headache": st.booleans(),
        "severity": st.none() | st.integers(1, 3),
        "intensity": st.none() | st.sampled_from([0.0, 4.0, 6.5, 10.0]),
        "duration_hours": st.none() | st.sampled_from([0.5, 7.25, 24.0]),
        "aura_minutes": st.none() | st.sampled_from([0.0, 30.0]),
        "doses_recorded": st.booleans(),
        **dict.fromkeys(("nausea", "photophobia", "aura", "unilateral", "migraine"), MAYBE),
    }
)
DOSES = st.tuples(
    st.integers(0, 9), st.sampled_from(["Sumatriptan", "hjälpis", "Alvedon"]), st.sampled_from([1.0, 2.5])
)
TREATMENTS = st.fixed_dictionaries(
    {
        "drug": st.sampled_from(["Ajovy", "Metoprolol", "nytt medel"]),
        "started_on": st.sampled_from([pd.Timestamp("2026-01-05"), pd.Timestamp("2026-02-01")]),
        "stopped_on": st.none() | st.just(pd.Timestamp("2026-02-20")),
        "dose": st.none() | st.sampled_from([225.0, 0.5]),
        "dose_unit": st.just("mg"),
        "interval_days": st.none() | st.integers(1, 120),
        "stop_reason": st.none() | st.just("side_effect"),
    }
)


def told(row: Mapping[str, object]) -> dict[str, object]:
    return {name: value for name, value in row.items() if value is not None}


LAW = settings(max_examples=25, deadline=None)
WHOSE = {"patient_id": "A"}
DATES = [DAY + pd.Timedelta(days=place) for place in range(10)]


def read_back(**rows: list[dict[str, object]]) -> Mapping[str, list[dict[str, str]]]:
    """What the reader makes of the resources of these rows, by table."""
    made = bundle(list(resources_of(WHO, rows)))
    with TemporaryDirectory() as folder:
        path = Path(folder) / "a.json"
        path.write_text(json.dumps(made), encoding="utf-8")
        (found,) = read_exports([path], "auto", Options())
    return {name: table.to_dict("records") for name, table in found.readings[0].tables.items()}


def yes_or_no(value: object) -> str:
    return {True: "yes", False: "no"}.get(bool(value), "") if value is not None else ""


@LAW
@given(st.lists(DAYS, min_size=1, max_size=10))
def test_whatever_is_told_of_a_day_comes_back(days: list[dict[str, object]]) -> None:
    rows = [told(WHOSE | row | {"date": date}) for row, date in zip(days, DATES, strict=False)]
    for row, found in zip(rows, read_back(diary=rows)["diary"], strict=True):
        assert found["date"] == row["date"].date().isoformat()  # type: ignore[attr-defined]
        assert (found["headache"], found["doses_recorded"]) == tuple(
            map(yes_or_no, (row["headache"], row["doses_recorded"]))
        )
        numbers = [name for name in ("severity", "intensity", "duration_hours", "aura_minutes") if row["headache"]]
        assert [float(found[name] or -1) for name in numbers] == [row.get(name, -1) for name in numbers]
        signs = ("nausea", "photophobia", "unilateral", "migraine")
        kept = {name: row.get(name) for name in signs if row["headache"] or row.get(name)}
        assert {name: found[name] for name in kept} == {name: yes_or_no(value) for name, value in kept.items()}
        alone = "aura" not in row and row.get("aura_minutes", 0) > 0  # type: ignore[operator]
        assert (found["aura"] == "yes") == (row.get("aura", alone and not row["headache"]) is True)


@LAW
@given(st.lists(DOSES, min_size=1, max_size=6, unique=True))
def test_whatever_is_told_of_intakes_comes_back(doses: list[tuple[int, str, float]]) -> None:
    rows = [WHOSE | {"date": DATES[at], "drug": drug, "doses": number} for at, drug, number in doses]
    found = [(row["date"], row["drug"], float(row["doses"])) for row in read_back(acute_doses=rows)["acute_doses"]]
    assert found == [(DATES[at].date().isoformat(), drug, number) for at, drug, number in doses]


@LAW
@given(st.lists(TREATMENTS, min_size=1, max_size=3, unique_by=lambda row: (row["drug"], row["started_on"])))
def test_whatever_is_told_of_treatments_comes_back(treatments: list[dict[str, object]]) -> None:
    rows = [told(WHOSE | row) for row in treatments]
    for row in rows:
        row.pop("stop_reason" if "stopped_on" not in row else "", None)
        row.pop("dose_unit" if "dose" not in row else "", None)
    names = ("drug", "started_on", "stopped_on", "dose", "dose_unit", "interval_days", "stop_reason")
    found = [{name: row[name] for name in names if row[name]} for row in read_back(treatments=rows)["treatments"]]
    assert found == [{name: as_text(row[name]) for name in names if name in row} for row in rows]


def as_text(value: object) -> str:
    if isinstance(value, pd.Timestamp):
        return value.date().isoformat()
    return f"{value:g}" if isinstance(value, float) else str(value)


def test_a_day_of_another_diary_of_attacks_says_so() -> None:
    made = of("diary", date=DAY, headache=True, attacks_only=True, source="migraine_buddy")
    (part,) = made["component"]  # type: ignore[misc]
    assert (part["code"]["coding"][0]["code"], part["valueBoolean"]) == ("attacks_only", True)
    own = of("diary", date=DAY, headache=True, attacks_only=False, source="clinic")
    assert own["component"][0]["valueBoolean"] is False  # type: ignore[index]


def test_days_on_which_no_acute_medication_was_taken_are_told_in_runs() -> None:
    days = [{"patient_id": "A", "date": DAY + pd.Timedelta(days=at), "headache": False} for at in (0, 1, 2, 4, 6)]
    told_of = [row | {"doses_recorded": at < 4} for at, row in enumerate(days)]
    dose = {"patient_id": "A", "date": DAY + pd.Timedelta(days=2), "drug": "Alvedon", "doses": 1.0}
    every = resources_of(WHO, {"diary": told_of, "acute_doses": [dose]})
    made = [one for one in every if one.get("status") == "not-taken"]
    assert [tuple(r["effectivePeriod"].values()) for r in made] == [
        ("2026-03-01", "2026-03-02"),
        ("2026-03-05", "2026-03-05"),
    ]
    assert {r["medicationCodeableConcept"]["coding"][0]["system"] for r in made} == {LOCAL}
