## Kriterier på patientsidan och regellistan på metodsidan

criteria = Kriterier
criteria-none = Inget av mönstren för kronisk migrän, läkemedelsöveranvändning eller menstruell migrän syns under de senaste tre 28-dagarsperioderna.
criteria-source = Programmet beskriver mönster i dagboken och ställer ingen diagnos. De senaste tre 28-dagarsperioderna, regler enligt metodsidan.
criteria-rule = Regel
criteria-outcome = Utfall
criteria-says = Vad dagboken visar
criteria-published = Källa

rules = Regler
rules-text = Varje regel med sina gränser, sin källa och hur säker den är. V: källan läst, W: allmänt känd med uppskattad säkerhet, U: osäker, D: beräknad, P: lokal inställning, FAQ: mottagningens egen uppgift.
rules-search = Sök bland reglerna
rules-search-placeholder = Regelnummer, ord eller källa
rules-found = { $found ->
    [one] 1 regel
   *[other] { $found } regler
} av { $all }
rules-id = Id
rules-sentence = Regel
rules-limits = Gränser
rules-source = Källa
rules-certainty = Säkerhet
rules-worked-out = Räknas ut i
rules-test = Testas i
rules-uncertain = { $grade } (osäker)
rules-limit = { $what } { $sign } { $value } { $unit }
unit-days-28 = dagar per 28
unit-days-28-on-average = dagar per 28 i genomsnitt
unit-days = dagar
unit-days-in-all = dagar sammanlagt
unit-attacks = anfall
unit-attacks-28-days = anfall per 28 dagar
unit-hours = timmar
unit-minutes = minuter
unit-cycles = cykler
unit-cycles-of-3 = av 3 cykler
unit-of-3 = av 3
unit-of-10 = av 10
unit-features = kännetecken
unit-triptans = triptaner
unit-preventives = förebyggande läkemedel
