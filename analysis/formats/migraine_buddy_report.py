"""The HTML report of the app Migraine Buddy: the table of attacks that its CSV export holds too.

The table is found by its header, whose cells may span two columns; the notes of an attack stand in a row below it. What
the report says is read as its CSV export is, and the two are one diary. Where an attack was is not read. Whether the
woman bled stands among the triggers.

Source: specs/fixtures/5-month-report.html of rachel-carvalho/migraine-buddy-parser.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from html.parser import HTMLParser

import pandas as pd

from analysis.formats import delimited, migraine_buddy, personal
from analysis.formats.attacks import DAY_FIRST, MONTH_FIRST, moment
from analysis.formats.limits import LARGEST_DOCUMENT_BYTES
from analysis.formats.reading import LINE, BrokenRow, Export, Options, Reading
from analysis.formats.sources import Content, Source

FORMAT = "migraine_buddy_report"
HEADER = ("#", "started")
"""How the first two cells of the header begin."""
MEDICATION = "Medication"
NAMES = {
    "#": migraine_buddy.NUMBER,
    "started": migraine_buddy.STARTED,
    "lasted": migraine_buddy.LASTED,
    "attack type": "Attack Types",
    "pain level": migraine_buddy.PAIN,
    "affected": "Affected Activities",
    "potential triggers": "Potential Triggers",
    "symptoms": "Symptoms",
    "auras": "Auras",
    "pain positions": "Pain Positions",
    "medication": MEDICATION,
}
"""How a column's title begins, and its name in the CSV export."""
LISTS = ("Attack Types", "Affected Activities", "Potential Triggers", "Symptoms", "Auras", "Pain Positions")
HELPED = {
    "helpful": "Helpful Medication",
    "somewhat helpful": "Somewhat Helpful Medication",
    "unhelpful": "Unhelpful Medication",
    "unsure": "Unsure Medication",
}
KEPT = (*(name for name in NAMES.values() if name != MEDICATION), *HELPED.values(), migraine_buddy.NOTES)
BLOCKS = ("br", "div", "pre", "b", "span")
_STARTED = re.compile(r"\d{1,4}[/.-]\d{1,2}[/.-]\d{1,4}[ T,]+\d{1,2}[:.]\d{2}(?:\s*[AaPp]\.?[Mm]\.?)?", re.ASCII)
_LASTED = re.compile(r"lasted:?\s*(.*)", re.IGNORECASE | re.DOTALL)
_HELP = re.compile(r"(somewhat helpful|unhelpful|helpful|unsure)\s*-\s*", re.IGNORECASE)
_PERIOD = re.compile(r"Time Period:\s*(\S+)\s+-\s+(\S+)", re.IGNORECASE)
_NOTES = re.compile(r"notes:\s*", re.IGNORECASE)


def recognises(source: Source) -> bool:
    """Whether any file is the report of the app."""
    return any(_is_report(content) for content in source.contents)


def read(source: Source, options: Options) -> Export:
    """The attacks of one person. Raises UnreadableFile without a patient."""
    personal.require_patient(source, options, "Migraine Buddy")
    found = [content for content in source.contents if _is_report(content)]
    pages = {content: _Page.of(content) for content in found}
    periods = [period for page in pages.values() if (period := page.period)]
    return personal.export(
        source,
        options,
        found,
        lambda content: _reading(content, pages[content], options),
        format=migraine_buddy.FORMAT,
        kept_from=min((first for first, _ in periods), default=None),
        kept_until=max((last for _, last in periods), default=None),
    )


def _is_report(content: Content) -> bool:
    if not content.is_markup:
        return False
    if b"Migraine Buddy" not in content.head() and b"reports-table" not in content.head():
        return False
    page = content.beginning(LARGEST_DOCUMENT_BYTES)
    return b"Started" in page and b"Pain Level" in page


@dataclass
class _Cell:
    """A cell of a table: how many columns it spans, and its text so far."""

    span: int
    is_notes: bool
    parts: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """Its text, a line for each block in it, without blanks that only the writing has."""
        lines = (" ".join(line.split()) for line in "".join(self.parts).split("\n"))
        return "\n".join(line for line in lines if line)


