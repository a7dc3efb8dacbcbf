"""The CSV export of the app Migraine Buddy: one row an attack.

A table of ongoing events stands before the attacks; one that began is an attack of unknown length. There is no row for
a day without headache, so days without an attack stay unknown. Dates are local wall clock, their order depends on the
phone; the offsets to UTC are left aside. Where the app knows the place of an attack, neither its position nor its name
is read.

A row does not tell on which day of an attack its drugs were taken: they stand on the first, and on later days
medication is unknown, but for intakes that the notes put on a day. Where no drug is listed at all, nothing is known of
medication; that none was taken is listed as well.

Source: files and readers of crmne/cluster-headache-tracker and vfilby/migrainebuddy-summarizer.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pandas as pd

from analysis import diary
from analysis.drugs import is_no_drug, recognised
from analysis.errors import UnreadableFile
from analysis.formats import delimited
from analysis.formats.attacks import (
    DAY_FIRST,
    ONGOING,
    SPACES,
    USUAL_LONGEST,
    date_order,
    days_touched,
    lasted,
    moment,
)
from analysis.formats.migraine_buddy_words import items, signs
from analysis.formats.reading import LINE, BrokenRow, Export, Note, Options, Reading, Table
from analysis.formats.signs import migraine_word
from analysis.formats.sources import Content, Source

FORMAT = "migraine_buddy"
ATTACKS_ONLY = True

NUMBER, STARTED, LASTED, PAIN, NOTES = "#", "Started", "Lasted", "Pain Level", "Notes"
PLACES = ("Geohash", "Attack Location")
HELPED = {
    "Helpful Medication": "yes",
    "Somewhat Helpful Medication": "partly",
    "Unhelpful Medication": "no",
    "Unsure Medication": "",
}
COLUMNS = (
    *(NUMBER, STARTED, LASTED, "Start UTC Offset (min)", "End UTC Offset (min)", *PLACES, "Attack Types", PAIN),
    *("Affected Activities", "Potential Triggers", "Symptoms", "Most Bothersome Symptom", "Premonitory Symptoms"),
    *(
        "Auras",
        "Pain Positions",
        *HELPED,
        "Helpful Non Drug Relief Methods",
        "Somewhat Helpful Non Drug Relief Methods",
    ),
    *("Unhelpful Non Drug Relief Methods", "Unsure Non Drug Relief Methods", NOTES),
)

NAMES = {"date": STARTED, "intensity": PAIN, "duration_hours": LASTED, "note": NOTES}

_HEADER = re.compile(r'\s*"?#"?\s*[,;\t]\s*"?Started"?\s*[,;\t]\s*"?Lasted"?\s*([,;\t].*)?', re.IGNORECASE | re.DOTALL)
_TAKEN = re.compile(
    r"([A-Za-z]{3})[a-z]* (\d{1,2}), (\d{4}) at (\d{1,2}:\d{2}\s*(?:[AP]M)?):\s*I took(?: this drug)?:?\s*([^\n]+)",
    re.IGNORECASE,
)
"""A line of the notes that the app writes itself, in English: `Nov 16, 2024 at 2:00 PM: I took this drug: ...`."""
_BEGAN = re.compile(r"\d{1,4}[/.-]\d{1,2}[/.-]\d{1,4}[ T,]+\d{1,2}[:.]\d{2}(?:\s*[AaPp]\.?\s?[Mm]\.?)?", re.ASCII)
"""When an attack that is going on began, within the words about it."""
_PERIOD = re.compile(r"MigraineBuddy_(\d{8})_(\d{8})_(\d{12,14})_\d+.*", re.IGNORECASE | re.ASCII)
"""The name that the app gives a file: the first and the last day it speaks for, and when it was written."""
_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_COUNTED = re.compile(r"(\d+(?:\.\d+)?)\s*[x×]\s*(.+)", re.IGNORECASE | re.DOTALL)

Row = dict[str, Any]
"""Text cells by column, beside the number of the line."""


def recognises(source: Source) -> bool:
    """Whether any file has the header of the attacks among its first lines."""
    return any(_header_line(delimited.head_lines(content.head())) is not None for content in source.contents)


def read(source: Source, options: Options) -> Export:
    """The export of one patient's phone. Raises UnreadableFile without a patient, or when no file has attacks."""
    if not options.patient:
        raise UnreadableFile(
            f"{source.name} is a diary of Migraine Buddy: say whose it is by giving the patient.",
            "whose",
            file=source.name,
        )
    found = [content for content in source.contents if _header_line(delimited.head_lines(content.head())) is not None]
    if not found:
        raise UnreadableFile(
            f"{source.name} is not an export of Migraine Buddy: no line begins with #, Started, Lasted.",
            "migraine-buddy",
            file=source.name,
        )
    periods = [period for content in found if (period := _period(content.name))]
    return Export(
        name=source.name,
        format=FORMAT,
        readings=tuple(_reading(content, options) for content in found),
        clinic=False,
        whole=source.whole,
        adds_up=True,
        attacks_only=ATTACKS_ONLY,
        changes=options.changes,
        kept_from=min((first for first, _ in periods), default=None),
        kept_until=options.recorded_until or max((last for _, last in periods), default=None),
        ignored=(*(content.name for content in source.contents if content not in found), *source.elsewhere),
    )


