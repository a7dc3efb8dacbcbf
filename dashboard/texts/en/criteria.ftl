## Criteria: what the diary says of each rule

criterion-met = The diary shows a { $pattern }. { $counts }
criterion-not_met = The diary does not show a { $pattern }. { $counts }
criterion-undetermined = It cannot be determined whether the diary shows a { $pattern }. { $counts } { $settle }
criterion-not_computable = Whether the diary shows a { $pattern } cannot be assessed: { $reason }
outcome-met = met
outcome-not_met = not met
outcome-undetermined = undetermined
outcome-not_computable = not computable
criterion-count = { $kind } { $days }: { $count }.
criterion-counts = { $kind } in 28 days { $days }, oldest first: { $counts } (on { $filled } filled days of { $inside }).
criterion-possible = { $observed } (possible { $lowest }–{ $highest })
criterion-aura = Of the migraine days { $numbers } are of aura without headache, oldest first.
criterion-span = { $what }: { $lowest } to { $highest }, depending on what the diary does not tell.
criterion-number = { $what }: { $number }.
criterion-unfilled = { $unfilled ->
    [one] 1 day is empty
   *[other] { $unfilled } days are empty
} { $days }.
settle-open = { $fewest ->
    [one] One more filled day may be enough
   *[other] { $fewest } more filled days may be enough
} to settle it, in the period { $days }; { $open ->
    [one] 1 empty day
   *[other] { $open } empty days
} there can still be filled in.
settle-open-then = { $fewest ->
    [one] One more filled day may be enough
   *[other] { $fewest } more filled days may be enough
} to settle it, in the period { $days }; { $open ->
    [one] 1 empty day was open on { $ended }, locked now
   *[other] { $open } empty days were open on { $ended }, locked now
}.
settle-locked = { $fewest ->
    [one] One empty day in the period { $days } would have to be known, but the empty days are locked.
   *[other] At least { $fewest } empty days in the period { $days } would have to be known, but too many of them are locked.
}
settle-untold = { $unknown ->
    [one] On 1 filled day
   *[other] On { $unknown } filled days
} in the period { $days } the entry does not tell which kind of day it was.
settle-history = Attacks before the diary count as well; the history decides.
settle-days = Unfilled days, or days that do not tell, decide.
no-measure = Days are no measure of this headache (cluster headache, G44.0): several attacks a day do not show in a diary of one entry a day.
part-attacks-met = The part about at least two attacks can be tested in the diary: it holds.
part-attacks-undetermined = The part about at least two attacks depends on days that are not filled in or do not tell which kind they were.
part-attacks-not_computable = The part about at least two attacks cannot be tested in the diary.
part-attacks-not_met = The part about at least two attacks can be tested in the diary: it does not hold.
part-failed-triptans-undetermined = Whether two triptans had no effect or were not tolerated is not in the diary; the record decides.
lacks-windows = the diary does not cover the 28-day periods that the rule asks for.
lacks-fields = the diary does not hold the information that the rule asks for.
lacks-cycles = three consecutive menstrual cycles with a known first day and the days around it filled in are lacking.
lacks-no_measure = days are no measure of this headache (cluster headache, G44.0).
what-attacks = Attacks
what-treated-attacks = Attacks with acute medication
what-cycles = Of 3 cycles, those with an attack in the window (days −2 to +3)

## The days behind a criterion

days-behind = The days behind this
behind-days = { $number ->
    [0] { $kind }: none
   *[other] { $kind } ({ $number }):
}
behind-unknown = Filled days that do not tell of { $kind } ({ $number }):
behind-unfilled = Empty days ({ $number }):

## Patterns, a phrase for each rule

