"""A mapping written as TOML, so that what was chosen on a page can be kept, and used on the command line."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from analysis.formats.mapping import ATTACKS, UNKNOWN, Acute, DiaryMapping, FileShape, Rows, Told, Where


def as_toml(mapping: DiaryMapping) -> str:
    """The text that `mapping_of` reads as this mapping."""
    parts = [_table("file", _file(mapping.file)), _table("rows", _rows(mapping.rows))]
    parts += [_table(f"columns.{target}", _told(told)) for target, told in mapping.columns.items()]
    if mapping.acute:
        parts.append("\n".join(["[acute]", *_acute(mapping.acute), ""]))
    return "\n".join(filter(None, parts))


def _table(name: str, lines: Iterable[str]) -> str:
    said = list(lines)
    return "\n".join([f"[{name}]", *said, ""]) if said else ""


def _file(file: FileShape) -> Iterator[str]:
    for key in ("encoding", "delimiter", "sheet", "timezone"):
        yield from _given(key, getattr(file, key))
    if file.header_row:
        yield f"header_row = {file.header_row}"


def _rows(rows: Rows) -> Iterator[str]:
    yield f"kind = {_text(rows.kind)}"
    yield f"{'start' if rows.kind == ATTACKS else 'date'} = {_text(rows.date)}"
    for key in ("end", "hours", "date_format", "patient"):
        yield from _given(key, getattr(rows, key))
    if rows.empty != UNKNOWN:
        yield f"empty = {_text(rows.empty)}"


def _told(told: Told) -> Iterator[str]:
    yield f"column = {_text(told.column)}"
    yield from _words("yes", told.yes)
    yield from _words("no", told.no)
    yield from _given("separator", told.separator)
    if told.absent != UNKNOWN:
        yield f"absent = {_text(told.absent)}"
    yield from _where(told.where)
    if told.values:
        pairs = ", ".join(f"{_text(word)} = {number:g}" for word, number in sorted(told.values.items()))
        yield f"values = {{ {pairs} }}"


def _acute(acute: Acute) -> Iterator[str]:
    yield from _words("columns", acute.columns)
    yield from _given("separator", acute.separator)
    if acute.drug_columns:
        pairs = ", ".join(f"{_text(column)} = {_text(drug)}" for column, drug in acute.drug_columns.items())
        yield f"drug_columns = {{ {pairs} }}"
    yield from _words("no", acute.no)
    if acute.empty != UNKNOWN:
        yield f"empty = {_text(acute.empty)}"
    yield from _where(acute.where)


def _where(where: Where) -> Iterator[str]:
    if where:
        pairs = ", ".join(f"{_text(column)} = {_list(words)}" for column, words in where.items())
        yield f"where = {{ {pairs} }}"


def _given(key: str, value: str | None) -> Iterator[str]:
    if value is not None:
        yield f"{key} = {_text(value)}"


def _words(key: str, words: Iterable[str]) -> Iterator[str]:
    said = list(words)
    if said:
        yield f"{key} = {_list(said if isinstance(words, tuple) else sorted(said))}"


def _list(words: Iterable[str]) -> str:
    return f"[{', '.join(map(_text, words if isinstance(words, list) else sorted(words)))}]"


def _text(text: str) -> str:
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007F")
