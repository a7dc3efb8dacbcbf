"""The lead's overview: what treatments do among those who can be judged, and how the diaries are kept."""

from dashboard import session, show
from dashboard.sections import clinic
from dashboard.session import overview

words, dark = session.chosen_words(), session.is_dark()
show.heading(words("clinic-title"))
found = overview.clinic_overview("clinic", words)
show.section(clinic.head(found, words), words)
if found.patients is not None:
    kind = overview.choose_kind(words)
    show.section(clinic.response(found, kind, words, dark=dark), words)
    show.section(clinic.waterfall(found, kind, words, dark=dark), words)
    show.section(clinic.time_on_treatment(found, words, dark=dark), words)
    show.open_table(clinic.switches(found, words))
    show.section(clinic.waiting(found, words), words)
    for part in (clinic.completeness, clinic.by_weeks, clinic.overuse):
        show.section(part(found, words, dark=dark), words)
