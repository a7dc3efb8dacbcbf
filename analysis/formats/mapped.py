"""Any diary, read as a mapping says: rows of days or of attacks, gathered into days.

Rows of one date speak of it together: any yes wins, the worst value counts, hours and drugs add up; where one row does
not tell how bad it was, the others do so only where it was bad enough to count. A word that no list
of the mapping names is handed on as it stands, so that the checks make it unknown and say which it was; where it is the
headache answer, the row is rejected.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pandas as pd

from analysis import diary
from analysis.days.recorded import COUNTING, TOLD_WITH, known_worst
from analysis.diary import Kind
from analysis.drugs import is_no_drug
from analysis.errors import UnreadableFile
from analysis.formats import date_forms, delimited, sheets
from analysis.formats.attacks import LONGEST_ATTACK, days_touched
from analysis.formats.mapping import ATTACKS, NO, Acute, DiaryMapping, Told
from analysis.formats.reading import LINE, Export, Note, Options, Reading, Table, sheets_left_aside
from analysis.formats.sources import Content, Source

FORMAT_NAME = "mapping"
"""The source of days that a mapping read."""
YES_CELL, NO_CELL, EMPTY_CELL = "yes", "no", ""
HOURS_OF_A_DAY = 24.0
EPOCH = "epoch"
"""The form of dates that are seconds or milliseconds since 1970."""
MILLISECONDS_FROM = 10**11
_ORDINAL = re.compile(r"(?<=\d)(?:st|nd|rd|th)\b", re.IGNORECASE)
_NUMBER = re.compile(r"[+-]?\d+(?:[.,]\d+)?")
_CLOCK = re.compile("%-?[HIXTcs]")
"""What in a form of dates tells a time of day."""
_DATE_LENGTH = len("YYYY-MM-DD")
_ONE_DAY = timedelta(days=1)

Cells = Mapping[str, str]
Day = tuple[str, str]
"""The pseudonym and the date as text."""


@dataclass
class _Gathered:
    """What the rows of one day say: the line of the first, the texts of each column, the drugs with their doses."""

    line: int
    told: dict[str, list[str]] = field(default_factory=dict)
    drugs: list[tuple[int, str, str]] = field(default_factory=list)
    doses_told: list[bool] = field(default_factory=list)


def read(source: Source, options: Options, mapping: DiaryMapping) -> Export:
    """The diary that the files hold. Raises UnreadableFile."""
    if mapping.rows.patient is None and not options.patient:
        raise UnreadableFile(
            f"{source.name}: say whose diary it is by giving the patient.", "whose-diary", file=source.name
        )
    return Export(
        name=source.name,
        format=FORMAT_NAME,
        readings=tuple(_reading(content, options, mapping) for content in source.contents),
        clinic=False,
        whole=False,
        adds_up=True,
        attacks_only=mapping.attacks_only,
        kept_until=options.recorded_until,
        changes=options.changes,
        ignored=source.elsewhere,
    )


def fits(content: Content, mapping: DiaryMapping) -> bool:
    """Whether a file is a table with the columns that the mapping names."""
    try:
        names = {name.casefold() for name in opened(content, mapping)[0].header}
    except UnreadableFile:
        return False
    return {name.strip().casefold() for name in mapping.named} <= names


def opened(content: Content, mapping: DiaryMapping) -> tuple[Table, tuple[str, ...]]:
    """The file's table, by the shape that the mapping tells, and the sheets beside it. Raises UnreadableFile."""
    shape = mapping.file
    if content.is_workbook:
        return sheets.opened(content.name, content.data(), shape.sheet, shape.header_row, mapping.named)
    data = content.text()
    try:
        text = data.decode(shape.encoding) if shape.encoding else delimited.decoded(data, content.name)
    except (LookupError, UnicodeDecodeError) as error:
        raise UnreadableFile(f"{content.name} is not {shape.encoding}.") from error
    lines = delimited.lines_of(text)
    start = _header_at(lines, mapping) if shape.header_row is None else shape.header_row - 1
    return delimited.table(content.name, lines, start, shape.delimiter), ()


def _header_at(lines: Sequence[str], mapping: DiaryMapping) -> int:
    """The place of the first line, of the first ones, that has every column that the mapping names; else the first."""
    wanted = {name.strip().casefold() for name in mapping.named}
    for at, line in enumerate(lines[: sheets.ROWS_LOOKED_AT]):
        if wanted <= {cell.strip().casefold() for cell in delimited.header_cells(line)[1]}:
            return at
    return 0


