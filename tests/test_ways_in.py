"""The table "To add X, touch Y" of CONTRIBUTING, carried out in a copy of the project: what it names is enough."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
COPIED = ("analysis", "dashboard", "sample_data", "tests", "docs", "pyproject.toml")
LEFT_OUT = shutil.ignore_patterns("screenshots")
"""What was compiled goes along: nothing of it is compiled anew but what is added."""

FORMAT = '''
"""An invented format: a line a day."""

import pandas as pd

from analysis.formats.reading import LINE, Export, Table

FORMAT = "example_diary"


def recognises(source):
    return any(content.name == "example.txt" for content in source.contents)


def read(source, options):
    raise NotImplementedError
'''

CRITERION = '''
"""An invented criterion."""

from analysis.criteria.criterion import IN_ALL, Limit
from analysis.criteria.rule import LOCAL_SETTING, WindowRule, reach_together

LIMIT = Limit("headache", 2, "≥", IN_ALL)

RULES = (
    WindowRule(
        "NEW-1",
        LOCAL_SETTING,
        "P",
        "analysis.criteria.example",
        "tests/analysis/criteria/test_example.py",
        (LIMIT,),
        verdict=lambda windows: reach_together(windows, LIMIT.what, LIMIT.value),
    ),
)
'''

PAGE = '''
"""An invented page."""

from dashboard import session, show

words = session.chosen_words()
show.heading(words("page-example"), words("intended-use"))
'''

MIGRATION = '''
"""An invented field."""

import sqlalchemy as sa
from alembic import op

revision = "{revision}"
down_revision = "{before}"


def upgrade() -> None:
    op.add_column("diary", sa.Column("sleep_hours", sa.Double()))
'''

PROBE = """
import io

from dashboard import documents
from analysis.formats import formats
from analysis.formats.sources import sources_at
from analysis.criteria.registry import RULES
from dashboard.places import PLACES
from dashboard.texts import best_language, languages


def test_the_format_is_found_and_recognised(tmp_path):
    (tmp_path / "example.txt").write_text("a day")
    (source,) = sources_at([tmp_path / "example.txt"])
    assert [name for name, one in formats().items() if one.recognises(source)] == ["example_diary"]


def test_the_others_are_there():
    assert "NEW-1" in RULES
    assert PLACES[-1].file == "example"
    assert set(languages()) >= {"sv", "en", "de"}
    assert best_language(["de-AT"]) == "de"


def test_one_command_writes_the_documents():
    assert "docs/input.md" in documents.write()
    assert documents.stale() == []
    assert "`sleep_hours`" in (documents.ROOT / "docs" / "input.md").read_text(encoding="utf-8")
"""

SELECTED = (
    "tests/probe/test_probe.py",
    "tests/dashboard/texts/test_languages.py",
    "tests/analysis/criteria/test_texts.py",
    "tests/dashboard/test_pages.py",
    "tests/dashboard/sections/day/test_day_story.py",
    "tests/analysis/store/test_snapshots.py",
)
OF_WHAT_WAS_ADDED = (
    "probe or (languages and (complete or values or catalogue)) or NEW-1 or every_code or every_page_is_in "
    "or (example and RICH) or (example and anything) or tells_every_column or migrations_make"
)


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("copy")
    for name in COPIED:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, folder / name, ignore=LEFT_OUT)
        else:
            shutil.copy(ROOT / name, folder / name)
    return folder


def append(path: Path, text: str) -> None:
    path.write_text(f"{path.read_text(encoding='utf-8').rstrip()}\n{text}", encoding="utf-8")


def replace(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1, f"{path.name} has {old!r} {text.count(old)} times"
    path.write_text(text.replace(old, new), encoding="utf-8")


def add_texts(texts: Path) -> None:
    """The sentences of the criterion, the title of the page and the label of the field, in each language there is."""
    for language in ("sv", "en"):
        pattern = {"sv": "ett mönster som är påhittat", "en": "an invented pattern"}[language]
        append(texts / language / "criteria.ftl", f"criterion-NEW-1 = {pattern}\nrule-NEW-1 = {pattern}\n")
        append(texts / language / "frame.ftl", "page-example = Example\n")
        append(texts / language / "calendar.ftl", "day-field-sleep-hours = Sleep\n")


def add_language(texts: Path) -> None:
    shutil.copytree(texts / "en", texts / "de")
    replace(texts / "de" / "language.toml", 'locale = "en_GB"', 'locale = "de_DE"')


def add_field(analysis: Path) -> None:
    replace(
        analysis / "diary.py",
        '        _text("note", "the patient\'s own words"),\n',
        '        _text("note", "the patient\'s own words"),\n'
        '        Column("sleep_hours", Kind.NUMBER, "hours of sleep", lowest=0, highest=24),\n',
    )
    versions = analysis / "store" / "migrations" / "versions"
    newest = max(path.stem[:4] for path in versions.glob("[0-9]*.py"))
    revision = f"{int(newest) + 1:04}"
    (versions / f"{revision}_sleep.py").write_text(MIGRATION.format(revision=revision, before=newest).lstrip())


def add_everything(folder: Path) -> None:
    texts = folder / "dashboard" / "texts"
    (folder / "analysis" / "formats" / "example_diary.py").write_text(FORMAT.lstrip())
    (folder / "analysis" / "criteria" / "example.py").write_text(CRITERION.lstrip(), encoding="utf-8")
    (folder / "dashboard" / "app_pages" / "example.py").write_text(PAGE.lstrip())
    places = folder / "dashboard" / "places.py"
    line = '    Place("example", "example", ":material/star:"),\n'
    places.write_text(
        re.sub(r"(PLACES = \(\n.*?)^\)", rf"\1{line})", places.read_text(), flags=re.DOTALL | re.MULTILINE)
    )
    add_texts(texts)
    add_language(texts)
    add_field(folder / "analysis")
    probe = folder / "tests" / "probe" / "test_probe.py"
    probe.parent.mkdir()
    probe.write_text(PROBE.lstrip())


@pytest.mark.slow
def test_what_the_table_names_is_enough(copy: Path) -> None:
    """A format, a criterion, a page, a language and a field of the diary, each tested by the tests that are there."""
    add_everything(copy)
    alone = {name: value for name, value in os.environ.items() if not name.startswith(("PYTEST", "COV"))}
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-n", "0", "-p", "no:cacheprovider", *SELECTED, "-k", OF_WHAT_WAS_ADDED],
        cwd=copy,
        env=alone | {"PYTHONPATH": str(copy), "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stdout[-6000:] + done.stderr[-2000:]
    passed = re.search(r"(\d+) passed", done.stdout)
    assert passed
    assert int(passed[1]) >= 30
    assert "skipped" not in done.stdout


def test_every_path_in_the_table_exists() -> None:
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    table = text.split("## To add X, touch Y")[1].split("\n## ")[0]
    named = re.findall(r"`((?:analysis|dashboard|tests|docs|sample_data)/[\w./]*|[\w]+\.(?:py|toml|md|csv))`", table)
    assert len(named) > 12
    assert [path for path in named if not (ROOT / path).exists()] == []
