"""What became of the headache after a treatment began: the card, and everything behind it."""

from dashboard import session, show
from dashboard.sections.patient import treatments

(view, words), dark = session.open_patient("effect"), session.is_dark()
show.head_of_page(treatments.headline(view.file, words))
show.sections(session.not_known(view, words), words)
session.choose_counting(view, words)
chosen = session.choose_effect(view, words)
show.verdict(session.card_drawn(view, chosen, words, dark=dark), words)
for shown in session.courses_behind(view, chosen, words, dark=dark):
    show.section(shown, words)
session.exclude_periods(view, chosen, words, show.section)
for shown in session.tables_behind(chosen, words):
    show.open_table(shown, rules=show.rules_at(words))
for shown in session.counted_otherwise(view, chosen, words):
    show.open_table(shown, rules=show.rules_at(words))
