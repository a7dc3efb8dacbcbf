"""A patient's own diary: today and the week to fill in, then the month and the summary as the clinic sees them."""

from dashboard import session, show
from dashboard.session import filling, own_pages

words = session.chosen_words()
show.heading(words("own-title"), words("own-seen"))
records = filling.keep_diary(words)
own_pages.offer_reminder(words)
for part in own_pages.summary(records, words, dark=session.is_dark()):
    show.section(part, words)
