"""The words of a written drug name, without case, accents and punctuation; strengths and forms are no names."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

Words = tuple[str, ...]

AND = "+"
_TRADEMARKS = re.compile("[®™©℠]")
_ATC = r"[a-z]\d{2}[a-z]{2}(?:\d{2})?"
ATC_CODES = re.compile(_ATC)
_TOKENS = re.compile(rf"\b{_ATC}\b|\d+(?:[.,]\d+)?|[^\W\d_]+|[+,;&|\n]")
_SEPARATORS = frozenset({*"+,;&|\n", "och", "samt", "and"})

_FORM_WORDS = """
    mg g gram mcg ug μg ml ie iu e u st x stycken
    tabl tab tabs tablett tabletter tablets tablet tabletten tbl kapsel kapslar capsule capsules caps
    brus brustablett brustabletter depot depottablett depottabletter retard forte novum rapitab rapimelt smelt
    mun sonderfallande munsonderfallande munloslig munlosliga frystorkad filmdragerad filmdragerade
    spray nasspray nas nasal nasalspray injektion injektioner injection spruta sprutor penna pen infusion dropp
    supp suppositorium suppositorier stolpiller suppository oral oralt dos doser dose doses med with a
"""
FORMS = frozenset(_FORM_WORDS.split())

_SKIN_WORDS = (
    "gel kram krem creme cream salva ointment plaster patch patches liniment balsam balm emulgel kutan topical"
)
SKIN_FORMS = frozenset(_SKIN_WORDS.split())
"""Forms that are put on the skin: no acute medication of a class, whatever they hold (MOH-13)."""
_SKIN_ENDINGS = ("gel", "geler", "kram", "kramen", "salva", "salvan", "plaster", "plastret", "cream", "patch")

_NEGATION_WORDS = "ingen inget inga ingenting inte ej nej utan no none not nothing without nil kein keine nicht nichts"
NEGATIONS = frozenset(_NEGATION_WORDS.split())

_MEDICATION_WORDS = """
    medicin medicinen mediciner medikament medikation lakemedel preparat tog taget tagit tagen
    medication medications medicine medicines drug drugs taken took any alls meds
"""
_TAKING_WORDS = "tog taget tagit tagen tar sa sedan sen darefter istallet took taken then later instead"
TAKING = frozenset(_TAKING_WORDS.split())
"""Words after a negation which say that it speaks of what was taken before, not of the drug that follows."""
NO_DRUG_WORDS = NEGATIONS | frozenset(_MEDICATION_WORDS.split())


def _folded(text: str) -> str:
    """The text without trademark signs, accents and case; upper case first, for letters that have no lower one."""
    if text.isascii():
        return text.lower()
    plain = unicodedata.normalize("NFKD", _TRADEMARKS.sub(" ", text)).upper().casefold()
    return "".join(sign for sign in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(sign))


@lru_cache(maxsize=4096)
def words_of(text: str) -> Words:
    """The words, numbers, ATC codes and separators of a text, every separator written `+`."""
    return tuple(AND if word in _SEPARATORS else word for word in _TOKENS.findall(_folded(text)))


def parts_of(words: Words) -> list[Words]:
    """The words between the separators; empty parts are left out."""
    parts: list[list[str]] = [[]]
    for word in words:
        if word == AND:
            parts.append([])
        else:
            parts[-1].append(word)
    return [tuple(part) for part in parts if part]


def is_number(word: str) -> bool:
    """Whether a word of `words_of` is a number."""
    return word[0].isdigit()


def is_of_the_skin(word: str) -> bool:
    """Whether a word of `words_of` says that a drug is put on the skin: plåster, värmegel."""
    return word in SKIN_FORMS or word.endswith(_SKIN_ENDINGS)


def is_no_drug(text: str) -> bool:
    """Whether the text says that nothing was taken; False for an empty text, which says nothing."""
    words = set(words_of(text)) - {AND}
    return bool(words & NEGATIONS) and words <= NO_DRUG_WORDS


def without_forms(words: Words) -> Words:
    """The words without those for strength and form; all of them where nothing else is written."""
    return tuple(word for word in words if word not in FORMS) or words
