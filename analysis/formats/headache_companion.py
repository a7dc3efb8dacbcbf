"""The JSON files of the app Headache Companion: days with their attacks and drugs, and the history of preventives.

The app makes a day each time it is opened, so that a day without an attack may be one nobody filled in: it is not told.
An attack belongs to the day it stands in, and lasts into the next where its end says so; points in time are told by the
wall clock of the setting `timezone`. A switch that is off (pulsating, on period) may never have been touched: only yes
is read.

Source: SettingsView.swift and Extensions.swift of unobserved-io/headache-companion.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime

from analysis import diary
from analysis.errors import UnreadableFile
from analysis.formats import personal, records
from analysis.formats.personal import NO, YES, Row
from analysis.formats.reading import LINE, Export, Note, Options, Reading
from analysis.formats.records import Item
from analysis.formats.signs import migraine_word, said
from analysis.formats.sources import Content, Source

FORMAT = "headache_companion"
ATTACKS_ONLY = True
NAMES = {"date": "date", "headache": "attacks", "drug": "medications", "note": "notes"}
HELPED = {0: "no", 1: "yes"}
PREVENTIVE = "preventive"


def recognises(source: Source) -> bool:
    """Whether any file is a list of the app's days or drugs."""
    return any(_kind(content) for content in source.contents)


def read(source: Source, options: Options) -> Export:
    """The diary of one person. Raises UnreadableFile without a patient, or where no file holds days."""
    patient = personal.require_patient(source, options, "Headache Companion")
    kinds = {content: kind for content in source.contents if (kind := _kind(content))}
    if "days" not in kinds.values():
        raise UnreadableFile(
            f"{source.name} is the history of drugs of Headache Companion: give its days (HC-DailyData) too.",
            "companion-days",
            file=source.name,
        )
    found = sorted(kinds, key=lambda content: kinds[content])
    last = [day for one in found if kinds[one] == "days" for item in _items(one) if (day := _day(item))]

    def reading(content: Content) -> Reading:
        return (_of_days if kinds[content] == "days" else _of_drugs)(content, patient, options.timezone)

    return personal.export(source, options, found, reading, kept_until=max(last, default=None))


def _kind(content: Content) -> str:
    """Whether a file holds days or drugs of the app; empty where neither."""
    if not content.is_json:
        return ""
    head = content.head()
    if all(f'"{name}"'.encode() in head for name in ("attacks", "medications", "date")):
        return "days"
    return "drugs" if all(f'"{name}"'.encode() in head for name in ("frequency", "effective", "sideEffects")) else ""


def _items(content: Content) -> list[Item]:
    return records.items(records.parsed(content))


def _of_days(content: Content, patient: str, zone: str) -> Reading:
    found = records.numbered(_items(content))
    days = [row for line, item in found for row in _attacks(line, item, zone)]
    doses = [row for line, item in found for row in _doses(line, item, zone)]
    return personal.reading(content, FORMAT, records.written(found), patient, days, doses, NAMES)


def _day(item: Item) -> date | None:
    return personal.day_of(item.get("date"))


def _attacks(line: int, item: Item, zone: str) -> Iterator[Row]:
    """A row for each day of each attack; the notes of the day on the first."""
    taken = YES if any(_is_acute(drug) for drug in records.items(item.get("medications"))) else NO
    first: Row = {"note": records.text(item.get("notes")), "doses_recorded": taken}
    for attack in records.items(item.get("attacks")):
        yield from _attack(line, item, attack, zone, first)
        first = {"doses_recorded": taken}


def _attack(line: int, item: Item, attack: Item, zone: str, first: Row) -> list[Row]:
    day = _day(item)
    told = _told(attack)
    if day is None:
        return [{LINE: line, "date": records.text(item.get("date")), "headache": YES, **told, **first}]
    began = _moment(attack.get("startTime"), zone)
    length = personal.length_between(attack.get("startTime"), attack.get("stopTime"))
    rows = personal.attack_rows(line, began, length, told, {}, zone) if began else []
    of_day = [row for row in rows if row["date"] == day.isoformat()]
    if not of_day:
        return [{LINE: line, "date": day.isoformat(), "headache": YES, **told, **first}]
    of_day[0] |= first
    return rows


def _told(attack: Item) -> Row:
    """What holds for every day of an attack."""
    listed = records.texts(attack.get("symptoms"))
    return {
        "intensity": records.text(attack.get("painLevel")),
        "migraine": migraine_word([records.text(attack.get("headacheType"))]),
        **said(listed),
        **({"pulsating": YES} if attack.get("pulsating") is True else {}),
        **({"aura": YES} if records.texts(attack.get("auras")) else {}),
        **({"menstruation": YES} if attack.get("onPeriod") is True else {}),
    }


def _is_acute(drug: Item) -> bool:
    return records.text(drug.get("type")).casefold() != PREVENTIVE


def _doses(line: int, item: Item, zone: str) -> Iterator[Row]:
    for drug in filter(_is_acute, records.items(item.get("medications"))):
        amount = records.number(drug.get("amount"))
        at = _moment(drug.get("time"), zone)
        helped = records.number(drug.get("effective"))
        yield {
            LINE: line,
            "date": records.text(item.get("date")),
            "drug": " ".join(filter(None, (records.text(drug.get("name")), records.text(drug.get("dose"))))),
            "doses": f"{amount:g}" if amount else "",
            "taken_at": at.isoformat(timespec="seconds") if at and at.date() == _day(item) else "",
            "helped": HELPED.get(int(helped), "") if helped is not None else "",
        }


def _of_drugs(content: Content, patient: str, zone: str) -> Reading:
    """The preventives of the history, as treatments."""
    found = records.numbered(_items(content))
    rows = [_treatment(line, drug, zone) for line, drug in found if not _is_acute(drug)]
    made = personal.reading(content, FORMAT, records.written(found), patient, [], None, {"drug": "name"})
    table = personal.frame(rows, diary.TREATMENTS, patient)
    others = sorted({records.text(drug.get("name")) for _, drug in found if _is_acute(drug)})
    notes = (Note("drugs_not_read", {"drugs": ", ".join(others)}),) if others else ()
    return replace(made, tables={diary.TREATMENTS.name: table}, notes=notes)


def _treatment(line: int, drug: Item, zone: str) -> Row:
    began, ended = (_moment(drug.get(name), zone) for name in ("startDate", "stopDate"))
    return {
        LINE: line,
        "drug": records.text(drug.get("name")),
        "started_on": began.date().isoformat() if began else records.text(drug.get("startDate")),
        "stopped_on": ended.date().isoformat() if ended else "",
    }


def _moment(value: object, zone: str) -> datetime | None:
    return personal.local_moment(records.number(value), zone)
