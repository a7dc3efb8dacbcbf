"""What stands on the Import page besides the file box: reports, and the history with its downloads."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import PurePosixPath

import streamlit as st

from dashboard.sections import Section
from dashboard.sections.wording import as_label
from dashboard.show import markup
from dashboard.texts import Words


def outcome(shown: Section) -> None:
    """What became of the files: the answer large, the numbers under it."""
    first, *others = shown.sentences
    lines = (markup.paragraph(first, "answer"), *map(markup.paragraph, others))
    st.html(markup.block(markup.heading(shown.title), *lines, label=shown.title))


def report(*parts: Section | None) -> None:
    """The outcome by file, and under it what was set aside and every problem; sentences told above stand there."""
    for part in parts:
        if part is None:
            continue
        table = "" if part.table is None else markup.table(part.table, part.title)
        lines = (markup.paragraph(sentence) for sentence in part.sentences)
        caution = markup.paragraph(part.caution, "caution")
        st.html(markup.block(markup.heading(part.title), *lines, caution, table, label=part.title))


def past_import(shown: Section, rejected: Mapping[str, Callable[[], bytes]], words: Words) -> None:
    """An earlier import, with its rejected rows by file, to be downloaded, corrected and imported again."""
    table = "" if shown.table is None else markup.table(shown.table, shown.title)
    st.html(markup.block(markup.heading(shown.title, 3), *map(markup.paragraph, shown.sentences), table))
    for file, content in rejected.items():
        st.download_button(
            as_label(words("import-download", file=file)),
            data=content,
            file_name=f"{PurePosixPath(file).stem}.csv",
            mime="text/csv",
            key=f"{shown.key}-{file}",
            on_click="ignore",
        )
