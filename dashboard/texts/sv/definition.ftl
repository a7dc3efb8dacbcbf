## Val av definition av migrändag, på patientens sidor

definition = Definition av migrändag
definition-in-force = Migrändag enligt { $name }
definition-compare = Jämför och välj definition
definition-clinics = { $name }, mottagningens
definition-shown = { $name } (visas)
definition-back = Tillbaka till mottagningens definition
definition-same-days = Samma 28 dagar ({ $days }) enligt varje definition. Den valda gäller alla siffror på patientens sidor.
definition-other = **Migrändag enligt { $chosen }**, inte enligt mottagningens { $clinics }.
definition-moved = Valet ändrar { $kind } de senaste 28 dagarna från { $before } till { $after }.
definition-same = Valet ändrar inte { $kind } de senaste 28 dagarna: { $after } med båda.
definition-unknown = På { $before } respektive { $after } ifyllda dagar framgår det inte.
definition-nothing-filled = Ingen av de senaste 28 dagarna är ifylld.
definition-migraine = migrändagarna
definition-headache = huvudvärksdagarna
definition-days-of = { $days } av { $told }
definition-table-name = Definition
definition-days-unknown = { $told }, oklart { $unknown }