criterion-CM-5 = pattern consistent with chronic migraine (at least 15 headache days and at least 8 migraine days in each of three consecutive 28-day periods)
criterion-CM-1 = pattern of headache on at least 15 days in each of three consecutive 28-day periods
criterion-CM-2 = pattern of at least five attacks consistent with criteria B–D of migraine without aura
criterion-CM-3 = pattern of migraine by criterion C of chronic migraine on at least 8 days in each of three consecutive 28-day periods
criterion-CM-8 = pattern of fewer than 15 headache days in each of three consecutive 28-day periods (after earlier chronic migraine: consistent with reversion to episodic)
criterion-CM-9 = pattern that clearly belongs to one frequency band (headache days of the last 28 days)
criterion-MIG-1A = pattern consistent with migraine without aura (at least five attacks of 4–72 hours with the features of migraine)
criterion-PM-1 = pattern consistent with probable migraine (at least five attacks that fulfil all criteria but one)
criterion-MOH-1 = pattern consistent with criteria A and B of medication-overuse headache (at least 15 headache days and overuse of acute medication in each of three consecutive 28-day periods)
criterion-MOH-10 = pattern consistent with overuse of acute medication in each of three consecutive 28-day periods
criterion-MOH-2 = pattern consistent with overuse of ergotamine (at least 10 days in each of three consecutive 28-day periods)
criterion-MOH-3 = pattern consistent with overuse of triptans (at least 10 days in each of three consecutive 28-day periods)
criterion-MOH-4 = pattern consistent with overuse of simple analgesics together (paracetamol, NSAIDs and other non-opioid analgesics; at least 15 days in each of three consecutive 28-day periods)
criterion-MOH-4a = pattern consistent with overuse of paracetamol (at least 15 days in each of three consecutive 28-day periods)
criterion-MOH-4b = pattern consistent with overuse of NSAIDs (at least 15 days in each of three consecutive 28-day periods)
criterion-MOH-4c = pattern consistent with overuse of another non-opioid analgesic (at least 15 days in each of three consecutive 28-day periods)
criterion-MOH-5 = pattern consistent with overuse of opioids (at least 10 days in each of three consecutive 28-day periods)
criterion-MOH-6 = pattern consistent with overuse of combination analgesics (at least 10 days in each of three consecutive 28-day periods)
criterion-MOH-8 = pattern consistent with overuse of other acute medication (at least 10 days in each of three consecutive 28-day periods)
criterion-MOH-7 = pattern consistent with overuse of several drug classes together (at least 10 days in each of three consecutive 28-day periods, without any class reaching its own limit in all three)
criterion-MOH-15 = pattern close to a limit for overuse of acute medication in the last 28 days
criterion-TTH-1 = pattern consistent with infrequent episodic tension-type headache (less than 1 day a month on average)
criterion-TTH-2 = pattern consistent with frequent episodic tension-type headache (1–14 days a month on average)
criterion-TTH-3 = pattern consistent with chronic tension-type headache (at least 15 days a month on average)
criterion-MEN-2 = pattern consistent with pure menstrual migraine (attacks only on days −2 to +3 in at least 2 of 3 cycles)
criterion-MEN-3 = pattern consistent with menstrually related migraine (attacks on days −2 to +3 in at least 2 of 3 cycles, and at other times as well)
criterion-SE-2 = pattern of at least three attacks treated with acute medication in the last 28 days
criterion-TLV-5 = pattern that the reimbursement of Vydura asks for (at least two migraine attacks in the last 28 days, and at least two triptans without effect or not tolerated)
criterion-classes = It concerns { $classes }.
criterion-bands = { $number ->
    [one] Frequency band
   *[other] Possible frequency bands
}: { $bands }.

## Reservations

caution-history = The history is needed as well: the criterion concerns more than three months, or earlier attacks.
caution-not_moh = Overuse is not the same as medication-overuse headache; the diagnosis is the clinician’s.
caution-expert_opinion = The limits rest on expert opinion rather than on formal evidence (ICHD-3).
caution-opinion = Uncertain rule: no limit is established for the drug, the rule rests on opinion.
caution-early_warning = An early signal by a local setting, not a diagnosis.
caution-features_only = Concerns days with the features of tension-type headache; “not pulsating” is read as pressing.
caution-no_standard = There is no agreed standard for frequency bands.
caution-ask_about_hormones = Whether the bleeding is due to hormonal treatment is not in the diary.
caution-treated_is_taken_as_needing = An attack counts when acute medication was taken during it.
caution-basis_only = A basis for assessment; the assessment is the clinician’s.
caution-uncertain = Uncertain source: the primary source has not been checked.

## Bands and classes

