## Kriterier: vad dagboken säger om varje regel

criterion-met = Dagboken visar ett { $pattern }. { $counts }
criterion-not_met = Dagboken visar inget { $pattern }. { $counts }
criterion-undetermined = Det går inte att avgöra om dagboken visar ett { $pattern }. { $counts } { $settle }
criterion-not_computable = Det går inte att bedöma om dagboken visar ett { $pattern }: { $reason }
outcome-met = uppfyllt
outcome-not_met = inte uppfyllt
outcome-undetermined = kan inte avgöras (tomma dagar)
outcome-not_computable = underlag saknas
criterion-count = { $kind } { $days }: { $count }.
criterion-counts = { $kind } per 28 dagar { $days }, äldst först: { $counts } (på { $filled } ifyllda dagar av { $inside }).
criterion-possible = { $observed } (möjligt { $lowest }–{ $highest })
criterion-aura = Av migrändagarna är { $numbers } med aura utan huvudvärk, äldst först.
criterion-span = { $lowest } till { $highest } { $what }, beroende på vad som inte framgår av dagboken.
criterion-number = { $number } { $what }.
criterion-unfilled = { $unfilled ->
    [one] 1 dag är tom
   *[other] { $unfilled } dagar är tomma
} { $days }.
settle-open = { $fewest ->
    [one] En ifylld dag till kan räcka
   *[other] { $fewest } ifyllda dagar till kan räcka
} för att avgöra det, i perioden { $days }; där kan { $open ->
    [one] 1 tom dag
   *[other] { $open } tomma dagar
} fortfarande fyllas i.
settle-open-then = { $fewest ->
    [one] En ifylld dag till kan räcka
   *[other] { $fewest } ifyllda dagar till kan räcka
} för att avgöra det, i perioden { $days }; där var { $open ->
    [one] 1 tom dag öppen { $ended }, låst nu
   *[other] { $open } tomma dagar öppna { $ended }, låsta nu
}.
settle-locked = { $fewest ->
    [one] En tom dag i perioden { $days } skulle behöva vara känd, men de tomma dagarna är låsta.
   *[other] Minst { $fewest } tomma dagar i perioden { $days } skulle behöva vara kända, men för många av dem är låsta.
}
settle-untold = { $unknown ->
    [one] På 1 ifylld dag
   *[other] På { $unknown } ifyllda dagar
} i perioden { $days } framgår inte vilket slags dag det var.
settle-history = Anfall före dagboken räknas också; anamnesen avgör.
settle-days = Kan inte avgöras förrän de tomma dagarna eller saknade uppgifterna är kända.
no-measure = Dagar är inget mått på denna huvudvärk (Hortons huvudvärk, G44.0): flera anfall per dygn syns inte i en dagbok med en rad per dag.
part-attacks-met = Delen om minst två anfall kan prövas ur dagboken: den stämmer.
part-attacks-undetermined = Delen om minst två anfall avgörs av dagar som inte är ifyllda eller inte anger huvudvärkens typ.
part-attacks-not_computable = Delen om minst två anfall går inte att pröva ur dagboken.
part-attacks-not_met = Delen om minst två anfall kan prövas ur dagboken: den stämmer inte.
part-failed-triptans-undetermined = Om två triptaner har prövats utan effekt eller inte tolererats framgår inte av dagboken; det avgörs av journalen.
lacks-windows = dagboken omfattar inte de 28-dagarsperioder som regeln kräver.
lacks-fields = uppgifterna som regeln kräver finns inte i dagboken.
lacks-cycles = tre menstruationscykler i följd med känd första dag och ifyllda dagar däromkring saknas.
lacks-no_measure = dagar är inget mått på denna huvudvärk (Hortons huvudvärk, G44.0).
what-attacks = anfall
what-treated-attacks = anfall med akutläkemedel
what-cycles = av 3 cykler med anfall i fönstret (dag −2 till +3)

## Dagarna bakom ett kriterium

days-behind = Dagarna bakom
behind-days = { $number ->
    [0] { $kind }: inga
   *[other] { $kind } ({ $number }):
}
behind-unknown = Ifyllda dagar där det inte framgår, { $kind } ({ $number }):
behind-unfilled = Tomma dagar ({ $number }):

## Mönster, en fras för varje regel

