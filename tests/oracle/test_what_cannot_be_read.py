"""What cannot be read is unknown, never a no: the law of every import, tested on the figures themselves.

Whatever cell but patient and date is replaced by something that cannot be read: no count falls outside the range of the
damaged diary, and no outcome becomes met or not met. `HEADACHE_LAW_EXAMPLES` draws more than the few of every run.
"""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine

from analysis.basis import Basis
from analysis.counts.day_count import WindowCounts
from analysis.counts.from_grid import counts_in
from analysis.criteria.registry import criteria_for
from analysis.days.classified import KINDS
from analysis.days.definitions import PROFILES
from analysis.days.grid import day_grid
from analysis.importing import import_exports
from analysis.outcomes import Outcome
from analysis.settings import shipped
from analysis.store.migration import look_up_drug_names
from analysis.windows import Window, windows_within

EXAMPLES = int(os.environ.get("HEADACHE_LAW_EXAMPLES", "5"))
LAW = settings(
    max_examples=EXAMPLES,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.data_too_large],
)

END = date(2026, 3, 31)
PERIOD = Window(END - timedelta(days=83), END)
"""Three windows: as many as a criterion of three months asks for."""
DAYS = [PERIOD.first + timedelta(days=place) for place in range(PERIOD.days)]

YES_NO = ("", "0", "1")
SIGNS = "unilateral pulsating aggravated_by_activity nausea vomiting photophobia phonophobia aura migraine menstruation"
DIARY = {
    "headache": ("0", "1"),
    "severity": ("", "1", "2", "3"),
    "intensity": ("", "0", "3", "4", "9"),
    "duration_hours": ("", "0.4", "0.5", "4", "24"),
    "aura_minutes": ("", "0", "4", "30", "61"),
    **dict.fromkeys(SIGNS.split(), YES_NO),
    "doses_recorded": YES_NO,
}
DOSES = {
    "drug": ("Sumatriptan", "Ipren", "Alvedon", "Treo", "Citodon", "Vydura", "Zzyxol"),
    "doses": ("", "1", "2"),
    "helped": ("", "yes", "partly", "no"),
}
UNREADABLE = ("???", "#", "~1", "\\x1f")

Rows = list[dict[str, str]]
Export = Mapping[str, Rows]


def diary_day(day: date) -> st.SearchStrategy[dict[str, str]]:
    cells = {name: st.sampled_from(values) for name, values in DIARY.items()}
    return st.fixed_dictionaries({"patient_id": st.just("p1"), "date": st.just(day.isoformat()), **cells})


@st.composite
def exports(draw: st.DrawFn) -> Export:
    """A diary of a few different days, many of them alike, as diaries are; some days are left out."""
    patterns = draw(st.lists(diary_day(END), min_size=2, max_size=4))
    chosen = draw(st.lists(st.integers(-1, len(patterns) - 1), min_size=len(DAYS), max_size=len(DAYS)))
    diary = [patterns[which] | {"date": day.isoformat()} for day, which in zip(DAYS, chosen, strict=True) if which >= 0]
    dose = st.fixed_dictionaries(
        {
            "patient_id": st.just("p1"),
            "date": st.sampled_from([day.isoformat() for day in DAYS]),
            **{name: st.sampled_from(values) for name, values in DOSES.items()},
        }
    )
    return {"diary": diary, "acute_doses": draw(st.lists(dose, max_size=40))}


@st.composite
def damaged(draw: st.DrawFn, export: Export) -> Export:
    """The export with some cells, but no patient and no date, replaced by what cannot be read."""
    rows = {table: [dict(row) for row in found] for table, found in export.items()}
    cells = [(table, at, name) for table, found in rows.items() for at, row in enumerate(found) for name in row]
    places = [place for place in cells if place[2] not in ("patient_id", "date")]
    for table, at, name in draw(st.lists(st.sampled_from(places), max_size=6)) if places else []:
        rows[table][at][name] = draw(st.sampled_from(UNREADABLE))
    return rows


def written(folder: Path, export: Export) -> Path:
    (folder / "export.json").write_text(json.dumps({"exported_at": f"{END}T23:30", "source": "a law"}))
    (folder / "patients.csv").write_text("patient_id,enrolled_on\np1,2025-01-01\n")
    for table, columns in (("diary", DIARY), ("acute_doses", DOSES)):
        header = ["patient_id", "date", *columns]
        lines = [",".join(row[name] for name in header) for row in export[table]]
        (folder / f"{table}.csv").write_text("\n".join([",".join(header), *lines, ""]))
    return folder


def figures(engine: Engine, export: Export, profile: str) -> tuple[tuple[WindowCounts, ...], dict[str, Outcome]]:
    """The counts of the windows and the outcome of every rule, of an empty store with this export alone."""
    basis = Basis(END, replace(shipped(), profile=profile))
    with tempfile.TemporaryDirectory() as folder, engine.connect() as connection:
        import_exports(connection, [written(Path(folder), export)], by="law", now=datetime(2026, 4, 1, 9))
        look_up_drug_names(connection)
        windows = windows_within(PERIOD)
        grid = day_grid(connection, PERIOD, KINDS, basis)
        counts = counts_in(grid, windows, basis)["p1"]
        criteria = criteria_for(counts, grid.of("p1"))
        connection.rollback()
    return counts, {criterion.rule: criterion.outcome for criterion in criteria}


CERTAIN = (Outcome.MET, Outcome.NOT_MET)


@LAW
@given(st.data(), st.sampled_from(["MD-1", *sorted(PROFILES)]))
def test_what_cannot_be_read_widens_a_range_and_settles_nothing(
    engine: Engine, data: st.DataObject, profile: str
) -> None:
    whole = data.draw(exports(), label="whole")
    torn = data.draw(damaged(whole), label="damaged")
    counts, outcomes = figures(engine, whole, profile)
    wider, uncertain = figures(engine, torn, profile)
    for before, after in zip(counts, wider, strict=True):
        for kind in KINDS:
            assert after[kind].lowest <= before[kind].lowest, (before.window, kind)
            assert before[kind].highest <= after[kind].highest, (before.window, kind)
    for rule, outcome in uncertain.items():
        assert outcome not in CERTAIN or outcome is outcomes[rule], rule
