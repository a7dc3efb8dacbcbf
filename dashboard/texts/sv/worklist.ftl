## Arbetslistan

list-todo = { $patients ->
    [one] { $patients } behöver kontakt
   *[other] { $patients } behöver kontakt
} · { $enough } redan tillräckligt · { $waiting } väntar · { $nothing } utan åtgärd · t.o.m. { $date }

list-not_read = För { $patients } av dem kunde en behandling, ett besök, ett intag av akutläkemedel eller dagen då patienten lämnade mottagningen inte läsas: vad som ska göras, och när, är osäkert.
list-not_read-cell = kunde inte läsas

place-rescue = Tomma dagar låses snart
place-rescue-then = Tomma dagar som har låsts
place-evaluation_at_risk = Utvärderingen hotas av tomma dagar
place-stopped = Har slutat fylla i
place-insufficient = Otillräckligt underlag
place-evaluation_due = Utvärdering på gång
place-overuse = Många dagar med akutläkemedel
place-losing_effect = Effekten har minskat
place-not_read = Kunde inte läsas helt
place-waiting = Väntar på svar
place-nothing = Utan åtgärd

list-head-reason = Varför
list-head-visit = Nästa besök

list-run = { $first }–{ $last }

list-of = { $filled } av { $inside } ({ $percent })
list-head-contact = Kontakt
list-week = vecka { $week }

list-contact = Kontakt
list-contact-with = Kontakt med { $patient }
list-days = De senaste 28 dagarna

place-near = Besök eller utvärdering nära
place-enough = Redan tillräckligt ifyllt
list-heading = { $place } ({ $patients })
list-skip = Till listan
list-more = Mer om { $patient }
list-facts-filled = Ifyllda dagar: { $now }; utan öppna dagar: { $final }; { $basis } underlag
list-facts-last = Senast ifylld: { $date }
list-facts-open = Öppna dagar: { $days }
list-facts-open-then = Öppna { $ended }, låsta nu: { $days }
list-facts-contact = Senaste kontakt: { $date }, { $channel }
list-facts-unit = Vårdenhet: { $unit }
list-visit-in = { $days ->
    [0] i dag
    [one] om { $days } dag
   *[other] om { $days } dagar
}
list-visit-passed = passerat

