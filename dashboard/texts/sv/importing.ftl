## Importsidan

import-title = Läs in dagböcker
import-how = Mottagningens export som zip-fil, eller filerna var för sig (minst patients.csv och diary.csv). Först visas vad som skulle hända; ingenting sparas förrän det bekräftas.
import-files = Filer att läsa in
import-foreign = En annan dagbok än mottagningens
import-format = Format
import-auto = känns igen av filen
import-patient = Pseudonym för den vars dagbok det är
import-date-order = Datumens ordning
import-day-first = dag före månad
import-month-first = månad före dag
import-working = Läser filerna
import-working-on = Läser { $file }
import-confirm = Läs in
import-dry = Det här skulle hända
import-done = Inläst
import-would = { $read } rader lästa: { $accepted } nya, { $updated } ändrade, { $unchanged } oförändrade, { $rejected } avvisade. Ingenting är sparat ännu.
import-kept = { $read } rader lästa: { $accepted } nya, { $updated } ändrade, { $unchanged } oförändrade, { $rejected } avvisade.
import-nothing-new = Filerna innehåller inget som inte redan är inläst.
import-as-of = Uppgifterna gäller till och med { $date }.
import-ignored-files = Filer som inte hör till exporten och lämnas åt sidan: { $names }.
import-unknown-columns = Okända kolumner som lämnas åt sidan: { $names }.
import-unknown-drugs = Läkemedel som inte känns igen; de sparas med okänd klass: { $names }.
import-problems = Avvisade rader och anmärkningar
import-more = De första { $told } av { $all } visas här; alla avvisade rader kan laddas ned efter inläsningen.
import-reason-count = { $reason }: { $rows } { $rows ->
    [one] rad
   *[other] rader
}.
import-file = Fil
import-line = Rad
import-value = Värde
import-reason = Orsak
import-outcome = Utfall
import-is-rejected = avvisad
import-is-kept = behållen
import-is-unknown = behållen; cellen är okänd
import-read = Lästa
import-accepted = Nya
import-updated = Ändrade
import-unchanged = Oförändrade
import-rejected = Avvisade
import-history = Tidigare inläsningar
import-number = Inläsning { $number }
import-when = { $date } { $time }, { $user }
import-download = Ladda ned avvisade rader i { $file }
import-removed = Borttagna
import-row = Rad
import-removed-rows = Finns inte längre i exporten
import-removed-number = { $rows ->
    [one] 1 rad finns inte längre i exporten och läggs åt sidan: den finns kvar men räknas inte.
   *[other] { $rows } rader finns inte längre i exporten och läggs åt sidan: de finns kvar men räknas inte.
}
import-more-removed = De första { $told } av { $all } visas här.
import-ask-removals = Mycket av det som är lagrat finns inte längre i exporten: { $files }. Ska det läggas åt sidan?
import-shrunk = { $file }: { $before } rader förut, { $after } nu
import-shrunk-patients = { $file }: { $before } rader förut, { $after } nu, { $patients } av de borttagna hade inte slutat
import-ask-new-patient = Det finns ingen patient { $patient } i databasen: detta är en ny patient.
import-ask-identity = { $patients ->
    [one] 1 känd pseudonym kommer med ett annat kön, ett annat födelseår eller från en annan källa. Är det samma person?
   *[other] { $patients } kända pseudonymer kommer med ett annat kön, ett annat födelseår eller från en annan källa. Är de samma personer?
}
