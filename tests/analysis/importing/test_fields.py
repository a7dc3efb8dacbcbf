"""The written description of the input says what the program does."""

from __future__ import annotations

from analysis import diary
from analysis.importing.fields import field_list


def test_every_file_and_column_is_described() -> None:
    text = field_list()
    for table in diary.TABLES:
        section = text.split(f"## {table.file}\n")[1].split("\n## ")[0]
        for column in table:
            assert f"| `{column.in_file}` | {'required' if column.required else ''} |" in section
