"""What an import did or would do, file by file; every problem as a sentence with its place."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from analysis.importing import FileReport, ImportReport
from analysis.importing.reasons import Reason
from dashboard.sections.section import Section
from dashboard.sections.wording import NO_NUMBER
from dashboard.texts import Words

if TYPE_CHECKING:
    import pandas as pd

    from analysis.importing.findings import Problem
    from analysis.importing.withdrawal import Shrinkage

PROBLEMS_TOLD = 200
"""Problems listed on the page; the rest are counted, and all are in the download."""
COUNTS = ("read", "accepted", "updated", "unchanged", "rejected", "removed")


def parts(report: ImportReport, words: Words, *, with_rows: bool) -> tuple[Section, Section | None, Section | None]:
    """The outcome by file; the rows that are no longer in the export; and every problem.

    Without rows, for those who may see no patient, it is how many rows, and why.
    """
    files = Section("import_files", words("import-by-file"), table=by_file(report, words))
    found = removed_section(report, words), problem_section(report, words)
    if with_rows:
        return files, *found
    removed, problems = (one and replace(one, table=None, caution="") for one in found)
    return files, removed, problems


def section(report: ImportReport, words: Words, *, kept: bool) -> Section:
    """The outcome of every row read: how much is new, or why nothing is, first."""
    totals = {name: sum(getattr(file, name) for file in report.files) for name in COUNTS}
    head = words("import-kept" if kept else "import-would", **totals)
    return Section(
        key="import_report",
        title=words("import-done" if kept else "import-dry"),
        sentences=(
            lead(report, words, kept=kept),
            head,
            *_removed(report, words),
            *_as_of(report, words),
            *_aside(report, words),
        ),
    )


def lead(report: ImportReport, words: Words, *, kept: bool) -> str:
    """What became of the files, in a sentence: how much is new, or why nothing is, or no day of the diary."""
    read, new, rejected, removed = (
        sum(getattr(file, name) for file in report.files for name in names)
        for names in (("read",), ("accepted", "updated"), ("rejected",), ("removed",))
    )
    values = {"read": read, "new": new, "rejected": rejected, "kept": "yes" if kept else "no"}
    diaries = report.rejected_diaries
    if diaries and new:
        files, days = words.all_of([file.file for file in diaries]), sum(file.read for file in diaries)
        return words("import-lead-no-day", **{**values, "rejected": days}, files=files, **_most(diaries, words))
    if rejected:
        return words("import-lead-some" if new else "import-lead-none", **values, **_most(report.files, words))
    if new:
        return words("import-lead-new", **values)
    return words(f"import-lead-{'removed' if removed else 'unchanged' if read else 'empty'}")


def _most(files: Sequence[FileReport], words: Words) -> dict[str, str | int]:
    """The reason for which most rows were rejected, and how many; a dash where no row says why."""
    counted = Counter(one.reason for file in files for one in file.problems if one.rejects)
    told: dict[str, str | int] = {"reason": NO_NUMBER, "rows": 0}
    for reason, rows in counted.most_common(1):
        told = {"reason": words(f"reason-{reason.code}-short"), "rows": rows}
    return told


def removed_section(report: ImportReport, words: Words) -> Section | None:
    """The stored rows that the export no longer has; None when there are none."""
    import pandas as pd

    gone = [problem for file in report.files for problem in file.gone]
    if not gone:
        return None
    rows = [[one.file, one.value or "", _told_row(one)] for one in gone[:PROBLEMS_TOLD]]
    heads = [words(f"import-{name}") for name in ("file", "value", "row")]
    more = words("import-more-removed", told=PROBLEMS_TOLD, all=len(gone)) if len(gone) > PROBLEMS_TOLD else ""
    table = pd.DataFrame(rows, columns=heads)
    return Section("import_removed", words("import-removed-rows"), _removed(report, words), table=table, caution=more)


def questions(report: ImportReport, words: Words) -> dict[str, str]:
    """What somebody has to say yes to before the import is kept, by the name of what is accepted."""
    asked = {}
    if report.newcomers:
        asked["new_patient"] = words("import-ask-new-patient", patient=words.all_of(list(report.newcomers)))
    if report.shrinkages:
        told = [_shrunk(one, words) for one in report.shrinkages]
        asked["accept_removals"] = words("import-ask-removals", files="; ".join(told))
    if report.other_people:
        asked["accept_changed_identity"] = words("import-ask-identity", patients=report.other_people)
    return asked


def end_is_open(report: ImportReport) -> bool:
    """Whether a diary of attacks does not say until when it was kept."""
    return any(one.reason is Reason.REACH_UNKNOWN for file in report.files for one in file.remarks)


def _shrunk(one: Shrinkage, words: Words) -> str:
    key = "import-shrunk-patients" if one.not_left else "import-shrunk"
    return words(key, file=one.file, before=one.before, after=one.after, patients=one.not_left)


def _told_row(problem: Problem) -> str:
    return ", ".join(f"{name} {value}" for name, value in (problem.row or {}).items())


def _removed(report: ImportReport, words: Words) -> tuple[str, ...]:
    number = sum(file.removed for file in report.files)
    return (words("import-removed-number", rows=number),) if number else ()


def problem_section(report: ImportReport, words: Words) -> Section | None:
    """The rejected rows and the remarks, as sentences; None when there are none."""
    problems = [problem for file in report.files for problem in (*file.problems, *file.remarks)]
    if not problems:
        return None
    counted = Counter(problem.reason for problem in problems)
    sentences = tuple(
        words("import-reason-count", reason=words(f"reason-{reason.code}-short"), rows=n)
        for reason, n in counted.most_common()
    )
    more = words("import-more", told=PROBLEMS_TOLD, all=len(problems)) if len(problems) > PROBLEMS_TOLD else ""
    table = _problems(problems[:PROBLEMS_TOLD], words)
    return Section("import_problems", words("import-problems"), sentences, table=table, caution=more)


def _as_of(report: ImportReport, words: Words) -> tuple[str, ...]:
    return (words("import-as-of", date=words.date(report.as_of)),) if report.as_of else ()


def _aside(report: ImportReport, words: Words) -> tuple[str, ...]:
    """What was left aside, or is not known."""
    columns = sorted({f"{file.file}: {name}" for file in report.files for name in file.unknown_columns})
    drugs = sorted({drug for file in report.files for drug in file.unknown_drugs})
    return tuple(
        words(key, names=", ".join(names))
        for key, names in (
            ("import-ignored-files", sorted(report.ignored_files)),
            ("import-unknown-columns", columns),
            ("import-unknown-drugs", drugs),
        )
        if names
    )


def format_text(name: str, words: Words) -> str:
    """A format as people call it; one without a text of its own by its name: apple_health is Apple Health."""
    key = f"import-format-{name}"
    return words(key) if words.has(key) else name.replace("_", " ").title()


def by_file(report: ImportReport, words: Words) -> pd.DataFrame:
    """A row a file: its format, and its rows by outcome."""
    import pandas as pd

    heads = [words("import-file"), words("import-format"), *(words(f"import-{name}") for name in COUNTS)]
    return pd.DataFrame([_file_row(file, words) for file in report.files], columns=heads)


def _file_row(file: FileReport, words: Words) -> list[str]:
    return [file.file, format_text(file.format, words), *(words.number(getattr(file, name)) for name in COUNTS)]


def _problems(problems: list[Problem], words: Words) -> pd.DataFrame:
    import pandas as pd

    heads = [words(f"import-{name}") for name in ("file", "line", "value", "reason", "outcome")]
    return pd.DataFrame([_problem_row(problem, words) for problem in problems], columns=heads)


def _problem_row(problem: Problem, words: Words) -> list[str]:
    outcome = "import-is-rejected" if problem.rejects else "import-is-unknown" if problem.kept else "import-is-kept"
    return [problem.file, str(problem.line or ""), problem.value or "", reason_sentence(problem, words), words(outcome)]


def reason_sentence(problem: Problem, words: Words) -> str:
    """Why, with the place and the figures that belong to it."""
    details = {name: _detail(name, value, words) for name, value in problem.detail.items()}
    return words(f"reason-{problem.reason.code}", column=problem.column or "", value=problem.value or "", **details)


def _detail(name: str, value: object, words: Words) -> str | int | float:
    if name == "allowed":
        return allowed_text(str(value), words)
    return value if isinstance(value, int | float) else str(value)


def allowed_text(allowed: str, words: Words) -> str:
    """What a column may hold, as `diary.Column.allowed` says it in English, in the user's language."""
    between = re.fullmatch(r"(\S+) to (\S+)", allowed)
    above = re.fullmatch(r"more than (\S+)", allowed)
    if between:
        return words("allowed-between", lowest=between[1], highest=between[2])
    return words("allowed-above", lowest=above[1]) if above else allowed
