"""Which groups may be shown: none of fewer patients than the set number, and none that subtraction would give away.

Three rules keep that up. Values of an attribute with too few patients are read as one, together with the smallest of
the others. A selection by several attributes is shown only when every combination of their values has enough patients,
or none: whatever is added or subtracted is then made of such combinations. And among the parts of a shown total, a
small one takes the next larger one with it (LOG-10).
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import TypeVar

import pandas as pd

Name = TypeVar("Name", bound=Hashable)

POOLED = "others"
UNKNOWN = "unknown"


def pooled(values: pd.Series[str], fewest: int) -> pd.Series[str]:
    """The values with those of too few patients, and as many of the smallest others as it takes, read as POOLED."""
    numbers = values.value_counts().sort_values(kind="stable")
    taken: list[str] = [str(value) for value in numbers.index[numbers < fewest]]
    rest = [str(value) for value in numbers.index[numbers >= fewest]]
    while taken and rest and sum(int(numbers[value]) for value in taken) < fewest:
        taken.append(rest.pop(0))
    return values.where(~values.isin(taken), POOLED)


def may_be_shown(people: pd.DataFrame, fewest: int) -> bool:
    """Whether every combination of the columns' values that occurs has enough patients (a row each)."""
    if not len(people.columns):
        return len(people) >= fewest
    return len(people) > 0 and bool((people.value_counts(dropna=False) >= fewest).all())


def hidden_parts(parts: Mapping[Name, int], fewest: int) -> frozenset[Name]:
    """The parts of a known total that are hidden: the small ones, and what would give them away by subtraction.

    A part of no patient is shown. What is hidden has at least two parts and, together, enough patients, as far as
    there are any.
    """
    by_size = sorted((number, place, name) for place, (name, number) in enumerate(parts.items()) if number)
    hidden = [name for number, _, name in by_size if number < fewest]
    larger = [name for number, _, name in by_size if number >= fewest]
    while hidden and larger and (len(hidden) < 2 or sum(parts[name] for name in hidden) < fewest):
        hidden.append(larger.pop(0))
    return frozenset(hidden)
