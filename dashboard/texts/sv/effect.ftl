## Behandlingseffekt: kortet, sidan och meningen i journaltexten

page-effect = Behandlingseffekt

effect-title = Behandlingseffekt: { $treatment }
effect-began-start = { $name }, insatt { $date }
effect-began-switch = { $name }, insatt { $date } (byte inom gruppen)
effect-began-dose_step = { $name }, dosändring { $date }
effect-began-whole_course = { $name }, hela behandlingen med alla doser från { $date }
effect-began-restart = { $name }, återinsatt { $date }
effect-planned = { $name }, planerad från { $date }

effect-weeks = vecka { $weeks }
effect-weeks-short = v { $weeks }
effect-window-baseline = före behandling
effect-window-baseline-1 = 5–8 veckor före
effect-window-baseline-2 = 9–12 veckor före
effect-window-before_last_dose = 28 dagar före sista dosen
effect-window-before_visit = 28 dagar före besöket
effect-window-0 = senaste 28 dagarna
effect-weeks-after = vecka { $weeks } efter sista dosen

effect-these-headache = huvudvärksdagarna
effect-these-migraine = migrändagarna
effect-days-moderate_or_severe = måttliga–svåra huvudvärksdagar
effect-days-headache = huvudvärksdagar
effect-days-recorded_headache = dagar med huvudvärk
effect-days-migraine = migrändagar
effect-fewer = { $percent } % färre
effect-more = { $percent } % fler
effect-unchanged = oförändrat
effect-double = mer än dubbelt så många
effect-fewer-days = { $days } { $number ->
    [one] dag
   *[other] dagar
} färre
effect-more-days = { $days } { $number ->
    [one] dag
   *[other] dagar
} fler
effect-span-fewer = { $low }–{ $high } % färre
effect-span-more = { $low }–{ $high } % fler
effect-span-both = från { $more } till { $fewer }
effect-per-28 = från { $before } till { $after } per 28 dagar
effect-from-to = { $before } → { $after }
effect-interval = 95 %-intervall: { $span }
effect-no-percent = ingen procent: för få dagar
effect-figure-told = framgår inte av dagboken

effect-clear = { $days } har tydligt minskat
effect-clear-by = { $days } har tydligt minskat, med minst { $percent } %
effect-likely = { $days } har sannolikt minskat
effect-likely-by = { $days } har sannolikt minskat, med minst { $percent } %
effect-may-be-half = { $claim }, möjligen med hälften eller mer
effect-uncertain = osäkert om { $days } har minskat
effect-against = dagboken talar emot att { $days } har minskat
effect-worse = { $days } har tydligt ökat
effect-not-told = { $days } framgår inte tillräckligt av dagboken
effect-none-before = inga eller nästan inga { $days } före behandlingen att jämföra med

effect-compared = Räknat: { $weeks } ({ $days }, { $after } dagar ifyllda) jämfört med de 28 dagarna före första dosen ({ $before } dagar ifyllda).
effect-filled = { $filled } av { $inside }
effect-disputed = Medel vecka 1–12: { $falls } (annan responsklass).
effect-disputed-one = { $change } { $days }
effect-long-run = långsiktig nivå, uppskattad
effect-long-run-first = långsiktig nivå vecka 1–12, uppskattad
effect-months = { $days } de tre 28-dagarsperioderna före: { $before }; vecka 1–12: { $on }{ $judged }
effect-as-counted = räknat
effect-card-counted = räknat, { $weeks }: { $counts }
effect-months-judged = ; { $weeks }: { $days }
effect-months-of = { $days } av { $told }
effect-answer-level = { $level }: { $fall } ({ $interval })
effect-answer-days = { $change } per 28 dagar, räknat
effect-worst = Baslinjen var den tyngsta av de tre perioderna före: { $last } huvudvärksdagar mot { $earlier }. Efter en sådan period blir dagarna färre av sig själva.
effect-best = Baslinjen var den lättaste av de tre perioderna före: { $last } huvudvärksdagar mot { $earlier }. Efter en sådan period blir dagarna fler av sig själva.
effect-against-mean = Mot medelvärdet av de tre ({ $mean } per 28 dagar): { $fall } { $weeks }, räknat.
effect-falling = Huvudvärksdagarna minskade redan före behandlingen: förbättring som hade kommit ändå kan dagboken inte skilja från behandlingens.
effect-few-before = { $windows ->
    [one] Bara en 28-dagarsperiod före behandlingen kan användas (tillräckligt ifylld, utan läkemedelsändring emellan): hur mycket patientens månader skiljer sig åt är antaget efter andra patienter, inte sett i dagboken. Intervallet är brett.
   *[other] Bara { $windows ->
        [2] två
       *[other] { $windows }
    } 28-dagarsperioder före behandlingen kan användas (tillräckligt ifyllda, utan läkemedelsändring emellan): de visar föga av hur mycket patientens månader skiljer sig åt.
}
effect-two-changes = Två förändringar inom 28 dagar: effekten kan inte tillskrivas en av dem. Samtidigt: { $changes }.

