## Tolka kolumner

map-own = Ange själv vad kolumnerna betyder
map-own-why = För en fil som programmet känner igen men ska läsa på annat sätt.
map-title = Tolka kolumner: { $file }
map-how = Så börjar filen. Ange vad kolumnerna betyder; nedanför visas dagarna som de skulle läsas. Ingenting sparas förrän det bekräftas.
map-left-aside = Filen har { $columns } kolumner till, som inte visas och inte läses.
map-sheet = Blad
map-header-row = Rubrikerna står på rad
map-saved = Filen har samma kolumner som en sparad tolkning
map-new = ny tolkning
map-kind = Vad är en rad?
map-kind-days = en dag, med eller utan huvudvärk
map-kind-attacks = ett anfall
map-date-days = Vilken kolumn är datumet?
map-date-attacks = Vilken kolumn är anfallets början?
map-end = Anfallets slut, om det finns
map-hours = Anfallets längd i timmar, om den finns
map-form = Hur skrivs datumen?
map-form-why = Här står 31 mars 2026 så som varje datumform skriver den dagen.
map-form-plain = som 2026-03-31, eller en form som bara kan läsas på ett sätt
map-day-first = dag före månad
map-month-first = månad före dag
map-year-first = år först
map-headache = Vilken kolumn visar om det var huvudvärk?
map-yes = Ord som betyder ja
map-no = Ord som betyder nej
map-absent = När inget av ja-orden står i cellen
map-absent-unknown = är det okänt
map-absent-no = var det ingen huvudvärk
map-empty = När cellen för huvudvärk är tom
map-empty-unknown = är det okänt
map-empty-no = var det ingen huvudvärk
map-others = Övriga kolumner
map-nothing = läses inte
map-is-symptoms = flera symtom i en cell
map-is-drugs = akutläkemedel, namnen i cellen
map-is-drug = ett akutläkemedel, antal eller kryss
map-drug-name = Läkemedlets namn
map-separator = Mellan orden i en cell
map-one-word = cellen är ett ord
map-twice = En annan kolumn är redan det.
map-choose = Välj
map-what-lacks = Välj datumkolumn, datumform och vad som betyder huvudvärk, så visas dagarna här.
map-preview = Så skulle dagarna läsas
map-days = { $headache } dagar med huvudvärk, { $free } utan huvudvärk, { $drugs } med akutläkemedel. { $rejected } { $rejected ->
    [one] rad
   *[other] rader
} kan inte läsas.
map-line = Rad { $line }: { $reason }
map-more = … och { $more } till.
map-agreed = Dagarna stämmer: visa vad inläsningen skulle göra
map-whose = Ange pseudonymen för den vars dagbok det är, högst upp.
map-name = Spara tolkningen som
map-save = Spara tolkningen
map-is-saved = Tolkningen { $name } är sparad.
map-download = Ladda ner tolkningen