criterion-CM-5 = mönster förenligt med kronisk migrän (minst 15 huvudvärksdagar och minst 8 migrändagar under var och en av tre 28-dagarsperioder i följd)
criterion-CM-1 = mönster med huvudvärk minst 15 dagar under var och en av tre 28-dagarsperioder i följd
criterion-CM-2 = mönster med minst fem anfall som stämmer med kriterierna B–D för migrän utan aura
criterion-CM-3 = mönster med migrän enligt kriterium C för kronisk migrän minst 8 dagar under var och en av tre 28-dagarsperioder i följd
criterion-CM-8 = mönster med färre än 15 huvudvärksdagar under var och en av tre 28-dagarsperioder i följd (vid tidigare kronisk migrän: förenligt med återgång till episodisk)
criterion-CM-9 = mönster som entydigt hör till ett frekvensband (huvudvärksdagar de senaste 28 dagarna)
criterion-MIG-1A = mönster förenligt med migrän utan aura (minst fem anfall på 4–72 timmar med migräntypiska symtom)
criterion-PM-1 = mönster förenligt med sannolik migrän (minst fem anfall där alla kriterier utom ett stämmer)
criterion-MOH-1 = mönster förenligt med kriterierna A och B för läkemedelsöveranvändningshuvudvärk (minst 15 huvudvärksdagar och överanvändning av akutläkemedel under var och en av tre 28-dagarsperioder i följd)
criterion-MOH-10 = mönster förenligt med överanvändning av akutläkemedel under var och en av tre 28-dagarsperioder i följd
criterion-MOH-2 = mönster förenligt med överanvändning av ergotamin (minst 10 dagar under var och en av tre 28-dagarsperioder i följd)
criterion-MOH-3 = mönster förenligt med överanvändning av triptaner (minst 10 dagar under var och en av tre 28-dagarsperioder i följd)
criterion-MOH-4 = mönster förenligt med överanvändning av enkla analgetika sammanlagt (paracetamol, NSAID och andra icke-opioida analgetika; minst 15 dagar under var och en av tre 28-dagarsperioder i följd)
criterion-MOH-4a = mönster förenligt med överanvändning av paracetamol (minst 15 dagar under var och en av tre 28-dagarsperioder i följd)
criterion-MOH-4b = mönster förenligt med överanvändning av NSAID (minst 15 dagar under var och en av tre 28-dagarsperioder i följd)
criterion-MOH-4c = mönster förenligt med överanvändning av annat icke-opioidt analgetikum (minst 15 dagar under var och en av tre 28-dagarsperioder i följd)
criterion-MOH-5 = mönster förenligt med överanvändning av opioider (minst 10 dagar under var och en av tre 28-dagarsperioder i följd)
criterion-MOH-6 = mönster förenligt med överanvändning av kombinationsanalgetika (minst 10 dagar under var och en av tre 28-dagarsperioder i följd)
criterion-MOH-8 = mönster förenligt med överanvändning av annat akutläkemedel (minst 10 dagar under var och en av tre 28-dagarsperioder i följd)
criterion-MOH-7 = mönster förenligt med överanvändning av flera läkemedelsklasser tillsammans (minst 10 dagar under var och en av tre 28-dagarsperioder i följd, utan att någon klass når sin egen gräns under alla tre)
criterion-MOH-15 = mönster nära en gräns för överanvändning av akutläkemedel de senaste 28 dagarna
criterion-TTH-1 = mönster förenligt med infrekvent episodisk huvudvärk av spänningstyp (mindre än 1 dag per månad i genomsnitt)
criterion-TTH-2 = mönster förenligt med frekvent episodisk huvudvärk av spänningstyp (1–14 dagar per månad i genomsnitt)
criterion-TTH-3 = mönster förenligt med kronisk huvudvärk av spänningstyp (minst 15 dagar per månad i genomsnitt)
criterion-MEN-2 = mönster förenligt med ren menstruell migrän (anfall enbart dag −2 till +3 i minst 2 av 3 cykler)
criterion-MEN-3 = mönster förenligt med menstruationsrelaterad migrän (anfall dag −2 till +3 i minst 2 av 3 cykler, och även vid andra tider)
criterion-SE-2 = mönster med minst tre anfall som behandlats med akutläkemedel de senaste 28 dagarna
criterion-TLV-5 = mönster som subventionen av Vydura frågar efter (minst två migränanfall de senaste 28 dagarna, och minst två triptaner som inte haft effekt eller inte tolererats)
criterion-classes = Det gäller { $classes }.
criterion-bands = { $number ->
    [one] Frekvensband
   *[other] Möjliga frekvensband
}: { $bands }.

## Förbehåll

caution-history = Även anamnesen behövs; kriteriet gäller mer än tre månader eller tidigare anfall.
caution-not_moh = Överanvändning är inte detsamma som läkemedelsöveranvändningshuvudvärk; diagnosen ställs av läkare.
caution-expert_opinion = Gränserna bygger på expertkonsensus snarare än på formell evidens (ICHD-3).
caution-opinion = Osäker regel: för läkemedlet saknas en fastställd gräns, regeln bygger på expertbedömning.
caution-early_warning = Tidig varningssignal enligt lokal inställning, ingen diagnos.
caution-features_only = Gäller dagar med kännetecken för huvudvärk av spänningstyp; ”inte pulserande” tolkas som tryckande.
caution-no_standard = Det finns ingen överenskommen indelning i frekvensband.
caution-ask_about_hormones = Om blödningen beror på hormonell behandling framgår inte av dagboken.
caution-treated_is_taken_as_needing = Ett anfall räknas när akutläkemedel togs under det.
caution-basis_only = Underlag för bedömning; läkaren gör bedömningen.
caution-uncertain = Osäker källa: primärkällan är inte kontrollerad.

## Band och klasser

