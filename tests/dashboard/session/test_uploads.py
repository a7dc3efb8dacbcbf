"""Uploaded files lie in the store's folder while they are read; nothing of them is left, also after a kill."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from dashboard.session.uploads import place_for_uploads, remove_left

MARKED = "a marked value"
KILLED = """
import os, sys
from pathlib import Path
from dashboard.session.uploads import place_for_uploads
with place_for_uploads(Path(sys.argv[1])) as folder:
    (folder / "diary.csv").write_text(sys.argv[2])
    print("written", flush=True)
    os.kill(os.getpid(), 9)
"""


def everything_in(folder: Path) -> list[Path]:
    return sorted(folder.rglob("*"))


def test_what_was_laid_down_is_gone_when_it_was_read(tmp_path: Path) -> None:
    store = tmp_path / "store"
    with place_for_uploads(store) as folder:
        (folder / "diary.csv").write_text(MARKED)
        assert folder.parent == store
        assert folder.stat().st_mode & 0o077 == 0
        remove_left(store)
        with place_for_uploads(store) as other:
            assert (other != folder, (folder / "diary.csv").exists()) == (True, True)
    assert everything_in(store) == []


def test_what_a_killed_program_left_is_removed_by_the_next(tmp_path: Path) -> None:
    command = [sys.executable, "-c", KILLED, str(tmp_path), MARKED]
    killed = subprocess.run(command, capture_output=True, text=True, cwd=Path(__file__).parents[3])
    assert (killed.stdout, killed.returncode) == ("written\n", -9)
    assert "diary.csv" in [path.name for path in everything_in(tmp_path)]
    remove_left(tmp_path)
    assert everything_in(tmp_path) == []


def test_a_store_that_is_not_there_has_nothing_left(tmp_path: Path) -> None:
    remove_left(tmp_path / "nowhere")