effect-not-yet = Kan inte bedömas än: { $reason }.
effect-never = Kan inte bedömas: { $reason }.
effect-also = Dessutom: { $reason }.
effect-reason-not_started = behandlingen börjar { $date }
effect-reason-window_not_over = { $weeks } är slut { $date }, om { $days } { $days ->
    [one] dag
   *[other] dagar
}
effect-reason-window_not_over-then = { $weeks } kräver uppgifter t.o.m. { $date }
effect-reason-stopped_before_evaluation = behandlingen upphörde { $date }, före slutet av { $weeks }
effect-reason-dose_changed_before_evaluation = dosen ändrades efter { $date }, före slutet av { $weeks }
effect-reason-no_baseline_diary = dagboken omfattar inte de 28 dagarna före första dosen
effect-reason-baseline_incomplete = { $filled } av 28 dagar före start ifyllda, { $needed } behövs
effect-reason-evaluation_incomplete = { $filled } av 28 dagar i { $weeks } ifyllda, { $needed } behövs
effect-reason-baseline_untold = av dagarna före första dosen framgår inte om det var huvudvärk
effect-reason-evaluation_untold = av dagarna i { $weeks } framgår inte om det var huvudvärk
effect-reason-no_days_at_baseline = inga huvudvärksdagar de 28 dagarna före första dosen
effect-reason-too_few_days_at_baseline = bara en huvudvärksdag de 28 dagarna före första dosen
effect-reason-days_are_no_measure = dagar är inget mått på denna huvudvärk (Hortons huvudvärk, G44.0)
effect-reason-treatment_unread = en behandlingsrad, eller dess slut eller dos, kunde inte läsas vid importen
effect-reason-attacks_only = dagboken innehåller bara anfall
effect-change-attacks-only = Det ändras om någon som har frågat patienten intygar att dagboken är fullständig för båda perioderna.
effect-change-in-baseline = före start
effect-change-in-evaluation = i { $weeks }
effect-change-treatment-unread = Det ändras om raden rättas och läses in på nytt.
effect-change-fillable = Kan bedömas om ytterligare { $days } { $days ->
    [one] tom dag
   *[other] tomma dagar
} { $when } fylls i; { $fillable } kan fortfarande fyllas i.
effect-change-fillable-then = Kan bedömas om nyare uppgifter har ytterligare { $days } { $days ->
    [one] dag ifylld
   *[other] dagar ifyllda
} { $when }; { $fillable ->
    [one] { $fillable } var öppen
   *[other] { $fillable } var öppna
} { $ended }.
effect-change-locked = { $days } { $days ->
    [one] ifylld dag
   *[other] ifyllda dagar
} saknas { $when }, och { $fillable ->
    [0] ingen mer
    [one] bara en till
   *[other] bara { $fillable } till
} kan fyllas i.
effect-change-locked-then = { $days } { $days ->
    [one] ifylld dag
   *[other] ifyllda dagar
} saknas { $when }, och { $fillable ->
    [0] ingen mer kan fyllas i
    [one] bara en till kunde fyllas i { $ended }
   *[other] bara { $fillable } till kunde fyllas i { $ended }
}.
effect-change-by-import = Det ändras bara om en dagbok från de dagarna läses in.
effect-change-no-baseline = Det ändras bara om en dagbok från tiden före { $date } läses in, med minst { $days } ifyllda dagar.
effect-change-not-over = Hittills är { $filled } dagar ifyllda i { $weeks }; minst { $needed } behövs.
effect-change-not-begun = { $weeks } börjar { $date }; minst { $needed } ifyllda dagar behövs då.
effect-change-baseline-so-far = Baslinjen har hittills { $filled } ifyllda dagar; minst { $needed } behövs.
effect-so-far = Hittills (ej bedömt): { $counts }.
effect-so-far-one = { $days } { $before } före och { $after } { $weeks }

