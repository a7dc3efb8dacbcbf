"""The pages as a PDF: tagged (PDF/UA-1), with embedded fonts, the same bytes for the same data."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Final

import typst

from dashboard.charts.parts.colours import LIGHT
from dashboard.report.profile import Profile
from dashboard.report.safe import MISSING, safe, safe_values
from dashboard.sections.wording import NO_NUMBER
from dashboard.texts import Words

FOLDER = Path(__file__).parent
TEMPLATE, FONTS = FOLDER / "profile.typ", FOLDER / "fonts"
STANDARD: Final = "ua-1"
"""The standard that the file says it keeps, as far as the program that makes it checks that."""

WORDS = {
    "now": "first-now",
    "visit": "first-visit",
    "trust": "report-trust",
    "answer": "report-answer",
    "numbers": "report-numbers",
    "unit": "first-days",
    "strip": "report-strip",
    "columns": "report-columns",
    "columns-unit": "report-columns-unit",
    "filled-of-28": "report-filled-of-28",
    "visits": "report-visits",
    "preventives": "report-preventives",
    "acute": "report-acute",
    "acute-unit": "report-acute-unit",
    "change-head": "report-change-head",
    "latest-head": "report-latest-head",
    "fewer": "report-fewer",
    "same": "report-same",
    "more": "report-more",
    "now-mark": "report-now",
    "key-migraine": "report-key-migraine",
    "key-other": "report-key-other",
    "key-untold": "report-key-untold",
    "key-free": "report-key-free",
    "key-missing": "report-key-missing",
    "key-took": "report-key-took",
    "key-dose": "report-key-dose",
    "key-estimate": "report-key-estimate",
    "key-interval": "report-key-interval",
    "sum-headache": "report-sum-headache",
    "sum-migraine": "report-sum-migraine",
    "sum-acute": "report-sum-acute",
    "sum-filled": "report-sum-filled",
}
"""The words of the page that are the same for every patient, by the name under which the page asks for them."""


def pdf_of(pages: Sequence[Profile], as_of: date, words: Words) -> bytes:
    """The pages as one PDF, one page each."""
    return drawn(TEMPLATE, _data(pages, as_of, words))


def drawn(template: Path, data: Mapping[str, object]) -> bytes:
    """A template of this folder with its data, as a PDF."""
    inputs = {"data": json.dumps(data, ensure_ascii=False)}
    found = _compiler(template).compile(format="pdf", sys_inputs=inputs, pdf_standards=STANDARD, timestamp=0)
    assert isinstance(found, bytes)
    return found


@cache
def _compiler(template: Path) -> typst.Compiler:
    return typst.Compiler(str(template), root=str(FOLDER), font_paths=[str(FONTS)], ignore_system_fonts=True)


def _data(pages: Sequence[Profile], as_of: date, words: Words) -> dict[str, object]:
    label = pages[0].label
    return {
        "title": words("report-document", title=label, number=len(pages), patient=pages[0].patient_id),
        "date": [as_of.year, as_of.month, as_of.day],
        "language": words.language,
        "colours": asdict(LIGHT),
        "words": {name: words(key) for name, key in WORDS.items()} | {"limit": words("report-limit", limit="{limit}")},
        "missing": words("report-missing"),
        "before_text": {page.patient_id: _before_text(page, words) for page in pages},
        "pages": [_page(page) for page in pages],
    }


def _before_text(page: Profile, words: Words) -> str:
    if page.before is None:
        return ""
    low, high = page.before
    return words("report-before-line", days=str(low) if low == high else f"{low}–{high}")


def _page(page: Profile) -> dict[str, object]:
    """The page with texts that can be printed; a name of which nothing can is the pseudonym."""
    title = next(filter(None, map(safe, (page.first.title, page.patient_id))), NO_NUMBER)
    shown = safe_values(replace(page, first=replace(page.first, title=title)))
    return {**shown, "has_missing": MISSING in json.dumps(shown, ensure_ascii=False)}
