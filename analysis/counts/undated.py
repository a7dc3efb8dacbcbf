"""What doses of acute medication of which neither day nor time could be read leave open in windows.

Each may have been taken on any day. So many days of a window may be days of its drug that are told to be without, and,
where the definition tells a kind of headache day by a drug, so many headache days may be of that kind.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from analysis.days.definitions import kinds_by_drugs

UNDATED = "undated"
"""The column of such doses beside those of `statement.counted`."""
HEADACHE, MIGRAINE, TENSION = "headache", "migraine", "tension_type_like"


def left_open(numbers: Mapping[str, Any], doses: Any, kinds: Sequence[str], profile: str) -> dict[str, Any]:
    """What such doses of each window's patient change of the columns of `statement.counted`, and UNDATED beside them.

    Of the drugs themselves `DayCount.with_undated` makes what it is, since it tells the days without an entry apart.
    """
    by_drugs = kinds_by_drugs(profile)
    changed = {UNDATED: doses}
    for kind in by_drugs.intersection(kinds):
        known_to_be = HEADACHE if HEADACHE in kinds and HEADACHE not in by_drugs else None
        most = _possible(numbers, known_to_be) if known_to_be else numbers["filled"]
        more = least(doses, most - _possible(numbers, kind))
        changed[_unknown_of(kind)] = numbers[_unknown_of(kind)] + more
    if MIGRAINE in by_drugs and TENSION in kinds:  # which no migraine day is
        fewer = least(doses, numbers[TENSION])
        changed[TENSION] = numbers[TENSION] - fewer
        changed[_unknown_of(TENSION)] = numbers[_unknown_of(TENSION)] + fewer
    return changed


def least(one: Any, other: Any) -> Any:
    """The smaller of two numbers, or of each two of columns."""
    return np.minimum(one, other) if isinstance(one, np.ndarray) or isinstance(other, np.ndarray) else min(one, other)


def _unknown_of(kind: str) -> str:
    return f"{kind}_unknown"


def _possible(numbers: Mapping[str, Any], kind: str) -> Any:
    """The filled days that are or may be of a kind."""
    return numbers[kind] + numbers[_unknown_of(kind)]
