"""Diaries that patients bring, on the command line: what is not known is said, and declared by a person alone."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from dashboard.cli import commands, main

ATTACKS = """\
"#","Started","Lasted","Pain Level","Helpful Medication"
"1","10/03/24 08:00","05h 00m","7","No medication"
"2","10/16/24 08:00","05h 00m","7","No medication"
"3","10/24/24 08:00","05h 00m","7","No medication"
"""
UNKNOWN = "The source records attacks only: headache-free days are not known."
DECLARED = "the other days of the period count as headache-free"
OCTOBER = ("--from", "2024-10-01", "--to", "2024-10-31")

Run = Callable[..., str]


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Runs a command on a store with the diary of p1, kept until the end of October."""

    def ran(*arguments: str, store: str = "store") -> str:
        done = CliRunner().invoke(commands, [*arguments, "--store", str(tmp_path / store)], catch_exceptions=False)
        assert done.exit_code == 0, done.output
        return done.stdout

    diary = tmp_path / "attacks.csv"
    diary.write_text(ATTACKS, encoding="utf-8")
    ran("import", str(diary), "--patient", "p1", "--new-patient", "--recorded-until", "2024-10-31")
    return ran


def told(run: Run, **options: str) -> dict[str, object]:
    found: dict[str, object] = json.loads(run("summary", "p1", "--json", **options))
    return found


def test_before_a_declaration_the_other_days_are_not_known(run: Run) -> None:
    found = told(run)
    assert (found["as_of"], found["source_kind"]) == ("2024-10-31", "attacks")
    days = found["windows"][-1]["headache_days"]  # 4 to 31 October: the 16th and the 24th
    assert days == {"observed": 2, "unfilled": 26, "unknown": 0, "lowest": 2, "highest": 28, "per_28": None}
    assert UNKNOWN in found["text"]["en"]
    assert UNKNOWN in run("summary", "p1", "--lang", "en")


def test_a_declaration_is_told_exported_imported_and_taken_back(run: Run, tmp_path: Path) -> None:
    run("declare", "p1", *OCTOBER)
    declared = told(run)
    assert declared["windows"][-1]["headache_days"]["highest"] == 2
    assert declared["windows"][-1]["completeness"]["tier"] == "green"
    assert DECLARED in declared["text"]["en"]
    assert "declared period" in run("log", "--patient", "p1")
    run("export", "--out", str(tmp_path / "out"))
    run("import", str(tmp_path / "out"), store="other")
    again = told(run, store="other")
    assert again == declared
    run("declare", "p1", *OCTOBER, "--withdraw")
    assert told(run)["declared_periods"] == []
    assert told(run)["windows"][-1]["headache_days"]["highest"] == 28


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["--from", "2024-10-31", "--to", "2024-10-01"], "The period begins 2024-10-31, after it ends"),
        (["--from", "2024-10-01", "--to", "2024-11-01"], "The data end on 2024-10-31"),
        (["--from", "2024-10-01", "--to", "2024-10-02", "--withdraw"], "Nothing is declared from 2024-10-01"),
    ],
)
def test_what_cannot_be_declared_is_refused_with_a_sentence(
    run: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, arguments, sentence
) -> None:
    monkeypatch.setattr(
        "sys.argv", ["headache-dashboard", "declare", "p1", *arguments, "--store", str(tmp_path / "store")]
    )
    with pytest.raises(SystemExit) as refused:
        main()
    assert refused.value.code == 2
    assert sentence in capsys.readouterr().err


def test_an_import_of_which_every_row_was_rejected_ends_with_2(
    run: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "wrong.csv"
    path.write_text("date,headache\n2024-10-05,perhaps\n", encoding="utf-8")
    arguments = ["import", str(path), "--patient", "p1", "--store", str(tmp_path / "store")]
    monkeypatch.setattr("sys.argv", ["headache-dashboard", *arguments])
    with pytest.raises(SystemExit) as refused:
        main()
    assert refused.value.code == 2
    printed = capsys.readouterr()
    assert "line 2, headache 'perhaps': headache is neither yes nor no" in printed.out
    assert "Nothing was new" not in printed.out
    assert "No day was imported: 1 of 1 rows of wrong.csv were rejected" in printed.err


def test_an_import_can_be_taken_back(run: Run, tmp_path: Path) -> None:
    before = told(run)
    again = tmp_path / "again.csv"
    again.write_text(ATTACKS.replace("10/24/24", "10/25/24"), encoding="utf-8")
    assert json.loads(run("import", str(again), "--patient", "p1", "--json"))["batch"] == 2
    assert "Import 2 was taken back" in run("undo", "2")
    assert told(run) == before
    assert "undo import" in run("log")
