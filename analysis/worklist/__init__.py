"""The nurse's list: whose diary needs somebody today, and why. Computed for the whole clinic in one pass."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

import pandas as pd
from sqlalchemy import Connection

from analysis.basis import Basis
from analysis.episodes.everybody import courses_of
from analysis.querying.at_hand import kept_at_hand
from analysis.querying.columns import are_among
from analysis.records.patients import people as patients_of
from analysis.records.patients import with_cluster_headache_alone
from analysis.records.remarks import remarks
from analysis.store import Contact, Records
from analysis.worklist import diaries
from analysis.worklist.diaries import OVERUSE_OPEN
from analysis.worklist.effect_lost import Loss, losses
from analysis.worklist.line import Line, Rhythm
from analysis.worklist.listed import Worklist, joined
from analysis.worklist.needs import Need, Unjudged, evaluations, needs_of, next_evaluations
from analysis.worklist.newest import last_filled, newest_days, states_of
from analysis.worklist.not_read import NOT_READ, not_read
from analysis.worklist.rescue import Rescue
from analysis.worklist.table import Known, groups_of, table_of
from analysis.worklist.treated import treated
from analysis.worklist.under_treatment import DRUG, running_treatments
from analysis.worklist.urgency import ENOUGH, GROUPS, NEAR, NOTHING, PLACES, TO_DO, WAITING

__all__ = [
    "DRUG",
    "ENOUGH",
    "GROUPS",
    "NEAR",
    "NOTHING",
    "NOT_READ",
    "PLACES",
    "TO_DO",
    "WAITING",
    "Line",
    "Loss",
    "Need",
    "Reasons",
    "Rescue",
    "Rhythm",
    "Unjudged",
    "Worklist",
    "reasons",
    "worklist",
]


def worklist(records: Records, *, as_of: date | None = None, contacts: Iterable[Contact] = ()) -> Worklist:
    """The list of the patients in `records` as known at `as_of` (None: the end of the data, by patient).

    Patients who have left, or who enrol later, are not on it. `contacts`, oldest first, are not bound to `as_of`: who
    was reminded after the end of the data is not to be reminded again.
    """
    return joined([_of_part(part, as_of) for part in records.parts(as_of)]).with_contacts(contacts)


class Reasons(NamedTuple):
    """The groups that a patient is in, most urgent first, and the treatments whose effect is lost, as of a Line."""

    groups: tuple[str, ...] = ()
    lost: tuple[tuple[str, date], ...] = ()


def reasons(records: Records, *, as_of: date | None = None) -> dict[str, Reasons]:
    """Why each of the patients on the list is there, by pseudonym; `as_of` as there.

    It is told without the rest of the list, which nobody looks at where a patient alone is told.
    """
    found: dict[str, Reasons] = {}
    for part in records.parts(as_of):
        basis = part.basis(as_of)
        known, needs, losses_found = _needed(part, basis)
        lost = losses_found["lost"].to_dict()
        groups = groups_of(known, needs, losses_found, basis)
        found |= {patient: Reasons(some, lost.get(patient, ())) for patient, some in groups.items()}
    return found


def _of_part(records: Records, as_of: date | None) -> Worklist:
    """The list of patients who are seen as of the same day."""
    basis = records.basis(as_of)
    known, needs, lost = _needed(records, basis)
    table = table_of(known, needs, lost, basis)
    told = [known.remarks.get(patient, 0) for patient in table.index.tolist()]
    return Worklist(basis, table.assign(remarks=told, as_of=basis.as_of.toordinal()), needs, lost)


def _needed(records: Records, basis: Basis) -> tuple[Known, pd.DataFrame, pd.DataFrame]:
    """What is known of the patients, the windows that they need, and what was lost of the effect of treatments."""
    with records.connect() as connection, kept_at_hand():
        known = _known(connection, basis)
    needs = needs_of(known.courses, known.due_on, known.visits["next_visit"], known.states)
    asked = known.bits.index[~known.bits["of_attacks_alone"]]
    needs = needs[are_among(needs["patient_id"], asked.tolist())].reset_index(drop=True)
    lost = losses(known.courses)
    return known, needs, lost[~are_among(lost.index, known.unmeasured)]


def _known(connection: Connection, basis: Basis) -> Known:
    day = basis.as_of
    people = _current(patients_of(connection, basis.patients), day)
    bits = newest_days(connection, people, basis)
    overused = diaries.overused_classes(connection, basis).reindex(people.index, fill_value=False)
    courses = courses_of(connection, basis.patients, day)
    told = remarks(connection, basis.patients)
    visits = diaries.visits(connection, day, basis.patients).reindex(people.index)
    under_way = treated(connection, courses.table, people.index, basis)
    due_on = evaluations(under_way, visits["judged_on"])
    first_due = next_evaluations(under_way, due_on)
    return Known(
        remarks={patient: len(found) for patient, found in told.items()},
        unmeasured=with_cluster_headache_alone(connection, basis.patients),
        people=people,
        bits=bits,
        states=states_of(bits, basis),
        filled=last_filled(connection, bits, basis),
        visits=visits,
        overused=overused,
        running=running_treatments(courses, day).reindex(people.index),
        not_read=not_read(connection, courses, overused[OVERUSE_OPEN], first_due, basis),
        courses=under_way,
        due_on=due_on,
    )


def _current(people: pd.DataFrame, day: date) -> pd.DataFrame:
    """Those who are patients on the day."""
    number = day.toordinal()
    return people[(people["enrolled_on"] <= number) & ~(people["left_on"] < number)]
