"""Text cells turned into values, by the declaration of their column.

Every column is read through its distinct texts, so that a million rows cost little more than their few hundred dates.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from datetime import date, datetime, time
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from analysis import diary
from analysis.diary import FIRST_DATE, LAST_DATE, SEPARATORS, Column, Kind
from analysis.formats.limits import LONGEST_KEPT
from analysis.importing.reasons import Reason

Value = str | float | bool | date | datetime
Parser = Callable[[str, Column], Value | Reason | None]

DTYPES: dict[Kind, Any] = {
    Kind.TEXT: "object",
    Kind.DATE: "datetime64[us]",
    Kind.TIMESTAMP: "datetime64[us]",
    Kind.INTEGER: "float64",
    Kind.NUMBER: "float64",
    Kind.BOOLEAN: "boolean",
}
"""The kind of pandas column that holds each kind of cell; an unknown cell is missing in all of them."""

UNREADABLE = ("\x00", *SEPARATORS)
"""Characters that no text may hold: databases stop at the first, or statements take the others for ends of a text."""

YES = frozenset({"1", "1.0", "1,0", "true", "yes", "ja", "sant"})
NO = frozenset({"0", "0.0", "0,0", "false", "no", "nej", "falskt"})
INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad"))
"""Signs without width, which no pseudonym means."""

_DAY = r"(\d{4}-\d{2}-\d{2})"
_CLOCK = r"(\d{2}:\d{2}(?::\d{2}(?:[.,]\d{1,9})?)?)"
_PLAIN_TIME = (
    r"^(?:19[5-9]\d|20\d\d)-(?:(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8])|(?:0[13-9]|1[0-2])-(?:29|30)|(?:0[13578]|1[02])-31)"
    r"T(?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d)?$"
)
"""Times that are there in every year from FIRST_DATE to LAST_DATE, as nearly all are written."""
MANY_TIMES = 1000
_DATE = re.compile(rf"{_DAY}(?:[T ]00:00(?::00(?:[.,]0{{1,9}})?)?)?", re.ASCII)
_TIMESTAMP = re.compile(rf"{_DAY}[Tt ]{_CLOCK}\s*(?:[Zz]|[+-]\d{{2}}(?::?\d{{2}})?)?", re.ASCII)
_UNREADABLE_SIGN = re.compile("[" + re.escape("".join(UNREADABLE)) + "]")
_QUOTED = re.compile(r'".*"', re.DOTALL)
"""How a mapping hands on a word that none of its lists names."""
_NUMBER = re.compile(r"[+-]?(\d+([.,]\d*)?|[.,]\d+)([eE][+-]?\d{1,3})?", re.ASCII)


def parsed(cells: pd.Series, column: Column) -> tuple[pd.Series, pd.Series | None]:
    """The values of a column of text cells, and beside each the Reason why it could not be read, or none.

    The reasons are categories: of millions of cells hardly any has one. They are None where no cell has one, as in
    nearly every column. An empty cell is the column's default, where it has one, and otherwise missing.
    """
    codes, distinct = _texts(cells, column)
    values, reasons = _read(distinct, column)
    found = _of_reasons(reasons, codes)
    return (
        pd.Series(_each(values, codes), index=cells.index),
        None if found is None else pd.Series(found, index=cells.index),
    )


def _each(values: Any, codes: np.ndarray) -> Any:
    """The value of each cell, -1 standing for the last; texts taken by Arrow, as pandas would look at each again."""
    if values.dtype != object:
        return values[codes]
    texts = pd.Series(values.to_numpy()).array  # which tells whether they are texts, or there is none
    return texts.take(np.where(codes < 0, len(texts) - 1, codes))


def _texts(cells: pd.Series, column: Column) -> tuple[np.ndarray, Any]:
    """The texts to be read, and the place of each cell's among them; of many times, which seldom repeat, every one."""
    if column.kind is Kind.TIMESTAMP and len(cells) >= MANY_TIMES and not isinstance(cells.dtype, pd.CategoricalDtype):
        return np.where(cells.isna(), -1, np.arange(len(cells))), cells.array
    return distinct_texts(cells)


