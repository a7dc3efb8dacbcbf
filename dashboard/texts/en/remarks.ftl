## What imports could not read

remarks = Not read at import
remarks-count = { $number } { $number ->
    [one] row or cell of this patient could not be read; see import.
   *[other] rows or cells of this patient could not be read; see import.
 }
remarks-link = To the imports
remarks-place = Import { $batch }, { $file }, line { $line }
remarks-row-left-out = The row is left out.
remarks-cell-unknown = It counts as unknown.

## What the sources of the diary record

source-kind = What the source records
source-attacks = The source records attacks only: headache-free days are not known.
source-both = Part of the diary comes from a source that records attacks only: there, headache-free days are not known.
source-declared = Declared complete { $days } by { $by } on { $date }: the other days of the period count as headache-free.
