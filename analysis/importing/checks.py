"""The checks of one table's rows. Each notes on every row what speaks against it, so that all is told at once."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time

import numpy as np
import pandas as pd

from analysis import diary
from analysis.diary import ADULT_AGE_YEARS, SCORE_RANGES, Kind
from analysis.drugs.explained_names import NO_DRUG, is_known_substance, is_unknown, means_no_drug
from analysis.formats.reading import LINE
from analysis.importing import cells, treatment_cells
from analysis.importing.findings import Findings
from analysis.importing.reasons import Reason
from analysis.querying.schema import CLINIC_SOURCE

DAY = np.timedelta64(1, "D")


@dataclass(frozen=True)
class Circumstances:
    """What the rows of an export are checked against.

    `known` has a row a known patient, indexed by pseudonym, with `enrolled_on` and `left_on`. `lock_days` is None where
    a late entry is no error. `as_of` is the export's day, `exported_at` its time where it tells one; `explained` are
    the drug names whose meaning the clinic has told.
    """

    known: pd.DataFrame
    lock_days: int | None
    as_of: date | None
    exported_at: datetime | None
    explained: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Sheet:
    """The rows of one table in one file: as text, as values, and what was found on them."""

    table: diary.Table
    texts: pd.DataFrame
    entries: pd.DataFrame
    findings: Findings

    @property
    def sound(self) -> pd.DataFrame:
        """The entries that nothing speaks against."""
        return self.entries[~self.findings.rejected()]


def sheet(table: diary.Table, texts: pd.DataFrame) -> Sheet:
    """The table's rows read cell by cell, with whatever is wrong with a cell by itself."""
    values, reasons = {LINE: texts[LINE]}, {}
    told = treatment_cells.as_told(table, texts)
    for column in table:
        if column.name in told:
            values[column.name], reasons[column.name] = cells.parsed(told[column.name], column)
        else:
            values[column.name] = cells.empty(column, texts.index)
    entries = pd.DataFrame(values)
    treatment_cells.keep_unread_starts(table, entries, reasons)
    findings = Findings(entries)
    for name, found in reasons.items():
        _note_cells(findings, table.column(name), found)
    for column in table:
        if column.required:
            blank = entries[column.name].isna() & reasons[column.name].isna()
            findings.add(Reason.REQUIRED, blank, column.name)
    return Sheet(table, texts, entries, findings)


def check(sheet: Sheet, given: Circumstances) -> None:
    """Notes everything that speaks against a row in the light of its patient, its dates and its neighbours."""
    _check_patient(sheet, given)
    _check_order(sheet)
    _check_future(sheet, given)
    for check_table in _OF_TABLE.get(sheet.table.name, ()):
        check_table(sheet, given)
    _remark_drugs(sheet, given)


def _note_cells(findings: Findings, column: diary.Column, found: pd.Series) -> None:
    for reason in found.dropna().unique():
        findings.add(reason, found == reason, column.name, allowed=column.allowed)


def _check_patient(sheet: Sheet, given: Circumstances) -> None:
    if sheet.table is diary.PATIENTS or not sheet.table.is_about_patients:
        return
    entries, findings = sheet.entries, sheet.findings
    people = given.known.reindex(entries["patient_id"]).set_axis(entries.index)
    findings.add(Reason.UNKNOWN_PATIENT, people["enrolled_on"].isna() & entries["patient_id"].notna(), "patient_id")
    if sheet.table.diary_date:
        day = entries[sheet.table.diary_date]
        enrolled_on, left_on = people["enrolled_on"], people["left_on"]
        column = sheet.table.diary_date
        findings.add(Reason.BEFORE_ENROLMENT, day < enrolled_on, column, enrolled_on=enrolled_on)
        findings.add(Reason.AFTER_LEAVING, day > left_on, column, left_on=left_on)


def _check_order(sheet: Sheet) -> None:
    for first, last in sheet.table.in_order:
        wrong = sheet.entries[first] > sheet.entries[last]
        sheet.findings.add(Reason.WRONG_ORDER, wrong, last, other=first, earlier=sheet.entries[first])


def _check_future(sheet: Sheet, given: Circumstances) -> None:
    """A day may be the export's own day; a time may not be later than the export's time, where it tells one."""
    if given.as_of is None:
        return
    for name in sheet.table.happened:
        latest: date | datetime = given.as_of
        if sheet.table.column(name).kind is Kind.TIMESTAMP:
            latest = given.exported_at or datetime.combine(given.as_of, time.max)
        late = sheet.entries[name] > pd.Timestamp(latest)
        sheet.findings.add(Reason.IN_THE_FUTURE, late, name, as_of=given.as_of.isoformat())


