## Excluded periods

excluded = Excluded periods
excluded-none = No period is excluded.
excluded-period = { $days }: { $reason }{ $note }. Entered by { $by } on { $date }.
excluded-note = , { $note }
excluded-reason-pregnancy = pregnancy
excluded-reason-illness = other illness
excluded-reason-travel = travel
excluded-reason-washout = washout
excluded-reason-other = another reason
excluded-with = With its days: { $effect }.
excluded-without = Without its days: { $effect }.
excluded-change = { $kind } { $change }, { $days }
excluded-unjudged = { $kind } cannot be judged
excluded-source = Nothing is removed from the diary. Without them, the days count as days outside the diary, neither filled in nor empty.
excluded-counted = The excluded period { $periods } is counted.
excluded-left-out = Counted without the excluded period { $periods }.
excluded-count = Count excluded days
excluded-add = Exclude a period
excluded-withdraw = Take back the period from { $date }
excluded-first = First day
excluded-last = Last day
excluded-why = Reason
excluded-note-label = Note
excluded-order = The last day is before the first.
