## Undantagna perioder

excluded = Undantagna perioder
excluded-none = Ingen period är undantagen.
excluded-period = { $days }: { $reason }{ $note }. Angett av { $by } { $date }.
excluded-note = , { $note }
excluded-reason-pregnancy = graviditet
excluded-reason-illness = annan sjukdom
excluded-reason-travel = resa
excluded-reason-washout = utsättningsperiod
excluded-reason-other = annat skäl
excluded-with = Med dagarna: { $effect }.
excluded-without = Utan dagarna: { $effect }.
excluded-change = { $kind } { $change }, { $days }
excluded-unjudged = { $kind } kan inte bedömas
excluded-source = Inget tas bort ur dagboken. Utan dagarna räknas de som dagar utanför dagboken, varken ifyllda eller tomma.
excluded-counted = Undantagen period { $periods } räknas med.
excluded-left-out = Räknat utan den undantagna perioden { $periods }.
excluded-count = Räkna med undantagna dagar
excluded-add = Undanta en period
excluded-withdraw = Ångra undantaget från { $date }
excluded-first = Första dag
excluded-last = Sista dag
excluded-why = Skäl
excluded-note-label = Anteckning
excluded-order = Sista dagen ligger före den första.
