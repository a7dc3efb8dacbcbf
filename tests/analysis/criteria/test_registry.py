"""Every rule of the rule book stands once in the registry, with its source, its certainty and where it is tested."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path

import pytest

from analysis.criteria.grid_rule import GridRule
from analysis.criteria.not_computable import REASONS
from analysis.criteria.registry import RULES
from analysis.criteria.rule import OWN_SOURCES, WindowRule
from analysis.references import REFERENCES

ROOT = Path(__file__).parents[3]

RULE_BOOK = """
    TRI-1 TRI-2 TRI-3 DAY-1 DAY-2 DAY-2b DAY-3 DAY-4 DAY-5 DAY-6
    MIG-1A MIG-1B MIG-1C MIG-1D MIG-1E MA-A MA-B MA-C MA-D MA-N
    CM-1 CM-2 CM-3 CM-4 CM-5 CM-6 CM-7 CM-8 CM-9 CM-10 PM-1 PM-2 TTH-1 TTH-2 TTH-3 TTH-4 CH-1 CH-2
    MOH-1 MOH-2 MOH-3 MOH-4 MOH-4a MOH-4b MOH-4c MOH-5 MOH-6 MOH-7 MOH-8 MOH-9 MOH-10 MOH-11 MOH-12 MOH-13 MOH-14 MOH-15
    MEN-1 MEN-2 MEN-3 MEN-4 MEN-5 MEN-6 ATT-1 ATT-2 ATT-3 ATT-4
    MD-0 MD-1 MD-2 MD-3 MD-4 MD-5 MD-6 MD-7 MD-8 MD-9 MD-9b MD-10 MD-11
    HD-1 HD-2 HD-3 HD-4 HD-5 AMD-1 AMD-2 AMD-3 AMD-4 AMD-5
    WIN-1 WIN-2 WIN-3 WIN-4 WIN-5 WIN-6 WIN-7 WIN-8 WIN-9 WIN-10 WIN-11
    EVAL-1 EVAL-2 EVAL-3 EVAL-4 EVAL-5 EVAL-6 EVAL-7 EVAL-8 EVAL-9 EVAL-10 EVAL-11
    CMP-1 CMP-2 CMP-3 CMP-4 CMP-5 CMP-6 CMP-10 CMP-11 CMP-12 CMP-13 CMP-14 CMP-15 CMP-16 CMP-17 CMP-18
    CMP-20 CMP-21 CMP-22 CMP-23 CMP-24 CMP-25 CMP-26
    MIS-1 MIS-2 MIS-3 MIS-4 MIS-5 MIS-6 MIS-7 MIS-8 MIS-9 MIS-10 MIS-11 MIS-12 MIS-13
    RESP-1 RESP-2 RESP-3 RESP-4 RESP-5 RESP-6 RESP-7 RESP-8 RESP-9 RESP-10 RESP-11 RESP-12
    GOAL-1 GOAL-2 GOAL-3 GOAL-4 GOAL-5
    PRO-1 PRO-2 PRO-3 PRO-4 PRO-5 PRO-6 PRO-7 PRO-8 PRO-9 PRO-10 PRO-11 PRO-12 PRO-13 PRO-14
    WEAR-1 WEAR-2 WEAR-3 WEAR-4 WEAR-5
    EVAL-N-TA682 EVAL-N-TA764 EVAL-N-TA659 EVAL-N-TA871 EVAL-N-TA973 EVAL-N-TA906 VAL-1 ORA-8 CTX-1
    TLV-1 TLV-2 TLV-3 TLV-4 TLV-5 TLV-6 TLV-7 TLV-8 TLV-9 TLV-10 TLV-11 TLV-12 TLV-13
    SE-1 SE-2 SE-3 SE-4 SE-5 SE-6 ATC-1 ATC-2
    LOG-1 LOG-2 LOG-3 LOG-4 LOG-5 LOG-6 LOG-9 LOG-10 MDR-8 MDR-9
    STAT-1 STAT-10 STAT-12 STAT-13 STAT-14 STAT-16
    VAR-1 VAR-2 VAR-3 VAR-4 VAR-5 VAR-6 ORA-1 ORA-2 ORA-3 ORA-4 ORA-6
""".split()
"""The ids of sections 0A to 6.4, and of the later ones those that the program rests on, typed from the rule book."""

UNCERTAIN = """
    MD-3 MOH-8 MOH-12 CMP-4 CMP-14 CMP-18 MIS-13 WEAR-3 TLV-7 TLV-9 TLV-13 SE-5 SE-6 LOG-2
