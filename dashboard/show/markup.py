"""The parts of a Section as HTML. Every text is escaped: it may hold what a patient or a clinic wrote."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from itertools import takewhile, zip_longest
from typing import TYPE_CHECKING

from dashboard.sections import Card, Detail, LinkedDay, Section
from dashboard.show.linking import cell, ruled, rules_at
from dashboard.show.unbroken import unbroken_html
from dashboard.texts import Words
from dashboard.texts.plain import escape

if TYPE_CHECKING:
    import pandas as pd

TREND_DAYS = 28
"""Days that the full height of a course stands for, the same for all, so that they compare."""
LONGEST_BESIDE = 90
"""Characters of a text that still stands beside its name."""
LONG, ABOVE, HEAD, FIGURES = ' class="long"', ' class="above"', ' class="head"', ' class="figure"'
NO_FIGURE = "–"
_FIGURE = re.compile(rf"[−-]?\d[\d\s]*([.,]\d+)?(\s?%)?|{NO_FIGURE}")


def block(*parts: str, name: str = "", label: str = "") -> str:
    """Parts under the dashboard's own style, as a region with a name where `label` is given."""
    region = f' role="region" aria-label="{escape(label)}"' if label else ""
    return f'<div class="hd {name}"{region}>{unbroken_html("".join(parts))}</div>'


def heading(text: str, level: int = 2) -> str:
    """A heading; nothing for an empty text."""
    return f"<h{level}>{escape(text)}</h{level}>" if text else ""


def paragraph(text: str, name: str = "", rules: str = "") -> str:
    """A paragraph; nothing for an empty text. Ids of rules are links where `rules` says where to (`linking`)."""
    return f'<p class="{name}">{ruled(text, rules)}</p>' if text else ""


def told(sentences: Sequence[str], details: Sequence[Sequence[Detail]]) -> Iterator[str]:
    """Each sentence as a paragraph, or to be unfolded where something stands behind it."""
    for sentence, behind in zip_longest(sentences, details, fillvalue=()):
        text = str(sentence or "")
        yield folded(text, behind, "told") if behind else paragraph(text)


def _led(text: str) -> str:
    """A text of several sentences: what it says first stands out, what that rests on stands under it."""
    first, stop, rest = text.partition(". ")
    return f"<b>{escape(first)}.</b> <span>{escape(rest)}</span>" if stop else f"<b>{escape(text)}</b>"


def folded(summary: str, details: Iterable[Detail], name: str = "") -> str:
    """A line to be unfolded to what stands behind it."""
    lines = "".join(map(_line, details))
    head = _led(summary) if name == "told" else escape(summary)
    return f'<details class="{name}"><summary>{head}</summary><ul class="behind">{lines}</ul></details>'


def _line(detail: Detail) -> str:
    days = ", ".join(map(_linked, detail.days))
    return f"<li{HEAD if detail.is_heading else ''}>{escape(detail.text)} {days}</li>"


def _linked(day: LinkedDay) -> str:
    return f'<a href="{escape(day.address)}">{escape(day.text)}</a>' if day.address else escape(day.text)


def cards(shown: Sequence[Card]) -> str:
    """Numbers beside one another; the denominator always under the number."""
    return f'<div class="cards">{"".join(map(card, shown))}</div>' if shown else ""


def card(shown: Card) -> str:
    """A number with what belongs to it."""
    return (
        f'<div class="card"><span class="label">{escape(shown.label)}</span>'
        f'<span class="number"><span>{escape(shown.value)}</span>{trend(shown)}</span>'
        f'<span class="small">{escape(shown.denominator)}</span>'
        f'<span class="small">{escape(shown.span)}</span>'
        f'<span class="small">{escape(shown.before)}</span></div>'
    )


def trend(shown: Card) -> str:
    """The course of a number as small bars: solid for certain, outlined for possible; a gap where nothing is known."""
    if len(shown.trend) < 2 or not any(shown.trend):
        return ""
    bars = "".join(map(_bar, shown.trend))
    told = escape(shown.trend_text)
    return f'<span class="trend" role="img" aria-label="{told}" title="{told}">{bars}</span>'


