"""The drugs of the list that clinical-rules 6.3 and 6.4 do not name one by one, typed from the ATC index."""

from __future__ import annotations

import pytest

from analysis.drugs import catalogue, recognised

ACUTE = """
    zavegepant N02CD08 gepant
    orphenadrine/paracetamol M03BC51 combination
    phenazone_combination N02BB51 combination
    meloxicam M01AC06 nsaid
    piroxicam M01AC01 nsaid
    lornoxicam M01AC05 nsaid
    nabumetone M01AX01 nsaid
    ketorolac M01AB15 nsaid
    mefenamic_acid M01AG01 nsaid
    naproxen M01AE52 nsaid
    diclofenac M01AB55 nsaid
    oxycodone/paracetamol N02AJ17 combination+opioid
    codeine R05DA04 opioid
    ketobemidone N02AG02 opioid
    pethidine N02AB02 opioid
    hydromorphone N02AA03 opioid
    domperidone A03FA03 antiemetic
    promethazine R06AD02 antiemetic
    meclozine R06AE05 antiemetic
    antiemetic_unspecified A03FA99 antiemetic
"""

GROUPS = """
    N02BA65 combination
    N02BA77 combination
    N02BB54 combination
    N02BB74 combination
    N02BE53 combination
    N02BE73 combination
    N02BA11 nsaid
    N02BA07 nsaid
    N02BG06 other_analgesic
    N02BE05 other_analgesic
"""
"""Codes of groups: 50 and 70 are combinations (MOH-6), salicylates NSAID (MOH-4b), others of MOH-4c."""

NEVER_ACUTE = """
    oxygen V03AN01
    acetylsalicylic_acid_low_dose B01AC06
    diclofenac_topical M02AA15
    caffeine N06BC01
    glucosamine M01AX05
    chondroitin_sulfate M01AX25
"""

DAILY = """
    duloxetine N06AX21 antidepressant
    mirtazapine N06AX11 antidepressant
    lamotrigine N03AX09 antiepileptic
    gabapentin N02BF01 antiepileptic
    lithium N05AN01 other
    melatonin N05CH01 other
    magnesium A12CC other
    riboflavin A11HA04 other
"""


def rows(text: str) -> list[tuple[str, ...]]:
    """The words of each line, an underscore standing for a space."""
    return [tuple(word.replace("_", " ") for word in line.split()) for line in text.splitlines() if line.strip()]


@pytest.mark.parametrize(("substance", "code", "classes"), rows(ACUTE))
def test_class_of_a_code(substance, code, classes):
    drug = recognised("", code)
    assert (drug.substance, drug.classes, drug.use) == (substance, frozenset(classes.split("+")), "acute")


@pytest.mark.parametrize(("code", "drug_class"), rows(GROUPS))
def test_class_of_a_group(code, drug_class):
    assert recognised("", code).classes == {drug_class.replace(" ", "_")}


@pytest.mark.parametrize(("substance", "code"), rows(NEVER_ACUTE))
def test_what_is_never_counted(substance, code):
    drug = recognised("", code)
    assert (drug.substance, drug.classes) == (substance, frozenset())
    assert drug.use == ("acute" if substance == "oxygen" else "neither")


@pytest.mark.parametrize(("substance", "code", "family"), rows(DAILY))
def test_preventives_taken_every_day(substance, code, family):
    drug = recognised("", code)
    assert (drug.substance, drug.family, drug.interval_days, drug.use) == (substance, family, 1, "preventive")
    assert not drug.classes


def test_an_unlisted_group_belongs_to_the_nearest_one_listed():
    assert recognised("", "M01AZ").substance == "nsaid unspecified"
    assert recognised("", "M02AZ") is None


def test_how_many_drugs_of_each_class_are_listed():
    """So that a drug cannot leave its class unnoticed."""
    listed = {"triptan": 9, "ergot": 4, "gepant": 3, "other": 1, "paracetamol": 1, "other_analgesic": 2}
    found = {name: sum(name in drug.classes for drug in catalogue()) for name in listed}
    assert found == listed
