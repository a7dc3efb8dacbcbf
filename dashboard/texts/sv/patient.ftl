## Patientsidan

born = född { $year }
patient-since = patient sedan { $date }
patient-left = avslutad { $date }
treatments-planned = planerad: { $treatments }
treatments-ended = nyligen utsatt: { $treatments }
treatment-since = { $name } sedan { $date }
treatment-from = { $name } från { $date }
treatment-until = { $name } till { $date }

sufficiency-green = Gott underlag
sufficiency-yellow = Tillräckligt underlag
sufficiency-orange = Begränsat underlag
sufficiency-red = Otillräckligt underlag
sufficiency-none = Dagboken omfattar inte de här dagarna
sufficiency-attacks = Bara anfall
filled-none-inside = Utanför dagboken
strip-day = { $date }: { $state }

before = föregående 28 dagar: { $observed }
trend-text = { $kind } per 28 dagar, äldst först: { $days }.

frequency = Huvudvärk och behandling över tid
frequency-window = { $days }: huvudvärk { $headache }, migrän { $migraine }.
frequency-empty = Inga ifyllda dagar { $days }.

medication = Akutläkemedel
medication-none = Inga akutläkemedel är registrerade under perioden.
medication-not-recorded = Dagboken innehåller inga uppgifter om akutläkemedel under perioden.
medication-class = { $kind }, { $days }: { $count }. Gräns enligt ICHD-3: { $limit } dagar/månad.
medication-source = Dagar, inte doser. Antal dagar per månad i mer än tre månader enligt ICHD-3 8.2 (reglerna MOH-2 till MOH-6); gränserna vilar på expertbedömning.

record-text = Text till journalen
copy = Kopiera texten
copied = Kopierad

as-table = Visa som tabell
period = Period
period-3m = 3 månader
period-6m = 6 månader
period-12m = 12 månader
period-24m = 24 månader
period-visit = Sedan senaste besök
period-start = Sedan insättning
bars = Staplar
bars-windows = 28 dagar
bars-months = Kalendermånader
year-strip = Dag för dag
year-strip-show = Visa dag för dag

empty-diary = Ingen dag är ifylld ännu
empty-diary-text = Dagboken öppnades { $date }. Siffror och diagram visas när de första dagarna är inlästa.
not-yet-patient = Dagboken har inte börjat
not-yet-patient-text = Den börjar { $date }, efter det datum som visas.

## Text till journalen

record-head = Huvudvärksdagbok, { $patient }, uppgifter till och med { $as_of }.
record-kept = Perioden { $days }: { $filled } av { $inside } dagar ifyllda ({ $percent }){ $empty }.
record-open = { $days } kan fortfarande fyllas i
record-open-then = { $days } kunde då fyllas i
record-missing = { $days ->
    [one] { $days } är tom och låst
   *[other] { $days } är tomma och låsta
}
record-kept-outside = Perioden { $days } ligger utanför dagboken.
record-window = { $days }: { $counts }
record-newest = Senaste 28 dagarna ({ $days }): { $counts }
record-before = Föregående 28 dagar ({ $days }): { $counts }
record-count = { $kind } { $count }
of-which-aura = (varav { $number } med aura utan huvudvärk)
record-class = { $kind } { $days }
record-nothing-filled = inga dagar ifyllda.
record-count-untold = { $kind } framgår inte av det som antecknats
record-course = Per 28 dagar, äldst först, antal av bedömbara dagar: huvudvärksdagar { $headache }; migrändagar { $migraine }.
record-course-headache = Per 28 dagar, äldst först, antal av bedömbara dagar: huvudvärksdagar { $headache }.
record-free = Längsta tid utan huvudvärk i perioden: { $number } { $number ->
    [one] dag
   *[other] dagar
} ({ $days }).
record-free-possible = Längsta tid utan huvudvärk i perioden, säkert: { $number } { $number ->
    [one] dag
   *[other] dagar
} ({ $days }); med tomma dagar högst { $highest }.
record-crossings = Minst 15 huvudvärksdagar per 28 dagar, äldst först: { $sides }. Gränsen passerades { $number } { $number ->
    [one] gång
   *[other] gånger
}; det är vanligt (73 % med kronisk migrän hamnar under den någon gång på ett år) och ändrar ingen diagnos (CM-10).
record-side-not_computable = utanför dagboken
record-side-undetermined = oklart
record-side-not_met = nej
record-side-met = ja
record-course-empty = ej ifyllt
record-definition = Migrändag enligt { $profile }. Tomma dagar räknas inte som huvudvärksfria; ”möjligt” går från att alla tomma dagar var huvudvärksfria till att alla hade huvudvärk.
record-running = Förebyggande behandling: { $treatments }.
record-ended = Utsatt under perioden: { $treatments }.
record-no-treatment = Ingen förebyggande behandling registrerad under perioden.
