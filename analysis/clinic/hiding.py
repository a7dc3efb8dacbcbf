"""Which groups may be shown: none of fewer patients than the set number, and none that subtraction would give away.

A *group* is a set of patients of whom a figure is told. What of them the figure tells is not hidden, however rare: the
picture of each patient's change is asked for, and is drawn when the group is large enough. How many were left out of
a figure is told too, always, since no figure is told of those; why they were left out is a figure of theirs.

What is done against subtraction:

Values. Those of an attribute with too few patients are read as one, with the smallest of the others (`pooled`).

Selections. A *cell* is the patients of one combination of the values of the attributes chosen by. A group is told of
in a selection only when it has enough patients, or none, in every cell of those attributes, chosen or not
(`may_be_shown`). Whatever selections are added and subtracted then leaves whole cells, of enough patients.

Parts of a total. Treatments are parts of "all treatments" and reasons are parts of "not judgeable". A part that is
too small in any cell is hidden in every cell, for a part shown in one and not in the other is found by subtraction
from the whole; the next larger ones are hidden with it until the hidden ones have in every cell at least two parts and
enough patients, or none. What is hidden by some attributes stays hidden by these and others together (`hidden_parts`).

Days. Two as-of dates a day apart differ by the one patient whose window ended in between, and so may two a month
apart in a small clinic. What patients come to one by one (responses, courses, switches, evaluations, weeks since
enrolment) is therefore told as of the end of the data only. What rests on everyone's days in windows is told as of
months' ends too, a window or more apart (`told_day`), so that no window differs from another by a day. A new export
is new data: what it adds is told, for otherwise the figures of a small clinic would never move.

What is not guarded against is narrowing down instead of subtraction: three tables of two attributes each can bound a
cell of the three together. Whoever opens the page may open each patient's as well, and either is logged.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import combinations, compress

import numpy as np
import numpy.typing as npt
import pandas as pd

from analysis.windows import WINDOW_DAYS

Places = npt.NDArray[np.intp]
"""Whole numbers that stand for patients, parts or cells."""
Truths = npt.NDArray[np.bool_]

POOLED = "others"
UNKNOWN = "unknown"
FEWEST_HIDDEN_PARTS = 2


def pooled(values: pd.Series[str], fewest: int) -> pd.Series[str]:
    """The values with those of too few patients, and as many of the smallest others as it takes, read as POOLED."""
    numbers = values.value_counts().sort_values(kind="stable")
    taken: list[str] = [str(value) for value in numbers.index[numbers < fewest]]
    rest = [str(value) for value in numbers.index[numbers >= fewest]]
    while taken and rest and sum(int(numbers[value]) for value in taken) < fewest:
        taken.append(rest.pop(0))
    return values.where(~values.isin(taken), POOLED)


def may_be_shown(cells: Places, fewest: int) -> bool:
    """Whether there is anybody, and in every cell enough or nobody; `cells` holds the cell of each patient, once."""
    sizes = np.bincount(cells)
    return len(cells) > 0 and bool(sizes[sizes > 0].min() >= fewest)


def hidden_parts(
    patients: Places, parts: Sequence[str] | pd.Series[str], cells: Mapping[tuple[str, ...], Places], fewest: int
) -> frozenset[str]:
    """The parts of a known total that are hidden in every selection by the attributes that `cells` tell of.

    `patients` and `parts` are a column each, a patient may be in several parts; `cells` hold the cell of every patient
    by each of the attributes' combinations, the fewest attributes first.
    """
    codes, names = _numbered(parts)
    number = int(patients.max(initial=0)) + 1
    of_part, who = np.divmod(np.unique(codes * number + patients), number)
    hidden: dict[tuple[str, ...], Truths] = {}
    for some, cell in cells.items():
        known = np.zeros(len(names), dtype=bool)
        for fewer in combinations(some, len(some) - 1) if some else ():
            known = known | hidden[fewer]
        hidden[some] = _hidden_in_cells(_Parts(who, of_part, cell[who], len(names)), known, fewest)
    return frozenset(compress(names, hidden[max(hidden, key=len)]))


def hides_enough(patients: Places, parts: Sequence[str] | pd.Series[str], cells: Places, fewest: int) -> bool:
    """Whether what is hidden has, in each cell where there is any of it, at least two parts and enough patients."""
    codes, names = _numbered(parts)
    return _Parts(patients, codes, cells[patients], len(names)).are_enough(np.ones(len(names), dtype=bool), fewest)


def _numbered(parts: Sequence[str] | pd.Series[str]) -> tuple[Places, list[str]]:
    """The place of each part among their different names, and those in order."""
    codes, different = pd.factorize(parts if isinstance(parts, pd.Series) else np.asarray(parts, dtype=object))
    names = np.asarray(different, dtype=object)
    return np.argsort(np.argsort(names))[codes], sorted(names)


@dataclass(frozen=True)
class _Parts:
    """Which patient is in which of `number` parts, and in which cell the patient is."""

    patients: Places
    parts: Places
    cells: Places
    number: int

    @property
    def sizes(self) -> Places:
        """Patients of each cell, a row, in each part, a column."""
        rows = int(self.cells.max(initial=-1)) + 1
        found = np.bincount(self.cells * self.number + self.parts, minlength=rows * self.number)
        return found.reshape(rows, self.number)

    def are_enough(self, hidden: Truths, fewest: int) -> bool:
        """Whether these parts have in each cell enough parts and patients, or none."""
        parts_of_cell = (self.sizes[:, hidden] > 0).sum(axis=1)
        is_hidden = hidden[self.parts]
        _, first = np.unique(self.patients[is_hidden], return_index=True)
        patients_of_cell = np.bincount(self.cells[is_hidden][first], minlength=len(parts_of_cell))
        is_enough = (parts_of_cell >= FEWEST_HIDDEN_PARTS) & (patients_of_cell >= fewest)
        return bool((is_enough | (parts_of_cell == 0)).all())


def _hidden_in_cells(known: _Parts, hidden: Truths, fewest: int) -> Truths:
    """The parts too small in any cell, with those already hidden and as many of the next larger as it takes."""
    sizes = known.sizes
    hidden = hidden | ((sizes > 0) & (sizes < fewest)).any(axis=0)
    for part in np.argsort(sizes.sum(axis=0), kind="stable"):
        if known.are_enough(hidden, fewest):
            break
        hidden[part] = True
    return hidden


def told_day(asked: date, end: date) -> date:
    """The day as of which figures are made when this day is asked for: `end`, or a month's end well before it."""
    if asked >= end:
        return end
    month_end = _month_end_until(asked)
    while (end - month_end).days < WINDOW_DAYS:
        month_end = _month_end_until(month_end - timedelta(days=1))
    return month_end


def _month_end_until(day: date) -> date:
    following = day + timedelta(days=1)
    return day if following.day == 1 else day.replace(day=1) - timedelta(days=1)
