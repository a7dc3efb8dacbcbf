"""Diaries that cover a part of a window only: their few days are never read as few of 28."""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner

from analysis.store import Action, Door, Store, Visitor
from dashboard.cli import commands
from dashboard.report.editions import CLINIC, PATIENT, page_of
from dashboard.report.material import materials
from dashboard.serving import import_paths
from dashboard.texts import words
from tests.dashboard.conftest import OpenPage, read_of

END = date(2026, 10, 31)
FIRST_DOSE = date(2026, 2, 2)


def before(days: int) -> date:
    return END - timedelta(days=days)


def rows(patient: str, first: date, last: date, every: int) -> list[str]:
    """Days of a diary that is filled in each day, with headache every so many days from the first; 0 for never."""
    days = [first + timedelta(days=offset) for offset in range((last - first).days + 1)]
    return [f"{patient},{day},{int(every > 0 and (day - first).days % every == 0)},{day}T20:00:00" for day in days]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """NEW for three days, LEFT ten days into the last window, SHORT with a baseline of two weeks, FORTY for 40 days."""
    folder = tmp_path_factory.mktemp("export")
    files = {
        "patients.csv": [
            "patient_id,enrolled_on,left_on",
            f"NEW,{before(2)},",
            f"LEFT,{before(200)},{before(18)}",
            f"SHORT,{FIRST_DOSE - timedelta(days=14)},",
            f"FORTY,{before(39)},",
        ],
        "diary.csv": [
            "patient_id,date,headache,recorded_at",
            *rows("NEW", before(2), END, 0),
            *rows("LEFT", before(200), before(18), 2),
            *rows("SHORT", FIRST_DOSE - timedelta(days=14), FIRST_DOSE - timedelta(days=1), 2),
            *rows("SHORT", FIRST_DOSE, END, 4),
            *rows("FORTY", before(39), END, 4),
        ],
        "treatments.csv": [
            "patient_id,drug,started_on,atc,dose,dose_unit,interval_days",
            f"SHORT,Aimovig,{FIRST_DOSE},N02CD01,140,mg,28",
        ],
        "visits.csv": ["patient_id,date,kind", f"FORTY,{before(28)},doctor"],
        "export.json": [json.dumps({"exported_at": f"{END}T23:00:00"})],
    }
    for name, lines in files.items():
        (folder / name).write_text("\n".join(lines) + "\n", encoding="utf-8")
    made = tmp_path_factory.mktemp("store")
    import_paths(Store(made), [folder])
    return made


@pytest.fixture(scope="module")
def told(store: Path) -> dict[str, dict]:
    lines = CliRunner().invoke(commands, ["summary", "--all", "--json", "--store", str(store)]).stdout.splitlines()
    return {one["patient_id"]: one for one in map(json.loads, lines)}


HEADLINES = {
    "NEW": "0 huvudvärksdagar på de 3 dagar som dagboken omfattar de senaste 28 dagarna.",
    "LEFT": "5 huvudvärksdagar på de 10 dagar som dagboken omfattar de senaste 28 dagarna.",
    "SHORT": "Osäkert om huvudvärksdagarna nu är färre än före Aimovig: 7 huvudvärksdagar de senaste 28 dagarna, "
    "7 på 14 dagar före start.",
    "FORTY": "7 huvudvärksdagar de senaste 28 dagarna.",
}


@pytest.mark.parametrize("patient", HEADLINES)
def test_the_headline_says_on_how_many_days(
    told: dict[str, dict], open_page: OpenPage, store: Path, patient: str
) -> None:
    assert HEADLINES[patient] in told[patient]["text"]["sv"].splitlines()
    assert HEADLINES[patient] in read_of(open_page(store=store, patient=patient, lang="sv"))


def test_so_does_the_course(told: dict[str, dict]) -> None:
    assert (
        "Huvudvärksdagar: 7 på 14 dagar före → 7 (vecka 9–12) → 7 de senaste 28 dagarna." in told["SHORT"]["text"]["sv"]
    )
    assert "headache 7 on 14 days before → 7 (weeks 9–12) → 7 now" in told["SHORT"]["text"]["short"]["en"]


def test_so_do_the_days_before_those(told: dict[str, dict], open_page: OpenPage, store: Path) -> None:
    assert "Huvudvärksdagar 7 (föregående 3 på 12 dagar)" in told["FORTY"]["text"]["short"]["sv"]
    assert "Huvudvärksdagar 0 (föregående –)" in told["NEW"]["text"]["short"]["sv"]
    assert "3 på 11 dagar → 7" in read_of(open_page(store=store, patient="FORTY", lang="sv"))


def test_on_paper_no_line_is_drawn_at_the_days_of_two_weeks(store: Path) -> None:
    records = Door(Store(store), Visitor.local()).enter(Action.READ, "test", ["SHORT", "NEW"])
    new, short = sorted(materials(records, END), key=lambda one: one.file.patient.patient_id)
    assert page_of(short, words("sv"), CLINIC).before is None
    assert page_of(short, words("sv"), PATIENT).first.answer[1].endswith("Före Aimovig: 7 på 14 dagar.")
    told = "Huvudvärk 0 av de 3 dagar som dagboken omfattar de senaste 28 dagarna."
    assert page_of(new, words("sv"), PATIENT).first.answer[0] == told
