"""The documents that are written from the code, never by hand.

    python3 run.py documents     writes them all
    python3 run.py check         fails when one is not what the code says

What takes more than a moment is not among them: docs/calibration.md is written by `python -m benchmarks.calibration`.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from pathlib import Path

from analysis.importing.fields import field_list
from dashboard.sections.methods.rule_book import rule_book

ROOT = Path(__file__).resolve().parents[1]

DOCUMENTS: Mapping[str, Callable[[], str]] = {
    "docs/input.md": field_list,
    "docs/rules.md": rule_book,
}
"""The function that gives the whole text of each document. Another one is a line here."""


def stale(root: Path = ROOT, documents: Mapping[str, Callable[[], str]] = DOCUMENTS) -> list[str]:
    """The documents that are missing in `root`, or hold something else than their function gives."""
    return [name for name, text in documents.items() if _written(root / name) != text()]


def write(root: Path = ROOT, documents: Mapping[str, Callable[[], str]] = DOCUMENTS) -> list[str]:
    """Write every stale document anew; returns their names."""
    names = stale(root, documents)
    for name in names:
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(documents[name](), encoding="utf-8", newline="\n")
    return names


def _written(path: Path) -> str | None:
    return path.read_text(encoding="utf-8") if path.exists() else None


def main(options: list[str]) -> None:
    if options == ["--check"]:
        names = stale()
        sys.exit(f"Stale: {', '.join(names)}; `python3 run.py documents` writes them anew." if names else 0)
    print("\n".join(f"{name} is written anew" for name in write()) or "Every document is up to date.")


if __name__ == "__main__":
    main(sys.argv[1:])
