"""A selection of the clinic's patients, and what may be told of groups among them."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import chain, combinations

import numpy as np
import pandas as pd

from analysis.clinic.hiding import Places, Truths, hidden_parts, hides_enough, may_be_shown


def placed(rows: pd.DataFrame, people: pd.DataFrame) -> pd.DataFrame:
    """The rows of those who are among `people`, each with the `place` of its patient there for the pseudonym.

    Texts are categories from here on: rows are chosen by them and taken out dozens of times.
    """
    code, names = pd.factorize(rows["patient_id"])
    places = people.index.get_indexer(pd.Index(names, dtype="str"))[code]
    found = rows.drop(columns="patient_id").assign(place=places)
    if (places < 0).any():
        found = found[places >= 0]
    return found.astype(dict.fromkeys(found.select_dtypes("str").columns, "category"))


class Selection:
    """The patients with the chosen values of attributes; `number` of them, and `left_out` of all the others.

    Everything is asked of rows that are `placed` among the same people: of everyone's, so that what is hidden is
    hidden alike in every selection by the same attributes.
    """

    def __init__(self, people: pd.DataFrame, chosen: Mapping[str, str], fewest: int) -> None:
        """`people` has a row a patient and a column an attribute."""
        self.fewest = fewest
        self._by = tuple(sorted(chosen))
        self._cells = {some: _cells(people, some) for some in _combinations(self._by)}
        self._is_chosen: Truths = np.all([people[name] == value for name, value in chosen.items()], axis=0) & np.ones(
            len(people), dtype=bool
        )
        self.number = int(self._is_chosen.sum())
        self.left_out = len(people) - self.number

    def may_be_told(self) -> bool:
        """Whether anything of the selection may be told."""
        return self.number > 0 and may_be_shown(self._cells[self._by], self.fewest)

    def kept(self, rows: pd.DataFrame) -> pd.DataFrame:
        """The rows of the chosen patients."""
        if not self.left_out:
            return rows
        found: pd.DataFrame = rows[self._is_chosen[rows["place"].to_numpy()]]
        return found

    def may_tell(self, rows: pd.DataFrame) -> bool:
        """Whether the chosen among the patients of these rows may be told of, and there are any."""
        is_among = np.zeros(len(self._is_chosen), dtype=bool)
        is_among[rows["place"].to_numpy()] = True
        patients = np.flatnonzero(is_among)
        return bool(self._is_chosen[patients].any()) and may_be_shown(self._cells[self._by][patients], self.fewest)

    def hidden(self, rows: pd.DataFrame, part: str) -> frozenset[str]:
        """The values of the column `part` that are hidden, where the total of these rows is told."""
        return hidden_parts(rows["place"].to_numpy(), rows[part], self._cells, self.fewest)

    def can_be_split(self, rows: pd.DataFrame, part: str, one: pd.Series[bool]) -> bool:
        """Whether rows of `one` kind can be told apart from all others, although some parts of either are hidden.

        What is hidden of that kind, and what is hidden of the others, must each be enough: subtraction finds both.
        """
        is_hidden = rows[part].isin(self.hidden(rows, part))
        return all(self._hides_enough(rows[is_hidden & some], part) for some in (one, ~one))

    def _hides_enough(self, rows: pd.DataFrame, part: str) -> bool:
        patients, cells = rows["place"].to_numpy(), self._cells[self._by]
        return hides_enough(patients, rows[part], cells, self.fewest)


def _combinations(names: tuple[str, ...]) -> list[tuple[str, ...]]:
    return list(chain.from_iterable(combinations(names, number) for number in range(len(names) + 1)))


def _cells(people: pd.DataFrame, by: tuple[str, ...]) -> Places:
    """The number of the cell of each patient: of the combination of the values of these attributes."""
    if not by:
        return np.zeros(len(people), dtype=np.intp)
    return people.groupby(list(by), sort=False, dropna=False).ngroup().to_numpy().astype(np.intp)
