## Huvudvärksprofilen: sidan på papper

report-title = Huvudvärksprofil
report-title-patient = Min huvudvärk
report-document = { $title }, { $number ->
    [one] { $patient }
   *[other] { $number } patienter
}
report-until = Uppgifter t.o.m. { $date }
report-age = { $days ->
    [one] { $days } dag gamla
   *[other] { $days } dagar gamla
}
report-period = { $first } – { $last }
report-before = före
report-next-visit = nästa { $date }
report-next-visit-then = bokat { $date }
report-more-lanes = och { $number } till
report-severe = { $limit } svår
report-score-HIT-6 = påverkan
report-score-MIDAS = förlorade dagar
report-since = Sedan besöket { $date }
report-not-judged = Kunde inte bedömas
report-all-judged = Inget av det som sidan tar upp.
report-next-time = Så blir nästa besök bättre
report-poor = För lite underlag: { $filled } av { $inside } dagar ifyllda de senaste 28 dagarna, minst { $needed } behövs.
report-effect = Effekten av { $drug }: { $told }
report-untold = { $days ->
    [one] På 1 dag
   *[other] På { $days } dagar
} framgår inte om huvudvärken var migrän.
report-fill-in = Fyll i { $day } – går t.o.m. { $until }.
report-fill-in-more = { $days ->
    [one] Och 1 dag till.
   *[other] Och { $days } dagar till.
}
report-free-too = Fyll i även om du var huvudvärksfri: en tom dag kan inte räknas.
report-nothing-open = Inga tomma dagar väntar. Fyll gärna i varje dag, även huvudvärksfria.
report-every-day = Fyll gärna i varje dag, även huvudvärksfria: en tom dag kan inte räknas.
report-until-visit = Nästa besök är { $date }.
report-page = { $patient } · { $date } · sida 1 av 1
report-footer-clinic = Patientrapporterat. Beskriver dagboken, ställer ingen diagnos. Migrändag enligt { $profile }. Gränser enligt ICHD-3: mönster först efter tre 28-dagarsperioder i följd. ”15–19”: från att alla tomma dagar var fria till att alla var drabbade. Intervall 95 %.
report-footer-patient = Dina egna uppgifter ur dagboken. ”15–19”: från att alla tomma dagar var fria till att alla hade huvudvärk. Sidan ersätter inte samtalet med vården.
report-missing = □: tecken som inte kan skrivas ut.
report-plain-HIT-6 = påverkan på vardagen
report-plain-MIDAS = förlorade dagar, 3 månader
report-plain-headache = Huvudvärk { $days } av de senaste 28 dagarna.
report-plain-headache-covered = Huvudvärk { $days } av { $inside ->
    [one] den enda dag
   *[other] de { $inside } dagar
} som dagboken omfattar de senaste 28 dagarna.
report-plain-previous = De 28 dagarna innan: { $days }.
report-plain-before = Före { $drug }: { $days }.
report-plain-acute = Dagar med läkemedel mot huvudvärk: { $days }.
report-plain-empty = När dagar är ifyllda går det att se hur ofta du har huvudvärk.
report-alt-days = De senaste 28 dagarna en för en. { $told }
report-alt-months = { $number } månader, en rad per månad och en ruta per dag, med månadens summor sist på raden.
report-alt-columns = Huvudvärksdagar i 28-dagarsperioder, den senaste sist. { $days }
report-alt-changes = Förändring mot före start. { $answer }
report-trust = Underlag
report-answer = Svar
report-numbers = Tal
report-strip = Tolv månader
report-columns = Huvudvärksdagar
report-columns-unit = per 28 dagar
report-filled-of-28 = ifyllda av 28
report-visits = Besök
report-preventives = Förebyggande
report-acute = Akutläkemedel
report-acute-unit = dagar per 28
report-limit = gräns { $limit }
report-before-line = före { $days }
report-change-head = Mot före start, 95 %-intervall
report-latest-head = Senaste 28 dagarna
report-fewer = 100 % färre
report-same = oförändrat
report-more = 100 % fler
report-now = senaste 28
report-key-migraine = migrän
report-key-other = annan huvudvärk
report-key-free = fri
report-key-missing = tom och låst
report-key-open = tom, kan fyllas i
report-key-open-then = tom, öppen { $ended }
report-key-took = akutläkemedel
report-key-dose = dos
report-key-estimate = uppskattat
report-key-interval = 95 %-intervall för nivån
report-key-untold = okänd typ
report-sum-headache = huvudvärk
report-sum-migraine = migrän
report-sum-acute = läkemedel
report-sum-filled = ifyllda
report-small = { $percent } %
report-too-empty = { $filled } ifyllda

## Knappar som gör papper

print-clinic = Skriv ut
print-patient = Patientens blad
print-clinic-help = Huvudvärksprofilen på en sida, som PDF. Loggas.
print-patient-help = Samma sida i vardagligt språk, att ge till patienten. Loggas.
print-list = Profiler för dem som visas (PDF)
print-sheet = Utskrift av webbläsaren. Knappen Skriv ut ger hela sidan på ett blad.