band-below = below the lowest band
band-lfem = low-frequency
band-hfem = high-frequency
band-cm = in the range of chronic migraine
band-above = above the highest band
bandset-display = headache days, limits 8 and 15
bandset-galcanezumab = migraine days by EVOLVE, limits 4, 8 and 15
bandset-eptinezumab = headache days by the eptinezumab analysis of 2022, limits 4, 10 and 15
class-ergot = ergotamine
class-triptan = triptans
class-paracetamol = paracetamol
class-nsaid = NSAIDs
class-other_analgesic = another non-opioid analgesic
class-simple_analgesic = simple analgesics together
class-opioid = opioids
class-combination = combination analgesics
class-overusable = several drug classes together
class-other = other acute medication
kind-migraine_specific = Days with migraine-specific medication
kind-disabling = Days much hindered or in bed
kind-recorded_headache = Days with headache recorded
kind-aura_only = Days with aura and no headache
kind-simple_analgesic = Days with simple analgesics together
kind-any_opioid = Days with any opioid, in combination too
kind-overusable = Days with an analgesic, triptan or ergotamine
kind-migraine_or_moderate = Days with migraine or moderate-to-severe headache
kind-ichd_migraine = Migraine days by ICHD-3 1.3 C
kind-migraine_features = Days with the features of migraine
kind-probable_migraine = Days with probable migraine
kind-tension_type_like = Days with the features of tension-type headache
kind-aura = Aura days
kind-crystal_clear = Crystal-clear days
kind-menstruation = Days with menstruation
profile-MD-2 = IHS 2018, chronic migraine (MD-2)
profile-MD-3 = IHS 2020, episodic migraine (MD-3, uncertain)
profile-MD-4 = STRIVE and ARISE (MD-4)
profile-MD-5 = erenumab in chronic migraine (MD-5)
profile-MD-6 = HALO, chronic migraine (MD-6)
profile-MD-7 = HALO, episodic migraine (MD-7)
profile-MD-8 = the galcanezumab trials (MD-8)
profile-MD-9 = the eptinezumab trials (MD-9)
profile-MD-9b = the atogepant trials (MD-9b)

## Why a rule is not worked out

reason-rule-clinician = Asks for history or examination.
reason-rule-aura_detail = Asks for details of the aura that a daily diary does not hold.
reason-rule-many_a_day = Asks for several attacks a day, hour by hour.
reason-rule-complete_diary = Cannot follow from a diary that names every drug.
reason-rule-not_recorded = The information is not in the export.
reason-rule-finding = A published finding that helps the reading, not a rule to work out.
reason-rule-trial_only = Holds in the trial where it was used; here counts and ranges are shown.
reason-rule-guidance = Guidance on care, which the program does not give.
reason-rule-unverified = The source has not been read; the rule is not used.
source-local_setting = local setting
source-derived = follows by arithmetic
source-clinic_rule = the clinic’s rule
source-well_known = generally accepted

## Questionnaires

score-band-hit6-little = little or no impact
score-band-hit6-some = some impact
score-band-hit6-substantial = substantial impact
score-band-hit6-severe = severe impact
score-band-midas-I = grade I, little or no disability
score-band-midas-II = grade II, mild disability
score-band-midas-III = grade III, moderate disability
score-band-midas-IVA = grade IVA, severe disability
score-band-midas-IVB = grade IVB, very severe disability
score-band-pgic-responder = much or very much improved
score-band-pgic-minimal_or_none = minimally improved, unchanged or minimally worse
score-band-pgic-worse = much or very much worse
score-band-mtoq4-very_poor = very poor efficacy of acute treatment
score-band-mtoq4-poor = poor efficacy of acute treatment
score-band-mtoq4-moderate = moderate efficacy of acute treatment
score-band-mtoq4-maximum = maximum efficacy of acute treatment
score-change-hit6_chronic = at least 6 points lower (chronic migraine, Houts 2020)
score-change-hit6_primary_care = at least 2.5 points lower (primary care, mean change, Smelt 2014)
score-change-hit6_primary_care_roc = at least 6 points lower (primary care, ROC, Smelt 2014)
score-change-hit6_groups = 1.5 points lower between groups (Smelt 2014)
score-change-hit6_ahs = at least 5 points lower (AHS)
score-change-hit6_region_stockholm = at least 30% lower of the raw score (Region Stockholm)
score-change-midas_points = at least 5 points lower from a score of 11–20 (AHS)
score-change-midas_percent = at least 30% lower from a score above 20 (AHS)
score-change-midas_region_stockholm = at least 30% lower (Region Stockholm)
score-change-msq_restrictive = 3.2 points higher between groups (Cole 2009)
score-change-msq_restrictive_person = at least 5 points higher (Cole 2009)
score-change-msq_preventive = 4.6 points higher between groups (Cole 2009)
score-change-msq_preventive_person = at least 5 points higher (lower end, Cole 2009)
score-change-msq_preventive_person_strict = at least 7.9 points higher (upper end, Cole 2009)
score-change-msq_emotional = 7.5 points higher between groups (Cole 2009)
score-change-msq_emotional_person = at least 8 points higher (lower end, Cole 2009)
score-change-msq_emotional_person_strict = at least 10.6 points higher (upper end, Cole 2009)
score-too-soon = Less than three months between the scores; MIDAS looks back over three months.

