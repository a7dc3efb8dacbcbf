## The frame around the pages

browser-title = Headache diary overview
page-patient = Patient
page-calendar = Calendar
page-worklist = Worklist
page-importing = Import
page-methods = Methods

language = Language
patient = Patient
patient-placeholder = Search by pseudonym or name
as-of = As of
as-of-help = Everything is computed as of this day. The data end on { $date }.

stale-data = { $days ->
    [one] The data are { $days } day old (until { $date })
   *[other] The data are { $days } days old (until { $date })
}
stale-locking = days until { $date } are locked now
stale-locked = days open then are locked now
choose-patient = Choose a patient
choose-patient-text = Search by pseudonym or name in the box above, or open one on the worklist. Who opened which patient is written to the access log.
choose-on-list = Open the worklist
no-data = No diary has been imported yet
no-data-import = Import the clinic's export on the Import page.
no-data-demo = The sample clinic opens with the command headache-dashboard demo.

error-ours = Something went wrong in the program. It is noted under reference number { $reference }; try again, and give the number if it happens once more.
error-DiaryError = What was asked for cannot be shown.
error-UnreadableFile = The file cannot be read.
error-UnknownPatient = The patient in the address is not in this store.
error-StoreProblem = The store cannot be opened.
error-StoreIsNewer = The store was written by a newer version of this program. Update the program to open it.
error-ImportQuestion = The import has to be confirmed: much of what the store holds is gone, or a pseudonym is another person’s. Nothing was imported; choose the files again.
error-StoreBusy = Somebody else is importing at the moment. Try again shortly.
error-StoreAway = The database cannot be used at the moment. Nothing was changed; the page comes back by itself when it can.
error-BadSettings = The clinic’s settings file cannot be used.
error-ExportRefused = The export cannot be written as it was asked for.
error-BackupRefused = The backup cannot be written there, or the file is no whole backup.

streamlit-upload = Choose files
streamlit-drop = Drop the files here
streamlit-limit = at most {"{1}"} MB per file · {"{2}"}
streamlit-remove = Remove {"{1}"}
streamlit-enter = Press Enter
streamlit-more = {"{1}"} more
streamlit-skip = Skip to the contents
streamlit-close = Close
streamlit-date = Choose a date
streamlit-help = Help for {"{1}"}
streamlit-no-results = No match
streamlit-clear = Clear
streamlit-year = year, {"{1}"}
streamlit-month = month, {"{1}"}
streamlit-day = day, {"{1}"}
streamlit-no-page = Page not found
streamlit-first-page = The address leads to no page. The first page is shown instead.
streamlit-largest = at most {"{1}"} MB per file
streamlit-option = Choose
streamlit-no-year = yyyy
streamlit-open = Open
