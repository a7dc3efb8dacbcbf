## The box in which a patient is found

chooser-recent = Recently opened
chooser-none = No patient fits.
chooser-all = { $found ->
    [one] { $found } patient fits.
   *[other] { $found } patients fit.
}
chooser-more = { $shown } of { $found } who fit. Type more to find the others.
