## Kalendersidan: månad, år och en dags uppgifter

month-title = { $month }
month-before = Månaden före
month-after = Månaden efter
month-filled = { $filled } av { $inside } dagar ifyllda.
month-migraine = { $days } { $days ->
    [one] dag
   *[other] dagar
} med migrän.
month-other_headache = { $days } { $days ->
    [one] dag
   *[other] dagar
} med annan huvudvärk.
month-headache = { $days } { $days ->
    [one] dag
   *[other] dagar
} med huvudvärk, okänd typ.
month-headache_free = { $days } { $days ->
    [one] huvudvärksfri dag
   *[other] huvudvärksfria dagar
}.
month-open = { $days } { $days ->
    [one] tom dag
   *[other] tomma dagar
} kan fortfarande fyllas i.
month-open-then = { $days } { $days ->
    [one] tom dag var öppen { $ended }, låst nu
   *[other] tomma dagar var öppna { $ended }, låsta nu
}.
month-missing = { $days } { $days ->
    [one] tom och låst dag
   *[other] tomma och låsta dagar
}.
day-title = { $weekday } { $date }
day-none = Ingen dag vald
day-none-text = Klicka på en dag, eller gå med piltangenterna och tryck Retur.
year-strip-text = En rad per kalendermånad, en ruta per dag.
