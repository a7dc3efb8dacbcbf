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
basis-none = outside the diary
unit = Care unit
unit-all = All care units
