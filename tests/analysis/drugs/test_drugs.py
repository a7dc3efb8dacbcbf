"""The drug catalogue against clinical-rules 6.3 and 6.4: the expected classes are typed from there."""

from __future__ import annotations

import re
from pathlib import Path
from time import process_time
from typing import ClassVar

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from analysis.drugs import (
    ANTIEMETIC,
    CLASSES,
    OPIOID_IN_COMBINATION,
    Drug,
    catalogue,
    catalogue_version,
    is_no_drug,
    names,
    recognised,
    recognised_all,
    recognition,
    unrecognised_parts,
)
from analysis.drugs import substances as listed


def classes_of(text: str, atc: str | None = None) -> str:
    drug = recognised(text, atc)
    assert drug is not None, text
    return " ".join(sorted(drug.classes))


def substances(text: str, atc: str | None = None, mapping: dict[str, str] | None = None) -> list[str]:
    return [drug.substance for drug in recognised_all(text, atc, mapping)]


# Clinical-rules 6.4, with MOH-5 and MOH-6 for opioids combined with another analgesic.
ACUTE = [
    ("sumatriptan", "N02CC01", "triptan"),
    ("naratriptan", "N02CC02", "triptan"),
    ("zolmitriptan", "N02CC03", "triptan"),
    ("rizatriptan", "N02CC04", "triptan"),
    ("almotriptan", "N02CC05", "triptan"),
    ("eletriptan", "N02CC06", "triptan"),
    ("frovatriptan", "N02CC07", "triptan"),
    ("lasmiditan", "N02CC08", "other"),
    ("sumatriptan/naproxen", "N02CC51", "combination triptan"),
    ("dihydroergotamin", "N02CA01", "ergot"),
    ("ergotamin", "N02CA02", "ergot"),
    ("ergotamin/koffein", "N02CA52", "ergot"),
    ("Cafergot", "N02CA72", "ergot"),
    ("rimegepant", "N02CD06", "gepant"),
    ("ubrogepant", "N02CD04", "gepant"),
    ("paracetamol", "N02BE01", "paracetamol"),
    ("acetylsalicylsyra", "N02BA01", "nsaid"),
    ("acetylsalicylsyra/koffein", "N02BA51", "combination"),
    ("paracetamol/koffein", "N02BE51", "combination"),
    ("ibuprofen", "M01AE01", "nsaid"),
    ("naproxen", "M01AE02", "nsaid"),
    ("ketoprofen", "M01AE03", "nsaid"),
    ("dexketoprofen", "M01AE17", "nsaid"),
    ("diklofenak", "M01AB05", "nsaid"),
    ("indometacin", "M01AB01", "nsaid"),
    ("tolfenamsyra", "M01AG02", "nsaid"),
    ("celecoxib", "M01AH01", "nsaid"),
    ("etoricoxib", "M01AH05", "nsaid"),
    ("metamizol", "N02BB02", "other_analgesic"),
    ("kodein/paracetamol", "N02AJ06", "combination opioid_in_combination"),
    ("kodein/acetylsalicylsyra", "N02AJ07", "combination opioid_in_combination"),
    ("kodein/ibuprofen", "N02AJ08", "combination opioid_in_combination"),
    ("tramadol", "N02AX02", "opioid"),
    ("tramadol/paracetamol", "N02AJ13", "combination opioid_in_combination"),
    ("morfin", "N02AA01", "opioid"),
    ("oxikodon", "N02AA05", "opioid"),
    ("oxikodon/naloxon", "N02AA55", "opioid"),
    ("tapentadol", "N02AX06", "opioid"),
    ("buprenorfin", "N02AE01", "opioid"),
    ("fentanyl", "N02AB03", "opioid"),
    ("ketobemidon", "N02AB01", "opioid"),
    ("metoklopramid", "A03FA01", "antiemetic"),
    ("ondansetron", "A04AA01", "antiemetic"),
    ("proklorperazin", "N05AB04", "antiemetic"),
]

