## The worklist on its page

list-todo = { $patients ->
    [one] { $patients } needs a contact
   *[other] { $patients } need a contact
} · { $enough } have enough · { $waiting } waiting · { $nothing } need nothing · until { $date }

list-not_read = For { $patients } of them a treatment, a visit, an intake of acute medication or the day of leaving could not be read: what is due is not certain.
list-not_read-cell = could not be read

place-rescue = Empty days about to lock
place-rescue-then = Empty days that have locked
place-evaluation_at_risk = Empty days threaten the evaluation
place-stopped = Stopped filling in
place-insufficient = Insufficient basis
place-evaluation_due = Evaluation due
place-overuse = Many acute medication days
place-losing_effect = Effect has diminished
place-not_read = Not read in full
place-waiting = Waiting for an answer
place-nothing = Nothing to do

list-head-reason = Why
list-head-visit = Next visit

list-run = { $first }–{ $last }

list-of = { $filled } of { $inside } ({ $percent })
list-head-contact = Contact
list-week = week { $week }

list-contact = Contact
list-contact-with = Contact with { $patient }
list-days = The last 28 days

place-near = Visit or evaluation near
place-enough = Enough filled in already
list-heading = { $place } ({ $patients })
list-skip = To the list
list-more = More about { $patient }
list-facts-filled = Filled days: { $now }; without open days: { $final }; { $basis } basis
list-facts-last = Last filled: { $date }
list-facts-open = Open days: { $days }
list-facts-open-then = Open on { $ended }, locked now: { $days }
list-facts-contact = Last contact: { $date }, { $channel }
list-facts-unit = Care unit: { $unit }
list-visit-in = { $days ->
    [0] today
    [one] in { $days } day
   *[other] in { $days } days
}
list-visit-passed = passed
list-strip-text = { $filled } of { $inside }
list-strip-open = { $filled } of { $inside } · { $open ->
    [one] { $open } open, locks { $date }
   *[other] { $open } open, locking from { $date }
}
list-strip-open-then = { $filled } of { $inside } · { $open } open on { $ended }
short-near-unjudged = { $what } { $date }: { $treatment } cannot be judged
short-near = { $what } { $date }: { $open ->
    [0] { $lacking } filled days lacking
    [one] { $open } empty day can be filled in
   *[other] { $open } empty days can be filled in
}
short-near-then = { $what } { $date }: { $open ->
    [0] { $lacking } filled days lacking
    [one] { $open } empty day was open on { $ended }
   *[other] { $open } empty days were open on { $ended }
}
short-lost = { $what } { $date }: too few days, beyond saving
short-visit = Visit
short-evaluation = Evaluation
short-start = Treatment starts
short-stopped = Silent since { $date }
short-stopped-reach = Silent since { $date }; { $days } more by { $until } make { $goal }%
short-stopped-reach-then = Silent since { $date }
short-stopped-never = Nothing was ever filled in
short-rescue-reach = { $days ->
    [one] { $days } more day by { $until } makes { $goal }%
   *[other] { $days } more days by { $until } make { $goal }%
}
short-rescue-reach-then = { $days ->
    [one] { $days } day short of { $goal }%; locked now
   *[other] { $days } days short of { $goal }%; locked now
}
short-rescue-short = { $open ->
    [one] { $open } open, locks { $date }; makes
   *[other] { $open } open, locking from { $date }; make
} { $filled } of { $inside }
short-rescue-short-then = { $open } open on { $ended }, locked now
short-insufficient = { $filled } of { $inside } filled in, { $needed } needed
short-evaluation_due = Evaluation period ends { $date }
short-evaluation_due-then = Last day of the evaluation period: { $date }
short-evaluation_over = Evaluation period ended { $date }
short-overuse = { $classes }: at the limit in three periods
short-losing_effect = { $treatment }: { $last } headache days, { $best } in the best period
short-enough = { $open ->
    [one] { $open } open, locks { $date }
   *[other] { $open } open, the first locks { $date }
}; { $goal }% is reached already
short-enough-then = { $open } open on { $ended }, locked now; { $goal }% was reached already
short-waiting = Waiting for an answer until { $date }
short-not_read-treatment = A treatment could not be read in full
short-not_read-visit = A visit could not be read
short-not_read-evaluation = A visit that may have been the evaluation could not be read
short-not_read-acute_medication = An intake of acute medication could not be read
short-not_read-leaving = The day of leaving could not be read
reason-unjudged-baseline = The effect of { $treatment } cannot be judged: the baseline has { $filled } of 28 days filled in, { $required } are needed.
reason-unjudged-evaluation = The effect of { $treatment } cannot be judged: the evaluation period has { $filled } of 28 days filled in, { $required } are needed.
reason-unjudged-now = The effect of { $treatment } cannot be judged now: { $filled } of the last 28 days are filled in, { $required } are needed.
reminder-ask = { $days ->
    [one] Please fill it in, even if you had no headache. We cannot count an empty day.
   *[other] Please fill them in, even if you had no headache. We cannot count an empty day.
}
reason-rescue-locks = { $days ->
    [one] { $days } empty day locks { $date }.
   *[other] { $days } empty days lock soon, the first { $date }.
}
reason-rescue-locks-then = Empty days have locked, the first { $date }.
reason-rescue-reach = { $days ->
    [one] { $days } more day is to be filled in
   *[other] { $days } more days are to be filled in
} by { $date } to reach { $goal }%.
reason-rescue-reach-then = { $days ->
    [one] { $days } more day was to be filled in
   *[other] { $days } more days were to be filled in
} by { $date } to reach { $goal }%.
reason-rescue-reached = { $goal }% is reached already.
reason-rescue-reached-then = { $goal }% was reached already.
reason-rescue-short = Even with all open days it is only { $filled } of { $inside } (under { $goal }%).
reason-rescue-short-then = Even with all days that were open it was only { $filled } of { $inside } (under { $goal }%).
reason-need-visit = Visit { $date }: { $filled } filled of at least { $required } in { $days }.
reason-need-evaluation = Evaluation { $date }: { $filled } filled of at least { $required } in { $days }.
reason-need-start = Treatment begins { $date }: { $filled } filled of at least { $required } in { $days }.
reason-need-possible = { $days } more can still be filled in.
reason-need-possible-then = { $days } more could be filled in on { $ended }, locked now.
reason-need-lost = Only { $days } more can be filled in, which is not enough.
reason-need-lost-then = Only { $days } more could be filled in on { $ended }, which is not enough.
reason-stopped = Last filled { $date }; until then { $filled } of { $days } days were filled in.
reason-stopped-never = Nothing was ever filled in.
reason-insufficient = { $filled } of { $inside } days filled in; cannot be judged under { $needed }.
reason-evaluation = The treatment's evaluation period ends { $date }.
reason-evaluation-then = Last day of the evaluation period: { $date }.
reason-overuse = { $classes } reach their limit in each of the last three 28-day periods.
reason-losing = { $treatment }: headache { $last } against { $best } in the best period, { $days }.
reason-not_read-treatment = A row of treatments, or its start, end or dose, could not be read: when the effect is to be evaluated is not certain.
reason-not_read-visit = A visit could not be read: the next visit may be another one.
reason-not_read-evaluation = A past visit could not be read: the evaluation may have been made already.
reason-not_read-acute_medication = An intake of acute medication, or its drug, could not be read: whether acute medication is overused is not certain.
reason-not_read-leaving = The day on which the patient left could not be read: the patient may have left already.
overused-ergot = ergotamine days
overused-triptan = triptan days
overused-paracetamol = paracetamol days
overused-nsaid = NSAID days
overused-other_analgesic = days with another analgesic
overused-simple_analgesic = days with simple analgesics together
overused-opioid = opioid days
overused-combination = days with combination analgesics
overused-overusable = days with several drug classes
overused-other = days with other acute medication

