## The Import page

import-title = Import diaries
import-how = The clinic’s export as a zip file, or its files one by one (patients.csv and diary.csv at least). What would happen is shown first; nothing is kept until it is confirmed.
import-files = Files to import
import-foreign = A diary other than the clinic’s
import-format = Format
import-format-clinic = the clinic's export
import-format-mapping = table whose columns were named
import-format-fhir = FHIR
import-format-migralog = MigraLog
import-format-migraine_buddy_report = Migraine Buddy, report
import-format-nali = NALI
import-format-redcap = REDCap
import-auto = recognise automatically
import-patient = Pseudonym of the person whose diary it is
import-date-order = Order of dates
import-day-first = day before month
import-month-first = month before day
import-working = Reading the files
import-working-on = Reading { $file }
import-confirm = Import
import-dry = This would happen
import-done = Imported
import-would = { $read } rows read: { $accepted } new, { $updated } changed, { $unchanged } unchanged, { $rejected } rejected. Nothing is kept yet.
import-kept = { $read } rows read: { $accepted } new, { $updated } changed, { $unchanged } unchanged, { $rejected } rejected.
import-as-of = The data speak for the days up to and including { $date }.
import-ignored-files = Files that are no part of the export and are left aside: { $names }.
import-unknown-columns = Unknown columns that are left aside: { $names }.
import-unknown-drugs = Drugs that are not recognised; they are kept with an unknown class: { $names }.
import-problems = Rejected rows and remarks
import-more = The first { $told } of { $all } are shown here; all rejected rows can be downloaded after the import.
import-reason-count = { $reason }: { $rows } { $rows ->
    [one] row
   *[other] rows
}.
import-recorded-until = Through which day was the diary kept?
import-recorded-until-why = The file holds attacks only and does not say until when the diary was kept. Leave this empty if the day is not known: the diary is then taken to end with its last attack.
import-undo = Take import { $number } back
import-undo-what = Everything that the import brought is removed, and what it changed or set aside is as it was before. What has been entered in this program since stays.
import-undo-confirm = Take back
import-undo-refused = The import cannot be taken back: there is a newer one. Load the page again.
import-undone = Import { $number } is taken back: { $removed } rows were removed, { $returned } are as before.
import-file = File
import-line = Line
import-value = Value
import-reason = Reason
import-outcome = Outcome
import-is-rejected = rejected
import-is-kept = kept
import-is-unknown = kept; the cell is unknown
import-read = Read
import-accepted = New
import-updated = Changed
import-unchanged = Unchanged
import-rejected = Rejected
import-history = Earlier imports
import-number = Import { $number }
import-when = { $date } { $time }, { $user }
import-download = Download the rejected rows of { $file }
import-removed = Removed
import-row = Row
import-removed-rows = No longer in the export
import-removed-number = { $rows ->
    [one] 1 row is no longer in the export and is set aside: kept, but no longer counted.
   *[other] { $rows } rows are no longer in the export and are set aside: kept, but no longer counted.
}
import-more-removed = The first { $told } of { $all } are shown here.
import-ask-removals = Much of what the store holds is no longer in this export: { $files }. Set it aside?
import-shrunk = { $file }: { $before } rows before, { $after } now
import-shrunk-patients = { $file }: { $before } rows before, { $after } now, { $patients } of those gone had not left
import-ask-new-patient = There is no patient { $patient } in the store: this is a new patient.
import-ask-identity = { $patients ->
    [one] 1 known pseudonym comes with another sex, another birth year or from another source. Is it the same person?
   *[other] { $patients } known pseudonyms come with another sex, another birth year or from another source. Are they the same people?
}

import-lead-new = { $new } of { $read } rows { $kept ->
    [yes] are imported
   *[no] can be imported
}.
import-lead-some = { $new } of { $read } rows { $kept ->
    [yes] are imported
   *[no] can be imported
}; { $rejected } were rejected. Most common reason: { $reason } ({ $rows }).
import-lead-none = Nothing new { $kept ->
    [yes] was imported
   *[no] can be imported
}: { $rejected } of { $read } rows were rejected. Most common reason: { $reason } ({ $rows }).
import-lead-no-day = No day { $kept ->
    [yes] was imported
   *[no] can be imported
}: every row of { $files } was rejected ({ $rejected }). Most common reason: { $reason } ({ $rows }). Of the other files { $new } rows { $kept ->
    [yes] are imported
   *[no] can be imported
}.
import-lead-unchanged = Everything in the files is imported already.
import-lead-empty = The files hold no rows.
import-lead-removed = Nothing is new, but rows that are imported are no longer in the export.
import-next-worklist = To the worklist
import-next-others = Choose other files
import-by-file = By file
import-bring = Bring the clinic's export: at least patients.csv (patient_id, enrolled_on) and diary.csv (patient_id, date, headache), the whole folder as a zip file or the files one by one.
import-open = To the import page