list-strip-text = { $filled } av { $inside }
list-strip-open = { $filled } av { $inside } · { $open ->
    [one] { $open } öppen, låses { $date }
   *[other] { $open } öppna, låses från { $date }
}
list-strip-open-then = { $filled } av { $inside } · { $open ->
    [one] { $open } öppen { $ended }
   *[other] { $open } öppna { $ended }
}
short-near-unjudged = { $what } { $date }: { $treatment } kan inte bedömas
short-near = { $what } { $date }: { $open ->
    [0] { $lacking } ifyllda dagar saknas
    [one] { $open } tom dag kan fyllas i
   *[other] { $open } tomma dagar kan fyllas i
}
short-near-then = { $what } { $date }: { $open ->
    [0] { $lacking } ifyllda dagar saknas
    [one] { $open } tom dag var öppen { $ended }
   *[other] { $open } tomma dagar var öppna { $ended }
}
short-lost = { $what } { $date }: för få dagar, kan inte räddas
short-visit = Besök
short-evaluation = Utvärdering
short-start = Behandlingsstart
short-stopped = Tyst sedan { $date }
short-stopped-reach = Tyst sedan { $date }; { $days } till senast { $until } ger { $goal } %
short-stopped-reach-then = Tyst sedan { $date }
short-stopped-never = Har aldrig fyllt i
short-rescue-reach = { $days ->
    [one] { $days } dag
   *[other] { $days } dagar
} till senast { $until } ger { $goal } %
short-rescue-reach-then = { $days ->
    [one] { $days } dag fattades till { $goal } %; låst nu
   *[other] { $days } dagar fattades till { $goal } %; låsta nu
}
short-rescue-short = { $open ->
    [one] { $open } öppen, låses { $date }
   *[other] { $open } öppna, låses från { $date }
}; ger { $filled } av { $inside }
short-rescue-short-then = { $open ->
    [one] { $open } öppen { $ended }, låst nu
   *[other] { $open } öppna { $ended }, låsta nu
}
short-insufficient = { $filled } av { $inside } ifyllda, { $needed } behövs
short-evaluation_due = Utvärderingsperioden slutar { $date }
short-evaluation_due-then = Utvärderingsperiodens sista dag: { $date }
short-evaluation_over = Utvärderingsperioden slutade { $date }
short-overuse = { $classes }: gränsen nådd i tre perioder
short-losing_effect = { $treatment }: { $last } huvudvärksdagar, { $best } i bästa perioden
short-enough = { $open ->
    [one] { $open } öppen, låses { $date }
   *[other] { $open } öppna, den första låses { $date }
}; { $goal } % är redan nått
short-enough-then = { $open ->
    [one] { $open } öppen { $ended }, låst nu
   *[other] { $open } öppna { $ended }, låsta nu
}; { $goal } % var redan nått
short-waiting = Väntar på svar t.o.m. { $date }
short-not_read-treatment = En behandling kunde inte läsas helt
short-not_read-visit = Ett besök kunde inte läsas
short-not_read-evaluation = Ett besök som kan ha varit utvärderingen kunde inte läsas
short-not_read-acute_medication = Ett intag av akutläkemedel kunde inte läsas
short-not_read-leaving = Dagen då patienten lämnade mottagningen kunde inte läsas
reason-unjudged-baseline = Effekten av { $treatment } kan inte bedömas: baslinjen har { $filled } av 28 dagar ifyllda, { $required } behövs.
reason-unjudged-evaluation = Effekten av { $treatment } kan inte bedömas: utvärderingsperioden har { $filled } av 28 dagar ifyllda, { $required } behövs.
reason-unjudged-now = Effekten av { $treatment } kan inte bedömas nu: de senaste 28 dagarna har { $filled } ifyllda, { $required } behövs.
reminder-ask = { $days ->
    [one] Fyll gärna i den, även om du var huvudvärksfri. En tom dag kan vi inte räkna.
   *[other] Fyll gärna i dem, även om du var huvudvärksfri. En tom dag kan vi inte räkna.
}

reason-rescue-locks = { $days ->
    [one] { $days } tom dag låses { $date }.
   *[other] { $days } tomma dagar låses snart, den första { $date }.
}
reason-rescue-locks-then = Tomma dagar har låsts, den första { $date }.
reason-rescue-reach = { $days ->
    [one] { $days } dag till behöver fyllas i
   *[other] { $days } dagar till behöver fyllas i
} senast { $date } för att nå { $goal } %.
reason-rescue-reach-then = { $days ->
    [one] { $days } dag till behövde fyllas i
   *[other] { $days } dagar till behövde fyllas i
} senast { $date } för att nå { $goal } %.
reason-rescue-reached = { $goal } % är redan nått.
reason-rescue-reached-then = { $goal } % var redan nått.
reason-rescue-short = Även med alla öppna dagar blir det bara { $filled } av { $inside } (under { $goal } %).
reason-rescue-short-then = Även med alla dagar som var öppna blev det bara { $filled } av { $inside } (under { $goal } %).
reason-need-visit = Besök { $date }: { $filled } ifyllda av minst { $required } under { $days }.
reason-need-evaluation = Utvärdering { $date }: { $filled } ifyllda av minst { $required } under { $days }.
reason-need-start = Behandlingsstart { $date }: { $filled } ifyllda av minst { $required } under { $days }.
reason-need-possible = { $days } till kan fortfarande fyllas i.
reason-need-possible-then = { $days } till { $days ->
    [one] var öppen
   *[other] var öppna
} { $ended }, { $days ->
    [one] låst nu
   *[other] låsta nu
}.
reason-need-lost = Bara { $days } till kan fyllas i, det räcker inte.
reason-need-lost-then = Bara { $days } till kunde fyllas i { $ended }, det räcker inte.
reason-stopped = Senast ifylld { $date }; fyllde då i { $filled } av { $days } dagar.
reason-stopped-never = Har aldrig fyllt i.
reason-insufficient = { $filled } av { $inside } dagar ifyllda; kan inte bedömas under { $needed }.
reason-evaluation = Behandlingens utvärderingsperiod slutar { $date }.
reason-evaluation-then = Utvärderingsperiodens sista dag: { $date }.
reason-overuse = { $classes } når gränsen i var och en av de tre senaste 28-dagarsperioderna.
reason-losing = { $treatment }: huvudvärk { $last } mot { $best } i bästa perioden, { $days }.
reason-not_read-treatment = En behandlingsrad, eller dess start, slut eller dos, kunde inte läsas: när effekten ska utvärderas är osäkert.
reason-not_read-visit = Ett besök kunde inte läsas: nästa besök kan vara ett annat.
reason-not_read-evaluation = Ett tidigare besök kunde inte läsas: utvärderingen kan redan vara gjord.
reason-not_read-acute_medication = Ett intag av akutläkemedel, eller vilket läkemedlet var, kunde inte läsas: om akutläkemedel överanvänds är osäkert.
reason-not_read-leaving = Dagen då patienten lämnade mottagningen kunde inte läsas: patienten kan redan ha lämnat.
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
filter-todo = Behöver kontakt ({ $patients })
filter-place = { $place } ({ $patients })
filter-everyone = Alla ({ $patients })
filter-treatment = Behandling
filter-treatment-all = Alla behandlingar
filter-treatment-none = Ingen behandling
filter-contacted = Kontakt
filter-contacted-all = Oavsett kontakt
filter-contacted-recent = Kontaktad de senaste 14 dagarna
filter-contacted-not = Inte kontaktad de senaste 14 dagarna
order-urgency = Mest angeläget först
list-empty = Ingen patient på listan stämmer med urvalet.
list-shown = { $first }–{ $last } av { $all }
list-before = Föregående sida
list-after = Nästa sida
list-download = Ladda ner listan ({ $format })

