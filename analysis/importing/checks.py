"""The checks of one table's rows. Each notes on every row what speaks against it, so that all is told at once."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time

import numpy as np
import pandas as pd
from pandas.api.extensions import take

from analysis import diary
from analysis.diary import ADULT_AGE_YEARS, SCORE_RANGES, Kind
from analysis.drugs.explained_names import NO_DRUG, is_known_substance, is_unknown, means_no_drug
from analysis.formats import date_forms
from analysis.formats.reading import LINE
from analysis.importing import cells, treatment_cells
from analysis.importing.findings import Findings
from analysis.importing.reasons import Reason
from analysis.querying.schema import CLINIC_SOURCE

DAY = np.timedelta64(1, "D")

ZEROS = ("0", "0.0", "0,0")
OTHER_SCALE_DAYS, OTHER_SCALE_SHARE = 2, 0.25
"""Days, and share of a patient's days in the file, with a severity of 4 to 10 that show that it is rated up to 10."""


@dataclass(frozen=True)
class Circumstances:
    """What the rows of an export are checked against.

    `known` has a row a known patient, indexed by pseudonym, with `enrolled_on` and `left_on`. `lock_days` is None where
    a late entry is no error. `as_of` is the export's day, `exported_at` its time where it tells one; `explained` are
    the drug names whose meaning the clinic has told. `rejected_patients` are the files and lines of the patients whose
    own row was rejected; `units` the care units that the store knows.
    """

    known: pd.DataFrame
    lock_days: int | None
    as_of: date | None
    exported_at: datetime | None
    explained: Mapping[str, str] = field(default_factory=dict)
    rejected_patients: Mapping[str, tuple[str, int]] = field(default_factory=dict)
    units: tuple[str, ...] = ()


@dataclass(frozen=True)
class Sheet:
    """The rows of one table in one file: as text, as values, and what was found on them."""

    table: diary.Table
    texts: pd.DataFrame
    entries: pd.DataFrame
    findings: Findings
    date_forms: Mapping[str, str] = field(default_factory=dict)
    """The form of the dates of a column, where it is not the usual one."""

    @property
    def sound(self) -> pd.DataFrame:
        """The entries that nothing speaks against."""
        rejected = self.findings.rejected()
        return self.entries[~rejected] if rejected.any() else self.entries.copy(deep=False)


def sheet(table: diary.Table, texts: pd.DataFrame) -> Sheet:
    """The table's rows read cell by cell, with whatever is wrong with a cell by itself."""
    values: dict[str, pd.Series] = {LINE: texts[LINE]}
    reasons: dict[str, pd.Series] = {}
    dated, forms = date_forms.in_usual_form(table, texts)
    told = treatment_cells.as_told(table, dated)
    for column in table:
        if column.name in told:
            values[column.name], unread = cells.parsed(told[column.name], column)
            reasons |= {} if unread is None else {column.name: unread}
        else:
            values[column.name] = cells.empty(column, texts.index)
    entries = pd.DataFrame(values, copy=False)  # no column twice
    treatment_cells.keep_unread_starts(table, entries, reasons)
    findings = Findings(table, entries)
    _settle_cells(table, texts, entries, reasons)
    for name, found in reasons.items():
        _note_cells(findings, table.column(name), found)
    for column in table:
        if column.required:
            blank = entries[column.name].isna()
            if column.name in reasons:
                blank &= reasons[column.name].isna()
            findings.add(Reason.REQUIRED, blank, column.name)
    return Sheet(table, texts, entries, findings, forms)


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
        findings.add(reason, found == reason, column.name, kept=not column.makes_the_row, allowed=column.allowed)


def _settle_cells(
    table: diary.Table, texts: pd.DataFrame, entries: pd.DataFrame, reasons: dict[str, pd.Series]
) -> None:
    """What is meant by cells that say something although they are outside of what is allowed.

    No severity of a day without headache is none, as its 0 says. A number of doses below any is kept as 0: the row does
    not say that the drug was taken. Where it cannot be read whether doses are told, they are not.
    """
    if "severity" in reasons:
        zero = _says(texts["severity"], ZEROS) & ~entries["headache"].fillna(True).astype(bool)
        reasons["severity"][zero] = None
    if "doses" in reasons:
        entries.loc[reasons["doses"] == Reason.OUT_OF_RANGE, "doses"] = 0.0
    if "doses_recorded" in reasons:
        entries.loc[reasons["doses_recorded"].notna(), "doses_recorded"] = False


