"""A table as CSV that spreadsheets open with its letters right, and never as a formula."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

FORMULA = re.compile(r"[\s\x00]*[=+\-@]|[\t\r\n]")
"""How a cell begins that a spreadsheet may take for a formula, blanks before it or not."""
NUMBER = re.compile(r"[+-]?\d+(?:[.,]\d+)?")


def no_formula(cell: object) -> object:
    """The cell; a text that a spreadsheet would take for a formula stands after an apostrophe. A number is none."""
    is_formula = isinstance(cell, str) and FORMULA.match(cell) and not NUMBER.fullmatch(cell)
    return f"'{cell}" if is_formula else cell


def as_csv(table: pd.DataFrame) -> bytes:
    """The table without its index, marked as UTF-8. No cell and no head of a column is a formula."""
    return text_of(table).encode("utf-8-sig")


def text_of(table: pd.DataFrame) -> str:
    """The same as text."""
    return str(table.map(no_formula).rename(columns=no_formula).to_csv(index=False))
