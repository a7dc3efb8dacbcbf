"""The command line loads what it needs: help no database, the log no figures, a list no estimates, a text no charts."""

from __future__ import annotations

import subprocess
import sys

STEPS = (
    ("dashboard.cli", {"sqlalchemy", "numpy", "fluent"}),
    ("analysis.store", {"numpy", "pandas", "pyarrow", "alembic", "duckdb", "filelock"}),
    (
        "analysis.worklist, analysis.clinic",
        {"analysis.criteria.registry", "analysis.effect.finding", "analysis.patterns"},
    ),
    ("dashboard.summarised", {"plotly", "streamlit"}),
)
"""What is loaded step by step, and what has not been loaded then."""


def test_nothing_is_loaded_before_it_is_needed() -> None:
    told = [f"import {module}; print({spared} & set(sys.modules))" for module, spared in STEPS]
    done = subprocess.run(
        [sys.executable, "-c", "; ".join(["import sys", *told])], capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == ["set()"] * len(STEPS)
