"""The rule book as a document: `docs/rules.md` is this text, with a heading for each id that code or pages name."""

from __future__ import annotations

import re
from collections.abc import Iterator

from analysis.criteria.registry import RULES
from analysis.criteria.rule import Rule
from analysis.references import REFERENCES
from dashboard.sections.methods.rules import limit_text, published
from dashboard.texts import Words, words

LANGUAGE = "en"
"""The language of the documents."""
BOOKS = {
    "TRI": "Three answers",
    "DAY": "Days",
    "MD": "Migraine day, by profile",
    "HD": "Headache day",
    "AMD": "Acute medication day",
    "MIG": "Migraine without aura",
    "MA": "Migraine with aura",
    "CM": "Chronic migraine",
    "PM": "Probable migraine",
    "TTH": "Tension-type headache",
    "CH": "Cluster headache",
    "MOH": "Medication overuse",
    "MEN": "Menstrual migraine",
    "ATT": "Attacks",
    "WIN": "Windows",
    "EVAL": "Evaluation of a treatment",
    "CMP": "Completeness",
    "MIS": "What is known of missing days",
    "RESP": "Response",
    "GOAL": "Goals of treatment",
    "PRO": "Questionnaires",
    "WEAR": "Wearing-off",
    "TLV": "Reimbursement in Sweden",
    "SE": "Guidance in Sweden",
    "ATC": "Drug codes",
    "STAT": "Estimates for one patient",
    "VAR": "How much diaries vary by themselves",
    "ORA": "Figures of registers",
    "VAL": "How far a diary's migraine day can be trusted",
    "CTX": "Context",
    "LOG": "Access log",
    "MDR": "Wording",
}
"""The chapters by what their ids begin with; an id of no chapter stands in one of its own at the end."""

HEAD = """# The rule book

Every rule that the program rests on or names, from the registry that also makes the methods page: what it says, its
limits, where it comes from, how certain that is, and which module works it out and which file tests it. This file is
generated; a test fails when it is not what the registry says.

Certainty: **V** read in a copy of the source (**V-2nd** in one that quotes it), **W** well known, with how certain,
**U** uncertain, **D** derived by arithmetic, **P** a setting of this project, **FAQ** the clinic's own words.
"""


def rule_book() -> str:
    """The document as Markdown; the heading of a rule is its id, so that `rules.md#cm-5` leads to CM-5."""
    spoken = words(LANGUAGE)
    chapters = {book: [rule for rule in RULES.values() if _book(rule) == book] for book in _books()}
    parts = [HEAD]
    for book, rules in chapters.items():
        parts += [f"## {BOOKS.get(book, book)}\n", *(_told(rule, spoken) for rule in sorted(rules, key=_place))]
    return "\n".join(parts)


def _books() -> list[str]:
    used = dict.fromkeys(map(_book, RULES.values()))
    return [*(book for book in BOOKS if book in used), *(book for book in used if book not in BOOKS)]


def _book(rule: Rule) -> str:
    return rule.id.partition("-")[0]


def _place(rule: Rule) -> tuple[int, str]:
    number = re.search(r"\d+", rule.id)
    return int(number[0]) if number else 0, rule.id


def _told(rule: Rule, spoken: Words) -> str:
    return "\n".join([f"### {rule.id}\n", spoken(f"rule-{rule.id}") + "\n", *_facts(rule, spoken), ""])


def _facts(rule: Rule, spoken: Words) -> Iterator[str]:
    if rule.limits:
        yield f"- Limits: {'; '.join(limit_text(limit, spoken) for limit in rule.limits)}"
    yield f"- Source: {_source(rule, spoken)}"
    yield f"- Certainty: {rule.certainty}{' (uncertain)' if rule.is_uncertain else ''}"
    if rule.reason:
        yield f"- Not worked out: {spoken(f'reason-rule-{rule.reason}')}"
    else:
        yield f"- Worked out in `{rule.where}`, tested in `{rule.test}`"


def _source(rule: Rule, spoken: Words) -> str:
    reference = REFERENCES.get(rule.source)
    if reference is None or reference.url is None:
        return published(rule.source, spoken)
    unchecked = "" if reference.doi_checked else " (noted from memory)"
    return f"{reference.full}. [doi {reference.doi}]({reference.url}){unchecked}"
