"""What cannot be read of one day, cell by cell: whatever it is, no kind of day becomes a yes or a no that it was not.

Each of the drawn days is a patient of its own, and beside it stands, for each of its cells, another one whose cell
cannot be read: every cell of every day, by every definition. `HEADACHE_LAW_DAYS` draws more than those of every run.
"""

from __future__ import annotations

import os
import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, time
from pathlib import Path

import numpy as np
import pytest
from sqlalchemy import Connection, Engine

from analysis.basis import Basis
from analysis.days.classified import KINDS, UNKNOWN
from analysis.days.definitions import PROFILES
from analysis.days.grid import day_grid
from analysis.importing import import_exports
from analysis.settings import shipped
from analysis.store.migration import look_up_drug_names
from analysis.windows import Window
from tests.oracle.test_what_cannot_be_read import DIARY, DOSES, END, UNREADABLE

DAYS = int(os.environ.get("HEADACHE_LAW_DAYS", "250"))
MOST_DOSES = 2
WHOLE = "whole"

Cells = dict[str, str]
"""What is written of a day and of its doses, by column; of the second dose and so on by column and number."""


def drawn_days() -> Iterator[Cells]:
    chance = random.Random(20_261_129)
    for _ in range(DAYS):
        sparse = chance.random() < 0.5  # many diaries ask for little
        day = {name: "" if sparse and chance.random() < 0.6 else chance.choice(cells) for name, cells in DIARY.items()}
        day["headache"] = chance.choice(DIARY["headache"])
        for dose in range(chance.choice((0, 0, 1, MOST_DOSES))):
            day |= {f"{name} {dose}": chance.choice(cells) for name, cells in DOSES.items()}
        if chance.random() < 0.2:  # something cannot be read already
            day[chance.choice(sorted(day))] = UNREADABLE[0]
        yield day


def beside(day: Cells) -> Iterator[tuple[str, Cells]]:
    """The day, and the same with one of its cells that cannot be read, by the cell."""
    yield WHOLE, day
    for place, cell in enumerate(day):
        yield cell, {**day, cell: UNREADABLE[place % len(UNREADABLE)]}


def written(folder: Path, days: dict[str, Cells]) -> Path:
    """An export in which each day is that of a patient."""
    folder.mkdir()
    (folder / "export.json").write_text(f'{{"exported_at": "{END}T23:30", "source": "a law"}}')
    doses = [
        (patient, *(cells[f"{name} {dose}"] for name in DOSES))
        for patient, cells in days.items()
        for dose in range(MOST_DOSES)
        if f"drug {dose}" in cells
    ]
    tables = {
        "patients": (("enrolled_on",), [(patient, "2025-01-01") for patient in days]),
        "diary": (("date", *DIARY), [(one, str(END), *(cells[name] for name in DIARY)) for one, cells in days.items()]),
        "acute_doses": (("date", *DOSES), [(one, str(END), *cells) for one, *cells in doses]),
    }
    for table, (columns, rows) in tables.items():
        lines = [",".join(("patient_id", *columns)), *map(",".join, rows)]
        (folder / f"{table}.csv").write_text("\n".join([*lines, ""]))
    return folder


@pytest.fixture(scope="module")
def days() -> dict[str, Cells]:
    """The days by patient, a number and the cell that cannot be read."""
    return {f"{number} {cell}": found for number, day in enumerate(drawn_days()) for cell, found in beside(day)}


@pytest.fixture(scope="module")
def read(engine: Engine, days: dict[str, Cells], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Connection]:
    folder = written(tmp_path_factory.mktemp("cells") / "export", days)
    with engine.connect() as connection:
        import_exports(connection, [folder], by="law", now=datetime.combine(END, time(23, 45)))
        look_up_drug_names(connection)
        yield connection
        connection.rollback()


@pytest.mark.parametrize("profile", sorted(PROFILES))
def test_a_cell_that_cannot_be_read_leaves_an_answer_or_takes_it(
    read: Connection, days: dict[str, Cells], profile: str
) -> None:
    grid = day_grid(read, Window(END, END), KINDS, Basis(END, replace(shipped(), profile=profile)))
    answers = np.stack([grid.kinds[kind][:, 0] for kind in KINDS], axis=1)
    of_patient = dict(zip(grid.patients, answers.tolist(), strict=True))
    is_filled = dict(zip(grid.patients, grid.filled[:, 0].tolist(), strict=True))
    wrong = [
        (kind, cell, before, after, {name: told for name, told in days[patient].items() if told})
        for patient in days
        for number, _, cell in (patient.partition(" "),)
        if is_filled[patient]
        for kind, before, after in zip(KINDS, of_patient[f"{number} {WHOLE}"], of_patient[patient], strict=True)
        if after not in (before, UNKNOWN)
    ]
    assert wrong[:3] == [], f"{len(wrong)} answers, of {sorted({(kind, cell) for kind, cell, *_ in wrong})}"
