## Words shared by all pages

language-name = English
percent = { $value }%
product-name = Headache diary
days-from-to = { $first } to { $last }

on-filled-days = on { $filled } filled { $filled ->
    [one] day
   *[other] days
}
on-told-days = on { $told } of { $filled } filled days that tell
on-days-that-tell = on { $told ->
    [one] 1 day that tells
   *[other] { $told } days that tell
}, { $empty } of them otherwise empty
on-no-day = no filled days
not-told = cannot be told from the diary
possible-span = possible { $lowest }–{ $highest }
days-of-inside = { $days } on { $inside ->
    [one] 1 day
   *[other] { $inside } days
}

kind-headache = Headache days
kind-migraine = Migraine days
kind-moderate_or_severe = Days with moderate or severe headache
kind-severe = Days with severe headache
kind-acute_medication = Acute medication days
kind-triptan = Triptan days
kind-ergot = Ergotamine days
kind-opioid = Opioid days
kind-combination = Combination analgesic days
kind-nsaid = NSAID days
kind-paracetamol = Paracetamol days
kind-other_analgesic = Days with another analgesic
kind-simple_combination = Days with two simple analgesics in one tablet
kind-gepant = Gepant days
kind-other = Days with another acute drug
kind-unknown = Days with an unknown drug

day-filled = filled in
day-open = empty, can still be filled in
day-open-then = empty, was open on { $ended }
day-missing = empty and locked
day-outside = outside the diary

profile-MD-1 = Leiden 2023 (MD-1)
profile-MD-0 = the patient’s own word (MD-0)

sex-female = female
sex-male = male
sex-other = other sex

visit-start = treatment start
visit-doctor = doctor
visit-nurse = nurse
visit-follow_up = follow-up
visit-injection_training = injection training
visit-infusion = infusion
channel-chat = chat
channel-video = video
channel-clinic = at the clinic
visit-by-channel = { $kind }, { $channel }
visit-on = { $date } ({ $kind })

stopped-no_effect = no effect
stopped-side_effect = side effect
stopped-contraindication = contraindication
stopped-planned_pause = planned pause
stopped-other = other reason
