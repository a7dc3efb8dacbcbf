"""The rule book on paper is the registry, and has a heading for every id."""

from __future__ import annotations

import re

from analysis.criteria.registry import RULES
from dashboard.sections.methods.rule_book import rule_book


def test_every_rule_has_one_heading_under_its_chapter() -> None:
    headings = re.findall(r"^### (.+)$", rule_book(), flags=re.MULTILINE)
    assert sorted(headings) == sorted(RULES)
    assert headings.index("CM-9") < headings.index("CM-10")
    chapter = re.split(r"^## ", rule_book(), flags=re.MULTILINE)[-1]
    assert chapter.startswith("Wording\n\n### MDR-8\n\nFacts, their range and the rule are told, never an order.\n")


def test_a_rule_says_where_it_comes_from_and_how_certain_that_is() -> None:
    told = rule_book().split("### MOH-3\n")[1].split("### ")[0]
    assert "- Limits: Triptan days ≥ 10 days of 28\n" in told
    assert "[doi 10.1177/0333102417738202](https://doi.org/10.1177/0333102417738202) (noted from memory)\n" in told
    assert "- Certainty: V\n" in told
    assert "tested in `tests/analysis/criteria/test_medication_overuse.py`\n" in told
