## Importsidan

import-title = Läs in dagböcker
import-how = Mottagningens export som zip-fil, eller filerna var för sig (minst patients.csv och diary.csv). Först visas vad som skulle hända; ingenting sparas förrän det bekräftas.
import-files = Filer att läsa in
import-foreign = En annan dagbok än mottagningens
import-format = Format
import-format-clinic = mottagningens export
import-format-mapping = tabell med angivna kolumner
import-format-fhir = FHIR
import-format-migralog = MigraLog
import-format-migraine_buddy_report = Migraine Buddy, rapport
import-format-nali = NALI
import-format-redcap = REDCap
import-auto = känn igen automatiskt
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
import-as-of = Uppgifterna gäller till och med { $date }.
import-ignored-files = Filer som inte hör till exporten och hoppas över: { $names }.
import-unknown-columns = Okända kolumner som hoppas över: { $names }.
import-unknown-drugs = Läkemedel som inte känns igen; de sparas med okänd klass: { $names }.
import-problems = Avvisade rader och anmärkningar
import-more = De första { $told } av { $all } visas här; alla avvisade rader kan laddas ner efter inläsningen.
import-reason-count = { $reason }: { $rows } { $rows ->
    [one] rad
   *[other] rader
}.
import-recorded-until = Till och med vilken dag fördes dagboken?
import-recorded-until-why = Filen innehåller bara anfall och anger inte hur länge dagboken fördes. Är dagen inte känd, lämna fältet tomt: då antas dagboken sluta med sitt sista anfall.
import-undo = Ta tillbaka inläsning { $number }
import-undo-what = Allt som inläsningen förde in tas bort, och det som den ändrade eller lade åt sidan blir som förut. Det som sedan dess har skrivits in här i programmet finns kvar.
import-undo-confirm = Ta tillbaka
import-undo-refused = Inläsningen kan inte tas tillbaka: en nyare finns. Ladda om sidan.
import-undone = Inläsning { $number } är tillbakatagen: { $removed } rader togs bort och { $returned } är som förut.
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
import-download = Ladda ner avvisade rader i { $file }
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

import-lead-new = { $new } av { $read } rader { $kept ->
    [yes] är inlästa
   *[no] kan läsas in
}.
import-lead-some = { $new } av { $read } rader { $kept ->
    [yes] är inlästa
   *[no] kan läsas in
}; { $rejected } avvisades. Vanligaste skälet: { $reason } ({ $rows }).
import-lead-none = Inget nytt { $kept ->
    [yes] lästes in
   *[no] kan läsas in
}: { $rejected } av { $read } rader avvisades. Vanligaste skälet: { $reason } ({ $rows }).
import-lead-no-day = Ingen dag { $kept ->
    [yes] lästes in
   *[no] kan läsas in
}: alla rader i { $files } avvisades ({ $rejected }). Vanligaste skälet: { $reason } ({ $rows }). Ur de andra filerna { $kept ->
    [yes] är { $new } rader inlästa
   *[no] kan { $new } rader läsas in
}.
import-lead-unchanged = Allt i filerna är redan inläst.
import-lead-empty = Filerna innehåller inga rader.
import-lead-removed = Inget nytt, men rader som är inlästa finns inte längre i exporten.
import-next-worklist = Till arbetslistan
import-next-others = Välj andra filer
import-by-file = Fil för fil
import-bring = Ta med mottagningens export: minst patients.csv (patient_id, enrolled_on) och diary.csv (patient_id, date, headache), hela mappen som zip-fil eller filerna var för sig.
import-open = Till importsidan

