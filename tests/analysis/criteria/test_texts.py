"""Every rule speaks both languages, in every outcome, as a pattern and never as a diagnosis or an order."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from analysis.criteria.criterion import Criterion
from analysis.criteria.frequency_bands import BAND_SETS
from analysis.criteria.grid_rule import GridRule
from analysis.criteria.not_computable import REASONS
from analysis.criteria.registry import RULES
from analysis.criteria.rule import OWN_SOURCES, WindowRule
from analysis.days.classified import KINDS
from analysis.days.definitions import PROFILES
from analysis.instruments import INSTRUMENTS
from analysis.outcomes import Outcome
from dashboard.sections.patient.criteria import sentence
from dashboard.texts import MissingText, languages, words
from dashboard.texts.folders import language as read
from tests.analysis.criteria.made import thrice, windows

ANSWERED = [rule for rule in RULES.values() if isinstance(rule, WindowRule | GridRule)]


def spoken(rule, outcome):
    """A criterion of the rule with this outcome, its figures made up to fit."""
    if isinstance(rule, WindowRule):
        made = rule.of(thrice(unfilled=2, **{limit.what: 3 for limit in rule.limits}))
        return replace(made, outcome=outcome, lacks="fields")
    figures = {"span": (2, 4), "caution": rule.caution, "lacks": rule.lacks}
    return Criterion(rule.id, outcome, rule.limits, (), rule.source, rule.certainty, **figures)


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("outcome", Outcome)
@pytest.mark.parametrize("rule", ANSWERED, ids=lambda rule: rule.id)
def test_every_outcome_of_every_rule_is_a_sentence(rule, outcome, language):
    text = sentence(spoken(rule, outcome), words(language))
    assert text.endswith(".")
    assert "{" not in text
    assert "  " not in text
    claims = read(language).claims  # what a sentence on a patient says and never says (MDR-8, MDR-9, TLV-10)
    assert not re.search(claims["never"], text, re.IGNORECASE), text
    assert claims["pattern"] in text


@pytest.mark.parametrize("language", languages())
def test_every_code_has_its_words(language):
    wanted = {
        *(f"rule-{rule}" for rule in RULES),
        *(f"criterion-{rule.id}" for rule in ANSWERED),
        *(f"caution-{rule.caution}" for rule in RULES.values() if rule.caution),
        *(f"lacks-{lack}" for lack in ("windows", "fields", "cycles", "no_measure")),
        *(f"reason-rule-{reason}" for reason in REASONS),
        *(f"source-{source}" for source in OWN_SOURCES),
        *(f"outcome-{outcome.code}" for outcome in Outcome),
        *(f"kind-{kind}" for kind in KINDS),
        *(f"profile-{profile}" for profile in PROFILES),
        *(f"bandset-{bands}" for bands in BAND_SETS),
        *(f"band-{code}" for bands in BAND_SETS.values() for code, _ in bands.begins),
        *(
            f"score-band-{name.lower().replace('-', '')}-{band.code}"
            for name, instrument in INSTRUMENTS.items()
            for band in instrument.bands
        ),
        *(
            f"score-change-{change.code}"
            for instrument in INSTRUMENTS.values()
            for change in instrument.important_changes
        ),
        *(f"class-{limit.what}" for rule in ("MOH-10", "MOH-15") for limit in RULES[rule].limits),
    }
    said = words(language)
    assert [str(MissingText(language, key)) for key in sorted(wanted) if not said.has(key)] == []


def test_an_undetermined_sentence_names_the_counts_the_unfilled_days_and_what_would_settle_it():
    made = windows({"triptan": 12}, {"triptan": 10}, {"triptan": 8, "unfilled": 3, "open": 2})
    assert sentence(RULES["MOH-3"].of(made), words("sv")) == (
        "Det går inte att avgöra om dagboken visar ett mönster förenligt med överanvändning av triptaner "
        "(minst 10 dagar under var och en av tre 28-dagarsperioder i följd). "
        "Triptandagar per 28 dagar 2026-01-07 till 2026-03-31, äldst först: 12, 10 och 8 (möjligt 8–11) "
        "(på 81 ifyllda dagar av 84). "
        "2 ifyllda dagar till kan räcka för att avgöra det, i perioden 2026-03-04 till 2026-03-31; "
        "där kan 2 tomma dagar fortfarande fyllas i."
    )


def test_aura_without_headache_is_told_apart_in_the_migraine_days():
    made = windows({"headache": 16, "recorded_headache": 15, "migraine": 9, "aura_only": 1}, CHRONIC, CHRONIC)
    text = sentence(RULES["CM-5"].of(made), words("en"))
    assert "Days with headache recorded in 28 days" in text
    assert text.endswith("Of the migraine days 1, 0 and 0 are of aura without headache, oldest first.")


CHRONIC = {"headache": 15, "migraine": 8}


def test_what_can_no_longer_be_settled_says_so():
    locked = windows({"triptan": 12}, {"triptan": 10}, {"triptan": 8, "unfilled": 3})
    assert sentence(RULES["MOH-3"].of(locked), words("sv")).endswith(
        "Minst 2 tomma dagar i perioden 2026-03-04 till 2026-03-31 skulle behöva vara kända, "
        "men för många av dem är låsta."
    )
    one = windows({"triptan": 12}, {"triptan": 10}, {"triptan": 9, "unfilled": 1})
    assert "En tom dag i perioden" in sentence(RULES["MOH-3"].of(one), words("sv"))
    assert "the empty days are locked." in sentence(RULES["MOH-3"].of(one), words("en"))
    untold = windows({"triptan": 12}, {"triptan": 10}, {"triptan": 9, "unknown": {"triptan": 1}})
    assert "On 1 filled day" in sentence(RULES["MOH-3"].of(untold), words("en"))


def test_a_diary_that_is_too_short_says_so():
    assert "omfattar inte" in sentence(RULES["CM-5"].of(windows({"headache": 20})), words("sv"))
    untold = RULES["MOH-3"].of(thrice(unknown={"triptan": 28}))
    assert "finns inte i dagboken" in sentence(untold, words("sv"))
