"""The CSV export of the app Daylio: entries of days, with the activities that the user named.

Headache is an activity of the user's own. A day with an entry was recorded: where a headache activity is used in the
file and the day has none, it is a headache-free day, which the report says; but only where the entry has activities and
all of them stand in another entry too: the app offers the same ones every day, so that a name that stands there once
may be a damaged one, and the day is unknown. Where no activity of the file is called headache, a mapping has to say
which one it is. An activity called as a drug against attacks is an intake; whether another drug was taken is unknown.

Source: samples of MichaelCurrin/daylio-csv-parser.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from analysis.drugs import recognised
from analysis.errors import UnreadableFile
from analysis.formats import personal
from analysis.formats.headache_words import SEVERITIES, headache_in
from analysis.formats.personal import NO, YES, Row
from analysis.formats.reading import LINE, Export, Note, Options, Reading, Table
from analysis.formats.sources import Content, Source

FORMAT = "daylio"
COLUMNS = ("full_date", "date", "weekday", "time", "mood", "activities", "scales", "note_title", "note")
NEEDED = ("full_date", "mood", "activities")
NAMES = {"date": "full_date", "headache": "activities", "drug": "activities", "note": "note"}
MOST_NAMED = 15
"""Activities that a refusal names."""


def recognises(source: Source) -> bool:
    """Whether any file has the columns of the app."""
    return bool(personal.with_columns(source, NEEDED))


def read(source: Source, options: Options) -> Export:
    """The days of one person. Raises UnreadableFile without a patient, and where no activity is called headache."""
    patient = personal.require_patient(source, options, "Daylio")
    found = personal.with_columns(source, NEEDED)
    return personal.export(source, options, found, lambda content: _reading(content, patient), attacks_only=False)


def needs_mapping(content: Content) -> bool:
    """Whether no activity of the file is called headache."""
    return not _headaches(_named(personal.table_of(content, NEEDED)))


def _named(table: Table) -> list[str]:
    """Every activity of the file."""
    return sorted({name for _, row in personal.rows_of(table) for name in _activities(row["activities"]) if name})


def _known(table: Table) -> frozenset[str]:
    """The activities that more than one entry has."""
    counted = Counter(name for _, row in personal.rows_of(table) for name in set(_activities(row["activities"])))
    return frozenset(name for name, count in counted.items() if name and count > 1)


def _headaches(named: Iterable[str]) -> list[str]:
    return [name for name in named if (found := headache_in(name)) and found.is_there]


def _reading(content: Content, patient: str) -> Reading:
    table = personal.table_of(content, NEEDED)
    named = _named(table)
    headaches = _headaches(named)
    if not headaches:
        raise UnreadableFile(
            f"{content.name} is an export of Daylio in which no activity is called headache or migraine: say with a "
            f"mapping which one it is. Its activities are {', '.join(named[:MOST_NAMED]) or 'none'}"
            f"{' ...' if named[MOST_NAMED:] else ''}.",
            "no-headache-activity",
            file=content.name,
            activities=", ".join(named[:MOST_NAMED]),
        )
    note = Note("free_by_entry", {"words": ", ".join(headaches)})
    unknown = tuple(name for name in table.header if name.casefold() not in COLUMNS)
    days = personal.in_doubt(_days(table))
    return personal.reading(
        content,
        FORMAT,
        table.frame(),
        patient,
        days,
        list(_doses(table)),
        names=NAMES,
        broken=table.broken,
        unknown_columns=unknown,
        notes=(note,),
    )


def _activities(text: str) -> list[str]:
    return [part.strip() for part in text.split("|")]


def _doses(table: Table) -> Iterator[Row]:
    for line, row in personal.rows_of(table):
        for name in _activities(row["activities"]):
            if (drug := recognised(name)) and drug.counts_as_acute:
                yield {LINE: line, "date": row["full_date"], "drug": name}


def _free(activities: list[str], known: frozenset[str]) -> str:
    """No, where all activities are known; else what is not."""
    unknown = [name for name in activities if name not in known]
    return NO if activities and not unknown else personal.unread(", ".join(filter(None, unknown)))


def _days(table: Table) -> Iterator[Row]:
    known = _known(table)
    for line, row in personal.rows_of(table):
        found = [told for name in _activities(row["activities"]) if (told := headache_in(name))]
        there = [told for told in found if told.is_there]
        yield {
            LINE: line,
            "date": row["full_date"],
            "headache": YES if there else _free(_activities(row["activities"]), known),
            "severity": max((SEVERITIES[told.severity] for told in there if told.severity), default=""),
            "migraine": YES if any(told.is_migraine for told in there) else "",
            "note": "\n".join(filter(None, (row.get("note_title", ""), row.get("note", "")))),
            "doses_recorded": NO,
        }
