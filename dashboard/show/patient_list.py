"""The list of patients: a table whose heads sort and whose names open the patient, by mouse and keyboard."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

import streamlit as st

from dashboard.charts.colours import palette
from dashboard.sections.completeness import COLUMNS, Row
from dashboard.texts import Words

_FOLDER = Path(__file__).parent

_patient_list = st.components.v2.component(
    "headache_dashboard_patient_list",
    html='<div class="list"></div>\n',
    css=(_FOLDER / "patient_list.css").read_text(encoding="utf-8"),
    js=(_FOLDER / "patient_list.js").read_text(encoding="utf-8"),
)


def patient_list(rows: Sequence[Row], words: Words, *, dark: bool) -> str | None:
    """The pseudonym of the patient whose name was just clicked, or opened by keyboard; None otherwise."""
    result = _patient_list(
        key="patient-list",
        data={
            "columns": [words(f"list-head-{name}") for name in COLUMNS],
            "rows": [{"id": row.patient_id, "cells": [asdict(cell) for cell in row.cells]} for row in rows],
            "caption": words("list-title"),
            "language": words.language,
            "address": f"./?lang={words.language}",
            "colours": palette(dark).as_css(),
        },
        on_opened_change=_noted,
    )
    opened = result.get("opened")
    return str(opened) if opened else None


def _noted() -> None:
    """The run that follows reads what was opened."""
