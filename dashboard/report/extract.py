"""A patient's extract of the access log on paper."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from dashboard.report.drawing import drawn
from dashboard.report.safe import safe, safe_values
from dashboard.sections import Section
from dashboard.texts import Words

TEMPLATE = Path(__file__).with_name("extract.typ")


def extract_pdf(shown: Section, made_on: date, words: Words) -> bytes:
    """The title, sentences and table of a section as a PDF of as many pages as it takes."""
    heads, rows = ([], []) if shown.table is None else (list(shown.table.columns), shown.table.to_numpy().tolist())
    data = {
        "title": safe(shown.title),
        "language": words.language,
        "date": [made_on.year, made_on.month, made_on.day],
        "sentences": safe_values(shown.sentences),
        "heads": safe_values(heads),
        "rows": safe_values(rows),
        "none": words("extract-none"),
        "footer": words("extract-footer", date=words.date(made_on)),
    }
    return drawn(TEMPLATE, data)
