"""The nurse's list: a table with a row a patient, of which lines are made only for those who are shown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from analysis.basis import Basis
from analysis.querying.alike import Objects
from analysis.querying.columns import day_numbers
from analysis.querying.making_alike import together
from analysis.settings import Settings
from analysis.store import Contact
from analysis.worklist.json_rows import json_rows
from analysis.worklist.line import Line
from analysis.worklist.lines import lines_of
from analysis.worklist.urgency import KEYS, is_still_waiting, place_of


@dataclass(frozen=True, eq=False)
class Worklist:
    """Current patients, in the order in which a nurse should look at them, unless they were put in another.

    First those in a group, then those who are waiting after a contact, last those in no group. `table` has a row for
    each, indexed by `patient_id`, with all that a line says (`table.table_of`); `place` is a number in PLACES, each of
    GROUPS a truth, days are day numbers, NaN where there is none. `as_of` is the day as of which a patient is seen.
    `needs` has a row a window that will be judged (`needs.COLUMNS`), `losses` one a patient whose treatment has windows
    to compare (`effect_lost.losses`).
    """

    basis: Basis
    table: pd.DataFrame
    needs: pd.DataFrame
    losses: pd.DataFrame

    @property
    def as_of(self) -> date:
        """The day as of which those are told whose diary comes by export; who keeps it here has a day of their own."""
        return self.basis.as_of

    @property
    def settings(self) -> Settings:
        """The settings by which it is told."""
        return self.basis.settings

    def __len__(self) -> int:
        return len(self.table)

    @property
    def patients(self) -> tuple[str, ...]:
        """The pseudonyms, in order."""
        return tuple(self.table.index.tolist())

    @property
    def lines(self) -> tuple[Line, ...]:
        """What the row of each says, in order; made anew each time."""
        found: dict[str, Line] = {}
        for basis, some in self._by_day():
            found |= zip(some.index.tolist(), lines_of(some, self.needs, self.losses, basis), strict=True)
        return tuple(found[patient] for patient in self.patients)

    def line(self, patient: str) -> Line:
        """What the row of one patient says. Raises KeyError for one who is not on the list."""
        (found,) = replace(self, table=self.table.loc[[patient]]).lines
        return found

    def chosen(self, fits: npt.NDArray[np.bool_] | pd.Series[bool]) -> Worklist:
        """The list of those who fit, a truth a row, in the same order."""
        return replace(self, table=self.table[fits])

    def by(self, values: pd.Series[Any], *, ascending: bool) -> Worklist:
        """The list by these values, one a patient; those without one last, equal ones as they stood."""
        in_order = values.sort_values(ascending=ascending, kind="stable", na_position="last")
        return replace(self, table=self.table.loc[in_order.index])

    def between(self, first: int, end: int) -> Worklist:
        """The list from the row at `first`, counted from 0, up to the one before `end`."""
        return replace(self, table=self.table.iloc[first:end])

    def with_contacts(self, contacts: Iterable[Contact]) -> Worklist:
        """The list with these contacts, given oldest first, in place of those it had, in order of urgency."""
        known = _last_contacts(contacts).reindex(self.table.index)
        is_waiting = is_still_waiting(known["waiting_until"].to_numpy(), self.table["as_of"].to_numpy())
        place = place_of(self.table["reason"].to_numpy(), is_waiting=is_waiting)
        table = self.table.assign(**known, place=place)
        keys = [table[name].to_numpy() for name in ("place", *KEYS, "alphabetical")]
        return replace(self, table=table.iloc[np.lexsort(keys[::-1])])

    def as_json(self) -> dict[str, object]:
        """The list as other programs rely on it."""
        return {"as_of": self.as_of.isoformat(), "patients": self.as_columns().rows()}

    def as_columns(self) -> Objects:
        """What it says of each patient, in order, column by column."""
        parts = [(some.index, json_rows(some, self.needs, self.losses, basis)) for basis, some in self._by_day()]
        if not parts:
            return json_rows(self.table, self.needs, self.losses, self.basis)
        if len(parts) == 1:
            return parts[0][1]
        names = pd.Index(np.concatenate([names for names, _ in parts]))
        return together([told for _, told in parts], names.get_indexer(self.table.index))

    def _by_day(self) -> Iterator[tuple[Basis, pd.DataFrame]]:
        """The rows of those who are seen as of the same day."""
        for day, some in self.table.groupby("as_of"):
            yield replace(self.basis, as_of=date.fromordinal(int(str(day)))), some


def joined(lists: Sequence[Worklist]) -> Worklist:
    """One list of several that are told as of different days; by the day of the first."""
    first, *others = lists
    if not others:
        return first
    table = pd.concat([one.table for one in lists]).sort_index()
    needs = pd.concat([one.needs for one in lists], ignore_index=True)
    losses = pd.concat([one.losses for one in lists])
    return Worklist(first.basis, table.assign(alphabetical=np.arange(len(table))), needs, losses)


def _last_contacts(contacts: Iterable[Contact]) -> pd.DataFrame:
    """The last contact with each patient who had one, when it was and until when they have time."""
    last = {contact.patient_id: contact for contact in contacts}
    columns = {
        "last_contact": pd.Series(list(last.values()), dtype=object),
        "contacted_on": day_numbers(contact.contacted_on for contact in last.values()),
        "waiting_until": day_numbers(contact.waiting_until for contact in last.values()),
    }
    return pd.DataFrame(columns).set_axis(pd.Index(list(last), dtype="str"))
