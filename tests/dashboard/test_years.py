"""Years out of range, in a command or an address, are a sentence and never a traceback."""

from __future__ import annotations

from datetime import date

import pytest

from analysis.errors import NoData
from analysis.store import Records, store_at
from dashboard.cli import main
from dashboard.session import address

COMMANDS = (
    "summary P-001 --from {day} --to {day}",
    "summary P-001 --as-of {day}",
    "worklist --as-of {day}",
    "clinic --as-of {day}",
    "declare P-001 --from {day} --to {day}",
    "import nothing.csv --recorded-until {day}",
)


@pytest.mark.parametrize("day", ["0001-01-01", "1949-12-31", "9999-12-31"])
@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_refuses_a_year_that_no_diary_has(command, day, monkeypatch, capsys, tmp_path):
    monkeypatch.setattr("sys.argv", ["headache-dashboard", *command.format(day=day).split(), "--store", str(tmp_path)])
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == 2
    assert "days lie between 1950-01-01 and 2099-12-31" in capsys.readouterr().err


def test_the_earliest_day_a_diary_may_have_is_taken(sample_store):
    store = store_at(str(sample_store))
    records = Records(store.snapshot(), store.settings(), None)
    assert records.day(date(1950, 1, 1)) == date(1950, 1, 1)
    with pytest.raises(NoData, match="No diary reaches back to 1949-12-31"):
        records.day(date(1949, 12, 31))


@pytest.mark.parametrize(
    ("said", "day"), [("2026-03-01", date(2026, 3, 1)), ("0001-01-01", None), ("9999-12-31", None), ("x", None)]
)
def test_an_address_with_such_a_year_says_nothing(said, day, monkeypatch):
    monkeypatch.setattr(address, "read", lambda name: said)
    assert address.read_day("as_of") == day
