## Criteria on the patient page and the list of rules on the methods page

criteria = Criteria
criteria-none = None of the patterns of chronic migraine, medication overuse or menstrual migraine shows in the last three 28-day periods.
criteria-none-without-cycles = None of the patterns of chronic migraine or medication overuse shows in the last three 28-day periods.
criteria-too-short = Cannot be judged: the diary does not cover the last three 28-day periods.
criteria-source = The program describes patterns in the diary and makes no diagnosis. The last three 28-day periods, rules as on the methods page.
criteria-rule = Rule
criteria-outcome = Outcome
criteria-says = What the diary says
criteria-published = Source

rules = Rules
rules-text = Every rule with its limits, its source and how certain it is. V: source read, W: well known with an estimated certainty, U: uncertain, D: derived, P: local setting, FAQ: the clinic’s own words.
rules-search = Search the rules
rules-search-placeholder = Rule number, word or source
rules-found = { $found ->
    [one] 1 rule
   *[other] { $found } rules
} of { $all }
rules-id = Id
rules-sentence = Rule
rules-limits = Limits
rules-source = Source
rules-certainty = Certainty
rules-worked-out = Worked out in
rules-test = Tested in
rules-uncertain = { $grade } (uncertain)
rules-limit = { $what } { $sign } { $value } { $unit }
unit-days-28 = days of 28
unit-days-28-on-average = days of 28 on average
unit-days = days
unit-days-in-all = days in all
unit-attacks = attacks
unit-attacks-28-days = attacks in 28 days
unit-hours = hours
unit-minutes = minutes
unit-cycles = cycles
unit-cycles-of-3 = of 3 cycles
unit-of-3 = of 3
unit-of-10 = of 10
unit-features = features
unit-triptans = triptans
unit-preventives = preventives

## Rules around the figures, a sentence each

rule-STAT-1 = Days with headache cluster: how likely one is depends on the day before.
rule-STAT-10 = The probability that the true rate fell by at least 0, 30, 50 and 75 % is told, with the runs of days taken into account.
rule-STAT-12 = The answer is worked out again for the fewest and the most days that the empty days allow; where the conclusions differ it is said.
rule-STAT-13 = The words for a probability are fixed: clearly fewer (from 97.5%, where the 95% interval begins), probably fewer (from 80%), uncertain, against; “probably” is said of 30% at most; never “significant”, never “because of the drug”.
rule-STAT-14 = Nothing is estimated from a window with too few filled days, or from fewer than two days of the kind at baseline.
rule-STAT-16 = Months differ for more reasons than a treatment; probabilities that do not allow for it are optimistic, and it is said.
rule-VAR-1 = 73 % of people with chronic migraine were below 15 days a month at least once in a year.
rule-VAR-2 = From month to month, 47 % of diaries change by at most one day and 12 % cross the line of 15 days.
rule-VAR-3 = On placebo 23.5 % had at least half as many attacks, in 22 trials of oral preventives.
rule-VAR-4 = On placebo migraine days fell from 5.8 to 4.4 a month, in four crossover trials.
rule-VAR-5 = The median improvement in placebo arms was 1.8 days or attacks, in 73 studies from 1990 to 2021.
rule-VAR-6 = Headache days of users of a diary without a specified treatment fell from 9.4 to 6.4 a month in six months.
rule-ORA-1 = DMKG registry: of the preventives that had been stopped, 54.2 % for lack of effect and 43.3 % for side effects.
rule-ORA-2 = GARLIT, galcanezumab, month 6: 8 fewer migraine days in high-frequency episodic migraine, 13 fewer headache days in chronic migraine.
rule-ORA-3 = I-GRAINE, after 12 months: 70 % had at least 75 % fewer days.
rule-ORA-4 = Charité, in month 3: 11 % had at least 75 % fewer headache days.
rule-ORA-6 = Sweden: about 86 % were still on a CGRP inhibitor after 6 months; an industry figure of low quality.
rule-LOG-1 = Every access to a patient’s data is logged and can be checked.
rule-LOG-2 = The log holds what was done, for which care unit, when, by whom and with whose data.
rule-LOG-3 = What is done is told apart: read, altered, disclosed, copied, drawn up, printed.
rule-LOG-4 = Entries of the log are kept for at least five years.
rule-LOG-5 = The log is checked again and again by random samples, and the checks are documented.
rule-LOG-6 = On request, patients are told from which care unit and when somebody has had access to their data.
rule-LOG-9 = Lists, searches, prints, exports and refused attempts are logged too, without clinical content, in a chain that shows changes.
rule-LOG-10 = Figures of a group are logged too, and groups of fewer than five are hidden.
rule-MDR-8 = Facts, their range and the rule are told, never an order.
rule-MDR-9 = A diary shows a pattern consistent with a diagnosis, never that the patient has one.
