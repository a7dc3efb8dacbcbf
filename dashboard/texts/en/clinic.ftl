## The overview of the clinic

page-clinic = Clinic
clinic-title = The clinic in figures
clinic-selection = Selection
clinic-everyone = Everyone
clinic-by-care_unit = Care unit
clinic-by-diagnosis = Diagnosis
clinic-by-sex = Sex
clinic-by-age_band = Age
clinic-by-period = Patient since
clinic-value-others = others
clinic-value-unknown = not known
clinic-value-last_12_months = the last 12 months
clinic-value-last_13_24_months = 13–24 months
clinic-value-earlier = earlier
clinic-kind = Measure
clinic-patients = { $patients } patients, as of { $date }{ $left_out ->
    [0] {""}
    [one] ; { $left_out } is not in the selection
   *[other] ; { $left_out } are not in the selection
}.
clinic-hidden = Groups of fewer than { $fewest } patients are not shown, nor what would give them away by subtraction.
clinic-too-few = The selection holds too few patients to be shown, or would give away a group of fewer than { $fewest }.
clinic-nothing = Not shown: in the selection, or among the other patients, there are too few here.
clinic-numbers = Rests on { $patients } patients; { $left_out ->
    [one] { $left_out } is
   *[other] { $left_out } are
} left out.
clinic-all-treatments = All treatments

clinic-response = { $kind } at least halved
clinic-response-all = { $treatment } after { $month } months: { $responders } of { $judgeable } judgeable ({ $percent }, 95% interval { $interval }); { $surely } surely, whatever the empty days were, for { $undetermined } the answer depends on them. { $not_judgeable } of { $started } that began could not be judged.
clinic-response-caution = Only judgeable patients still on treatment are counted, so the share can be higher than among all who began. The named ticks are drug trials: selected patients, days counted otherwise, often a mean over several months, and 15–44% responders on placebo. They are no yardstick.
clinic-response-source = Fall from the 28 days before first dose to weeks 9–12, 21–24 and 49–52 (RESP-1, RESP-2). A patient counts once for each drug. Trials: { $sources }.
clinic-of-headache = Headache days
clinic-of-migraine = Migraine days
clinic-survivors = Only those who are still treated and can be judged; the line is the 95% interval
clinic-month = { $month } months
clinic-interval-left = { $interval } · { $not_judgeable } not judgeable
clinic-drugs = Treatments
clinic-drugs-all = All
clinic-drugs-cgrp = CGRP
clinic-drugs-oral = Tablets
clinic-drugs-botox = Botox
clinic-column-interval = 95% interval
clinic-of-judgeable = { $responders } of { $judgeable } remaining ({ $percent })
clinic-response-why = Not judgeable: { $reasons }.
clinic-reason-number = { $reason } ({ $patients })
clinic-reasons-hidden = Numbers hidden (small groups): { $reasons }.
clinic-few = too few to show
clinic-published = { $source }, { $population }: { $percent }%, placebo { $placebo }%
clinic-episodic = episodic migraine
clinic-chronic = chronic migraine
clinic-column-treatment = Treatment
clinic-column-month = Month
clinic-column-started = Began
clinic-column-judgeable = Judgeable
clinic-column-responders = At least halved
clinic-column-surely = Surely halved
clinic-column-undetermined = Depends on empty days
clinic-column-not = Not judgeable
clinic-column-why = Why
clinic-column-from = From
clinic-column-to = To
clinic-column-patients = Patients
clinic-column-at = Time
clinic-column-share = Share
clinic-column-left = Left out
clinic-reason-days_are_no_measure = days are no measure (cluster headache)
clinic-reason-no_baseline_diary = no diary before the start
clinic-reason-baseline_incomplete = too few filled days before the start
clinic-reason-attacks_only = the diary holds attacks only
clinic-reason-stopped_before = ended before
clinic-reason-start_not_known = day of the start not known
clinic-reason-treatment_unread = row, end or dose could not be read
clinic-reason-evaluation_incomplete = too few filled days in the period
clinic-reason-not_told = not told by the diary
clinic-reason-small_baseline = too few days before the start for a percentage

clinic-waterfall = Change of each patient after { $month } months
clinic-waterfall-source =
    { $patients ->
        [one] A bar a judgeable patient
       *[other] A bar for { $patients } judgeable patients, the middle one of them
    }, the largest fall first; down is fewer days. Rises over 100% are cut off.
clinic-change-fewer = { $percent }% fewer days
clinic-change-more = { $percent }% more days
clinic-change-same = as many days

clinic-time = Time on treatment
clinic-courses = { $courses } treatments that began while a diary was kept.
clinic-began-before = Left out: { $number } that began before enrolment, of which only those that lasted are seen, or whose start or end is not known.
clinic-months-since-start = months (28 days) since the start
clinic-after-months = Still on after { $month } mo
clinic-name-number = { $name } { $percent } ({ $band }) of { $patients }
clinic-time-source = Kaplan–Meier; shaded: the 95% interval of all treatments together (Greenwood, log-log), of each treatment in the table. The shares of the causes after Aalen–Johansen, at the end of the curve. It ends where fewer than { $fewest } are followed. The Swedish mark is an industry figure of low quality (ORA-6): all CGRP inhibitors, number not told.
clinic-cause-no_effect = Ended: no effect
clinic-cause-side_effect = Ended: side effect
clinic-cause-contraindication = Ended: contraindication
clinic-cause-planned_pause = Planned pause
clinic-cause-other = Ended: other or unknown reason
clinic-cause-left = Left the clinic

