## The Import page

import-title = Import diaries
import-how = The clinic’s export as a zip file, or its files one by one (patients.csv and diary.csv at least). What would happen is shown first; nothing is kept until it is confirmed.
import-files = Files to import
import-foreign = A diary other than the clinic’s
import-format = Format
import-auto = recognised from the file
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
import-nothing-new = The files hold nothing that has not been imported already.
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
