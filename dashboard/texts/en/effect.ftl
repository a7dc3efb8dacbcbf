## Treatment effect: the card, the page and the sentence of the record text

page-effect = Treatment effect

effect-title = Treatment effect: { $treatment }
effect-began-start = { $name }, started { $date }
effect-began-switch = { $name }, started { $date } (switch within the class)
effect-began-dose_step = { $name }, dose changed { $date }
effect-began-whole_course = { $name }, the whole course over all doses from { $date }
effect-began-restart = { $name }, restarted { $date }
effect-planned = { $name }, planned from { $date }

effect-weeks = weeks { $weeks }
effect-weeks-short = w { $weeks }
effect-window-baseline = before treatment
effect-window-baseline-1 = 5–8 weeks before
effect-window-baseline-2 = 9–12 weeks before
effect-window-before_last_dose = 28 days before the last dose
effect-window-before_visit = 28 days before the visit
effect-window-0 = last 28 days
effect-weeks-after = weeks { $weeks } after the last dose

effect-these-headache = headache days
effect-these-migraine = migraine days
effect-days-moderate_or_severe = moderate–severe headache days
effect-days-headache = headache days
effect-days-recorded_headache = days with headache
effect-days-migraine = migraine days
effect-fewer = { $percent }% fewer
effect-more = { $percent }% more
effect-unchanged = unchanged
effect-double = more than twice as many
effect-fewer-days = { $days } { $number ->
    [one] day
   *[other] days
} fewer
effect-more-days = { $days } more { $number ->
    [one] day
   *[other] days
}
effect-span-fewer = { $low }–{ $high }% fewer
effect-span-more = { $low }–{ $high }% more
effect-span-both = { $more } to { $fewer }
effect-per-28 = from { $before } to { $after } per 28 days
effect-from-to = { $before } → { $after }
effect-interval = 95% interval: { $span }
effect-no-percent = no percentage: too few days
effect-figure-told = the diary does not tell

effect-clear = { $days } have clearly become fewer
effect-clear-by = { $days } have clearly become fewer, by at least { $percent }%
effect-likely = { $days } have probably become fewer
effect-likely-by = { $days } have probably become fewer, by at least { $percent }%
effect-may-be-half = { $claim }, possibly by half or more
effect-uncertain = uncertain whether { $days } have become fewer
effect-against = the diary speaks against { $days } having become fewer
effect-worse = { $days } have clearly become more
effect-not-told = the diary does not tell enough of { $days }
effect-none-before = no or hardly any { $days } before treatment to compare with

effect-compared = As counted, { $weeks } ({ $days }, { $after } days filled in) are compared with the 28 days before first dose ({ $before } days filled in).
effect-filled = { $filled } of { $inside }
effect-disputed = Mean of weeks 1–12: { $falls } (another response class).
effect-disputed-one = { $change } { $days }
effect-long-run = long-run level, estimated
effect-long-run-first = long-run level in weeks 1–12, estimated
effect-months = { $days } in the three 28-day periods before: { $before }; weeks 1–12: { $on }{ $judged }
effect-as-counted = as counted
effect-card-counted = as counted, { $weeks }: { $counts }
effect-months-judged = ; { $weeks }: { $days }
effect-months-of = { $days } of { $told }
effect-answer-level = { $level }: { $fall } ({ $interval })
effect-answer-days = { $change } per 28 days, as counted
effect-worst = The baseline was the worst of the three periods before: { $last } headache days against { $earlier }. After such a period days become fewer by themselves.
effect-best = The baseline was the best of the three periods before: { $last } headache days against { $earlier }. After such a period days become more by themselves.
effect-against-mean = Against the mean of the three ({ $mean } per 28 days): { $fall } in { $weeks }, as counted.
effect-falling = Headache days were becoming fewer before the treatment already: the diary cannot tell improvement that would have come anyway from that of the treatment.
effect-few-before = { $windows ->
    [one] Only one 28-day period before treatment can be used (kept well enough, no change of drug between): how much this patient's months differ is assumed from other patients, not seen in the diary. The interval is wide.
   *[other] Only { $windows ->
        [2] two
       *[other] { $windows }
    } 28-day periods before treatment can be used (kept well enough, no change of drug between): they show little of how much this patient's months differ.
}
effect-two-changes = Two changes within 28 days: the effect cannot be attributed to one of them. At the same time: { $changes }.

