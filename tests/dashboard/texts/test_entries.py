"""A file of texts cut into entries says what it says when Fluent parses it whole."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest
from fluent.syntax import FluentParser, ast
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.texts import Words, languages
from dashboard.texts.entries import entries_of, values_in
from dashboard.texts.folders import FOLDER
from dashboard.texts.folders import language as read

PIECES = (
    *(
        "a",
        "b-2",
        "-t",
        " = ",
        "=",
        "\n",
        "\n    ",
        "\n\n",
        "  ",
        "{ $n }",
        "{$m}",
        "{ $n ->",
        "[one] ",
        "*[other] ",
        "[0]",
    ),
    *(
        "}",
        "{",
        "$n",
        "word",
        "# ",
        "#",
        "##x",
        ".of = ",
        "*",
        "[",
        "]",
        '{ "q" }',
        "{ a }",
        "{ -t }",
        "å",
        "\t",
        "\xa0",
    ),
    *("a = ", "\na = word { $n }", "a = { $n ->\n    [one] x\n   *[other] { $m } y\n}", "\n# said", "\n}"),
)
TEXTS = st.lists(st.sampled_from(PIECES), max_size=14).map("".join)


def bare(told: object) -> object:
    """A parsed entry as JSON, without its comment and the places where its parts stood."""
    if isinstance(told, dict):
        return {name: bare(value) for name, value in told.items() if name not in ("span", "comment")}
    return [bare(one) for one in told] if isinstance(told, list) else told


def whole(text: str) -> tuple[list[object], bool]:
    """The entries and their values as Fluent parses the text whole, and whether it can read every line."""
    body = FluentParser().parse(text).body
    found = [one for one in body if isinstance(one, ast.Message | ast.Term)]
    return [(bare(one.to_json()), values_in(one)) for one in found], not any(isinstance(one, ast.Junk) for one in body)


def cut(text: str) -> tuple[list[object], bool]:
    """The same of the text cut into entries, each parsed alone, with the values that cutting told."""
    entries, is_sound = entries_of(text)
    return [(told, entry.values) for entry in entries for told, _ in whole(entry.source)[0]], is_sound


@pytest.mark.parametrize("code", languages())
def test_the_entries_of_every_file_are_told_without_parsing_and_no_key_is_written_twice(code: str) -> None:
    keys: Counter[str] = Counter()
    for path in sorted((FOLDER / code).glob("*.ftl")):
        entries, is_sound = entries_of(path.read_text(encoding="utf-8"))
        body = FluentParser().parse(path.read_text(encoding="utf-8")).body
        assert is_sound
        assert {entry.name: entry.values for entry in entries} == {
            one.id.name: values_in(one) for one in body if isinstance(one, ast.Message)
        }
        keys.update(entry.name for entry in entries)
    assert len(keys) > 900
    assert [key for key, times in keys.items() if times > 1] == []


@settings(max_examples=100)
@given(TEXTS)
def test_any_text_says_the_same_cut_as_whole(text: str) -> None:
    assert cut(text) == whole(text)


def test_a_text_is_parsed_with_what_it_refers_to(monkeypatch: pytest.MonkeyPatch) -> None:
    sources = {
        "said": 'said = { -thing } is { told }, { $n ->\n    [one] { -other(case: "x") }\n   *[other] many\n}\n',
        "told": "told = told { again }\n",
        "again": "again = twice\n",
        "-thing": "-thing = This\n",
        "-other": "-other = That\n",
        "lost": "lost = { nowhere }\n",
    }
    english = read("en")
    texts = dict.fromkeys((name for name in sources if not name.startswith("-")), english.texts["percent"])
    monkeypatch.setattr("dashboard.texts.language", lambda _: replace(english, sources=sources, texts=texts))
    spoken = Words("en")
    assert spoken("said", n=2) == "This is told twice, many"
    with pytest.raises(ValueError, match="lost"):
        spoken("lost")


def test_saying_one_text_parses_one(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    monkeypatch.setattr("dashboard.texts.parsed", lambda source: asked.append(source) or FluentParser().parse(source))
    spoken = Words("sv")
    assert [spoken("percent", value=1), spoken("percent", value=2)] == ["1 %", "2 %"]
    assert len(asked) == 1
    assert spoken.has("product-name")
    assert not spoken.has("-percent")
