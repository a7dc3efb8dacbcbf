"""A label made of data is shown as it stands: nothing in it becomes a picture, a link, colour or emphasis."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.sections.wording import WORD_JOINER, as_label

HOSTILE = "![x](https://evil.example/a.png) $x$ :red[r] <b>b</b> `c` *d* _e_ ~f~ |g| # h \\ i"


def test_every_sign_of_markup_is_taken_as_a_sign() -> None:
    shown = as_label(HOSTILE)
    assert all(shown[place - 1] == "\\" for place, sign in enumerate(shown) if sign in "`*_[]#$<>|~")
    assert r"\:red" in shown
    shown = shown.replace(WORD_JOINER, "")
    assert shown.replace("\\\\", "\0").replace("\\", "").replace("\0", "\\") == HOSTILE


@pytest.mark.parametrize("text", ["P-001", "diary.csv", "Test Åsa (2026)", "diary.csv: 20 rows", "10 + 1!", ""])
def test_usual_names_stay_as_they_are(text: str) -> None:
    assert as_label(text) == text


@pytest.mark.parametrize("text", ["https://evil.example", "www.evil.example", "WWW.EVIL.example", "a@evil.example"])
def test_an_address_is_no_link(text: str) -> None:
    assert WORD_JOINER in as_label(text)
    assert as_label(text).replace(WORD_JOINER, "").replace("\\", "") == text


def test_nothing_turns_the_words_around_it() -> None:
    assert as_label("a\u202eb\u2068c\u200f") == "abc"


def test_a_title_with_markup_is_a_title() -> None:
    def page(title: str) -> None:
        import streamlit as st

        st.button(title, key="b")

    app = AppTest.from_function(page, args=(as_label(HOSTILE),)).run()
    assert app.button(key="b").label.startswith("!\\[x\\](https")
