"""What a folder that `export --format parquet` wrote holds for an engine that reads it in place."""

from __future__ import annotations

from analysis.days.recorded import GATHERED_DAYS
from analysis.querying.schema import DRUG_NAMES, REMARKS, SEEN_UNTIL

FOLDER = ".engine"
"""The folder in it of the tables that an import makes itself, and of those without rows."""
BESIDE = (DRUG_NAMES, REMARKS, SEEN_UNTIL)
"""The tables that statements read and that are none of an import's."""
IN_PLACE = (*BESIDE, GATHERED_DAYS)
"""Those, and what was written of each day, brought together: engines that read in place ask smaller statements so."""
