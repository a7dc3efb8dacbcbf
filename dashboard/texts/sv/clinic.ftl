## Översikten över mottagningen

page-clinic = Mottagning
clinic-title = Mottagningen i siffror
clinic-selection = Urval
clinic-everyone = Alla
clinic-by-care_unit = Vårdenhet
clinic-by-diagnosis = Diagnos
clinic-by-sex = Kön
clinic-by-age_band = Ålder
clinic-by-period = Patient sedan
clinic-value-others = övriga
clinic-value-unknown = okänt
clinic-value-last_12_months = de senaste 12 månaderna
clinic-value-last_13_24_months = 13–24 månader
clinic-value-earlier = tidigare
clinic-kind = Mått
clinic-patients = { $patients } patienter, uppgifter t.o.m. { $date }{ $left_out ->
    [0] {""}
   *[other] ; { $left_out } ingår inte i urvalet
}.
clinic-hidden = Grupper med färre än { $fewest } patienter visas inte, inte heller det som skulle röja dem genom subtraktion.
clinic-too-few = Urvalet innehåller för få patienter för att visas, eller skulle röja en grupp med färre än { $fewest }.
clinic-nothing = Visas inte: i urvalet, eller bland övriga patienter, är de för få här.
clinic-numbers = Bygger på { $patients } patienter; { $left_out } ingår inte.
clinic-all-treatments = Alla behandlingar

clinic-response = Minst halverat antal { $kind }
clinic-response-all = { $treatment } efter { $month } månader: { $responders } av { $judgeable } bedömbara ({ $percent }, 95 %-intervall { $interval }); { $surely } säkert oavsett tomma dagar, för { $undetermined } beror svaret på dem. { $not_judgeable } av { $started } som började kunde inte bedömas.
clinic-response-caution = Bara bedömbara patienter som fortfarande behandlas ingår, så andelen kan vara högre än bland alla som började. De namngivna strecken är läkemedelsprövningar: utvalda patienter, annan dagräkning, ofta medel över flera månader och placebosvar på 15–44 %. De är ingen måttstock.
clinic-response-source = Minskning från de 28 dagarna före första dosen till vecka 9–12, 21–24 och 49–52 (RESP-1, RESP-2). En patient räknas en gång per läkemedel. Studier: { $sources }.
clinic-of-headache = huvudvärksdagar
clinic-of-migraine = migrändagar
clinic-survivors = Bara de som fortfarande behandlas och kan bedömas; linjen är 95 %-intervall
clinic-month = { $month } mån
clinic-interval-left = { $interval } · { $not_judgeable } ej bedömbara
clinic-drugs = Behandlingar
clinic-drugs-all = Alla
clinic-drugs-cgrp = CGRP
clinic-drugs-oral = Tabletter
clinic-drugs-botox = Botox
clinic-column-interval = 95 %-intervall
clinic-of-judgeable = { $responders } av { $judgeable } kvarvarande ({ $percent })
clinic-response-why = Ej bedömbara: { $reasons }.
clinic-reason-number = { $reason } ({ $patients })
clinic-reasons-hidden = Antal dolda (små grupper): { $reasons }.
clinic-few = för få för att visas
clinic-published = { $source }, { $population }: { $percent } %, placebo { $placebo } %
clinic-episodic = episodisk migrän
clinic-chronic = kronisk migrän
clinic-column-treatment = Behandling
clinic-column-month = Månad
clinic-column-started = Började
clinic-column-judgeable = Bedömbara
clinic-column-responders = Minst halverat
clinic-column-surely = Säkert halverat
clinic-column-undetermined = Beror på tomma dagar
clinic-column-not = Ej bedömbara
clinic-column-why = Varför
clinic-column-from = Från
clinic-column-to = Till
clinic-column-patients = Patienter
clinic-column-at = Tid
clinic-column-share = Andel
clinic-column-left = Ingår inte
clinic-reason-days_are_no_measure = dagar är inget mått (Hortons huvudvärk)
clinic-reason-no_baseline_diary = ingen dagbok före start
clinic-reason-baseline_incomplete = för få ifyllda dagar före start
clinic-reason-attacks_only = dagboken innehåller bara anfall
clinic-reason-stopped_before = avslutad dessförinnan
clinic-reason-start_not_known = startdagen är inte känd
clinic-reason-treatment_unread = rad, slut eller dos kunde inte läsas
clinic-reason-evaluation_incomplete = för få ifyllda dagar i perioden
clinic-reason-not_told = framgår inte av dagboken
clinic-reason-small_baseline = för få dagar före start för en procentsats