## Symptoms

symptom-unilateral = one-sided
symptom-pulsating = pulsating
symptom-aggravated_by_activity = aggravated by activity
symptom-nausea = nausea
symptom-vomiting = vomiting
symptom-photophobia = sensitivity to light
symptom-phonophobia = sensitivity to sound
symptom-aura = aura

## Basis for reimbursement

basis-head = Basis for assessment by { $rule } ({ $region })
basis-tried = { $drug }{ $dose }, { $days }: { $reason }
basis-failed-met = At least { $needed } preventive treatments without effect or not tolerated are documented ({ $failed }).
basis-failed-undetermined = { $failed } of { $needed } preventive treatments without effect or not tolerated are documented here; earlier ones may be in the record.
basis-short = tried for less than three months

## The rules, a sentence each

rule-TRI-1 = A limit is met, not met or undetermined: undetermined when the empty days decide.
rule-TRI-2 = An empty day is not headache-free; it counts neither above nor below the line.
rule-TRI-3 = Count, filled days and length of the period are shown together.
rule-DAY-1 = A day is a local calendar day, midnight to midnight.
rule-DAY-2 = A migraine day is a headache day as well.
rule-DAY-2b = A day with aura and no headache may be a migraine day by MD-1, but enters no limit that asks for headache (CM-1, CM-5, MOH-1); such days are told apart.
rule-DAY-3 = Days with medication count, not doses.
rule-DAY-4 = A month is 28 days unless stated.
rule-DAY-5 = Limits a month apply unchanged to 28 days.
rule-DAY-6 = The definition of a migraine day stands beside every number.
rule-MIG-1A = At least five attacks that fulfil B–D.
rule-MIG-1B = The attack lasts 4–72 hours, untreated or unsuccessfully treated.
rule-MIG-1C = At least two of one-sided, pulsating, moderate or severe, aggravated by physical activity.
rule-MIG-1D = Nausea or vomiting, or sensitivity to both light and sound.
rule-MIG-1E = Not better accounted for by another diagnosis.
rule-MA-A = At least two attacks with aura that fulfil B and C.
rule-MA-B = At least one fully reversible aura symptom.
rule-MA-C = At least three of six characteristics of aura.
rule-MA-D = Not better accounted for by another diagnosis.
rule-MA-N = An aura day is one with aura for 5–60 minutes; migraine with aura is not derived from the diary.
rule-CM-1 = Headache on at least 15 days a month for more than three months.
rule-CM-2 = At least five migraine attacks in all.
rule-CM-3 = Migraine by criterion C on at least 8 days a month for more than three months.
rule-CM-4 = The eight days need no shortest duration.
rule-CM-5 = Pattern consistent with chronic migraine: three consecutive 28-day periods with at least 15 headache days and at least 8 migraine days.
rule-CM-6 = Frequent headache generally requires a day-by-day diary for at least a month.
rule-CM-7 = Chronic migraine excludes tension-type headache; medication-overuse headache is coded in addition.
rule-CM-8 = Reversion from chronic to episodic migraine: fewer than 15 headache days a month in three consecutive months.
rule-CM-9 = Frequency bands for display; there is no agreed standard.
rule-CM-10 = A single 28-day period is not enough to call migraine chronic or episodic.
rule-PM-1 = Probable migraine: attacks that fulfil all but one of criteria A–D.
rule-PM-2 = Day of probable migraine: two of three (duration, pain features, accompanying symptoms).
rule-TTH-1 = Infrequent episodic tension-type headache: less than 1 day a month.
rule-TTH-2 = Frequent episodic tension-type headache: 1–14 days a month.
rule-TTH-3 = Chronic tension-type headache: at least 15 days a month.
rule-TTH-4 = Features: at least two of bilateral, pressing, mild or moderate, not aggravated by physical activity; without nausea or vomiting and with at most one of sensitivity to light and to sound.
rule-CH-1 = Cluster headache: severe one-sided attacks of 15–180 minutes.
rule-CH-2 = A daily migraine diary cannot evaluate cluster headache.
rule-MOH-1 = Medication-overuse headache, A and B: at least 15 headache days a month and overuse for more than three months.
rule-MOH-2 = Ergotamine on at least 10 days a month.
rule-MOH-3 = Triptans on at least 10 days a month.
rule-MOH-4 = Simple analgesics (paracetamol, NSAIDs, other non-opioid analgesics) cumulatively on at least 15 days a month; a tablet of two of them counts here and for neither alone.
rule-MOH-4a = Paracetamol on at least 15 days a month.
rule-MOH-4b = NSAIDs, acetylsalicylic acid included, on at least 15 days a month.
rule-MOH-4c = Another non-opioid analgesic on at least 15 days a month.
rule-MOH-5 = Opioids on at least 10 days a month; an opioid in a combination analgesic counts under MOH-6. Days with any opioid are told as a count only.
rule-MOH-6 = Combination analgesics on at least 10 days a month: analgesics of two classes, or an analgesic with caffeine. Two non-opioid analgesics in one tablet are none.
rule-MOH-7 = Several classes together on at least 10 days a month, none of them over its own limit through the period; the class may change from month to month.
rule-MOH-8 = Other medication on at least 10 days a month. The limit for lasmiditan is an opinion and enters neither MOH-1 nor MOH-10.
rule-MOH-9 = Unspecified or unverified overuse of several classes.
rule-MOH-10 = Overuse is told from medication days; it is not the same as medication-overuse headache.
rule-MOH-11 = Overuse is never judged from prorated medication days.
rule-MOH-12 = Gepants raise no flag; for lasmiditan the limit is opinion.
rule-MOH-13 = Preventives, antiemetics, oxygen, low-dose aspirin, gels, creams and patches do not count.
rule-MOH-14 = That the headache resolves after withdrawal is no longer a criterion.
rule-MOH-15 = Early signal: 8–9 days with a triptan, opioid, ergotamine or combination, or 12–14 with a simple analgesic.
rule-MEN-1 = The window is days −2, −1, 1, 2 and 3; day 1 is the first day of bleeding.
rule-MEN-2 = Pure menstrual migraine: attacks only in the window in at least 2 of 3 cycles.
rule-MEN-3 = Menstrually related migraine: attacks in the window in at least 2 of 3 cycles, and at other times as well.
rule-MEN-4 = Needs three consecutive cycles with day 1 known and all five days filled in.
rule-MEN-5 = Hormonal withdrawal bleeding counts as menstruation, but the mechanism may differ.
rule-MEN-6 = A new cycle begins only after 14 bleed-free days.
rule-ATT-1 = Consecutive migraine days are one attack.
rule-ATT-2 = A new attack needs 48 headache-free hours.
rule-ATT-3 = A single migraine-free day between two migraine days belongs to the attack.
rule-ATT-4 = Unfilled days make the number of attacks a range.
rule-MD-0 = Migraine day by the patient’s own word.
rule-MD-1 = Migraine day of at least 30 minutes with the features of migraine, aura, or migraine-specific medication irrespective of effect.
rule-VAL-1 = How far a calendar’s migraine day can be trusted: the Danish Headache Center’s digital calendar against a physician, 30 patients: migraine attack with sensitivity 82% and specificity 78% (kappa 0.60), tension-type headache 84 and 72% (kappa 0.54). Belongs to MD-1.
rule-MD-2 = Migraine day of at least 4 hours of migraine or probable migraine, or migraine-specific medication that worked.
rule-MD-3 = As MD-2 but at least 30 minutes; the shortest duration is uncertain.
rule-MD-4 = Migraine day of at least 30 minutes with pain features or accompanying symptoms, or migraine-specific medication.
rule-MD-5 = As MD-4 but at least 4 hours.
rule-MD-6 = Migraine day of at least 4 hours or with a triptan or ergotamine; headache day of at least moderate severity.
rule-MD-7 = Migraine day of at least 2 hours or with a triptan or ergotamine.
rule-MD-8 = Migraine day of at least 30 minutes of migraine or probable migraine.
rule-MD-9 = Migraine day of at least 4 hours with the features of migraine, or shorter if believed to be migraine and relieved by medication.
rule-MD-9b = Migraine day of at least 2 hours with pain features or accompanying symptoms, without a shortest duration if a triptan or ergotamine was taken.
rule-MD-10 = The definition matters: from 4 hours to 30 minutes migraine days rose by 5.4%.
rule-MD-11 = Definitions are never mixed between periods that are compared.
rule-HD-1 = Headache day: the patient reported headache.
rule-HD-2 = At least moderate: severity 2 of 3, or 4 of 10 where only a number is given.
rule-HD-3 = Severe: severity 3 of 3, or 7 of 10 where only a number is given.
rule-HD-4 = Crystal-clear day: no headache, no aura, no acute medication.
rule-HD-5 = Medication without recorded headache is a medication day, not a headache day.
rule-AMD-1 = Acute medication day: a filled day with at least one dose.
rule-AMD-2 = Migraine-specific: triptan, ergotamine, gepant taken acutely, lasmiditan.
rule-AMD-3 = Rimegepant may be acute or preventive; the prescription decides.
rule-AMD-4 = Pain burden: hours times the day’s worst pain.
rule-AMD-5 = Headache hours and severity of the remaining headache days.
rule-WIN-1 = The baseline is the 28 days before first dose.
rule-WIN-2 = Treatment month k begins 28(k−1) days after first dose.
rule-WIN-3 = Trials measure effect in different periods; the period is named.
rule-WIN-4 = Primary period weeks 9–12; besides it the mean of weeks 1–12.
rule-WIN-5 = Calendar months are compared only per 28 days.
rule-WIN-6 = A baseline of three months may be shown.
rule-WIN-7 = At least four weeks of diary before start, without other new interventions.
rule-WIN-8 = Usual dosing cycles of preventives.
rule-WIN-9 = Periods are counted from first dose, dosing cycles from each injection.
rule-WIN-10 = A dose more than 7 days late (84-day cycle: 14) is a dose deviation.
rule-WIN-11 = Other changes within the periods are shown as co-interventions.
rule-EVAL-1 = CGRP antibodies are evaluated in Europe after at least three months; a pause is considered after 12–18 months.
rule-EVAL-2 = US: after 3 months (quarterly dosing 6), with a fall of 50% or improved questionnaires.
rule-EVAL-3 = Germany: after 3 months, with a fall of 50% or improved questionnaires.
rule-EVAL-4 = Sweden: after 3 months, a fall in migraine days of at least 30%.
rule-EVAL-5 = Botulinum toxin: after 2–3 cycles of 12 weeks, a fall in headache days of at least 30%.
rule-EVAL-6 = Botulinum toxin by NICE TA260: 30% after 2 cycles, fewer than 15 days in three consecutive months.
rule-EVAL-7 = Oral preventives are tried for 2–3 months at target dose.
rule-EVAL-8 = Gepants as preventives: 12 weeks. No Swedish decision on ending them was found; for England see EVAL-N.
rule-EVAL-N-TA682 = Erenumab by NICE TA682 (England): ended after 12 weeks where migraine fell by less than 50% in episodic or 30% in chronic migraine. Last checked 2026-11-28.
rule-EVAL-N-TA764 = Fremanezumab by NICE TA764 (England): ended after 12 weeks where migraine fell by less than 50% in episodic or 30% in chronic migraine. Last checked 2026-11-28.
rule-EVAL-N-TA659 = Galcanezumab by NICE TA659 (England): ended after 12 weeks where migraine fell by less than 50% in episodic or 30% in chronic migraine. Last checked 2026-11-28.
rule-EVAL-N-TA871 = Eptinezumab by NICE TA871 (England): ended after 12 weeks where migraine fell by less than 50% in episodic or 30% in chronic migraine. Last checked 2026-11-28.
rule-EVAL-N-TA973 = Atogepant by NICE TA973 (England): ended after 12 weeks where migraine fell by less than 50% in episodic or 30% in chronic migraine. Last checked 2026-11-28.
rule-EVAL-N-TA906 = Rimegepant as a preventive by NICE TA906 (England): ended after 12 weeks where migraine attacks fell by less than 50%. Last checked 2026-11-28.
rule-EVAL-9 = Late responders exist: some respond only after 3–12 months.
rule-EVAL-10 = After an antibody is stopped, migraine days return towards baseline.
rule-EVAL-11 = Restarting after a three-month pause brought a new fall.
rule-CMP-1 = The diary is filled in every day, headache-free days included.
rule-CMP-2 = Days are filled, open, missing or outside the diary.
rule-CMP-3 = Completeness is told for now and as final, never of days outside.
rule-CMP-4 = A day can be filled in until seven days after it.
rule-CMP-5 = Entry lag: the same or the next day, or filled in afterwards.
rule-CMP-6 = Gaps of three days or more are listed.
rule-CMP-10 = Fremanezumab trials: at least 85% filled in during baseline.
rule-CMP-11 = Atogepant trials: at least 20 of 28 days.
rule-CMP-12 = Erenumab trials: at least 80%; a month with fewer than 14 days counts as missing.
rule-CMP-13 = Galcanezumab trials: at least 80%; normalised to 30 days.
rule-CMP-14 = Eptinezumab trials (PROMISE): from 21 of 28 days normalised.
rule-CMP-15 = DELIVER: at least 24 of 28 days.
rule-CMP-16 = PROMISE-2: periods with more than 10% missing days were excluded.
rule-CMP-17 = PREEMPT: at least 20 of 28 days.
rule-CMP-18 = IHS and EMA: no universal rule for missing days.
rule-CMP-20 = Prorated count: 28 times the count divided by filled days.
rule-CMP-21 = Evidence: good from 24, sufficient from 21, limited from 14 filled days of 28.
rule-CMP-22 = Evaluation needs sufficient evidence both before and after.
rule-CMP-23 = 80% in whole days: 23 of 28.
rule-CMP-24 = A weekly figure needs at least 4 of 7 filled days.
rule-CMP-25 = The range from none to all empty days is shown.
rule-CMP-26 = Single days are never imputed.
rule-MIS-1 = Missing days are not random; days with medication are filled in more often.
rule-MIS-2 = The opposite occurs: too ill to fill in.
rule-MIS-3 = The Leiden diary: median 96.4% filled in.
rule-MIS-4 = N1-Headache: 32.4% completed 90 days.
rule-MIS-5 = 17 trials: 89% filled in in preventive trials.
rule-MIS-6 = Internet diary 15.0 and paper diary 20.8 completed days of 21.
rule-MIS-7 = Paper diaries are filled in afterwards.
rule-MIS-8 = Recall gives 11.1 and the diary 13.7 headache days per 28 days.
rule-MIS-9 = Recall gives more severe days than the diary.
rule-MIS-10 = Recalled numbers are rounded to multiples of five.
rule-MIS-11 = Forecast cohort: 9.3% of days were missing.
rule-MIS-12 = No publication measures how accurate prorating is.
rule-MIS-13 = No figure for adherence to the DMKG app was found.
rule-RESP-1 = Percent change against baseline, positive for improvement.
rule-RESP-2 = Response classes: at least 30, 50, 75 and 100%.
rule-RESP-3 = In chronic migraine 30% can be clinically meaningful.
rule-RESP-4 = Super-response at least 75%, absolute 100%.
rule-RESP-5 = Non-response is defined in several ways; the definition is named.
rule-RESP-6 = Deterioration: at least 2 days more and the interval above zero.
rule-RESP-7 = Below 4 days per 28 at baseline no percentage is given.
rule-RESP-8 = At least 2 (episodic) or 4 (chronic) fewer migraine days.
rule-RESP-9 = Limits are compared with unrounded numbers.
rule-RESP-10 = Sustained response: three consecutive periods.
rule-RESP-11 = Both migraine days and headache days are shown.
rule-RESP-12 = A response class is never shown without completeness, definition, co-interventions and interval.
rule-GOAL-1 = Migraine freedom: 0 days with migraine or moderate-to-severe headache, ideally for three months.
rule-GOAL-2 = Optimal control: fewer than 4 such days for three months (and a good acute response, which is not tested); a single window is named this window.
rule-GOAL-3 = Modest control: 4–6 such days.
rule-GOAL-4 = Insufficient control: more than 6 such days.
rule-GOAL-5 = Resistant and refractory migraine by EHF 2020.
rule-PRO-1 = HIT-6: 36–78 points, four weeks.
rule-PRO-2 = HIT-6: to 49 little, 50–55 some, 56–59 substantial, from 60 severe impact.
rule-PRO-3 = HIT-6: important change, 6 points in chronic migraine.
rule-PRO-4 = HIT-6 as a fall of 30%: the lowest possible score is 36, which makes it hard; points and percent are shown.
rule-PRO-5 = MIDAS: grade I 0–5, II 6–10, III 11–20, IV from 21.
rule-PRO-6 = MIDAS: 5 points from 11–20, 30% above 20.
rule-PRO-7 = MIDAS needs three months between scores.
rule-PRO-8 = MSQ: three domains, 0–100, higher is better.
rule-PRO-9 = MSQ: difference between groups 3.2, 4.6 and 7.5 points; for one person 5, 5 to 7.9 and 8 to 10.6 points.
rule-PRO-10 = PGIC: much or very much improved.
rule-PRO-11 = HURT: eight questions, not a scored outcome.
rule-PRO-12 = mTOQ-4: 0 very poor, 1–5 poor, 6–7 moderate, 8 maximum efficacy.
rule-PRO-13 = MPFID: 0–100, change of 5 points.
rule-PRO-14 = Only scores are stored; the questions are licensed.
rule-WEAR-1 = Wearing-off: the effect does not last until the next dose.
rule-WEAR-2 = Meta-analysis: a small effect in the subgroup of chronic migraine.
rule-WEAR-3 = There is no validated threshold for a single patient.
rule-WEAR-4 = Weeks at the end of the dosing cycle are compared with earlier weeks.
rule-WEAR-5 = Menstrual cycle, expectation, weekends and back-filling can be confused with wearing-off.
rule-TLV-1 = CGRP antibodies are reimbursed in chronic migraine where at least two preventive treatments had no effect or were not tolerated.
rule-TLV-2 = Chronic migraine in the restriction: at least 15 headache days a month, at least 8 of them with migraine headache, for more than three months.
rule-TLV-3 = Prescribed by a neurologist, or a physician at a neurology clinic or a unit specialised in chronic or severe migraine.
rule-TLV-4 = NT-rådet and Region Stockholm: the effect is assessed after 3 months, a fall in migraine days of at least 30%.
rule-TLV-5 = Vydura is reimbursed for acute treatment: at least two attacks a month (tested in the diary) and two triptans without effect or not tolerated (not tested).
rule-TLV-6 = TLV’s review: the restriction is unchanged.
rule-TLV-7 = Aquipta: Swedish reimbursement is not established.
rule-TLV-8 = The regions decide; rule sets can be adapted by region.
rule-TLV-9 = Naramig: new patients only when sumatriptan is not enough or unsuitable; whether this still holds is uncertain.
rule-TLV-10 = The program shows a basis for assessment, never whether requirements are fulfilled.
rule-TLV-11 = Optimised treatment: adequate dose for adequate time, or stopped for intolerance.
rule-TLV-12 = Antibodies are licensed from 4 migraine days a month but not reimbursed in episodic migraine.
rule-CTX-1 = AHS 2024: treatment against CGRP is a first-line option, with no earlier failures required. Context only: Swedish reimbursement differs.
rule-ORA-8 = European cohort on CGRP antibodies, 5,818 patients, 6 months: at least 50% fewer headache days in 56.5%, at least 75% in 26.7%; for 855 the 6-month figure is lacking.
rule-TLV-13 = Botox is given in hospital; its funding is regional and uncertain.
rule-SE-1 = National guideline for migraine, January 2023.
rule-SE-2 = Preventive treatment is considered from three attacks a month that need treatment.
rule-SE-3 = First line by Kloka listan: metoprolol, candesartan, amitriptyline.
rule-SE-4 = Neuroregistret for severe neurovascular headache.
rule-SE-5 = The Medical Products Agency’s recommendation has not been read.
rule-SE-6 = Diagnosis codes by ICD-10-SE.
rule-ATC-1 = Drug classes are recognised by ATC code, exceptions first.
rule-ATC-2 = ATC codes change; older codes are recognised.

criterion-name-CM-5 = Pattern consistent with chronic migraine
criterion-name-MOH-1 = Medication overuse with headache on 15 days or more
criterion-name-MOH-10 = Overuse of acute medication
criterion-name-MOH-15 = Close to a limit of overuse
criterion-name-MEN-2 = Pure menstrual migraine
criterion-name-MEN-3 = Menstrually related migraine
criterion-short-met = met
criterion-short-undetermined = cannot be decided (empty days)
criterion-line = { $name }: { $outcome } – { $days }.
