## Ramen kring sidorna

browser-title = Dagboksöversikt huvudvärk
page-patient = Patient
page-calendar = Kalender
page-worklist = Arbetslista
page-importing = Import
page-methods = Metoder

language = Språk
patient = Patient
patient-placeholder = Sök på pseudonym eller namn
as-of = Uppgifter t.o.m.
as-of-help = Allt räknas per denna dag. Uppgifterna slutar { $date }.

stale-data = { $days ->
    [one] Uppgifterna är { $days } dag gamla (t.o.m. { $date })
   *[other] Uppgifterna är { $days } dagar gamla (t.o.m. { $date })
}
stale-locking = dagar t.o.m. { $date } är låsta nu
stale-locked = dagar som var öppna då är låsta nu
choose-patient = Välj en patient
choose-patient-text = Sök på pseudonym eller namn i rutan ovan, eller öppna någon på arbetslistan. Varje öppning loggas.
choose-on-list = Öppna arbetslistan
no-data = Ingen dagbok är inläst ännu
no-data-import = Läs in mottagningens export på sidan Import.
no-data-demo = Exempelmottagningen öppnas med kommandot headache-dashboard demo.

error-ours = Något gick fel i programmet. Felet är antecknat med referensnummer { $reference }; försök igen, och uppge numret om det upprepas.
error-DiaryError = Det går inte att visa det som efterfrågades.
error-UnreadableFile = Filen kan inte läsas.
error-UnknownPatient = Patienten i adressen finns inte i den här databasen.
error-StoreProblem = Databasen kan inte öppnas.
error-StoreIsNewer = Databasen är skriven av en nyare version av programmet. Uppdatera programmet för att öppna den.
error-ImportQuestion = Importen behöver bekräftas: mycket av det som är lagrat saknas, eller en pseudonym gäller någon annan. Inget lästes in; välj filerna igen.
error-StoreBusy = Någon annan läser in uppgifter just nu. Försök igen om en stund.
error-StoreAway = Databasen kan inte användas just nu. Inget har ändrats; sidan visas av sig själv när databasen är tillbaka.
error-BadSettings = Mottagningens inställningsfil kan inte användas.
error-ExportRefused = Exporten kan inte skrivas så som det begärdes.
error-BackupRefused = Säkerhetskopian kan inte skrivas där, eller så är filen ingen hel säkerhetskopia.

streamlit-upload = Välj filer
streamlit-drop = Släpp filerna här
streamlit-limit = högst {"{1}"} MB per fil · {"{2}"}
streamlit-remove = Ta bort {"{1}"}
streamlit-enter = Tryck Retur
streamlit-more = {"{1}"} till
streamlit-skip = Hoppa till innehållet
streamlit-close = Stäng
streamlit-date = Välj datum
streamlit-help = Hjälp om {"{1}"}
streamlit-no-results = Ingen träff
streamlit-clear = Töm
streamlit-year = år, {"{1}"}
streamlit-month = månad, {"{1}"}
streamlit-day = dag, {"{1}"}
streamlit-no-page = Sidan finns inte
streamlit-first-page = Adressen leder inte till någon sida. Första sidan visas i stället.
streamlit-largest = högst {"{1}"} MB per fil
streamlit-option = Välj
streamlit-no-year = åååå
streamlit-open = Öppna