def _reading(content: Content, options: Options, mapping: DiaryMapping) -> Reading:
    table, others = opened(content, mapping)
    names = {name.casefold(): name for name in table.header}
    lacking = [name for name in mapping.named if name.strip().casefold() not in names]
    if lacking:
        raise UnreadableFile(
            f"{content.name} lacks the column {' and '.join(lacking)} that the mapping names; "
            f"it has {', '.join(table.header)}."
        )
    written = table.frame()
    rows = _Rows(content.name, mapping, options, [name.casefold() for name in table.header])
    days = rows.gathered(zip(table.lines, table.rows, strict=True))
    rows.refuse_when_no_date_was_read(content.name)
    used = {name.strip().casefold() for name in mapping.named}
    return Reading(
        file=content.name,
        format=FORMAT_NAME,
        written=written,
        tables={
            diary.DIARY.name: _frame(diary.DIARY, _day_rows(days, mapping)),
            diary.ACUTE_DOSES.name: _frame(diary.ACUTE_DOSES, _dose_rows(days)),
        },
        names={
            **{target: names[told.column.strip().casefold()] for target, told in mapping.columns.items()},
            "date": names[mapping.rows.date.strip().casefold()],
        },
        broken=table.broken,
        unknown_columns=tuple(name for name in table.header if name.casefold() not in used),
        notes=(Note("read_by_mapping"), *sheets_left_aside(others)),
    )


