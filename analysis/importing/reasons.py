"""Why a row was rejected, or what is remarked on one that was kept, each by a code.

What is wrong with a cell rejects the row only where the row is none without it; in another cell it is a remark, and the
cell is unknown.

The codes are stored and translated elsewhere. `explanation` is plain English for the command line; its placeholders
are the problem's column and value and whatever its detail holds.
"""

from __future__ import annotations

from enum import Enum


class Reason(Enum):
    """A code, whether it rejects the row (but for a cell that the row can do without), and its explanation."""

    BROKEN_ROW = "broken_row", True, "has {found} cells where the header has {expected}"
    BROKEN_QUOTES = "broken_quotes", True, "has a quote that does not close"
    NOT_JSON = "not_json", True, "is not JSON"
    UNREADABLE_CHARACTER = "unreadable_character", True, "{column} holds a character that is not text"
    TOO_LONG = "too_long", True, "{column} is longer than a cell may be"
    REQUIRED = "required", True, "{column} is required and is empty"
    NOT_A_DATE = "not_a_date", True, "{column} is not a date such as 2026-03-31"
    NOT_A_TIME = "not_a_time", True, "{column} is not a date with a time such as 2026-03-31T21:00"
    NOT_A_NUMBER = "not_a_number", True, "{column} is not a number such as 2.5"
    NOT_WHOLE = "not_whole", True, "{column} is not a whole number"
    NOT_YES_OR_NO = "not_yes_or_no", True, "{column} is neither yes nor no (1/0, true/false, yes/no, ja/nej)"
    WORD_NOT_NAMED = "word_not_named", True, "the mapping does not say what {value} means in {column}"
    NOT_A_CHOICE = "not_a_choice", True, "{column} is none of: {allowed}"
    OUT_OF_RANGE = "out_of_range", True, "{column} is outside what is allowed: {allowed}"
    UNKNOWN_PATIENT = "unknown_patient", True, "the patient is neither in this export nor in the store"
    PATIENT_REJECTED = "patient_rejected", True, "the patient's own row was rejected: {file}, line {line}"
    BEFORE_ENROLMENT = "before_enrolment", True, "{column} is before the enrolment on {enrolled_on}"
    AFTER_LEAVING = "after_leaving", True, "{column} is after the patient left on {left_on}"
    IN_THE_FUTURE = "in_the_future", True, "{column} is later than the export, {as_of}"
    RECORDED_AFTER_LOCK = (
        "recorded_after_lock",
        True,
        "written after the day locked; it was open through {open_through}",
    )
    RECORDED_BEFORE_DAY = "recorded_before_day", True, "written before the day itself"
    WRONG_ORDER = "wrong_order", True, "{column} is earlier than {other}, {earlier}"
    TOO_YOUNG = "too_young", True, "younger than {adult} years at enrolment on {enrolled_on}"
    SCORE_OUT_OF_RANGE = "score_out_of_range", True, "{instrument} scores lie between {lowest} and {highest}"
    CONTRADICTED = "contradicted", True, "line {lines} of the file says otherwise of the same {column}"

    VERSIONS_DIFFER = "versions_differ", False, "line {lines} of the file says otherwise; {column} is unknown"
    OTHER_SCALE = "other_scale", False, "{column} goes up to {highest}; it is read on no scale"
    SUPERSEDED = "superseded", False, "line {lines} of the file was written later and is kept instead"
    STORED_IS_NEWER = "stored_is_newer", False, "the store holds a newer version, which is kept"
    OLDER_EXPORT = (
        "older_export",
        False,
        "the store holds an export of the same source made later, {newest}: nothing of this one is kept",
    )
    DAYS_NOT_IN_FILE = (
        "days_not_in_file",
        False,
        "days that this diary brought before and that are not in the file any more; they are kept: {days}",
    )
    REACH_UNKNOWN = (
        "reach_unknown",
        False,
        "the diary does not say until when it was kept; it is taken to end with its last attack, {until}",
    )
    DATE_FORM = "date_form", False, "the dates of {column} are read as {form}"
    READ_AS_WINDOWS = "read_as_windows", False, "the file is not UTF-8; it is read as Windows-1252"
    LONG_ATTACK = (
        "long_attack",
        False,
        "an attack of {hours} hours is longer than {longest}: perhaps nobody ended it in the app; it is kept, ask",
    )
    FREE_BY_ENTRY = (
        "free_by_entry",
        False,
        "a day with an entry and without {words} is read as headache-free: it was recorded, and headache was not noted "
        "(without activities, or with one that stands in no other entry and may be misspelt, it is unknown)",
    )
    DRUGS_NOT_READ = "drugs_not_read", False, "the file does not say since when these drugs are taken: {drugs}"
    RESOURCES_RETRACTED = (
        "resources_retracted",
        False,
        "resources that say that they were entered in error or cancelled are left out: {count}",
    )
    RESOURCES_NOT_READ = "resources_not_read", False, "resources that tell nothing that is read: {kinds}"
    DRUGS_LEFT_ASIDE = (
        "drugs_left_aside",
        False,
        "drugs not known against headache, or listed without the days they were taken, are left aside: {drugs}",
    )
    FEWER_THAN_SAID = (
        "fewer_than_said",
        False,
        "the file says that it holds {told} {list}, and holds {found}: it may not be whole",
    )
    READ_BY_MAPPING = "read_by_mapping", False, "the file is read as the mapping says"
    LINES_ABOVE_HEADER = "lines_above_header", False, "lines above the header are passed over: {lines}"
    SHEETS_LEFT_ASIDE = (
        "sheets_left_aside",
        False,
        "other sheets of the workbook are not read: {sheets}; a mapping can name each in turn",
    )
    SEVERAL_FILES = (
        "several_files",
        False,
        "{tables} stands in several files: the export is taken to say nothing of what it leaves out",
    )
    NO_LONGER_IN_EXPORT = "no_longer_in_export", False, "is no longer in the export, and is set aside"
    CLINIC_ENTRY_KEPT = "clinic_entry_kept", False, "the clinic's own entry of {day} is kept{difference}"
    OTHER_DIARY_REPLACED = (
        "other_diary_replaced",
        False,
        "the entry of {day} from another diary gives way to the clinic's own{difference}",
    )
    OWN_ENTRY_KEPT = (
        "own_entry_kept",
        False,
        "what the patient filled in here on {day} was written later, and is kept{difference}",
    )
    OWN_ENTRY_REPLACED = (
        "own_entry_replaced",
        False,
        "the entry of {day} was written later than what the patient filled in here, and replaces it{difference}",
    )
    START_NOT_READ = "start_not_read", False, "the start is not a date; the treatment is kept with an unknown start"
    UNKNOWN_DRUG = "unknown_drug", False, "the drug is not in the catalogue; it is kept with an unknown class"
    NO_DRUG = "no_drug", False, "says that no drug was taken; no dose is kept"
    CONTRADICTORY_DAY = "contradictory_day", False, "no headache, and yet {column} is given"
    PATIENT_ERASED = (
        "patient_erased",
        False,
        "{rows} of the rows are of patients who were erased, and left out; --readmit takes a patient in again",
    )
    PATIENT_CREATED = (
        "patient_created",
        False,
        "the patient was not in the store and was added, enrolled on {enrolled_on}",
    )

    def __init__(self, code: str, rejects: bool, explanation: str) -> None:
        self.code = code
        self.rejects = rejects
        self.explanation = explanation


NOT_UNDERSTOOD = frozenset({Reason.VERSIONS_DIFFER, Reason.OTHER_SCALE, Reason.START_NOT_READ, Reason.UNKNOWN_DRUG})
"""Remarks of a row that was kept, of which something is not known because it was not understood."""

BY_CODE = {reason.code: reason for reason in Reason}