filter-search = Search
filter-search-help = Pseudonym or name
filter-group = Show
filter-todo = Need a contact ({ $patients })
filter-place = { $place } ({ $patients })
filter-everyone = Everyone ({ $patients })
filter-treatment = Treatment
filter-treatment-all = All treatments
filter-treatment-none = No treatment
filter-contacted = Contact
filter-contacted-all = Contacted or not
filter-contacted-recent = Contacted in the last 14 days
filter-contacted-not = Not contacted in the last 14 days
order-urgency = Most urgent first
list-empty = No patient on the list fits the selection.
list-shown = { $first }–{ $last } of { $all }
list-before = Previous page
list-after = Next page
list-download = Download the list ({ $format })

reminder-title = Reminder to copy
reminder-language = The patient's language
reminder-start = Hello! { $days ->
    [one] This day is still empty in your diary:
   *[other] These days are still empty in your diary:
}
reminder-day = – { $day } (can be filled in until { $last })
reminder-late = Hello! Your diary has empty days. Please fill in those that can still be filled in, even if you had no headache. We cannot count an empty day.
reminder-end = Kind regards
reminder-none = No day is open right now.

contact-title = Contact with { $patient }
contact-record = Record the contact
contact-on = Date
contact-channel = By
contact-phone = phone
contact-message = message
contact-letter = letter
contact-visit = at a visit
contact-by = Contacted by
contact-note = Note
contact-until = Waiting for an answer through
contact-last = Last: { $date }, { $channel }, by { $by }.
contact-last-note = Note: { $note }
contact-undo = Undo that contact
contact-open = Open the patient
contact-until-before = The day to wait until lies before the contact.
contact-done = The contact with { $patient } is recorded.
contact-done-until = The contact with { $patient } is recorded; waiting until { $date }.
contact-undone = The contact with { $patient } is undone.
contact-undo-short = Undo

setting-goal_percent = Completeness that a reminder aims at, percent
setting-visit_soon_days = Days before a visit from which its diary is looked after
setting-unjudged_visit_days = Days before a visit within which the diary of a patient whose treatment cannot be judged is looked after
setting-evaluation_soon_days = Days before an evaluation or the start of a treatment from which the diary is looked after
setting-evaluation_waits_days = Days for which an evaluation stays on the list
setting-losing_effect_days = Rise from the best period that counts as a diminished effect, days
setting-waiting_days = Days to wait for an answer after a contact
setting-stale_after_days = Data older than so many days are said to be old on every page
setting-smallest_group = Fewest patients of a group that is shown
setting-log_heads_file = File outside the store that is told the checksum of the access log
setting-log_heads_syslog = Syslog that is told the checksum of the access log

## What its columns say

list-title = Who needs a contact?
list-head-patient = Patient
list-head-filled = Filled days

list-head-treatment = Treatment
list-never = never
basis-green = good
basis-yellow = sufficient
basis-orange = limited
basis-red = insufficient
basis-attacks = attacks only
basis-none = outside the diary
unit = Care unit
unit-all = All care units
