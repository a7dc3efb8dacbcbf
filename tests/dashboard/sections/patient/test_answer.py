"""The answer of today: of sample patients whose course is known, one finding on the page, in the text and in JSON."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.dashboard.conftest import OpenPage, read_of

ASKED = ("P-006", "P-013", "P-023", "P-032", "P-037", "P-056", "P-058")


@pytest.fixture
def told(sample_summaries: dict[str, dict]) -> dict[str, dict]:
    return {patient: sample_summaries[patient] for patient in ASKED}


HEADLINES = {
    "P-006": "Osäkert om huvudvärksdagarna nu är färre än före Aimovig: 8 huvudvärksdagar de senaste 28 dagarna, "
    "18 före start.",
    "P-013": "Effekten av Aimovig har minskat: 16 huvudvärksdagar de senaste 28 dagarna, 18 före start.",
    "P-023": "0–1 huvudvärksdag de senaste 28 dagarna.",
    "P-032": "Många dagar med akutläkemedel, tre perioder i rad: triptaner 15–19 dagar, gräns 10.",
    "P-037": "Många dagar med akutläkemedel, tre perioder i rad: flera läkemedelsklasser tillsammans 11–13 dagar, "
    "gräns 10.",
    "P-056": "Inga ifyllda dagar de senaste 28 dagarna.",
    "P-058": "Effekten av Emgality kan inte bedömas: 10 av 28 dagar i vecka 9–12 ifyllda, 14 behövs.",
}


@pytest.mark.parametrize("patient", ASKED)
def test_the_headline_is_the_same_on_the_page_and_in_the_text(
    told: dict[str, dict], open_page: OpenPage, sample_store: Path, patient: str
) -> None:
    assert HEADLINES[patient] in told[patient]["text"]["sv"].splitlines()
    assert HEADLINES[patient] in read_of(open_page(store=sample_store, patient=patient, lang="sv"))


def test_the_answer_speaks_of_what_matters_first(told: dict[str, dict]) -> None:
    assert {patient: one["today"]["subject"] for patient, one in told.items()} == {
        "P-006": "now",
        "P-013": "lost",
        "P-023": "frequency",
        "P-032": "frequency",
        "P-037": "frequency",
        "P-056": "frequency",
        "P-058": "not_judged",
    }


def test_windows_are_those_of_the_treatment_and_of_now(told: dict[str, dict]) -> None:
    today = told["P-013"]["today"]
    days = {name: today[name]["headache_days"]["observed"] for name in ("before", "evaluated", "previous", "latest")}
    assert days == {"before": 18, "evaluated": 5, "previous": 14, "latest": 16}
    assert today["reasons"] == ["losing_effect"]
    low, high = today["left_now"]["interval_95"]
    assert low < 0 < today["left_now"]["percent_fall"] < high


def test_off_a_treatment_nothing_is_left_of_it(told: dict[str, dict]) -> None:
    assert [told["P-032"]["today"][name] for name in ("is_treated", "left_now")] == [False, None]
    assert told["P-032"]["today"]["reasons"] == ["overuse"]


def test_a_range_that_crosses_a_limit_is_not_called_no_pattern(sample_summaries: dict[str, dict]) -> None:
    assert (
        "Kan ha nått gränsen för akutläkemedel, men inte tre perioder i rad: triptaner 6–20 dagar, gräns 10."
        in sample_summaries["P-010"]["text"]["sv"]
    )


def test_what_leaves_the_pattern_open_may_reach_its_limit(sample_summaries: dict[str, dict]) -> None:
    """A class that stays below its limit whatever the empty days were does not leave anything open."""
    undecided = [told["today"] for told in sample_summaries.values() if told["today"]["overuse"] == "undetermined"]
    nearest = [today["nearest_limit"] for today in undecided if today["nearest_limit"]]
    assert len(nearest) == 5
    assert all(one["days"]["highest"] >= one["limit"] for one in nearest)
    assert (
        "Överanvändning kan inte avgöras (tomma dagar): flera läkemedelsklasser tillsammans 6–10 dagar, gräns 10."
        in sample_summaries["P-028"]["text"]["sv"]  # triptans 5 to 9, NSAIDs once
    )


def test_what_is_clear_but_for_empty_days_says_so(sample_summaries: dict[str, dict]) -> None:
    """An interval without nought beside "uncertain" asks for the reason."""
    told = sample_summaries["P-011"]["text"]
    assert "Nu: 48 % färre (2–77 % färre), osäkert: tomma dagar kan ändra det." in told["sv"]
    assert "Now: 48% fewer (2–77% fewer), uncertain: empty days may change that." in told["en"]


def test_a_substance_is_no_proper_name_within_a_sentence(sample_summaries: dict[str, dict]) -> None:
    told = {patient: sample_summaries[patient]["text"] for patient in ("P-015", "P-016", "P-020", "P-032")}
    assert "än före propranolol: 3 huvudvärksdagar" in told["P-015"]["sv"]
    assert "\nKandesartan: huvudvärksdagarna har tydligt ökat" in told["P-016"]["sv"]
    assert "\nAimovig: huvudvärksdagarna har tydligt minskat" in told["P-020"]["sv"]
    assert "pågår; amitriptylin gavs t.o.m." in told["P-032"]["sv"]
    assert "running; amitriptylin was given until" in told["P-032"]["en"]


def test_more_days_after_the_best_of_three_periods_are_not_told_alone(sample_summaries: dict[str, dict]) -> None:
    told = sample_summaries["P-016"]
    assert (told["effects"][0]["treatment"], told["effects"][0]["best_baseline"]) == ("Kandesartan", True)
    assert "Perioden före start var den lättaste av tre: fler dagar väntas ändå." in told["text"]["sv"]
    assert "The period before the start was the best of three: more days are expected anyway." in told["text"]["en"]


def test_days_outside_the_diary_are_not_called_empty(sample_summaries: dict[str, dict]) -> None:
    told = sample_summaries["P-057"]["text"]["sv"]
    assert "Överanvändning kan inte bedömas: dagboken omfattar inte de senaste tre perioderna." in told
    assert "dagar är tomma" not in told


def test_wearing_off_is_told_where_the_page_shows_it(told: dict[str, dict]) -> None:
    assert told["P-006"]["today"]["wearing_off"] is True
    assert "Tecken på att effekten avtar före nästa dos." in told["P-006"]["text"]["short"]["sv"]
    assert told["P-013"]["today"]["wearing_off"] is False
    assert told["P-032"]["today"]["wearing_off"] is None


def test_the_short_text_says_trust_days_overuse_treatment_and_scores(
    told: dict[str, dict], sample_summaries: dict[str, dict]
) -> None:
    assert told["P-013"]["text"]["short"]["sv"] == (
        "Huvudvärksdagbok t.o.m. 2026-10-31: 28/28 dagar ifyllda. Huvudvärksdagar 16 (föregående 14), migrändagar "
        "(MD-1) 10 (5), akutläkemedelsdagar 8 (7). Inget mönster av överanvändning: enkla analgetika sammanlagt 5 "
        "dagar, gräns 15. Aimovig 140 mg sedan 2025-08-04: huvudvärksdagar 18 före → 5 (vecka 9–12) → 16 nu; "
        "effekten har minskat. HIT-6 52 → 54, MIDAS 31 → 19."
    )
    lengths = [
        len(one["text"]["short"][code].replace("→", "").split())
        for one in sample_summaries.values()
        for code in ("sv", "en")
    ]
    assert max(lengths) <= 60
    assert "Bedömning" not in "".join(one["text"]["sv"] for one in told.values())
