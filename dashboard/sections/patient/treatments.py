"""Who the patient is and what is being done: the head of the page."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from analysis.records.patients import Patient, PatientFile, Treatment
from dashboard.sections.section import Section
from dashboard.sections.wording import dose_of, visit_text
from dashboard.texts import Words

RECENT_DAYS = 90
"""How long a treatment that ended is still named at the head of the page, days."""


def section(file: PatientFile, as_of: date, words: Words) -> Section:
    """The patient's name, what is known of the person, running and planned treatments, visits."""
    return Section(
        key="treatments",
        title=shown_name(file.patient),
        sentences=(
            " · ".join(_person(file.patient, words)),
            *_treatments(file, as_of, words),
            _visits(file, as_of, words),
        ),
    )


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
        yield patient.diagnosis
    if patient.care_unit:
        yield patient.care_unit
    yield words("patient-since", date=words.date(patient.enrolled_on))
    if patient.left_on:
        yield words("patient-left", date=words.date(patient.left_on))


def _treatments(file: PatientFile, as_of: date, words: Words) -> Iterator[str]:
    running = [_running(treatment, words) for treatment in reversed(file.treatments_on(as_of))]
    yield words("treatments-running", treatments=words.all_of(running)) if running else words("treatments-none")
    planned = [treatment for treatment in file.treatments if treatment.started_on > as_of]
    if planned:
        yield words("treatments-planned", treatments=words.all_of([_planned(one, words) for one in planned]))
    ended = [
        one
        for one in file.treatments
        if one.stopped_on and as_of - timedelta(days=RECENT_DAYS) <= one.stopped_on < as_of
    ]
    if ended:
        yield words("treatments-ended", treatments=words.all_of([ended_text(one, words) for one in ended]))


def _running(treatment: Treatment, words: Words) -> str:
    text = words("treatment-since", name=dose_of(treatment, words), date=words.date(treatment.started_on))
    if not treatment.given_on:
        return text
    return f"{text} {words('treatment-given', doses=len(treatment.given_on), date=words.date(treatment.given_on[-1]))}"


def _planned(treatment: Treatment, words: Words) -> str:
    return words("treatment-from", name=dose_of(treatment, words), date=words.date(treatment.started_on))


def ended_text(treatment: Treatment, words: Words) -> str:
    """A treatment that ended, with its last day and the reason where one was given."""
    assert treatment.stopped_on
    text = words("treatment-until", name=dose_of(treatment, words), date=words.date(treatment.stopped_on))
    return f"{text} ({words(f'stopped-{treatment.stop_reason}')})" if treatment.stop_reason else text


def _visits(file: PatientFile, as_of: date, words: Words) -> str:
    following, last = file.next_visit(as_of), file.last_visit(as_of)
    parts = [words("visit-next", visit=visit_text(following, words)) if following else words("visit-none-booked")]
    if last:
        parts.append(words("visit-last", visit=visit_text(last, words)))
    return " ".join(parts)
