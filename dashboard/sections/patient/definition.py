"""The definition of a migraine day that was chosen, beside the clinic's: what it changes, and what each one gives.

How much the definition matters is itself a finding, so the choice never stands without its consequence (MD-10).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from analysis.counts.day_count import DayCount, WindowCounts
from dashboard.sections.section import Section
from dashboard.sections.wording import NO_NUMBER, day_range
from dashboard.texts import Words

if TYPE_CHECKING:
    import pandas as pd

KINDS = ("migraine", "headache")
Results = Mapping[str, WindowCounts]
"""The same 28 days counted by each definition, by its id."""


def section(chosen: str, clinics: str, results: Results, words: Words) -> Section:
    """What every definition makes of the same 28 days; `chosen` and `clinics` are ids of definitions."""
    return Section(
        key="definition",
        title="",
        sentences=(words("definition-same-days", days=day_range(results[chosen].window, words)),),
        table=definition_table(chosen, clinics, results, words),
    )


def definition_table(chosen: str, clinics: str, results: Results, words: Words) -> pd.DataFrame:
    """A row a definition, the clinic's first: its migraine and headache days, and the filled days it cannot tell."""
    import pandas as pd

    rows = [
        [_marked(profile, chosen, clinics, words), *(_days(results[profile][kind], words) for kind in KINDS)]
        for profile in sorted(results, key=lambda profile: profile != clinics)
    ]
    return pd.DataFrame(rows, columns=[words("definition-table-name"), *(words(f"kind-{kind}") for kind in KINDS)])


def _days(count: DayCount, words: Words) -> str:
    """The days of a kind, of the filled days that tell; how many do not."""
    told = words("definition-days-of", days=count.observed, told=count.told) if count.told else NO_NUMBER
    return words("definition-days-unknown", told=told, unknown=count.unknown) if count.unknown else told


def _marked(profile: str, chosen: str, clinics: str, words: Words) -> str:
    name = option(profile, clinics, words)
    return words("definition-shown", name=name) if profile == chosen else name


def option(profile: str, clinics: str, words: Words) -> str:
    """A definition in a list; the clinic's own is marked."""
    name = words(f"profile-{profile}")
    return words("definition-clinics", name=name) if profile == clinics else name


def note(chosen: str, clinics: str, results: Results, words: Words) -> str:
    """Which definition holds, and what it changes in the last 28 days against the clinic's."""
    names = {"chosen": words(f"profile-{chosen}"), "clinics": words(f"profile-{clinics}")}
    return " ".join([words("definition-other", **names), *_changes(results[clinics], results[chosen], words)])


def _changes(before: WindowCounts, after: WindowCounts, words: Words) -> Iterator[str]:
    if not before.completeness.filled:
        yield words("definition-nothing-filled")
        return
    yield _moved("migraine", before["migraine"], after["migraine"], words)
    if before["headache"] != after["headache"]:
        yield _moved("headache", before["headache"], after["headache"], words)


def _moved(kind: str, before: DayCount, after: DayCount, words: Words) -> str:
    """How the days of a kind differ, and on how many filled days each definition cannot tell."""
    key = "same" if before.observed == after.observed else "moved"
    told = words(f"definition-{key}", kind=words(f"definition-{kind}"), before=before.observed, after=after.observed)
    if before.unknown == after.unknown == 0:
        return told
    return f"{told} {words('definition-unknown', before=before.unknown, after=after.unknown)}"
