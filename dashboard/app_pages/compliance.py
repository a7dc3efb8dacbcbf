"""The nurse's morning: who needs somebody today and why, the reminder to copy, and the contact that was made."""

import streamlit as st

from dashboard import session, show
from dashboard.sections import worklist, worklist_reminder
from dashboard.session import clinic, contacting, filters

words = session.chosen_words()
listed = clinic.clinic_list("compliance")
show.page_section(worklist.section(listed, words))
contacting.show_what_was_done(words, show.patient_list.said)
lines = filters.choose_lines(listed, words)
shown = filters.choose_page(lines, words)
by_urgency = filters.order().column == worklist.BY_URGENCY
used = show.patient_list.patient_list(
    worklist.rows(shown, words, with_headings=by_urgency), words, order=filters.order(), dark=session.is_dark()
)
show.patient_list.download(clinic.list_to_download(lines, words), words)
clinic.open_on_patient_page(used.opened)
if used.sorted_by is not None:
    filters.sort_by(used.sorted_by)
    st.rerun()


def contact(patient: str) -> None:
    line = next(line for line in listed.lines if line.patient.patient_id == patient)
    spoken = contacting.choose_patient_language(words, patient)
    show.record(worklist_reminder.section(line, spoken, words), words)
    contacting.record_contact(line, words)


if used.contacted is not None:
    st.dialog(words("contact-title", patient=used.contacted), width="large")(contact)(used.contacted)
