## Dagens svar: överst på patientsidan, i journaltexten och i rapporten

today-headache-days = { $days } { $number ->
    [one] huvudvärksdag
   *[other] huvudvärksdagar
}
today-covered = { $days } på { $inside ->
    [one] den enda dag
   *[other] de { $inside } dagar
} som dagboken omfattar
today-untold = okänt
today-lost = Effekten av { $drug } har minskat: { $latest } de senaste 28 dagarna, { $before } före start.
today-now-fewer = Tydligt färre huvudvärksdagar än före { $drug }: { $latest } de senaste 28 dagarna, { $before } före start.
today-now-unsure = Osäkert om huvudvärksdagarna nu är färre än före { $drug }: { $latest } de senaste 28 dagarna, { $before } före start.
today-now-more = Tydligt fler huvudvärksdagar än före { $drug }: { $latest } de senaste 28 dagarna, { $before } före start.
today-now-unknown = Läget med { $drug } kan inte bedömas nu: { $latest } de senaste 28 dagarna, { $before } före start.
today-now-nothing = Läget med { $drug } kan inte bedömas nu: inga ifyllda dagar de senaste 28 dagarna.
today-evaluation = { $drug }: { $verdict }, { $evaluated } { $weeks }, { $before } före start.
today-not-judged = Effekten av { $drug } { $verdict }
today-frequency = { $latest } de senaste 28 dagarna.
today-nothing-filled = Inga ifyllda dagar de senaste 28 dagarna.
today-outside = Dagboken omfattar inte de senaste 28 dagarna.
today-no-preventive = Inget förebyggande läkemedel är registrerat.
today-ended = Inget förebyggande läkemedel pågår; { $drug } gavs t.o.m. { $date }.
today-treatment-unread = En behandlingsrad eller en given dos kunde inte läsas: om något förebyggande läkemedel pågår är okänt.
today-ended-unread = { $drug } gavs t.o.m. { $date }. En behandlingsrad eller en given dos kunde inte läsas: om något förebyggande läkemedel pågår är okänt.
today-planned = Inget förebyggande läkemedel pågår; { $drug } planeras från { $date }.
today-planned-unread = { $drug } planeras från { $date }. En behandlingsrad eller en given dos kunde inte läsas: om något förebyggande läkemedel pågår är okänt.
today-start-unknown = { $drug } pågår; startdagen är okänd, så effekten kan inte bedömas.
today-course = Huvudvärksdagar: { $course }.
today-before = { $days } före
today-evaluated = { $days } ({ $weeks })
today-latest = { $days } de senaste 28 dagarna
today-arrow = { " " }→{ " " }
today-estimate = Behandlingens första tolv veckor: { $fall } ({ $interval }).
today-left = Nu: { $fall } ({ $interval }).
today-left-unsure = Nu: { $fall }, osäkert ({ $interval }).
today-left-turned = Nu: { $fall } ({ $interval }), osäkert: tomma dagar kan ändra det.

today-nearest = { $kind } { $days } { $number ->
    [one] dag
   *[other] dagar
}, gräns { $limit }
today-overuse-met = Många dagar med akutläkemedel, tre perioder i rad: { $nearest }.
today-overuse-not_met = Inget mönster av överanvändning: { $nearest }.
today-overuse-reaches = Når gränsen för akutläkemedel, men inte tre perioder i rad: { $nearest }.
today-overuse-may-reach = Kan ha nått gränsen för akutläkemedel, men inte tre perioder i rad: { $nearest }.
today-overuse-undetermined = Överanvändning kan inte avgöras (tomma dagar): { $nearest }.
today-overuse-not_computable = Överanvändning kan inte bedömas, dagboken omfattar inte de senaste tre perioderna: { $nearest }.
today-overuse-none-not_met = Inget mönster av överanvändning: inga läkemedel med gräns antecknade de senaste tre perioderna.
today-overuse-none-undetermined = Överanvändning kan inte avgöras: inga läkemedel antecknade, och dagar är tomma.
today-overuse-none-not_computable = Överanvändning kan inte bedömas: dagboken omfattar inte de senaste tre perioderna.

standing-lost = effekten har minskat
standing-fewer = tydligt färre
standing-unsure = osäkert om färre än före
standing-more = tydligt fler
standing-unknown = läget nu kan inte bedömas

short-kept = Huvudvärksdagbok t.o.m. { $as_of }: { $filled }/{ $inside } dagar ifyllda.
short-unread = { $number ->
    [one] { $number } uppgift oläsbar.
   *[other] { $number } uppgifter oläsbara.
}
short-days = Huvudvärksdagar { $headache } (föregående { $headache_before }), migrändagar ({ $profile }) { $migraine } ({ $migraine_before }), akutläkemedelsdagar { $acute_medication } ({ $acute_medication_before }).
short-treatment = { $treatments }: huvudvärksdagar { $course }; { $now }.
short-now = { $days } nu
short-wearing-off = Tecken på att effekten avtar före nästa dos.
short-record = Text till journalen
long-record = Utförlig text
short-outside = Dagbok t.o.m. { $as_of }; ingen av de senaste 28 dagarna hör till dagboken.
today-worst = Perioden före start var den tyngsta av tre: färre dagar väntas ändå.
today-best = Perioden före start var den lättaste av tre: fler dagar väntas ändå.
