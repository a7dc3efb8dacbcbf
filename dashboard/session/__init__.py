"""What a session knows: the store, the door, and what its user chose; every choice stands in the address."""

from dashboard.session.choosing import (
    choose_course,
    chosen_words,
    control_row,
    is_dark,
    open_patient,
    settings_in_force,
)
from dashboard.session.clinic import choose_unit, clinic_list, open_on_patient_page
from dashboard.session.days import choose_day_of_month, choose_day_of_year, choose_month, show_days_on_demand
from dashboard.session.intake import (
    just_kept,
    keep_when_confirmed,
    offered_files,
    past_imports,
    rejected_rows_of,
    tried,
)
from dashboard.session.view import Nothing, PatientView

__all__ = [
    "Nothing",
    "PatientView",
    "choose_course",
    "choose_day_of_month",
    "choose_day_of_year",
    "choose_month",
    "choose_unit",
    "chosen_words",
    "clinic_list",
    "control_row",
    "is_dark",
    "just_kept",
    "keep_when_confirmed",
    "offered_files",
    "open_on_patient_page",
    "open_patient",
    "past_imports",
    "rejected_rows_of",
    "settings_in_force",
    "show_days_on_demand",
    "tried",
]