effect-not-yet = Cannot be judged yet: { $reason }.
effect-never = Cannot be judged: { $reason }.
effect-also = Also: { $reason }.
effect-reason-not_started = treatment begins { $date }
effect-reason-window_not_over = { $weeks } end { $date }, in { $days } { $days ->
    [one] day
   *[other] days
}
effect-reason-window_not_over-then = { $weeks } need data until { $date }
effect-reason-stopped_before_evaluation = treatment ended { $date }, before the end of { $weeks }
effect-reason-dose_changed_before_evaluation = the dose changed after { $date }, before the end of { $weeks }
effect-reason-no_baseline_diary = the diary does not hold the 28 days before first dose
effect-reason-baseline_incomplete = { $filled } of 28 days before the start filled, { $needed } needed
effect-reason-evaluation_incomplete = { $filled } of 28 days in { $weeks } filled, { $needed } needed
effect-reason-baseline_untold = the days before first dose do not tell whether there was headache
effect-reason-evaluation_untold = the days of { $weeks } do not tell whether there was headache
effect-reason-no_days_at_baseline = no headache days at baseline
effect-reason-too_few_days_at_baseline = only one headache day in the 28 days before first dose
effect-reason-days_are_no_measure = days are no measure of this headache (cluster headache, G44.0)
effect-reason-treatment_unread = a row of treatments, or its end or dose, could not be read at import
effect-reason-attacks_only = the diary holds attacks only
effect-change-attacks-only = That changes if somebody who has asked the patient declares the diary complete for both periods.
effect-change-in-baseline = before the start
effect-change-in-evaluation = in { $weeks }
effect-change-treatment-unread = That changes if the row is corrected and imported again.
effect-change-fillable = That changes if { $days } more empty { $days ->
    [one] day { $when } is
   *[other] days { $when } are
} filled in; { $fillable } can still be filled in.
effect-change-fillable-then = That changes if newer data have { $days } more { $days ->
    [one] day
   *[other] days
} filled in { $when }; { $fillable ->
    [one] { $fillable } was
   *[other] { $fillable } were
} open on { $ended }.
effect-change-locked = { $days } filled { $days ->
    [one] day is
   *[other] days are
} lacking { $when }, and { $fillable ->
    [0] no more
    [one] only one more
   *[other] only { $fillable } more
} can be filled in.
effect-change-locked-then = { $days } filled { $days ->
    [one] day is
   *[other] days are
} lacking { $when }, and { $fillable ->
    [0] no more can be filled in
    [one] only one more could be filled in on { $ended }
   *[other] only { $fillable } more could be filled in on { $ended }
}.
effect-change-by-import = That changes only if a diary of those days is imported.
effect-change-no-baseline = That changes only if a diary of the time before { $date } is imported, with at least { $days } filled days.
effect-change-not-over = So far { $filled } days of { $weeks } are filled in; at least { $needed } are needed.
effect-change-not-begun = { $weeks } begin { $date }; at least { $needed } filled days are needed then.
effect-change-baseline-so-far = The baseline has { $filled } filled days so far; at least { $needed } are needed.
effect-so-far = So far, without judgement: { $counts }.
effect-so-far-one = { $days } { $before } before and { $after } in { $weeks }

effect-kept = Left in { $weeks }
effect-kept-days = migraine or moderate–severe days, { $on }
effect-goal-freedom = free of such days
effect-goal-optimal = optimal control (under 4)
effect-goal-modest = modest control (4–6)
effect-goal-insufficient = insufficient control (over 6)
effect-goal-undetermined = depends on empty days
effect-goal-not_computable = cannot be computed
effect-goal-told = IHS goal, this period: { $window }. Over three months, as the goals ask for: { $months }.
effect-then = The evaluation, { $weeks }: { $verdict }.
effect-latest = Latest, { $weeks }
effect-latest-now = Last 28 days
effect-latest-days = headache days { $on }
effect-latest-before = before the start: { $headache }, migraine { $migraine }
effect-latest-migraine = migraine { $count }

