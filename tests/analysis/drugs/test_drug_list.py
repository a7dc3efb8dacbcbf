"""The drugs of the list that clinical-rules 6.3 and 6.4 do not name one by one, typed from the ATC index."""

from __future__ import annotations

import pytest

from analysis.drugs import catalogue, recognised, recognised_all, unrecognised_parts

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
    oxycodone/paracetamol N02AJ17 combination+opioid_in_combination
    morphine/antispasmodic N02AG01 opioid
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
    skin_preparation M02AB01
    orphenadrine M03BC01
    chlorzoxazone M03BB03
    caffeine N06BC01
    glucosamine M01AX05
    chondroitin_sulfate M01AX25
"""

DAILY = """
    duloxetine N06AX21 antidepressant
    mirtazapine N06AX11 antidepressant
    lamotrigine N03AX09 antiepileptic
    gabapentin N02BF01 antiepileptic
    pregabalin N02BF02 antiepileptic
    pregabalin N03AX16 antiepileptic
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
    assert (drug.substance, drug.classes, drug.use) == (
        substance,
        frozenset(classes.replace(" ", "_").split("+")),
        "acute",
    )


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
    assert recognised("", "M02BZ") is None


def test_how_many_drugs_of_each_class_are_listed():
    """So that a drug cannot leave its class unnoticed."""
    listed = {"triptan": 9, "ergot": 4, "gepant": 3, "other": 1, "paracetamol": 1, "other_analgesic": 2}
    listed |= {"simple_combination": 1, "opioid_in_combination": 6}
    found = {name: sum(name in drug.classes for drug in catalogue()) for name in listed}
    assert found == listed, "a drug was added or moved: if that is meant, count its class here"


BRANDS = """
    Xeomin botulinum_toxin_type_a preventive
    Dysport botulinum_toxin_type_a preventive
    Eeze diclofenac acute
    Dolatramyl tramadol acute
    Spasmofen morphine/antispasmodic acute
    Migpriv acetylsalicylic_acid/metoclopramide acute
    Combogesic ibuprofen/paracetamol acute
    Norflex orphenadrine neither
    Paraflex chlorzoxazone neither
    Lyrica pregabalin preventive
    Prednisolon prednisolone bridging
    Betapred betamethasone bridging
    Cefaly trigeminal_nerve_stimulator device
    gammaCore vagus_nerve_stimulator device
    Nerivio remote_electrical_neuromodulation device
    TENS transcutaneous_electrical_nerve_stimulation device
    app therapeutic_app device
"""


@pytest.mark.parametrize(("brand", "substance", "use"), rows(BRANDS))
def test_what_a_brand_is(brand, substance, use):
    drug = recognised(brand)
    assert (drug.substance, drug.use) == (substance, use)


def test_bridging_and_devices_are_no_acute_medication():
    for drug in catalogue():
        if drug.use in ("bridging", "device"):
            assert (drug.classes, drug.counts_as_acute, drug.family) == (frozenset(), False, drug.use)
        assert bool(drug.atc) == (drug.use != "device")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Ipren gel", None),
        ("Ipren kräm", None),
        ("ibuprofengel", None),
        ("Voltaren gel", None),
        ("Voltaren Gel 11,6 mg/g", "M01AB05"),
        ("Orudis gel", None),
        ("ketoprofen cream", None),
        ("Eeze gel", None),
        ("Eeze spray", None),
        ("lidokainplåster", None),
        ("Norspan plåster", "N02AE01"),
        ("Durogesic", None),
        ("värmegel", None),
        ("salva", None),
    ],
)
def test_gels_creams_and_patches_are_no_acute_medication(text, code):
    (drug,) = recognised_all(text, code)
    assert (drug.classes, drug.counts_as_acute) == (frozenset(), False)
    assert unrecognised_parts(text, code) == ()


@pytest.mark.parametrize(
    "text", ["Imigran nässpray", "Zomig nasal spray", "Voltaren 50 mg", "Eeze 12,5 mg", "Instanyl spray"]
)
def test_nasal_sprays_and_tablets_count_as_they_did(text):
    assert recognised(text).counts_as_acute


def test_a_tablet_beside_a_gel_counts():
    assert [drug.substance for drug in recognised_all("Alvedon + Voltaren gel")] == [
        "paracetamol",
        "diclofenac topical",
    ]


@pytest.mark.parametrize(
    ("name", "code", "drug_class"),
    [
        ("Combogesic", "N02BE51", "simple_combination"),
        ("Panodil Extra", "N02BE51", "combination"),
        ("", "N02BE51", "combination"),
        ("Migpriv", "N02BA51", "combination"),
        ("Treo", "N02BA51", "combination"),
    ],
)
def test_the_name_decides_where_two_products_have_one_code(name, code, drug_class):
    # ICHD-3 8.2.5 note 1: with caffeine a combination analgesic, with ibuprofen none
    assert recognised(name, code).classes == {drug_class}
