"""Rows of one file that speak of the same thing: repeated, superseded, or contradicting each other."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import pandas as pd

from analysis import diary
from analysis.formats.reading import LINE
from analysis.importing.checks import Sheet
from analysis.importing.reasons import Reason

WRITTEN_AT = "recorded_at"


def settle(sheet: Sheet) -> pd.DataFrame:
    """The sound rows, one for each thing they speak of.

    Rows that agree in everything are kept once. Of a day in several versions the one that was written last is kept.
    Versions of equal or lacking times, and of all other things, contradict each other: where they agree in what the
    table requires, one row stays with what they all say and the rest is unknown; where not, all are rejected, each
    naming the others.
    """
    sound = sheet.sound
    identity = list(sheet.table.identity)
    shared = sound[sound.duplicated(identity, keep=False)]
    if not sheet.table.key or shared.empty:
        return sound.drop_duplicates(identity)
    thing = shared.groupby(identity, sort=False).ngroup()
    newest = _last_written(sheet.table, shared, thing)
    superseded = pd.Series(~shared.index.isin(newest.index), shared.index)
    _note(sheet, shared, thing, superseded, Reason.SUPERSEDED, newest)
    several = _things_in_versions(newest, thing, [column.name for column in sheet.table if column.name != WRITTEN_AT])
    required = [column.name for column in sheet.table if column.required]
    irreconcilable = _things_in_versions(newest, thing, required)
    rejected = thing.isin(irreconcilable) & ~superseded
    _note(sheet, shared, thing, rejected, Reason.CONTRADICTED, newest)
    partly = thing.isin(np.setdiff1d(several, irreconcilable)) & ~superseded
    _note(sheet, shared, thing, partly, Reason.PARTLY_CONTRADICTED, newest)
    alike = newest[~thing[newest.index].isin(several)]
    settled = [alike[~thing[alike.index].duplicated()], _common(sheet.table, newest[partly[newest.index]], thing)]
    return pd.concat([sound.drop(index=shared.index), *(rows for rows in settled if not rows.empty)]).sort_index()


def _last_written(table: diary.Table, shared: pd.DataFrame, thing: pd.Series) -> pd.DataFrame:
    """The rows that were written last of their thing, newest first; all where any lacks the time of writing."""
    if table is not diary.DIARY:
        return shared
    written = shared[WRITTEN_AT]
    undated = written.isna().groupby(thing).transform("any")
    newest = shared[undated | (written == written.groupby(thing).transform("max"))]
    return newest.sort_values(WRITTEN_AT, ascending=False, kind="stable")


def _things_in_versions(rows: pd.DataFrame, thing: pd.Series, names: list[str]) -> np.ndarray:
    """The things of which the rows say more than one thing in these columns."""
    versions = thing[rows.drop_duplicates(names).index].value_counts()
    return versions.index[versions > 1].to_numpy()


def _common(table: diary.Table, rows: pd.DataFrame, thing: pd.Series) -> pd.DataFrame:
    """A row a thing with what all its rows say; the newest time of writing. Stands at the index of its first row."""
    whose = thing[rows.index]
    common = rows[~whose.duplicated()].copy()
    for column in table:
        if column.name == WRITTEN_AT:
            continue
        differs = rows[column.name].groupby(whose).nunique(dropna=False) > 1
        common[column.name] = common[column.name].mask(whose[common.index].map(differs).to_numpy(dtype=bool))
    return common


def _note(
    sheet: Sheet,
    shared: pd.DataFrame,
    thing: pd.Series,
    where: pd.Series,
    reason: Reason,
    named: pd.DataFrame | None = None,
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
    sheet.findings.add(reason, mask, ", ".join(sheet.table.identity), lines=detail)


def _listed(lines: Iterable[int], without: int) -> str:
    return ", ".join(str(line) for line in sorted(lines) if line != without)
