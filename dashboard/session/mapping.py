"""A diary that no format recognises: somebody says what its columns are, sees the first days, and only then imports.

What was said is a mapping. It can be saved under a name, and is offered when a file with the same columns comes again.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

import streamlit as st

from analysis.basis import Basis
from analysis.days.day_by_day import DayEntry, day_entries
from analysis.errors import DiaryError, UnreadableFile
from analysis.formats import AUTO, tables_without_format
from analysis.formats import mapping_guesses as guesses
from analysis.formats.mapping import FileShape, mapping_of
from analysis.formats.mapping_guesses import Columns
from analysis.formats.mapping_toml import as_toml
from analysis.formats.sources import Content, content_of
from analysis.importing import ImportReport, import_exports
from analysis.records.patients import patient_file
from analysis.store import Store
from analysis.store.mappings import SavedMapping
from analysis.windows import Window, calendar_months
from dashboard.components.calendar import day_story, year_strip
from dashboard.sections import Section
from dashboard.sections.importing import mapping_preview
from dashboard.sections.wording import as_label
from dashboard.session import failing, reading
from dashboard.session.mapping_columns import say_columns
from dashboard.session.uploads import place_for_uploads
from dashboard.texts import Words

WHOSE = "preview"
MONTHS_SHOWN = 3
NO_TABLES = (".parquet", ".json", ".ndjson", ".xml", ".html", ".htm")
_SEEN = "map-seen"
Tell = Callable[[Section], None]


@dataclass(frozen=True)
class Said:
    """What was said of a file: the mapping as TOML, and whether somebody looked at its days and agreed."""

    text: str
    is_agreed: bool


def is_needed(name: str, data: bytes) -> bool:
    """Whether a file is a table that no format knows, or an archive of such."""
    if content_of(name, data).suffix in NO_TABLES:
        return False
    try:
        return bool(tables_without_format(name, data))
    except UnreadableFile:
        return False


def say_what_columns_are(files: Sequence[tuple[str, bytes]], words: Words, tell: Tell) -> Said | None:
    """The mapping that somebody chose or made for these files; None while it is not complete.

    `tell` shows a section. Raises UnreadableFile where the first file is no table.
    """
    content = next(iter(tables_without_format(*files[0])), content_of(*files[0]))
    above = st.container()
    shape = _shape(content, words)
    columns = guesses.columns_of(content, shape)
    with above:
        tell(mapping_preview.first_rows(content.name, columns.table, columns.left_aside, words))
    text = _saved(columns, words)
    if text is None:
        said = say_columns(columns, shape, words)
        if said is None:
            st.info(words("map-what-lacks"))
            return None
        text = as_toml(said)
    return _looked_at(files, text, columns, words, tell)


def _shape(content: Content, words: Words) -> FileShape:
    """The sheet of a workbook with several, and the row of the header."""
    names = guesses.sheet_names(content)
    left, right = st.columns(2)
    sheet = None
    if len(names) > 1:
        with right:
            sheet = st.selectbox(
                words("map-sheet"), names, guesses.likely_sheet(content), key=f"map-sheet-{content.name}"
            )
    with left:
        row = st.number_input(
            words("map-header-row"),
            1,
            100,
            guesses.header_row(content, sheet),
            key=f"map-header-{content.name}-{sheet}",
        )
    return FileShape(sheet=sheet, header_row=None if row == 1 else int(row))


def _saved(columns: Columns, words: Words) -> str | None:
    """The text of the saved mapping that is chosen, of those that fit the file; None where a new one is made."""
    fitting = {one.name: one for one in reading.door().mappings() if one.fits(columns.table.header)}
    if not fitting:
        return None
    chosen = st.selectbox(
        words("map-saved"),
        [*fitting, None],
        format_func=lambda name: words("map-new") if name is None else name,
        key="map-saved",
    )
    return fitting[chosen].text if chosen else None


def _looked_at(
    files: Sequence[tuple[str, bytes]], text: str, columns: Columns, words: Words, tell: Tell
) -> Said | None:
    """The first days as they would be read, and what can be done then."""
    try:
        report, entries = _seen(files, text)
    except DiaryError as error:
        st.error(as_label(failing.detail_of(error, words) or str(error)))
        return None
    tell(mapping_preview.section(report, entries, words))
    shown = _first_months(entries)
    day = year_strip(shown, words, selected=None, key="map-preview") if shown else None
    entry = next((one for one in shown if one.date == day), None)
    if entry is not None:
        tell(mapping_preview.of_day(entry, day_story(entry, words), words))
    _offer_saving(text, columns, words)
    return Said(text, st.checkbox(words("map-agreed"), key="map-agreed"))


def _seen(files: Sequence[tuple[str, bytes]], text: str) -> tuple[ImportReport, list[DayEntry]]:
    """The same as `_preview`, made once for the same files and mapping."""
    identity = hash((text, *files))
    known: tuple[int, tuple[ImportReport, list[DayEntry]]] | None = st.session_state.get(_SEEN)
    if known is None or known[0] != identity:
        known = (identity, _preview(files, text))
        st.session_state[_SEEN] = known
    return known[1]


def _preview(files: Sequence[tuple[str, bytes]], text: str) -> tuple[ImportReport, list[DayEntry]]:
    """What the mapping makes of the files in a store of its own, which is thrown away: nothing of it is kept."""
    with place_for_uploads(reading.store().uploads) as place:
        paths = [place / name for name, _ in files]
        for path, (_, content) in zip(paths, files, strict=True):
            path.write_bytes(content)
        chosen = place / "mapping.toml"
        chosen.write_text(text, encoding="utf-8")
        whose = None if mapping_of(text).rows.patient else WHOSE
        settings = reading.store().settings()
        with Store(place / "store").writing(WHOSE, keep=False) as connection:
            report = import_exports(
                connection,
                paths,
                format=AUTO,
                patient=whose,
                by=WHOSE,
                now=datetime.now(),
                mapping=chosen,
                timezone=settings.timezone,
                new_patient=True,
            )
            if report.as_of is None or not report.patients_created:
                return report, []
            first, *_ = report.patients_created
            patient = patient_file(connection, first).patient
            period = Window(min(patient.enrolled_on, report.as_of), report.as_of)
            basis = Basis(report.as_of, replace(settings, count_retrospective=True), (first,))
            return report, day_entries(connection, patient, period, basis)


def _first_months(entries: Sequence[DayEntry]) -> list[DayEntry]:
    """The days of the first calendar months."""
    if not entries:
        return []
    months = calendar_months(entries[0].date, entries[-1].date)[:MONTHS_SHOWN]
    return [entry for entry in entries if entry.date <= months[-1].last]


def _offer_saving(text: str, columns: Columns, words: Words) -> None:
    """A box and a button that save the mapping under a name, and one that hands it out as a file."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        name = st.text_input(words("map-name"), key="map-name", width=320).strip()
        if st.button(words("map-save"), key="map-save", disabled=not name):
            reading.door().save_mapping(SavedMapping(name, columns.table.header, text))
            st.toast(as_label(words("map-is-saved", name=name)))
        st.download_button(
            words("map-download"), text, file_name="mapping.toml", mime="application/toml", on_click="ignore"
        )
