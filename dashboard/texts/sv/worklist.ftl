## Arbetslistan på ifyllnadssidan

list-todo = { $patients ->
    [one] { $patients } patient behöver ses över
   *[other] { $patients } patienter behöver ses över
}, { $waiting } väntar på svar, för { $nothing } finns inget att göra.

place-rescue = Dagar låses snart
place-evaluation_at_risk = Bedömning i fara
place-stopped = Har slutat fylla i
place-insufficient = Otillräckligt underlag
place-evaluation_due = Utvärdering på gång
place-overuse = Många läkemedelsdagar
place-losing_effect = Avtagande effekt
place-waiting = Väntar på svar
place-nothing = Inget att göra

list-head-reason = Varför
list-head-visit = Nästa besök
list-head-contact = Senaste kontakt
list-now = { $filled } av { $inside } ({ $percent })
list-final = slutligt { $filled } av { $settled } ({ $percent })
list-basis = { $basis } underlag
list-open = { $open } öppna, låses { $date }
list-run = { $first } – { $last }
list-none-open = inga
list-week = vecka { $week }
list-waiting = väntar till { $date }
list-contact = Kontakt
list-contact-with = Kontakt med { $patient }
list-days = De senaste 28 dagarna

reason-rescue-locks = { $days ->
    [one] { $days } tom dag låses
   *[other] { $days } tomma dagar låses
} snart, den första { $date }.
reason-rescue-reach = Fyll i { $days } senast { $date } för att nå { $goal } %.
reason-rescue-reached = { $goal } % är redan nått.
reason-rescue-short = Alla öppna dagar ger { $filled } av { $inside }, under { $goal } %.
reason-need-visit = Besök { $date }: { $filled } ifyllda av minst { $required } under { $days }.
reason-need-evaluation = Utvärdering { $date }: { $filled } ifyllda av minst { $required } under { $days }.
reason-need-start = Behandlingsstart { $date }: { $filled } ifyllda av minst { $required } under { $days }.
reason-need-possible = { $days } till kan fortfarande fyllas i.
reason-need-lost = Bara { $days } till kan fyllas i, det räcker inte.
reason-stopped = Senast ifylld { $date }; fyllde då i { $filled } av { $days } dagar.
reason-stopped-never = Har aldrig fyllt i.
reason-insufficient = { $filled } av { $inside } dagar ifyllda; kan inte bedömas under { $needed }.
reason-evaluation = Behandlingens utvärderingsfönster slutar { $date }.
reason-overuse = { $classes } når gränsen i vart och ett av de tre senaste 28-dagarsfönstren.
reason-losing = { $treatment }: huvudvärk { $last } mot { $best } i bästa fönstret, { $days }.
overused-ergot = ergotamindagar
overused-triptan = triptandagar
overused-paracetamol = paracetamoldagar
overused-nsaid = NSAID-dagar
overused-other_analgesic = dagar med annat analgetikum
overused-simple_analgesic = dagar med enkla analgetika sammanlagt
overused-opioid = opioiddagar
overused-combination = dagar med kombinationsanalgetika
overused-overusable = dagar med flera läkemedelsklasser
overused-other = dagar med annat akutläkemedel

filter-search = Sök
filter-search-help = Pseudonym eller namn
filter-group = Visa
filter-todo = Behöver ses över ({ $patients })
filter-place = { $place } ({ $patients })
filter-everyone = Alla ({ $patients })
filter-treatment = Behandling
filter-treatment-all = Alla behandlingar
filter-treatment-none = Ingen behandling
filter-contacted = Kontakt
filter-contacted-all = Oavsett kontakt
filter-contacted-recent = Kontaktad de senaste 14 dagarna
filter-contacted-not = Inte kontaktad de senaste 14 dagarna
order-urgency = Sortera efter angelägenhet
list-empty = Ingen patient på listan stämmer med urvalet.
list-shown = { $first }–{ $last } av { $all }
list-before = Föregående sida
list-after = Nästa sida
list-download = Ladda ner listan ({ $format })

reminder-title = Påminnelse att kopiera
reminder-language = Patientens språk
reminder-start = Hej! { $days ->
    [one] Den här dagen är fortfarande öppen i din dagbok:
   *[other] De här dagarna är fortfarande öppna i din dagbok:
}
reminder-day = – { $day } (låses när { $lock } börjar)
reminder-end = Vänliga hälsningar från mottagningen
reminder-none = Ingen dag är öppen just nu.

contact-title = Kontakt med { $patient }
contact-record = Anteckna kontakten
contact-on = Kontaktad
contact-channel = Hur
contact-phone = telefon
contact-message = meddelande
contact-letter = brev
contact-visit = vid besök
contact-by = Av
contact-note = Anteckning
contact-until = Väntar på svar till och med
contact-last = Senast: { $date }, { $channel }, av { $by }.
contact-last-note = Anteckning: { $note }
contact-undo = Ångra den kontakten
contact-open = Öppna patienten
contact-until-before = Datumet att vänta till ligger före kontakten.
contact-done = Kontakten med { $patient } är antecknad.
contact-done-until = Kontakten med { $patient } är antecknad; väntar till { $date }.
contact-undone = Kontakten med { $patient } är borttagen från listan.
contact-undo-short = Ångra

setting-goal_percent = Ifyllnad som en påminnelse siktar på, procent
setting-visit_soon_days = Dagar före ett besök då dess dagbok bevakas
setting-evaluation_soon_days = Dagar före en utvärdering eller behandlingsstart då dagboken bevakas
setting-evaluation_waits_days = Dagar som en utvärdering står kvar på listan
setting-losing_effect_days = Fler huvudvärksdagar än i bästa fönstret som kallas avtagande effekt
setting-waiting_days = Dagar att vänta på svar efter en kontakt
setting-smallest_group = Minsta antal patienter i en grupp som visas

## Ifyllnadssidan

list-title = Ifyllnad av dagboken
list-all = { $patients } { $patients ->
    [one] patient
   *[other] patienter
}, per { $date }, de senaste 28 dagarna.
list-head-patient = Patient
list-head-filled = Ifyllda dagar
list-head-last = Senast ifylld
list-head-open = Öppna dagar
list-head-treatment = Behandling
list-never = aldrig
basis-green = gott
basis-yellow = tillräckligt
basis-orange = begränsat
basis-red = otillräckligt
basis-attacks = bara anfall
basis-none = utanför dagboken
unit = Vårdenhet
unit-all = Alla vårdenheter
