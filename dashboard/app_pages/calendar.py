"""One patient's days: a month large, the year as a strip, and the whole entry of a selected day."""

from dashboard import session, show
from dashboard.components.calendar import day_story, month_table
from dashboard.sections.day import day_detail, month_days
from dashboard.sections.patient import treatments

view, words = session.open_patient("calendar")
show.head_of_page(treatments.headline(view.file, words))
show.sections(session.not_known(view, words), words)
session.choose_counting(view, words)
month, (wide, narrow) = session.choose_month(view, words), show.wide_and_narrow()
with wide:
    entry, entries = session.choose_day_of_month(view, month, words), view.entries(month)
with narrow:
    of_month = month_days.section(entries, month, month_table(entries, words), words)
    show.sections((of_month, day_detail.section(entry, day_story(entry, words) if entry else [], words)), words)
show.heading(words("year-strip"), words("year-strip-text"), 2)
session.choose_day_of_year(view, words)
