"""What cannot be read of a treatment, a dose given or a visit leaves an answer, or takes it: it makes no other one.

Beside some patients of the sample clinic stand copies of them, each with one cell that cannot be read: of dose steps
(P-029, P-044), of a planned pause and a restart (P-022), of injections that came late (P-031), and of one antibody
after another (P-003).
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import date

import pytest

from analysis.effect.courses.after_stopping import since_last_visits
from analysis.effect.judgement import effects
from analysis.records.patients import patient_files, patients
from analysis.store import Action, Door, Records, Store, Visitor
from analysis.worklist import worklist
from dashboard.serving import import_paths, sample_clinic
from tests.oracle.test_what_cannot_be_read import CERTAIN

LOST = {
    "P-029": {"treatments": [(0, "drug"), (1, "drug"), (2, "drug"), (1, "started_on")]},
    "P-022": {"treatments": [(1, "started_on"), (2, "started_on"), (1, "drug")], "visits": [(-3, "date")]},
    "P-044": {"treatments": [(0, "drug")]},
    "P-031": {
        "treatments": [(0, "started_on")],
        "treatment_doses": [(0, "given_on"), (9, "given_on"), (9, "drug"), (-1, "given_on")],
    },
}
"""The cells that cannot be read, by patient and table: the place of the row, and the column."""
OF_ANOTHER = {"P-003": {"treatments": [(2, "stopped_on"), (2, "drug"), (3, "started_on")]}}
"""The same of treatments beside which others are judged."""

Rows = list[dict[str, str]]
Answers = dict[tuple[str, ...], object]


def tables() -> dict[str, Rows]:
    return {
        path.stem: list(csv.DictReader(path.read_text(encoding="utf-8").splitlines()))
        for path in sample_clinic().glob("*.csv")
    }


def copies(clinic: dict[str, Rows]) -> Iterator[tuple[str, dict[str, Rows]]]:
    """The rows of each patient and each copy, by its name."""
    for patient, lost in (LOST | OF_ANOTHER).items():
        own = {table: [row for row in rows if row["patient_id"] == patient] for table, rows in clinic.items()}
        yield patient, own
        for table, cells in lost.items():
            for place, column in cells:
                told = [dict(row) for row in own[table]]
                told[place][column] = "???"
                yield f"{patient} {table} {place} {column}", {**own, table: told}


@pytest.fixture(scope="module")
def records(tmp_path_factory: pytest.TempPathFactory) -> Records:
    folder, clinic = tmp_path_factory.mktemp("treatments"), tables()
    made = list(copies(clinic))
    for table, rows in clinic.items():
        with (folder / f"{table}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, list(rows[0]))
            writer.writeheader()
            writer.writerows({**row, "patient_id": name} for name, own in made for row in own[table])
    (folder / "export.json").write_bytes((sample_clinic() / "export.json").read_bytes())
    store = Store(tmp_path_factory.mktemp("store") / "clinic")
    import_paths(store, [folder])
    return Door(store, Visitor.local()).enter(Action.LISTED, "test", None)


def certain(told: object, *path: str) -> Iterator[tuple[tuple[str, ...], str]]:
    """Every outcome in a JSON object that is met or not met, by its path."""
    if isinstance(told, dict):
        for name, value in told.items():
            yield from certain(value, *path, name)
    elif told in {one.code for one in CERTAIN}:
        yield path, str(told)


def of_effects(records: Records) -> dict[str, Answers]:
    """What is said for certain of each patient's treatments, by drug, start and what is asked."""
    found: dict[str, Answers] = {}
    for patient, some in effects(records).items():
        answers = found.setdefault(patient, {})
        for effect in some:
            told = effect.as_json()
            of = str(told["treatment"]), str(told["started_on"])
            answers |= {("late", str(dose)): dose for dose in effect.episode.dose_deviations(effect.as_of)}
            for rule in effect.rules:
                answers |= {(*of, rule.rule.id, *path): code for path, code in certain(rule.as_json())}
            if not effect.reasons:
                falls = {kind: effect.results[kind].percent_fall for kind in ("headache", "migraine")}
                answers |= {(*of, effect.episode.beginning.name, kind): fall for kind, fall in falls.items()}
    return found


def of_the_list(records: Records) -> dict[str, Answers]:
    """Who is losing effect for certain, or not."""
    lines = worklist(records).lines
    losses = {line.patient.patient_id: line.loss.outcome for line in lines if line.loss}
    return {one: {("loss",): outcome} for one, outcome in losses.items() if outcome in CERTAIN}


def since_visits(records: Records) -> dict[str, Answers]:
    """The visit that the last 28 days are compared with."""
    with records.connect() as connection:
        basis = records.basis(date(2026, 10, 31))
        files = patient_files(connection, [one.patient_id for one in patients(connection)])
        found = since_last_visits(connection, {one: file.visits for one, file in files.items()}, basis)
    return {one: {("visit",): visit} for one, (visit, _) in found.items()}


@pytest.mark.parametrize("asked", [of_effects, of_the_list, since_visits])
def test_what_cannot_be_read_makes_no_other_answer(records: Records, asked) -> None:
    found = asked(records)
    assert any(found[patient] for patient in LOST if patient in found)
    wrong = [
        (patient, *question, found.get(patient[:5], {}).get(question), answer)
        for patient, answers in found.items()
        if patient[:5] in LOST
        for question, answer in answers.items()
        if answer != found.get(patient[:5], {}).get(question)
    ]
    assert wrong == []


def test_another_treatment_that_changed_meanwhile_is_told_or_that_it_may_have(records: Records) -> None:
    found = effects(records)
    told = {
        (patient, effect.episode.drug, effect.episode.first_dose): {one.code for one in effect.co_interventions}
        for patient, some in found.items()
        for effect in some
        if not effect.reasons
    }
    assert any(told[asked] for asked in told if asked[0] in OF_ANOTHER)
    assert [
        (asked, whole, codes)
        for asked, codes in told.items()
        if (whole := told.get((asked[0][:5], *asked[1:]), set())) - codes and not codes & {"not_read"}
    ] == []