def _says(cells_: pd.Series, texts: tuple[str, ...]) -> np.ndarray:
    """Which text cells say one of these texts."""
    codes, distinct = cells.distinct_texts(cells_)
    says = np.array([*(isinstance(one, str) and one.strip() in texts for one in distinct), False], dtype=bool)
    found: np.ndarray = says[codes]
    return found


def _check_patient(sheet: Sheet, given: Circumstances) -> None:
    if sheet.table is diary.PATIENTS or not sheet.table.is_about_patients:
        return
    entries, findings = sheet.entries, sheet.findings
    people = _people(entries["patient_id"], given.known)
    unknown = people["enrolled_on"].isna() & entries["patient_id"].notna()
    rejected = unknown & entries["patient_id"].isin(list(given.rejected_patients))
    findings.add(Reason.UNKNOWN_PATIENT, unknown & ~rejected, "patient_id")
    if rejected.any():
        places = [given.rejected_patients.get(patient, ("", 0)) for patient in entries["patient_id"]]
        file, line = (pd.Series([place[at] for place in places], entries.index, dtype=object) for at in (0, 1))
        findings.add(Reason.PATIENT_REJECTED, rejected, "patient_id", file=file, line=line)
    if sheet.table.diary_date:
        day = entries[sheet.table.diary_date]
        enrolled_on, left_on = people["enrolled_on"], people["left_on"]
        column = sheet.table.diary_date
        findings.add(Reason.BEFORE_ENROLMENT, day < enrolled_on, column, enrolled_on=enrolled_on)
        findings.add(Reason.AFTER_LEAVING, day > left_on, column, left_on=left_on)


def _people(pseudonyms: pd.Series, known: pd.DataFrame) -> pd.DataFrame:
    """What is known of the patient of each row, each looked up once; missing of those who are not known."""
    codes, distinct = pd.factorize(pseudonyms)
    places = np.append(known.index.get_indexer(distinct), -1)[codes]
    columns = {name: take(known[name].array, places, allow_fill=True) for name in known}
    return pd.DataFrame(columns, index=pseudonyms.index, copy=False)


def _check_order(sheet: Sheet) -> None:
    for first, last in sheet.table.in_order:
        wrong = sheet.entries[first] > sheet.entries[last]
        sheet.findings.add_on_cells(Reason.WRONG_ORDER, wrong, last, other=first, earlier=sheet.entries[first])


def _check_future(sheet: Sheet, given: Circumstances) -> None:
    """A day may be the export's own day; a time may not be later than the export's time, where it tells one."""
    if given.as_of is None:
        return
    for name in sheet.table.happened:
        latest: date | datetime = given.as_of
        if sheet.table.column(name).kind is Kind.TIMESTAMP:
            latest = given.exported_at or datetime.combine(given.as_of, time.max)
        late = sheet.entries[name] > pd.Timestamp(latest)
        sheet.findings.add_on_cells(Reason.IN_THE_FUTURE, late, name, as_of=given.as_of.isoformat())


def _check_age(sheet: Sheet, given: Circumstances) -> None:
    """A year of birth that makes nobody an adult at enrolment, whatever the birthday, is not believed."""
    enrolled_on = sheet.entries["enrolled_on"]
    too_young = enrolled_on.dt.year - sheet.entries["birth_year"] < ADULT_AGE_YEARS
    adult = {"adult": ADULT_AGE_YEARS, "enrolled_on": enrolled_on}
    sheet.findings.add_on_cells(Reason.TOO_YOUNG, too_young, "birth_year", **adult)