effect-fact-probability = Probability, { $days }
effect-fact-counted = Counted fall, { $days }
effect-fact-left = Left of the effect, last 28 days
effect-left = { $days }: { $fall } against before treatment ({ $interval })
effect-fact-coming = One coming 28-day period
effect-coming = may show { $days }; one bad period does not say that the effect has faded
effect-coming-one = { $low }–{ $high } { $days }
effect-fact-planning = Going on with the diary
effect-planning = { $windows ->
    [one] at most one more well-kept 28-day period is needed to tell a halving of headache days from no change (80% probability)
   *[other] at most { $windows } more well-kept 28-day periods are needed to tell a halving of headache days from no change (80% probability)
}
effect-fact-interval-mean = Mean of weeks 13–24, the whole dose interval
effect-fact-mean = Mean of weeks 1–12
effect-fact-changes = Changes meanwhile
effect-fact-sensitivity = Empty days
effect-answer = { $percent }%: { $answer }
effect-met = yes
effect-not_met = no
effect-undetermined = depends on empty days
effect-not_computable = cannot be computed
effect-chance = at least { $percent }%: { $chance }
effect-chance-any = fewer at all: { $chance }
effect-mean-one = { $days } { $before } to { $after } per 28 days ({ $change })
effect-no-changes = none recorded
effect-robust = The answer does not depend on the empty days.
effect-robust-full = No empty days in the periods compared.
effect-depends = { $kind }: the answer depends on { $days ->
    [one] the empty or untold day
   *[other] the { $days } empty or untold days
}.

effect-change-started = { $drug } started { $date }
effect-change-restarted = { $drug } restarted { $date }
effect-change-dose_changed = dose of { $drug } changed { $date }
effect-change-stopped = { $drug } ended { $date }
effect-change-botulinum_toxin_given = { $drug } given { $date }
effect-change-started_in_month = { $drug } started in { $month }
effect-change-not_read = { $drug } may have been started, changed or stopped: something recorded of it could not be read
effect-change-drug_not_read = started { $date }: a treatment whose drug could not be read
effect-change-nothing_read = a treatment of which neither drug nor start could be read
effect-change-overuse_ended = overuse of acute medication before treatment but not in { $weeks }
effect-change-overuse_may_have_ended = overuse of acute medication may have ended: what was taken before treatment and in { $weeks } is not known of all days

effect-caution-dose_deviation = Doses did not follow the interval: { $doses }.
effect-dose-late = the dose due { $due } was given { $days } days later
effect-dose-waiting = the dose due { $due } is not recorded
effect-caution-limited_baseline = The baseline rests on { $filled } filled days of 28.
effect-caution-limited_evaluation = { $weeks } rest on { $filled } filled days of 28.
effect-caution-completeness_differs = Completeness differs by more than 15 percentage points: { $before } before treatment, { $after } in { $weeks }. If it depends on the headache which days are left empty, both level and interval are off; the diary cannot show that.
effect-caution-evaluation_still_open = { $open } empty { $open ->
    [one] day of { $weeks } can still be filled in; the answer may change.
   *[other] days of { $weeks } can still be filled in; the answer may change.
}
effect-caution-evaluation_still_open-then = { $open } empty { $open ->
    [one] day of { $weeks } was open on { $ended }; newer data may change the answer.
   *[other] days of { $weeks } were open on { $ended }; newer data may change the answer.
}
effect-caution-small_baseline = Under 4 headache days per 28 days before treatment: no counted percentage and no response class is given, since a single day would be 25% or more.
effect-caution-baseline_on_another_dose = The baseline is the time on the earlier dose, not the time without treatment.

effect-source = Migraine day by { $profile }. The long-run level is estimated from up to six 28-day periods before and weeks 1–12 on treatment, never past another change of drug or dose. The estimate allows for months that differ, for headache that comes in runs, and for empty days. The difference before and after says nothing of its cause: the diary cannot tell improvement that would have come anyway from that of the treatment.
effect-none = No preventive treatment is recorded
effect-none-text = Once a preventive treatment is imported, headache before and after its first dose is shown here.
effect-choose = Treatment

effect-record-judged = { $treatment }. { $counts }
effect-record-kind = { $months }. { $answer }.
effect-record-verdict = The diary shows: { $verdict }.
effect-record-unjudged = { $treatment }: { $verdict }
effect-toll-hours = Headache hours per 28 days: { $before } before (hours told on { $told_before } of { $days_before } headache days) and { $after } in { $weeks } ({ $told_after } of { $days_after }).
effect-toll-disabling = Days much hindered or in bed (disability 2–3): { $before } before, { $after } in { $weeks }.

effect-chart-headache = <b>Headache days</b> per 28 days
effect-chart-migraine = <b>Migraine days</b> per 28 days
effect-chart-narrow = Above headache days, below migraine days, per 28 days
effect-chart-before = before
effect-chart-baseline-1 = w −8 to −5
effect-chart-baseline-2 = w −12 to −9
effect-chart-sign-estimate = ● ┃ estimate with 95% interval
effect-chart-sign-possible = possible, depending on empty days
effect-chart-band = expected had nothing changed: { $low }–{ $high }
effect-chart-untold = not told
effect-table-percent = { $sign }{ $percent }%
effect-chart-baseline = { $days } before
effect-chart-fall = { $percent }% fewer
effect-chart-not-over = not over
effect-chart-red = too few<br>filled
effect-chart-hover = { $days } per 28 days
effect-chart-possible = possible { $low }–{ $high }

