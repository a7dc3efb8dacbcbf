"""What cannot be read of scores and doses leaves what a rule of continuation says, or leaves it open.

Beside three patients of the sample clinic stand copies of them, each with one cell that cannot be read.
"""

from __future__ import annotations

import csv
import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from analysis.effect.judgement import effects
from analysis.outcomes import Outcome
from analysis.store import Action, Door, Store, Visitor
from dashboard.serving import import_paths, sample_clinic
from tests.oracle.test_what_cannot_be_read import CERTAIN

PATIENTS = ("P-003", "P-024", "P-027")
"""Of two antibodies and of botulinum toxin, with many scores."""
CELLS = {"questionnaires": ("date", "instrument", "score"), "treatment_doses": ("dose", "dose_unit")}
COPIES = 5
"""Of each patient and each column."""

Rows = list[dict[str, str]]


def copies(tables: dict[str, Rows]) -> Iterator[tuple[str, dict[str, Rows]]]:
    """The rows of each copy, by its patient and its name."""
    chance = random.Random(20_261_129)
    for patient in PATIENTS:
        own = {table: [row for row in rows if row["patient_id"] == patient] for table, rows in tables.items()}
        yield patient, own
        for table, columns in CELLS.items():
            for column in columns:
                for place in chance.sample(range(len(own[table])), min(COPIES, len(own[table]))):
                    told = [dict(row) for row in own[table]]
                    told[place][column] = "???"
                    yield f"{patient} {table} {place} {column}", {**own, table: told}


@pytest.fixture(scope="module")
def export(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("beside")
    tables = {
        path.stem: list(csv.DictReader(path.read_text(encoding="utf-8").splitlines()))
        for path in sample_clinic().glob("*.csv")
    }
    made = [(name, table, row) for name, own in copies(tables) for table, rows in own.items() for row in rows]
    for table, rows in tables.items():
        with (folder / f"{table}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, list(rows[0]))
            writer.writeheader()
            writer.writerows({**row, "patient_id": name} for name, of, row in made if of == table)
    (folder / "export.json").write_bytes((sample_clinic() / "export.json").read_bytes())
    return folder


def test_no_rule_says_for_certain_what_it_did_not_say_of_the_whole(export: Path, tmp_path: Path) -> None:
    store = Store(tmp_path / "clinic")
    import_paths(store, [export])
    records = Door(store, Visitor.local()).enter(Action.LISTED, "test", None)
    found = effects(records)
    told: dict[str, dict[tuple[str, ...], Outcome]] = {
        patient: {
            (*map(str, effect.identity.values()), one.rule.id, *arm): outcome
            for effect in some
            for one in effect.rules
            for arm, outcome in (((), one.outcome), *(((code,), one) for code, one in one.arms.items()))
        }
        for patient, some in found.items()
    }
    assert len(told) > 40
    assert [
        (patient, asked, told[patient[:5]].get(asked), outcome)
        for patient, answers in told.items()
        for asked, outcome in answers.items()
        if outcome in CERTAIN and outcome is not told[patient[:5]].get(asked)
    ] == []
