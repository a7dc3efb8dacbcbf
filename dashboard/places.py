"""The pages of the dashboard. A test opens every one of them, in every language."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Place:
    """A page: its file, its name in the address, its sign, and whether it is about one patient."""

    file: str
    name: str
    icon: str
    of_patient: bool = False

    def address(self, patient: str = "") -> str:
        """Its address below that of the dashboard, with a patient where it is about one."""
        return f"/{self.name}?patient={patient}" if self.of_patient and patient else f"/{self.name}"


PLACES = (
    Place("patient", "patient", ":material/person:", of_patient=True),
    Place("calendar", "calendar", ":material/calendar_month:", of_patient=True),
    Place("effect", "effect", ":material/trending_down:", of_patient=True),
    Place("worklist", "compliance", ":material/checklist:"),
    Place("clinic", "clinic", ":material/monitoring:"),
    Place("importing", "import", ":material/upload_file:"),
    Place("methods", "methods", ":material/menu_book:"),
)
"""In the order of the navigation; the first one stands at the root too."""
