"""FHIR from other programs and from this one: what is told, read; what is not understood, unknown and never a no."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest

from analysis.errors import UnreadableFile
from analysis.formats import read_exports
from analysis.formats.reading import Export, Options

LOINC, SNOMED, UCUM = "http://loinc.org", "http://snomed.info/sct", "http://unitsofmeasure.org"
LOCAL, OURS = "urn:x-headache-dashboard:codes", "urn:x-headache-dashboard:pseudonym"
Resource = dict[str, Any]


def coded(code: str, system: str = LOINC, **more: str) -> Resource:
    return {"coding": [{"system": system, "code": code, **more}]}


def quantity(value: float, unit: str) -> Resource:
    return {"value": value, "unit": unit, "system": UCUM, "code": unit}


HEADACHE = coded("25064002", SNOMED)


def observed(day: str | None = "2026-03-01", code: str = "75325-1", **more: Any) -> Resource:
    told = {
        "resourceType": "Observation",
        "status": "final",
        "code": coded(code),
        "subject": {"reference": "Patient/x"},
    }
    when = {} if day is None else {"effectiveDateTime": day}
    return {**told, **when, "valueCodeableConcept": HEADACHE, **more}


def absent(day: str | None = "2026-03-01", **more: Any) -> Resource:
    return observed(day, "111551-8", **more)


def component(code: str, system: str = LOINC, **value: Any) -> Resource:
    return {"component": [{"code": coded(code, system), **value}]}


def given(
    day: str = "2026-03-01", text: str = "Sumatriptan", kind: str = "MedicationAdministration", **more: Any
) -> Resource:
    told = {"resourceType": kind, "status": "completed", "subject": {"reference": "Patient/x"}}
    return {**told, "medicationCodeableConcept": {"text": text}, "effectiveDateTime": day, **more}


def bundle(*resources: Resource, **more: Any) -> str:
    entries = [{"resource": one} for one in resources]
    return json.dumps({"resourceType": "Bundle", "type": "collection", "entry": entries, **more})


def read(folder: Path, *resources: Resource, patient: str | None = "p1") -> Export:
    return of_text(folder, bundle(*resources), patient=patient)


def of_text(folder: Path, text: str, patient: str | None = "p1", name: str = "a.json") -> Export:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    (export,) = read_exports([path], "auto", Options(patient=patient))
    assert export.format == "fhir"
    return export


def rows(export: Export, table: str, *names: str) -> list[tuple[str, ...]]:
    found = [one.tables[table] for one in export.readings if table in one.tables]
    return [tuple(row) for frame in found for row in frame[list(names)].values.tolist()]


def days(export: Export) -> list[tuple[str, ...]]:
    return rows(export, "diary", "date", "headache")


def notes(export: Export) -> dict[str, str]:
    return {note.code: str(*note.detail.values()) for one in export.readings for note in one.notes}


PRESENT: dict[str, tuple[Resource, list[tuple[str, str]]]] = {
    "a day": (observed(), [("2026-03-01", "yes")]),
    "a local time": (observed("2026-03-01T23:30:00+01:00"), [("2026-03-01", "yes")]),
    "a time in UTC": (observed("2026-03-01T23:30:00Z"), [("2026-03-02", "yes")]),
    "over midnight": (
        observed(None, effectivePeriod={"start": "2026-03-01T22:00:00+01:00", "end": "2026-03-02T02:00:00+01:00"}),
        [("2026-03-01", "yes"), ("2026-03-02", "yes")],
    ),
    "three days": (
        observed(None, effectivePeriod={"start": "2026-03-01", "end": "2026-03-03"}),
        [("2026-03-01", "yes"), ("2026-03-02", "yes"), ("2026-03-03", "yes")],
    ),
    "not ended": (observed(None, effectivePeriod={"start": "2026-03-01"}), [("2026-03-01", "yes")]),
    "pain in the head": (
        observed(valueCodeableConcept=coded("22253000", SNOMED), bodySite=coded("69536005", SNOMED)),
        [("2026-03-01", "yes")],
    ),
    "in words": (observed(valueCodeableConcept={"text": "Huvudvärk"}), [("2026-03-01", "yes")]),
    "an edition of SNOMED": (
        observed(valueCodeableConcept=coded("37796009", f"{SNOMED}/45991000052106/version/20260531")),
        [("2026-03-01", "yes")],
    ),
    "the finding as code": (
        observed(code="x") | {"code": HEADACHE, "valueCodeableConcept": coded("52101004", SNOMED)},
        [("2026-03-01", "yes")],
    ),
    "the finding as code, yes": (
        {k: v for k, v in observed().items() if k != "valueCodeableConcept"} | {"code": HEADACHE, "valueBoolean": True},
        [("2026-03-01", "yes")],
    ),
    "amended": (observed(status="amended"), [("2026-03-01", "yes")]),
    "absent": (absent(), [("2026-03-01", "no")]),
    "absent for days": (
        absent(None, effectivePeriod={"start": "2026-03-01", "end": "2026-03-02"}),
        [("2026-03-01", "no"), ("2026-03-02", "no")],
    ),
    "absent for a day by its times": (
        absent(None, effectivePeriod={"start": "2026-03-01T00:00:00+01:00", "end": "2026-03-01T23:59:59+01:00"}),
        [("2026-03-01", "no")],
    ),
    "the finding as code, no": (
        {k: v for k, v in observed().items() if k != "valueCodeableConcept"}
        | {"code": HEADACHE, "valueBoolean": False},
        [("2026-03-01", "no")],
    ),
}


@pytest.mark.parametrize("name", PRESENT)
def test_what_a_resource_says_of_its_day(name: str, tmp_path: Path) -> None:
    resource, expected = PRESENT[name]
    assert days(read(tmp_path, resource)) == expected


UNKNOWN: dict[str, Resource] = {
    "a month": absent("2026-03"),
    "a year": absent("2026"),
    "no day": absent(None),
    "a moment": absent("2026-03-01T14:30:00+01:00"),
    "half a day": absent(
        None, effectivePeriod={"start": "2026-03-01T12:00:00+01:00", "end": "2026-03-01T23:59:59+01:00"}
    ),
    "since": absent(None, effectivePeriod={"start": "2026-03-01"}),
    "a year long": absent(None, effectivePeriod={"start": "2025-03-01", "end": "2026-03-01"}),
    "an end that is not whole": absent(None, effectivePeriod={"start": "2026-03-01", "end": "2026-03"}),
    "preliminary": absent(status="preliminary"),
    "no status": absent(status=None),
    "migraine only": absent(valueCodeableConcept=coded("37796009", SNOMED)),
    "migraine only, in words": absent(valueCodeableConcept={"text": "migrän"}),
    "severe only": absent(valueCodeableConcept={"text": "severe headache"}),
    "on the left": absent(bodySite=coded("7771000", SNOMED)),
    "modified": absent(modifierExtension=[{"url": "x", "valueBoolean": True}]),
    "of another": absent(focus=[{"reference": "RelatedPerson/1"}]),
    "with the reason that it is not known": absent(dataAbsentReason=coded("asked-unknown", "x")),
    "both present and absent": absent()
    | {"code": {"coding": coded("75325-1")["coding"] + coded("111551-8")["coding"]}},
    "a finding that is unknown": absent() | {"code": HEADACHE, "valueCodeableConcept": coded("261665006", SNOMED)},
    "a finding with a word beside": absent() | {"code": HEADACHE, "valueCodeableConcept": {"text": "no"}},
    "a finding without a value": {k: v for k, v in absent().items() if k != "valueCodeableConcept"}
    | {"code": HEADACHE},
}
"""None of them is a headache-free day, and each is a row that cannot be read."""


@pytest.mark.parametrize("name", UNKNOWN)
def test_what_is_not_understood_is_rejected_and_never_a_no(name: str, tmp_path: Path, new_desk: Any) -> None:
    with new_desk() as desk:
        path = desk.loose("a.json", bundle(observed("2026-02-01"), UNKNOWN[name]))
        report = desk.take(path, patient="p1")
        assert [answer for _, answer in desk.rows("diary", "date", "headache")] == [True]
        assert (report.files[0].accepted, report.files[0].rejected) == (1, 1)


@pytest.mark.parametrize(
    "resource",
    [
        observed(valueCodeableConcept=coded("422587007", SNOMED, display="Nausea")),
        absent(valueCodeableConcept=coded("422587007", SNOMED, display="Nausea")),
        absent(valueCodeableConcept={"text": "no headache"}),
        observed(code="8302-2"),
        {"resourceType": "Condition", "code": HEADACHE},
        {},
    ],
)
def test_what_tells_of_something_else_tells_no_day_and_is_named(resource: Resource, tmp_path: Path) -> None:
    export = read(tmp_path, resource, observed("2026-02-01"))
    assert days(export) == [("2026-02-01", "yes")]
    assert "(1)" in notes(export)["resources_not_read"]


@pytest.mark.parametrize("status", ["entered-in-error", "cancelled"])
def test_what_was_entered_in_error_is_left_out_and_counted(status: str, tmp_path: Path) -> None:
    wrong = [absent(status=status), observed("2026-03-02", status=status), given(status="entered-in-error")]
    export = read(tmp_path, *wrong, observed("2026-03-03"))
    assert days(export) == [("2026-03-03", "yes")]
    assert notes(export)["resources_retracted"] == "3"
    assert rows(export, "acute_doses", "date") == []


def test_a_day_without_headache_beside_something_unread_is_unknown(tmp_path: Path) -> None:
    export = read(tmp_path, absent(), observed(status="preliminary"), absent("2026-03-02"))
    answers = days(export)
    assert ("2026-03-01", "no") not in answers
    assert ("2026-03-02", "no") in answers


def test_the_newest_version_counts_and_the_same_twice_is_once(tmp_path: Path) -> None:
    first = absent(id="1", meta={"lastUpdated": "2026-03-01T20:00:00Z"})
    second = observed(id="1", meta={"lastUpdated": "2026-03-02T20:00:00Z"})
    assert days(read(tmp_path, first, second, second)) == [("2026-03-01", "yes")]
    assert days(read(tmp_path, given(id="7"), given(id="7"))) == []
    assert rows(read(tmp_path, given(id="7"), given(id="7")), "acute_doses", "drug") == [("Sumatriptan",)]


COMPONENTS = [
    (component("64750-3", valueCodeableConcept=coded("6736007", SNOMED)), "severity", "2"),
    (component("64750-3", valueCodeableConcept=coded("LA6750-9")), "severity", "3"),
    (component("64750-3", valueCodeableConcept={"text": "lätt"}), "severity", "1"),
    (component("64750-3", valueCodeableConcept=coded("442452003", SNOMED)), "severity", "not understood: 442452003"),
    (component("72514-3", valueInteger=7), "intensity", "7"),
    (component("72514-3", valueQuantity=quantity(6.5, "{score}")), "intensity", "6.5"),
    (component("72514-3", valueQuantity=quantity(63, "mm")), "intensity", "not understood: 63 mm"),
    (component("72514-3", valueQuantity={"value": 7, "comparator": ">"}), "intensity", "not understood: > 7"),
    (component("72514-3", dataAbsentReason=coded("unknown", "x")), "intensity", ""),
    (component("duration_hours", LOCAL, valueQuantity=quantity(90, "min")), "duration_hours", "1.5"),
    (component("duration_hours", LOCAL, valueQuantity=quantity(2, "wk")), "duration_hours", "not understood: 2 wk"),
    (component("nausea", LOCAL, valueBoolean=False), "nausea", "no"),
    (component("64750-3", valueInteger=3), "severity", "not understood: 3"),
    (component("64750-3", valueCodeableConcept=coded("2", "urn:x")), "severity", "not understood: 2"),
    (component("duration_hours", LOCAL, valueQuantity={"value": 5}), "duration_hours", "not understood: 5"),
    (component("nausea", LOCAL, valueString="somewhat"), "nausea", "not understood: somewhat"),
]


@pytest.mark.parametrize(("told", "column", "cell"), COMPONENTS)
def test_components_fill_columns_and_stay_as_written_where_they_are_not_known(
    told: Resource, column: str, cell: str, tmp_path: Path
) -> None:
    assert rows(read(tmp_path, observed(**told)), "diary", column) == [(cell,)]


def test_a_component_of_another_code_is_named(tmp_path: Path) -> None:
    told = {"component": [{"code": {"text": "Trigger"}, "valueString": "wine"}]}
    assert read(tmp_path, observed(**told)).readings[0].unknown_columns == ("Trigger",)


def test_kinds_of_headache_and_hours_of_each_day(tmp_path: Path) -> None:
    period = {"start": "2026-03-01T22:00:00+01:00", "end": "2026-03-02T02:30:00+01:00"}
    export = read(tmp_path, observed(None, effectivePeriod=period, valueCodeableConcept=coded("37796009", SNOMED)))
    assert rows(export, "diary", "date", "duration_hours", "migraine") == [
        ("2026-03-01", "2.0", "yes"),
        ("2026-03-02", "2.5", "yes"),
    ]
    tension = read(tmp_path, observed(valueCodeableConcept=coded("398057008", SNOMED)))
    assert rows(tension, "diary", "migraine") == [("no",)]


def test_attacks_alone_are_known_as_such(tmp_path: Path) -> None:
    assert rows(read(tmp_path, observed()), "diary", "attacks_only") == [("yes",)]
    both = read(tmp_path, observed(), absent("2026-03-02"))
    assert rows(both, "diary", "attacks_only") == [("no",), ("no",)]


DOSES: dict[str, tuple[Resource, str, list[tuple[str, ...]]]] = {
    "an intake": (given(dosage={"dose": quantity(2, "tablet")}), "acute_doses", [("2026-03-01", "Sumatriptan", "2")]),
    "a strength is no number": (
        given(dosage={"dose": quantity(50, "mg")}),
        "acute_doses",
        [("2026-03-01", "Sumatriptan", "")],
    ),
    "stopped midway": (given(status="stopped"), "acute_doses", [("2026-03-01", "Sumatriptan", "")]),
    "perhaps": (given(status="unknown"), "acute_doses", [("2026-03-01", "", "")]),
    "not done": (given(status="not-done"), "acute_doses", []),
    "stated": (given(kind="MedicationStatement"), "acute_doses", [("2026-03-01", "Sumatriptan", "")]),
    "a list": (
        given(kind="MedicationStatement", status="active") | {"effectivePeriod": {"start": "2020"}},
        "acute_doses",
        [],
    ),
    "nobody knows it": (given(text="hjälpis"), "acute_doses", [("2026-03-01", "hjälpis", "")]),
    "of something else": (
        given() | {"medicationCodeableConcept": coded("A10BA02", "http://www.whocc.no/atc", display="Metformin")},
        "acute_doses",
        [],
    ),
    "a month": (given("2026-03"), "acute_doses", [("2026-03", "Sumatriptan", "")]),
    "contained": (
        given(
            medicationReference={"reference": "#m"},
            contained=[{"resourceType": "Medication", "id": "m", "code": coded("N02CC04", "http://www.whocc.no/atc")}],
        )
        | {"medicationCodeableConcept": None},
        "acute_doses",
        [("2026-03-01", "N02CC04", "")],
    ),
    "nowhere": (
        given(medicationReference={"reference": "Medication/9"}) | {"medicationCodeableConcept": None},
        "acute_doses",
        [("2026-03-01", "", "")],
    ),
}


@pytest.mark.parametrize("name", DOSES)
def test_medication_by_hand(name: str, tmp_path: Path) -> None:
    resource, table, expected = DOSES[name]
    if name == "a list":
        resource = {name: value for name, value in resource.items() if name != "effectiveDateTime"}
    assert rows(read(tmp_path, observed(), resource), table, "date", "drug", "doses") == expected


def test_an_injection_is_a_dose_of_a_treatment(tmp_path: Path) -> None:
    export = read(tmp_path, given(text="Ajovy", dosage={"dose": quantity(225, "mg")}))
    assert rows(export, "treatment_doses", "drug", "given_on", "dose", "dose_unit") == [
        ("Ajovy", "2026-03-01", "225", "mg")
    ]


def course(status: str = "active", period: Resource | None = None, **more: Any) -> Resource:
    told = given(text="Aimovig", kind="MedicationStatement", status=status, **more)
    return {name: value for name, value in told.items() if name != "effectiveDateTime"} | (
        {"effectivePeriod": period} if period else {}
    )


WEEKS = {"timing": {"repeat": {"frequency": 1, "period": 4, "periodUnit": "wk"}}}
COURSES = [
    (course(period={"start": "2026-01-05"}, dosage=[WEEKS]), ("2026-01-05", "", "28", "")),
    (course(period={"start": "2026-01"}), ("2026-01", "", "", "")),
    (course(), ("", "", "", "")),
    (
        course("stopped", {"start": "2026-01-05", "end": "2026-02-05"}, statusReason=[coded("no_effect", LOCAL)]),
        ("2026-01-05", "2026-02-05", "", "no_effect"),
    ),
    (course("stopped", {"start": "2026-01-05"}), ("2026-01-05", "stopped, no date", "", "")),
    (course(dosage=[WEEKS, WEEKS]), ("", "", "", "")),
]


@pytest.mark.parametrize(("resource", "expected"), COURSES)
def test_a_course_of_a_preventive(resource: Resource, expected: tuple[str, ...], tmp_path: Path) -> None:
    export = read(tmp_path, observed(), resource)
    assert rows(export, "treatments", "started_on", "stopped_on", "interval_days", "stop_reason") == [expected]


def test_a_treatment_that_is_only_intended_is_none(tmp_path: Path) -> None:
    export = read(tmp_path, observed(), course("intended"))
    assert rows(export, "treatments", "drug") == []
    assert notes(export)["resources_not_read"] == "MedicationStatement (1)"


def test_measurements_and_scores(tmp_path: Path) -> None:
    vital = {"resourceType": "Observation", "status": "final", "subject": {"reference": "Patient/x"}}
    vital |= {"effectiveDateTime": "2026-03-01"}
    pressure = (
        vital
        | {"code": coded("85354-9")}
        | {
            "component": [
                {"code": coded("8480-6"), "valueQuantity": quantity(120, "mm[Hg]")},
                {"code": coded("8462-4"), "valueQuantity": quantity(80, "mm[Hg]")},
            ]
        }
    )
    weight = vital | {"code": coded("29463-7"), "valueQuantity": quantity(150, "[lb_av]")}
    score = vital | {"code": {"text": "HIT-6 total score"}, "valueInteger": 60}
    export = read(tmp_path, pressure, weight, score)
    found = rows(export, "measurements", "kind", "value")
    assert found == [("systolic", "120.0"), ("diastolic", "80.0"), ("weight", "not understood: 150 [lb_av]")]
    assert rows(export, "questionnaires", "instrument", "score") == [("HIT-6", "60")]


def test_whose_a_foreign_resource_is_has_to_be_said(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="say whose it is"):
        read(tmp_path, observed(), patient=None)
    with pytest.raises(UnreadableFile, match="not of 'p1' alone"):
        read(tmp_path, observed(), observed(subject={"reference": "Patient/y"}))
    same = observed("2026-03-02", subject={"reference": "https://example.org/fhir/Patient/x/_history/3"})
    person = {
        "resourceType": "Patient",
        "id": "x",
        "identifier": [{"system": "urn:oid:1.2.752.129.2.1.3.1", "value": "1"}],
    }
    export = read(tmp_path, person, observed(), same)
    assert rows(export, "diary", "patient_id") == [("p1",), ("p1",)]
    assert "1.2.752" not in export.readings[0].written.to_csv()


@pytest.mark.parametrize("subject", [None, {}, {"reference": "Group/1"}, {"reference": "#gone"}, {"display": "Anna"}])
def test_a_resource_that_names_nobody_is_nobodys(subject: Resource | None, tmp_path: Path) -> None:
    export = read(tmp_path, observed(), observed("2026-03-02", subject=subject))
    assert rows(export, "diary", "date", "patient_id") == [("2026-03-01", "p1"), ("2026-03-02", "")]


def test_files_of_lines_zips_and_nested_bundles(tmp_path: Path) -> None:
    lines = "\n".join([json.dumps(observed()), "", '{"resourceType": "Obs', json.dumps(absent("2026-03-02"))])
    export = of_text(tmp_path, "\ufeff" + lines + "\r\n", name="Observation.ndjson")
    assert rows(export, "diary", "line", "date") == [(1, "2026-03-01"), (4, "2026-03-02")]
    assert [(one.line, one.code) for one in export.readings[0].broken] == [(3, "not_json")]
    deep = bundle(json.loads(bundle(observed())), absent("2026-03-02"))
    assert len(days(of_text(tmp_path, deep))) == 2
    with ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("one.json", bundle(observed()))
        archive.writestr("two.json", bundle(absent("2026-03-02")))
    (export,) = read_exports([tmp_path / "a.zip"], "auto", Options(patient="p1"))
    assert sorted(days(export)) == [("2026-03-01", "yes"), ("2026-03-02", "no")]
    gone = {"resourceType": "Bundle", "entry": [{"request": {"method": "DELETE"}, "resource": absent()}]}
    assert days(of_text(tmp_path, json.dumps(gone))) == []


def test_our_own_pseudonym_says_whose_it_is_and_who_is_new(new_desk: Any) -> None:
    person = {"resourceType": "Patient", "id": "x", "identifier": [{"system": OURS, "value": "p5"}], "gender": "female"}
    care = {"resourceType": "EpisodeOfCare", "status": "active", "patient": {"reference": "Patient/x"}}
    care |= {"period": {"start": "2026-01-01"}, "managingOrganization": {"display": "Enhet"}}
    with new_desk() as desk:
        path = desk.loose(
            "a.json", bundle(person | {"birthDate": "1980-05-01"}, care, observed(), absent("2026-03-02"))
        )
        report = desk.take(path, new_patient=False)
        assert report.patients_created == ("p5",)
        found = desk.rows("patients", "patient_id", "enrolled_on", "birth_year", "sex", "care_unit")
        assert [(str(one[1]), *one[2:]) for one in found] == [("2026-01-01", 1980, "female", "Enhet")]
        again = desk.take(desk.loose("b.json", path.read_text().replace("2026-01-01", "2025-01-01")))
        assert not again.changed  # no other diary changes what the store knows of a patient
        with pytest.raises(UnreadableFile, match="not of 'p1' alone"):
            desk.take(path, patient="p1")
