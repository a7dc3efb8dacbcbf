## Kalendern: dagens tillstånd, innehåll och fält

day-yes = ja
day-no = nej
calendar-week = v. { $week }
calendar-weeks = Vecka
calendar-months = Månad
calendar-month-label = Dagbok { $month }. Piltangenterna byter dag, Enter visar dagen.
calendar-strip-label = Dagboken månad för månad. Piltangenterna byter dag, Enter visar dagen.
calendar-key-drug = akutläkemedel
calendar-key-aura = aura
calendar-key-menstruation = mens
calendar-key-note = anteckning
calendar-key-retrospective = efterregistrerad

day-state-migraine = migrän
day-state-other-headache = annan huvudvärk
day-state-headache = huvudvärk, oklar typ
day-state-headache-free = huvudvärksfri
day-state-missing = ej ifylld, låst
day-state-open = ej ifylld, kan ännu fyllas i
day-state-outside = utanför dagboken
day-letter-migraine = M
day-letter-other-headache = H
day-letter-headache = H?
day-letter-headache-free = –
day-letter-missing = ?
day-letter-open = ?
day-letter-outside = ·
day-locks = låses { $date }
day-locks-short = låses { $date }
day-not-filled = ej ifylld
day-not-filled-short = ej ifylld
day-took = tog { $what }
day-open-until = till och med { $date }
day-mark-aura = aura
day-mark-menstruation = mens
day-mark-retrospective = efterregistrerad
day-mark-excluded = i undantagen period
day-mark-note = med anteckning

day-severity-1 = lätt
day-severity-2 = måttlig
day-severity-3 = svår
day-disability-0 = ingen
day-disability-1 = viss
day-disability-2 = stor
day-disability-3 = sängliggande
day-value-intensity = { $value } av 10
day-value-duration-hours = { $value } timmar
day-value-aura-minutes = { $value } minuter
day-doses = { $number ->
    [one] { $shown } dos
   *[other] { $shown } doser
}
day-taken-at = kl. { $time }
day-helped-yes = hjälpte
day-helped-partly = hjälpte delvis
day-helped-no = hjälpte inte

day-class-triptan = triptan
day-class-ergot = ergotamin
day-class-opioid = opioid
day-class-combination = kombinationsanalgetikum
day-class-nsaid = NSAID
day-class-paracetamol = paracetamol
day-class-other-analgesic = annat analgetikum
day-class-gepant = gepant
day-class-other = annat akutläkemedel
day-class-unknown = okänt läkemedel

day-field-date = Datum
day-field-weekday = Veckodag
day-field-marks = Övrigt
day-field-state = Dagen
day-field-open = Kan fyllas i
day-field-retrospective = Efterregistrerad
day-field-source = Från annan dagbok
day-field-excluded = I undantagen period
day-doses-untold = framgår inte
day-field-severity = Smärtintensitet
day-field-intensity = Skattad smärta
day-field-duration-hours = Huvudvärkens längd
day-field-unilateral = Ensidig
day-field-pulsating = Pulserande
day-field-aggravated-by-activity = Förvärras av fysisk aktivitet
day-field-nausea = Illamående
day-field-vomiting = Kräkning
day-field-photophobia = Ljuskänslighet
day-field-phonophobia = Ljudkänslighet
day-field-aura = Aura
day-field-migraine = Migrän enligt patienten
day-field-menstruation = Mens
day-field-aura-minutes = Aurans längd
day-field-disability = Funktionsnedsättning
day-field-dose = Akutläkemedel
day-field-recorded-at = Senast ändrad
day-field-note = Anteckning
