"""What a session knows: the store, the door, and what its user chose; every choice stands in the address."""

from dashboard.session.choosing import (
    asked_rule,
    choose_course,
    chosen_words,
    control_row,
    is_dark,
    open_patient,
    search_rules,
    settings_in_force,
    words_as_of,
)
from dashboard.session.days import choose_day_of_month, choose_day_of_year, choose_month, show_days
from dashboard.session.declaring import declare_periods
from dashboard.session.definition import choose_counting
from dashboard.session.details import card_drawn, counted_otherwise, courses_behind, details, not_known, tables_behind
from dashboard.session.effects import choose_effect
from dashboard.session.excluding import exclude_periods
from dashboard.session.intake import (
    ask_until,
    just_kept,
    offer_next_step,
    offered_files,
    past_imports,
    rejected_rows_of,
    sees_patients,
    tried,
)
from dashboard.session.opening import (
    age_of_data,
    asked_for,
    copied,
    first_screen,
    frequency_drawn,
    let_text_be_drawn,
    long_record,
    patterns_met,
    short_record,
)
from dashboard.session.printing import offer_page
from dashboard.session.undoing import offer_undo, told_when_undone
from dashboard.session.view import Nothing, PatientView

__all__ = [
    "Nothing",
    "PatientView",
    "age_of_data",
    "ask_until",
    "asked_for",
    "asked_rule",
    "card_drawn",
    "choose_counting",
    "choose_course",
    "choose_day_of_month",
    "choose_day_of_year",
    "choose_effect",
    "choose_month",
    "chosen_words",
    "control_row",
    "copied",
    "counted_otherwise",
    "courses_behind",
    "declare_periods",
    "details",
    "exclude_periods",
    "first_screen",
    "frequency_drawn",
    "is_dark",
    "just_kept",
    "let_text_be_drawn",
    "long_record",
    "not_known",
    "offer_next_step",
    "offer_page",
    "offer_undo",
    "offered_files",
    "open_patient",
    "past_imports",
    "patterns_met",
    "rejected_rows_of",
    "search_rules",
    "sees_patients",
    "settings_in_force",
    "short_record",
    "show_days",
    "tables_behind",
    "told_when_undone",
    "tried",
    "words_as_of",
]
