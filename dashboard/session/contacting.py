"""Contacts with patients, as they are recorded and taken back on the nurse's list."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial

import streamlit as st

from analysis.errors import UnknownPatient
from analysis.store import Action, Contact
from analysis.store.contacts import CHANNELS
from analysis.worklist import Line, Worklist
from dashboard.sections import Section
from dashboard.sections.wording import as_label
from dashboard.sections.worklist import reminder
from dashboard.session import clock, reading
from dashboard.texts import Words, languages
from dashboard.texts import words as words_of

FIRST_CHANNEL = "message"
_DONE = "contact-done"


Tell = Callable[[Section, Words, Callable[[], None]], None]


def open_contact(patient: str | None, listed: Worklist, words: Words, tell: Tell) -> None:
    """A window over the list with the reminder to copy, which `tell` shows, and the form; nothing without a patient.

    Raises UnknownPatient, and has the log keep it, for one whom the browser names and the list does not hold.
    """
    if patient is None:
        return
    if patient not in listed.patients:
        reading.door().enter(Action.READ, "contact", [patient])
        raise UnknownPatient(patient)

    @st.dialog(as_label(words("contact-title", patient=patient)), width="large")
    def window() -> None:
        line = listed.line(patient)
        spoken = choose_patient_language(words, patient)
        copied = partial(reading.note_copied, "contact", patient)
        tell(reminder.section(line, spoken, words, clock.today()), words, copied)
        record_contact(line, words)

    window()


def choose_patient_language(words: Words, key: str) -> Words:
    """The words of the language that the patient reads: the first one offered, unless another is chosen."""
    code = st.segmented_control(
        words("reminder-language"),
        languages(),
        default=languages()[0],
        format_func=lambda one: words_of(one)("language-name"),
        key=f"patient-language-{key}",
        required=True,
    )
    return words_of(code)


def record_contact(line: Line, words: Words) -> None:
    """A form that records a contact with the patient, and the last one with a button that takes it back."""
    if line.last_contact is not None:
        _last_contact(line.last_contact, words)
    today = clock.today()
    patient = line.patient.patient_id
    with st.form(f"contact-{patient}", border=False):
        left, right = st.columns(2)
        on = left.date_input(words("contact-on"), value=today, max_value=today, format="YYYY-MM-DD")
        channel = right.selectbox(
            words("contact-channel"),
            CHANNELS,
            index=CHANNELS.index(FIRST_CHANNEL),
            format_func=lambda code: words(f"contact-{code}"),
        )
        by = left.text_input(words("contact-by"), value=reading.door().visitor.user)
        first_free = max(today, line.as_of) + timedelta(days=line.settings.waiting_days)
        until = right.date_input(words("contact-until"), value=first_free, format="YYYY-MM-DD")
        note = st.text_input(words("contact-note"))
        if st.form_submit_button(words("contact-record"), type="primary"):
            _record(patient, on, channel, by, note, until, words)


def _last_contact(contact: Contact, words: Words) -> None:
    channel = words(f"contact-{contact.channel}")
    st.text(words("contact-last", date=words.date(contact.contacted_on), channel=channel, by=contact.by))
    if contact.note:
        st.text(words("contact-last-note", note=contact.note))
    if st.button(words("contact-undo"), key=f"undo-{contact.number}"):
        _undo(contact.patient_id, contact.number, words)
        st.rerun()


def _record(patient: str, on: date | None, channel: str, by: str, note: str, until: date | None, words: Words) -> None:
    if on is None or (until is not None and until < on):
        st.error(words("contact-until-before"))
        return
    visitor = reading.door().visitor.user
    contact = Contact(patient, on, by.strip() or visitor, channel, note.strip() or None, until)
    number = reading.door().record_contact(contact)
    told = (
        words("contact-done-until", patient=patient, date=words.date(until))
        if until
        else words("contact-done", patient=patient)
    )
    st.session_state[_DONE] = (told, patient, number)
    st.rerun()


def show_what_was_done(words: Words, say: Callable[[str], None]) -> None:
    """What was recorded last, with a button that takes it back.

    The place is there before there is anything to say: what stands below would be made anew if it moved down, and a
    search that is being typed would be lost.
    """
    place = st.empty()
    done: tuple[str, str, int | None] | None = st.session_state.get(_DONE)
    if done is None:
        return
    told, patient, number = done
    with place.container(horizontal=True, vertical_alignment="center"):
        with st.container(width="content"):
            say(told)
        if number is not None:
            st.button(words("contact-undo-short"), key="contact-undo", on_click=_undo, args=(patient, number, words))


def _undo(patient: str, number: int | None, words: Words) -> None:
    if number is not None:
        reading.door().undo_contact(patient, number)
    st.session_state[_DONE] = (words("contact-undone", patient=patient), patient, None)
