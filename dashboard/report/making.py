"""The pages of many patients: who can have one, the work shared among the cores, and the files that hold them."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from io import BytesIO
from pathlib import Path
from tempfile import NamedTemporaryFile
from zipfile import ZIP_STORED, ZipFile, ZipInfo

from sqlalchemy import select

from analysis.days.recorded import was_known
from analysis.errors import ReportRefused
from analysis.querying.at_hand import kept_at_hand
from analysis.querying.schema import DIARY, VISITS
from analysis.records.patients import patients
from analysis.store import Entered, Records, store_at
from analysis.summary import summaries
from analysis.windows import WINDOW_DAYS, period_ending
from dashboard.report.drawing import pdf_of
from dashboard.report.editions import page_of
from dashboard.report.material import YEAR_WINDOWS, Material, materials
from dashboard.report.profile import Profile
from dashboard.report.sharing import shared
from dashboard.sections.age import told_of
from dashboard.texts import words

PDF, ZIP = ".pdf", ".zip"
PLACE = "report"
"""The place in the access log, of the command and of the pages alike."""
CHUNK = 50
"""Patients whose pages are made at a time: to read few of them takes nearly as long as to read many."""
FEWEST_SHARED = 2 * CHUNK
"""Patients from which the work is shared among the cores: to start a process takes seconds."""
MOST_CORES = 4
Told = Callable[[int, int], None]
"""Is told how many pages of how many are ready."""


@dataclass(frozen=True)
class Asked:
    """As of which day, in which language, which edition, and whether each patient has a PDF of its own.

    `is_by_patient` has each patient seen as of the end of their own data; `as_of` is then the latest of those days.
    """

    as_of: date
    language: str
    edition: str
    each: bool = False
    is_by_patient: bool = False

    @property
    def day(self) -> date | None:
        """The day that everybody is seen as of; None where each is as of the end of their own data."""
        return None if self.is_by_patient else self.as_of


@dataclass(frozen=True)
class Made:
    """A page of a patient: in words and numbers, or drawn where a PDF each is asked for."""

    patient_id: str
    page: Profile
    pdf: bytes = b""


def lacking(records: Records, as_of: date | None) -> dict[str, str]:
    """Why there is no page, of the patients of `records` who can have none: a clause each, by pseudonym.

    `as_of` is the end of the data, by patient, unless an earlier day is asked for.
    """
    found: dict[str, str] = {}
    for part in records.parts(as_of):
        found |= _lacking(part, part.day(as_of))
    return found


def _lacking(records: Records, as_of: date) -> dict[str, str]:
    with records.connect() as connection:
        people = {one.patient_id: one for one in patients(connection)}
        entered = select(DIARY.c.patient_id).where(DIARY.c.date <= as_of, was_known(as_of)).distinct()
        written = set(connection.execute(entered).scalars())
    whose = records.patients or tuple(people)
    found = {
        one: f"is enrolled on {people[one].enrolled_on}, after {as_of}"
        for one in whose
        if people[one].enrolled_on > as_of
    }
    unsure = tuple(one for one in whose if one not in found and one not in written)
    return found | dict.fromkeys(_empty(records, unsure, as_of), f"has an empty diary: no day is filled in by {as_of}")


def _empty(records: Records, unsure: tuple[str, ...], as_of: date) -> list[str]:
    """Those of these patients, none of whom has an entry, of whom no day is declared either."""
    if not unsure:
        return []
    period = period_ending(as_of, YEAR_WINDOWS * WINDOW_DAYS)
    known = summaries(replace(records, patients=unsure), as_of=as_of, period=period)
    return [one for one in unsure if not known[one].period.completeness.filled]


def booked(records: Records, day: date) -> tuple[str, ...]:
    """Those who have a visit on the day, by pseudonym."""
    with records.connect() as connection:
        query = select(VISITS.c.patient_id).where(VISITS.c.date == day).distinct().order_by(VISITS.c.patient_id)
        return tuple(connection.execute(query).scalars())


def made(records: Records, asked: Asked, url: str | None, told: Told) -> Iterator[Made]:
    """The page of each of the patients of `records`, in their order; `url` is where another process finds the store."""
    whose = records.patients or ()
    chunks = [whose[place : place + CHUNK] for place in range(0, len(whose), CHUNK)]
    ready = 0
    for some in _shared(records, chunks, asked, url):
        yield from some
        ready += len(some)
        told(ready, len(whose))


def _shared(records: Records, chunks: Sequence[tuple[str, ...]], asked: Asked, url: str | None) -> Iterator[list[Made]]:
    cores = min(MOST_CORES, os.cpu_count() or 1)
    if sum(map(len, chunks)) < FEWEST_SHARED or cores == 1:
        for chunk in chunks:
            yield made_here(replace(records, patients=chunk), asked)
        return
    jobs = [(replace(Entered.of(records), patients=chunk), asked, url) for chunk in chunks]
    yield from shared(_made_there, jobs, cores)


def _made_there(job: tuple[Entered, Asked, str | None]) -> list[Made]:
    """In a process of its own, which keeps to one core: the others have their own."""
    os.environ.setdefault("RAYON_NUM_THREADS", "1")  # the threads on which pages are drawn
    entered, asked, url = job
    return made_here(entered.reopened(store_at(url)), asked)


def made_here(records: Records, asked: Asked) -> list[Made]:
    """The pages of the patients of `records`, made in this process."""
    spoken = words(asked.language)
    with kept_at_hand():
        pages = {
            material.file.patient.patient_id: (_page(material, asked), material.as_of)
            for part in records.parts(asked.day)
            for material in materials(part, part.day(asked.day))
        }
    return [
        Made(patient, page, pdf_of([page], day, spoken) if asked.each else b"")
        for patient, (page, day) in sorted(pages.items(), key=lambda one: _place(one[0], records))
    ]


def _page(material: Material, asked: Asked) -> Profile:
    """The page of one patient, in the words of the day on which it is made."""
    settings = material.today.recent.settings
    return page_of(material, told_of(material.as_of, material.made_on, settings, words(asked.language)), asked.edition)


def _place(patient: str, records: Records) -> int:
    """Where the patient stands in the order that was asked for."""
    return records.patients.index(patient) if records.patients else 0


def pdf_bytes(records: Records, asked: Asked) -> bytes:
    """One PDF of the patients of `records`, a page each."""
    return pdf_of([one.page for one in made_here(records, asked)], asked.as_of, words(asked.language))


def content(found: Iterator[Made], asked: Asked) -> bytes:
    """What the file holds: one PDF, or a zip with a PDF each."""
    if asked.each:
        return _zipped(found, asked.as_of)
    return pdf_of([one.page for one in found], asked.as_of, words(asked.language))


def _zipped(found: Iterator[Made], as_of: date) -> bytes:
    """A zip whose bytes depend on its content alone."""
    buffer, used = BytesIO(), set[str]()
    with ZipFile(buffer, "w", ZIP_STORED) as archive:
        for one in found:
            name = _file_name(one.patient_id, used)
            archive.writestr(ZipInfo(name, (max(1980, as_of.year), as_of.month, as_of.day, 0, 0, 0)), one.pdf)
    return buffer.getvalue()


def _file_name(patient_id: str, used: set[str]) -> str:
    """A name that every system takes; a number tells those apart that would be the same."""
    stem = re.sub(r"[^\w.-]+", "_", patient_id).strip("._")[:80] or "patient"
    name, number = stem, 1
    while name.casefold() in used:
        number += 1
        name = f"{stem}-{number}"
    used.add(name.casefold())
    return f"{name}{PDF}"


def checked(out: Path) -> Path:
    """The file that is asked for. Raises ReportRefused where it is no PDF or zip, or cannot be written there."""
    if out.suffix.lower() not in (PDF, ZIP):
        raise ReportRefused(f"{out.name} is neither a .pdf nor a .zip; name the file so.")
    if out.is_dir() or not out.absolute().parent.is_dir():
        raise ReportRefused(f"{out} cannot be written: its folder does not exist, or it is a folder itself.")
    return out.absolute()


def write(out: Path, content: bytes) -> None:
    """Writes the file whole or not at all. Raises ReportRefused where the folder does not let it."""
    draft = None
    try:
        with NamedTemporaryFile(dir=out.parent, prefix=f".{out.stem[:40]}-", delete=False) as file:
            draft = Path(file.name)
            file.write(content)
        draft.replace(out)
    except OSError as error:
        raise ReportRefused(f"{out} cannot be written: {error.strerror}.") from None
    finally:
        if draft is not None:
            draft.unlink(missing_ok=True)
