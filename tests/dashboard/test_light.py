"""The command line loads nothing that draws: it starts for one patient's text as well as for a thousand."""

from __future__ import annotations

import subprocess
import sys


def test_the_command_line_loads_nothing_that_draws() -> None:
    told = "import sys, dashboard.cli, dashboard.summarised; print({'plotly', 'streamlit'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", told], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"
