"""What holds of every import, however dirty: outcomes add up, once is as good as twice, order does not matter."""

from __future__ import annotations

import csv
import io
import os
from contextlib import suppress
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from analysis import diary
from analysis.errors import UnreadableFile
from analysis.importing.scope import SPOKEN_FOR
from analysis.importing.undoing import undo
from tests.analysis.importing.conftest import NOW

EXAMPLES = int(os.environ.get("HEADACHE_LAW_EXAMPLES", "4"))
"""Each imports two or three exports, of a dozen tables: a few in every run, as many as wanted on demand.

What an import takes hardly grows with its rows, so that one holds many, of four patients.
"""
LAW = settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])

ACCEPTED = {"accept_removals": True, "accept_changed_identity": True}
PLATFORM = [table.name for table in SPOKEN_FOR]

ANYTHING = (
    *("", "p1", "p2", "p9", "1", "0", "ja", "nej", "2", "4,5", "2026-03-01", "2026-03-02", "2025-12-31", "2026-04-02"),
    *("2026-03-01T20:00", "2026-03-02T08:00", "2026-03-20T08:00", "sumatriptan", "Zzyxol", "HIT-6", "60", "nurse"),
    *("pulse", "nan", "not a date", '"', "a\nb", "\x00", "1980", "2015"),
)
PLAUSIBLE = {
    "patient_id": ["p1", "p2", "p3", "p4"],
    "date": ["2026-03-01", "2026-03-02", "2026-02-28"],
    "headache": ["1", "nej"],
    "recorded_at": ["", "2026-03-02T10:00", "2026-03-03T10:00"],
    "severity": ["", "1", "2", "3"],
    "drug": ["sumatriptan", "ibuprofen"],
    "enrolled_on": ["2026-01-01", "2026-02-01"],
    "started_on": ["2026-01-01", "2026-02-01"],
    "given_on": ["2026-01-01"],
    "kind": ["nurse", "pulse"],
    "instrument": ["HIT-6", "PGIC"],
    "score": ["7", "60"],
    "value": ["60", "70"],
}


@st.composite
def rows(draw: st.DrawFn, table: diary.Table) -> list[list[str]]:
    """Rows of a table, most cells plausible, some anything."""
    cells = [st.sampled_from(PLAUSIBLE.get(column.name, [""])) for column in table]
    mixed = [
        st.one_of(plausible, plausible, plausible, plausible, plausible, st.sampled_from(ANYTHING))
        for plausible in cells
    ]
    row = st.tuples(*mixed).map(list)
    return draw(st.lists(row, max_size=8) | st.lists(row, min_size=8, max_size=32))


@st.composite
def exports(draw: st.DrawFn) -> dict[str, list[list[str]]]:
    return {table.name: draw(rows(table)) for table in diary.TABLES}


def text_of(table: str, content: list[list[str]]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(column.name for column in next(each for each in diary.TABLES if each.name == table))
    writer.writerows(content)
    return out.getvalue()


def _lines(rows: list[list[str]]) -> int:
    """The rows without those of which every cell is empty: they are none."""
    return sum(any(cell.strip() for cell in cells) for cells in rows)


def written(desk, name: str, export: dict[str, list[list[str]]]) -> Path:
    return desk.export(name, **{table: text_of(table, content) for table, content in export.items()})


@LAW
@given(export=exports(), randoms=st.randoms(use_true_random=False))
def test_the_outcomes_add_up_a_second_import_changes_nothing_and_the_order_of_rows_does_not_matter(
    new_desk, export, randoms
) -> None:
    with new_desk() as desk:
        folder = written(desk, "export", export)
        first = desk.take(folder)
        assert [file.read for file in first.files] == [_lines(export[table.name]) for table in diary.TABLES]
        for file in first.files:
            assert file.accepted + file.updated + file.unchanged + file.rejected == file.read
            assert file.rejected == len({problem.line for problem in file.problems})
            assert file.updated == 0
        before = desk.contents()
        again = desk.take(folder)
        assert not again.changed
        assert [file.rejected for file in again.files] == [file.rejected for file in first.files]
        assert desk.contents() == before
    for content in export.values():
        randoms.shuffle(content)
    with new_desk() as desk:
        shuffled = desk.take(written(desk, "shuffled", export))
        assert desk.contents() == before
    told = [[(file.accepted, file.unchanged, file.rejected) for file in report.files] for report in (first, shuffled)]
    assert told[0] == told[1]


@LAW
@given(first=exports(), second=exports())
def test_a_later_import_of_both_ends_the_same_as_the_second_after_the_first_and_is_undone(
    new_desk, first, second
) -> None:
    with new_desk() as desk:
        old, new = written(desk, "old", first), written(desk, "new", second)
        (old / "export.json").write_text('{"exported_at": "2026-03-30T06:00:00"}')
        left = []
        for folder in (old, new):
            report = desk.take(folder, **ACCEPTED)
            assert all(f.accepted + f.updated + f.unchanged + f.rejected == f.read for f in report.files)
            left.append(desk.everything())
        after_both = desk.contents()
        again = desk.take(new, **ACCEPTED)
        assert not again.changed
        assert desk.contents() == after_both
        for batch in (again.batch, report.batch):
            undo(desk.connection, batch, "nurse", NOW)
            assert desk.everything() == left.pop()


@LAW
@given(first=exports(), second=exports())
def test_a_newer_whole_export_ends_as_it_would_in_an_empty_store(new_desk, first, second) -> None:
    """But for patients whose row cannot be read any more: they stay with what the store knows of them."""
    people = [["p1", "2026-01-01"], ["p2", "2026-02-01"]]
    stores = []
    for before in ([first], []):
        with new_desk() as desk:
            for name, export in (*(("old", one) for one in before), ("new", second)):
                folder = written(desk, name, export)
                moment = "2026-03-30T06:00:00" if name == "old" else "2026-03-31T06:00:00"
                (folder / "export.json").write_text(f'{{"exported_at": "{moment}"}}')
                rows = "".join(f"{patient},{day}\n" for patient, day in (people if name == "old" else people[:1]))
                (folder / "patients.csv").write_text("patient_id,enrolled_on\n" + rows)
                desk.take(folder, **ACCEPTED)
            contents = desk.contents()
            stores.append({name: contents[name] for name in PLATFORM})
    assert stores[0] == stores[1]


@LAW
@given(data=st.binary(max_size=300))
def test_no_bytes_crash_the_reader(new_desk, data: bytes) -> None:
    with new_desk() as desk:
        folder = desk.export()
        (folder / "diary.csv").write_bytes(b"patient_id,date,headache\n" + data)
        with suppress(UnreadableFile):
            file = desk.take(folder).files[1]
            assert file.accepted + file.updated + file.unchanged + file.rejected == file.read