# Clinical-rules 6.3 and WIN-8: name, code, family, days between doses.
PREVENTIVES = [
    ("metoprolol", "C07AB02", "beta_blocker", 1),
    ("propranolol", "C07AA05", "beta_blocker", 1),
    ("bisoprolol", "C07AB07", "beta_blocker", 1),
    ("atenolol", "C07AB03", "beta_blocker", 1),
    ("kandesartan", "C09CA06", "arb", 1),
    ("lisinopril", "C09AA03", "ace_inhibitor", 1),
    ("amitriptylin", "N06AA09", "antidepressant", 1),
    ("nortriptylin", "N06AA10", "antidepressant", 1),
    ("venlafaxin", "N06AX16", "antidepressant", 1),
    ("topiramat", "N03AX11", "antiepileptic", 1),
    ("valproat", "N03AG01", "antiepileptic", 1),
    ("flunarizin", "N07CA03", "calcium_blocker", 1),
    ("pizotifen", "N02CX01", "other", 1),
    ("klonidin", "N02CX02", "other", 1),
    ("verapamil", "C08DA01", "calcium_blocker", 1),
    ("botulinumtoxin typ A", "M03AX01", "botulinum_toxin", 84),
    ("erenumab", "N02CD01", "cgrp_antibody", 28),
    ("galkanezumab", "N02CD02", "cgrp_antibody", 28),
    ("fremanezumab", "N02CD03", "cgrp_antibody", 28),
    ("eptinezumab", "N02CD05", "cgrp_antibody", 84),
    ("atogepant", "N02CD07", "gepant", 1),
]


@pytest.mark.parametrize(("name", "atc", "expected"), ACUTE)
def test_a_name_and_its_code_have_the_class_of_the_rules(name: str, atc: str, expected: str) -> None:
    by_name, by_code = recognised(name), recognised("", atc)
    assert classes_of(name) == expected
    assert by_name == by_code == recognised(atc)


@pytest.mark.parametrize(("name", "atc", "family", "interval_days"), PREVENTIVES)
def test_a_preventive_has_its_family_and_interval_and_is_never_acute(
    name: str, atc: str, family: str, interval_days: int
) -> None:
    drug = recognised(name)
    assert drug is not None
    assert drug == recognised(atc)
    assert (drug.atc, drug.family, drug.interval_days, drug.use) == (atc, family, interval_days, "preventive")
    assert drug.classes == frozenset()
    assert not drug.counts_as_acute
    assert not drug.migraine_specific


