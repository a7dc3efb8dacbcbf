"""The short text for the record of a dozen sample patients, word for word, in both languages.

They stand for what a diary can be: a helped and a lost treatment, wearing-off, overuse, a course not to be judged yet,
never or not at all, a poor, a new and an empty diary.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

GOLDEN = json.loads(Path(__file__).with_name("short_texts.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("patient", GOLDEN)
def test_the_short_text_word_for_word(patient: str, sample_summaries: dict[str, dict]) -> None:
    assert sample_summaries[patient]["text"]["short"] == GOLDEN[patient]
