"""The drug catalogue: what a written drug name or ATC code stands for.

`drugs.csv` holds one row a substance, fixed combination or group, with the columns

- `substance`: international name, lower case; the key by which a store remembers the drug
- `name_sv`, `name_en`: the names to show
- `atc`: the current ATC code; a shorter code is the group to which unlisted codes beginning with it belong
- `atc_aliases`: older codes and further groups, separated by a space
- `classes`: acute classes (`CLASSES`) or `antiemetic`, separated by a space; empty where an intake never counts
- `use`: acute, preventive, both or neither; where both, the prescription decides, never the code (AMD-3)
- `family`: kind of preventive; empty for others
- `route`: usual routes, the commonest first, separated by a space
- `interval_days`: usual days between doses of a preventive; the row of a treatment may say otherwise
- `synonyms`: brands, generics, abbreviations and spellings, separated by a semicolon; the three names need no repeating
- `source`: rule of the clinical rules and grade, or "ATC index" and grade

A written name is compared without case, accents, punctuation, strength and form; the longest known name wins. A name
of six letters or more may have one slip of the pen, not in its first letter, where only one drug comes that near.

Source: clinical-rules 6.3, 6.4, AMD-2, AMD-3, MOH-2 to MOH-8, MOH-12, MOH-13, ATC-1, ATC-2.
"""

from __future__ import annotations

import csv
import hashlib
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import takewhile
from pathlib import Path

CLASSES = (
    "triptan",
    "ergot",
    "opioid",
    "combination",
    "nsaid",
    "paracetamol",
    "other_analgesic",
    "gepant",
    "other",
    "unknown",
)
"""The classes of acute medication in the order in which they are shown; `unknown` is an intake nobody recognised."""

ANTIEMETIC = "antiemetic"
"""A class that is listed but is not acute medication (MOH-13)."""

MIGRAINE_SPECIFIC_CLASSES = frozenset({"triptan", "ergot", "gepant"})
MIGRAINE_SPECIFIC_SUBSTANCES = frozenset({"lasmiditan"})

SHORTEST_NAME_WITH_A_SLIP = 6
SHORTEST_ATC_GROUP = 4

CATALOGUE_FILE = Path(__file__).with_name("drugs.csv")


@dataclass(frozen=True)
class Drug:
    """A row of the catalogue; the columns are described at the head of the module."""

    substance: str
    name_sv: str
    name_en: str
    atc: str
    atc_aliases: tuple[str, ...]
    classes: frozenset[str]
    use: str
    family: str | None
    route: str
    interval_days: int | None
    synonyms: tuple[str, ...]
    source: str

    @property
    def counts_as_acute(self) -> bool:
        """Whether a day with an intake is an acute medication day (AMD-1, MOH-13)."""
        return bool(self.classes - {ANTIEMETIC})

    @property
    def migraine_specific(self) -> bool:
        """Whether a day with an acute intake is a migraine-specific medication day (AMD-2)."""
        return bool(self.classes & MIGRAINE_SPECIFIC_CLASSES) or self.substance in MIGRAINE_SPECIFIC_SUBSTANCES

    @property
    def names(self) -> tuple[str, ...]:
        """Every written name of the drug, the international one first."""
        return (self.substance, self.name_sv, self.name_en, *self.synonyms)


def _drug(row: Mapping[str, str]) -> Drug:
    return Drug(
        substance=row["substance"],
        name_sv=row["name_sv"],
        name_en=row["name_en"],
        atc=row["atc"],
        atc_aliases=tuple(row["atc_aliases"].split()),
        classes=frozenset(row["classes"].split()),
        use=row["use"],
        family=row["family"] or None,
        route=row["route"],
        interval_days=int(row["interval_days"]) if row["interval_days"] else None,
        synonyms=tuple(name for name in row["synonyms"].split(";") if name),
        source=row["source"],
    )


@cache
def catalogue() -> tuple[Drug, ...]:
    """Every drug of the catalogue, in the order of the file."""
    with CATALOGUE_FILE.open(encoding="utf-8", newline="") as file:
        return tuple(_drug(row) for row in csv.DictReader(file))


@cache
def catalogue_version() -> str:
    """Twelve hexadecimal digits that change with the catalogue's text, so that a store can tell it was changed."""
    return hashlib.sha256(CATALOGUE_FILE.read_text(encoding="utf-8").encode()).hexdigest()[:12]


# Written words

Words = tuple[str, ...]

