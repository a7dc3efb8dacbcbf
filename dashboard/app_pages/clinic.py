"""The lead's overview: what treatments do among those who can be judged, and how the diaries are kept."""

from dashboard import session, show
from dashboard.sections.clinic import clinic_diaries, clinic_response, clinic_treatments
from dashboard.session import clinic

words, dark = session.chosen_words(), session.is_dark()
show.heading(words("clinic-title"))
found = clinic.clinic_overview("clinic", words)
show.section(clinic_response.head(found, words), words)
if found.patients is not None and found.is_newest:
    kind, drugs = clinic.choose_kind(words), clinic.choose_drugs(tuple(clinic_response.FAMILIES), words)
    show.section(clinic_response.response(found, kind, words, drugs=drugs, dark=dark), words)
    show.section(clinic_response.waterfall(found, kind, words, dark=dark), words)
    show.section(clinic_diaries.waiting(found, words), words)
for part in (*clinic_treatments.parts(found), *clinic_diaries.parts(found)):
    show.section(part(found, words, dark=dark), words)
