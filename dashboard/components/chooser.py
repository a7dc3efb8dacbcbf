"""A box in which a patient is found by typing: what is typed goes to the server, and only what fits comes back.

It is the combobox of the ARIA Authoring Practices with a list. All texts are made here and set in as text.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import streamlit as st

from analysis.records.patients import Patient
from dashboard.sections.patient.directory import Directory, Found
from dashboard.texts import Words
from dashboard.texts.plain import unturned

WIDTH_PX = 380
_FOLDER = Path(__file__).parent
# The label is there before any data: the word is the same in every language, and a box without a name is nothing to a
# screen reader.
_HTML = """
<div class="chooser">
  <label for="typed">Patient</label>
  <input id="typed" type="text" role="combobox" autocomplete="off" spellcheck="false"
    aria-autocomplete="list" aria-haspopup="listbox" aria-expanded="false" aria-controls="offered">
  <div class="panel" hidden>
    <p class="heading"></p>
    <ul id="offered" role="listbox"></ul>
    <p class="note" role="status"></p>
  </div>
</div>
"""
_component = st.components.v2.component(
    "headache_dashboard_chooser",
    html=_HTML,
    css=(_FOLDER / "chooser.css").read_text(encoding="utf-8"),
    js=(_FOLDER / "chooser.js").read_text(encoding="utf-8"),
)


def patient_chooser(
    directory: Directory, words: Words, *, chosen: str | None, recent: Sequence[str], key: str
) -> str | None:
    """The box, showing the patient `chosen`; who was chosen just now. `recent` are offered before anything is typed.

    What comes back is as the browser told it, and need not be anybody who was offered.
    """
    told, typed = _told(key, "chosen"), _told(key, "typed") or ""
    just_chosen = told if told in directory else None
    data = chooser_data(directory, words, chosen=just_chosen or chosen, recent=recent, typed=typed)
    _component(key=key, data=data, on_typed_change=_noted, on_chosen_change=_noted)
    return told


def chooser_data(
    directory: Directory, words: Words, *, chosen: str | None, recent: Sequence[str], typed: str
) -> dict[str, Any]:
    """What the browser is told: who is chosen, who was opened lately and who fits; nobody else."""
    found = directory.found(typed)
    return {
        "language": words.language,
        "label": words("patient"),
        "placeholder": words("patient-placeholder"),
        "chosen": _option(directory[chosen]) if chosen else None,
        "recent": [_option(one) for one in directory.named(recent)],
        "recent_heading": words("chooser-recent"),
        "typed": typed,
        "found": [_option(one) for one in found.patients],
        "note": _note(found, words),
    }


def _note(found: Found, words: Words) -> str:
    if not found.number:
        return words("chooser-none")
    if found.number == len(found.patients):
        return words("chooser-all", found=found.number)
    return words("chooser-more", shown=len(found.patients), found=found.number)


def _option(patient: Patient) -> dict[str, str]:
    return {"id": patient.patient_id, "name": unturned(patient.display_name or "")}


def _told(key: str, name: str) -> str | None:
    """What the box under `key` told in the event that made this run."""
    state = st.session_state.get(key)
    value = state.get(name) if isinstance(state, Mapping) else None
    return str(value) if value else None


def _noted() -> None:
    """The run that follows reads what was told."""