@pytest.mark.parametrize(
    ("text", "substance"),
    [
        ("suma", "sumatriptan"),
        ("Imigran", "sumatriptan"),
        ("IMIGRAN® nässpray 20mg", "sumatriptan"),
        ("imigran nasspray", "sumatriptan"),
        ("Imigran™ injektion 6 mg", "sumatriptan"),
        ("Maxalt rapitab 10 mg", "rizatriptan"),
        ("Rizatriptan munsönderfallande tabl.", "rizatriptan"),
        ("Zomig", "zolmitriptan"),
        ("Relpax 40", "eletriptan"),
        ("Naramig", "naratriptan"),
        ("Amerge", "naratriptan"),
        ("Almogran", "almotriptan"),
        ("Rayvow", "lasmiditan"),
        ("Vydura", "rimegepant"),
        ("Ubrelvy", "ubrogepant"),
        ("ipren 400", "ibuprofen"),
        ("2x Alvedon 500 mg", "paracetamol"),
        ("alvedon 1 g", "paracetamol"),
        ("Panodil brus, 2 st", "paracetamol"),
        ("½ Treo", "acetylsalicylic acid/caffeine"),
        ("Treo brus", "acetylsalicylic acid/caffeine"),
        ("Treo comp", "codeine/acetylsalicylic acid"),
        ("Treo-comp 2 tabl", "codeine/acetylsalicylic acid"),
        ("Magnecyl", "acetylsalicylic acid"),
        ("Bamyl", "acetylsalicylic acid"),
        ("ASA 500 mg", "acetylsalicylic acid"),
        ("Citodon", "codeine/paracetamol"),
        ("Citodon 500 mg/30 mg", "codeine/paracetamol"),
        ("Panocod", "codeine/paracetamol"),
        ("Paracetamol 500 mg + kodein 30 mg", "codeine/paracetamol"),
        ("Naprosyn", "naproxen"),
        ("Pronaxen", "naproxen"),
        ("Alpoxen", "naproxen"),
        ("Naproxen sodium 550mg Oral", "naproxen"),
        ("Voltaren", "diclofenac"),
        ("Orudis", "ketoprofen"),
        ("Arcoxia", "etoricoxib"),
        ("Tiparol", "tramadol"),
        ("OxyNorm 5 mg", "oxycodone"),
        ("OxyContin", "oxycodone"),
        ("Dolcontin", "morphine"),
        ("Primperan", "metoclopramide"),
        ("Stemetil", "prochlorperazine"),
        ("Aimovig 140 mg", "erenumab"),
        ("Ajovy 225 mg", "fremanezumab"),
        ("Emgality", "galcanezumab"),
        ("Vyepti", "eptinezumab"),
        ("Aquipta", "atogepant"),
        ("Botox 155 E", "botulinum toxin type a"),
        ("Seloken ZOC 50", "metoprolol"),
        ("Inderal", "propranolol"),
        ("Atacand", "candesartan"),
        ("Saroten", "amitriptyline"),
        ("Topimax", "topiramate"),
        ("Ergenyl", "valproate"),
        ("Sibelium", "flunarizine"),
        ("Efexor Depot", "venlafaxine"),
        ("Catapresan", "clonidine"),
        ("Sandomigrin", "pizotifen"),
    ],
)
def test_a_name_as_patients_write_it(text: str, substance: str) -> None:
    assert substances(text) == [substance]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Sumatriptan + naproxen", ["sumatriptan", "naproxen"]),
        ("1x Sumatriptan, 1x Naproxen sodium 550mg Oral", ["sumatriptan", "naproxen"]),
        ("alvedon och ipren", ["paracetamol", "ibuprofen"]),
        ("Alvedon/Ipren", ["paracetamol", "ibuprofen"]),
        ("Alvedon plus Ipren", ["paracetamol", "ibuprofen"]),
        ("Alvedon, Ipren & Treo comp", ["paracetamol", "ibuprofen", "codeine/acetylsalicylic acid"]),
        ("paracetamol + ibuprofen", ["paracetamol", "ibuprofen"]),
        ("tramadol + paracetamol", ["tramadol", "paracetamol"]),
        ("Imigran;Primperan", ["sumatriptan", "metoclopramide"]),
        ("Imigran 50 mg | Imigran 100 mg", ["sumatriptan"]),
        ("Citodon (paracetamol + kodein)", ["codeine/paracetamol"]),
        ("N02CC01 + M01AE01", ["sumatriptan", "ibuprofen"]),
    ],
)
def test_two_drugs_in_one_text_are_two_and_a_fixed_combination_is_one(text: str, expected: list[str]) -> None:
    assert substances(text) == expected
    first = recognised(text)
    assert first is not None
    assert first.substance == expected[0]


@pytest.mark.parametrize(
    ("text", "atc", "substance"),
    [
        ("Alvedon", "N02CC01", "sumatriptan"),
        ("okänt", "N02CC01", "sumatriptan"),
        ("", " n02cc01 ", "sumatriptan"),
        ("Alvedon", "", "paracetamol"),
        ("Alvedon", "A10BA02", "paracetamol"),
        ("Alvedon", "not a code", "paracetamol"),
        ("Acetylsalicylsyra", "B01AC06", "acetylsalicylic acid low dose"),
        ("Acetylsalicylsyra (B01AC06)", None, "acetylsalicylic acid low dose"),
        ("Imigran", "N02CC", "sumatriptan"),
        ("Citodon", "N02A", "codeine/paracetamol"),
        ("tablett", "N02CC", "triptan unspecified"),
        ("Maxalt", "N02CC01", "sumatriptan"),
        ("Imigran", "N02CC99", "triptan unspecified"),
    ],
)
def test_a_known_code_decides_over_the_name(text: str, atc: str | None, substance: str) -> None:
    assert substances(text, atc) == [substance]


def test_a_cell_with_two_codes_holds_two_drugs() -> None:
    assert substances("", "N02CC01 M01AE01") == ["sumatriptan", "ibuprofen"]


@pytest.mark.parametrize(
    ("older", "current"),
    [("N02CX07", "N02CD01"), ("N02CX08", "N02CD02"), ("N02AX52", "N02AJ13"), ("N03AX12", "N02BF01")],
)
def test_an_older_code_leads_to_the_current_one(older: str, current: str) -> None:
    drug = recognised("", older)
    assert drug is not None
    assert drug.atc == current


