"""How large what is read may be, in one place: beyond it a file is refused with a sentence, before it fills a memory.

A clinic of ten thousand patients with five years of diary days, each a line of sixty characters, stays within all of
them, packed or not; one of fifty thousand where its files are not packed.
"""

from __future__ import annotations

LARGEST_FILE_BYTES = 8 * 1024**3
"""A file that is as large where it lies."""
LARGEST_UNPACKED_BYTES = 2 * 1024**3
"""A file that was packed: little of it can be made to fill a memory."""
LARGEST_FILES_OF_AN_ARCHIVE = 2
"""How many of the largest packed files an archive may hold."""
LARGEST_DOCUMENT_BYTES = 32 * 1024**2
"""JSON and HTML are read whole: thirty years of an app's diary are a tenth of it."""
LONGEST_LINE_BYTES = 16 * 1024**2
MOST_EXPANDED, ALWAYS_EXPANDED_BYTES = 200, 64 * 1024**2
"""How many times its packed size a file may unpack to, where it is larger than so many bytes: a diary packs to a
tenth, what packs to less is made to fill a memory."""
MOST_ROWS, MOST_UNPACKED_ROWS = 100_000_000, 20_000_000
"""Rows of a file, and of one that was packed."""
MOST_ROWS_A_BYTE = 20
"""Rows a byte of a columnar file, once it has `FREELY_PACKED_ROWS`: no two rows of a diary are the same, so none is
packed closer."""
FREELY_PACKED_ROWS = 100_000
MOST_COLUMNS = 16_384
"""Columns of a file: as many as a sheet of a spreadsheet program can have."""
LONGEST_CELL = 1024**2
"""Characters of the longest cell; a quote that is never closed is given up after so many."""
LONGEST_KEPT = 10_000
"""Characters of a cell that are kept, of a rejected row too; a longer text is unknown."""
LARGEST_PART_BYTES = 256 * 1024**2
"""A part of a workbook, unpacked."""
MOST_CELLS, MOST_REPEATED_ROWS = 5_000_000, 10_000
"""Cells of a workbook that are not empty, and rows that one row may stand for."""
