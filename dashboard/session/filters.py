"""What of the nurse's list is looked at: search, filters, order and page.

What is searched for does not go into the address, where it would be kept; neither do filters that say something of a
patient's treatment. They stay with the session.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import reduce
from operator import and_
from typing import Any, TypeAlias, cast

import pandas as pd
import streamlit as st

from analysis.worklist import DRUG, ENOUGH, GROUPS, NEAR, NOTHING, PLACES, WAITING, Line, Worklist
from dashboard.components.searching import search_box
from dashboard.sections.worklist import worklist_rows
from dashboard.sections.worklist.worklist_rows import BY_URGENCY, NOT_WHOLE, Order
from dashboard.session import address, clock
from dashboard.texts import Words

ALL = ""
TODO = "todo"
NO_TREATMENT = "none"
RECENTLY, NOT_RECENTLY = "recent", "not"
RECENT_DAYS = 14
LINES_OF_A_PAGE = 50
WIDTHS_PX = {"group": 235, "unit": 205, "treatment": 195, "contacted": 185}
"""Each shows its shortest choice whole, with numbers of four digits; together they stand in one row."""
Truths: TypeAlias = "pd.Series[bool]"
"""An answer for each patient on the list."""
_CHOSEN, _ORDER, _PAGE = "list-chosen", "list-order", "list-page"


@dataclass(frozen=True)
class Chosen:
    """What was chosen; an empty text is everything."""

    search: str = ALL
    group: str = TODO
    treatment: str = ALL
    contacted: str = ALL
    unit: str = ALL

    def of(self, listed: Worklist, today: date) -> Worklist:
        """The patients who were chosen. A search finds everyone, whatever group they are in."""
        table = listed.table
        is_found = self._is_found(table) if self.search else self._is_in_group(listed)
        return listed.chosen(is_found & self._fits_the_rest(table, today))

    def _is_found(self, table: pd.DataFrame) -> Truths:
        told = (table.index + " " + table["display_name"].fillna("")).str.casefold()
        words = self.search.casefold().split()
        return _all(table, (told.str.contains(word, regex=False) for word in words))

    def _is_in_group(self, listed: Worklist) -> Truths:
        place = listed.table["place"]
        if self.group == TODO:
            return place <= PLACES.index(ENOUGH)
        if self.group == ALL:
            return _all(listed.table, ())
        if self.group == NOT_WHOLE:
            return worklist_rows.are_not_read(listed)
        is_there = place == PLACES.index(self.group)
        if self.group not in GROUPS:
            return is_there
        return is_there | (listed.table[self.group] & (place != PLACES.index(WAITING)))

    def _fits_the_rest(self, table: pd.DataFrame, today: date) -> Truths:
        recently = table["contacted_on"] >= (today - timedelta(days=RECENT_DAYS)).toordinal()
        asked = (
            (self.unit, table["care_unit"] == self.unit),
            (self.treatment, table[DRUG].fillna(NO_TREATMENT) == self.treatment),
            (self.contacted, recently if self.contacted == RECENTLY else ~recently),
        )
        return _all(table, (fits for choice, fits in asked if choice != ALL))


def _all(table: pd.DataFrame, fits: Iterable[Truths]) -> Truths:
    """Whether everything fits each patient."""
    return reduce(and_, fits, pd.Series(True, index=table.index))


def choose_patients(listed: Worklist, words: Words) -> Worklist:
    """Those who were chosen with the controls above the list, in the order that was asked for."""
    units = worklist_rows.care_units(listed)
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        search = _search(words)
        _box(
            "group",
            (TODO, NEAR, *GROUPS, NOT_WHOLE, ENOUGH, WAITING, NOTHING, ALL),
            _group_names(listed, words),
            words("filter-group"),
        )
        _unit_box(units, words)
        _box(
            "treatment",
            (ALL, *worklist_rows.treatments(listed), NO_TREATMENT),
            _treatment_name(words),
            words("filter-treatment"),
        )
        _box(
            "contacted",
            (ALL, RECENTLY, NOT_RECENTLY),
            lambda code: words(f"filter-contacted-{code or 'all'}"),
            words("filter-contacted"),
        )
    unit = address.read_choice("unit", (ALL, *units), ALL)
    chosen, today = replace(_chosen(), search=search, unit=unit), clock.today()
    return worklist_rows.ordered(chosen.of(listed, today), order())


def _search(words: Words) -> str:
    typed = search_box(words("filter-search"), words("filter-search-help"), written=_chosen().search, key="list-search")
    if typed is not None and typed != _chosen().search:
        st.session_state[_CHOSEN] = replace(_chosen(), search=typed)
        st.session_state[_PAGE] = 0
    return _chosen().search


def order() -> Order:
    """What the list is sorted by."""
    return cast(Order, st.session_state.get(_ORDER, Order()))


def numbers(listed: Worklist) -> dict[str, int] | None:
    """How many patients stand at each place, for the headings; None where the order is another and has no headings."""
    return worklist_rows.at_places(listed) if order().column == BY_URGENCY else None


def sort_by(column: str | None) -> None:
    """Sorts the list anew by a column, the other way round when it was so already; None leaves it as it is."""
    if column is None:
        return
    st.session_state[_ORDER] = order().then(column)
    st.session_state[_PAGE] = 0
    st.rerun()


def choose_page(chosen: Worklist, words: Words) -> Sequence[Line]:
    """The lines of the page that is looked at, under buttons to the pages before and after, where there are any."""
    last_page = max(0, (len(chosen) - 1) // LINES_OF_A_PAGE)
    page = min(st.session_state.get(_PAGE, 0), last_page)
    shown = chosen.between(page * LINES_OF_A_PAGE, (page + 1) * LINES_OF_A_PAGE).lines
    if last_page == 0 and shown and order().column == BY_URGENCY:
        return shown
    with st.container(horizontal=True, vertical_alignment="center"):
        first = page * LINES_OF_A_PAGE + 1
        text = words("list-shown", first=first, last=first + len(shown) - 1, all=len(chosen))
        st.text(text if shown else words("list-empty"), width="content")
        if last_page:
            _page_button("list-before", "←", page - 1, page > 0, words)
            _page_button("list-after", "→", page + 1, page < last_page, words)
        if order().column != BY_URGENCY:
            st.button(words("order-urgency"), key="order-urgency", on_click=sort_by, args=(BY_URGENCY,))
    return shown


def _page_button(name: str, sign: str, page: int, is_there: bool, words: Words) -> None:
    st.button(
        f"{sign} {words(name)}",
        key=name,
        disabled=not is_there,
        on_click=st.session_state.update,
        args=({_PAGE: page},),
    )


def _chosen() -> Chosen:
    return cast(Chosen, st.session_state.get(_CHOSEN, Chosen()))


def _box(name: str, codes: Sequence[str], named: Callable[[str], str], label: str) -> None:
    st.session_state[f"list-{name}"] = _known(getattr(_chosen(), name), codes)
    st.selectbox(
        label,
        codes,
        format_func=named,
        key=f"list-{name}",
        on_change=_take,
        args=(name,),
        width=WIDTHS_PX[name],
        label_visibility="collapsed",
    )


def _known(code: str, codes: Sequence[str]) -> str:
    return code if code in codes else codes[0]


def _unit_box(units: Sequence[str], words: Words) -> None:
    if not units:
        return
    codes = (ALL, *units)
    st.session_state["unit"] = address.read_choice("unit", codes, ALL)
    st.selectbox(
        words("unit"),
        codes,
        format_func=lambda unit: unit or words("unit-all"),
        key="unit",
        on_change=_take_unit,
        width=WIDTHS_PX["unit"],
        label_visibility="collapsed",
    )


def _take_unit() -> None:
    address.write("unit", st.session_state["unit"] or None)
    st.session_state[_PAGE] = 0


def _take(name: str) -> None:
    change: dict[str, Any] = {name: st.session_state[f"list-{name}"]}
    st.session_state[_CHOSEN] = replace(_chosen(), **change)
    st.session_state[_PAGE] = 0


def _group_names(listed: Worklist, words: Words) -> Callable[[str], str]:
    found, todo = worklist_rows.counts(listed), worklist_rows.to_do(listed)

    def named(code: str) -> str:
        if code == TODO:
            return words("filter-todo", patients=todo)
        if code == ALL:
            return words("filter-everyone", patients=len(listed))
        return words("filter-place", place=words(f"place-{code}"), patients=found[code])

    return named


def _treatment_name(words: Words) -> Callable[[str], str]:
    own = {ALL: words("filter-treatment-all"), NO_TREATMENT: words("filter-treatment-none")}
    return lambda code: own.get(code, code)
