"""Files that would fill a memory are refused with a sentence before any of them is unpacked; a cell is kept so far."""

from __future__ import annotations

import gzip
import tracemalloc
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from analysis.errors import UnreadableFile
from analysis.formats import columnar, limits
from analysis.formats.sources import sources_at

MEGABYTE = 1024**2


def read_all(path: Path) -> None:
    for source in sources_at([path]):
        for content in source.contents:
            content.text()


def test_a_small_parquet_file_of_a_million_equal_rows_is_refused(tmp_path):
    """A file of some kilobytes once took 822 MB."""
    path = tmp_path / "diary.parquet"
    rows = 1_000_000
    pq.write_table(pa.table({name: pa.repeat(name, rows) for name in ("patient_id", "date", "note")}), path)
    assert path.stat().st_size < 20_000
    tracemalloc.start()
    with pytest.raises(UnreadableFile, match="1,000,000 rows"):
        columnar.table(path.name, path.read_bytes())
    assert tracemalloc.get_traced_memory()[1] < MEGABYTE
    tracemalloc.stop()


def test_parquet_of_a_hundred_thousand_equal_rows_is_read(tmp_path):
    path = tmp_path / "diary.parquet"
    pq.write_table(pa.table({"patient_id": pa.repeat("p", limits.FREELY_PACKED_ROWS)}), path)
    assert len(columnar.table(path.name, path.read_bytes()).rows) == limits.FREELY_PACKED_ROWS


def test_too_many_rows_are_refused(tmp_path, monkeypatch):
    monkeypatch.setattr("analysis.formats.sources.MOST_ROWS", 3)
    monkeypatch.setattr("analysis.formats.sources.MOST_UNPACKED_ROWS", 2)
    path = tmp_path / "diary.csv"
    path.write_text("a\n1\n2\n")
    read_all(path)
    path.write_text("a\n1\n2\n3\n")
    with pytest.raises(UnreadableFile, match="has more than 3 rows"):
        read_all(path)
    packed = tmp_path / "diary.csv.gz"
    packed.write_bytes(gzip.compress(b"a\n1\n"))
    read_all(packed)
    packed.write_bytes(gzip.compress(b"a\n1\n2\n"))
    with pytest.raises(UnreadableFile, match="has more than 2 rows"):
        read_all(packed)
