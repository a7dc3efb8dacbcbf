"""What a folder that `export --format parquet` wrote holds for an engine that reads it in place."""

from __future__ import annotations

from analysis.querying.schema import DRUG_NAMES, REMARKS, SEEN_UNTIL

FOLDER = ".engine"
"""The folder in it of the tables that an import makes itself, and of those without rows."""
BESIDE = (DRUG_NAMES, REMARKS, SEEN_UNTIL)
"""The tables that statements read and that are none of an import's."""
