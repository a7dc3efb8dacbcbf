"""Errors are told in the language of the page."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from analysis.errors import BadSettings, StoreBusy, UnreadableFile
from dashboard.session import failing
from dashboard.texts import languages, words

ANALYSIS = Path(__file__).parents[3] / "analysis"
RAISED = re.compile(r"UnreadableFile\(\s*f?\"(?:[^\"\\]|\\.)*\"(?:\s*f?\"[^\"]*\")*,\s*f?\"([\w{}-]+)\"")


def codes() -> set[str]:
    texts = (
        path.read_text(encoding="utf-8") for path in (*ANALYSIS.glob("formats/*.py"), *ANALYSIS.glob("importing/*.py"))
    )
    return {code for text in texts for code in RAISED.findall(text) if "{" not in code}


@pytest.mark.parametrize("code", languages())
def test_every_code_that_is_raised_has_words(code: str) -> None:
    assert len(codes()) >= 18
    assert [one for one in sorted(codes()) if not words(code).has(f"unreadable-{one}")] == []


def test_several_files_are_told_at_once() -> None:
    parts = (UnreadableFile("a.csv is empty.", "empty", file="a.csv"), UnreadableFile("b", "empty", file="b.csv"))
    assert failing.detail_of(UnreadableFile.of(parts), words("sv")) == "a.csv är tom. b.csv är tom."


def test_what_has_no_words_is_told_in_english_and_marked_as_such() -> None:
    unknown = UnreadableFile("The byte order is odd.")
    assert (failing.detail_of(unknown, words("sv")), failing.english_detail_of(unknown, words("sv"))) == (
        "",
        str(unknown),
    )
    assert failing.english_detail_of(BadSettings("orange = 40"), words("sv")) == "orange = 40"
    assert failing.english_detail_of(StoreBusy("busy"), words("sv")) == ""
