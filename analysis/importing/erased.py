"""Rows of patients who were erased, left out before anything looks at them: nothing of them may be kept again."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import pandas as pd
from sqlalchemy import Connection

from analysis import diary
from analysis.formats.reading import LINE, Export, Note, Reading
from analysis.importing import cells
from analysis.importing.reasons import Reason
from analysis.store.erasing import erased_patients


def leave_out(exports: Iterable[Export], connection: Connection) -> tuple[Export, ...]:
    """The exports without the rows of erased patients; each file says how many were left out."""
    erased = erased_patients(connection)
    if not erased:
        return tuple(exports)
    return tuple(
        replace(export, readings=tuple(_without(reading, erased) for reading in export.readings)) for export in exports
    )


def _without(reading: Reading, erased: frozenset[str]) -> Reading:
    lines = {line for rows in reading.tables.values() for line in _lines_of(rows, erased)}
    broken = tuple(row for row in reading.broken if not erased.intersection(map(str.strip, row.cells)))
    count = len(lines) + len(reading.broken) - len(broken)
    if not count:
        return reading
    return replace(
        reading,
        written=reading.written[~reading.written.index.isin(list(lines))],
        tables={
            name: rows[~rows[LINE].isin(list(lines))].reset_index(drop=True) for name, rows in reading.tables.items()
        },
        broken=broken,
        notes=(*reading.notes, Note(Reason.PATIENT_ERASED.code, {"rows": count})),
        left_out=count,
    )


def _lines_of(rows: pd.DataFrame, erased: frozenset[str]) -> list[int]:
    if diary.PATIENT.name not in rows:
        return []
    patients, _ = cells.parsed(rows[diary.PATIENT.name], diary.PATIENT)
    return list(rows[LINE][patients.isin(list(erased))])
