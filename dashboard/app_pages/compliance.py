"""Every patient's diary: how it is kept, and which days can still be filled in."""

from dashboard import session, show
from dashboard.sections import completeness

words = session.chosen_words()
listed = session.clinic_list("compliance")
show.page_section(completeness.section(listed.lines, listed.as_of, words))
lines = session.choose_unit(listed, words)
opened = show.patient_list(completeness.rows(lines, words), words, dark=session.is_dark())
session.open_on_patient_page(opened)
