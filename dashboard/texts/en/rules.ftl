## Criteria on the patient page and the list of rules on the methods page

criteria = Criteria
criteria-none = None of the patterns of chronic migraine, medication overuse or menstrual migraine shows in the last three 28-day windows.
criteria-source = The program describes patterns in the diary and makes no diagnosis. The last three 28-day windows, rules as on the methods page.
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
