"""Says of each language whether it is complete, and if not what it lacks: `python -m dashboard.texts`."""

from __future__ import annotations

import sys

from dashboard.texts.folders import codes, lacking


def report() -> str:
    """A line for each complete language, and a line for everything that another one lacks."""
    lines = [line for code in codes() for line in lacking(code) or (f"{code}: complete",)]
    return "\n".join(lines)


if __name__ == "__main__":
    sys.stdout.write(report() + "\n")
