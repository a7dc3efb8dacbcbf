## The Compliance page

list-title = How the diaries are kept
list-all = { $patients } { $patients ->
    [one] patient
   *[other] patients
}, as of { $date }, the last 28 days.
list-group-rescue = { $patients } { $patients ->
    [one] has
   *[other] have
} empty days that lock soon.
list-group-stopped = { $patients } { $patients ->
    [one] has
   *[other] have
} stopped filling in.
list-group-insufficient = { $patients } { $patients ->
    [one] has
   *[other] have
} an insufficient basis.
list-head-patient = Patient
list-head-unit = Care unit
list-filled = { $filled } of { $inside } ({ $percent })
list-head-filled = Filled days
list-head-basis = Basis
list-head-last = Last filled
list-head-open = Open days
list-head-lock = Next lock
list-head-treatment = Treatment
list-never = never
basis-green = good
basis-yellow = sufficient
basis-orange = limited
basis-red = insufficient
basis-none = outside the diary
unit = Care unit
unit-all = All care units
