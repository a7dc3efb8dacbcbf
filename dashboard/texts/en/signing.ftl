## Sign-in

sign-in = Sign in
sign-in-text = The headache diary overview holds patients' data. Every opening is logged.
sign-in-button = Sign in
sign-in-no-role = You have no access here
sign-in-no-role-text = You have signed in, but neither your role nor your care unit stands in the clinic's access file. Ask whoever keeps it.
signed-out = You are signed out
signed-out-idle-text = Nobody used the dashboard for a while.
signed-out-too_long-text = You have been signed in for as long as the clinic allows.
signed-out-token-text = Your sign-in at the clinic's sign-in service has run out.
signed-out-signed_out-text = You signed out, here or in another tab.
signed-in = { $user } · { $role }{ $units ->
    [all] { "" }
   *[other] { " " }· { $units }
}
sign-out = Sign out
without-sign-in = Without sign-in: whoever reaches the address sees everything
role-doctor = doctor
role-nurse = nurse
role-lead = lead
role-administrator = administrator
role-patient = patient
error-NotAllowed = Your role has no access to this.