effect-table-window = Period
effect-table-days = Days
effect-table-filled = Filled
effect-table-headache-days = Headache days
effect-table-headache-per-28 = Per 28 days, headache
effect-table-headache-interval = 95% interval, headache
effect-table-headache-change = Against before, headache
effect-table-migraine-days = Migraine days
effect-table-migraine-per-28 = Per 28 days, migraine
effect-table-migraine-interval = 95% interval, migraine
effect-table-migraine-change = Against before, migraine
effect-table-interval = 95% interval

effect-windows-unfinished = { $weeks } (not over)

effect-sensitivity = Does the answer hold when days are counted otherwise?
effect-sensitivity-ask = Show the answer counted in other ways
effect-sensitivity-same = The response class of headache days is the same in every way of counting that can be judged.
effect-sensitivity-differs = The response class of headache days depends on the way of counting.
effect-sensitivity-way = Way of counting
effect-sensitivity-shown = As on the card
effect-sensitivity-profile = Days by { $profile }
effect-sensitivity-long = Against three periods before (84 days)
effect-sensitivity-interval-mean = Mean of weeks 13–24, the whole dose interval
effect-sensitivity-mean = Mean of weeks 1–12
effect-sensitivity-retrospective = With late entries from another diary
effect-sensitivity-with-excluded = With excluded periods counted
effect-sensitivity-without-excluded = Without excluded periods
effect-sensitivity-worst = Empty days at their worst
effect-sensitivity-best = Empty days at their best
effect-sensitivity-headache = Headache days
effect-sensitivity-headache-interval = 95% interval and probability, headache
effect-sensitivity-migraine-interval = 95% interval and probability, migraine
effect-sensitivity-migraine = Migraine days
effect-sensitivity-source = At their worst: every empty day before counts as free and every one after as affected; at their best the reverse (CMP-25).

effect-wearing = Does the effect fade towards the end of the dose interval?
effect-wearing-signs = Signs that the effect wears off before the next dose: { $difference } more headache days a week in { $late } than in { $earlier } ({ $interval }), { $cycles } dose intervals compared.
effect-wearing-none = No signs that the effect wears off before the next dose: the difference is { $difference } headache days a week between { $late } and { $earlier } ({ $interval }), { $cycles } dose intervals compared.
effect-wearing-few = Cannot be judged yet: { $cycles } of at least 3 dose intervals have enough filled days.
effect-wearing-interval = 95% interval { $low } to { $high }
effect-wearing-menstrual_aliasing = The menstrual cycle keeps step with the dose interval: the difference may come from it.
effect-wearing-dose_deviation = A dose was given late or not at all.
effect-wearing-doses_not_read = A dose could not be read: the time since the last one may be shorter than told.
effect-wearing-source = Headache days by week after each dose, mean of the dose intervals compared; at least 3 dose intervals and 4 filled days a week are needed (WEAR-1 to WEAR-5). No threshold has been tested for single patients; expectation and weekly rhythm can give the same pattern.
effect-wearing-axis = days since the dose
effect-wearing-week = week { $week }
effect-wearing-mean = mean { $days }
effect-wearing-cycle = Dose
effect-wearing-hover = day { $day }, { $date }
effect-wearing-state-migraine = migraine
effect-wearing-state-other_headache = other headache
effect-wearing-state-headache = untold kind
effect-wearing-state-headache_free = headache-free
effect-wearing-state-open = empty, still open
effect-wearing-state-open-then = open on { $ended }
effect-wearing-state-missing = empty

effect-stopped = After treatment
effect-stopped-text = Last dose { $date }. The 28 days before: { $before }.
effect-stopped-daily = Last day of treatment { $date }. The 28 days before: { $before }.
effect-stopped-on-treatment = { $headache } and { $migraine }
effect-stopped-restarted = Restarted { $date }.
effect-stopped-others = Other preventives were started { $dates }: the course cannot be attributed to the stopping alone.
effect-stopped-window = { $weeks }: { $headache }, { $migraine }.
effect-stopped-none = No whole period of 28 days has passed.
effect-stopped-source-botulinum = Weeks 13–16 and 17–20 after the last treatment are compared with the month before it: re-evaluation 4–5 months after stopping (EVAL-5, Bendtsen 2018).
effect-stopped-source = Weeks 5–8 and 13–16 after the last dose are compared with the month before it (EVAL-10, Raffaelli 2021).

