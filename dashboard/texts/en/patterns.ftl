## Patterns in the diary, on the patient page

patterns = Patterns
patterns-days = { $days }, { $filled } filled days. Grey field: what chance alone can make.
patterns-source = Describes, does not explain. In 95 cases of 100 the grey field holds every row of a list when none of them differs (local setting, STAT-10, VAR-1). The later a day is filled in, the more it rests on memory (CMP-5). Empty days are seldom random, and which way they move the figures cannot be known for one patient (MIS-1, MIS-2).
patterns-too-few = Only { $filled } filled days: too few to see patterns.
patterns-any-headache = The patterns count every day with headache, also those that the definition does not.
patterns-of = { $days } of { $of }
patterns-few = Few days ({ $days }): chance weighs most.
patterns-few-answers = Few answers ({ $answers }): chance weighs most.
patterns-untold = { $days } not told.
patterns-chance = No more than chance can make.
patterns-high = More than chance: { $names }.
patterns-low = Less than chance: { $names }.
patterns-headache-note = Days with headache, of filled days.

patterns-course = Over time, per 28 days
patterns-course-inside = All { $windows } within natural variation.
patterns-course-outside = { $outside } of { $windows } outside natural variation.

patterns-weekday = Day of the week

patterns-severity = Worst pain, headache days

patterns-hours = Hours and pain burden
patterns-hours-note = { $days } headache days with their hours.
patterns-hours-day = per headache day
patterns-hours-28 = per 28 days
patterns-hours-number = { $hours } h
patterns-burden = hours × pain 1–3, per day

patterns-symptoms = Most frequent symptoms
patterns-symptoms-note = Of headache days that tell.

patterns-response = Did acute medication help?
patterns-response-note = Yes, of answers; lighter: partly.
patterns-response-untold = { $intakes } { $intakes ->
    [one] intake
   *[other] intakes
} not answered.

patterns-aura = Aura
patterns-aura-note = Marked by the patient, no diagnosis.
patterns-aura-row = of days that tell

patterns-cycle = Menstrual cycle
patterns-cycle-note = Migraine days; { $cycles } known { $cycles ->
    [one] cycle
   *[other] cycles
}.
patterns-cycle-ask = Withdrawal bleeding counts too.
patterns-cycle-few = At least { $needed } are needed to see a pattern.
patterns-cycle-window = day −{ $before } to { $after }
patterns-cycle-other = other days

patterns-recall = When the day was filled in
patterns-recall-bulk = { $days } filled in three or more at a time.
patterns-recall-late = Much rests on memory.
patterns-lag-same_day = same day
patterns-lag-one_or_two = 1–2 days later
patterns-lag-three_to_seven = 3–7 days later
patterns-lag-later = later

patterns-empty = Empty, locked days
patterns-empty-note = Of filled and locked days.
patterns-empty-after_headache = after a headache day
patterns-empty-after_free = after a headache-free day
patterns-empty-weekends = Saturday–Sunday
patterns-empty-weekdays = Monday–Friday
patterns-longest = longest gap
patterns-gap-days = { $days } days

patterns-table-pattern = Pattern
patterns-table-what = Row
patterns-table-number = Number
patterns-table-share = Share
patterns-table-zone = Field of chance
