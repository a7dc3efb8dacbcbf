## Behandlingar så som rader och doser berättar om dem, och vad som är oklart i uppgifterna

treatment-since-month = { $name } sedan { $month } (dag okänd)
treatment-since-unknown = { $name }, insättningsdatum okänt
treatment-stepped = { $treatment } ({ $dose } sedan { $date })
treatment-stop-unread = { $treatment } (utsättningsdagen kunde inte läsas)
remark-start_known_to_month = { $drug }: bara månaden för insättningen är registrerad, { $month }. Effekten kan inte beräknas utan dag.
remark-start_unknown = { $drug }: insättningsdagen är inte registrerad. Effekten kan inte beräknas utan den.
remark-first_dose_not_recorded = { $drug }: den första registrerade dosen är den { $date }, ett dosintervall eller mer efter den registrerade insättningen. Effekten räknas från insättningen.
remark-doses_not_read = { $drug }: { $number ->
    [one] en av patientens doser
   *[other] { $number } av patientens doser
} kunde inte läsas vid importen och kan höra till behandlingen. Om doserna följde intervallet är okänt.
remark-dose_before_start = { $drug }: en dos är registrerad { $date }, mer än 14 dagar före den registrerade insättningen. Den räknas inte; tiden före behandlingen kan vara tid på läkemedlet.
remark-doses_before_start = { $drug }: { $number } doser är registrerade före radens insättning. Behandlingen räknas från { $date }.
remark-doses_without_treatment = { $drug }: { $number ->
    [one] en dos är registrerad
   *[other] { $number } doser är registrerade
} utan behandlingsrad. Behandlingen räknas från { $date }.
remark-doses_after_stop = { $drug }: { $number ->
    [one] en dos är registrerad
   *[other] { $number } doser är registrerade
} efter utsättningen { $date }. Behandlingen räknas som pågående.
remark-stop_not_recorded = { $drug }: ingen utsättning är registrerad, fast { $other } sattes in { $date }. När sattes { $drug } ut?
remark-another_antibody_goes_on = { $drug }: { $other } saknar registrerad utsättning, så två CGRP-antikroppar står bredvid varandra.
remark-beginning_not_read = { $drug }: kan ha varit ett byte eller en återinsättning, inte en första insättning: en tidigare behandling, eller när den sattes ut, kunde inte läsas vid inläsningen.
remark-stop_not_read = { $drug }: en utsättning är registrerad men kunde inte läsas vid inläsningen. Om { $drug } fortfarande ges är inte känt.
effect-reason-start_known_to_month = bara månaden för insättningen är registrerad, inte dagen
effect-reason-start_unknown = insättningsdagen är inte registrerad
effect-start-month = { $name }, insatt i { $month }
effect-start-unknown = { $name }, insättningsdatum okänt
list-treatment-start-unknown = insättningsdatum okänt
