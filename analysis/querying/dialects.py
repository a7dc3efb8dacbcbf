"""What engines say differently, each written once as a construct that every dialect compiles in its own words.

Nowhere else does a reading statement name a function that one of the engines lacks. Three dialects are known: `duckdb`
(duckdb-sqlalchemy), `postgresql`, and `impala` (impyla), by which Apache Spark's Thrift server is reached.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import BigInteger, ColumnElement, Date, Integer, TableValuedAlias, Text, cast, func, literal
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement

SPARK = "impala"
"""The dialect of Apache Spark."""


class _Pieces(FunctionElement[str]):
    name = "pieces"
    type = Text()
    inherit_cache = True


class _Shifted(FunctionElement[int]):
    name = "shifted"
    type = BigInteger()
    inherit_cache = True


class _Hashed(FunctionElement[int]):
    name = "hashed"
    type = BigInteger()
    inherit_cache = True


class _Half(FunctionElement[int]):
    name = "half"
    type = BigInteger()
    inherit_cache = True


class _SpanOfDays(FunctionElement[int]):
    name = "span_of_days"
    type = BigInteger()
    inherit_cache = True


def pieces(text: ColumnElement[str], separator: str) -> ColumnElement[str]:
    """A row for each piece of a text between separators, as a column of a SELECT. A separator is one character."""
    return _Pieces(text, literal(separator))


def piece(text: ColumnElement[str], separator: str, number: int) -> ColumnElement[str]:
    """One piece of a text, the first being number 1."""
    return func.split_part(text, literal(separator), literal(number, Integer), type_=Text)


def bit(place: ColumnElement[int]) -> ColumnElement[int]:
    """The number of which that bit alone is set, the lowest being at place 0; a BIGINT has places up to 62."""
    return _Shifted(cast(1, BigInteger), place)


def all_bits(number: ColumnElement[int]) -> ColumnElement[int]:
    """Every bit that is set in any row of a group."""
    return func.bit_or(number, type_=BigInteger)


def hashed(*values: ColumnElement[Any]) -> tuple[ColumnElement[int], ColumnElement[int]]:
    """A number of 64 bits that other values hardly ever have, in halves of 32 bits: DuckDB alone.

    Made of the number of the values once more, since the last of several values is not mixed with the others.
    """
    number = _Hashed(*values)
    return _Half(number, literal(0, Integer)), _Half(number, literal(32, Integer))


def numbers_up_to(last: int) -> TableValuedAlias:
    """Rows of one column, `number`: 0 to `last`. DuckDB and PostgreSQL, as no other has to write a table."""
    return func.generate_series(0, last).table_valued("number", name="numbered").render_derived()


def span_of_days(day: ColumnElement[Any], days: int) -> ColumnElement[int]:
    """The number of the span of so many days that a date lies in, the first beginning at 0001-01-01: DuckDB alone."""
    return _SpanOfDays(day, literal(days, Integer))


@compiles(Date, SPARK)
def _date(*_: Any, **__: Any) -> str:
    # impyla's dialect knows an Impala without dates.
    return "DATE"


@compiles(_Pieces)
def _unnested(element: _Pieces, compiler: SQLCompiler, **options: Any) -> str:
    return f"unnest(string_to_array({compiler.process(element.clauses, **options)}))"


@compiles(_Pieces, SPARK)
def _exploded(element: _Pieces, compiler: SQLCompiler, **options: Any) -> str:
    # Spark reads the separator as a pattern: a control character stands for itself.
    return f"explode(split({compiler.process(element.clauses, **options)}))"


@compiles(_Shifted)
def _by_sign(element: _Shifted, compiler: SQLCompiler, **options: Any) -> str:
    number, places = (compiler.process(one, **options) for one in element.clauses)
    return f"({number} << ({places}))"


@compiles(_Shifted, SPARK)
def _by_name(element: _Shifted, compiler: SQLCompiler, **options: Any) -> str:
    return f"shiftleft({compiler.process(element.clauses, **options)})"


@compiles(_Hashed)
def _twice(element: _Hashed, compiler: SQLCompiler, **options: Any) -> str:
    return f"hash(hash({compiler.process(element.clauses, **options)}))"


@compiles(_Half)
def _shifted_half(element: _Half, compiler: SQLCompiler, **options: Any) -> str:
    number, places = (compiler.process(one, **options) for one in element.clauses)
    return f"(({number} >> {places}) & 4294967295)"


@compiles(_SpanOfDays)
def _divided(element: _SpanOfDays, compiler: SQLCompiler, **options: Any) -> str:
    day, days = (compiler.process(one, **options) for one in element.clauses)
    return f"(({day} - DATE '0001-01-01') // {days})"
