"""The rows of the list: what is known of each patient, the groups that follow from it, and what they are sorted by."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from itertools import compress
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from analysis.basis import Basis
from analysis.counts.completeness import Tier, tier_of
from analysis.days.states import States
from analysis.outcomes import Outcome
from analysis.windows import WINDOW_DAYS
from analysis.worklist.diaries import OVERUSED
from analysis.worklist.needs import at_risk_on, is_evaluation_due, near_on, next_evaluations
from analysis.worklist.newest import days_by_state, days_of_attacks, open_days
from analysis.worklist.treated import Treated
from analysis.worklist.urgency import GROUPS, first_reason, is_lacking, urgency

Truths = npt.NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class Known:
    """What is known of current patients: tables with a row each, in the same order, and their treatments.

    `people` has the columns of `patients`; `bits` and `states` are the newest days, `filled` tells of the last
    filled one, `visits` of those near as-of, `overused` of the classes of acute medication, `running` of the treatment
    to show, `not_read` of what could not be read and may be due. `due_on` is when each of `courses` is to be judged
    (`needs.evaluations`). `unmeasured` are those of whose headache days are no measure (CH-2). `remarks` has the number
    of what imports could not read of each patient of whom there is any.
    """

    people: pd.DataFrame
    bits: pd.DataFrame
    filled: pd.DataFrame
    visits: pd.DataFrame
    overused: pd.DataFrame
    running: pd.DataFrame
    not_read: pd.DataFrame
    courses: Treated
    due_on: pd.Series[float]
    states: States
    unmeasured: Collection[str] = ()
    remarks: Mapping[str, int] = field(default_factory=dict)


def table_of(known: Known, needs: pd.DataFrame, losses: pd.DataFrame, basis: Basis) -> pd.DataFrame:
    """A row a patient by pseudonym: all that a line says, the groups it is in, its first `reason` and the KEYS."""
    table = pd.concat(_told(known, needs, losses, basis), axis=1)
    patients = table.index
    table = table.assign(**_groups(table, known, basis), alphabetical=np.arange(len(table)))
    lacking = pd.Series(is_lacking(table, basis.settings), index=patients)
    near = near_on(needs, lacking, basis)
    table = table.assign(near_on=near.reindex(patients).astype("float64"))
    table["reason"] = first_reason(table, basis.settings)
    return table.assign(**urgency(table, basis.settings))


def groups_of(known: Known, needs: pd.DataFrame, losses: pd.DataFrame, basis: Basis) -> dict[str, tuple[str, ...]]:
    """The groups that each patient is in, most urgent first, by pseudonym: those of `table_of`, and nothing else."""
    parts = _told(known, needs, losses, basis)
    table = {name: part[name] for part in parts for name in _ASKED if name in part}
    found = _groups(table, known, basis)
    held = np.column_stack([found[group] for group in GROUPS]).tolist()
    patients = known.people.index.tolist()
    return {patient: tuple(compress(GROUPS, row)) for patient, row in zip(patients, held, strict=True)}


def _told(known: Known, needs: pd.DataFrame, losses: pd.DataFrame, basis: Basis) -> list[pd.DataFrame]:
    """What is known of each patient: tables with the same row each, to be put beside each other."""
    patients = known.people.index
    return [
        known.people,
        known.bits,
        days_by_state(known.states[:, -WINDOW_DAYS:]).assign(of_attacks=days_of_attacks(known.bits)).set_axis(patients),
        known.filled,
        open_days(known.states, basis).set_axis(patients),
        known.visits[["next_visit"]],
        known.running,
        known.not_read,
        next_evaluations(known.courses, known.due_on).reindex(patients).to_frame("evaluation_due_on"),
        at_risk_on(needs, basis.settings).reindex(patients).to_frame("at_risk_on"),
        losses["outcome"].reindex(patients).to_frame("loss"),
        known.overused,
    ]


_ASKED = (
    "filled",
    "outside",
    "of_attacks_alone",
    "last_filled",
    "enrolled_on",
    "locks_soon",
    "at_risk_on",
    "evaluation_due_on",
    "loss",
)
"""The columns that groups rest on."""


def _groups(table: Mapping[str, pd.Series[Any]] | pd.DataFrame, known: Known, basis: Basis) -> dict[str, Truths]:
    """Whether each patient is in each of GROUPS; a diary of attacks alone in none that asks to fill in its days."""
    day, settings = basis.as_of.toordinal(), basis.settings
    filled, inside = table["filled"], WINDOW_DAYS - table["outside"]
    is_asked = ~table["of_attacks_alone"]
    silent_since = table["last_filled"].fillna(table["enrolled_on"] - 1)
    belongs = {
        "rescue": table["locks_soon"] > 0,
        "evaluation_at_risk": table["at_risk_on"].notna(),
        "stopped": is_asked & (day - silent_since > settings.stopped_after_days),
        "insufficient": is_asked & (tier_of(filled.to_numpy(), inside.to_numpy(), settings) == Tier.RED),
        "evaluation_due": is_evaluation_due(day - table["evaluation_due_on"], settings),
        "overuse": known.overused[list(OVERUSED)].any(axis=1),
        "losing_effect": table["loss"] == Outcome.MET,
    }
    return {group: np.asarray(belongs[group], dtype=bool) for group in GROUPS}
