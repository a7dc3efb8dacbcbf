"""Sections as HTML: what is unfolded, and that nothing anybody wrote is taken for markup."""

from __future__ import annotations

import re
from pathlib import Path

import pandas as pd
import pytest

import dashboard.show
from dashboard.sections import Detail, LinkedDay, Section
from dashboard.show import markup
from dashboard.texts import languages, words

DETAILS = (
    Detail("March <b>", is_heading=True),
    Detail("Days:", (LinkedDay("3 Mar", "calendar?patient=P&day=2026-03-03"), LinkedDay("4 Mar"))),
)


def test_a_sentence_with_something_behind_it_unfolds_and_the_others_are_paragraphs() -> None:
    plain, unfolding = markup.told(("One & all.", "Two."), ((), DETAILS))
    assert plain == '<p class="">One &amp; all.</p>'
    assert unfolding.startswith('<details class="told"><summary><b>Two.</b></summary><ul class="behind">')
    assert unfolding.endswith("</ul></details>")
    assert '<li class="head">March &lt;b&gt; </li>' in unfolding
    assert '<a href="calendar?patient=P&amp;day=2026-03-03">3 Mar</a>, 4 Mar</li>' in unfolding


def test_sentences_without_details_are_told_as_ever() -> None:
    assert list(markup.told(("One.", "Two."), ())) == ['<p class="">One.</p>', '<p class="">Two.</p>']


@pytest.mark.parametrize("language", languages())
def test_a_row_of_the_table_unfolds_below_itself(language: str) -> None:
    frame = pd.DataFrame({"rule": ["A", "B"], "outcome": ["met", "not met"]})
    shown = markup.folded_table(Section("key", "Title", table=frame, row_details=(DETAILS, ())), words(language))
    rows = shown.split("<tbody>")[1].split("</tr>")
    assert rows[0] == '<tr class="above"><td>A</td><td>met</td>'
    assert rows[1].startswith('<tr><td colspan="2"><details class=""><summary>')
    assert words(language)("days-behind") in rows[1]
    assert rows[2] == "<tr><td>B</td><td>not met</td>"


def test_a_table_without_details_is_as_ever() -> None:
    frame = pd.DataFrame({"rule": ["A"]})
    assert "colspan" not in markup.folded_table(Section("key", "Title", table=frame), words("en"))
    assert "<tr><td>A</td></tr>" in markup.table(frame, "Title")


def test_a_column_of_numbers_stands_to_the_right_and_no_other() -> None:
    frame = pd.DataFrame(
        {"File": ["a.csv", "b.csv"], "Rows": ["7\xa0127", "–"], "Filled": ["28/28", "3"], "None": ["–", "–"]}
    )
    shown = markup.table(frame, "Title")
    assert '<th scope="col">File</th><th scope="col" class="figure">Rows</th><th scope="col">Filled</th>' in shown
    assert shown.count('<td class="figure">') == 2
    assert '<td class="figure">7\xa0127</td>' in shown


def test_what_rows_have_alike_stands_once_over_them() -> None:
    frame = pd.DataFrame([["A", "yes", "1"], ["A", "yes", "2"], ["A", "no", "3"], ["B", "no", "4"]], columns=[*"abc"])
    rows = markup.table(frame, "Title", shared=2).split("<tr>")[2:]
    assert [row.split("</tr>")[0] for row in rows] == [
        '<th scope="rowgroup" rowspan="3">A</th><th scope="rowgroup" rowspan="2">yes</th><td class="figure">1</td>',
        '<td class="figure">2</td>',
        '<th scope="rowgroup" rowspan="1">no</th><td class="figure">3</td>',
        '<th scope="rowgroup" rowspan="1">B</th><th scope="rowgroup" rowspan="1">no</th><td class="figure">4</td>',
    ]


def test_of_a_text_to_be_unfolded_the_first_sentence_stands_out() -> None:
    shown = markup.folded("It is <so>. Since 3 of 4. And 5.", [], "told")
    assert "<summary><b>It is &lt;so&gt;.</b> <span>Since 3 of 4. And 5.</span></summary>" in shown
    assert "<summary>Plain. Not told.</summary>" in markup.folded("Plain. Not told.", [])


def test_line_breaks_of_a_note_are_shown_as_line_breaks() -> None:
    assert "first\nsecond" in markup.facts([("Note", "first\nsecond")])
    style = (Path(dashboard.show.__file__).parent / "own.css").read_text(encoding="utf-8")
    assert re.search(r"\.hd dd \{[^}]*white-space: pre-line", style)


def test_the_id_of_a_rule_is_not_broken_at_its_hyphen() -> None:
    style = (Path(dashboard.show.__file__).parent / "own.css").read_text(encoding="utf-8")
    assert re.search(r"\.hd a\.rule \{[^}]*white-space: nowrap", style)
