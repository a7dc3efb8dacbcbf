"""Import from the page: files are first tried without keeping anything, then kept when confirmed."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from pathlib import Path, PurePosixPath
from typing import Any

import streamlit as st
from sqlalchemy import select

from analysis.errors import NoData
from analysis.formats import AUTO, formats
from analysis.importing import ImportReport, import_exports, rejected_rows
from analysis.querying.schema import IMPORT_BATCHES, IMPORT_FILES
from analysis.store import Action, Door, Records
from analysis.store.roles import Right
from dashboard.sections.as_csv import as_csv
from dashboard.sections.importing.import_history import PastFile, PastImport
from dashboard.sections.importing.import_report import format_text
from dashboard.sections.wording import as_label
from dashboard.session import clock, downloading, reading
from dashboard.session.mapping import Tell, is_needed, say_what_columns_are
from dashboard.session.uploads import place_for_uploads
from dashboard.texts import Words

ENDINGS = ("csv", "tsv", "txt", "gz", "xlsx", "ods", "parquet", "zip", "json", "ndjson", "xml", "html", "htm")
LONGEST_STEM, LONGEST_ENDING = 60, 20
"""Characters of the name of an uploaded file, each up to four bytes: a folder holds names of 255 bytes."""
DATE_ORDERS = ("day-first", "month-first")
EVERYTHING_ACCEPTED = {"accept_removals": True, "accept_changed_identity": True, "new_patient": True}
"""For a trial, whose report holds the questions."""
_TRIED, _KEPT, _ROUND, _UNTIL, _MAPPED = (
    "import-tried",
    "import-kept",
    "import-round",
    "import-recorded-until",
    "import-mapped",
)


@dataclass(frozen=True)
class Offer:
    """Files as uploaded, by name, and how they are to be read."""

    files: tuple[tuple[str, bytes], ...]
    format: str
    patient: str | None
    date_order: str | None
    recorded_until: date | None = None
    mapping: str | None = None

    @property
    def fingerprint(self) -> str:
        """Changes with any file and any choice."""
        choices = (self.format, self.patient, self.date_order, self.recorded_until, self.mapping)
        told = hashlib.sha256(repr(choices).encode())
        for name, content in self.files:
            told.update(name.encode() + b"\0" + content)
        return told.hexdigest()


def offered_files(words: Words, tell: Tell) -> Offer | None:
    """The files dropped on the page, once it is said how they are to be read; None before.

    Of files that no format knows it is asked what their columns are; `tell` shows a section.
    """
    uploaded = st.file_uploader(
        words("import-files"),
        type=list(ENDINGS),
        accept_multiple_files=True,
        key=f"import-files-{st.session_state.get(_ROUND, 0)}",
    )
    names = told_apart([file.name for file in uploaded])
    files = tuple((name, file.getvalue()) for name, file in zip(names, uploaded, strict=True))
    with st.expander(words("import-foreign")):
        format_name = _format(words)
        order = _date_order(words)
        is_own = st.toggle(words("map-own"), key="map-own", help=words("map-own-why"))
        is_mapped = bool(files) and (is_own or _knows_no_columns(files))
        patient = None if is_mapped else _patient(words)
    if is_mapped:
        return _mapped(files, words, tell)
    return Offer(files, format_name, patient, order, st.session_state.get(_UNTIL)) if files else None


def _patient(words: Words) -> str | None:
    return st.text_input(words("import-patient"), key="import-patient").strip() or None


def _mapped(files: tuple[tuple[str, bytes], ...], words: Words, tell: Tell) -> Offer | None:
    """The files with what somebody said of their columns; None until that is complete and agreed to."""
    st.session_state.pop(_KEPT, None)
    patient = _patient(words)
    said = say_what_columns_are(files, words, tell)
    if said is None or not said.is_agreed:
        return None
    if patient is None:
        st.info(words("map-whose"))
        return None
    return Offer(files, AUTO, patient, None, st.session_state.get(_UNTIL), said.text)


def _knows_no_columns(files: tuple[tuple[str, bytes], ...]) -> bool:
    """Whether somebody has to say what the columns of all the files are; looked for once for the same files."""
    identity = Offer(files, AUTO, None, None).fingerprint
    known: tuple[str, bool] | None = st.session_state.get(_MAPPED)
    if known is None or known[0] != identity:
        known = (identity, all(is_needed(name, data) for name, data in files))
        st.session_state[_MAPPED] = known
    return known[1]


def _format(words: Words) -> str:
    names = [AUTO, *sorted(formats())]
    return st.selectbox(
        words("import-format"),
        names,
        format_func=lambda name: words("import-auto") if name == AUTO else format_text(name, words),
        key="import-format",
    )


def _date_order(words: Words) -> str | None:
    return st.selectbox(
        words("import-date-order"),
        (None, *DATE_ORDERS),
        format_func=lambda order: words(f"import-{order}") if order else words("import-auto"),
        key="import-date-order",
    )


def told_apart(names: Sequence[str]) -> list[str]:
    """The names of uploaded files as they can stand in one folder: no folder of their own, none twice, none too long.

    The second of two of one name has a number before its ending, as browsers write it: export (2).zip.
    """
    found: list[str] = []
    for name in map(_name, names):
        stem, ending = _split(name)
        number, taken = 1, {one.casefold() for one in found}
        while (told := name if number == 1 else f"{stem} ({number}){ending}").casefold() in taken:
            number += 1
        found.append(told)
    return found


def _name(uploaded: str) -> str:
    """The name without folders and what cannot be seen, its stem cut to LONGEST_STEM."""
    seen = "".join(sign for sign in uploaded.replace("\\", "/") if sign.isprintable())
    stem, ending = _split(PurePosixPath(seen).name)
    return f"{stem[:LONGEST_STEM]}{ending[:LONGEST_ENDING]}".strip(".") or "file"


def _split(name: str) -> tuple[str, str]:
    """Stem and ending: diary, .csv.gz."""
    path = PurePosixPath(name)
    inner = PurePosixPath(path.stem).suffix if path.suffix == ".gz" else ""
    ending = f"{inner}{path.suffix}"
    return name[: len(name) - len(ending)], ending


def tried(offer: Offer, words: Words) -> ImportReport:
    """What importing the files would do, and would ask; nothing is kept. Tried anew when a file or choice changes."""
    last: tuple[str, ImportReport] | None = st.session_state.get(_TRIED)
    if last is None or last[0] != offer.fingerprint:
        last = (offer.fingerprint, _imported(offer, words, keep=False))
        st.session_state[_TRIED] = last
    return last[1]


def keep_when_confirmed(offer: Offer, words: Words, questions: Mapping[str, str], *, is_new: bool) -> None:
    """A button that imports the files for good, and then empties the page for the next.

    `questions` are sentences by what is accepted; while one is not answered with yes, nothing can be imported. Where
    nothing is new (not `is_new`), the next step is to choose other files; what was rejected can still be recorded.
    """
    accepted = {name: st.checkbox(as_label(asked), key=f"import-{name}") for name, asked in questions.items()}
    waits = not all(accepted.values())
    with st.container(horizontal=True):
        if not is_new:
            st.button(words("import-next-others"), type="primary", key="import-others", on_click=_empty)
        if st.button(
            words("import-confirm"), type="primary" if is_new else "secondary", key="import-confirm", disabled=waits
        ):
            st.session_state[_KEPT] = _imported(offer, words, keep=True, accepted=accepted)
            _empty()
            st.rerun()


def _empty() -> None:
    """Forgets the files that were offered; the box for them is a new one."""
    st.session_state.pop(_TRIED, None)
    for name in (_UNTIL, "map-agreed", "map-own", "map-name"):
        st.session_state.pop(name, None)
    st.session_state[_ROUND] = st.session_state.get(_ROUND, 0) + 1


def ask_until(offer: Offer | None, words: Words, *, is_open: bool) -> None:
    """Asks until when a diary of attacks was kept, where the file does not say (`is_open`) or somebody answered."""
    if offer is not None and (is_open or offer.recorded_until):
        st.date_input(
            words("import-recorded-until"),
            value=None,
            max_value=clock.today(),
            format="YYYY-MM-DD",
            key=_UNTIL,
            help=words("import-recorded-until-why"),
        )


def offer_next_step(offer: Offer | None, words: Words, questions: Mapping[str, str], *, is_new: bool) -> None:
    """The button that keeps what is offered; after that, one to the list of those who need a contact."""
    if offer is not None:
        keep_when_confirmed(offer, words, questions, is_new=is_new)
    elif st.button(words("import-next-worklist"), type="primary", key="import-next"):
        st.switch_page("app_pages/worklist.py")


def just_kept() -> ImportReport | None:
    """The report of the import that this session did last."""
    report: ImportReport | None = st.session_state.get(_KEPT)
    return report


def _imported(
    offer: Offer, words: Words, *, keep: bool, accepted: Mapping[str, Any] = EVERYTHING_ACCEPTED
) -> ImportReport:
    bar = st.progress(0.0, words("import-working"))
    try:
        with place_for_uploads(reading.store().uploads) as folder:
            paths = _written(offer.files, folder)
            with reading.door().importing(keep=keep, patient=offer.patient) as connection:
                return import_exports(
                    connection,
                    paths,
                    format=offer.format,
                    patient=offer.patient,
                    date_order=offer.date_order,
                    recorded_until=offer.recorded_until,
                    mapping=_written_mapping(offer, folder),
                    by=reading.door().visitor.user,
                    now=datetime.now(),
                    lock_days=reading.store().settings().lock_days,
                    timezone=reading.store().settings().timezone,
                    progress=_told_by(bar.progress, words),
                    **accepted,
                )
    finally:
        bar.empty()


def _told_by(show: Callable[[float, str], object], words: Words) -> Callable[[str, float], None]:
    return lambda file, done: (
        show(done, as_label(words("import-working-on", file=file)) if file else words("import-working")),
        None,
    )[1]


def _written(files: Sequence[tuple[str, bytes]], folder: Path) -> list[Path]:
    """The files in a folder of their own, to be read as from a disk; it is removed after."""
    paths = []
    for name, content in files:
        path = folder / name
        path.write_bytes(content)
        paths.append(path)
    return paths


def _written_mapping(offer: Offer, folder: Path) -> Path | None:
    if offer.mapping is None:
        return None
    path = folder / "said.mapping"
    path.write_text(offer.mapping, encoding="utf-8")
    return path


def sees_patients() -> bool:
    """Whether whoever uses this session may see rows of patients; an administrator sees how many, and why."""
    return Right.PATIENTS in reading.door().visitor.rights


def past_imports() -> list[PastImport]:
    """Every import of the store, newest first; empty when there was none.

    Whoever sees a part of the patients is told of their own imports: files and counts of others tell of other patients.
    """
    try:
        records = reading.records(Action.LISTED, "import", ())
    except NoData:
        return []
    every = reading.kept("imports", records, (), lambda: _past_imports(records))
    visitor = reading.door().visitor
    return [one for one in every if not visitor.is_limited or one.imported_by == visitor.user]


def _past_imports(records: Records) -> list[PastImport]:
    with records.connect() as connection:
        batches = connection.execute(select(IMPORT_BATCHES).order_by(IMPORT_BATCHES.c.batch.desc())).all()
        files: dict[int, list[PastFile]] = {}
        for row in connection.execute(select(IMPORT_FILES).order_by(IMPORT_FILES.c.file)):
            counts = (row.rows_read, row.accepted, row.updated, row.unchanged, row.rejected, row.removed or 0)
            files.setdefault(row.batch, []).append(PastFile(row.file, row.format, *counts))
    return [
        PastImport(
            row.batch,
            row.imported_at,
            row.imported_by,
            row.source,
            tuple(files.get(row.batch, ())),
            can_be_undone=bool(row.can_be_undone) and row.batch == batches[0].batch,
        )
        for row in batches
    ]


def rejected_rows_of(past: PastImport) -> dict[str, Callable[[], bytes]]:
    """For each file of an import with rejected rows, what makes the CSV of them: the rows, with line and reason.

    It is called when the user downloads it, and the access log is written first. None for those who do not see every
    patient: whose a rejected row is may not be known.
    """
    door = reading.door()
    if not door.visitor.sees_everyone:
        return {}
    rejected = [file.file for file in past.files if file.rejected]
    return {file: downloading.own(partial(_rejected_csv, door, past.batch, file)) for file in rejected}


def _rejected_csv(door: Door, batch: int, file: str) -> bytes:
    with door.enter(Action.EXPORTED, "import").connect() as connection:
        frame = rejected_rows(connection, batch)[file]
    return as_csv(frame)
