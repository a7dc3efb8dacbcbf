"""The description of a clinic export, made from the declarations that also check it."""

from __future__ import annotations

from collections.abc import Iterator

from analysis import diary, settings
from analysis.diary import ADULT_AGE_YEARS, FIRST_DATE, LAST_DATE, SCORE_RANGES, Column, Kind, Table
from analysis.formats import date_forms
from analysis.formats.clinic_export import LINES_BEFORE_HEADER
from analysis.formats.limits import (
    LARGEST_FILE_BYTES,
    LARGEST_UNPACKED_BYTES,
    LONGEST_KEPT,
    MOST_COLUMNS,
    MOST_EXPANDED,
    MOST_ROWS,
    MOST_ROWS_A_BYTE,
    MOST_UNPACKED_ROWS,
)

_LIMITS = {
    "longest": LONGEST_KEPT,
    "rows": MOST_ROWS,
    "columns": MOST_COLUMNS,
    "bytes": LARGEST_FILE_BYTES // 1024**3,
    "unpacked_rows": MOST_UNPACKED_ROWS,
    "unpacked_bytes": LARGEST_UNPACKED_BYTES // 1024**3,
    "expanded": MOST_EXPANDED,
    "packed": MOST_ROWS_A_BYTE,
}
_FORMS = ", ".join(f"`{form}`" for form in date_forms.FORMS)

INTRODUCTION = f"""\
# What a clinic export holds

An export is a folder, or a zip of one, with a file for each table below. A file is CSV (UTF-8, with or without byte
order mark; comma, semicolon or tab between the cells; a header row), also named `.tsv` or `.txt` or packed as `.gz`, or
Parquet with the same columns. `patients` and `diary` are required, the others are read where they are there. The files
may lie some folders down; what lies elsewhere, and every file that is not read, is named. Single files can be imported
too: they are recognised by their name or their columns, and say nothing about what they leave out. Where a table stands
in several files (`diary_2025.csv`, `diary_2026.csv`) the export says nothing about what it leaves out either.

A single file without `patient_id` is the diary of the patient that is named at import, kept elsewhere. A pseudonym that
is named and not in the store is asked about (`--new-patient`); one that the file contradicts is refused.

A folder or zip is a *whole export*: it speaks for all that its source has. What the source no longer has is set aside
(see *What becomes of a row*), a file that is not there counting as one without rows.

- Columns may stand in any order; capitals do not matter. Other columns are listed in the import report and not read.
- An empty cell is *unknown*, never *no*. What programs write where they have nothing (`NA`, `NaN`, `NULL`, `n/a`, `.`,
  `-`) is empty in every column. Rows with nothing in any cell, a first line `sep=;` and up to {LINES_BEFORE_HEADER}
  lines above the header are passed over. A file that is not UTF-8 is read as Windows-1252, and the report says so.
- Dates are `YYYY-MM-DD`, from {FIRST_DATE} to {LAST_DATE}; times are `YYYY-MM-DDTHH:MM[:SS]`, the local wall clock. An
  offset written after a time is left aside, nothing is converted. A column may be of another form where all its cells
  agree, and the report says so: {_FORMS}.
- Numbers have a decimal point or a decimal comma, and nothing between thousands.
- Yes and no are `1/0` (also `1.0/0.0`), `true/false`, `yes/no`, `ja/nej` or `sant/falskt`.
- Letters may be composed or decomposed, blanks around a cell do not matter. Care units that differ in case are one.

`export.json` may stand beside the files: `exported_at` is when the export was made, and gives the as-of date (a date
alone means the end of that day); `source`
is what the export calls itself; `written_at` is when the files were written, where that was later than the time which
the data speak for, as in an export by this program; `scope` is `whole`, the default of a folder or zip, or `changes`
for an export that says nothing of what it leaves out; `from` is a date where a whole export speaks only for the days
from that one on. Without `exported_at`, the newest `recorded_at` gives the as-of date, or the newest date of a diary
row that does not say when it was written, whichever is later. `unread` lists what could not be read when the rows of an
export by this program came in: of that nothing stands in the tables, and it is unknown wherever they are read.
`seen_until` gives, by `patient_id`, until which day a diary is known that was kept in the program which made the
export, where that is later than `exported_at`: empty days until then were open or missing, and not outside.
"""

