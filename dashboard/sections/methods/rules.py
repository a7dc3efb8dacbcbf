"""Every rule of the rule book: its sentence, limits, source, certainty, and where it is worked out and tested."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from analysis.criteria.criterion import Limit
from analysis.criteria.registry import RULES
from analysis.criteria.rule import OWN_SOURCES, Rule
from analysis.references import REFERENCES
from dashboard.sections.section import Section
from dashboard.texts import Words

if TYPE_CHECKING:
    import pandas as pd

HEADS = ("id", "sentence", "limits", "source", "certainty", "worked-out", "test")


def section(words: Words, search: str = "") -> Section:
    """The rules in which every word of `search` stands somewhere, as a table; all of them when it is empty."""
    rows = [row for row in (rule_row(rule, words) for rule in RULES.values()) if _has_all(row, search)]
    found = words("rules-found", found=len(rows), all=len(RULES))
    return Section("rules", "", (found,), alt=words("rules"), table=_table(rows, words))


def one(rule: str, words: Words) -> Section | None:
    """What there is to say of the rule with this id; None where there is none."""
    if rule not in RULES:
        return None
    _, sentence, *cells = rule_row(RULES[rule], words)
    facts = tuple((words(f"rules-{head}"), cell) for head, cell in zip(HEADS[2:], cells, strict=True) if cell)
    return Section("rule", rule, (sentence,), facts=facts)


def rule_row(rule: Rule, words: Words) -> tuple[str, ...]:
    """A rule as cells, in the order of HEADS; a rule that is not worked out says why instead of where."""
    return (
        rule.id,
        words(f"rule-{rule.id}"),
        "; ".join(limit_text(limit, words) for limit in rule.limits),
        published(rule.source, words),
        words("rules-uncertain", grade=rule.certainty) if rule.is_uncertain else rule.certainty,
        _breakable(rule.where) or words(f"reason-rule-{rule.reason}"),
        _breakable(rule.test),
    )


def _breakable(path: str) -> str:
    """A path that a narrow column may break after each of its parts."""
    return re.sub(r"(?<=[./_])(?=[a-z])", "\u200b", path)


def limit_text(limit: Limit, words: Words) -> str:
    """A limit with its unit; days of a kind are named."""
    number = words.number(limit.value, 0 if limit.value == int(limit.value) else 1)
    unit = words(f"unit-{re.sub('[^a-z0-9]+', '-', limit.unit)}")
    what = words(f"kind-{limit.what}") if words.has(f"kind-{limit.what}") else ""
    return words("rules-limit", what=what, sign=limit.sign, value=number, unit=unit).strip()


def published(source: str, words: Words) -> str:
    """The publication with its DOI, or in words that it is nobody's publication."""
    if source in OWN_SOURCES:
        return words(f"source-{source}")
    reference = REFERENCES[source]
    return f"{reference.full}. doi {reference.doi}" if reference.doi else reference.full


def _has_all(row: Sequence[str], search: str) -> bool:
    text = " ".join(row).casefold()
    return all(word in text for word in search.casefold().split())


def _table(rows: Sequence[Sequence[str]], words: Words) -> pd.DataFrame:
    import pandas as pd

    return pd.DataFrame(list(rows), columns=[words(f"rules-{head}") for head in HEADS])
