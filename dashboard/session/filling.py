"""A patient's own diary on the page: read and written through the door, in the name of the patient alone.

Where people sign in it is the diary of who did. In the demonstration anybody may look as one of the invented patients.
"""

from __future__ import annotations

import secrets
from typing import cast

import streamlit as st

from analysis.errors import NotAllowed
from analysis.store import Action, Door, Records
from analysis.store.roles import Right
from dashboard.access import how_opened
from dashboard.components import diary_form
from dashboard.session import address, clock, reading, signing, view
from dashboard.session.own_answers import PLACE, looking_as, outcome, shown
from dashboard.texts import Words

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
    return Door(reading.store(), looking_as(asked)), asked


def keep_diary(words: Words) -> Records:
    """The form with the week; what was sent is kept first. Gives what the door let through, as it is now."""
    door, patient = own_door()
    if how_opened().is_demo:
        st.info(words("own-demo", patient=patient))
    _take_answer(door, patient, words)
    records = _records(door, patient)
    diary_form.diary_form(shown(records, patient, words) | {"outcome": st.session_state.get(_OUTCOME)})
    return records


def _records(door: Door, patient: str) -> Records:
    """What the door let through; logged once for each session, patient and state of the diary."""
    state = (door.snapshot_name(), patient, clock.today())
    known, records = st.session_state.get(_ENTERED, (None, None))
    if known != state:
        records = door.enter(Action.READ, PLACE, (patient,))
        st.session_state[_ENTERED] = (state, records)
    return cast(Records, records)


def _take_answer(door: Door, patient: str, words: Words) -> None:
    """Keeps what was sent, once, and remembers what is said to that."""
    sent = diary_form.sent_answer()
    if sent is None or sent.id == st.session_state.get(_DONE):
        return
    st.session_state[_OUTCOME] = outcome(door, patient, sent, words) | {"mark": secrets.token_hex(8)}
    if st.session_state[_OUTCOME]["kept"]:
        st.session_state[_DONE] = sent.id