band-below = under lägsta band
band-lfem = lågfrekvent
band-hfem = högfrekvent
band-cm = i nivå med kronisk migrän
band-above = över högsta band
bandset-display = huvudvärksdagar, gränser 8 och 15
bandset-galcanezumab = migrändagar enligt EVOLVE, gränser 4, 8 och 15
bandset-eptinezumab = huvudvärksdagar enligt eptinezumabanalysen 2022, gränser 4, 10 och 15
class-ergot = ergotamin
class-triptan = triptaner
class-paracetamol = paracetamol
class-nsaid = NSAID
class-other_analgesic = annat icke-opioidt analgetikum
class-simple_analgesic = enkla analgetika sammanlagt
class-opioid = opioider
class-combination = kombinationsanalgetika
class-overusable = flera läkemedelsklasser tillsammans
class-other = annat akutläkemedel
kind-migraine_specific = Dagar med migränspecifikt akutläkemedel
kind-disabling = Dagar med stor funktionsnedsättning eller sängläge
kind-recorded_headache = Dagar med registrerad huvudvärk
kind-aura_only = Dagar med aura utan huvudvärk
kind-simple_analgesic = Dagar med enkla analgetika sammanlagt
kind-any_opioid = Dagar med någon opioid, även i kombination
kind-overusable = Dagar med analgetikum, triptan eller ergotamin
kind-migraine_or_moderate = Dagar med migrän eller måttlig till svår huvudvärk
kind-ichd_migraine = Migrändagar enligt ICHD-3 1.3 C
kind-migraine_features = Dagar med migräntypiska symtom
kind-probable_migraine = Dagar med sannolik migrän
kind-tension_type_like = Dagar med kännetecken för huvudvärk av spänningstyp
kind-aura = Auradagar
kind-crystal_clear = Helt besvärsfria dagar
kind-menstruation = Dagar med menstruation
profile-MD-2 = IHS 2018, kronisk migrän (MD-2)
profile-MD-3 = IHS 2020, episodisk migrän (MD-3, osäker)
profile-MD-4 = STRIVE och ARISE (MD-4)
profile-MD-5 = erenumab vid kronisk migrän (MD-5)
profile-MD-6 = HALO, kronisk migrän (MD-6)
profile-MD-7 = HALO, episodisk migrän (MD-7)
profile-MD-8 = galkanezumabstudierna (MD-8)
profile-MD-9 = eptinezumabstudierna (MD-9)
profile-MD-9b = atogepantstudierna (MD-9b)

## Varför en regel inte räknas ut

reason-rule-clinician = Kräver anamnes eller undersökning.
reason-rule-aura_detail = Kräver uppgifter om auran som en daglig dagbok inte har.
reason-rule-many_a_day = Kräver flera anfall per dygn, timme för timme.
reason-rule-complete_diary = Kan inte följa av en dagbok där varje läkemedel anges.
reason-rule-not_recorded = Uppgiften finns inte i exporten.
reason-rule-finding = Ett publicerat resultat som hjälper tolkningen, ingen regel att räkna ut.
reason-rule-trial_only = Gäller i den studie där regeln användes; här visas antal och intervall.
reason-rule-guidance = Vägledning om vård, som programmet inte ger.
reason-rule-unverified = Källtexten är inte läst; regeln används inte.
source-local_setting = lokal inställning
source-derived = följer av beräkning
source-clinic_rule = mottagningens regel
source-well_known = allmänt vedertaget

## Formulär

score-band-hit6-little = liten eller ingen påverkan
score-band-hit6-some = viss påverkan
score-band-hit6-substantial = betydande påverkan
score-band-hit6-severe = svår påverkan
score-band-midas-I = grad I, liten eller ingen funktionsnedsättning
score-band-midas-II = grad II, lindrig funktionsnedsättning
score-band-midas-III = grad III, måttlig funktionsnedsättning
score-band-midas-IVA = grad IVA, svår funktionsnedsättning
score-band-midas-IVB = grad IVB, mycket svår funktionsnedsättning
score-band-pgic-responder = mycket eller väldigt mycket bättre
score-band-pgic-minimal_or_none = lite bättre, oförändrat eller lite sämre
score-band-pgic-worse = mycket eller väldigt mycket sämre
score-band-mtoq4-very_poor = mycket dålig effekt av akutbehandling
score-band-mtoq4-poor = dålig effekt av akutbehandling
score-band-mtoq4-moderate = måttlig effekt av akutbehandling
score-band-mtoq4-maximum = maximal effekt av akutbehandling
score-change-hit6_chronic = minst 6 poäng lägre (kronisk migrän, Houts 2020)
score-change-hit6_primary_care = minst 2,5 poäng lägre (primärvård, medelförändring, Smelt 2014)
score-change-hit6_primary_care_roc = minst 6 poäng lägre (primärvård, ROC, Smelt 2014)
score-change-hit6_groups = 1,5 poäng lägre mellan grupper (Smelt 2014)
score-change-hit6_ahs = minst 5 poäng lägre (AHS)
score-change-hit6_region_stockholm = minst 30 % lägre av råpoängen (Region Stockholm)
score-change-midas_points = minst 5 poäng lägre vid utgångsvärde 11–20 (AHS)
score-change-midas_percent = minst 30 % lägre vid utgångsvärde över 20 (AHS)
score-change-midas_region_stockholm = minst 30 % lägre (Region Stockholm)
score-change-msq_restrictive = 3,2 poäng högre mellan grupper (Cole 2009)
score-change-msq_restrictive_person = minst 5 poäng högre (Cole 2009)
score-change-msq_preventive = 4,6 poäng högre mellan grupper (Cole 2009)
score-change-msq_preventive_person = minst 5 poäng högre (lägre gränsen, Cole 2009)
score-change-msq_preventive_person_strict = minst 7,9 poäng högre (högre gränsen, Cole 2009)
score-change-msq_emotional = 7,5 poäng högre mellan grupper (Cole 2009)
score-change-msq_emotional_person = minst 8 poäng högre (lägre gränsen, Cole 2009)
score-change-msq_emotional_person_strict = minst 10,6 poäng högre (högre gränsen, Cole 2009)
score-too-soon = Mindre än tre månader mellan mätningarna; MIDAS blickar tre månader tillbaka.

