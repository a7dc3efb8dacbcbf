"""A patient's own days as a page shows and takes them: read and written through the door, whatever page asks."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import select

from analysis.errors import DiaryError, EntryRefused
from analysis.querying.schema import DIARY
from analysis.records.patients import patient_file
from analysis.store import Door, Records, Visitor
from analysis.store.own_days import Intake, OwnDay, newest_days
from analysis.store.own_drugs import drugs_to_offer
from analysis.store.roles import Role
from dashboard.components.diary_form import Answer
from dashboard.sections.day import own_week
from dashboard.session import clock, failing
from dashboard.texts import Words

PLACE = "own diary"
LAST_DAYS = 180
"""How far back the last headache day is looked for."""


def looking_as(patient: str) -> Visitor:
    """Whoever looks at a demonstration as one of its invented patients."""
    return Visitor("demonstration", role=Role.PATIENT, own=patient)


def shown(records: Records, patient: str, words: Words) -> dict[str, Any]:
    """What the form is told of a patient whose records were entered (`own_week.form_data`)."""
    today = clock.today()
    with records.connect() as connection:
        file = patient_file(connection, patient)
        known = newest_days(connection, patient, today - timedelta(days=LAST_DAYS))
        drugs = drugs_to_offer(connection, patient, today)
        bled = select(DIARY.c.date).where(DIARY.c.patient_id == patient, DIARY.c.menstruation.is_not(None)).limit(1)
        asks_bleeding = file.patient.sex == "female" or connection.execute(bled).first() is not None
    person, settings = file.patient, records.settings
    return own_week.form_data(known, person, drugs, today, settings, words, asks_bleeding=asks_bleeding)


def outcome(door: Door, patient: str, sent: Answer, words: Words, arrived: datetime | None = None) -> dict[str, Any]:
    """Keeps what was sent, and tells whether it is kept (`kept`) and what is said to it (`told`), by its `id`.

    It counts from when it `arrived`; None: now.
    """
    arrived = arrived or clock.arrival()
    try:
        day = day_of(patient, sent.told)
        is_new = door.fill_in(day, arrived)
    except EntryRefused as refused:
        last = own_week.named(refused.last, arrived.date(), words) if refused.last else ""
        return {"id": sent.id, "kept": False, "told": words(f"own-refused-{refused.code}", last=last)}
    except (ValueError, KeyError, TypeError, AttributeError):
        return {"id": sent.id, "kept": False, "told": words("own-refused-answer")}
    except DiaryError as error:
        told = f"{failing.sentence_of(error, words)} {words('own-not-kept')}"
        return {"id": sent.id, "kept": False, "told": told}
    key = "own-kept" if is_new else "own-kept-already"
    told = words(key, time=f"{arrived:%H:%M}", day=own_week.named(day.date, arrived.date(), words))
    return {"id": sent.id, "kept": True, "told": told}


def day_of(patient: str, told: Mapping[str, Any]) -> OwnDay:
    """What the browser told of a day. Raises ValueError, KeyError, TypeError or AttributeError for what is none."""
    if not isinstance(told["headache"], bool):
        raise ValueError("no answer")
    intakes = told.get("intakes")
    return OwnDay(
        patient,
        date.fromisoformat(told["date"]),
        told["headache"],
        {str(name): value for name, value in told.get("answers", {}).items() if value is not None},
        None if intakes is None else tuple(Intake(one["drug"].strip(), one["doses"], one["helped"]) for one in intakes),
    )
