"""Every language says the same things, with the same values set in."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest
from fluent.syntax import FluentParser, ast
from fluent.syntax.visitor import Visitor

import dashboard.texts
from analysis.importing.reasons import Reason
from dashboard.texts import DEFAULT_LANGUAGE, best_language, languages, words

FOLDER = Path(dashboard.texts.__file__).parent


class Variables(Visitor):
    def __init__(self) -> None:
        self.names: set[str] = set()

    def visit_VariableReference(self, node: ast.VariableReference) -> None:  # noqa: N802
        self.names.add(node.id.name)


def messages(language: str) -> list[tuple[str, ast.Message]]:
    """Every message with the file it stands in."""
    found = []
    for path in sorted((FOLDER / language).glob("*.ftl")):
        resource = FluentParser().parse(path.read_text(encoding="utf-8"))
        assert [entry for entry in resource.body if isinstance(entry, ast.Junk)] == [], path.name
        found += [(path.name, entry) for entry in resource.body if isinstance(entry, ast.Message)]
    return found


def variables(message: ast.Message) -> set[str]:
    visitor = Variables()
    visitor.visit(message)
    return visitor.names


def test_there_are_swedish_and_english_with_swedish_first() -> None:
    assert languages() == ("sv", "en")


@pytest.mark.parametrize("language", languages())
def test_no_key_is_written_twice(language: str) -> None:
    counted = Counter(message.id.name for _, message in messages(language))
    assert [key for key, times in counted.items() if times > 1] == []


@pytest.mark.parametrize("language", languages())
def test_every_language_has_the_same_keys_in_the_same_files_with_the_same_values(language: str) -> None:
    ours, others = (
        {message.id.name: (file, variables(message)) for file, message in messages(code)}
        for code in (DEFAULT_LANGUAGE, language)
    )
    assert others == ours


@pytest.mark.parametrize("language", languages())
def test_every_reason_of_an_import_is_told(language: str) -> None:
    told = {message.id.name: variables(message) for _, message in messages(language)}
    for reason in Reason:
        assert f"reason-{reason.code}-short" in told
        assert told[f"reason-{reason.code}"] == set(re.findall(r"{(\w+)}", reason.explanation))


@pytest.mark.parametrize(
    ("preferred", "language"),
    [(["sv-SE"], "sv"), (["en-US"], "en"), (["en-GB", "sv"], "en"), (["fi", "en"], "en"), (["fi"], "sv"), ([], "sv")],
)
def test_the_language_to_begin_with_is_the_browsers(preferred: list[str], language: str) -> None:
    assert best_language(preferred) == language


ORDERS = {
    "sv": r"\b(sätt ut|starta|påbörja|avsluta|byt|öka|minska|överväg|remittera|du bör|bör du)\b",
    "en": r"\b(stop the|start the|switch to|increase the|reduce the|consider|refer to|you should)\b",
}
DIAGNOSES = {"sv": r"patienten har (migrän|läkemedels|kronisk)", "en": r"the patient has (migraine|medication|chronic)"}


@pytest.mark.parametrize("language", languages())
def test_no_text_gives_orders_or_makes_a_diagnosis(language: str) -> None:
    """MDR-8 and MDR-9: facts and patterns only."""
    texts = "\n".join((FOLDER / language / file).read_text(encoding="utf-8") for file in files(language)).lower()
    assert re.findall(ORDERS[language], texts) == []
    assert re.findall(DIAGNOSES[language], texts) == []


def files(language: str) -> list[str]:
    """The files that speak of patients; those of the import and the frame speak to the user."""
    return [
        "patient.ftl",
        "calendar_page.ftl",
        "worklist.ftl",
        "common.ftl",
        "charts.ftl",
        "patterns.ftl",
        "definition.ftl",
    ]


@pytest.mark.parametrize(
    ("share", "swedish"), [(1.0, "100 %"), (0.999, "99 %"), (0.001, "1 %"), (0.0, "0 %"), (0.5, "50 %")]
)
def test_a_percentage_is_whole_only_when_all_is_there(share: float, swedish: str) -> None:
    assert words("sv").percent(share) == swedish


def test_numbers_are_written_as_the_language_writes_them() -> None:
    assert words("sv").number(12.5, 1) == "12,5"
    assert words("en").number(12.5, 1) == "12.5"