def distinct_texts(cells: pd.Series) -> tuple[np.ndarray, np.ndarray]:
    """The place of each cell's text among the distinct ones, -1 for none, and the distinct texts."""
    if isinstance(cells.dtype, pd.CategoricalDtype):
        return cells.cat.codes.to_numpy(), cells.cat.categories.to_numpy(dtype=object)
    codes, distinct = pd.factorize(cells.to_numpy(dtype=object))
    return codes, distinct


def _read(texts: Any, column: Column) -> tuple[Any, list[Reason | None]]:
    """What each text says, with the column's default behind all, and beside each the reason why it says nothing."""
    if column.kind is Kind.TIMESTAMP and len(texts) >= MANY_TIMES:
        return _read_times(texts, column)
    read = [_value(text, column) for text in texts]
    values = [None if isinstance(value, Reason) else value for value in read] + [column.default]
    return _typed(values, column.kind), [_reason(value) for value in read] + [None]


def _read_times(texts: Any, column: Column) -> tuple[np.ndarray, list[Reason | None]]:
    """Many times of writing, those of the usual form at once."""
    written = pa.array(texts, pa.string(), from_pandas=True)
    plain = pc.match_substring_regex(written, _PLAIN_TIME)
    moments = pc.if_else(plain, written, None).cast(pa.timestamp("us")).to_numpy(zero_copy_only=False)
    values = np.append(moments, np.datetime64("NaT"))
    reasons: list[Reason | None] = [None] * len(values)
    for at in np.flatnonzero(np.isnat(moments)).tolist():
        read = _value(texts[at] or "", column)
        reasons[at] = _reason(read)
        values[at] = None if isinstance(read, Reason) else read
    return values, reasons


def _reason(read: Value | Reason | None) -> Reason | None:
    return read if isinstance(read, Reason) else None


def _of_reasons(reasons: list[Reason | None], codes: np.ndarray) -> pd.Categorical | None:
    """The reason of each cell, given those of the distinct texts and the place of each cell's among them."""
    every = list(dict.fromkeys(reason for reason in reasons if reason is not None))
    if not every:
        return None
    places: dict[Reason | None, int] = {None: -1} | {reason: place for place, reason in enumerate(every)}
    of_texts = np.array([places[reason] for reason in reasons], dtype=np.int8)
    return pd.Categorical.from_codes(of_texts[codes], categories=pd.Index(every, dtype=object))


def empty(column: Column, index: pd.Index) -> pd.Series:
    """A column that the file does not have: the default, or unknown throughout."""
    if column.kind is Kind.TEXT:
        return pd.Series(np.full(len(index), column.default, dtype=object), index=index, dtype=object)
    return pd.Series(column.default, index=index, dtype=DTYPES[column.kind])


def _typed(values: list[Value | None], kind: Kind) -> pd.api.extensions.ExtensionArray | np.ndarray:
    if kind in (Kind.DATE, Kind.TIMESTAMP):
        return np.array(values, dtype="datetime64[us]")
    return pd.Series(values, dtype=DTYPES[kind]).array


def _value(text: str, column: Column) -> Value | Reason | None:
    stripped = text.strip()
    if column.holds_nothing(stripped):
        return column.default
    if _QUOTED.fullmatch(stripped) and column.kind in (Kind.BOOLEAN, Kind.INTEGER, Kind.NUMBER):
        return Reason.WORD_NOT_NAMED
    return _PARSERS[column.kind](stripped, column)


def _text(text: str, column: Column) -> Value | Reason | None:
    if _UNREADABLE_SIGN.search(text):
        return Reason.UNREADABLE_CHARACTER
    if len(text) > LONGEST_KEPT:
        return Reason.TOO_LONG
    text = unicodedata.normalize("NFC", text)
    if column.name == diary.PATIENT.name:
        text = text.translate(INVISIBLE).strip()
    if not column.choices:
        return text or column.default
    ways = {choice.casefold(): choice for choice in column.choices} | dict(column.also_written)
    return ways.get(text.casefold(), Reason.NOT_A_CHOICE)


