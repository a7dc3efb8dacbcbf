"""The committed files are those that the generator writes."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from sample_data import generate
from sample_data.personas import PERSONAS
from tests.sample_data.reader import FOLDER

MOST_BYTES = 4_000_000
NAMES = {
    "patients.csv",
    "diary.csv",
    "acute_doses.csv",
    "treatments.csv",
    "treatment_doses.csv",
    "visits.csv",
    "questionnaires.csv",
    "measurements.csv",
    "export.json",
}


def test_generating_anew_gives_the_committed_bytes(tmp_path: Path) -> None:
    generate.write(tmp_path)
    assert {path.name for path in tmp_path.iterdir()} == NAMES
    for name in NAMES:
        assert (tmp_path / name).read_bytes() == (FOLDER / name).read_bytes(), name


def test_a_new_process_gives_the_same_bytes(tmp_path: Path) -> None:
    code = "import sys; from pathlib import Path; from sample_data.generate import write; write(Path(sys.argv[1]))"
    subprocess.run([sys.executable, "-c", code, str(tmp_path)], check=True, cwd=generate.HERE.parent)
    assert (tmp_path / "diary.csv").read_bytes() == (FOLDER / "diary.csv").read_bytes()


def test_the_readme_lists_the_patients_as_they_are() -> None:
    readme = (generate.HERE / "README.md").read_text("utf-8")
    assert generate.with_table(readme, generate.patient_table()) == readme
    assert readme.count("\n| P-") == len(PERSONAS)


def test_the_files_stay_small() -> None:
    assert sum((FOLDER / name).stat().st_size for name in NAMES) < MOST_BYTES


def test_numbers_and_names_are_used_once() -> None:
    assert [persona.number for persona in PERSONAS] == list(range(1, len(PERSONAS) + 1))
    assert len({persona.word for persona in PERSONAS}) == len(PERSONAS)
