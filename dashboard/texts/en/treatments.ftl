## Treatments as their rows and doses tell them, and what is odd about the records

treatment-since-month = { $name } since { $month } (day not known)
treatment-since-unknown = { $name }, start not known
treatment-stepped = { $treatment } ({ $dose } since { $date })
treatment-stop-unread = { $treatment } (when it stopped could not be read)
remark-start_known_to_month = { $drug }: only the month of the start is recorded, { $month }. The effect cannot be computed without the day.
remark-start_unknown = { $drug }: the day of the start is not recorded. The effect cannot be computed without it.
remark-first_dose_not_recorded = { $drug }: the first recorded dose is that of { $date }, an interval or more after the recorded start. The effect is counted from the start.
remark-doses_not_read = { $drug }: { $number ->
    [one] one dose of the patient
   *[other] { $number } doses of the patient
} could not be read at import, and may be of this treatment. Whether its doses kept to the interval is not known.
remark-dose_before_start = { $drug }: a dose is recorded { $date }, more than 14 days before the recorded start. It is not counted; the time before treatment may be time on the drug.
remark-doses_before_start = { $drug }: { $number } doses are recorded before the start of the row. The treatment is counted from { $date }.
remark-doses_without_treatment = { $drug }: { $number ->
    [one] one dose is
   *[other] { $number } doses are
} recorded without a treatment row. The treatment is counted from { $date }.
remark-doses_after_stop = { $drug }: { $number ->
    [one] one dose is
   *[other] { $number } doses are
} recorded after the stop of { $date }. The treatment is counted as going on.
remark-stop_not_recorded = { $drug }: no stop is recorded, although { $other } was started { $date }. When did { $drug } stop?
remark-another_antibody_goes_on = { $drug }: { $other } has no recorded stop, so two CGRP antibodies stand side by side.
remark-beginning_not_read = { $drug }: it may have been a switch or a restart, and not a first start: an earlier treatment, or when it ended, could not be read at import.
remark-stop_not_read = { $drug }: a stop is recorded, but could not be read at import. Whether { $drug } is still given is not known.
effect-reason-start_known_to_month = only the month of the start is recorded, not the day
effect-reason-start_unknown = the day of the start is not recorded
effect-start-month = { $name }, started in { $month }
effect-start-unknown = { $name }, start not known
list-treatment-start-unknown = start not known
