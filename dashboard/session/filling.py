"""A patient's own diary on the page: read and written through the door, in the name of the patient alone.

Where people sign in it is the diary of who did. In the demonstration anybody may look as one of the invented patients.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any, cast

import streamlit as st
from sqlalchemy import func, select

from analysis.errors import DiaryError, EntryRefused, NotAllowed
from analysis.querying.schema import ACUTE_DOSES, DIARY
from analysis.records.patients import patient_file
from analysis.store import Action, Door, Records, Visitor
from analysis.store.own_days import Intake, OwnDay, newest_days
from analysis.store.roles import Right, Role
from dashboard.access import how_opened
from dashboard.components import diary_form
from dashboard.components.diary_form import Answer
from dashboard.sections.day import own_week
from dashboard.session import address, clock, failing, reading, signing, view
from dashboard.texts import Words

PLACE = "own diary"
DRUGS_OFFERED = 8
LAST_DAYS = 180
"""How far back drugs and the last headache day are looked for."""
_OUTCOME, _DONE, _ENTERED = "own-outcome", "own-done", "own-entered"


def own_door() -> tuple[Door, str]:
    """The door for the patient of this session, and who that is. Raises Nothing in a demonstration with no choice."""
    visitor = signing.visitor()
    if Right.OWN_DIARY in visitor.rights and visitor.own:
        return reading.door(), visitor.own
    asked = address.read("patient")
    if not how_opened().is_demo:
        raise NotAllowed("Whoever keeps no diary of their own has none here.")
    if asked is None:
        raise view.Nothing("choose-patient")
    return Door(reading.store(), Visitor("demonstration", role=Role.PATIENT, own=asked)), asked


def keep_diary(words: Words) -> Records:
    """The form with the week; what was sent is kept first. Gives what the door let through, as it is now."""
    door, patient = own_door()
    if how_opened().is_demo:
        st.info(words("own-demo", patient=patient))
    _take_answer(door, patient, words)
    records = _records(door, patient)
    diary_form.diary_form(_data(records, patient, words) | {"outcome": st.session_state.get(_OUTCOME)})
    return records


def _records(door: Door, patient: str) -> Records:
    """What the door let through; logged once for each session, patient and state of the diary."""
    state = (door.snapshot_name(), patient, clock.today())
    known, records = st.session_state.get(_ENTERED, (None, None))
    if known != state:
        records = door.enter(Action.READ, PLACE, (patient,))
        st.session_state[_ENTERED] = (state, records)
    return cast(Records, records)


def _data(records: Records, patient: str, words: Words) -> dict[str, Any]:
    today = clock.today()
    with records.connect() as connection:
        file = patient_file(connection, patient)
        known = newest_days(connection, patient, today - timedelta(days=LAST_DAYS))
        taken = select(ACUTE_DOSES.c.drug).where(
            ACUTE_DOSES.c.patient_id == patient, ACUTE_DOSES.c.date >= today - timedelta(days=LAST_DAYS)
        )
        by_use = taken.group_by(ACUTE_DOSES.c.drug).order_by(func.count().desc(), ACUTE_DOSES.c.drug)
        drugs = connection.execute(by_use.limit(DRUGS_OFFERED)).scalars().all()
        bled = select(DIARY.c.date).where(DIARY.c.patient_id == patient, DIARY.c.menstruation.is_not(None)).limit(1)
        asks_bleeding = file.patient.sex == "female" or connection.execute(bled).first() is not None
    person, settings = file.patient, records.settings
    return own_week.form_data(known, person, drugs, today, settings, words, asks_bleeding=asks_bleeding)


def _take_answer(door: Door, patient: str, words: Words) -> None:
    """Keeps what was sent, once, and remembers what is said to that."""
    sent = diary_form.sent_answer()
    if sent is None or sent.id == st.session_state.get(_DONE):
        return
    st.session_state[_OUTCOME] = _outcome(door, patient, sent, words) | {"mark": secrets.token_hex(8)}
    if st.session_state[_OUTCOME]["kept"]:
        st.session_state[_DONE] = sent.id


def _outcome(door: Door, patient: str, sent: Answer, words: Words) -> dict[str, Any]:
    arrived = clock.arrival()
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