reminder-title = Påminnelse att kopiera
reminder-language = Patientens språk
reminder-start = Hej! { $days ->
    [one] Den här dagen är fortfarande tom i din dagbok:
   *[other] De här dagarna är fortfarande tomma i din dagbok:
}
reminder-day = – { $day } (kan fyllas i t.o.m. { $last })
reminder-late = Hej! Din dagbok har tomma dagar. Fyll gärna i dem som fortfarande går att fylla i, även om du var huvudvärksfri. En tom dag kan vi inte räkna.
reminder-end = Vänliga hälsningar
reminder-none = Ingen dag är öppen just nu.

contact-title = Kontakt med { $patient }
contact-record = Anteckna kontakten
contact-on = Datum
contact-channel = Kontaktsätt
contact-phone = telefon
contact-message = meddelande
contact-letter = brev
contact-visit = vid besök
contact-by = Kontaktad av
contact-note = Anteckning
contact-until = Väntar på svar till och med
contact-last = Senast: { $date }, { $channel }, av { $by }.
contact-last-note = Anteckning: { $note }
contact-undo = Ångra den kontakten
contact-open = Öppna patienten
contact-until-before = Datumet att vänta till ligger före kontakten.
contact-done = Kontakten med { $patient } är antecknad.
contact-done-until = Kontakten med { $patient } är antecknad; väntar till { $date }.
contact-undone = Kontakten med { $patient } är ångrad.
contact-undo-short = Ångra

setting-goal_percent = Ifyllnad som en påminnelse siktar på, procent
setting-visit_soon_days = Dagar före ett besök då dess dagbok bevakas
setting-unjudged_visit_days = Dagar före ett besök då dagboken bevakas för den vars behandling inte kan bedömas
setting-evaluation_soon_days = Dagar före en utvärdering eller behandlingsstart då dagboken bevakas
setting-evaluation_waits_days = Dagar som en utvärdering står kvar på listan
setting-losing_effect_days = Ökning från bästa perioden som räknas som minskad effekt, dagar
setting-waiting_days = Dagar att vänta på svar efter en kontakt
setting-stale_after_days = Uppgifter äldre än så många dagar sägs vara gamla på varje sida
setting-smallest_group = Minsta antal patienter i en grupp som visas
setting-log_heads_file = Fil utanför databasen som får veta åtkomstloggens kontrollsumma
setting-log_heads_syslog = Syslog som får veta åtkomstloggens kontrollsumma

## Vad dess kolumner säger

list-title = Vem behöver kontaktas?
list-head-patient = Patient
list-head-filled = Ifyllda dagar

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
