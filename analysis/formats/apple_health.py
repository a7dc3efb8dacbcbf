"""Apple Health's `export.xml`, alone or in `export.zip`: headache, nausea, vomiting and bleeding of one person.

The file may be gigabytes large, so it is read as it streams by, and only records that matter are kept. One that says
*not present* is a headache-free day; one of unspecified severity is a headache of unknown severity. A day without a
record is unknown. Where no record says *not present*, the person noted attacks only. Dates are the wall clock as
written; the offset after it is left aside. Medication is not read: no evidence shows how the file would tell it.

Source: the SDK's names of values (HKCategoryValueSeverity), which are read by name and never by number.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator, Mapping
from datetime import date, datetime, time, timedelta
from typing import IO
from xml.parsers import expat

import pandas as pd

from analysis import diary
from analysis.errors import UnreadableFile
from analysis.formats.attacks import LONGEST_ATTACK, SPACES, days_touched
from analysis.formats.personal import NO, YES, Row, day_of, in_doubt, unread
from analysis.formats.reading import LINE, Export, Options, Reading
from analysis.formats.sources import BROKEN_ARCHIVE, Content, Source

FORMAT = "apple_health"

CHUNK_BYTES, LONGEST_TAG_BYTES = 1024 * 1024, 16 * 1024 * 1024
MOST_RECORDS = 500_000
"""Records that are kept: a person who notes ten a day for a century has fewer."""

HEADACHE = "HKCategoryTypeIdentifierHeadache"
SIGNS = {
    "HKCategoryTypeIdentifierNausea": "nausea",
    "HKCategoryTypeIdentifierVomiting": "vomiting",
    "HKCategoryTypeIdentifierMenstrualFlow": "menstruation",
}
SEVERITIES = {
    "HKCategoryValueSeverityMild": "1",
    "HKCategoryValueSeverityModerate": "2",
    "HKCategoryValueSeveritySevere": "3",
    "HKCategoryValueSeverityUnspecified": "",
}
NOT_PRESENT = "HKCategoryValueSeverityNotPresent"
BLEEDING = tuple(
    f"HKCategoryValue{kind}{flow}"
    for kind in ("MenstrualFlow", "VaginalBleeding")
    for flow in ("Unspecified", "Light", "Medium", "Heavy")
)
NONE = (NOT_PRESENT, "HKCategoryValueMenstrualFlowNone", "HKCategoryValueVaginalBleedingNone")
_MOMENT = re.compile(r"(\d{4}-\d\d-\d\d) (\d{1,2}:\d\d:\d\d)(?= |$)(?: ([ap])\.?\s?m\.?(?= |$))?(?! *[^\W\d])", re.I)
WHOLE_DAY_HOURS = 23.98
"""From midnight to a minute before the next."""
_CLOCKS = ("%Y-%m-%d %H:%M:%S", "%Y-%m-%d %I:%M:%S %p")
COLUMNS = ("type", "startDate", "endDate", "value")
NAMES = {"date": "startDate", "headache": "value", "severity": "value", "duration_hours": "endDate"}


def recognises(source: Source) -> bool:
    """Whether any file begins as Apple Health writes it."""
    return any(_is_health(content) for content in source.contents)


def read(source: Source, options: Options) -> Export:
    """The records of one person. Raises UnreadableFile without a patient, and for a file that is not XML to its end."""
    if not options.patient:
        raise UnreadableFile(
            f"{source.name} is an export of Apple Health: say whose it is by giving the patient.",
            "whose-diary",
            file=source.name,
        )
    found = [content for content in source.contents if _is_health(content)]
    if not found:
        raise UnreadableFile(f"{source.name} is not an export of Apple Health: it has no HealthData.")
    parsed = [(content, _Records(content)) for content in found]
    says_no = any(records.says_no for _, records in parsed)
    return Export(
        name=source.name,
        format=FORMAT,
        readings=tuple(_reading(content, records, options) for content, records in parsed),
        clinic=False,
        exported_at=max((one.exported_at for _, one in parsed if one.exported_at), default=None),
        whole=False,
        adds_up=True,
        attacks_only=not says_no,
        kept_until=options.recorded_until or max((one.reaches for _, one in parsed if one.reaches), default=None),
        changes=options.changes,
        ignored=(*(content.name for content in source.contents if content not in found), *source.elsewhere),
    )


def _is_health(content: Content) -> bool:
    return content.is_markup and b"<HealthData" in content.head()


class _Records:
    """The records of a file that matter, each with its line, and when the file was written."""

    def __init__(self, content: Content) -> None:
        self._name = content.name
        self.rows: list[tuple[int, dict[str, str]]] = []
        self.exported_at: datetime | None = None
        self._parser = expat.ParserCreate()
        self._parser.StartElementHandler = self._started
        self._parser.EntityDeclHandler = self._refuse_entity
        try:
            with content.open() as stream:
                self._stream(stream)
        except (expat.ExpatError, *BROKEN_ARCHIVE, EOFError, RuntimeError, LookupError, zlib.error) as error:
            line = self._parser.CurrentLineNumber
            raise UnreadableFile(
                f"{content.name} is not whole: it cannot be read from line {line} on.", "damaged", file=content.name
            ) from error

    @property
    def says_no(self) -> bool:
        """Whether any record says that there was no headache."""
        return any(one["type"] == HEADACHE and one["value"] == NOT_PRESENT for _, one in self.rows)

    @property
    def reaches(self) -> date | None:
        """The day on which the file was written."""
        return self.exported_at.date() if self.exported_at else None

    def _stream(self, stream: IO[bytes]) -> None:
        fed = 0
        while chunk := stream.read(CHUNK_BYTES):
            self._parser.Parse(chunk, False)
            fed += len(chunk)
            if fed - self._parser.CurrentByteIndex > LONGEST_TAG_BYTES:
                raise UnreadableFile(
                    f"{self._name} has a tag longer than {LONGEST_TAG_BYTES // 1024**2} MB and is not read.",
                    "too-large",
                    file=self._name,
                )
        self._parser.Parse(b"", True)

    def _started(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "ExportDate":
            self.exported_at = _moment(attributes.get("value", ""))
        elif tag == "Record" and (attributes.get("type") == HEADACHE or attributes.get("type") in SIGNS):
            if len(self.rows) >= MOST_RECORDS:
                raise UnreadableFile(f"{self._name} has more than {MOST_RECORDS:,} records and is not read.")
            told = {name: attributes.get(name, "") for name in COLUMNS}
            self.rows.append((self._parser.CurrentLineNumber, told))

    def _refuse_entity(self, *_: object) -> None:
        raise UnreadableFile(f"{self._name} declares entities, which Apple Health never does, and is not read.")


def _moment(text: str) -> datetime | None:
    """The wall clock of a time such as `2024-03-01 09:00:00 -0800`, or nothing.

    Phones with a clock of twelve hours may write `9:00:00 PM`.
    """
    found = _MOMENT.match(text.translate(SPACES))
    if not found:
        return None
    twelve = found[3] and found[3].casefold()
    try:
        at = datetime.strptime(f"{found[1]} {found[2]}{f' {twelve}m' if twelve else ''}", _CLOCKS[bool(twelve)])
    except ValueError:
        return None
    return at


def _reading(content: Content, records: _Records, options: Options) -> Reading:
    lines = pd.Index([line for line, _ in records.rows], dtype="int64", name=LINE)
    written = pd.DataFrame([told for _, told in records.rows], index=lines, columns=list(COLUMNS), dtype=object)
    signs = _signs_by_day(records)
    rows = in_doubt(row for line, told in records.rows if told["type"] == HEADACHE for row in _days(line, told, signs))
    names = [LINE, *(column.name for column in diary.DIARY)]
    days = pd.DataFrame(rows, columns=names, dtype=object).fillna("").assign(patient_id=options.patient)
    return Reading(
        file=content.name,
        format=FORMAT,
        written=written,
        tables={diary.DIARY.name: days.astype({LINE: "int64"})},
        names=NAMES,
    )


def _signs_by_day(records: _Records) -> dict[str, dict[str, str]]:
    """Yes or no for each sign of each day that has a record of it; any yes wins."""
    found: dict[str, dict[str, str]] = {}
    for _, told in records.rows:
        sign = SIGNS.get(told["type"])
        if sign is None:
            continue
        for day, _ in _span(told):
            before = found.setdefault(day, {}).get(sign)
            found[day][sign] = before if before == YES else _of_sign(told["value"])
    return found


def _of_sign(value: str) -> str:
    """Yes or no; a value that is not known is left as written, for the checks to say so."""
    if value in SEVERITIES or value in BLEEDING:
        return YES
    return NO if value in NONE else unread(value)


def _days(line: int, told: Mapping[str, str], signs: Mapping[str, Mapping[str, str]]) -> Iterator[Row]:
    """A diary row for each day of a record. What cannot be read is left as written, for the checks to reject."""
    if told["value"] == NOT_PRESENT:
        answer: Row = {"headache": NO}
    elif told["value"] in SEVERITIES:
        answer = {"headache": YES, "severity": SEVERITIES[told["value"]]}
    else:
        answer = {"headache": unread(told["value"])}
    for day, hours in _wholly(_span(told)) if answer["headache"] == NO else _span(told):
        is_told = answer["headache"] == YES and hours is not None
        length = {"duration_hours": repr(hours)} if is_told else {}
        yield {LINE: line, "date": day, **answer, **length, **signs.get(day, {}), "doses_recorded": "no"}


def _wholly(span: list[tuple[str, float | None]]) -> list[tuple[str, float | None]]:
    """The days without the last of several, where it is not told to its end: the rest of it is not known."""
    ends_early = len(span) > 1 and (span[-1][1] or 0.0) < WHOLE_DAY_HOURS
    return span[:-1] if ends_early else span


def _day(text: str) -> str:
    """The date of a time whose clock is not understood; as written where that is none either."""
    return text[:10] if day_of(text[:10]) else text


def _span(told: Mapping[str, str]) -> list[tuple[str, float | None]]:
    """The days of a record with their hours, not known where it has no length; the date as written where it is none."""
    began, ended = _moment(told["startDate"]), _moment(told["endDate"])
    if began is None:
        return [(_day(told["startDate"]), None)]
    length = ended - began if ended else timedelta()
    is_day = length >= timedelta(hours=23, minutes=59) and began.time() == time()
    if not timedelta() < length <= LONGEST_ATTACK or (is_day and length <= timedelta(days=1)):
        return [(began.date().isoformat(), None)]
    return [(day.isoformat(), hours) for day, hours in days_touched(began, length)]
