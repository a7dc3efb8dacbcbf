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
declare-add = Declare the diary complete
declare-what = The patient noted every headache of the period. Its other days then count as headache-free, marked as declared. Who declared it and when is kept.
declare-withdraw = Take back the declaration of { $first } to { $last }
declare-both = Give the first and the last day of the period.
declare-after-end = The data end on { $date }; later days cannot be declared.
source-declared = Declared complete { $days } by { $by } on { $date }: the other days of the period count as headache-free.
