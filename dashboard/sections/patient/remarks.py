"""What imports could not read or understand of a patient: how much, what, and where the import tells more."""

from __future__ import annotations

from collections.abc import Sequence

from analysis.records.remarks import Remark
from dashboard.sections.importing.import_report import allowed_text
from dashboard.sections.section import Detail, LinkedDay, Section
from dashboard.texts import Words, languages
from dashboard.texts import words as words_of

TOLD = 50
"""Remarks listed on a page; the import tells all."""


def section(found: Sequence[Remark], words: Words, import_page: str) -> Section | None:
    """The number of rows and cells, to be unfolded to each of them; `import_page` is the address of the imports."""
    if not found:
        return None
    link = Detail("", (LinkedDay(words("remarks-link"), import_page),))
    details = (*(Detail(place_text(remark, words)) for remark in found[:TOLD]), link)
    return Section("remarks", words("remarks"), (count_text(found, words),), details=(details,))


def count_text(found: Sequence[Remark], words: Words) -> str:
    """How many rows and cells of the patient could not be read; empty where all could."""
    return number_text(len(found), words)


def number_text(number: int, words: Words) -> str:
    """The same for a number of them."""
    return words("remarks-count", number=number) if number else ""


def place_text(remark: Remark, words: Words) -> str:
    """A remark with where it stands."""
    place = words("remarks-place", batch=remark.batch, file=remark.file, line=remark.line or 0)
    return f"{place}: {reason_text(remark, words)}"


def reason_text(remark: Remark, words: Words) -> str:
    """Why the row or cell is not known."""
    details = {name: _detail(name, value, words) for name, value in remark.detail.items()}
    reason = words(f"reason-{remark.kind}", column=remark.column or "", value=remark.value or "", **details)
    return f"{reason} {words('remarks-row-left-out' if remark.rejected else 'remarks-cell-unknown')}"


def json_of(found: Sequence[Remark]) -> list[dict[str, object]]:
    """The remarks as other programs rely on them, with their sentence in every language."""
    return [
        remark.as_json() | {"text": {code: reason_text(remark, words_of(code)) for code in languages()}}
        for remark in found
    ]


def _detail(name: str, value: object, words: Words) -> str | int | float:
    if name == "allowed":
        return allowed_text(str(value), words)
    return value if isinstance(value, int | float) else str(value)
