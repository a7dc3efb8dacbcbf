## Ifyllnadssidan

list-title = Ifyllnad av dagboken
list-all = { $patients } { $patients ->
    [one] patient
   *[other] patienter
}, per { $date }, de senaste 28 dagarna.
list-head-patient = Patient
list-head-filled = Ifyllda dagar
list-head-last = Senast ifylld
list-head-open = Öppna dagar
list-head-treatment = Behandling
list-never = aldrig
basis-green = gott
basis-yellow = tillräckligt
basis-orange = begränsat
basis-red = otillräckligt
basis-none = utanför dagboken
unit = Vårdenhet
unit-all = Alla vårdenheter