effect-kept = Kvarvarande dagar, { $weeks }
effect-kept-days = migrän eller måttlig–svår huvudvärk, { $on }
effect-goal-freedom = fri från sådana dagar
effect-goal-optimal = optimal kontroll (under 4)
effect-goal-modest = måttlig kontroll (4–6)
effect-goal-insufficient = otillräcklig kontroll (över 6)
effect-goal-undetermined = kan inte avgöras (tomma dagar)
effect-goal-not_computable = kan inte beräknas
effect-goal-told = IHS-mål denna period: { $window }. Under tre månader, som målen avser: { $months }.
effect-then = Utvärderingen, { $weeks }: { $verdict }.
effect-latest = Senast, { $weeks }
effect-latest-now = Senaste 28 dagarna
effect-latest-days = huvudvärksdagar { $on }
effect-latest-before = före start: { $headache }, varav migrän { $migraine }
effect-latest-migraine = varav migrän { $count }

effect-fact-probability = Sannolikhet, { $days }
effect-fact-counted = Räknad minskning, { $days }
effect-fact-left = Kvar av effekten, senaste 28 dagarna
effect-left = { $days }: { $fall } jämfört med före behandlingen ({ $interval })
effect-fact-coming = En kommande 28-dagarsperiod
effect-coming = kan visa { $days }; en enstaka tung period säger inte att effekten har minskat
effect-coming-one = { $low }–{ $high } { $days }
effect-fact-planning = Fortsatt dagbok
effect-planning = { $windows ->
    [one] högst en väl ifylld 28-dagarsperiod till behövs för att skilja en halvering av huvudvärksdagarna från ingen förändring (80 % sannolikhet)
   *[other] högst { $windows } väl ifyllda 28-dagarsperioder till behövs för att skilja en halvering av huvudvärksdagarna från ingen förändring (80 % sannolikhet)
}
effect-fact-interval-mean = Medel vecka 13–24, hela dosintervallet
effect-fact-mean = Medel vecka 1–12
effect-fact-changes = Samtidiga förändringar
effect-fact-sensitivity = Tomma dagar
effect-answer = { $percent } %: { $answer }
effect-met = ja
effect-not_met = nej
effect-undetermined = kan inte avgöras (tomma dagar)
effect-not_computable = kan inte beräknas
effect-chance = minst { $percent } %: { $chance }
effect-chance-any = färre över huvud taget: { $chance }
effect-mean-one = { $days } { $before } till { $after } per 28 dagar ({ $change })
effect-no-changes = inga registrerade
effect-robust = Svaret påverkas inte av de tomma dagarna.
effect-robust-full = Inga tomma dagar i de jämförda perioderna.
effect-depends = { $kind }: svaret beror på { $days ->
    [one] den tomma eller oklara dagen
   *[other] de { $days } tomma eller oklara dagarna
}.

effect-change-started = { $drug } insatt { $date }
effect-change-restarted = { $drug } återinsatt { $date }
effect-change-dose_changed = dosändring av { $drug } { $date }
effect-change-stopped = { $drug } utsatt { $date }
effect-change-botulinum_toxin_given = { $drug } given { $date }
effect-change-started_in_month = { $drug } insatt { $month }
effect-change-not_read = { $drug } kan ha satts in, ändrats eller satts ut: uppgifter om behandlingen kunde inte läsas
effect-change-drug_not_read = insatt { $date }: en behandling vars läkemedel inte kunde läsas
effect-change-nothing_read = en behandling där varken läkemedel eller insättning kunde läsas
effect-change-overuse_ended = överanvändning av akutläkemedel före behandlingen men inte { $weeks }
effect-change-overuse_may_have_ended = överanvändning av akutläkemedel kan ha upphört: vad som togs före behandlingen och { $weeks } är inte känt för alla dagar

