"""What the diary says of each patient, for the command line: a text for the record, or every figure as JSON."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import chain, pairwise

from sqlalchemy import Connection, select

from analysis.basis import Basis
from analysis.effect.courses.after_stopping import Course, since_last_visits
from analysis.effect.finding import Effect
from analysis.effect.judgement import effects
from analysis.effect.newest import newest, newest_effects, newest_otherwise
from analysis.querying.at_hand import kept_at_hand
from analysis.querying.schema import PATIENTS
from analysis.records.excluded_periods import patients_with_excluded
from analysis.records.patients import PatientFile, patient_files
from analysis.store import Entered, Records, store_at
from analysis.summary import Summary, summaries
from analysis.today import Today, todays
from analysis.windows import Window
from dashboard.report.sharing import Sentences, shared
from dashboard.sections.patient import source
from dashboard.sections.patient.record import record_text
from dashboard.sections.patient.remarks import json_of
from dashboard.sections.patient.short_record import short_text
from dashboard.sections.patient.treatments import courses_of
from dashboard.sections.wording import remark_text
from dashboard.texts import Words, languages, words

PATIENTS_AT_ONCE = 100
PATIENTS_AT_FIRST = 10
"""Of those who are told in several portions: whoever waits sees within seconds that it goes."""
MOST_CORES = 4
FEWEST_SHARED = 4
"""Portions from which the work is shared among the cores: to start a process takes seconds."""
SENTENCES = Sentences(
    "What is printed is not everybody: a process that tells patients was ended. Too little memory may be why.",
    "What is printed is not everybody: something went wrong in the program while patients were told: ",
)


def texts(records: Records, day: date, period: Window | None, spoken: Words) -> Iterator[str]:
    """The text for the record of each patient of `records`, as of `day`, by pseudonym."""
    for some in _portions(records):
        with kept_at_hand():
            told = list(_texts(some, day, period, spoken))
        yield from told


def _portions(records: Records) -> Iterator[Records]:
    """The records of a few patients at a time, by pseudonym: so many that their statements are not made for one alone,
    so few that a clinic of any size is told in the same memory."""
    if records.patients is not None and len(records.patients) == 1:
        yield records
        return
    names = select(PATIENTS.c.patient_id).order_by(PATIENTS.c.patient_id)
    with records.connect() as connection:
        everyone = connection.execute(names).scalars().all()
    asked = None if records.patients is None else set(records.patients)
    wanted = [name for name in everyone if asked is None or name in asked]
    first = PATIENTS_AT_ONCE if len(wanted) <= PATIENTS_AT_ONCE else min(PATIENTS_AT_FIRST, PATIENTS_AT_ONCE)
    starts = [0, *range(first, len(wanted), PATIENTS_AT_ONCE)] if wanted else []
    for start, end in pairwise([*starts, len(wanted)]):
        yield replace(records, patients=tuple(wanted[start:end]))


def _texts(records: Records, day: date, period: Window | None, spoken: Words) -> Iterator[str]:
    found, judged = summaries(records, as_of=day, period=period), newest_effects(records, records.basis(day))
    today = _todays(records, day, found if period is None else None, judged)
    with records.connect() as connection:
        files = patient_files(connection, list(found))
    for patient, figures in found.items():
        yield record_text(figures, files[patient], spoken, judged.get(patient, ()), today[patient]) + "\n"


def _todays(
    records: Records, day: date, recent: Mapping[str, Summary] | None, judged: Mapping[str, Sequence[Effect]]
) -> dict[str, Today]:
    """The answers of today; `recent` are the summaries of the last windows where they were made already."""
    effects = {patient: one for patient, some in judged.items() if (one := newest(some))}
    return todays(records, summaries(records, as_of=day) if recent is None else recent, effects)


def json_lines(
    records: Records, day: date, period: Window | None, *, otherwise: bool = False, url: str | None = None
) -> Iterator[str]:
    """Every figure of each patient as a line of JSON (contract, `summary --json`).

    With `otherwise` the effect of the newest treatment with days counted in other ways too, which takes longer. The
    work is shared among the cores where there are many patients, once the first have been told, since processes take
    seconds to begin; `url` is where another process finds the store.
    """
    portions = list(_portions(records))
    cores = min(MOST_CORES, os.cpu_count() or 1)
    if len(portions) < FEWEST_SHARED or cores == 1:
        yield from chain.from_iterable(_told_here(some, day, period, otherwise) for some in portions)
        return
    first, *others = portions
    yield from _told_here(first, day, period, otherwise)
    jobs = [(Entered.of(some), day, period, otherwise, url) for some in others]
    yield from chain.from_iterable(shared(_told_there, jobs, cores, SENTENCES))


def _told_there(job: tuple[Entered, date, Window | None, bool, str | None]) -> list[str]:
    """In a process of its own."""
    entered, day, period, otherwise, url = job
    return _told_here(entered.reopened(store_at(url)), day, period, otherwise)


def _told_here(records: Records, day: date, period: Window | None, otherwise: bool) -> list[str]:
    with kept_at_hand():
        return list(_json_lines(records, day, period, otherwise))


def _json_lines(records: Records, day: date, period: Window | None, otherwise: bool) -> Iterator[str]:
    basis = records.basis(day)
    found = summaries(records, as_of=day, period=period)
    judged = effects(records, basis, bounds=True)
    with records.connect() as connection:
        files = patient_files(connection, list(found))
        visited = since_last_visits(connection, {patient: file.visits for patient, file in files.items()}, basis)
        without = _effects_without_excluded(records, connection, day)
        other = _newest_otherwise(connection, records, basis) if otherwise else None
    today = _todays(records, day, found if period is None else None, judged)
    for patient, figures in found.items():
        file, treated = files[patient], judged.get(patient, ())
        latest = newest(treated)
        told: dict[str, object] = {
            "criteria": [criterion.as_json(figures.settings) for criterion in figures.criteria],
            "effects": [effect.as_json() for effect in treated],
            **source.json_of(file.kept),
            "remarks": [*json_of(file.remarks), *_remarks(file, day)],
            "excluded_periods": [excluded.as_json() for excluded in file.excluded],
            "effects_without_excluded": [effect.as_json() for effect in without.get(patient, ())],
            "newest_effect": latest.identity if latest else None,
            "today": today[patient].as_json(),
            "since_last_visit": _since_visit_json(visited.get(patient), basis),
            "text": {
                **{code: record_text(figures, file, words(code), treated, today[patient]) for code in languages()},
                "short": {code: short_text(today[patient], file, words(code)) for code in languages()},
            },
        }
        if other is not None:
            ways = other.get(patient, {})
            told["newest_effect_otherwise"] = {way: effect.answer_json() for way, effect in ways.items()}
        yield json.dumps(figures.as_json() | told, ensure_ascii=False)


def _since_visit_json(found: tuple[date, Course] | None, basis: Basis) -> dict[str, object] | None:
    if found is None:
        return None
    visit, course = found
    return {"visit": visit.isoformat(), **course.as_json(basis.settings)}


def _newest_otherwise(connection: Connection, records: Records, basis: Basis) -> dict[str, dict[str, Effect]]:
    return newest_otherwise(records, basis, with_excluded=patients_with_excluded(connection, records.patients))


def _remarks(file: PatientFile, day: date) -> list[dict[str, object]]:
    """What is odd about the records of the patient's treatments, with a sentence in each language."""
    return [
        remark.as_json() | {"text": {code: remark_text(remark, words(code)) for code in languages()}}
        for course in courses_of(file, day)
        for remark in course.remarks
    ]


def _effects_without_excluded(records: Records, connection: Connection, day: date) -> dict[str, tuple[Effect, ...]]:
    """The effects of those who have excluded periods, counted without their days."""
    whose = patients_with_excluded(connection, records.patients)
    if not whose:
        return {}
    settings = replace(records.settings, count_excluded=False)
    return effects(records, records.basis(day).under(settings).of(whose), bounds=True)
