"""What the values of FHIR resources say in the columns of the diary, as text; what is not understood stays as written.

A code, unit or status that nobody knows is handed on as text that fits no column, so that it becomes unknown and a
remark.
"""

from __future__ import annotations

from dataclasses import dataclass

from analysis.diary import DIARY, QUESTIONNAIRES
from analysis.formats import records
from analysis.formats.fhir_codes import (
    ALSO_SEVERITIES,
    ALSO_UNITS,
    ANSWERS,
    AURA_MINUTES,
    DURATION,
    HEAD,
    HEADACHE,
    LOCAL,
    LOINC,
    MEASURED,
    MIGRAINES,
    OTHER_HEADACHES,
    PAIN,
    PAIN_RATING,
    SEVERITIES,
    SEVERITY_OF_SYMPTOMS,
    SNOMED,
)
from analysis.formats.fhir_resources import codings, name_of, words
from analysis.formats.headache_words import SEVERITIES as WORDS_OF_SEVERITY
from analysis.formats.headache_words import headache_in
from analysis.formats.personal import NO, YES, unread
from analysis.formats.records import Item

HOURS = {"h": 1.0, "hr": 1.0, "hour": 1.0, "hours": 1.0, "min": 1 / 60, "minutes": 1 / 60, "d": 24.0}
MINUTES = frozenset({"min", "minutes"})
SCORES = frozenset({"", "1", "{score}", "score"})
_SEVERITY_OF = {code: str(number) for number, (_, code, _) in SEVERITIES.items()} | {
    code: str(number) for code, number in ALSO_SEVERITIES.items()
}
_YES_OR_NO = frozenset(column.name for column in DIARY if column.kind.name == "BOOLEAN") - {"headache"}
_OWN = frozenset(column.name for column in DIARY) - {"patient_id", "date", "headache", "recorded_at", "source", "note"}
_INSTRUMENTS = {name.casefold(): name for name in QUESTIONNAIRES.column("instrument").choices}


@dataclass(frozen=True)
class Spoken:
    """That a concept is headache. `is_general`: not one kind of it, so that its absence is that of all headache."""

    is_general: bool
    migraine: str = ""


def headache_of(concept: object, site: object = None) -> Spoken | None:
    """Whether a concept is headache, by its codes, else by its words; nothing for any other."""
    codes = {code for system, code in codings(concept) if system == SNOMED}
    if codes & MIGRAINES:
        return Spoken(False, YES)
    if codes & OTHER_HEADACHES:
        return Spoken(False, NO)
    in_the_head = HEAD in {code for _, code in codings(site)}
    if HEADACHE[1] in codes or (PAIN in codes and in_the_head):
        return Spoken(site is None or in_the_head)
    told = [found for one in words(concept) if (found := headache_in(one))] if not codes else []
    if not told or not all(one.is_there for one in told):
        return None
    is_migraine = any(one.is_migraine for one in told)
    return Spoken(
        site is None and not is_migraine and not any(one.severity for one in told), YES if is_migraine else ""
    )


def answer_of(resource: Item) -> bool | None:
    """Whether what a code names was there, by the value beside it; nothing where it says neither."""
    if isinstance(resource.get("valueBoolean"), bool):
        return bool(resource["valueBoolean"])
    said = {ANSWERS[code] for code in codings(resource.get("valueCodeableConcept")) if code in ANSWERS}
    return said.pop() if len(said) == 1 else None


def is_coded(concept: object, code: str, system: str = LOINC) -> bool:
    """Whether a concept has this code."""
    return (system, code) in codings(concept)


def component_cell(component: Item) -> tuple[str, str] | None:
    """The column of the diary that a component fills, and its cell; nothing where it fills none."""
    concept = component.get("code")
    if is_coded(concept, SEVERITY_OF_SYMPTOMS[1]):
        return "severity", severity_of(component)
    if is_coded(concept, PAIN_RATING[1]):
        return "intensity", quantity_of(component, SCORES)
    own = next((code for system, code in codings(concept) if system == LOCAL and code in _OWN), None)
    if own is None:
        return None
    if own == DURATION:
        return own, hours_of(component)
    if own == AURA_MINUTES:
        return own, quantity_of(component, MINUTES)
    return own, _yes_or_no(component) if own in _YES_OR_NO else quantity_of(component, SCORES)


def severity_of(component: Item) -> str:
    """1 to 3 for mild, moderate, severe; anything else as it is called."""
    value = component.get("valueCodeableConcept")
    known = {_SEVERITY_OF[code] for _, code in codings(value) if code in _SEVERITY_OF}
    known |= {WORDS_OF_SEVERITY[one.casefold()] for one in words(value) if one.casefold() in WORDS_OF_SEVERITY}
    return known.pop() if len(known) == 1 else _as_written(component)


def _yes_or_no(component: Item) -> str:
    answer = answer_of(component)
    return _as_written(component) if answer is None else YES if answer else NO


def hours_of(component: Item) -> str:
    """Hours; a length in another unit as it is written."""
    quantity = component.get("valueQuantity")
    told = quantity if isinstance(quantity, dict) else {}
    number, unit = records.number(told.get("value")), _unit(told)
    if number is None or unit not in HOURS or told.get("comparator"):
        return _as_written(component)
    return f"{number * HOURS[unit]:g}"


def quantity_of(told: Item, units: frozenset[str]) -> str:
    """The number of a value in one of these units; in another unit, or with more or less than, as it is written."""
    whole = records.number(told.get("valueInteger"))
    quantity = told.get("valueQuantity")
    if whole is not None and "" in units:
        return f"{whole:g}"
    number = records.number(quantity.get("value")) if isinstance(quantity, dict) else None
    if number is None or _unit(quantity) not in units or quantity.get("comparator"):  # type: ignore[union-attr]
        return _as_written(told)
    return repr(number)


def amount_of(quantity: object) -> tuple[str, str]:
    """A dose and its unit."""
    told = quantity if isinstance(quantity, dict) else {}
    number = records.number(told.get("value"))
    written = "" if number is None else f"{number:g}"
    return f"{told.get('comparator') or ''}{written}", records.text(told.get("unit") or told.get("code"))


def _unit(quantity: object) -> str:
    told = quantity if isinstance(quantity, dict) else {}
    return records.text(told.get("code") or told.get("unit")).strip()


def _as_written(told: Item) -> str:
    """A value that is not understood, short; nothing where the resource says that there is none."""
    value = next((value for name, value in told.items() if name.startswith("value")), None)
    if isinstance(value, dict) and "value" in value:
        value = " ".join(filter(None, (records.text(value.get("comparator")), str(value["value"]), _unit(value))))
    return unread(name_of(value) or records.text(value) or ("" if "dataAbsentReason" in told else "no value"))


def measured(told: Item) -> tuple[str, str] | None:
    """The kind of measurement and its value, where the code is that of one."""
    for kind, (code, _, unit, written) in MEASURED.items():
        if is_coded(told.get("code"), code):
            return kind, quantity_of(told, frozenset({unit, written, *ALSO_UNITS.get(kind, ())}))
    return None


def instrument_of(concept: object) -> str | None:
    """The questionnaire that a concept is called as."""
    named = (_INSTRUMENTS.get(one.casefold().removesuffix(" score").removesuffix(" total")) for one in words(concept))
    return next(filter(None, named), None)