def _period(name: str) -> tuple[date, date] | None:
    """The first and the last day that a file speaks for, where the app's own name of it tells."""
    found = _PERIOD.fullmatch(name)
    try:
        return (_named_day(found[1]), _named_day(found[2])) if found else None
    except ValueError:
        return None


def _named_day(digits: str) -> date:
    return datetime.strptime(digits, "%Y%m%d").date()


def _header_line(lines: list[str]) -> int | None:
    return next((at for at, line in enumerate(lines) if _HEADER.fullmatch(line)), None)


def _reading(content: Content, options: Options) -> Reading:
    lines = delimited.lines_of(delimited.decoded(content.text(), content.name))
    table = delimited.table(content.name, lines, _header_line(lines) or 0)
    written = _with_ongoing(_without_places(table), content.name, lines[: _header_line(lines) or 0])
    return reading(content.name, FORMAT, written, options, table.broken)


def reading(
    name: str, format: str, written: pd.DataFrame, options: Options, broken: tuple[BrokenRow, ...] = ()
) -> Reading:
    """The attacks of a file, whose columns are called as in the CSV export.

    Raises UnreadableFile where the order of its dates cannot be told.
    """
    attacks = _attacks(written)
    order = date_order(attacks[STARTED], name, options.date_order)
    days, doses = [], []
    for attack in _distinct(attacks):
        days += _days(attack, order)
        doses += _doses(attack, order)
    return Reading(
        file=name,
        format=format,
        written=written,
        tables={
            diary.DIARY.name: _frame(days, diary.DIARY, options),
            diary.ACUTE_DOSES.name: _frame(doses, diary.ACUTE_DOSES, options),
        },
        names=NAMES,
        broken=tuple(replace(row, cells=()) for row in broken),
        unknown_columns=tuple(name for name in written.columns if name.casefold() not in _FOLDED),
        notes=tuple(_long_attacks(attacks)),
    )


_FOLDED = {name.casefold(): name for name in COLUMNS}


def _without_places(table: Table) -> pd.DataFrame:
    places = {place.casefold() for place in PLACES}
    return table.frame()[[name for name in table.header if name.casefold() not in places]]


def _with_ongoing(written: pd.DataFrame, name: str, preamble: list[str]) -> pd.DataFrame:
    """The attacks with those that were going on when the file was written, which stand in a table before the others."""
    if not any(line.strip() for line in preamble):
        return written
    events = delimited.table(name, preamble)
    folded = [one.casefold() for one in events.header]
    found = [
        (line, started)
        for line, cells in zip(events.lines, events.rows, strict=True)
        if (started := _ongoing_since(dict(zip(folded, cells, strict=True))))
    ]
    if not found:
        return written
    usual = {name.casefold(): name for name in written.columns}
    rows = [{usual[STARTED.casefold()]: started, usual[LASTED.casefold()]: "Ongoing"} for _, started in found]
    ongoing = pd.DataFrame(rows, index=[line for line, _ in found], columns=written.columns, dtype=object).fillna("")
    return pd.concat([ongoing, written])


def _ongoing_since(event: dict[str, str]) -> str:
    """When an event that is going on began, as the file writes it; empty where the row tells of none."""
    if event.get("time period", "").strip().casefold() not in ONGOING:
        return ""
    said = _BEGAN.search(event.get("description", "").translate(SPACES))
    return said[0] if said else f"{event.get('date', '').strip()} 00:00"