clinic-waterfall = Förändring per patient efter { $month } månader
clinic-waterfall-source =
    { $patients ->
        [one] En stapel per bedömbar patient
       *[other] En stapel för { $patients } bedömbara patienter, den mellersta av dem
    }, största minskningen först; ner är färre dagar. Ökningar över 100 % är avskurna.
clinic-change-fewer = { $percent } % färre dagar
clinic-change-more = { $percent } % fler dagar
clinic-change-same = lika många dagar

clinic-time = Tid på behandling
clinic-courses = { $courses } behandlingar som började under dagbokstiden.
clinic-began-before = Ingår inte: { $number } som började före inskrivningen, där bara de som varade syns, eller vars start eller slut inte är kända.
clinic-months-since-start = månader (28 dagar) sedan start
clinic-after-months = Kvar efter { $month } mån
clinic-name-number = { $name } { $percent } ({ $band }) av { $patients }
clinic-time-source = Kaplan–Meier; skuggat: 95 %-intervall för alla behandlingar tillsammans (Greenwood, log-log), för varje behandling i tabellen. Orsakernas andelar enligt Aalen–Johansen vid kurvans slut. Kurvan slutar när färre än { $fewest } följs. Det svenska strecket är en branschuppgift av låg kvalitet (ORA-6): alla CGRP-hämmare, okänt antal.
clinic-cause-no_effect = Avslutad: utebliven effekt
clinic-cause-side_effect = Avslutad: biverkning
clinic-cause-contraindication = Avslutad: kontraindikation
clinic-cause-planned_pause = Planerat uppehåll
clinic-cause-other = Avslutad: annan eller okänd orsak
clinic-cause-left = Lämnade mottagningen

clinic-switches = Byten inom läkemedelsgruppen
clinic-switches-hidden = Byten som gäller färre än { $fewest } patienter visas inte.
clinic-switches-left-out = För { $patients ->
    [one] en patient
   *[other] { $patients } patienter
} är det inte känt om en behandling var ett byte: en tidigare behandling kunde inte läsas.
clinic-no-switches = Inga byten att visa.

clinic-waiting = Från start till bedömd utvärdering
clinic-waiting-days = Median { $middle } dagar (kvartiler { $lower }–{ $upper }) för { $number } behandlingar.
clinic-waiting-not_judgeable = Pågick hela utvärderingsperioden men kunde inte bedömas: { $number }.
clinic-waiting-no_visit = Inget besök efter perioden: { $number }.
clinic-waiting-visit_unread = Okänt när, eftersom ett besök inte kunde läsas: { $number }.
clinic-waiting-source = Till första läkar- eller uppföljningsbesök när utvärderingsperioden slutat. Behandlingar som pågick hela perioden, bedömda efter huvudvärksdagar som på patientens sida. Bland ej bedömbara under ”Minst halverat antal” är också de som avslutats dessförinnan eller har för få dagar före start för en procentsats. Lokal inställning.

clinic-completeness = Ifyllnad över tid
clinic-completeness-last = { $percent } av dagarna ifyllda (95 %-intervall { $interval }) i perioden som slutar { $at }.
clinic-completeness-axis = 28-dagarsperiodens sista dag
clinic-completeness-source = Ifyllda av dagar i dagboken, öppna dagar räknade som tomma (CMP-3). Skuggat: 95 %-intervall för slumpen mellan patienter.
clinic-by-weeks = Ifyllnad efter tid som patient
clinic-by-weeks-last = { $percent } av dagarna ifyllda (95 %-intervall { $interval }) i de fyra veckor som slutar med vecka { $at }.
clinic-by-weeks-axis = veckor sedan inskrivning, fyra åt gången
clinic-by-weeks-source = Senare perioder bygger på färre patienter: de som varit patienter så länge.
clinic-overuse = Mönster förenligt med överanvändning av akutläkemedel
clinic-overuse-last = { $percent } säkert i de tre perioder som slutar { $at } (95 %-intervall { $interval }, tomma dagar inräknade).
clinic-at-most = Högst { $percent } om tomma dagar räknas med.
clinic-overuse-axis = sista dagen i tre 28-dagarsperioder
clinic-overuse-source = ICHD-3 8.2, dagar per klass (MOH-10). Skuggat: 95 %-intervall, tomma dagar inräknade. Prickad linje: det högsta det kan vara. Patienter utan tre hela perioder ingår inte.
clinic-point = { $percent } ({ $interval }), { $patients } patienter, { $left_out } ingår inte

