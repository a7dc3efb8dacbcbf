"""What somebody has to confirm before an import is kept; on the command line a refusal that names the flag."""

from __future__ import annotations

from analysis.errors import ImportQuestion
from analysis.importing.report import ImportReport
from analysis.importing.withdrawal import Shrinkage


def ask(report: ImportReport, *, accept_removals: bool, accept_changed_identity: bool, new_patient: bool) -> None:
    """Raises ImportQuestion with everything that was not accepted."""
    sentences = []
    if report.newcomers and not new_patient:
        named = " and no ".join(map(repr, report.newcomers))
        sentences.append(
            f"There is no patient {named} in the store. Nothing was imported; if it is a new patient, say so with "
            f"--new-patient."
        )
    if report.shrinkages and not accept_removals:
        sentences.append(
            f"The export no longer has much of what the store holds of its source: "
            f"{'; '.join(map(_shrunk, report.shrinkages))}. Nothing was imported; if that is right, say so with "
            f"--accept-removals, or with --changes if the export leaves out what did not change."
        )
    if report.other_people and not accept_changed_identity:
        sentences.append(
            f"{_number(report.other_people, 'known pseudonym comes', 'known pseudonyms come')} with another sex, "
            f"another birth year or from another source than in the store. Nothing was imported; if they are the same "
            f"people, say so with --accept-changed-identity."
        )
    if sentences:
        raise ImportQuestion(" ".join(sentences))


def _shrunk(one: Shrinkage) -> str:
    gone = f"{one.file} {_number(one.before, 'row', 'rows')} before, {one.after} now"
    people = _number(one.not_left, "patient", "patients")
    return f"{gone} ({people} gone who had not left)" if one.not_left else gone


def _number(count: int, one: str, several: str) -> str:
    return f"{count} {one if count == 1 else several}"
