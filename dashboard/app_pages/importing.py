"""Import: what would happen, then the import itself, drug names to explain, and the history with what was rejected."""

from dashboard import session, show
from dashboard.sections.importing import import_history, import_report
from dashboard.session.drug_names import offer_drug_names

words = session.chosen_words()
show.heading(words("import-title"), words("import-how"))
offer, done = session.offered_files(words, show.open_table), session.just_kept()
if report := session.tried(offer, words) if offer else done:
    show.outcome(import_report.section(report, words, kept=not offer))
    session.ask_until(offer, words, is_open=import_report.end_is_open(report))
    session.offer_next_step(offer, words, import_report.questions(report, words), is_new=report.changed)
    show.report(*import_report.parts(report, words, with_rows=session.sees_patients()))
offer_drug_names(words, show.open_table)
show.heading(words("import-history"), session.told_when_undone(words), level=2)
for past in session.past_imports():
    show.past_import(import_history.section(past, words), session.rejected_rows_of(past), words)
    session.offer_undo(past, words)
