## Ord som delas av alla sidor

language-name = Svenska
percent = { $value } %
product-name = Huvudvärksdagbok
days-from-to = { $first } till { $last }

on-filled-days = på { $filled } { $filled ->
    [one] ifylld dag
   *[other] ifyllda dagar
}
on-told-days = på { $told } av { $filled } ifyllda dagar där det framgår
on-days-that-tell = på { $told ->
    [one] 1 dag
   *[other] { $told } dagar
} där det framgår, varav { $empty ->
    [one] 1 i övrigt tom
   *[other] { $empty } i övrigt tomma
}
on-no-day = inga ifyllda dagar
not-told = framgår inte av dagboken
possible-span = möjligt { $lowest }–{ $highest }
days-of-inside = { $days } på { $inside ->
    [one] 1 dag
   *[other] { $inside } dagar
}

kind-headache = Huvudvärksdagar
kind-migraine = Migrändagar
kind-moderate_or_severe = Dagar med måttlig eller svår huvudvärk
kind-severe = Dagar med svår huvudvärk
kind-acute_medication = Dagar med akutläkemedel
kind-triptan = Triptandagar
kind-ergot = Ergotamindagar
kind-opioid = Opioiddagar
kind-combination = Dagar med kombinationsanalgetika
kind-nsaid = NSAID-dagar
kind-paracetamol = Paracetamoldagar
kind-other_analgesic = Dagar med annat analgetikum
kind-simple_combination = Dagar med två enkla analgetika i samma tablett
kind-gepant = Gepantdagar
kind-other = Dagar med annat akutläkemedel
kind-unknown = Dagar med okänt läkemedel

day-filled = ifylld
day-open = tom, kan fortfarande fyllas i
day-open-then = tom, var öppen { $ended }
day-missing = tom och låst
day-outside = utanför dagboken

profile-MD-1 = Leiden 2023 (MD-1)
profile-MD-0 = patientens egen bedömning (MD-0)

sex-female = kvinna
sex-male = man
sex-other = annat kön

visit-start = uppstartsbesök
visit-doctor = läkarbesök
visit-nurse = sjuksköterskebesök
visit-follow_up = uppföljningsbesök
visit-injection_training = injektionsträning
visit-infusion = infusion
channel-chat = chatt
channel-video = video
channel-clinic = på mottagningen
visit-by-channel = { $kind }, { $channel }
visit-on = { $date } ({ $kind })

stopped-no_effect = utebliven effekt
stopped-side_effect = biverkning
stopped-contraindication = kontraindikation
stopped-planned_pause = planerat uppehåll
stopped-other = annan orsak