""".split()
"""The rules that the rule book grades uncertain in whole or in part."""


def test_the_registry_is_the_rule_book():
    assert len(RULE_BOOK) == len(set(RULE_BOOK))
    assert set(RULES) == set(RULE_BOOK)


@pytest.mark.parametrize("rule", RULES.values(), ids=lambda rule: rule.id)
def test_every_rule_has_a_source_and_is_worked_out_somewhere_or_says_why_not(rule):
    assert rule.source in REFERENCES or rule.source in OWN_SOURCES
    assert rule.certainty
    if rule.reason is None:
        assert importlib.util.find_spec(rule.where), rule.where
        assert (ROOT / rule.test).is_file(), rule.test
    else:
        assert rule.reason in REASONS
        assert (rule.where, rule.test, rule.limits) == ("", "", ())
        assert not isinstance(rule, WindowRule | GridRule)


ID = re.compile(r"\b[A-Z]{2,5}-(?:\d+[A-Ea-z]?|[A-DN](?:-TA\d+)?)\b")
"""What looks like the id of a rule."""
RANGE = re.compile(r"\b([A-Z]{2,5})-(\d+) (?:to|till) \1-(\d+)\b")
OTHER_NAMES = {"HIT-6", "ICD-10", "ICHD-3", "MIDAS-30", "UTF-8", "UTF-16", "SHA-256", "UA-1"}
"""What looks like one and is none: instruments, classifications, encodings."""


def named_in(text: str) -> set[str]:
    """The ids of rules that a text names, those of a range included."""
    within = {f"{book}-{n}" for book, first, last in RANGE.findall(text) for n in range(int(first), int(last) + 1)}
    return (within | set(ID.findall(text))) - OTHER_NAMES


def is_told(rule: str) -> bool:
    """Whether the registry holds a rule, or the parts it is split into (EVAL-N: EVAL-N-TA682 and others)."""
    return any(re.fullmatch(rf"{rule}([a-z]|-TA\d+)?", known) for known in RULES)


def test_every_rule_that_code_and_pages_name_is_in_the_registry():
    files = [path for folder in ("analysis", "dashboard") for path in (ROOT / folder).rglob("*") if path.is_file()]
    read = [path for path in files if path.suffix in (".py", ".ftl", ".toml", ".csv", ".md", ".js", ".css")]
    named = {rule: path.name for path in read for rule in named_in(path.read_text(encoding="utf-8"))}
    assert len(named) > 150
    assert {rule: where for rule, where in named.items() if not is_told(rule)} == {}


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("(regression to the mean, VAR-3 to VAR-5)", {"VAR-3", "VAR-4", "VAR-5"}),
        ("HIT-6 by ICHD-3 (PRO-1).", {"PRO-1"}),
        ("MOH-4a, MIG-1E, MA-N, NEW-1", {"MOH-4a", "MIG-1E", "MA-N", "NEW-1"}),
        ("see EVAL-N, and EVAL-N-TA682.", {"EVAL-N", "EVAL-N-TA682"}),
    ],
)
def test_ids_are_found_in_a_text(text, ids):
    assert named_in(text) == ids


def test_uncertain_rules_are_marked():
    assert {rule.id for rule in RULES.values() if rule.is_uncertain} == set(UNCERTAIN)


def test_rules_of_this_project_name_no_publication():
    for rule in RULES.values():
        if rule.certainty in ("P", "D"):
            assert rule.source in OWN_SOURCES, rule.id


def test_every_limit_says_what_it_counts_and_in_which_unit():
    for rule in RULES.values():
        for limit in rule.limits:
            assert limit.what, rule.id
            assert limit.unit, rule.id
            assert limit.sign in "≥≤<=", rule.id


LIMITS = {
    "DAY-4": [28],
    "CMP-4": [7],
    "CMP-6": [3],
    "CMP-21": [24, 21, 14],
    "MA-N": [5, 60],
    "HD-2": [2, 4],
    "HD-3": [3, 7],
    "WIN-1": [28],
    "MIG-1A": [5],
    "MIG-1B": [4, 72],
    "MIG-1C": [2],
    "CM-1": [15],
    "CM-2": [5],
    "CM-3": [8],
    "CM-5": [15, 8],
    "CM-8": [15],
    "CM-9": [8, 15],
    "PM-1": [5],
    "TTH-1": [1, 1],
    "TTH-2": [1, 15],
    "TTH-3": [15],
    "MOH-1": [15, 10, 10, 15, 10, 10, 10, 15, 15, 15],
    "MOH-2": [10],
    "MOH-3": [10],
    "MOH-4": [15],
    "MOH-4a": [15],
    "MOH-4b": [15],
    "MOH-4c": [15],
    "MOH-5": [10],
    "MOH-6": [10],
    "MOH-7": [10],
    "MOH-8": [10],
    "MOH-10": [10, 10, 15, 10, 10, 10, 15, 15, 15],
    "MOH-15": [8, 8, 8, 8, 12],
    "MEN-1": [5],
    "MEN-2": [2],
    "MEN-3": [2],
    "MEN-4": [3],
    "MEN-6": [14],
    "SE-2": [3],
    "TLV-1": [2],
    "TLV-2": [15, 8],
    "TLV-5": [2, 2],
    "TLV-11": [84],
    "EVAL-7": [84],
}
"""The numbers of each rule that has any, typed from the rule book."""


def test_the_numbers_of_every_rule():
    found = {rule.id: [limit.value for limit in rule.limits] for rule in RULES.values() if rule.limits}
    assert found == LIMITS
