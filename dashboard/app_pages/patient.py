"""One patient: can the diary be trusted, what is so today, what was done meanwhile."""

from dashboard import session, show

(view, words), dark = session.open_patient("patient"), session.is_dark()
session.offer_page(view, words)
show.first_screen(session.first_screen(view, words), words, data=session.age_of_data(view, words))
show.sections(session.not_known(view, words), words)
session.declare_periods(view, words)
view.require_a_filled_day()
course = session.choose_course(view, words)
session.let_text_be_drawn()
show.sections((session.frequency_drawn(view, course, words, dark=dark), *session.patterns_met(view, words)), words)
show.record(session.short_record(view, words), words, session.copied(view))
text, days, more = session.asked_for(view, words)
if text:
    show.record(session.long_record(view, course, words), words, session.copied(view))
session.show_days(view, words, wanted=days)
show.sections(session.details(view, course, words, dark=dark) if more else (), words)
