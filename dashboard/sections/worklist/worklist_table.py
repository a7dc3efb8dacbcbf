"""The nurse's list as a table to take along."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from io import BytesIO

import pandas as pd

from analysis.exporting.files import write_sheets
from analysis.worklist import Line
from dashboard.sections.as_csv import as_csv
from dashboard.sections.worklist.reasons import reasons
from dashboard.texts import Words


def table(lines: Sequence[Line], words: Words) -> pd.DataFrame:
    """A row a patient in the order given, days as YYYY-MM-DD, shares as 0 to 1; an empty cell is not known.

    `not_read` tells what could not be read and may be due, in the codes of `worklist --json`.
    """
    return pd.DataFrame([_row(line, words) for line in lines], columns=list(_NAMES))


def csv(lines: Sequence[Line], words: Words) -> bytes:
    """The table as CSV that spreadsheets open with its letters right, and never as a formula."""
    return as_csv(table(lines, words))


def workbook(lines: Sequence[Line], words: Words) -> bytes:
    """The table as a workbook of one sheet."""
    content = BytesIO()
    write_sheets(content, {words("page-worklist"): table(lines, words)})
    return content.getvalue()


FORMATS: Mapping[str, Callable[[Sequence[Line], Words], bytes]] = {"csv": csv, "xlsx": workbook}
"""What makes each kind of file of the list."""


_NAMES = (
    "patient_id",
    "care_unit",
    "place",
    "groups",
    "reasons",
    "filled",
    "open",
    "missing",
    "inside",
    "completeness_now",
    "completeness_final",
    "tier",
    "last_filled",
    "open_days",
    "next_lock",
    "next_visit",
    "treatment",
    "treatment_week",
    "evaluation_due_on",
    "last_contact",
    "waiting_until",
    "not_read",
)


def _row(line: Line, words: Words) -> dict[str, object]:
    told, days = line.as_json(), line.completeness
    return told | {
        "place": line.place,
        "groups": " ".join(line.groups),
        "reasons": " ".join(reasons(line, words)),
        "filled": days.filled,
        "open": days.open,
        "missing": days.missing,
        "inside": days.inside,
        "completeness_now": days.now,
        "completeness_final": days.final,
        "tier": line.tier.code,
        "open_days": " ".join(day.isoformat() for day in line.open_days),
        "not_read": " ".join(line.not_read),
    }