effect-caution-dose_deviation = Doserna följde inte intervallet: { $doses }.
effect-dose-late = dosen som skulle ges { $due } gavs { $days } dagar senare
effect-dose-waiting = dosen som skulle ges { $due } är inte registrerad
effect-caution-limited_baseline = Baslinjen vilar på { $filled } ifyllda dagar av 28.
effect-caution-limited_evaluation = { $weeks } vilar på { $filled } ifyllda dagar av 28.
effect-caution-completeness_differs = Ifyllnaden skiljer sig mer än 15 procentenheter: { $before } före behandlingen, { $after } i { $weeks }. Om det hänger ihop med huvudvärken vilka dagar som lämnats tomma är både nivå och intervall förskjutna; det kan dagboken inte visa.
effect-caution-evaluation_still_open = { $open } { $open ->
    [one] tom dag i { $weeks } kan fortfarande fyllas i; svaret kan ändras.
   *[other] tomma dagar i { $weeks } kan fortfarande fyllas i; svaret kan ändras.
}
effect-caution-evaluation_still_open-then = { $open } { $open ->
    [one] tom dag i { $weeks } var öppen { $ended }; nyare uppgifter kan ändra svaret.
   *[other] tomma dagar i { $weeks } var öppna { $ended }; nyare uppgifter kan ändra svaret.
}
effect-caution-small_baseline = Under 4 huvudvärksdagar per 28 dagar före behandlingen: ingen räknad procent eller responsklass anges, eftersom en enda dag vore 25 % eller mer.
effect-caution-baseline_on_another_dose = Baslinjen är tiden på den tidigare dosen, inte tiden utan behandling.

effect-source = Migrändag enligt { $profile }. Den långsiktiga nivån uppskattas ur upp till sex 28-dagarsperioder före och vecka 1–12 under behandlingen, aldrig förbi en annan ändring av läkemedel eller dos. Uppskattningen tar hänsyn till att månader skiljer sig, att huvudvärk kommer i perioder och till tomma dagar. Skillnaden före och efter säger inget om orsaken: förbättring som hade kommit ändå kan dagboken inte skilja från behandlingens.
effect-none = Ingen förebyggande behandling är registrerad
effect-none-text = När en förebyggande behandling är inläst visas här huvudvärken före och efter insättningen.
effect-choose = Behandling

effect-record-judged = { $treatment }. { $counts }
effect-record-kind = { $months }. { $answer }.
effect-record-verdict = Dagboken visar: { $verdict }.
effect-record-unjudged = { $treatment }: { $verdict }
effect-toll-hours = Huvudvärkstimmar per 28 dagar: { $before } före (timmar angivna för { $told_before } av { $days_before } huvudvärksdagar) och { $after } under { $weeks } ({ $told_after } av { $days_after }).
effect-toll-disabling = Dagar med stor funktionsnedsättning eller sängläge (2–3): { $before } före, { $after } under { $weeks }.

effect-chart-headache = <b>Huvudvärksdagar</b> per 28 dagar
effect-chart-migraine = <b>Migrändagar</b> per 28 dagar
effect-chart-narrow = Överst huvudvärksdagar, underst migrändagar, per 28 dagar
effect-chart-before = före
effect-chart-baseline-1 = v −8 till −5
effect-chart-baseline-2 = v −12 till −9
effect-chart-sign-estimate = ● ┃ uppskattning med 95 %-intervall
effect-chart-sign-possible = möjligt, beroende på tomma dagar
effect-chart-band = väntat om inget förändrats: { $low }–{ $high }
effect-chart-untold = framgår inte
effect-table-percent = { $sign }{ $percent } %
effect-chart-baseline = { $days } före
effect-chart-fall = { $percent } % färre
effect-chart-not-over = pågår
effect-chart-red = för få<br>ifyllda
effect-chart-hover = { $days } per 28 dagar
effect-chart-possible = möjligt { $low }–{ $high }

effect-table-window = Period
effect-table-days = Dagar
effect-table-filled = Ifyllda
effect-table-headache-days = Huvudvärksdagar
effect-table-headache-per-28 = Per 28 dagar, huvudvärk
effect-table-headache-interval = 95 %-intervall, huvudvärk
effect-table-headache-change = Mot före, huvudvärk
effect-table-migraine-days = Migrändagar
effect-table-migraine-per-28 = Per 28 dagar, migrän
effect-table-migraine-interval = 95 %-intervall, migrän
effect-table-migraine-change = Mot före, migrän
effect-table-interval = 95 %-intervall

effect-windows-unfinished = { $weeks } (pågår)

