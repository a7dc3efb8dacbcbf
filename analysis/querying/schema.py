"""The database schema, made from the declarations in `diary`, with the few tables the program needs for itself.

Only plain types that DuckDB, PostgreSQL and Spark share. Dates are local calendar days; `calendar` gives each its
number, so that statements count days without date arithmetic, which every engine does in its own way.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    Boolean,
    Column,
    Date,
    DateTime,
    Double,
    Insert,
    Integer,
    MetaData,
    Table,
    Text,
    cast,
    insert,
    select,
)
from sqlalchemy.types import TypeEngine

from analysis import diary
from analysis.diary import Kind
from analysis.querying.dialects import numbers_up_to

METADATA = MetaData()

WRITTEN_HERE = 0
"""`batch` of a row that no import brought: somebody wrote it in this program."""

CLINIC_SOURCE = "clinic"
"""`diary.source` of the clinic's own platform; any other value is the name of the format of another diary."""

_TYPES: dict[Kind, type[TypeEngine[Any]]] = {
    Kind.TEXT: Text,
    Kind.DATE: Date,
    Kind.TIMESTAMP: DateTime,
    Kind.INTEGER: Integer,
    Kind.NUMBER: Double,
    Kind.BOOLEAN: Boolean,
}


def _declared(table: diary.Table, *, filled_in: tuple[str, ...] = (), added: tuple[str, ...] = ()) -> Table:
    """The table with the import that brought each row; `filled_in` are columns that an import never leaves empty.

    `added` are columns that a later migration added, behind all others.
    """
    columns = [
        Column(
            column.name,
            _TYPES[column.kind](),
            primary_key=column.name in table.key,
            autoincrement=False,
            nullable=not (column.required or column.name in (*table.key, *filled_in)),
        )
        for column in table
    ]
    batch = Column("batch", Integer, nullable=False, comment="the import; 0 for what was written in this program")
    first = [column for column in columns if column.name not in added]
    return Table(table.name, METADATA, *first, batch, *(column for column in columns if column.name in added))


PATIENTS = _declared(diary.PATIENTS)
DIARY = _declared(diary.DIARY, filled_in=("source", "doses_recorded"), added=("attacks_only",))
ACUTE_DOSES = _declared(diary.ACUTE_DOSES)
TREATMENTS = _declared(diary.TREATMENTS, added=("start_known",))
TREATMENT_DOSES = _declared(diary.TREATMENT_DOSES)
VISITS = _declared(diary.VISITS)
QUESTIONNAIRES = _declared(diary.QUESTIONNAIRES)
MEASUREMENTS = _declared(diary.MEASUREMENTS)
EXCLUDED_PERIODS = _declared(diary.EXCLUDED_PERIODS)
DECLARED_PERIODS = _declared(diary.DECLARED_PERIODS)
CONTACTS = _declared(diary.CONTACTS)
DRUG_MEANINGS = _declared(diary.DRUG_MEANINGS)

WITHOUT_INDEX = frozenset(("calendar", "diary", "treatments", "treatment_doses", "questionnaires"))
"""Tables whose primary key DuckDB is not told of: it would write the index of the whole key anew after every change.

The merge keeps their rows unique. Other engines keep the key.
"""

UNKNOWN_CLASS = "unknown"
"""`drug_names.drug_class` of what is not recognised."""

CALENDAR = Table(
    "calendar",
    METADATA,
    Column("date", Date, primary_key=True),
    Column("day", Integer, nullable=False, unique=True, comment="days since 0001-01-01, which is 1"),
    comment="every day a date may have",
)

DRUG_NAMES = Table(
    "drug_names",
    METADATA,
    Column("name", Text, nullable=False, comment="as written in an export"),
    Column("atc", Text, nullable=False, comment="as given beside the name, or empty"),
    Column("drug_class", Text, nullable=False, comment="a class of the drug; 'unknown' when not recognised"),
    Column("substance", Text),
    Column("counts_as_acute", Boolean, nullable=False),
    Column("migraine_specific", Boolean, comment="unknown when the drug is not recognised"),
    comment="what the catalogue makes of each written drug name, a row a class; rebuilt whenever either changes",
)

IMPORT_BATCHES = Table(
    "import_batches",
    METADATA,
    Column("batch", Integer, primary_key=True, autoincrement=False),
    Column("imported_at", DateTime, nullable=False),
    Column("imported_by", Text, nullable=False),
    Column("source", Text, comment="what export.json says of itself"),
    Column("exported_at", DateTime),
    Column("as_of", Date, comment="the day the data speak for"),
    Column("clinic_export", Boolean, nullable=False, comment="from the clinic's platform, not from another diary"),
    Column("whole_at", DateTime, comment="when its newest whole export was made; empty: it held none"),
    Column("whole_from", Date, comment="first day that export speaks for; empty: it speaks for all days"),
    Column("can_be_undone", Boolean, comment="whether it was written down what the import replaced"),
)

