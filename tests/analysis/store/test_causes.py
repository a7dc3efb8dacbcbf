"""What is said where a disk refused: a full one is told as full, whatever the database calls it."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from types import SimpleNamespace

import pytest
from sqlalchemy.exc import OperationalError

from analysis.store import causes

FAILED = OperationalError("INSERT 'P-001'", None, sqlite3.OperationalError("disk I/O error"))


@pytest.mark.parametrize(("free", "said"), [(0, "No space left on device"), (10**9, "Input/output error")])
def test_a_disk_without_room_is_full_where_sqlite_says_that_it_fails(monkeypatch, free, said):
    monkeypatch.setattr(causes.shutil, "disk_usage", lambda _: SimpleNamespace(free=free))
    assert causes.cause_where(Path("anywhere/access_log.sqlite"), FAILED) == said


def test_a_folder_that_is_gone_too_leaves_what_the_database_said():
    assert causes.cause_where(Path("/no/such/folder/access_log.sqlite"), FAILED) == "Input/output error"
    assert causes.cause_where(Path("/no"), PermissionError(13, "Permission denied")) == "Permission denied"
