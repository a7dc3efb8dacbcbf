"""One patient: can the diary be trusted, what does it say, what was done meanwhile."""

from dashboard import session, show
from dashboard.sections.effect import effect_card
from dashboard.sections.patient import frequency, key_figures, record, remarks, sufficiency, treatments

words, dark, view = session.chosen_words(), session.is_dark(), session.open_patient("patient")
show.head_of_page(treatments.section(view.file, view.as_of, words))
show.answer(sufficiency.section(view.recent_windows[-1], view.last_28_days, view.settings, words))
show.section(remarks.section(view.file.remarks, words, session.import_page()), words)
view.require_a_filled_day()
session.choose_counting(view, words)
if view.newest_effect:
    show.verdict(effect_card.section(view.newest_effect, view.file, words, dark=dark), words)
show.section(key_figures.section(view.recent_windows, view.settings, words), words)
show.section(frequency.section(course := session.choose_course(view, words), view.file, words, dark=dark), words)
session.show_days_on_demand(view, words)
show.sections(session.details(view, course, words, dark=dark), words)
show.record(record.section(view.summary(course.period), view.file, words, view.newest_effects), words)
