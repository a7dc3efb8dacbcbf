"""The form in which every finding is told: words and pictures, not yet on any screen or paper."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from dashboard.sections.as_csv import text_of

if TYPE_CHECKING:  # so that the command line need not load what draws
    import pandas as pd

    from dashboard.charts.parts.picture import Picture


@dataclass(frozen=True)
class Card:
    """A number with its denominator, its possible range, what it was before, and its course.

    `trend` holds the fewest and the most days of each window, oldest first, None for a window in which nothing was
    filled in; `trend_text` says the same in words.
    """

    label: str
    value: str
    denominator: str
    span: str
    before: str
    trend: tuple[tuple[int, int] | None, ...] = ()
    trend_text: str = ""


@dataclass(frozen=True)
class LinkedDay:
    """A day in words, and the address under which it is opened; empty where there is none."""

    text: str
    address: str = ""


@dataclass(frozen=True)
class Detail:
    """A line that stands behind a sentence, and the days it lists; `is_heading` where it heads the lines after it."""

    text: str
    days: tuple[LinkedDay, ...] = ()
    is_heading: bool = False


@dataclass(frozen=True)
class Section:
    """A finding. `sentences` are plain text; the first one is the answer.

    `alt` says what `figure` shows to those who hear the page: the first sentence, or the title, where it is empty. A
    table without a title is called so to them. `narrow` says what it counts where its own heading is out of view, as it
    is on a phone, which shows the newest days first.
    `facts` are pairs of a name and what is recorded under it. `table` says what `figure` draws. `details` holds what
    stands behind each sentence, `row_details` behind each row of the table, in their order; empty where nothing does.
    The first `shared` columns of the table say what rows below one another have alike, the last of them what those come
    to.
    """

    key: str
    title: str
    sentences: tuple[str, ...] = ()
    cards: tuple[Card, ...] = ()
    facts: tuple[tuple[str, str], ...] = ()
    figure: Picture | None = None
    alt: str = ""
    narrow: str = ""
    table: pd.DataFrame | None = None
    caution: str = ""
    source: str = ""
    details: tuple[tuple[Detail, ...], ...] = ()
    row_details: tuple[tuple[Detail, ...], ...] = ()
    shared: int = 0

    @cached_property
    def csv(self) -> str:
        """The table as CSV, in which no cell is a formula; empty without one."""
        return "" if self.table is None else text_of(self.table)
