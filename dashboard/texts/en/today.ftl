## The answer of today: at the top of the patient page, in the record text and in the report

today-headache-days = { $days } { $number ->
    [one] headache day
   *[other] headache days
}
today-covered = { $days } on { $inside ->
    [one] the only day
   *[other] the { $inside } days
} that the diary covers
today-untold = unknown
today-lost = { $drug } has lost effect: { $latest } in the last 28 days, { $before } before the start.
today-now-fewer = Clearly fewer headache days than before { $drug }: { $latest } in the last 28 days, { $before } before the start.
today-now-unsure = Uncertain whether headache days are fewer now than before { $drug }: { $latest } in the last 28 days, { $before } before the start.
today-now-more = Clearly more headache days than before { $drug }: { $latest } in the last 28 days, { $before } before the start.
today-now-unknown = How it is with { $drug } now cannot be judged: { $latest } in the last 28 days, { $before } before the start.
today-now-nothing = How it is with { $drug } now cannot be judged: no filled days in the last 28 days.
today-evaluation = { $drug }: { $verdict }, { $evaluated } in { $weeks }, { $before } before the start.
today-not-judged = The effect of { $drug } { $verdict }
today-frequency = { $latest } in the last 28 days.
today-nothing-filled = No filled days in the last 28 days.
today-outside = The diary does not cover the last 28 days.
today-no-preventive = No preventive treatment is recorded.
today-ended = No preventive treatment is running; { $drug } was given until { $date }.
today-treatment-unread = A row of treatments, or a dose given, could not be read: whether a preventive treatment is running is not known.
today-ended-unread = { $drug } was given until { $date }. A row of treatments, or a dose given, could not be read: whether a preventive treatment is running is not known.
today-planned = No preventive treatment is running; { $drug } is planned from { $date }.
today-planned-unread = { $drug } is planned from { $date }. A row of treatments, or a dose given, could not be read: whether a preventive treatment is running is not known.
today-start-unknown = { $drug } is running; its first day is not known, so the effect cannot be judged.
today-course = Headache days: { $course }.
today-before = { $days } before
today-evaluated = { $days } ({ $weeks })
today-latest = { $days } in the last 28 days
today-arrow = { " " }→{ " " }
today-estimate = First twelve weeks of treatment: { $fall } ({ $interval }).
today-left = Now: { $fall } ({ $interval }).
today-left-unsure = Now: { $fall }, uncertain ({ $interval }).
today-left-turned = Now: { $fall } ({ $interval }), uncertain: empty days may change that.

today-nearest = { $kind } { $days } { $number ->
    [one] day
   *[other] days
}, limit { $limit }
today-overuse-met = Many days with acute medication, three periods in a row: { $nearest }.
today-overuse-not_met = No overuse pattern: { $nearest }.
today-overuse-reaches = At the limit for acute medication, but not three periods in a row: { $nearest }.
today-overuse-may-reach = Possibly at the acute medication limit, not three periods in a row: { $nearest }.
today-overuse-undetermined = Overuse cannot be decided (empty days): { $nearest }.
today-overuse-not_computable = Overuse cannot be judged, the diary does not cover the last three periods: { $nearest }.
today-overuse-none-not_met = No overuse pattern: no medication with a limit recorded in the last three periods.
today-overuse-none-undetermined = Overuse cannot be decided: no medication recorded, and days are empty.
today-overuse-none-not_computable = Overuse cannot be judged: the diary does not cover the last three periods.

standing-lost = effect has been lost
standing-fewer = clearly fewer
standing-unsure = uncertain whether fewer than before
standing-more = clearly more
standing-unknown = how it is now cannot be judged

short-kept = Diary to { $as_of }: { $filled }/{ $inside } days filled.
short-unread = { $number ->
    [one] { $number } entry unreadable.
   *[other] { $number } entries unreadable.
}
short-days = Headache days { $headache } (previous { $headache_before }), migraine ({ $profile }) { $migraine } ({ $migraine_before }), acute medication { $acute_medication } ({ $acute_medication_before }).
short-treatment = { $treatments }: headache { $course }; { $now }.
short-now = { $days } now
short-wearing-off = Signs of wearing-off before the next dose.
short-record = Text for the record
long-record = Longer text
short-outside = Diary until { $as_of }; none of the last 28 days belongs to it.
today-worst = The period before the start was the worst of three: fewer days are expected anyway.
today-best = The period before the start was the best of three: more days are expected anyway.
