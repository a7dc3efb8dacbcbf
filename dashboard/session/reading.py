"""Reading through the door: the access log is written first, each time a session opens a patient on a page.

What is computed is kept for everybody, by snapshot; the entry in the log never is.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import TypeVar, cast

import streamlit as st

from analysis import environment
from analysis.store import Action, ClinicStore, Door, Records, store_at
from dashboard.session import clock, signing
from dashboard.session.uploads import remove_left

Value = TypeVar("Value")

VALUES_KEPT = 1_500
"""Of what was computed, for everybody: a patient's three pages take fourteen, 0.8 MB in all; so a hundred patients."""
DRAWN_KEPT = 100
"""Of what was drawn, for everybody: a picture takes a tenth of a MB."""
EVERYONE = (Action.LISTED, "chooser", None)
"""What is entered to choose a patient from everyone whom the visitor may see."""
_ENTERED, _DOOR, _LAST = "entered", "door", "opened-last"


def store() -> ClinicStore:
    """The store that this dashboard was opened on."""
    return _store(os.environ.get(environment.STORE))


@st.cache_resource(show_spinner=False, max_entries=8)
def _store(url: str | None) -> ClinicStore:
    opened = store_at(url)
    remove_left(opened.uploads)
    return opened


def door() -> Door:
    """The door of the store for whoever has this session."""
    if _DOOR not in st.session_state:
        st.session_state[_DOOR] = Door(store(), signing.visitor())
    return cast(Door, st.session_state[_DOOR])


def records(action: Action, place: str, patients: tuple[str, ...] | None = None) -> Records:
    """The records of patients (None: everyone), logged once for each session, place, patients and state of the data.

    A patient who is opened again after another place or patient was is logged again.
    """
    state = (door().snapshot_name(), store().settings(), clock.today())
    known_state, entered = st.session_state.get(_ENTERED, (None, {}))
    if known_state != state:
        entered = {}
        st.session_state[_ENTERED] = (state, entered)
    key = (action, place, patients)
    if key not in entered or _is_opened_again(key):
        entered[key] = known(door().enter(action, place, patients))
    if action is Action.READ:
        st.session_state[_LAST] = key
    return cast(Records, entered[key])


def known(records: Records) -> Records:
    """The same records, which know already who of them is seen when: read once for a state of the data.

    Where everybody was entered to choose from, those know it of each.
    """
    _, entered = st.session_state.get(_ENTERED, (None, {}))
    everyone = entered.get(EVERYONE)
    among = records if everyone is None else records.among(everyone)
    return among if among is not records else records.knowing(kept("who is seen when", records, (), records.read_once))


def note_copied(place: str, patient: str) -> None:
    """Writes into the access log that a text of a patient was copied on a page."""
    door().enter(Action.COPIED, place, (patient,))


def _is_opened_again(key: tuple[Action, str, tuple[str, ...] | None]) -> bool:
    """Whether somebody looked at another patient or page meanwhile."""
    return key[0] is Action.READ and st.session_state.get(_LAST) != key


def kept(what: str, records: Records, key: object, compute: Callable[[], Value]) -> Value:
    """The value of `compute`, computed once for each snapshot, settings, patients and `key`, which has a plain repr.

    Whoever asks gets the same one, no copy: nobody may change it.
    """
    identity = repr((*records.identity, key))
    return cast(Value, _kept(what, identity, compute))


@st.cache_resource(show_spinner=False, max_entries=VALUES_KEPT)
def _kept(what: str, identity: str, _compute: Callable[[], object]) -> object:
    return _compute()


def drawn(what: str, records: Records, key: object, draw: Callable[[], Value]) -> Value:
    """As `kept`, for pictures: so large that fewer are kept."""
    identity = repr((*records.identity, key))
    return cast(Value, _drawn(what, identity, draw))


@st.cache_resource(show_spinner=False, max_entries=DRAWN_KEPT)
def _drawn(what: str, identity: str, _draw: Callable[[], object]) -> object:
    return _draw()
