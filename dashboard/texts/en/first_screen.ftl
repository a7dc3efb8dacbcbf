## The first screen

first-filled = { $filled } of { $inside } days filled in
first-age = { $years } years
first-diagnosis = { $name } ({ $code })
first-no-treatment = no preventive treatment
first-doses = { $doses } { $doses ->
    [one] dose
   *[other] doses
}, last { $date }
first-now = Now
first-visit = Visits
first-visit-last = { $visit }
first-visit-next = next { $visit }
first-visit-next-then = booked { $visit }
first-no-visit = none booked
first-before = Before start
first-evaluated = Evaluated
first-previous = Previous
first-latest = Last 28
first-of = { $filled } of { $inside }
first-days = number of days
first-filled-days = filled days
first-course = { $number } periods of 28 days
first-course-key = strong: migraine, { $class } · faint: other headache{ $untold ->
    [yes] { " " }or unknown kind
   *[no] { "" }
}, other classes · dashed: limit
first-headache = Headache
first-migraine = Migraine
first-acute = Acute medication
first-all-classes = all classes
first-nearest = nearest its limit, { $limit }
first-note-HIT-6 = severe impact from 60
first-note-MIDAS = last 3 months
first-trust = Basis
first-answer = Answer
first-numbers = Numbers
first-since = Since
first-others = Other
first-worklist = On the worklist
first-changes = Changes meanwhile
first-change-overuse_ended = overuse ended
first-change-overuse_may_have_ended = overuse may have ended
first-change-botulinum_toxin_given = botulinum toxin
first-change-started = started
first-change-restarted = restarted
first-change-dose_changed = dose changed
first-change-stopped = stopped
first-change-not_read = treatment that could not be read
first-wearing = Before the next dose
first-wearing-signs = signs of wearing-off
first-wearing-none = no signs of wearing-off
first-definition = Migraine day by
first-open = Open days
first-open-then = Open on { $ended }
first-open-days = { $open ->
    [one] 1, locks { $date }
   *[other] { $open }, the first locks { $date }
}
first-open-days-then = { $open }, locked now
first-pressure = Blood pressure
first-none = none
first-key = M migraine · H other headache{ $untold ->
    [yes] { " " }· H? headache of unknown kind
   *[no] { "" }
} · – headache-free · ? empty · ● acute medication
first-letter-open = can be filled in
first-letter-open-then = open on { $ended }
first-letter-missing = locked
first-week = { $date }

since-days = Days
since-too-near = compared from { $date }
since-too-near-then = needs data until { $date }
since-unread = not compared: a visit could not be read
since-none = none to compare
since-headache = Headache
since-migraine = Migraine
since-acute_medication = Acute medication
since-doses = { $doses ->
    [0] no new dose
    [one] 1 new dose
   *[other] { $doses } new doses
}
since-started = started
since-no-new-score = { $score }, none new
since-notes = Notes
since-notes-new = { $notes ->
    [0] none new
    [one] 1 new
   *[other] { $notes } new
}

diagnosis-G43 = migraine
diagnosis-G43-0 = migraine without aura
diagnosis-G43-1 = migraine with aura
diagnosis-G43-3 = complicated migraine
diagnosis-G43-8 = other specified migraine
diagnosis-G43-9 = migraine, unspecified
diagnosis-G44-0 = cluster headache
diagnosis-G44-2 = tension-type headache
diagnosis-G44-4 = drug-induced headache

data-end = Data until { $date }
data-until = Data until { $date }{ $days ->
    [0] { " " }(today)
    [one] , 1 day old
   *[other] , { $days } days old
}
data-chosen = Shown as of { $date }; the data end { $end }
details-show = Show more: medication, all criteria, patterns, questionnaires

first-class-simple_analgesic = Simple analgesics
first-class-combination = Combinations
first-class-other_analgesic = Other analgesic
first-class-overusable = Several classes

first-empty = Empty: { $kinds }
first-empty-open = { $days } can be filled in
first-empty-open-then = { $days } open on { $ended }
first-empty-missing = { $days } locked
first-empty-none = No empty days
