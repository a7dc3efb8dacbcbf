"""What a folder that `export --format parquet` wrote holds for an engine that reads it in place."""

from __future__ import annotations

FOLDER = ".engine"
"""The folder in it of the tables that an import makes itself, and of those without rows."""
