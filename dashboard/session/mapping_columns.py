"""Controls that say what the columns of an unknown diary are; what they say together is a mapping."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

import streamlit as st

from analysis import diary
from analysis.diary import Kind
from analysis.formats import mapping_guesses as guesses
from analysis.formats.mapping import ATTACKS, DAYS, NO, TARGETS, UNKNOWN, Acute, DiaryMapping, FileShape, Rows, Told
from analysis.formats.mapping_guesses import DRUG, DRUGS, SYMPTOMS, Columns
from dashboard.sections.wording import as_label
from dashboard.texts import Words

EXAMPLE = date(2026, 3, 31)
SIGNS = (
    "nausea",
    "vomiting",
    "photophobia",
    "phonophobia",
    "aura",
    "unilateral",
    "pulsating",
    "aggravated_by_activity",
)
OFFERED = (*(name for name in TARGETS if name not in ("headache", "recorded_at")), SYMPTOMS, DRUGS, DRUG)
SEVERITIES = (1, 2, 3)
MOST_SYMPTOMS, LONGEST_NAME = 16, 40


@dataclass
class Chosen:
    """What was said of the columns so far."""

    columns: dict[str, Told] = field(default_factory=dict)
    drugs: list[str] = field(default_factory=list)
    separator: str | None = None
    drug_columns: dict[str, str] = field(default_factory=dict)

    def acute(self) -> Acute | None:
        """What was said of drugs, if anything."""
        if not self.drugs and not self.drug_columns:
            return None
        return Acute(tuple(self.drugs), self.separator, self.drug_columns, frozenset(guesses.NO_WORDS))


def say_columns(columns: Columns, shape: FileShape, words: Words) -> DiaryMapping | None:
    """The mapping that the controls say; None while the date, or what headache is, is not said."""
    asking = _Asking(columns, words)
    kind = asking.kind()
    rows = asking.rows(kind)
    chosen = Chosen()
    if rows is None or not asking.headache(chosen, kind):
        return None
    used = {
        rows.date,
        rows.end,
        rows.hours,
        *(told.column for told in chosen.columns.values() if not columns.is_graded(told.column)),
    }
    with st.expander(words("map-others"), expanded=True):
        for name in columns.names:
            if name not in used:
                asking.other(name, chosen)
    empty = asking.empty(chosen)
    return DiaryMapping(
        shape,
        Rows(rows.kind, rows.date, rows.end, rows.hours, rows.date_format, None, empty),
        chosen.columns,
        chosen.acute(),
    )


class _Asking:
    """The controls of one file; they begin anew for a file with other columns."""

    def __init__(self, columns: Columns, words: Words) -> None:
        self._columns = columns
        self._words = words
        told = "\n".join(columns.table.header)
        self._prefix = f"map-{hashlib.sha256(told.encode()).hexdigest()[:8]}"

    def key(self, name: str) -> str:
        """The key of a control."""
        return f"{self._prefix}-{name}"

    def kind(self) -> str:
        """Whether a row is a day or an attack."""
        return str(
            st.radio(
                self._words("map-kind"),
                (DAYS, ATTACKS),
                format_func=lambda kind: self._words(f"map-kind-{kind}"),
                key=self.key("kind"),
                horizontal=True,
            )
        )

    def rows(self, kind: str) -> Rows | None:
        """Which column is the date, in which form; of attacks the end or the length too. None while that is open."""
        names = self._columns.names
        left, right = st.columns(2)
        with left:
            guess = guesses.date_column(self._columns)
            day = self._one_of("date", names, guess, self._words(f"map-date-{kind}"))
        if day is None:
            return None
        with right:
            form, is_told = self._form(day)
        if not is_told:
            return None
        if kind == DAYS:
            return Rows(kind, day, date_format=form)
        left, right = st.columns(2)
        with left:
            end = self._one_of("end", names, None, self._words("map-end"))
        with right:
            hours = self._one_of("hours", names, None, self._words("map-hours"))
        return Rows(kind, day, end, hours, form)

    def _form(self, column: str) -> tuple[str | None, bool]:
        """The form of the dates, and whether it is told: only where all dates can be read in one, or one was chosen."""
        fitting = guesses.forms_of(self._columns.cells(column))
        offered: list[str | None] = [*fitting] if fitting else [None, *guesses.FORMS]
        chosen = st.selectbox(
            self._words("map-form"),
            range(len(offered)),
            index=0 if len(fitting) == 1 else None,
            format_func=lambda at: self._named_form(offered[at]),
            placeholder=self._words("map-choose"),
            help=self._words("map-form-why"),
            key=self.key(f"form-{column}"),
        )
        return (None, False) if chosen is None else (offered[chosen], True)

    def _named_form(self, form: str | None) -> str:
        if form is None:
            return self._words("map-form-plain")
        return f"{EXAMPLE.strftime(form)} ({self._words(f'map-{guesses.FORMS[form]}')})"

    def headache(self, chosen: Chosen, kind: str) -> bool:
        """Which column tells of headache, and by which words; whether that is said. Attacks need none."""
        if kind == ATTACKS:
            return True
        guess = next((name for name in self._columns.names if guesses.target_of(name) == "headache"), None)
        name = self._one_of("headache", self._columns.names, guess, self._words("map-headache"))
        if name is None:
            return False
        told = self._yes_no(name, "headache", with_separator=True)
        if told.separator:
            absent = st.radio(
                self._words("map-absent"),
                (UNKNOWN, NO),
                format_func=lambda one: self._words(f"map-absent-{one}"),
                key=self.key("absent"),
            )
            told = Told(told.column, told.yes, told.no, told.separator, str(absent))
        chosen.columns["headache"] = told
        return bool(told.yes or not (told.no or told.separator))

    def empty(self, chosen: Chosen) -> str:
        """What an empty headache cell means; asked for where there are such cells."""
        told = chosen.columns.get("headache")
        at = self._columns.table.header.index(told.column) if told else None
        if at is None or all(row[at].strip() for row in self._columns.table.rows[: guesses.ROWS_LOOKED_AT]):
            return UNKNOWN
        return str(
            st.radio(
                self._words("map-empty"),
                (UNKNOWN, NO),
                format_func=lambda one: self._words(f"map-empty-{one}"),
                key=self.key("empty"),
            )
        )

    def other(self, name: str, chosen: Chosen) -> None:
        """What a further column is, and by which words it tells it; nothing where it is left aside."""
        guess = guesses.guess_of(name, self._columns.words[name])
        left, right = st.columns([1, 2])
        with left:
            what = st.selectbox(
                as_label(_short(name)),
                (None, *OFFERED),
                index=(None, *OFFERED).index(guess) if guess in OFFERED and guess not in chosen.columns else 0,
                format_func=self._named_target,
                key=self.key(f"what-{name}"),
            )
        with right:
            self._take(name, what, chosen)

    def _take(self, name: str, what: str | None, chosen: Chosen) -> None:
        if what == SYMPTOMS:
            chosen.columns |= self._symptoms(name)
        elif what == DRUGS:
            chosen.drugs.append(name)
            chosen.separator = self._separator(name) or chosen.separator
        elif what == DRUG:
            named = st.text_input(self._words("map-drug-name"), value=name, key=self.key(f"drug-{name}"))
            chosen.drug_columns[name] = named.strip() or name
        elif what is not None and what in chosen.columns:
            st.text(self._words("map-twice"))
        elif what is not None:
            chosen.columns[what] = self._told(name, what)

    def _told(self, name: str, target: str) -> Told:
        column = diary.DIARY.column(target)
        if column.kind is Kind.BOOLEAN:
            return self._yes_no(name, target)
        if column.kind is Kind.TEXT or all(map(_is_number, self._columns.words[name])):
            return Told(name)
        if target == "severity":
            return Told(name, values=self._values(name))
        return Told(name)

    def _values(self, name: str) -> dict[str, float]:
        """Which words of a column mean mild, moderate and severe."""
        found: dict[str, float] = {}
        guess = guesses.levels_of(self._columns.words[name])
        for level, part in zip(SEVERITIES, st.columns(len(SEVERITIES)), strict=True):
            with part:
                chosen = self._words_of(
                    f"level-{level}-{name}",
                    f"day-severity-{level}",
                    self._columns.words[name],
                    (word for word in guess if guess[word] == level),
                )
                found |= {word.casefold(): float(level) for word in chosen}
        return found

    def _yes_no(self, name: str, target: str, *, with_separator: bool = False) -> Told:
        separator = self._separator(name) if with_separator else None
        words = self._columns.parts(name, separator)
        yes, no = guesses.yes_and_no(words)
        if words and all(map(_is_number, words)):
            yes, no = (
                [word for word in words if float(word.replace(",", ".")) > 0],
                [word for word in words if word == "0"],
            )
        left, right = st.columns(2)
        with left:
            yes = self._words_of(f"yes-{target}-{name}-{separator}", "map-yes", words, yes)
        with right:
            no = self._words_of(f"no-{target}-{name}-{separator}", "map-no", [w for w in words if w not in yes], no)
        return Told(name, _folded(yes), _folded(no), separator)

    def _symptoms(self, name: str) -> dict[str, Told]:
        """Which word of the cells means which sign."""
        separator = self._separator(name)
        words = self._columns.parts(name, separator)[:MOST_SYMPTOMS]
        found: dict[str, set[str]] = {}
        parts = st.columns(3)
        for at, word in enumerate(words):
            guess = guesses.target_of(word)
            with parts[at % len(parts)]:
                sign = st.selectbox(
                    as_label(_short(word)),
                    (None, *SIGNS),
                    index=(None, *SIGNS).index(guess) if guess in SIGNS else 0,
                    format_func=self._named_target,
                    key=self.key(f"sign-{name}-{word}"),
                )
            if sign:
                found.setdefault(sign, set()).add(word.casefold())
        return {sign: Told(name, frozenset(yes), frozenset(), separator or ",") for sign, yes in found.items()}

    def _separator(self, name: str) -> str | None:
        """What stands between several words of a cell."""
        signs = (None, *guesses.SEPARATORS)
        guess = guesses.separator_of(self._columns.cells(name))
        return st.selectbox(
            self._words("map-separator"),
            signs,
            index=signs.index(guess),
            format_func=lambda sign: f"”{sign}”" if sign else self._words("map-one-word"),
            key=self.key(f"separator-{name}"),
        )

    def _words_of(self, key: str, label: str, offered: Iterable[str], default: Iterable[str]) -> list[str]:
        shown = list(offered)
        return st.multiselect(
            self._words(label),
            shown,
            default=[word for word in default if word in shown],
            placeholder=self._words("map-choose"),
            key=self.key(key),
        )

    def _one_of(self, key: str, names: Sequence[str], guess: str | None, label: str) -> str | None:
        return st.selectbox(
            label,
            names,
            index=names.index(guess) if guess in names else None,
            format_func=_short,
            placeholder=self._words("map-choose"),
            key=self.key(key),
        )

    def _named_target(self, target: str | None) -> str:
        if target is None:
            return self._words("map-nothing")
        key = f"day-field-{target.replace('_', '-')}"
        return self._words(key) if self._words.has(key) else self._words(f"map-is-{target}")


def _short(name: str) -> str:
    return name if len(name) <= LONGEST_NAME else f"{name[:LONGEST_NAME]}..."


def _folded(words: Iterable[str]) -> frozenset[str]:
    return frozenset(word.casefold() for word in words)


def _is_number(text: str) -> bool:
    return text.replace(",", ".").replace(".", "", 1).isdecimal()