@pytest.mark.parametrize(
    ("atc", "expected"),
    [
        ("N02CC99", "triptan"),
        ("N02CA99", "ergot"),
        ("N02AX99", "opioid"),
        ("N02AJ99", "combination opioid_in_combination"),
        ("N02AA59", "combination opioid_in_combination"),
        ("M01AE99", "nsaid"),
        ("N02BA11", "nsaid"),
        ("N02BA71", "combination"),
        ("N02BE71", "combination"),
        ("N02BB99", "other_analgesic"),
        ("A04AA99", "antiemetic"),
    ],
)
def test_an_unlisted_code_has_the_class_of_its_group(atc: str, expected: str) -> None:
    assert classes_of("", atc) == expected
    assert classes_of(atc) == expected


@pytest.mark.parametrize("atc", ["N02CD99", "N02CX99", "N02C", "N02", "N", "N02CC0", "XN02CC01X", "N02BA", "N02BE"])
def test_a_code_that_leaves_the_class_open_is_unknown(atc: str) -> None:
    assert recognised(atc) is None


@pytest.mark.parametrize(
    "name",
    [
        "Trombyl",
        "Trombyl 75 mg",
        "Acetylsalicylsyra 75 mg",
        "aspirin 75",
        "B01AC06",
        "Syrgas",
        "Primperan",
        "Zofran",
        "Stemetil",
        "Lergigan",
        "Artrox",
        "M01AX05",
        "Voltaren gel",
        "Seloken",
        "Aimovig",
        "Aquipta",
    ],
)
def test_what_does_not_count_as_acute_medication(name: str) -> None:
    drug = recognised(name)
    assert drug is not None
    assert not drug.counts_as_acute


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Imigran", True),
        ("Suvexx", True),
        ("Cafergot", True),
        ("Vydura", True),
        ("Ubrelvy", True),
        ("Rayvow", True),
        ("N02CC99", True),
        ("Alvedon", False),
        ("Treo", False),
        ("Treo comp", False),
        ("Novalgin", False),
        ("Primperan", False),
        ("Aquipta", False),
        ("Aimovig", False),
    ],
)
def test_migraine_specific_medication(name: str, expected: bool) -> None:
    drug = recognised(name)
    assert drug is not None
    assert drug.migraine_specific is expected


def test_rimegepant_is_left_to_the_prescription() -> None:
    drug = recognised("Vydura")
    assert drug is not None
    assert (drug.use, drug.family, drug.interval_days, drug.counts_as_acute) == ("both", "gepant", 2, True)


@pytest.mark.parametrize(
    ("text", "substance"),
    [
        ("Sumatripan", "sumatriptan"),
        ("sumatirptan", "sumatriptan"),
        ("Sumatriptann", "sumatriptan"),
        ("Alvadon 500 mg", "paracetamol"),
        ("Naproxin", "naproxen"),
        ("Zolmitritpan", "zolmitriptan"),
        ("Relpex", "eletriptan"),
    ],
)
def test_one_slip_of_the_pen_in_a_long_name(text: str, substance: str) -> None:
    assert substances(text) == [substance]


@pytest.mark.parametrize(
    "text",
    [
        "Trea",
        "Relpx",
        "Suumatriptann",
        "Iprem",
        "Sumtripan",
        "Migrän",
        "migraine",
        "kofein",
        "tabletter",
        "naloxon",
        "Oxascand",
        "Levaxin",
        "amlodipin",
    ],
)
def test_nothing_is_guessed_from_a_short_distant_or_other_word(text: str) -> None:
    drug = recognised(text)
    assert drug is None or drug.substance == "caffeine"


def test_a_slip_that_fits_two_drugs_fits_none(monkeypatch: pytest.MonkeyPatch) -> None:
    one, other = catalogue()[:2]
    monkeypatch.setattr(names, "_long_names", lambda: {"abcdef": one, "abcdeg": other})
    names.drug_with_a_slip.cache_clear()
    try:
        assert recognised("abcdeh") is None
        assert recognised("abcdeff") is one
    finally:
        names.drug_with_a_slip.cache_clear()
        recognition._drugs_written.cache_clear()


