"""The nurse's morning: who needs somebody today and why, the reminder to copy, and the contact that was made."""

from dashboard import session, show
from dashboard.sections.worklist import worklist_rows
from dashboard.session import address, clock, contacting, filters, printing, worklist

dark, listed = session.is_dark(), worklist.clinic_list("worklist")
words = session.words_as_of(listed.as_of)
with show.tight():
    show.page_section(worklist_rows.section(listed, words))
    contacting.show_what_was_done(words, show.patient_list.said)
    chosen, order = filters.choose_patients(listed, words), filters.order()
    shown = filters.choose_page(chosen, words)
    rows = worklist_rows.rows(shown, words, clock.today(), numbers=filters.numbers(listed))
    used = show.patient_list.patient_list(rows, words, order=order, imports=address.import_page(), dark=dark)
show.patient_list.downloads(worklist.lists_to_download(chosen, words) | printing.pages_to_download(shown, words), words)
worklist.open_on_patient_page(used.opened)
filters.sort_by(used.sorted_by)
contacting.open_contact(used.contacted, listed, words, show.record)
