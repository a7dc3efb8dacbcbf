"""The codes of FHIR resources that tell a diary: those that are written, and what else is understood when reading.

Those of symptoms are of HL7's guide to symptoms (hl7.fhir.uv.symptoms). What no code system names has codes of a system
of our own, `LOCAL`.
"""

from __future__ import annotations

from analysis.diary import SYMPTOMS

Coded = tuple[str, str, str]
"""A code with its system and its name."""

LOINC, SNOMED, ATC, UCUM = (
    "http://loinc.org",
    "http://snomed.info/sct",
    "http://www.whocc.no/atc",
    "http://unitsofmeasure.org",
)
CATEGORY = "http://terminology.hl7.org/CodeSystem/observation-category"
SYMPTOM_CODES = "http://hl7.org/fhir/uv/symptoms/CodeSystem/SymptomTemporary"
LOCAL = "urn:x-headache-dashboard:codes"
PSEUDONYMS = "urn:x-headache-dashboard:pseudonym"
SYSTEMS = {
    "urn:oid:2.16.840.1.113883.6.1": LOINC,
    "urn:oid:2.16.840.1.113883.6.96": SNOMED,
    "urn:oid:2.16.840.1.113883.6.73": ATC,
}
"""Other names of the systems."""

PRESENT = (LOINC, "75325-1", "Symptom")
ABSENT = (LOINC, "111551-8", "Symptom absent")
HEADACHE = (SNOMED, "25064002", "Headache")
PAIN, HEAD = "22253000", "69536005"
"""Pain and, as the site of it, the head: headache in two codes of SNOMED CT."""
SEVERITY_OF_SYMPTOMS = (LOINC, "64750-3", "Severity of symptoms")
PAIN_RATING = (LOINC, "72514-3", "Pain severity - 0-10 verbal numeric rating [Score] - Reported")
SEVERITIES = {
    1: (SNOMED, "255604002", "Mild"),
    2: (SNOMED, "6736007", "Moderate"),
    3: (SNOMED, "24484000", "Severe"),
}
ALSO_SEVERITIES = {"LA6752-5": 1, "LA6751-7": 2, "LA6750-9": 3}
"""Answers of LOINC."""
MIGRAINES = frozenset({"37796009", "4473006", "56097005"})
"""Migraine; with aura; without aura (SNOMED CT)."""
OTHER_HEADACHES = frozenset({"398057008", "193031009"})
"""Tension-type headache and cluster headache (SNOMED CT): a headache, and no migraine."""
ANSWERS = {
    (SNOMED, "52101004"): True,
    (SNOMED, "2667000"): False,
    (SNOMED, "373066001"): True,
    (SNOMED, "373067005"): False,
    (LOINC, "LA33-6"): True,
    (LOINC, "LA32-8"): False,
}
"""Present, absent; yes, no; and the yes and no of LOINC."""

FEATURES = (*SYMPTOMS, "aura", "migraine")
"""Yes-or-no columns of a headache day that become components with codes of our own."""
ATTACKS_ONLY = "attacks_only"
"""Component of a headache day: whether its diary records attacks only, so that other days are not known."""
DURATION, AURA, AURA_MINUTES = "duration_hours", "aura", "aura_minutes"
MEASURED = {
    "systolic": ("8480-6", "Systolic blood pressure", "mm[Hg]", "mmHg"),
    "diastolic": ("8462-4", "Diastolic blood pressure", "mm[Hg]", "mmHg"),
    "pulse": ("8867-4", "Heart rate", "/min", "/min"),
    "weight": ("29463-7", "Body weight", "kg", "kg"),
}
ALSO_UNITS = {"pulse": ("bpm", "beats/min", "beats/minute", "{beats}/min")}
"""Other ways to write the unit of a measurement."""
BLOOD_PRESSURE = "85354-9"
"""The panel whose components are both pressures."""

ACUTE, PREVENTIVE = "acute", "preventive"
"""What a medication is for, as a category of our own."""
NOT_TAKEN = "not-taken"
"""Status of a statement that, of acute medication, says that none was taken."""
