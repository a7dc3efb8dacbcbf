"""The rows of each file, as the export contract names them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sample_data.burden import Burden, doses_given
from sample_data.care import Visit, measurements, questionnaires, visits
from sample_data.chance import Chance
from sample_data.headaches import MIGRAINE_SYMPTOMS, Day, Dose, lived_days
from sample_data.keeping import recorded
from sample_data.notes import note
from sample_data.persona import AS_OF, BRIEF, FULL, FULL_AND_WORD, WORD, Persona

Row = dict[str, object]

COLUMNS = {
    "patients": "patient_id enrolled_on left_on birth_year sex care_unit diagnosis display_name",
    "diary": "patient_id date headache recorded_at severity intensity duration_hours unilateral pulsating"
    " aggravated_by_activity nausea vomiting photophobia phonophobia aura aura_minutes migraine menstruation"
    " disability note",
    "acute_doses": "patient_id date drug atc doses taken_at helped",
    "treatments": "patient_id drug started_on stopped_on atc dose dose_unit interval_days stop_reason",
    "treatment_doses": "patient_id drug given_on dose dose_unit",
    "visits": "patient_id date kind channel planned",
    "questionnaires": "patient_id date instrument score",
    "measurements": "patient_id date kind value",
}
BRIEF_SYMPTOMS = ("nausea", "photophobia", "phonophobia")
MISNAMES_THE_DAY = 0.08
"""The chance that the patient's own word is not what the symptoms say."""
WRITTEN_CODES = {"Sumatriptan": "N02CC01", "Maxalt rapitab": "N02CC04", "Relpax": "N02CC06", "Alvedon": "N02BE01"}
INTENSITY = {1: (1, 3), 2: (4, 6), 3: (7, 10)}


@dataclass(frozen=True)
class Record:
    """All that the export holds of one patient, by file."""

    patients: list[Row]
    diary: list[Row]
    acute_doses: list[Row]
    treatments: list[Row]
    treatment_doses: list[Row]
    visits: list[Row]
    questionnaires: list[Row]
    measurements: list[Row]


def record(persona: Persona) -> Record:
    """One patient's rows."""
    days = lived_days(persona, Burden(persona))
    held = visits(persona)
    written = recorded(persona, days, [visit.day for visit in held])
    filled = [day for day in days if day.day in written]
    return Record(
        patients=[_patient(persona)],
        diary=_diary(persona, filled, written),
        acute_doses=[_acute_dose(persona, day, dose) for day in filled for dose in day.doses],
        treatments=_treatments(persona),
        treatment_doses=_treatment_doses(persona),
        visits=[_visit(persona, visit) for visit in held],
        questionnaires=[
            {"patient_id": persona.patient_id, "date": day, "instrument": name, "score": score}
            for day, name, score in (questionnaires(persona, days) if written else [])
        ],
        measurements=[
            {"patient_id": persona.patient_id, "date": day, "kind": kind, "value": value}
            for day, kind, value in measurements(persona, held)
        ],
    )


def _patient(persona: Persona) -> Row:
    return {
        "patient_id": persona.patient_id,
        "enrolled_on": persona.enrolled,
        "left_on": persona.left,
        "birth_year": persona.born,
        "sex": persona.sex,
        "care_unit": persona.unit,
        "diagnosis": persona.diagnosis,
        "display_name": persona.display_name,
    }


def _diary(persona: Persona, filled: Sequence[Day], written: dict[date, datetime]) -> list[Row]:
    chance = Chance(persona.patient_id, "fields")
    return [_entry(persona, chance, day, written[day.day]) for day in filled]


def _entry(persona: Persona, chance: Chance, day: Day, recorded_at: datetime) -> Row:
    row: Row = {
        "patient_id": persona.patient_id,
        "date": day.day,
        "headache": day.headache,
        "recorded_at": recorded_at.isoformat(),
        "note": persona.notes.get(day.day) or note(persona, chance, day),
    }
    if persona.cycle_days is not None:
        row["menstruation"] = day.bleeding
    if day.headache or day.aura_minutes:
        row |= dict(_details(persona, chance, day))
    return row


def _details(persona: Persona, chance: Chance, day: Day) -> Iterator[tuple[str, object]]:
    """The fields of a day with headache or aura that this patient fills in; the others stay empty, unknown."""
    names_it_migraine = day.migraine != chance.happens(MISNAMES_THE_DAY)
    intensity = chance.whole(*INTENSITY[day.severity]) if day.severity else None
    skips = chance.happens(persona.keeping.skips_details)
    if persona.fields in (FULL_AND_WORD, BRIEF, WORD) and day.headache:
        yield "migraine", names_it_migraine
    if persona.fields not in (FULL, FULL_AND_WORD, BRIEF):
        return
    if day.headache:
        yield (persona.scale, intensity if persona.scale == "intensity" else day.severity)
    if not skips:
        yield from _symptoms(persona, day)


def _symptoms(persona: Persona, day: Day) -> Iterator[tuple[str, object]]:
    asked = BRIEF_SYMPTOMS if persona.fields == BRIEF else tuple(MIGRAINE_SYMPTOMS)
    if day.headache:
        yield "duration_hours", day.hours
        yield from ((name, name in day.symptoms) for name in asked)
    if persona.fields != BRIEF:
        yield "aura", day.aura_minutes > 0
        yield "aura_minutes", day.aura_minutes or None
        yield "disability", day.disability


def _acute_dose(persona: Persona, day: Day, dose: Dose) -> Row:
    return {
        "patient_id": persona.patient_id,
        "date": day.day,
        "drug": dose.drug,
        "atc": WRITTEN_CODES.get(dose.drug) if persona.codes else None,
        "doses": dose.times,
        "taken_at": f"{day.day}T{dose.hour:02d}:00" if persona.times else None,
        "helped": dose.helped,
    }


def _treatments(persona: Persona) -> list[Row]:
    return [
        {
            "patient_id": persona.patient_id,
            "drug": course.drug,
            "started_on": course.start,
            "stopped_on": course.stop,
            "atc": course.preventive.atc,
            "dose": course.dose_given,
            "dose_unit": course.preventive.unit,
            "interval_days": course.interval_days,
            "stop_reason": course.reason,
        }
        for course in persona.courses
    ]


def _treatment_doses(persona: Persona) -> list[Row]:
    return [
        {
            "patient_id": persona.patient_id,
            "drug": course.drug,
            "given_on": given.day,
            "dose": given.dose,
            "dose_unit": course.preventive.unit,
        }
        for course in persona.courses
        for given in doses_given(persona, course)
        if given.day <= AS_OF
    ]


def _visit(persona: Persona, visit: Visit) -> Row:
    return {
        "patient_id": persona.patient_id,
        "date": visit.day,
        "kind": visit.kind,
        "channel": visit.channel,
        "planned": visit.planned,
    }