effect-sensitivity = Håller svaret om man räknar på annat sätt?
effect-sensitivity-ask = Visa svaret räknat på andra sätt
effect-sensitivity-same = Responsklassen för huvudvärksdagar är densamma i alla räknesätt som går att bedöma.
effect-sensitivity-differs = Responsklassen för huvudvärksdagar beror på räknesättet.
effect-sensitivity-way = Räknesätt
effect-sensitivity-shown = Som på kortet
effect-sensitivity-profile = Dagar enligt { $profile }
effect-sensitivity-long = Mot tre perioder före (84 dagar)
effect-sensitivity-interval-mean = Medel vecka 13–24, hela dosintervallet
effect-sensitivity-mean = Medel vecka 1–12
effect-sensitivity-retrospective = Med sent ifyllda dagar från annan dagbok
effect-sensitivity-with-excluded = Med undantagna perioder inräknade
effect-sensitivity-without-excluded = Utan undantagna perioder
effect-sensitivity-worst = Tomma dagar till nackdel
effect-sensitivity-best = Tomma dagar till fördel
effect-sensitivity-headache = Huvudvärksdagar
effect-sensitivity-headache-interval = 95 %-intervall och sannolikhet, huvudvärk
effect-sensitivity-migraine-interval = 95 %-intervall och sannolikhet, migrän
effect-sensitivity-migraine = Migrändagar
effect-sensitivity-source = Tomma dagar till nackdel: alla tomma dagar före räknas som fria och alla efter som drabbade; till fördel tvärtom (CMP-25).

effect-wearing = Avtar effekten mot slutet av dosintervallet?
effect-wearing-signs = Tecken på att effekten avtar före nästa dos: { $difference } fler huvudvärksdagar per vecka i { $late } än i { $earlier } ({ $interval }), { $cycles } dosintervall jämförda.
effect-wearing-none = Inga tecken på att effekten avtar före nästa dos: skillnaden är { $difference } huvudvärksdagar per vecka mellan { $late } och { $earlier } ({ $interval }), { $cycles } dosintervall jämförda.
effect-wearing-few = Kan inte bedömas än: { $cycles } av minst 3 dosintervall har tillräckligt många ifyllda dagar.
effect-wearing-interval = 95 %-intervall { $low } till { $high }
effect-wearing-menstrual_aliasing = Menscykeln går i takt med dosintervallet: skillnaden kan bero på den.
effect-wearing-dose_deviation = Någon dos gavs för sent eller uteblev.
effect-wearing-doses_not_read = Någon dos kunde inte läsas: tiden sedan senaste dos kan vara kortare än vad som visas.
effect-wearing-source = Huvudvärksdagar per vecka efter varje dos, medel över de dosintervall som jämförs; minst 3 dosintervall och 4 ifyllda dagar per vecka krävs (WEAR-1 till WEAR-5). Ingen gräns är prövad för enskilda patienter; förväntan och veckorytm kan ge samma mönster.
effect-wearing-axis = dagar sedan dosen
effect-wearing-week = vecka { $week }
effect-wearing-mean = medel { $days }
effect-wearing-cycle = Dos
effect-wearing-hover = dag { $day }, { $date }
effect-wearing-state-migraine = migrän
effect-wearing-state-other_headache = annan huvudvärk
effect-wearing-state-headache = huvudvärk, okänd typ
effect-wearing-state-headache_free = huvudvärksfri
effect-wearing-state-open = kan ännu fyllas i
effect-wearing-state-open-then = öppen { $ended }
effect-wearing-state-missing = tom

effect-stopped = Efter behandlingen
effect-stopped-text = Sista dosen { $date }. De 28 dagarna före: { $before }.
effect-stopped-daily = Sista behandlingsdagen { $date }. De 28 dagarna före: { $before }.
effect-stopped-on-treatment = { $headache } och { $migraine }
effect-stopped-restarted = Återinsatt { $date }.
effect-stopped-others = Annan förebyggande behandling insattes { $dates }: förloppet kan inte tillskrivas enbart utsättningen.
effect-stopped-window = { $weeks }: { $headache }, { $migraine }.
effect-stopped-none = Ingen hel 28-dagarsperiod har gått.
effect-stopped-source-botulinum = Vecka 13–16 och 17–20 efter den sista behandlingen jämförs med månaden före den: förnyad bedömning 4–5 månader efter avslut (EVAL-5, Bendtsen 2018).
effect-stopped-source = Vecka 5–8 och 13–16 efter sista dosen jämförs med månaden före den (EVAL-10, Raffaelli 2021).

effect-visit = Sedan besöket { $date }
effect-visit-text = De senaste 28 dagarna mot de 28 före besöket. { $headache }; { $migraine }.
effect-visit-count = { $days } { $change }
effect-visit-none = För få dagar är ifyllda för en jämförelse.
effect-visit-source = Det senaste besöket minst 28 dagar tillbaka.

