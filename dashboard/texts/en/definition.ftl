## The choice of a definition of a migraine day, on the patient's pages

definition = Definition of a migraine day
definition-in-force = Migraine day by { $name }
definition-compare = Compare and choose a definition
definition-clinics = { $name }, the clinic's
definition-shown = { $name } (shown)
definition-back = Back to the clinic's definition
definition-same-days = The same 28 days ({ $days }) by each definition. The chosen one holds for every figure on the patient's pages.
definition-other = **Migraine day by { $chosen }**, not by the clinic's { $clinics }.
definition-moved = This choice moves { $kind } of the last 28 days from { $before } to { $after }.
definition-same = This choice does not move { $kind } of the last 28 days: { $after } with both.
definition-unknown = On { $before } and { $after } filled days, respectively, it cannot be told.
definition-nothing-filled = None of the last 28 days is filled in.
definition-migraine = migraine days
definition-headache = headache days
definition-days-of = { $days } of { $told }
definition-table-name = Definition
definition-days-unknown = { $told }, unclear { $unknown }