@pytest.mark.parametrize(
    "text",
    [
        "No medication",
        "ingen",
        "Inget",
        "inga läkemedel",
        "Ingen medicin tagen",
        "nej",
        "none",
        "nothing taken",
        "INGET!",
    ],
)
def test_a_text_that_says_nothing_was_taken(text: str) -> None:
    assert is_no_drug(text)
    assert recognised_all(text) == ()
    assert unrecognised_parts(text) == ()


@pytest.mark.parametrize("text", ["", " ", "-", "0", "medicin", "Alvedon", "ingen aning", "inget annat än Alvedon"])
def test_a_text_that_does_not_say_so(text: str) -> None:
    assert not is_no_drug(text)


def test_a_denied_drug_is_not_taken_and_a_drug_without_effect_is() -> None:
    assert substances("inte Treo") == []
    assert substances("Treo utan effekt") == ["acetylsalicylic acid/caffeine"]
    assert substances("Treo hjälpte inte + Alvedon") == ["acetylsalicylic acid/caffeine", "paracetamol"]


@pytest.mark.parametrize(
    ("text", "taken", "told"),
    [
        ("Ipren hjälpte inte så tog Maxalt", ["ibuprofen", "rizatriptan"], ()),
        ("Ipren didn't help, took Maxalt", ["ibuprofen", "rizatriptan"], ()),
        ("Ipren did not help then Maxalt", ["ibuprofen", "rizatriptan"], ()),
        ("Ipren hjälpte inte", ["ibuprofen"], ()),
        ("Ipren inte Maxalt", ["ibuprofen"], ("ipren inte maxalt",)),
        ("Ipren hjälpte inte bättre än Maxalt", ["ibuprofen"], ("ipren hjalpte inte battre an maxalt",)),
        ("tog inte Treo utan tog Alvedon", ["paracetamol"], ("tog inte treo utan tog alvedon",)),
        ("nil", [], ()),
        ("keine", [], ()),
        ("no meds", [], ()),
    ],
)
def test_what_stands_after_a_negation_is_taken_or_told(text: str, taken: list[str], told: tuple[str, ...]) -> None:
    assert substances(text) == taken
    assert tuple(part for part in unrecognised_parts(text) if "maxalt" in part or "treo" in part) == told


@pytest.mark.parametrize(
    ("text", "atc", "expected"),
    [
        ("Alvedon + Xyzzol", None, ("xyzzol",)),
        ("Xyzzol", None, ("xyzzol",)),
        ("Xyzzol", "N02CC01", ()),
        ("Alvedon 500 mg, 2 st", None, ()),
        ("inte Treo", None, ("inte treo",)),
        ("", None, ()),
    ],
)
def test_what_is_not_recognised_is_told(text: str, atc: str | None, expected: tuple[str, ...]) -> None:
    assert unrecognised_parts(text, atc) == expected


class TestTheClinicsOwnMemory:
    MAPPING: ClassVar[dict[str, str]] = {
        "Blå tablett": "sumatriptan",
        "Treo": "paracetamol",
        "skräp": "no such substance",
        "": "sumatriptan",
    }

    @pytest.mark.parametrize(
        ("text", "atc", "expected"),
        [
            ("blå tablett", None, ["sumatriptan"]),
            ("BLA  TABLETT", None, ["sumatriptan"]),
            ("treo", None, ["paracetamol"]),
            ("treo", "N02BA51", ["paracetamol"]),
            ("ipren + blå tablett", None, ["ibuprofen", "sumatriptan"]),
            ("vit tablett", None, []),
            ("skräp", None, []),
            ("", None, []),
        ],
    )
    def test_goes_before_everything_else(self, text: str, atc: str | None, expected: list[str]) -> None:
        assert substances(text, atc, self.MAPPING) == expected

    def test_makes_a_part_recognised(self) -> None:
        assert unrecognised_parts("ipren + blå tablett") == ("bla tablett",)
        assert unrecognised_parts("ipren + blå tablett", mapping=self.MAPPING) == ()


