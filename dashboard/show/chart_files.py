"""The picture of a chart as SVG or PNG, and its table as CSV, made in the browser: without the network."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from dashboard.charts.parts.colours import palette
from dashboard.sections import Section
from dashboard.texts import Words

KINDS = ("svg", "png", "csv")
_FOLDER = Path(__file__).parent
_BUTTONS = "".join(f'<button type="button" data-kind="{kind}">{kind.upper()}</button>' for kind in KINDS)

_files = st.components.v2.component(
    "headache_dashboard_chart_files",
    html=f'<div class="hd-files">{_BUTTONS}</div>\n',
    css=(_FOLDER / "chart_files.css").read_text(encoding="utf-8"),
    js=(_FOLDER / "chart_files.js").read_text(encoding="utf-8"),
)


def chart_files(shown: Section, chart: str, words: Words) -> None:
    """Buttons for the files of the chart with the key `chart`, which shows the section."""
    dark = st.context.theme.type == "dark"
    data = {
        "chart": chart,
        "name": shown.key,
        "page": palette(dark).page,
        "labels": {kind: words(f"chart-file-{kind}") for kind in KINDS},
        "csv": shown.csv,
    }
    _files(key=f"files-{shown.key}", data=data, height="content")
