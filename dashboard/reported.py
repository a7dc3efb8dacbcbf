"""The headache profile for the command line: whom it is of, what is said meanwhile, and the file."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import click

from analysis.errors import ReportRefused
from analysis.store import Action, Door, Records
from dashboard.report.making import PLACE, ZIP, Asked, booked, checked, content, lacking, made, write

MOST_NAMED = 5


def write_report(
    door: Door,
    patients: list[str],
    out: Path,
    language: str,
    as_of: date | None,
    edition: str,
    visits_on: date | None,
    url: str | None,
) -> None:
    """Writes the page of each of the patients, or of those booked on a day.

    Raises ReportRefused where one of the patients named can have no page; of those booked, they are left out and told.
    """
    target = checked(out)
    records = _booked(door, visits_on) if visits_on else door.enter(Action.EXPORTED, PLACE, patients)
    latest = max(part.day(as_of) for part in records.parts(as_of))
    each = target.suffix.lower() == ZIP
    asked = Asked(latest, language, edition, each=each, is_by_patient=as_of is None)
    shown = _with_a_page(records, as_of, leave_out=visits_on is not None)
    number = len(shown.patients or ())
    click.echo(f"Reading {number} {'diary' if number == 1 else 'diaries'} ...", err=True)
    found = made(shown, asked, url, lambda ready, of: click.echo(f"{ready} of {of} pages", err=True))
    write(target, content(found, asked))
    click.echo(target)


def _booked(door: Door, day: date) -> Records:
    found = booked(door.enter(Action.LISTED, PLACE), day)
    if not found:
        raise ReportRefused(f"Nobody has a visit on {day}.")
    return door.enter(Action.EXPORTED, PLACE, found)


def _with_a_page(records: Records, as_of: date | None, *, leave_out: bool) -> Records:
    reasons = lacking(records, as_of)
    left = tuple(one for one in records.patients or () if one not in reasons)
    if not reasons:
        return records
    told = [f"{patient} {why}" for patient, why in list(reasons.items())[:MOST_NAMED]]
    more = [f"{len(reasons) - MOST_NAMED} more"] if len(reasons) > MOST_NAMED else []
    sentence = f"No page can be made: {'; '.join([*told, *more])}."
    if not leave_out or not left:
        raise ReportRefused(sentence)
    click.echo(f"Left out. {sentence}", err=True)
    return replace(records, patients=left)