clinic-switches = Switches within a group of drugs
clinic-switches-hidden = Switches of fewer than { $fewest } patients are not shown.
clinic-switches-left-out = Of { $patients ->
    [one] one patient
   *[other] { $patients } patients
} it is not known whether a treatment was a switch: an earlier one could not be read.
clinic-no-switches = No switches to show.

clinic-waiting = From start to judged evaluation
clinic-waiting-days = Median { $middle } days (quartiles { $lower }–{ $upper }) for { $number } treatments.
clinic-waiting-not_judgeable = Lasted through the period to judge but could not be judged: { $number }.
clinic-waiting-no_visit = No visit after the period: { $number }.
clinic-waiting-visit_unread = Not known when, since a visit could not be read: { $number }.
clinic-waiting-source = To the first doctor or follow-up visit once the period to judge is over. Treatments that lasted through that period, judged by headache days as on the patient’s page. Those not judgeable under “at least halved” include the ones that ended earlier, or had too few days before the start for a percentage. Local setting.

clinic-completeness = Completeness over time
clinic-completeness-last = { $percent } of the days filled (95% interval { $interval }) in the period that ends { $at }.
clinic-completeness-axis = 28-day periods ending
clinic-completeness-source = Filled of the days in the diary, open days counted as empty (CMP-3). Shaded: 95% interval for chance among patients.
clinic-by-weeks = Completeness by time as a patient
clinic-by-weeks-last = { $percent } of the days filled (95% interval { $interval }) in the four weeks that end with week { $at }.
clinic-by-weeks-axis = weeks since enrolment, four at a time
clinic-by-weeks-source = Later periods rest on fewer patients: those who have been here so long.
clinic-overuse = Pattern consistent with overuse of acute medication
clinic-overuse-last = { $percent } for certain in the three periods that end { $at } (95% interval { $interval }, empty days allowed for).
clinic-at-most = At most { $percent } if empty days are counted in.
clinic-overuse-axis = three 28-day periods ending
clinic-overuse-source = ICHD-3 8.2, days by class (MOH-10). Shaded: 95% interval, empty days allowed for. Dotted line: the most it can be. Patients without three whole periods are left out.
clinic-point = { $percent } ({ $interval }), { $patients } patients, { $left_out } left out

clinic-mark = { $source } { $percent }
clinic-column-change = Median, days/28
clinic-column-trials = Trials
clinic-column-most = At most
clinic-column-what = Measure
clinic-column-counted = Number
clinic-column-register = Register
clinic-column-differs = Differences
clinic-high_frequency = high-frequency episodic migraine
clinic-earlier = As of an earlier day only completeness and overuse are shown; the rest is shown as of the end of the data, because the difference between two days would give single patients away.
clinic-waterfall-numbers = { $half } of { $all } halved or better (blue bars, below the dotted line); { $risen } had more days.
clinic-still-on = { $name }: { $percent } still on after { $months } months
clinic-band = 95% interval { $lower }–{ $upper }, { $at_risk } still followed
clinic-at-risk = { $at_risk } still followed
clinic-share-band = { $percent } ({ $band })
clinic-time-others = { $number } more treatments are in the table.
clinic-switches-most = { $number } switches are shown; most often from { $before } to { $after } ({ $patients }).
clinic-switches-source = Switch: a new substance of the same group of drugs begun before, or at most 12 weeks after, the last one ended (local setting). A patient can have several. The number in a band is its patients, the one at a name the sum of the bands shown.
clinic-switched-from = From
clinic-switched-to = To
clinic-switched = { $before } to { $after }: { $patients } patients
clinic-registers = Beside registers
clinic-registers-caution = Registers tell of other countries’ care and other patients, count in their own ways, and often only those who kept to the treatment. Differences say nothing of the quality of care.
clinic-registers-source = Dot: the clinic. Ticks: { $sources }. How the measures differ stands in the table.
clinic-register-numbers = { $percent } of { $number }
clinic-register-left = { $interval } · { $left_out } left out
clinic-registered = { $source }: { $percent }%, { $patients } patients
clinic-registered-untold = { $source }: { $percent }%, number not told
clinic-register-great_fall_early = ≥ 75% fewer headache days, 3 mo
clinic-register-great_fall_late = ≥ 75% fewer migraine days, 12 mo
clinic-register-half_headache = ≥ 50% fewer headache days, 6 mo
clinic-register-still_treated = Still on CGRP inhibitor, 6 mo
clinic-register-stopped_no_effect = Ended: no effect
clinic-register-stopped_side_effect = Ended: side effect
clinic-register-how-great_fall_early = CGRP antibodies; the register is of one university hospital, month 3 against the month before.
clinic-register-how-great_fall_late = CGRP antibodies; the register followed those treated for 12 months.
clinic-register-how-half_headache = CGRP antibodies; a European cohort of clinics with ways of counting of their own, and for 855 more the figure at 6 months is lacking.
clinic-register-how-still_treated = Industry figure of low quality; here Kaplan–Meier from first dose, antibodies and gepants.
clinic-register-how-stopped_no_effect = The register asks about earlier preventives and allows several reasons; here ended treatments with one reason.
clinic-register-how-stopped_side_effect = The register asks about earlier preventives and allows several reasons; here ended treatments with one reason.
clinic-register-change = { $kind } after { $month } months on { $treatment }: median { $change } per 28 days in { $judgeable } judgeable ({ $not_judgeable } not judgeable). { $source }: { $days } in { $population }.

publication-dmkg2022 = DMKG registry 2022
publication-sweden_persistence = Sweden (industry)
