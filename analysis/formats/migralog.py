"""The JSON export of the app MigraLog: episodes, readings of pain, doses, and the status of days.

A day of status green is headache-free (no migraine or warning signs), one of status red a day of headache; yellow is
neither. Where no day is green, only attacks are told. Points in time become the wall clock of the setting `timezone`.
Where an episode was is not read. Of preventive drugs single doses of monthly and quarterly ones are read, of daily ones
none: the file does not say since when they are taken.

Source: spec/schemas/export/migralog-export.schema.json of vfilby/migralog.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property
from typing import Any

from analysis import diary
from analysis.days.recorded import known_worst
from analysis.errors import UnreadableFile
from analysis.formats import personal, records
from analysis.formats.limits import LARGEST_DOCUMENT_BYTES
from analysis.formats.personal import NO, YES, Row
from analysis.formats.reading import LINE, Export, Note, Options, Reading
from analysis.formats.records import Item, Numbered
from analysis.formats.signs import on_one_side, said
from analysis.formats.sources import Content, Source

FORMAT = "migralog"
NAMES = {"date": "startTime", "headache": "status", "intensity": "intensity", "duration_hours": "endTime"}
READ = ("episodes", "dailyStatusLogs", "medicationDoses")
NOT_KEPT = ("location",)
GREEN, YELLOW, RED = "green", "yellow", "red"
TAKEN, SKIPPED, PREVENTIVE, SPACED = ("taken", None), "skipped", "preventative", ("monthly", "quarterly")
OTHER, AGAINST_NO_PAIN = "other", ("supplement", "preventive")
"""A drug of no type is acute medication unless its category is one of these."""
MILLISECONDS = 1000


def recognises(source: Source) -> bool:
    """Whether any file has the lists of the app."""
    return any(_is_migralog(content) for content in source.contents)


def read(source: Source, options: Options) -> Export:
    """The diary of one person. Raises UnreadableFile without a patient, and for a file without its lists."""
    patient = personal.require_patient(source, options, "MigraLog")
    files = {content: _file(content, options) for content in source.contents if _is_migralog(content)}
    made = max((one.made for one in files.values() if one.made), default=None)
    return personal.export(
        source,
        options,
        files,
        lambda content: files[content].reading(content, patient),
        attacks_only=not any(one.says_no for one in files.values()),
        exported_at=made,
        kept_until=made.date() if made else None,
    )


def _is_migralog(content: Content) -> bool:
    """Whether a JSON file names the lists; they may stand far down, so that it is looked through whole."""
    if not content.is_json:
        return False
    data = content.beginning(LARGEST_DOCUMENT_BYTES)
    return all(f'"{name}"'.encode() in data for name in ("metadata", "episodes", "medicationDoses"))


def _is_acute(drug: Item) -> bool:
    """Whether it is taken against an attack; one that the file does not describe may be."""
    is_supplement = drug.get("type") == OTHER and drug.get("category") in AGAINST_NO_PAIN
    return drug.get("type") != PREVENTIVE and not is_supplement


def _is_single(drug: Item) -> bool:
    """Whether it is a preventive that is given now and then."""
    return drug.get("type") == PREVENTIVE and drug.get("scheduleFrequency") in SPACED


def _file(content: Content, options: Options) -> _File:
    said_by_file = records.parsed(content)
    if not isinstance(said_by_file, dict) or not isinstance(said_by_file.get("episodes"), list):
        raise UnreadableFile(f"{content.name} has no list of episodes.", "not-json", file=content.name)
    return _File(said_by_file, options.timezone)


@dataclass(frozen=True)
class _File:
    """What a file holds, and the clock by which its times are told."""

    said: Mapping[str, Any]
    zone: str

    @property
    def made(self) -> datetime | None:
        """When it was written."""
        about = self.said.get("metadata")
        return self._moment(about.get("timestamp")) if isinstance(about, dict) else None

    @property
    def says_no(self) -> bool:
        """Whether it tells of any day without headache."""
        return any(log.get("status") == GREEN for log in records.items(self.said.get("dailyStatusLogs")))

    @cached_property
    def _read(self) -> dict[str, list[Numbered]]:
        """The records that are read, by their list."""
        found: dict[str, list[Numbered]] = {}
        for name in READ:
            before = sum(map(len, found.values()))
            found[name] = records.numbered(records.items(self.said.get(name)), before)
        return found

    def reading(self, content: Content, patient: str) -> Reading:
        """Its days, acute doses and single doses of preventives."""
        acute, single = list(self._acute()), list(self._single())
        with_doses = {row["date"] for row in acute}
        told = personal.in_doubt(self._days())
        days = [row | {"doses_recorded": YES if row["date"] in with_doses else NO} for row in told]
        made = personal.reading(
            content,
            FORMAT,
            records.written((one for name in READ for one in self._read[name]), NOT_KEPT),
            patient,
            days,
            acute,
            NAMES,
            notes=tuple(self._notes()),
        )
        table = personal.frame(single, diary.TREATMENT_DOSES, patient)
        return made if table.empty else replace(made, tables={**made.tables, diary.TREATMENT_DOSES.name: table})

    def _days(self) -> Iterator[Row]:
        for line, episode in self._read["episodes"]:
            yield from self._episode(line, episode)
        for line, log in self._read["dailyStatusLogs"]:
            if log.get("status") != YELLOW:
                status = records.text(log.get("status"))
                answer = {RED: YES, GREEN: NO}.get(status, personal.unread(status))
                note = records.text(log.get("notes"))
                yield {LINE: line, "date": records.text(log.get("date")), "headache": answer, "note": note}

    def _episode(self, line: int, episode: Item) -> list[Row]:
        """A row a day of an episode; pain on the days on which it was rated."""
        times = [records.number(episode.get(name)) for name in ("startTime", "endTime")]
        began, length = self._moment(times[0]), personal.length_between(*(at and at / MILLISECONDS for at in times))
        if began is None:
            return [{LINE: line, "date": records.text(episode.get("startTime")), "headache": YES}]
        listed = [*records.texts(episode.get("symptoms")), *records.texts(episode.get("qualities"))]
        signs = said(listed) | on_one_side(records.texts(episode.get("locations")))
        first = {"note": records.text(episode.get("notes"))}
        rows = personal.attack_rows(line, began, length, signs, first, self.zone)
        rated = self._pain.get(records.text(episode.get("id")), {})
        return [{**row, "intensity": f"{rated[row['date']]:g}" if row["date"] in rated else ""} for row in rows]

    @cached_property
    def _pain(self) -> dict[str, dict[str, float]]:
        """The worst rating by episode and date; none where a rating cannot be read that may have been worse.

        So may one of the episode whose time cannot be.
        """
        ratings: dict[tuple[str, str], list[float | None]] = {}
        untimed: dict[str, list[float | None]] = {}
        for rating in records.items(self.said.get("intensityReadings")):
            episode, at = records.text(rating.get("episodeId")), self._moment(rating.get("timestamp"))
            if at is None:
                untimed[episode] = [None]
            else:
                place = episode, at.date().isoformat()
                ratings.setdefault(place, []).append(records.number(rating.get("intensity")))
        worst: dict[str, dict[str, float]] = {}
        for (episode, day), pains in ratings.items():
            pain = known_worst("intensity", [*pains, *untimed.get(episode, ())])
            if pain is not None:
                worst.setdefault(episode, {})[day] = pain
        return worst

    @cached_property
    def _drugs(self) -> dict[str, Item]:
        return {records.text(drug.get("id")): drug for drug in records.items(self.said.get("medications"))}

    def _taken(self) -> Iterator[tuple[int, Item, Item]]:
        """Each dose that was taken, with its number and its drug; without one where it is not known whether it was."""
        for line, dose in self._read["medicationDoses"]:
            status = dose.get("status")
            if status != SKIPPED and records.number(dose.get("quantity")) != 0:
                drug = self._drugs.get(records.text(dose.get("medicationId")), {})
                yield line, dose, drug if status in TAKEN else {**drug, "name": ""}

    def _acute(self) -> Iterator[Row]:
        for line, dose, drug in self._taken():
            if _is_acute(drug):
                yield self._dose(line, dose, drug, "date") | {"doses": records.text(dose.get("quantity"))}

    def _single(self) -> Iterator[Row]:
        for line, dose, drug in self._taken():
            if _is_single(drug):
                yield self._dose(line, dose, drug, "given_on")

    def _dose(self, line: int, dose: Item, drug: Item, day: str) -> Row:
        at = self._moment(dose.get("timestamp"))
        taken_on = at.date().isoformat() if at else records.text(dose.get("timestamp"))
        taken_at = at.isoformat(timespec="seconds") if at else ""
        return {LINE: line, day: taken_on, "drug": records.text(drug.get("name")), "taken_at": taken_at}

    def _notes(self) -> Iterator[Note]:
        for name in READ:
            counted = self._counted(name)
            if counted is not None and counted > len(self._read[name]):
                yield Note("fewer_than_said", {"list": name, "told": counted, "found": len(self._read[name])})
        daily = {
            records.text(drug.get("name"))
            for _, _, drug in self._taken()
            if not _is_acute(drug) and not _is_single(drug) and drug.get("name")
        }
        if daily:
            yield Note("drugs_not_read", {"drugs": ", ".join(sorted(daily))})

    def _counted(self, name: str) -> int | None:
        """How many records of a list the file says that it holds."""
        about = self.said.get("metadata")
        counts = about.get("counts") if isinstance(about, dict) else None
        found = records.number(counts.get(name)) if isinstance(counts, dict) else None
        return None if found is None else int(found)

    def _moment(self, value: object) -> datetime | None:
        milliseconds = records.number(value)
        return None if milliseconds is None else personal.local_moment(milliseconds / MILLISECONDS, self.zone)
