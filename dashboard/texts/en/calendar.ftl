## The calendar: states, contents and fields of a day

day-yes = yes
day-no = no
calendar-week = w { $week }
calendar-weeks = Week
calendar-months = Month
calendar-month-label = Diary { $month }. Arrow keys move between days, Enter shows the day.
calendar-strip-label = The diary month by month. Arrow keys move between days, Enter shows the day.
calendar-key-drug = acute medication
calendar-key-aura = aura
calendar-key-menstruation = menstruation
calendar-key-note = note
calendar-key-retrospective = filled in afterwards

day-state-migraine = migraine
day-state-other-headache = other headache
day-state-headache = headache, kind unclear
day-state-headache-free = headache-free
day-state-missing = not filled in, locked
day-state-open = not filled in, still open
day-state-outside = outside the diary
day-letter-migraine = M
day-letter-other-headache = H
day-letter-headache = H?
day-letter-headache-free = –
day-letter-missing = ?
day-letter-open = ?
day-letter-outside = ·
day-locks = locks { $date }
day-locks-short = locks { $date }
day-not-filled = not filled in
day-not-filled-short = not filled
day-took = took { $what }
day-open-until = up to and including { $date }
day-mark-aura = aura
day-mark-menstruation = menstruation
day-mark-retrospective = filled in afterwards
day-mark-excluded = in an excluded period
day-mark-note = with a note

day-severity-1 = mild
day-severity-2 = moderate
day-severity-3 = severe
day-disability-0 = none
day-disability-1 = some
day-disability-2 = much
day-disability-3 = in bed
day-value-intensity = { $value } of 10
day-value-duration-hours = { $value } hours
day-value-aura-minutes = { $value } minutes
day-doses = { $number ->
    [one] { $shown } dose
   *[other] { $shown } doses
}
day-taken-at = at { $time }
day-helped-yes = helped
day-helped-partly = helped partly
day-helped-no = did not help

day-class-triptan = triptan
day-class-ergot = ergot
day-class-opioid = opioid
day-class-combination = combination analgesic
day-class-nsaid = NSAID
day-class-paracetamol = paracetamol
day-class-other-analgesic = other analgesic
day-class-gepant = gepant
day-class-other = other acute drug
day-class-unknown = unknown drug

day-field-date = Date
day-field-weekday = Weekday
day-field-marks = Also
day-field-state = The day
day-field-open = Can be filled in
day-field-retrospective = Filled in afterwards
day-field-source = From another diary
day-field-excluded = In an excluded period
day-doses-untold = not told
day-field-severity = Pain
day-field-intensity = Pain rating
day-field-duration-hours = Length of the headache
day-field-unilateral = On one side
day-field-pulsating = Pulsating
day-field-aggravated-by-activity = Worse with physical activity
day-field-nausea = Nausea
day-field-vomiting = Vomiting
day-field-photophobia = Sensitive to light
day-field-phonophobia = Sensitive to sound
day-field-aura = Aura
day-field-migraine = Migraine in the patient's own word
day-field-menstruation = Menstruation
day-field-aura-minutes = Length of the aura
day-field-disability = Disability
day-field-dose = Acute medication
day-field-recorded-at = Last changed
day-field-note = Note