def _bar(ends: tuple[int, int] | None) -> str:
    if ends is None:
        return "<span></span>"
    lowest, highest = (100 * min(days, TREND_DAYS) / TREND_DAYS for days in ends)
    possible = f'<i class="possible" style="height:{highest - lowest:.1f}%"></i>' if highest > lowest else ""
    return f'<span>{possible}<i class="solid" style="height:{lowest:.1f}%"></i></span>'


def facts(pairs: Iterable[tuple[str, str]], rules: str = "") -> str:
    """Names and what is recorded under them; a long text stands under its name where there is little room."""
    listed = "".join(
        f"<dt>{escape(name)}</dt><dd{LONG if len(content) > LONGEST_BESIDE else ''}>{ruled(content, rules)}</dd>"
        for name, content in pairs
    )
    return f"<dl>{listed}</dl>" if listed else ""


def table(frame: pd.DataFrame, caption: str, unfolded: Sequence[str] = (), rules: str = "", shared: int = 0) -> str:
    """A table with its column heads; the index is not shown. `unfolded` is what stands below each row, if anything.

    A column of numbers stands to the right, so that they can be compared. What rows below one another have alike in the
    first `shared` columns stands once, over all of them.
    """
    told = list(frame.itertuples(index=False, name=None))
    sides = [FIGURES if _has_figures(frame.iloc[:, place]) else "" for place in range(len(frame.columns))]
    named = zip(frame.columns, sides, strict=True)
    head = "".join(f'<th scope="col"{side}>{escape(str(name))}</th>' for name, side in named)
    own = partial(_cell, rules)
    rows = "".join(
        f"<tr{ABOVE if below else ''}>{over}{''.join(map(own, row[shared:], sides[shared:]))}</tr>{below}"
        for over, row, below in zip_longest(_over_rows(told, shared, rules), told, unfolded, fillvalue="")
    )
    title = f'<caption class="hd-hidden">{escape(caption)}</caption>'
    region = f'class="scroll" tabindex="0" role="region" aria-label="{escape(caption)}"'
    return f"<div {region}><table>{title}<thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>"


def _over_rows(rows: Sequence[tuple[object, ...]], shared: int, rules: str) -> Iterator[str]:
    """Of each row its cells of the shared columns: each stands over the rows that say the same up to it.

    What stands in a row above is left out.
    """
    for place, row in enumerate(rows):
        starts = [row[: width + 1] for width in range(shared)]
        yield "".join(
            f'<th scope="rowgroup" rowspan="{_length(rows[place:], start)}">{ruled(str(start[-1]), rules)}</th>'
            for start in starts
            if not place or rows[place - 1][: len(start)] != start
        )


def _length(rows: Sequence[tuple[object, ...]], start: tuple[object, ...]) -> int:
    """How many rows from the first on begin so."""
    return sum(1 for _ in takewhile(lambda row: row[: len(start)] == start, rows))


def _cell(rules: str, text: object, side: str) -> str:
    return f"<td{side}>{escape(str(text))}</td>" if side else cell(str(text), rules)


def _has_figures(column: pd.Series) -> bool:
    """Whether a column holds numbers, and dashes in the place of some, and nothing else."""
    texts = [str(text) for text in column]
    return all(map(_FIGURE.fullmatch, texts)) and any(text != NO_FIGURE for text in texts)


def folded_table(section: Section, words: Words) -> str:
    """The table of a section, to be unfolded."""
    if section.table is None:
        return ""
    columns = len(section.table.columns)
    unfolded = [
        f'<tr><td colspan="{columns}">{folded(words("days-behind"), details)}</td></tr>' if details else ""
        for details in section.row_details
    ]
    whole = table(section.table, section.title, unfolded, rules_at(words))
    return f"<details><summary>{escape(words('as-table'))}</summary>{whole}</details>"
