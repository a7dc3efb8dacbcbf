## Sjukdomsbörda: formulär, blodtryck, puls och vikt

burden = Formulär och blodtryck
burden-of-questionnaires = Formulär
burden-of-measurements = Blodtryck, puls och vikt
burden-says = { $measures }, { $lowest }–{ $highest } · { $way }
burden-lower-better = lägre är bättre
burden-higher-better = högre är bättre
burden-measures-hit6 = huvudvärkens påverkan de senaste fyra veckorna
burden-measures-midas = dagar med funktionsnedsättning de senaste tre månaderna
burden-measures-msqrr = livskvalitet: begränsad i vardagen
burden-measures-msqrp = livskvalitet: hindrad i vardagen
burden-measures-msqef = livskvalitet: känslomässig påverkan
burden-measures-pgic = patientens bedömning av förändringen
burden-measures-mtoq4 = akutbehandlingens effekt
burden-pressure = Blodtryck
burden-pressure-says = systoliskt och diastoliskt, mmHg
burden-pulse = Puls, slag/min
burden-weight = Vikt, kg
burden-row-pulse = puls
burden-row-weight = vikt
burden-band = { $name } { $scores }
burden-band-hit6-little = liten/ingen
burden-band-hit6-some = viss
burden-band-hit6-substantial = betydande
burden-band-hit6-severe = svår påverkan
burden-band-midas-I = grad I
burden-band-midas-II = grad II
burden-band-midas-III = grad III
burden-band-midas-IVA = grad IVA
burden-band-midas-IVB = grad IVB
burden-band-pgic-responder = mycket bättre
burden-band-pgic-minimal_or_none = liten skillnad
burden-band-pgic-worse = mycket sämre
burden-band-mtoq4-very_poor = mycket dålig
burden-band-mtoq4-poor = dålig
burden-band-mtoq4-moderate = måttlig
burden-band-mtoq4-maximum = bästa effekt
burden-table-date = Datum
burden-table-what = Formulär eller mätvärde
burden-table-value = Värde
burden-table-band = Nivå

burden-since-treatment = Senaste poängen jämfört med den sista före { $treatment } (insatt { $date }).
burden-during-treatment = Sista poängen under { $treatment } ({ $first } till { $last }) jämfört med den sista dessförinnan.
burden-not_read = { $number ->
    [one] Ett formulär kunde inte läsas: det kan vara det senaste, eller det att jämföra med.
   *[other] { $number } formulär kunde inte läsas: det senaste, eller ett att jämföra med, kan vara bland dem.
}
burden-since-first = Senaste poäng jämförd med periodens första, eller med den sista före perioden.
burden-change = { $what }: { $before } ({ $before_date }) → { $after } ({ $after_date }), { $change }.
burden-change-measured = { $what }: { $before } ({ $before_date }) → { $after } ({ $after_date }).
burden-better = { $points } { $number ->
   *[other] poäng
} bättre
burden-worse = { $points } { $number ->
   *[other] poäng
} sämre
burden-same = oförändrat
burden-percent = { $change } ({ $percent })
burden-judged = { $what }: { $after } ({ $after_date }), { $band }.
burden-only-before = { $what }: { $before } ({ $before_date }), ingen poäng därefter.
burden-only-after = { $what }: { $after } ({ $after_date }), ingen tidigare poäng att jämföra med.
burden-limits = { $met } av { $of } publicerade gränser för kliniskt betydelsefull förbättring uppnådda.
burden-no-limits = Publicerad gräns för kliniskt betydelsefull förbättring saknas.
burden-limits-do-not-apply = De publicerade gränserna gäller inte vid detta utgångsvärde.
burden-limit = { $outcome }: { $limit }. { $source }; { $certainty }.
burden-limit-met = Uppnådd
burden-limit-not_met = Inte uppnådd
burden-limit-not_computable = Gäller inte vid detta utgångsvärde
burden-limit-between-groups = { $outcome }, men en skillnad mellan grupper säger inget säkert om en enskild person: { $limit }. { $source }; { $certainty }.
burden-band-before = Före: { $band }.
burden-band-after = Senast: { $band }.
burden-source-bands = Nivåer: { $sources }.
burden-source-band = { $what } { $source } ({ $certainty })
burden-source-part = { $instrument } ({ $first }–{ $last })
burden-source-measurements = Blodtryck, puls och vikt visas utan gränser.
burden-certainty-V = kontrollerad mot källan
burden-certainty-V-2nd = läst i en källa som citerar den
burden-certainty-W = allmänt vedertaget
burden-certainty-U = osäker källa
