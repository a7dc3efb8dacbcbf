"""The diary as FHIR R4: a Bundle a patient, and for several patients a file of lines for each kind of resource.

A headache day is a Symptom Observation, a headache-free day a Symptom-absent Observation, with the codes of HL7's
guide to symptoms (hl7.fhir.uv.symptoms); no profile is claimed, since the guide is written for R5. A day that was not
filled in has no resource. What no code system names has codes of a system of our own, `LOCAL`; what the standard cannot
say is left out, and `docs/fhir.md` lists it. Plain dictionaries: the shapes are few.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any
from uuid import UUID, uuid5

import pandas as pd

from analysis import diary, drugs
from analysis.exporting.files import Frames, Portions
from analysis.formats.fhir_codes import (
    ABSENT,
    ACUTE,
    ATC,
    ATTACKS_ONLY,
    AURA,
    AURA_MINUTES,
    CATEGORY,
    DURATION,
    FEATURES,
    HEADACHE,
    LOCAL,
    LOINC,
    MEASURED,
    NOT_TAKEN,
    PAIN_RATING,
    PRESENT,
    PREVENTIVE,
    PSEUDONYMS,
    SEVERITIES,
    SEVERITY_OF_SYMPTOMS,
    SYMPTOM_CODES,
    UCUM,
)
from analysis.querying.schema import CLINIC_SOURCE

Resource = dict[str, Any]
Row = Mapping[str, Any]

ONE_DAY = pd.Timedelta(days=1)
NAMES = UUID("5d0a3f0e-7a55-5b0e-9c5e-2f6f8f1d4a10")
"""The space in which ids are made of pseudonym, kind and day, so that the same data give the same ids."""


def write_fhir(folder: Path, portions: Portions) -> None:
    """A Bundle a patient; for several also one file of lines a kind of resource, as bulk data have it."""
    written = 0
    for frames in portions:
        written += _append_fhir(folder, frames)
    if written == 1:
        for path in folder.glob("*.ndjson"):
            path.unlink()


def _append_fhir(folder: Path, frames: Frames) -> int:
    """How many patients there were: a Bundle each, and their lines behind those that the files have.

    Both are written patient by patient: the lines of a portion would be a megabyte a patient.
    """
    by_patient = {table: dict(list(frame.groupby("patient_id"))) for table, frame in frames.items() if _is_told(table)}
    patients = _rows(frames.get(diary.PATIENTS.name))
    for patient in patients:
        told = {table: found.get(patient["patient_id"]) for table, found in by_patient.items()}
        resources = list(resources_of(patient, {table: _rows(rows) for table, rows in told.items()}))
        path = folder / f"bundle-{_file_stem(patient['patient_id'])}.json"
        path.write_text(json.dumps(bundle(resources), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        _append_lines(folder, resources)
    return len(patients)


def _append_lines(folder: Path, resources: list[Resource]) -> None:
    """The resources as lines behind those that the file of their kind has."""
    lines: dict[str, list[str]] = {}
    for one in resources:
        lines.setdefault(one["resourceType"], []).append(json.dumps(one, ensure_ascii=False))
    for kind, some in lines.items():
        with (folder / f"{kind}.ndjson").open("a", encoding="utf-8") as file:
            file.write("\n".join(some) + "\n")


def _file_stem(patient_id: str) -> str:
    """The pseudonym where every system takes it as a name, else the id."""
    return patient_id if re.fullmatch(r"[A-Za-z0-9][\w-]{0,40}", patient_id, re.ASCII) else id_of(patient_id)


def _is_told(table: str) -> bool:
    return table in TOLD


def _rows(frame: pd.DataFrame | None) -> list[dict[str, Any]]:
    """The rows as dictionaries, without the cells that are unknown."""
    if frame is None:
        return []
    return [{str(name): value for name, value in row.items() if not pd.isna(value)} for row in frame.to_dict("records")]


def bundle(resources: list[Resource]) -> Resource:
    """The resources of one patient as a Bundle, whose references are resolved within it."""
    entries = [{"fullUrl": f"urn:uuid:{one['id']}", "resource": _within(one)} for one in resources]
    return {"resourceType": "Bundle", "type": "collection", "entry": entries}


def _within(resource: Resource) -> Resource:
    """The resource with references by the full address that the Bundle gives."""
    text = json.dumps(resource, ensure_ascii=False)
    return dict(json.loads(re.sub(r'"reference": "\w+/([0-9a-f-]{36})"', r'"reference": "urn:uuid:\1"', text)))


def resources_of(patient: Row, told: Mapping[str, list[dict[str, Any]]]) -> Iterator[Resource]:
    """Every resource of a patient; `told` are the rows of each table, without unknown cells."""
    yield _patient(patient)
    yield _episode_of_care(patient)
    for table, make in TOLD.items():
        for row in told.get(table, []):
            yield make(row)
    yield from (_sign(row, name) for row in told.get(diary.DIARY.name, []) for name in _beside_no_headache(row))
    yield from _without_acute_medication(patient, told)


def id_of(*parts: object) -> str:
    """An id that is the same whenever the same is told."""
    return str(uuid5(NAMES, "\x1f".join(map(str, parts))))


def _patient(row: Row) -> Resource:
    gender = {"female": "female", "male": "male", "other": "other"}.get(row.get("sex", ""), "unknown")
    born = {"birthDate": str(int(row["birth_year"]))} if "birth_year" in row else {}
    name = {"name": [{"text": row["display_name"]}]} if str(row.get("display_name", "")).strip() else {}
    identifier = [{"system": PSEUDONYMS, "value": row["patient_id"]}]
    return {
        "resourceType": "Patient",
        "id": id_of(row["patient_id"]),
        "identifier": identifier,
        "gender": gender,
        **name,
        **born,
    }


def _episode_of_care(row: Row) -> Resource:
    """From enrolment to leaving: the days on which the diary could be kept."""
    left = {"end": _day(row["left_on"])} if "left_on" in row else {}
    unit = {"managingOrganization": {"display": row["care_unit"]}} if "care_unit" in row else {}
    return {
        "resourceType": "EpisodeOfCare",
        "id": id_of("episode", row["patient_id"]),
        "status": "finished" if left else "active",
        "patient": _to_patient(row),
        "period": {"start": _day(row["enrolled_on"]), **left},
        **unit,
    }


def _day_observation(row: Row) -> Resource:
    """A filled day: headache, with what the entry tells of it, or its absence."""
    has_headache = bool(row["headache"])
    category = {"category": [_concept((SYMPTOM_CODES, "symptom", "Symptom"))]} if has_headache else {}
    components = list(_components(row)) if has_headache else []
    return {
        "resourceType": "Observation",
        "id": id_of("day", row["patient_id"], _day(row["date"])),
        "status": "final",
        **category,
        "code": _concept(PRESENT if has_headache else ABSENT),
        "subject": _to_patient(row),
        "effectiveDateTime": _day(row["date"]),
        "performer": [_to_patient(row)],
        "valueCodeableConcept": _concept(HEADACHE),
        **({"component": components} if components else {}),
    }


def _beside_no_headache(row: Row) -> list[str]:
    """The signs of a day without headache: an aura may come alone."""
    alone = row.get(AURA_MINUTES, 0) > 0 and AURA not in row
    return [] if row["headache"] else [name for name in FEATURES if row.get(name) or (name == AURA and alone)]


def _sign(row: Row, name: str) -> Resource:
    """A sign of a day without headache as a symptom of its own."""
    return {
        "resourceType": "Observation",
        "id": id_of("sign", name, row["patient_id"], _day(row["date"])),
        "status": "final",
        "category": [_concept((SYMPTOM_CODES, "symptom", "Symptom"))],
        "code": _concept(PRESENT),
        "subject": _to_patient(row),
        "effectiveDateTime": _day(row["date"]),
        "performer": [_to_patient(row)],
        "valueCodeableConcept": _local(name),
        **({"component": [_minutes(row)]} if name == AURA and AURA_MINUTES in row else {}),
    }


def _minutes(row: Row) -> Resource:
    return {"code": _local(AURA_MINUTES), "valueQuantity": _quantity(row[AURA_MINUTES], "min", "min")}


def _components(row: Row) -> Iterator[Resource]:
    if "severity" in row:
        severity = _concept(SEVERITIES[int(row["severity"])])
        yield {"code": _concept(SEVERITY_OF_SYMPTOMS), "valueCodeableConcept": severity}
    if "intensity" in row:
        yield {"code": _concept(PAIN_RATING), "valueQuantity": _quantity(row["intensity"], "{score}", "score")}
    if DURATION in row:
        yield {"code": _local(DURATION), "valueQuantity": _quantity(row[DURATION], "h", "h")}
    if AURA_MINUTES in row:
        yield _minutes(row)
    for name in FEATURES:
        if name in row:
            yield {"code": _local(name), "valueBoolean": bool(row[name])}
    if ATTACKS_ONLY in row:
        of_attacks = bool(row[ATTACKS_ONLY]) and row.get("source") != CLINIC_SOURCE
        yield {"code": _local(ATTACKS_ONLY), "valueBoolean": of_attacks}


def _acute_dose(row: Row) -> Resource:
    """An intake of acute medication, on its day: a time of the day would need a time zone, which is not recorded."""
    when = tuple(row.get(column.name, "") for column in diary.ACUTE_DOSES if column.name != "patient_id")
    dose = {"dosage": {"dose": {"value": _number(row["doses"]), "unit": "dose"}}} if "doses" in row else {}
    return _administration(row, row["date"], ACUTE, when) | dose


def _treatment_dose(row: Row) -> Resource:
    """A single dose of a preventive."""
    dose = {"dosage": {"dose": _amount(row)}} if "dose" in row else {}
    return _administration(row, row["given_on"], PREVENTIVE, (row["given_on"], row["drug"])) | dose


def _administration(row: Row, day: Any, kind: str, when: tuple[Any, ...]) -> Resource:
    return {
        "resourceType": "MedicationAdministration",
        "id": id_of(kind, row["patient_id"], *when),
        "status": "completed",
        "category": _local(kind),
        "medicationCodeableConcept": _medication(row),
        "subject": _to_patient(row),
        "effectiveDateTime": _day(day),
    }


def _treatment(row: Row) -> Resource:
    """A preventive with one dose from its first day to its last; a start known to the month is told to the month."""
    started = _start(row)
    period = ({"start": started} if started else {}) | ({"end": _day(row["stopped_on"])} if "stopped_on" in row else {})
    reason = {"statusReason": [_local(row["stop_reason"])]} if "stop_reason" in row else {}
    dosage = _dosage(row)
    return {
        "resourceType": "MedicationStatement",
        "id": id_of("treatment", row["patient_id"], row["drug"], _day(row["started_on"])),
        "status": ("completed" if row.get("stop_reason") is None else "stopped") if "stopped_on" in row else "active",
        **reason,
        "category": _local(PREVENTIVE),
        "medicationCodeableConcept": _medication(row),
        "subject": _to_patient(row),
        **({"effectivePeriod": period} if period else {}),
        **({"dosage": [dosage]} if dosage else {}),
    }


def _without_acute_medication(patient: Row, told: Mapping[str, list[dict[str, Any]]]) -> Iterator[Resource]:
    """A statement that no acute medication was taken, for each run of filled days that tell it."""
    taken = {_day(row["date"]) for row in told.get(diary.ACUTE_DOSES.name, [])}
    days = [
        row["date"]
        for row in told.get(diary.DIARY.name, [])
        if row.get("doses_recorded") and _day(row["date"]) not in taken
    ]
    for first, last in _runs(sorted(map(pd.Timestamp, days))):
        yield {
            "resourceType": "MedicationStatement",
            "id": id_of("no acute medication", patient["patient_id"], _day(first)),
            "status": NOT_TAKEN,
            "category": _local(ACUTE),
            "medicationCodeableConcept": _local(ACUTE) | {"text": "acute medication against headache"},
            "subject": _to_patient(patient),
            "effectivePeriod": {"start": _day(first), "end": _day(last)},
        }


def _runs(days: list[pd.Timestamp]) -> Iterator[tuple[pd.Timestamp, pd.Timestamp]]:
    """The first and the last of each run of days that follow each other."""
    starts = [day for before, day in zip([None, *days], days, strict=False) if before is None or day - before > ONE_DAY]
    ends = [day for day, after in zip(days, [*days[1:], None], strict=False) if after is None or after - day > ONE_DAY]
    return zip(starts, ends, strict=True)


def _start(row: Row) -> str:
    known = row.get("start_known", "day")
    day = _day(row["started_on"])
    return {"day": day, "month": day[:7]}.get(str(known), "")


def _dosage(row: Row) -> Resource:
    dose = {"doseAndRate": [{"doseQuantity": _amount(row)}]} if "dose" in row else {}
    if "interval_days" not in row:
        return dose
    repeat = {"frequency": 1, "period": int(row["interval_days"]), "periodUnit": "d"}
    return {"timing": {"repeat": repeat}, **dose}


def _amount(row: Row) -> Resource:
    return {"value": _number(row["dose"]), **({"unit": row["dose_unit"]} if "dose_unit" in row else {})}


def _measurement(row: Row) -> Resource:
    code, name, unit, written = MEASURED[row["kind"]]
    return {
        "resourceType": "Observation",
        "id": id_of("measurement", row["patient_id"], _day(row["date"]), row["kind"], row["value"]),
        "status": "final",
        "category": [_concept((CATEGORY, "vital-signs", "Vital Signs"))],
        "code": _concept((LOINC, code, name)),
        "subject": _to_patient(row),
        "effectiveDateTime": _day(row["date"]),
        "valueQuantity": _quantity(row["value"], unit, written),
    }


TOLD: Mapping[str, Callable[[Row], Resource]] = {
    diary.DIARY.name: _day_observation,
    diary.TREATMENTS.name: _treatment,
    diary.TREATMENT_DOSES.name: _treatment_dose,
    diary.ACUTE_DOSES.name: _acute_dose,
    diary.MEASUREMENTS.name: _measurement,
}
"""What makes a resource of a row, by table; the other tables have no evidenced form."""


def _medication(row: Row) -> Resource:
    """The drug as written, with its ATC code: that of the row, or the catalogue's where it names one drug."""
    code = _atc(row["drug"], row.get("atc"))
    coding = {"coding": [{"system": ATC, "code": code}]} if code else {}
    return {**coding, "text": row["drug"]}


@lru_cache(maxsize=4096)
def _atc(drug: str, written: str | None) -> str:
    """The code, empty where none is known."""
    known = drugs.recognised_all(drug, written)
    code = written or (known[0].atc if len(known) == 1 else "")
    return code if re.fullmatch(r"[A-Z]\d{2}(?:[A-Z]{1,2}(?:\d{2})?)?", code) else ""


def _to_patient(row: Row) -> Resource:
    return {"reference": f"Patient/{id_of(row['patient_id'])}"}


def _concept(coded: tuple[str, str, str]) -> Resource:
    system, code, display = coded
    return {"coding": [{"system": system, "code": code, "display": display}]}


def _local(code: str) -> Resource:
    return {"coding": [{"system": LOCAL, "code": code}], "text": code.replace("_", " ")}


def _quantity(value: Any, code: str, unit: str) -> Resource:
    return {"value": _number(value), "unit": unit, "system": UCUM, "code": code}


def _number(value: Any) -> int | float:
    return int(value) if float(value).is_integer() else float(value)


def _day(value: Any) -> str:
    return pd.Timestamp(value).date().isoformat()
