"""Of whose headache days are no measure: those with cluster headache and no migraine, by ICD-10-SE."""

from __future__ import annotations

import pytest

from analysis.records.patients import is_cluster_headache_alone


@pytest.mark.parametrize(
    ("diagnosis", "alone"),
    [
        ("G44.0", True),
        ("G440", True),
        ("g44.0", True),
        ("G44.0 G44.4", True),
        ("G44.0,G44.2", True),
        ("G44.0 G43.0", False),  # migraine as well: its days are counted
        ("G43.3", False),
        ("G44.2", False),
        ("", False),
        (None, False),
    ],
)
def test_cluster_headache_alone(diagnosis, alone):
    assert is_cluster_headache_alone(diagnosis) is alone
