## The Patient page

born = born { $year }
patient-since = patient since { $date }
patient-left = left { $date }
treatments-planned = planned: { $treatments }
treatments-ended = recently stopped: { $treatments }
treatment-since = { $name } since { $date }
treatment-from = { $name } from { $date }
treatment-until = { $name } until { $date }

sufficiency-green = Good basis
sufficiency-yellow = Sufficient basis
sufficiency-orange = Limited basis
sufficiency-red = Insufficient basis
sufficiency-none = The diary does not cover these days
sufficiency-attacks = Attacks only
filled-none-inside = Outside the diary
strip-day = { $date }: { $state }

before = previous: { $observed }
trend-text = { $kind } in 28 days, oldest first: { $days }.

frequency = Headache and treatment over time
frequency-window = { $days }: headache { $headache }, migraine { $migraine }.
frequency-empty = No filled days { $days }.

medication = Acute medication
medication-none = No acute medication is recorded in the period.
medication-not-recorded = The diary holds nothing about acute medication in the period.
medication-class = { $kind }, { $days }: { $count }. ICHD-3 names { $limit } days a month.
medication-source = Days, not doses. Days a month for more than three months by ICHD-3 8.2 (rules MOH-2 to MOH-6); the limits rest on expert opinion.

record-text = Text for the record
copy = Copy the text
copied = Copied

as-table = Show as a table
period = Period
period-3m = 3 months
period-6m = 6 months
period-12m = 12 months
period-24m = 24 months
period-visit = Since last visit
period-start = Since treatment start
bars = Bars
bars-windows = 28 days
bars-months = Calendar months
year-strip = Day by day
year-strip-show = Show day by day

empty-diary = No day is filled in yet
empty-diary-text = The diary opened on { $date }. Figures and charts appear once the first days have been imported.
not-yet-patient = The diary has not begun
not-yet-patient-text = It begins on { $date }, after the date shown.

## Text for the record

record-head = Headache diary, { $patient }, data up to and including { $as_of }.
record-kept = Period { $days }: { $filled } of { $inside } days filled in ({ $percent }){ $empty }.
record-open = { $days } can still be filled in
record-open-then = { $days } could still be filled in then
record-missing = { $days ->
    [one] { $days } is empty and locked
   *[other] { $days } are empty and locked
}
record-kept-outside = The period { $days } lies outside the diary.
record-window = { $days }: { $counts }
record-newest = Last 28 days ({ $days }): { $counts }
record-before = Previous 28 days ({ $days }): { $counts }
record-count = { $kind } { $count }
of-which-aura = (of which { $number } with aura and no headache)
record-class = { $kind } { $days }
record-nothing-filled = no days filled in.
record-count-untold = { $kind } cannot be told from what was recorded
record-course = In 28 days, oldest first, days of those that tell: headache days { $headache }; migraine days { $migraine }.
record-course-headache = In 28 days, oldest first, days of those that tell: headache days { $headache }.
record-free = Longest stretch without headache in the period: { $number } { $number ->
    [one] day
   *[other] days
} ({ $days }).
record-free-possible = Longest stretch without headache in the period, for certain: { $number } { $number ->
    [one] day
   *[other] days
} ({ $days }); with the empty days at most { $highest }.
record-crossings = At least 15 headache days in 28, oldest first: { $sides }. The line was crossed { $number ->
    [one] once
   *[other] { $number } times
}; that is common (73% of people with chronic migraine fall below it at some time in a year) and changes no diagnosis (CM-10).
record-side-not_computable = outside the diary
record-side-undetermined = open
record-side-not_met = no
record-side-met = yes
record-course-empty = not filled in
record-definition = Migraine day by { $profile }. Empty days are not counted as headache-free; “possible” gives the range if the empty days were free or affected.
record-running = Preventive treatment: { $treatments }.
record-ended = Stopped in the period: { $treatments }.
record-no-treatment = No preventive treatment recorded in the period.