class TestTheFile:
    def test_a_substance_stands_once(self) -> None:
        assert len({drug.substance for drug in catalogue()}) == len(catalogue())

    def test_a_code_stands_once(self) -> None:
        codes = [code for drug in catalogue() for code in (drug.atc, *drug.atc_aliases) if code]
        # Of these the name decides: with caffeine, or with another analgesic or an antiemetic.
        assert {code for code in codes if codes.count(code) > 1} == {"N02BA51", "N02BE51"}

    def test_a_written_name_means_one_drug(self) -> None:
        for drug in catalogue():
            for name in drug.names:
                assert recognised_all(name) == (drug,), name

    @pytest.mark.parametrize("drug", catalogue(), ids=lambda drug: drug.substance)
    def test_a_row_is_complete_and_uses_the_declared_words(self, drug: Drug) -> None:
        families = "cgrp_antibody gepant botulinum_toxin beta_blocker antidepressant antiepileptic arb ace_inhibitor"
        assert drug.substance == drug.substance.lower()
        assert all((drug.route, drug.source))
        assert re.fullmatch(r"[A-Z]\d{2}[A-Z]([A-Z](\d{1,2})?)?", drug.atc) or drug.use == "device"
        assert drug.classes <= set(CLASSES) - {"unknown"} | {ANTIEMETIC, OPIOID_IN_COMBINATION}
        assert drug.use in {"acute", "preventive", "both", "neither", "bridging", "device"}
        assert (drug.interval_days is not None) == (drug.use in {"preventive", "both"})
        assert (drug.family is not None) == (drug.use not in {"acute", "neither"})
        assert drug.family in {None, *families.split(), "calcium_blocker", "other", "bridging", "device"}
        assert not (drug.classes and drug.use not in {"acute", "both"})

    def test_the_classes_are_shown_in_this_order(self) -> None:
        order = (
            "triptan ergot opioid combination nsaid paracetamol other_analgesic simple_combination gepant other unknown"
        )
        assert tuple(order.split()) == CLASSES

    def test_the_version_follows_the_text_and_not_its_line_ends(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        version, text = catalogue_version(), listed.CATALOGUE_FILE.read_text(encoding="utf-8")
        copy = tmp_path / "drugs.csv"
        monkeypatch.setattr(listed, "CATALOGUE_FILE", copy)
        copy.write_bytes(text.replace("\n", "\r\n").encode())
        assert catalogue_version.__wrapped__() == version
        copy.write_bytes(text.replace("sumatriptan", "sumatripton", 1).encode())
        assert catalogue_version.__wrapped__() != version
        assert re.fullmatch(r"[0-9a-f]{12}", version)


class TestHostileText:
    @pytest.mark.parametrize(
        "text", ["", " ", ";", "+;,|&", "🤕💊", "\x00", "½", "+" * 50, "'; DROP TABLE drugs", "nan"]
    )
    def test_is_no_drug_and_no_error(self, text: str) -> None:
        assert recognised(text) is None

    @pytest.mark.parametrize(
        "text", ["a" * 10_000, "a," * 5_000, "1" * 10_000, "treoo " * 1_700, "N02CC01 " * 1_250, "sumatripta+" * 900]
    )
    def test_of_ten_thousand_letters_takes_no_second_of_the_processor(self, text: str) -> None:
        start = process_time()
        recognised_all(text, text)
        assert process_time() - start < 1

    @given(st.text(), st.none() | st.text(), st.dictionaries(st.text(), st.text(), max_size=3))
    def test_never_raises(self, text: str, atc: str | None, mapping: dict[str, str]) -> None:
        found = recognised_all(text, atc, mapping)
        assert recognised(text, atc, mapping) == (found[0] if found else None)
        assert len(set(found)) == len(found)
        assert all(part for part in unrecognised_parts(text, atc, mapping))

    @given(st.text())
    @example("ımigran")
    def test_case_and_surrounding_space_do_not_matter(self, text: str) -> None:
        expected = recognised_all(text)
        assert recognised_all(text.upper()) == expected
        assert recognised_all(f"  {text}\t") == expected
        assert is_no_drug(text.upper()) == is_no_drug(text)

    @given(st.data())
    def test_a_known_name_is_found_whatever_its_case_spacing_and_strength(self, data: st.DataObject) -> None:
        drug = data.draw(st.sampled_from(catalogue()))
        name = data.draw(st.sampled_from(drug.names))
        spaced = name.replace(" ", data.draw(st.sampled_from(["  ", "\t", " - "])))
        written = data.draw(st.sampled_from([spaced.upper(), spaced.lower(), spaced.title()]))
        strength = data.draw(st.sampled_from(["", " 400", " 50 mg", " 2,5mg", " 1 g", " 2 st", " tabletter"]))
        assert recognised_all(written + strength) == (drug,)
