"""What an import did, file by file, and the rejected rows to be corrected."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date

import pandas as pd
from sqlalchemy import Connection, select

from analysis import diary
from analysis.importing.findings import Problem
from analysis.importing.reasons import BY_CODE, Reason
from analysis.importing.withdrawal import Shrinkage
from analysis.querying.schema import IMPORT_PROBLEMS


@dataclass(frozen=True)
class FileReport:
    """What became of a file's rows; accepted, updated, unchanged and rejected add up to those read.

    `gone` are stored rows that their source no longer has, and that were set aside; they are not among those read.
    `tables` are those of which its rows tell.
    """

    file: str
    format: str
    read: int
    accepted: int
    updated: int
    unchanged: int
    rejected: int
    gone: tuple[Problem, ...] = ()
    problems: tuple[Problem, ...] = ()
    remarks: tuple[Problem, ...] = ()
    unknown_columns: tuple[str, ...] = ()
    unknown_drugs: tuple[str, ...] = ()
    tables: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if self.accepted + self.updated + self.unchanged + self.rejected != self.read:
            raise AssertionError("the outcomes of a file do not add up to its rows")

    @classmethod
    def of_absent(cls, file: str, format: str, gone: tuple[Problem, ...]) -> FileReport:
        """The report of a file that the export does not have, while the store had rows of it."""
        return cls(file, format, 0, 0, 0, 0, 0, gone)

    @property
    def removed(self) -> int:
        """How many stored rows were set aside."""
        return len(self.gone)

    def as_json(self) -> dict[str, object]:
        """The report as plain values; `reason` and `remark` are plain English, `code` is for programs."""
        return {
            "file": self.file,
            "format": self.format,
            "read": self.read,
            "accepted": self.accepted,
            "updated": self.updated,
            "unchanged": self.unchanged,
            "rejected": self.rejected,
            "removed": self.removed,
            "problems": [_problem_json(problem) for problem in self.problems],
            "remarks": [_problem_json(remark) for remark in self.remarks],
            "removed_rows": [dict(problem.row or {}) for problem in self.gone],
            "unknown_columns": list(self.unknown_columns),
            "unknown_drugs": list(self.unknown_drugs),
        }


@dataclass(frozen=True)
class ImportReport:
    """What an import did. `as_of` is the day the imported data speak for; unknown where they hold no diary.

    `shrinkages` are the files of which so much is gone that somebody has to say that it is right, `other_people` counts
    the known pseudonyms that came as another person or from another source. `patients_created` are the pseudonyms that
    the store did not know; `newcomers` are those of them of whom no row of `patients` tells.
    """

    files: tuple[FileReport, ...]
    as_of: date | None
    batch: int
    ignored_files: tuple[str, ...] = ()
    shrinkages: tuple[Shrinkage, ...] = ()
    other_people: int = 0
    patients_created: tuple[str, ...] = ()

    @property
    def newcomers(self) -> tuple[str, ...]:
        """The pseudonyms that were added because of a diary, as the user or the file wrote them."""
        told = {one.value for file in self.files for one in file.remarks if one.reason is Reason.PATIENT_CREATED}
        return tuple(sorted(name for name in told if name in self.patients_created))

    @property
    def is_all_rejected(self) -> bool:
        """Whether there were rows, and every one was rejected."""
        read = sum(file.read for file in self.files)
        return read > 0 and read == sum(file.rejected for file in self.files)

    @property
    def rejected_diaries(self) -> tuple[FileReport, ...]:
        """The files of the diary, where there were rows of it and every one was rejected; else none."""
        files = tuple(file for file in self.files if diary.DIARY.name in file.tables and file.read)
        return files if all(file.rejected == file.read for file in files) else ()

    @property
    def changed(self) -> bool:
        """Whether any row of the store was added, changed or removed."""
        return any(file.accepted or file.updated or file.removed for file in self.files)

    def as_json(self) -> dict[str, object]:
        """The report as plain values, ready for json.dumps."""
        return {
            "files": [file.as_json() for file in self.files],
            "as_of": self.as_of.isoformat() if self.as_of else None,
            "batch": self.batch,
            "changed": self.changed,
            "removed": sum(file.removed for file in self.files),
            "ignored_files": list(self.ignored_files),
            "patients_created": list(self.patients_created),
        }


def rejected_rows(connection: Connection, batch: int) -> dict[str, pd.DataFrame]:
    """The rejected rows of an import by file, under the file's own column names, with the line and every reason.

    Corrected in place, such a file can be imported as it is: the columns `line` and `reason` are left aside.
    """
    query = (
        select(IMPORT_PROBLEMS)
        .where(IMPORT_PROBLEMS.c.batch == batch, IMPORT_PROBLEMS.c.rejected)
        .order_by(IMPORT_PROBLEMS.c.file, IMPORT_PROBLEMS.c.line)
    )
    rows: dict[str, dict[int, dict[str, str]]] = {}
    for found in connection.execute(query).mappings():
        problem = Problem(
            found["file"],
            found["line"],
            found["column"],
            found["value"],
            BY_CODE[found["reason"]],
            json.loads(found["detail"] or "{}"),
            json.loads(found["row"] or "{}"),
        )
        row = rows.setdefault(problem.file, {}).setdefault(problem.line or 0, {**(problem.row or {}), "line": ""})
        row["line"] = str(problem.line)
        row["reason"] = "; ".join(filter(None, [row.get("reason"), problem.explanation]))
    return {file: pd.DataFrame(list(lines.values()), dtype=object).fillna("") for file, lines in rows.items()}


def unknown_drugs(problems: list[Problem]) -> tuple[str, ...]:
    """The drugs that the catalogue does not know, as written, each once."""
    return tuple(sorted({p.value for p in problems if p.reason is Reason.UNKNOWN_DRUG and p.value}))


def _problem_json(problem: Problem) -> dict[str, object]:
    return {
        "line": problem.line,
        "column": problem.column,
        "value": problem.value,
        "reason" if problem.rejects else "remark": problem.explanation,
        "code": problem.reason.code,
        "detail": dict(problem.detail),
    }
