"""Every language says the same things, with the same values set in."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import pytest

from analysis.drugs import catalogue
from analysis.importing.reasons import Reason
from dashboard.texts import DEFAULT_LANGUAGE, MissingText, Words, best_language, folders, languages, words
from dashboard.texts import __main__ as command
from dashboard.texts.folders import FOLDER, codes, lacking, language

FILES_ON_PATIENTS = (
    "patient.ftl",
    "calendar_page.ftl",
    "worklist.ftl",
    "common.ftl",
    "charts.ftl",
    "patterns.ftl",
    "definition.ftl",
)
"""Those of the import and the frame speak to the user."""
MARCH, OCTOBER = datetime(2026, 3, 14, 8, 30), date(2026, 10, 31)


def test_every_language_is_complete_and_offered_with_swedish_first() -> None:
    assert [line for code in codes() for line in lacking(code)] == []
    assert set(languages()) == set(codes()) >= {"sv", "en"}
    assert languages()[0] == "sv"


@pytest.mark.parametrize("code", languages())
def test_every_language_has_the_same_keys_in_the_same_files_with_the_same_values(code: str) -> None:
    assert language(code).texts == language(DEFAULT_LANGUAGE).texts


@pytest.mark.parametrize("code", languages())
def test_the_names_of_drugs_are_of_drugs_in_the_catalogue(code: str) -> None:
    named = language(code).drugs
    assert set(named) == set(language(DEFAULT_LANGUAGE).drugs)
    assert set(named) <= {drug.substance for drug in catalogue()}
    written = {drug.substance: drug.names for drug in catalogue()}
    assert [name for drug, name in named.items() if name not in written[drug]] == []


def test_a_drug_is_called_as_the_language_calls_it_or_by_its_international_name() -> None:
    assert (words("sv").drug("ergotamine"), words("en").drug("ergotamine")) == ("ergotamin", "ergotamine")
    assert (words("sv").drug("sumatriptan"), words("en").drug("sumatriptan")) == ("sumatriptan", "sumatriptan")
    assert words("en").drug("botulinum toxin type a") == "botulinum toxin type A"


def test_dates_are_written_as_each_language_writes_them() -> None:
    said = [
        (spoken.date(MARCH), spoken.narrow_date(OCTOBER), spoken.short_date(OCTOBER), spoken.named_day(OCTOBER))
        for spoken in map(words, ("sv", "en"))
    ]
    assert said == [
        ("2026-03-14", "2026-10-31", "31 okt", "lördag 31 oktober"),
        ("14 March 2026", "31 Oct 2026", "31 Oct", "Saturday 31 October"),
    ]
    assert (words("sv").moment(MARCH), words("en").moment(MARCH)) == ("2026-03-14 08:30", "14 March 2026, 08:30")


@pytest.fixture
def german(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Path]:
    """A folder of German beside the other two, made of the English one, with files changed or left out."""

    def made(**changed: str | None) -> Path:
        folder = tmp_path / "texts"
        shutil.copytree(FOLDER, folder, ignore=shutil.ignore_patterns("*.py", "__pycache__"))
        shutil.copytree(folder / "en", folder / "de", dirs_exist_ok=True)
        own = folder / "de" / "language.toml"
        own.write_text(own.read_text(encoding="utf-8").replace("en_GB", "de_DE").replace('"d MMM"', '"d. MMM"'))
        for name, text in changed.items():
            _change(folder / "de" / name.replace("_", "."), text)
        monkeypatch.setattr(folders, "FOLDER", folder)
        forget()
        return folder

    yield made
    monkeypatch.undo()
    forget()


def forget() -> None:
    for cached in (language, languages, words):
        cached.cache_clear()


def _change(path: Path, text: str | None) -> None:
    if text is None:
        path.unlink()
    else:
        path.write_text(text, encoding="utf-8")


def test_a_complete_language_is_offered_with_forms_of_its_own(german: Callable[..., Path]) -> None:
    german()
    assert languages()[0] == "sv"
    assert set(languages()) >= {"sv", "de", "en"}
    assert best_language(["de-AT"]) == "de"
    assert words("de").short_date(OCTOBER) == "31. Okt"
    assert words("de").weekday(OCTOBER) == "Samstag"
    assert words("de").number(1234.5, 1) == "1.234,5"


ONE_TEXT = "aura = Aura\n"
UNFINISHED = {
    "a file is left out": ({"worklist_ftl": None}, "de/worklist.ftl: no text "),
    "a file holds next to nothing": ({"patterns_ftl": ONE_TEXT}, "de/patterns.ftl: no text "),
    "a text cannot be read": ({"frame_ftl": "product-name = { $"}, "de/frame.ftl: a text that Fluent cannot read"),
    "nothing of its own": ({"language_toml": None}, "de/language.toml: no locale that CLDR knows"),
    "an unknown locale": ({"language_toml": 'locale = "xx_YY"'}, "de/language.toml: no locale that CLDR knows"),
    "no dates": ({"language_toml": 'locale = "de_DE"'}, "de/language.toml: no form of moment under [dates]"),
    "no form of dates": (
        {"language_toml": 'locale = "de_DE"\n[dates]\nday = "EEEEEEEEE"'},
        "de/language.toml: no form of day under [dates]",
    ),
    "no drugs": ({"language_toml": 'locale = "de_DE"'}, 'de/language.toml: no "ergotamine" under [drugs]'),
    "no claims": ({"language_toml": 'locale = "de_DE"'}, "de/language.toml: no never under [claims]"),
    "no TOML": ({"language_toml": "locale = "}, "de: cannot be read: "),
}


@pytest.mark.parametrize(("changed", "lack"), UNFINISHED.values(), ids=UNFINISHED)
def test_an_unfinished_language_is_offered_to_nobody_and_says_what_it_lacks(
    german: Callable[..., Path], changed: dict[str, str | None], lack: str
) -> None:
    german(**changed)
    assert set(languages()) == set(codes()) - {"de"}
    assert best_language(["de-DE", "en"]) == "en"
    assert best_language(["de-DE"]) == DEFAULT_LANGUAGE
    assert [line for line in lacking("de") if line.startswith(lack)]
    with pytest.raises(KeyError, match="de"):
        Words("de")
    told = command.report().splitlines()
    assert "sv: complete" in told
    assert [line for line in told if line.startswith(lack)]


def test_a_text_that_sets_in_other_values_is_told(german: Callable[..., Path]) -> None:
    folder = german()
    common = (folder / "de" / "common.ftl").read_text(encoding="utf-8")
    _change(
        folder / "de" / "common.ftl", re.sub(r"^percent = .*", "percent = { $share } %", common, flags=re.MULTILINE)
    )
    forget()
    assert lacking("de") == ("de/common.ftl: percent sets in share instead of value",)
    assert "de" not in languages()


@pytest.mark.parametrize(
    ("key", "file"),
    [
        ("criterion-NOWHERE-1", "criteria.ftl"),
        ("rule-NOWHERE-1", "criteria.ftl"),
        ("page-nowhere", "frame.ftl"),
        ("xyz", "common.ftl"),
    ],
)
def test_a_missing_text_is_told_with_its_language_file_and_key(key: str, file: str) -> None:
    with pytest.raises(MissingText) as missing:
        words("en")(key)
    assert str(missing.value) == f"the language 'en' has no text '{key}': write it in dashboard/texts/en/{file}"


@pytest.mark.parametrize("code", languages())
def test_every_reason_of_an_import_is_told(code: str) -> None:
    told = language(code).texts
    for reason in Reason:
        assert f"reason-{reason.code}-short" in told
        assert told[f"reason-{reason.code}"].values == set(re.findall(r"{(\w+)}", reason.explanation))


@pytest.mark.parametrize(
    ("preferred", "language"),
    [(["sv-SE"], "sv"), (["en-US"], "en"), (["en-GB", "sv"], "en"), (["fi", "en"], "en"), (["fi"], "sv"), ([], "sv")],
)
def test_the_language_to_begin_with_is_the_browsers(preferred: list[str], language: str) -> None:
    assert best_language(preferred) == language


@pytest.mark.parametrize("code", languages())
def test_no_text_gives_orders_or_makes_a_diagnosis(code: str) -> None:
    """MDR-8 and MDR-9: facts and patterns only."""
    texts = "\n".join((FOLDER / code / file).read_text(encoding="utf-8") for file in FILES_ON_PATIENTS).lower()
    claims = language(code).claims
    assert re.findall(claims["orders"], texts) == []
    assert re.findall(claims["diagnoses"], texts) == []


@pytest.mark.parametrize(
    ("share", "swedish"), [(1.0, "100 %"), (0.999, "99 %"), (0.001, "1 %"), (0.0, "0 %"), (0.5, "50 %")]
)
def test_a_percentage_is_whole_only_when_all_is_there(share: float, swedish: str) -> None:
    assert words("sv").percent(share) == swedish


def test_numbers_are_written_as_the_language_writes_them() -> None:
    assert words("sv").number(12.5, 1) == "12,5"
    assert words("en").number(12.5, 1) == "12.5"
