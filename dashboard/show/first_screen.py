"""The first screen as HTML: one block, so that it is there at once, in places that are the same for every patient.

Bars and days are boxes of the page, not pictures: they follow its theme, can be read aloud, and stay in forced colours.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import streamlit as st

from dashboard.sections.patient.first_screen import Bar, FirstScreen, MarkedDay, NumberRow, Picture
from dashboard.show import markup
from dashboard.texts import Words
from dashboard.texts.plain import escape

_STYLE = Path(__file__).with_name("first_screen.css")
WEEK = 7
OF_DAYS = 28


def first_screen(shown: FirstScreen, words: Words, *, data: str) -> None:
    """All of it; `data` says until when the data reach, and how old they are."""
    parts = (
        _head(shown, words, data),
        _row(words("first-trust"), _trust(shown, words), "trust"),
        _row(words("first-answer"), _answer(shown), "reply"),
        _row(words("first-numbers"), _table(shown, words), "numbers"),
        _row(words("first-since"), _facts(shown.since), "facts", shown.since_title) if shown.since else "",
        _row(words("first-others"), _facts(shown.others), "facts"),
    )
    style = f"<style>{_STYLE.read_text(encoding='utf-8')}</style>"
    st.html(f"{style}{markup.block(*parts, name='first')}")


def _head(shown: FirstScreen, words: Words, data: str) -> str:
    now, visit = escape(words("first-now")), escape(words("first-visit"))
    return (
        f'<header><h1>{escape(shown.title)}</h1><p class="soft">{escape(shown.about)}</p>'
        f'<p class="now"><span>{now}</span> {escape(shown.now)}</p>'
        f'<p class="visits"><span>{visit}</span> {escape(shown.visits)}</p><p class="data">{escape(data)}</p>'
        f"{''.join(markup.paragraph(one, 'odd') for one in shown.odd)}</header>"
    )


def _row(name: str, content: str, kind: str, small: str = "") -> str:
    under = f'<span class="small">{escape(small)}</span>' if small else ""
    return f'<section class="{kind}"><h2>{escape(name)} {under}</h2>{content}</section>'


def _trust(shown: FirstScreen, words: Words) -> str:
    lines = "".join(markup.paragraph(line, "soft") for line in (shown.tier, shown.empty))
    key = markup.paragraph(shown.days_key, "key")
    return (
        f'<div class="says"><p class="lead">{escape(shown.trust)}</p>{lines}</div><div>{_strip(shown.days)}{key}</div>'
    )


def _strip(days: Sequence[MarkedDay]) -> str:
    return f'<ul class="days">{"".join(_day(day) for day in days)}</ul>'


def _day(day: MarkedDay) -> str:
    label = escape(day.label)
    dot = '<i aria-hidden="true">●</i>' if day.has_medication else ""
    letter = f'<b aria-hidden="true">{day.letter}</b>'
    return f'<li class="{day.state}" title="{label}">{letter}{dot}<span class="hd-hidden">{label}</span></li>'


def _answer(shown: FirstScreen) -> str:
    first, *others = shown.answer
    told = "".join(markup.paragraph(one) for one in others)
    return f'<div><p class="lead">{escape(first)}</p>{told}</div>'


def _table(shown: FirstScreen, words: Words) -> str:
    heads = "".join(
        f'<th scope="col">{escape(name)}<span class="small">{escape(filled)}</span></th>'
        for name, filled in shown.heads
    )
    corner = f"<td>{_small(words('first-days'))}{_small(words('first-filled-days'))}</td>"
    course = escape(words("first-course", number=len(shown.months)))
    key = _small(shown.rows_key)
    body = "".join(_number_row(row) for row in shown.rows)
    months = "".join(f"<span>{escape(month)}</span>" for month in _apart(shown.months))
    foot = f'<tr class="foot"><td colspan="5"></td><td><span class="months">{months}</span></td></tr>'
    return (
        f"<table><thead><tr>{corner}{heads}<th>{course}{key}</th></tr></thead><tbody>{body}</tbody>"
        f"<tfoot>{foot}</tfoot></table>"
    )


def _apart(months: Sequence[str]) -> Iterator[str]:
    """The newest month where it begins, and before it those that have room: beside one another they would touch."""
    told: list[int] = []
    for place in reversed(range(len(months))):
        begins = not place or months[place - 1] != months[place]
        if begins and (not told or told[-1] - place > 1):
            told.append(place)
    return (month if place in told else "" for place, month in enumerate(months))


def _small(text: str) -> str:
    return f'<span class="small">{escape(text)}</span>' if text else ""


def _number_row(row: NumberRow) -> str:
    cells = "".join(f"<td>{escape(cell)}</td>" for cell in row.cells)
    drawn = f'<td class="course" rowspan="{row.spans}">{_picture(row.picture)}</td>' if row.picture else ""
    return f'<tr><th scope="row">{escape(row.name)}{_small(row.note)}</th>{cells}{drawn}</tr>'


def _picture(shown: Picture) -> str:
    bars = "".join(_bar(bar) for bar in shown.bars)
    points = "".join(
        f'<span class="point" style="left:{100 * x:.1f}%;bottom:{100 * y:.1f}%"><em>{escape(label)}</em></span>'
        for x, y, label in shown.points
    )
    limit = ""
    if shown.limit is not None:
        limit = (
            f'<span class="limit" style="bottom:{100 * shown.limit:.1f}%"><em>{escape(shown.limit_text)}</em></span>'
        )
    kind = "points" if not shown.bars else "bars"
    told = escape(shown.told)
    inner = f'<span class="plot">{bars}{limit}{points}</span>'
    return f'<span class="{kind} {escape(shown.name)}" role="img" aria-label="{told}" title="{told}">{inner}</span>'


def _bar(bar: Bar) -> str:
    layers = (("open", bar.open), ("missing", bar.missing), ("outer", bar.outer), ("inner", bar.inner))
    drawn = "".join(
        f'<i class="{name}" style="height:{100 * days / OF_DAYS:.1f}%"></i>' for name, days in layers if days
    )
    return f'<span class="bar">{drawn}</span>'


def _facts(pairs: Sequence[tuple[str, str]]) -> str:
    listed = "".join(f"<div><dt>{escape(name)}</dt><dd>{escape(value)}</dd></div>" for name, value in pairs)
    return f'<dl class="row">{listed}</dl>'
