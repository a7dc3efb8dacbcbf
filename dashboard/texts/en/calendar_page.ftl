## The Calendar page: month, year and what a day holds

month-title = { $month }
month-before = The month before
month-after = The month after
month-filled = { $filled } of { $inside } days filled in.
month-migraine = { $days } { $days ->
    [one] day
   *[other] days
} with migraine.
month-other_headache = { $days } { $days ->
    [one] day
   *[other] days
} with another headache.
month-headache = { $days } { $days ->
    [one] day
   *[other] days
} with headache of unknown kind.
month-headache_free = { $days } headache-free { $days ->
    [one] day
   *[other] days
}.
month-open = { $days } empty { $days ->
    [one] day that
   *[other] days that
} can be filled in.
month-open-then = { $days } empty { $days ->
    [one] day was open on { $ended } and is locked now
   *[other] days were open on { $ended } and are locked now
}.
month-missing = { $days } { $days ->
    [one] empty and locked day
   *[other] empty and locked days
}.
day-title = { $weekday } { $date }
day-none = No day selected
day-none-text = Choose a day, or move with the arrow keys and press Enter.
year-strip-text = A row a calendar month, a square a day.
