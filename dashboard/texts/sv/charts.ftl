## Diagrammen: huvudvärksfrekvens, behandlingar, akutläkemedel

chart-span = { $first } – { $last }
chart-heading = <b>Huvudvärksdagar</b> { $unit }, { $migraine }
chart-sign-estimate = uppskattning
chart-sign-moving = rullande 28 dagar
chart-narrow = Huvudvärksdagar { $unit }, varav migrän
chart-of-which-migraine = varav migrän
chart-per-window = per 28 dagar
chart-per-calendar-month = per kalendermånad
chart-headache-days = Huvudvärksdagar
chart-migraine-days = Migrändagar
chart-filled = ifyllda
chart-filled-of = { $filled } av { $days } ifyllda
chart-filled-of-in-two-lines = { $filled } av { $days }<br>ifyllda
chart-still-open = { $days ->
    [one] { $days } dag kan fortfarande fyllas i
   *[other] { $days } dagar kan fortfarande fyllas i
}
chart-still-open-then = { $days ->
    [one] { $days } dag var öppen { $ended }
   *[other] { $days } dagar var öppna { $ended }
}
chart-too-empty = För få ifyllda dagar för bedömning
chart-expected = Uppskattning utifrån ifyllda dagar: { $days }
chart-part-migraine = migrän
chart-part-untold = okänd typ
chart-part-other = annan huvudvärk
chart-part-unknown = framgår inte
chart-part-missing = tomma dagar
chart-part-open = kan ännu fyllas i
chart-part-open-then = öppna { $ended }
chart-as-of = t.o.m. { $date }
chart-visits = besök
chart-no-treatment = Inget förebyggande registrerat i perioden
chart-diary-begins = dagboken börjar { $date }
chart-diary-ended = dagboken slutade { $date }
chart-no-days = Inga dagboksdagar i den valda perioden
chart-planned = { $treatment } planerad start { $date }
chart-given = { $drug } gavs
chart-given-times = { $times ->
    [one] gavs { $times } gång
   *[other] gavs { $times } gånger
}
chart-started = { $drug } insatt { $date }
chart-restarted = { $drug } återinsatt { $date }
chart-since = sedan { $date }, pågår


chart-visit-booked = bokat

chart-table-period = Period
chart-table-headache = Huvudvärksdagar
chart-table-migraine = Migrändagar
chart-table-untold = Huvudvärk, okänd typ
chart-table-other = Annan huvudvärk
chart-table-per-28 = Huvudvärksdagar, uppskattat per 28 dagar
chart-table-filled = Ifyllda dagar
chart-table-open = Kan ännu fyllas i
chart-table-open-then = Öppna { $ended }
chart-table-missing = Tomma och låsta
chart-limit = gräns { $days } dagar
chart-table-kind = Läkemedel
chart-table-limit = Gräns, dagar per månad
chart-row-limit = gräns { $limit }

strip-file-day = Dag
strip-file-state = Tillstånd
strip-file-told = Uppgifter
chart-file-svg = Bild (SVG)
chart-file-png = Bild (PNG)
chart-file-csv = Tabell (CSV)
