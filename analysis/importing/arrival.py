"""One export on its way into the store, reading by reading, and the account of what became of every row."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from functools import cached_property

import numpy as np
import pandas as pd
from sqlalchemy import Connection, select

from analysis import diary
from analysis.drugs import explained_names
from analysis.formats.reading import LINE, Export, Reading
from analysis.importing import attack_days, findings, log, newcomers, remarks_of_patients, times
from analysis.importing.checks import Circumstances, Sheet, check, latest_day, sheet
from analysis.importing.combining import combined
from analysis.importing.duplicates import settle
from analysis.importing.findings import Problem
from analysis.importing.merging import Merger, Outcome
from analysis.importing.reasons import BY_CODE, Reason
from analysis.importing.report import FileReport, unknown_drugs
from analysis.importing.scope import SPOKEN_FOR, Scope
from analysis.importing.withdrawal import Shrinkage
from analysis.querying.schema import PATIENTS


class Arrival:
    """One export, read cell by cell on arrival; `merged` puts its readings into the store, one after the other."""

    def __init__(self, connection: Connection, export: Export, batch: int, now: datetime, lock_days: int) -> None:
        self.export = export
        self._connection = connection
        self._batch = batch
        self._now = now
        self._lock_days = lock_days if export.clinic else None
        self._sheets = {id(reading): _sheets(reading) for reading in export.readings}
        times.refuse_impossible(export, self._sheets_of_readings(), now)
        self.as_of = export.exported_at.date() if export.exported_at else self._reached()
        self._attack_days: list[pd.DataFrame] = []
        self._all_read = True
        self._rejected_patients: dict[str, tuple[str, int]] = {}
        self._given: Circumstances | None = None
        self.scope = Scope(connection, export, self.as_of, batch)
        self._merger = Merger(connection, export, self.scope, batch, self._doses_recorded())

    def _sheets_of_readings(self) -> Iterator[tuple[Reading, Sheet]]:
        for reading in self.export.readings:
            yield from ((reading, each) for each in self._sheets[id(reading)])

    @cached_property
    def _remarked(self) -> set[str]:
        """The tables on which remarks hold, asked once, when the first of the export's files is merged."""
        return remarks_of_patients.tables_remarked(self._connection, self.export.format)

    @property
    def shrinkages(self) -> list[Shrinkage]:
        """The files of which so much is gone that it is asked for."""
        return [one for one in self._merger.shrinkages if one.is_large]

    @property
    def other_people(self) -> int:
        """How many known pseudonyms came as another person, or from another source."""
        return self._merger.other_people

    def merged(self, reading: Reading) -> FileReport:
        """What became of the reading's rows, once they are checked and merged with the store."""
        sheets = self._sheets.pop(id(reading))
        remarks = [*self._welcome(reading, sheets), *how_it_was_read(reading, sheets)]
        if self.scope.newer is not None:
            return self._left_aside(reading, sheets, self.scope.newer)
        done = [one for some in _in_turn(sheets) for one in self._checked_and_merged(some, reading)]
        outcomes = _of_lines(reading, [outcome for outcome, _ in done], _rejected_lines(sheets))
        found = _found(reading, sheets)
        self._rejected_patients |= findings.rejected_patients(found)
        remarks_of_patients.write(self._connection, self.export, self.scope, self._batch, sheets, found, self._remarked)
        gone = [problem for _, rows in done for problem in rows]
        if self.export.attacks_only:
            self._attack_days.extend(each.sound for each in sheets if each.table is diary.DIARY)
            self._all_read &= not any(one.rejects for one in found)
            if not self._sheets:
                days, told = self._days_no_longer_there(reading)
                gone, remarks = [*gone, *days], [*remarks, *told, *self._reach(reading)]
        return _report(reading, found, outcomes, gone, remarks)

    def _days_no_longer_there(self, reading: Reading) -> tuple[list[Problem], list[Problem]]:
        """The stored rows of days that the diary no longer has, set aside, and remarks on those that are kept."""
        days = pd.concat(self._attack_days)
        gone = attack_days.no_longer_there(self._connection, self.export, days, self._batch)
        if not self._all_read or gone.is_older or self.export.changes:
            return [], gone.remarks(reading.file)
        self._merger.shrinkages.append(gone.shrinkage)
        return gone.set_aside(self._connection, reading.file, self._batch), []

    def _reach(self, reading: Reading) -> list[Problem]:
        """A remark where nothing tells until when a diary of attacks was kept."""
        if self.export.kept_until or self.as_of is None:
            return []
        until = {"until": self.as_of.isoformat()}
        return [Problem(reading.file, None, None, None, Reason.REACH_UNKNOWN, until)]

    def _reached(self) -> date | None:
        """The last day that the export speaks for: as it says, but not before its newest row."""
        days = (self._latest_day(), self.export.kept_until)
        return max((day for day in days if day), default=None)

    def left_out(self) -> list[FileReport]:
        """The reports of files that the export has not, though its source once had them: all their rows are gone."""
        if not self.scope.speaks:
            return []
        absent = [table for table in SPOKEN_FOR if not self.export.holds(table.name)]
        gone = [(table.file, findings.gone_rows(table, table.file, self._leave_out(table))) for table in absent]
        return [FileReport.of_absent(file, self.export.format, tuple(rows)) for file, rows in gone if rows]

    def tell_on(self) -> None:
        """Keeps what the export says could not be read before it was written."""
        if self.scope.newer is None:
            remarks_of_patients.tell_on(self._connection, self.export.unread, self._batch)

    def _leave_out(self, table: diary.Table) -> pd.DataFrame:
        rows = self._merger.leave_out(table)
        if not rows.empty:
            remarks_of_patients.supersede(self._connection, self.export.format, self.scope, self._batch, table)
        return rows

    def _left_aside(self, reading: Reading, sheets: list[Sheet], newer: datetime) -> FileReport:
        """The report of a file of a whole export that is older than what the store holds: nothing of it is kept."""
        outcomes = _of_lines(reading, [], _rejected_lines(sheets))
        newest = {"newest": f"{newer:%Y-%m-%d}"}
        remark = findings.Problem(reading.file, None, None, None, Reason.OLDER_EXPORT, newest)
        return _report(reading, _found(reading, sheets), outcomes, [], [remark])

    def _latest_day(self) -> date | None:
        """The day that the export's diary speaks for, where the export does not say when it was made."""
        sheets = [each for sheets in self._sheets.values() for each in sheets if each.table is diary.DIARY]
        return max((day for each in sheets if (day := latest_day(each.entries, self._now))), default=None)

    def _doses_recorded(self) -> bool:
        """Whether days of this export have their doses: it holds doses or, being loose files, corrects one that did."""
        if self.export.holds(diary.ACUTE_DOSES.name):
            return True
        return not self.export.whole and log.has_read(self._connection, diary.ACUTE_DOSES, self.export.format)

    def _welcome(self, reading: Reading, sheets: list[Sheet]) -> list[Problem]:
        """Adds the patient of a foreign diary, or of one that the user named, to a store that does not know them."""
        if self.export.clinic and self.export.of_patient is None:
            return []
        self._given = None
        every = [*sheets, *(each for some in self._sheets.values() for each in some)]
        return newcomers.add(self._connection, reading, every, self._batch, self._now, self.export.kept_from)

    def _circumstances(self) -> Circumstances:
        """What rows are checked against, read once until the patients or the meanings of drug names change."""
        if self._given is None:
            self._given = self._read_circumstances()
        return replace(self._given, rejected_patients=self._rejected_patients)

    def _read_circumstances(self) -> Circumstances:
        """Loose files do not say when they were made: what is past now is no future."""
        names = ["patient_id", "enrolled_on", "left_on", "care_unit"]
        rows = [tuple(row) for row in self._connection.execute(select(*(PATIENTS.c[name] for name in names)))]
        known = pd.DataFrame(rows, columns=names, dtype=object)
        units = known.pop("care_unit").dropna().unique()
        for name in ("enrolled_on", "left_on"):
            known[name] = pd.to_datetime(known[name]).astype("datetime64[us]")
        told = self.export.whole or self.export.exported_at
        as_of = self.as_of if told and self.as_of else self._now.date()
        written_at = self.export.written_at or self.export.exported_at
        if self.export.written_at:
            as_of = self.export.written_at.date()
        explained = explained_names.mapping(self._connection)
        return Circumstances(
            known=known.set_index("patient_id"),
            lock_days=self._lock_days,
            as_of=as_of,
            exported_at=written_at,
            explained=explained,
            units=tuple(sorted(filter(None, units))),
        )

    def _checked_and_merged(self, sheets: list[Sheet], reading: Reading) -> list[tuple[pd.Series, list[Problem]]]:
        """The outcomes of each sheet by line, and its stored rows that were set aside."""
        for each in sheets:
            check(each, self._circumstances())
        rejected = _rejected_lines(sheets)
        done = [self._merged_sheet(each, rejected, reading) for each in sheets]
        if any(each.table in (diary.PATIENTS, diary.DRUG_MEANINGS) for each in sheets):
            self._given = None
        return done

    def _merged_sheet(self, each: Sheet, rejected: set[int], reading: Reading) -> tuple[pd.Series, list[Problem]]:
        """The outcomes by line, and the stored rows that were set aside."""
        if not self.export.adds_up:
            rows = settle(each)
            merged = self._merger.merge(each, rows)
            outcomes = merged.outcomes.set_axis(rows[LINE].to_numpy())
        else:
            sound = self._new_to_the_store(each, each.sound[~each.sound[LINE].isin(rejected)])
            rows, went_into = combined(each.table, sound)
            merged = self._merger.merge(each, rows)
            outcomes = went_into.map(merged.outcomes).groupby(sound[LINE]).max()
        return outcomes, findings.gone_rows(each.table, reading.file, merged.gone)

    def _new_to_the_store(self, each: Sheet, rows: pd.DataFrame) -> pd.DataFrame:
        """The rows, without those of patients whom the store knows: no other diary changes what the clinic says."""
        return (
            rows[~rows["patient_id"].isin(self._circumstances().known.index)] if each.table is diary.PATIENTS else rows
        )


