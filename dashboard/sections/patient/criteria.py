"""What the diary says of the published criteria: patterns, never diagnoses, each with the counts it rests on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING

from analysis.counts.day_count import DayCount
from analysis.criteria.chronic_migraine import AURA_ONLY, HEADACHE_DAYS
from analysis.criteria.criterion import Criterion, Settling
from analysis.criteria.evidence import DaysBehind
from analysis.criteria.registry import NO_MEASURE, RULES
from analysis.criteria.rule import OWN_SOURCES
from analysis.outcomes import Outcome
from analysis.references import REFERENCES
from dashboard.charts.parts.numbers import range_text
from dashboard.sections.patient.days_behind import details_of
from dashboard.sections.section import Detail, Section
from dashboard.sections.wording import counted, day_range, within_sentence
from dashboard.texts import Words

if TYPE_CHECKING:
    import pandas as pd

TOLD_FIRST = ("CM-5", "MOH-1", "MOH-10", "MOH-15", "MEN-2", "MEN-3")
"""The rules a doctor asks for, in the order of asking; told where they are met or cannot be decided."""
ASKED = tuple(RULES)
"""Every rule as a doctor asks: how often, overuse, what the attacks are like, menstruation, grounds for treatment."""
KINDS_IN_A_LINE = 2
"""Kinds of day of which a line tells the numbers; the table tells all."""
HELD_BY = (("MOH-1", "MOH-10"), ("MOH-1", "MOH-15"), ("MOH-10", "MOH-15"), ("MEN-3", "MEN-2"))
"""Pairs of rules of which the second says nothing more where the first is met."""
CYCLES = ("MEN-2", "MEN-3")
"""The rules that ask for menstrual cycles."""
WHAT = {"MEN-2": "what-cycles", "MEN-3": "what-cycles", "SE-2": "what-treated-attacks"}
"""What the rules count that do not count days, where it is not attacks."""


def section(
    criteria: Sequence[Criterion],
    words: Words,
    evidence: Mapping[str, Sequence[DaysBehind]] = MappingProxyType({}),
    *,
    calendar: str = "",
) -> Section:
    """The criteria that are met or cannot be decided, as sentences; all of them with their outcome as a table.

    Each unfolds to the days behind it, by rule in `evidence`; `calendar` is the address of the patient's calendar,
    under which a day is opened.
    """
    asked = sorted(criteria, key=lambda one: ASKED.index(one.rule))
    by_rule = {criterion.rule: criterion for criterion in criteria}
    told = [by_rule[rule] for rule in TOLD_FIRST if rule in by_rule]
    open_or_met = [one for one in told if one.outcome in (Outcome.MET, Outcome.UNDETERMINED)]
    shown = open_or_met or [one for one in told if _lacks_days(one)]
    unmeasured = (words("no-measure"),) if any(one.lacks == NO_MEASURE for one in criteria) else ()
    cautions = dict.fromkeys(one.caution for one in open_or_met if one.outcome is Outcome.MET and one.caution)
    behind = {one.rule: details(one, evidence.get(one.rule, ()), words, calendar) for one in criteria}
    return Section(
        key="criteria",
        title=words("criteria"),
        sentences=(*unmeasured, *(sentence(one, words) for one in shown)) or (_none_text(told, words),),
        details=(*(() for _ in unmeasured), *(behind[one.rule] for one in shown)),
        caution=" ".join(words(f"caution-{code}") for code in cautions),
        table=criteria_table(asked, words),
        row_details=tuple(behind[one.rule] for one in asked),
        source=words("criteria-source"),
    )


def brief(criteria: Sequence[Criterion], words: Words) -> Section:
    """The criteria that are met or cannot be decided, a sentence each, the widest in place of those it holds."""
    unmeasured = (words("no-measure"),) if any(one.lacks == NO_MEASURE for one in criteria) else ()
    told = (*unmeasured, *(brief_line(one, words) for one in asked_first(criteria))) or _nothing_met(criteria, words)
    return Section("patterns_met", words("criteria"), told)


def _nothing_met(criteria: Sequence[Criterion], words: Words) -> tuple[str, ...]:
    """Where no criterion is met or open: what the diary lacks for them, else that no pattern shows."""
    told = [one for one in criteria if one.rule in TOLD_FIRST]
    lacking = [one for one in told if _lacks_days(one)]
    if any(one.lacks == "windows" for one in lacking):
        return (words("criteria-too-short"),)
    return tuple(sentence(one, words) for one in lacking) or (_none_text(told, words),)


def _none_text(told: Sequence[Criterion], words: Words) -> str:
    """That no pattern shows: of menstrual migraine only where cycles were there to be looked at."""
    had_cycles = any(one.rule in CYCLES and one.outcome is Outcome.NOT_MET for one in told)
    return words("criteria-none" if had_cycles else "criteria-none-without-cycles")


def asked_first(criteria: Sequence[Criterion]) -> list[Criterion]:
    """The criteria of TOLD_FIRST that are met or cannot be decided, the widest in place of those it holds."""
    by_rule = {one.rule: one for one in criteria if one.outcome in (Outcome.MET, Outcome.UNDETERMINED)}
    both = [pair for pair in HELD_BY if all(rule in by_rule for rule in pair)]
    held = {narrow for wide, narrow in both if by_rule[wide].outcome is by_rule[narrow].outcome}
    return [by_rule[rule] for rule in TOLD_FIRST if rule in by_rule and rule not in held]


def brief_line(criterion: Criterion, words: Words) -> str:
    """A criterion in a line: what it is, its outcome, and the days it rests on, oldest window first."""
    told = [_numbers(criterion, kind, words) for kind in _kinds(criterion)]
    name, outcome = words(f"criterion-name-{criterion.rule}"), words(f"criterion-short-{criterion.outcome.code}")
    return words("criterion-line", name=name, outcome=outcome, days="; ".join(filter(None, told[:KINDS_IN_A_LINE])))


def _numbers(criterion: Criterion, kind: str, words: Words) -> str:
    days = [one.count for one in criterion.counts if one.kind == kind]
    shown = map(range_text, days)
    return f"{within_sentence(words(f'kind-{kind}'))} {', '.join(shown)}" if words.has(f"kind-{kind}") else ""


def _lacks_days(criterion: Criterion) -> bool:
    """Whether nothing can be said of the rule since the diary lacks its days or fields; without cycles is no lack."""
    return criterion.outcome is Outcome.NOT_COMPUTABLE and criterion.lacks not in ("cycles", NO_MEASURE)


def criteria_table(criteria: Sequence[Criterion], words: Words) -> pd.DataFrame:
    """A row a criterion: rule, outcome, what the diary says of it, source."""
    import pandas as pd

    rows = [
        (one.rule, words(f"outcome-{one.outcome.code}"), sentence(one, words), source_text(one.source, words))
        for one in criteria
    ]
    return pd.DataFrame(rows, columns=[words(f"criteria-{name}") for name in ("rule", "outcome", "says", "published")])


def source_text(source: str, words: Words) -> str:
    """Where a rule comes from: the publication in short, or in words that it is nobody's publication."""
    return words(f"source-{source}") if source in OWN_SOURCES else REFERENCES[source].short


