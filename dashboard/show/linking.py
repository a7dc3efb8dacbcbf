"""The ids of rules as links: wherever a page names a rule, it leads to what the rule says."""

from __future__ import annotations

import re
from urllib.parse import urlencode

from analysis.criteria.registry import RULES
from dashboard.texts import Words
from dashboard.texts.plain import escape

HERE = "#"
"""Where rules are looked up on the page that lists them."""

_ID = re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, RULES))})(?![\w-])")


def rules_at(words: Words) -> str:
    """The address of the methods page in this language, to which the id of a rule is added."""
    return f"methods?{urlencode({'lang': words.language})}&rule="


def ruled(text: str, rules: str = "") -> str:
    """A text as HTML, with each id of a rule as a link to `rules` and the id; without `rules` it is only escaped."""
    return _ID.sub(lambda found: _link(found[0], rules), escape(text)) if rules else escape(text)


def _link(rule: str, rules: str) -> str:
    return f'<a class="rule" href="{escape(rules + rule)}">{rule}</a>'


def cell(text: str, rules: str = "") -> str:
    """A cell of a table; on the page that lists the rules, one that holds an id alone is where its links lead."""
    if rules == HERE and text in RULES:
        return f'<td id="{text}">{text}</td>'
    return f"<td>{ruled(text, rules)}</td>"
