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

    Rows that agree in everything are kept once. Of a day written several times in the same words the newest is kept.
    Rows that contradict each other are all rejected, each naming the others, whenever they were written: which of
    them the platform holds to be true cannot be told from the file.
    """
    sound = sheet.sound
    identity = list(sheet.table.identity)
    content = [column.name for column in sheet.table if column.name != WRITTEN_AT]
    shared = sound[sound.duplicated(identity, keep=False)]
    if not sheet.table.key or shared.empty:
        return sound.drop_duplicates(identity)
    thing = shared.groupby(identity, sort=False).ngroup()
    newest = shared[_is_newest(sheet.table, shared, thing)]
    contradicted = _contradicting(shared, thing, content)
    _note(sheet, shared, thing, thing.isin(contradicted), Reason.CONTRADICTED)
    superseded = ~shared.index.isin(newest.index) & ~thing.isin(contradicted).to_numpy()
    _note(sheet, shared, thing, pd.Series(superseded, shared.index), Reason.SUPERSEDED, newest)
    kept = newest[~thing[newest.index].isin(contradicted)].drop_duplicates(content)
    dropped = shared.index.difference(kept.index)
    return sound.drop(index=dropped)


def _is_newest(table: diary.Table, shared: pd.DataFrame, thing: pd.Series) -> pd.Series:
    """Whether a row is among the last written of its thing; true of all where any lacks the time of writing."""
    if table is not diary.DIARY:
        return pd.Series(True, index=shared.index)
    written = shared[WRITTEN_AT]
    undated = written.isna().groupby(thing).transform("any")
    return undated | (written == written.groupby(thing).transform("max"))


def _contradicting(rows: pd.DataFrame, thing: pd.Series, content: list[str]) -> np.ndarray:
    """The things of which the rows hold more than one version."""
    versions = thing[rows.drop_duplicates(content).index].value_counts()
    return versions.index[versions > 1].to_numpy()


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
