"""The whole clinic on a page: every patient listed is logged, and all of it is computed in one pass."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import partial
from typing import TypeVar, cast

import streamlit as st

from analysis.records.patients import patients
from analysis.store import Action, Door, Records
from analysis.worklist import Line, Worklist, worklist
from dashboard.sections.patient.directory import Directory
from dashboard.sections.worklist.worklist_table import FORMATS
from dashboard.session import address, clock, downloading, reading
from dashboard.session.view import PatientView
from dashboard.texts import Words

Value = TypeVar("Value")

LISTED_AT_ONCE = 20
"""Patients of whom the list is made when one of them is opened."""


def clinic_list(page: str) -> Worklist:
    """Every current patient with what the diary lacks, as of the chosen day, and the contacts until now."""
    records = reading.records(Action.LISTED, page)
    asked = address.read_day("as_of")
    as_of = asked if asked and asked < records.as_of else None
    listed = shared("worklist", records, (as_of, clock.today()), lambda: worklist(records, as_of=as_of))
    return listed.with_contacts(reading.door().contacts(records))


def line_of(seen: PatientView) -> Line | None:
    """What the list says of a patient as of the day that is looked at; None for one who is not on it.

    The list is made of the patients around at once: of so few it takes hardly longer than of one, and who opens one
    opens others.
    """
    whose = _around(seen) or (seen.patient_id,)
    records = replace(seen.records, patients=whose).among(_listed_to_choose())
    lines = reading.kept("lines around", records, seen.as_of, lambda: _lines(records, seen.as_of))
    return lines.get(seen.patient_id)


def _lines(records: Records, as_of: date) -> dict[str, Line]:
    return {line.patient.patient_id: line for line in worklist(records, as_of=as_of).lines}


def _around(seen: PatientView) -> tuple[str, ...]:
    """The patient and others whom the visitor may choose from; nobody where the day is later than others reach."""
    everyone = _listed_to_choose()
    is_the_same = everyone.snapshot.key == seen.records.snapshot.key and everyone.circle == seen.records.circle
    return directory().around(seen.patient_id, LISTED_AT_ONCE) if is_the_same and seen.as_of <= everyone.as_of else ()


def directory() -> Directory:
    """Every patient, to choose from.

    Each is logged as listed once a session, before the first is shown: a search can show anyone. Entries for the hits
    of each keystroke would say little more and bury the readings; whoever is opened is logged as read.
    """
    records = _listed_to_choose()
    return shared("directory", records, (), lambda: _read_directory(records))


def end_of_data(patient: str | None = None) -> date:
    """The last day that can be asked for: of a patient who keeps the diary here today, else the end of the export."""
    records = _listed_to_choose()
    return records.seen.get(patient or "", records.as_of)


def _listed_to_choose() -> Records:
    return reading.records(*reading.EVERYONE)


def _read_directory(records: Records) -> Directory:
    with records.connect() as connection:
        return Directory(patients(connection))


def shared(what: str, records: Records, key: object, compute: Callable[[], Value]) -> Value:
    """As `reading.kept`, for large values that nobody changes: every session reads the one that was computed."""
    identity = repr((what, *records.identity, key))
    return cast(Value, _shared(identity, compute))


@st.cache_resource(show_spinner=False, max_entries=12)
def _shared(identity: str, _compute: Callable[[], object]) -> object:
    return _compute()


def lists_to_download(chosen: Worklist, words: Words) -> dict[str, Callable[[], bytes]]:
    """For each kind of file, what makes it of the list when it is downloaded; the access log is written first."""
    door = reading.door()
    return {ending: downloading.own(partial(_list, door, ending, chosen, words)) for ending in FORMATS}


def _list(door: Door, ending: str, chosen: Worklist, words: Words) -> bytes:
    door.enter(Action.EXPORTED, "worklist", chosen.patients)
    return FORMATS[ending](chosen.lines, words)


def open_on_patient_page(patient_id: str | None) -> None:
    """Goes to the Patient page, when a patient was chosen on the list."""
    if patient_id:
        address.write("patient", patient_id)
        st.switch_page("app_pages/patient.py")
