"""Who the patient is and what is being done: the head of the page."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta

from analysis.episodes.courses import Course, courses
from analysis.episodes.making import episodes
from analysis.records.patients import Patient, PatientFile
from analysis.records.treatments import UNKNOWN
from dashboard.sections.section import Section
from dashboard.sections.wording import amount_of, dose_of, remark_text
from dashboard.texts import Words

RECENT_DAYS = 90
"""How long a treatment that ended is still named at the head of the page, days."""


def headline(file: PatientFile, words: Words) -> Section:
    """The patient's name and what is known of the person."""
    return Section("headline", shown_name(file.patient), (" · ".join(_person(file.patient, words)),))


def shown_name(patient: Patient) -> str:
    """The display name with the pseudonym, or the pseudonym alone."""
    if not patient.display_name:
        return patient.patient_id
    return f"{patient.display_name} ({patient.patient_id})"


def _person(patient: Patient, words: Words) -> Iterator[str]:
    if patient.birth_year:
        yield words("born", year=str(patient.birth_year))
    if patient.sex:
        yield words(f"sex-{patient.sex}")
    if patient.diagnosis:
        yield diagnosis_text(patient.diagnosis, words)
    if patient.care_unit:
        yield patient.care_unit
    yield words("patient-since", date=words.date(patient.enrolled_on))
    if patient.left_on:
        yield words("patient-left", date=words.date(patient.left_on))


def diagnosis_text(diagnosis: str, words: Words) -> str:
    """The ICD-10 codes of a diagnosis with their names; as it was written where one of them has none here."""
    codes = diagnosis.upper().replace(",", " ").replace(";", " ").split()
    keys = {code: f"diagnosis-{code.replace('.', '-')}" for code in codes}
    if not all(words.has(key) for key in keys.values()):
        return diagnosis
    return ", ".join(words("first-diagnosis", name=words(key), code=code) for code, key in keys.items())


def courses_of(file: PatientFile, as_of: date) -> tuple[Course, ...]:
    """The patient's treatments as known at `as_of`, by first dose."""
    return courses(episodes(file.recorded, as_of))


def planned_and_ended(found: Sequence[Course], as_of: date, words: Words) -> Iterator[str]:
    """What is planned, and what ended within RECENT_DAYS, a phrase each."""
    planned = [episode for one in found for episode in one.steps if episode.first_dose > as_of]
    if planned:
        told = [words("treatment-from", name=dose_of(one, words), date=words.date(one.first_dose)) for one in planned]
        yield words("treatments-planned", treatments=words.all_of(told))
    ended = ended_between(found, as_of - timedelta(days=RECENT_DAYS), as_of)
    if ended:
        yield words("treatments-ended", treatments=words.all_of([ended_text(one, words) for one in ended]))


def ended_between(found: Sequence[Course], first: date, end: date) -> list[Course]:
    """The treatments that ended on `first` or later, before `end`."""
    return [one for one in found if one.last.last_day and first <= one.last.last_day < end]


def remark_texts(found: Sequence[Course], words: Words) -> list[str]:
    """What is odd about the records of these treatments, a sentence each."""
    return [remark_text(remark, words) for one in found for remark in one.remarks]


def since_text(course: Course, as_of: date, words: Words, day_text: Callable[[date], str] | None = None) -> str:
    """A running treatment: its dose now, when the treatment began, and since when this dose is given.

    That its stop could not be read stands beside it.
    `day_text` writes a day, in full as the language has it where left out.
    """
    day_text = day_text or words.date
    first, now = course.first, course.on(as_of)
    is_stepped = now is not first and now.dose is not None
    name = now.drug if is_stepped else dose_of(now, words)
    if first.has_known_start:
        text = words("treatment-since", name=name, date=day_text(first.first_dose))
    elif first.start_known == UNKNOWN:
        text = words("treatment-since-unknown", name=name)
    else:
        text = words("treatment-since-month", name=name, month=words.month(first.first_dose))
    if is_stepped:
        text = words("treatment-stepped", treatment=text, dose=amount_of(now, words), date=day_text(now.first_dose))
    return words("treatment-stop-unread", treatment=text) if now.has_unread_stop else text


def ended_text(course: Course, words: Words) -> str:
    """A treatment that ended, with its last day and the reason where one was given."""
    last = course.last
    assert last.last_day
    text = words("treatment-until", name=dose_of(last, words), date=words.date(last.last_day))
    return f"{text} ({words(f'stopped-{last.stop_reason}')})" if last.stop_reason else text
