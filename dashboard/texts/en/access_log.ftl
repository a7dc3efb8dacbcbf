## The access log

page-access_log = Access log
log-what = Who had which patients' data, in which role, for which care unit, when and why. The log holds nothing of what the diaries say. This reading is logged too.
error-BrokenLog = The access log is not as it was written.
error-LogKept = Entries of the log have to be kept for at least five years.

log-whole = Is the log untouched?
log-verify = Verify the log
log-not-verified = The log is long and has not been verified here yet. That takes about a minute for a million entries.
log-verified-at = Verified at { $time }.
log-is-whole = The log is untouched: no entry was changed, removed, added or moved.
log-broken-what = Remove nothing. Compare with the checksums kept outside this computer, and look into it.
log-broken-gone = The log is gone.
log-broken-absent = Entry { $number } is not there.
log-broken-changed = Entry { $number } is not as it was written.
log-broken-replaced = Entry { $number } is not the one whose checksum was kept outside the log: the log was replaced.
log-broken-list = The list of patients of entry { $number } was changed.
log-broken-cut = Entry { $number } is not there: the checksum of a later entry was kept outside the log.
log-head = Checksum to be kept outside this computer: { $head }

log-search = Search the log
log-search-what = Empty fields ask for nothing. Lists on which the patient stood are among what is found.
log-by-user = User
log-by-patient = The patient's pseudonym
log-by-action = What was done
log-any = anything
log-from = From
log-to = To
log-look = Search
log-entries = Entries
log-found = { $shown ->
    [0] No entry.
   *[other] { $shown } of { $every } entries, the newest first.
}
log-list = list of { $patients } { $patients ->
    [one] patient
   *[other] patients
}
log-every-unit = all
log-head-number = No.
log-head-at = Time
log-head-user = User
log-head-role = Role
log-head-units = Care unit
log-head-action = What was done
log-head-patient = Patient
log-head-place = Where
log-head-purpose = Reason

role-local-account = local account

log-action-read = Read
log-action-listed = Showed a list
log-action-searched = Searched
log-action-copied = Copied
log-action-printed = Printed
log-action-changed = Changed
log-action-exported = Downloaded
log-action-imported = Imported
log-action-tried = Tried an import
log-action-erased = Erased
log-action-checked = Checked the log
log-action-removed = Removed old entries
log-action-refused = Was refused

log-place-patient = Patient page
log-place-calendar = Calendar
log-place-effect = Treatment effect
log-place-worklist = Worklist
log-place-clinic = Clinic overview
log-place-chooser = Choice of patient
log-place-frame = Frame of the pages
log-place-address = Address of a page
log-place-report = Page on paper
log-place-summary = Summary on the command line
log-place-export = Export
log-place-import = Import
log-place-undo-import = Import taken back
log-place-contact = Contact with the patient
log-place-excluded-period = Excluded period
log-place-declared-period = Period declared complete
log-place-drug-names = Drug names
log-place-mapping = What columns mean
log-place-erase = Erasure
log-place-backup = Backup
log-place-restore = Restored backup
log-place-access-log = Access log
log-place-change = Change
log-place-own-diary = The patient's own diary

log-extract = Extract for a patient
log-extract-what = From which care unit and when somebody had the patient's data. The extract is made and logged when it is downloaded.
extract-patient = Pseudonym
extract-names = With the users' names
extract-download = Download ({ $format })
extract-file = log-extract
extract-title = Extract of the access log for patient { $patient }
extract-period-all = The whole time that the log covers.
extract-period-from = From { $first } on.
extract-period-to = Until { $last }.
extract-period-fromto = From { $first } to { $last }.
extract-number = { $entries ->
    [one] The data were opened, listed or changed once.
   *[other] The data were opened, listed or changed { $entries } times.
}
extract-how = Each row says when somebody had the data, from which care unit, in which role and in what way. “Showed a list” means that the patient stood on a list among others. “Was refused” means that somebody tried and was shown nothing. Turn to the clinic if something looks unexpected.
extract-none = The log holds no access to this patient's data in the period.
extract-footer = Printed { $date }. Times by the clinic's clock.

log-sample = Random sample
log-sample-what = For the recurring check: entries are drawn at random, among those found above where something was searched for. Which ones were drawn is logged.
sample-count = Entries
sample-draw = Draw a sample
sample-outcome = What the check showed
sample-keep = Record in the log
sample-kept = The outcome is recorded in the log.
log-remove = Remove old entries
log-remove-what = Entries are kept for at least five years, and nothing is removed by itself. Here what is from before { $date } is removed for good. A new entry tells who removed it, when, and what.
log-remove-confirm = Remove for good
log-removed = { $entries ->
    [0] No entry was so old. Nothing was removed.
    [one] One entry was removed.
   *[other] { $entries } entries were removed.
}
log-not-removed = The log could not be shortened from here. Where it lies in a database, whoever owns the database does that.
