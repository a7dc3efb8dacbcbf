## Åtkomstloggen

page-access_log = Åtkomstlogg
log-what = Vem som har tagit del av vilka patienters uppgifter, i vilken roll, för vilken vårdenhet, när och varför. Loggen innehåller inga uppgifter ur dagböckerna. Också den här läsningen loggas.
error-BrokenLog = Åtkomstloggen är inte som den skrevs.
error-LogKept = Loggposter ska bevaras i minst fem år.

log-whole = Är loggen orörd?
log-verify = Kontrollera loggen
log-not-verified = Loggen är lång och har inte kontrollerats här ännu. Kontrollen tar omkring en minut för en miljon poster.
log-verified-at = Kontrollerad { $time }.
log-is-whole = Loggen är orörd: ingen post är ändrad, borttagen, tillagd eller omflyttad.
log-broken-what = Ta inte bort något. Jämför med de kontrollsummor som förvaras utanför datorn, och utred.
log-broken-gone = Loggen är borta.
log-broken-absent = Post { $number } saknas.
log-broken-changed = Post { $number } är inte som den skrevs.
log-broken-replaced = Post { $number } är inte den vars kontrollsumma sparades utanför loggen: loggen är utbytt.
log-broken-list = Patientlistan i post { $number } är ändrad.
log-broken-cut = Post { $number } saknas: kontrollsumman för en senare post finns sparad utanför loggen.
log-head = Kontrollsumma att förvara utanför datorn: { $head }

log-search = Sök i loggen
log-search-what = Tomma fält frågar inte efter något. Listor där patienten stod ingår.
log-by-user = Användare
log-by-patient = Patientens pseudonym
log-by-action = Vad som gjordes
log-any = allt
log-from = Från och med
log-to = Till och med
log-look = Sök
log-entries = Poster
log-found = { $shown ->
    [0] Ingen post.
   *[other] { $shown } av { $every } poster, de senaste först.
}
log-list = lista med { $patients } { $patients ->
    [one] patient
   *[other] patienter
}
log-every-unit = alla
log-head-number = Nr
log-head-at = Tid
log-head-user = Användare
log-head-role = Roll
log-head-units = Vårdenhet
log-head-action = Vad som gjordes
log-head-patient = Patient
log-head-place = Var
log-head-purpose = Anledning

role-local-account = lokalt konto

log-action-read = Läste
log-action-listed = Visade en lista
log-action-searched = Sökte
log-action-copied = Kopierade
log-action-printed = Skrev ut
log-action-changed = Ändrade
log-action-exported = Laddade ner
log-action-imported = Läste in
log-action-tried = Provade en inläsning
log-action-erased = Raderade
log-action-checked = Kontrollerade loggen
log-action-removed = Gallrade loggen
log-action-refused = Nekades åtkomst

log-place-patient = Patientsidan
log-place-calendar = Kalendern
log-place-effect = Behandlingseffekt
log-place-worklist = Arbetslistan
log-place-clinic = Mottagningsöversikten
log-place-chooser = Valet av patient
log-place-frame = Sidornas ram
log-place-address = Sidans adress
log-place-report = Sidan på papper
log-place-summary = Sammanfattning på kommandoraden
log-place-export = Export
log-place-import = Import
log-place-undo-import = Återtagen import
log-place-contact = Kontakt med patienten
log-place-excluded-period = Undantagen period
log-place-declared-period = Period som intygats vara komplett
log-place-drug-names = Läkemedelsnamn
log-place-mapping = Kolumnernas innebörd
log-place-erase = Radering
log-place-backup = Säkerhetskopia
log-place-restore = Återläst säkerhetskopia
log-place-access-log = Åtkomstloggen
log-place-change = Ändring
log-place-own-diary = Patientens egen dagbok

log-extract = Loggutdrag till en patient
log-extract-what = Från vilken vårdenhet och när någon har tagit del av patientens uppgifter. Utdraget görs och loggas när det laddas ner.
extract-patient = Pseudonym
extract-names = Med användarnas namn
extract-download = Ladda ner ({ $format })
extract-file = loggutdrag
extract-title = Loggutdrag för patient { $patient }
extract-period-all = Hela den tid som loggen omfattar.
extract-period-from = Från och med { $first }.
extract-period-to = Till och med { $last }.
extract-period-fromto = Från och med { $first } till och med { $last }.
extract-number = { $entries ->
    [one] Uppgifterna öppnades, listades eller ändrades 1 gång.
   *[other] Uppgifterna öppnades, listades eller ändrades { $entries } gånger.
}
extract-how = Varje rad anger när någon tog del av uppgifterna, från vilken vårdenhet, i vilken roll och på vilket sätt. ”Visade en lista” betyder att patienten stod på en lista tillsammans med andra. ”Nekades åtkomst” betyder att någon försökte men inte fick se något. Vänd dig till mottagningen om något ser oväntat ut.
extract-none = Loggen innehåller ingen åtkomst till den här patientens uppgifter under perioden.
extract-footer = Utskrivet { $date }. Tider enligt mottagningens klocka.

log-sample = Stickprov
log-sample-what = För den återkommande kontrollen: poster dras slumpvis, bland dem som söktes fram ovan om något söktes. Vilka poster som drogs loggas.
sample-count = Antal poster
sample-draw = Dra stickprov
sample-outcome = Vad kontrollen visade
sample-keep = Anteckna i loggen
sample-kept = Utfallet är antecknat i loggen.
log-remove = Gallra loggen
log-remove-what = Loggposter sparas i minst fem år, och ingenting tas bort av sig självt. Här tas det som är från före { $date } bort för gott. En ny post berättar vem som gallrade, när och vad.
log-remove-confirm = Ta bort för gott
log-removed = { $entries ->
    [0] Ingen post var så gammal. Ingenting togs bort.
    [one] En post togs bort.
   *[other] { $entries } poster togs bort.
}
log-not-removed = Loggen kunde inte gallras härifrån. Ligger den i en databas gallras den av den som äger databasen.