def _long_attacks(attacks: pd.DataFrame) -> Iterator[Note]:
    """Attacks that are longer than those of migraine: perhaps nobody ended them in the app."""
    for line, text in attacks[LASTED].items():
        try:
            length = lasted(text)
        except ValueError:
            continue
        if length and length > USUAL_LONGEST:
            hours = {"hours": round(length / timedelta(hours=1)), "longest": USUAL_LONGEST // timedelta(hours=1)}
            yield Note("long_attack", hours, int(str(line)), LASTED, text)


def _attacks(written: pd.DataFrame) -> pd.DataFrame:
    """The rows with every column the format knows, under its usual name; empty where the file lacks it."""
    usual = written.rename(columns=lambda name: _FOLDED.get(name.casefold(), name))
    return usual.reindex(columns=list(COLUMNS), fill_value="")


def _distinct(attacks: pd.DataFrame) -> Iterator[Row]:
    """Every attack once, with its line; rows that differ only in their number are the same attack."""
    once = attacks.drop_duplicates([name for name in COLUMNS if name != NUMBER])
    for line, row in zip(once.index, once.to_dict("records"), strict=True):
        yield {LINE: line} | {str(name): cell for name, cell in row.items()}


def _days(attack: Row, order: str) -> list[Row]:
    """A diary row for each day the attack touches. What cannot be read is left as written, for the checks to reject."""
    began = moment(attack[STARTED], order)
    shared = {
        LINE: attack[LINE],
        "headache": "yes",
        "intensity": attack[PAIN],
        "migraine": migraine_word(items(attack["Attack Types"])),
        **signs(attack),
    }
    told, none_taken = _medication(attack)
    doses_recorded = "yes" if told or none_taken else "no"
    try:
        length = lasted(attack[LASTED])
    except ValueError:
        day = {"date": _written_date(attack, began), "duration_hours": attack[LASTED]}
        return [{**shared, **day, "doses_recorded": doses_recorded}]
    if began is None:
        return [{**shared, "date": attack[STARTED]}]
    days = [
        {
            **shared,
            "date": day.isoformat(),
            "duration_hours": "" if hours is None else repr(hours),
            "doses_recorded": doses_recorded if none_taken or day == began.date() else "no",
        }
        for day, hours in days_touched(began, length)
    ]
    days[0]["note"] = attack[NOTES]
    return days


def _medication(attack: Row) -> tuple[bool, bool]:
    """Whether the attack's lists name any drug, and whether they say that none was taken, and nothing else."""
    listed = [attack[column] for column in HELPED if not diary.DRUG.holds_nothing(attack[column])]
    told = any(True for items in listed for _ in _counted(items))
    return told, bool(listed) and not told


def _doses(attack: Row, order: str) -> list[Row]:
    began = moment(attack[STARTED], order)
    listed = [(drug, count, helped) for column, helped in HELPED.items() for count, drug in _counted(attack[column])]
    relief = {_substance(drug): helped for drug, _, helped in listed}
    noted = _noted(attack, began) if began else []
    placed = {_substance(drug) for _, drug in noted}
    return [
        {LINE: attack[LINE], "date": at.date().isoformat(), "drug": drug, "taken_at": at.isoformat()}
        | {"helped": relief.get(_substance(drug), "")}
        for at, drug in noted
    ] + [
        {LINE: attack[LINE], "date": _written_date(attack, began), "drug": drug, "doses": count, "helped": helped}
        for drug, count, helped in listed
        if _substance(drug) not in placed
    ]


def _substance(drug: str) -> str:
    """What makes two names one drug: the substance, or the name where it is not known."""
    known = recognised(drug)
    return known.substance if known else drug.casefold()


def _noted(attack: Row, began: datetime) -> list[tuple[datetime, str]]:
    """The intakes that the notes put on a day of the attack, with their time."""
    try:
        touched = {day for day, _ in days_touched(began, lasted(attack[LASTED]))}
    except ValueError:
        return []
    found = []
    for month, day, year, clock, drug in _TAKEN.findall(attack[NOTES]):
        number = _MONTHS.index(month.casefold()) + 1 if month.casefold() in _MONTHS else 0
        at = moment(f"{year}-{number}-{day} {clock}", DAY_FIRST)
        if at and at.date() in touched and not is_no_drug(drug):
            found.append((at, drug.strip()))
    return found


def _counted(items: str) -> Iterator[tuple[str, str]]:
    """How many, and of which drug, for each drug of a list such as `1x Sumatriptan, 2x Naproxen`."""
    for item in (item.strip() for item in items.split(",") if not diary.DRUG.holds_nothing(item)):
        found = _COUNTED.fullmatch(item)
        count, drug = (found[1], found[2].strip()) if found else ("", item)
        if not is_no_drug(drug):
            yield count, drug


def _written_date(attack: Row, began: datetime | None) -> str:
    return began.date().isoformat() if began else str(attack[STARTED])


def _frame(rows: list[Row], table: diary.Table, options: Options) -> pd.DataFrame:
    names = [LINE, *(column.name for column in table)]
    frame = pd.DataFrame(rows, columns=names, dtype=object).fillna("")
    return frame.assign(patient_id=options.patient).astype({LINE: "int64"})