RULES = """\
## What becomes of a row

Every row is accepted (new), updated (it replaces what the store held), unchanged (the store holds it already, or
something newer) or rejected. The four add up to the rows read. A rejected row is kept with its file, line, columns,
values and reasons; it can be downloaded, corrected and imported again.

Any cell that the row can do without and that is odd (not of its kind, not among its choices, outside its range, at odds
with another) is *unknown*, and a remark that is kept with the row and told wherever the patient's figures stand. What
figures need of such a cell, or of a rejected row, counts as unknown, never as a no.

A row is rejected when

- a required value is missing, not of its kind, not among its choices or outside its range;
- it says when a period was taken back, and that cannot be read;
- its patient is neither in the export nor in the store, or the patient's own row was rejected;
- its date lies before the enrolment or after the leaving of the patient (`diary`, `acute_doses`);
- something that has happened lies later than the export;
- a diary day was recorded more than {lock_days} days after it, when it had locked (a setting);
- another row of the file says otherwise of the same thing in what makes it a row. Rows that agree in everything count
  once. Of a diary day in several versions the one with the newest `recorded_at` is kept. Where those times are equal or
  lacking, the versions contradict each other: if they agree on headache, the day stays with what they all say and the
  rest is unknown; if they do not, it is unfilled. Of other rows stays what they agree on.

A text of more than {longest:,} characters is unknown, and no more of it is kept, of a rejected row neither. A file of
more than {rows:,} rows, {columns:,} columns or {bytes} GB is not read, of packed files and Parquet one of more than
{unpacked_rows:,} rows or {unpacked_bytes} GB unpacked, nor one that is packed {expanded} times closer or holds more
than {packed} rows a byte, which no diary can. An import takes up to five times its largest file of memory. An export
whose own time lies more than a day from now, or a day before its newest entry, is refused.

A treatment whose `started_on` is a month (`2026-05`), empty or no date at all is kept with what is known of its start,
and its effect is not computed. A dose may be written with its unit ("225 mg"), an interval in words ("a month").

A drug that the catalogue does not know is kept, with an unknown class, and listed in the report. A row of acute doses
that says 0 doses, or that was rejected, makes its day unknown for medication. A year of birth by which the patient was
younger than {adult} at enrolment is not believed. A day without headache that nevertheless has pain, hours or the word
migraine is kept and remarked on; a `severity` of 0 on such a day is no more than empty. Where severities of a patient
go up to 10, that patient's are read on no scale; where a quarter of a column is above 3, nobody's are.

When a day arrives with a newer `recorded_at`, it replaces the stored one as a whole: doses of that day which the
export no longer has are set aside.

## What becomes of what the source no longer has

A whole export replaces what the store holds of its source. Rows that it no longer has are set aside, for the patients
it holds and for patients that it no longer holds: they are kept in the store and counted nowhere, the report counts
them by file as `removed`, and a row that comes back in a later export is counted again. What came from another source
(a handed-over diary, another platform) stays, and so does what people wrote in this program. A patient whose row is
there and cannot be read stays.

- A whole export that is older than the newest one of its source changes nothing, and says so. An export of changes that
  comes late is merged: of a day the newest `recorded_at` is kept.
- Single files, an export of changes, and an import for one patient (`--patient`) say nothing of what they leave out.
  What a single file brought belongs to the platform: the next whole export speaks for it too.
- A row whose day could not be read may be of any day, and what it leaves open stays open until a whole export comes, or
  the import is taken back; of a patient's own diary, a file that holds all of its days. Sent again with every cell the
  same, it counts once. A clinic that imports changes each night imports a whole export now and then.
- An export that shrinks much is kept only when somebody says that it is right (`--accept-removals`, or a question on
  the page): over a tenth of the rows of a file gone, or a patient gone who is not known to have left.
- A known pseudonym that comes with another sex or birth year, or from another source, may be another person. That is
  kept only when somebody says that it is the same (`--accept-changed-identity`, or a question on the page).

## As of a past day

Every page and command that is asked for a past day tells what was known that evening: a diary entry written later
(`recorded_at`) is not seen, so that the list of a past morning and an evaluation can be read again as they were. An
entry without `recorded_at` is seen. Of an entry that was edited only the last version is kept, with the time at which
it was written. What people write in this program (contacts, excluded periods, explained drug names) is taken as it
stands today. To see a past period with everything that is known now, choose the period (`--from`, `--to`) and no as-of
date.
"""


def field_list() -> str:
    """The whole description, as Markdown: every file, every column, and what becomes of a row."""
    lock_days = settings.shipped().lock_days
    parts = [INTRODUCTION, *map(_section, diary.TABLES), _scores()]
    return "\n".join([*parts, RULES.format(lock_days=lock_days, adult=ADULT_AGE_YEARS, **_LIMITS)])


def _section(table: Table) -> str:
    key = ", ".join(f"`{name}`" for name in table.key) or "the whole row"
    head = [
        f"## {table.file}",
        "",
        f"{_sentence(table.meaning)} {'Required. ' if table.required else ''}Key: {key}.",
        "",
    ]
    rows = ["| column | | holds | meaning |", "|---|---|---|---|", *map(_row, table)]
    return "\n".join([*head, *rows, ""])


def _row(column: Column) -> str:
    required = "required" if column.required else ""
    return f"| `{column.in_file}` | {required} | {_holds(column)} | {column.meaning} |"


def _holds(column: Column) -> str:
    return "; ".join(_kind(column))


def _kind(column: Column) -> Iterator[str]:
    if column.choices:
        yield " or ".join(f"`{word}`" for word in (*column.choices, *(word for word, _ in column.also_written)))
    else:
        yield _SHORT.get(column.kind, column.kind.value)
        if column.allowed != column.kind.value:
            yield column.allowed
    if column.default is not None:
        yield f"{column.default:g} when empty"


def _scores() -> str:
    head = ["## Scores of questionnaires", "", "| instrument | lowest | highest |", "|---|---|---|"]
    rows = [f"| {name} | {lowest} | {highest} |" for name, (lowest, highest) in SCORE_RANGES.items()]
    return "\n".join([*head, *rows, ""])


def _sentence(phrase: str) -> str:
    return f"{phrase[0].upper()}{phrase[1:]}."


_SHORT = {Kind.DATE: "date", Kind.TIMESTAMP: "time", Kind.NUMBER: "number", Kind.BOOLEAN: "yes or no"}
