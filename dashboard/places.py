"""The pages of the dashboard. A test opens every one of them, in every language."""

from __future__ import annotations

from dataclasses import dataclass

from analysis.store.roles import Right


@dataclass(frozen=True)
class Place:
    """A page: its file, its name in the address, its sign, whom it is for, and whether it is about one patient."""

    file: str
    name: str
    icon: str
    right: Right | None = None
    of_patient: bool = False

    def is_for(self, rights: Right) -> bool:
        """Whether somebody with these rights has the page; one without a right of its own is everybody's."""
        return self.right is None or self.right in rights

    @property
    def shows_patients(self) -> bool:
        """Whether it shows patients one by one."""
        return self.of_patient or self.right is Right.PATIENTS

    def address(self, patient: str = "") -> str:
        """Its address below that of the dashboard, with a patient where it is about one."""
        return f"/{self.name}?patient={patient}" if self.of_patient and patient else f"/{self.name}"


PLACES = (
    Place("patient", "patient", ":material/person:", Right.PATIENTS, of_patient=True),
    Place("calendar", "calendar", ":material/calendar_month:", Right.PATIENTS, of_patient=True),
    Place("effect", "effect", ":material/trending_down:", Right.PATIENTS, of_patient=True),
    Place("worklist", "compliance", ":material/checklist:", Right.PATIENTS),
    Place("clinic", "clinic", ":material/monitoring:", Right.AGGREGATES),
    Place("importing", "import", ":material/upload_file:", Right.IMPORT),
    Place("access_log", "access-log", ":material/policy:", Right.LOG),
    Place("diary", "diary", ":material/edit_calendar:", Right.OWN_DIARY, of_patient=True),
    Place("methods", "methods", ":material/menu_book:"),
)
"""In the order of the navigation; the first one stands at the root too."""