class _Rows:
    """Reads rows by a mapping into what each day says."""

    def __init__(self, file: str, mapping: DiaryMapping, options: Options, header: Sequence[str]) -> None:
        self._file = file
        self._mapping = mapping
        self._patient = options.patient
        self._places = {name: place for place, name in enumerate(header)}
        self._zone = ZoneInfo(mapping.file.timezone or options.timezone)
        self._read = self._seen = 0

    def gathered(self, rows: Iterable[tuple[int, list[str]]]) -> dict[Day, _Gathered]:
        """What each day says, in the order of the file; a day whose date cannot be read stands under its text."""
        days: dict[Day, _Gathered] = {}
        for line, cells in rows:
            if self._says_nothing(cells):
                continue
            patient = self._whose(line, cells)
            for number, (day, hours) in enumerate(self._days(cells)):
                found = days.setdefault((patient or "", day), _Gathered(line))
                self._take_in(found, line, cells, hours, is_first=number == 0)
        return days

    def _says_nothing(self, cells: Sequence[str]) -> bool:
        """Whether a row without a date is none of the diary: in a file of several forms the others have such rows."""
        mapping = self._mapping
        if self._cell(cells, mapping.rows.date):
            return False
        headache = mapping.columns.get("headache")
        of_other_form = headache is not None and not self._applies(cells, headache.where)
        return of_other_form or not any(
            self._cell(cells, name) for name in mapping.named if name != mapping.rows.patient
        )

    def _whose(self, line: int, cells: Sequence[str]) -> str | None:
        """Whose row it is. Raises UnreadableFile where the user named somebody else."""
        column = self._mapping.rows.patient
        if column is None:
            return self._patient
        named = self._cell(cells, column)
        if self._patient and named and named != self._patient:
            raise UnreadableFile(
                f"{self._file} is not of {self._patient!r}: line {line} names another patient.",
                "of-another",
                file=self._file,
                line=line,
            )
        return named

    def refuse_when_no_date_was_read(self, name: str) -> None:
        """Raises UnreadableFile where there were dates and the form fits none of them."""
        form = self._mapping.rows.date_format
        if self._seen and not self._read:
            wanted = f"the form {form!r}" if form else "a form that can be read in one way only; name date_format"
            raise UnreadableFile(f"{name}: no cell of {self._mapping.rows.date} is a date of {wanted}.")

    def _cell(self, cells: Sequence[str], column: str | None) -> str:
        return "" if column is None else cells[self._places[column.strip().casefold()]].strip()

    def _days(self, cells: Sequence[str]) -> list[tuple[str, float | None]]:
        """The days of the row, each with its hours of headache where the row is an attack that tells them."""
        text = self._cell(cells, self._mapping.rows.date)
        began = self._moment(text)
        self._seen += bool(text)
        self._read += began is not None
        if began is None:
            return [(text, None)]
        if self._mapping.rows.kind != ATTACKS:
            return [(began.date().isoformat(), None)]
        length = self._length(cells, began)
        if length and self._tells_dates_alone(cells):
            return [(day.isoformat(), None) for day, _ in days_touched(began, length + _ONE_DAY)]
        return [(day.isoformat(), hours) for day, hours in days_touched(began, length)]

    def _tells_dates_alone(self, cells: Sequence[str]) -> bool:
        """Whether an attack reaches from a date to a date: the last is a day of it too, and its hours are not told."""
        rows = self._mapping.rows
        return rows.end is not None and all(self._is_date(self._cell(cells, one)) for one in (rows.date, rows.end))

    def _is_date(self, text: str) -> bool:
        form = self._mapping.rows.date_format
        if form == EPOCH:
            return False
        if form and not date_forms.is_iso(text):
            return not _CLOCK.search(form)
        return len(date_forms.iso_of(text) or "") == _DATE_LENGTH

    def _length(self, cells: Sequence[str], began: datetime) -> timedelta | None:
        ended = self._moment(self._cell(cells, self._mapping.rows.end)) if self._mapping.rows.end else None
        hours = _number(self._cell(cells, self._mapping.rows.hours)) if self._mapping.rows.hours else None
        length = ended - began if ended else timedelta(hours=hours) if hours is not None and hours < 24 * 366 else None
        return length if length and timedelta() < length <= LONGEST_ATTACK else None

    def _moment(self, text: str) -> datetime | None:
        """The local wall clock that a cell tells; a date alone is its first minute."""
        form = self._mapping.rows.date_format
        plain = _ORDINAL.sub("", text)
        if form is None:
            return _plain_moment(plain)
        if form == EPOCH:
            return _since_1970(plain, self._zone)
        try:
            moment = datetime.strptime(plain, form)
        except ValueError:
            return _plain_moment(plain) if date_forms.is_iso(plain) else None
        return moment.astimezone(self._zone).replace(tzinfo=None) if moment.tzinfo else moment

    def _take_in(self, day: _Gathered, line: int, cells: Sequence[str], hours: float | None, *, is_first: bool) -> None:
        answers = {
            target: self._answer(target, told, cells)
            for target, told in self._mapping.columns.items()
            if self._applies(cells, told.where)
        }
        for target, answer in answers.items():
            is_free = answers.get(TOLD_WITH.get(target, ""), "").casefold() in _NO
            if answer or not is_free:
                day.told.setdefault(target, []).append(answer)
        if self._mapping.rows.kind == ATTACKS:
            if "headache" not in self._mapping.columns:
                day.told.setdefault("headache", []).append(YES_CELL)
            if "duration_hours" not in self._mapping.columns:
                day.told.setdefault("duration_hours", []).append("" if hours is None else repr(hours))
        if self._mapping.acute and self._applies(cells, self._mapping.acute.where):
            found = list(self._drugs(self._mapping.acute, cells)) if is_first else None
            day.doses_told.append(found is not None and all(told for told, _ in found))
            day.drugs += [(line, drug, doses) for _, taken in found or [] for drug, doses in taken]

    def _applies(self, cells: Sequence[str], where: Mapping[str, frozenset[str]]) -> bool:
        return all(self._cell(cells, column).casefold() in words for column, words in where.items())

    def _answer(self, target: str, told: Told, cells: Sequence[str]) -> str:
        text = self._cell(cells, told.column)
        if diary.DIARY.column(target).holds_nothing(text) and text.casefold() not in (told.yes | told.no):
            return NO_CELL if target == "headache" and self._mapping.rows.empty == NO else EMPTY_CELL
        if diary.DIARY.column(target).kind is Kind.BOOLEAN:
            return _yes_or_no(text, told)
        if told.values:
            number = told.values.get(text.casefold())
            return _quoted(text) if number is None else f"{number:g}"
        return text

    def _drugs(self, acute: Acute, cells: Sequence[str]) -> Iterator[tuple[bool, list[tuple[str, str]]]]:
        """For each cell that tells of drugs, whether it does, and the drugs with their doses."""
        for column in acute.columns:
            text = self._cell(cells, column)
            parts = text.split(acute.separator) if acute.separator else [text]
            words = [one.strip() for one in parts if not diary.DRUG.holds_nothing(one)]
            taken = [word for word in words if word.casefold() not in acute.no and not is_no_drug(word)]
            yield bool(words) or acute.empty == NO, [(word, "") for word in taken]
        for column, drug in acute.drug_columns.items():
            text = self._cell(cells, column)
            number = _number(text)
            if diary.DRUG.holds_nothing(text) and number is None:
                yield acute.empty == NO, []
            elif number == 0 or text.casefold() in (acute.no or _NO) or is_no_drug(text):
                yield True, []
            else:
                yield True, [(drug, "" if number is None else f"{number:g}")]


