"""Where a line of text may not break: between a number and what it counts, and within a date."""

from __future__ import annotations

import pytest

from dashboard.show.unbroken import unbroken, unbroken_html, whole


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("16 av 28 (57 %)", "16~av 28 (57~%)"),
        ("Emgality 120 mg", "Emgality 120~mg"),
        ("söndag 1 nov", "söndag 1~nov"),
        ("31 October 2026", "31~October~2026"),
        ("P-053 och P-054", "P-053~och P-054"),
        ("inga tal här", "inga tal här"),
    ],
)
def test_spaces_that_do_not_break(text: str, shown: str) -> None:
    assert unbroken(text) == shown.replace("~", "\N{NO-BREAK SPACE}")


def test_tags_stay_as_they_are_and_dates_of_numbers_are_held_together() -> None:
    html = '<p class="a 1 b">sedan 2026-01-12</p>'
    assert unbroken_html(html) == '<p class="a 1 b">sedan <time>2026-01-12</time></p>'


def test_every_text_within_is_set_and_names_are_not() -> None:
    told = whole({"1 a": ("2 b", 3, None, ["4 c"])})
    assert told == {"1 a": ["2\N{NO-BREAK SPACE}b", 3, None, ["4\N{NO-BREAK SPACE}c"]]}


@pytest.mark.parametrize("held", ["NT-rådet", "28-dagarsperiod", "95\N{NO-BREAK SPACE}%-intervall", "MD-1", "HIT-6"])
def test_a_short_word_before_a_hyphen_is_not_left_alone(held: str) -> None:
    assert unbroken_html(f"enligt {held}, och") == f'enligt <span class="range">{held}</span>, och'


def test_longer_words_break_at_their_hyphen() -> None:
    assert "range" not in unbroken_html("Kaplan-Meier, huvudvärks-dagbok, <b>EVAL-N-TA764</b>")


def test_ranges_are_held_together() -> None:
    assert unbroken_html("11–13 dagar") == '<span class="range">11–13</span>\N{NO-BREAK SPACE}dagar'
