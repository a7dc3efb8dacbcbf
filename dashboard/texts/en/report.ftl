## The headache profile: the page on paper

report-title = Headache profile
report-title-patient = My headache
report-document = { $title }, { $number ->
    [one] { $patient }
   *[other] { $number } patients
}
report-until = Data until { $date }
report-age = { $days ->
    [one] { $days } day old
   *[other] { $days } days old
}
report-period = { $first } – { $last }
report-before = before
report-next-visit = next { $date }
report-next-visit-then = booked { $date }
report-more-lanes = and { $number } more
report-severe = { $limit } severe
report-score-HIT-6 = impact
report-score-MIDAS = days lost
report-since = Since the visit on { $date }
report-not-judged = Could not be judged
report-all-judged = Nothing of what this page covers.
report-next-time = To make the next visit better
report-poor = Too little to go by: { $filled } of { $inside } days filled in over the last 28 days, at least { $needed } are needed.
report-effect = Effect of { $drug }: { $told }
report-untold = { $days ->
    [one] On 1 day
   *[other] On { $days } days
} the entry does not tell whether the headache was migraine.
report-fill-in = Fill in { $day } – possible until { $until }.
report-fill-in-more = { $days ->
    [one] And 1 more day.
   *[other] And { $days } more days.
}
report-free-too = Fill in days without headache too: an empty day cannot be counted.
report-nothing-open = No empty days are waiting. Please fill in every day, days without headache too.
report-every-day = Please fill in every day, days without headache too: an empty day cannot be counted.
report-until-visit = Your next visit is on { $date }.
report-page = { $patient } · { $date } · page 1 of 1
report-footer-clinic = Patient-reported. Describes the diary, makes no diagnosis. Migraine day by { $profile }. Limits by ICHD-3: a pattern only after three 28-day periods in a row. “15–19”: from all empty days free to all affected. Intervals 95%.
report-footer-patient = Your own entries in the diary. “15–19”: from all empty days free to all with headache. This page does not replace talking to your clinic.
report-missing = □: a character that cannot be printed.
report-plain-HIT-6 = impact on everyday life
report-plain-MIDAS = days lost, 3 months
report-plain-headache = Headache on { $days } of the last 28 days.
report-plain-headache-covered = Headache on { $days } of { $inside ->
    [one] the only day
   *[other] the { $inside } days
} that the diary covers in the last 28 days.
report-plain-previous = The 28 days before: { $days }.
report-plain-before = Before { $drug }: { $days }.
report-plain-acute = Days with medication against headache: { $days }.
report-plain-empty = When days are filled in, it can be seen how often you have headache.
report-alt-days = The last 28 days one by one. { $told }
report-alt-months = { $number } months, a row a month and a box a day, with the sums of the month at the end of the row.
report-alt-columns = Headache days in 28-day periods, the latest last. { $days }
report-alt-changes = Change against before start. { $answer }
report-trust = Basis
report-answer = Answer
report-numbers = Numbers
report-strip = Twelve months
report-columns = Headache days
report-columns-unit = per 28 days
report-filled-of-28 = filled in of 28
report-visits = Visits
report-preventives = Preventives
report-acute = Acute medication
report-acute-unit = days per 28
report-limit = limit { $limit }
report-before-line = before { $days }
report-change-head = Against before, 95% interval
report-latest-head = Last 28 days
report-fewer = 100% fewer
report-same = unchanged
report-more = 100% more
report-now = last 28
report-key-migraine = migraine
report-key-other = other headache
report-key-free = free
report-key-missing = empty and locked
report-key-open = empty, still open
report-key-open-then = empty, open on { $ended }
report-key-took = acute medication
report-key-dose = dose
report-key-estimate = estimated
report-key-interval = 95% interval of the level
report-key-untold = kind unknown
report-sum-headache = headache
report-sum-migraine = migraine
report-sum-acute = medication
report-sum-filled = filled in
report-small = { $percent }%
report-too-empty = { $filled } filled in

## Buttons that make paper

print-clinic = Print
print-patient = The patient's page
print-clinic-help = The headache profile on one page, as PDF. Logged.
print-patient-help = The same page in plain words, to give to the patient. Logged.
print-list = Profiles of those shown (PDF)
print-sheet = Printed by the browser. The Print button gives the whole page on one sheet.
