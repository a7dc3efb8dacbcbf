## Ifyllnadssidan

list-title = Ifyllnad av dagboken
list-all = { $patients } { $patients ->
    [one] patient
   *[other] patienter
}, per { $date }, de senaste 28 dagarna.
list-group-rescue = { $patients } har tomma dagar som snart låses.
list-group-stopped = { $patients } har slutat fylla i.
list-group-insufficient = { $patients } har otillräckligt underlag.
list-head-patient = Patient
list-head-unit = Vårdenhet
list-filled = { $filled } av { $inside } ({ $percent })
list-head-filled = Ifyllda dagar
list-head-basis = Underlag
list-head-last = Senast ifylld
list-head-open = Öppna dagar
list-head-lock = Nästa låses
list-head-treatment = Behandling
list-never = aldrig
basis-green = gott
basis-yellow = tillräckligt
basis-orange = begränsat
basis-red = otillräckligt
basis-none = utanför dagboken
unit = Vårdenhet
unit-all = Alla vårdenheter
