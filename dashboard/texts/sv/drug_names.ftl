## Läkemedelsnamn som katalogen inte känner igen, på importsidan

drugs-unknown = Läkemedelsnamn som inte känns igen
drugs-unknown-text = { $names ->
    [one] Ett namn
   *[other] { $names } namn
} i dagböckerna finns inte i läkemedelskatalogen. Intagen räknas som läkemedelsdagar, men deras klass är okänd tills namnet är förklarat. Ange vad namnet står för; det sparas och gäller sedan alla patienter.
drugs-name = Namn som det skrevs
drugs-intakes = Intag
drugs-treatments = Behandlingar
drugs-patients = Patienter
drugs-means = Står för
drugs-choose = Välj substans
drugs-none = Inget läkemedel
drugs-remember = Spara
drugs-explained = Förklarade läkemedelsnamn
drugs-explained-name = Förklarat namn
drugs-by = Angett av
drugs-when = Datum
drugs-forget = Ta bort
