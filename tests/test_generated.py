"""The documents that are written from the code say what the code says."""

from __future__ import annotations

from pathlib import Path

import pytest

from dashboard import documents

TEXTS = {"a.md": lambda: "first\n", "new/b.md": lambda: "å second\n"}


@pytest.mark.parametrize("name", documents.DOCUMENTS)
def test_the_document_is_up_to_date(name: str) -> None:
    assert name not in documents.stale(), "python3 run.py documents writes it anew"


def test_what_is_missing_or_says_something_else_is_stale_until_it_is_written(tmp_path: Path) -> None:
    assert documents.stale(tmp_path, TEXTS) == ["a.md", "new/b.md"]
    assert documents.write(tmp_path, TEXTS) == ["a.md", "new/b.md"]
    assert (tmp_path / "new" / "b.md").read_bytes() == "å second\n".encode()
    assert documents.stale(tmp_path, TEXTS) == []
    (tmp_path / "a.md").write_text("by hand")
    assert documents.stale(tmp_path, TEXTS) == ["a.md"]
    assert documents.write(tmp_path, TEXTS) == ["a.md"]
    assert (tmp_path / "a.md").read_text() == "first\n"


def test_the_check_ends_with_the_names_of_stale_documents(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(documents, "stale", lambda: ["docs/input.md"])
    with pytest.raises(SystemExit, match=r"^Stale: docs/input\.md; `python3 run\.py documents` writes them anew\.$"):
        documents.main(["--check"])
    monkeypatch.setattr(documents, "stale", list)
    with pytest.raises(SystemExit) as ended:
        documents.main(["--check"])
    assert ended.value.code == 0
