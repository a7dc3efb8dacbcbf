"""The patients of a clinic to choose from, found by what somebody types: pseudonyms first, then names."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from analysis.records.patients import Patient

MOST_FOUND = 10
"""Patients that are offered at once; who is not among them is found by typing more."""
_LETTERS = str.maketrans({"ø": "o", "æ": "ae", "œ": "oe", "đ": "d", "ð": "d", "ł": "l", "þ": "th"})
"""Letters that Unicode does not take apart into a plain letter and an accent."""


@dataclass(frozen=True)
class Found:
    """The first patients that fit what was typed, and how many fit in all."""

    patients: tuple[Patient, ...]
    number: int


@dataclass(frozen=True)
class _Known:
    """A patient as searched for: without case, accents and, in the pseudonym, signs."""

    patient: Patient
    pseudonym: str
    names: tuple[str, ...]


class Directory:
    """Every patient, to be found by typing."""

    def __init__(self, people: Iterable[Patient]) -> None:
        """The directory of these patients, who are offered in the order given."""
        self._people = {one.patient_id: one for one in people}
        self._known = [_known(one) for one in self._people.values()]
        self._in_order = tuple(self._people)
        self._place = {one: place for place, one in enumerate(self._in_order)}

    def __contains__(self, patient_id: object) -> bool:
        return patient_id in self._people

    def __getitem__(self, patient_id: str) -> Patient:
        return self._people[patient_id]

    def around(self, patient_id: str, number: int) -> tuple[str, ...]:
        """The pseudonyms of the block of so many in which one stands, the same for each; empty for who is not here."""
        if patient_id not in self._place:
            return ()
        first = self._place[patient_id] // number * number
        return self._in_order[first : first + number]

    def named(self, patient_ids: Iterable[str]) -> tuple[Patient, ...]:
        """The patients of these pseudonyms, in their order; those who are not here are left out."""
        return tuple(self._people[one] for one in patient_ids if one in self._people)

    def found(self, typed: str, most: int = MOST_FOUND) -> Found:
        """Who fits what was typed.

        First come pseudonyms that begin with it, then names with a word that begins with each word typed, then
        pseudonyms that hold it. Case, accents and signs in the pseudonym do not matter.
        """
        words, whole = _parts(typed), _bare(typed)
        if not whole:
            return Found((), 0)
        ranked = ((_rank(one, words, whole), one.patient) for one in self._known)
        fits = sorted((pair for pair in ranked if pair[0] is not None), key=lambda pair: pair[0] or 0)
        return Found(tuple(patient for _, patient in fits[:most]), len(fits))

    def first_day(self, until: date) -> date:
        """The first day on which any diary could be filled in, `until` where that is later or nobody is here."""
        return min((one.enrolled_on for one in self._people.values() if one.enrolled_on <= until), default=until)


def _known(patient: Patient) -> _Known:
    name = patient.display_name or ""
    return _Known(patient, _bare(patient.patient_id), (*_parts(name), *map(_bare, name.split())))


def _rank(known: _Known, words: Sequence[str], whole: str) -> int | None:
    """How well a patient fits, the best first; None when not."""
    if known.pseudonym.startswith(whole):
        return 0
    if words and all(any(name.startswith(word) for name in known.names) for word in words):
        return 1
    return 2 if whole in known.pseudonym else None


def _plain(text: str) -> str:
    """The text without case and accents."""
    taken_apart = unicodedata.normalize("NFKD", text.casefold().translate(_LETTERS))
    return "".join(sign for sign in taken_apart if not unicodedata.combining(sign))


def _parts(text: str) -> list[str]:
    """The words of a text, those joined by a hyphen apart."""
    return "".join(sign if sign.isalnum() else " " for sign in _plain(text)).split()


def _bare(text: str) -> str:
    """The letters and digits alone, without case and accents."""
    return "".join(sign for sign in _plain(text) if sign.isalnum())