effect-rules = Villkor för fortsatt behandling
effect-rules-text = Visar vad dagbok och formulär säger om varje villkor; läkaren gör bedömningen.
effect-rules-sources = Källor: { $sources }.
effect-rules-checked = Senast kontrollerade mot källan: { $rules }.
effect-rules-dated = { $name } { $date }
effect-rules-undated = För övriga är dagen för kontrollen inte noterad.
effect-rules-all-undated = När de senast kontrollerades mot källan har inte noterats.
effect-rules-rule = Källa
effect-rules-about = Gäller
effect-rules-continue = fortsatt behandling (ett villkor räcker)
effect-rules-end = paus eller avslut
effect-rules-window = Period
effect-rules-arm = Villkor
effect-rules-answer = Dagboken säger
effect-rule-EVAL-1 = EHF 2022, Europa (EVAL-1)
effect-rule-EVAL-2 = AHS, USA (EVAL-2)
effect-rule-EVAL-3 = DGN och DMKG, Tyskland (EVAL-3)
effect-rule-EVAL-4 = NT-rådet 2019, Region Stockholm (EVAL-4)
effect-rule-EVAL-5 = EHF 2018, Europa (EVAL-5)
effect-rule-EVAL-6 = NICE TA260, England (EVAL-6)
effect-rule-EVAL-N-TA682 = NICE TA682, England (EVAL-N-TA682)
effect-rule-EVAL-N-TA764 = NICE TA764, England (EVAL-N-TA764)
effect-rule-EVAL-N-TA659 = NICE TA659, England (EVAL-N-TA659)
effect-rule-EVAL-N-TA871 = NICE TA871, England (EVAL-N-TA871)
effect-rule-EVAL-N-TA973 = NICE TA973, England (EVAL-N-TA973)
effect-rule-EVAL-N-TA906 = NICE TA906, England (EVAL-N-TA906)
effect-rules-met = uppfyllt
effect-rules-not_met = inte uppfyllt
effect-rules-undetermined = kan inte avgöras (tomma dagar)
effect-rules-not_computable = underlag saknas
effect-rules-whole = Sammantaget
effect-arm-days = minst { $percent } % färre { $days }
effect-arm-by-frequency = minst { $episodic } % färre { $days } vid episodisk migrän, minst { $chronic } % vid kronisk (minst 15 huvudvärksdagar, varav 8 med migrän, före start)
effect-arm-attacks = minst { $percent } % färre migränanfall
effect-arm-HIT-6 = HIT-6 minst 5 poäng lägre
effect-arm-HIT-6-30 = HIT-6 minst 30 % lägre
effect-arm-MIDAS = MIDAS minst 5 poäng lägre (från 11–20) eller 30 % (från över 20)
effect-arm-MIDAS-30 = MIDAS minst 30 % lägre
effect-arm-MIDAS-severe = MIDAS minst 30 % lägre (från över 20)
effect-arm-MPFID = MPFID minst 5 poäng lägre
effect-arm-cycle = minst { $percent } % färre { $days } efter en behandling än de 4 veckorna före den
effect-arm-cycle-first = minst { $percent } % färre { $days } efter en behandling än de 4 veckorna före den första
effect-arm-few = under { $under } { $days } per 28 dagar
effect-arm-treated = behandlad i { $months } månader utan uppehåll
effect-arm-period-row = tre perioder i rad
effect-arm-period-cycles = de 2–3 första behandlingarna
effect-arm-period-last = de tre senaste perioderna
effect-arm-period-so-far = hittills

effect-cycles = Behandling för behandling
effect-cycles-given = Behandling
effect-cycles-filled = Ifyllda av 28, före · efter
effect-cycles-headache-own = Huvudvärksdagar, mot 28 dagar före
effect-cycles-headache-baseline = Huvudvärksdagar, mot före första
effect-cycles-migraine-own = Migrändagar, mot 28 dagar före
effect-cycles-number = { $number }: { $date }
effect-cycles-latest = Behandling { $number }, { $date }: huvudvärksdagar de 28 dagarna därefter { $own } mot de 28 dagarna före, { $first } mot före första behandlingen.
effect-cycles-not-over = Behandling { $number }, { $date }: de 28 dagarna därefter är slut { $end }.
effect-cycles-unfinished = { $counts }, inte slut
effect-cycles-source = Fyra veckor före mot fyra veckor efter varje behandling (EVAL-5, Bendtsen 2018). Från andra behandlingen ligger veckorna före redan under behandling; därför visas också förändringen mot tiden före den första.
