"""The ids of rules in what a page says lead to the rules, and nothing else becomes a link."""

from __future__ import annotations

import pandas as pd

from analysis.criteria.registry import RULES
from dashboard.sections.methods import rules
from dashboard.show import markup
from dashboard.show.linking import HERE, cell, ruled, rules_at
from dashboard.texts import words

THERE = "methods?lang=sv&rule="


def test_an_id_is_a_link_to_its_rule() -> None:
    assert rules_at(words("sv")) == THERE
    assert ruled("Gräns (CMP-21).", THERE) == (
        'Gräns (<a class="rule" href="methods?lang=sv&amp;rule=CMP-21">CMP-21</a>).'
    )


def test_what_is_no_rule_and_what_is_written_by_hand_stays_text() -> None:
    assert ruled("HIT-6, ICHD-3, CM-99, XCM-5 and <b>", THERE) == "HIT-6, ICHD-3, CM-99, XCM-5 and &lt;b&gt;"
    assert ruled("CM-5 & more") == "CM-5 &amp; more"


def test_every_rule_can_be_linked_to() -> None:
    assert [rule for rule in RULES if ruled(rule, HERE) != f'<a class="rule" href="#{rule}">{rule}</a>'] == []


def test_on_the_page_of_the_rules_an_id_alone_is_where_its_links_lead() -> None:
    assert cell("CM-5", HERE) == '<td id="CM-5">CM-5</td>'
    assert cell("see CM-5", HERE) == '<td>see <a class="rule" href="#CM-5">CM-5</a></td>'
    assert cell("CM-5", THERE) == '<td><a class="rule" href="methods?lang=sv&amp;rule=CM-5">CM-5</a></td>'
    table = markup.table(rules.section(words("en")).table, "rules", rules=HERE)
    assert [rule for rule in RULES if table.count(f'<td id="{rule}">') != 1] == []


def test_source_facts_and_table_of_a_section_are_linked() -> None:
    assert "rule=MD-1" in markup.paragraph("By MD-1.", "source", THERE)
    assert "rule=MD-1" in markup.facts((("Profile", "MD-1"),), THERE)
    found = pd.DataFrame({"rule": ["MOH-3"]})
    assert "rule=MOH-3" in markup.table(found, "criteria", rules=THERE)
    assert "rule=MOH-3" in markup.table(found, "criteria", rules=THERE, shared=1)


def test_a_rule_that_was_asked_for_is_told_whole() -> None:
    told = rules.one("MOH-3", words("en"))
    assert told is not None
    assert (told.title, told.sentences) == ("MOH-3", ("Triptans on at least 10 days a month.",))
    assert [name for name, _ in told.facts] == ["Limits", "Source", "Certainty", "Worked out in", "Tested in"]
    assert rules.one("CM-99", words("en")) is None
    assert rules.one("", words("en")) is None