def sentence(criterion: Criterion, words: Words) -> str:
    """What the diary says of the rule, with its counts, and what would settle it."""
    values = {"pattern": words(f"criterion-{criterion.rule}"), "counts": _counts(criterion, words)}
    if criterion.outcome is Outcome.UNDETERMINED:
        values["settle"] = _settle(criterion, words)
    if criterion.outcome is Outcome.NOT_COMPUTABLE:
        values["reason"] = words(f"lacks-{criterion.lacks}")
    told = words(f"criterion-{criterion.outcome.code}", **values)
    return told.replace("  ", " ").strip()  # a rule may have no counts to tell


def details(criterion: Criterion, behind: Sequence[DaysBehind], words: Words, calendar: str = "") -> tuple[Detail, ...]:
    """The days behind the sentence of a criterion: of each kind that it tells of, and those that do not tell."""
    kinds = _kinds(criterion) if criterion.counts else list(dict.fromkeys(one.kind for one in behind))
    return details_of([one for one in behind if one.kind in kinds], words, calendar)


def _counts(criterion: Criterion, words: Words) -> str:
    if criterion.span:
        return _span(criterion.span, words(WHAT.get(criterion.rule, "what-attacks")), words)
    told = [_of_kind(criterion, kind, words) for kind in _kinds(criterion)]
    aura = [one.count.observed for one in criterion.counts if one.kind == AURA_ONLY]
    if any(aura):
        told.append(words("criterion-aura", numbers=words.all_of([str(number) for number in aura])))
    if criterion.rule == "CM-9" and criterion.values:
        bands = [words(f"band-{band}") for band in criterion.values]
        told.append(words("criterion-bands", bands=words.all_of(bands), number=len(bands)))
    return " ".join(told)


