"""JSON as commands print it: byte for byte what `json.dumps` writes with an indent of two, several times as fast.

With an indent the standard library goes through every value in Python, piece by piece; here leaves are written by its
compiled encoder, many numbers at once, and a container is one text.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from json.encoder import encode_basestring
from math import isfinite
from typing import TYPE_CHECKING

from analysis.querying.alike import Column, Objects

if TYPE_CHECKING:
    from analysis.querying.columns import Whole

STEP = "  "
_PLAIN = {True: "true", False: "false", None: "null"}
_NUMBERS = {int, float, bool, type(None)}
"""What is written without a comma within."""


def indented(value: object, margin: str = "\n") -> str:
    """The value as `json.dumps(value, ensure_ascii=False, indent=2)` writes it; `margin` begins each of its lines.

    Of `Objects` each different value is written once.
    """
    inner = margin + STEP
    if isinstance(value, str):
        return encode_basestring(value)
    if value is None or value is True or value is False:
        return _PLAIN[value]
    if type(value) is int:
        return int.__repr__(value)
    if type(value) is float and isfinite(value):
        return float.__repr__(value)
    if isinstance(value, dict):
        return _within("{", [f"{_key(key)}: {indented(one, inner)}" for key, one in value.items()], "}", margin)
    if isinstance(value, (list, tuple)):
        return _within("[", _parts(value, inner), "]", margin)
    if isinstance(value, Objects):
        return f"[{inner}{_of_objects(value, inner)}{margin}]" if len(value) else "[]"
    return json.dumps(value, ensure_ascii=False)


def _parts(values: Sequence[object], margin: str) -> list[str]:
    """The text of each of some values."""
    if len(values) > 1 and set(map(type, values)) <= _NUMBERS:
        return json.dumps(values)[1:-1].split(", ")
    return [indented(one, margin) for one in values]


def _of_objects(told: Objects, margin: str) -> str:
    """The text of objects that are told column by column, one after the other."""
    import numpy as np  # there already where anything is told in columns

    pieces = [np.array(texts, dtype=object)[places] for texts, places in _pieces(told, margin)]
    pieces.append(np.full(len(told), f",{margin}", dtype=object))
    every: list[str] = np.column_stack(pieces).ravel().tolist()
    return "".join(every[:-1])


def _pieces(told: Objects, margin: str) -> Iterator[tuple[list[str], Whole]]:
    """What objects are written of, piece by piece: the different texts, and the place of each object's among them."""
    opening, inner = "{", margin + STEP
    for key, column in told.columns.items():
        yield from _of_column(f"{opening}{inner}{_key(key)}: ", column, inner)
        opening = ","
    yield [f"{margin}}}"], next(iter(told.columns.values())).places * 0


def _of_column(name: str, column: Column, margin: str) -> Iterator[tuple[list[str], Whole]]:
    """The same of a column, with its name before it; the last text is for who says nothing, whose place is -1."""
    import numpy as np

    null = f"{name}null"
    if not isinstance(column.values, Objects):
        yield [*(f"{name}{indented(one, margin)}" for one in column.values), null], column.places
        return
    for texts, places in _pieces(column.values, margin):
        of_object = np.append(places % len(texts), len(texts))
        yield [*(name + text for text in texts), null], of_object[column.places]
        name = null = ""  # further pieces of the same object


def _key(key: object) -> str:
    return encode_basestring(key) if isinstance(key, str) else encode_basestring(json.dumps(key))


def _within(opening: str, parts: Sequence[str], closing: str, margin: str) -> str:
    if not parts:
        return opening + closing
    inner = margin + STEP
    return f"{opening}{inner}{f',{inner}'.join(parts)}{margin}{closing}"
