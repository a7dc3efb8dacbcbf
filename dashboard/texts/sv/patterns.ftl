## Mönster i dagboken, på patientsidan

patterns = Mönster
patterns-days = { $days }, { $filled } ifyllda dagar. Grått fält: vad slumpen ensam kan ge.
patterns-source = Beskriver, förklarar inte. Det grå fältet rymmer i 95 fall av 100 alla rader i listan om ingen skiljer sig (lokal inställning, STAT-10, VAR-1). Ju senare en dag fylls i, desto mer bygger den på minnet (CMP-5). Tomma dagar är sällan slumpmässiga, och åt vilket håll de drar siffrorna går inte att veta för en enskild patient (MIS-1, MIS-2).
patterns-too-few = Bara { $filled } ifyllda dagar: för få för att se mönster.
patterns-any-headache = Mönstren räknar varje dag med huvudvärk, även dem som definitionen inte räknar.
patterns-of = { $days } av { $of }
patterns-few = Få dagar ({ $days }): slumpen väger tyngst.
patterns-few-answers = Få svar ({ $answers }): slumpen väger tyngst.
patterns-untold = { $days } utan uppgift.
patterns-chance = Inte mer än slumpen kan ge.
patterns-high = Oftare än slumpen kan förklara: { $names }.
patterns-low = Mer sällan än slumpen kan förklara: { $names }.
patterns-headache-note = Dagar med huvudvärk, av ifyllda.

patterns-course = Över tid, per 28 dagar
patterns-course-inside = Alla { $windows } inom naturlig variation.
patterns-course-outside = { $outside } av { $windows } utanför naturlig variation.

patterns-weekday = Veckodag

patterns-severity = Smärtintensitet, huvudvärksdagar

patterns-hours = Timmar och smärtbörda
patterns-hours-note = { $days } huvudvärksdagar med tid angiven.
patterns-hours-day = per huvudvärksdag
patterns-hours-28 = per 28 dagar
patterns-hours-number = { $hours } tim
patterns-burden = timmar × smärta 1–3, per dag

patterns-symptoms = Vanligaste symtomen
patterns-symptoms-note = Av huvudvärksdagar där det framgår.

patterns-response = Hjälpte akutläkemedlet?
patterns-response-note = Mörkt: ja. Ljust: delvis. Av alla svar.
patterns-response-untold = { $intakes } intag utan svar.

patterns-aura = Aura
patterns-aura-note = Patientens markering, ingen diagnos.
patterns-aura-row = av dagar där det framgår

patterns-cycle = Menscykel
patterns-cycle-note = Migrändagar; { $cycles } { $cycles ->
    [one] känd cykel
   *[other] kända cykler
}.
patterns-cycle-ask = Även bortfallsblödning räknas.
patterns-cycle-few = Minst { $needed } behövs för att se ett mönster.
patterns-cycle-window = dag −{ $before } till +{ $after }
patterns-cycle-other = övriga dagar

patterns-recall = När dagen fylldes i
patterns-recall-bulk = { $days } ifyllda minst tre åt gången.
patterns-recall-late = Mycket bygger på minnet.
patterns-lag-same_day = samma dag
patterns-lag-one_or_two = 1–2 dagar efteråt
patterns-lag-three_to_seven = 3–7 dagar efteråt
patterns-lag-later = senare

patterns-empty = Tomma, låsta dagar
patterns-empty-note = Av ifyllda och låsta dagar.
patterns-empty-after_headache = efter huvudvärksdag
patterns-empty-after_free = efter huvudvärksfri dag
patterns-empty-weekends = lördag–söndag
patterns-empty-weekdays = måndag–fredag
patterns-longest = längsta lucka
patterns-gap-days = { $days } dagar

patterns-table-pattern = Mönster
patterns-table-what = Rad
patterns-table-number = Antal
patterns-table-share = Andel
patterns-table-zone = Naturlig variation
