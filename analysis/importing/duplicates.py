"""Rows of one file that speak of the same thing: repeated, superseded, or contradicting each other."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import pandas as pd

from analysis import diary
from analysis.formats.reading import LINE
from analysis.importing.checks import Sheet
from analysis.importing.matching import are_all_different
from analysis.importing.reasons import Reason

WRITTEN_AT = "recorded_at"


def settle(sheet: Sheet) -> pd.DataFrame:
    """The sound rows, one for each thing they speak of.

    Rows that agree in everything are kept once. Of a day in several versions the one that was written last is kept.
    Versions of equal or lacking times, and rows of all other things, contradict each other: where they differ in what
    makes the row, all are rejected, each naming the others; where not, one row stays with what they agree on, and the
    cells in which they differ are unknown.
    """
    sound = sheet.sound
    identity = list(sheet.table.identity)
    if sheet.table is diary.DIARY and _is_in_order(sound):
        return sound
    if are_all_different(sound, identity):
        return sound
    shared = sound[sound.duplicated(identity, keep=False)]
    if shared.empty:
        return sound
    if not sheet.table.key:
        return sound.drop_duplicates(identity)
    thing = shared.groupby(identity, sort=False).ngroup()
    newest = _last_written(sheet.table, shared, thing)
    superseded = pd.Series(~shared.index.isin(newest.index), shared.index)
    _note(sheet, shared, thing, superseded, Reason.SUPERSEDED, named=newest)
    rejected = thing.isin(_irreconcilable(sheet.table, newest, thing)) & ~superseded
    _note(sheet, shared, thing, rejected, Reason.CONTRADICTED, named=newest)
    kept = newest[~rejected[newest.index]]
    agreed = _agreed(sheet, kept, thing[kept.index])
    return pd.concat([sound.drop(index=shared.index), *([] if agreed.empty else [agreed])]).sort_index()


def _is_in_order(days: pd.DataFrame) -> bool:
    """Whether each patient's days stand together, each later than the one before: then none is there twice."""
    patients = pd.factorize(days["patient_id"])[0]
    dates = days["date"].to_numpy()
    same = patients[1:] == patients[:-1]
    return bool(((patients[1:] > patients[:-1]) | (same & (dates[1:] > dates[:-1]))).all())


def _last_written(table: diary.Table, shared: pd.DataFrame, thing: pd.Series) -> pd.DataFrame:
    """The rows that were written last of their thing, newest first; all where any lacks the time of writing."""
    if table is not diary.DIARY:
        return shared
    written = shared[WRITTEN_AT]
    undated = written.isna().groupby(thing).transform("any")
    newest = shared[undated | (written == written.groupby(thing).transform("max"))]
    return newest.sort_values(WRITTEN_AT, ascending=False, kind="stable")


def _irreconcilable(table: diary.Table, rows: pd.DataFrame, thing: pd.Series) -> np.ndarray:
    """The things of which the rows say more than one thing in what the table requires."""
    required = [column.name for column in table if column.makes_the_row]
    versions = thing[rows.drop_duplicates(required).index].value_counts()
    return versions.index[versions > 1].to_numpy()


def _agreed(sheet: Sheet, rows: pd.DataFrame, thing: pd.Series) -> pd.DataFrame:
    """A row a thing, at the index of its first, with what its rows agree on; the first one's time of writing."""
    agreed = rows[~thing.duplicated()].copy()
    for column in sheet.table:
        if column.name == WRITTEN_AT:
            continue
        values = rows[column.name].groupby(thing)
        differs = values.transform("nunique") > 1
        if sheet.table is diary.DIARY:  # a day was edited, where a treatment's rows add to each other
            differs |= values.transform("count").between(1, values.transform("size") - 1)
        _note(sheet, rows, thing, differs, Reason.VERSIONS_DIFFER, column=column.name)
        agreed[column.name] = values.transform("first").where(~differs)[agreed.index]
    return agreed


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
