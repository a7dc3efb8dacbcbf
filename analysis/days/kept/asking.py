"""Asks the definition in force of the different entries there are, of which there are few."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
from sqlalchemy import Boolean, Connection, Date, Double, Integer, Text, column, select, table

from analysis.days.classified import KINDS, PROFILES, UNKNOWN, classified
from analysis.days.kept.entries import Answers, KeptDays, Values
from analysis.days.recorded import told_by
from analysis.querying.rows import arrays_of

_PLACE = "kept_entries"
"""The name under which the engine sees the entries."""
_TYPES = {pa.string(): Text, pa.date32(): Date, pa.int32(): Integer, pa.bool_(): Boolean, pa.float64(): Double}


def answers_of(connection: Connection, told: KeptDays, profile: str) -> Answers:
    """What the entries are by the definition in force, asked of the engine by the statements of single days."""
    if profile not in told.answers:
        told.answers[profile] = _asked(connection, profile, told.entries)
    return told.answers[profile]


def _asked(connection: Connection, profile: str, entries: pa.Table) -> Answers:
    """What the entries are by a definition; they are lent to the connection as a table for the while."""
    read = table(_PLACE, *(column(one.name, _TYPES[one.type]()) for one in entries.schema))
    days = classified(PROFILES[profile], told_by(read), also=("hours",))
    lent: Any = connection.connection.dbapi_connection  # not that of the pool, to which a narrowed one does not belong
    lent.register(_PLACE, entries)
    try:
        # What is in no column of its own, and an order by the engine, would take longer than all else.
        answers = arrays_of(connection, select(*(days.c[name] for name in ("day", "hours", *_TRUTHS, *KINDS))))
    finally:
        lent.unregister(_PLACE)
    in_order = np.argsort(np.asarray(answers["day"]))
    truths = {name: np.append(np.asarray(answers[name] == 1)[in_order], False) for name in _TRUTHS}
    hours = np.ma.filled(np.ma.asarray(answers["hours"], dtype=np.float64), np.nan)[in_order]
    kinds = {kind: _with_nothing(answers[kind], in_order) for kind in KINDS}
    return Answers(**truths, hours=np.append(hours, np.nan), kinds=kinds)


_TRUTHS = ("filled", "retrospective", "intakes_only", "of_attacks")


def _with_nothing(answers: Values, in_order: npt.NDArray[np.intp]) -> npt.NDArray[np.int8]:
    """What the entries are of a kind, in their order, and after them that of a day without one."""
    told = np.ma.filled(np.ma.asarray(answers), UNKNOWN)[in_order]
    return np.append(told, 0).astype(np.int8)
