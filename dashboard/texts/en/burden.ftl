## The burden of the illness: questionnaires, blood pressure, pulse and weight

burden = Questionnaires and blood pressure
burden-of-questionnaires = Questionnaires
burden-of-measurements = Blood pressure, pulse and weight
burden-says = { $measures }, { $lowest }–{ $highest } · { $way }
burden-lower-better = lower is better
burden-higher-better = higher is better
burden-measures-hit6 = impact of headache over the last four weeks
burden-measures-midas = days of disability over the last three months
burden-measures-msqrr = quality of life: role function, restrictive
burden-measures-msqrp = quality of life: role function, preventive
burden-measures-msqef = quality of life: emotional function
burden-measures-pgic = the patient’s own judgement of the change
burden-measures-mtoq4 = efficacy of acute treatment
burden-pressure = Blood pressure
burden-pressure-says = systolic and diastolic, mmHg
burden-pulse = Pulse, beats/min
burden-weight = Weight, kg
burden-row-pulse = pulse
burden-row-weight = weight
burden-band = { $name } { $scores }
burden-band-hit6-little = little/none
burden-band-hit6-some = some
burden-band-hit6-substantial = substantial
burden-band-hit6-severe = severe impact
burden-band-midas-I = grade I
burden-band-midas-II = grade II
burden-band-midas-III = grade III
burden-band-midas-IVA = grade IVA
burden-band-midas-IVB = grade IVB
burden-band-pgic-responder = much better
burden-band-pgic-minimal_or_none = little change
burden-band-pgic-worse = much worse
burden-band-mtoq4-very_poor = very poor
burden-band-mtoq4-poor = poor
burden-band-mtoq4-moderate = moderate
burden-band-mtoq4-maximum = maximum effect
burden-table-date = Date
burden-table-what = Questionnaire or measurement
burden-table-value = Value
burden-table-band = Level

burden-since-treatment = The newest score compared with the last one before { $treatment } (started { $date }).
burden-during-treatment = The last score during { $treatment } ({ $first } to { $last }) compared with the last one before it.
burden-not_read = { $number ->
    [one] One questionnaire could not be read: it may be the newest, or the one to compare with.
   *[other] { $number } questionnaires could not be read: the newest, or one to compare with, may be among them.
}
burden-since-first = The newest score compared with the first one of the period, or with the last one before it.
burden-change = { $what }: { $before } ({ $before_date }) → { $after } ({ $after_date }), { $change }.
burden-change-measured = { $what }: { $before } ({ $before_date }) → { $after } ({ $after_date }).
burden-better = { $points } { $number ->
    [one] point
   *[other] points
} better
burden-worse = { $points } { $number ->
    [one] point
   *[other] points
} worse
burden-same = unchanged
burden-percent = { $change } ({ $percent })
burden-judged = { $what }: { $after } ({ $after_date }), { $band }.
burden-only-before = { $what }: { $before } ({ $before_date }), no score since.
burden-only-after = { $what }: { $after } ({ $after_date }), no earlier score to compare with.
burden-limits = { $met } of { $of } published limits for a clinically important improvement reached.
burden-no-limits = No published limit for a clinically important improvement.
burden-limits-do-not-apply = The published limits do not apply to the score before.
burden-limit = { $outcome }: { $limit }. { $source }; { $certainty }.
burden-limit-met = Reached
burden-limit-not_met = Not reached
burden-limit-not_computable = Does not apply to the score before
burden-limit-between-groups = { $outcome }, but a difference between groups says nothing certain of one person: { $limit }. { $source }; { $certainty }.
burden-band-before = Before: { $band }.
burden-band-after = Newest: { $band }.
burden-source-bands = Levels: { $sources }.
burden-source-band = { $what } { $source } ({ $certainty })
burden-source-part = { $instrument } ({ $first }–{ $last })
burden-source-measurements = Blood pressure, pulse and weight are shown without limits.
burden-certainty-V = source read
burden-certainty-V-2nd = read in a source that quotes it
burden-certainty-W = generally accepted
burden-certainty-U = uncertain source