unreadable-not-utf-8 = { $file } är inte UTF-8: rad { $line } har ett tecken som inte går att läsa. Spara filen som UTF-8 och läs in den igen.
unreadable-empty = { $file } är tom.
unreadable-header = { $file }: rubrikraden kan inte läsas, ett citattecken stängs inte.
unreadable-column-twice = { $file } har kolumnen { $column } två gånger.
unreadable-parquet = { $file } är ingen Parquet-fil som kan läsas.
unreadable-whose = { $file } är en dagbok från Migraine Buddy: ange pseudonymen för den vars dagbok det är, under ”En annan dagbok än mottagningens”.
unreadable-whose-diary = { $file } säger inte vems dagbok det är: ange pseudonymen under ”En annan dagbok än mottagningens”.
unreadable-of-others = { $file } innehåller inte bara resurser om patienten som du angav.
unreadable-of-another = { $file } gäller på rad { $line } en annan patient än den du angav.
unreadable-password = { $file } är skyddad med lösenord; packa upp den och välj filerna.
unreadable-migraine-buddy = { $file } är ingen export från Migraine Buddy: ingen rad börjar med #, Started, Lasted.
unreadable-none = Ingen fil är vald.
unreadable-not-recognised = { $file } känns inte igen: { $kind ->
    [pdf] filen är en PDF. Rapporter i PDF läses inte. Från Migraine Buddy läses CSV-exporten eller HTML-rapporten, från andra appar exporten som CSV eller JSON.
    [database] filen är en säkerhetskopia av en app. Från Headi och Daylio läses i stället CSV-exporten.
    [picture] filen är en bild. Bilder läses inte.
    [old-office] filen är en äldre Office-fil. Spara den som .xlsx eller .csv.
    [clinical-document] filen är Apple Hälsas kliniska dokument. Från Apple Hälsa läses export.xml, eller export.zip som den är.
    [xml] filen är XML från ett annat program. Från Apple Hälsa läses export.xml, eller export.zip som den är.
    [html] filen är en webbsida. Från Migraine Buddy läses HTML-rapporten och CSV-exporten.
    [json] filen är JSON från ett annat program. Från MigraLog och Headache Companion läses JSON-exporten.
    [columns] den har kolumnerna { $names }. Ange vad kolumnerna betyder under ”Tolka kolumner”, om det är en dagbok.
    [sheet] bladets första rader har { $names }. Ange vad kolumnerna betyder under ”Tolka kolumner”, om det är en dagbok.
    [files] den innehåller { $names }. Mottagningens export har patients.csv och diary.csv.
   *[other] den innehåller inget som går att läsa.
}
unreadable-several-formats = { $file } kan läsas på flera sätt: { $formats }. Välj format under ”En annan dagbok än mottagningens”, eller läs in filerna en i taget.
unreadable-no-headache-activity = { $file } är en export från Daylio där ingen aktivitet heter huvudvärk eller migrän. Ange under ”Tolka kolumner” vilken det är. Aktiviteterna är: { $activities }.
unreadable-redcap = { $file } är en export från REDCap, vars fält är studiens egna. Ange vad kolumnerna betyder under ”Tolka kolumner”. Kolumnerna är: { $columns }.
unreadable-companion-days = { $file } är läkemedelshistoriken från Headache Companion. Välj även filen med dagarna (HC-DailyData).
unreadable-date-order = { $file }: det framgår inte om dagen eller månaden står först i datumen. Välj datumens ordning under ”En annan dagbok än mottagningens”.
unreadable-dates-day-first = { $file }: datumen kan bara läsas med dag före månad.
unreadable-dates-month-first = { $file }: datumen kan bara läsas med månad före dag.
unreadable-too-large = { $file } är för stor och läses inte.
unreadable-damaged = { $file } är skadad eller inte den sorts fil som namnet säger.
unreadable-file-twice = { $file }: { $name } finns två gånger.
unreadable-no-table = { $file } saknar { $table }.csv (eller { $table }.parquet), som varje export har.
unreadable-both-kinds = { $file } har { $table } både som CSV och som Parquet; ta bort den ena.
unreadable-no-column = { $file } saknar obligatoriska kolumner: { $columns }. Inget i filen läses in.
unreadable-not-json = { $file } är ingen JSON med exported_at och source.
unreadable-export-time = { $file }: { $name } är ingen tid som 2026-03-01T06:00:00.
unreadable-export-scope = { $file }: scope är varken whole eller changes.
unreadable-export-seen-until = { $file }: seen_until anger inte ett datum för varje patient.
unreadable-export-unread = { $file }: unread är ingen lista över det som inte kunde läsas.
unreadable-export-from = { $file }: from är inget datum som 2026-03-01.
unreadable-several-sources = Filerna kommer från flera källor ({ $sources }); läs in dem en i taget.
unreadable-future-time = { $file }: tiden { $time } ({ $name }) ligger i framtiden. Inget lästes in; gör om exporten eller rätta tiden.
unreadable-time-before-entry = { $file } anger att exporten gjordes { $time }, men rad { $line } i { $entries } gäller { $day }, som är senare. Inget lästes in; gör om exporten eller rätta tiden.
