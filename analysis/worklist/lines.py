"""Rows of the list as lines, made of those that are shown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields
from datetime import date, timedelta
from typing import Any

import pandas as pd

from analysis.basis import Basis
from analysis.counts.completeness import Completeness
from analysis.days.state import State
from analysis.querying.columns import day_of
from analysis.querying.rows import records_of
from analysis.records.patients import Patient
from analysis.settings import Settings
from analysis.windows import WINDOW_DAYS
from analysis.worklist.diaries import OVERUSED
from analysis.worklist.effect_lost import loss_of
from analysis.worklist.line import Line, Rhythm
from analysis.worklist.needs import Need, need_of
from analysis.worklist.newest import RHYTHM_DAYS, STATES, states_of
from analysis.worklist.not_read import NOT_READ
from analysis.worklist.under_treatment import COURSE, ODD, course_of
from analysis.worklist.urgency import GROUPS

Row = dict[str, Any]

_CODES = tuple(state.code for state in State)
_OPEN = int(State.OPEN)
_PERSON = tuple(field.name for field in fields(Patient))


def lines_of(table: pd.DataFrame, needs: pd.DataFrame, losses: pd.DataFrame, basis: Basis) -> tuple[Line, ...]:
    """A line for each row of the list's `table`, in its order."""
    rows = records_of(table)
    needed = _needs_by_patient(needs, table.index, basis.settings)
    lost = {row["patient_id"]: row for row in records_of(losses[losses.index.isin(table.index)])}
    return tuple(
        _line(row, states, needed.get(row["patient_id"], ()), lost.get(row["patient_id"]), basis)
        for row, states in zip(rows, states_of(table, basis).tolist(), strict=True)
    )


def _needs_by_patient(needs: pd.DataFrame, patients: pd.Index[str], settings: Settings) -> dict[str, tuple[Need, ...]]:
    found: dict[str, tuple[Need, ...]] = {}
    for row in records_of(needs[needs["patient_id"].isin(patients)]):
        found[row["patient_id"]] = (*found.get(row["patient_id"], ()), need_of(row, settings))
    return found


def _line(row: Row, states: Sequence[int], needs: tuple[Need, ...], lost: Row | None, basis: Basis) -> Line:
    first = basis.as_of - timedelta(days=len(states) - 1)
    return Line(
        patient=_patient(row),
        as_of=basis.as_of,
        settings=basis.settings,
        groups=tuple(group for group in GROUPS if row[group]),
        days=tuple(map(_CODES.__getitem__, states[-WINDOW_DAYS:])),
        completeness=Completeness(**{name: row[name] for name in (*STATES, "of_attacks")}),
        of_attacks_alone=bool(row["of_attacks_alone"]),
        last_filled=_day(row["last_filled"]),
        rhythm=None if row["rhythm"] is None else Rhythm(int(row["rhythm"]), RHYTHM_DAYS),
        open_days=_open_days(states, first) if _OPEN in states else (),
        next_lock=_day(row["next_lock"]),
        locks_soon=row["locks_soon"],
        next_visit=_day(row["next_visit"]),
        treatment=course_of(row[COURSE]),
        treatment_remarks=row[ODD] or (),
        needs=needs,
        evaluation_due_on=_day(row["evaluation_due_on"]),
        overused=tuple(name for column, name in OVERUSED.items() if row[column]),
        loss=loss_of(lost) if lost else None,
        lost=lost["lost"] if lost else (),
        last_contact=row["last_contact"],
        remarks=int(row["remarks"]),
        not_read=tuple(name for column, name in NOT_READ.items() if row[column]),
    )


def _open_days(states: Sequence[int], first: date) -> tuple[date, ...]:
    return tuple(first + timedelta(days=place) for place, state in enumerate(states) if state == _OPEN)


def _patient(row: Row) -> Patient:
    read = {name: _day(row[name]) for name in ("enrolled_on", "left_on")}
    born = None if row["birth_year"] is None else int(row["birth_year"])
    return Patient(**{name: row[name] for name in _PERSON} | read | {"birth_year": born})


def _day(number: float | None) -> date | None:
    return None if number is None else day_of(number)
