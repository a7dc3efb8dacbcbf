"""Rows of one file that speak of the same thing: repeated, superseded, or contradicting each other."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from analysis import diary
from analysis.formats.reading import LINE
from analysis.importing.checks import Sheet
from analysis.importing.reasons import Reason

WRITTEN_AT = "recorded_at"


def settle(sheet: Sheet) -> pd.DataFrame:
    """The sound rows, one for each thing they speak of.

    Rows that agree in everything are kept once. Of a diary day the newest is kept, where all say when they were
    written. Of other rows that contradict each other stays what they agree on: the cells in which they differ are
    unknown, each naming the others. Where they differ in what makes the row, all are rejected.
    """
    sound = sheet.sound
    identity = list(sheet.table.identity)
    shared = sound[sound.duplicated(identity, keep=False)]
    if not sheet.table.key or shared.empty:
        return sound.drop_duplicates(identity)
    thing = shared.groupby(identity, sort=False).ngroup()
    newest = shared[_is_newest(sheet.table, shared, thing)]
    superseded = pd.Series(~shared.index.isin(newest.index), shared.index)
    _note(sheet, shared, thing, superseded, Reason.SUPERSEDED, named=newest)
    contradicted = _agreed(sheet, newest, thing[newest.index])
    kept = sheet.entries.loc[newest.index][~contradicted].drop_duplicates(identity)
    return sheet.entries.loc[sound.index.drop(shared.index.difference(kept.index))]


def _is_newest(table: diary.Table, shared: pd.DataFrame, thing: pd.Series) -> pd.Series:
    """Whether a row is among the last written of its thing; true of all where any lacks the time of writing."""
    if table is not diary.DIARY:
        return pd.Series(True, index=shared.index)
    written = shared[WRITTEN_AT]
    undated = written.isna().groupby(thing).transform("any")
    return undated | (written == written.groupby(thing).transform("max"))


def _agreed(sheet: Sheet, rows: pd.DataFrame, thing: pd.Series) -> pd.Series:
    """Leaves in the rows of each thing what they agree on; whether a row is contradicted in what makes it one."""
    contradicted = pd.Series(False, rows.index)
    for column in sheet.table:
        values = rows[column.name].groupby(thing)
        differs = values.transform("nunique") > 1
        if _empty_contradicts(sheet.table, column):
            differs |= values.transform("count").between(1, values.transform("size") - 1)
        if column.required:
            contradicted |= differs
        else:
            _leave_out(sheet, rows, thing, differs, column)
    _note(sheet, rows, thing, contradicted, Reason.CONTRADICTED)
    return contradicted


def _empty_contradicts(table: diary.Table, column: diary.Column) -> bool:
    """Whether a cell that one version has and another has not is unknown: a day was edited, a treatment is added to."""
    return table is diary.DIARY and column.name != WRITTEN_AT


def _leave_out(sheet: Sheet, rows: pd.DataFrame, thing: pd.Series, differs: pd.Series, column: diary.Column) -> None:
    known = rows[column.name].groupby(thing).transform("first")
    sheet.entries.loc[rows.index, column.name] = known.where(~differs)
    if column.name != WRITTEN_AT:
        _note(sheet, rows, thing, differs, Reason.VERSIONS_DIFFER, column=column.name)


def _note(
    sheet: Sheet,
    shared: pd.DataFrame,
    thing: pd.Series,
    where: pd.Series,
    reason: Reason,
    *,
    named: pd.DataFrame | None = None,
    column: str | None = None,
) -> None:
    """Notes the reason on the rows where `where`, naming the lines of the other rows, or of those in `named`."""
    if not where.any():
        return
    others = shared if named is None else named
    lines = others[LINE].groupby(thing[others.index]).agg(list)
    detail = pd.Series(None, index=sheet.entries.index, dtype=object)
    flagged = shared.index[where.to_numpy()]
    detail.loc[flagged] = [
        _listed(lines[group], without=line)
        for group, line in zip(thing[flagged], shared.loc[flagged, LINE], strict=True)
    ]
    mask = sheet.entries.index.isin(flagged)
    sheet.findings.add(reason, mask, column or ", ".join(sheet.table.identity), lines=detail)


def _listed(lines: Iterable[int], without: int) -> str:
    return ", ".join(str(line) for line in sorted(lines) if line != without)
