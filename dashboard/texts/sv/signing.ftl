## Inloggning

sign-in = Logga in
sign-in-text = Dagboksöversikt huvudvärk innehåller patientuppgifter. Varje öppning loggas.
sign-in-button = Logga in
sign-in-no-role = Du har ingen behörighet här
sign-in-no-role-text = Inloggningen lyckades, men varken din roll eller din vårdenhet finns i mottagningens behörighetsfil. Kontakta den som sköter den.
signed-out = Du är utloggad
signed-out-idle-text = Ingen använde översikten på en stund.
signed-out-too_long-text = Inloggningen har varat så länge som mottagningen tillåter.
signed-out-token-text = Inloggningen hos mottagningens inloggningstjänst har gått ut.
signed-out-signed_out-text = Du loggade ut, här eller i en annan flik.
signed-in = { $user } · { $role }{ $units ->
    [all] { "" }
   *[other] { " " }· { $units }
}
sign-out = Logga ut
without-sign-in = Utan inloggning: den som når adressen ser allt
role-doctor = läkare
role-nurse = sjuksköterska
role-lead = verksamhetschef
role-administrator = administratör
role-patient = patient
error-NotAllowed = Din roll har inte tillgång till detta.