def _since_1970(text: str, zone: ZoneInfo) -> datetime | None:
    """The wall clock of a number of seconds since 1970, of milliseconds where it has more than eleven digits."""
    number = _number(text)
    if number is None:
        return None
    seconds = number / 1000 if abs(number) >= MILLISECONDS_FROM else number
    try:
        return datetime.fromtimestamp(seconds, zone).replace(tzinfo=None)
    except (ValueError, OverflowError, OSError):
        return None


def _plain_moment(text: str) -> datetime | None:
    found = date_forms.iso_of(text)
    try:
        return datetime.fromisoformat(found) if found else None
    except ValueError:
        return None


def _yes_or_no(text: str, told: Told) -> str:
    """Yes, no, nothing, or the text in quotes where no list names it; usual words where there are no lists."""
    if not told.yes and not told.no:
        return text
    words = [one.strip().casefold() for one in text.split(told.separator)] if told.separator else [text.casefold()]
    if any(word in told.yes for word in words):
        return YES_CELL
    if any(word in told.no for word in words):
        return NO_CELL
    if told.separator is not None:
        return NO_CELL if told.absent == NO else EMPTY_CELL
    return _quoted(text)


def _quoted(text: str) -> str:
    """A word that no list names, so that it is taken for no usual one."""
    return f'"{text}"'


def _number(text: str) -> float | None:
    return float(text.replace(",", ".")) if _NUMBER.fullmatch(text) else None


def _day_rows(days: Mapping[Day, _Gathered], mapping: DiaryMapping) -> Iterator[dict[str, object]]:
    """A diary row for each day of which a row tells whether there was headache, and for each date that is none."""
    for (patient, day), found in days.items():
        joined = {target: _joined(target, texts) for target, texts in found.told.items()}
        if not joined.get("headache") and date_forms.is_iso(day):
            continue
        told = bool(found.doses_told) and all(found.doses_told)
        yield {
            **joined,
            LINE: found.line,
            "patient_id": patient,
            "date": day,
            "doses_recorded": YES_CELL if told and mapping.acute else NO_CELL,
            "attacks_only": YES_CELL if mapping.attacks_only else NO_CELL,
        }


def _dose_rows(days: Mapping[Day, _Gathered]) -> Iterator[dict[str, object]]:
    for (patient, day), found in days.items():
        for line, drug, doses in found.drugs:
            yield {LINE: line, "patient_id": patient, "date": day, "drug": drug, "doses": doses}


def _joined(target: str, texts: Sequence[str]) -> str:
    """What several rows of one day say of one thing: any yes, the worst value, the hours together; else unknown."""
    column = diary.DIARY.column(target)
    if column.kind is Kind.TEXT:
        return "\n".join(dict.fromkeys(text for text in texts if text))
    if column.kind is Kind.BOOLEAN:
        return _any_yes(texts) if target != "headache" else _any_yes([text for text in texts if text] or [""])
    numbers = [_number(text) for text in texts]
    odd = next((text for text, number in zip(texts, numbers, strict=True) if text and number is None), None)
    if odd is not None or len(texts) == 1 or column.kind is Kind.TIMESTAMP:
        return odd if odd is not None else max(texts)
    if target in COUNTING:
        worst = known_worst(target, numbers)
        return EMPTY_CELL if worst is None else f"{worst:g}"
    known = [number for number in numbers if number is not None]
    return f"{min(sum(known), HOURS_OF_A_DAY)!r}" if len(known) == len(texts) else EMPTY_CELL


def _any_yes(texts: Sequence[str]) -> str:
    """Yes where any is, the first odd one, nothing where any is empty, else no."""
    folded = [text.casefold() for text in texts]
    yes = [text for text in texts if text.casefold() in _YES]
    odd = [text for text, small in zip(texts, folded, strict=True) if text and small not in _YES and small not in _NO]
    return (yes or odd or [EMPTY_CELL if "" in folded else texts[0]])[0]


_YES = frozenset({"1", "1.0", "1,0", "true", "yes", "ja", "sant"})
_NO = frozenset({"0", "0.0", "0,0", "false", "no", "nej", "falskt"})


def _frame(table: diary.Table, rows: Iterable[Mapping[str, object]]) -> pd.DataFrame:
    names = [LINE, *(column.name for column in table)]
    frame = pd.DataFrame(list(rows), columns=names, dtype=object).fillna("")
    return frame.astype({LINE: "int64"})
