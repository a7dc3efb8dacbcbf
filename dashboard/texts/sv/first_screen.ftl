## Första skärmen

first-filled = { $filled } av { $inside } dagar ifyllda
first-age = { $years } år
first-diagnosis = { $name } ({ $code })
first-no-treatment = ingen förebyggande behandling
first-doses = { $doses } { $doses ->
    [one] dos
   *[other] doser
}, senast { $date }
first-now = Nu
first-visit = Besök
first-visit-last = { $visit }
first-visit-next = nästa { $visit }
first-visit-next-then = bokat { $visit }
first-no-visit = inget bokat
first-before = Före start
first-evaluated = Bedömt
first-previous = Föregående
first-latest = Senaste 28
first-of = { $filled } av { $inside }
first-days = antal dagar
first-filled-days = ifyllda dagar
first-course = { $number } perioder om 28 dagar
first-course-key = stark färg: migrän, { $class } · svag: annan huvudvärk{ $untold ->
    [yes] { " " }eller okänd typ
   *[no] { "" }
}, andra klasser · streckat: gräns
first-headache = Huvudvärk
first-migraine = Migrän
first-acute = Akutläkemedel
first-all-classes = alla klasser
first-nearest = närmast sin gräns, { $limit }
first-note-HIT-6 = svår påverkan från 60
first-note-MIDAS = senaste 3 månaderna
first-trust = Underlag
first-answer = Svar
first-numbers = Tal
first-since = Sedan
first-others = Annat
first-worklist = På arbetslistan
first-changes = Samtidiga förändringar
first-change-overuse_ended = överanvändning upphörde
first-change-overuse_may_have_ended = överanvändning kan ha upphört
first-change-botulinum_toxin_given = botulinumtoxin
first-change-started = insatt
first-change-restarted = återinsatt
first-change-dose_changed = dosändring
first-change-stopped = utsatt
first-change-not_read = behandling som inte kunde läsas
first-wearing = Före nästa dos
first-wearing-signs = tecken på att effekten avtar
first-wearing-none = inga tecken på att effekten avtar
first-definition = Migrändag enligt
first-open = Öppna dagar
first-open-then = Öppna { $ended }
first-open-days = { $open ->
    [one] 1, låses { $date }
   *[other] { $open }, den första låses { $date }
}
first-open-days-then = { $open ->
    [one] 1, låst nu
   *[other] { $open }, låsta nu
}
first-pressure = Blodtryck
first-none = inga
first-key = M migrän · H annan huvudvärk{ $untold ->
    [yes] { " " }· H? huvudvärk, okänd typ
   *[no] { "" }
} · – huvudvärksfri · ? tom · ● akutläkemedel
first-letter-open = kan fyllas i
first-letter-open-then = öppen { $ended }
first-letter-missing = låst
first-week = { $date }

since-days = Dagar
since-too-near = jämförs från { $date }
since-too-near-then = kräver uppgifter t.o.m. { $date }
since-unread = jämförs inte: ett besök kunde inte läsas
since-none = inga att jämföra
since-headache = Huvudvärk
since-migraine = Migrän
since-acute_medication = Akutläkemedel
since-doses = { $doses ->
    [0] ingen ny dos
    [one] 1 ny dos
   *[other] { $doses } nya doser
}
since-started = insatt
since-no-new-score = { $score }, ingen ny
since-notes = Anteckningar
since-notes-new = { $notes ->
    [0] inga nya
    [one] 1 ny
   *[other] { $notes } nya
}

diagnosis-G43 = migrän
diagnosis-G43-0 = migrän utan aura
diagnosis-G43-1 = migrän med aura
diagnosis-G43-3 = komplicerad migrän
diagnosis-G43-8 = annan specificerad migrän
diagnosis-G43-9 = migrän, ospecificerad
diagnosis-G44-0 = Hortons huvudvärk
diagnosis-G44-2 = spänningshuvudvärk
diagnosis-G44-4 = läkemedelsutlöst huvudvärk

data-end = Uppgifter t.o.m. { $date }
data-until = Uppgifter t.o.m. { $date }{ $days ->
    [0] { " " }(i dag)
    [one] , 1 dag gamla
   *[other] , { $days } dagar gamla
}
data-chosen = Visas per { $date }; uppgifterna slutar { $end }
details-show = Visa mer: läkemedel dag för dag, alla kriterier, mönster, skattningar

first-class-simple_analgesic = Enkla analgetika
first-class-combination = Kombinationsmedel
first-class-other_analgesic = Annat analgetikum
first-class-overusable = Flera klasser

first-empty = Tomma: { $kinds }
first-empty-open = { $days } kan fyllas i
first-empty-open-then = { $days } { $days ->
    [one] öppen
   *[other] öppna
} { $ended }
first-empty-missing = { $days } { $days ->
    [one] låst
   *[other] låsta
}
first-empty-none = Inga tomma dagar
