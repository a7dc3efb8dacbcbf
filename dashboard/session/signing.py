"""Who uses this session: asked at every step, since a cookie outlives what it stands for and a tab its neighbour."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, cast

import streamlit as st

from analysis.errors import NotAllowed
from analysis.store import Visitor
from analysis.store.roles import Right
from dashboard.access import SESSIONS, Access, how_opened, visitor_of
from dashboard.texts import Words

WATCHED_SECONDS = 10.0
"""How often a tab asks whether its session was ended in another one, or by time."""
SIGN_IN, SIGNED_OUT, NO_ROLE = "sign-in", "signed-out", "sign-in-no-role"
_VISITOR, _CLAIMS = "visitor", "claims"


def visitor() -> Visitor:
    """Who uses this session: whoever signed in, or the person at this machine."""
    if how_opened().access is None:
        return Visitor.local()
    found = st.session_state.get(_VISITOR)
    if found is None:
        raise NotAllowed("Nobody has signed in.")
    return cast(Visitor, found)


def rights() -> Right:
    """What the session may do: as its visitor, and in the demonstration the invented patients' own diary too."""
    return visitor().rights | (Right.OWN_DIARY if how_opened().is_demo else Right(0))


def take_step() -> str | None:
    """None where the pages may be shown; else the text of what stands in their place.

    Before anything else of a run: what another person, or an ended session, had in this tab is forgotten here.
    """
    access = how_opened().access
    if access is None:
        return None
    outside = _why_outside(access)
    if outside is not None and _VISITOR in st.session_state:
        _start_anew()
    return outside


def _why_outside(access: Access) -> str | None:
    if not st.user.is_logged_in:
        return SIGN_IN
    claims = _claims()
    if ended := SESSIONS.step(claims, access):
        return f"{SIGNED_OUT}-{ended.value}"
    try:
        found = visitor_of(claims, access)
    except NotAllowed:
        return NO_ROLE
    if st.session_state.get(_VISITOR) != found:
        _start_anew()
    st.session_state[_VISITOR], st.session_state[_CLAIMS] = found, claims
    return None


def told_outside(outside: str, words: Words) -> tuple[str, str]:
    """What stands in place of the pages: a heading and a sentence."""
    return words(SIGNED_OUT if outside.startswith(SIGNED_OUT) else outside), words(f"{outside}-text")


def offer_way(outside: str, words: Words) -> None:
    """The way in, or out for somebody who has no role here."""
    if outside == NO_ROLE:
        _offer_sign_out(words)
    elif st.button(words("sign-in-button"), type="primary", key="sign-in"):
        st.login()


def _claims() -> dict[str, Any]:
    return dict(cast(Mapping[str, Any], st.user.to_dict()))


def claims() -> Mapping[str, Any] | None:
    """What the provider said of whoever uses this session; None where nobody signs in."""
    found: Mapping[str, Any] | None = st.session_state.get(_CLAIMS)
    return found


def _start_anew() -> None:
    """Forgets all that this tab holds, so that nothing of one person is left for the next."""
    for name in list(st.session_state.keys()):
        del st.session_state[name]


def _offer_sign_out(words: Words) -> None:
    if st.button(words("sign-out"), key="sign-out", type="tertiary"):
        sign_out()


def sign_out() -> None:
    """Ends the session in every tab, then at the provider."""
    SESSIONS.sign_out(_claims())
    _start_anew()
    st.logout()


def who_and_out(words: Words) -> None:
    """Who has signed in and a button that signs out; or that nobody has to, where that was switched off."""
    opened = how_opened()
    if opened.is_without_sign_in:
        st.html(f'<div class="hd open-to-all" role="note">{words("without-sign-in")}</div>')
    if opened.access is None:
        return
    who = visitor()
    with st.container(horizontal=True, horizontal_alignment="right", vertical_alignment="center", key="signed-in"):
        st.text(
            words(
                "signed-in",
                user=who.user,
                role=words(f"role-{who.role}"),
                units="all" if who.care_units is None else who.units,
            ),
            width="content",
        )
        _offer_sign_out(words)
    _watch()


@st.fragment(run_every=WATCHED_SECONDS)
def _watch() -> None:
    """Clears a tab whose session was ended elsewhere, or has come to its end while nobody did anything."""
    access, claims = how_opened().access, st.session_state.get(_CLAIMS)
    if access is not None and claims is not None and SESSIONS.state(claims, access) is not None:
        st.rerun(scope="app")
