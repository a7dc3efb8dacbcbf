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