## Symtom

symptom-unilateral = ensidig
symptom-pulsating = pulserande
symptom-aggravated_by_activity = förvärras av aktivitet
symptom-nausea = illamående
symptom-vomiting = kräkning
symptom-photophobia = ljuskänslighet
symptom-phonophobia = ljudkänslighet
symptom-aura = aura

## Underlag för subvention

basis-head = Underlag för bedömning enligt { $rule } ({ $region })
basis-tried = { $drug }{ $dose }, { $days }: { $reason }
basis-failed-met = Minst { $needed } förebyggande behandlingar som inte haft effekt eller inte tolererats är dokumenterade ({ $failed }).
basis-failed-undetermined = { $failed } av { $needed } förebyggande behandlingar som inte haft effekt eller inte tolererats är dokumenterade här; tidigare behandlingar kan finnas i journalen.
basis-short = prövad kortare tid än tre månader

## Reglerna, en mening var

rule-TRI-1 = En gräns är uppnådd, inte uppnådd, eller så beror svaret på okända uppgifter, när de tomma dagarna avgör.
rule-TRI-2 = En tom dag är inte huvudvärksfri; den räknas varken i täljaren eller i nämnaren.
rule-TRI-3 = Antal, ifyllda dagar och periodens längd visas tillsammans.
rule-DAY-1 = En dag är ett lokalt kalenderdygn, midnatt till midnatt.
rule-DAY-2 = En migrändag är också en huvudvärksdag.
rule-DAY-2b = En dag med aura utan huvudvärk kan vara en migrändag enligt MD-1, men räknas inte mot gränser som gäller huvudvärk (CM-1, CM-5, MOH-1); sådana dagar anges för sig.
rule-DAY-3 = Dagar med läkemedel räknas, inte doser.
rule-DAY-4 = En månad är 28 dagar om inget annat sägs.
rule-DAY-5 = Gränser per månad tillämpas oförändrade på 28 dagar.
rule-DAY-6 = Definitionen av migrändag anges bredvid varje siffra.
rule-MIG-1A = Minst fem anfall som uppfyller B–D.
rule-MIG-1B = Anfallet varar 4–72 timmar, obehandlat eller utan effekt av behandling.
rule-MIG-1C = Minst två av ensidig, pulserande, måttlig eller svår, förvärras av fysisk aktivitet.
rule-MIG-1D = Illamående eller kräkning, eller både ljus- och ljudkänslighet.
rule-MIG-1E = Förklaras inte bättre av annan diagnos.
rule-MA-A = Minst två anfall med aura som uppfyller B och C.
rule-MA-B = Minst ett helt reversibelt aurasymtom.
rule-MA-C = Minst tre av sex kännetecken för aura.
rule-MA-D = Förklaras inte bättre av annan diagnos.
rule-MA-N = En auradag är en dag med aura i 5–60 minuter; migrän med aura härleds inte ur dagboken.
rule-CM-1 = Huvudvärk minst 15 dagar per månad i mer än tre månader.
rule-CM-2 = Minst fem migränanfall sammanlagt.
rule-CM-3 = Migrän enligt kriterium C minst 8 dagar per månad i mer än tre månader.
rule-CM-4 = För de åtta dagarna gäller inget krav på minsta duration.
rule-CM-5 = Mönster förenligt med kronisk migrän: tre 28-dagarsperioder i följd med minst 15 huvudvärksdagar och minst 8 migrändagar.
rule-CM-6 = Frekvent huvudvärk kräver i regel dagbok dag för dag i minst en månad.
rule-CM-7 = Kronisk migrän utesluter huvudvärk av spänningstyp; läkemedelsöveranvändningshuvudvärk anges utöver kronisk migrän.
rule-CM-8 = Återgång från kronisk till episodisk migrän: färre än 15 huvudvärksdagar per månad tre månader i följd.
rule-CM-9 = Frekvensband för visning; ingen överenskommen indelning finns.
rule-CM-10 = En enda 28-dagarsperiod räcker inte för att kalla migränen kronisk eller episodisk.
rule-PM-1 = Sannolik migrän: anfall som uppfyller alla kriterier A–D utom ett.
rule-PM-2 = Dag med sannolik migrän: två av tre (duration, smärtkarakteristika, åtföljande symtom).
rule-TTH-1 = Infrekvent episodisk huvudvärk av spänningstyp: mindre än 1 dag per månad.
rule-TTH-2 = Frekvent episodisk huvudvärk av spänningstyp: 1–14 dagar per månad.
rule-TTH-3 = Kronisk huvudvärk av spänningstyp: minst 15 dagar per månad.
rule-TTH-4 = Kännetecken: minst två av dubbelsidig, tryckande, lätt eller måttlig, förvärras inte av fysisk aktivitet; utan illamående eller kräkning och med högst ett av ljus- och ljudkänslighet.
rule-CH-1 = Klusterhuvudvärk (Hortons huvudvärk): svåra ensidiga anfall på 15–180 minuter.
rule-CH-2 = Klusterhuvudvärk kan inte bedömas ur en daglig migrändagbok.
rule-MOH-1 = Läkemedelsöveranvändningshuvudvärk, A och B: minst 15 huvudvärksdagar per månad och överanvändning i mer än tre månader.
rule-MOH-2 = Ergotamin minst 10 dagar per månad.
rule-MOH-3 = Triptaner minst 10 dagar per månad.
rule-MOH-4 = Enkla analgetika (paracetamol, NSAID, andra icke-opioida) sammanlagt minst 15 dagar per månad; en tablett med två av dem räknas här och inte på någon av dem ensam.
rule-MOH-4a = Paracetamol minst 15 dagar per månad.
rule-MOH-4b = NSAID, även acetylsalicylsyra, minst 15 dagar per månad.
rule-MOH-4c = Annat icke-opioidt analgetikum minst 15 dagar per månad.
rule-MOH-5 = Opioider minst 10 dagar per månad; en opioid i ett kombinationsanalgetikum räknas under MOH-6. Dagar med någon opioid anges enbart som antal.
rule-MOH-6 = Kombinationsanalgetika minst 10 dagar per månad: analgetika av två klasser, eller analgetikum med koffein. Två icke-opioida analgetika i samma tablett räknas inte hit.
rule-MOH-7 = Flera klasser tillsammans minst 10 dagar per månad, utan att någon når sin egen gräns perioden igenom; klassen får växla från månad till månad.
rule-MOH-8 = Annat läkemedel minst 10 dagar per månad. Gränsen för lasmiditan är en expertbedömning och räknas inte in i MOH-1 och MOH-10.
rule-MOH-9 = Ospecificerad eller obekräftad överanvändning av flera klasser.
rule-MOH-10 = Överanvändning anges ur läkemedelsdagar; den är inte detsamma som läkemedelsöveranvändningshuvudvärk.
rule-MOH-11 = Överanvändning bedöms aldrig på uppräknade läkemedelsdagar.
rule-MOH-12 = Gepanter ger ingen signal; för lasmiditan är gränsen en expertbedömning.
rule-MOH-13 = Förebyggande läkemedel, antiemetika, syrgas, lågdos-ASA, geler, krämer och plåster räknas inte.
rule-MOH-14 = Att huvudvärken ger med sig efter utsättning är inte längre ett kriterium.
rule-MOH-15 = Tidig varningssignal: 8–9 dagar med triptan, opioid, ergotamin eller kombination, eller 12–14 med enkelt analgetikum.
rule-MEN-1 = Fönstret är dag −2, −1, 1, 2 och 3; dag 1 är första blödningsdagen.
rule-MEN-2 = Ren menstruell migrän: anfall enbart i fönstret i minst 2 av 3 cykler.
rule-MEN-3 = Menstruationsrelaterad migrän: anfall i fönstret i minst 2 av 3 cykler, och även vid andra tider.
rule-MEN-4 = Kräver tre cykler i följd med känd dag 1 och alla fem dagarna ifyllda.
rule-MEN-5 = Hormonell bortfallsblödning räknas som menstruation, men mekanismen kan vara en annan.
rule-MEN-6 = En ny cykel börjar först efter 14 blödningsfria dagar.
rule-ATT-1 = Migrändagar i följd är ett anfall.
rule-ATT-2 = Ett nytt anfall kräver 48 huvudvärksfria timmar.
rule-ATT-3 = En enstaka migränfri dag mellan två migrändagar räknas in i anfallet.
rule-ATT-4 = Vid tomma dagar anges antalet anfall som ett intervall.
rule-MD-0 = Migrändag enligt patientens egen bedömning.
rule-MD-1 = Migrändag minst 30 minuter med migräntypiska symtom, aura, eller migränspecifikt läkemedel oavsett effekt.
rule-VAL-1 = Hur långt en kalenders migrändag bär: Dansk Hovedpinecenters digitala kalender mot läkare, 30 patienter: migränanfall med sensitivitet 82 % och specificitet 78 % (kappa 0,60), huvudvärk av spänningstyp 84 och 72 % (kappa 0,54). Hör till MD-1.
rule-MD-2 = Migrändag minst 4 timmar med migrän eller sannolik migrän, eller migränspecifikt läkemedel med effekt.
rule-MD-3 = Som MD-2 men minst 30 minuter; minsta duration är osäker.
rule-MD-4 = Migrändag minst 30 minuter med smärtkarakteristika eller åtföljande symtom, eller migränspecifikt läkemedel.
rule-MD-5 = Som MD-4 men minst 4 timmar.
rule-MD-6 = Migrändag minst 4 timmar eller med triptan eller ergotamin; huvudvärksdag av minst måttlig grad.
rule-MD-7 = Migrändag minst 2 timmar eller med triptan eller ergotamin.
rule-MD-8 = Migrändag minst 30 minuter av migrän eller sannolik migrän.
rule-MD-9 = Migrändag minst 4 timmar med migräntypiska symtom, eller kortare huvudvärk som patienten uppfattade som migrän och som lindrades av läkemedel.
rule-MD-9b = Migrändag minst 2 timmar med smärtkarakteristika eller åtföljande symtom, utan krav på minsta duration om triptan eller ergotamin togs.
rule-MD-10 = Definitionen påverkar antalet: från 4 timmar till 30 minuter ökade migrändagarna med 5,4 %.
rule-MD-11 = Definitioner blandas aldrig mellan perioder som jämförs.
rule-HD-1 = Huvudvärksdag: patienten angav huvudvärk.
rule-HD-2 = Minst måttlig: svårighetsgrad 2 av 3, eller 4 av 10 där bara en siffra finns.
rule-HD-3 = Svår: svårighetsgrad 3 av 3, eller 7 av 10 där bara en siffra finns.
rule-HD-4 = Helt besvärsfri dag: ingen huvudvärk, ingen aura, inget akutläkemedel.
rule-HD-5 = Läkemedel utan angiven huvudvärk är en läkemedelsdag, inte en huvudvärksdag.
rule-AMD-1 = Dag med akutläkemedel: ifylld dag med minst en dos.
rule-AMD-2 = Migränspecifikt: triptan, ergotamin, gepant som tagits akut, lasmiditan.
rule-AMD-3 = Rimegepant kan vara akut eller förebyggande; förskrivningen avgör.
rule-AMD-4 = Smärtbörda: timmar gånger dagens värsta smärta.
rule-AMD-5 = Huvudvärkstimmar och svårighetsgrad på kvarvarande huvudvärksdagar.
rule-WIN-1 = Baslinjen är de 28 dagarna före första dosen.
rule-WIN-2 = Behandlingsmånad k börjar 28(k−1) dagar efter första dosen.
rule-WIN-3 = Studier mäter effekt i olika perioder; perioden anges.
rule-WIN-4 = Huvudperiod vecka 9–12; därtill medelvärdet av vecka 1–12.
rule-WIN-5 = Kalendermånader jämförs bara per 28 dagar.
rule-WIN-6 = Baslinje över tre månader kan visas.
rule-WIN-7 = Minst fyra veckors dagbok före start, utan andra nya insatser.
rule-WIN-8 = Vanliga dosintervall för förebyggande läkemedel.
rule-WIN-9 = Perioder räknas från första dosen, dosintervall från varje injektion.
rule-WIN-10 = En dos mer än 7 dagar sen (84-dagarsintervall: 14) är en dosavvikelse.
rule-WIN-11 = Andra förändringar under perioderna anges som samtidiga insatser.
rule-EVAL-1 = CGRP-antikroppar utvärderas i Europa efter minst tre månader; uppehåll övervägs efter 12–18 månader.
rule-EVAL-2 = USA: efter 3 månader (6 vid kvartalsdosering), med 50 % minskning eller formulärförbättring.
rule-EVAL-3 = Tyskland: efter 3 månader, med 50 % minskning eller formulärförbättring.
rule-EVAL-4 = Sverige: efter 3 månader, minst 30 % minskning av migrändagar.
rule-EVAL-5 = Botulinumtoxin: efter 2–3 omgångar om 12 veckor, minst 30 % minskning av huvudvärksdagar.
rule-EVAL-6 = Botulinumtoxin enligt NICE TA260: 30 % efter 2 omgångar, färre än 15 dagar tre månader i följd.
rule-EVAL-7 = Peroral profylax prövas 2–3 månader i måldos.
rule-EVAL-8 = Gepanter som profylax: 12 veckor. Något svenskt beslut om när de avslutas har inte hittats; för England se EVAL-N.
rule-EVAL-N-TA682 = Erenumab enligt NICE TA682 (England): avslutas efter 12 veckor om migränen minskat mindre än 50 % vid episodisk eller 30 % vid kronisk migrän. Senast kontrollerad 2026-11-28.
rule-EVAL-N-TA764 = Fremanezumab enligt NICE TA764 (England): avslutas efter 12 veckor om migränen minskat mindre än 50 % vid episodisk eller 30 % vid kronisk migrän. Senast kontrollerad 2026-11-28.
rule-EVAL-N-TA659 = Galkanezumab enligt NICE TA659 (England): avslutas efter 12 veckor om migränen minskat mindre än 50 % vid episodisk eller 30 % vid kronisk migrän. Senast kontrollerad 2026-11-28.
rule-EVAL-N-TA871 = Eptinezumab enligt NICE TA871 (England): avslutas efter 12 veckor om migränen minskat mindre än 50 % vid episodisk eller 30 % vid kronisk migrän. Senast kontrollerad 2026-11-28.
rule-EVAL-N-TA973 = Atogepant enligt NICE TA973 (England): avslutas efter 12 veckor om migränen minskat mindre än 50 % vid episodisk eller 30 % vid kronisk migrän. Senast kontrollerad 2026-11-28.
rule-EVAL-N-TA906 = Rimegepant som förebyggande enligt NICE TA906 (England): avslutas efter 12 veckor om antalet migränanfall minskat mindre än 50 %. Senast kontrollerad 2026-11-28.
rule-EVAL-9 = Sen effekt förekommer: en del svarar först efter 3–12 månader.
rule-EVAL-10 = Efter utsättning av antikropp återgår migrändagarna mot baslinjen.
rule-EVAL-11 = Återinsättning efter tre månaders uppehåll gav åter färre migrändagar.
rule-CMP-1 = Dagboken fylls i varje dag, även huvudvärksfria dagar.
rule-CMP-2 = Dagar är ifyllda, öppna, låsta eller utanför dagboken.
rule-CMP-3 = Ifyllnadsgrad räknas nu och slutgiltigt, aldrig på dagar utanför.
rule-CMP-4 = En dag kan fyllas i till och med sju dagar efteråt.
rule-CMP-5 = Tid till ifyllnad: samma dag eller dagen efter, eller i efterhand.
rule-CMP-6 = Luckor på tre dagar eller mer visas.
rule-CMP-10 = Fremanezumabstudierna: minst 85 % ifyllt under baslinjen.
rule-CMP-11 = Atogepantstudierna: minst 20 av 28 dagar.
rule-CMP-12 = Erenumabstudierna: minst 80 %; månad med färre än 14 dagar räknas som saknad.
rule-CMP-13 = Galkanezumabstudierna: minst 80 %; normaliserat till 30 dagar.
rule-CMP-14 = Eptinezumabstudierna (PROMISE): minst 21 av 28 dagar normaliseras.
rule-CMP-15 = DELIVER: minst 24 av 28 dagar.
rule-CMP-16 = PROMISE-2: perioder med mer än 10 % saknade dagar uteslöts.
rule-CMP-17 = PREEMPT: minst 20 av 28 dagar.
rule-CMP-18 = IHS och EMA: ingen allmän regel för saknade dagar.
rule-CMP-20 = Uppräknat antal: 28 gånger antalet delat med ifyllda dagar.
rule-CMP-21 = Underlag: gott från 24, tillräckligt från 21, begränsat från 14 ifyllda dagar av 28.
rule-CMP-22 = Utvärdering kräver tillräckligt underlag både före och efter.
rule-CMP-23 = 80 % i hela dagar: 23 av 28.
rule-CMP-24 = En veckosiffra kräver minst 4 av 7 ifyllda dagar.
rule-CMP-25 = Intervallet från inga till alla tomma dagar visas.
rule-CMP-26 = Enstaka dagar fylls aldrig i av programmet.
rule-MIS-1 = Saknade dagar är inte slumpmässiga; dagar med läkemedel fylls oftare i.
rule-MIS-2 = Det omvända förekommer: för sjuk för att fylla i.
rule-MIS-3 = Leidens dagbok: median 96,4 % ifyllt.
rule-MIS-4 = N1-Headache: 32,4 % fyllde i 90 dagar.
rule-MIS-5 = 17 studier: 89 % ifyllt i profylaxstudier.
rule-MIS-6 = Internetdagbok 15,0 och pappersdagbok 20,8 ifyllda dagar av 21.
rule-MIS-7 = Pappersdagböcker fylls i efterhand.
rule-MIS-8 = Enligt minnet 11,1 och enligt dagboken 13,7 huvudvärksdagar per 28 dagar.
rule-MIS-9 = Minnet ger fler svåra dagar än dagboken.
rule-MIS-10 = Ihågkomna antal avrundas till jämna femtal.
rule-MIS-11 = Prognoskohort: 9,3 % av dagarna saknades.
rule-MIS-12 = Ingen publikation mäter hur väl uppräkning stämmer.
rule-MIS-13 = Uppgift om DMKG-appens ifyllnad saknas.
rule-RESP-1 = Procentuell förändring mot baslinjen, positiv vid förbättring.
rule-RESP-2 = Responsklasser: minst 30, 50, 75 och 100 %.
rule-RESP-3 = Vid kronisk migrän kan 30 % vara kliniskt betydelsefullt.
rule-RESP-4 = Superrespons minst 75 %, fullständig 100 %.
rule-RESP-5 = Utebliven effekt definieras olika; definitionen anges.
rule-RESP-6 = Försämring: minst 2 dagar fler och intervallet över noll.
rule-RESP-7 = Under 4 dagar per 28 i baslinjen anges ingen procentsats.
rule-RESP-8 = Minst 2 (episodisk) eller 4 (kronisk) migrändagar färre.
rule-RESP-9 = Gränser jämförs med orundade tal.
rule-RESP-10 = Varaktig effekt: tre perioder i följd.
rule-RESP-11 = Både migrändagar och huvudvärksdagar visas.
rule-RESP-12 = En responsklass visas aldrig utan ifyllnad, definition, samtidiga insatser och intervall.
rule-GOAL-1 = Migränfrihet: 0 dagar med migrän eller måttlig till svår huvudvärk, helst under tre månader.
rule-GOAL-2 = Optimal kontroll: färre än 4 sådana dagar under tre månader (och god effekt av akutläkemedel, som inte prövas); en enda period anges som denna period.
rule-GOAL-3 = Måttlig kontroll: 4–6 sådana dagar.
rule-GOAL-4 = Otillräcklig kontroll: fler än 6 sådana dagar.
rule-GOAL-5 = Behandlingsresistent och refraktär migrän enligt EHF 2020.
rule-PRO-1 = HIT-6: 36–78 poäng, fyra veckor.
rule-PRO-2 = HIT-6: högst 49 liten, 50–55 viss, 56–59 betydande, från 60 svår påverkan.
rule-PRO-3 = HIT-6: betydelsefull förändring, 6 poäng vid kronisk migrän.
rule-PRO-4 = HIT-6 som 30 % minskning: lägsta möjliga poäng är 36, vilket gör det svårt; poäng och procent visas.
rule-PRO-5 = MIDAS: grad I 0–5, II 6–10, III 11–20, IV från 21.
rule-PRO-6 = MIDAS: 5 poäng vid 11–20, 30 % över 20.
rule-PRO-7 = MIDAS kräver tre månader mellan mätningar.
rule-PRO-8 = MSQ: tre domäner, 0–100, högre är bättre.
rule-PRO-9 = MSQ: skillnad mellan grupper 3,2, 4,6 och 7,5 poäng; för en enskild person 5, 5 till 7,9 och 8 till 10,6 poäng.
rule-PRO-10 = PGIC: mycket eller väldigt mycket bättre.
rule-PRO-11 = HURT: åtta frågor, ingen poängskala.
rule-PRO-12 = mTOQ-4: 0 mycket dålig, 1–5 dålig, 6–7 måttlig, 8 maximal effekt.
rule-PRO-13 = MPFID: 0–100, förändring 5 poäng.
rule-PRO-14 = Bara poäng lagras; frågorna är licensierade.
rule-WEAR-1 = Effekten avtar före nästa dos: den varar inte hela dosintervallet.
rule-WEAR-2 = Metaanalys: liten effekt i undergruppen kronisk migrän.
rule-WEAR-3 = Ingen validerad gräns finns för en enskild patient.
rule-WEAR-4 = Veckor i slutet av dosintervallet jämförs med tidigare veckor.
rule-WEAR-5 = Menscykel, förväntan, helger och ifyllnad i efterhand kan förväxlas med att effekten avtar före nästa dos.
rule-TLV-1 = CGRP-antikroppar subventioneras vid kronisk migrän där minst två profylaktiska behandlingar inte haft effekt eller inte tolererats.
rule-TLV-2 = Kronisk migrän enligt begränsningen: minst 15 huvudvärksdagar per månad, varav minst 8 med migränhuvudvärk, i mer än tre månader.
rule-TLV-3 = Förskrivs av neurolog eller läkare vid neurologklinik eller enhet specialiserad på kronisk eller svår migrän.
rule-TLV-4 = NT-rådet och Region Stockholm: effekten bedöms efter 3 månader, minst 30 % minskning av migrändagar.
rule-TLV-5 = Vydura subventioneras för akutbehandling: minst två anfall per månad (prövas ur dagboken) och två triptaner som inte haft effekt eller inte tolererats (prövas inte).
rule-TLV-6 = TLV:s omprövning: begränsningen oförändrad.
rule-TLV-7 = Aquipta: svensk subvention är inte klarlagd.
rule-TLV-8 = Regionerna beslutar; regelverket kan anpassas per region.
rule-TLV-9 = Naramig: nya patienter bara när sumatriptan inte räcker eller inte är lämpligt; aktualiteten är osäker.
rule-TLV-10 = Programmet visar underlag för bedömning, aldrig om kraven är uppfyllda.
rule-TLV-11 = Optimerad behandling: adekvat dos under adekvat tid, eller avbruten på grund av biverkning.
rule-TLV-12 = Antikroppar är godkända från 4 migrändagar per månad men subventioneras inte vid episodisk migrän.
rule-CTX-1 = AHS 2024: behandling mot CGRP är ett förstahandsval utan krav på tidigare misslyckade läkemedel. Enbart bakgrund: svensk subvention är en annan.
rule-ORA-8 = Europeisk kohort på CGRP-antikroppar, 5 818 patienter, 6 månader: minst 50 % färre huvudvärksdagar hos 56,5 %, minst 75 % hos 26,7 %; för 855 saknas uppgift vid 6 månader.
rule-TLV-13 = Botox ges på sjukhus; finansieringen är regional och osäker.
rule-SE-1 = Nationell riktlinje för migrän, januari 2023.
rule-SE-2 = Förebyggande behandling övervägs vid minst tre anfall per månad som behöver behandling.
rule-SE-3 = Förstahandsval enligt Kloka listan: metoprolol, kandesartan, amitriptylin.
rule-SE-4 = Neuroregistret för svår neurovaskulär huvudvärk.
rule-SE-5 = Läkemedelsverkets behandlingsrekommendation är inte läst.
rule-SE-6 = Diagnoskoder enligt ICD-10-SE.
rule-ATC-1 = Läkemedelsklasser känns igen på ATC-kod, undantag först.
rule-ATC-2 = ATC-koder ändras; äldre koder känns igen.

criterion-name-CM-5 = Mönster förenligt med kronisk migrän
criterion-name-MOH-1 = Läkemedelsöveranvändning med huvudvärk minst 15 dagar
criterion-name-MOH-10 = Överanvändning av akutläkemedel
criterion-name-MOH-15 = Nära en gräns för överanvändning
criterion-name-MEN-2 = Menstruell migrän
criterion-name-MEN-3 = Menstruationsrelaterad migrän
criterion-short-met = uppfyllt
criterion-short-undetermined = kan inte avgöras (tomma dagar)
criterion-line = { $name }: { $outcome } – { $days }.