IMPORT_FILES = Table(
    "import_files",
    METADATA,
    Column("batch", Integer, nullable=False),
    Column("file", Text, nullable=False),
    Column("format", Text, nullable=False),
    Column("rows_read", Integer, nullable=False),
    Column("accepted", Integer, nullable=False),
    Column("updated", Integer, nullable=False),
    Column("unchanged", Integer, nullable=False),
    Column("rejected", Integer, nullable=False),
    Column("removed", Integer, comment="stored rows that were set aside; unknown of the oldest imports"),
)

IMPORT_PROBLEMS = Table(
    "import_problems",
    METADATA,
    Column("batch", Integer, nullable=False),
    Column("file", Text, nullable=False),
    Column(
        "line", Integer, comment="line of the file on which the row begins; unknown for what concerns the whole file"
    ),
    Column("column", Text),
    Column("value", Text),
    Column("reason", Text, nullable=False, comment="code of the reason"),
    Column("detail", Text, comment="what the reason's sentence needs to know, as JSON"),
    Column("rejected", Boolean, nullable=False, comment="false for a remark on a row that was kept"),
    Column("row", Text, comment="the whole row as read, as JSON, to be downloaded and corrected"),
)

SET_ASIDE = Table(
    "set_aside",
    METADATA,
    Column("table_name", Text, nullable=False, comment="where the row was counted"),
    Column("patient_id", Text),
    Column("identity", Text, nullable=False, comment="what tells the row from others, as JSON"),
    Column("row", Text, nullable=False, comment="the whole row, as JSON"),
    Column("batch", Integer, nullable=False, comment="the import that brought it"),
    Column("set_aside_in", Integer, nullable=False, comment="the import whose export no longer had it"),
    comment="rows that their source no longer has: kept, and counted nowhere",
)

REPLACED_ROWS = Table(
    "replaced_rows",
    METADATA,
    Column("batch", Integer, nullable=False, comment="the import that changed or removed the row"),
    Column("table_name", Text, nullable=False),
    Column("row", Text, nullable=False, comment="the whole row as it was before, as JSON"),
    comment="what an import replaced, so that it can be taken back",
)

UNDONE_IMPORTS = Table(
    "undone_imports",
    METADATA,
    Column("batch", Integer, primary_key=True, autoincrement=False),
    Column("imported_at", DateTime, nullable=False),
    Column("imported_by", Text, nullable=False),
    Column("undone_at", DateTime, nullable=False),
    Column("undone_by", Text, nullable=False),
)

DAY_VERSIONS = Table(
    "day_versions",
    METADATA,
    Column("patient_id", Text, nullable=False),
    Column("date", Date, nullable=False),
    Column("number", Integer, nullable=False, comment="1 for the first version of the day"),
    Column("written_at", DateTime, comment="when the version was written, where that is known"),
    Column("batch", Integer, nullable=False, comment="the import that had brought it; 0 for what the patient wrote"),
    Column("entry", Text, nullable=False, comment="the answers, as JSON"),
    comment="every version of a day that a patient filled in here, and what the first of them replaced",
)

SEEN_UNTIL = Table(
    "seen_until",
    METADATA,
    Column("patient_id", Text, nullable=False),
    Column("batch", Integer, nullable=False),
    Column("day", Date, nullable=False),
    comment="until when a diary is known that an import brought, where that is not the day of the import's export",
)

REMARKS = Table(
    "remarks",
    METADATA,
    Column("batch", Integer, nullable=False),
    Column("format", Text, nullable=False),
    Column("file", Text, nullable=False),
    Column("line", Integer),
    Column("column", Text, comment="the file's own name of the column; unknown for what concerns the row"),
    Column("value", Text),
    Column("kind", Text, nullable=False, comment="code of the reason"),
    Column("detail", Text, comment="what the reason's sentence needs to know, as JSON"),
    Column("rejected", Boolean, nullable=False, comment="the whole row; false where a cell is unknown"),
    Column("table_name", Text, nullable=False),
    Column("field", Text, comment="the declared name of the column"),
    Column("patient_id", Text, nullable=False),
    Column("date", Date, comment="the day that the row speaks of, where it could be read"),
    Column("superseded_by", Integer, comment="the import that says better; empty while the remark holds"),
    comment="what imports could not read or understand of a patient",
)

STORE_INFO = Table(
    "store_info",
    METADATA,
    Column("name", Text, primary_key=True),
    Column("value", Text, nullable=False),
)

DIARY_TABLES = {table.name: METADATA.tables[table.name] for table in diary.TABLES}
"""The tables that an export fills, by name."""


def every_calendar_day() -> Insert:
    """Fills `calendar` with FIRST_DATE to LAST_DATE in the engine: handed over as rows they take five times as long."""
    last = (diary.LAST_DATE - diary.FIRST_DATE).days
    place = cast(numbers_up_to(last).c.number, Integer)
    days = select(cast(diary.FIRST_DATE, Date) + place, diary.FIRST_DATE.toordinal() + place)
    return insert(CALENDAR).from_select(["date", "day"], days)


def without_key(table: Table) -> Table:
    """The table as DuckDB gets it: the columns of its key cannot be empty, and there is no index."""
    columns = (
        Column(column.name, column.type, nullable=column.nullable and not column.primary_key) for column in table.c
    )
    return Table(table.name, MetaData(), *columns)
