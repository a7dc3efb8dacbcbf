## Saying what the columns are

map-own = Say what the columns are
map-own-why = For a file that the program recognises but should read in another way.
map-title = Say what the columns are: { $file }
map-how = This is how the file begins. Say what its columns mean; below, the days are shown as they would be read. Nothing is kept until it is confirmed.
map-left-aside = The file has { $columns } more columns, which are not shown and not read.
map-sheet = Sheet
map-header-row = The headings stand in row
map-saved = The file has the same columns as a saved mapping
map-new = a new mapping
map-kind = What is a row?
map-kind-days = a day, with or without headache
map-kind-attacks = an attack
map-date-days = Which column is the date?
map-date-attacks = Which column is the beginning of the attack?
map-end = The end of the attack, if there is one
map-hours = The length of the attack in hours, if there is one
map-form = How are dates written?
map-form-why = Shown is 31 March 2026 as each form writes it.
map-form-plain = like 2026-03-31, or in a form that can be read in one way only
map-day-first = day before month
map-month-first = month before day
map-year-first = year first
map-headache = Which column tells whether there was headache?
map-yes = Words that mean yes
map-no = Words that mean no
map-absent = When none of the words for yes is in the cell
map-absent-unknown = it is not known
map-absent-no = there was no headache
map-empty = When the cell for headache is empty
map-empty-unknown = it is not known
map-empty-no = there was no headache
map-others = Other columns
map-nothing = not read
map-is-symptoms = several symptoms in a cell
map-is-drugs = acute medication, names in the cell
map-is-drug = one acute drug, a number or a mark
map-drug-name = Name of the drug
map-separator = Between the words of a cell
map-one-word = the cell is one word
map-twice = Another column is that already.
map-choose = Choose
map-what-lacks = Choose the column of the date, its form and what means headache; the days are then shown here.
map-preview = The days as they would be read
map-days = { $headache } days with headache, { $free } without headache, { $drugs } with acute medication. { $rejected } { $rejected ->
    [one] row
   *[other] rows
} cannot be read.
map-line = Line { $line }: { $reason }
map-more = … and { $more } more.
map-agreed = The days are right: show what the import would do
map-whose = Give the pseudonym of the person whose diary it is, at the top.
map-name = Save the mapping as
map-save = Save the mapping
map-is-saved = The mapping { $name } is saved.
map-download = Download the mapping
