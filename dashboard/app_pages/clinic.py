"""The lead's overview: what treatments do among those who can be judged, and how the diaries are kept."""

from dashboard import session, show
from dashboard.sections import clinic, clinic_diaries, clinic_treatments
from dashboard.session import overview

words, dark = session.chosen_words(), session.is_dark()
show.heading(words("clinic-title"))
found = overview.clinic_overview("clinic", words)
show.section(clinic.head(found, words), words)
if found.patients is not None and found.is_newest:
    kind = overview.choose_kind(words)
    for told in (clinic.response, clinic.waterfall):
        show.section(told(found, kind, words, dark=dark), words)
    show.section(clinic_diaries.waiting(found, words), words)
for part in (*clinic_treatments.parts(found), *clinic_diaries.parts(found)):
    show.section(part(found, words, dark=dark), words)