AND = "+"
_TRADEMARKS = re.compile("[®™©℠]")
_ATC = r"[a-z]\d{2}[a-z]{2}(?:\d{2})?"
_ATC_CODES = re.compile(_ATC)
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
_FORMS = frozenset(_FORM_WORDS.split())

_NEGATION_WORDS = "ingen inget inga ingenting inte ej nej utan no none not nothing without"
_NEGATIONS = frozenset(_NEGATION_WORDS.split())

_MEDICATION_WORDS = """
    medicin medicinen mediciner medikament medikation lakemedel preparat tog taget tagit tagen
    medication medications medicine medicines drug drugs taken took any alls
"""
_NO_DRUG_WORDS = _NEGATIONS | frozenset(_MEDICATION_WORDS.split())


def _folded(text: str) -> str:
    """The text without trademark signs, accents and case; upper case first, for letters that have no lower one."""
    plain = unicodedata.normalize("NFKD", _TRADEMARKS.sub(" ", text)).upper().casefold()
    return "".join(sign for sign in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(sign))


@lru_cache(maxsize=4096)
def _words(text: str) -> Words:
    """The words, numbers, ATC codes and separators of a text, every separator written `+`."""
    return tuple(AND if word in _SEPARATORS else word for word in _TOKENS.findall(_folded(text)))


def _parts(words: Words) -> list[Words]:
    """The words between the separators; empty parts are left out."""
    parts: list[list[str]] = [[]]
    for word in words:
        if word == AND:
            parts.append([])
        else:
            parts[-1].append(word)
    return [tuple(part) for part in parts if part]


def _is_number(word: str) -> bool:
    return word[0].isdigit()


def is_no_drug(text: str) -> bool:
    """Whether the text says that nothing was taken; False for an empty text, which says nothing."""
    words = set(_words(text)) - {AND}
    return bool(words & _NEGATIONS) and words <= _NO_DRUG_WORDS


# Known names and codes


@cache
def _drug_by_name() -> dict[Words, Drug]:
    return {_without_forms(_words(name)): drug for drug in catalogue() for name in drug.names}


def _without_forms(words: Words) -> Words:
    return tuple(word for word in words if word not in _FORMS) or words


@cache
def _longest_name() -> int:
    return max(map(len, _drug_by_name()))


@cache
def _numbers_in_names() -> frozenset[Words]:
    """Pairs of a word and the number that follows it in a name: acetylsalicylic acid 75 is another drug."""
    pairs = (name[place : place + 2] for name in _drug_by_name() for place in range(len(name) - 1))
    return frozenset(pair for pair in pairs if _is_number(pair[1]))


@cache
def _drug_by_code() -> dict[str, Drug]:
    older = {alias.lower(): drug for drug in catalogue() for alias in drug.atc_aliases}
    return older | {drug.atc.lower(): drug for drug in catalogue()}


def _drug_of_code(code: str) -> Drug | None:
    """The drug of a code in lower case, else the nearest listed group to which the code belongs (ATC-1)."""
    if not _ATC_CODES.fullmatch(code):
        return None
    known = _drug_by_code()
    nearest_first = (code[:length] for length in range(len(code), SHORTEST_ATC_GROUP - 1, -1))
    return next((known[prefix] for prefix in nearest_first if prefix in known), None)


def _is_one_slip(one: str, other: str) -> bool:
    """Whether one letter was added, left out or replaced, or two neighbours changed places."""
    short, long = sorted((one, other), key=len)
    same = next((place for place, pair in enumerate(zip(short, long, strict=False)) if len(set(pair)) > 1), len(short))
    if len(long) > len(short):
        return short[same:] == long[same + 1 :]
    swapped = short[same : same + 2] == long[same : same + 2][::-1] and short[same + 2 :] == long[same + 2 :]
    return swapped or short[same + 1 :] == long[same + 1 :]


@cache
def _long_names() -> dict[str, Drug]:
    names = ((name[0], drug) for name, drug in _drug_by_name().items() if len(name) == 1)
    return {name: drug for name, drug in names if len(name) >= SHORTEST_NAME_WITH_A_SLIP}


@lru_cache(maxsize=4096)
def _drug_with_a_slip(word: str) -> Drug | None:
    """The only drug with a long name one slip away; the first letter must stand, or migrän would be Imigran."""
    if len(word) < SHORTEST_NAME_WITH_A_SLIP:
        return None
    near = {drug for name, drug in _long_names().items() if name[0] == word[0] and _is_one_slip(word, name)}
    return near.pop() if len(near) == 1 else None


# Recognition


