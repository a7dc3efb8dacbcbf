"""What came of an import, as lines of text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from analysis.importing import FileReport, ImportReport
from analysis.importing.findings import Problem
from analysis.importing.reasons import Reason

PROBLEMS_SHOWN = 20
"""Problems printed a file; all of them stand in the JSON report and on the import page."""
LONGEST_SHOWN = 60
"""Characters of a value that are printed."""
OF_THE_FILE = frozenset(
    {
        Reason.OLDER_EXPORT,
        Reason.DATE_FORM,
        Reason.READ_AS_WINDOWS,
        Reason.LINES_ABOVE_HEADER,
        Reason.READ_BY_MAPPING,
        Reason.FREE_BY_ENTRY,
        Reason.DRUGS_NOT_READ,
        Reason.FEWER_THAN_SAID,
        Reason.RESOURCES_RETRACTED,
        Reason.RESOURCES_NOT_READ,
        Reason.DRUGS_LEFT_ASIDE,
        Reason.LONG_ATTACK,
        Reason.SEVERAL_FILES,
        Reason.SHEETS_LEFT_ASIDE,
        Reason.REACH_UNKNOWN,
        Reason.DAYS_NOT_IN_FILE,
        Reason.PATIENT_ERASED,
    }
)
"""Remarks that are printed: they speak of the file and not of one of its cells."""


def no_diary(report: ImportReport, *, kept: bool) -> str:
    """That every row of the diary was rejected, for which reason most, and what else was kept; empty where not so."""
    files = report.rejected_diaries
    if not files:
        return ""
    named, rows = " and ".join(file.file for file in files), sum(file.read for file in files)
    reasons = Counter(one.explanation for file in files for one in file.problems)
    why = "".join(f": {reason} ({count})" for reason, count in reasons.most_common(1))
    others = [file for file in report.files if file not in files and file.accepted + file.updated]
    rest = ", ".join(f"{file.accepted + file.updated} of {file.read} rows of {file.file}" for file in others)
    return f"No day was imported: {rows} of {rows} rows of {named} were rejected{why}. " + (
        f"{'Kept' if kept else 'To be kept'} beside: {rest}." if rest else "Nothing was imported."
    )


def report_lines(report: ImportReport, *, kept: bool) -> Iterator[str]:
    """The report as lines of text: a line a file, then what is wrong with which line of it.

    Where every row of the diary was rejected, that comes first.
    """
    if report.rejected_diaries:
        yield no_diary(report, kept=kept)
    for file in report.files:
        yield from _file_lines(file)
    if report.ignored_files:
        yield f"Not part of an export, left aside: {', '.join(report.ignored_files)}"
    if report.patients_created:
        yield _created(report.patients_created)
    if report.as_of:
        yield f"The data end on {report.as_of}."
    yield from _end(report, kept=kept)


def _created(patients: Sequence[str]) -> str:
    """Who was added: the first ones by name, since a new clinic has thousands."""
    told = ", ".join(patients[:PROBLEMS_SHOWN])
    more = f" ... and {len(patients) - PROBLEMS_SHOWN} more; see them all with --json"
    return f"Patients that were not in the store and were added: {told}{more if len(patients) > PROBLEMS_SHOWN else ''}"


def _end(report: ImportReport, *, kept: bool) -> Iterator[str]:
    if not kept:
        yield "Dry run: nothing was kept."
    elif report.is_all_rejected:
        yield "Every row was rejected; nothing was imported."
    elif not report.changed:
        yield "Nothing was new."


def _file_lines(file: FileReport) -> Iterator[str]:
    yield (
        f"{file.file}: {file.read} rows read: {file.accepted} accepted, {file.updated} updated, "
        f"{file.unchanged} unchanged, {file.rejected} rejected" + (f", {file.removed} removed" if file.removed else "")
    )
    yield from _file_remarks(file)


def _file_remarks(file: FileReport) -> Iterator[str]:
    for problem in file.problems[:PROBLEMS_SHOWN]:
        where = f"line {problem.line}" if problem.line else "file"
        yield f"  {where}{_cell(problem)}: {problem.explanation}"
    if len(file.problems) > PROBLEMS_SHOWN:
        yield f"  ... and {len(file.problems) - PROBLEMS_SHOWN} more; see them all with --json or on the import page"
    yield from (f"  {remark.explanation}" for remark in file.remarks if remark.reason in OF_THE_FILE)
    if file.removed:
        yield f"  {_rows_are(file.removed)} no longer in the export, and set aside:"
        yield from (f"    {one.value}" for one in file.gone[:PROBLEMS_SHOWN])
    if file.removed > PROBLEMS_SHOWN:
        yield f"    ... and {file.removed - PROBLEMS_SHOWN} more; see them all with --json"
    if file.unknown_columns:
        yield f"  unknown columns, left aside: {', '.join(file.unknown_columns)}"
    if file.unknown_drugs:
        yield f"  drugs not recognised, kept with unknown class: {', '.join(file.unknown_drugs)}"


def _cell(problem: Problem) -> str:
    """The column and what was found in it, where the problem lies in one."""
    if not problem.column:
        return ""
    value = problem.value or ""
    shown = value if len(value) <= LONGEST_SHOWN else f"{value[:LONGEST_SHOWN]}..."
    return f", {problem.column} {shown!r}" if shown else f", {problem.column}"


def _rows_are(number: int) -> str:
    return "1 row is" if number == 1 else f"{number} rows are"