def _date(text: str, column: Column) -> Value | Reason:
    found = _DATE.fullmatch(text)
    if not found:
        return Reason.NOT_A_DATE
    try:
        day = date.fromisoformat(found[1])
    except ValueError:
        return Reason.NOT_A_DATE
    return day if FIRST_DATE <= day <= LAST_DATE else Reason.OUT_OF_RANGE


def _timestamp(text: str, column: Column) -> Value | Reason:
    """The wall clock as written: an offset or Z after it is left aside, never converted."""
    found = _TIMESTAMP.fullmatch(text)
    if not found:
        return Reason.NOT_A_TIME
    try:
        day = date.fromisoformat(found[1])
        moment = datetime.combine(day, time.fromisoformat(found[2].replace(",", ".")))
    except ValueError:
        return Reason.NOT_A_TIME
    return moment if FIRST_DATE <= day <= LAST_DATE else Reason.OUT_OF_RANGE


def _number(text: str, column: Column) -> Value | Reason:
    if not _NUMBER.fullmatch(text):
        return Reason.NOT_A_NUMBER
    number = float(text.replace(",", "."))
    if column.kind is Kind.INTEGER and not number.is_integer():
        return Reason.NOT_A_NUMBER if number in (float("inf"), float("-inf")) else Reason.NOT_WHOLE
    return number if _is_allowed(number, column) else Reason.OUT_OF_RANGE


def _is_allowed(number: float, column: Column) -> bool:
    lowest = -np.inf if column.lowest is None else column.lowest
    highest = np.finfo(float).max if column.highest is None else column.highest
    return lowest <= number <= highest and (column.above is None or number > column.above)


def _yes_or_no(text: str, column: Column) -> Value | Reason:
    folded = text.casefold()
    if folded in YES:
        return True
    return False if folded in NO else Reason.NOT_YES_OR_NO


_PARSERS: dict[Kind, Parser] = {
    Kind.TEXT: _text,
    Kind.DATE: _date,
    Kind.TIMESTAMP: _timestamp,
    Kind.INTEGER: _number,
    Kind.NUMBER: _number,
    Kind.BOOLEAN: _yes_or_no,
}


def same(one: pd.Series, other: pd.Series) -> np.ndarray:
    """Whether two columns agree, row by row; two unknown cells agree."""
    equal = (one == other).fillna(False).to_numpy(dtype=bool)
    return equal | (one.isna().to_numpy() & other.isna().to_numpy())


def from_store(rows: list[tuple[object, ...]], table: diary.Table, extra: tuple[str, ...]) -> pd.DataFrame:
    """Stored rows in the same kinds of column as parsed ones; `extra` are the names of columns after the declared."""
    names = [column.name for column in table]
    frame = pd.DataFrame(rows, columns=[*names, *extra], dtype=object)
    for column in table:
        frame[column.name] = _stored(frame[column.name], column.kind)
    return frame


def from_arrow(rows: pa.Table, table: diary.Table) -> pd.DataFrame:
    """Stored rows that came as columns, as `from_store` gives them; equal texts are one object."""
    kinds = {column.name: column.kind for column in table}
    columns = {
        name: _from_arrow(rows[name].combine_chunks(), kinds[name]) if name in kinds else rows[name].to_numpy()
        for name in rows.column_names
    }
    return pd.DataFrame(columns, index=pd.RangeIndex(rows.num_rows))


def _from_arrow(values: pa.Array, kind: Kind) -> Any:
    if kind is Kind.TEXT:
        texts = values.dictionary_encode()
        distinct = np.array([*texts.dictionary.to_pylist(), None], dtype=object)
        return pd.Series(distinct[texts.indices.fill_null(len(distinct) - 1).to_numpy()], dtype=object)
    if kind is Kind.BOOLEAN:
        held, missing = (of.to_numpy(zero_copy_only=False) for of in (values.fill_null(False), values.is_null()))
        return pd.arrays.BooleanArray(held, missing, copy=False)
    return values.to_numpy(zero_copy_only=False).astype(DTYPES[kind])


def _stored(values: pd.Series, kind: Kind) -> pd.Series:
    if kind in (Kind.DATE, Kind.TIMESTAMP):
        return pd.to_datetime(values).astype(DTYPES[kind])
    return values.astype(DTYPES[kind])