clinic-mark = { $source } { $percent }
clinic-column-change = Median, dagar/28
clinic-column-trials = Prövningar
clinic-column-most = Högst
clinic-column-what = Mått
clinic-column-counted = Antal
clinic-column-register = Register
clinic-column-differs = Skillnader
clinic-high_frequency = högfrekvent episodisk migrän
clinic-earlier = Per en tidigare dag visas bara ifyllnad och överanvändning; resten visas per datamängdens slut, eftersom skillnaden mellan två dagar annars skulle röja enstaka patienter.
clinic-waterfall-numbers = { $half } av { $all } minst halverade (blå staplar, under strecklinjen); { $risen } fick fler dagar.
clinic-still-on = { $name }: { $percent } kvar efter { $months } månader
clinic-band = 95 %-intervall { $lower }–{ $upper }, { $at_risk } följs ännu
clinic-at-risk = { $at_risk } följs ännu
clinic-share-band = { $percent } ({ $band })
clinic-time-others = Ytterligare { $number } behandlingar står i tabellen.
clinic-switches-most = { $number } byten visas; vanligast från { $before } till { $after } ({ $patients }).
clinic-switches-source = Byte: ny substans i samma läkemedelsgrupp som börjar före eller högst 12 veckor efter att den förra slutade (lokal inställning). En patient kan ha flera byten. Siffran i bandet är antalet patienter, siffran vid namnet summan av de band som visas.
clinic-switched-from = Från
clinic-switched-to = Till
clinic-switched = { $before } till { $after }: { $patients } patienter
clinic-registers = Jämfört med register
clinic-registers-caution = Registren beskriver andra länders vård och andra patienter, räknar på sina egna sätt och ofta bara dem som fortsatt behandlingen. Skillnader säger inget om vårdens kvalitet.
clinic-registers-source = Punkt: mottagningen. Streck: { $sources }. Hur måtten skiljer sig står i tabellen.
clinic-register-numbers = { $percent } av { $number }
clinic-register-left = { $interval } · { $left_out } ingår inte
clinic-registered = { $source }: { $percent } %, { $patients } patienter
clinic-registered-untold = { $source }: { $percent } %, antal okänt
clinic-register-great_fall_early = ≥ 75 % färre huvudvärksdagar, 3 mån
clinic-register-great_fall_late = ≥ 75 % färre migrändagar, 12 mån
clinic-register-half_headache = ≥ 50 % färre huvudvärksdagar, 6 mån
clinic-register-still_treated = Kvar på CGRP-hämmare, 6 mån
clinic-register-stopped_no_effect = Avslutad: utebliven effekt
clinic-register-stopped_side_effect = Avslutad: biverkning
clinic-register-how-great_fall_early = CGRP-antikroppar; registret gäller ett universitetssjukhus, månad 3 mot månaden före.
clinic-register-how-great_fall_late = CGRP-antikroppar; registret följde dem som behandlats i 12 månader.
clinic-register-how-half_headache = CGRP-antikroppar; europeisk kohort av mottagningar med egna sätt att räkna, och för ytterligare 855 saknas uppgift vid 6 månader.
clinic-register-how-still_treated = Branschuppgift av låg kvalitet; här Kaplan–Meier från första dos, antikroppar och gepanter.
clinic-register-how-stopped_no_effect = Registret frågar om tidigare förebyggande läkemedel och tillåter flera skäl; här avslutade behandlingar med ett skäl.
clinic-register-how-stopped_side_effect = Registret frågar om tidigare förebyggande läkemedel och tillåter flera skäl; här avslutade behandlingar med ett skäl.
clinic-register-change = { $kind } efter { $month } månader med { $treatment }: median { $change } per 28 dagar hos { $judgeable } bedömbara ({ $not_judgeable } ej bedömbara). { $source }: { $days } vid { $population }.

publication-dmkg2022 = DMKG:s register 2022
publication-sweden_persistence = Sverige (branschuppgift)