def how_it_was_read(reading: Reading, sheets: list[Sheet]) -> list[Problem]:
    """Remarks on the file as a whole: its encoding, lines above its header, dates in another form than the usual."""
    noted = [
        Problem(reading.file, note.line, note.column, note.value, BY_CODE[note.code], note.detail)
        for note in reading.notes
    ]
    forms = [
        Problem(reading.file, None, reading.names.get(name, name), None, Reason.DATE_FORM, {"form": form})
        for each in sheets
        for name, form in each.date_forms.items()
    ]
    return [*noted, *forms]


def _in_turn(sheets: list[Sheet]) -> list[list[Sheet]]:
    """The sheets that are checked together, patients before what is told of them."""
    of_patients = [each for each in sheets if each.table is diary.PATIENTS]
    others = [each for each in sheets if each.table is not diary.PATIENTS]
    return [some for some in (of_patients, others) if some]


def _sheets(reading: Reading) -> list[Sheet]:
    return [sheet(table, reading.tables[table.name]) for table in diary.TABLES if table.name in reading.tables]


def _found(reading: Reading, sheets: list[Sheet]) -> list[Problem]:
    return findings.found_in(reading, ((each.findings, each.texts) for each in sheets))


def _rejected_lines(sheets: list[Sheet]) -> set[int]:
    return {line for each in sheets for line in each.findings.rejected_lines()}


