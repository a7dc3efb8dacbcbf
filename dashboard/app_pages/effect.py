"""What became of the headache after a treatment began: the card, and everything behind it."""

from dashboard import session, show
from dashboard.sections import effect, effect_details, treatments

words, dark = session.chosen_words(), session.is_dark()
view = session.open_patient("effect")
show.head_of_page(treatments.headline(view.file, words))
chosen = session.choose_effect(view, words)
show.verdict(effect.section(chosen, view.file, words, dark=dark, windows=None), words)
wearing = effect_details.wearing_off(session.wearing_off_of(view, chosen), words, dark=dark)
stopped = effect_details.after_stopping(session.stopping_of(view, chosen), words)
since = effect_details.since_visit(session.last_comparable_visit(view), session.since_last_visit(view), words)
for shown in filter(None, (wearing, stopped, since)):
    show.section(shown, words)
otherwise = session.effect_otherwise(view, chosen)
for shown in filter(None, (effect_details.sensitivity(chosen, otherwise, words), effect_details.rules(chosen, words))):
    show.open_table(shown)
