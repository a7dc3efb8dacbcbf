"""Where two diaries say otherwise of one day: the day, and each answer of both, for a remark."""

from __future__ import annotations

import numpy as np
import pandas as pd

from analysis.importing.cells import same

COMPARED = ("headache", "severity", "intensity", "duration_hours", "migraine")
"""What is told of both where it differs; of what one leaves empty only the answer whether there was headache."""


def told(rows: pd.DataFrame, old: pd.DataFrame, where: np.ndarray) -> pd.DataFrame:
    """Of the rows `where`, by their index: the `day`, and the `difference` from the entry beside it, or nothing."""
    some, before = rows[where], old[where]
    parts = [_of_column(some[name], before[name], name) for name in COMPARED]
    differences = ["; ".join(filter(None, texts)) for texts in zip(*parts, strict=True)]
    days = some["date"].dt.strftime("%Y-%m-%d")
    return pd.DataFrame({"day": days, "difference": [f": {one}" if one else "" for one in differences]}, some.index)


def _of_column(new: pd.Series, old: pd.Series, name: str) -> list[str]:
    both = new.notna().to_numpy() & old.notna().to_numpy() & ~same(new, old)
    return [
        f"{name} {_text(before)} / {_text(now)}" if differs else ""
        for differs, before, now in zip(both, old, new, strict=True)
    ]


def _text(value: object) -> str:
    if isinstance(value, bool | np.bool_):
        return "1" if value else "0"
    return f"{value:g}" if isinstance(value, float) else str(value)
