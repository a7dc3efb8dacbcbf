## The charts: headache frequency, treatments, acute medication

chart-span = { $first } – { $last }
chart-heading = <b>Headache days</b> { $unit }, { $migraine }
chart-sign-estimate = estimate
chart-sign-moving = moving 28 days
chart-narrow = Headache days { $unit }, of which migraine
chart-of-which-migraine = of which migraine
chart-per-window = per 28 days
chart-per-calendar-month = per calendar month
chart-headache-days = Headache days
chart-migraine-days = Migraine days
chart-filled = filled in
chart-filled-of = { $filled } of { $days } filled in
chart-filled-of-in-two-lines = { $filled } of { $days }<br>filled in
chart-still-open = { $days ->
    [one] { $days } day can still be filled in
   *[other] { $days } days can still be filled in
}
chart-still-open-then = { $days ->
    [one] { $days } day was open on { $ended }
   *[other] { $days } days were open on { $ended }
}
chart-too-empty = Too few days filled in to judge
chart-expected = Estimate from the filled days: { $days }
chart-part-migraine = migraine
chart-part-untold = kind unclear
chart-part-other = other headache
chart-part-unknown = cannot be told
chart-part-missing = empty days
chart-part-open = can still be filled in
chart-part-open-then = open on { $ended }
chart-as-of = to { $date }
chart-visits = visits
chart-no-treatment = No preventive recorded in this period
chart-diary-begins = diary begins { $date }
chart-diary-ended = diary ended { $date }
chart-no-days = No diary days in the chosen period
chart-planned = { $treatment } planned { $date }
chart-given = { $drug } given
chart-given-times = { $times ->
    [one] given { $times } time
   *[other] given { $times } times
}
chart-started = { $drug } started { $date }
chart-restarted = { $drug } restarted { $date }
chart-since = since { $date }, ongoing


chart-visit-booked = booked

chart-table-period = Period
chart-table-headache = Headache days
chart-table-migraine = Migraine days
chart-table-untold = Headache, kind unknown
chart-table-other = Other headache
chart-table-per-28 = Headache days, estimate per 28 days
chart-table-filled = Days filled in
chart-table-open = Can still be filled in
chart-table-open-then = Open on { $ended }
chart-table-missing = Not filled in, locked
chart-limit = limit { $days } days
chart-table-kind = Medication
chart-table-limit = Limit, days a month
chart-row-limit = limit { $limit }

strip-file-day = Day
strip-file-state = State
strip-file-told = Told
chart-file-svg = Picture (SVG)
chart-file-png = Picture (PNG)
chart-file-csv = Table (CSV)
