"""The export of the clinic's own platform: a folder or zip of CSV or Parquet files, or single files of it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, datetime, time

from analysis import diary
from analysis.errors import UnreadableFile
from analysis.formats import columnar, delimited
from analysis.formats.reading import LINE, Export, Options, Reading, Table
from analysis.formats.sources import Content, Source
from analysis.querying.schema import CLINIC_SOURCE

FORMAT = CLINIC_SOURCE
EXPORT_FILE = "export.json"
SUFFIXES = (".csv", ".parquet")
WHOLE, CHANGES = "whole", "changes"
"""Whether a folder or archive speaks for all that its source has, or says nothing of what it leaves out."""

_BY_NAME = {table.name: table for table in diary.TABLES}


@dataclass(frozen=True)
class About:
    """What export.json says: when the export was made and when written, local wall clock, whose it is, its scope."""

    exported_at: datetime | None = None
    written_at: datetime | None = None
    source: str | None = None
    scope: str = WHOLE
    since: date | None = None


def recognises(source: Source) -> bool:
    """Whether any file carries the name of a diary table or, for a loose file, its columns."""
    if source.whole:
        return any(content.stem in _BY_NAME and content.suffix in SUFFIXES for content in source.contents)
    return any(_table_of(content, loose=True) or _is_about_export(content) for content in source.contents)


def read(source: Source, options: Options) -> Export:
    """The export. Raises UnreadableFile when a required file or column is missing or a file cannot be read."""
    files = {content: table for content in source.contents if (table := _table_of(content, loose=not source.whole))}
    about = next((content for content in source.contents if _is_about_export(content)), None)
    told = _about(about) if about else About()
    whole = source.whole and told.scope == WHOLE and not (options.changes or options.patient)
    if source.whole:
        _refuse_wrong_files(source, files, whole=whole)
    return Export(
        name=source.name,
        format=FORMAT,
        readings=_readings(files),
        clinic=True,
        source=told.source,
        since=told.since,
        exported_at=told.exported_at,
        written_at=told.written_at,
        whole=whole,
        ignored=(
            *(content.name for content in source.contents if content not in files and content is not about),
            *source.elsewhere,
        ),
    )


def _is_about_export(content: Content) -> bool:
    return content.name.casefold() == EXPORT_FILE


def _table_of(content: Content, *, loose: bool) -> diary.Table | None:
    if content.suffix not in SUFFIXES:
        return None
    by_name = _BY_NAME.get(content.stem)
    return _table_by_header(content) if by_name is None and loose else by_name


def _table_by_header(content: Content) -> diary.Table | None:
    """The one table whose required columns the file has, the one that knows most of its columns where several do."""
    try:
        names = {name.casefold() for name in _head(content).header}
    except UnreadableFile:
        return None
    fitting = [table for table in diary.TABLES if all(c.name in names for c in table if c.required)]
    known = sorted((sum(c.in_file in names for c in table), table.name) for table in fitting)
    if not known or (len(known) > 1 and known[-1][0] == known[-2][0]):
        return None
    return _BY_NAME[known[-1][1]]


def _refuse_wrong_files(source: Source, files: dict[Content, diary.Table], *, whole: bool) -> None:
    found = [table.name for table in files.values()]
    for table in diary.TABLES:
        if whole and table.required and table.name not in found:
            raise UnreadableFile(
                f"{source.name} has no {table.name}.csv or {table.name}.parquet, which every export has.",
                "no-table",
                file=source.name,
                table=table.name,
            )
        if found.count(table.name) > 1:
            raise UnreadableFile(
                f"{source.name} has {table.name} both as CSV and as Parquet; remove one of the two.",
                "both-kinds",
                file=source.name,
                table=table.name,
            )


def _readings(files: dict[Content, diary.Table]) -> tuple[Reading, ...]:
    """A reading of each file, in the order of the tables. Raises one UnreadableFile for all that cannot be read."""
    order = {table.name: at for at, table in enumerate(diary.TABLES)}
    readings, errors = [], []
    for content, table in sorted(files.items(), key=lambda file: order[file[1].name]):
        try:
            readings.append(_reading(content, table))
        except UnreadableFile as error:
            errors.append(error)
    if errors:
        raise UnreadableFile.of(errors)
    return tuple(readings)


def _reading(content: Content, table: diary.Table) -> Reading:
    found = _opened(content)
    by_folded = {name.casefold(): name for name in found.header}
    names = {column.name: by_folded[column.in_file] for column in table if column.in_file in by_folded}
    lacking = [column.name for column in table if column.required and column.name not in names]
    if lacking:
        raise UnreadableFile(
            f"{content.name} lacks the required column {' and '.join(lacking)}; nothing of it is read.",
            "no-column",
            file=content.name,
            columns=", ".join(lacking),
        )
    written = found.frame()
    rows = written[list(names.values())].set_axis(list(names), axis=1).reset_index(names=LINE)
    return Reading(
        file=content.name,
        format=FORMAT,
        written=written,
        tables={table.name: rows},
        names=names,
        broken=found.broken,
        unknown_columns=tuple(name for name in found.header if name not in names.values()),
    )


def _head(content: Content) -> Table:
    if content.suffix == ".parquet":
        return _opened(content)
    return delimited.table(content.name, delimited.head_lines(content.head())[:2])


def _opened(content: Content) -> Table:
    if content.suffix == ".parquet":
        return columnar.table(content.name, content.data())
    return delimited.table(content.name, delimited.lines_of(delimited.decoded(content.data(), content.name)))


def _about(content: Content) -> About:
    """What export.json says. Raises UnreadableFile."""
    try:
        said = json.loads(delimited.decoded(content.data(), content.name))
    except (json.JSONDecodeError, RecursionError) as error:
        raise UnreadableFile(f"{content.name} is not JSON: {error}.", "not-json", file=content.name) from error
    if not isinstance(said, dict):
        raise UnreadableFile(
            f"{content.name} must be a JSON object with exported_at and source.", "not-json", file=content.name
        )
    source = str(said.get("source") or "").strip() or None
    return About(_moment(said, "exported_at"), _moment(said, "written_at"), source, _scope(said), _first_day(said))


def _moment(said: dict[str, object], name: str) -> datetime | None:
    """The time that export.json names; a date alone means the end of that day."""
    value = said.get(name)
    if value in (None, ""):
        return None
    text = str(value).strip()
    try:
        if len(text) == len("2026-03-01"):
            return datetime.combine(date.fromisoformat(text), time.max)
        return datetime.fromisoformat(text).replace(tzinfo=None)
    except ValueError as error:
        raise UnreadableFile(
            f"{EXPORT_FILE}: {name} is {value!r}, not a time such as 2026-03-01T06:00:00.",
            "export-time",
            file=EXPORT_FILE,
            name=name,
        ) from error


def _scope(said: dict[str, object]) -> str:
    scope = str(said.get("scope") or WHOLE).strip().casefold()
    if scope not in (WHOLE, CHANGES):
        raise UnreadableFile(
            f"{EXPORT_FILE}: scope is {said['scope']!r}, neither {WHOLE} nor {CHANGES}.",
            "export-scope",
            file=EXPORT_FILE,
        )
    return scope


def _first_day(said: dict[str, object]) -> date | None:
    value = said.get("from")
    if value in (None, ""):
        return None
    try:
        return date.fromisoformat(str(value).strip())
    except ValueError as error:
        raise UnreadableFile(
            f"{EXPORT_FILE}: from is {value!r}, not a date such as 2026-03-01.", "export-from", file=EXPORT_FILE
        ) from error