unreadable-not-utf-8 = { $file } is not UTF-8: line { $line } has a character that cannot be read. Save the file as UTF-8 and import it again.
unreadable-empty = { $file } is empty.
unreadable-header = { $file }: the header cannot be read, a quote does not close.
unreadable-column-twice = { $file } has the column { $column } twice.
unreadable-parquet = { $file } is not a Parquet file that can be read.
unreadable-whose = { $file } is a diary of Migraine Buddy: give the pseudonym of the person whose diary it is, under “A diary other than the clinic’s”.
unreadable-whose-diary = { $file } does not say whose diary it is: give the pseudonym under “A diary other than the clinic’s”.
unreadable-of-others = { $file } does not hold resources of the patient you gave alone.
unreadable-of-another = { $file } names another patient on line { $line }, and not the one you gave.
unreadable-password = { $file } is protected by a password; unpack it and choose the files.
unreadable-migraine-buddy = { $file } is not an export of Migraine Buddy: no line begins with #, Started, Lasted.
unreadable-none = No file was given.
unreadable-not-recognised = { $file } is not recognised: { $kind ->
    [pdf] it is a PDF. Reports as PDF are not read. Of Migraine Buddy the CSV export or the HTML report is read, of other apps the export as CSV or JSON.
    [database] it is a backup of an app. Of Headi and Daylio the CSV export is read instead.
    [picture] it is a picture. Pictures are not read.
    [old-office] it is an old Office file. Save it as .xlsx or .csv.
    [clinical-document] it is Apple Health’s clinical document. Of Apple Health export.xml is read, or export.zip as it is.
    [xml] it is XML of another program. Of Apple Health export.xml is read, or export.zip as it is.
    [html] it is a web page. Of Migraine Buddy the HTML report and the CSV export are read.
    [json] it is JSON of another program. Of MigraLog and Headache Companion the JSON export is read.
    [columns] it has the columns { $names }. If it is a diary, say what its columns mean under “Say what the columns are”.
    [sheet] its first rows have { $names }. If it is a diary, say what its columns mean under “Say what the columns are”.
    [files] it holds { $names }. A clinic export has patients.csv and diary.csv.
   *[other] it holds nothing that can be read.
}
unreadable-several-formats = { $file } can be read in several ways: { $formats }. Choose the format under “A diary other than the clinic’s”, or import the files one by one.
unreadable-no-headache-activity = { $file } is an export of Daylio in which no activity is called headache or migraine. Say which one it is under “Say what the columns are”. The activities are: { $activities }.
unreadable-redcap = { $file } is an export of REDCap, whose fields are the study’s own. Say what the columns mean under “Say what the columns are”. The columns are: { $columns }.
unreadable-companion-days = { $file } is the history of drugs of Headache Companion. Choose the file of its days (HC-DailyData) too.
unreadable-date-order = { $file }: its dates do not tell whether the day or the month stands first. Choose the date order under “A diary other than the clinic’s”.
unreadable-dates-day-first = { $file }: its dates can only be read with the day before the month.
unreadable-dates-month-first = { $file }: its dates can only be read with the month before the day.
unreadable-too-large = { $file } is too large and is not read.
unreadable-damaged = { $file } is damaged, or not the kind of file that its name says.
unreadable-file-twice = { $file }: { $name } is there twice.
unreadable-no-table = { $file } lacks { $table }.csv (or { $table }.parquet), which every export has.
unreadable-both-kinds = { $file } has { $table } both as CSV and as Parquet; remove one of the two.
unreadable-no-column = { $file } lacks required columns: { $columns }. Nothing of it is read.
unreadable-not-json = { $file } is not JSON with exported_at and source.
unreadable-export-time = { $file }: { $name } is not a time such as 2026-03-01T06:00:00.
unreadable-export-scope = { $file }: scope is neither whole nor changes.
unreadable-export-seen-until = { $file }: seen_until does not give a date for each patient.
unreadable-export-unread = { $file }: unread is no list of what could not be read.
unreadable-export-from = { $file }: from is not a date such as 2026-03-01.
unreadable-several-sources = The files come from several sources ({ $sources }); import them one by one.
unreadable-future-time = { $file }: the time { $time } ({ $name }) lies in the future. Nothing was imported; make the export again, or correct its time.
unreadable-time-before-entry = { $file } says that the export was made { $time }, but line { $line } of { $entries } is of { $day }, which is later. Nothing was imported; make the export again, or correct its time.
