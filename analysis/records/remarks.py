"""What imports could not read or understand of each patient, wherever the patient's figures stand."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import Connection, Select, select

from analysis import diary
from analysis.drugs import explained_names
from analysis.querying.at_hand import at_hand, named
from analysis.querying.parameters import is_of
from analysis.querying.schema import REMARKS
from analysis.records.unread import UNKNOWN_DRUG, unread_acute_doses


@dataclass(frozen=True)
class Remark:
    """A row or cell that could not be read or understood, on which line of which file of which import (`batch`).

    `column` is unknown where it is the whole row. `rejected`: the row is not kept; else the cell is unknown. `kind` is
    the code of the reason, `detail` what its sentence needs to know.
    """

    batch: int
    file: str
    line: int | None
    column: str | None
    value: str | None
    kind: str
    rejected: bool
    detail: Mapping[str, object] = field(default_factory=dict, hash=False)

    def as_json(self) -> dict[str, object]:
        """The remark as other programs rely on it, without its sentence."""
        return {
            "batch": self.batch,
            "file": self.file,
            "line": self.line,
            "column": self.column,
            "kind": self.kind,
            "rejected": self.rejected,
        }


def remarks(connection: Connection, patients: Sequence[str] | None = None) -> dict[str, tuple[Remark, ...]]:
    """The remarks that hold, by patient (None: everyone), in the order of files and lines; each once.

    A drug's name that the clinic has explained since is understood. Patients of whom all was read are left out.
    """
    return at_hand(named("remarks", connection, patients), lambda: _remarks(connection, patients))


def _remarks(connection: Connection, patients: Sequence[str] | None) -> dict[str, tuple[Remark, ...]]:
    explained = explained_names.mapping(connection)
    found: dict[str, dict[Remark, None]] = {}
    for row in connection.execute(_holding(patients)).mappings():
        if row["kind"] == UNKNOWN_DRUG and not explained_names.is_unknown(row["value"] or "", None, explained):
            continue
        remark = Remark(
            **{name: row[name] for name in Remark.__dataclass_fields__ if name != "detail"},
            detail=json.loads(row["detail"] or "{}"),
        )
        found.setdefault(row["patient_id"], {}).setdefault(remark)
    return {patient: tuple(told) for patient, told in found.items()}


def _holding(patients: Sequence[str] | None) -> Select[tuple[object, ...]]:
    statement = select(REMARKS).where(REMARKS.c.superseded_by.is_(None))
    if patients is not None:
        statement = statement.where(is_of(REMARKS.c.patient_id, patients))
    return statement.order_by(REMARKS.c.batch, REMARKS.c.file, REMARKS.c.line, REMARKS.c.column)


def acute_doses_in_doubt(
    connection: Connection, patients: Sequence[str] | None = None
) -> dict[str, frozenset[date | None]]:
    """The days of acute doses that could not be read, or whose drug is not known, by patient (None: everyone).

    None stands for a day that could not be read either.
    """
    explained = explained_names.mapping(connection)
    found = {patient: {*days} for patient, days in unread_acute_doses(connection, patients).items()}
    of = REMARKS.c
    is_of_doses = of.table_name == diary.ACUTE_DOSES.name, of.kind == UNKNOWN_DRUG
    for row in connection.execute(_holding(patients).where(*is_of_doses)).mappings():
        if explained_names.is_unknown(row["value"] or "", None, explained):
            found.setdefault(row["patient_id"], set()).add(row["date"])
    return {patient: frozenset(days) for patient, days in found.items()}


def unread(connection: Connection, patients: Sequence[str] | None = None) -> list[dict[str, object]]:
    """The remarks that hold as an export tells them on: its tables hold nothing of what could not be read."""
    names = ("patient_id", "field", "column", "value", "kind", "detail", "rejected", "format", "file", "line")
    return [
        {"table": row["table_name"], "day": row["date"].isoformat() if row["date"] else None}
        | {name: row[name] for name in names}
        for row in connection.execute(_holding(patients)).mappings()
    ]
