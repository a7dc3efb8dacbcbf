"""The CSV export of the app Cluster Headache Tracker: one row an attack, its drugs as free text.

Days without an attack are not told. Source: files of crmne/cluster-headache-tracker.
"""

from __future__ import annotations

from analysis.formats import personal, wide
from analysis.formats.reading import Export, Options
from analysis.formats.sources import Source

FORMAT = "cluster_headache_tracker"
ATTACKS_ONLY = True
COLUMNS = ("start_time", "end_time", "intensity", "medication", "triggers", "notes")
NAMES = {
    "date": "start_time",
    "duration_hours": "end_time",
    "intensity": "intensity",
    "drug": "medication",
    "note": "notes",
}
_FORMS = ("%Y-%m-%d %H:%M:%S", "%Y-%m-%d %H:%M", "%Y-%m-%dT%H:%M:%S")


def recognises(source: Source) -> bool:
    """Whether any file has the columns of the app."""
    return bool(personal.with_columns(source, COLUMNS))


def read(source: Source, options: Options) -> Export:
    """The attacks of one person. Raises UnreadableFile without a patient."""
    patient = personal.require_patient(source, options, "Cluster Headache Tracker")
    found = personal.with_columns(source, COLUMNS)
    return personal.export(
        source, options, found, lambda content: wide.reading(content, FORMAT, patient, _attack, NAMES, COLUMNS)
    )


def _attack(row: wide.Cells) -> wide.Attack:
    began, ended = (wide.moment(row[name], *_FORMS) for name in ("start_time", "end_time"))
    return wide.Attack(
        written=row["start_time"],
        began=began,
        length=wide.between(began, ended),
        told={"intensity": row["intensity"]},
        first={"note": row["notes"]},
        drugs=personal.drugs_in(row["medication"]),
        none_taken=personal.says_no_drug(row["medication"]),
    )
