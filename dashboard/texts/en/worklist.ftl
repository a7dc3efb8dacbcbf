## The worklist on the Compliance page

list-todo = { $patients ->
    [one] { $patients } patient needs to be looked at
   *[other] { $patients } patients need to be looked at
}, { $waiting } waiting for an answer, nothing to do for { $nothing }.

place-rescue = Days about to lock
place-evaluation_at_risk = Evaluation at risk
place-stopped = Stopped filling in
place-insufficient = Insufficient basis
place-evaluation_due = Evaluation due
place-overuse = Many medication days
place-losing_effect = Losing effect
place-waiting = Waiting for an answer
place-nothing = Nothing to do

list-head-reason = Why
list-head-visit = Next visit
list-head-contact = Last contact
list-now = { $filled } of { $inside } ({ $percent })
list-final = final { $filled } of { $settled } ({ $percent })
list-basis = { $basis } basis
list-open = { $open } open, lock { $date }
list-run = { $first } – { $last }
list-none-open = none
list-week = week { $week }
list-waiting = waiting until { $date }
list-contact = Contact
list-contact-with = Contact with { $patient }
list-days = The last 28 days

reason-rescue-locks = { $days ->
    [one] { $days } empty day locks
   *[other] { $days } empty days lock
} soon, the first { $date }.
reason-rescue-reach = Fill in { $days } by { $date } to reach { $goal }%.
reason-rescue-reached = { $goal }% is reached already.
reason-rescue-short = All open days make { $filled } of { $inside }, under { $goal }%.
reason-need-visit = Visit { $date }: { $filled } filled of at least { $required } in { $days }.
reason-need-evaluation = Evaluation { $date }: { $filled } filled of at least { $required } in { $days }.
reason-need-start = Treatment begins { $date }: { $filled } filled of at least { $required } in { $days }.
reason-need-possible = { $days } more can still be filled in.
reason-need-lost = Only { $days } more can be filled in, which is not enough.
reason-stopped = Last filled { $date }; until then { $filled } of { $days } days were filled in.
reason-stopped-never = Nothing was ever filled in.
reason-insufficient = { $filled } of { $inside } days filled in; cannot be judged under { $needed }.
reason-evaluation = The treatment's evaluation window ends { $date }.
reason-overuse = { $classes } reach their limit in each of the last three 28-day windows.
reason-losing = { $treatment }: headache { $last } against { $best } in the best window, { $days }.
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
filter-todo = To be looked at ({ $patients })
filter-place = { $place } ({ $patients })
filter-everyone = Everyone ({ $patients })
filter-treatment = Treatment
filter-treatment-all = All treatments
filter-treatment-none = No treatment
filter-contacted = Contact
filter-contacted-all = Contacted or not
filter-contacted-recent = Contacted in the last 14 days
filter-contacted-not = Not contacted in the last 14 days
order-urgency = Sort by urgency
list-empty = No patient on the list fits the selection.
list-shown = { $first }–{ $last } of { $all }
list-before = Previous page
list-after = Next page
list-download = Download the list ({ $format })

reminder-title = Reminder to copy
reminder-language = The patient's language
reminder-start = Hello! { $days ->
    [one] This day is still open in your diary:
   *[other] These days are still open in your diary:
}
reminder-day = – { $day } (locks when { $lock } begins)
reminder-end = Kind regards from the clinic
reminder-none = No day is open right now.

contact-title = Contact with { $patient }
contact-record = Record the contact
contact-on = Contacted
contact-channel = How
contact-phone = phone
contact-message = message
contact-letter = letter
contact-visit = at a visit
contact-by = By
contact-note = Note
contact-until = Waiting for an answer through
contact-last = Last: { $date }, { $channel }, by { $by }.
contact-last-note = Note: { $note }
contact-undo = Undo that contact
contact-open = Open the patient
contact-until-before = The day to wait until lies before the contact.
contact-done = The contact with { $patient } is recorded.
contact-done-until = The contact with { $patient } is recorded; waiting until { $date }.
contact-undone = The contact with { $patient } is off the list.
contact-undo-short = Undo

setting-goal_percent = Completeness that a reminder aims at, percent
setting-visit_soon_days = Days before a visit from which its diary is looked after
setting-evaluation_soon_days = Days before an evaluation or the start of a treatment from which the diary is looked after
setting-evaluation_waits_days = Days for which an evaluation stays on the list
setting-losing_effect_days = Headache days more than in the best window that are called losing effect
setting-waiting_days = Days to wait for an answer after a contact
setting-smallest_group = Fewest patients of a group that is shown

## The Compliance page

list-title = How the diaries are kept
list-all = { $patients } { $patients ->
    [one] patient
   *[other] patients
}, as of { $date }, the last 28 days.
list-head-patient = Patient
list-head-filled = Filled days
list-head-last = Last filled
list-head-open = Open days
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
