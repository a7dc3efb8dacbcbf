## Ramen kring sidorna

page-patient = Patient
page-calendar = Kalender
page-worklist = Arbetslista
page-importing = Import
page-methods = Metoder

language = Språk
patient = Patient
patient-placeholder = Sök på pseudonym eller namn
as-of = Per datum
as-of-help = Allt räknas per denna dag. Uppgifterna slutar { $date }.

stale-data = { $days ->
    [one] Uppgifterna är { $days } dag gamla (t.o.m. { $date })
   *[other] Uppgifterna är { $days } dagar gamla (t.o.m. { $date })
}
choose-patient = Välj en patient
choose-patient-text = Sök på pseudonym eller namn i rutan ovan. Vem som öppnat vilken patient antecknas i åtkomstloggen.
no-data = Ingen dagbok är inläst ännu
no-data-import = På sidan Import läses mottagningens export in: en mapp som zip-fil, eller filerna var för sig.
no-data-demo = Exempelmottagningen öppnas med kommandot headache-dashboard demo.

error-ours = Något gick fel i programmet. Felet är antecknat med referensnummer { $reference }; försök igen, och uppge numret om det upprepas.
error-DiaryError = Det går inte att visa det som efterfrågades.
error-UnreadableFile = Filen kan inte läsas.
error-UnknownPatient = Patienten i adressen finns inte i den här databasen.
error-StoreProblem = Databasen kan inte öppnas.
error-StoreIsNewer = Databasen är skriven av en nyare version av programmet. Uppdatera programmet för att öppna den.
error-ImportQuestion = Importen behöver bekräftas: mycket av det som är lagrat saknas, eller en pseudonym gäller någon annan. Inget lästes in; välj filerna igen.
error-StoreBusy = Någon annan läser in uppgifter just nu. Försök igen om en stund.
error-BadSettings = Mottagningens inställningsfil kan inte användas.
error-ExportRefused = Exporten kan inte skrivas så som det begärdes.
