"""Writes the sample clinic's export and the table of its patients in README.md.

Run `python -m sample_data.generate`; running it again writes the same bytes.
"""

from __future__ import annotations

import csv
import io
import json
import sys
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path

HERE = Path(__file__).resolve().parent
if __package__ in (None, ""):
    sys.path.insert(0, str(HERE.parent))

from sample_data.persona import EXPORTED_AT, Persona  # noqa: E402
from sample_data.personas import PERSONAS  # noqa: E402
from sample_data.rows import COLUMNS, Record, Row, record  # noqa: E402

SOURCE = "Sample clinic (invented)"
TABLE_BEGINS, TABLE_ENDS = "<!-- patients: written by generate.py -->\n", "<!-- end of patients -->"


def files(personas: Sequence[Persona] = PERSONAS) -> dict[str, str]:
    """The text of every file of the export, by file name."""
    records = [record(persona) for persona in personas]
    texts = {f"{name}.csv": _csv(name, records) for name in COLUMNS}
    about = {"exported_at": EXPORTED_AT.isoformat(), "source": SOURCE}
    return texts | {"export.json": json.dumps(about, indent=2) + "\n"}


def patient_table(personas: Sequence[Persona] = PERSONAS) -> str:
    """A Markdown table, one row a patient: who, since when, how many days are filled in, what it shows."""
    head = "| patient | name | diary from | filled days | preventives | shows |\n|---|---|---|---|---|---|\n"
    return head + "".join(f"| {' | '.join(_table_row(persona, record(persona)))} |\n" for persona in personas)


def with_table(readme: str, table: str) -> str:
    """The README's text with its table of patients replaced."""
    before, rest = readme.split(TABLE_BEGINS)
    return before + TABLE_BEGINS + table + TABLE_ENDS + rest.split(TABLE_ENDS)[1]


def write(folder: Path) -> None:
    """Writes the export into `folder`, which is made where it is lacking."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in files().items():
        (folder / name).write_bytes(text.encode("utf-8"))


def main() -> None:
    """Writes the clinic's files and the README's table beside this module."""
    write(HERE / "clinic")
    readme = HERE / "README.md"
    readme.write_bytes(with_table(readme.read_text("utf-8"), patient_table()).encode("utf-8"))


def _csv(name: str, records: Iterable[Record]) -> str:
    text = io.StringIO()
    writer = csv.DictWriter(text, COLUMNS[name].split(), lineterminator="\n")
    writer.writeheader()
    for each in records:
        rows: list[Row] = getattr(each, name)
        writer.writerows({column: _cell(value) for column, value in row.items()} for row in rows)
    return text.getvalue()


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(int(value))
    if isinstance(value, float):
        return f"{value:g}"
    return str(value)


def _table_row(persona: Persona, held: Record) -> list[str]:
    days = (persona.last_day - persona.enrolled).days + 1
    names = dict.fromkeys(course.drug for course in persona.courses)
    return [
        persona.patient_id,
        persona.display_name,
        _period(persona.enrolled, persona.left),
        f"{len(held.diary)} of {days}",
        ", ".join(names) or "none",
        persona.shows,
    ]


def _period(enrolled: date, left: date | None) -> str:
    return f"{enrolled} to {left}" if left else str(enrolled)


if __name__ == "__main__":
    main()
