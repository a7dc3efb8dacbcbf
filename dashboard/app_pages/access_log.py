"""The access log, for whoever answers for it: who saw whom, a patient's extract, and the recurring check."""

from dashboard import session, show
from dashboard.sections.log import entries, whole
from dashboard.session import log

words = session.chosen_words()
show.heading(words("page-access_log"), words("log-what"))
show.section(whole.section(log.verified(), words), words)
show.heading("", log.verify_or_remove(words))
show.heading(words("log-search"), words("log-search-what"), 2)
if found := log.searched(words):
    show.open_table(entries.section(found, words))
show.heading(words("log-extract"), words("log-extract-what"), 2)
log.offer_extract(words)
show.heading(words("log-sample"), words("log-sample-what"), 2)
if drawn := log.sampled(words):
    show.open_table(entries.section(drawn, words))
show.heading("", log.conclude(words))
