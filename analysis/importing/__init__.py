"""Exports read, checked row by row, merged with the store, and accounted for: every row read has one outcome."""

from analysis.importing.batch import import_exports
from analysis.importing.report import FileReport, ImportReport, rejected_rows

__all__ = ["FileReport", "ImportReport", "import_exports", "rejected_rows"]