effect-visit = Since the visit on { $date }
effect-visit-text = The last 28 days against the 28 before the visit. { $headache }; { $migraine }.
effect-visit-count = { $days } { $change }
effect-visit-none = Too few days are filled in to compare.
effect-visit-source = The last visit at least 28 days back.

effect-rules = Rules of continued treatment
effect-rules-text = What diary and questionnaires say of each rule; the judgement is the doctor's.
effect-rules-sources = Sources: { $sources }.
effect-rules-checked = Last checked against the source: { $rules }.
effect-rules-dated = { $name } { $date }
effect-rules-undated = For the others the day of the check was not noted.
effect-rules-all-undated = When they were last checked against the source was not noted.
effect-rules-rule = Source
effect-rules-about = Speaks of
effect-rules-continue = going on (one is enough)
effect-rules-end = pausing or ending
effect-rules-window = Period
effect-rules-arm = Condition
effect-rules-answer = The diary says
effect-rule-EVAL-1 = EHF 2022, Europe (EVAL-1)
effect-rule-EVAL-2 = AHS, United States (EVAL-2)
effect-rule-EVAL-3 = DGN and DMKG, Germany (EVAL-3)
effect-rule-EVAL-4 = NT-rådet 2019, Region Stockholm (EVAL-4)
effect-rule-EVAL-5 = EHF 2018, Europe (EVAL-5)
effect-rule-EVAL-6 = NICE TA260, England (EVAL-6)
effect-rule-EVAL-N-TA682 = NICE TA682, England (EVAL-N-TA682)
effect-rule-EVAL-N-TA764 = NICE TA764, England (EVAL-N-TA764)
effect-rule-EVAL-N-TA659 = NICE TA659, England (EVAL-N-TA659)
effect-rule-EVAL-N-TA871 = NICE TA871, England (EVAL-N-TA871)
effect-rule-EVAL-N-TA973 = NICE TA973, England (EVAL-N-TA973)
effect-rule-EVAL-N-TA906 = NICE TA906, England (EVAL-N-TA906)
effect-rules-met = met
effect-rules-not_met = not met
effect-rules-undetermined = depends on empty days
effect-rules-not_computable = data lacking
effect-rules-whole = Taken together
effect-arm-days = at least { $percent }% fewer { $days }
effect-arm-by-frequency = at least { $episodic }% fewer { $days } in episodic migraine, at least { $chronic }% in chronic (at least 15 headache days, 8 of them with migraine, before the start)
effect-arm-attacks = at least { $percent }% fewer migraine attacks
effect-arm-HIT-6 = HIT-6 at least 5 points lower
effect-arm-HIT-6-30 = HIT-6 at least 30% lower
effect-arm-MIDAS = MIDAS at least 5 points lower (from 11–20) or 30% (from over 20)
effect-arm-MIDAS-30 = MIDAS at least 30% lower
effect-arm-MIDAS-severe = MIDAS at least 30% lower (from over 20)
effect-arm-MPFID = MPFID at least 5 points lower
effect-arm-cycle = at least { $percent }% fewer { $days } after a treatment than in the 4 weeks before it
effect-arm-cycle-first = at least { $percent }% fewer { $days } after a treatment than in the 4 weeks before the first one
effect-arm-few = under { $under } { $days } per 28 days
effect-arm-treated = treated for { $months } months without a pause
effect-arm-period-row = three periods in a row
effect-arm-period-cycles = the first 2–3 treatments
effect-arm-period-last = the last three periods
effect-arm-period-so-far = so far

effect-cycles = Treatment by treatment
effect-cycles-given = Treatment
effect-cycles-filled = Filled of 28, before · after
effect-cycles-headache-own = Headache days, against 28 days before
effect-cycles-headache-baseline = Headache days, against before the first
effect-cycles-migraine-own = Migraine days, against 28 days before
effect-cycles-number = { $number }: { $date }
effect-cycles-latest = Treatment { $number }, { $date }: headache days in the 28 days from it { $own } against the 28 days before, { $first } against before the first treatment.
effect-cycles-not-over = Treatment { $number }, { $date }: the 28 days from it end { $end }.
effect-cycles-unfinished = { $counts }, not over
effect-cycles-source = Four weeks before against four weeks after each treatment (EVAL-5, Bendtsen 2018). From the second one on the weeks before lie under treatment already; the change since before the first is therefore shown too.
