"""Definitions, settings and sources in force, and what an export may hold."""

from dashboard import session, show
from dashboard.sections.methods import methods_in_force, rules

words = session.chosen_words()
settings = session.settings_in_force()
show.heading(words("page-methods"), words("intended-use"))
show.section(rules.one(session.asked_rule(), words), words, rules=show.HERE)
show.section(methods_in_force.definitions(settings, words), words, rules=show.HERE)
show.open_table(methods_in_force.settings_section(settings, words), rules=show.HERE)
show.heading(words("rules"), words("rules-text"), 2)
show.open_table(rules.section(words, session.search_rules(words)), rules=show.HERE)
show.open_table(methods_in_force.fields(words), language="en")
