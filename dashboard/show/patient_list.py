"""The list of patients: a table whose heads sort and whose names open the patient, by mouse and keyboard.

A row is one stop of the Tab key, with the arrow keys within it and between rows; a link before everything else of the
page leads to it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import streamlit as st

from dashboard.charts.parts.colours import palette
from dashboard.sections.worklist.worklist_rows import COLUMNS, Order, Row
from dashboard.show import markup
from dashboard.show.unbroken import whole
from dashboard.texts import Words

_FOLDER = Path(__file__).parent

_patient_list = st.components.v2.component(
    "headache_dashboard_patient_list",
    html='<div class="list"></div>\n',
    css=(_FOLDER / "patient_list.css").read_text(encoding="utf-8"),
    js=(_FOLDER / "patient_list.js").read_text(encoding="utf-8"),
)


@dataclass(frozen=True)
class Used:
    """What was just used on the list: the patient opened or to be contacted, or the column to sort by."""

    opened: str | None
    contacted: str | None
    sorted_by: str | None


def patient_list(rows: Sequence[Row], words: Words, *, order: Order, imports: str, dark: bool) -> Used:
    """The rows as a table, and what was just used on it by mouse or keyboard; `imports` is the imports' address."""
    result = _patient_list(
        key="patient-list",
        data={
            "columns": [{"name": name, "title": words(f"list-head-{name}")} for name in COLUMNS],
            "order": asdict(order),
            "rows": [_as_data(row, words) for row in rows],
            "caption": words("list-title"),
            "skip": words("list-skip"),
            "days": words("list-days"),
            "contact": words("list-contact"),
            "imports": imports,
            "address": f"./?lang={words.language}",
            "colours": palette(dark).as_css(),
        },
        on_opened_change=_noted,
        on_contacted_change=_noted,
        on_sorted_change=_noted,
    )
    return Used(*(_text(result.get(name)) for name in ("opened", "contacted", "sorted")))


def _as_data(row: Row, words: Words) -> dict[str, object]:
    names = {name: words(f"list-{name}", patient=row.patient_id) for name in ("contact-with", "more")}
    return {**whole({**asdict(row), "names": names}), "patient_id": row.patient_id}


def downloads(contents: Mapping[str, Callable[[], bytes]], words: Words) -> None:
    """A button for each kind of file that makes and downloads the whole list."""
    with st.container(horizontal=True):
        for ending, content in contents.items():
            st.download_button(
                words("print-list") if ending == "pdf" else words("list-download", format=ending.upper()),
                data=content,
                file_name=f"worklist.{ending}",
                key=f"list-download-{ending}",
                on_click="ignore",
            )


def said(sentence: str) -> None:
    """A sentence that says what was just done."""
    st.html(f'<div class="hd" role="status">{markup.paragraph(sentence)}</div>')


def _text(value: object) -> str | None:
    return str(value) if value else None


def _noted() -> None:
    """The run that follows reads what was used."""