class _Page(HTMLParser):
    """Every row of every table, with the line on which it begins; no script runs and nothing is loaded."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.rows: list[tuple[int, list[_Cell]]] = []
        self._open: _Cell | None = None
        self._as_written = False

    @classmethod
    def of(cls, content: Content) -> _Page:
        """The page of a file. Raises UnreadableFile."""
        page = cls()
        page.feed(delimited.decoded(content.document(), content.name))
        page.close()
        return page

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A row, a cell or a block in it begins."""
        if tag == "tr":
            self.rows.append((self.getpos()[0], []))
        elif tag in ("td", "th") and self.rows:
            told = dict(attrs)
            self._open = _Cell(_span(told.get("colspan")), "notes" in (told.get("class") or "").split())
            self.rows[-1][1].append(self._open)
        elif self._open is not None and tag in BLOCKS:
            self._open.parts.append("\n")
        self._as_written = tag == "pre" or (self._as_written and tag not in ("td", "th", "tr"))

    def handle_endtag(self, tag: str) -> None:
        """A cell or a block ends."""
        if tag in ("td", "th", "tr"):
            self._open = None
        elif self._open is not None and tag == "div":
            self._open.parts.append("\n")

    def handle_data(self, data: str) -> None:
        """Text of a cell; its line breaks count in notes only."""
        if self._open is not None:
            self._open.parts.append(data if self._as_written else " ".join(data.split("\n")))

    @property
    def period(self) -> tuple[date, date] | None:
        """The days that the report speaks for, in whichever order of day and month its dates make sense."""
        texts = (" ".join(cell.text for cell in cells) for _, cells in self.rows)
        found = next((said for text in texts if (said := _PERIOD.search(text))), None)
        ends = [_in_order(found[1], found[2], order) for order in (DAY_FIRST, MONTH_FIRST)] if found else []
        return next((pair for pair in ends if pair and pair[0] <= pair[1]), None)

    def attacks(self) -> tuple[pd.DataFrame, tuple[BrokenRow, ...]]:
        """The attacks under the columns of the CSV export, by line, and rows that do not fit the header."""
        names: list[str] = []
        found: dict[int, dict[str, str]] = {}
        broken: list[BrokenRow] = []
        last = 0
        for line, cells in self.rows:
            if _is_header(cells):
                names = [name for cell in cells for name in [_name(cell.text)] * cell.span]
            elif names and last and any(cell.is_notes for cell in cells):
                found[last][migraine_buddy.NOTES] = _NOTES.sub("", cells[0].text, count=1)
            elif names and cells and cells[0].text.isdigit() and len(cells) == len(names):
                found[line] = _as_csv(list(zip(names, (cell.text for cell in cells), strict=True)))
                last = line
            elif names and cells and cells[0].text.isdigit():
                broken.append(BrokenRow(line, (), len(cells), len(names)))
        index = pd.Index(list(found), dtype="int64", name=LINE)
        rows = pd.DataFrame(list(found.values()), index=index, columns=list(KEPT), dtype=object).fillna("")
        return rows, tuple(broken)


def _span(text: str | None) -> int:
    return int(text) if text and text.isdigit() and len(text) < len("100") else 1


def _in_order(first: str, last: str, order: str) -> tuple[date, date] | None:
    began, ended = (moment(f"{text} 00:00", order) for text in (first, last))
    return (began.date(), ended.date()) if began and ended else None


def _is_header(cells: list[_Cell]) -> bool:
    return len(cells) > len(HEADER) and all(
        cell.text.casefold().startswith(word) for cell, word in zip(cells, HEADER, strict=False)
    )


def _name(text: str) -> str:
    """What a column of the report is called in the CSV export."""
    plain = " ".join(text.split()).casefold()
    return next((name for beginning, name in NAMES.items() if plain.startswith(beginning)), "")


def _as_csv(cells: list[tuple[str, str]]) -> dict[str, str]:
    """The cells of an attack as they would stand in the CSV export; those of two columns of one name together."""
    told: dict[str, str] = {}
    for name, text in cells:
        told[name] = ", ".join(filter(None, (told.get(name, ""), text.replace("\n", ", ") if name in LISTS else text)))
    started = _STARTED.search(told.get(migraine_buddy.STARTED, ""))
    lasted = _LASTED.search(told.get(migraine_buddy.STARTED, ""))
    length = told.get(migraine_buddy.LASTED) or (lasted[1] if lasted else "")
    return {
        **{name: text for name, text in told.items() if name in KEPT},
        migraine_buddy.STARTED: started[0] if started else told.get(migraine_buddy.STARTED, ""),
        migraine_buddy.LASTED: length.split("\n")[0].strip(),
        **_medication(told.get(MEDICATION, "")),
    }


def _medication(text: str) -> dict[str, str]:
    """The drugs by how far they helped; those of which nothing is said are listed as unsure."""
    found: dict[str, str] = {}
    for line in text.split("\n"):
        said = _HELP.match(line)
        column = HELPED[said[1].casefold() if said else "unsure"]
        found[column] = ", ".join(filter(None, (found.get(column, ""), line[said.end() if said else 0 :].strip())))
    return found


def _reading(content: Content, page: _Page, options: Options) -> Reading:
    rows, broken = page.attacks()
    return migraine_buddy.reading(content.name, FORMAT, rows, options, broken)
