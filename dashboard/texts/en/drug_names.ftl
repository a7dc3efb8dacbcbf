## Drug names that the catalogue does not know, on the import page

drugs-unknown = Drug names that are not recognised
drugs-unknown-text = { $names ->
    [one] One name
   *[other] { $names } names
} in the diaries { $names ->
    [one] is
   *[other] are
} not in the drug catalogue. The intakes count as medication days, but their class is unknown until the name is explained. Say what the name stands for; it is then remembered, for every patient.
drugs-name = Name as written
drugs-intakes = Intakes
drugs-treatments = Treatments
drugs-patients = Patients
drugs-means = Stands for
drugs-choose = Choose a substance
drugs-none = No drug
drugs-remember = Remember
drugs-explained = Explained drug names
drugs-explained-name = Explained name
drugs-by = Explained by
drugs-when = Date
drugs-forget = Forget