def _kinds(criterion: Criterion) -> list[str]:
    """The kinds whose counts are told: the rule's own; of many, those that reach or may reach their limit.

    Of those that may in every window, only what was observed where anything was; where none comes near, the one
    observed most.
    """
    most = {one.kind: 0 for one in criterion.counts if one.kind != AURA_ONLY}
    for one in (used for used in criterion.counts if used.kind != AURA_ONLY):
        most[one.kind] = max(most[one.kind], one.count.observed)
    if len(most) <= 2:
        return list(most)
    unsettled = {one.kind: one.limit for one in criterion.missing_days_to_settle if one.kind != HEADACHE_DAYS.what}
    below = {one.kind for one in criterion.counts if one.count.highest < unsettled.get(one.kind, 0)}
    open_kinds = (unsettled.keys() - below) or unsettled.keys()
    seen = {kind for kind in open_kinds if most.get(kind)} or open_kinds
    near = [kind for kind in most if kind in {HEADACHE_DAYS.what, *criterion.values, *seen}]
    return near or [max(most, key=lambda kind: most[kind])]


def _of_kind(criterion: Criterion, kind: str, words: Words) -> str:
    used = [one for one in criterion.counts if one.kind == kind]
    if len(used) == 1:
        (one,) = used
        values = {"days": day_range(one.window, words), "count": counted(one.count, words)}
        return words("criterion-count", kind=words(f"kind-{kind}"), **values)
    return words(
        "criterion-counts",
        kind=words(f"kind-{kind}"),
        days=words("days-from-to", first=words.date(used[0].window.first), last=words.date(used[-1].window.last)),
        counts=words.all_of([_number(one.count, words) for one in used]),
        filled=sum(one.count.entered for one in used),
        inside=sum(one.count.filled + one.count.unfilled for one in used),
    )


def _number(count: DayCount, words: Words) -> str:
    if count.lowest == count.highest:
        return str(count.observed)
    return words("criterion-possible", observed=count.observed, lowest=count.lowest, highest=count.highest)


def _span(span: tuple[int, int], what: str, words: Words) -> str:
    lowest, highest = span
    if lowest == highest:
        return words("criterion-number", number=lowest, what=what)
    return words("criterion-span", lowest=lowest, highest=highest, what=what)


def _settle(criterion: Criterion, words: Words) -> str:
    """What would settle it: days in one window where they are enough alone, first those that can still be filled in.

    Of a rule of which a diary tests but a part: what the diary says of that part, and what is in no diary.
    """
    if criterion.parts:
        return " ".join(words(f"part-{code.replace('_', '-')}-{part.code}") for code, part in criterion.parts.items())
    enough = [one for one in criterion.missing_days_to_settle if one.is_enough]
    if enough:
        return _settling(min(enough, key=lambda one: (not one.can_be_settled, one.fewest)), words)
    is_history = criterion.caution == "history" and not criterion.missing_days_to_settle
    return words("settle-history" if is_history else "settle-days")


def _settling(one: Settling, words: Words) -> str:
    days = day_range(one.window, words)
    if one.can_be_settled:
        return words("settle-open", fewest=one.fewest, open=one.open, days=days)
    if one.unknown >= one.fewest:
        return words("settle-untold", unknown=one.unknown, days=days)
    if one.open + one.missing >= one.fewest:
        return words("settle-locked", fewest=one.fewest, days=days)
    return words("settle-days")