def _fold_units(sheet: Sheet, given: Circumstances) -> None:
    """Gives each care unit one spelling, however its case is written: the store's, else the file's most frequent."""
    written = sheet.entries["care_unit"]
    frequent = written.value_counts()
    spellings = {unit.casefold(): unit for unit in sorted(frequent.index, key=lambda unit: (frequent[unit], unit))}
    spellings |= {unit.casefold(): unit for unit in given.units}
    sheet.entries["care_unit"] = written.map({unit: spellings[unit.casefold()] for unit in frequent.index})


def _check_scale(sheet: Sheet, given: Circumstances) -> None:
    """Leaves severity out where it is plainly rated on another scale, of a patient or in the whole column.

    There its 1 to 3 mean something else, also with a patient who never rates higher.
    """
    if "severity" not in sheet.texts:
        return
    severity = sheet.table.column("severity")
    rating = diary.Column("severity", Kind.NUMBER, "", lowest=0, highest=sheet.table.column("intensity").highest)
    rated = cells.parsed(sheet.texts["severity"], rating)[0]
    if not (rated > severity.highest).any():
        return
    by_patient = rated.groupby(sheet.entries["patient_id"].fillna(""))
    above = (rated > severity.highest).groupby(sheet.entries["patient_id"].fillna("")).transform("sum")
    doubtful = (above >= OTHER_SCALE_DAYS) & (above >= OTHER_SCALE_SHARE * by_patient.transform("count"))
    of_all = int((rated > severity.highest).sum())
    if of_all >= OTHER_SCALE_DAYS and of_all >= OTHER_SCALE_SHARE * rated.count():
        doubtful |= True
    read = doubtful & sheet.entries["severity"].notna()
    sheet.findings.add_on_cells(Reason.OTHER_SCALE, read, "severity", highest=f"{rated.max():g}")


def _check_recording(sheet: Sheet, given: Circumstances) -> None:
    """Rejects what was written in the clinic's own diary after its day locked (CMP-4).

    A time of writing before the day itself is not believed.
    """
    day, recorded_on = sheet.entries["date"], sheet.entries["recorded_at"].dt.normalize()
    sheet.findings.add_on_cells(Reason.RECORDED_BEFORE_DAY, recorded_on < day, "recorded_at")
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
    codes, distinct = _written_drugs(sheet.entries)
    told = given.explained
    nothing = np.array([means_no_drug(name, told) and not code for name, code in distinct], dtype=bool)
    unknown = np.array([bool(name) and is_unknown(name, code or None, told) for name, code in distinct], dtype=bool)
    sheet.findings.add(Reason.NO_DRUG, nothing[codes], "drug")
    sheet.findings.add(Reason.UNKNOWN_DRUG, (unknown & ~nothing)[codes], "drug")


def _written_drugs(entries: pd.DataFrame) -> tuple[np.ndarray, list[tuple[str, str]]]:
    """The place of each row's name of a drug and ATC code among the distinct ones, and these; empty for none."""
    names, drugs = pd.factorize(entries["drug"].fillna("").to_numpy(dtype=object))
    if "atc" not in entries:
        return names, [(drug, "") for drug in drugs]
    atcs, known = pd.factorize(entries["atc"].fillna("").to_numpy(dtype=object))
    codes, pairs = pd.factorize(names * len(known) + atcs)
    return codes, [(drugs[pair // len(known)], known[pair % len(known)]) for pair in pairs]


def latest_day(entries: pd.DataFrame, now: datetime) -> date | None:
    """The day that diary rows speak for by themselves: the newest on which one was written.

    A row that does not say when was written on its own day at the earliest. Rows written or dated after `now` are left
    out, so that a slip of the pen does not move the whole clinic's date.
    """
    written = entries["recorded_at"].fillna(entries["date"])
    past = written[written <= pd.Timestamp(now)]
    return pd.Timestamp(past.max()).date() if len(past) else None


_OF_TABLE: dict[str, tuple[Callable[[Sheet, Circumstances], None], ...]] = {
    diary.PATIENTS.name: (_check_age, _fold_units),
    diary.DIARY.name: (_check_recording, _check_scale, _remark_contradictions),
    diary.QUESTIONNAIRES.name: (_check_score,),
    diary.DRUG_MEANINGS.name: (_check_substance,),
}
