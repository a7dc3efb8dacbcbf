## Vad importerna inte kunde läsa

remarks = Ej läst vid import
remarks-count = { $number } { $number ->
    [one] rad eller cell för patienten kunde inte läsas; se importen.
   *[other] rader eller celler för patienten kunde inte läsas; se importen.
 }
remarks-link = Till importerna
remarks-place = Import { $batch }, { $file }, rad { $line }
remarks-row-left-out = Raden är inte med.
remarks-cell-unknown = Uppgiften räknas som okänd.
