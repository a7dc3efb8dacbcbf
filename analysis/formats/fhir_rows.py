"""Rows of the diary's tables from single FHIR resources.

Each function takes a resource, what follows a reference, and the time zone of the clinic.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import timedelta

from analysis import diary, drugs
from analysis.formats import records
from analysis.formats.fhir_codes import (
    ABSENT,
    ACUTE,
    ATC,
    BLOOD_PRESSURE,
    FEATURES,
    LOCAL,
    NOT_TAKEN,
    PRESENT,
    PREVENTIVE,
)
from analysis.formats.fhir_resources import Found, codings, name_of, words
from analysis.formats.fhir_times import Effective, attack_days, day_text, effective, free_days
from analysis.formats.fhir_values import (
    Spoken,
    amount_of,
    answer_of,
    component_cell,
    headache_of,
    instrument_of,
    is_coded,
    measured,
    quantity_of,
)
from analysis.formats.personal import NO, YES, Row, unread
from analysis.formats.reading import LINE
from analysis.formats.records import Item

Follow = Callable[[object], Found | None]

SURE, RETRACTED = ("final", "amended", "corrected"), ("entered-in-error", "cancelled")
TAKEN, NOT_DONE = ("completed", "in-progress", "stopped"), "not-done"
ENDED, IN_USE = ("completed", "stopped"), ("active", "completed", "stopped", "on-hold", "unknown")
COUNTED = frozenset({"", "1", "dose", "doses", "dos", "doser", "tablet", "tablets", "tablett", "tabletter", "{tbl}"})
"""Units of a number of doses."""
OF_OBSERVATIONS = frozenset(
    "resourceType id meta implicitRules language text contained extension identifier basedOn partOf status category "
    "code subject encounter effectiveDateTime effectivePeriod effectiveInstant issued performer valueCodeableConcept "
    "valueBoolean note method component derivedFrom".split()
)
"""Elements that do not change what the absence of a symptom means; another one may."""
DAYS_OF = {"d": 1, "wk": 7, "mo": 30, "a": 365}
NO_DAYS: tuple[Row, ...] = ()


@dataclass(frozen=True)
class Told:
    """What a resource says: rows by table, and days on which no acute medication was taken.

    `beside` are columns of days whose headache other resources tell, `aside` the names of components that fill no
    column. `is_retracted` where it was entered in error; `other_drug` is a drug that is none against headache, as far
    as known. `is_understood` of one that tells nothing to be kept.
    """

    rows: dict[str, list[Row]] = field(default_factory=dict)
    none_taken: tuple[Row, ...] = NO_DAYS
    is_retracted: bool = False
    other_drug: str = ""
    is_understood: bool = False
    aside: tuple[str, ...] = ()
    beside: tuple[Row, ...] = NO_DAYS

    @property
    def is_read(self) -> bool:
        """Whether it was understood, though it may tell of nothing."""
        return bool(self.rows or self.none_taken or self.is_retracted or self.other_drug or self.is_understood)


Maker = Callable[[Found, Follow, str], Told]


def rows_of(found: Found) -> Maker | None:
    """What makes rows of such a resource; nothing where it tells of nothing that is kept."""
    if found.kind == "Observation":
        return _of_observation(found.resource)
    return {"MedicationAdministration": _administration, "MedicationStatement": _statement}.get(found.kind)


def _of_observation(resource: Item) -> Maker | None:
    code = resource.get("code")
    if is_coded(code, PRESENT[1]) or is_coded(code, ABSENT[1]):
        if _own_sign(resource):
            return _sign
        return _symptom if headache_of(resource.get("valueCodeableConcept"), resource.get("bodySite")) else None
    if headache_of(code, resource.get("bodySite")):
        return _finding
    if measured(resource) or is_coded(code, BLOOD_PRESSURE):
        return _measurements
    return _score if instrument_of(code) else None


def _own_sign(resource: Item) -> str:
    """The sign that our own code names, where it is there."""
    own = (code for system, code in codings(resource.get("valueCodeableConcept")) if system == LOCAL)
    return next((code for code in own if code in FEATURES and is_coded(resource.get("code"), PRESENT[1])), "")


def _sign(found: Found, follow: Follow, zone: str) -> Told:
    """A sign of a day, beside what else is told of the day."""
    if found.resource.get("status") in RETRACTED:
        return Told(is_retracted=True)
    when = effective(found.resource, zone)
    if found.resource.get("status") not in SURE or when.began is None:
        return Told()
    told = {"day": when.began.at.date().isoformat(), _own_sign(found.resource): YES, **dict(_cells(found.resource))}
    return Told(beside=(told,), is_understood=True)


def _symptom(found: Found, follow: Follow, zone: str) -> Told:
    """The symptom headache, present or absent by the code."""
    spoken = headache_of(found.resource.get("valueCodeableConcept"), found.resource.get("bodySite"))
    codes = [is_coded(found.resource.get("code"), one) for one in (PRESENT[1], ABSENT[1])]
    return _headache(found, spoken, codes[0] if codes[0] != codes[1] else None, zone)


def _finding(found: Found, follow: Follow, zone: str) -> Told:
    """Headache as the code itself, present or absent by the value."""
    spoken = headache_of(found.resource.get("code"), found.resource.get("bodySite"))
    return _headache(found, spoken, answer_of(found.resource), zone)


def _headache(found: Found, spoken: Spoken | None, is_there: bool | None, zone: str) -> Told:
    resource, when = found.resource, effective(found.resource, zone)
    if resource.get("status") in RETRACTED:
        return Told(is_retracted=True)
    doubt = _doubt(resource, spoken, is_there, when)
    cells = dict(_cells(resource))
    if doubt:
        cells["headache"] = unread(doubt)
    if is_there is not False or not free_days(when):
        rows = attack_days(found.line, when, cells | _word(spoken, is_there))
    else:
        rows = [_free(found.line, day.isoformat(), cells) for day in free_days(when)]
    components = records.items(resource.get("component"))
    aside = tuple(name_of(one.get("code")) or "?" for one in components if not component_cell(one))
    return Told({diary.DIARY.name: rows}, aside=aside)


def _free(line: int, day: str, cells: Row) -> Row:
    return {LINE: line, "date": day, "headache": NO, **cells}


def _word(spoken: Spoken | None, is_there: bool | None) -> Row:
    return {"migraine": spoken.migraine} if spoken and spoken.migraine and is_there else {}


def _doubt(resource: Item, spoken: Spoken | None, is_there: bool | None, when: Effective) -> str:
    """Why it is not known whether there was headache; empty where it is."""
    if resource.get("status") not in SURE:
        return f"status {records.text(resource.get('status')) or 'not told'}"
    if "modifierExtension" in resource or "focus" in resource:
        return "modified by an element that is not understood"
    if is_there is None:
        return name_of(resource.get("valueCodeableConcept")) or "neither present nor absent"
    return "" if is_there else _doubt_of_absence(resource, spoken, when)


def _doubt_of_absence(resource: Item, spoken: Spoken | None, when: Effective) -> str:
    if spoken is None or not spoken.is_general:
        return "one kind of headache absent"
    unknown = [name for name in resource if name.lstrip("_") not in OF_OBSERVATIONS]
    if unknown:
        return f"absent, with {unknown[0]}"
    return "" if free_days(when) else f"absent at {when.written}"


def _cells(resource: Item) -> Iterator[tuple[str, str]]:
    """What components and notes tell beside."""
    for component in records.items(resource.get("component")):
        if found := component_cell(component):
            yield found
    note = "\n".join(records.text(one.get("text")) for one in records.items(resource.get("note")))
    if note.strip():
        yield "note", note


def _measurements(found: Found, follow: Follow, zone: str) -> Told:
    return _values(found, diary.MEASUREMENTS, zone, _measured(found.resource))


def _measured(resource: Item) -> Iterator[Row]:
    for one in (resource, *records.items(resource.get("component"))):
        if told := measured(one):
            yield {"kind": told[0], "value": told[1]}


def _score(found: Found, follow: Follow, zone: str) -> Told:
    instrument = instrument_of(found.resource.get("code"))
    units = frozenset({"", "1", "{score}", "score", "points", "{points}"})
    return _values(
        found, diary.QUESTIONNAIRES, zone, [{"instrument": instrument, "score": quantity_of(found.resource, units)}]
    )


def _values(found: Found, table: diary.Table, zone: str, told: Iterator[Row] | list[Row]) -> Told:
    if found.resource.get("status") in RETRACTED:
        return Told(is_retracted=True)
    when = effective(found.resource, zone)
    sure = found.resource.get("status") in SURE and "modifierExtension" not in found.resource
    day = when.began.at.date().isoformat() if when.began else when.written
    last = "value" if table is diary.MEASUREMENTS else "score"
    rows = [{LINE: found.line, "date": day, **row} for row in told]
    if not sure:
        status = records.text(found.resource.get("status")) or "not told"
        rows = [row | {last: unread(f"status {status}")} for row in rows]
    return Told({table.name: rows})


@dataclass(frozen=True)
class _Drug:
    """A medication as named, its code, and what it is for: acute or preventive; `purpose` empty where unknown."""

    name: str
    atc: str
    purpose: str
    is_known: bool


def _drug(resource: Item, follow: Follow) -> _Drug:
    concept = resource.get("medicationCodeableConcept")
    reference = resource.get("medicationReference")
    if concept is None and reference is not None:
        medication = follow(reference)
        concept = medication.resource.get("code") if medication else {"text": _display(reference)}
    code = next((code for system, code in codings(concept) if system == ATC), "")
    name = next(iter(words(concept)), "") or code
    return _Drug(name, code, _purpose(resource, name, code), bool(drugs.recognised_all(name, code or None)))


def _display(reference: object) -> str:
    return records.text(reference.get("display")) if isinstance(reference, dict) else ""


def _purpose(resource: Item, name: str, atc: str) -> str:
    told = next((code for system, code in codings(resource.get("category")) if system == LOCAL), "")
    if told in (ACUTE, PREVENTIVE):
        return told
    uses = {drug.use for drug in drugs.recognised_all(name, atc or None)}
    return PREVENTIVE if uses == {"preventive"} else ACUTE if uses and uses <= {"acute", "both"} else ""


def _administration(found: Found, follow: Follow, zone: str) -> Told:
    """A single dose: of a preventive where it is one, else an intake."""
    resource, status = found.resource, found.resource.get("status")
    if status == "entered-in-error":
        return Told(is_retracted=True)
    drug = _drug(resource, follow)
    if status == NOT_DONE:
        return Told(is_understood=True)
    if not drug.purpose and (drug.is_known or drug.atc):
        return Told(other_drug=drug.name)
    name = drug.name if status in TAKEN and "modifierExtension" not in resource else ""
    return _dose(found, drug, name, _day_of_dose(resource, zone))


def _day_of_dose(resource: Item, zone: str) -> str:
    when = effective(resource, zone)
    return when.began.at.date().isoformat() if when.began else when.written


def _dose(found: Found, drug: _Drug, name: str, day: str) -> Told:
    dosage = found.resource.get("dosage")
    number, unit = amount_of(dosage.get("dose") if isinstance(dosage, dict) else None)
    if drug.purpose == PREVENTIVE:
        row = {LINE: found.line, "drug": name, "given_on": day, "dose": number, "dose_unit": unit}
        return Told({diary.TREATMENT_DOSES.name: [row]})
    doses = number if unit.casefold() in COUNTED else ""
    return Told(
        {diary.ACUTE_DOSES.name: [{LINE: found.line, "drug": name, "atc": drug.atc, "date": day, "doses": doses}]}
    )


def _statement(found: Found, follow: Follow, zone: str) -> Told:
    """A course of a preventive, an intake on a day, or that no acute medication was taken in a period."""
    resource, status = found.resource, found.resource.get("status")
    if status == "entered-in-error":
        return Told(is_retracted=True)
    if status == NOT_TAKEN:
        return _none_taken(found, zone)
    drug = _drug(resource, follow)
    if status not in IN_USE:
        return Told()
    if drug.purpose == ACUTE and "effectiveDateTime" in resource and status in ENDED:
        return _dose(found, drug, drug.name, _day_of_dose(resource, zone))
    if drug.purpose != PREVENTIVE:
        return Told(other_drug=drug.name or "?")
    return Told({diary.TREATMENTS.name: [_course(found.line, resource, drug, zone)]})


def _none_taken(found: Found, zone: str) -> Told:
    """That no acute medication at all was taken, said in our own code, on the days of a period."""
    says_all = (LOCAL, ACUTE) in codings(found.resource.get("medicationCodeableConcept"))
    when = effective(found.resource, zone)
    if not says_all or "modifierExtension" in found.resource or not (when.began and when.ended):
        return Told()
    first, count = when.began.at.date(), (when.ended.at.date() - when.began.at.date()).days + 1
    days = [(first + timedelta(days=place)).isoformat() for place in range(max(0, min(count, 36600)))]
    return Told(none_taken=({"days": days},), is_understood=True)


def _course(line: int, resource: Item, drug: _Drug, zone: str) -> Row:
    period = resource.get("effectivePeriod")
    told = period if isinstance(period, dict) else {}
    ended = day_text(told.get("end"), zone)
    if not ended and resource.get("status") in ENDED:
        ended = f"{resource['status']}, no date"
    reasons = records.items(resource.get("statusReason"))
    return {
        LINE: line,
        "drug": drug.name,
        "atc": drug.atc,
        "started_on": day_text(told.get("start"), zone),
        "stopped_on": ended,
        "stop_reason": _reason(reasons[0]) if reasons and ended else "",
        **_dosage(resource),
    }


def _reason(concept: Item) -> str:
    own = next((code for system, code in codings(concept) if system == LOCAL), "")
    return own or name_of(concept)


def _dosage(resource: Item) -> Row:
    """Dose, unit and interval; nothing where several dosages are told, of which each may be for a time."""
    dosages = records.items(resource.get("dosage"))
    if len(dosages) != 1:
        return {}
    rates = records.items(dosages[0].get("doseAndRate"))
    number, unit = amount_of(rates[0].get("doseQuantity") if len(rates) == 1 else None)
    return {"dose": number, "dose_unit": unit, "interval_days": _interval(dosages[0])}


def _interval(dosage: Item) -> str:
    timing = dosage.get("timing")
    repeat = timing.get("repeat") if isinstance(timing, dict) else None
    if not isinstance(repeat, dict) or repeat.get("periodUnit") not in DAYS_OF:
        return ""
    period, often = records.number(repeat.get("period")), records.number(repeat.get("frequency", 1))
    if not period or not often or "periodMax" in repeat:
        return ""
    days = period * DAYS_OF[repeat["periodUnit"]] / often
    return f"{days:g}" if days.is_integer() else ""