def _of_lines(reading: Reading, by_sheet: list[pd.Series], rejected: set[int]) -> np.ndarray:
    """The outcome of each row of the file; unchanged where the row brought nothing that was not there."""
    lines = reading.written.index
    outcomes = np.full(len(lines), Outcome.UNCHANGED, dtype=np.int8)
    for found in by_sheet:
        if not found.index.equals(lines):
            found = found.reindex(lines, fill_value=int(Outcome.UNCHANGED))
        np.maximum(outcomes, found.to_numpy(dtype=np.int8), out=outcomes)
    outcomes[lines.isin(list(rejected)) if rejected else []] = Outcome.REJECTED
    return outcomes


def _report(
    reading: Reading, found: list[Problem], outcomes: np.ndarray, gone: list[Problem], remarks: list[Problem]
) -> FileReport:
    told = [*remarks, *findings.with_rows(findings.told_once(found), reading)]
    told.sort(key=lambda problem: problem.line or 0)
    return FileReport(
        file=reading.file,
        format=reading.format,
        read=reading.rows_read,
        accepted=int((outcomes == Outcome.ACCEPTED).sum()),
        updated=int((outcomes == Outcome.UPDATED).sum()),
        unchanged=int((outcomes == Outcome.UNCHANGED).sum()),
        rejected=int((outcomes == Outcome.REJECTED).sum()) + len(reading.broken) + reading.left_out,
        gone=tuple(gone),
        problems=tuple(problem for problem in told if problem.rejects),
        remarks=tuple(problem for problem in told if not problem.rejects),
        unknown_columns=reading.unknown_columns,
        unknown_drugs=unknown_drugs(told),
        tables=tuple(reading.tables),
    )
