"""Drug names that the catalogue does not know: what the clinic says they mean, remembered with the store."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import streamlit as st

from analysis.drugs import explained_names
from analysis.drugs.explained_names import Meaning, UnknownName
from analysis.errors import NoData
from analysis.store import Action, Records
from dashboard.sections import Section
from dashboard.sections.importing import drug_names
from dashboard.session import reading
from dashboard.texts import Words


def offer_drug_names(words: Words, tell: Callable[[Section], None]) -> None:
    """The names that wait to be explained and those that were, as `tell` shows them; nothing where there are none.

    Nothing either for those who do not see every patient: a name is as somebody wrote it.
    """
    if not reading.door().visitor.sees_everyone:
        return
    try:
        records = reading.records(Action.LISTED, "drug names", ())
    except NoData:
        return
    unknown, explained = reading.kept("drug names", records, (), lambda: _names(records))
    if unknown:
        tell(drug_names.unknown(unknown, words))
        _explain_a_name(unknown, words)
    if explained:
        tell(drug_names.explained(explained, words))
        _forget_a_name(explained, words)


def _names(records: Records) -> tuple[list[UnknownName], list[Meaning]]:
    with records.connect() as connection:
        return explained_names.unknown_names(connection), explained_names.meanings(connection)


def _explain_a_name(unknown: Sequence[UnknownName], words: Words) -> None:
    """Two boxes and a button: what a name means is remembered, and every figure counts it so from then on."""
    meanings = drug_names.substances(words)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        name = st.selectbox(words("drugs-name"), [one.name for one in unknown], key="drug-name", width=280)
        substance = st.selectbox(
            words("drugs-means"),
            list(meanings),
            index=None,
            format_func=lambda code: meanings[code],
            placeholder=words("drugs-choose"),
            key=f"drug-means-{name}",
            width=380,
        )
        if st.button(words("drugs-remember"), key="drug-remember", type="primary", disabled=substance is None):
            reading.door().explain_drug(str(name), str(substance))
            st.rerun()


def _forget_a_name(explained: Sequence[Meaning], words: Words) -> None:
    """A box and a button that forgets what a name was said to mean."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        name = st.selectbox(words("drugs-explained-name"), [one.name for one in explained], key="drug-known", width=280)
        if st.button(words("drugs-forget"), key="drug-forget"):
            reading.door().forget_drug(str(name))
            st.rerun()
