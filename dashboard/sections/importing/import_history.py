"""Which imports there were, and what became of the rows of their files."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from dashboard.sections.importing.import_report import COUNTS, format_text
from dashboard.sections.section import Section
from dashboard.texts import Words


@dataclass(frozen=True)
class PastFile:
    """A file of an earlier import, with the number of its rows by outcome."""

    file: str
    format: str
    read: int
    accepted: int
    updated: int
    unchanged: int
    rejected: int
    removed: int = 0


@dataclass(frozen=True)
class PastImport:
    """An earlier import; the newest can be taken back, unless an older version of this program made it."""

    batch: int
    imported_at: datetime
    imported_by: str
    source: str | None
    files: tuple[PastFile, ...]
    can_be_undone: bool = False


def section(past: PastImport, words: Words) -> Section:
    """An earlier import: when, by whom, and a row a file."""
    import pandas as pd

    heads = [words("import-file"), words("import-format"), *(words(f"import-{name}") for name in COUNTS)]
    rows = [
        [file.file, format_text(file.format, words), *(words.number(getattr(file, name)) for name in COUNTS)]
        for file in past.files
    ]
    when = words(
        "import-when", date=words.date(past.imported_at.date()), time=f"{past.imported_at:%H:%M}", user=past.imported_by
    )
    return Section(
        key=f"import-{past.batch}",
        title=words("import-number", number=str(past.batch)),
        sentences=(when, past.source) if past.source else (when,),
        table=pd.DataFrame(rows, columns=heads),
    )
