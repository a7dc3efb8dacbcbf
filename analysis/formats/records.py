"""JSON files of apps: their records in the order of the file, numbered as lines are, and what each holds as text."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Mapping
from typing import Any

import pandas as pd

from analysis.errors import UnreadableFile
from analysis.formats import delimited
from analysis.formats.reading import LINE
from analysis.formats.sources import Content

Item = Mapping[str, Any]
Numbered = tuple[int, Item]
"""A record with its number in the file, the first being 1."""

LONGEST_TEXT = 1024


def parsed(content: Content) -> Any:
    """What a JSON file holds. Raises UnreadableFile."""
    try:
        return json.loads(delimited.decoded(content.document(), content.name))
    except (ValueError, RecursionError) as error:
        raise UnreadableFile(f"{content.name} is not JSON that can be read.", "not-json", file=content.name) from error


def items(found: object) -> list[Item]:
    """The records of a list; what is no record is left out, and what is no list has none."""
    return [one for one in found if isinstance(one, dict)] if isinstance(found, list) else []


def numbered(records: Iterable[Item], after: int = 0) -> list[Numbered]:
    """The records with their numbers, the first being one more than `after`."""
    return list(enumerate(records, start=after + 1))


def written(records: Iterable[Numbered], left_out: Iterable[str] = ()) -> pd.DataFrame:
    """The records as a frame of text, indexed by their numbers; the fields `left_out` are not kept."""
    hidden = set(left_out)
    rows = {line: {name: text(value) for name, value in item.items() if name not in hidden} for line, item in records}
    return pd.DataFrame(list(rows.values()), index=pd.Index(list(rows), dtype="int64", name=LINE), dtype=object).fillna(
        ""
    )


def text(value: object) -> str:
    """A field as text: nothing for null, lists and objects as JSON, not longer than is kept."""
    if value is None:
        return ""
    told = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return told[:LONGEST_TEXT]


def texts(value: object) -> list[str]:
    """The texts of a list of texts."""
    return [one for one in value if isinstance(one, str)] if isinstance(value, list) else []


def number(value: object) -> float | None:
    """The number that a field is; nothing for what is none, or has no end."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    try:
        found = float(value)
    except OverflowError:
        return None
    return found if math.isfinite(found) else None
