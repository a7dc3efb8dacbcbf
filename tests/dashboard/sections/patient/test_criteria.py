"""The criteria of a patient as sentences and a table, and the list of every rule."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from analysis.basis import Basis
from analysis.counts.counted import counts_by_patient
from analysis.criteria.criterion import Criterion
from analysis.criteria.evidence import DaysBehind
from analysis.criteria.registry import RULES, criteria_for
from analysis.outcomes import Outcome
from analysis.settings import shipped
from analysis.windows import Window, windows_ending
from dashboard.sections.methods import rules
from dashboard.sections.patient import criteria
from dashboard.sections.wording import denominator
from dashboard.texts import languages, words
from tests.analysis.criteria.made import thrice, windows
from tests.drawn import drawn, fill


@pytest.mark.parametrize("language", languages())
def test_what_is_met_is_told_and_all_stand_in_the_table(language: str) -> None:
    judged = criteria_for(thrice(headache=20, migraine=9, triptan=12, overusable=12, acute_medication=12))
    section = criteria.section(judged, words(language))
    met = {one.rule for one in judged if one.outcome is Outcome.MET}
    assert {"CM-5", "MOH-3", "MOH-10"} <= met
    assert len(section.sentences) >= 2
    assert section.table is not None
    assert sorted(section.table.iloc[:, 0]) == sorted(one.rule for one in judged)


def test_the_table_stands_in_the_order_in_which_a_doctor_asks() -> None:
    judged = criteria_for(thrice(headache=20, triptan=12))
    table = criteria.section(judged, words("sv")).table
    assert table is not None
    asked = list(table.iloc[:, 0])
    places = [asked.index(rule) for rule in ("CM-5", "CM-9", "MOH-1", "MOH-10", "MOH-3", "MOH-15", "TTH-1")]
    assert places == sorted(places)


def behind(window: Window, kind: str, *days: int, unfilled: tuple[int, ...] = (), unknown: tuple[int, ...] = ()):
    def dates(offsets: tuple[int, ...]) -> tuple[date, ...]:
        return tuple(window.first + timedelta(days=offset) for offset in offsets)

    return DaysBehind(window, kind, dates(days), dates(unfilled), dates(unknown))


def test_a_criterion_unfolds_to_the_days_behind_it() -> None:
    judged = criteria_for(windows({"headache": 20, "migraine": 9, "triptan": 12, "overusable": 12, "unfilled": 2}))
    (window,) = {used.window for one in judged for used in one.counts}
    days = [
        behind(window, "recorded_headache", 0, 2, unfilled=(3, 4)),
        behind(window, "migraine", 2, unfilled=(3, 4), unknown=(0,)),
    ]
    shown = criteria.details(judged[0], days, words("sv"), "calendar?patient=P-001")
    assert [(one.text, [day.text for day in one.days]) for one in shown] == [
        ("2026-03-04 till 2026-03-31", []),
        ("Dagar med registrerad huvudvärk (2):", ["4 mars", "6 mars"]),
        ("Migrändagar (1):", ["6 mars"]),
        ("Ifyllda dagar där det inte framgår, migrändagar (1):", ["4 mars"]),
        ("Tomma dagar (2):", ["7 mars", "8 mars"]),
    ]
    assert shown[0].is_heading
    assert shown[1].days[1].address == "calendar?patient=P-001&day=2026-03-06"
    plain = criteria.details(judged[0], days, words("en"))
    assert {day.address for one in plain for day in one.days} == {""}
    assert (
        criteria.details(judged[0], [behind(window, "recorded_headache")], words("en"))[1].text
        == "Days with headache recorded: none"
    )


def test_only_the_kinds_that_a_sentence_tells_of_are_behind_it() -> None:
    judged = {one.rule: one for one in criteria_for(thrice(headache=20, triptan=12, overusable=12))}
    overuse = judged["MOH-10"]
    days = [behind(used.window, used.kind) for used in overuse.counts]
    lines = [one.text for one in criteria.details(overuse, days, words("en")) if not one.is_heading]
    assert lines == ["Triptan days: none"] * 3


def told_kinds(rule: str, **description: object) -> list[str]:
    judged = {one.rule: one for one in criteria_for(thrice(**description))}
    lines = [behind(used.window, used.kind) for used in judged[rule].counts]
    kinds = {one.text for one in criteria.details(judged[rule], lines, words("en")) if not one.is_heading}
    return sorted(kind.partition(":")[0] for kind in kinds)


def test_of_many_classes_those_that_matter_are_told() -> None:
    assert told_kinds("MOH-10", paracetamol=3, nsaid=1) == ["Paracetamol days"]  # none near: the one most used
    assert told_kinds("MOH-10", triptan=4, unfilled=14) == ["Triptan days"]  # may reach it, and was used
    assert len(told_kinds("MOH-10", unfilled=15)) > 5  # none was used: each may
    assert told_kinds("MOH-1", headache=16, triptan=4, unfilled=12) == ["Days with headache recorded", "Triptan days"]


def settled_by(rule: str, *of_each: dict[str, object]) -> str:
    """What the English sentence of a rule ends with, after its counts."""
    return criteria.sentence(RULES[rule].of(windows(*of_each)), words("en")).rpartition("days of 84). ")[2]


OPEN = {"triptan": 9, "unfilled": 3, "open": 3}
IN_MARCH = "in the period 4 March 2026 to 31 March 2026"
SEVERAL = "Unfilled days, or days that do not tell, decide."


def test_a_class_that_stays_below_its_limit_in_one_window_is_not_told_to_leave_it_open() -> None:
    both = {"triptan": 8, "nsaid": 4, "simple_analgesic": 4, "overusable": 12, "acute_medication": 12, "unfilled": 5}
    few = {"triptan": 5, "nsaid": 1, "simple_analgesic": 1, "overusable": 6, "acute_medication": 6, "unfilled": 4}
    (moh,) = (one for one in criteria_for(windows(both, both | {"unfilled": 0}, few)) if one.rule == "MOH-10")
    assert moh.outcome is Outcome.UNDETERMINED
    told = criteria.brief_line(moh, words("sv")).partition(" – ")[2]
    assert told == "dagar med analgetikum, triptan eller ergotamin 12–17, 12, 6–10."


def test_days_are_said_to_be_enough_only_where_they_are() -> None:
    surely = {"triptan": 12}
    assert settled_by("MOH-3", surely, surely, OPEN) == (
        f"One more filled day may be enough to settle it, {IN_MARCH}; 3 empty days there can still be filled in."
    )
    # In two windows one day each could only reach the limit there, three show that it was not reached.
    assert settled_by("MOH-3", surely, OPEN, OPEN).startswith("3 more filled days may be enough to settle it")
    # With two classes open in each window neither answer follows from one class in one window.
    assert settled_by("MOH-10", *[{**OPEN, "opioid": 9}] * 3) == SEVERAL
    assert settled_by("CM-5", *[{"headache": 14, "migraine": 7, "unfilled": 3, "open": 3}] * 3).startswith("3 more")


def test_days_that_can_still_be_filled_in_are_told_before_fewer_that_are_locked() -> None:
    locked = {"triptan": 9, "unfilled": 1}
    assert settled_by("MOH-3", locked, {"triptan": 12}, OPEN).startswith("3 more filled days may be enough")


def test_unfilled_days_are_not_asked_for_where_there_are_too_few() -> None:
    mixed = {"triptan": 9, "unfilled": 1, "unknown": {"triptan": 1}}
    assert settled_by("MOH-3", {"triptan": 12}, mixed, mixed) == SEVERAL


def test_one_frequency_band_is_told_as_one() -> None:
    one, two = (RULES["CM-9"].of(windows({"headache": 7, "unfilled": days})) for days in (0, 1))
    assert criteria.sentence(one, words("sv")).endswith(": 7 på 28 ifyllda dagar. Frekvensband: lågfrekvent.")
    assert "Möjliga frekvensband: lågfrekvent och högfrekvent." in criteria.sentence(two, words("sv"))
    assert "Frequency band: low-frequency." in criteria.sentence(one, words("en"))


def counted(rule: str, lowest: int, highest: int, language: str) -> str:
    """The second sentence of a rule that counts attacks or cycles."""
    known = RULES[rule]
    made = Criterion(rule, Outcome.MET, known.limits, (), known.source, known.certainty, span=(lowest, highest))
    return criteria.sentence(made, words(language)).rpartition("). ")[2]


def test_cycles_and_attacks_are_counted_in_a_sentence() -> None:
    assert counted("MEN-2", 3, 3, "sv").endswith("3 av 3 cykler med anfall i fönstret (dag −2 till +3).")
    assert counted("MIG-1A", 2, 4, "sv") == "2 till 4 anfall, beroende på vad som inte framgår av dagboken."
    assert counted("MIG-1A", 1, 1, "en") == "Attacks: 1."
    assert counted("MIG-1A", 2, 4, "en") == "Attacks: 2 to 4, depending on what the diary does not tell."


def test_without_counts_there_is_one_space() -> None:
    known = RULES["MIG-1A"]
    bare = Criterion("MIG-1A", Outcome.UNDETERMINED, known.limits, (), known.source, known.certainty, caution="history")
    assert criteria.sentence(bare, words("sv")).endswith("symtom). Anfall före dagboken räknas också; anamnesen avgör.")


@pytest.mark.parametrize("language", languages())
def test_sentences_and_rows_have_their_own_days(language: str) -> None:
    judged = criteria_for(thrice(headache=20, migraine=9, triptan=12, overusable=12, acute_medication=12))
    evidence = {
        one.rule: [behind(used.window, used.kind, number) for used in one.counts] for number, one in enumerate(judged)
    }
    shown = criteria.section(judged, words(language), evidence)
    assert shown.table is not None
    assert len(shown.details) == len(shown.sentences)
    assert len(shown.row_details) == len(shown.table)
    by_rule = dict(zip(shown.table.iloc[:, 0], shown.row_details, strict=True))
    for one in judged:
        assert by_rule[one.rule] == criteria.details(one, evidence[one.rule], words(language))
    assert shown.details[0] == by_rule["CM-5"]
    assert criteria.section(judged, words(language)).row_details == ((),) * len(judged)


@pytest.mark.parametrize("language", languages())
def test_a_calm_diary_says_that_no_pattern_shows(language: str) -> None:
    quiet = criteria_for(thrice(headache=2))
    shown = criteria.section(quiet, words(language))
    assert shown.sentences == (words(language)("criteria-none-without-cycles"),)
    assert criteria.brief(quiet, words(language)).sentences == shown.sentences


@pytest.mark.parametrize("language", languages())
def test_menstrual_migraine_is_denied_only_where_there_were_cycles(language: str) -> None:
    cycles = Criterion("MEN-3", Outcome.NOT_MET, (), (), "ICHD-3", "V")
    shown = criteria.brief([*criteria_for(thrice(headache=2)), cycles], words(language))
    assert shown.sentences == (words(language)("criteria-none"),)


@pytest.mark.parametrize("language", languages())
def test_a_diary_too_short_to_show_a_pattern_is_not_called_calm(language: str) -> None:
    judged = criteria_for(windows({"headache": 9, "outside": 18}))
    shown = criteria.section(judged, words(language))
    untold = [one for one in judged if one.rule in ("CM-5", "MOH-10") and one.outcome is Outcome.NOT_COMPUTABLE]
    assert len(untold) == 2
    assert words(language)("criteria-none") not in shown.sentences
    assert all(criteria.sentence(one, words(language)) in shown.sentences for one in untold)
    assert criteria.brief(judged, words(language)).sentences == (words(language)("criteria-too-short"),)


@pytest.mark.parametrize("language", languages())
def test_every_rule_stands_once_with_sentence_source_and_test(language: str) -> None:
    table = rules.section(words(language)).table
    assert table is not None
    assert list(table.iloc[:, 0]) == list(RULES)
    for column in (1, 3, 4, 5):
        assert (table.iloc[:, column] != "").all()


def test_the_search_finds_ids_words_and_sources() -> None:
    spoken = words("en")
    found = rules.section(spoken, "moh-3").table
    assert found is not None
    assert "MOH-3" in list(found.iloc[:, 0])
    assert len(found) < 10
    nothing = rules.section(spoken, "no such rule anywhere").table
    assert nothing is not None
    assert nothing.empty


def test_triptan_limit_is_ten_days_of_28() -> None:
    row = rules.rule_row(RULES["MOH-3"], words("en"))
    assert "\u2265 10 days of 28" in row[2]
    assert "ICHD-3" in row[3] or "International" in row[3]


def test_empty_days_of_which_doses_tell_are_not_called_filled(engine) -> None:
    # 84 days of which four in the last window are empty; a triptan was recorded on those and on ten filled ones.
    last = date(2026, 3, 28)
    taken = [last - timedelta(days=back) for back in range(14)]
    doses = [{"patient_id": "P", "date": day, "drug": "Maxalt"} for day in taken]
    with engine.begin() as connection:
        person = {"patient_id": "P", "enrolled_on": date(2025, 1, 1)}
        fill(connection, patients=[person], diary=drawn("." * 80 + "____", last), doses=doses)
        found = counts_by_patient(connection, windows_ending(last, 3), Basis(last, shipped()))["P"]
    assert found[-1].completeness.filled == 24
    assert denominator(found[-1]["triptan"], words("sv")) == "på 28 dagar där det framgår, varav 4 i övrigt tomma"
    assert denominator(found[-1]["triptan"], words("en")) == "on 28 days that tell, 4 of them otherwise empty"
    assert "(på 80 ifyllda dagar av 84)" in criteria.sentence(RULES["MOH-3"].of(found), words("sv"))