def _check_age(sheet: Sheet, given: Circumstances) -> None:
    """Rejects who cannot have been an adult at enrolment, whatever the birthday."""
    enrolled_on = sheet.entries["enrolled_on"]
    too_young = enrolled_on.dt.year - sheet.entries["birth_year"] < ADULT_AGE_YEARS
    sheet.findings.add(Reason.TOO_YOUNG, too_young, "birth_year", adult=ADULT_AGE_YEARS, enrolled_on=enrolled_on)


def _check_recording(sheet: Sheet, given: Circumstances) -> None:
    """Rejects what was written before its day began or, in the clinic's own diary, after it locked (CMP-4)."""
    day, recorded_on = sheet.entries["date"], sheet.entries["recorded_at"].dt.normalize()
    sheet.findings.add(Reason.RECORDED_BEFORE_DAY, recorded_on < day, "recorded_at")
    if given.lock_days is not None:
        open_through = day + given.lock_days * DAY
        late = (recorded_on > open_through) & ~_is_foreign(sheet.entries)
        sheet.findings.add(Reason.RECORDED_AFTER_LOCK, late, "recorded_at", open_through=open_through)


def _is_foreign(entries: pd.DataFrame) -> pd.Series:
    """Which entries a clinic's export marks as coming from another diary."""
    return entries["source"].notna() & (entries["source"] != CLINIC_SOURCE)


def _remark_contradictions(sheet: Sheet, given: Circumstances) -> None:
    """Remarks on a day without headache that nevertheless has pain, hours of it, or the word migraine."""
    entries = sheet.entries
    no_headache = (entries["headache"] == False).fillna(False)  # noqa: E712 - a column, not a value
    for name in ("severity", "intensity", "duration_hours"):
        sheet.findings.add(Reason.CONTRADICTORY_DAY, no_headache & (entries[name] > 0), name)
    sheet.findings.add(Reason.CONTRADICTORY_DAY, no_headache & entries["migraine"].fillna(False), "migraine")


def _check_substance(sheet: Sheet, given: Circumstances) -> None:
    substance = sheet.entries["substance"]
    unknown = np.array([not is_known_substance(one) for one in substance.fillna(NO_DRUG)], dtype=bool)
    sheet.findings.add(Reason.NOT_A_CHOICE, unknown, "substance", allowed=f"a substance of the catalogue, {NO_DRUG}")


def _check_score(sheet: Sheet, given: Circumstances) -> None:
    instrument, score = sheet.entries["instrument"], sheet.entries["score"]
    lowest = instrument.map({name: low for name, (low, _) in SCORE_RANGES.items()}).astype(float)
    highest = instrument.map({name: high for name, (_, high) in SCORE_RANGES.items()}).astype(float)
    outside = (score < lowest) | (score > highest)
    sheet.findings.add(
        Reason.SCORE_OUT_OF_RANGE, outside, "score", instrument=instrument, lowest=lowest, highest=highest
    )


def _remark_drugs(sheet: Sheet, given: Circumstances) -> None:
    """Remarks on drugs outside the catalogue, and on intakes that say nothing was taken."""
    if "drug" not in sheet.entries:
        return
    drug = sheet.entries["drug"]
    atc = sheet.entries["atc"] if "atc" in sheet.entries else pd.Series(None, index=drug.index, dtype=object)
    pairs = pd.MultiIndex.from_arrays([drug.fillna(""), atc.fillna("")])
    codes, distinct = pd.factorize(pairs)
    told = given.explained
    nothing = np.array([means_no_drug(name, told) and not code for name, code in distinct], dtype=bool)
    unknown = np.array([bool(name) and is_unknown(name, code or None, told) for name, code in distinct], dtype=bool)
    sheet.findings.add(Reason.NO_DRUG, nothing[codes], "drug")
    sheet.findings.add(Reason.UNKNOWN_DRUG, (unknown & ~nothing)[codes], "drug")


def latest_day(entries: pd.DataFrame, now: datetime) -> date | None:
    """The day that diary rows speak for by themselves: the newest on which one was written.

    A row that does not say when was written on its own day at the earliest. Rows written or dated after `now` are left
    out, so that a slip of the pen does not move the whole clinic's date.
    """
    written = entries["recorded_at"].fillna(entries["date"])
    past = written[written <= pd.Timestamp(now)]
    return pd.Timestamp(past.max()).date() if len(past) else None


_OF_TABLE: dict[str, tuple[Callable[[Sheet, Circumstances], None], ...]] = {
    diary.PATIENTS.name: (_check_age,),
    diary.DIARY.name: (_check_recording, _remark_contradictions),
    diary.QUESTIONNAIRES.name: (_check_score,),
    diary.DRUG_MEANINGS.name: (_check_substance,),
}
