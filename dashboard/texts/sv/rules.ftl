## Kriterier på patientsidan och regellistan på metodsidan

criteria = Kriterier
criteria-none = Inget av mönstren för kronisk migrän, läkemedelsöveranvändning eller menstruell migrän syns under de senaste tre 28-dagarsperioderna.
criteria-none-without-cycles = Inget av mönstren för kronisk migrän eller läkemedelsöveranvändning syns under de senaste tre 28-dagarsperioderna.
criteria-too-short = Kan inte bedömas: dagboken omfattar inte de senaste tre 28-dagarsperioderna.
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
rules-certainty = Tillförlitlighet
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

## Regler kring siffrorna, en mening var

rule-STAT-1 = Dagar med huvudvärk kommer i perioder: sannolikheten för en sådan dag beror på dagen före.
rule-STAT-10 = Sannolikheten för att den verkliga frekvensen minskat med minst 0, 30, 50 och 75 % anges, med hänsyn till att dagarna kommer i perioder.
rule-STAT-12 = Svaret räknas om för det lägsta och det högsta antal dagar som de tomma dagarna medger; skiljer sig slutsatserna åt sägs det.
rule-STAT-13 = Orden för en sannolikhet är bestämda: har tydligt minskat (från 97,5 %, där 95 %-intervallet börjar), har sannolikt minskat (från 80 %), osäkert, talar emot; ”sannolikt” sägs högst om 30 %; aldrig ”signifikant”, aldrig ”på grund av läkemedlet”.
rule-STAT-14 = Inget skattas ur en period med för få ifyllda dagar, eller med färre än två sådana dagar före behandling.
rule-STAT-16 = Månader skiljer sig av fler skäl än behandlingen; sannolikheter som inte räknar med det är optimistiska, och det sägs.
rule-VAR-1 = 73 % av personer med kronisk migrän låg under 15 dagar per månad minst en gång på ett år.
rule-VAR-2 = Från månad till månad ändras 47 % av dagböckerna med högst en dag, och 12 % passerar gränsen 15 dagar.
rule-VAR-3 = Med placebo fick 23,5 % högst hälften så många anfall, i 22 studier av perorala förebyggande läkemedel.
rule-VAR-4 = Med placebo minskade migrändagarna från 5,8 till 4,4 per månad, i fyra överkorsningsstudier.
rule-VAR-5 = Medianförbättringen i placeboarmar var 1,8 dagar eller anfall, i 73 studier 1990–2021.
rule-VAR-6 = Huvudvärksdagarna hos dagboksanvändare utan angiven behandling minskade från 9,4 till 6,4 per månad på sex månader.
rule-ORA-1 = DMKG-registret: av de förebyggande läkemedel som satts ut 54,2 % på grund av utebliven effekt och 43,3 % på grund av biverkningar.
rule-ORA-2 = GARLIT, galkanezumab, månad 6: 8 färre migrändagar vid högfrekvent episodisk migrän, 13 färre huvudvärksdagar vid kronisk migrän.
rule-ORA-3 = I-GRAINE, efter 12 månader: 70 % hade minst 75 % färre dagar.
rule-ORA-4 = Charité, månad 3: 11 % hade minst 75 % färre huvudvärksdagar.
rule-ORA-6 = Sverige: omkring 86 % behandlades fortfarande med en CGRP-hämmare efter 6 månader; branschuppgift av låg kvalitet.
rule-LOG-1 = All åtkomst till en patients uppgifter loggas och kan kontrolleras.
rule-LOG-2 = Loggen visar vad som gjorts, för vilken vårdenhet, när, av vem och med vems uppgifter.
rule-LOG-3 = Åtgärder skiljs åt: läst, ändrat, lämnat ut, kopierat, upprättat, skrivit ut.
rule-LOG-4 = Loggens poster sparas i minst fem år.
rule-LOG-5 = Loggen kontrolleras återkommande med slumpvisa stickprov, och kontrollerna dokumenteras.
rule-LOG-6 = Patienten får på begäran veta från vilken vårdenhet och när någon har tagit del av uppgifterna.
rule-LOG-9 = Även listor, sökningar, utskrifter, export och nekade försök loggas, utan kliniskt innehåll, i en kedja som avslöjar ändringar.
rule-LOG-10 = Även uppgifter om grupper loggas, och grupper med färre än fem döljs.
rule-MDR-8 = Fakta, deras intervall och regeln anges, aldrig en uppmaning.
rule-MDR-9 = Dagboken visar ett mönster förenligt med en diagnos, aldrig att patienten har den.
