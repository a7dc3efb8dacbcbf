"""Many objects with the same keys, told column by column: what many of them say alike is there once.

Whoever writes them down as text writes each different value once (`dashboard.json_text`); `making_alike` makes them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # the command line knows these before it needs arrays
    from analysis.querying.columns import Whole

NOTHING = -1
"""The place of a row that says nothing."""


@dataclass(frozen=True, eq=False)
class Column:
    """What each row says: `values` are the different ones, `places` that of each row among them, or NOTHING."""

    values: Sequence[object] | Objects
    places: Whole

    def told(self) -> list[object]:
        """What each row says, None for nothing; the same object where it is the same."""
        every = [*(self.values.rows() if isinstance(self.values, Objects) else self.values), None]
        return [every[place] for place in self.places.tolist()]


@dataclass(frozen=True, eq=False)
class Objects:
    """Objects with the same keys, in the order of the columns."""

    columns: Mapping[str, Column]

    def __len__(self) -> int:
        return len(next(iter(self.columns.values())).places)

    def rows(self) -> list[dict[str, object]]:
        """The objects one by one."""
        told = [column.told() for column in self.columns.values()]
        return [dict(zip(self.columns, row, strict=True)) for row in zip(*told, strict=True)]
