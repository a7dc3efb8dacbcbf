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

## Vad dagbokens källor innehåller

source-kind = Vad källan innehåller
source-attacks = Källan innehåller bara anfall: huvudvärksfria dagar är inte kända.
source-both = En del av dagboken kommer från en källa som bara innehåller anfall: där är huvudvärksfria dagar inte kända.
declare-add = Intyga att dagboken är fullständig
declare-what = Patienten har antecknat varje huvudvärk under perioden. Periodens övriga dagar räknas då som huvudvärksfria, märkta som intygade. Vem som intygade och när sparas.
declare-withdraw = Ta tillbaka intyget { $first } till { $last }
declare-both = Ange periodens första och sista dag.
declare-after-end = Uppgifterna slutar { $date }; senare dagar kan inte intygas.
source-declared = Intygad som fullständig { $days } av { $by } den { $date }: periodens övriga dagar räknas som huvudvärksfria.