def _decisive(part: Words) -> Words:
    """The words of a part that name what was taken: those before a negation; its codes alone, where it has any."""
    taken = tuple(takewhile(lambda word: word not in _NEGATIONS, part))
    return tuple(word for word in taken if _drug_of_code(word)) or taken


def _without_strengths(words: Words) -> Words:
    kept: list[str] = []
    for word in _without_forms(words):
        if not _is_number(word) or (kept and (kept[-1], word) in _numbers_in_names()):
            kept.append(word)
    return tuple(kept)


def _drugs_named(words: Words) -> Iterator[Drug]:
    """The drugs named by the words, from left to right, the longest name first."""
    names, place = _drug_by_name(), 0
    while place < len(words):
        spans = range(min(_longest_name(), len(words) - place), 0, -1)
        span = next((span for span in spans if words[place : place + span] in names), 1)
        drug = names.get(words[place : place + span]) or _drug_of_code(words[place]) or _drug_with_a_slip(words[place])
        if drug:
            yield drug
        place += span


@lru_cache(maxsize=4096)
def _drugs_written(words: Words) -> tuple[Drug, ...]:
    """The drugs of a whole text; the separators are kept, since some names hold one (paracetamol + codeine)."""
    joined = tuple(word for part in _parts(words) for word in (*_decisive(part), AND))
    return _once(_drugs_named(_without_strengths(joined)))


def _once(drugs: Iterable[Drug]) -> tuple[Drug, ...]:
    return tuple(dict.fromkeys(drugs))


@lru_cache(maxsize=16)
def _drug_by_remembered_name(mapping: tuple[tuple[str, str], ...]) -> dict[Words, Drug]:
    by_substance = {drug.substance: drug for drug in catalogue()}
    return {_words(name): by_substance[to] for name, to in mapping if to in by_substance and _words(name)}


def _drugs_remembered(words: Words, mapping: Mapping[str, str] | None) -> tuple[Drug, ...]:
    """The drugs of a text of which the whole, or a part, is a name the clinic has explained; else none."""
    remembered = _drug_by_remembered_name(tuple(mapping.items())) if mapping else {}
    if words in remembered:
        return (remembered[words],)
    parts = _parts(words)
    if not any(part in remembered for part in parts):
        return ()
    return _once(
        drug for part in parts for drug in ((remembered[part],) if part in remembered else _drugs_written(part))
    )


def _drug_coded(code: str, named: tuple[Drug, ...]) -> Drug | None:
    """The drug of a code; where it is only the code of a group, the first drug of the group that the name says."""
    in_group = (drug for drug in named if drug.atc.lower().startswith(code))
    return next(in_group, None) or _drug_of_code(code)


def _drugs_coded(atc: str | None, named: tuple[Drug, ...]) -> tuple[Drug, ...]:
    codes = _ATC_CODES.findall("".join((atc or "").lower().split()))
    return _once(drug for drug in (_drug_coded(code, named) for code in codes) if drug)


def recognised_all(text: str, atc: str | None = None, mapping: Mapping[str, str] | None = None) -> tuple[Drug, ...]:
    """The drugs that a written name and an ATC code stand for, in the order written, each once; empty when unknown.

    `text` may itself hold ATC codes. `mapping` is the clinic's own memory, from a written name to a substance, and
    goes before everything else; then known codes of `atc`; then the name. A fixed combination is one drug with several
    classes; two drugs written together are two. Never raises.
    """
    words = _words(text)
    remembered = _drugs_remembered(words, mapping)
    if remembered:
        return remembered
    named = _drugs_written(words)
    return _drugs_coded(atc, named) or named


def recognised(text: str, atc: str | None = None, mapping: Mapping[str, str] | None = None) -> Drug | None:
    """The first of `recognised_all`; None when unknown, or when the text says that nothing was taken."""
    return next(iter(recognised_all(text, atc, mapping)), None)


def unrecognised_parts(text: str, atc: str | None = None, mapping: Mapping[str, str] | None = None) -> tuple[str, ...]:
    """The parts of a text that name no known drug, in plain small letters; empty where a known ATC code decides.

    A day on which "Alvedon + something" was taken has paracetamol and an intake of unknown class: nothing is dropped.
    """
    if _drugs_coded(atc, ()):
        return ()
    return tuple(
        " ".join(part)
        for part in _parts(_words(text))
        if _without_strengths(part)
        and not set(_without_strengths(part)) <= _FORMS | _NO_DRUG_WORDS
        and not (_drugs_remembered(part, mapping) or _drugs_written(part))
    )
