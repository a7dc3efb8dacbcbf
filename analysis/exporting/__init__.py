"""Everything back out of the store: the tables of a clinic export, as CSV, Parquet or a workbook."""

from analysis.exporting.export import FORMATS, export

__all__ = ["FORMATS", "export"]
