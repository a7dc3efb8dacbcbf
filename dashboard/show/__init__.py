"""The one place that turns a Section, an error or an empty state into what stands on the screen."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from dashboard.charts.parts.frame import PLOTLY_CONFIG
from dashboard.sections import Section
from dashboard.show import copying, markup, patient_list
from dashboard.show.chart_files import chart_files
from dashboard.show.first_screen import first_screen
from dashboard.show.importing import outcome, past_import, report
from dashboard.show.linking import HERE, rules_at
from dashboard.texts import Words

__all__ = [
    "HERE",
    "empty",
    "first_screen",
    "head_of_page",
    "heading",
    "open_table",
    "outcome",
    "page_section",
    "past_import",
    "patient_list",
    "record",
    "report",
    "rules_at",
    "section",
    "sections",
    "tight",
    "verdict",
    "wide_and_narrow",
]


def sections(shown: Iterable[Section | None], words: Words) -> None:
    """Sections, one below the other."""
    for one in shown:
        section(one, words)


def section(shown: Section | None, words: Words, *, rules: str = "") -> None:
    """A section: title, figures, sentences, picture, table, source; nothing for a finding that is not there.

    The ids of rules in facts, table and source are links, to the methods page unless `rules` says where to.
    """
    if shown is None:
        return
    rules = rules or rules_at(words)
    st.html(
        markup.block(
            markup.heading(shown.title),
            *markup.told(shown.sentences, shown.details),
            markup.cards(shown.cards),
            markup.facts(shown.facts, rules),
            markup.paragraph(shown.caution, "caution"),
            markup.paragraph(shown.narrow, "narrow"),
        )
    )
    _picture(shown, words, markup.folded_table(shown, words), markup.paragraph(shown.source, "source", rules))


def verdict(shown: Section, words: Words) -> None:
    """A section whose first sentence is a verdict: that one large, the next beside it, then the numbers, then the rest.

    The facts stand below the picture.
    """
    first, *others = shown.sentences
    st.html(
        markup.block(
            markup.heading(shown.title),
            markup.paragraph(first, "answer"),
            *map(markup.paragraph, others[:1]),
            markup.cards(shown.cards),
            *map(markup.paragraph, others[1:]),
            markup.paragraph(shown.caution, "caution"),
            markup.paragraph(shown.narrow, "narrow"),
        )
    )
    source = markup.paragraph(shown.source, "source", rules_at(words))
    _picture(shown, words, markup.facts(shown.facts), markup.folded_table(shown, words), source)


def _picture(shown: Section, words: Words, *below: str) -> None:
    if shown.figure is not None:
        alt = shown.alt or (shown.sentences[0] if shown.sentences else shown.title)
        chart = f"figure-{shown.key}"
        st.plotly_chart(shown.figure, theme=None, config=PLOTLY_CONFIG, key=chart, alt=alt)
        chart_files(shown, chart, words)
    if any(below):
        st.html(markup.block(*below))


def head_of_page(shown: Section) -> None:
    """Who the page is about."""
    lines = (markup.paragraph(sentence, "soft" if place == 0 else "") for place, sentence in enumerate(shown.sentences))
    st.html(markup.block(markup.heading(shown.title, 1), *lines))


def heading(text: str, sentence: str = "", level: int = 1) -> None:
    """A heading with a sentence under it."""
    st.html(markup.block(markup.heading(text, level), markup.paragraph(sentence, "soft")))


def empty(title: str, *sentences: str) -> None:
    """What stands where there is nothing to show yet: why, and how to go on."""
    st.html(markup.block(markup.heading(title), *map(markup.paragraph, sentences), name="empty"))


@st.fragment
def record(shown: Section, words: Words, copied: Callable[[], None]) -> None:
    """The text for the record, with a button that copies it; `copied` is called when it was, and nothing else is."""
    st.html(markup.block(markup.heading(shown.title)))
    copying.text_with_button("\n".join(shown.sentences), words, key=shown.key, copied=copied)


def wide_and_narrow() -> tuple[DeltaGenerator, DeltaGenerator]:
    """A wide column and a narrow one beside it, below it on a narrow screen."""
    wide, narrow = st.columns([5, 3], gap="large")
    return wide, narrow


def page_section(shown: Section) -> None:
    """A section whose title is the page's."""
    st.html(markup.block(markup.heading(shown.title, 1), *map(markup.paragraph, shown.sentences), name="titled"))


def tight() -> DeltaGenerator:
    """Room for what stands close together, so that much of it is in view."""
    return st.container(gap="xsmall")


def open_table(shown: Section, *, language: str = "", rules: str = "") -> None:
    """A section whose table is what matters. `language` is that of the table, where it is not the page's.

    The ids of rules in sentences and table are links where `rules` says where to.
    """
    name = shown.title or shown.alt or shown.key
    table = "" if shown.table is None else markup.table(shown.table, name, rules=rules, shared=shown.shared)
    title = markup.heading(shown.title) if shown.title else ""
    marked = f'<div lang="{language}">{table}</div>' if language else table
    st.html(markup.block(title, *(markup.paragraph(sentence, rules=rules) for sentence in shown.sentences), marked))
