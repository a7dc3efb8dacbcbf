"""The newest import taken back from the page: asked first, logged, and told when it is done."""

from __future__ import annotations

import streamlit as st

from analysis.errors import UndoRefused
from analysis.importing.undoing import undo
from analysis.store.door import now
from analysis.store.roles import Right
from dashboard.sections.importing.import_history import PastImport
from dashboard.session import reading
from dashboard.texts import Words

_DONE = "import-undone"


def told_when_undone(words: Words) -> str:
    """What the last taking back did, for the heading of the history; empty where there was none in this session."""
    done = st.session_state.get(_DONE)
    return words("import-undone", number=str(done.batch), removed=done.removed, returned=done.returned) if done else ""


def offer_undo(past: PastImport, words: Words) -> None:
    """A button that takes this import back once it is confirmed, where that is possible: of the newest only."""
    visitor = reading.door().visitor
    if not past.can_be_undone or (visitor.is_limited and Right.LOG not in visitor.rights):
        return
    with st.popover(words("import-undo", number=str(past.batch))):
        st.text(words("import-undo-what"))
        if st.button(words("import-undo-confirm"), type="primary", key=f"import-undo-{past.batch}"):
            _undo(past.batch, words)


def _undo(batch: int, words: Words) -> None:
    door = reading.door()
    try:
        with door.changing("undo import") as connection:
            st.session_state[_DONE] = undo(connection, batch, door.visitor.user, now())
    except UndoRefused:
        st.error(words("import-undo-refused"))
        return
    st.session_state.pop("import-kept", None)
    st.rerun()
