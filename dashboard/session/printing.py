"""The page on paper, offered as a download that is made when it is asked for; the access log is written first."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import date
from functools import partial

import streamlit as st

from analysis.errors import NotAllowed, ReportRefused, UnknownPatient
from analysis.store import Action, Door, Records
from analysis.worklist import Line
from dashboard.report.editions import CLINIC, EDITIONS
from dashboard.report.making import PDF, PLACE, Asked, lacking, pdf_bytes
from dashboard.session import address, downloading, reading, worklist
from dashboard.session.view import PatientView
from dashboard.texts import Words

MIME = "application/pdf"


def offer_page(seen: PatientView, words: Words) -> None:
    """A button for each edition of the patient's page; none where the diary is empty."""
    if not seen.has_a_filled_day:
        return
    with st.container(horizontal=True, horizontal_alignment="right", key="print"):
        for edition in EDITIONS:
            asked = Asked(seen.as_of, words.language, edition)
            st.download_button(
                words(f"print-{edition}"),
                data=downloading.own(partial(_page, reading.door(), seen.records, asked)),
                file_name=_name(seen.patient_id, seen.as_of),
                mime=MIME,
                key=f"print-{edition}",
                help=words(f"print-{edition}-help"),
                icon=":material/print:" if edition == CLINIC else None,
                on_click="ignore",
            )


def pages_to_download(shown: Sequence[Line], words: Words) -> dict[str, Callable[[], bytes]]:
    """What makes the pages of the patients of the list that are shown, in one file, when it is downloaded."""
    if not shown:
        return {}
    patients = tuple(line.patient.patient_id for line in shown)
    asked = Asked(max(line.as_of for line in shown), words.language, CLINIC, is_by_patient=_is_newest())
    return {"pdf": downloading.own(partial(_pages, reading.door(), patients, asked))}


def _is_newest() -> bool:
    """Whether no earlier day is asked for, so that each is seen as of the end of their own data."""
    asked = address.read_day("as_of")
    return asked is None or asked >= worklist.end_of_data()


def whose_sheet(words: Words) -> str:
    """Whom the page is of, and as of when; empty while nobody is chosen."""
    patient = address.read("patient")
    if patient is None:
        return ""
    end = worklist.end_of_data(patient)
    until = words("report-until", date=words.date(min(address.read_day("as_of") or end, end)))
    return f"{patient} · {until}"


def note_printed(page: str, *, of_patient: bool) -> None:
    """Writes into the access log that the browser printed a page: of the chosen patient, or of all who are listed.

    Nothing is written while nobody is chosen; who may not be seen is kept as refused.
    """
    patient = reading.door().visitor.own or address.read("patient")
    if of_patient and patient is None:
        return
    with suppress(UnknownPatient, NotAllowed):
        reading.door().enter(Action.PRINTED, page, (patient,) if of_patient and patient else None)


def _page(door: Door, records: Records, asked: Asked) -> bytes:
    door.enter(Action.EXPORTED, PLACE, records.patients)
    return pdf_bytes(records, asked)


def _pages(door: Door, patients: tuple[str, ...], asked: Asked) -> bytes:
    records = door.enter(Action.EXPORTED, PLACE, patients)
    without = lacking(records, asked.day)
    left = tuple(one for one in patients if one not in without)
    if not left:
        raise ReportRefused("Every diary shown is empty.")
    return pdf_bytes(replace(records, patients=left), asked)


def _name(stem: str, as_of: date) -> str:
    return f"{stem}-{as_of.isoformat()}{PDF}"
